"""An OCFL storage root: its declaration, its layout, and the objects below it (OCFL 1.1, 4)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity._files import Files
from hoso.fixity._inventory import SPECS
from hoso.fixity._json import parsed, twice
from hoso.fixity._litter import is_litter
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
    files: Files  # of the storage root


@dataclass(slots=True)
class RootCheck:
    """A storage root under examination; `own` are extensions of ours, which need no register."""

    root: Path
    own: frozenset[str] = frozenset()
    spec: str = SPECS[-1]

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the root itself, apart from what lies below it."""
        try:
            yield from self._declaration()
            yield from self._layout()
            if (self.root / "extensions").is_dir():
                inside = Files(str(self.root)).entries("extensions")
                stray = "E086" if self.spec == "1.0" else "E112"  # its name since 1.1
                yield from check_extensions(inside, "extensions", stray, "W016", self.own)
        except OSError as error:
            yield unread("", error)

    def objects(self, tell: Callable[[Problem], None]) -> Iterator[Found]:
        """Yield the object roots in the order of their paths; `tell` gets what is wrong around them."""
        for folder in self.folders(tell):
            yield from self.below(folder, tell)

    def folders(self, tell: Callable[[Problem], None]) -> list[str]:
        """Return the folders of the root that hold objects or are ones, in the order of their paths."""
        entries = dict(Files(str(self.root)).entries(""))
        entries.pop("extensions", None)
        return list(self._around(entries, "", tell))

    def below(
        self, where: str, tell: Callable[[Problem], None], algorithms: tuple[str, ...] = ()
    ) -> Iterator[Found]:
        """Yield the object roots from a folder of the root on; `tell` gets what is wrong around them.

        `algorithms` are digests to make of every file that the check of an object reads.
        """
        files = Files(str(self.root), algorithms)
        try:
            entries = files.entries(where)
        except OSError as error:
            tell(unread(where, error))
            return
        names = [name for name, one in entries.items() if one.is_file()]
        if any(name.startswith("0=") or name == "inventory.json" for name in names):
            for name in filter(_unknown, names):
                tell(finding("E004", f"{where}/{name}", "Khai báo hồ sơ không nhận ra được."))
            yield Found(self.root / where, where, files)
        elif strange := [name for name in names if not is_litter(name)]:
            text = f"Thư mục có tệp ({strange[0]}) nhưng không phải là hồ sơ."
            tell(finding("E072", where, text))
        else:
            for folder in self._around(entries, where, tell):
                yield from self.below(folder, tell, algorithms)

    def _around(
        self,
        entries: Mapping[str, os.DirEntry[str]],
        where: str,
        tell: Callable[[Problem], None],
    ) -> Iterator[str]:
        """Yield the folders in a folder; what else is there does not hide what lies in them."""
        if not entries:
            tell(finding("E073", where, "Thư mục trống trong kho."))
        for name, one in entries.items():
            place = f"{where}/{name}" if where else name
            if one.is_symlink() and (where or one.is_dir()):
                for code in ("E072", "E090"):
                    tell(finding(code, place, "Liên kết, không phải thư mục: không đi theo."))
            elif one.is_dir():
                yield place
            elif where:  # beside the declaration of the root there may be files
                text = "Tệp do hệ điều hành để lại, không thuộc hồ sơ nào."
                tell(finding("E072", place, text))

    def _declaration(self) -> Iterator[Problem]:
        files = Files(str(self.root))
        found = [name for name in files.entries("") if name.startswith("0=")]
        if len(found) != 1:
            listed = f" (có: {', '.join(found)})" if found else ""
            where = f"0=ocfl_{self.spec}"
            for code in ("E069", "E076") if found else ("E069",):
                yield finding(code, where, f"Kho phải có đúng một tệp khai báo 0=ocfl_…{listed}.")
        for name in found:
            match = _DECLARATION.fullmatch(name)
            if match is None or match[1] not in SPECS:
                for code in ("E069", "E079"):
                    yield finding(code, name, "Không phải khai báo kho của OCFL 1.0, 1.1.")
            elif files.content(name) != f"{name[2:]}\n".encode():  # of a pipe there is no content
                for code in ("E069", "E080"):
                    yield finding(code, name, "Nội dung tệp khai báo của kho không đúng.")
            else:
                self.spec = match[1]

    def _layout(self) -> Iterator[Problem]:
        path = self.root / "ocfl_layout.json"
        if not path.is_file():
            return
        try:
            said = parsed(path.read_bytes())
        except (ValueError, RecursionError):
            said = None
        keys = ("extension", "description")
        sound = isinstance(said, dict) and not twice(said)
        if not sound or not all(isinstance(said.get(k), str) for k in keys):
            text = "Phải là đối tượng JSON có «extension» và «description»."
            yield finding("E070", path.name, text)
        elif not _EXTENSION.fullmatch(said["extension"]) and said["extension"] not in self.own:
            text = f"Cách sắp xếp «{said['extension']}» không có trong sổ đăng ký phần mở rộng."
            yield finding("E071", path.name, text)


def _unknown(name: str) -> bool:
    """Return whether a name declares an object of no kind that there is."""
    match = _OBJECT.fullmatch(name)
    return name.startswith("0=") and (match is None or match[1] not in SPECS)
