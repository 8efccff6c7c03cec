"""Whose responsibility a collective's fault is: who is named, or does what the plan says.

Only names, cards and posts that the roster knows count. Where several members fit, or only a given
name stands there, a person is asked; nobody is made responsible by a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from hoso import text
from hoso.catalogue import MemberRow
from hoso.model.review import Shortcoming, SubjectKind
from hoso.services import recurrences
from hoso.services.subjects import Body, bodies_on, codes_within, descend, person
from hoso.workspace import Workspace

_LONGEST, _SHORTEST = 6, 2  # words of a full name
_FEW = 6  # holders of one post: more, and the post names nobody
_COMRADE = re.compile(r"(?:đồng chí|đ/c|đc)\s+([^\W\d_]+)", re.IGNORECASE)


class Basis(StrEnum):
    """Căn cứ: what says that a member answers for a fault."""

    NAMED = "trach_nhiem"
    PLAN = "ke_hoach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One member who answers for a collective's fault, and the words that say so."""

    fault: Shortcoming
    card: str
    name: str
    basis: Basis
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Words that fit several members, or none surely: `cards` may be meant."""

    fault: Shortcoming
    said: str
    words: str
    cards: tuple[str, ...]

    def __str__(self) -> str:
        """Return the question with what to do."""
        cards = ", ".join(self.cards)
        return (
            f"{self.fault.code}: «{self.words}» là ai (số thẻ {cards})? Hãy ghi số thẻ vào phần trách "
            f'nhiệm: «hoso shortcomings edit {self.fault.code} --responsibility "…"».'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who answers for which fault, what must be asked, and faults for which nobody is named."""

    bearers: tuple[Bearer, ...]
    doubts: tuple[Doubt, ...]
    nobody: tuple[Shortcoming, ...]

    def of(self, code: str) -> tuple[Bearer, ...]:
        """Return who answers for one fault."""
        return tuple(one for one in self.bearers if one.fault.code == code)


def listing(
    ws: Workspace, year: int | None, *, org: str | None, whom: str | None, on: date
) -> Found:
    """Return who answers for the collectives' faults of `year` (None: of all years).

    With `org` the faults of that organisation and those below it, with `whom` one member's only.
    """
    codes = codes_within(ws, org, on)
    named = [
        fault
        for fault in ws.catalogue.shortcomings(year=year)
        if codes is None or fault.subject.organisation in codes
    ]
    found = of_faults(ws, named, on)
    if whom is None:
        return found
    card = person(ws, whom, on).card
    return Found(
        bearers=tuple(one for one in found.bearers if one.card == card),
        doubts=tuple(one for one in found.doubts if card in one.cards),
        nobody=(),
    )


def of_faults(ws: Workspace, faults: Iterable[Shortcoming], on: date) -> Found:
    """Return who answers for those of `faults` that are a collective's, by the roster of their years."""
    named = [one for one in faults if one.subject.kind is SubjectKind.COLLECTIVE]
    planned: defaultdict[str, list[str]] = defaultdict(list)
    for item in recurrences.plan_items(ws, named):
        planned[item.shortcoming].append(item.owner)
    books = _Books(ws, on)
    found = [one for fault in named for one in _told(fault, planned[fault.code], books)]
    bearers: dict[tuple[str, str], Bearer] = {}
    for one in found:
        if isinstance(one, Bearer):
            bearers.setdefault((one.fault.code, one.card), one)
    told = {one.fault.code for one in found}
    return Found(
        bearers=tuple(bearers.values()),
        doubts=tuple(one for one in found if isinstance(one, Doubt)),
        nobody=tuple(fault for fault in named if fault.code not in told),
    )


def _told(fault: Shortcoming, owners: Iterable[str], books: _Books) -> Iterator[Bearer | Doubt]:
    """Yield whom the fault itself names, then the owners of its plan, and the doubts of both."""
    says = [(Basis.NAMED, fault.responsibility), *((Basis.PLAN, owner) for owner in owners)]
    book = books.of(fault.year)
    for basis, said in says:
        found, unsure = book.read(said, fault.subject.organisation)
        for row in found:
            name = row.state.full_name
            yield Bearer(fault=fault, card=row.card, name=name, basis=basis, said=said)
        for words, cards in unsure:
            yield Doubt(fault=fault, said=said, words=words, cards=cards)


