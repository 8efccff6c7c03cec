"""Checks of one inventory by itself, with the codes of OCFL 1.1."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hoso.archive import _layout
from hoso.archive._inventory import TYPE, Inventory, VersionData
from hoso.errors import Problem

_DIGEST = re.compile(r"[0-9a-f]{128}")
_CONTENT = re.compile(r"(v[1-9][0-9]*)/content/(.+)")


def problem(code: str, where: str, message: str) -> Problem:
    """Return a finding with a code of OCFL 1.1 (E…, W…) or of our own (J…)."""
    reference = "" if code.startswith("J") else f"{_layout.SPEC}, {code}"
    return Problem(
        code=code, where=where, message=message, reference=reference, warning=code.startswith("W")
    )


def unreadable(raw: bytes, where: str) -> Problem:
    """Return why the bytes of an inventory cannot be taken as one."""
    try:
        data: Any = json.loads(raw)
    except ValueError:
        return problem("E033", where, "Bản kê không phải là JSON đọc được (bị cắt hoặc bị sửa).")
    if isinstance(data, dict) and isinstance(data.get("versions"), dict):
        if data.get("head") not in data["versions"]:
            return problem("E040", where, "Bản kê chỉ đến một phiên bản mới nhất không có thật.")
        if not all(map(_layout.VERSION_FOLDER.fullmatch, data["versions"])):
            return problem("E009", where, "Tên phiên bản trong bản kê không phải v1, v2, …")
    return problem("E034", where, "Bản kê không đúng cấu trúc: thiếu mục, hoặc mục sai kiểu.")


def check_inventory(inventory: Inventory, where: str) -> Iterator[Problem]:
    """Yield what is wrong inside an inventory."""
    data = inventory.data
    if data["type"] != TYPE:
        yield problem("E038", where, f"Loại bản kê là «{data['type']}», không phải «{TYPE}».")
    if data["digestAlgorithm"] != "sha512":
        yield problem("E025", where, f"Thuật toán «{data['digestAlgorithm']}» không phải sha512.")
    if set(data["versions"]) != {f"v{n}" for n in range(1, len(data["versions"]) + 1)}:
        yield problem("E010", where, "Các phiên bản trong bản kê không liên tục từ v1.")
    elif inventory.head != len(data["versions"]):
        yield problem("E040", where, f"head là v{inventory.head}, không phải phiên bản cuối.")
    yield from _check_manifest(inventory, where)
    for name, version in data["versions"].items():
        yield from _check_state(name, version, data["manifest"], where)
        yield from _check_maker(name, version, where)


def _check_manifest(inventory: Inventory, where: str) -> Iterator[Problem]:
    data = inventory.data
    for digest in data["manifest"]:
        if not _DIGEST.fullmatch(digest):
            yield problem("E025", where, f"«{digest[:20]}» không phải mã SHA-512.")
    files = [path for paths in data["manifest"].values() for path in paths]
    for path, times in Counter(files).items():
        match = _CONTENT.fullmatch(path)
        if not match or match[1] not in data["versions"]:
            yield problem("E042", where, f"Đường dẫn «{path}» không nằm trong phiên bản nào.")
        elif _has_bad_part(match[2]):
            yield problem("E099", where, f"Đường dẫn «{path}» có phần trống, «.» hoặc «..».")
        if times > 1:
            yield problem("E101", where, f"Đường dẫn «{path}» được kê {times} lần.")
    used = {digest for version in data["versions"].values() for digest in version["state"]}
    if unused := data["manifest"].keys() - used:
        yield problem("E107", where, f"{len(unused)} mã trong manifest không phiên bản nào dùng.")


def _check_state(
    name: str, version: VersionData, manifest: dict[str, list[str]], where: str
) -> Iterator[Problem]:
    for digest, paths in version["state"].items():
        if digest not in manifest:
            yield problem("E050", where, f"{name} có tệp {paths} mà manifest không kê nội dung.")
    paths_of = Counter(path for paths in version["state"].values() for path in paths)
    for path, times in paths_of.items():
        if path.startswith("/") or path.endswith("/"):
            yield problem(
                "E053", where, f"{name}: tên tệp «{path}» bắt đầu hoặc kết thúc bằng «/»."
            )
        elif _has_bad_part(path):
            yield problem("E052", where, f"{name}: tên tệp «{path}» có phần trống, «.» hoặc «..».")
        if times > 1 or _is_also_folder(path, paths_of):
            yield problem("E095", where, f"{name}: «{path}» trùng tên với tệp hoặc thư mục khác.")


def _check_maker(name: str, version: VersionData, where: str) -> Iterator[Problem]:
    if "message" not in version or "user" not in version:
        yield problem("W007", where, f"{name} không ghi người lưu hoặc lý do.")
    elif "address" not in version["user"]:
        yield problem("W008", where, f"{name} không ghi địa chỉ của người lưu.")


def _has_bad_part(path: str) -> bool:
    return any(part in {"", ".", ".."} for part in path.split("/"))


def _is_also_folder(path: str, paths: Counter[str]) -> bool:
    return any(other.startswith(f"{path}/") for other in paths)


def check_earlier(earlier: Inventory, newest: Inventory, where: str) -> Iterator[Problem]:
    """Yield where the inventory of an earlier version and the newest tell different histories."""
    if earlier.object_id != newest.object_id:
        yield problem("E037", where, f"Bản kê này là của hồ sơ khác: {earlier.object_id}.")
    for name, version in earlier.data["versions"].items():
        later = newest.data["versions"].get(name)
        if later is None or later["state"] != version["state"]:
            yield problem("E066", where, f"{name} ở đây khác với {name} trong bản kê mới nhất.")
        elif later != version:
            yield problem("W011", where, f"Người, lúc, lý do của {name} khác bản kê mới nhất.")


def check_clock(inventory: Inventory, where: str) -> Iterator[Problem]:
    """Yield the versions dated before the one they follow; OCFL allows it, people should know."""
    for number in range(2, len(inventory.data["versions"]) + 1):
        before, this = f"v{number - 1}", f"v{number}"
        if {before, this} <= inventory.data["versions"].keys() and (
            inventory.created(number) < inventory.created(number - 1)
        ):
            yield Problem(
                code="J009",
                where=where,
                message=f"{this} ghi thời điểm sớm hơn {before}: đồng hồ máy đã bị lùi khi lưu.",
                warning=True,
            )
