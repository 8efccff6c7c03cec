"""The bricks of a template: paragraphs, loops, tables, the head and the foot of a Party document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tools.mau.parts import KEEP, spacing

TWIPS_A_MM = 1440 / 25.4
_PORTRAIT, _LANDSCAPE = 165.0, 252.0  # widths of the text between the margins, mm
_LEFT_HEAD = 76.0  # the left half of the head, mm
_MIDDLE = '<w:vAlign w:val="center"/>'
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_PARTY_WIDTH = 72.9  # that text in Times New Roman Bold 15, mm: the rule below is as long


def twips(mm: float) -> int:
    """Return millimetres as twips."""
    return round(mm * TWIPS_A_MM)


def run(text: str, properties: str = "") -> str:
    """Return one run; `properties` are letter properties beyond the style's."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")
    )
    return f"<w:r>{inside}{pieces}</w:r>"


def p(style: str, text: str, extra: str = "", *, bold: str = "", italic: str = "") -> str:
    """Return one paragraph: `text`, after a bold lead-in and before an italic remark."""
    runs = run(bold, "<w:b/><w:bCs/>") if bold else ""
    runs += run(text) if text else ""
    runs += run(italic, '<w:b w:val="0"/><w:bCs w:val="0"/><w:i/><w:iCs/>') if italic else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def tag(inside: str) -> str:
    """Return a paragraph that only carries a control tag and vanishes when filled."""
    return p("Normal", f"{{%p {inside} %}}")


def body(text: str, *, keep: bool = False, after_table: bool = False) -> str:
    """Return a body paragraph; `keep` holds it on the page of the next one."""
    extra = "<w:keepNext/>" if keep else ""
    return p("HsNoiDung", text, extra + (spacing(120, 120, 380) if after_table else ""))


def section(text: str) -> str:
    """Return a bold heading (`I- …`)."""
    return p("HsMuc", text, spacing(120, 120, 380))


def subsection(text: str, *, after_table: bool = False) -> str:
    """Return a bold heading of the second rank (`1. …`)."""
    return p("HsTieuMuc", text, spacing(120, 120, 380) if after_table else "")


def choose(condition: str, yes: str, no: str = "") -> str:
    """Return `yes` under a condition, else `no`."""
    otherwise = tag("else") + no if no else ""
    return tag(f"if {condition}") + yes + otherwise + tag("endif")


def each(names: str, inside: str) -> str:
    """Return `inside` repeated for `x in list`."""
    return tag(f"for {names}") + inside + tag("endfor")


def answers(field: str, *, prefix: str = "") -> str:
    """Return the paragraphs of a list of texts."""
    return each(f"doan in {field}", body(f"{prefix}{{{{ doan }}}}"))


