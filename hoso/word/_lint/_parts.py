"""The components of the layout: each where it is, as it must look, and none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from hoso.errors import Outcome
from hoso.model.layout import Component
from hoso.word._lines import Cell
from hoso.word._lint._codes import OF_COMPONENT
from hoso.word._lint._paper import Finding, Paper, at, missing
from hoso.word._measure import Look
from hoso.word._pieces import RIGHT, Paragraph

_ALIGN: Final = {"giua": "giữa", "trai": "trái", "phai": "phải", "deu": "đều hai bên"}
_BADLY: Final = "viết chưa đúng"
_AS: Final = {
    "tieu_de": "phải là «ĐẢNG CỘNG SẢN VIỆT NAM»",
    "dau_sao": "phải là một dấu «*»",
    "so_ky_hieu": "phải như «Số 05-BC/CB»: không dấu hai chấm, số dưới 10 thêm số 0",
    "dia_danh_ngay": "phải như «Pleiku, ngày 05 tháng 02 năm 2026»",
    "trich_yeu": "không kết thúc bằng dấu chấm",
    "gach_noi": "phải là năm dấu gạch nối «-----»",
    "trich_yeu_cv": "phải bắt đầu bằng «về việc»",
    "tham_quyen": "phải bắt đầu bằng T/M, K/T, T/L hoặc Q.",
    "chuc_vu_ky": "chỉ ghi chức vụ như «BÍ THƯ», không kèm tên cấp ủy, chi bộ",
    "nguoi_ky": "phải là họ tên như «Nguyễn Văn An», không kèm học hàm, học vị",
    "noi_nhan": "phải là «Nơi nhận:»",
    "noi_nhan_dong": "phải như «- Đảng ủy cấp trên» và kết thúc bằng đúng dấu câu",
    "noi_nhan_cuoi": "phải như «- Lưu Chi bộ.»",
}
_BLANK: Final = re.compile(r"…|\.{3}|_{2}|ngày tháng|tháng năm")
_JOINED: Final = frozenset({"trich_yeu", "trich_yeu_cv", "cap_tren", "co_quan"})
_HEAD, _FOOT = "phần đầu văn bản", "phần cuối văn bản"


def parts(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of head and foot, and components that are not there."""
    for component in paper.layout.components:
        if component.name in OF_COMPONENT and component.name != "noi_dung":
            yield from _component(paper, component)
    yield from _title_place(paper)
    yield from _absent(paper)


def _component(paper: Paper, component: Component) -> Iterator[Finding]:
    places = paper.anatomy.found.get(component.name, [])
    code = OF_COMPONENT[component.name]
    for one in places:
        for words, wanted, actual in deviations(one, component):
            message = f"{component.label}: {words}"
            yield at(one, code, message, component.reference, wanted=wanted, actual=actual)
    if component.name in _JOINED:
        places = places[:1]
    for one in places:
        if finding := _pattern(paper, one, component):
            yield finding


def _pattern(paper: Paper, one: Paragraph, component: Component) -> Finding | None:
    """Return that the words of a component are not as its pattern has them."""
    words = paper.anatomy.text(component.name) if component.name in _JOINED else one.item
    if not component.pattern or re.search(component.pattern, words):
        return None
    wanted = _AS.get(component.name, component.pattern)
    code, message = OF_COMPONENT[component.name], f"{component.label}: {_BADLY}, {wanted}"
    found = at(one, code, message, component.reference, wanted=wanted, actual=words)
    if code not in {"T014", "T015"} or not _BLANK.search(words):
        return found
    left_open = "còn để trống, chưa kiểm được"
    return found._replace(
        problem=replace(found.problem, outcome=Outcome.UNCHECKED, warning=True, message=left_open)
    )


def deviations(one: Paragraph, component: Component) -> Iterator[tuple[str, str, str]]:
    """Yield (message, expected, found) for size, weight, slant, underline, case and alignment."""
    looks = [run.look for run in one.runs if run.text.strip()]
    yield from _sizes(looks, component)
    for wanted, word, on in (
        (component.bold, "đậm", [look.bold for look in looks]),
        (component.italic, "nghiêng", [look.italic for look in looks]),
        (component.underline, "gạch chân", [look.underline for look in looks]),
    ):
        if wanted is not None and any(state != wanted for state in on):
            right, wrong = ("", "không ") if wanted else ("không ", "")
            yield f"chữ phải {right}{word}", f"{right}{word}", f"{wrong}{word}"
    if component.upper and not one.is_upper:
        yield "phải viết hoa toàn bộ", one.text.upper(), one.text
    if component.upper is False and one.is_upper:
        yield "phải viết thường, chỉ hoa chữ đầu", one.text.title(), one.text
    if component.align and not one.cut and one.shape.align != component.align:
        right = _ALIGN.get(component.align, component.align)
        yield f"phải căn {right}", right, _ALIGN[one.shape.align]


def _sizes(looks: Sequence[Look], component: Component) -> Iterator[tuple[str, str, str]]:
    if component.sizes is None:
        return
    least, most = component.sizes
    sizes = sorted({look.size for look in looks})
    if any(not least <= size <= most for size in sizes):
        wanted = f"{least:g}" if least == most else f"{least:g}–{most:g}"
        actual = ", ".join(f"{size:g}" for size in sizes)
        yield f"cỡ chữ {actual}, phải là {wanted}", wanted, actual


def _title_place(paper: Paper) -> Iterator[Finding]:
    """Yield that the title is not at the right of the first line."""
    for one in paper.anatomy.found.get("tieu_de", []):
        cell = one.line.cell
        row = [line.line.cell for line in paper.anatomy.every if _same_row(line.line.cell, cell)]
        last = cell is None or cell.column == max(each.column for each in row if each)
        above = [each for each in paper.anatomy.head if each.group is one.group]
        first = not above or above[0] is one or one.group in {None, RIGHT}
        if not last or not first or _stands_alone(paper, one):
            words = "tiêu đề phải ở dòng đầu, bên phải"
            yield at(one, "T010", words, paper.reason("tieu_de"), wanted="dòng đầu, bên phải")


def _same_row(one: Cell | None, other: Cell | None) -> bool:
    return one is not None and other is not None and one[:2] == other[:2]


def _stands_alone(paper: Paper, title: Paragraph) -> bool:
    """Return whether the title stands in the middle above the issuing body, as in state papers."""
    body = paper.anatomy.found.get("co_quan", [])
    alone = title.group is None and not title.cut and title.shape.left < 3000  # the left half
    return alone and title.shape.align != "phai" and bool(body) and body[0].group is None


def _absent(paper: Paper) -> Iterator[Finding]:
    """Yield the components that papers of this kind must have and this one has not."""
    for name, where in _wanted(paper).items():
        if name not in paper.anatomy.found:
            yield missing(paper, name, where)


def _wanted(paper: Paper) -> dict[str, str]:
    """Return the components that must be there, each with the part of the document."""
    found = paper.anatomy.found
    wanted = dict.fromkeys(("tieu_de", "dau_sao", "dia_danh_ngay"), _HEAD)
    if not paper.is_official:
        return wanted | ({"ten_loai": _HEAD} if "so_ky_hieu" in found else {})
    own = ("trich_yeu_cv",) if paper.anatomy.kind == "cong van" else ("trich_yeu", "gach_noi")
    wanted |= dict.fromkeys(("co_quan", *own), _HEAD)
    if not paper.unnumbered:
        wanted |= {"so_ky_hieu": _HEAD, "noi_nhan": _FOOT}
    return wanted | ({"noi_nhan_cuoi": _FOOT} if "noi_nhan" in found else {})
