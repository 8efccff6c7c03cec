"""The manifests of a bag: which files it has, and what each must be (RFC 8493, 2.1.3 and 2.2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity import _digests
from hoso.fixity._bag_tags import Declared, damage, no_file, read_tag
from hoso.fixity._litter import is_litter

_NAME: Final = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
_LINE: Final = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)")
_PLAIN: Final = re.compile(r"^([0-9a-f]+)  (data/[^\\%\n]+)$", re.MULTILINE)
_FETCH: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:\S+)[ \t]+([0-9]+|-)[ \t]+(.+)")
_ENCODED: Final = re.compile("%(0[AaDd]|25)")
_DRIVE: Final = re.compile(r"[A-Za-z]:|\\\\|%[^%]+%[/\\]")  # the last: a variable of Windows


@dataclass(slots=True)
class Manifest:
    """One manifest: path → digest, lower case."""

    name: str
    algorithm: str  # as `hoso.fixity._digests` knows it; "" when it does not
    of_tags: bool
    entries: dict[str, str] = field(default_factory=dict)


def manifests(bag: Path, said: Declared, found: list[Manifest]) -> Iterator[Problem]:
    """Yield what is wrong with the manifests themselves, and note them in `found`."""
    for path in sorted(bag.iterdir()):
        match = _NAME.fullmatch(path.name)
        if match and not path.is_file():
            yield from no_file(path)
        elif match:
            manifest = Manifest(path.name, _algorithm(match[2]), bool(match[1]))
            if not manifest.algorithm:
                text = f"Không biết thuật toán «{match[2]}»: chưa kiểm được theo bản kê này."
                yield damage("BW05", path.name, text)
            yield from _entries(bag, said, manifest)
            found.append(manifest)
    if not any(not one.of_tags for one in found):
        yield damage("B005", "", "Gói không có bản kê nội dung (manifest-….txt).")
    listed = (name for one in found if not one.of_tags for name in one.entries)
    for name in sorted(set(filter(is_litter, listed))):
        text = "Tệp do hệ điều hành tự tạo, được kê như nội dung của gói."
        yield damage("BW11", name, text)


def algorithms(bag: Path) -> tuple[str, ...]:
    """Return the digests that the payload manifests of a bag state, those that can be made."""
    matches = [_NAME.fullmatch(path.name) for path in sorted(bag.iterdir())]
    named = [_algorithm(match[2]) for match in matches if match and not match[1]]
    return tuple(dict.fromkeys(filter(None, named)))


def _algorithm(named: str) -> str:
    plain = re.sub(r"[-_]", "", named.lower())
    return plain if _digests.is_known(plain) else ""


def _entries(bag: Path, said: Declared, manifest: Manifest) -> Iterator[Problem]:
    tag = read_tag(bag, manifest.name, said)
    yield from tag.problems
    if _is_plain(manifest, tag.text):
        return
    for number, line in enumerate(tag.lines, 1):
        match = _LINE.fullmatch(line)
        if match:
            if match[2]:
                text = f"«{match[3]}» có dấu «*» của chương trình tính mã ở trước."
                yield damage("BW03", manifest.name, text)
            yield from _entry(bag, said, manifest, match[1].lower(), match[3])
        elif line.strip():
            text = f"Dòng {number} không có dạng «mã tên-tệp»."
            yield damage("B006", manifest.name, text)


def _is_plain(manifest: Manifest, text: str) -> bool:
    """Take in a manifest whose lines need no second look, as almost always; return whether it is one.

    A large bag has hundreds of thousands of lines.
    """
    lines = _PLAIN.findall(text)
    entries = {path: digest for digest, path in lines}
    plain = (
        not manifest.of_tags
        and len(lines) == text.count("\n")
        and len(entries) == len(lines)  # no file twice
        and ".." not in text
        and {len(digest) for digest, _ in lines} == {_digests.length(manifest.algorithm)}
    )
    if plain:
        manifest.entries |= entries
    return plain


def _entry(
    bag: Path, said: Declared, manifest: Manifest, digest: str, written: str
) -> Iterator[Problem]:
    path = decoded(bag, written, said)
    if path.startswith("./"):
        yield damage("BW03", manifest.name, f"«{written}» bắt đầu bằng «./».")
        path = path[2:]
    if outside(path):
        text = f"«{written}» chỉ ra ngoài gói: không được đọc, không được chép."
        yield damage("B011", manifest.name, text)
    elif not manifest.of_tags and not path.startswith("data/"):
        yield damage("B011", manifest.name, f"«{written}» không nằm trong data/.")
    elif manifest.algorithm and not _digests.fits(digest, manifest.algorithm):
        yield damage("B006", manifest.name, f"Mã của «{path}» không phải {manifest.algorithm}.")
    elif path in manifest.entries:
        alike = manifest.entries[path] == digest and said.version != "1.0"
        code = "BW06" if alike else "B014"
        yield damage(code, manifest.name, f"«{path}» được kê hai lần.")
    else:
        manifest.entries[path] = digest


def decoded(bag: Path, written: str, said: Declared) -> str:
    """Return a path without its percent-encoding of line ends (and of `%` since 1.0)."""
    if not _ENCODED.search(written) or outside(written) or (bag / written).is_file():
        return written
    wanted = "0A 0D 25" if said.version == "1.0" else "0A 0D"
    return _ENCODED.sub(lambda m: chr(int(m[1], 16)) if m[1].upper() in wanted else m[0], written)


def outside(path: str) -> bool:
    """Return whether a path would leave the bag, on any system."""
    parts = re.split(r"[/\\]", path)
    return path.startswith(("/", "~")) or ".." in parts or bool(_DRIVE.match(path))


def fetch(bag: Path, said: Declared, listed: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with fetch.txt; what it would fetch must be here, nothing is fetched."""
    if not (bag / "fetch.txt").is_file():
        yield from no_file(bag / "fetch.txt")
        return
    tag = read_tag(bag, "fetch.txt", said)
    yield from tag.problems
    for number, line in enumerate(tag.lines, 1):
        match = _FETCH.fullmatch(line)
        if line.strip() and match is None:
            text = f"Dòng {number} không có dạng «URL độ-lớn tên-tệp»."
            yield damage("B015", "fetch.txt", text)
        elif match and outside(path := decoded(bag, match[3], said)):
            yield damage("B011", "fetch.txt", f"«{path}» chỉ ra ngoài gói.")
        elif match and path.removeprefix("./") not in listed:
            code = "B015" if said.version == "1.0" else "BW07"  # which 0.97 does not forbid
            yield damage(code, "fetch.txt", f"«{path}» không có trong bản kê nội dung.")
