"""What a template from others might try: the sandbox would stop it, the check names it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes, sandbox

# Filters that print markup unescaped, or reach attributes by a name in quotes.
_FILTERS: Final = {
    "safe": "in chữ thô không kiểm soát vào tệp Word",
    "tojson": "in chữ thô không kiểm soát vào tệp Word",
    "xmlattr": "in chữ thô không kiểm soát vào tệp Word",
    "urlize": "in chữ thô không kiểm soát vào tệp Word",
    "attr": "đọc thuộc tính bên trong chương trình",
}
_INTERNAL: Final = frozenset(
    {"mro"}
    | sandbox.UNSAFE_FUNCTION_ATTRIBUTES
    | sandbox.UNSAFE_METHOD_ATTRIBUTES
    | sandbox.UNSAFE_GENERATOR_ATTRIBUTES
    | sandbox.UNSAFE_COROUTINE_ATTRIBUTES
    | sandbox.UNSAFE_ASYNC_GENERATOR_ATTRIBUTES
)
_ELSEWHERE: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_MOST: Final = 10_000  # rows that a template may count off by itself


def unsafe(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield (line, why) of each construct of `tree` that a template must not have."""
    for node in tree.find_all(nodes.Node):
        if reason := _reason(node):
            yield node.lineno, reason


def _reason(node: nodes.Node) -> str:
    match node:
        case (
            nodes.Getattr(attr=str() as name) | nodes.Getitem(arg=nodes.Const(value=str() as name))
        ):
            return f"«{name}»: đọc thuộc tính bên trong chương trình" if _is_internal(name) else ""
        case nodes.Filter(name=str() as name) if name in _FILTERS:
            return f"«|{name}»: {_FILTERS[name]}"
        case nodes.ScopedEvalContextModifier() | nodes.EvalContextModifier():
            return "tắt việc kiểm soát chữ in ra (autoescape)"
        case _ if isinstance(node, _ELSEWHERE):
            return "gọi tệp khác; mẫu phải nằm trọn trong một tệp"
    return _too_much(node)


def _is_internal(name: str) -> bool:
    return name.startswith("_") or name in _INTERNAL


def _too_much(node: nodes.Node) -> str:
    """Return why a sum or a count would never end, or fill the memory."""
    match node:
        case nodes.Pow():
            return "phép lũy thừa (có thể làm treo máy)"
        case (
            nodes.Mul(left=nodes.Const(value=str()) | nodes.List())
            | nodes.Mul(right=nodes.Const(value=str()) | nodes.List())
        ):
            return "lặp chữ bằng phép nhân (có thể làm đầy bộ nhớ)"
        case nodes.Call(node=nodes.Name(name="range" | "lipsum"), args=arguments):
            counts = [one.value for one in arguments if isinstance(one, nodes.Const)]
            if any(isinstance(count, int) and count > _MOST for count in counts):
                return f"đếm quá {_MOST} lần"
    return ""
