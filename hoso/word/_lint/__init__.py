"""Thể thức: a finished .docx measured against a layout in force.

The codes are stable; numbers, patterns and references come from the layout's data, the rules are
those of HD 05-HD/VPTW and HD 36-HD/VPTW. Reading is lenient: heads in tables, text boxes, tabs or
rows of spaces, soft breaks, looks from styles, themes and defaults are all understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from hoso.errors import Problem
from hoso.model.layout import Layout
from hoso.word._anatomy import dissect
from hoso.word._lint._body import body
from hoso.word._lint._codes import CODES
from hoso.word._lint._letters import letters
from hoso.word._lint._page import pages
from hoso.word._lint._page_number import page_numbers
from hoso.word._lint._paper import Finding, Paper
from hoso.word._lint._parts import parts
from hoso.word._lint._rule import rule_below_title
from hoso.word._lint._signing import signing
from hoso.word._lint._wording import wording
from hoso.word._measure import Styles
from hoso.word._package import open_package

__all__ = ["CODES", "lint", "notes", "printed_day"]


def lint(data: bytes, layout: Layout, *, name: str = "văn bản") -> tuple[Problem, ...]:
    """Return every deviation from `layout`, each with place, expected value and reference.

    One kind of deviation is named once, at its first place. Raises UnreadableFileError when `data`
    is no sound .docx.
    """
    return tuple(one.problem for one in _gathered(_findings(data, layout, name)))


def notes(data: bytes, layout: Layout, *, name: str = "văn bản") -> tuple[tuple[int, str], ...]:
    """Return (number of the paragraph, words) of every deviation, for comments at the place."""
    return tuple(
        (max(one.number, 1), _words(one.problem, placed=one.number == 0))
        for one in _findings(data, layout, name)
    )


def printed_day(data: bytes, *, name: str = "văn bản") -> tuple[int | None, date | None]:
    """Return (year, date) as printed in the head; None for what it does not say in figures.

    A date that no calendar has says nothing at all.
    """
    package = open_package(data, name)
    anatomy = dissect(package, Styles(package))
    if anatomy.has_date and anatomy.day is None:
        return None, None
    return anatomy.year, anatomy.day


def _findings(data: bytes, layout: Layout, name: str) -> list[Finding]:
    package = open_package(data, name)
    styles = Styles(package)
    paper = Paper(package, styles, dissect(package, styles, layout.types), layout)
    rooms = (
        pages, page_numbers, letters, parts, rule_below_title, body, signing, wording,
    )  # fmt: skip
    return [one for room in rooms for one in room(paper)]


def _words(problem: Problem, *, placed: bool) -> str:
    because = f" [{problem.reference}]" if problem.reference else ""
    where = f"{problem.where}: " if placed else ""
    return f"{problem.code}: {where}{problem.message}{because}"


def _gathered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each kind of deviation once, at its first place, with the number of further places."""

    def kind(one: Finding) -> tuple[str, str]:
        return one.problem.code, one.problem.message

    firsts = {id(one): place for place, one in enumerate(findings)}
    groups = [list(group) for _, group in groupby(sorted(findings, key=kind), key=kind)]
    for group in sorted(groups, key=lambda group: firsts[id(group[0])]):
        more = f" (và {len(group) - 1} đoạn khác)" if len(group) > 1 else ""
        problem = replace(group[0].problem, message=group[0].problem.message + more)
        yield Finding(problem, group[0].number)
