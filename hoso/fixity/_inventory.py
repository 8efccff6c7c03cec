"""One inventory (bản kê) by itself, as OCFL 1.0 and 1.1, section 3.5, want it; one fault does not hide another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hoso.errors import Problem
from hoso.fixity import _digests
from hoso.fixity._again import comparable, repeats_version
from hoso.fixity._fixity_block import check_fixity, stated
from hoso.fixity._json import dictionary, lists, parsed, shown, twice
from hoso.fixity._manifest import CONTENT, check_manifest
from hoso.fixity._problem import finding
from hoso.fixity._sequence import check_names, number_of
from hoso.fixity._versions import check_version

SPECS: Final = ("1.0", "1.1")
_TYPE: Final = re.compile(r"https://ocfl\.io/([0-9]+\.[0-9]+)/spec/#inventory")
_URI: Final = re.compile(r"[a-z][a-z\d+.-]*:.+", re.IGNORECASE)
_BLOCKS: Final = ("contentDirectory", "fixity", "manifest", "versions")
_KEYS: Final = frozenset(("id", "type", "digestAlgorithm", "head", *_BLOCKS))
# With one of these the manifest does not tell which files there should be, or where.
_LOST: Final = frozenset(
    ("E017", "E018", "E025", "E033", "E041", "E042", "E092", "E096", "E099", "E100", "E101", "E108")
)


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
    versions: tuple[str, ...] = ()  # names by number, also where the sequence has gaps
    head: str = ""  # the last of them, whatever the inventory says
    data: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)  # content path → normalised digest
    written: set[str] = field(default_factory=set)  # digests of the manifest as they are spelled
    judged: bool = False  # beyond its algorithm: what follows could be understood
    manifest_is_clean: bool = False  # no fault was found in it
    clean: dict[str, set[str]] = field(default_factory=dict)  # version without fault → its digests
    problems: list[Problem] = field(default_factory=list)
    _manifest: dict[str, list[str]] | None = None

    @property
    def sound(self) -> bool:
        """Return whether the paths of the manifest may be followed, and are all there are."""
        known = "digestAlgorithm" in self.data and self.versions
        return bool(known) and not any(one.code in _LOST for one in self.problems)

    @property
    def sidecar(self) -> str:
        """Return the name that the file with the inventory's own digest must have."""
        return f"inventory.json.{self.algorithm}"

    def block(self, version: str) -> dict[str, Any]:
        """Return what stands under a version, {} when there is nothing to be understood."""
        return dictionary(dictionary(self.data.get("versions")).get(version))

    def state(self, version: str) -> dict[str, list[str]]:
        """Return digest → logical paths of a version, {} when there is none to be understood."""
        return lists(self.block(version).get("state"))

    @property
    def manifest(self) -> dict[str, list[str]]:
        """Return digest → content paths, as they are spelled."""
        if self._manifest is None:
            self._manifest = lists(self.data.get("manifest"))
        return self._manifest

    @property
    def fixity(self) -> dict[str, dict[str, list[str]]]:
        """Return algorithm → digest → content paths of the algorithms known."""
        return stated(self.data)

    def forget(self) -> None:
        """Let go of all but which digests files must have: what hundreds of versions say is large."""
        self.data = {key: self.data[key] for key in ("fixity",) if key in self.data}
        self._manifest = None
        self.clean, self.written = {}, set()

    def only(self, said: Mapping[str, Any], known: frozenset[str], place: str) -> None:
        """Note the keys of an object of the inventory that the specification does not know."""
        self.once(said, place)
        for name in () if known.issuperset(said) else sorted(said.keys() - known):
            self.wrong("E102", f"{place}: khoá «{shown(name)}» không có trong đặc tả.")

    def once(self, said: Mapping[str, Any], place: str) -> None:
        """Note the keys that stand twice in an object: nobody knows which of the values counts."""
        for name in () if type(said) is dict else twice(said):
            self.wrong("E033", f"{place}: khoá «{shown(name)}» có hai lần.")

    def wrong(self, code: str, message: str) -> None:
        """Note what is wrong."""
        self.problems.append(finding(code, self.where, message))


