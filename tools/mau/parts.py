"""The fixed parts of a Word package: styles, theme, settings, page header; and how they are zipped.

Every number stands in HD 05-HD/VPTW (2026) and HD 36-HD/VPTW (2018); lengths are twips
(1/20 pt; 1 mm = 56.7), letter sizes half-points, as in ISO/IEC 29500.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

FONT = "Times New Roman"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: id, Vietnamese name, what it builds on, paragraph and letter properties."""

    id: str
    name: str
    ppr: str = ""
    rpr: str = ""
    based: str = "Normal"

    def xml(self) -> str:
        parent = "" if self.id == "Normal" else f'<w:basedOn w:val="{self.based}"/>'
        default = ' w:default="1"' if self.id == "Normal" else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{parent}<w:qFormat/>'
            f"<w:pPr>{self.ppr}</w:pPr><w:rPr>{self.rpr}</w:rPr></w:style>"
        )


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
KEEP = "<w:keepNext/>"


def size(points: float) -> str:
    """Return the letter size, for Latin and complex scripts."""
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def spacing(before: int = 0, after: int = 0, line: int = 0) -> str:
    """Return paragraph spacing in twips; `line` is an exact pitch, 0 the font's own."""
    pitch = f' w:line="{line}" w:lineRule="exact"' if line else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{pitch}/>'


def align(where: str) -> str:
    """Return the alignment: `center`, `left`, `right` or `both`."""
    return f'<w:jc w:val="{where}"/>'


_CENTRE = align("center")
_BODY = spacing(0, 120, 380) + '<w:ind w:firstLine="567"/>' + align("both")
_RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
STYLES = (
    Style("Normal", "Normal", spacing(), size(14)),
    Style("HsDang", "HS Tiêu đề Đảng", spacing() + _CENTRE, BOLD + size(15)),
    Style("HsKe", "HS Đường kẻ", _RULE + spacing(40, 0, 120) + _CENTRE, size(4)),
    Style("HsDiaDanh", "HS Địa danh, ngày tháng", spacing() + _CENTRE, ITALIC),
    Style("HsCapTren", "HS Cơ quan cấp trên", spacing() + _CENTRE),
    Style("HsCoQuan", "HS Cơ quan ban hành", spacing() + _CENTRE, BOLD),
    Style("HsSo", "HS Số, ký hiệu", spacing() + _CENTRE),
    Style("HsTenLoai", "HS Tên loại", KEEP + spacing(240, 0) + _CENTRE, BOLD + size(16)),
    Style("HsTrichYeu", "HS Trích yếu", KEEP + spacing() + _CENTRE, BOLD),
    Style("HsGach", "HS Gạch dưới trích yếu", KEEP + spacing(0, 200) + _CENTRE),
    Style("HsNoiDung", "HS Nội dung", _BODY),
    Style("HsMuc", "HS Mục", KEEP + '<w:outlineLvl w:val="0"/>', BOLD, based="HsNoiDung"),
    Style("HsTieuMuc", "HS Tiểu mục", KEEP + '<w:outlineLvl w:val="1"/>', BOLD, based="HsNoiDung"),
    Style("HsChuThich", "HS Chú thích", "", ITALIC, based="HsNoiDung"),
    Style("HsThamQuyen", "HS Thẩm quyền ký", KEEP + spacing() + _CENTRE, BOLD),
    Style("HsChucVu", "HS Chức vụ người ký", KEEP + spacing() + _CENTRE),
    Style("HsGhiKy", "HS Chỉ dẫn ký", KEEP + spacing() + _CENTRE, ITALIC + size(13)),
    Style("HsNguoiKy", "HS Người ký", spacing(1300) + _CENTRE, BOLD),
    Style("HsNoiNhan", "HS Nơi nhận", KEEP + spacing(), '<w:u w:val="single"/>'),
    Style("HsNhan", "HS Danh sách nơi nhận", spacing(), size(12)),
    Style("HsCotDau", "HS Đầu cột bảng", KEEP + spacing(40, 40) + _CENTRE, BOLD + size(11)),
    Style("HsO", "HS Ô bảng", spacing(40, 40), size(12)),
    Style("HsOGiua", "HS Ô bảng, giữa", _CENTRE, "", based="HsO"),
    Style("HsCotDauHep", "HS Đầu cột bảng, hẹp", spacing(20, 20), size(10), based="HsCotDau"),
    Style("HsOHep", "HS Ô bảng, hẹp", spacing(10, 10), size(11), based="HsO"),
    Style("HsOGiuaHep", "HS Ô bảng, giữa, hẹp", _CENTRE, "", based="HsOHep"),
    Style("HsMauSo", "HS Mã mẫu", spacing() + align("right"), BOLD + size(12)),
    Style("HsCuoi", "HS Cuối văn bản", spacing(0, 0, 20), size(1)),
    Style("HsSoTrang", "HS Số trang", spacing() + _CENTRE, size(14)),
)


