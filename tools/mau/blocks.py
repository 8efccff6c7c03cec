"""The bricks of a template: paragraphs, loops, tables, the head and the foot of a Party document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from xml.sax.saxutils import escape

from tools.mau.parts import ITALIC, size, spacing

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


class Bookmarks:
    """Gives the bookmarks of one document their numbers."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def around(self, field: str, inside: str) -> str:
        """Return `inside` between the two ends of the bookmark `hoso_<field>`."""
        number = next(self._numbers)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="hoso_{field}"/>{inside}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table: a repeated heading row and one unbreakable row for each `x in list`.

    `middle` centres short cells between top and bottom; `compact` sets smaller letters; `note` is
    a last row across all columns; rows to be written in by hand are `height` mm at least. `long`
    keeps the lines of each cell together instead of the row: LibreOffice 7.4 may lose unbreakable
    rows below a repeated heading where a page ends.
    """

    columns: Sequence[Column]
    landscape: bool = False
    middle: bool = False
    compact: bool = False
    long: bool = False
    note: str = ""
    height: float = 0

    @property
    def _widths(self) -> list[int]:
        return _spread(self.columns, landscape=self.landscape)

    def row(self, *cells: str | tuple[str, ...]) -> str:
        """Return one row: the cells of the columns, or these texts instead."""
        own = cells or tuple(column.cell for column in self.columns)
        middle = _MIDDLE if self.middle else ""
        tall = (
            f'<w:trHeight w:val="{twips(self.height)}" w:hRule="atLeast"/>' if self.height else ""
        )
        inside = "".join(
            _cell(width, _content(replace(column, cell=cell)), middle)
            for width, column, cell in zip(self._widths, self.columns, own, strict=True)
        )
        if self.long:
            inside = re.sub(r'(<w:pStyle w:val="HsO\w*"/>)', r"\1<w:keepLines/>", inside)
        return _row(inside, ("" if self.long else "<w:cantSplit/>") + tall)

    def repeated(self, rows: str, inside: str) -> str:
        """Return rows repeated for `x in list`."""
        start, end = (
            _across(self._widths, f"{{%tr {word} %}}") for word in (f"for {rows}", "endfor")
        )
        return start + inside + end

    def of(self, rows: str) -> str:
        """Return the table of these rows below its heading."""
        whole = _heading_row(self._widths, self.columns) + rows
        whole += _across(self._widths, self.note) if self.note else ""
        if self.compact:
            whole = re.sub(r'"(HsCotDau|HsO|HsOGiua)"', r'"\1Hep"', whole)
        return _frame(self._widths, whole, lines=True, margin=68)

    def over(self, rows: str) -> str:
        """Return the table with its row repeated for `x in list`."""
        return self.of(self.repeated(rows, self.row()))

    def over_or(self, rows: str, otherwise: str) -> str:
        """Return the table, or one sentence when there is no row."""
        return choose(rows.split(" in ")[1], self.over(rows), body(otherwise))


def _rule(cell_width: int) -> str:
    """Return the line under the Party's name, exactly as long as that text."""
    side = (cell_width - twips(_PARTY_WIDTH)) // 2
    return p("HsKe", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def _small_abstract(text: str) -> str:
    """Return the abstract of a công văn: 12-point italics (HD 05-HD/VPTW, HD 36-HD/VPTW)."""
    letters = run(text, ITALIC + size(12))
    return f'<w:p><w:pPr><w:pStyle w:val="HsSo"/></w:pPr>{letters}</w:p>'


def head(
    *, numbered: bool = True, number_if: str = "", landscape: bool = False, about: str = ""
) -> str:
    """Return boxes 1–4 of the official layout: Party, bodies, number, place and date.

    `number_if` names the field without which there is no number line; `about` is the abstract of a
    công văn (box 5b), which stands below the number.
    """
    whole = _LANDSCAPE if landscape else _PORTRAIT
    left_mm = 110.0 if landscape else _LEFT_HEAD
    widths = [twips(left_mm), twips(whole) - twips(left_mm)]
    left = p("HsCapTren", "{{ cap_tren }}") + p("HsCoQuan", "{{ co_quan }}") + p("HsSo", "*")
    number = p("HsSo", 'Số {{ so or "……" }}-{{ ky_hieu }}')
    if numbered:
        left += choose(number_if, number) if number_if else number
    left += _small_abstract(about) if about else ""
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


def _side_by_side(*sides: str, landscape: bool = False) -> str:
    width = twips((_LANDSCAPE if landscape else _PORTRAIT) / len(sides))
    cells = "".join(_cell(width, side) for side in sides)
    return _frame([width] * len(sides), _row(cells), lines=False, margin=0)


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
    return _side_by_side(left, right, landscape=landscape) + last()


def signatures(*signers: Sequence[str], landscape: bool = False) -> str:
    """Return signers side by side: each (role, how to sign, name); an empty one is a blank side.

    How to sign is a text, or paragraphs.
    """

    def side(lines: Sequence[str]) -> str:
        if not lines:
            return p("Normal", "")
        role, hint, name = lines
        written = p("HsNguoiKy", name)
        how = hint if hint.startswith("<w:p>") else p("HsGhiKy", hint)
        return p("HsThamQuyen", role, spacing(240)) + how + written

    return _side_by_side(*map(side, signers), landscape=landscape) + last()


def new_page() -> str:
    """Return what begins a new page: a line as low as it can be."""
    return p("HsCuoi", "", "<w:pageBreakBefore/>")


def enclosed(inside: str, *, landscape: bool = False) -> str:
    """Return paragraphs in a frame without lines, such as the title of a second list."""
    # Tables that touch are one table to Word; a low line keeps this one apart.
    return last() + _side_by_side(inside, landscape=landscape) + last()


def beside_box(left: str, box: str, *, side: float) -> str:
    """Return paragraphs and, on their right, a ruled square of `side` mm."""
    widths = [twips(_PORTRAIT) - twips(side), twips(side)]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    cells = _cell(widths[0], left) + _cell(
        widths[1], box, f"<w:tcBorders>{edges}</w:tcBorders>{_MIDDLE}"
    )
    height = f'<w:cantSplit/><w:trHeight w:val="{twips(side)}" w:hRule="atLeast"/>'
    return _frame(widths, _row(cells, height), lines=False, margin=68)


def last() -> str:
    """Return the paragraph that Word wants after a table at the end, as low as it can be."""
    return p("HsCuoi", "")
