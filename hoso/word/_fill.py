"""A template, opened once and filled any number of times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from lxml import etree

from hoso.errors import StorageError, TemplateBrokenError, UnreadableFileError
from hoso.text import nearest
from hoso.word._compile import TOOL, Environment, Part, broken, compile_part
from hoso.word._data import Group, clean, leaves
from hoso.word._names import Reads, reads
from hoso.word._package import (
    Package,
    all_text,
    open_package,
    parse,
    serialise,
    with_identifier,
    write_package,
)
from hoso.word._record import RECORDER, Recorder, prove, shown_text

STORIES: Final = ("header", "footer", "footnotes", "endnotes")
_SLOW: Final = ("chưa có bộ dựng nhanh: từng phần được dựng bằng docxtpl và Jinja",)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# Whatever an expression of the template may raise while it is worked out.
_MISTAKES: Final = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError,
                    AttributeError, RecursionError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """Mẫu: a Word file with Jinja placeholders, safe to share between threads."""

    path: Path
    package: Package
    parts: tuple[Part, ...]
    slow_reasons: tuple[str, ...] = _SLOW

    @classmethod
    def open(cls, path: Path) -> Template:
        """Read and compile the template at `path`.

        Raises TemplateBrokenError with file and paragraph for bad syntax, UnreadableFileError for
        a file that is no sound .docx, StorageError when it cannot be read from the disk.
        """
        package = open_package(read_file(path), str(path))
        environment = Environment()
        names = [*package.stories(*STORIES), *([package.core] if package.core else [])]
        found = (compile_part(environment, str(path), one, package.xml(one)) for one in names)
        return cls(path, package, tuple(part for part in found if part is not None))

    def fill(self, data: Mapping[str, object], *, identity: str = "") -> bytes:
        """Return the document: the same data and `identity` give the same bytes.

        `identity` becomes the core property `identifier`. Raises FillError for a value that cannot
        be printed whole (`None`, a forbidden character, text that vanished) with its dotted path,
        TemplateBrokenError for a name that the data do not have, with the paragraph.
        """
        context = clean(data)
        filled = {part.name: serialise(rendered(part, context)) for part in self.parts}
        package = self.package.with_parts(filled)
        return write_package(with_identifier(package, identity) if identity else package)

    def names(self) -> frozenset[str]:
        """Return all dotted names that the template reads, rows as `[]`: `hang[].ho_ten`."""
        return frozenset(name for part in self.parts for name in reads(part.tree).names)

    def unused(self, data: Mapping[str, object]) -> tuple[str, ...]:
        """Return the dotted names of `data` that the template prints nowhere, highest only."""
        every = [reads(part.tree) for part in self.parts]
        read = Reads(
            {n for one in every for n in one.names}, {n for one in every for n in one.whole}
        )
        idle = dict.fromkeys(leaf for leaf in leaves(clean(data)) if not _touched(leaf, read))
        return tuple(leaf for leaf in idle if not any(_within(leaf, other) for other in idle))


def read_file(path: Path) -> bytes:
    """Return the bytes of `path`; a missing or locked file is said in Vietnamese."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"Không thấy tệp mẫu {path}.", where=str(path)) from error
    except OSError as error:
        words = f"Không đọc được tệp {path} ({error.strerror}); hãy đóng tệp rồi thử lại."
        raise StorageError(words, where=str(path)) from error


def _touched(leaf: str, read: Reads) -> bool:
    """Return whether `leaf` or anything inside it is read."""
    return read.covers(leaf) or any(_within(name, leaf) for name in read.names)


def _within(inner: str, outer: str) -> bool:
    return inner.startswith((f"{outer}.", f"{outer}["))


def rendered(part: Part, context: Group) -> etree._Element:
    """Return one part printed with `context`, proved to hold every value that was printed.

    A second way to print belongs here, behind the same border and the same proof.
    """
    recorder = Recorder(part)
    try:
        source = part.compiled.render({**context, RECORDER: recorder})
    except _MISTAKES as error:
        raise _mistake(part, context, error) from error
    root = _mended(part, TOOL.resolve_listing(source))
    prove(recorder, shown_text(root) if part.name.startswith("word/") else all_text(root))
    return root


def _mended(part: Part, source: str) -> etree._Element:
    """Return the printed XML as a tree: strict where docxtpl would repair by dropping text."""
    try:
        root = parse(source.encode(), part.name)
    except UnreadableFileError as error:
        reason = "kết quả không còn là XML đúng (mẫu dùng «|safe», hoặc lệnh cắt ngang thẻ)"
        raise broken(part.template, part.name, reason) from error
    if part.cells_vary:
        root = parse(etree.tostring(TOOL.fix_tables(source)), part.name)
    for number, drawing in enumerate(root.iter(_DRAWING), 1001):
        drawing.set("id", str(number))
    return root


def _mistake(part: Part, context: Group, error: Exception) -> TemplateBrokenError:
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
