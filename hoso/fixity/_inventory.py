"""One inventory (bản kê) by itself, as OCFL 1.0 and 1.1, section 3.5, want it; one fault does not hide another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hoso.errors import Problem
from hoso.fixity import _digests
from hoso.fixity._json import dictionary, lists
from hoso.fixity._problem import finding
from hoso.fixity._versions import check_version, folders_above

SPECS: Final = ("1.0", "1.1")
_TYPE: Final = re.compile(r"https://ocfl\.io/(\d+\.\d+)/spec/#inventory")
_URI: Final = re.compile(r"[a-z][a-z\d+.-]*:.+", re.IGNORECASE)
_BLOCKS: Final = ("contentDirectory", "fixity", "manifest", "versions")
_KEYS: Final = frozenset(("id", "type", "digestAlgorithm", "head", *_BLOCKS))
_PADDED: Final = re.compile(r"v(0+)1")
_CONTENT: Final = re.compile(r"(v\d+)/([^/]+)/(.+)", re.DOTALL)


@dataclass(slots=True)
class Inventory:
    """What an inventory says, as far as it is understood; `problems` is what is wrong with it.

    `manifest` and `fixity` say which digests a content path must have, by algorithm, normalised.
    """

    where: str
    spec: str
    object_id: str = ""
    algorithm: str = "sha512"
    content: str = "content"
    content_is_set: bool = False
    versions: tuple[str, ...] = ()  # names in sequence, as far as there is one
    head: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)  # content path → normalised digest
    written: set[str] = field(default_factory=set)  # digests of the manifest as they are spelled
    problems: list[Problem] = field(default_factory=list)

    def block(self, version: str) -> dict[str, Any]:
        """Return what stands under a version, {} when there is nothing to be understood."""
        return dictionary(dictionary(self.data.get("versions")).get(version))

    def state(self, version: str) -> dict[str, list[str]]:
        """Return digest → logical paths of a version, {} when there is none to be understood."""
        return lists(self.block(version).get("state"))

    @property
    def manifest(self) -> dict[str, list[str]]:
        """Return digest → content paths, as they are spelled."""
        return lists(self.data.get("manifest"))

    @property
    def fixity(self) -> dict[str, dict[str, list[str]]]:
        """Return algorithm → digest → content paths of the algorithms known."""
        found = dictionary(self.data.get("fixity"))
        return {name: lists(block) for name, block in found.items() if _digests.is_known(name)}

    def only(self, said: Mapping[str, Any], known: frozenset[str], place: str) -> None:
        """Note the keys of an object of the inventory that the specification does not know."""
        for name in sorted(said.keys() - known):
            self.wrong("E102", f"{place}: khoá «{name}» không có trong đặc tả.")

    def wrong(self, code: str, message: str) -> None:
        """Note what is wrong."""
        self.problems.append(finding(code, self.where, message))


def read(raw: bytes, where: str, spec: str) -> Inventory:
    """Return the inventory in `raw`; `spec` is the version assumed where it does not say."""
    inventory = Inventory(where, spec)
    try:
        data = json.loads(raw.decode())  # UTF-8 without a byte order mark (RFC 8259, 8.1)
    except (ValueError, RecursionError):
        inventory.wrong("E033", "Bản kê không phải là JSON đọc được (bị cắt hoặc bị sửa).")
        return inventory
    if not isinstance(data, dict):
        inventory.wrong("E033", "Bản kê không phải là một đối tượng JSON.")
        return inventory
    inventory.data = data
    inventory.only(data, _KEYS, "bản kê")
    _identity(inventory)
    if _algorithm(inventory):
        _content_folder(inventory)
        _manifest(inventory)
        _all_versions(inventory)
        _fixity(inventory)
    return inventory


def _identity(inventory: Inventory) -> None:
    known, kind = inventory.data.get("id"), inventory.data.get("type")
    if "id" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «id».")
    elif not isinstance(known, str) or not known:
        inventory.wrong("E037", "«id» của bản kê phải là chữ, không trống.")
    else:
        inventory.object_id = known
        if not _URI.match(known):
            inventory.wrong("W005", f"«id» nên là một URI; đang là «{known}».")
    match = _TYPE.fullmatch(kind) if isinstance(kind, str) else None
    if "type" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «type».")
    elif match is None or match[1] not in SPECS:
        inventory.wrong("E038", f"«type» của bản kê không phải của OCFL 1.0, 1.1: «{kind}».")
    else:
        inventory.spec = match[1]


def _algorithm(inventory: Inventory) -> bool:
    """Note the algorithm; return whether digests can be judged at all."""
    named = inventory.data.get("digestAlgorithm")
    if "digestAlgorithm" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «digestAlgorithm».")
    elif named not in _digests.OF_CONTENT:
        inventory.wrong("E025", f"«digestAlgorithm» phải là sha512 hoặc sha256: «{named}».")
        return False
    elif named == "sha256":
        inventory.algorithm = named
        inventory.wrong("W004", "Nên dùng sha512; bản kê dùng sha256.")
    return True


def _content_folder(inventory: Inventory) -> None:
    if "contentDirectory" not in inventory.data:
        return
    named = inventory.data["contentDirectory"]
    if not isinstance(named, str) or "/" in named or not named:
        inventory.wrong("E017", "«contentDirectory» phải là một tên, không có dấu «/».")
    elif named in {".", ".."}:
        inventory.wrong("E018", "«contentDirectory» không được là «.» hoặc «..».")
    else:
        inventory.content, inventory.content_is_set = named, True


def _manifest(inventory: Inventory) -> None:
    manifest = inventory.data.get("manifest")
    if not isinstance(manifest, dict):
        inventory.wrong("E041", "Bản kê thiếu «manifest», hoặc không phải đối tượng JSON.")
        return
    normal: set[str] = set()
    for digest, paths in manifest.items():
        if not _digests.fits(digest, inventory.algorithm):
            inventory.wrong("E025", f"«{digest[:24]}» không phải mã {inventory.algorithm}.")
        elif not isinstance(paths, list) or not all(isinstance(one, str) for one in paths):
            inventory.wrong("E091", f"Mã {digest[:12]}… trong manifest không kèm danh sách tệp.")
        else:
            if digest.lower() in normal:
                inventory.wrong("E096", f"Mã {digest[:12]}… có hai lần trong manifest.")
            normal.add(digest.lower())
            inventory.written.add(digest)
            for path in paths:
                _content_path(inventory, path, digest.lower())
    for path in sorted(folders_above(inventory.paths, 3) & inventory.paths.keys()):
        inventory.wrong("E101", f"«{path}» vừa là tệp vừa là thư mục trong manifest.")


def _content_path(inventory: Inventory, path: str, digest: str) -> None:
    match = _CONTENT.fullmatch(path)
    if path.startswith("/") or path.endswith("/"):
        inventory.wrong("E100", f"Đường dẫn «{path}» bắt đầu hoặc kết thúc bằng «/».")
    elif match is None:
        inventory.wrong("E042", f"Đường dẫn «{path}» không nằm trong phiên bản nào.")
    elif match[2] != inventory.content:
        inventory.wrong("E042", f"Đường dẫn «{path}» không nằm trong «{inventory.content}».")
    elif any(part in {"", ".", ".."} for part in match[3].split("/")):
        inventory.wrong("E099", f"Đường dẫn «{path}» có phần trống, «.» hoặc «..».")
    elif path in inventory.paths:
        inventory.wrong("E101", f"Đường dẫn «{path}» có hai lần trong manifest.")
    else:
        inventory.paths[path] = digest
        return
    # What is badly written still tells whether a state knows the digest.
    inventory.paths.setdefault(path, digest)


def _all_versions(inventory: Inventory) -> None:
    versions = inventory.data.get("versions")
    if "versions" not in inventory.data:
        for code in ("E041", "E043"):
            inventory.wrong(code, "Bản kê thiếu «versions».")
    elif not isinstance(versions, dict):
        inventory.wrong("E044", "«versions» không phải đối tượng JSON.")
    elif not versions:
        inventory.wrong("E008", "«versions» trống: phải có ít nhất một phiên bản.")
    else:
        inventory.versions = _sequence(inventory, versions)
    used: set[str] = set()
    for name in inventory.versions:
        used |= check_version(inventory, name, dictionary(versions)[name])
    _head(inventory)
    if inventory.versions:
        _agreement(inventory, used)


def _sequence(inventory: Inventory, versions: dict[str, Any]) -> tuple[str, ...]:
    """Return the names from v1 on without a gap; plain, or all padded with noughts alike."""
    first = "v1" if "v1" in versions else next((v for v in versions if _PADDED.fullmatch(v)), "")
    if not first:
        inventory.wrong("E009", "Các phiên bản không bắt đầu từ v1.")
        return ()
    width = len(first) - 1
    if width > 1:
        inventory.wrong("W001", "Tên phiên bản không nên thêm số 0 ở đầu.")
    names: list[str] = []
    while (name := f"v{len(names) + 1:0{width}d}") in versions:
        names.append(name)
    for odd in sorted(versions.keys() - set(names)):
        for code, message in _misnamed(odd, width):
            inventory.wrong(code, f"Phiên bản «{odd}»: {message}.")
    return tuple(names)


def _misnamed(name: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a version's name; the others are `width` digits, padded when > 1."""
    if not re.fullmatch(r"v\d+", name):
        yield "E010", "không phải tên phiên bản v1, v2, …"
    elif width > 1 and not name.startswith("v0"):
        yield "E011", "thiếu số 0 ở đầu như các phiên bản khác"
        yield "E013", "không theo cách đặt tên của các phiên bản trước"
    elif (width > 1 and len(name) != width + 1) or (width == 1 and name.startswith("v0")):
        yield "E012", "số chữ số khác các phiên bản khác"
        yield "E013", "không theo cách đặt tên của các phiên bản trước"
    else:
        yield "E010", "không liên tục với các phiên bản khác"