@dataclass
class _Books:
    """The members of each year's end, read once."""

    ws: Workspace
    on: date
    _known: dict[date, _Book] = field(default_factory=dict)

    def of(self, year: int) -> _Book:
        """Return those of a year's end, of the first roster when that is later, of `on` at most."""
        day = min(date(year, 12, 31), self.on)
        if day not in self._known:
            rows = self.ws.catalogue.members(day) or self.ws.catalogue.members(self.on)
            self._known[day] = _Book(rows, bodies_on(self.ws, day))
        return self._known[day]


@dataclass
class _Book:
    """The members of one day, found by name, card and post."""

    rows: Sequence[MemberRow]
    bodies: Mapping[str, Body]

    @cached_property
    def _by_name(self) -> Mapping[str, list[MemberRow]]:
        found: defaultdict[str, list[MemberRow]] = defaultdict(list)
        for row in self.rows:
            name = text.squeeze(row.state.full_name)
            for key in {text.tone_key(name), text.fold(name)}:
                found[key].append(row)
        return found

    @cached_property
    def _cards(self) -> Mapping[str, MemberRow]:
        return {row.card: row for row in self.rows}

    def read(
        self, said: str, organisation: str
    ) -> tuple[list[MemberRow], list[tuple[str, tuple[str, ...]]]]:
        """Return the members that words surely name, and the words that fit several or a given name."""
        found: dict[str, MemberRow] = {
            card: self._cards[card] for card in re.findall(r"\d{6,}", said) if card in self._cards
        }
        unsure: list[tuple[str, tuple[str, ...]]] = []
        rest = text.squeeze(said)
        for words, rows in (*self._named(rest), *self._posted(rest, organisation)):
            own = [row for row in rows if row.state.organisation == organisation]
            chosen = own if len(own) == 1 else rows
            if len(chosen) == 1:
                found.setdefault(chosen[0].card, chosen[0])
            elif not any(row.card in found for row in rows):
                unsure.append((words, tuple(sorted(row.card for row in rows))))
        if not found:
            unsure += self._given(rest, organisation)
        return list(found.values()), unsure

    def _named(self, said: str) -> Iterator[tuple[str, list[MemberRow]]]:
        """Yield every full name of the words with the members who bear it; the longest wins."""
        words = [match.group() for match in re.finditer(r"[^\W\d_]+", said)]
        unmarked = text.fold(said) == said.lower()
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST, len(words) - at), _SHORTEST - 1, -1):
                name = " ".join(words[at : at + size])
                rows = self._by_name.get(text.fold(name) if unmarked else text.tone_key(name))
                if rows:
                    yield name, rows
                    at += size - 1
                    break
            at += 1

    def _posted(self, said: str, organisation: str) -> Iterator[tuple[str, list[MemberRow]]]:
        """Yield every post in the words that few hold in the organisation; the longest wins."""
        folded = text.fold(said)
        for title, rows in self._posts(organisation):
            place = re.search(rf"(?<!\w)(?<!pho ){re.escape(title)}(?!\w)", folded)
            if place is None:
                continue
            folded = folded.replace(title, " " * len(title))
            if len(rows) <= _FEW:
                yield said[place.start() : place.end()], rows

    def _posts(self, organisation: str) -> list[tuple[str, list[MemberRow]]]:
        whole = (
            {one.code for one in descend(self.bodies, organisation)}
            if (organisation in self.bodies)
            else {organisation}
        )
        found: defaultdict[str, dict[str, MemberRow]] = defaultdict(dict)
        for row in self.rows:
            if row.state.organisation in whole:
                for post in row.state.posts:
                    found[text.fold(text.squeeze(post.title))][row.card] = row
        ordered = sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
        return [(title, list(rows.values())) for title, rows in ordered]

    def _given(self, said: str, organisation: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield «đồng chí Tuấn» with the members of the organisation whose given name that is."""
        for match in _COMRADE.finditer(said):
            key = text.tone_key(match.group(1))
            cards = tuple(
                row.card
                for row in self.rows
                if row.state.organisation == organisation
                and text.tone_key(row.state.full_name.split()[-1]) == key
            )
            if cards:
                yield match.group(), cards
