"""Where each expression of a part prints, traced through the XML around it before anything is filled.

The trace also proves that the part stays well-formed XML whatever is printed: a branch or loop body
must leave open what it found open, whether it is skipped or repeated. What cannot be proved, or what
docxtpl changes after printing, is a reason to fill with docxtpl's own means instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from jinja2 import nodes

from hoso.word._tables import Tables

# Elements whose text a page shows, or that hold the text of a property.
_TEXTS: Final = {"w:t", "w:instrText", "w:delText", "a:t", "m:t"}
_PROPERTY: Final = re.compile(r"(?:dc|dcterms|cp):\w+")
_NAME: Final = re.compile(r"</?([^\s/>]+)")
_KEPT: Final = 'xml:space="preserve"'
_UNPROVED: Final = "nhánh hoặc vòng lặp mở và đóng thẻ không cân nhau"
_FOREIGN: Final[dict[type[nodes.Node], str]] = {
    nodes.Macro: "mẫu có macro",
    nodes.CallBlock: "mẫu có khối call",
    nodes.FilterBlock: "mẫu có khối filter",
    nodes.AssignBlock: "mẫu có khối set",
}


class Place(NamedTuple):
    """Chỗ in: what an expression's text becomes there; None where only docxtpl can tell."""

    line_break: str | None = "\n"
    tab: str | None = "\t"
    keeps_edges: bool = True  # spaces at the ends of the text are kept
    in_tag: bool = False  # the value of an attribute


class Frame(NamedTuple):
    """An open element; `look` is the run's `w:rPr` as docxtpl finds it, None when it may vary."""

    name: str
    look: str | None = ""
    keeps: bool = False


class State(NamedTuple):
    """The XML read so far: open elements, an unfinished tag, the `w:rPr` being read."""

    stack: tuple[Frame, ...] = ()
    tag: str | None = None
    look: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(frame.name for frame in self.stack)


class _UntraceableError(Exception):
    """The XML does not nest as it must."""


@dataclass(slots=True)
class Flow:
    """What the trace found: a place for each expression by number, and reasons for the slow path."""

    places: dict[int, Place] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    may_empty_tables: bool = False  # a table whose rows may all be missing: docxtpl mends its grid


def trace(tree: nodes.Template) -> Flow:
    """Return where the noted expressions of `tree` print (see `_compile.instrumented`)."""
    tracer = _Tracer()
    try:
        tracer.whole(tree.body)
    except _UntraceableError:
        tracer.flow.reasons[_UNPROVED] = None
    tracer.flow.reasons |= dict.fromkeys(tracer.tables.reasons)
    tracer.flow.may_empty_tables = tracer.tables.may_empty
    return tracer.flow


