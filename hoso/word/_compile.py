"""One part of a template made ready to be printed many times: docxtpl's mending, then Jinja.

Each part is compiled twice from one source: straight into XML, when the trace of `_flow` allows it,
and with every printed value noted, for the careful way.

docxtpl's `patch_xml` joins placeholders that Word split and lifts `{%p`, `{%tr`, `{%tc` out of
their paragraph, row or cell. It does so by pattern, so what it took away is compared with what it
was given, and each expression is wrapped in a filter that notes what is printed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, Final

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from hoso.errors import TemplateBrokenError
from hoso.word._data import Group
from hoso.word._flow import Flow, Place, trace
from hoso.word._names import path_of, targets
from hoso.word._package import Package, all_text
from hoso.word._placed import Picture
from hoso.word._print import StraightCode, printer
from hoso.word._record import note

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ELEMENT: Final = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_OWN_TAGS: Final = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
_OBJECT_TAGS: Final = {
    re.compile(r"\{\{r\s"): "{{r …}}: chữ có định dạng riêng do docxtpl đặt vào",
    re.compile(r"\{\{p\s"): "{{p …}}: văn bản con do docxtpl đặt vào",
    re.compile(r"\|\s*hinh\b"): "«hinh»: hình ảnh do docxtpl đặt vào",
}
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
FIRST_DRAWING: Final = 1001  # as docxtpl numbers them
TOOL: Final = DocxTemplate(io.BytesIO())  # its methods used here keep no state
_LONGEST: Final = 1_000_000  # letters or items that a multiplication may make
_CAPTURES = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class Missing(StrictUndefined):
    """An undefined name whose message is its dotted path in the data."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        path = getattr(self._undefined_obj, "path", "")
        return f"{path}.{self._undefined_name}" if path else str(self._undefined_name)


def picture(value: object, width: float = 0) -> object:
    """Return a picture, `width` millimetres wide: the filter that announces it in a template."""
    if width and isinstance(value, Picture):
        return replace(value, width=width)
    if width and isinstance(value, InlineImage):
        image = copy(value)
        image.width = Mm(width)
        return image
    return value


class Environment(SandboxedEnvironment):
    """Jinja in its sandbox: strict, escaping, and data before methods (`x.items` is a field).

    Nothing is worked out while a template is opened, and no product that would fill the memory.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, noting: object = note) -> None:
        super().__init__(undefined=Missing, autoescape=True)
        self.filters["note"] = noting
        self.filters["hinh"] = picture

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return a product; raise SecurityError for a power, or a text or list made too long."""
        times = next((one for one in (left, right) if isinstance(one, int)), 0)
        length = sum(len(one) for one in (left, right) if isinstance(one, (str, list, tuple)))
        if operator == "**" or times * length > _LONGEST:
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)

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
    made: bool  # more than the name of a value
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
    flow: Flow
    straight: Template | None  # None: only the careful way
    is_main: bool = False  # docxtpl mends tables and drawings of the main document only

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


def compile_part(environment: Environment, file: str, name: str, package: Package) -> Part | None:
    """Return the part compiled, None when it prints nothing.

    Raises TemplateBrokenError with the paragraph for a syntax error and for text that shares a
    paragraph, row or cell with a `{%p`, `{%tr`, `{%tc` tag and would be lost with it.
    """
    root = _prepared(package, name)
    source = patched(root)
    if not TAG.search(source) and "{_" not in source:
        return None
    if (lost := lost_text(all_text(root), source)) is not None:
        raise broken(file, name, "chữ hoặc lệnh đứng chung với {%p …%}, {%tr …%} sẽ bị mất", lost)
    try:
        tree, printing, again = (environment.parse(source) for _ in range(3))
        expressions = instrumented(printing)
        compiled = environment.from_string(printing)
    except TemplateSyntaxError as error:
        place = paragraph_text(source, error.lineno)
        raise broken(file, name, f"sai cú pháp ({error.message})", place) from error
    instrumented(again)
    flow = trace(again)
    flow.reasons |= dict.fromkeys(_objects_in(all_text(root)))
    straight = None if flow.reasons else _straight(again, flow, expressions)
    is_main = name == package.main
    return Part(file, name, source, tree, compiled, expressions, flow, straight, is_main)


def _prepared(package: Package, name: str) -> etree._Element:
    """Return the XML of a part without remarks, its drawings numbered as docxtpl does."""
    root = package.xml(name)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    if name == package.main:
        for number, drawing in enumerate(root.iter(DRAWING), FIRST_DRAWING):
            drawing.set("id", str(number))
    return root


def _objects_in(text: str) -> Iterator[str]:
    """Yield why docxtpl itself must place what the template asks for."""
    for mark, words in _OBJECT_TAGS.items():
        if mark.search(text):
            yield words


def _straight(tree: nodes.Template, flow: Flow, expressions: Sequence[Expression]) -> Template:
    """Return `tree` compiled so that it prints finished XML."""
    places = [flow.places.get(number, Place(None, None)) for number in range(len(expressions))]
    environment = Environment(printer(places, [one.made for one in expressions]))
    environment.code_generator_class = StraightCode
    return environment.from_string(tree)


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
    made_names: set[str] = field(default_factory=set)
    before: str = ""  # the XML up to here, as far as it is needed to know where we are

    def visit(self, node: nodes.Node, *, captured: bool) -> None:
        if isinstance(node, nodes.Output):
            node.nodes = [self._printed(one, captured=captured) for one in node.nodes]
            return
        if isinstance(node, nodes.Assign | nodes.For):
            source = node.node if isinstance(node, nodes.Assign) else node.iter
            if isinstance(node, nodes.Assign) or self._is_made(source):
                self.made_names |= set(targets(node.target))
        inside = captured or isinstance(node, _CAPTURES)
        for child in node.iter_child_nodes():
            self.visit(child, captured=inside)

    def _is_made(self, node: nodes.Node) -> bool:
        """Return whether an expression does more than name data, which the border has judged."""
        path = path_of(node, {})
        root = re.split(r"[.\[]", path)[0] if path else ""
        return not path or root in self.made_names

    def _printed(self, node: nodes.Expr, *, captured: bool) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            node.data = _own_marks(re.sub(r"\n<w:p([ >])", r"<w:p\1", node.data))
            self.before = (self.before + node.data)[-4000:]
            return node
        in_tag = self.before.rfind("<") > self.before.rfind(">")
        label = path_of(node, {}) or next(
            (found for inner in node.find_all(nodes.Name) if (found := inner.name)), "biểu thức"
        )
        shown = not in_tag and not captured
        expression = Expression(label, node.lineno, made=self._is_made(node), shown=shown)
        self.expressions.append(expression)
        index = nodes.Const(len(self.expressions) - 1)
        return nodes.Filter(node, "note", [index], [], None, None, lineno=node.lineno)


def _own_marks(data: str) -> str:
    """Return docxtpl's marks for braces meant as text made braces; values keep theirs as they are."""
    marks = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
    return re.sub(r"\{_\{|\}_\}|\{_%|%_\}", lambda mark: marks[mark.group()], data)