def _head(inventory: Inventory) -> None:
    if "head" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «head».")
    elif inventory.versions:
        inventory.head = inventory.versions[-1]
        if inventory.data["head"] != inventory.head:
            said = inventory.data["head"]
            inventory.wrong("E040", f"«head» là «{said}», phiên bản cuối là {inventory.head}.")


def _agreement(inventory: Inventory, used: set[str]) -> None:
    """Compare manifest and states: each digest of one stands in the other."""
    for path in inventory.paths:
        match = _CONTENT.fullmatch(path)
        if match and match[1] not in inventory.versions and match[2] == inventory.content:
            inventory.wrong("E042", f"Đường dẫn «{path}» thuộc một phiên bản không có.")
    if not isinstance(inventory.data.get("manifest"), dict):
        return
    known = set(inventory.paths.values())
    if missing := used - known:
        listed = ", ".join(sorted(f"{one[:12]}…" for one in missing))
        inventory.wrong("E050", f"Các phiên bản dùng nội dung mà manifest không kê: {listed}.")
    if unused := known - used:
        listed = ", ".join(sorted(f"{one[:12]}…" for one in unused))
        code = "E050" if inventory.spec == "1.0" else "E107"
        inventory.wrong(code, f"Manifest kê nội dung mà không phiên bản nào dùng: {listed}.")