@dataclass(slots=True)
class _Tracer:
    flow: Flow = field(default_factory=Flow)
    tables: Tables = field(default_factory=Tables)
    depth: int = 0  # of branches and loops around

    def whole(self, body: Sequence[nodes.Node]) -> None:
        """Trace a whole part, which must end as it began."""
        end = self.walk(body, State())
        if end.stack or end.tag is not None:
            raise _UntraceableError

    def walk(self, body: Iterable[nodes.Node], state: State) -> State:
        for node in body:
            match node:
                case nodes.Output():
                    state = self._output(node, state)
                case nodes.If():
                    state = self._merged(state, self._branches(node, state))
                case nodes.For():
                    state = self._loop(node, state)
                case nodes.Assign() | nodes.ExprStmt():
                    pass
                case _:
                    words = _FOREIGN.get(type(node), f"mẫu có lệnh {type(node).__name__.lower()}")
                    self.flow.reasons[words] = None
        return state

    def _inside(self, body: Sequence[nodes.Node], state: State) -> State:
        self.depth += 1
        state = self.walk(body, state)
        self.depth -= 1
        return state

    def _branches(self, node: nodes.If, state: State) -> Iterator[State]:
        yield self._inside(node.body, state)
        for other in node.elif_:
            yield self._inside(other.body, state)
        yield self._inside(node.else_, state)

    def _loop(self, node: nodes.For, state: State) -> State:
        if node.recursive:
            self.flow.reasons["mẫu có vòng lặp đệ quy"] = None
        again = self._merged(state, [self._inside(node.body, state)])
        if again != state:  # the second turn begins in another state than the first
            again = self._merged(again, [self._inside(node.body, again)])
        return self._merged(again, [self._inside(node.else_, state)])

    def _merged(self, before: State, after: Iterable[State]) -> State:
        """Return what holds whichever way was taken; raise when the open elements differ."""
        merged = before
        for state in after:
            if state.names != merged.names or (state.tag is None) != (merged.tag is None):
                raise _UntraceableError
            stack = tuple(
                one if one == other else Frame(one.name, None, one.keeps and other.keeps)
                for one, other in zip(merged.stack, state.stack, strict=True)
            )
            tag = merged.tag if merged.tag == state.tag else _one_quote(merged.tag, state.tag)
            look = merged.look if merged.look == state.look else "\x00"
            merged = State(stack, tag, look)
        return merged

    def _output(self, node: nodes.Output, state: State) -> State:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                state = self._data(child.data, state)
            elif isinstance(child, nodes.Filter) and isinstance(child.args[0], nodes.Const):
                state = self._expression(int(child.args[0].value), state)
        return state

    def _data(self, data: str, state: State) -> State:
        at = 0
        while at < len(data):
            if state.tag is None:
                end = data.find("<", at)
                end = len(data) if end < 0 else end
                state = self._text(data[at:end], state)
                state = state._replace(tag="") if end < len(data) else state
            else:
                end = data.find(">", at) + 1
                state = state._replace(tag=state.tag + data[at : end or len(data)])
                state = self._element(state) if end else state
                end = end or len(data)
            at = end
        return state

    def _text(self, text: str, state: State) -> State:
        if state.look is not None:
            state = state._replace(look=state.look + text)
        if ("\n" in text or "\t" in text) and state.stack and state.stack[-1].name == "w:t":
            self.flow.reasons["chữ in sẵn có dấu xuống dòng hoặc tab bên trong"] = None
        return state

    def _element(self, state: State) -> State:
        """Return the state after the tag that has just ended."""
        tag = state.tag or ""
        name = _NAME.match(tag)
        if name is None:
            raise _UntraceableError
        if name[1] == "wp:docPr" and self.depth:
            self.flow.reasons["hình vẽ trong vòng lặp hoặc điều kiện"] = None
        look = None if state.look is None else state.look + tag
        state = State(state.stack, None, look)
        if tag.startswith("</"):
            self.tables.closed(name[1])
            return _closed(name[1], state)
        self.tables.opened(name[1], tag, self.depth)
        if tag.endswith("/>"):
            self.tables.closed(name[1])
            return state
        frame = Frame(name[1], keeps=_KEPT in tag)
        starts = tag == "<w:rPr>" and state.look is None and _run(state.stack) == ""
        return State((*state.stack, frame), None, tag if starts else state.look)

    def _expression(self, index: int, state: State) -> State:
        if state.tag is not None:
            if state.tag.count('"') % 2 == 0:
                raise _UntraceableError
            self.flow.places[index] = Place(None, None, in_tag=True)
            return state._replace(tag=state.tag + "\x00")
        top = state.stack[-1].name if state.stack else ""
        if top == "w:t":
            self.flow.places[index] = _place(state.stack)
        elif top in _TEXTS or _PROPERTY.fullmatch(top):
            self.flow.places[index] = Place()
        else:
            self.flow.reasons["có giá trị in vào chỗ Word không hiện chữ"] = None
        return state


def _one_quote(one: str | None, other: str | None) -> str:
    """Return an unfinished tag that stands for both; raise when one is inside a value, one not."""
    if one is None or other is None or (one.count('"') - other.count('"')) % 2:
        raise _UntraceableError
    return one + "\x00"


def _closed(name: str, state: State) -> State:
    if not state.stack or state.stack[-1].name != name:
        raise _UntraceableError
    stack = state.stack[:-1]
    if name == "w:rPr" and state.look is not None and state.look.startswith("<w:rPr>"):
        varies = "\x00" in state.look or "\n" in state.look
        return State(_with_look(stack, None if varies else state.look))
    if name == "w:p" and "w:p" in (frame.name for frame in stack):
        # docxtpl takes the end of a paragraph in a text box for the end of the one around it.
        stack = tuple(frame._replace(look=None) for frame in stack)
    return State(stack, None, state.look)


def _run(stack: tuple[Frame, ...]) -> str | None:
    """Return the look of the innermost open run, None when there is no run or it may vary."""
    return next((frame.look for frame in reversed(stack) if frame.name == "w:r"), None)


def _with_look(stack: tuple[Frame, ...], look: str | None) -> tuple[Frame, ...]:
    place = max(number for number, frame in enumerate(stack) if frame.name == "w:r")
    return (*stack[:place], stack[place]._replace(look=look), *stack[place + 1 :])


def _place(stack: tuple[Frame, ...]) -> Place:
    """Return what docxtpl's `resolve_listing` makes of a line break and a tab in this `w:t`."""
    keeps = stack[-1].keeps
    around = [frame for frame in stack if frame.name in {"w:p", "w:r"}]
    if [frame.name for frame in around] != ["w:p", "w:r"] or around[0].look is None:
        return Place(None, None, keeps)
    look = around[1].look
    tab = None if look is None else f"</w:t></w:r><w:r>{look}<w:tab/></w:r><w:r>{look}<w:t {_KEPT}>"
    return Place(f"</w:t><w:br/><w:t {_KEPT}>", tab, keeps)
