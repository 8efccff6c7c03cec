"""Invented documents, right in every point, typed the many ways in which secretaries type them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.word_samples import bytes_of, removed, rezipped

CENTRE, RIGHT, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
FONT = "Times New Roman"
TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
TITLE_LENGTH = 4133  # twips, at 15 points
Place = Any  # a document, a cell: whatever python-docx lets one add paragraphs to
SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True)
class Head:
    """What the head of a document says."""

    superior: str = "ĐẢNG BỘ XÃ AN LĨNH"
    body: str = "CHI BỘ THÔN SUỐI ĐÁ"
    number: str = "Số 05-BC/CB"
    place: str = "An Lĩnh, ngày 05 tháng 6 năm 2026"
    kind: str = "BÁO CÁO"
    abstract: tuple[str, ...] = ("kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm 2025",)


def say(
    paragraph: Paragraph,
    text: str,
    size: float = 14,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> Paragraph:
    """Type a text with direct formatting, in place of what stood there."""
    for old in paragraph.runs:
        removed(old._r)
    return more(paragraph, text, size, bold=bold, italic=italic, underline=underline)


def more(
    paragraph: Paragraph,
    text: str,
    size: float = 14,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> Paragraph:
    """Type on in a paragraph, with direct formatting and the font chosen in the box of Word."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic
    run.underline = underline or None
    return paragraph


def line(
    place: Place, text: str, size: float = 14, *, align: Any = None, **look: bool
) -> Paragraph:
    """Type a line of the head or foot."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else None
    free = first is not None and not first.runs and len(place.paragraphs) == 1
    paragraph = first if free and first is not None else place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align
    return say(paragraph, text, size, **look)


def body(place: Place, text: str, *, bold: bool = False) -> Paragraph:
    """Type a paragraph of the text, with direct formatting."""
    paragraph: Paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = JUSTIFY, Twips(567)
    shape.space_before, shape.space_after = Pt(6), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
    return say(paragraph, text, bold=bold)


def page(document: Document) -> None:
    """Set A4, the prescribed margins and a page number from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.top_margin = section.bottom_margin = Twips(1134)
    section.left_margin, section.right_margin = Twips(1701), Twips(850)
    section.header_distance = Twips(567)
    section.different_first_page_header_footer = True


def page_number(document: Document) -> None:
    """Put a PAGE field, as Word makes it, in the middle of the header."""
    number = document.sections[0].header.paragraphs[0]
    number.alignment = CENTRE
    for kind, text in (
        ("begin", ""),
        ("", " PAGE   \\* MERGEFORMAT "),
        ("separate", ""),
        ("", "2"),
        ("end", ""),
    ):
        run = number.add_run(text if text == "2" else "")
        run.font.name, run.font.size = FONT, Pt(14)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text != "2":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)


def simple_page_number(document: Document) -> None:
    """Put a PAGE field as one element, as other programs write it."""
    number = document.sections[0].header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    number._p.append(field)
    more(number, "2")
    field.append(number.runs[-1]._r)


def started(*, fonts: Sequence[str] = ()) -> Document:
    """Open a new document as Word does, with its Normal style; `fonts` are set there."""
    document = docx.Document()
    page(document)
    for slot in fonts:
        element = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        for old in (f"{slot}Theme", "cstheme" if slot == "cs" else ""):
            if old and element.get(qn(f"w:{old}")) is not None:
                del element.attrib[qn(f"w:{old}")]
        element.set(qn(f"w:{slot}"), FONT)
    return document


def two_cells(document: Document) -> tuple[_Cell, _Cell]:
    """Return the cells of a table without lines, as wide as the two halves of the page."""
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    left.width, right.width = Twips(4300), Twips(5055)
    return left, right


