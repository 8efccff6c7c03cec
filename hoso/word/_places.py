"""Finding the lines at which sections begin, from prescribed headings and from marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.model.template import TemplateField
from hoso.text import fold, squeeze
from hoso.word._headings import Fit, Hit, fit, inside, number_of
from hoso.word._lines import Line, Piece

MARK: Final = "hoso_"


@dataclass(frozen=True, slots=True)
class Stop:
    """A prescribed heading, of a field or fixed."""

    heading: str
    wanted: TemplateField | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a heading stands, how well it fits, and how many lines could as well be it."""

    number: int
    rest: str
    fit: Fit
    rivals: int = 1


class Owners:
    """Which field each line belongs to by its control, the control's title, or its bookmark."""

    def __init__(self, lines: Sequence[Line], fields: Iterable[TemplateField]) -> None:
        every = list(fields)
        tags = {MARK + one.name: one.name for one in every}
        titles = {"=" + _title(one.label): one.name for one in every}
        self._of = [_owner(line, tags, titles) for line in lines]

    def of(self, number: int) -> str:
        """Return the name of the field that a line is marked for, `""` for none or several."""
        return self._of[number][0] if number >= 0 else ""

    def is_controlled(self, number: int) -> bool:
        """Return whether the line stands in a content control of ours."""
        return self._of[number][1]

    def first(self, name: str) -> int | None:
        """Return the first line marked for a field."""
        return next((n for n, (owner, _) in enumerate(self._of) if owner == name), None)


def _title(text: str) -> str:
    return fold(squeeze(text))


def _owner(line: Line, tags: dict[str, str], titles: dict[str, str]) -> tuple[str, bool]:
    tagged = {tags[one] for one in line.controls if one in tags}
    titled = {
        titles[key]
        for one in line.controls
        if one.startswith("=") and (key := "=" + _title(one[1:])) in titles
    }
    marked = {tags[one] for one in line.marks if one in tags}
    for names, controlled in ((tagged, True), (titled, True), (marked, False)):
        if len(names) == 1:
            return names.pop(), controlled
    return "", False


def split_merged(lines: Sequence[Line], stops: Sequence[Stop]) -> list[Line]:
    """Return the lines with those split in which a heading stands behind other text."""
    crowded = _crowded_rows(lines)
    free = [line.text for line in lines if (line.cell or ())[:2] not in crowded]
    lost = [s.heading for s in stops if not any(_is_there(text, s.heading) for text in free)]
    done: list[Line] = []
    waiting = list(reversed(lines))
    while waiting:
        line = waiting.pop()
        heads = any(_is_there(line.text, stop.heading) for stop in stops) if lost else False
        cuts = (inside(line.text, one, numbered_only=heads) for one in lost)
        at = next((cut for cut in cuts if cut), 0)
        if not at:
            done.append(line)
            continue
        first, second = _cut(line, at)
        done.append(first)
        waiting.append(second)
    return done


def _is_there(text: str, heading: str) -> bool:
    return fit(text, heading, loosely=False).fit >= Fit.WITH_REST


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """Return a line as two, parted at the letter `at`."""
    halves: tuple[list[Piece], list[Piece]] = ([], [])
    passed = 0
    for piece in line.pieces:
        cut = min(max(at - passed, 0), len(piece.text))
        for half, text in zip(halves, (piece.text[:cut], piece.text[cut:]), strict=True):
            if text:
                half.append(piece._replace(text=text))
        passed += len(piece.text)
    first, second = (
        Line(
            line.element,
            "".join(piece.text for piece in half).strip("\n"),
            line.cell,
            set(line.marks),
            set(line.controls),
            half,
        )
        for half in halves
    )
    return first, second


def place(
    lines: Sequence[Line], stops: Sequence[Stop], owners: Owners, printed: Sequence[Line]
) -> dict[Stop, Place]:
    """Return the line of every stop that can be found, in the order of the lines."""
    placer = _Placer(lines, stops, owners, _order(stops, printed))
    placer.place_prescribed(Fit.EXACT)
    placer.place_prescribed(Fit.WITH_REST)
    placer.place_retyped()
    return dict(sorted(placer.places.items(), key=lambda item: item[1].number))


def _order(stops: Sequence[Stop], printed: Sequence[Line]) -> dict[Stop, int]:
    """Return the rank of the stops: as printed, else the fields as declared."""
    if not printed:
        return {stop: n for n, stop in enumerate(stops) if stop.wanted is not None}
    crowded = _crowded_rows(printed)
    rank: dict[Stop, int] = {}
    for stop in stops:
        for number, line in enumerate(printed):
            free = number not in rank.values() and (line.cell or ())[:2] not in crowded
            if free and _is_there(line.text, stop.heading):
                rank[stop] = number
                break
    return rank


def _crowded_rows(lines: Sequence[Line]) -> set[tuple[int, ...]]:
    """Return the table rows with text in two cells: what stands there heads a column, no section."""
    cells = {line.cell for line in lines if line.cell and line.text.strip()}
    rows = Counter(cell[:2] for cell in cells)
    return {row for row, count in rows.items() if count > 1}


