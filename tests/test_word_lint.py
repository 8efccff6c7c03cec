"""Measuring the look of finished documents, and the text projection that golden files keep."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips
from lxml import etree

from hoso import profiles
from hoso.errors import Outcome, Problem, UnreadableFileError
from hoso.model.layout import Layout
from hoso.word import CODES, comment, lint, notes, printed_day, project
from hoso.word._measure import Styles
from hoso.word._package import open_package
from tests.lint_samples import (
    CENTRE,
    RIGHT,
    RIGHT_ONES,
    TITLE,
    TITLE_LENGTH,
    Head,
    body,
    border_below,
    by_styles,
    by_table,
    drawn_line,
    letter,
    line,
    minutes,
    say,
    styled,
)
from tests.lint_seeds import FOOT, HEAD, SEEDS, Seed, cell, picture
from tests.word_samples import bytes_of, codes, find, removed, rezipped

OLD, NEW = profiles.layout(date(2025, 12, 5)), profiles.layout(date(2026, 6, 5))


def _lint(document: Document) -> tuple[Problem, ...]:
    return lint(bytes_of(document), NEW)


@pytest.mark.parametrize("name", RIGHT_ONES)
def test_a_document_right_in_every_point_has_no_problem_however_it_was_typed(name: str) -> None:
    data = RIGHT_ONES[name]()
    _, day = printed_day(data)
    assert day is not None

    assert lint(data, profiles.layout(day)) == ()


@pytest.mark.parametrize("layout", [OLD, NEW], ids=lambda layout: layout.code)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code}-{seed.words}")
def test_each_planted_fault_is_named_with_its_code_and_place_and_nothing_else_is(
    seed: Seed, layout: Layout
) -> None:
    found = lint(bytes_of(seed.build()), layout)

    named = [one for one in found if one.code == seed.code and seed.words in one.message]
    assert any(seed.where in one.where for one in named), found
    assert set(codes(found)) - seed.also == {seed.code}
    assert all(one.reference for one in found)


def test_every_rule_has_a_planted_fault() -> None:
    assert {seed.code for seed in SEEDS} == set(CODES)


def test_the_place_names_the_paragraph_and_like_ones_are_counted() -> None:
    document = by_table()
    for number in range(10, 13):
        find(document, f"{number} kỳ").paragraph_format.line_spacing = Pt(30)

    (problem,) = _lint(document)

    assert problem.where == "đoạn 12: «Chi bộ đã họp đủ 10 kỳ, có nghị quyết và…»"
    assert problem.message.endswith("(và 2 đoạn khác)")
    assert (problem.expected, problem.found) == ("Exactly 18–22 điểm", "Exactly 30 điểm")


def test_notes_for_comments_name_every_place() -> None:
    document = by_table()
    for number in range(10, 13):
        find(document, f"{number} kỳ").paragraph_format.line_spacing = Pt(30)
    document.sections[0].left_margin = Mm(25)

    found = notes(bytes_of(document), NEW)

    assert [number for number, _ in found] == [1, 12, 13, 14]
    assert found[0][1].startswith("T002: trang, phần 1: lề trái")
    assert "[HD 05-HD/VPTW, nội dung]" in found[1][1]


def test_a_blank_number_is_a_draft_and_a_blank_date_unchecked() -> None:
    found = _lint(by_table(Head(place="An Lĩnh, ngày … tháng … năm 2026", number="Số ...-BC/CB")))

    assert [(one.code, one.outcome, one.warning) for one in found] == [
        ("T015", Outcome.UNCHECKED, True)
    ]


def test_the_date_of_the_head_is_read_and_not_one_of_the_text() -> None:
    blank = by_table(Head(place="An Lĩnh, ngày     tháng     năm 2025"))
    say(find(blank, "11 kỳ"), "Ngày 03 tháng 02 năm 1930, Đảng ra đời.")

    assert printed_day(bytes_of(blank)) == (2025, None)
    assert printed_day(bytes_of(by_table())) == (2026, date(2026, 6, 5))
    assert printed_day(bytes_of(docx.Document())) == (None, None)


def test_what_a_form_of_the_party_lacks_is_not_blamed() -> None:
    document = by_table(Head(number="", kind="PHIẾU BIỂU QUYẾT", abstract=()))
    for words in ("-----", "I- TÌNH"):
        removed(find(document, words)._p)
    say(find(document, "II- KẾT"), "I. Ưu điểm, kết quả đạt được", bold=True)
    removed(document.tables[FOOT]._tbl)

    assert _lint(document) == ()


def test_other_minutes_have_signers_of_their_own() -> None:
    document = minutes()
    for words in ("NGƯỜI GHI BIÊN BẢN", "Lê Thị Hoa"):
        removed(find(document, words)._p)
    assert "T042" in codes(lint(bytes_of(document), OLD))

    say(find(document, "hội nghị kiểm điểm"), "kiểm phiếu xếp loại năm 2025", bold=True)

    assert lint(bytes_of(document), OLD) == ()


def test_a_signature_picture_is_no_seal_but_a_named_seal_is() -> None:
    document = by_table()
    picture(50, 15)(document)
    assert _lint(document) == ()

    named = next(document.element.iter(qn("wp:docPr")))
    named.set("descr", "Con dấu chi bộ")

    assert codes(_lint(document)) == ["T044"]


def test_a_small_office_paper_may_be_a5_under_the_older_layout_only() -> None:
    document = by_table(Head(number="", kind="GIẤY MỜI", abstract=("dự hội nghị",)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    data = bytes_of(document)

    assert lint(data, OLD) == ()
    assert codes(lint(data, NEW)) == ["T001", "T002"]


def test_authority_over_types_follows_the_day_on_which_it_was_limited() -> None:
    before = by_table(
        Head(kind="HƯỚNG DẪN", number="Số 05-HD/CB", place="An Lĩnh, ngày 08 tháng 01 năm 2026")
    )
    after = by_table(
        Head(kind="HƯỚNG DẪN", number="Số 05-HD/CB", place="An Lĩnh, ngày 09 tháng 01 năm 2026")
    )

    assert lint(bytes_of(before), OLD) == ()
    assert codes(lint(bytes_of(after), OLD)) == ["T045"]


@pytest.mark.parametrize(
    "words",
    [
        "V.I. Lênin nói: học, học nữa.",
        "Nghị quyết số 05-NQ/HU",
        "(Có danh sách kèm theo.)",
    ],
)
def test_sentences_that_look_like_marks_are_not_blamed(words: str) -> None:
    document = by_table()
    say(find(document, "11 kỳ"), words, italic=words.startswith("("))

    assert _lint(document) == ()


def _wps_page_number(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    header.alignment = None
    inside = (
        f"<w:p {nsdecls('w')}>"
        + "".join(str(docx.oxml.xmlchemy.serialize_for_reading(run._r)) for run in header.runs)
        + "</w:p>"
    )
    for run in header.runs:
        removed(run._r)
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    header._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
            '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
            f"{box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def _framed_page_number(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    header.alignment = None
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:xAlign"), "center")
    header._p.get_or_add_pPr().append(frame)


def _tabbed_page_number(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    header.alignment = None
    header.runs[0]._r.addprevious(parse_xml(f"<w:r {nsdecls('w')}><w:tab/></w:r>"))


def _conditional_page_number(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False
    code = next(document.sections[0].header.paragraphs[0]._p.iter(qn("w:instrText")))
    code.text = ' IF { PAGE } > 1 "{ PAGE }" "" '


def _second_section(document: Document) -> None:
    extra = document.add_section()
    extra.different_first_page_header_footer = False
    extra.left_margin, extra.right_margin = Twips(850), Twips(1701)


def _automatic_gaps(document: Document) -> None:
    spacing = next(find(document, "11 kỳ")._p.iter(qn("w:spacing")))
    spacing.set(qn("w:before"), "0")
    spacing.set(qn("w:beforeAutospacing"), "1")


def _indent_in_characters(document: Document) -> None:
    indent = next(find(document, "11 kỳ")._p.iter(qn("w:ind")))
    del indent.attrib[qn("w:firstLine")]
    indent.set(qn("w:firstLineChars"), "200")


def _indent_by_tab(document: Document) -> None:
    paragraph = find(document, "11 kỳ")
    paragraph.paragraph_format.first_line_indent = None
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(567))
    say(paragraph, "\tChi bộ đã họp đủ 11 kỳ.")


def _indent_by_default_tab(document: Document) -> None:
    paragraph = find(document, "11 kỳ")
    paragraph.paragraph_format.first_line_indent = None
    for stop in document.settings.element.findall(qn("w:defaultTabStop")):
        removed(stop)
    stop = OxmlElement("w:defaultTabStop")
    stop.set(qn("w:val"), "567")
    document.settings.element.append(stop)
    say(paragraph, "\tChi bộ đã họp đủ 11 kỳ.")


def _line_by_vml(document: Document) -> None:
    removed(cell(document, HEAD, 1, 1)._p)
    drawn_line(cell(document, HEAD, 1, 0))
    choice = next(
        document.element.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice")
    )
    content = choice.getparent()
    assert content is not None
    run = content.getparent()
    vector = next(content.iter("{urn:schemas-microsoft-com:vml}line")).getparent()
    assert run is not None
    assert vector is not None
    run.replace(content, vector)


def _line_by_shape(document: Document) -> None:
    _line_by_vml(document)
    vector = next(document.element.iter("{urn:schemas-microsoft-com:vml}line"))
    shape = vector.makeelement(
        "{urn:schemas-microsoft-com:vml}shape",
        {"type": "#_x0000_t32", "style": "position:absolute;width:206.6pt;height:0"},
    )
    parent = vector.getparent()
    assert parent is not None
    parent.replace(vector, shape)


def _line_by_underline(document: Document) -> None:
    removed(cell(document, HEAD, 1, 1)._p)
    cell(document, HEAD, 1, 0).runs[0].underline = True


def _line_by_cell_border(document: Document) -> None:
    removed(cell(document, HEAD, 1, 1)._p)
    place = document.tables[HEAD].rows[0].cells[1]._tc.get_or_add_tcPr()
    place.append(parse_xml(f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single"/></w:tcBorders>'))


def _line_in_open_column(document: Document) -> None:
    removed(next(document.tables[HEAD].rows[0].cells[1]._tc.iter(qn("w:tcW"))))


def _foreign_fonts(document: Document) -> None:
    fonts = next(find(document, "11 kỳ")._p.iter(qn("w:rFonts")))
    fonts.set(qn("w:eastAsia"), "SimSun")
    fonts.set(qn("w:cs"), "Lohit Devanagari")


def _ticks(document: Document) -> None:
    run = find(document, "11 kỳ").add_run("x")
    run.font.name, run.font.size = "Wingdings", Pt(14)


def _auto_colour(document: Document) -> None:
    find(document, "11 kỳ").runs[0].font.color.rgb = RGBColor(0, 0, 0)


def _two_line_names(document: Document) -> None:
    say(cell(document, HEAD, 0, 0), "ĐẢNG BỘ CHI CỤC HẢI QUAN")
    cell(document, HEAD, 0, 0)._p.addnext(line(document, "CAO NGUYÊN", align=CENTRE)._p)


def _unbreakable_number(document: Document) -> None:
    say(cell(document, HEAD, 0, 3), "Số 05\u2011BC/CB")


def _hard_hyphen(document: Document) -> None:
    number = say(cell(document, HEAD, 0, 3), "Số 05")
    number.runs[0]._r.append(OxmlElement("w:noBreakHyphen"))
    number.runs[0]._r.append(parse_xml(f"<w:t {nsdecls('w')}>BC/CB</w:t>"))


def _auto_numbered(document: Document) -> None:
    paragraph = find(document, "11 kỳ")
    paragraph.paragraph_format.first_line_indent = None
    part = document.part.numbering_part.element
    part.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="88"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="927" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        ),
    )
    part.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="88"/></w:num>')
    )
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>')
    )


@pytest.mark.parametrize(
    "change",
    [
        _wps_page_number, _framed_page_number, _tabbed_page_number, _conditional_page_number,
        _second_section, _automatic_gaps, _indent_in_characters, _indent_by_tab,
        _indent_by_default_tab, _line_by_vml, _line_by_shape, _line_by_underline,
        _line_by_cell_border, _line_in_open_column, _foreign_fonts, _ticks, _auto_colour,
        _two_line_names, _unbreakable_number, _hard_hyphen, _auto_numbered,
    ],
)  # fmt: skip
def test_other_ways_to_do_the_same_are_understood(change: Callable[[Document], None]) -> None:
    document = by_table()
    change(document)

    assert _lint(document) == ()


def test_a_font_for_letters_that_the_text_does_not_have_is_only_a_warning() -> None:
    document = by_table()
    next(find(document, "11 kỳ")._p.iter(qn("w:rFonts"))).set(qn("w:eastAsia"), "Arial")

    (problem,) = _lint(document)

    assert (problem.code, problem.warning) == ("T003", True)


def test_letters_of_another_script_are_measured_in_their_own_font() -> None:
    document = by_table()
    run = say(find(document, "11 kỳ"), "Chữ Hán 共產").runs[0]
    next(run._r.iter(qn("w:rFonts"))).set(qn("w:eastAsia"), "SimSun")
    assert _lint(document) == ()
    next(run._r.iter(qn("w:rFonts"))).set(qn("w:eastAsia"), "Verdana")

    assert codes(_lint(document)) == ["T003"]


def test_paragraphs_of_one_style_that_swallow_the_gap_are_found() -> None:
    document = by_styles()
    spacing = document.styles["Nội dung Đảng"].element.get_or_add_pPr()
    spacing.append(OxmlElement("w:contextualSpacing"))

    found = lint(bytes_of(document), NEW)

    assert "T023" in codes(found)


def test_a_title_in_the_middle_above_all_is_not_at_its_place() -> None:
    document = by_table()
    first = line(document, TITLE, 15, align=CENTRE, bold=True, underline=True)
    table = document.tables[HEAD]
    rows = [cell(document, HEAD, 0, row)._p for row in range(4)]
    date_line = cell(document, HEAD, 1, 2)._p
    table._tbl.addprevious(first._p)
    for one in (*rows, date_line):
        table._tbl.addprevious(one)
    removed(table._tbl)

    found = _lint(document)

    assert ("T010", "tiêu đề phải ở dòng đầu, bên phải") in [
        (one.code, one.message) for one in found
    ]


def _title_paragraph(document: Document, indent: int) -> None:
    """Take the title out of the table, to the right, with a line that far in from the left."""
    removed(cell(document, HEAD, 1, 1)._p)
    title = cell(document, HEAD, 1, 0)._p
    document.tables[HEAD]._tbl.addprevious(title)
    paragraph = document.paragraphs[0]
    paragraph.alignment = RIGHT
    empty = line(document, "")
    border_below(empty)
    empty.paragraph_format.left_indent, empty.paragraph_format.right_indent = (
        Twips(indent),
        Twips(0),
    )
    paragraph._p.addnext(empty._p)


def test_a_line_as_wide_as_the_page_is_too_long_for_the_title() -> None:
    right, wrong = by_table(), by_table()
    _title_paragraph(right, 9355 - TITLE_LENGTH)
    _title_paragraph(wrong, 0)

    assert "T026" not in codes(_lint(right))
    assert "đường kẻ dưới tiêu đề dài 165 mm" in " ".join(one.message for one in _lint(wrong))


def test_a_cell_with_margins_of_its_own_leaves_less_for_the_line() -> None:
    document = by_table()
    margins = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="1000" w:type="dxa"/></w:tblCellMar>'
    document.tables[HEAD]._tbl.tblPr.append(parse_xml(margins))

    assert codes(_lint(document)) == ["T026"]


def test_a_size_that_is_no_number_counts_as_words_own() -> None:
    document = docx.Document()
    run = document.add_paragraph("lạ").runs[0]
    run._r.get_or_add_rPr().append(parse_xml(f'<w:sz {nsdecls("w")} w:val="to"/>'))

    assert _look(document, "lạ")[0] == 10


def test_an_impossible_date_says_nothing_of_its_year() -> None:
    document = by_table(Head(place="An Lĩnh, ngày 31 tháng 02 năm 2030"))

    assert printed_day(bytes_of(document)) == (None, None)


def test_a_foot_of_paragraphs_one_below_the_other_is_understood() -> None:
    document = by_table()
    removed(document.tables[FOOT]._tbl)
    for words, look in (("T/M CHI BỘ", True), ("BÍ THƯ", False), ("Nguyễn Văn Đức", True)):
        line(document, words, bold=look).paragraph_format.left_indent = Twips(5000)
    line(document, "Nơi nhận:", underline=True)
    for words in ("- Đảng ủy xã;", "- Lưu Chi bộ."):
        line(document, words, 12)

    assert _lint(document) == ()
    say(find(document, "- Lưu"), "- Lưu: VT.", 12)
    assert codes(_lint(document)) == ["T035"]


def test_a_document_of_one_page_needs_no_page_number() -> None:
    assert lint(bytes_of(letter()), NEW) == ()


def test_a_long_document_needs_a_page_number_though_nothing_says_where_pages_end() -> None:
    document = letter()
    document.sections[0].header.is_linked_to_previous = True
    table = document.tables[FOOT]._tbl
    for _ in range(30):
        table.addprevious(body(document, "Chi bộ đã họp và phân công nhiệm vụ cụ thể. " * 3)._p)

    assert codes(_lint(document)) == ["T006"]


def test_a_page_that_is_no_official_document_is_measured_without_a_crash() -> None:
    document = docx.Document()
    document.add_paragraph("Ghi chép riêng")

    assert {"T001", "T002", "T010", "T013", "T015"} <= set(codes(_lint(document)))


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
    assert "T001" in codes(lint(data, NEW))


def test_capitals_shown_by_the_font_count_as_capitals() -> None:
    document = by_table()
    say(cell(document, HEAD, 0, 0), "Đảng bộ xã An Lĩnh").runs[0].font.all_caps = True

    assert _lint(document) == ()
    assert "{14 hoa}Đảng bộ xã An Lĩnh" in project(bytes_of(document))


def test_a_table_style_gives_way_to_the_style_of_the_paragraph() -> None:
    document = docx.Document()
    style = document.styles.add_style("Bảng", WD_STYLE_TYPE.TABLE)
    style.font.size, style.font.bold = Pt(11), True
    loud = document.styles.add_style("To", WD_STYLE_TYPE.PARAGRAPH)
    loud.font.size = Pt(17)
    inside = document.add_table(1, 2, style).rows[0].cells
    inside[0].text = "trong bảng"
    styled(inside[1], "To", "chữ to")

    assert _look(document, "trong bảng")[:2] == (11, True)
    assert _look(document, "chữ to")[:2] == (17, True)


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
    document = by_table()
    find(document, "11 kỳ").add_run(" hết\tdòng\nmới").bold = True

    shown = project(bytes_of(document))

    assert shown == project(bytes_of(document))
    lines = shown.splitlines()
    assert lines[0] == "== trang 11906×16838, lề trên dưới trái phải 1134 1134 1701 850"
    assert lines[1:3] == ["== đầu trang", "header · giua · {14}{PAGE   \\\\* MERGEFORMAT}2"]
    assert "[1.1.2] Normal · giua · {15 đậm}ĐẢNG CỘNG SẢN VIỆT NAM" in lines
    assert "[1.1.2] Normal · giua · {14 nghiêng}An Lĩnh, ngày 05 tháng 6 năm 2026" in lines
    assert "[2.1.1] Normal · trai · {14 gạch-chân}Nơi nhận:" in lines
    assert (
        "Normal · deu · {14}Chi bộ đã họp đủ 11 kỳ, có nghị quyết và phân công cụ thể."
        "{11 đậm} hết\\tdòng\\nmới" in lines
    )


@pytest.mark.parametrize("name", RIGHT_ONES)
def test_torn_documents_are_measured_or_refused_and_never_crash(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - to tear a file, not a secret
    data = RIGHT_ONES[name]()

    def tear(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts["word/document.xml"])
        inside = [one for one in root.iter() if one.getparent() not in (None, root)]
        for one in chance.sample(inside, 25):
            if one.getparent() is not None:
                removed(one)
        for one in chance.sample(inside, 25):
            for key in one.attrib:
                one.set(key, chance.choice(["", "x", "-3", "0", "99999999999", "1.5"]))
        parts["word/document.xml"] = etree.tostring(root)

    for _ in range(4):
        torn = rezipped(data, tear)
        with contextlib.suppress(UnreadableFileError):
            comment(torn, notes(torn, NEW))
