"""What people typed into an answer region, read without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hoso.model.review import Grade, Level
from hoso.text import nfc, squeeze, tone_key
from hoso.word._lines import Line
from hoso.word._sections import heading_key

Choice = Level | Grade
# Điều 10, 12 QĐ 366-QĐ/TW as printed on Mẫu 01, 2A–2C of HD 43-HD/BTCTW.
LEVELS: Final = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.DONE: "Hoàn thành nhiệm vụ",
    Level.FAILED: "Không hoàn thành nhiệm vụ",
}
# «Tự đánh giá về cấp độ thực hiện», Mẫu 01, 02 of HD 21-HD/BTCTW, Mẫu 01, 02A, 02B of HD 25-HD/BTCTW.
GRADES: Final = {
    Grade.EXCELLENT: "Xuất sắc",
    Grade.GOOD: "Tốt",
    Grade.MEDIUM: "Trung bình",
    Grade.POOR: "Kém",
}
_PRINTED: Final[tuple[tuple[Choice, str], ...]] = (*LEVELS.items(), *GRADES.items())
NAMES: Final[Mapping[str, str]] = {code.value: name for code, name in _PRINTED}
_KEYS: Final = {heading_key(name): code for code, name in _PRINTED}
_LEADER: Final = re.compile(r"^[\s.…_·]*$")
_LEFT_OVER: Final = re.compile(r"^(?:…{6,}|\.{12,}|_{6,})\s*|\s*(?:…{6,}|\.{12,}|_{6,})$")
_BULLET: Final = re.compile(r"^\s*(?:[-–—+•*▪\uf0b7]|\(?\d{1,2}[.)/](?!\d)|\(?[a-zđ]\))\s*(?=\S)")
_NUMBERED: Final = re.compile(r"(?:(?<=^)|(?<=\s))\(?(\d{1,2}|[a-zđ])([.)/])\s+(?=\S)")
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_BOX: Final = r"\[\s*[xXvV✓]?\s*\]|\(\s*[xXvV✓]?\s*\)|[☐□☑☒■✓✔✗✘]"
_BEFORE: Final = re.compile(rf"^\s*({_BOX}|[xX](?=\s))\s*")
_AFTER: Final = re.compile(rf"\s*({_BOX}|(?<=\s)[xX])\s*[.;,]?\s*$")
_TICKED: Final = re.compile(r"[xXvV☑☒■✓✔✗✘]")
_SCORE: Final = re.compile(
    r"^[\s.…:_]*(\d{1,3}(?:[.,]\d{1,2})?)?[\s.…_]*(?:/\s*\d+)?[\s.…_]*(?:điểm)?[\s.…;,]*$"
)


def is_blank(text: str) -> bool:
    """Return whether `text` is nothing, or only the dots of a form."""
    return bool(_LEADER.match(text))


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Return answers as typed, without the dotted lines of the form."""
    typed = (_LEFT_OVER.sub("", nfc(text).strip()) for text in texts)
    return [text for text in typed if not is_blank(text)]


def items(texts: Iterable[str]) -> list[str]:
    """Return the items of a list: one a paragraph, a line or a number `1) … 2) …`, unmarked."""
    return [item for text in paragraphs(texts) for item in _split(text)]


def _split(text: str) -> Iterator[str]:
    rows = [row.strip() for row in text.split("\n") if not is_blank(row)]
    marked = [bool(_BULLET.match(row)) for row in rows]
    if any(marked) and not all(marked):
        rows = _joined(rows, marked)
    for row in rows:
        for part in _numbered(row):
            if item := _BULLET.sub("", part, count=1).strip():
                yield item


def _joined(rows: Sequence[str], marked: Sequence[bool]) -> list[str]:
    """Return rows with each unmarked one kept on the item above it, where it was typed."""
    joined: list[str] = []
    for row, is_marked in zip(rows, marked, strict=True):
        if is_marked or not joined:
            joined.append(row)
        else:
            joined[-1] += f"\n{row}"
    return joined


def _numbered(row: str) -> list[str]:
    """Split `1) … 2) … 3) …` when the row begins with the first and all follow in order."""
    marks = list(_NUMBERED.finditer(row))
    if not marks or marks[0].start() != 0:
        return [row]
    kept = [marks[0]]
    for mark in marks[1:]:
        if mark[2] == kept[0][2] and mark[1] == _after(kept[-1][1]):
            kept.append(mark)
    if kept[0][1] not in {"1", "a"} or len(kept) < 2:
        return [row]
    ends = [*(mark.start() for mark in kept[1:]), len(row)]
    return [row[mark.start() : end].strip(" ;") for mark, end in zip(kept, ends, strict=True)]


def _after(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    place = _LETTERS.find(label) + 1
    return _LETTERS[place] if 0 < place < len(_LETTERS) else ""


def unboxed(text: str) -> tuple[bool | None, str]:
    """Return (ticked or not, None without a box) and the text beside the box."""
    before, after = _BEFORE.match(text), _AFTER.search(text)
    found = before or after
    if found is None:
        return None, text.strip()
    rest = text[found.end() :] if before else text[: found.start()]
    return bool(_TICKED.search(found[1])), rest.strip()


def segments(text: str) -> list[str]:
    """Return the choices printed in one paragraph: apart by line breaks, tabs, wide gaps, boxes."""
    parts = re.split(r"[\n\t]|\s{3,}", text)
    return [
        one for part in parts for one in re.split(r"(?<=\S)\s+(?=[☐☒☑]\s*\S)", part) if one.strip()
    ]


@dataclass(frozen=True, slots=True)
class Ticks:
    """What was ticked among the levels or grades printed in a section."""

    ticked: tuple[Choice, ...]
    printed: tuple[Choice, ...]


def ticks(lines: Sequence[Line]) -> Ticks:
    """Return which levels or grades are printed in `lines` and which of them carry a tick."""
    ticked: list[Choice] = []
    printed: list[Choice] = []
    for number, line in enumerate(lines):
        for segment in segments(line.text):
            box, name = unboxed(segment)
            level = _KEYS.get(heading_key(name))
            if level is None:
                continue
            printed.append(level)
            if box or (box is None and _beside(lines, number)):
                ticked.append(level)
    return Ticks(tuple(dict.fromkeys(ticked)), tuple(dict.fromkeys(printed)))


def _beside(lines: Sequence[Line], number: int) -> bool:
    """Return whether the cell before (or, for a name in the first cell, after) holds a tick."""
    cell = lines[number].cell
    if cell is None:
        return False
    row = [line for line in lines if line.cell and line.cell[:2] == cell[:2]]
    names_first = any(
        line.cell and line.cell.column == 0 and heading_key(line.text) in _KEYS for line in row
    )
    wanted = cell.column + (1 if names_first else -1)
    boxes = [line.text for line in row if line.cell and line.cell.column == wanted]
    return any(unboxed(f"{text.strip()} .")[0] for text in boxes)


def score(text: str) -> str | None:
    """Return the number typed before `/30`, `""` for dots, None when it is no number."""
    match = _SCORE.match(squeeze(text))
    return None if match is None else match[1] or ""


def same_words(text: str, words: str) -> bool:
    """Return whether `text` begins with `words`, whatever case, tone place and normal form."""
    return tone_key(squeeze(text)).startswith(tone_key(words))