@dataclass(slots=True)
class _Placer:
    lines: Sequence[Line]
    stops: Sequence[Stop]
    owners: Owners
    order: dict[Stop, int]
    places: dict[Stop, Place] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    crowded: set[tuple[int, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.crowded = _crowded_rows(self.lines)

    def place_prescribed(self, wanted: Fit) -> None:
        """Place the headings that stand as prescribed: first those that stand once."""
        hits = {stop: self._hits(stop, wanted) for stop in self.stops if stop not in self.places}
        for several in (False, True):
            for stop, found in hits.items():
                free = {n: hit for n, hit in found.items() if n not in self.taken}
                if stop not in self.places and free and (len(free) > 1) is several:
                    self._choose(stop, free, wanted)

    def _hits(self, stop: Stop, wanted: Fit) -> dict[int, Hit]:
        found = {
            n: hit
            for n, line in enumerate(self.lines)
            if (hit := fit(line.text, stop.heading, loosely=False)).fit is wanted
            and (line.cell or ())[:2] not in self.crowded
        }
        if stop.wanted and self.owners.first(stop.wanted.name) is not None:
            found = {n: found[n] for n in found if not self._is_foreign(n, stop.wanted.name)}
        return found if wanted is Fit.EXACT else self._in_gap(stop, found)

    def _is_foreign(self, number: int, name: str) -> bool:
        """Return whether the line stands in the control of another field: there it is an answer."""
        return self.owners.is_controlled(number) and self.owners.of(number) != name

    def _choose(self, stop: Stop, hits: dict[int, Hit], wanted: Fit) -> None:
        """Take the line meant among several: by marks, order, number, nearness; else ask."""
        left = list(hits)
        for narrowed in (self._uncontrolled, self._before_mark, self._near, self._numbered):
            if len(left) > 1:
                left = narrowed(stop, left) or left
        if len(left) > 1 and not any(self._texts_between(left)):
            left = left[-1:]
        number = left[0]
        self._take(stop, Place(number, hits[number].rest, wanted, len(left)))

    def _take(self, stop: Stop, chosen: Place) -> None:
        self.places[stop] = chosen
        self.taken.add(chosen.number)

    def _uncontrolled(self, _stop: Stop, numbers: list[int]) -> list[int]:
        return [n for n in numbers if not self.owners.is_controlled(n)]

    def _before_mark(self, stop: Stop, numbers: list[int]) -> list[int]:
        first = self.owners.first(stop.wanted.name) if stop.wanted else None
        return [n for n in numbers if first is not None and n <= first][-1:]

    def _near(self, stop: Stop, numbers: list[int]) -> list[int]:
        low, high = self._gap(stop)
        return [n for n in numbers if low < n < high]

    def _numbered(self, stop: Stop, numbers: list[int]) -> list[int]:
        prescribed = number_of(stop.heading)
        return [n for n in numbers if number_of(self.lines[n].text) == prescribed]

    def _texts_between(self, numbers: list[int]) -> list[str]:
        between = self.lines[numbers[0] + 1 : numbers[-1]]
        return [line.text for line in between if line.text.strip(" .…_")]

    def _in_gap(self, stop: Stop, hits: dict[int, Hit]) -> dict[int, Hit]:
        low, high = self._gap(stop)
        return {n: hit for n, hit in hits.items() if low < n < high}

    def _gap(self, stop: Stop) -> tuple[int, int]:
        """Return the lines between which the stop must stand, by the neighbours already placed."""
        rank = self.order.get(stop)
        placed = {self.order[s]: one.number for s, one in self.places.items() if s in self.order}
        if rank is None:
            return -1, len(self.lines)
        low = max((n for other, n in placed.items() if other < rank), default=-1)
        high = min((n for other, n in placed.items() if other > rank), default=len(self.lines))
        return (low, high) if low < high else (-1, len(self.lines))

    def place_retyped(self) -> None:
        """Place what is left by short forms and likeness, between its neighbours and its mark."""
        for stop in self.stops:
            if stop in self.places:
                continue
            low, high = self._gap(stop)
            first = self.owners.first(stop.wanted.name) if stop.wanted else None
            high = min(high, first) if first is not None and first > low else high
            hits = [
                (n, hit)
                for n in range(low + 1, high)
                if (hit := self._loose_hit(n, stop)).fit > Fit.NONE
            ]
            if hits:
                number, hit = max(hits, key=lambda one: (one[1].fit, one[1].likeness))
                self._take(stop, Place(number, hit.rest, hit.fit))

    def _loose_hit(self, number: int, stop: Stop) -> Hit:
        line = self.lines[number]
        blocked = number in self.taken or self.owners.is_controlled(number)
        if blocked or (line.cell or ())[:2] in self.crowded:
            return Hit(Fit.NONE, "")
        return fit(line.text, stop.heading, loosely=True)
