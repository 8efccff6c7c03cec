"""The sheet: paper, margins, the back when both sides are printed, what lies outside the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from hoso.word._lines import is_on
from hoso.word._lint._paper import Finding, Paper, overall
from hoso.word._ns import w

_SIDES: Final = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right"}
_WORDS: Final = {"tren": "trên", "duoi": "dưới", "trai": "trái", "phai": "phải"}


def whole(value: str | None) -> int:
    """Return a measure as written in a file, 0 when it is not there or not a number."""
    words = value or "0"
    return int(float(words)) if words.lstrip("-").replace(".", "", 1).isdigit() else 0


def number(element: etree._Element | None, key: str) -> int:
    """Return a measure in twips, 0 when it is not there or not a number."""
    return whole(element.get(w(key))) if element is not None else 0


def mm(twips: int) -> str:
    """Return twips as people measure them."""
    return f"{twips * 25.4 / 1440:.0f} mm"


def setting(paper: Paper, name: str) -> bool:
    """Return whether a switch of the document's settings is on."""
    found = paper.package.related(paper.package.main, "settings")
    return bool(found) and is_on(paper.package.xml(found[0]).find(w(name)))


def pages(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of paper and margins, section by section, and of what lies outside."""
    for count, section in enumerate(paper.package.xml(paper.package.main).iter(w("sectPr")), 1):
        where = f"trang, phần {count}"
        yield from _paper_size(paper, section, where)
        size = section.find(w("pgSz"))
        if number(size, "w") <= number(size, "h"):  # margins turn with a landscape page
            yield from _margins(paper, section, where, first=count == 1)
    if setting(paper, "evenAndOddHeaders") and not setting(paper, "mirrorMargins"):
        page = paper.layout.page
        back = f"trái {mm(page['trai_sau'])}, phải {mm(page['phai_sau'])}"
        words = f"văn bản in hai mặt mà lề mặt sau không đối xứng, phải là {back} (Mirror margins)"
        yield overall(
            "trang", "T008", words, paper.reason("trang"), wanted=back, actual="như mặt trước"
        )
    for target in paper.package.outside:
        found = overall("tệp", "T060", target, paper.reason("ngoai_tep"), actual=target)
        yield found._replace(problem=replace(found.problem, warning=True))


def _paper_size(paper: Paper, section: etree._Element, where: str) -> Iterator[Finding]:
    page = paper.layout.page
    real = _sheet(section)
    if _is_sheet(paper, section, (page["rong"], page["cao"])) or _is_small(paper, section):
        return
    actual, wanted = f"{mm(real[0])} × {mm(real[1])}", "A4 210 × 297 mm"
    words = f"khổ giấy {actual}, phải là {wanted}"
    yield overall(where, "T001", words, paper.reason("trang"), wanted=wanted, actual=actual)


def _sheet(section: etree._Element) -> list[int]:
    size = section.find(w("pgSz"))
    return sorted((number(size, "w"), number(size, "h")))


def _is_sheet(paper: Paper, section: etree._Element, wanted: tuple[int, int]) -> bool:
    slack = paper.layout.tolerance.get("giay", 2)
    pairs = zip(_sheet(section), sorted(wanted), strict=True)
    return all(abs(real - right) <= slack for real, right in pairs)


def _is_small(paper: Paper, section: etree._Element) -> bool:
    """Return whether this is an unnumbered paper on the small sheet that its layout allows."""
    page = paper.layout.page
    small = (page.get("rong_nho", 0), page.get("cao_nho", 0))
    return bool(small[0]) and paper.unnumbered and _is_sheet(paper, section, small)


def _margins(
    paper: Paper, section: etree._Element, where: str, *, first: bool
) -> Iterator[Finding]:
    page, slack = paper.layout.page, paper.layout.tolerance.get("le", 10)
    if _is_small(paper, section):
        return  # a small sheet has margins of its own
    real = _real_margins(section, "tren" if setting(paper, "gutterAtTop") else "trai")
    back = {"trai": page.get("trai_sau", 0), "phai": page.get("phai_sau", 0)}
    if not first and all(abs(real[side] - width) <= slack for side, width in back.items()):
        return  # a section for the back of a sheet
    for side in _SIDES:
        if abs(real[side] - page[side]) > slack:
            actual, wanted = mm(real[side]), mm(page[side])
            words = f"lề {_WORDS[side]} {actual}, phải là {wanted}"
            yield overall(where, "T002", words, paper.reason("trang"), wanted=wanted, actual=actual)


def _real_margins(section: etree._Element, binding: str) -> Mapping[str, int]:
    """Return the margins with the gutter, which adds to the binding side."""
    sides = section.find(w("pgMar"))
    real = {side: abs(number(sides, key)) for side, key in _SIDES.items()}
    real[binding] += number(sides, "gutter")
    return real
