"""The text projection of a document: what golden files compare and reviewers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from hoso.word._lines import Line, story_lines
from hoso.word._measure import Look, Styles
from hoso.word._ns import w
from hoso.word._package import Package, open_package

_TITLES = {"header": "đầu trang", "": "nội dung", "footnotes": "chú thích cuối trang",
           "endnotes": "chú thích cuối văn bản", "footer": "chân trang"}  # fmt: skip


def project(data: bytes, name: str = "văn bản") -> str:
    """Return one line a paragraph: table cell, style, alignment, runs with their looks, text."""
    package = open_package(data, name)
    styles = Styles(package)
    rows = [*_pages(package)]
    for kind, found in story_lines(package):
        rows += [f"== {_TITLES[kind]}", *(_row(styles, line) for line in found)]
    return "\n".join(rows) + "\n"


def _pages(package: Package) -> Iterator[str]:
    for section in package.xml(package.main).iter(w("sectPr")):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        paper = f"{_get(size, 'w')}×{_get(size, 'h')}"
        sides = " ".join(f"{_get(margins, key)}" for key in ("top", "bottom", "left", "right"))
        yield f"== trang {paper}, lề trên dưới trái phải {sides}"


def _get(element: etree._Element | None, key: str) -> str:
    return element.get(w(key), "?") if element is not None else "?"


def _row(styles: Styles, line: Line) -> str:
    shape = styles.shape(line.element)
    cell = f"[{'.'.join(str(part + 1) for part in line.cell)}] " if line.cell else ""
    runs = groupby(styles.runs(line.element), key=lambda run: short(run.look))
    text = "".join(f"{{{look}}}{''.join(run.text for run in group)}" for look, group in runs)
    shown = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return f"{cell}{shape.style} · {shape.align} · {shown}".rstrip()


def short(look: Look) -> str:
    """Return a look in short: `14 đậm`, `12 nghiêng gạch-chân`."""
    words = [f"{look.size:g}"]
    words += [word for word, on in (("đậm", look.bold), ("nghiêng", look.italic),
                                    ("gạch-chân", look.underline), ("hoa", look.capitals)) if on]  # fmt: skip
    return " ".join(words)
