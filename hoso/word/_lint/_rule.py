"""The line under the title, as long as the title: a border, a drawing, an underline or dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from hoso.word._lint._page import mm, number, whole
from hoso.word._lint._paper import Finding, Paper, at
from hoso.word._ns import FALLBACK, a, drawing, v, w
from hoso.word._pieces import Paragraph

_EMU_A_TWIP: Final = 635
_FLAT: Final = 100_000  # EMU: what is thinner than 3 mm is a line
_CELL_MARGIN: Final = 108  # twips left and right inside a cell, unless the table says otherwise
_TITLE_SIZE: Final = 15  # points at which the layout gives the length
_DASHES: Final = re.compile(r"^[-–—_=\s]{3,}$|[_—]{5,}$")
_NONE: Final = {"nil", "none", ""}
_POINTS: Final = re.compile(r"(-?[\d.]+)(pt|in|cm|mm)?")
_UNITS: Final = {"pt": 20, "in": 1440, "cm": 567, "mm": 56.7, None: 1 / 15}
UNMEASURED: Final = 0


def rule_below_title(paper: Paper) -> Iterator[Finding]:
    """Yield that there is no line under the title, or one of another length."""
    for one in paper.anatomy.found.get("tieu_de", []):
        lengths = list(_lines(paper, one))
        reason = paper.reason("ke")
        if not lengths:
            words = "không thấy đường kẻ dưới tiêu đề"
            yield at(one, "T026", words, reason, wanted="đường kẻ liền", actual="không có")
            continue
        size = max((run.look.size for run in one.runs), default=_TITLE_SIZE)
        wanted = round(paper.layout.page.get("ke_dai", 0) * size / _TITLE_SIZE)
        slack = paper.layout.tolerance.get("ke", 450)
        if wanted and all(real and abs(real - wanted) > slack for real in lengths):
            words = (
                f"đường kẻ dưới tiêu đề dài {mm(lengths[0])}, phải dài bằng dòng chữ ({mm(wanted)})"
            )
            yield at(one, "T026", words, reason, wanted=mm(wanted), actual=mm(lengths[0]))


def _lines(paper: Paper, title: Paragraph) -> Iterator[int]:
    """Yield the length in twips of whatever may be the line; 0 when it cannot be measured."""
    if any(run.look.underline for run in title.runs):
        yield UNMEASURED
    beside = [one for one in paper.anatomy.head if one.group is title.group]
    place = beside.index(title)
    if any(_DASHES.search(one.text) for one in beside[place : place + 2]):
        yield UNMEASURED
    yield from _borders(paper, title)
    yield from _cell_borders(title)
    yield from _drawn(paper)


def _borders(paper: Paper, title: Paragraph) -> Iterator[int]:
    """Yield borders of the title's paragraph and of the empty ones after it."""
    one: etree._Element | None = title.line.element
    for edges in ({"bottom"}, {"top", "bottom"}, {"top", "bottom"}):
        if one is None or one.tag != w("p"):
            return
        shape = paper.styles.shape(one)
        if edges & shape.borders:
            width = _width(paper, title)
            yield max(width - shape.left - shape.right, 1) if width else UNMEASURED
        one = one.getnext()


def _width(paper: Paper, title: Paragraph) -> int:
    """Return the width in twips of the column that the title stands in, 0 when it is not said."""
    if etree.iselement(title.group) and title.group.tag == w("tc"):
        size = title.group.find(f"{w('tcPr')}/{w('tcW')}")
        if size is None or size.get(w("type"), "dxa") != "dxa":
            return 0
        return number(size, "w") - 2 * _cell_margin(title.group)
    if title.group is not None:
        return 0
    section = next(paper.package.xml(paper.package.main).iter(w("sectPr")), None)
    size, sides = (
        section.find(w(name)) if section is not None else None for name in ("pgSz", "pgMar")
    )
    return number(size, "w") - number(sides, "left") - number(sides, "right")


def _cell_margin(cell: etree._Element) -> int:
    table = next(cell.iterancestors(w("tbl")))
    margin = table.find(f"{w('tblPr')}/{w('tblCellMar')}/{w('left')}")
    return number(margin, "w") if margin is not None else _CELL_MARGIN


def _cell_borders(title: Paragraph) -> Iterator[int]:
    if etree.iselement(title.group) and title.group.tag == w("tc"):
        border = title.group.find(f"{w('tcPr')}/{w('tcBorders')}/{w('bottom')}")
        if border is not None and border.get(w("val"), "") not in _NONE:
            yield UNMEASURED


def _drawn(paper: Paper) -> Iterator[int]:
    """Yield the lines that are drawn in the head, wherever they are anchored."""
    last = max((one.number for one in paper.anatomy.head[:12]), default=0)
    paragraphs = list(paper.package.xml(paper.package.main).iter(w("p")))[: last + 3]
    for paragraph in paragraphs:
        for shape in paragraph.iter(drawing("inline"), drawing("anchor")):
            if not any(up.tag == FALLBACK for up in shape.iterancestors()) and _is_line(shape):
                extent = shape.find(drawing("extent"))
                yield round(whole(extent.get("cx")) / _EMU_A_TWIP) if extent is not None else 0
        for shape in paragraph.iter(v("line"), v("shape"), v("rect")):
            if not any(up.tag == FALLBACK for up in shape.iterancestors()):
                yield from _vector_line(shape)


def _is_line(shape: etree._Element) -> bool:
    """Return whether a drawing is a line: by its name, or because it is flat."""
    kinds = {one.get("prst", "") for one in shape.iter(a("prstGeom"))}
    extent = shape.find(drawing("extent"))
    flat = extent is not None and whole(extent.get("cy")) < _FLAT
    return flat or bool(kinds & {"line", "straightConnector1"})


def _vector_line(shape: etree._Element) -> Iterator[int]:
    """Yield the length of a VML line, as Word 2003 and WPS write it."""
    style = dict(
        piece.strip().split(":", 1) for piece in shape.get("style", "").split(";") if ":" in piece
    )
    if shape.tag == v("line"):
        ends = [_measure(shape.get(end, "0").split(",")[0]) for end in ("from", "to")]
        yield abs(ends[1] - ends[0]) or _measure(style.get("width", "0"))
    elif shape.get("type", "").endswith("_t32") or 0 < _measure(style.get("height", "0")) < 60:
        yield _measure(style.get("width", "0"))


def _measure(words: str) -> int:
    match = _POINTS.match(words.strip())
    return round(float(match[1]) * _UNITS[match[2]]) if match else 0
