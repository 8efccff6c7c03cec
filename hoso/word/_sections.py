"""Where the answers of a form stand: under which heading, over which bookmark, up to where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.text import nfc, squeeze, tone_key
from hoso.word._lines import Line

MARK: Final = "hoso_"
NUMBERING: Final = re.compile(
    r"^(?:[-–—+•*▪\uf0b7]\s*|\(?(?:\d{1,2}(?!\d)|[IVXLivxl]{1,5}|[A-Za-zĐđ])[.)\-–/]\s*)+"
)
_QUOTES: Final = str.maketrans("“”„\u2018\u2019–—", '"""\'\'--')
_SEPARATOR: Final = re.compile(r"[:.…\n(]|(?<=\s)(?=\d)")
_ALIKE: Final = 0.7


def heading_key(text: str) -> str:
    """Return `text` as headings are compared: no numbering, case, tone place, edge punctuation."""
    bare = NUMBERING.sub("", squeeze(text).translate(_QUOTES))
    return tone_key(bare).strip(" .:;,…")


@dataclass(slots=True)
class Section:
    """Mục: the answer region of one field; `rest` is text on the heading's own line."""

    wanted: TemplateField
    heading: Line | None = None
    rest: str = ""
    body: list[Line] = field(default_factory=list)

    @property
    def is_found(self) -> bool:
        """Return whether the heading or the bookmark was there."""
        return self.heading is not None or bool(self.body)


@dataclass(slots=True)
class Sections:
    """All sections of a form, and what was odd about them."""

    by_name: dict[str, Section]
    questions: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A prescribed heading, of a field or fixed."""

    heading: str
    wanted: TemplateField | None = None


def locate(lines: Sequence[Line], info: TemplateInfo) -> Sections:
    """Return where each answer of `info` stands among `lines`."""
    answers = [one for one in info.fields if one.heading]
    stops = [_Stop(one.heading, one) for one in answers]
    stops += [_Stop(one) for one in info.headings]
    found = Sections({one.name: Section(one) for one in answers})
    places = _places(lines, stops, found)
    starts = {number for number, _ in places.values()}
    missing = [stop for index, stop in enumerate(stops) if index not in places]
    for index, stop in enumerate(stops):
        if stop.wanted is None:
            continue
        section = found.by_name[stop.wanted.name]
        if index in places:
            number, section.rest = places[index]
            section.heading = lines[number]
            section.body = list(_body(lines, number, starts, stop.wanted))
            _cut_at_retyped(section, missing, found)
        else:
            section.body = [line for line in lines if MARK + stop.wanted.name in line.marks]
    return found


def _places(
    lines: Sequence[Line], stops: Sequence[_Stop], found: Sections
) -> dict[int, tuple[int, str]]:
    """Return for each stop (by index) the number of its line and the text after it there."""
    places: dict[int, tuple[int, str]] = {}
    keys = [heading_key(line.text) for line in lines]
    crowded = _crowded_rows(lines)
    for index, stop in enumerate(stops):
        wanted = heading_key(stop.heading)
        exact = [(number, "") for number, key in enumerate(keys) if key == wanted]
        taken = {number for number, _ in places.values()}
        hits = [
            hit
            for hit in exact or _with_rest(lines, keys, wanted)
            if hit[0] not in taken and (lines[hit[0]].cell or ())[:2] not in crowded
        ]
        if hits:
            places[index] = _chosen(lines, hits, stop, found)
    return places


def _crowded_rows(lines: Sequence[Line]) -> set[tuple[int, ...]]:
    """Return the table rows with text in two cells: what stands there heads a column, no section."""
    cells = {line.cell for line in lines if line.cell and line.text.strip()}
    rows = Counter(cell[:2] for cell in cells)
    return {row for row, count in rows.items() if count > 1}


def _with_rest(
    lines: Sequence[Line], keys: Sequence[str], wanted: str
) -> Iterator[tuple[int, str]]:
    for number, key in enumerate(keys):
        if not key.startswith(wanted[:20]):
            continue
        text = nfc(lines[number].text)
        for match in _SEPARATOR.finditer(text):
            if heading_key(text[: match.start()]) == wanted:
                at = match.start() if match.group() == "(" else match.end()
                yield number, text[at:].strip()
                break


def _chosen(
    lines: Sequence[Line], hits: Sequence[tuple[int, str]], stop: _Stop, found: Sections
) -> tuple[int, str]:
    """Return the heading meant when its words stand in several places: the one before the answer."""
    if len(hits) == 1 or stop.wanted is None:
        return hits[0]
    mark = MARK + stop.wanted.name
    first = next((n for n, line in enumerate(lines) if mark in line.marks), None)
    before = [hit for hit in hits if first is not None and hit[0] <= first]
    if not before:
        found.questions.append(
            f"Tiêu đề mục «{stop.heading}» xuất hiện {len(hits)} lần; phần trả lời nằm dưới dòng nào?"
        )
    return before[-1] if before else hits[0]


def _body(
    lines: Sequence[Line], number: int, starts: set[int], owner: TemplateField
) -> Iterator[Line]:
    for following in range(number + 1, len(lines)):
        line = lines[following]
        foreign = any(m.startswith(MARK) and m != MARK + owner.name for m in line.marks)
        if following in starts or (foreign and MARK + owner.name not in line.marks):
            return
        yield line


def _cut_at_retyped(section: Section, missing: Sequence[_Stop], found: Sections) -> None:
    """End the section where a heading stands that someone typed anew in other words."""
    mark = MARK + section.wanted.name
    for at, line in enumerate(section.body):
        if mark in line.marks or not missing:
            continue
        key = heading_key(line.text)
        stop = next((one for one in missing if _is_alike(key, heading_key(one.heading))), None)
        if stop is not None:
            found.warnings.append(
                f"Tiêu đề «{stop.heading}» đã bị sửa thành «{squeeze(line.text)}»; "
                "đã đọc phần sau đó theo dấu ẩn của biểu mẫu."
            )
            del section.body[at:]
            return


def _is_alike(typed: str, prescribed: str) -> bool:
    matcher = SequenceMatcher(None, typed, prescribed, autojunk=False)
    return bool(typed) and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def is_inline(wanted: TemplateField) -> bool:
    """Return whether the answer stands on the heading's own line, as a score does."""
    return wanted.kind in {FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE}