def _styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'<w:color w:val="000000"/>{size(14)}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    inside = defaults + "".join(style.xml() for style in STYLES) + table
    return f"<w:styles {W}>{inside}</w:styles>"


def _theme() -> str:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    accents = [f"accent{number}" for number in range(1, 7)]
    names = ["dk1", "lt1", "dk2", "lt2", *accents, "hlink", "folHlink"]
    colours = "".join(
        f'<a:{n}><a:srgbClr val="{"FFFFFF" if n.startswith("lt") else "000000"}"/></a:{n}>'
        for n in names
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{a}" name="HoSo"><a:themeElements>'
        f'<a:clrScheme name="HoSo">{colours}</a:clrScheme><a:fontScheme name="HoSo">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="HoSo"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _settings() -> str:
    return (
        f'<w:settings {W}><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _font_table() -> str:
    return (
        f'<w:fonts {W}><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    )


def _page_header() -> str:
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="HsSoTrang"/></w:pPr>{field}</w:p></w:hdr>'


def _first_header(form_code: str) -> str:
    run = f"<w:r><w:t>{escape(form_code)}</w:t></w:r>" if form_code else ""
    return f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="HsMauSo"/></w:pPr>{run}</w:p></w:hdr>'


def _core(title: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def section(*, landscape: bool, first: bool = True) -> str:
    """Return the page of a section; the first page of the `first` one bears no number."""
    wide, high, turned = (
        (16838, 11906, ' w:orient="landscape"') if landscape else (11906, 16838, "")
    )
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:headerReference w:type="first" r:id="rId6"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" '
        f'w:header="567" w:footer="567" w:gutter="0"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )


_CONTENT = (
    ("word/document.xml", f"{_WORD}.document.main+xml", "officeDocument"),
    ("word/styles.xml", f"{_WORD}.styles+xml", "styles"),
    ("word/settings.xml", f"{_WORD}.settings+xml", "settings"),
    ("word/fontTable.xml", f"{_WORD}.fontTable+xml", "fontTable"),
    ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
    ("word/header1.xml", f"{_WORD}.header+xml", "header"),
    ("word/header2.xml", f"{_WORD}.header+xml", "header"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", ""),
)


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind, _ in _CONTENT
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(pairs: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(pairs, start=1)
    )
    schema = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{schema}">{inside}</Relationships>'


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    office = f"{_OFFICE}/relationships/officeDocument"
    return _relations([(office, "word/document.xml"), (core, "docProps/core.xml")])


def _document_relations() -> str:
    parts = [(name, kind) for name, _, kind in _CONTENT[1:-1]]
    return _relations(
        [(f"{_OFFICE}/relationships/{kind}", name.removeprefix("word/")) for name, kind in parts]
    )


def package(body: str, *, title: str, form_code: str = "", landscape: bool = False) -> bytes:
    """Return the bytes of a Word file with this body; the same body gives the same bytes.

    A body with a section of its own ends in a turned one.
    """
    has_section = "<w:sectPr>" in body
    page = section(landscape=landscape or has_section, first=not has_section)
    document = f"<w:document {W} {R}><w:body>{body}{page}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/theme/theme1.xml": _theme(),
        "word/header1.xml": _page_header(),
        "word/header2.xml": _first_header(form_code),
        "docProps/core.xml": _core(title),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, _DECLARATION + text)
    return buffer.getvalue()
