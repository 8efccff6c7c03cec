"""A BagIt bag as a whole: complete and valid, or what is missing, altered, extra (RFC 8493, 3)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity import _digests, _windows
from hoso.fixity._bag_manifest import Manifest, algorithms, fetch, manifests
from hoso.fixity._bag_tags import DECLARATION, Declared, damage, declaration, info
from hoso.fixity._cores import of_machine
from hoso.fixity._litter import is_litter
from hoso.fixity._payload import WORTH, Taken, Wanted, take
from hoso.fixity._problem import unread
from hoso.model.watch import Tick, unwatched

_OXUM: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")  # Python does not count with thousands


@dataclass(slots=True)
class BagCheck:
    """One bag under examination; `fast` looks at names and sizes, not at digests.

    `tick` is called for each file read; `cores` 0 takes all when the files are many. `taken` is what
    was read of the payload, by path in the bag: everything below the folders `read` when the check
    begins.
    """

    bag: Path
    fast: bool = False
    tick: Tick = unwatched
    cores: int = 0
    declared: Declared = field(default_factory=Declared)
    info: dict[str, list[str]] = field(default_factory=dict)
    manifests: list[Manifest] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)
    read: set[str] = field(default_factory=set)
    _said: list[Problem] | None = None  # of the bag's own words; None before they were read
    _spelled: dict[str, str] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is wrong with the bag."""
        try:
            self.begin()
            yield from self._said or ()
            yield from self._payload()
            yield from fetch(self.bag, self.declared, self.listed)
            yield from self._oxum()
            yield from self._complete()
            yield from self._altered()
            yield from self._tags()
            yield from _windows.unfit(self.bag.name, self.taken.sizes, self.taken.awkward)
        except OSError as error:
            yield unread("", error)

    def begin(self) -> None:
        """Read declaration, bag-info, manifests, if that was not done before; raise OSError."""
        if self._said is None:
            self._said = [
                *declaration(self.bag, self.declared),
                *info(self.bag, self.declared, self.info),
                *manifests(self.bag, self.declared, self.manifests),
            ]

    @property
    def listed(self) -> set[str]:
        """Return every path that a payload manifest lists."""
        return {path for one in self._of_payload for path in one.entries}

    @property
    def _of_payload(self) -> list[Manifest]:
        return [one for one in self.manifests if not one.of_tags]

    def _payload(self) -> Iterator[Problem]:
        if not (self.bag / "data").is_dir():
            yield damage("B016", "data", "Gói không có thư mục data/.")
            return
        if (self.bag / "data").is_symlink():
            yield damage("B011", "data", "data là liên kết: nội dung nằm ngoài gói.")
        listed = max((len(one.entries) for one in self._of_payload), default=0)
        many = listed - len(self.taken.sizes) >= WORTH
        cores = (self.cores or of_machine()) if many else 1
        wanted = Wanted(() if self.fast else algorithms(self.bag))
        for part in take(str(self.bag), "data", wanted, cores, self.read):
            self.taken.add(part)
            for _ in part.sizes:
                self.tick()
        for path in sorted(self.taken.odd):
            yield damage("B011", path, "Liên kết, không phải tệp: có thể chỉ ra ngoài gói.")
        for path, error in sorted(self.taken.refused, key=lambda one: one[0]):
            yield unread(path, error)

    def _oxum(self) -> Iterator[Problem]:
        if self.taken.refused:
            return  # nobody knows the sum
        sizes = self.taken.sizes
        for said in self.info.get("payload-oxum", []):
            match = _OXUM.fullmatch(said.strip())
            actual = f"{sum(sizes.values())}.{len(sizes)}"
            if match is None:
                yield damage("B012", "bag-info.txt", f"Payload-Oxum «{said}» không đúng dạng.")
            elif said.strip() != actual and not self._only_litter(match):
                text = f"Payload-Oxum ghi {said.strip()} (byte.tệp), trong data/ có {actual}."
                yield damage("B012", "bag-info.txt", text)

    def _only_litter(self, said: re.Match[str]) -> bool:
        """Return whether without what systems leave behind the sum is right."""
        kept = [size for path, size in self.taken.sizes.items() if not is_litter(path)]
        return (int(said[1]), int(said[2])) == (sum(kept), len(kept))

    def _twin(self, path: str) -> str:
        """Return the payload file that differs in case or normalisation only, "" for none."""
        if not self._spelled:
            self._spelled.update({_key(one): one for one in self.taken.sizes})
        return self._spelled.get(_key(path), "")

    def _complete(self) -> Iterator[Problem]:
        everywhere, there = self.listed, self.taken.sizes.keys()
        yield from self._everywhere(everywhere)
        if everywhere == there:
            yield from _look_alikes(everywhere)
            return
        yield from _look_alikes(everywhere | there)
        elsewhere = {_key(path) for path in everywhere - there}
        for path in sorted(there - everywhere):
            if _key(path) in elsewhere:
                continue  # told where the manifest lists it
            code = "BW01" if is_litter(path) else "B009"
            yield damage(code, path, "Tệp lạ: không bản kê nào kê tệp này.")
        unseen = {path for path, _ in self.taken.refused}
        for path in sorted(everywhere - there):
            if not any(path.startswith(f"{folder}/") for folder in unseen):
                yield self._missing(path)

    def _everywhere(self, listed: set[str]) -> Iterator[Problem]:
        """Yield what one manifest lists and another does not, which 1.0 forbids."""
        if self.declared.version != "1.0" or len(self._of_payload) < 2:
            return
        for path in sorted(listed):
            if absent := [one.name for one in self._of_payload if path not in one.entries]:
                text = f"Chưa được kê trong {', '.join(absent)}: mọi bản kê phải kê mọi tệp."
                yield damage("B010", path, text)

    def _missing(self, path: str) -> Problem:
        if twin := self._twin(path):
            text = f"Trong gói tên tệp viết khác («{twin}»): hoa thường hoặc cách ghép dấu."
            return damage("BW02", path, text)
        code = "BW01" if is_litter(path) else "B007"
        return damage(code, path, "Mất tệp mà bản kê có kê.")

    def _altered(self) -> Iterator[Problem]:
        """Compare every digest of the payload."""
        wrong: dict[str, list[str]] = defaultdict(list)
        for one in self._of_payload:
            made = self.taken.digests.get(one.algorithm, {})
            if made == one.entries:
                continue  # as almost always: hundreds of thousands at a stroke
            for path, digest in one.entries.items():
                there = path if path in self.taken.sizes else self._twin(path)
                if made.get(there, digest) != digest:
                    wrong[path].append(one.name)
        for path in sorted(wrong):
            text = f"Nội dung tệp đã bị sửa: không khớp {', '.join(wrong[path])}."
            yield damage("B008", self._twin(path) or path, text)

    def _tags(self) -> Iterator[Problem]:
        """Compare every digest of the tag files; there are few."""
        for one in self.manifests:
            if not one.of_tags:
                continue
            for path, digest in sorted(one.entries.items()):
                if not (self.bag / path).is_file():
                    if not is_litter(path):
                        yield damage("B013", path, f"Mất tệp mà {one.name} có kê.")
                elif one.algorithm and not self.fast:
                    yield from self._tag(one, path, digest)

    def _tag(self, manifest: Manifest, path: str, digest: str) -> Iterator[Problem]:
        try:
            found = _digests.of_file(f"{self.bag}/{path}", (manifest.algorithm,))
        except OSError as error:
            yield unread(path, error)
            return
        if found.digests[manifest.algorithm] != digest:
            text = f"Nội dung tệp đã bị sửa: không khớp {manifest.name}."
            yield damage("B013", path, text)


def is_bag(folder: Path) -> bool:
    """Return whether a folder is meant as a bag: its declaration, or a manifest beside data/."""
    return (folder / DECLARATION).is_file() or (
        (folder / "data").is_dir() and any(folder.glob("manifest-*.txt"))
    )


def _key(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()


def _look_alikes(paths: set[str]) -> Iterator[Problem]:
    """Yield paths that some systems cannot tell apart."""
    names = "\0".join(paths)
    if names.isascii() and len(set(names.lower().split("\0"))) == len(paths):
        return
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(_key(path), path)
        if other != path:
            text = f"Chỉ khác «{other}» ở chữ hoa, chữ thường hoặc cách ghép dấu."
            yield damage("BW02", path, text)
