"""One planted fault (at least) for every rule: how it is made, and what must be said of it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph

from tests.lint_samples import (
    LEFT,
    RIGHT,
    Head,
    body,
    by_table,
    decision,
    letter,
    line,
    minutes,
    of_a_district,
    say,
)
from tests.word_samples import find, removed

HEAD, FOOT = 0, -1  # which table


@dataclass(frozen=True)
class Seed:
    """A fault: the code that names it, the words of place and message, the document with it."""

    code: str
    where: str
    words: str
    build: Callable[[], Document]
    also: frozenset[str] = frozenset()  # what cannot but be wrong with it too


def cell(document: Document, table: int, column: int, row: int) -> Paragraph:
    """Return one line of head or foot."""
    found: Paragraph = document.tables[table].rows[0].cells[column].paragraphs[row]
    return found


def _with(
    change: Callable[[Document], object], base: Callable[[], Document] = by_table
) -> Callable[[], Document]:
    def build() -> Document:
        document = base()
        change(document)
        return document

    return build


def _retyped(
    table: int,
    place: tuple[int, int],
    text: str,
    size: float = 14,
    base: Callable[[], Document] = by_table,
    **look: bool,
) -> Callable[[], Document]:
    return _with(lambda d: say(cell(d, table, *place), text, size, **look), base)


def _section(**changes: object) -> Callable[[], Document]:
    def change(document: Document) -> None:
        for name, value in changes.items():
            setattr(document.sections[0], name, value)

    return _with(change)


def _text(change: Callable[[Paragraph], object]) -> Callable[[], Document]:
    return _with(lambda document: change(find(document, "11 kỳ")))


def _shape(**changes: object) -> Callable[[], Document]:
    def change(paragraph: Paragraph) -> None:
        for name, value in changes.items():
            setattr(paragraph.paragraph_format, name, value)

    return _text(change)


def _fonts(**fonts: str) -> Callable[[], Document]:
    def change(paragraph: Paragraph) -> None:
        element = paragraph.runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
        for slot, font in fonts.items():
            element.set(qn(f"w:{slot}"), font)
            if slot.endswith("Theme"):
                element.attrib.pop(qn(f"w:{slot.removesuffix('Theme')}"), "")

    return _text(change)


def _headed(**changes: Any) -> Callable[[], Document]:
    return lambda: by_table(replace(Head(), **changes))


def _without(
    table: int, column: int, row: int, base: Callable[[], Document] = by_table
) -> Callable[[], Document]:
    return _with(lambda d: removed(cell(d, table, column, row)._p), base)


def _gone(text: str, base: Callable[[], Document] = by_table) -> Callable[[], Document]:
    return _with(lambda d: removed(find(d, text)._p), base)


def _number_line(change: Callable[[Any], object]) -> Callable[[], Document]:
    return _with(lambda d: change(d.sections[0].header.paragraphs[0]))


def _size_of_number(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(12)


def _slant_of_number(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.italic = True


def _no_abstract(document: Document) -> None:
    for _ in range(2):
        removed(cell(document, HEAD, 0, 4)._p)


def _no_list(document: Document) -> None:
    for _ in range(3):
        removed(cell(document, FOOT, 0, 1)._p)


def _number_at_foot(document: Document) -> None:
    header, footer = document.sections[0].header, document.sections[0].footer
    for run in header.paragraphs[0].runs:
        footer.paragraphs[0]._p.append(run._r)


def _no_number(document: Document) -> None:
    document.sections[0].header.is_linked_to_previous = True
    find(document, "12 kỳ").paragraph_format.page_break_before = False
    find(document, "12 kỳ").add_run().add_break(docx_page_break())


def docx_page_break() -> Any:
    """Return the break that starts a new page."""
    from docx.enum.text import WD_BREAK

    return WD_BREAK.PAGE


def _setting(*names: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for name in names:
            document.settings.element.insert(0, OxmlElement(f"w:{name}"))

    return change


def _even_pages(document: Document) -> None:
    _setting("evenAndOddHeaders", "mirrorMargins")(document)


def _gutter(document: Document) -> None:
    document.sections[0].gutter = Mm(5)


def _title_first(document: Document) -> None:
    left, right = document.tables[HEAD].rows[0].cells
    for paragraph in list(right.paragraphs):
        left._tc.append(paragraph._p)
    say(right.paragraphs[0] if right.paragraphs else right.add_paragraph(), "")
    for paragraph in list(left.paragraphs)[:4]:
        right._tc.append(paragraph._p)


def _rule_of(length: int) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        shape = cell(document, HEAD, 1, 1).paragraph_format
        shape.left_indent = shape.right_indent = Twips((5055 - 216 - length) // 2)

    return change


def _no_rule(document: Document) -> None:
    removed(cell(document, HEAD, 1, 1)._p)


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a small red picture."""
    rows = b"".join(b"\x00" + b"\xd0\x10\x10" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(wide: float, high: float) -> Callable[[Document], None]:
    """Return a change that puts a picture of that many millimetres above the signature."""

    def change(document: Document) -> None:
        run = cell(document, FOOT, 1, 2).add_run()
        run.add_picture(io.BytesIO(png()), Mm(wide), Mm(high))

    return change


def _linked_picture(document: Document) -> None:
    part = document.part
    part.relate_to(
        "http://example.vn/anh.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )


def _minutes_without(signer: str) -> Callable[[], Document]:
    def change(document: Document) -> None:
        words = find(document, "NGƯỜI GHI BIÊN BẢN")
        kept = "NGƯỜI GHI BIÊN BẢN" if signer != "NGƯỜI GHI BIÊN BẢN" else "CHỦ TRÌ HỘI NGHỊ"
        say(words, kept, bold=True)

    return _with(change, minutes)


def _numbered_wrongly(document: Document) -> None:
    removed(cell(document, HEAD, 0, 3)._p)


def _with_salute(words: str) -> Callable[[], Document]:
    def change(document: Document) -> None:
        first = body(document, words)
        find(document, "-----")._p.addnext(first._p)

    return _with(change)


def _of_kind(kind: str, symbol: str) -> Callable[[], Document]:
    return _headed(kind=kind, number=f"Số 05-{symbol}/CB")


def _committee(kind: str, symbol: str, authority: str) -> Callable[[], Document]:
    def change(document: Document) -> None:
        say(cell(document, HEAD, 0, 3), f"Số 112-{symbol}/ĐU")
        say(find(document, "QUYẾT ĐỊNH"), kind, 16, bold=True)
        say(cell(document, 1, 1, 0), authority, bold=True)

    return _with(change, decision)


def _office(document: Document) -> None:
    say(cell(document, HEAD, 0, 1), "VĂN PHÒNG ĐẢNG ỦY", bold=True)
    say(cell(document, HEAD, 0, 3), "Số 05-BC/VPĐU")
    say(cell(document, FOOT, 1, 0), "T/M VĂN PHÒNG", bold=True)


N, W = "Số 05-BC/CB", "phải như «Số 05-BC/CB»"
TEXT = "đoạn 13: «Chi bộ đã họp đủ 11 kỳ"
SEEDS = (
    Seed("T001", "trang, phần 1", "phải là A4", _section(page_width=Twips(12240))),
    Seed("T002", "trang, phần 1", "lề trái 25 mm, phải là 30 mm", _section(left_margin=Mm(25))),
    Seed("T002", "trang, phần 1", "lề trên 25 mm, phải là 20 mm", _section(top_margin=Mm(25))),
    Seed("T002", "trang, phần 1", "lề trái 35 mm", _with(_gutter)),
    Seed("T003", TEXT, "Arial, phải là Times New Roman", _fonts(ascii="Arial", hAnsi="Arial")),
    Seed("T003", TEXT, "Arial", _fonts(hAnsi="Arial")),
    Seed("T003", TEXT, "Arial", _fonts(eastAsia="Arial")),
    Seed("T003", TEXT, "Arial", _fonts(cs="Arial")),
    Seed("T003", TEXT, "Cambria", _fonts(asciiTheme="minorHAnsi")),
    Seed(
        "T004",
        TEXT,
        "đen",
        _text(lambda p: setattr(p.runs[0].font.color, "rgb", RGBColor(200, 0, 0))),
    ),
    Seed("T005", "đầu trang", "13 mm, phải là 10 mm", _section(header_distance=Twips(720))),
    Seed("T006", "đầu trang", "không có số trang", _with(_no_number)),
    Seed(
        "T006",
        "đầu trang",
        "căn giữa, cỡ chữ 14",
        _number_line(lambda p: setattr(p, "alignment", RIGHT)),
    ),
    Seed(
        "T006",
        "đầu trang",
        "cỡ chữ 14",
        _number_line(_size_of_number),
    ),
    Seed(
        "T006",
        "đầu trang",
        "kiểu đứng",
        _number_line(_slant_of_number),
    ),
    Seed("T006", "chân trang", "số trang ở chân trang", _with(_number_at_foot)),
    Seed("T006", "đầu trang", "trang chẵn không có số trang", _with(_even_pages)),
    Seed("T007", "đầu trang", "trang đầu", _section(different_first_page_header_footer=False)),
    Seed(
        "T008", "trang", "Mirror margins", _with(_setting("evenAndOddHeaders")), frozenset({"T006"})
    ),
    Seed(
        "T010",
        "«ĐẢNG CỘNG SẢN VIỆT NAM»",
        "cỡ chữ 14, phải là 15",
        _retyped(HEAD, (1, 0), "ĐẢNG CỘNG SẢN VIỆT NAM", 14, bold=True),
        frozenset({"T026"}),
    ),
    Seed(
        "T010",
        "«ĐẢNG CỘNG SẢN VIỆT NAM»",
        "chữ phải đậm",
        _retyped(HEAD, (1, 0), "ĐẢNG CỘNG SẢN VIỆT NAM", 15),
    ),
    Seed(
        "T010",
        "«Đảng Cộng sản Việt Nam»",
        "viết hoa",
        _retyped(HEAD, (1, 0), "Đảng Cộng sản Việt Nam", 15, bold=True),
    ),
    Seed("T010", "phần đầu văn bản", "không thấy tiêu đề", _without(HEAD, 1, 0)),
    Seed(
        "T010",
        "«ĐẢNG CỘNG SẢN VIỆT NAM»",
        "dòng đầu, bên phải",
        _with(_title_first),
        frozenset({"T026"}),
    ),
    Seed("T011", "«Đảng bộ xã An Lĩnh»", "viết hoa", _headed(superior="Đảng bộ xã An Lĩnh")),
    Seed(
        "T011",
        "«ĐẢNG BỘ XÃ AN LĨNH»",
        "không đậm",
        _retyped(HEAD, (0, 0), "ĐẢNG BỘ XÃ AN LĨNH", bold=True),
    ),
    Seed("T011", "phần đầu văn bản", "không thấy tên cơ quan cấp trên", _without(HEAD, 0, 0)),
    Seed(
        "T012",
        "«CHI BỘ THÔN SUỐI ĐÁ»",
        "chữ phải đậm",
        _retyped(HEAD, (0, 1), "CHI BỘ THÔN SUỐI ĐÁ"),
    ),
    Seed(
        "T012",
        "«CHI BỘ THÔN SUỐI ĐÁ»",
        "cỡ chữ 13, phải là 14",
        _retyped(HEAD, (0, 1), "CHI BỘ THÔN SUỐI ĐÁ", 13, bold=True),
    ),
    Seed(
        "T013", "«*»", "căn giữa", _with(lambda d: setattr(cell(d, HEAD, 0, 2), "alignment", RIGHT))
    ),
    Seed("T013", "«***»", "một dấu «*»", _retyped(HEAD, (0, 2), "***")),
    Seed("T013", "phần đầu văn bản", "không thấy dấu sao", _without(HEAD, 0, 2)),
    Seed("T014", "«Số: 05-BC/CB»", W, _headed(number="Số: 05-BC/CB")),
    Seed("T014", "«Số 5-BC/CB»", W, _headed(number="Số 5-BC/CB")),
    Seed("T014", "«Số 05 -BC/CB»", W, _headed(number="Số 05 -BC/CB")),
    Seed("T014", "«Số: 05/BC-CB»", W, _headed(number="Số: 05/BC-CB")),
    Seed("T014", f"«{N}»", "không đậm", _retyped(HEAD, (0, 3), N, bold=True)),
    Seed("T014", "phần đầu văn bản", "không thấy số và ký hiệu", _headed(number="")),
    Seed(
        "T015",
        "ngày 5 tháng 6",
        "ngày 05 tháng 02",
        _headed(place="An Lĩnh, ngày 5 tháng 6 năm 2026"),
    ),
    Seed(
        "T015",
        "ngày 05 tháng 06",
        "ngày 05 tháng 02",
        _headed(place="An Lĩnh, ngày 05 tháng 06 năm 2026"),
    ),
    Seed(
        "T015",
        "ngày 31 tháng 02",
        "không có trong lịch",
        _headed(place="An Lĩnh, ngày 31 tháng 02 năm 2026"),
    ),
    Seed(
        "T015",
        "An Lĩnh ngày 05",
        "viết chưa đúng",
        _headed(place="An Lĩnh ngày 05 tháng 6 năm 2026"),
    ),
    Seed("T015", "ngày … tháng", "còn để trống", _headed(place="An Lĩnh, ngày … tháng … năm 2026")),
    Seed(
        "T015",
        "ngày 05 tháng 6",
        "phải nghiêng",
        _retyped(HEAD, (1, 2), "An Lĩnh, ngày 05 tháng 6 năm 2026"),
    ),
    Seed("T015", "phần đầu văn bản", "không thấy địa danh", _without(HEAD, 1, 2)),
    Seed(
        "T016",
        "«BÁO CÁO»",
        "căn giữa",
        _with(lambda d: setattr(find(d, "BÁO CÁO"), "alignment", RIGHT)),
    ),
    Seed("T016", "«Báo cáo»", "viết hoa", _headed(kind="Báo cáo")),
    Seed(
        "T016",
        "phần đầu văn bản",
        "không thấy tên loại",
        _gone("BÁO CÁO"),
        frozenset({"T020", "T021", "T022", "T023", "T024"}),
    ),
    Seed("T017", "năm 2025.»", "dấu chấm", _headed(abstract=("kết quả kiểm điểm năm 2025.",))),
    Seed(
        "T017",
        "kết quả kiểm điểm",
        "phải đậm",
        _with(lambda d: say(find(d, "kết quả kiểm điểm"), "kết quả kiểm điểm")),
    ),
    Seed("T017", "phần đầu văn bản", "không thấy trích yếu", _headed(abstract=())),
    Seed("T018", "«---»", "năm dấu gạch nối", _with(lambda d: say(find(d, "-----"), "---"))),
    Seed("T018", "phần đầu văn bản", "không thấy năm gạch nối", _gone("-----")),
    Seed(
        "T019",
        "nộp bản tự",
        "bắt đầu bằng «về việc»",
        _retyped(HEAD, (0, 4), "nộp bản tự kiểm điểm", 12, letter, italic=True),
    ),
    Seed(
        "T019",
        "về việc nộp",
        "cỡ chữ 14, phải là 12",
        _retyped(HEAD, (0, 4), "về việc nộp bản", 14, letter, italic=True),
    ),
    Seed(
        "T019",
        "phần đầu văn bản",
        "không thấy trích yếu công văn",
        _with(_no_abstract, letter),
    ),
    Seed(
        "T020",
        TEXT,
        "cỡ chữ 13, phải là 14–15",
        _text(lambda p: setattr(p.runs[0].font, "size", Pt(13))),
    ),
    Seed("T020", TEXT, "căn đều hai bên", _text(lambda p: setattr(p, "alignment", LEFT))),
    Seed(
        "T021",
        "«I. TÌNH HÌNH CHUNG»",
        "I- TÌNH HÌNH CHUNG",
        _with(lambda d: say(find(d, "I- TÌNH"), "I. TÌNH HÌNH CHUNG", bold=True)),
    ),
    Seed(
        "T021",
        "«I- Tình hình chung»",
        "in hoa",
        _with(lambda d: say(find(d, "I- TÌNH"), "I- Tình hình chung", bold=True)),
    ),
    Seed("T022", TEXT, "thụt 0 mm, phải khoảng 10 mm", _shape(first_line_indent=Twips(0))),
    Seed("T023", TEXT, "3 điểm, ít nhất 6", _shape(space_before=Pt(3))),
    Seed("T024", TEXT, "Exactly 18–22", _shape(line_spacing=1.5)),
    Seed("T024", TEXT, "Exactly 18–22", _shape(line_spacing=Pt(24))),
    Seed("T024", TEXT, "Exactly 18–22", _shape(line_spacing_rule=WD_LINE_SPACING.AT_LEAST)),
    Seed("T026", "«ĐẢNG CỘNG SẢN VIỆT NAM»", "không thấy đường kẻ", _with(_no_rule)),
    Seed(
        "T026",
        "«ĐẢNG CỘNG SẢN VIỆT NAM»",
        "dài 35 mm, phải dài bằng dòng chữ (73 mm)",
        _with(_rule_of(2000)),
    ),
    Seed("T030", "«T/M CHI BỘ»", "đậm", _retyped(FOOT, (1, 0), "T/M CHI BỘ")),
    Seed("T030", "phần cuối văn bản", "không thấy quyền hạn ký", _without(FOOT, 1, 0)),
    Seed("T031", "«BÍ THƯ»", "không đậm", _retyped(FOOT, (1, 1), "BÍ THƯ", bold=True)),
    Seed(
        "T031", "«BÍ THƯ CHI BỘ»", "không kèm tên cấp ủy", _retyped(FOOT, (1, 1), "BÍ THƯ CHI BỘ")
    ),
    Seed("T032", "«Nguyễn Văn Đức»", "đậm", _retyped(FOOT, (1, 6), "Nguyễn Văn Đức")),
    Seed(
        "T032",
        "«ThS. Nguyễn Văn Đức»",
        "không kèm học hàm",
        _retyped(FOOT, (1, 6), "ThS. Nguyễn Văn Đức", bold=True),
    ),
    Seed(
        "T032",
        "«NGUYỄN VĂN ĐỨC»",
        "viết thường",
        _retyped(FOOT, (1, 6), "NGUYỄN VĂN ĐỨC", bold=True),
    ),
    Seed("T033", "«Nơi nhận:»", "gạch chân", _retyped(FOOT, (0, 0), "Nơi nhận:")),
    Seed(
        "T033",
        "«Nơi nhận»",
        "phải là «Nơi nhận:»",
        _retyped(FOOT, (0, 0), "Nơi nhận", underline=True),
    ),
    Seed("T033", "phần cuối văn bản", "không thấy «Nơi nhận:»", _without(FOOT, 0, 0)),
    Seed("T034", "«- Đảng ủy xã»", "đúng dấu câu", _retyped(FOOT, (0, 1), "- Đảng ủy xã", 12)),
    Seed(
        "T034",
        "«- Đảng ủy xã;»",
        "cỡ chữ 11, phải là 12",
        _retyped(FOOT, (0, 1), "- Đảng ủy xã;", 11),
    ),
    Seed("T034", "«Đảng ủy xã;»", "viết chưa đúng", _retyped(FOOT, (0, 1), "Đảng ủy xã;", 12)),
    Seed("T035", "«- Lưu: VT.»", "Lưu Chi bộ", _retyped(FOOT, (0, 3), "- Lưu: VT.", 12)),
    Seed("T035", "«- Lưu Chi bộ»", "Lưu Chi bộ", _retyped(FOOT, (0, 3), "- Lưu Chi bộ", 12)),
    Seed(
        "T035",
        "phần cuối văn bản",
        "không thấy dòng cuối",
        _with(_no_list),
    ),
    Seed(
        "T036",
        "«Kính gửi: Đảng ủy xã»",
        "chỉ dùng trong công văn",
        _with_salute("Kính gửi: Đảng ủy xã"),
    ),
    Seed(
        "T036",
        "«Kính trình: Đảng ủy xã»",
        "chỉ dùng trong tờ trình",
        _with_salute("Kính trình: Đảng ủy xã"),
    ),
    Seed("T036", "phần đầu văn bản", "công văn phải có «Kính gửi»", _gone("Kính gửi", letter)),
    Seed(
        "T037", "«- Đảng ủy xã;»", "- Như trên", _retyped(FOOT, (0, 1), "- Đảng ủy xã;", 12, letter)
    ),
    Seed(
        "T040",
        "«TM. CHI BỘ»",
        "«TM.» không dùng",
        _retyped(FOOT, (1, 0), "TM. CHI BỘ", bold=True),
        frozenset({"T030"}),
    ),
    Seed(
        "T040",
        "«KT. BÍ THƯ»",
        "«KT.» không dùng",
        _retyped(FOOT, (1, 0), "KT. BÍ THƯ", bold=True),
        frozenset({"T030"}),
    ),
    Seed(
        "T040",
        "CỘNG HÒA",
        "không dùng",
        _retyped(HEAD, (1, 0), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15, bold=True),
        frozenset({"T010"}),
    ),
    Seed(
        "T040",
        "Độc lập",
        "không dùng",
        _with(
            lambda d: line(
                d.tables[HEAD].rows[0].cells[1], "Độc lập - Tự do - Hạnh phúc", bold=True
            )
        ),
    ),
    Seed(
        "T040",
        "phân công./.»",
        "«./.»",
        _with(lambda d: say(find(d, "11 kỳ"), "Có 11 kỳ, đã phân công./.")),
    ),
    Seed(
        "T040",
        "V/v nộp",
        "«V/v»",
        _retyped(HEAD, (0, 4), "V/v nộp bản tự kiểm điểm", 12, letter, italic=True),
        frozenset({"T019"}),
    ),
    Seed("T041", "«K/T BÍ THƯ»", "không ký K/T", _retyped(FOOT, (1, 0), "K/T BÍ THƯ", bold=True)),
    Seed("T041", "«T/M VĂN PHÒNG»", "không ký T/M", _with(_office)),
    Seed("T042", "cuối biên bản", "«NGƯỜI GHI BIÊN BẢN»", _minutes_without("NGƯỜI GHI BIÊN BẢN")),
    Seed("T042", "cuối biên bản", "«CHỦ TRÌ HỘI NGHỊ»", _minutes_without("CHỦ TRÌ HỘI NGHỊ")),
    Seed(
        "T043",
        "«HUYỆN UỶ SƠN TRẠCH»",
        "không còn từ ngày 01/07/2025",
        _retyped(
            HEAD, (1, 2), "Sơn Trạch, ngày 08 tháng 9 năm 2025", 14, of_a_district, italic=True
        ),
    ),
    Seed("T044", "đoạn 25", "con dấu", _with(picture(36, 36))),
    Seed("T045", "«QUY ĐỊNH»", "chi bộ", _of_kind("QUY ĐỊNH", "QĐ")),
    Seed("T045", "«HƯỚNG DẪN»", "chi bộ", _of_kind("HƯỚNG DẪN", "HD")),
    Seed("T045", "«HƯỚNG DẪN»", "đảng ủy", _committee("HƯỚNG DẪN", "HD", "T/M ĐẢNG ỦY")),
    Seed("T045", "«QUY CHẾ»", "ban thường vụ", _committee("QUY CHẾ", "QC", "T/M BAN THƯỜNG VỤ")),
    Seed("T046", "«ĐẢNG ỦY XÃ AN LĨNH»", "«ĐẢNG BỘ»", _headed(superior="ĐẢNG ỦY XÃ AN LĨNH")),
    Seed(
        "T046",
        "«BAN THƯỜNG VỤ»",
        "không khớp với ký hiệu",
        _retyped(HEAD, (0, 1), "BAN THƯỜNG VỤ", 14, decision, bold=True),
    ),
    Seed("T046", "«Số 05-BC/ĐU»", "phải là «/CB»", _headed(number="Số 05-BC/ĐU")),
    Seed("T047", "«Số 05-TB/CB»", "phải là «BC»", _headed(number="Số 05-TB/CB")),
    Seed(
        "T050",
        "Chi bộ",
        "dựng sẵn",
        _with(lambda d: say(find(d, "11 kỳ"), "Chi bộ họp 11 kỳ, hoa\u0300n tha\u0300nh.")),
    ),
    Seed(
        "T050",
        "11 kỳ",
        "dấu rời U+0301",
        _with(lambda d: say(find(d, "11 kỳ"), "Chi bộ họp 11 kỳ q\u0301.")),
    ),
    Seed(
        "T051",
        "Đảng ủy họp",
        "U+0110",
        _with(lambda d: say(find(d, "11 kỳ"), "Ðảng ủy họp 11 kỳ.")),
    ),
    Seed("T052", TEXT, ".VnTime", _fonts(ascii=".VnTime", hAnsi=".VnTime", cs=".VnTime")),
    Seed("T052", TEXT, "VNI-Times", _fonts(ascii="VNI-Times", hAnsi="VNI-Times")),
    Seed("T060", "tệp", "anh.png", _with(_linked_picture)),
)
