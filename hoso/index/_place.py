"""Chỗ của đoạn trích: under which headings, in which paragraph and on which page it stands."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

PAGE = "\f"  # ends a page of a PDF
_LONGEST: Final = 90  # letters of a heading that are shown
# Headings by rank; a heading ends those of its own rank and below.
_HEADINGS: Final = (
    re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+|THỨ\s+)?[\wÀ-ỹ]{1,5}\b"),
    re.compile(r"[A-HĐ]\s?[.)/]\s+\S|[A-HĐ]\s?[-–]\s+\S"),
    re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})\s?[.)/:–-]\s*\S"),
    re.compile(r"Điều\s+\d+[.:]|\d{1,2}(?:\.\d{1,2})*\s?[.)/]\s+\D"),
    re.compile(
        r"(?:[-–+•*]|[a-đ]\))\s*(?:Ưu điểm|Hạn chế|Khuyết điểm|Nguyên nhân|Trách nhiệm"
        r"|Kết quả khắc phục|Phương hướng|Biện pháp|Giải pháp)",
        re.IGNORECASE,
    ),
)


class Place(NamedTuple):
    """Where a passage stands: headings above it joined by ` / `, paragraph from 1, page if known."""

    section: str
    paragraph: int
    page: int | None


def place(value: str, start: int) -> Place:
    """Return where the letter `start` of a text stands; every line is a paragraph."""
    end = value.find("\n", start)
    lines = value[: end if end >= 0 else None].split("\n")
    headings: list[str] = [""] * len(_HEADINGS)
    for line in lines:
        rank = _rank(line.strip())
        if rank is not None:
            headings[rank:] = [line.strip(), *[""] * (len(_HEADINGS) - rank - 1)]
    page = value.count(PAGE, 0, start) + 1 if PAGE in value else None
    return Place(" / ".join(_short(one) for one in headings if one), len(lines), page)


def _rank(line: str) -> int | None:
    return next((rank for rank, form in enumerate(_HEADINGS) if form.match(line)), None)


def _short(heading: str) -> str:
    heading = " ".join(heading.split())
    if len(heading) <= _LONGEST:
        return heading
    return f"{heading[:_LONGEST].rpartition(' ')[0]} …"
