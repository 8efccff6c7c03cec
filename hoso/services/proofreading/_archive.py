"""Somebody's figures held against the archive: whom it counts, on which level, and since last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hoso import text
from hoso.errors import QuestionError
from hoso.proofing import (
    NAMES,
    Change,
    Computed,
    Finding,
    Item,
    Report,
    Result,
    Table,
    Told,
    Topic,
    Unchecked,
    Way,
    topics,
)
from hoso.services import stats
from hoso.statistics import Counts, MemberStanding, tally
from hoso.workspace import Workspace

# Whose lines of the archive a topic counts; bodies by their kind.
_KINDS: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.GRASSROOTS: ("dang_bo_co_so", "chi_bo_co_so"),
    Topic.CELLS: ("chi_bo", "chi_bo_co_so"),
    Topic.BODIES: (),
    Topic.COLLECTIVES: (),
}


@dataclass(slots=True)
class Archive:
    """Kho: the counts of one organisation and all below it, each year read once."""

    ws: Workspace
    org: str | None
    today: date
    years: dict[int, stats.Population] = field(default_factory=dict)

    def counts(self, topic: Topic, year: int) -> Counts | None:
        """Return the counts of a year, None when the archive does not count such a topic.

        Whom a year counts is what `stats report` says, so that both give the same figures.
        """
        if topic is not Topic.MEMBERS and topic not in _KINDS:
            return None
        if year not in self.years:
            self.years[year] = stats.population(self.ws, year, self.org, self.today)
        return tally(_counted(self.years[year], topic))


def _counted(who: stats.Population, topic: Topic) -> list[MemberStanding]:
    if topic is Topic.MEMBERS:
        return [one.standing for one in who.members]
    kinds = _KINDS[topic]
    alone = topic is Topic.COLLECTIVES  # those whose review is held higher up have none
    return [
        one.standing
        for one in who.bodies
        if (not kinds or one.body.state.kind in kinds)
        and not (alone and one.verdict.reviewed is False)
    ]


def told_of(tables: Iterable[tuple[str, tuple[Table, ...]]]) -> Iterator[Told]:
    """Yield the tables whose title names the one topic that they count."""
    for name, parts in tables:
        named = topics(name)
        if len(named) == 1 and len(parts) == 1:
            yield Told(topic=next(iter(named)), year="", table=parts[0])


def compare(archive: Archive, told: Iterable[Told], year: int) -> Iterator[Report]:
    """Yield a report for each table of `year` that the archive counts, too."""
    for one in told:
        if one.year not in {"", str(year)}:
            continue
        name = f"{one.table.name} – đối chiếu với kho năm {year}"
        try:
            counts = archive.counts(one.topic, year)
        except QuestionError as error:  # which organisation is meant; the table itself is judged
            yield _silent(name, error.message.rstrip("."))
            continue
        if counts is None:
            continue
        if not counts.total:
            yield _silent(name, f"kho không có ai thuộc đối tượng này năm {year}")
            continue
        yield _report(name, one, counts, archive, year)


def _silent(name: str, reason: str) -> Report:
    left = Unchecked(label="đối chiếu với kho", printed="", reason=reason)
    return Report(name=name, result=Result.UNCHECKED, unchecked=(left,))


def _report(name: str, told: Told, counts: Counts, archive: Archive, year: int) -> Report:
    figures = told.table.figures
    compared = [
        (item, value, kept)
        for item, value in figures.items()
        if (counts.rated or item is Item.TOTAL) and (kept := _kept(item, value, counts)) is not None
    ]
    findings = [_differs(told.table, *one) for one in compared if one[1] != one[2]]
    findings += _since(told, archive, year)
    done = [_computed(item, value, kept) for item, value, kept in compared]
    left = [] if counts.rated or len(compared) == len(figures) else [_unrated(year)]
    result = Result.WRONG if findings else Result.MATCHES if done else Result.UNCHECKED
    return Report(
        name=name,
        result=result,
        findings=tuple(findings),
        computed=tuple(done),
        unchecked=tuple(left),
    )


def _unrated(year: int) -> Unchecked:
    reason = f"kho chưa có kết quả xếp loại năm {year}, nên chỉ đối chiếu tổng số"
    return Unchecked(label="đối chiếu với kho", printed="", reason=reason)


def _kept(item: Item, value: int, counts: Counts) -> int | None:
    """Return what the archive counts for a figure, None when it does not count it."""
    within, beside = counts.good_or_better, counts.good_or_better - counts.excellent
    found = {
        Item.TOTAL: counts.total,
        Item.EXEMPT: counts.waiting if value == counts.waiting else counts.exempt,  # see `unlike`
        Item.WAITING: counts.waiting,
        Item.NEW: counts.new,
        Item.RATED: counts.rated,
        Item.EXCELLENT: counts.excellent,
        Item.GOOD: beside if value == beside else within,  # papers count it both ways
        Item.GOOD_UP: within,
        Item.DONE: counts.done,
        Item.DONE_UP: within + counts.done,
        Item.FAILED: counts.failed,
    }
    return found.get(item)


def _differs(table: Table, item: Item, value: int, kept: int) -> Finding:
    return Finding(
        code="S050",
        label=NAMES[item],
        message=f"{NAMES[item].capitalize()}: in {text.thousands(value)}, kho có "
        f"{text.thousands(kept)}.",
        printed=str(value),
        recomputed=str(kept),
        place=table.places.get(item, ""),
        quote=table.quotes.get(item, ""),
    )


def _computed(item: Item, value: int, kept: int) -> Computed:
    same = value == kept
    return Computed(
        label=NAMES[item],
        printed=str(value),
        recomputed=str(kept),
        result=Result.MATCHES if same else Result.WRONG,
        way=Way.ROUNDED if same else Way.OTHER,
        items=frozenset({item}),
    )


def _since(told: Told, archive: Archive, year: int) -> Iterator[Finding]:
    """Yield the changes told against the year before that the archive's counts do not bear out."""
    for one in told.changes:
        before = archive.counts(told.topic, year - 1) if one.since == str(year - 1) else None
        kept = _kept(one.item, one.now - one.by, before) if before and before.total else None
        if kept is not None and kept + one.by != one.now:
            yield _unlike(one, kept)


def _unlike(one: Change, kept: int) -> Finding:
    return Finding(
        code="S051",
        label=f"{NAMES[one.item]} so với năm {one.since}",
        message=f"{NAMES[one.item].capitalize()}: in {text.thousands(one.now)}, "
        f"{'tăng' if one.by > 0 else 'giảm'} {text.thousands(abs(one.by))} so với năm {one.since}; "
        f"kho năm {one.since} có {text.thousands(kept)}, nên chênh {one.now - kept:+d}.",
        printed=str(one.by),
        recomputed=str(one.now - kept),
        place=one.place,
        quote=one.quote,
    )
