"""The text itself: size, justification, indent, gaps, line pitch, and headings by Party habit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from hoso.model.layout import Component
from hoso.word._anatomy import SALUTE
from hoso.word._lint._page import mm, number
from hoso.word._lint._paper import Finding, Paper, at
from hoso.word._lint._parts import deviations
from hoso.word._ns import w
from hoso.word._pieces import Paragraph

_SECTION: Final = re.compile(r"^([IVX]+)\s*([-–—.)/:])\s*(?![IVX]+\.)(\S.*)$")
_HABIT: Final = re.compile(r"^[IVX]+- \S")
_TAB: Final = 720  # twips between default tab stops when the settings say nothing


def body(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of the paragraphs between head and foot."""
    content = next((one for one in paper.layout.components if one.name == "noi_dung"), None)
    salutation = {one.number for one in _salutation(paper)}
    for one in paper.anatomy.body:
        if one.number in salutation:
            continue
        if content is not None:
            yield from _look(one, content)
        yield from _indent(paper, one)
        yield from _pitch(paper, one)
        yield from _heading(paper, one)
    yield from _gaps(paper, salutation)


def _salutation(paper: Paper) -> Iterator[Paragraph]:
    """Yield the lines of Kính gửi, Kính trình with those named below, which stand as they like."""
    inside = False
    for one in paper.anatomy.body:
        marked = one.item.startswith(("-", "–", "+"))
        inside = SALUTE.match(one.text) is not None or (inside and marked)
        if inside:
            yield one


def _stands_free(one: Paragraph) -> bool:
    """Return whether a line is a title in the middle or a remark in brackets, not running text."""
    remark = one.text.startswith("(") and one.is_italic
    return remark or (one.shape.align == "giua" and one.is_bold)


def _look(one: Paragraph, content: Component) -> Iterator[Finding]:
    if _stands_free(one):
        return
    rules = _heading_rules(content) if one.is_bold else content
    for words, wanted, actual in deviations(one, rules):
        message = f"{content.label}: {words}"
        yield at(one, "T020", message, content.reference, wanted=wanted, actual=actual)


def _heading_rules(content: Component) -> Component:
    """Return the rules for a bold heading, which is as large as the text but need not fill lines."""
    return Component(
        name=content.name, label=content.label, sizes=content.sizes, reference=content.reference
    )


def _indent(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    if one.is_bold or one.shape.align != "deu" or _stands_free(one):
        return
    wanted = paper.layout.body.get("thut_dong", 567)
    real = _first_line(paper, one)
    if abs(real - wanted) > paper.layout.tolerance.get("thut", 60):
        words = f"dòng đầu thụt {mm(real)}, phải khoảng {mm(wanted)}"
        reason = paper.reason("noi_dung")
        yield at(one, "T022", words, reason, wanted=mm(wanted), actual=mm(real))


def _first_line(paper: Paper, one: Paragraph) -> int:
    """Return where the first line begins, in twips: by indent, by list, or by a tab typed."""
    if one.shape.mark:
        return one.shape.left + one.shape.first_line
    if one.line.text.startswith("\t") and not one.shape.first_line:
        return _tab(paper, one)
    return one.shape.first_line


def _tab(paper: Paper, one: Paragraph) -> int:
    own = one.line.element.find(f"{w('pPr')}/{w('tabs')}/{w('tab')}")
    if own is not None:
        return number(own, "pos")
    found = paper.package.related(paper.package.main, "settings")
    default = paper.package.xml(found[0]).find(w("defaultTabStop")) if found else None
    return number(default, "val") or _TAB


def _pitch(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    least, most = (paper.layout.body.get(f"dan_dong_{end}", 0) for end in ("tu", "den"))
    if one.shape.rule == "exact" and least <= one.shape.pitch <= most:
        return
    wanted = f"Exactly {least / 20:g}–{most / 20:g} điểm"
    exact = one.shape.rule == "exact"
    lines = f"{one.shape.pitch / (20 if exact else 240) or 1:g}"
    actual = f"Exactly {lines} điểm" if exact else f"{one.shape.rule} {lines}"
    reason = paper.reason("noi_dung")
    yield at(one, "T024", f"dãn dòng phải là {wanted}", reason, wanted=wanted, actual=actual)


def _gaps(paper: Paper, salutation: set[int]) -> Iterator[Finding]:
    wanted = paper.layout.body.get("dan_doan", 120)
    for before, one in pairwise([None, *paper.anatomy.body]):
        if one is None or one.number in salutation:
            continue
        real = one.shape.before + one.shape.after
        if before and one.shape.contextual and before.shape.style == one.shape.style:
            real = 0
        if real < wanted:
            words = f"cách đoạn {real / 20:g} điểm, ít nhất {wanted / 20:g}"
            reason = paper.reason("noi_dung")
            least = f"ít nhất {wanted / 20:g} điểm"
            yield at(one, "T023", words, reason, wanted=least, actual=f"{real / 20:g} điểm")


def _heading(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    """Yield that a heading of the first rank is not written `I- TÊN MỤC`, in bold."""
    if not paper.is_official or not _SECTION.match(one.text):
        return
    if not (one.is_bold or one.is_upper) or one.text.endswith((".", ";")):
        return  # a sentence
    if not (_HABIT.match(one.text) and one.is_bold and one.is_upper):
        words = "đề mục lớn viết như «I- TÌNH HÌNH CHUNG»: gạch nối, chữ in hoa, đậm"
        found = at(one, "T021", words, paper.reason("de_muc"), wanted="I- TÌNH HÌNH CHUNG")
        yield found._replace(problem=replace(found.problem, warning=True))
