"""Thể thức: a finished .docx measured against a layout in force.

The codes, stable for ever; the numbers and patterns come from the layout's data, the rules from
"Facts a program can check" 1–26 (HD 05-HD/VPTW, HD 36-HD/VPTW).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from lxml import etree

from hoso.errors import Outcome, Problem
from hoso.model.profile import Component, Layout
from hoso.text import fold
from hoso.word._anatomy import Anatomy, Paragraph, dissect
from hoso.word._lines import is_on
from hoso.word._measure import Styles
from hoso.word._ns import w
from hoso.word._package import Package, open_package

CODES: Final = {
    "T001": "khổ giấy",
    "T002": "lề trang",
    "T003": "phông chữ",
    "T004": "màu chữ",
    "T005": "khoảng cách số trang với mép giấy",
    "T006": "số trang giữa đầu trang",
    "T007": "trang đầu không đánh số",
    "T010": "tiêu đề «ĐẢNG CỘNG SẢN VIỆT NAM»",
    "T011": "tên cơ quan cấp trên",
    "T012": "tên cơ quan ban hành",
    "T013": "dấu sao",
    "T014": "số và ký hiệu",
    "T015": "địa danh, ngày tháng",
    "T016": "tên loại văn bản",
    "T017": "trích yếu",
    "T018": "năm gạch nối dưới trích yếu",
    "T020": "cỡ chữ, căn lề nội dung",
    "T022": "thụt dòng đầu đoạn",
    "T023": "khoảng cách giữa các đoạn",
    "T024": "dãn dòng chính xác",
    "T030": "quyền hạn ký",
    "T031": "chức vụ người ký",
    "T032": "họ tên người ký",
    "T033": "«Nơi nhận:»",
    "T034": "dòng nơi nhận",
    "T035": "dòng cuối nơi nhận",
    "T040": "dấu hiệu của văn bản nhà nước",
    "T041": "cấp ủy, chi bộ không ký K/T",
    "T042": "biên bản thiếu một người ký",
}
_COMPONENT_CODES: Final = {
    "tieu_de": "T010", "cap_tren": "T011", "co_quan": "T012", "dau_sao": "T013",
    "so_ky_hieu": "T014", "dia_danh_ngay": "T015", "ten_loai": "T016", "trich_yeu": "T017",
    "gach_noi": "T018", "noi_dung": "T020", "tham_quyen": "T030", "chuc_vu_ky": "T031",
    "nguoi_ky": "T032", "noi_nhan": "T033", "noi_nhan_dong": "T034", "noi_nhan_cuoi": "T035",
}  # fmt: skip
_MUST: Final = ("tieu_de", "dau_sao", "dia_danh_ngay")
_SIDES: Final = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right"}
_SIDE_WORDS: Final = {"tren": "trên", "duoi": "dưới", "trai": "trái", "phai": "phải"}
_ALIGN: Final = {"giua": "giữa", "trai": "trái", "phai": "phải", "deu": "đều hai bên"}
_BADLY: Final = "viết chưa đúng"
_AS: Final = {
    "tieu_de": "phải là «ĐẢNG CỘNG SẢN VIỆT NAM»",
    "so_ky_hieu": "phải như «Số 05-BC/CB»: không dấu hai chấm, số dưới 10 thêm số 0",
    "dia_danh_ngay": "phải như «Pleiku, ngày 05 tháng 02 năm 2026»",
    "trich_yeu": "không kết thúc bằng dấu chấm",
    "gach_noi": "phải là năm dấu gạch nối «-----»",
    "trich_yeu_cv": "phải bắt đầu bằng «về việc»",
    "tham_quyen": "phải bắt đầu bằng T/M, K/T, T/L hoặc Q.",
    "noi_nhan": "phải là «Nơi nhận:»",
    "noi_nhan_dong": "phải như «- Đảng ủy cấp trên» và kết thúc bằng đúng dấu câu",
    "noi_nhan_cuoi": "phải như «- Lưu Chi bộ.»",
}
_BLACK: Final = {"auto", "", "000000"}


def lint(data: bytes, layout: Layout, *, name: str = "văn bản") -> tuple[Problem, ...]:
    """Return every deviation from `layout`, each with place, expected value and reference.

    Raises UnreadableFileError when `data` is no sound .docx.
    """
    package = open_package(data, name)
    styles = Styles(package)
    anatomy = dissect(package, styles)
    found = [
        *_pages(package, layout),
        *_page_numbers(package, styles, layout),
        *_letters(anatomy, layout),
        *_components(anatomy, layout),
        *_paragraphs(anatomy, layout),
        *_wording(anatomy, layout),
    ]
    return tuple(_gathered(found))


def _problem(code: str, where: str, message: str, reference: str) -> Problem:
    return Problem(code=code, where=where, message=message, reference=reference)


def _gathered(problems: list[Problem]) -> Iterator[Problem]:
    """Yield each kind of problem once, at its first place, with the number of further places."""
    ordered = sorted(problems, key=lambda one: (one.code, one.message))
    firsts = {id(one): place for place, one in enumerate(problems)}
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: (one.code, one.message))]
    for group in sorted(groups, key=lambda group: firsts[id(group[0])]):
        more = f" (và {len(group) - 1} đoạn khác)" if len(group) > 1 else ""
        yield replace(group[0], message=group[0].message + more)


def _number(element: etree._Element | None, key: str) -> int:
    value = element.get(w(key), "0") if element is not None else "0"
    return int(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0


def _mm(twips: int) -> str:
    return f"{twips * 25.4 / 1440:.0f} mm"


def _pages(package: Package, layout: Layout) -> Iterator[Problem]:
    page, reference = layout.page, layout.references[0] if layout.references else layout.title
    paper, margin = layout.tolerance.get("giay", 2), layout.tolerance.get("le", 10)
    for count, section in enumerate(package.xml(package.main).iter(w("sectPr")), 1):
        where = f"trang, phần {count}"
        size, sides = section.find(w("pgSz")), section.find(w("pgMar"))
        real = sorted((_number(size, "w"), _number(size, "h")))
        if any(
            abs(x - y) > paper
            for x, y in zip(real, sorted((page["rong"], page["cao"])), strict=True)
        ):
            words = f"khổ giấy {_mm(real[0])} × {_mm(real[1])}, phải là A4 210 × 297 mm"
            yield _problem("T001", where, words, reference)
        if _number(size, "w") > _number(size, "h"):
            continue  # a wide table may lie on a landscape page, whose margins turn with it
        for side, key in _SIDES.items():
            if abs(_number(sides, key) - page[side]) > margin:
                words = (
                    f"lề {_SIDE_WORDS[side]} {_mm(_number(sides, key))}, phải là {_mm(page[side])}"
                )
                yield _problem("T002", where, words, reference)


def _page_numbers(package: Package, styles: Styles, layout: Layout) -> Iterator[Problem]:
    reference = layout.references[0] if layout.references else layout.title
    numbers = [
        (paragraph, list(styles.runs(paragraph)))
        for part in sorted(set(package.related(package.main, "header")))
        for paragraph in package.xml(part).iter(w("p"))
        if any("PAGE" in run.text for run in styles.runs(paragraph))
    ]
    if not numbers:
        words = "không có số trang ở giữa đầu trang"
        yield replace(_problem("T006", "đầu trang", words, reference), warning=True)
        return
    for paragraph, runs in numbers:
        wanted = layout.body.get("so_trang", 28) / 2
        if styles.shape(paragraph).align != "giua" or any(run.look.size != wanted for run in runs):
            words = f"số trang phải căn giữa, cỡ chữ {wanted:g}"
            yield _problem("T006", "đầu trang", words, reference)
    for section in package.xml(package.main).iter(w("sectPr")):
        distance = _number(section.find(w("pgMar")), "header")
        if abs(distance - layout.page.get("dau_trang", 567)) > layout.tolerance.get("thut", 60):
            words = f"số trang cách mép trên {_mm(distance)}, phải là 10 mm"
            yield _problem("T005", "đầu trang", words, reference)
        if not is_on(section.find(w("titlePg"))):
            words = "trang đầu phải không in số trang (Different First Page)"
            yield _problem("T007", "đầu trang", words, reference)


def _letters(anatomy: Anatomy, layout: Layout) -> Iterator[Problem]:
    reference = layout.references[0] if layout.references else layout.title
    for one in anatomy.every:
        spoken = [run for run in one.runs if any(letter.isalnum() for letter in run.text)]
        fonts = {font or layout.font for run in spoken for font in run.look.fonts.values()}
        if wrong := sorted(fonts - {layout.font}):
            words = f"phông chữ {', '.join(wrong)}, phải là {layout.font}"
            yield _problem("T003", one.where, words, reference)
        if any(run.look.color not in _BLACK for run in spoken):
            yield _problem("T004", one.where, "chữ phải màu đen", reference)


def _components(anatomy: Anatomy, layout: Layout) -> Iterator[Problem]:
    for component in layout.components:
        code = _COMPONENT_CODES.get(component.name, "")
        places = anatomy.found.get(component.name, [])
        if component.name == "noi_dung":
            places = [one for one in anatomy.body if not one.is_bold]
        if not places and component.name in _MUST:
            words = f"không thấy {component.label[0].lower()}{component.label[1:]}"
            yield _problem(code, "phần đầu văn bản", words, component.reference)
        for one in places if code else []:
            for words in _deviations(one, component):
                yield _judged(
                    _problem(code, one.where, f"{component.label}: {words}", component.reference),
                    one,
                )


def _judged(problem: Problem, one: Paragraph) -> Problem:
    """Return the problem, as not yet to be judged when a blank is left for the pen."""
    blank = problem.code in {"T014", "T015"} and re.search(r"…|\.{3}|_{2}", one.text)
    if not blank or _BADLY not in problem.message:
        return problem
    return replace(
        problem, outcome=Outcome.UNCHECKED, warning=True, message="còn để trống, chưa kiểm được"
    )


def _deviations(one: Paragraph, component: Component) -> Iterator[str]:
    looks = [run.look for run in one.runs if run.text.strip()]
    sizes = sorted({look.size for look in looks})
    if component.sizes and any(
        not component.sizes[0] <= size <= component.sizes[1] for size in sizes
    ):
        least, most = component.sizes
        wanted = f"{least:g}" if least == most else f"{least:g}–{most:g}"
        yield f"cỡ chữ {', '.join(f'{size:g}' for size in sizes)}, phải là {wanted}"
    for wanted_on, word, on in (
        (component.bold, "đậm", [look.bold for look in looks]),
        (component.italic, "nghiêng", [look.italic for look in looks]),
        (component.underline, "gạch chân", [look.underline for look in looks]),
    ):
        if wanted_on is not None and any(state != wanted_on for state in on):
            yield f"chữ phải {'' if wanted_on else 'không '}{word}"
    if component.upper and not one.is_upper:
        yield "phải viết hoa toàn bộ"
    if component.align and one.shape.align != component.align:
        yield f"phải căn {_ALIGN.get(component.align, component.align)}"
    if component.pattern and not re.search(component.pattern, one.text):
        yield f"{_BADLY}, {_AS.get(component.name, component.pattern)}"


def _paragraphs(anatomy: Anatomy, layout: Layout) -> Iterator[Problem]:
    rules, slack = layout.body, layout.tolerance.get("thut", 60)
    reference = next(
        (one.reference for one in layout.components if one.name == "noi_dung"), layout.title
    )
    least, most = rules.get("dan_dong_tu", 360), rules.get("dan_dong_den", 440)
    for one in anatomy.body:
        shape = one.shape
        if (
            not one.is_bold
            and shape.align == "deu"
            and abs(shape.first_line - rules.get("thut_dong", 567)) > slack
        ):
            words = f"dòng đầu thụt {_mm(shape.first_line)}, phải khoảng {_mm(rules.get('thut_dong', 567))}"
            yield _problem("T022", one.where, words, reference)
        if shape.before + shape.after < rules.get("dan_doan", 120):
            words = f"cách đoạn {(shape.before + shape.after) / 20:g} điểm, ít nhất {rules.get('dan_doan', 120) / 20:g}"
            yield _problem("T023", one.where, words, reference)
        if shape.rule != "exact" or not least <= shape.pitch <= most:
            words = f"dãn dòng phải là Exactly {least / 20:g}–{most / 20:g} điểm"
            yield _problem("T024", one.where, words, reference)


def _wording(anatomy: Anatomy, layout: Layout) -> Iterator[Problem]:
    reference = layout.references[0] if layout.references else layout.title
    day = anatomy.day
    patterns = list(layout.forbidden)
    patterns += [mark for mark, since in layout.forbidden_since.items() if day and day >= since]
    for one in anatomy.every:
        for pattern in patterns:
            if found := re.search(pattern, one.text):
                words = f"«{found.group()}» không dùng trong văn bản của Đảng"
                yield _problem("T040", one.where, words, reference)
    committee = fold(anatomy.text("co_quan")).startswith(("chi bo", "dang uy", "dang bo"))
    for one in anatomy.found.get("tham_quyen", []) if committee else []:
        if one.text.startswith("K/T"):
            words = "cấp ủy, chi bộ làm việc tập thể: ký T/M, không ký K/T"
            yield _problem("T041", one.where, words, reference)
    if anatomy.has_date and anatomy.day is None:
        where = anatomy.found["dia_danh_ngay"][0].where
        yield _problem("T015", where, "ngày này không có trong lịch", reference)
    subject = fold(anatomy.text("ten_loai") + anatomy.text("trich_yeu"))
    counted = any(words in subject for words in ("kiem phieu", "giao nhan"))
    if fold(anatomy.text("ten_loai")).startswith("bien ban") and not counted:
        yield from _minutes(anatomy, reference)


def _minutes(anatomy: Anatomy, reference: str) -> Iterator[Problem]:
    every = {fold(one.text) for one in anatomy.every}
    for wanted in ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"):
        if not any(fold(wanted) in text for text in every):
            yield _problem("T042", "cuối biên bản", f"thiếu chỗ ký «{wanted}»", reference)