def _fixity(inventory: Inventory) -> None:
    if "fixity" not in inventory.data:
        return
    fixity = inventory.data["fixity"]
    if not isinstance(fixity, dict):
        code = "E056" if inventory.spec == "1.0" else "E111"
        inventory.wrong(code, "«fixity» không phải đối tượng JSON.")
        return
    for algorithm, block in fixity.items():
        if not _digests.is_known(algorithm):
            inventory.wrong("E056", f"«fixity» dùng thuật toán không có: «{algorithm}».")
        elif not isinstance(block, dict):
            inventory.wrong("E057", f"«fixity», {algorithm}: không phải đối tượng JSON.")
        else:
            _fixity_block(inventory, algorithm, block)


def _fixity_block(inventory: Inventory, algorithm: str, block: dict[str, Any]) -> None:
    seen: set[str] = set()
    for digest, paths in block.items():
        if not _digests.fits(digest, algorithm) or not isinstance(paths, list):
            inventory.wrong("E057", f"«fixity», {algorithm}: «{digest[:24]}» sai dạng.")
            continue
        if digest.lower() in seen:
            inventory.wrong("E097", f"«fixity», {algorithm}: mã {digest[:12]}… có hai lần.")
        seen.add(digest.lower())
        for path in paths:
            if not isinstance(path, str) or path not in inventory.paths:
                inventory.wrong("E057", f"«fixity», {algorithm}: «{path}» không có trong manifest.")
