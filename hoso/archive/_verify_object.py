"""Checks of one object: its inventories, its folders, and every file it should and does have."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from hoso.archive import _layout
from hoso.archive._inventory import Inventory
from hoso.archive._verify_inventory import (
    check_clock,
    check_earlier,
    check_inventory,
    problem,
    unreadable,
)
from hoso.errors import IntegrityError, Outcome, Problem, system_reason

_SIDECAR = re.compile(rb"([0-9a-f]{128})\s+inventory\.json\s*")


@dataclass(slots=True)
class Seen:
    """What an object showed, for comparison with the journal; by version number."""

    where: str
    object_id: str = ""
    head: int = 0
    digests: dict[int, str] = field(default_factory=dict)  # of the version's inventory
    sizes: dict[int, int] = field(default_factory=dict)  # bytes of the version's own content


@dataclass(slots=True)
class ObjectCheck:
    """One object root under examination; `where` is its path below the storage root."""

    folder: Path
    where: str
    fast: bool
    seen: Seen = field(init=False)

    def __post_init__(self) -> None:
        self.seen = Seen(self.where)

    def problems(self) -> Iterator[Problem]:
        """Yield everything wrong with the object."""
        yield from self._check_declaration()
        newest = yield from self._inventory("", "E063")
        yield from self._check_versions(newest)
        newest = newest or self._salvaged()
        if newest is None:
            return
        self.seen.object_id, self.seen.head = newest.object_id, newest.head
        if _layout.object_path(newest.object_id) != self.where:
            yield problem("J015", self.where, f"Thư mục này không phải chỗ của {newest.object_id}.")
        yield from check_clock(newest, self.where)
        yield from self._check_root_names(newest)
        yield from self._check_files(newest)

    def _check_declaration(self) -> Iterator[Problem]:
        path = self.folder / _layout.OBJECT_DECLARATION
        if not path.is_file():
            yield problem("E003", self.where, f"Thiếu tệp khai báo {path.name}.")
        elif path.read_bytes() != f"{path.name[2:]}\n".encode():
            yield problem("E007", self._at(path.name), "Nội dung tệp khai báo không đúng.")

    def _inventory(self, folder: str, missing: str) -> Generator[Problem, None, Inventory | None]:
        name = f"{folder}{_layout.INVENTORY}"
        path, where = self.folder / name, self._at(name)
        if not path.is_file():
            yield problem(missing, where, "Mất bản kê.")
            return None
        raw = path.read_bytes()
        yield from self._check_sidecar(f"{folder}{_layout.SIDECAR}", raw)
        try:
            inventory = Inventory.parse(raw, where)
        except IntegrityError:
            yield unreadable(raw, where)
            return None
        yield from check_inventory(inventory, where)
        return inventory

    def _check_sidecar(self, name: str, raw: bytes) -> Iterator[Problem]:
        path, where = self.folder / name, self._at(name)
        if not path.is_file():
            yield problem("E058", where, "Mất tệp mã kiểm tra của bản kê.")
            return
        match = _SIDECAR.fullmatch(path.read_bytes())
        if match is None:
            yield problem("E061", where, "Tệp mã kiểm tra của bản kê không đúng dạng.")
        elif match[1].decode() != Inventory.digest_of(raw):
            yield problem("E060", where, "Bản kê không khớp mã kiểm tra: bản kê đã bị sửa.")

    def _check_versions(self, newest: Inventory | None) -> Iterator[Problem]:
        for number in self._numbers():
            name = f"v{number}"
            version = yield from self._inventory(f"{name}/", "W010")
            content = self.folder / name / "content"
            self.seen.sizes[number] = sum(path.stat().st_size for path in _files(content))
            if version is None:
                continue
            self.seen.digests[number] = version.digest
            if newest is None or number > newest.head:
                continue
            where = self._at(f"{name}/{_layout.INVENTORY}")
            if number < newest.head:
                yield from check_earlier(version, newest, where)
            elif version.raw != newest.raw:
                yield problem(
                    "E064", where, "Bản kê của phiên bản mới nhất khác bản kê ở gốc hồ sơ."
                )

    def _numbers(self) -> list[int]:
        names = (path.name for path in self.folder.iterdir() if path.is_dir())
        return sorted(int(name[1:]) for name in names if _layout.VERSION_FOLDER.fullmatch(name))

    def _salvaged(self) -> Inventory | None:
        """Return the newest inventory of a version that can be read, to go on checking files."""
        for number in reversed(self._numbers()):
            path = self.folder / f"v{number}" / _layout.INVENTORY
            try:
                return Inventory.parse(path.read_bytes(), self.where)
            except (IntegrityError, FileNotFoundError):
                continue
        return None

    def _check_root_names(self, newest: Inventory) -> Iterator[Problem]:
        ours = {_layout.OBJECT_DECLARATION, _layout.INVENTORY, _layout.SIDECAR}
        names = {path.name for path in self.folder.iterdir()}
        for name in sorted(names - ours - newest.data["versions"].keys()):
            if _layout.VERSION_FOLDER.fullmatch(name):
                text = (
                    "Thư mục phiên bản mà bản kê không biết (lần ghi bị ngắt hoặc bản kê bị lùi)."
                )
                yield problem("E046", self._at(name), text)
            else:
                yield problem("E001", self._at(name), "Tệp hoặc thư mục lạ trong hồ sơ.")
        for name in sorted(newest.data["versions"].keys() - names):
            yield problem("E046", self._at(name), "Mất thư mục phiên bản.")
        for version in sorted(names & newest.data["versions"].keys()):
            yield from self._check_version_names(version)

    def _check_version_names(self, version: str) -> Iterator[Problem]:
        ours = {_layout.INVENTORY, _layout.SIDECAR, "content"}
        for path in sorted((self.folder / version).iterdir()):
            if path.name not in ours:
                code = "W002" if path.is_dir() else "E015"
                where = self._at(f"{version}/{path.name}")
                yield problem(code, where, "Tệp hoặc thư mục lạ trong thư mục phiên bản.")

    def _check_files(self, newest: Inventory) -> Iterator[Problem]:
        listed = {p: digest for digest, paths in newest.data["manifest"].items() for p in paths}
        found: set[str] = set()
        for version in newest.data["versions"]:
            content = self.folder / version / "content"
            found |= {path.relative_to(self.folder).as_posix() for path in _files(content)}
            yield from self._check_folders(content)
        for name in sorted(found - listed.keys()):
            yield problem("E023", self._at(name), "Tệp lạ: không bản kê nào kê tệp này.")
        for name in sorted(listed.keys() - found):
            yield problem("E092", self._at(name), "Mất tệp mà bản kê có kê.")
        for name in sorted(listed.keys() & found):
            yield from self._check_file(name, listed[name])

    def _check_folders(self, content: Path) -> Iterator[Problem]:
        for folder, folders, files in os.walk(content):
            base = Path(folder).relative_to(self.folder)
            if not folders and not files:
                yield problem("E024", self._at(base.as_posix()), "Thư mục trống trong nội dung.")
            for name in sorted(folders + files):
                if (Path(folder) / name).is_symlink():
                    yield problem(
                        "E090", self._at((base / name).as_posix()), "Liên kết, không phải tệp."
                    )

    def _check_file(self, name: str, digest: str) -> Iterator[Problem]:
        if self.fast:
            return
        try:
            with (self.folder / name).open("rb") as file:
                actual = file_digest(file, "sha512").hexdigest()
        except OSError as error:
            yield unchecked(self._at(name), error)
            return
        if actual != digest:
            yield problem("E092", self._at(name), "Nội dung tệp đã bị sửa: không khớp mã SHA-512.")

    def _at(self, name: str) -> str:
        return f"{self.where}/{name}"


def unchecked(where: str, error: OSError) -> Problem:
    """Return that the disk did not let us look."""
    return Problem(
        code="J014",
        where=where,
        message=f"Chưa kiểm được: ổ đĩa không cho đọc ({system_reason(error)}).",
        outcome=Outcome.UNCHECKED,
    )


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path
