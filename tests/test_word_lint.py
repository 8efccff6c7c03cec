"""Measuring the look of finished documents, and the text projection that golden files keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph
from lxml import etree

from hoso.errors import Outcome, Problem
from hoso.model.profile import Component, Layout
from hoso.word import CODES, lint, project
from hoso.word._measure import Styles
from hoso.word._package import open_package
from tests.word_samples import bytes_of, codes, find, removed, rezipped

CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def _component(name: str, **rules: object) -> Component:
    return Component(name=name, label=f"Phần {name}", reference=f"HD, {name}", **rules)  # type: ignore[arg-type]  # one table for all rules


LAYOUT = Layout(
    code="THU",
    title="Thể thức thử",
    references=("HD thử",),
    since=date(2018, 1, 1),
    font="Times New Roman",
    page={
        "rong": 11906,
        "cao": 16838,
        "tren": 1134,
        "duoi": 1134,
        "trai": 1701,
        "phai": 850,
        "dau_trang": 567,
    },
    tolerance={"giay": 2, "le": 10, "thut": 60},
    body={
        "dan_dong_tu": 360,
        "dan_dong_den": 440,
        "thut_dong": 567,
        "dan_doan": 120,
        "so_trang": 28,
    },
    components=(
        _component(
            "tieu_de", sizes=(15, 15), bold=True, upper=True, pattern="^ĐẢNG CỘNG SẢN VIỆT NAM$"
        ),
        _component("cap_tren", sizes=(14, 14), bold=False, upper=True),
        _component("co_quan", sizes=(14, 14), bold=True, upper=True),
        _component("dau_sao", align="giua", pattern=r"^\*$"),
        _component("so_ky_hieu", sizes=(14, 14), pattern=r"^Số (\d\d+|…*)-(BC|BB)/[A-ZĐ]+$"),
        _component(
            "dia_danh_ngay",
            italic=True,
            pattern=r"^[^,]+, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}$",
        ),
        _component("ten_loai", sizes=(15, 16), bold=True, upper=True, align="giua"),
        _component("trich_yeu", sizes=(14, 15), bold=True, align="giua", pattern="[^.]$"),
        _component("gach_noi", align="giua", pattern="^-----$"),
        _component("noi_dung", sizes=(14, 15), align="deu"),
        _component("tham_quyen", bold=True, upper=True),
        _component("chuc_vu_ky", bold=False),
        _component("nguoi_ky", bold=True),
        _component("noi_nhan", underline=True),
        _component("noi_nhan_dong", sizes=(12, 12), pattern="^- .*;$"),
        _component("noi_nhan_cuoi", sizes=(12, 12), pattern=r"^- Lưu .*\.$"),
        _component("la_lung", bold=True),
    ),
    forbidden=(r"^(TM|KT)\.", r"\./\.$"),
    forbidden_since={"^HUYỆN (ỦY|UỶ)": date(2025, 7, 1)},
)


def _say(
    paragraph: Paragraph, text: str, size: float = 14, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    for old in paragraph.runs:
        removed(old._r)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _official() -> Document:
    """Return a report as a chi bộ issues it, right in every point."""
    document = docx.Document()
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Times New Roman", Pt(14)
    fonts = document.styles["Normal"].element.rPr.rFonts
    for slot in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), "Times New Roman")
    _page(document)
    head = document.add_table(1, 2)
    left, right = head.rows[0].cells
    _say(left.paragraphs[0], "ĐẢNG BỘ CHI CỤC")
    _say(left.add_paragraph(), "CHI BỘ VĂN PHÒNG", bold=True)
    _say(left.add_paragraph(), "*").alignment = CENTRE
    _say(left.add_paragraph(), "Số 05-BC/CB")
    _say(right.paragraphs[0], "ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)
    _say(right.add_paragraph(), "Pleiku, ngày 05 tháng 12 năm 2025", italic=True)
    for text, size in (("BÁO CÁO", 16), ("kết quả kiểm điểm năm 2025", 14), ("-----", 14)):
        _say(document.add_paragraph(), text, size, bold=True).alignment = CENTRE
    _say(_body(document), "I- KẾT QUẢ", bold=True)
    for number in range(3):
        _say(_body(document), f"Chi bộ đã họp đủ {number + 10} kỳ, có nghị quyết & phân công.")
    _foot(document)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.top_margin = section.bottom_margin = Twips(1134)
    section.left_margin, section.right_margin = Twips(1701), Twips(850)
    section.header_distance = Twips(567)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    run = number.add_run()
    run.font.size = Pt(14)
    field = OxmlElement("w:instrText")
    field.text = " PAGE "
    run._r.append(field)


def _body(document: Document) -> Paragraph:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = JUSTIFY, Twips(567)
    shape.space_before, shape.space_after = Pt(6), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
    return paragraph


def _foot(document: Document) -> None:
    left, right = document.add_table(1, 2).rows[0].cells
    _say(left.paragraphs[0], "Nơi nhận:").runs[0].underline = True
    for text in ("- Đảng ủy Chi cục;", "- Chi ủy;", "- Lưu Chi bộ."):
        _say(left.add_paragraph(), text, 12)
    _say(right.paragraphs[0], "T/M CHI BỘ", bold=True)
    _say(right.add_paragraph(), "BÍ THƯ")
    right.add_paragraph()
    _say(right.add_paragraph(), "Nguyễn Văn Đức", bold=True)


def _cell(document: Document, table: int, column: int, row: int) -> Paragraph:
    cells = document.tables[table].rows[0].cells
    return list[Paragraph](cells[column].paragraphs)[row]


def _lint(document: Document) -> tuple[Problem, ...]:
    return lint(bytes_of(document), LAYOUT)


def test_a_document_right_in_every_point_has_no_problem() -> None:
    assert _lint(_official()) == ()


def _section(**changes: object) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        for name, value in changes.items():
            setattr(document.sections[0], name, value)

    return change


def _in_cell(
    table: int, column: int, row: int, text: str, size: float = 14, **look: bool
) -> Callable[[Document], object]:
    return lambda document: _say(_cell(document, table, column, row), text, size, **look)


def _page_number(document: Document) -> None:
    number = document.sections[0].header.paragraphs[0]
    number.alignment = RIGHT


def _no_page_number(document: Document) -> None:
    document.sections[0].header.is_linked_to_previous = True


def _body_look(change: Callable[[Paragraph], object]) -> Callable[[Document], object]:
    return lambda document: change(find(document, "11 kỳ"))


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (_section(page_width=Twips(12240)), "T001", "phải là A4"),
        (_section(left_margin=Twips(1418)), "T002", "lề trái 25 mm, phải là 30 mm"),
        (_body_look(lambda p: setattr(p.runs[0].font, "name", "Arial")), "T003", "Arial"),
        (_body_look(lambda p: setattr(p.runs[0].font.color, "rgb", RGBColor(255, 0, 0))), "T004", "đen"),
        (_section(header_distance=Twips(720)), "T005", "13 mm, phải là 10 mm"),
        (_page_number, "T006", "căn giữa, cỡ chữ 14"),
        (_no_page_number, "T006", "không có số trang"),
        (_section(different_first_page_header_footer=False), "T007", "trang đầu"),
        (_in_cell(0, 1, 0, "ĐẢNG CỘNG SẢN VIỆT NAM", 14, bold=True), "T010", "cỡ chữ 14, phải là 15"),
        (_in_cell(0, 1, 0, "CỘNG HÒA XÃ HỘI", 15, bold=True), "T010", "không thấy phần tieu_de"),
        (_in_cell(0, 0, 0, "Đảng bộ Chi cục"), "T011", "viết hoa"),
        (_in_cell(0, 0, 1, "CHI BỘ VĂN PHÒNG"), "T012", "chữ phải đậm"),
        (lambda d: setattr(_cell(d, 0, 0, 2), "alignment", RIGHT), "T013", "căn giữa"),
        (_in_cell(0, 0, 3, "Số: 5-BC/CB"), "T014", "không dấu hai chấm"),
        (_in_cell(0, 1, 1, "Pleiku, ngày 5 tháng 12 năm 2025", italic=True), "T015", "ngày 05 tháng 02"),
        (_in_cell(0, 1, 1, "Pleiku, ngày 31 tháng 02 năm 2025", italic=True), "T015", "không có trong lịch"),
        (lambda d: setattr(find(d, "BÁO CÁO"), "alignment", RIGHT), "T016", "căn giữa"),
        (lambda d: _say(find(d, "kết quả kiểm điểm"), "kết quả năm.", bold=True), "T017", "dấu chấm"),
        (lambda d: _say(find(d, "-----"), "---", bold=True), "T018", "năm dấu gạch nối"),
        (_body_look(lambda p: setattr(p.runs[0].font, "size", Pt(13))), "T020", "cỡ chữ 13, phải là 14–15"),
        (_body_look(lambda p: setattr(p, "alignment", RIGHT)), "T020", "căn đều hai bên"),
        (_body_look(lambda p: setattr(p.paragraph_format, "first_line_indent", Twips(0))), "T022", "khoảng 10 mm"),
        (_body_look(lambda p: setattr(p.paragraph_format, "space_before", Pt(3))), "T023", "3 điểm, ít nhất 6"),
        (_body_look(lambda p: setattr(p.paragraph_format, "line_spacing", 1.5)), "T024", "Exactly 18–22"),
        (_in_cell(1, 1, 0, "T/M CHI BỘ"), "T030", "đậm"),
        (_in_cell(1, 1, 1, "BÍ THƯ", bold=True), "T031", "không đậm"),
        (_in_cell(1, 1, 3, "Nguyễn Văn Đức"), "T032", "đậm"),
        (_in_cell(1, 0, 0, "Nơi nhận:"), "T033", "gạch chân"),
        (_in_cell(1, 0, 1, "- Đảng ủy Chi cục,", 12), "T034", "đúng dấu câu"),
        (_in_cell(1, 0, 3, "- Lưu: VT", 12), "T035", "Lưu Chi bộ"),
        (_in_cell(1, 1, 0, "TM. CHI BỘ", bold=True), "T040", "«TM.» không dùng"),
        (_in_cell(0, 0, 0, "HUYỆN ỦY CHƯ SÊ"), "T040", "«HUYỆN ỦY»"),
        (_in_cell(1, 1, 0, "K/T BÍ THƯ", bold=True), "T041", "không ký K/T"),
    ],
)  # fmt: skip
def test_each_deviation_is_named_with_its_code(
    change: Callable[[Document], object], code: str, words: str
) -> None:
    document = _official()
    change(document)

    found = {one.code: one for one in _lint(document)}

    assert code in found
    assert words in found[code].message
    assert found[code].reference.startswith("HD")
    assert code in CODES


def test_the_place_names_the_paragraph_and_like_ones_are_counted() -> None:
    document = _official()
    for number in range(10, 13):
        find(document, f"{number} kỳ").paragraph_format.line_spacing = Pt(30)

    (problem,) = _lint(document)

    assert problem.where == "đoạn 11: «Chi bộ đã họp đủ 10 kỳ, có nghị quyết & …»"
    assert problem.message.endswith("(và 2 đoạn khác)")


def test_a_blank_date_is_not_wrong_but_unchecked() -> None:
    document = _official()
    _say(_cell(document, 0, 1, 1), "Pleiku, ngày … tháng … năm 2025", italic=True)

    (problem,) = _lint(document)

    assert (problem.code, problem.outcome, problem.warning) == ("T015", Outcome.UNCHECKED, True)


def test_a_mark_forbidden_from_a_day_on_is_lawful_before_it() -> None:
    document = _official()
    _say(_cell(document, 0, 0, 0), "HUYỆN ỦY CHƯ SÊ")
    _say(_cell(document, 0, 1, 1), "Chư Sê, ngày 05 tháng 12 năm 2024", italic=True)

    assert _lint(document) == ()


def test_a_landscape_page_is_allowed_for_wide_tables() -> None:
    document = _official()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(16838), Twips(11906)

    assert _lint(document) == ()


def test_minutes_need_both_signatures_but_a_count_of_votes_does_not() -> None:
    document = _official()
    _say(find(document, "BÁO CÁO"), "BIÊN BẢN", 16, bold=True)
    minutes = _lint(document)
    _say(find(document, "kết quả kiểm điểm"), "kiểm phiếu năm 2025", bold=True)
    _say(_cell(document, 1, 1, 0), "T/M CHI BỘ", bold=True)

    assert [one.message for one in minutes] == [
        "thiếu chỗ ký «NGƯỜI GHI BIÊN BẢN»",
        "thiếu chỗ ký «CHỦ TRÌ HỘI NGHỊ»",
    ]
    assert _lint(document) == ()


def test_a_page_that_is_no_official_document_is_measured_without_a_crash() -> None:
    document = docx.Document()
    document.add_paragraph("Ghi chép riêng")

    assert {"T001", "T006", "T010", "T013", "T015"} <= set(codes(_lint(document)))


def test_a_docx_without_styles_and_size_is_measured_by_words_own_defaults() -> None:
    main = (
        f'<w:document xmlns:w="{docx.oxml.ns.nsmap["w"]}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p>'
        '<w:sectPr><w:pgSz w:w="x"/></w:sectPr></w:body></w:document>'
    )

    def bare(parts: dict[str, bytes]) -> None:
        del parts["word/_rels/document.xml.rels"]
        parts["word/document.xml"] = main.encode()

    data = rezipped(bytes_of(docx.Document()), bare)

    assert (
        project(data)
        == "== trang x×?, lề trên dưới trái phải ? ? ? ?\n== nội dung\n · trai · {10}a\n"
    )
    assert "T001" in codes(lint(data, LAYOUT))


def _look(document: Document, text: str) -> tuple[float, bool, str]:
    package = open_package(bytes_of(document), "a")
    styles = Styles(package)
    for paragraph in package.xml(package.main).iter(qn("w:p")):
        for run in styles.runs(paragraph):
            if text in run.text:
                return run.look.size, run.look.bold, run.look.fonts["ascii"]
    raise AssertionError(text)


def test_looks_are_resolved_through_run_character_style_paragraph_style_and_defaults() -> None:
    document = docx.Document()
    base = document.styles.add_style("Gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.font.size, base.font.bold, base.font.name = Pt(15), True, "Arial"
    child = document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = base
    strong = document.styles.add_style("Đậm", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold, strong.font.size = True, Pt(20)
    paragraph = document.add_paragraph("kế thừa ", style="Con")
    paragraph.add_run("bật tắt ", style="Đậm")
    paragraph.add_run("thẳng", style="Đậm").bold = True
    paragraph.runs[2].font.size = Pt(9)
    document.add_paragraph("chủ đề", style="Heading 1")

    assert _look(document, "kế thừa") == (15, True, "Arial")
    assert _look(document, "bật tắt") == (20, False, "Arial")
    assert _look(document, "thẳng") == (9, True, "Arial")
    assert _look(document, "chủ đề") == (14, True, "Calibri")


def test_styles_that_are_based_on_each_other_do_not_loop() -> None:
    document = docx.Document()
    one = document.styles.add_style("Một", WD_STYLE_TYPE.PARAGRAPH)
    two = document.styles.add_style("Hai", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, two.base_style = two, one
    one.font.size = Pt(17)
    document.add_paragraph("vòng", style="Một")

    assert _look(document, "vòng")[0] == 17


def test_the_projection_is_stable_and_shows_what_a_reviewer_looks_for() -> None:
    document = _official()
    find(document, "11 kỳ").add_run(" hết\tdòng\nmới").bold = True

    shown = project(bytes_of(document))

    assert shown == project(bytes_of(document))
    lines = shown.splitlines()
    assert lines[0] == "== trang 11906×16838, lề trên dưới trái phải 1134 1134 1701 850"
    assert lines[1:3] == ["== đầu trang", "header · giua · {14}{PAGE}"]
    assert "[1.1.2] Normal · trai · {15 đậm}ĐẢNG CỘNG SẢN VIỆT NAM" in lines
    assert "[1.1.2] Normal · trai · {14 nghiêng}Pleiku, ngày 05 tháng 12 năm 2025" in lines
    assert "[2.1.1] Normal · trai · {14 gạch-chân}Nơi nhận:" in lines
    assert (
        "Normal · deu · {14}Chi bộ đã họp đủ 11 kỳ, có nghị quyết & phân công."
        "{14 đậm} hết\\tdòng\\nmới" in lines
    )


def test_capitals_shown_by_the_font_count_as_capitals() -> None:
    document = _official()
    line = _say(_cell(document, 0, 0, 0), "Đảng bộ Chi cục")
    line.runs[0].font.all_caps = True

    assert _lint(document) == ()
    assert "{14 hoa}Đảng bộ Chi cục" in project(bytes_of(document))
    assert isinstance(line._p, etree._Element)
