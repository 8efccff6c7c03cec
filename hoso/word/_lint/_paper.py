"""The document on the table: its parts, the layout that it is held against, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypedDict, Unpack

from hoso.errors import Problem
from hoso.model.layout import Layout
from hoso.word._anatomy import Anatomy
from hoso.word._lint._codes import OF_COMPONENT
from hoso.word._measure import Styles
from hoso.word._package import Package
from hoso.word._pieces import Paragraph


class Finding(NamedTuple):
    """A deviation and the paragraph that it is at (from 1); 0 stands for the document."""

    problem: Problem
    number: int


@dataclass(frozen=True, slots=True)
class Paper:
    """Văn bản under measurement."""

    package: Package
    styles: Styles
    anatomy: Anatomy
    layout: Layout

    def reason(self, topic: str) -> str:
        """Return the legal reference of a topic or component of the layout."""
        if topic in self.layout.reasons:
            return self.layout.reasons[topic]
        parts = (one.reference for one in self.layout.components if one.name == topic)
        return next(parts, self.layout.title)

    def label(self, component: str) -> str:
        """Return how people call a component, beginning with a small letter."""
        names = (one.label for one in self.layout.components if one.name == component)
        label = next(names, component)
        return f"{label[0].lower()}{label[1:]}"

    @property
    def is_official(self) -> bool:
        """Return whether this is a numbered type of document and no form of its own."""
        return self.anatomy.known

    @property
    def unnumbered(self) -> bool:
        """Return whether papers of this kind may go without a number."""
        types = {name.lower() for name in self.layout.unnumbered}
        return not self.is_official or self.anatomy.text("ten_loai").lower().strip(" .:") in types


class Said(TypedDict, total=False):
    """What should stand at a place, and what does."""

    wanted: str
    actual: str


def at(one: Paragraph, code: str, message: str, reason: str, **said: Unpack[Said]) -> Finding:
    """Return a finding at a paragraph."""
    problem = Problem(
        code=code,
        where=one.where,
        message=message,
        reference=reason,
        expected=said.get("wanted", ""),
        found=said.get("actual") or one.text,
    )
    return Finding(problem, one.number)


def overall(where: str, code: str, message: str, reason: str, **said: Unpack[Said]) -> Finding:
    """Return a finding about the document as a whole."""
    problem = Problem(
        code=code,
        where=where,
        message=message,
        reference=reason,
        expected=said.get("wanted", ""),
        found=said.get("actual") or "không có",
    )
    return Finding(problem, 0)


def missing(paper: Paper, component: str, where: str, wanted: str = "") -> Finding:
    """Return that a component of the document is not there."""
    words = f"không thấy {paper.label(component)}"
    return overall(
        where, OF_COMPONENT[component], words, paper.reason(component), wanted=wanted or words[11:]
    )
