"""One OCFL object: declaration, inventories, folders, and every file it should and does have."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity._content import check_files, check_folders
from hoso.fixity._digests import Leaf
from hoso.fixity._files import Files
from hoso.fixity._history import check_prior
from hoso.fixity._inventory import SPECS, Inventory, read
from hoso.fixity._problem import finding, unread
from hoso.fixity._sequence import number_of

INVENTORY: Final = "inventory.json"
_DECLARATION: Final = re.compile(r"0=ocfl_object_([0-9]+\.[0-9]+)")
_MEANT: Final = re.compile(r"(?:([^0])=)?ocfl_object_.*")  # as a declaration, but is none
_FOLDER: Final = re.compile(r"v[0-9]+")
_SIDECAR: Final = re.compile(rb"([0-9A-Za-z]+)[ \t]+(\S+)\s*")
# The extensions' own register; `initial` is a name that it reserves.
_REGISTERED: Final = re.compile(r"00(?:0[1-9]|1[0-2])-[a-z0-9-]+|initial")


@dataclass(slots=True)
class ObjectCheck:
    """One object root under examination; `where` is its path in `files`, and for people.

    After `problems` has run, `inventory` is the newest inventory as far as it was understood, and
    `earlier` what the inventories in the version folders say of files, by version.
    """

    files: Files
    where: str
    fast: bool = False
    newest_spec: str = SPECS[-1]  # of the storage root around it
    inventory: Inventory | None = None
    earlier: dict[str, Inventory] = field(default_factory=dict)
    sidecars: dict[str, str] = field(default_factory=dict)  # version → name of its sidecar
    unseen: list[str] = field(default_factory=list)  # folders that the disk kept from us
    links: set[str] = field(default_factory=set)  # names in the object root that are links
    odd: set[str] = field(default_factory=set)  # content paths that are no files
    _spec: str = SPECS[-1]
    _declared: bool = False  # a declaration says so; else the inventory may say another

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is wrong with the object; the disk's own refusals are unchecked."""
        try:
            yield from self._declaration()
            raw = self.content(INVENTORY)
            if raw is None:
                yield finding("E063", self.at(INVENTORY), "Mất bản kê.")
            else:
                yield from self._newest(raw)
            yield from self._content()
        except OSError as error:
            yield unread(self.where, error)
        except RecursionError:
            yield finding("E033", self.at(INVENTORY), "Bản kê lồng nhau quá sâu.")

    def _content(self) -> Iterator[Problem]:
        """Yield what is wrong with the files, by the newest inventory that can be relied on."""
        found = known = self.inventory
        if found is None or not found.sound:
            found = self._salvaged()
        if known is None or not known.versions:
            known = found
        self.inventory = found or known
        seen: set[str] = set()
        if known:
            contents = {known.content, found.content if found else known.content}
            yield from check_folders(self, known, contents, seen)
        if found:
            yield from check_files(self, found, seen)

    def entries(self, folder: str = "") -> Mapping[str, os.DirEntry[str]]:
        """Return what a folder of the object holds, by name and in that order; raise OSError."""
        return self.files.entries(self.at(folder) if folder else self.where)

    def content(self, path: str) -> bytes | None:
        """Return what a small file of the object holds, None when there is none; raise OSError."""
        return self.files.content(self.at(path))

    def leaf(self, path: str, algorithms: Collection[str]) -> Leaf:
        """Return size and digests of a file of the object; raise OSError."""
        return self.files.leaf(self.at(path), algorithms)

    def at(self, name: str) -> str:
        """Return the path of something inside the object, for people."""
        return f"{self.where}/{name}" if self.where else name

    def _newest(self, raw: bytes) -> Iterator[Problem]:
        inventory = self.inventory = read(raw, self.at(INVENTORY), self._spec)
        yield from inventory.problems
        if not self._declared:
            self._spec = inventory.spec
        elif inventory.spec != self._spec and not any(
            one.code == "E038" for one in inventory.problems
        ):
            text = f"Bản kê theo OCFL {inventory.spec}, khai báo của hồ sơ là {self._spec}."
            yield finding("E038", inventory.where, text)
        yield from self._sidecar("", inventory)
        yield from self._root_names(inventory)
        yield from self._versions(inventory, raw)

    def _salvaged(self) -> Inventory | None:
        """Return the newest sound inventory of a version folder, to check files by all the same."""
        top = self.entries().items()
        folders = (name for name, one in top if one.is_dir(follow_symlinks=False))
        for name in sorted(filter(number_of, folders), key=number_of, reverse=True):
            raw = self.content(f"{name}/{INVENTORY}")
            found = read(raw, self.at(f"{name}/{INVENTORY}"), self._spec) if raw else None
            if found and found.sound:
                for version in found.versions:
                    self.sidecars.setdefault(version, found.sidecar)
                return found
        return None

    def _declaration(self) -> Iterator[Problem]:
        names = self.entries()
        found = [name for name in names if name.startswith("0=")]
        if not found:
            where = self.at(f"0=ocfl_object_{self._spec}")
            yield finding("E003", where, "Thiếu tệp khai báo của hồ sơ.")
        for name in names:
            yield from self._declares(name)
        specs = {m[1]: name for name in found if (m := _DECLARATION.fullmatch(name))}
        known = [spec for spec in SPECS if spec in specs]
        if found and (len(found) > 1 or not known):
            yield finding(
                "E003", self.at(found[0]), f"Phải có đúng một tệp khai báo: {', '.join(found)}."
            )
        self._spec = known[-1] if known else self._spec
        self._declared = bool(known)
        if self._spec > self.newest_spec:
            text = f"Hồ sơ theo OCFL {self._spec}, kho theo {self.newest_spec}."
            yield finding("E081", self.where, text)

    def _declares(self, name: str) -> Iterator[Problem]:
        """Yield what is wrong with a file that is or means to be a declaration."""
        where, match = self.at(name), _DECLARATION.fullmatch(name)
        if meant := _MEANT.fullmatch(name):
            code = "E005" if meant[1] else "E004"
            yield finding(code, where, "Tên tệp khai báo của hồ sơ phải bắt đầu bằng «0=».")
        elif not name.startswith("0="):
            return
        elif match is None or match[1] not in SPECS:
            yield finding("E006", where, "Không phải khai báo của OCFL 1.0, 1.1.")
        elif (said := self.content(name)) is None:
            yield finding("E003", where, "Khai báo của hồ sơ không phải là tệp.")
        elif said != f"{name[2:]}\n".encode():
            yield finding("E007", where, "Nội dung tệp khai báo không đúng.")

    def _sidecar(self, folder: str, inventory: Inventory) -> Iterator[Problem]:
        name = f"{folder}{inventory.sidecar}"
        said = self.content(name)
        if said is None:
            yield finding("E058", self.at(name), "Mất tệp mã kiểm tra của bản kê.")
            for other in self._other_sidecars(folder, inventory):
                text = f"Tệp mã kiểm tra phải theo {inventory.algorithm} như bản kê nói."
                yield finding("E059", self.at(f"{folder}{other}"), text)
            return
        match = _SIDECAR.fullmatch(said)
        if match is None or match[2] != INVENTORY.encode():
            yield finding("E061", self.at(name), "Tệp mã kiểm tra của bản kê không đúng dạng.")
            return
        leaf = self.leaf(f"{folder}{INVENTORY}", {inventory.algorithm, "sha512"})
        if match[1].decode().lower() != leaf.digests[inventory.algorithm]:
            text = "Bản kê không khớp mã kiểm tra: một trong hai đã bị sửa."
            yield finding("E060", self.at(f"{folder}{INVENTORY}"), text)

    def _other_sidecars(self, folder: str, inventory: Inventory) -> list[str]:
        """Return the files that look like a sidecar, but of another algorithm than the inventory's."""
        names = self.entries(folder.rstrip("/"))
        return [
            name for name in names if name.startswith(f"{INVENTORY}.") and name != inventory.sidecar
        ]

    def _root_names(self, inventory: Inventory) -> Iterator[Problem]:
        files = {INVENTORY, inventory.sidecar}
        for name, entry in self.entries().items():
            where = self.at(name)
            if name.startswith("0=") and entry.is_file(follow_symlinks=False):
                continue
            if entry.is_symlink():
                self.links.add(name)
                yield finding("E090", where, "Liên kết, không phải tệp hay thư mục.")
            elif entry.is_dir():
                yield from self._root_folder(name, inventory)
            elif name not in files:
                yield finding("E001", where, "Tệp lạ trong thư mục hồ sơ.")

    def _root_folder(self, name: str, inventory: Inventory) -> Iterator[Problem]:
        if name == "extensions":
            yield from check_extensions(self.entries(name), self.at(name), "E067", "W013")
        elif name not in {*inventory.versions, "logs"}:
            if not _FOLDER.fullmatch(name):
                yield finding("E001", self.at(name), "Thư mục lạ trong thư mục hồ sơ.")
            elif inventory.data:  # of an inventory that cannot be read nobody knows the versions
                yield finding("E046", self.at(name), "Bản kê không có phiên bản này.")

    def _versions(self, newest: Inventory, raw: bytes) -> Iterator[Problem]:
        before, listed = Inventory("", SPECS[0]), set[str]()
        for name in newest.versions:
            if name in self.links:
                continue  # told already
            where, held = self.at(f"{name}/{INVENTORY}"), self.content(f"{name}/{INVENTORY}")
            if held is None:
                yield from self._without_inventory(name, where, newest)
                continue
            found = newest if name == newest.head else read(held, where, self._spec, newest)
            self.sidecars[name] = found.sidecar
            if name == newest.head and held != raw:
                yield finding("E064", where, "Bản kê của phiên bản cuối khác bản kê của hồ sơ.")
            yield from self._sidecar(f"{name}/", found)
            if name != newest.head:
                yield from self._earlier(name, found, newest, listed)
            self.files.release(where)
            if before.spec > found.spec:
                text = f"Theo OCFL {found.spec}, cũ hơn phiên bản trước ({before.spec})."
                yield finding("E103", where, text)
            before = found

    def _earlier(
        self, name: str, found: Inventory, newest: Inventory, listed: set[str]
    ) -> Iterator[Problem]:
        """Yield what is wrong with an earlier version's inventory; keep what it says of files."""
        yield from found.problems
        if newest.judged and found.judged:
            yield from check_prior(found, newest, name, self.earlier, listed)
        listed.update(found.paths)
        found.forget()
        self.earlier[name] = found

    def _without_inventory(self, name: str, where: str, newest: Inventory) -> Iterator[Problem]:
        top = self.entries()
        if name in top and top[name].is_dir():
            yield finding("W010", where, "Phiên bản không kèm bản kê.")
            return
        yield finding("E046", self.at(name), "Mất thư mục của phiên bản.")
        if any(other in top and top[other].is_dir() for other in newest.versions):
            text = "Các thư mục phiên bản không liên tục: thiếu thư mục này."
            yield finding("E010", self.at(name), text)


def inventory_of(folder: Path) -> Inventory:
    """Return the newest inventory of an object that was found sound; raise OSError."""
    return read((folder / INVENTORY).read_bytes(), INVENTORY, SPECS[-1])


def check_extensions(
    entries: Mapping[str, os.DirEntry[str]],
    where: str,
    stray: str,
    unknown: str,
    own: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Yield what an extensions folder should not hold; `own` are extensions that are ours."""
    for name, entry in entries.items():
        if not entry.is_dir(follow_symlinks=False):
            yield finding(stray, f"{where}/{name}", "Trong extensions chỉ được có thư mục.")
        elif name not in own and not _REGISTERED.fullmatch(name):
            yield finding(unknown, f"{where}/{name}", "Phần mở rộng không có trong sổ đăng ký.")
