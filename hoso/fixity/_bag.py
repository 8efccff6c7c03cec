"""A BagIt bag as a whole: complete and valid, or what is missing, altered, extra (RFC 8493, 3)."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity import _digests
from hoso.fixity._bag_manifest import Manifest, fetch, manifests
from hoso.fixity._bag_tags import DECLARATION, Declared, damage, declaration, info
from hoso.fixity._problem import unread

# What operating systems leave behind: never content.
_LITTER: Final = re.compile(r"(?i)thumbs\.db|desktop\.ini|\.ds_store|\._.*|\.spotlight.*|\.trash.*")
_OXUM: Final = re.compile(r"(\d+)\.(\d+)")


@dataclass(slots=True)
class BagCheck:
    """One bag under examination; `fast` looks at names and sizes, not at digests."""

    bag: Path
    fast: bool = False
    declared: Declared = field(default_factory=Declared)
    info: dict[str, list[str]] = field(default_factory=dict)
    manifests: list[Manifest] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)  # every payload file → bytes
    _spelled: dict[str, str] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is wrong with the bag."""
        try:
            yield from declaration(self.bag, self.declared)
            yield from info(self.bag, self.declared, self.info)
            yield from manifests(self.bag, self.declared, self.manifests)
            yield from self._payload()
            yield from fetch(self.bag, self.declared, self.listed)
            yield from self._oxum()
            yield from self._complete()
            yield from self._altered()
        except OSError as error:
            yield unread("", error)

    @property
    def listed(self) -> set[str]:
        """Return every path that a payload manifest lists."""
        return {path for one in self.manifests if not one.of_tags for path in one.entries}

    def _payload(self) -> Iterator[Problem]:
        if not (self.bag / "data").is_dir():
            yield damage("B016", "data", "Gói không có thư mục data/.")
            return
        yield from self._scan(str(self.bag / "data"), "data")

    def _scan(self, folder: str, name: str) -> Iterator[Problem]:
        """Note the size of every file below a folder; texts, for there may be a great many."""
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            path = f"{name}/{entry.name}"
            if entry.is_symlink():
                yield damage("B011", path, "Liên kết, không phải tệp: có thể chỉ ra ngoài gói.")
            elif entry.is_dir():
                yield from self._scan(entry.path, path)
            else:
                self.sizes[path] = entry.stat().st_size

    def _oxum(self) -> Iterator[Problem]:
        for said in self.info.get("payload-oxum", []):
            match = _OXUM.fullmatch(said.strip())
            actual = f"{sum(self.sizes.values())}.{len(self.sizes)}"
            if match is None:
                yield damage("B012", "bag-info.txt", f"Payload-Oxum «{said}» không đúng dạng.")
            elif said.strip() != actual and not self._only_litter(match):
                text = f"Payload-Oxum ghi {said.strip()} (byte.tệp), trong data/ có {actual}."
                yield damage("B012", "bag-info.txt", text)

    def _only_litter(self, said: re.Match[str]) -> bool:
        """Return whether without what systems leave behind the sum is right."""
        kept = [size for path, size in self.sizes.items() if not is_litter(path)]
        return (int(said[1]), int(said[2])) == (sum(kept), len(kept))

    def _twin(self, path: str) -> str:
        """Return the payload file that differs in case or normalisation only, "" for none."""
        if not self._spelled:
            self._spelled.update({_key(one): one for one in self.sizes})
        return self._spelled.get(_key(path), "")

    def _complete(self) -> Iterator[Problem]:
        payload = [one for one in self.manifests if not one.of_tags]
        everywhere = self.listed
        elsewhere = {_key(path) for path in everywhere - self.sizes.keys()}
        for path in sorted(self.sizes.keys() - everywhere):
            if _key(path) in elsewhere:
                continue  # told where the manifest lists it
            code = "BW01" if is_litter(path) else "B009"
            yield damage(code, path, "Tệp lạ: không bản kê nào kê tệp này.")
        for path in sorted(everywhere - self.sizes.keys()):
            yield self._missing(path)
        for path in sorted(everywhere):
            absent = [one.name for one in payload if path not in one.entries]
            if absent and self.declared.version == "1.0":
                text = f"Chưa được kê trong {', '.join(absent)}: mọi bản kê phải kê mọi tệp."
                yield damage("B010", path, text)
        yield from _look_alikes(everywhere | self.sizes.keys())

    def _missing(self, path: str) -> Problem:
        if twin := self._twin(path):
            text = f"Trong gói tên tệp viết khác («{twin}»): hoa thường hoặc cách ghép dấu."
            return damage("BW02", path, text)
        code = "BW01" if is_litter(path) else "B007"
        return damage(code, path, "Mất tệp mà bản kê có kê.")

    def _altered(self) -> Iterator[Problem]:
        """Compare every digest; each file is read once, whatever the number of manifests."""
        stated: dict[str, list[tuple[Manifest, str]]] = {}
        for one in self.manifests:
            for path, digest in one.entries.items():
                if one.algorithm:
                    stated.setdefault(path, []).append((one, digest))
        held = {path: self._held(path) for path in sorted(stated)}
        for path in (path for path, there in held.items() if not there):
            if all(one.of_tags for one, _ in stated[path]) and not is_litter(path):
                yield damage("B013", path, f"Mất tệp mà {stated[path][0][0].name} có kê.")
        there = {real: path for path, real in held.items() if real and not self.fast}
        wanted = [
            _digests.Wanted(real, tuple({one.algorithm for one, _ in stated[path]}))
            for real, path in there.items()
        ]
        for real, found in _digests.of_many(self.bag, wanted):
            yield from _compared(there[real], stated[there[real]], found)

    def _held(self, path: str) -> str:
        """Return the file that a manifest means by `path`, "" when there is none."""
        if path in self.sizes:
            return path
        real = self._twin(path) or path
        return real if (self.bag / real).is_file() else ""


def _compared(
    path: str, stated: list[tuple[Manifest, str]], found: dict[str, str] | OSError
) -> Iterator[Problem]:
    if isinstance(found, OSError):
        yield unread(path, found)
        return
    wrong = [one for one, digest in stated if found[one.algorithm] != digest]
    if wrong:
        names = ", ".join(one.name for one in wrong)
        code = "B013" if all(one.of_tags for one, _ in stated) else "B008"
        yield damage(code, path, f"Nội dung tệp đã bị sửa: không khớp {names}.")


def is_bag(folder: Path) -> bool:
    """Return whether a folder is meant as a bag: its declaration, or a manifest beside data/."""
    return (folder / DECLARATION).is_file() or (
        (folder / "data").is_dir() and any(folder.glob("manifest-*.txt"))
    )


def is_litter(path: str) -> bool:
    """Return whether a file is one that operating systems leave behind."""
    return _LITTER.fullmatch(path.rpartition("/")[2]) is not None


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _look_alikes(paths: set[str]) -> Iterator[Problem]:
    """Yield paths that some systems cannot tell apart."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(_key(path), path)
        if other != path:
            text = f"Chỉ khác «{other}» ở chữ hoa, chữ thường hoặc cách ghép dấu."
            yield damage("BW02", path, text)
