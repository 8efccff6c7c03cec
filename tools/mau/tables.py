"""The bricks of a template: tables, ruled and unruled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.mau.blocks import LANDSCAPE, PORTRAIT, body, choose, p, twips
from tools.mau.parts import KEEP

MIDDLE = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: printed heading, width in mm, and the paragraphs of a cell."""

    heading: str
    width: float
    cell: str | tuple[str, ...]
    centred: bool = False


def cell(width: int, inside: str, properties: str = "") -> str:
    """Return one cell, `width` twips wide."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    """Return one row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def frame(widths: Sequence[int], rows: str, *, lines: bool, margin: int, air: int = 0) -> str:
    """Return a table of rows, ruled or not; `margin` and `air` twips beside and above a cell's text."""
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if lines else 'w:val="nil"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {edge}/>" for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{air}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{air}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _spread(columns: Sequence[Column], *, landscape: bool) -> list[int]:
    """Return the widths in twips; they must fill the text width exactly."""
    whole = LANDSCAPE if landscape else PORTRAIT
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
        cell(width, p("HsCotDau", column.heading), MIDDLE)
        for width, column in zip(widths, columns, strict=True)
    )
    return row(cells, "<w:cantSplit/><w:tblHeader/>")


def _across(widths: Sequence[int], text: str) -> str:
    """Return a row of one cell, such as the rows of control tags, which vanish when filled."""
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    return row(cell(sum(widths), p("HsO", text), span))


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
    a last row across all columns; rows to be written in by hand are `height` mm at least. The lines
    of each paragraph are kept together, not the row: below a repeated heading LibreOffice 7.4 may
    lose unbreakable rows where a page ends.
    """

    columns: Sequence[Column]
    landscape: bool = False
    middle: bool = False
    compact: bool = False
    note: str = ""
    height: float = 0

    @property
    def _widths(self) -> list[int]:
        return _spread(self.columns, landscape=self.landscape)

    def row(self, *cells: str | tuple[str, ...]) -> str:
        """Return one row: the cells of the columns, or these texts instead."""
        own = cells or tuple(column.cell for column in self.columns)
        middle = MIDDLE if self.middle else ""
        tall = (
            f'<w:trHeight w:val="{twips(self.height)}" w:hRule="atLeast"/>' if self.height else ""
        )
        inside = "".join(
            cell(width, _content(replace(column, cell=text)), middle)
            for width, column, text in zip(self._widths, self.columns, own, strict=True)
        )
        return row(re.sub(r'(<w:pStyle w:val="HsO\w*"/>)', r"\1<w:keepLines/>", inside), tall)

    def group(self, text: str) -> str:
        """Return a row of one bold cell that heads the rows below it."""
        span = f'<w:gridSpan w:val="{len(self._widths)}"/>'
        return row(cell(sum(self._widths), p("HsO", "", KEEP, bold=text), span))

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
        return frame(self._widths, whole, lines=True, margin=68, air=14 if self.compact else 28)

    def over(self, rows: str, *, keep: bool = False) -> str:
        """Return the table with its row repeated for `x in list`.

        `keep` holds the last row on the page of what follows.
        """
        row = _last_kept(self._widths, self.row()) if keep else self.row()
        return self.of(self.repeated(rows, row))

    def over_or(self, rows: str, otherwise: str) -> str:
        """Return the table, or one sentence when there is no row."""
        return choose(rows.split(" in ")[1], self.over(rows), body(otherwise))
