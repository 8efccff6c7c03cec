"""The page number: a PAGE field in the middle of the head of every page but the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from hoso.word._lines import is_on
from hoso.word._lint._page import mm, number, setting
from hoso.word._lint._paper import Finding, Paper, overall
from hoso.word._ns import FALLBACK, OFFICE_RELATIONS, drawing, w

_PAGE: Final = re.compile(r"\bPAGE\b")
_ID: Final = f"{{{OFFICE_RELATIONS}}}id"
_LETTERS_A_LINE, _LINES_A_PAGE = 75, 42  # body at 14 points, 18-point pitch, within the margins
_HEAD: Final = "đầu trang"


@dataclass(frozen=True, slots=True)
class _Section:
    """A section with the header parts that it shows, its own or those of the section before."""

    element: etree._Element
    headers: dict[str, str]  # default, first, even → part

    @property
    def hides_first(self) -> bool:
        return is_on(self.element.find(w("titlePg")))


def page_numbers(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of the page number."""
    sections = list(_sections(paper))
    numbered = {part for one in sections for part in one.headers.values() if _numbers(paper, part)}
    if not numbered:
        yield from _without(paper)
        return
    for part in sorted(numbered):
        for paragraph in _numbers(paper, part):
            yield from _look(paper, paragraph)
    for one in sections:
        if numbered & set(one.headers.values()):
            yield from _distance(paper, one)
    yield from _first_page(paper, sections[0], numbered)
    if setting(paper, "evenAndOddHeaders") and not numbered & {
        one.headers.get("even", "") for one in sections
    }:
        words = "trang chẵn không có số trang (đầu trang chẵn, lẻ đặt khác nhau)"
        yield overall(_HEAD, "T006", words, paper.reason("so_trang"), wanted="số trang ở mọi trang")


def _sections(paper: Paper) -> Iterator[_Section]:
    package = paper.package
    parts = package.targets(package.main)
    shown: dict[str, str] = {}
    for element in package.xml(package.main).iter(w("sectPr")):
        for reference in element.findall(w("headerReference")):
            shown[reference.get(w("type"), "default")] = parts.get(reference.get(_ID, ""), "")
        yield _Section(element, dict(shown))


def _numbers(paper: Paper, part: str) -> list[etree._Element]:
    """Return the paragraphs of a header that hold a PAGE field, however it is written."""
    if part not in paper.package.parts:
        return []
    found = paper.package.xml(part).iter(w("p"))
    return [
        one
        for one in found
        if _PAGE.search(_fields(one)) and next(one.iterancestors(FALLBACK), None) is None
    ]


def _fields(paragraph: etree._Element) -> str:
    """Return the field codes of a paragraph, text boxes and twins for old programs apart."""
    codes: list[str] = []
    for one in paragraph.iter(w("instrText"), w("fldSimple")):
        around = one.iterancestors()
        nearest = next(up for up in around if up.tag in {w("p"), FALLBACK})
        if nearest is paragraph:
            codes.append((one.text or "") + one.get(w("instr"), ""))
    return "".join(codes)


def _without(paper: Paper) -> Iterator[Finding]:
    """Yield that there is no page number, unless the document has but one page."""
    package, reason = paper.package, paper.reason("so_trang")
    feet = sorted(set(package.related(package.main, "footer")))
    if any(_numbers(paper, part) for part in feet):
        words = "số trang ở chân trang, phải ở giữa đầu trang"
        yield overall(
            "chân trang", "T006", words, reason, wanted="giữa đầu trang", actual="chân trang"
        )
    elif _is_long(paper):
        words = "không có số trang ở giữa đầu trang"
        found = overall(_HEAD, "T006", words, reason, wanted="số trang từ trang 2")
        yield found._replace(problem=replace(found.problem, warning=True))


def _is_long(paper: Paper) -> bool:
    root = paper.package.xml(paper.package.main)
    breaks = any(one.get(w("type")) == "page" for one in root.iter(w("br")))
    if breaks or next(root.iter(w("lastRenderedPageBreak")), None) is not None:
        return True
    every = paper.anatomy.every
    return sum(1 + len(one.text) // _LETTERS_A_LINE for one in every) > _LINES_A_PAGE


def _look(paper: Paper, paragraph: etree._Element) -> Iterator[Finding]:
    reason, wanted = paper.reason("so_trang"), paper.layout.body.get("so_trang", 28) / 2
    runs = [run for run in paper.styles.runs(paragraph) if run.text.strip()]
    shown = [run for run in runs if not run.text.startswith("{")] or runs
    sizes = {run.look.size for run in shown}
    slanted = any(run.look.italic or run.look.bold for run in shown)
    if not _is_centred(paper, paragraph) or sizes - {wanted} or slanted:
        words = f"số trang phải căn giữa, cỡ chữ {wanted:g}, kiểu đứng"
        actual = f"cỡ chữ {', '.join(f'{size:g}' for size in sorted(sizes))}"
        yield overall(_HEAD, "T006", words, reason, wanted=f"giữa, cỡ {wanted:g}", actual=actual)


def _is_centred(paper: Paper, paragraph: etree._Element) -> bool:
    """Return whether a paragraph is in the middle: itself, by a frame, a tab or its text box."""
    if paper.styles.shape(paragraph).align == "giua":
        return True
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    if frame is not None and frame.get(w("xAlign")) == "center":
        return True
    words = "".join(run.text for run in paper.styles.runs(paragraph))
    if words.startswith("\t") and not words.startswith("\t\t"):
        return True  # the header style of Word has its middle at the first tab
    anchor = next(paragraph.iterancestors(drawing("anchor")), None)
    middle = (
        anchor.find(f"{drawing('positionH')}/{drawing('align')}") if anchor is not None else None
    )
    return middle is not None and middle.text == "center"


def _distance(paper: Paper, section: _Section) -> Iterator[Finding]:
    wanted = paper.layout.page.get("dau_trang", 567)
    real = number(section.element.find(w("pgMar")), "header")
    if abs(real - wanted) > paper.layout.tolerance.get("thut", 60):
        words = f"số trang cách mép trên {mm(real)}, phải là {mm(wanted)}"
        reason = paper.reason("so_trang")
        yield overall(_HEAD, "T005", words, reason, wanted=mm(wanted), actual=mm(real))


def _first_page(paper: Paper, first: _Section, numbered: set[str]) -> Iterator[Finding]:
    shown = first.headers.get("first" if first.hides_first else "default", "")
    if shown not in numbered:
        return
    if any(re.search(r"\bIF\b", _fields(one)) for one in _numbers(paper, shown)):
        return  # a field that shows the number on some pages only
    words = "trang đầu phải không in số trang (Different First Page)"
    reason = paper.reason("so_trang")
    yield overall(_HEAD, "T007", words, reason, wanted="trang 1 không số", actual="trang 1 có số")