def bullets(field: str, *, last: str = ".") -> str:
    """Return a list of texts, each after a dash, closed by `;` and at last by `last`."""
    mark = f'{{{{ "{last}" if loop.last else ";" }}}}'
    return each(f"dong in {field}", body(f"- {{{{ dong }}}}{mark}"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: printed heading, width in mm, and the paragraphs of a cell."""

    heading: str
    width: float
    cell: str | tuple[str, ...]
    centred: bool = False


def _cell(width: int, inside: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def _row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _frame(widths: Sequence[int], rows: str, *, lines: bool, margin: int) -> str:
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if lines else 'w:val="nil"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {edge}/>" for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _spread(columns: Sequence[Column], *, landscape: bool) -> list[int]:
    """Return the widths in twips; they must fill the text width exactly."""
    whole = _LANDSCAPE if landscape else _PORTRAIT
    total = sum(column.width for column in columns)
    if abs(total - whole) > 0.01:
        raise ValueError(f"widths of {columns[0].heading}… make {total} mm, not {whole}")
    widths = [twips(column.width) for column in columns]
    widths[-1] += twips(whole) - sum(widths)
    return widths


def _content(column: Column) -> str:
    lines = (column.cell,) if isinstance(column.cell, str) else column.cell
    style = "HsOGiua" if column.centred else "HsO"
    return "".join(line if line.startswith("<w:p>") else p(style, line) for line in lines)


def _heading_row(widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = "".join(
        _cell(width, p("HsCotDau", column.heading), _MIDDLE)
        for width, column in zip(widths, columns, strict=True)
    )
    return _row(cells, "<w:cantSplit/><w:tblHeader/>")


def _across(widths: Sequence[int], text: str) -> str:
    """Return a row of one cell, such as the rows of control tags, which vanish when filled."""
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    return _row(_cell(sum(widths), p("HsO", text), span))


def _last_kept(widths: Sequence[int], row: str) -> str:
    """Return a repeated row that, as the last one, stays with what follows the table."""
    kept = re.sub(r'(<w:pStyle w:val="HsO\w*"/>)', rf"\1{KEEP}", row)
    branches = ("{%tr if loop.last %}", "{%tr else %}", "{%tr endif %}")
    begin, otherwise, end = (_across(widths, one) for one in branches)
    return begin + kept + otherwise + row + end


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table: a repeated heading row and one unbreakable row for each `x in list`.

    `middle` centres short cells between top and bottom; `compact` sets smaller letters; `note` is
    a last row across all columns.
    """

    columns: Sequence[Column]
    landscape: bool = False
    middle: bool = False
    compact: bool = False
    note: str = ""

    def over(self, rows: str, *, keep: bool = False) -> str:
        """Return the table with its rows repeated for `x in list`.

        `keep` holds the last row on the page of what follows.
        """
        widths = _spread(self.columns, landscape=self.landscape)
        cells = "".join(
            _cell(width, _content(column), _MIDDLE if self.middle else "")
            for width, column in zip(widths, self.columns, strict=True)
        )
        whole = _heading_row(widths, self.columns) + _across(widths, f"{{%tr for {rows} %}}")
        whole += _last_kept(widths, _row(cells)) if keep else _row(cells)
        whole += _across(widths, "{%tr endfor %}")
        whole += _across(widths, self.note) if self.note else ""
        if self.compact:
            whole = re.sub(r'"(HsCotDau|HsO|HsOGiua)"', r'"\1Hep"', whole)
        return _frame(widths, whole, lines=True, margin=68)

    def over_or(self, rows: str, otherwise: str) -> str:
        """Return the table, or one sentence when there is no row."""
        return choose(rows.split(" in ")[1], self.over(rows), body(otherwise))


def _rule(cell_width: int) -> str:
    """Return the line under the Party's name, exactly as long as that text."""
    side = (cell_width - twips(_PARTY_WIDTH)) // 2
    return p("HsKe", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def head(*, numbered: bool = True, number_if: str = "", landscape: bool = False) -> str:
    """Return boxes 1–4 of the official layout: Party, bodies, number, place and date.

    `number_if` names the field without which there is no number line.
    """
    whole = _LANDSCAPE if landscape else _PORTRAIT
    left_mm = 110.0 if landscape else _LEFT_HEAD
    widths = [twips(left_mm), twips(whole) - twips(left_mm)]
    left = p("HsCapTren", "{{ cap_tren }}") + p("HsCoQuan", "{{ co_quan }}") + p("HsSo", "*")
    number = p("HsSo", 'Số {{ so or "……" }}-{{ ky_hieu }}')
    if numbered:
        left += choose(number_if, number) if number_if else number
    right = (
        p("HsDang", _PARTY) + _rule(widths[1]) + p("HsDiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    )
    rows = _row(_cell(widths[0], left) + _cell(widths[1], right))
    return _frame(widths, rows, lines=False, margin=0)


def title(kind: str, *abstract: str, narrow: float = 0) -> str:
    """Return the type name, the abstract and its five hyphens; `narrow` mm indents each side."""
    side = f'<w:ind w:left="{twips(narrow)}" w:right="{twips(narrow)}"/>' if narrow else ""
    lines = "".join(p("HsTrichYeu", line, side) for line in abstract)
    return p("HsTenLoai", kind, side) + lines + p("HsGach", "-----")


def side_by_side(*cells: str, landscape: bool = False) -> str:
    """Return an unruled row of equally wide cells."""
    whole = twips(_LANDSCAPE if landscape else _PORTRAIT)
    width = whole // len(cells)
    row = _row("".join(_cell(width, cell) for cell in cells))
    return _frame([width] * len(cells), row, lines=False, margin=0)


def foot(*, landscape: bool = False) -> str:
    """Return boxes 7 and 9: recipients on the left, authority, post and name on the right."""
    mark = '{{ "." if loop.last else dau_noi_nhan }}'
    left = p("HsNoiNhan", "Nơi nhận:", spacing(240)) + each(
        "noi in noi_nhan", p("HsNhan", "- {{ noi }}" + mark)
    )
    right = (
        p("HsThamQuyen", "{{ tham_quyen }}", spacing(240))
        + p("HsChucVu", "{{ chuc_vu_ky }}")
        + p("HsNguoiKy", "{{ nguoi_ky }}")
    )
    return side_by_side(left, right, landscape=landscape) + last()


def signatures(left: Sequence[str], right: Sequence[str], *, keep: bool = False) -> str:
    """Return two signers: each (role, how to sign, name); empty texts leave the side blank.

    `keep` holds them on the page of what follows.
    """
    extra = KEEP if keep else ""

    def side(lines: Sequence[str]) -> str:
        if not lines:
            return p("Normal", "")
        role, hint, name = lines
        written = p("HsNguoiKy", name, extra)
        return p("HsThamQuyen", role, spacing(240)) + p("HsGhiKy", hint) + written

    return side_by_side(side(left), side(right)) + last(extra)


def last(extra: str = "") -> str:
    """Return a paragraph as low as it can be: Word wants one after a table at the end.

    It also stands between a table and a heading: LibreOffice 7.4 stops to hold headings on the page
    of their text where a heading follows a table directly.
    """
    return p("HsCuoi", "", extra)
