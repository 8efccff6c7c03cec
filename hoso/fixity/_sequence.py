"""The names of versions: one sequence from 1 on, all written alike (OCFL 1.1, 3.3.1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hoso.fixity._inventory import Inventory

# Nine digits: more no object has, and Python refuses to count with thousands.
_NAME: Final = re.compile(r"v(0{0,20})([1-9][0-9]{0,8})")


def number_of(name: str) -> int:
    """Return the number of a version, 0 when the name is none of a version."""
    match = _NAME.fullmatch(name)
    return int(match[2]) if match else 0


def check_names(inventory: Inventory, names: Collection[str]) -> tuple[str, ...]:
    """Note what is wrong with the names of versions; return those that are names, by number."""
    if tuple(names) == (plain := tuple(f"v{number + 1}" for number in range(len(names)))):
        return plain  # as almost all are; it is cheap to see
    order = sorted((number, len(name), name) for name in names if (number := number_of(name)))
    found = tuple(name for _, _, name in order)
    for name in sorted(set(names) - set(found)):
        for code, message in _misnamed(name, inventory.spec, others=bool(found)):
            inventory.wrong(code, f"Phiên bản «{name[:40]}»: {message}.")
    numbers = [number for number, _, _ in order]
    if 1 not in numbers:
        inventory.wrong("E009", "Các phiên bản không bắt đầu từ v1.")
    for before, after in pairwise(numbers):
        if after > before + 1:
            text = f"Các phiên bản không liên tục: sau số {before} đến số {after}."
            inventory.wrong("E010", text)
    if found:
        _alike(inventory, found)
    return found


def _misnamed(name: str, spec: str, *, others: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with what is no name of a version at all."""
    if spec == "1.0":  # which has no code of its own for it
        yield "E046", "không phải tên thư mục phiên bản v1, v2, …"
    elif name.startswith("v"):
        yield "E105", "số phiên bản phải là số nguyên dương 1, 2, 3, …"
    else:
        yield "E104", "tên phiên bản phải là chữ v rồi đến số"
    if others:
        yield "E010", "không thuộc dãy các phiên bản"


def _alike(inventory: Inventory, names: tuple[str, ...]) -> None:
    """Note the names that are not written as the first is: plain, or padded to one length."""
    first = names[0]
    padded = first.startswith("v0")
    if padded:
        inventory.wrong("W001", "Tên phiên bản không nên thêm số 0 ở đầu.")
    for name in names[1:]:
        if padded and not name.startswith("v0"):
            code, text = "E011", "thiếu số 0 ở đầu như các phiên bản khác"
        elif name.startswith("v0") and (not padded or len(name) != len(first)):
            code, text = "E012", "số chữ số khác các phiên bản khác"
        else:
            continue
        inventory.wrong(code, f"Phiên bản «{name}»: {text}.")
        text = "không theo cách đặt tên của các phiên bản trước"
        inventory.wrong("E013", f"Phiên bản «{name}»: {text}.")
