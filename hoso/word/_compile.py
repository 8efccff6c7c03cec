"""One part of a template made ready to be printed many times: docxtpl's mending, then Jinja.

docxtpl's `patch_xml` joins placeholders that Word split and lifts `{%p`, `{%tr`, `{%tc` out of
their paragraph, row or cell. It does so by pattern, so what it took away is compared with what it
was given, and each expression is wrapped in a filter that notes what is printed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from hoso.errors import TemplateBrokenError
from hoso.word._data import Group
from hoso.word._names import path_of
from hoso.word._package import all_text
from hoso.word._record import note

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ELEMENT: Final = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_OWN_TAGS: Final = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
_CELLS: Final = re.compile(r"\{[%{]-?\s*(?:tc|colspan|hm)\b")
_TEXT_ELEMENTS: Final = re.compile(r"<(?:w:t|w:instrText|a:t|m:t|dc:\w+|cp:\w+)(?:\s[^<>]*)?>$")
TOOL: Final = DocxTemplate(io.BytesIO())  # its methods used here keep no state
_CAPTURES = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class Missing(StrictUndefined):
    """An undefined name whose message is its dotted path in the data."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        path = getattr(self._undefined_obj, "path", "")
        return f"{path}.{self._undefined_name}" if path else str(self._undefined_name)


class Environment(SandboxedEnvironment):
    """Jinja in its sandbox: strict, escaping, and data before methods (`x.items` is a field)."""

    def __init__(self) -> None:
        super().__init__(undefined=Missing, autoescape=True)
        self.filters[note.__name__] = note

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a field of the data, or what the sandbox lets the template see."""
        if isinstance(obj, Group) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@dataclass(frozen=True, slots=True)
class Expression:
    """One `{{ … }}`: how people know it, and whether the page shows what it prints."""

    label: str
    line: int
    shown: bool  # False: inside an XML tag, or caught by a macro or set block and printed later


@dataclass(frozen=True, slots=True)
class Part:
    """Phần: one XML part of a template, compiled."""

    template: str  # the file, for messages
    name: str
    source: str
    tree: nodes.Template  # as read, for the names
    compiled: Template
    expressions: tuple[Expression, ...]
    cells_vary: bool

    def place(self, line: int) -> str:
        """Return the text of the paragraph on `line` of the source, for messages."""
        return paragraph_text(self.source, line)


def paragraph_text(source: str, line: int) -> str:
    """Return the visible text on `line`, or around it when it has none."""
    lines = source.split("\n")
    for one in lines[max(line - 1, 0) :] + lines[:line][::-1]:
        if shown := " ".join(unescape(_ELEMENT.sub("", one)).split()):
            return shown[:160]
    return ""


def broken(template: str, name: str, reason: str, paragraph: str = "") -> TemplateBrokenError:
    """Return the refusal of a template, with file, part and paragraph."""
    near = f", đoạn «{paragraph}»" if paragraph else ""
    where = f"{template}: {name}{near}"
    return TemplateBrokenError(f"Mẫu {where}: {reason}", where=where)


def patched(root: etree._Element) -> str:
    """Return the part as Jinja source, each paragraph beginning on a line of its own."""
    source = TOOL.patch_xml(etree.tostring(root, encoding="unicode"))
    source = TAG.sub(lambda tag: tag.group().replace("&amp;", "&"), source)
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source)


def compile_part(
    environment: Environment, file: str, name: str, root: etree._Element
) -> Part | None:
    """Return the part compiled, None when it prints nothing.

    Raises TemplateBrokenError with the paragraph for a syntax error and for text that shares a
    paragraph, row or cell with a `{%p`, `{%tr`, `{%tc` tag and would be lost with it.
    """
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    source = patched(root)
    if not TAG.search(source) and "{_" not in source:
        return None
    if (lost := lost_text(all_text(root), source)) is not None:
        raise broken(file, name, "chữ hoặc lệnh đứng chung với {%p …%}, {%tr …%} sẽ bị mất", lost)
    try:
        tree, printing = environment.parse(source), environment.parse(source)
        expressions = instrumented(printing)
        compiled = environment.from_string(printing)
    except TemplateSyntaxError as error:
        place = paragraph_text(source, error.lineno)
        raise broken(file, name, f"sai cú pháp ({error.message})", place) from error
    vary = bool(_CELLS.search(all_text(root)))
    return Part(file, name, source, tree, compiled, expressions, vary)


def instrumented(tree: nodes.Template) -> tuple[Expression, ...]:
    """Wrap every expression of `tree` in the noting filter and return them in order."""
    instrument = _Instrument()
    instrument.visit(tree, captured=False)
    return tuple(instrument.expressions)


def lost_text(original: str, source: str) -> str | None:
    """Return the first text or tag of `original` that `source` no longer has, None when it has all."""
    static, kept = (_squeezed(TAG.sub("", one)) for one in (original, _static(source)))
    if static != kept:
        at = next(
            (i for i, (x, y) in enumerate(zip(static, kept, strict=False)) if x != y), len(kept)
        )
        return static[max(at - 20, 0) : at + 40]
    left = iter(_tags(source))
    return next((tag for tag in _tags(original) if not any(tag == other for other in left)), None)


def _static(source: str) -> str:
    return unescape(_ELEMENT.sub("", TAG.sub("", source)))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tags(text: str) -> Iterator[str]:
    quotes = str.maketrans("“”\u2018\u2019", "\"\"''")
    for tag in TAG.findall(text):
        if not tag.startswith("{#") and not _OWN_TAGS.match(tag):
            yield re.sub(r"^(\{[{%])[-+]?(?:p|tr|tc|r)?\s+|\s+", r"\1", tag).translate(quotes)


@dataclass(slots=True)
class _Instrument:
    """Wraps every printed expression in the noting filter and tells text from attributes."""

    expressions: list[Expression] = field(default_factory=list)
    before: str = ""  # the XML up to here, as far as it is needed to know where we are

    def visit(self, node: nodes.Node, *, captured: bool) -> None:
        if isinstance(node, nodes.Output):
            node.nodes = [self._printed(one, captured=captured) for one in node.nodes]
            return
        inside = captured or isinstance(node, _CAPTURES)
        for child in node.iter_child_nodes():
            self.visit(child, captured=inside)

    def _printed(self, node: nodes.Expr, *, captured: bool) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            node.data = _own_marks(re.sub(r"\n<w:p([ >])", r"<w:p\1", node.data))
            self.before = (self.before + node.data)[-4000:]
            return node
        in_tag = self.before.rfind("<") > self.before.rfind(">")
        label = path_of(node, {}) or next(
            (found for inner in node.find_all(nodes.Name) if (found := inner.name)), "biểu thức"
        )
        expression = Expression(label, node.lineno, shown=not in_tag and not captured)
        self.expressions.append(expression)
        index = nodes.Const(len(self.expressions) - 1)
        return nodes.Filter(node, note.__name__, [index], [], None, None, lineno=node.lineno)


def _own_marks(data: str) -> str:
    """Return docxtpl's marks for braces meant as text made braces; values keep theirs as they are."""
    marks = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
    return re.sub(r"\{_\{|\}_\}|\{_%|%_\}", lambda mark: marks[mark.group()], data)
