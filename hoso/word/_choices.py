"""Which of several printed levels a person chose: by a tick, or by how the line was set off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.model.review import Grade, Level
from hoso.model.template import FieldKind
from hoso.text import nfc
from hoso.word._headings import fit, likeness, plain_key
from hoso.word._lines import Line
from hoso.word._values import is_blank, segments, unboxed

# Điều 10, 12 QĐ 366-QĐ/TW as printed on Mẫu 01, 2A–2C of HD 43-HD/BTCTW.
LEVELS: Final = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.DONE: "Hoàn thành nhiệm vụ",
    Level.FAILED: "Không hoàn thành nhiệm vụ",
}
# Cấp độ thực hiện, as printed on the forms of HD 21-HD/BTCTW (2019) and HD 25-HD/BTCTW (2023).
GRADES: Final = {
    Grade.EXCELLENT: "Xuất sắc",
    Grade.GOOD: "Tốt",
    Grade.MEDIUM: "Trung bình",
    Grade.POOR: "Kém",
}
NAMES: Final[Mapping[FieldKind, Mapping[str, str]]] = {
    FieldKind.LEVEL: {level.value: name for level, name in LEVELS.items()},
    FieldKind.GRADE: {grade.value: name for grade, name in GRADES.items()},
}
GRADE_CAPTION: Final = "Tự đánh giá về cấp độ thực hiện:"
_SHORT: Final = {
    "htxsnv": "htxs",
    "httnv": "htt",
    "htnv": "htn",
    "khtnv": "khtn",
    "hoan thanh xuat sac": "htxs",
    "hoan thanh tot": "htt",
    "khong hoan thanh": "khtn",
}
# The words with which people lead to the level that they claim.
_ABOUT_LEVELS: Final = frozenset(
    [
        "toi",
        "tu",
        "nhan",
        "danh",
        "gia",
        "de",
        "nghi",
        "xuat",
        "xin",
        "xep",
        "loai",
        "muc",
        "chat",
        "luong",
        "ban",
        "than",
        "la",
        "dang",
        "vien",
        "ca",
        "nhan",
        "tap",
        "the",
        "chi",
        "bo",
        "uy",
        "cap",
        "nam",
        "dat",
    ]
)
_ALIKE: Final = 0.93
_CLEAR: Final = 0.03  # how much nearer the best must be than the second


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen (`""`: nothing), what to ask or to warn of, and text that is no choice."""

    code: str = ""
    question: str = ""
    warning: str = ""
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    """One printed choice: its code, its box (None: none) and how it is set off."""

    code: str
    box: bool | None
    look: str


@dataclass(slots=True)
class _Heard:
    rows: list[Row] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # in a sentence
    unread: list[str] = field(default_factory=list)


def choose(lines: Sequence[Line], rest: str, kind: FieldKind) -> Choice:
    """Return which level or grade `lines`, and `rest` beside the heading, choose."""
    names = NAMES[kind]
    heard = _hear(lines, names)
    for segment in segments(rest) if rest and not is_blank(rest) else ():
        _hear_rest(segment, heard, names)
    ticked = _once([row.code for row in heard.rows if row.box])
    struck, set_off = by_look(heard.rows)
    chosen = ticked or _once(heard.named) or set_off
    question = warning = ""
    if len(chosen) > 1 or (ticked and set_off and set_off != ticked):
        said = ", ".join(f"«{names[code]}»" for code in _once([*chosen, *set_off]))
        question, chosen = f"chọn nhiều mức ({said}); mức nào đúng?", []
    elif not chosen:
        question = _half_chosen(heard.rows, struck, names)
    elif not (ticked or heard.named):
        warning = f"đã đọc mức «{names[chosen[0]]}» theo dòng được giữ lại hoặc làm nổi, không có "
        warning += "dấu chọn."
    return Choice("".join(chosen[:1]), question, warning, tuple(heard.unread))


def _half_chosen(rows: Sequence[Row], struck: Sequence[str], names: Mapping[str, str]) -> str:
    """Return what to ask when lines were struck or left out, and that decides nothing."""
    printed = _once([row.code for row in rows])
    if not struck and len(printed) != 1:
        return ""
    how = "gạch ngang" if struck else "chỉ còn"
    said = names[(struck or printed)[0]]
    return f"{how} dòng «{said}» và không có dấu chọn; tự nhận mức nào?"


