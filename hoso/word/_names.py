"""Which names a template reads, loop variables resolved: `hang[].ho_ten`."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

# Filters that hand on the rows, or one row, of what they are given.
_ROWS = {"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"}
_ROW = {"first", "last", "random", "min", "max"}
_COUNTS = {"length", "count"}
_LOCALS = {"loop", "self", "super", "caller", "varargs", "kwargs", *DEFAULT_NAMESPACE}

Scope = dict[str, str | None]  # template variable → dotted path, None when it is no data


@dataclass(slots=True)
class Reads:
    """What was read: `names` in all, `whole` those of them that are printed with all inside."""

    names: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)

    def add(self, path: str, *, whole: bool) -> None:
        """Note that `path` is read."""
        self.names.add(path)
        if whole:
            self.whole.add(path)

    def covers(self, path: str) -> bool:
        """Return whether `path`, or something that it lies in, is printed or asked for."""
        parents = (path[:i] for i, letter in enumerate(path) if letter in ".[")
        return path in self.names or any(parent in self.whole for parent in parents)


def reads(tree: nodes.Template) -> Reads:
    """Return what `tree` reads from the data."""
    found = Reads()
    _Reader(found).visit(tree, dict.fromkeys(_LOCALS))
    return found


def path_of(node: nodes.Node, scope: Scope) -> str | None:
    """Return the dotted path of a plain chain of names, None for anything else."""
    match node:
        case nodes.Name():
            return scope.get(node.name, node.name)
        case nodes.Getattr():
            return _join(path_of(node.node, scope), f".{node.attr}")
        case nodes.Getitem(arg=nodes.Const(value=str() as key)):
            return _join(path_of(node.node, scope), f".{key}")
        case nodes.Getitem():
            return _join(path_of(node.node, scope), "[]")
        case nodes.Filter(node=nodes.Expr() as inner) if node.name in _ROWS:
            return path_of(inner, scope)
        case nodes.Filter(node=nodes.Expr() as inner) if node.name in _ROW:
            return _join(path_of(inner, scope), "[]")
    return None


def _join(base: str | None, rest: str) -> str | None:
    return None if base is None else base + rest


@dataclass(slots=True)
class _Reader:
    found: Reads

    def visit(self, node: nodes.Node, scope: Scope, *, whole: bool = True) -> None:
        """Note every read in `node`; `scope` grows as the template binds names."""
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign() | nodes.AssignBlock():
                self._assign(node, scope)
            case nodes.Macro() | nodes.CallBlock():
                self._macro(node, scope)
            case nodes.If() | nodes.CondExpr():
                self._condition(node, scope)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                self._chain(node, scope, whole=whole)
            case nodes.Filter() if node.name in _COUNTS:
                self._children(node, scope, whole=False)
            case nodes.Test() | nodes.Not() | nodes.Compare():
                self._children(node, scope, whole=False)
            case _:
                self._children(node, scope, whole=whole)

    def _children(self, node: nodes.Node, scope: Scope, *, whole: bool) -> None:
        for child in node.iter_child_nodes():
            self.visit(child, scope, whole=whole)

    def _chain(
        self, node: nodes.Name | nodes.Getattr | nodes.Getitem, scope: Scope, *, whole: bool
    ) -> None:
        if (path := path_of(node, scope)) is not None:
            self.found.add(path, whole=whole)
        elif not isinstance(node, nodes.Name):
            self.visit(node.node, scope, whole=whole)
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            self.visit(node.arg, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        path = path_of(node.iter, scope)
        if path is None:
            self.visit(node.iter, scope)
        else:
            self.found.add(path, whole=False)
            self._filter_arguments(node.iter, scope)
        inner: Scope = {**scope, "loop": None}
        for name in targets(node.target):
            inner[name] = None
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = _join(path, "[]")
            if path is not None:
                self.found.add(f"{path}[]", whole=False)
        for child in (*([node.test] if node.test else ()), *node.body):
            self.visit(child, inner, whole=child is not node.test)
        for child in node.else_:
            self.visit(child, scope)

    def _filter_arguments(self, node: nodes.Node, scope: Scope) -> None:
        while isinstance(node, nodes.Filter) and node.node is not None:
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, scope)
            node = node.node

    def _assign(self, node: nodes.Assign | nodes.AssignBlock, scope: Scope) -> None:
        path = path_of(node.node, scope) if isinstance(node, nodes.Assign) else None
        if path is not None:
            self.found.add(path, whole=False)
        else:
            for child in node.iter_child_nodes(exclude=("target",)):
                self.visit(child, scope)
        for name in targets(node.target):
            scope[name] = path

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        else:
            self.visit(node.call, scope)
        inner = scope | dict.fromkeys(argument.name for argument in node.args)
        for child in (*node.defaults, *node.body):
            self.visit(child, inner)

    def _condition(self, node: nodes.If | nodes.CondExpr, scope: Scope) -> None:
        self.visit(node.test, scope, whole=False)
        for child in node.iter_child_nodes(exclude=("test",)):
            self.visit(child, scope)


def targets(node: nodes.Node) -> list[str]:
    return [name.name for name in (*node.find_all(nodes.Name), *_itself(node))]


def _itself(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else []
