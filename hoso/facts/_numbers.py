"""Facts of numbers: of one counter (bộ số) in one term, and of one numbered document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hoso.facts._cases import Facts, known
from hoso.model.numbers import printed
from hoso.text import short_date

Run = tuple[int, int]  # first and last number, both included


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeen:
    """A number that a document bears; `name` says which document, for people."""

    number: int
    name: str
    day: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCase:
    """Bộ số: the numbers of one type in one term, and the runs given to papers elsewhere.

    `term_since` is None when nobody said when the term began; `congress` marks the one counter
    that all papers of a congress share.
    """

    name: str
    seen: Sequence[NumberSeen]
    outside: Sequence[Run] = ()
    term_since: date | None = None
    congress: bool = False
    congress_days: tuple[date, date] | None = None  # first (phiên trù bị) and last, both included


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCase:
    """A numbered document; None where what is known does not decide it.

    `flaws` says what is wrong with number and symbol, `off_term` how the day lies outside of the
    term of office, `unlawful` what the organ may not issue: each "" when nothing is wrong.
    """

    name: str
    flaws: tuple[str, ...] = ()
    off_term: str | None = None
    unlawful: str | None = None


def of_counter(case: CounterCase) -> Facts:
    """Return the facts of a counter: numbers given twice, gaps, days out of order."""
    live = [one for one in case.seen if not one.withdrawn]
    backwards = tuple(_backwards(live))
    undated = any(one.day is None for one in live)
    return known(
        {
            "doi_tuong.ten": case.name,
            "nhiem_ky.tu": case.term_since,
            "bo_so.trung": tuple(_shared(live)),
            "bo_so.khuyet": tuple(
                map(run_words, gaps({o.number for o in case.seen}, case.outside))
            ),
            "bo_so.nguoc_ngay": backwards if backwards or not undated else None,
            "bo_so.cap_lai": tuple(_given_again(case.seen)),
            "bo_so.la_dai_hoi": case.congress,
            "bo_so.ngoai_dai_hoi": _off_congress(live, case.congress_days),
        }
    )


def of_document(case: DocumentCase) -> Facts:
    """Return the facts of one numbered document."""
    return known(
        {
            "doi_tuong.ten": case.name,
            "van_ban.ky_hieu_sai": case.flaws,
            "van_ban.ngoai_nhiem_ky": _said(case.off_term),
            "van_ban.trai_tham_quyen": _said(case.unlawful),
        }
    )


def _off_congress(
    seen: Iterable[NumberSeen], days: tuple[date, date] | None
) -> tuple[str, ...] | None:
    if days is None:
        return None
    return tuple(one.name for one in seen if one.day and not days[0] <= one.day <= days[1])


def _said(words: str | None) -> tuple[str, ...] | None:
    return None if words is None else (words,) if words else ()


def gaps(used: Collection[int], outside: Iterable[Run] = ()) -> tuple[Run, ...]:
    """Return the runs of numbers from 1 to the highest that nobody bears."""
    runs = sorted([*((number, number) for number in used), *(r for r in outside if r[0] <= r[1])])
    found, reached = [], 0
    for first, last in runs:
        if first > reached + 1:
            found.append((reached + 1, first - 1))
        reached = max(reached, last)
    return tuple(found)


def run_words(run: Run) -> str:
    """Return `03`, or `05–07`."""
    first, last = run
    return printed(first) if first == last else f"{printed(first)}–{printed(last)}"


def _shared(seen: Iterable[NumberSeen]) -> Iterator[str]:
    """Yield each number that two documents bear, with those documents."""
    for number, bearers in sorted(_by_number(seen).items()):
        if len(bearers) > 1:
            yield f"{printed(number)}: {', '.join(sorted(one.name for one in bearers))}"


def _given_again(seen: Iterable[NumberSeen]) -> Iterator[str]:
    for number, bearers in sorted(_by_number(seen).items()):
        old = sorted(one.name for one in bearers if one.withdrawn)
        new = sorted(one.name for one in bearers if not one.withdrawn)
        if old and new:
            yield f"{printed(number)}: đã rút {', '.join(old)}; nay {', '.join(new)}"


def _by_number(seen: Iterable[NumberSeen]) -> dict[int, list[NumberSeen]]:
    found: dict[int, list[NumberSeen]] = defaultdict(list)
    for one in seen:
        found[one.number].append(one)
    return found


def _backwards(seen: Iterable[NumberSeen]) -> Iterator[str]:
    """Yield each document dated before one with a lower number."""
    latest: tuple[date, int] | None = None
    dated = [(one.number, one.day) for one in seen if one.day is not None]
    for number, day in sorted(dated):
        if latest and day < latest[0] and number > latest[1]:
            earlier = f"{printed(latest[1])} ngày {short_date(latest[0])}"
            yield f"{printed(number)} ngày {short_date(day)}, sau {earlier}"
        if latest is None or day > latest[0]:
            latest = day, number