def border_below(paragraph: Paragraph, width: int = 5055 - 216) -> None:
    """Draw the line under the title as the border of an empty paragraph, as long as the title."""
    edge = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(edge))
    side = Twips((width - TITLE_LENGTH) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side


def drawn_line(paragraph: Paragraph, length: int = TITLE_LENGTH) -> None:
    """Draw a line with Word's shapes, anchored in a paragraph, with its twin for old programs."""
    emu = length * 635
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    xml = f"""<w:r {nsdecls("w")} {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>200000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>250000</wp:posOffset></wp:positionV>
<wp:extent cx="{emu}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="9" name="Đường kẻ"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="{length / 20}pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    paragraph._p.append(parse_xml(xml))


def text_box(anchor: Paragraph, build: Callable[[Place], object], offset: int) -> None:
    """Put a text box into a paragraph, with its twin for old programs, and fill it."""
    holder = docx.Document()
    cell = holder.add_table(1, 1).rows[0].cells[0]
    build(cell)
    inside = "".join(docx.oxml.xmlchemy.serialize_for_reading(one._p) for one in cell.paragraphs)
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    xml = f"""<w:r {nsdecls("w")} {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:posOffset>{offset}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2900000" cy="1500000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/><wp:docPr id="{offset + 11}" name="Khung chữ"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2900000" cy="1500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>
<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:228pt;height:118pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    anchor._p.append(parse_xml(xml))


def left_head(place: Place, head: Head) -> None:
    """Type the left column of a head."""
    line(place, head.superior, align=CENTRE)
    line(place, head.body, align=CENTRE, bold=True)
    line(place, "*", align=CENTRE)
    if head.number:
        line(place, head.number, align=CENTRE)


def right_head(place: Place, head: Head) -> None:
    """Type the right column of a head, with the line as a border."""
    line(place, TITLE, 15, align=CENTRE, bold=True)
    border_below(line(place, ""))
    line(place, head.place, align=CENTRE, italic=True)


def title(place: Place, head: Head) -> None:
    """Type type, abstract and hyphens."""
    line(place, head.kind, 16, align=CENTRE, bold=True)
    for words in head.abstract:
        line(place, words, align=CENTRE, bold=True)
    line(place, "-----", align=CENTRE)


def foot(
    document: Document,
    recipients: Sequence[str] = ("- Đảng ủy xã;", "- Các đồng chí chi ủy viên;", "- Lưu Chi bộ."),
    signer: Sequence[str] = ("T/M CHI BỘ", "BÍ THƯ", "Nguyễn Văn Đức"),
) -> None:
    """Type recipients and signature side by side in a table."""
    left, right = two_cells(document)
    line(left, "Nơi nhận:", underline=True)
    for words in recipients:
        line(left, words, 12)
    authority, *posts, name = signer
    line(right, authority, align=CENTRE, bold=True)
    for words in posts:
        line(right, words, align=CENTRE)
    for _ in range(4):
        line(right, "", align=CENTRE)
    line(right, name, align=CENTRE, bold=True)


def sections(document: Document) -> None:
    """Type a text with headings by Party habit."""
    body(document, "I- TÌNH HÌNH CHUNG", bold=True)
    for number in range(3):
        body(document, f"Chi bộ đã họp đủ {number + 10} kỳ, có nghị quyết và phân công cụ thể.")
    body(document, "II- KẾT QUẢ ĐẠT ĐƯỢC", bold=True)
    body(document, "1. Về lãnh đạo, chỉ đạo", bold=True)
    body(document, "- Ban hành 03 nghị quyết chuyên đề, trích Nghị quyết số 05-NQ/HU.")
    body(document, "a) Việc học tập nghị quyết: 100% đảng viên tham gia đầy đủ.")


def by_table(head: Head = Head()) -> Document:  # a frozen value
    """Return a report with head and foot in tables, formatted on the spot."""
    document = started()
    page_number(document)
    left, right = two_cells(document)
    left_head(left, head)
    right_head(right, head)
    title(document, head)
    sections(document)
    foot(document)
    return document


def by_tabs() -> Document:
    """Return a plan whose head and foot are set with tabs and soft breaks, its line drawn."""
    document = started(fonts=SLOTS)
    simple_page_number(document)
    first = document.add_paragraph()
    more(more(first, "ĐẢNG BỘ TỈNH BÌNH CHÂU\t"), TITLE, 15, bold=True)
    drawn_line(first)
    second = more(document.add_paragraph(), "ĐẢNG ỦY XÃ AN LĨNH", bold=True)
    more(second, "\t")
    third = document.add_paragraph()
    more(more(third, "          *\t"), "An Lĩnh, ngày 12 tháng 11 năm 2025", italic=True)
    more(document.add_paragraph(), "Số 15-KH/ĐU")
    both = line(document, "KẾ HOẠCH\n", 16, align=CENTRE, bold=True)
    more(
        both,
        "kiểm điểm, đánh giá, xếp loại chất lượng\nđối với tập thể, cá nhân năm 2025\n",
        bold=True,
    )
    more(both, "-----")
    sections(document)
    start = more(document.add_paragraph(), "Nơi nhận:", underline=True)
    more(more(start, "\t"), "T/M ĐẢNG ỦY", bold=True)
    more(more(document.add_paragraph(), "- Tỉnh ủy (để báo cáo),\t", 12), "PHÓ BÍ THƯ")
    more(document.add_paragraph(), "- Các chi bộ trực thuộc,", 12)
    more(document.add_paragraph(), "- Lưu Đảng ủy.", 12)
    document.add_paragraph()
    more(more(document.add_paragraph(), "\t\t\t\t\t\t"), "Lê Thị Ánh Tuyết", bold=True)
    return document


def by_text_boxes() -> Document:
    """Return a notice whose head stands in two text boxes, with twins for old programs."""
    document = started(fonts=("ascii", "hAnsi"))
    page_number(document)
    head = Head(number="Số …-TB/CB", place="An Lĩnh, ngày 20 tháng 12 năm 2025", kind="THÔNG BÁO")
    anchor = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    text_box(anchor, lambda place: left_head(place, head), 0)
    text_box(anchor, lambda place: _right_underlined(place, head), 3_000_000)
    title(document, head)
    sections(document)
    foot(document, ("- Đảng ủy xã,", "- Các đồng chí đảng viên,", "- Lưu Chi bộ."))
    return document


def _right_underlined(place: Place, head: Head) -> None:
    line(place, TITLE, 15, align=CENTRE, bold=True)
    line(place, "___________________", align=CENTRE)
    line(place, head.place, align=CENTRE, italic=True)


def by_styles() -> Document:
    """Return a tờ trình formatted by styles only, on a theme of Times New Roman, with a dash list."""
    document = started()
    page_number(document)
    _styles(document)
    left, right = two_cells(document)
    for place, style, words in (
        (left, "Giữa", "Đảng bộ xã An Lĩnh"),
        (left, "Giữa đậm", "Chi bộ Trường Tiểu học Suối Đá"),
    ):
        styled(place, style, words).runs[0].font.all_caps = True
    styled(left, "Giữa", "*")
    styled(left, "Giữa", "Số 03-TTr/CB")
    styled(right, "Tiêu đề Đảng", TITLE)
    border_below(styled(right, "Giữa", ""))
    styled(right, "Ngày tháng", "An Lĩnh, ngày 27 tháng 5 năm 2026")
    styled(document, "Tên loại", "TỜ TRÌNH")
    styled(document, "Giữa đậm", "đề nghị công nhận kết quả xếp loại năm 2025")
    styled(document, "Giữa", "-----")
    styled(document, "Giữa", "Kính trình: Ban Thường vụ Đảng ủy xã An Lĩnh")
    for number in range(4):
        styled(document, "Nội dung Đảng", f"Chi bộ đề nghị công nhận kết quả thứ {number + 1}.")
    left, right = two_cells(document)
    styled(left, "Nơi nhận Đảng", "Nơi nhận:")
    for words in ("Như trên;", "Các đồng chí chi ủy viên;", "Lưu Chi bộ."):
        dashed(styled(left, "Nơi nhận dòng", words))
    styled(right, "Giữa đậm", "T/M CHI BỘ")
    styled(right, "Giữa", "PHÓ BÍ THƯ")
    styled(right, "Giữa đậm", "Trần Quốc Bảo")
    return document


def styled(place: Place, style: str, words: str) -> Paragraph:
    """Type a paragraph in a style, without any formatting of its own."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else None
    free = first is not None and not first.text and len(place.paragraphs) == 1
    paragraph: Paragraph = first if free and first is not None else place.add_paragraph()
    story: Any = paragraph.part
    document = story.document
    paragraph.style = document.styles[style]
    paragraph.add_run(words)
    return paragraph


def dashed(paragraph: Paragraph) -> None:
    """Make a paragraph an item of a list whose mark is a hyphen, as Word does while one types."""
    story: Any = paragraph.part
    part = story.numbering_part.element
    if part.find(f"{qn('w:num')}[@{qn('w:numId')}='77']") is None:
        kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        part.insert(0, parse_xml(kind))
        part.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbered))


def _styles(document: Document) -> None:
    def new(name: str, base: str = "Normal", size: float | None = None) -> Any:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        if size:
            style.font.size = Pt(size)
        return style

    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    new("Giữa").paragraph_format.alignment = CENTRE
    new("Giữa đậm", "Giữa").font.bold = True
    new("Tiêu đề Đảng", "Giữa đậm", 15)
    new("Tên loại", "Giữa đậm", 16)
    new("Ngày tháng", "Giữa").font.italic = True
    new("Nơi nhận Đảng").font.underline = True
    new("Nơi nhận dòng", size=12)
    shape = new("Nội dung Đảng").paragraph_format
    shape.alignment, shape.first_line_indent = JUSTIFY, Twips(567)
    shape.space_after, shape.line_spacing_rule = Pt(6), WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(20)


def theme_of_times(data: bytes) -> bytes:
    """Return a document whose theme says Times New Roman for headings and text."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(one for one in parts if "theme/theme" in one)
        words = parts[name].decode()
        for old in ("Calibri", "Cambria"):
            words = words.replace(f'<a:latin typeface="{old}"', f'<a:latin typeface="{FONT}"')
        parts[name] = words.encode()

    return rezipped(data, change)


def letter() -> Document:
    """Return a công văn on one page, without page number, formatted on the spot."""
    document = started()
    left, right = two_cells(document)
    head = Head(number="Số 21-CV/CB", place="An Lĩnh, ngày 10 tháng 7 năm 2026")
    left_head(left, head)
    line(left, "về việc nộp bản tự kiểm điểm", 12, align=CENTRE, italic=True)
    line(left, "của đảng viên năm 2026", 12, align=CENTRE, italic=True)
    right_head(right, head)
    line(document, "Kính gửi: Đảng ủy xã An Lĩnh", align=CENTRE)
    body(
        document,
        "Thực hiện Kế hoạch số 15-KH/ĐU, ngày 12/11/2025 của Đảng ủy xã, Chi bộ báo cáo như sau.",
    )
    body(document, "Đến nay 15/15 đảng viên đã nộp bản tự kiểm điểm đúng thời hạn.")
    foot(document, ("- Như trên;", "- Lưu Chi bộ."))
    return document


def minutes() -> Document:
    """Return minutes without number, for printing on both sides, its head broken by soft breaks."""
    document = started(fonts=SLOTS)
    page_number(document)
    document.settings.element.insert(0, OxmlElement("w:mirrorMargins"))
    left, right = two_cells(document)
    line(left, "ĐẢNG BỘ XÃ AN LĨNH\n", align=CENTRE)
    more(left.paragraphs[0], "CHI BỘ THÔN SUỐI ĐÁ\n", bold=True)
    more(left.paragraphs[0], "*")
    right_head(right, Head(place="An Lĩnh, ngày 02 tháng 12 năm 2025"))
    title(
        document, Head(kind="BIÊN BẢN", abstract=("hội nghị kiểm điểm", "tập thể chi ủy năm 2025"))
    )
    body(
        document, "Hôm nay, ngày 02 tháng 12 năm 2025, tại nhà văn hóa thôn, chi bộ họp kiểm điểm."
    )
    body(document, "Đồng chí bí thư chủ trì hội nghị; đồng chí Hoa là người ghi biên bản.")
    sections(document)
    signers = more(document.add_paragraph(), "NGƯỜI GHI BIÊN BẢN", bold=True)
    more(signers, "\tCHỦ TRÌ HỘI NGHỊ", bold=True)
    document.add_paragraph()
    more(document.add_paragraph(), "Lê Thị Hoa\tNguyễn Văn Đức", bold=True)
    return document


def decision() -> Document:
    """Return a decision of the standing committee with articles and a wide appendix."""
    document = started()
    page_number(document)
    left, right = two_cells(document)
    head = Head(
        superior="ĐẢNG BỘ TỈNH BÌNH CHÂU",
        body="ĐẢNG ỦY XÃ AN LĨNH",
        number="Số 112-QĐ/ĐU",
        place="An Lĩnh, ngày 15 tháng 01 năm 2026",
        kind="QUYẾT ĐỊNH",
        abstract=("về việc công nhận kết quả xếp loại chất lượng năm 2025",),
    )
    left_head(left, head)
    right_head(right, head)
    title(document, head)
    body(document, "- Căn cứ Điều lệ Đảng;")
    body(document, "- Xét đề nghị của Tổ Thẩm định,")
    order = line(document, "BAN THƯỜNG VỤ QUYẾT ĐỊNH:", align=CENTRE, bold=True)
    order.paragraph_format.space_before = Pt(6)
    order.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    order.paragraph_format.line_spacing = Pt(18)
    for number in (1, 2):
        article = body(document, f"Điều {number}. ", bold=True)
        more(article, "Công nhận kết quả xếp loại chất lượng của các chi bộ.")
    foot(
        document,
        ("- Như Điều 2,", "- Lưu Đảng ủy."),
        ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Trần Quốc Bảo"),
    )
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Twips(16838), Twips(11906)
    line(document, "PHỤ LỤC", 14, align=CENTRE, bold=True)
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("TT", "V/v", "Ghi chú"), strict=True):
        line(cell, words, 11, bold=True)
    return document


def of_a_district() -> Document:
    """Return a resolution of a district committee, lawful before the districts ended."""
    document = started(fonts=SLOTS)
    page_number(document)
    left, right = two_cells(document)
    head = Head(
        superior="ĐẢNG BỘ TỈNH BÌNH CHÂU",
        body="HUYỆN UỶ SƠN TRẠCH",
        number="Số 07-NQ/HU",
        place="Sơn Trạch, ngày 08 tháng 9 năm 2021",
        kind="NGHỊ QUYẾT",
        abstract=("về nâng cao chất lượng sinh hoạt chi bộ",),
    )
    left_head(left, head)
    right_head(right, head)
    title(document, head)
    sections(document)
    foot(
        document,
        (
            "- Thường trực Tỉnh ủy,",
            "- Các đảng ủy, chi ủy trực thuộc,",
            "- Lưu Văn phòng Huyện ủy.",
        ),
        ("T/M HUYỆN UỶ", "BÍ THƯ", "Hồ Thị Thu Nguyệt"),
    )
    return document


RIGHT_ONES: dict[str, Callable[[], bytes]] = {
    "table": lambda: bytes_of(by_table()),
    "tabs": lambda: bytes_of(by_tabs()),
    "text_boxes": lambda: bytes_of(by_text_boxes()),
    "styles": lambda: theme_of_times(bytes_of(by_styles())),
    "letter": lambda: bytes_of(letter()),
    "minutes": lambda: bytes_of(minutes()),
    "decision": lambda: bytes_of(decision()),
    "district": lambda: bytes_of(of_a_district()),
}


def written(folder: Path) -> list[Path]:
    """Write every document that is right into a folder."""
    paths = []
    for name, build in RIGHT_ONES.items():
        path = folder / f"{name}.docx"
        path.write_bytes(build())
        paths.append(path)
    return paths
