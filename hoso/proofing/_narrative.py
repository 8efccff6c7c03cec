"""Tables out of running text: one for each topic and year, every figure with its sentence.

A figure that cannot be held against another is listed as not related, never as right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.proofing import _lists
from hoso.proofing._binding import Bound, bind, in_order
from hoso.proofing._check import check
from hoso.proofing._items import NAMES, Item
from hoso.proofing._phrases import PLANNED
from hoso.proofing._subjects import Topic
from hoso.proofing._table import Report, Sum, Table
from hoso.proofing._telling import (
    COMPARED,
    Change,
    Loose,
    Said,
    Telling,
    changes,
    table_of,
    unused,
)
from hoso.proofing._tokens import Figure, Sentence, sentences

_YEAR_AT_START: Final = re.compile(
    r"^.{0,70}?(?<!\()\bnam ((?:19|20)\d\d(?:(?:, | va | ?[–-] ?)(?:nam )?(?:19|20)\d\d)*)\b"
)
_INTRODUCED: Final = re.compile(r"^\W*(?:\d+[.)]|[ivx]+\.|[a-z]\))?\s*(?:doi voi|ve|ket qua)\b")
_SCOPE: Final = re.compile(
    r"(?:Đảng bộ|Đảng ủy|Chi bộ|Huyện ủy|Thành ủy|Thị ủy|Xã|xã|Phường|phường|Huyện|huyện|Khối|khối)"
    r" (?:[^\WA-ZĐ\d_]+ ){0,3}[A-ZĐ][^\W\d_]+(?:[ –-][A-ZĐ][^\W\d_]+)*"
)
_SHORT_HEADING: Final = 80  # letters of a line that only says whom what follows is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Đoạn of a document, and where it is."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bảng that running text tells: its topic and year (as printed, "" for the text's own)."""

    topic: Topic
    year: str
    table: Table
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What came of a text: a report for each table, and the figures that nothing could be said of."""

    told: tuple[Told, ...]
    reports: tuple[Report, ...]
    loose: tuple[Loose, ...]


def narrative(paragraphs: Sequence[Paragraph]) -> Narrative:
    """Return what the figures of a text are against each other."""
    reader = _Reader()
    for one in paragraphs:
        for sentence in sentences(one.text):
            reader.take(sentence, one.place)
    tables = [(telling, table_of(telling, reader.tellings)) for telling in reader.tellings]
    tables = [(telling, table) for telling, table in tables if _says_anything(table)]
    reports = [check(table) for _, table in tables]
    loose = list(reader.loose)
    for (telling, table), report in zip(tables, reports, strict=True):
        loose += unused(telling, table, report)
    lists = list(_lists.tables([(one.place, one.text) for one in paragraphs]))
    stated = [one for table in lists for one in table.sums]
    return Narrative(
        told=tuple(_told(telling, table) for telling, table in tables),
        reports=(*reports, *(check(table) for table in lists)),
        loose=tuple(one for one in loose if not any(_counts(said, one) for said in stated)),
    )


def _told(telling: Telling, table: Table) -> Told:
    since = tuple(changes(telling))
    return Told(topic=telling.topic, year=telling.year, table=table, changes=since)


def _counts(stated: Sum, one: Loose) -> bool:
    """Return whether a figure is the stated length of a list, which was counted."""
    same = (stated.place, str(stated.whole)) == (one.place, one.said)
    return same and stated.label.strip("«»") in one.quote


def _says_anything(table: Table) -> bool:
    return bool(table.figures or table.shares or table.sums)


@dataclass(slots=True)
class _Reader:
    """Goes through a text sentence by sentence; knows whom and which year it speaks of."""

    tellings: list[Telling] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    topic: Topic | None = None
    year: str = ""
    planned: bool = False  # whether the sentence so far says what is aimed at

    def take(self, sentence: Sentence, place: str) -> None:
        """Read one sentence."""
        self._note_year(sentence)
        found, loose = bind(sentence, self.topic)
        for figure in loose:
            self._leave(figure, sentence, place, "không rõ con số này đếm gì", "")
        planned = self._is_planned(sentence)
        for bound in found:
            said_first = bound.count or bound.percent
            if said_first is not None and (reason := _why_left(bound, planned=planned)):
                self._leave(said_first, sentence, place, reason, NAMES[bound.item])
        if planned:
            found = []
        scope = _scope(sentence, found)
        said = [(topic, Said(b, place, sentence.said, scope)) for topic, b in in_order(found)]
        for topic, one in said:
            if one.bound.plain:
                self._add(topic, one)
        self._note_topic(sentence, [topic for topic, _ in said])

    def _is_planned(self, sentence: Sentence) -> bool:
        """Return whether figures are aims: up to the full stop after a word that says so."""
        planned = self.planned or PLANNED.search(sentence.folded) is not None
        self.planned = planned and sentence.said.endswith(";")
        return planned

    def _leave(
        self, figure: Figure, sentence: Sentence, place: str, reason: str, label: str
    ) -> None:
        self.loose.append(
            Loose(said=figure.said, place=place, quote=sentence.said, reason=reason, label=label)
        )

    def _note_year(self, sentence: Sentence) -> None:
        found = _YEAR_AT_START.match(sentence.folded)
        compared = COMPARED.search(sentence.folded)
        if found and not (compared and compared.start() < found.end()):
            self.year = found[1]

    def _note_topic(self, sentence: Sentence, told: Sequence[Topic]) -> None:
        if told:
            self.topic = told[-1]
        elif sentence.mentions and (
            _INTRODUCED.match(sentence.folded) or len(sentence.said) < _SHORT_HEADING
        ):
            self.topic = sentence.mentions[-1].topic

    def _add(self, topic: Topic, said: Said) -> None:
        telling = self._telling(topic, said)
        bound = said.bound
        if bound.count is not None:
            before = telling.counts.setdefault(bound.item, said)
            if before is not said and telling.value(bound.item) != bound.count.value:
                telling.twice.append((before, said))
            if bound.count.whole is not None and bound.item is Item.RATED:
                telling.counts.setdefault(Item.TOTAL, said)
        if bound.percent is not None:
            telling.percents.append(said)
        if bound.change is not None:
            telling.changes.append(said)
        within = bound.within.item if bound.within else None
        if bound.item is Item.EXCELLENT and within in {Item.GOOD, Item.GOOD_UP}:
            telling.inside = True

    def _telling(self, topic: Topic, said: Said) -> Telling:
        """Return the table that a figure belongs to, a new one for another body or year."""
        year = said.bound.year or self.year
        own = [one for one in self.tellings if (one.topic, one.year) == (topic, year)]
        own.sort(key=lambda one: one.scope == said.scope)
        if own:
            last = own[-1]
            count = said.bound.count
            told = last.value(said.bound.item)
            same_body = last.scope == said.scope or not said.scope
            if same_body or count is None or told in {None, count.value}:
                return last
        new = Telling(topic, year, said.scope, alone=not own)
        for one in own:
            one.alone = False
        self.tellings.append(new)
        return new


def _why_left(bound: Bound, *, planned: bool) -> str:
    """Return why a figure goes into no table, "" when it does."""
    if planned:
        return "là chỉ tiêu, không phải kết quả"
    if not bound.plain:
        return "chỉ nói về một bộ phận"
    return "" if bound.topics else "không rõ nói về đối tượng nào"


def _scope(sentence: Sentence, found: Sequence[Bound]) -> str:
    """Return the named body that a sentence speaks of before its first figure."""
    first = min((b.count.start for b in found if b.count), default=0)
    named = _SCOPE.search(sentence.said[:first])
    return named[0] if named else ""
