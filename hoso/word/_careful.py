"""Printing with proof: every printed value is noted and found again on the page.

The way for whatever the straight one cannot promise: docxtpl's `resolve_listing` and `fix_tables`
on the whole part, which is read back strictly.
"""

from __future__ import annotations

from types import TracebackType
from typing import Final

from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from lxml import etree

from hoso.errors import TemplateBrokenError, UnreadableFileError
from hoso.text import nearest
from hoso.word._compile import DRAWING, FIRST_DRAWING, TOOL, Part, broken
from hoso.word._data import Group, leaves
from hoso.word._ns import w
from hoso.word._package import all_text, parse
from hoso.word._record import RECORDER, Recorder, prove, shown_text

# Whatever an expression of the template may raise while it is worked out.
MISTAKES: Final = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError,
                   AttributeError, RecursionError, MemoryError)  # fmt: skip


def rendered(part: Part, context: Group) -> etree._Element:
    """Return one part printed with `context`, proved to hold every value that was printed."""
    recorder = Recorder(part)
    try:
        source = part.compiled.render({**context, RECORDER: recorder})
    except MISTAKES as error:
        raise mistake(part, context, error) from error
    root = _mended(part, TOOL.resolve_listing(source))
    prove(recorder, shown_text(root) if part.name.startswith("word/") else all_text(root))
    return root


def _mended(part: Part, source: str) -> etree._Element:
    """Return the printed XML as a tree: strict where docxtpl would repair by dropping text."""
    root = strictly(part.template, part.name, source)
    if part.is_main:
        if root.find(f".//{w('tblGrid')}") is not None:
            root = parse(etree.tostring(TOOL.fix_tables(source)), part.name)
        for number, drawing in enumerate(root.iter(DRAWING), FIRST_DRAWING):
            drawing.set("id", str(number))
    return root


def strictly(template: str, name: str, source: str) -> etree._Element:
    """Return printed XML as a tree; raise TemplateBrokenError when it is no sound XML."""
    try:
        return parse(source.encode(), name)
    except UnreadableFileError as error:
        reason = "kết quả không còn là XML đúng (mẫu dùng «|safe», hoặc lệnh cắt ngang thẻ)"
        raise broken(template, name, reason) from error


def mistake(part: Part, context: Group, error: Exception) -> TemplateBrokenError:
    """Return the refusal of a template whose expression could not be worked out, with its place."""
    place = part.place(_line(error.__traceback__))
    if isinstance(error, SecurityError):
        reason = "dùng lệnh không được phép trong mẫu"
    elif isinstance(error, UndefinedError):
        reason = f"không có tên «{error.message}» trong dữ liệu{_did_you_mean(error, context)}"
    else:
        reason = f"biểu thức không tính được ({error})"
    return broken(part.template, part.name, reason, place)


def _did_you_mean(error: UndefinedError, context: Group) -> str:
    choice = nearest(str(error.message), sorted(set(leaves(context))))
    return f"; ý bạn là «{choice}»?" if choice else "; hãy thêm vào dữ liệu hoặc sửa mẫu"


def _line(trace: TracebackType | None) -> int:
    """Return the line of the template's source that an error came from (Jinja rewrites traces)."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
