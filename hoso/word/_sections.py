"""Where the answers of a form stand: what says so, and up to where.

A content control says it best, then its title, then a hidden bookmark, then the prescribed heading.
Where they disagree, text belongs to the section in which it stands, or a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.model.template import FieldKind, Question, TemplateField, TemplateInfo
from hoso.text import squeeze
from hoso.word._choices import GRADE_CAPTION, graded
from hoso.word._headings import Fit, fit, likeness, number_of, plain_key
from hoso.word._lines import Line
from hoso.word._places import MARK, Owners, Place, Stop, place, split_merged

__all__ = ["MARK", "Section", "Sections", "Stray", "is_inline", "locate", "misplaced"]
_RETYPED: Final = 0.5  # so alike is a heading in other words, right above its own answer
_SHORT_LINE: Final = 200  # letters
_LEAST: Final = 2  # blanks between the words of a piece of a heading
_SHOWN: Final = 160  # letters of a text that a question repeats
_LOST: Final = "Không thấy tiêu đề «{}»; đã đọc theo dấu ẩn của biểu mẫu."
_MOVED: Final = "Mục «{}» đứng không đúng thứ tự của mẫu."


@dataclass(slots=True)
class Section:
    """Mục: the answer region of one field; `rest` is text on the heading's own line."""

    wanted: TemplateField
    heading: Line | None = None
    rest: str = ""
    body: list[Line] = field(default_factory=list)

    @property
    def is_found(self) -> bool:
        """Return whether the heading or a mark was there."""
        return self.heading is not None or bool(self.body)

    @property
    def lines(self) -> list[Line]:
        """Return the answer as lines, with what stands behind the heading as the first."""
        if self.heading is None or not self.rest:
            return self.body
        return [Line(self.heading.element, self.rest), *self.body]


@dataclass(frozen=True, slots=True)
class Stray:
    """Chữ lạc: typed text of which nobody can tell the section."""

    text: str
    why: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class Sections:
    """All sections of a form, and what was odd about them."""

    by_name: dict[str, Section]
    questions: list[Question] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)  # in no section
    # Every prescribed heading: as prescribed, as it stands (None: gone), and whether unaltered.
    headings: list[tuple[str, Line | None, bool]] = field(default_factory=list)

    def ask(self, name: str, words: str, choices: Iterable[str] = ()) -> None:
        """Add a question about the field `name`."""
        self.questions.append(Question(name=name, words=words, choices=tuple(choices)))


def shown(text: str) -> str:
    """Return the beginning of a text, as a message repeats it."""
    one = squeeze(text)
    return one if len(one) <= _SHOWN else one[: _SHOWN - 1] + "…"


def is_inline(wanted: TemplateField) -> bool:
    """Return whether the answer stands on the heading's own line, as a score does."""
    return wanted.kind in {FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE}


def locate(lines: Sequence[Line], info: TemplateInfo, printed: Sequence[Line] = ()) -> Sections:
    """Return where each answer of `info` stands among `lines`.

    `printed` are the lines of the form as issued: they tell in which order headings stand.
    """
    answers = [one for one in info.fields if one.heading or one.kind is FieldKind.GRADE]
    owned = [one for one in answers if one.kind is not FieldKind.GRADE]
    stops = [Stop(one.heading, one) for one in owned] + [Stop(one) for one in info.headings]
    found = Sections({one.name: Section(one) for one in answers})
    lines = split_merged(lines, stops)
    owners = Owners(lines, answers)
    places = place(lines, stops, owners, printed)
    _ask_which(found, places)
    starts = _starts(lines, stops, owners, places, found)
    _warn_moved(found, owned, starts)
    standing = {heading for heading, _, _ in found.headings}
    found.headings += [(s.heading, None, False) for s in stops if s.heading not in standing]
    _share_out(lines, starts, owners, found)
    _drop_rest_of_headings(found)
    _take_grades_out(found, owned, lines, owners)
    return found


