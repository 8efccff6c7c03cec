"""Printing values straight into XML that was traced beforehand: what needs no parsing afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import pass_context
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup, escape

from hoso.text import has_forbidden
from hoso.word._flow import Place


class UnusualError(Exception):
    """A value whose place only docxtpl can tell: the document is printed the careful way."""


class RefusedError(Exception):
    """A value that cannot be printed, and the number of its expression."""

    def __init__(self, index: int, value: object) -> None:
        super().__init__(index)
        self.index = index
        self.value = value


class StraightCode(CodeGenerator):
    """Jinja's compiler without its own escaping: `Printer` returns finished XML."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("(")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


def printer(places: Sequence[Place], made: Sequence[bool]) -> object:
    """Return the filter around every expression: its value as XML for the place where it prints.

    `places` by number of the expression; `made` tells expressions that do more than name a value,
    which may make characters that the data did not hold. The filter raises RefusedError for what is
    no text, UnusualError where the text needs more than its place promises.
    """
    pairs = zip(places, made, strict=True)
    plain = [place.keeps_edges and not is_made for place, is_made in pairs]

    @pass_context  # so that Jinja does not work it out ahead of time
    def note(_: Context, value: object, index: int) -> str:
        text = value if type(value) is str else _text(value, index)
        if not plain[index]:
            _look(text, index, places[index], is_made=made[index])
        printed = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if "\n" in text:
            printed = _replaced(printed, "\n", places[index].line_break)
        if "\t" in text:
            printed = _replaced(printed, "\t", places[index].tab)
        return printed.replace('"', "&#34;") if places[index].in_tag else printed

    return note


def _look(text: str, index: int, place: Place, *, is_made: bool) -> None:
    """Look at what only some places and expressions need."""
    if is_made and has_forbidden(text):
        raise RefusedError(index, text)
    if not place.keeps_edges and text.strip() != text:
        raise UnusualError


def _replaced(printed: str, letter: str, by: str | None) -> str:
    if by is None:
        raise UnusualError
    return printed.replace(letter, by)


def _text(value: object, index: int) -> str:
    if value is None or isinstance(value, Mapping | list | tuple):
        raise RefusedError(index, value)
    if isinstance(value, Markup):
        plain = value.unescape()
        if escape(plain) != value:
            raise UnusualError
        return plain
    if hasattr(value, "__html__"):
        raise UnusualError
    return str(value)