def read(raw: bytes, where: str, spec: str, judged: Inventory | None = None) -> Inventory:
    """Return the inventory in `raw`; `spec` is the version assumed where it does not say.

    What it repeats of one already `judged` is not judged again.
    """
    inventory = Inventory(where, spec)
    try:
        data = parsed(raw)
    except (ValueError, RecursionError):
        inventory.wrong("E033", "Bản kê không phải là JSON đọc được (bị cắt hoặc bị sửa).")
        return inventory
    if not isinstance(data, dict):
        inventory.wrong("E033", "Bản kê không phải là một đối tượng JSON.")
        return inventory
    inventory.data = data
    inventory.only(data, _KEYS, "bản kê")
    _identity(inventory)
    inventory.judged = _algorithm(inventory)
    if inventory.judged:
        _content_folder(inventory)
        judged = comparable(inventory, judged)
        check_manifest(inventory, judged)
        _all_versions(inventory, judged)
        check_fixity(inventory)
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
            inventory.wrong("W005", f"«id» nên là một URI; đang là «{shown(known)}».")
    match = _TYPE.fullmatch(kind) if isinstance(kind, str) else None
    if "type" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «type».")
    elif match is None or match[1] not in SPECS:
        text = f"«type» của bản kê không phải của OCFL 1.0, 1.1: «{shown(kind)}»."
        inventory.wrong("E038", text)
    else:
        inventory.spec = match[1]


def _algorithm(inventory: Inventory) -> bool:
    """Note the algorithm; return whether digests can be judged at all."""
    named = inventory.data.get("digestAlgorithm")
    if "digestAlgorithm" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «digestAlgorithm».")
    elif named not in _digests.OF_CONTENT:
        text = f"«digestAlgorithm» phải là sha512 hoặc sha256: «{shown(named)}»."
        inventory.wrong("E025", text)
        if not isinstance(named, str) or not _digests.is_known(named):
            inventory.versions = check_names(inventory, dictionary(inventory.data.get("versions")))
            return False
        inventory.algorithm = named  # forbidden, but the rest can be judged by it
    elif named == "sha256":
        inventory.algorithm = named
        inventory.wrong("W004", "Nên dùng sha512; bản kê dùng sha256.")
    return True


def _content_folder(inventory: Inventory) -> None:
    if "contentDirectory" not in inventory.data:
        return
    named = inventory.data["contentDirectory"]
    if named == "" and inventory.spec != "1.0":
        inventory.wrong("E108", "«contentDirectory» trống, không phải tên một thư mục.")
    elif not isinstance(named, str) or "/" in named or not named:
        inventory.wrong("E017", "«contentDirectory» phải là một tên, không có dấu «/».")
    elif named in {".", ".."}:
        inventory.wrong("E018", "«contentDirectory» không được là «.» hoặc «..».")
    else:
        inventory.content, inventory.content_is_set = named, True


def _all_versions(inventory: Inventory, judged: Inventory | None) -> None:
    versions = inventory.data.get("versions")
    if "versions" not in inventory.data:
        for code in ("E041", "E043"):
            inventory.wrong(code, "Bản kê thiếu «versions».")
    elif not isinstance(versions, dict):
        for code in ("E044", "E045"):
            inventory.wrong(code, "«versions» không phải đối tượng JSON.")
    elif not versions:
        inventory.wrong("E008", "«versions» trống: phải có ít nhất một phiên bản.")
    else:
        inventory.once(versions, "«versions»")
        inventory.versions = check_names(inventory, versions)
    used: set[str] = set()
    for name in inventory.versions:
        used |= _version(inventory, name, dictionary(versions)[name], judged)
    _head(inventory)
    if inventory.versions:
        _agreement(inventory, used)


def _version(inventory: Inventory, name: str, block: object, judged: Inventory | None) -> set[str]:
    """Return the digests that the state of a version uses, normalised; note what is wrong with it."""
    if judged and repeats_version(inventory, name, block, judged):
        return judged.clean[name]
    before = len(inventory.problems)
    used = check_version(inventory, name, block)
    if len(inventory.problems) == before:
        inventory.clean[name] = used
    return used


def _head(inventory: Inventory) -> None:
    inventory.head = inventory.versions[-1] if inventory.versions else ""
    if "head" not in inventory.data:
        inventory.wrong("E036", "Bản kê thiếu «head».")
    elif inventory.head and inventory.data["head"] != inventory.head:
        said = shown(inventory.data["head"])
        inventory.wrong("E040", f"«head» là «{said}», phiên bản cuối là {inventory.head}.")


def _agreement(inventory: Inventory, used: set[str]) -> None:
    """Compare manifest and states: each digest of one stands in the other."""
    for path in inventory.paths:
        match = CONTENT.fullmatch(path)
        if match and match[1] not in inventory.versions and match[2] == inventory.content:
            inventory.wrong("E042", f"Đường dẫn «{path}» thuộc một phiên bản không có.")
            if number_of(match[1]) in map(number_of, inventory.versions):
                text = f"Đường dẫn «{path}» viết tên phiên bản khác tên thư mục."
                inventory.wrong("E014", text)
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