def _ask_which(found: Sections, places: Mapping[Stop, Place]) -> None:
    """Ask about a heading that stands in several lines, each of which could be meant."""
    for stop, one in places.items():
        if one.rivals > 1 and stop.wanted:
            found.ask(
                stop.wanted.name,
                f"Tiêu đề mục «{stop.heading}» xuất hiện {one.rivals} lần; "
                "phần trả lời nằm dưới dòng nào? Hãy ghi nội dung trả lời của mục này.",
            )


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section (None: what belongs to no field) begins; its first line may be its heading."""

    wanted: TemplateField | None
    heads: bool


def _starts(
    lines: Sequence[Line],
    stops: Sequence[Stop],
    owners: Owners,
    places: dict[Stop, Place],
    found: Sections,
) -> dict[int, _Start]:
    """Return line number → what begins there: at headings, else at the first marked line."""
    starts: dict[int, _Start] = {}
    for stop, one in places.items():
        starts[one.number] = _Start(stop.wanted, heads=True)
        _note_heading(found, stop, one, lines[one.number])
    for stop in stops:
        first = owners.first(stop.wanted.name) if stop.wanted else None
        if stop not in places and first is not None and first not in starts:
            at = _retyped_above(lines, first, stop, owners)
            heads = at is not None and at not in starts
            starts[at if heads and at is not None else first] = _Start(stop.wanted, heads=heads)
            _note_retyped(found, stop, lines[at] if heads and at is not None else None)
    return starts


def _warn_moved(
    found: Sections, owned: Sequence[TemplateField], starts: Mapping[int, _Start]
) -> None:
    """Name each section that begins above one which the form prints before it."""
    begins = {start.wanted.name: number for number, start in starts.items() if start.wanted}
    reached = -1
    for one in owned:
        number = begins.get(one.name, reached)
        if number < reached:
            found.warnings.append(_MOVED.format(shown(one.heading)))
        reached = max(reached, number)


def misplaced(warnings: Iterable[str]) -> tuple[str, ...]:
    """Return the headings of sections that `warnings` of a reading call lost or out of order."""
    patterns = [re.escape(words).replace(r"\{\}", "(.*)") for words in (_LOST, _MOVED)]
    hits = (re.fullmatch(one, words) for words in warnings for one in patterns)
    return tuple(dict.fromkeys(hit[1] for hit in hits if hit))


def _retyped_above(lines: Sequence[Line], first: int, stop: Stop, owners: Owners) -> int | None:
    """Return the line right above a marked answer when it is its heading in other words."""
    above = next((n for n in range(first - 1, -1, -1) if lines[n].text.strip()), None)
    if above is None or owners.of(above) or not _heads(lines[above], stop):
        return None
    return above


def _note_retyped(found: Sections, stop: Stop, line: Line | None) -> None:
    if line is None or stop.wanted is None:
        found.warnings.append(_LOST.format(shown(stop.heading)))
        return
    found.headings.append((stop.heading, line, False))
    found.by_name[stop.wanted.name].heading = line
    _warn_altered(found, stop, line)


def _note_heading(found: Sections, stop: Stop, one: Place, line: Line) -> None:
    found.headings.append((stop.heading, line, one.fit > Fit.SHORT))
    if stop.wanted:
        section = found.by_name[stop.wanted.name]
        section.heading, section.rest = line, one.rest
        if one.fit <= Fit.SHORT:
            _warn_altered(found, stop, line)
    elif re.search(r"\w", one.rest):
        why = f"đứng sau tiêu đề «{shown(stop.heading)}», không thuộc mục trả lời nào"
        found.strays.append(Stray(one.rest, why, ()))


def _heads(line: Line, stop: Stop) -> bool:
    """Return whether the line right above an answer is its heading in other words."""
    alike = likeness(plain_key(line.text), plain_key(stop.heading)) >= _RETYPED
    numbered = number_of(line.text) == number_of(stop.heading) not in {"", "-", "+"}
    return alike or (numbered and len(line.text) < _SHORT_LINE)


def _warn_altered(found: Sections, stop: Stop, line: Line) -> None:
    found.warnings.append(
        f"Tiêu đề «{shown(stop.heading)}» đã bị sửa thành «{shown(line.text)}»; "
        "đã đọc phần sau đó là của mục này."
    )


def _share_out(
    lines: Sequence[Line], starts: dict[int, _Start], owners: Owners, found: Sections
) -> None:
    """Give every line to the section in which it stands; ask about what was carried elsewhere."""
    current: _Start | None = None
    begun = {start.wanted.name for start in starts.values() if start.wanted}
    for number, line in enumerate(lines):
        start = starts.get(number)
        current = start or current
        if start is not None and start.heads:
            continue
        wanted = current.wanted if current else None
        owner = owners.of(number)
        if owner in begun and wanted and owner != wanted.name and line.text.strip(" .…_"):
            found.strays.append(_moved(line, found.by_name[owner].wanted, wanted))
        elif wanted is None:
            found.outside.append(line)
        else:
            found.by_name[wanted.name].body.append(line)


def _drop_rest_of_headings(found: Sections) -> None:
    """Take out of the answers what belongs to a heading that was broken into several lines."""
    for section in found.by_name.values():
        if section.heading is None or section.rest:
            continue
        left = plain_key(section.wanted.heading).removeprefix(plain_key(section.heading.text))
        while section.body and left.strip():
            key = plain_key(section.body[0].text)
            if key.count(" ") < _LEAST or not f"{left.strip()} ".startswith(f"{key} "):
                break
            left = left.strip().removeprefix(key)
            del section.body[0]


def _moved(line: Line, owner: TemplateField, stands_in: TemplateField) -> Stray:
    return Stray(
        line.text,
        f"nằm trong khung trả lời của mục «{owner.label}» nhưng đứng dưới tiêu đề của mục "
        f"«{stands_in.label}»",
        (stands_in.name, owner.name),
    )


def _take_grades_out(
    found: Sections, owned: Sequence[TemplateField], lines: Sequence[Line], owners: Owners
) -> None:
    """Give each grade its rows: they stand at the end of the answer declared before it."""
    own = {id(line): owners.of(number) for number, line in enumerate(lines)}
    above: TemplateField | None = None
    for name, section in found.by_name.items():
        if section.wanted.kind is not FieldKind.GRADE:
            above = section.wanted if section.wanted in owned else above
            continue
        marked = [line for line in section.body if own.get(id(line)) == name]
        host = found.by_name[above.name].body if above else []
        marked += [line for line in host if own.get(id(line)) == name]
        rows = marked or graded(host, section.wanted.heading)
        _set_rows(section, rows, host)


def _set_rows(section: Section, rows: list[Line], host: list[Line]) -> None:
    """Move rows of grades, and the caption above them, out of the answer that they stand under."""
    caption = section.wanted.heading or GRADE_CAPTION
    heads = [line for line in [*host, *rows] if fit(line.text, caption, loosely=True).fit]
    if rows and heads:
        section.heading = heads[0]
        section.rest = fit(heads[0].text, caption, loosely=True).rest
    captions = {id(line) for line in heads}
    taken = {id(line) for line in rows} | captions if rows else set()
    section.body = [line for line in rows if id(line) not in captions]
    host[:] = [line for line in host if id(line) not in taken]