def _once(codes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def by_look(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return (struck ones that decide nothing, those that the look of the lines chooses)."""
    chosen: list[str] = []
    for look in "hub":
        marked = [row.code for row in rows if look in row.look]
        if marked and len(marked) < len(rows):
            chosen += marked
    struck = [row.code for row in rows if "s" in row.look]
    left = [row.code for row in rows if "s" not in row.look]
    if struck and len(left) == 1:
        return [], _once([*chosen, *left])
    only = [row.code for row in rows if row.box is None]
    if len(rows) == 1 and only and not struck:
        chosen += only
    return struck, _once(chosen)


def graded(lines: Sequence[Line], caption: str) -> list[Line]:
    """Return the lines of a row of grades: from its caption on, else those that print grades.

    An answer that only says "Tốt." is no row of grades: a row prints several, or has a box.
    """
    said = fit_caption(lines, caption)
    if said is not None:
        return list(lines[said:])
    rows = [line for line in lines if _is_row_of_grades(line.text)]
    cells = {line.cell[:2] for line in lines if line.cell and _grades_in(line.text)}
    return [line for line in lines if line in rows or (line.cell and line.cell[:2] in cells)]


def _is_row_of_grades(text: str) -> bool:
    boxed = any(unboxed(part)[0] is not None for part in segments(text))
    return _grades_in(text) > (0 if boxed else 1)


def _grades_in(text: str) -> int:
    return sum(bool(code_of(unboxed(part)[1], NAMES[FieldKind.GRADE])) for part in segments(text))


def fit_caption(lines: Sequence[Line], caption: str) -> int | None:
    """Return the first line that begins with the caption of a row of grades."""
    wanted = caption or GRADE_CAPTION
    return next(
        (n for n, line in enumerate(lines) if fit(line.text, wanted, loosely=True).fit), None
    )


def code_of(text: str, names: Mapping[str, str]) -> str:
    """Return the code of a level or grade by its name, also slightly misspelt, or short."""
    key = plain_key(text)
    exact = {plain_key(name): code for code, name in names.items()}
    if key in exact:
        return exact[key]
    if (short := _SHORT.get(key, "")) in names:
        return short
    best = sorted(((likeness(key, other), code) for other, code in exact.items()), reverse=True)
    clear = len(best) > 1 and best[0][0] - best[1][0] >= _CLEAR
    return best[0][1] if clear and best[0][0] >= _ALIKE else ""


def _hear(lines: Sequence[Line], names: Mapping[str, str]) -> _Heard:
    heard = _Heard()
    beside: set[int] = set()
    for number, line in enumerate(lines):
        for segment in segments(nfc(line.text)):
            box, name = unboxed(segment)
            code = code_of(name, names)
            if code:
                if box is None and (partner := _beside(lines, number, names)) is not None:
                    box = unboxed(f"{lines[partner].text.strip()} .")[0]
                    beside.add(partner)
                heard.rows.append(Row(code, box, look_of(line, name)))
    for number, line in enumerate(lines):
        if number not in beside:
            for segment in segments(nfc(line.text)):
                _hear_other(segment, heard, names)
    return heard


def _hear_other(segment: str, heard: _Heard, names: Mapping[str, str]) -> None:
    """Take up a segment that is no printed level: a sentence that names one, or other text."""
    box, name = unboxed(segment)
    if not name or is_blank(name) or code_of(name, names):
        return
    found, rest = _named_in(name, names)
    if len(found) == 1 and box is not None:
        heard.rows.append(Row(found[0], box, ""))
    elif len(found) == 1 and names is NAMES[FieldKind.LEVEL]:
        heard.named += found
        if set(rest.split()) <= _ABOUT_LEVELS:
            return
    heard.unread.append(segment.strip())


def _hear_rest(segment: str, heard: _Heard, names: Mapping[str, str]) -> None:
    box, name = unboxed(segment)
    if code := code_of(name, names):
        if box is None:
            heard.named.append(code)
        else:
            heard.rows.append(Row(code, box, ""))
    else:
        _hear_other(segment, heard, names)


def _named_in(text: str, names: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the levels that a sentence names, longest names first, and its other words."""
    rest, found = f" {plain_key(text)} ", []
    for code, name in sorted(names.items(), key=lambda item: -len(item[1])):
        key = f" {plain_key(name)} "
        while key in rest:
            rest = rest.replace(key, " ", 1)
            found.append(code)
    return _once(found), rest


def look_of(line: Line, name: str) -> str:
    """Return how the letters of `name` are set off: what holds for all of them."""
    whole = "".join(nfc(piece.text) for piece in line.pieces)
    start = whole.find(name)
    end = start + len(name)
    looks: set[str] | None = None
    at = 0
    for piece in line.pieces:
        text = nfc(piece.text)
        inside = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if re.search(r"\w", inside):
            looks = set(piece.look) if looks is None else looks & set(piece.look)
    return "".join(sorted(looks or ()))


def _beside(lines: Sequence[Line], number: int, names: Mapping[str, str]) -> int | None:
    """Return the line of the cell that holds the box of a name: before it, or after it."""
    cell = lines[number].cell
    if cell is None:
        return None
    row = {n: line for n, line in enumerate(lines) if line.cell and line.cell[:2] == cell[:2]}
    names_first = any(
        line.cell and line.cell.column == 0 and code_of(line.text, names) for line in row.values()
    )
    wanted = cell.column + (1 if names_first else -1)
    return next((n for n, line in row.items() if line.cell and line.cell.column == wanted), None)
