"""Paragraphs out of what each kind of file gives: an outline of Word, or the lines of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from hoso.services.importing._marks import mark_of
from hoso.services.importing._sections import Para
from hoso.services.importing._wording import Part, heading_of, part_of
from hoso.word import OutlineLine

_ENDS: Final = (".", ":", ";", "!", "?", "…")
_FULL = 0.8  # of the longest line: a line so long goes on in the next one
_WIDE = 40  # letters, below which no line tells how wide the page is
_PAGE_NUMBER: Final = re.compile(
    r"[-–\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE
)
_TELLS: Final = {Part.CAUSES: "Nguyên nhân", Part.MEASURES: "Biện pháp", Part.BLAME: "Trách nhiệm"}
_CONTENT: Final = re.compile(
    r"(?i)^nội dung\b(?! khắc)|^(?:các )?nội dung (?:hạn chế|tồn tại|khuyết)"
)
_FATE: Final = re.compile(r"(?i)^(?:kết quả|tình trạng|mức độ|tiến độ)\b")


def of_outline(lines: Sequence[OutlineLine]) -> tuple[Para, ...]:
    """Return the paragraphs of a Word file; a table of faults becomes a list of them."""
    found: list[Para] = []
    for table, group in groupby(lines, key=lambda one: one.cell[0] if one.cell else None):
        held = list(group)
        found += _table(held) if table is not None else [Para(x.text, x.bold) for x in held]
    return tuple(found)


def _table(lines: Sequence[OutlineLine]) -> list[Para]:
    rows: dict[int, dict[int, str]] = {}
    for line in lines:
        if line.cell:
            row = rows.setdefault(line.cell[1], {})
            before = row.get(line.cell[2], "")
            row[line.cell[2]] = f"{before}\n{line.text}" if before else line.text
    columns = _columns(next(iter(rows.values())))
    if Part.FAULTS not in columns.values():
        return [Para(one.text, one.bold) for one in lines]
    body = list(rows.values())[1:]
    if Part.REMEDIED in columns.values():
        head = Para("Kết quả khắc phục hạn chế, khuyết điểm:", bold=True)
        return [head, *(Para(" – ".join(row.values())) for row in body)]
    return [Para("Hạn chế, khuyết điểm:", bold=True), *_rows(body, columns)]


def _columns(header: dict[int, str]) -> dict[int, Part]:
    """Return which columns of a table tell what, by its first row."""
    found = {place: part for place, words in header.items() if (part := part_of(words.strip()))}
    for place, words in header.items():
        if _FATE.match(words.strip()):
            found[place] = Part.REMEDIED
        elif place not in found and _CONTENT.match(words.strip()) and len(found) > 0:
            found[place] = Part.FAULTS
    return found


def _rows(body: Sequence[dict[int, str]], columns: dict[int, Part]) -> Iterator[Para]:
    turn = 0
    for row in body:
        said = {part: row[place] for place, part in columns.items() if row.get(place, "").strip()}
        if Part.FAULTS not in said:
            continue
        turn += 1
        yield Para(f"{turn}. {_one_line(said[Part.FAULTS])}")
        for part, name in _TELLS.items():
            if part in said:
                yield Para(f"- {name}: {_one_line(said[part])}")


def _one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*[-–+]?\s*", " ", words.strip().removeprefix("-").strip())


def of_lines(lines: Sequence[str]) -> tuple[Para, ...]:
    """Return paragraphs of a page's lines: what was broken at the edge of the page is joined."""
    widest = max((len(line.rstrip()) for line in lines), default=0)
    found: list[str] = []
    before = ""
    for line in lines:
        words = line.strip()
        if _PAGE_NUMBER.fullmatch(words):
            continue
        if words and found and before and _goes_on(before, words, widest):
            found[-1] = f"{found[-1]} {words}"
        elif words:
            found.append(words)
        before = line.rstrip() if words or not _is_open(before) else before
    return tuple(Para(one) for one in found)


def _is_open(line: str) -> bool:
    """Return whether a line breaks off within a sentence, so that a blank one after it is a page's end."""
    return bool(line) and line.rstrip()[-1:] in {",", "-"}


def _goes_on(before: str, words: str, widest: int) -> bool:
    """Return whether `words` go on with the paragraph that the line before it belongs to."""
    if mark_of(words) or (before.isupper() and not words.isupper()):
        return False
    if words[:1].islower():
        return True
    if heading_of(words, bold=False):
        return False
    full = widest >= _WIDE and len(before) >= _FULL * widest
    return full and not (before.endswith(_ENDS) and len(before) < widest * 0.95)
