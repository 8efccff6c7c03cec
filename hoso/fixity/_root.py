"""An OCFL storage root: its declaration, its layout, and the objects below it (OCFL 1.1, 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity._bag import is_litter
from hoso.fixity._digests import Known, Leaf
from hoso.fixity._inventory import SPECS
from hoso.fixity._object import check_extensions
from hoso.fixity._problem import finding, unread

_DECLARATION: Final = re.compile(r"0=ocfl_(\d+\.\d+)")
_OBJECT: Final = re.compile(r"0=ocfl_object_(\d+\.\d+)")
_EXTENSION: Final = re.compile(r"\d{4}-[a-z0-9-]+|initial")


@dataclass(frozen=True, slots=True)
class Found:
    """An object root below a storage root."""

    folder: Path
    where: str  # its path below the storage root
    known: Mapping[str, Leaf] = field(default_factory=dict)  # what of it was read already


@dataclass(slots=True)
class RootCheck:
    """A storage root under examination; `own` are extensions of ours, which need no register.

    `known` are files of the root that were read already.
    """

    root: Path
    own: frozenset[str] = frozenset()
    spec: str = SPECS[-1]
    known: Known | None = None

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the root itself, apart from what lies below it."""
        try:
            yield from self._declaration()
            yield from self._layout()
            if (self.root / "extensions").is_dir():
                folder = self.root / "extensions"
                yield from check_extensions(folder, "extensions", "E086", "W016", self.own)
        except OSError as error:
            yield unread("", error)

    def objects(self, tell: Callable[[Problem], None]) -> Iterator[Found]:
        """Yield the object roots in the order of their paths; `tell` gets what is wrong around them."""
        for path in sorted(self.root.iterdir()):
            if path.is_dir() and path.name != "extensions":
                yield from self._below(path, tell)

    def _declaration(self) -> Iterator[Problem]:
        found = sorted(path.name for path in self.root.iterdir() if path.name.startswith("0="))
        if len(found) != 1:
            listed = f" (có: {', '.join(found)})" if found else ""
            where = f"0=ocfl_{self.spec}"
            yield finding("E069", where, f"Kho phải có đúng một tệp khai báo 0=ocfl_…{listed}.")
        for name in found:
            match = _DECLARATION.fullmatch(name)
            if match is None or match[1] not in SPECS:
                yield finding("E069", name, "Không phải khai báo kho của OCFL 1.0, 1.1.")
            elif (self.root / name).read_bytes() != f"{name[2:]}\n".encode():
                yield finding("E069", name, "Nội dung tệp khai báo của kho không đúng.")
            else:
                self.spec = match[1]

    def _layout(self) -> Iterator[Problem]:
        path = self.root / "ocfl_layout.json"
        if not path.is_file():
            return
        try:
            said = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            said = None
        keys = ("extension", "description")
        if not isinstance(said, dict) or not all(isinstance(said.get(k), str) for k in keys):
            text = "Phải là đối tượng JSON có «extension» và «description»."
            yield finding("E070", path.name, text)
        elif not _EXTENSION.fullmatch(said["extension"]) and said["extension"] not in self.own:
            text = f"Cách sắp xếp «{said['extension']}» không có trong sổ đăng ký phần mở rộng."
            yield finding("E071", path.name, text)

    def _below(self, folder: Path, tell: Callable[[Problem], None]) -> Iterator[Found]:
        where = folder.relative_to(self.root).as_posix()
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            tell(unread(where, error))
            return
        names = [path.name for path in entries if path.is_file()]
        if not entries:
            tell(finding("E073", where, "Thư mục trống trong kho."))
        elif any(name.startswith("0=") or name == "inventory.json" for name in names):
            for name in names:
                match = _OBJECT.fullmatch(name)
                if name.startswith("0=") and (match is None or match[1] not in SPECS):
                    tell(finding("E004", f"{where}/{name}", "Khai báo hồ sơ không nhận ra được."))
            yield Found(folder, where, self.known.below(where) if self.known else {})
        elif strange := [name for name in names if not is_litter(name)]:
            text = f"Thư mục có tệp ({strange[0]}) nhưng không phải là hồ sơ."
            tell(finding("E072", where, text))
        else:
            yield from self._around(entries, where, tell)

    def _around(
        self, entries: list[Path], where: str, tell: Callable[[Problem], None]
    ) -> Iterator[Found]:
        """Go on below a folder; what an operating system left there does not hide what lies there."""
        for path in entries:
            if path.is_dir():
                yield from self._below(path, tell)
            else:
                text = "Tệp do hệ điều hành để lại, không thuộc hồ sơ nào."
                tell(finding("E072", f"{where}/{path.name}", text))
