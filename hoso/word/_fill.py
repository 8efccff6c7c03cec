"""A template, opened once and filled any number of times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hoso.errors import StorageError, UnreadableFileError, system_reason
from hoso.word import _objects
from hoso.word._careful import MISTAKES, mistake, rendered
from hoso.word._compile import Environment, Part, compile_part
from hoso.word._core import CoreProperties
from hoso.word._data import Group, clean, leaves
from hoso.word._names import Reads, reads
from hoso.word._package import FIRST, Package, open_package, serialise, write_package
from hoso.word._print import RefusedError, UnusualError
from hoso.word._record import refusal
from hoso.word._zip import Packer

STORIES = ("header", "footer", "footnotes", "endnotes")
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NO_ROWS = "</w:tblGrid></w:tbl>"


@dataclass(frozen=True, slots=True)
class Template:
    """Mẫu: a Word file with Jinja placeholders, safe to share between threads.

    `slow_reasons` is empty when values are printed straight into the compiled XML; else it says in
    Vietnamese why docxtpl's own means are needed, under the same sandbox, strictness and checks.
    """

    path: Path
    package: Package
    parts: tuple[Part, ...]
    core: CoreProperties
    packer: Packer
    slow_reasons: tuple[str, ...]

    @classmethod
    def open(cls, path: Path) -> Template:
        """Read and compile the template at `path`, and decide how it is filled.

        Raises TemplateBrokenError with file and paragraph for bad syntax, UnreadableFileError for
        a file that is no sound .docx, StorageError when it cannot be read from the disk.
        """
        path = Path(path)
        return cls._compiled(path, read_file(path))

    @classmethod
    @lru_cache(maxsize=64)  # one command opens some forms again and again; the built-in ones are 52
    def _compiled(cls, path: Path, data: bytes) -> Template:
        """Return the same template for the same bytes: nothing in it ever changes."""
        core, package = CoreProperties.of(open_package(data, str(path)))
        environment = Environment()
        names = [*package.stories(*STORIES), core.name]
        found = (compile_part(environment, str(path), one, package) for one in names)
        parts = tuple(part for part in found if part is not None)
        changing = {core.name, *(part.name for part in parts)}
        order = [*FIRST, *sorted(package.parts.keys() - {*FIRST})]
        constant = [(name, package.parts[name]) for name in order if name not in changing]
        reasons = tuple(dict.fromkeys(reason for part in parts for reason in part.flow.reasons))
        return cls(path, package, parts, core, Packer.of(constant), reasons)

    def fill(self, data: Mapping[str, object], *, identity: str = "") -> bytes:
        """Return the document: the same data and `identity` give the same bytes.

        `identity` becomes the core property `identifier`. Raises FillError for a value that cannot
        be printed whole (`None`, a forbidden character, text that vanished) with its dotted path,
        TemplateBrokenError for a name that the data do not have, with the paragraph.
        """
        context = clean(data)
        if context.holds_objects:
            package = _objects.filled(self.package, context)
            core = self.core.with_identity(package.parts[self.core.name], identity)
            return write_package(package.with_parts({self.core.name: core}))
        filled = self._straight(context) or {
            part.name: serialise(rendered(part, context)) for part in self.parts
        }
        core = filled.get(self.core.name, self.core.source)
        filled[self.core.name] = self.core.with_identity(core, identity)
        return self.packer.pack(filled)

    def _straight(self, context: Group) -> dict[str, bytes] | None:
        """Return the parts printed straight, None when docxtpl's own means are needed."""
        if self.slow_reasons:
            return None
        try:
            return {part.name: _straight(part, context) for part in self.parts}
        except UnusualError:
            return None

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


def _straight(part: Part, context: Group) -> bytes:
    """Return one part printed straight into its XML, which the trace has proved sound."""
    if part.straight is None:
        raise UnusualError
    try:
        printed = part.straight.render(context)
    except RefusedError as error:
        raise refusal(part, error.index, error.value) from None
    except UnusualError:
        raise
    except MISTAKES as error:
        raise mistake(part, context, error) from error
    if part.flow.may_empty_tables and _NO_ROWS in printed:
        raise UnusualError
    return (_DECLARATION + printed).encode()


def read_file(path: Path) -> bytes:
    """Return the bytes of `path`; a missing or locked file is said in Vietnamese."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"Không thấy tệp mẫu {path}.", where=str(path)) from error
    except OSError as error:
        words = f"Không đọc được tệp {path} ({system_reason(error)}); hãy đóng tệp rồi thử lại."
        raise StorageError(words, where=str(path)) from error


def _touched(leaf: str, read: Reads) -> bool:
    """Return whether `leaf` or anything inside it is read."""
    return read.covers(leaf) or any(_within(name, leaf) for name in read.names)


def _within(inner: str, outer: str) -> bool:
    return inner.startswith((f"{outer}.", f"{outer}["))
