"""Small Word files for the tests of `hoso.word`, built with python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from hoso.model.template import FieldKind, TemplateField, TemplateInfo

DOTS = "…………………………"
LEVEL_NAMES = {
    "htxs": "Hoàn thành xuất sắc nhiệm vụ",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htn": "Hoàn thành nhiệm vụ",
    "khtn": "Không hoàn thành nhiệm vụ",
}
III = "III. Kết quả khắc phục những hạn chế, khuyết điểm ở các kỳ kiểm điểm trước"
FORM = TemplateInfo(
    kind="kiem_diem_2b",
    revision=1,
    title="Bản kiểm điểm cá nhân",
    returns=True,
    headings=("A. NỘI DUNG KIỂM ĐIỂM", "B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI", "NGƯỜI TỰ KIỂM ĐIỂM"),
    fields=(
        TemplateField(
            name="dang_vien",
            label="Đảng viên",
            kind=FieldKind.GROUP,
            columns=(
                TemplateField(name="ho_ten", label="Họ và tên"),
                TemplateField(name="ngay_sinh", label="Ngày sinh"),
            ),
        ),
        TemplateField(name="nam", label="Năm", kind=FieldKind.NUMBER),
        TemplateField(
            name="pham_chat",
            label="Phẩm chất",
            kind=FieldKind.PARAGRAPHS,
            heading='1. Về phẩm chất chính trị; ý thức tổ chức kỷ luật, "tự diễn biến".',
        ),
        TemplateField(
            name="han_che",
            label="Hạn chế",
            kind=FieldKind.PARAGRAPHS,
            heading="- Hạn chế, khuyết điểm.",
        ),
        TemplateField(
            name="khac_phuc",
            label="Khắc phục",
            kind=FieldKind.TABLE,
            heading=III,
            columns=tuple(
                TemplateField(name=name, label=name)
                for name in ("ma", "nam", "noi_dung", "tinh_trang", "ghi_chu")
            ),
        ),
        TemplateField(
            name="phuong_huong",
            label="Phương hướng",
            kind=FieldKind.PARAGRAPHS,
            heading="VI. Phương hướng, biện pháp khắc phục",
        ),
        TemplateField(name="diem_chung", label="Điểm", heading="1. Nhóm tiêu chí chung:"),
        TemplateField(
            name="muc",
            label="Mức",
            kind=FieldKind.LEVEL,
            heading="II. Đề xuất xếp loại mức chất lượng",
        ),
    ),
)
ANSWERS = ("pham_chat", "han_che", "phuong_huong")
ROWS = [
    {
        "ma": "K-0107",
        "nam": 2023,
        "noi_dung": "Sinh hoạt chưa đều",
        "tinh_trang": "",
        "ghi_chu": "",
    },
    {"ma": "K-0215", "nam": 2024, "noi_dung": "Số hoá chậm", "tinh_trang": "", "ghi_chu": ""},
]
BLANK: dict[str, object] = {
    "dang_vien": {"ho_ten": "Nguyễn Thị Hoà", "ngay_sinh": "05/02/1980"},
    "nam": 2025,
    **{name: [DOTS] for name in ANSWERS},
    "khac_phuc": ROWS,
    "diem_chung": "",
    "muc": "",
}


def paragraphs(*texts: str) -> Callable[[Document], None]:
    """Return a builder that adds one paragraph a text."""

    def build(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def saved(path: Path, build: Callable[[Document], None]) -> Path:
    """Build a document and save it at `path`."""
    document = docx.Document()
    build(document)
    document.save(str(path))
    return path


def opened(data: bytes) -> Document:
    """Open a finished document."""
    return docx.Document(io.BytesIO(data))


def bytes_of(document: Document) -> bytes:
    """Return a document as python-docx saves it."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def texts_of(data: bytes) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [paragraph.text for paragraph in opened(data).paragraphs]


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return the package with its parts changed by `change`."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def bookmark(name: str, first: Paragraph, last: Paragraph, number: int) -> None:
    """Lay a bookmark over the paragraphs from `first` to `last`."""
    for kind, place in (("Start", first), ("End", last)):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "Start":
            mark.set(qn("w:name"), name)
            place._p.addprevious(mark)
        else:
            place._p.addnext(mark)


def form_template(path: Path) -> Path:
    """Build a small form that is issued and comes back, laid out like the official ones."""

    def build(document: Document) -> None:
        add = document.add_paragraph
        for text in (
            "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN",
            "Năm {{ nam }}",
            "Họ và tên: {{ dang_vien.ho_ten }}    Ngày sinh: {{ dang_vien.ngay_sinh }}",
            "A. NỘI DUNG KIỂM ĐIỂM",
        ):
            add(text)
        heading = {field.name: field.heading for field in FORM.fields}
        for number, name in enumerate(ANSWERS[:2], 1):
            _region(document, heading[name], name, number)
        add(heading["khac_phuc"])
        _remedies(document)
        _region(document, heading["phuong_huong"], "phuong_huong", 3)
        add("B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI")
        add('1. Nhóm tiêu chí chung: {{ diem_chung or "……" }}/30')
        add(heading["muc"])
        for code, name in LEVEL_NAMES.items():
            add(f'{{{{ "☒" if muc == "{code}" else "☐" }}}} {name}')
        add("NGƯỜI TỰ KIỂM ĐIỂM")
        add("{{ dang_vien.ho_ten }}")

    return saved(path, build)


def _region(document: Document, heading: str, name: str, number: int) -> None:
    document.add_paragraph(heading)
    first = document.add_paragraph(f"{{%p for x in {name} %}}")
    document.add_paragraph().add_run("{{ x }}").italic = True
    bookmark(f"hoso_{name}", first, document.add_paragraph("{%p endfor %}"), number)


def _remedies(document: Document) -> None:
    table = document.add_table(4, 4)
    heads = ("TT", "Hạn chế, khuyết điểm", "Tình trạng", "Kết quả, mức độ")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    table.cell(1, 0).text = "{%tr for k in khac_phuc %}"
    table.cell(2, 0).text = "{{ loop.index }}"
    table.cell(2, 1).text = "{{ k.noi_dung }} (năm {{ k.nam }}, {{ k.ma }})"
    states = table.cell(2, 2)
    states.text = '{{ "☒" if k.tinh_trang == "da_khac_phuc" else "☐" }} Đã khắc phục'
    states.add_paragraph('{{ "☒" if k.tinh_trang == "dang_khac_phuc" else "☐" }} Đang khắc phục')
    states.add_paragraph('{{ "☒" if k.tinh_trang == "chua_khac_phuc" else "☐" }} Chưa khắc phục')
    table.cell(2, 3).text = "{{ k.ghi_chu }}"
    table.cell(3, 0).text = "{%tr endfor %}"


def every_paragraph(document: Document) -> list[Paragraph]:
    """Return all paragraphs, also those in tables and in content controls (python-docx skips both)."""
    return [Paragraph(one, document._body) for one in document.element.body.iter(qn("w:p"))]


def find(document: Document, text: str) -> Paragraph:
    """Return the first paragraph that contains `text`."""
    return next(one for one in every_paragraph(document) if text in one.text)


def codes(problems: Sequence[object]) -> list[str]:
    """Return the codes of some problems."""
    return [str(getattr(problem, "code", "")) for problem in problems]


def removed(element: etree._Element) -> None:
    """Take an element out of its document."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def beside(element: etree._Element, step: int) -> etree._Element:
    """Return the element `step` places further among its siblings."""
    parent = element.getparent()
    assert parent is not None
    return parent[parent.index(element) + step]
