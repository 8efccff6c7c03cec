"""Wording: marks of state papers, the district level, dates, salutations and their recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from hoso.text import fold
from hoso.word._lint._paper import Finding, Paper, at, overall
from hoso.word._pieces import Paragraph

_AS_ABOVE: Final = re.compile(r"^- như (trên|kính gửi)", re.IGNORECASE)

_ENDS: Final = ("tham_quyen", "chuc_vu_ky", "nguoi_ky", "noi_nhan_dong", "noi_nhan_cuoi")


def wording(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of wording."""
    yield from _state_marks(paper)
    yield from _ended(paper)
    yield from _calendar(paper)
    yield from _salutations(paper)


def _own_words(paper: Paper) -> Iterator[Paragraph]:
    """Yield what the document says itself: tables in the text quote other papers."""
    anatomy = paper.anatomy
    if not anatomy.body and not anatomy.foot:
        yield from anatomy.every
        return
    ends = [one.number for name in _ENDS for one in anatomy.found.get(name, [])]
    signed = [one for one in anatomy.foot if one.number <= max(ends, default=0)]
    yield from chain(anatomy.head, anatomy.body, signed)


def _state_marks(paper: Paper) -> Iterator[Finding]:
    seen: set[tuple[int, str]] = set()
    for one in _own_words(paper):
        for pattern in paper.layout.forbidden:
            found = re.search(pattern, one.text)
            if found and (one.number, pattern) not in seen:
                seen.add((one.number, pattern))
                words = f"«{found.group()}» không dùng trong văn bản của Đảng"
                reason = paper.reason("dau_hieu")
                yield at(one, "T040", words, reason, wanted="không có", actual=found.group())


def _ended(paper: Paper) -> Iterator[Finding]:
    """Yield names and symbols of a level that no longer existed on the day of the document."""
    day = paper.anatomy.day
    for name in ("cap_tren", "co_quan", "so_ky_hieu"):
        for one in paper.anatomy.found.get(name, []):
            for pattern, since in paper.layout.forbidden_since.items():
                found = re.search(pattern, one.text.upper())
                if found and day and day >= since:
                    words = f"«{found.group()}» không còn từ ngày {since:%d/%m/%Y}"
                    reason = paper.reason("cap_huyen")
                    yield at(one, "T043", words, reason, wanted="cơ sở, tỉnh, Trung ương")


def _calendar(paper: Paper) -> Iterator[Finding]:
    if paper.anatomy.has_date and paper.anatomy.day is None:
        one = paper.anatomy.found["dia_danh_ngay"][0]
        reason = paper.reason("dia_danh_ngay")
        yield at(one, "T015", "ngày này không có trong lịch", reason, wanted="ngày có thật")


def _salutations(paper: Paper) -> Iterator[Finding]:
    """Yield Kính gửi, Kính trình in the wrong type, or missing in their own."""
    if not paper.is_official:
        return
    reason = paper.reason("loi_kinh")
    lines = [*paper.anatomy.head, *paper.anatomy.body]
    for words, kind in paper.layout.salutations.items():
        own = paper.anatomy.kind == fold(kind)
        used = next((one for one in lines if fold(one.text).startswith(fold(words))), None)
        if used and not own:
            message = f"«{words}» chỉ dùng trong {kind.lower()}"
            yield at(used, "T036", message, reason, wanted="không có")
        elif own and used is None:
            message = f"{kind.lower()} phải có «{words}»"
            yield overall("phần đầu văn bản", "T036", message, reason, wanted=words)
        elif own and used is not None:
            yield from _as_above(paper)


def _as_above(paper: Paper) -> Iterator[Finding]:
    listed = paper.anatomy.found.get("noi_nhan_dong", []) + paper.anatomy.found.get(
        "noi_nhan_cuoi", []
    )
    if listed and not _AS_ABOVE.match(listed[0].item):
        words = "dòng đầu nơi nhận phải là «- Như trên»"
        yield at(listed[0], "T037", words, paper.reason("loi_kinh"), wanted="- Như trên")
