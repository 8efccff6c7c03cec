"""Two tellings of one dossier's history, here and elsewhere, that may differ in its code.

A dossier that comes with a code in use here gets a version of ours that gives it another. From
then on the giver's later versions cannot follow byte for byte: each is carried behind ours, with
its own who and when, its files unchanged, and the card under the code that it has here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from hoso.archive._inventory import Draft, Inventory, draft
from hoso.archive._stamp import Stamp
from hoso.errors import IntegrityError
from hoso.model.base import encode

CARD: Final = "ho_so.json"  # the file of a dossier that bears its code
_CODE: Final = "ma"
_CARRIED: Final = re.compile(r".* \[phiên bản \d+ của bên giao; ở đây mang mã .+\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Side:
    """One telling: the newest inventory, and how a file of a version is read (path, version)."""

    inventory: Inventory
    read: Callable[[str, int], bytes]

    def block(self, number: int) -> Mapping[str, Any]:
        """Return what the inventory says of a version."""
        return self.inventory.data["versions"][f"v{number}"]

    def code(self, number: int) -> str:
        """Return the dossier's code in a version, "" when there is none."""
        card = self._card(number)
        return str(card.get(_CODE, "")) if isinstance(card, dict) else ""

    def only_renames(self, number: int) -> bool:
        """Return whether a version does nothing but give the dossier another code."""
        return (
            number > 1
            and self._others(number) == self._others(number - 1)
            and self._nameless(number) == self._nameless(number - 1)
            and self.code(number) != self.code(number - 1)
        )

    def carries(self, number: int, other: Side, theirs: int) -> bool:
        """Return whether a version is the other side's version `theirs`, but for the code."""
        return (
            self.inventory.created(number) == other.inventory.created(theirs)
            and self.block(number).get("user") == other.block(theirs).get("user")
            and self._others(number) == other._others(theirs)
            and self._nameless(number) == other._nameless(theirs)
        )

    def renamed(self, number: int, code: str) -> bytes:
        """Return the card of a version with another code; raise IntegrityError when it is none."""
        card = self._card(number)
        if not isinstance(card, dict):
            where = f"{self.inventory.object_id}/v{number}"
            raise IntegrityError(f"Hồ sơ {where} trong gói không có {CARD}.", where=where)
        return encode({**card, _CODE: code})

    def stamp(self, number: int, code: str) -> Stamp:
        """Return who, why and when of a version that is carried over under `code`."""
        own = self.inventory.stamp(number)
        why = f"{own.why} [phiên bản {number} của bên giao; ở đây mang mã {code}]"
        return Stamp(by=own.by, why=why, at=own.at, address=own.address)

    def _others(self, number: int) -> dict[str, str]:
        state = self.inventory.state(number)
        return {path: digest for path, digest in state.items() if path != CARD}

    def _nameless(self, number: int) -> object:
        card = self._card(number)
        return {k: v for k, v in card.items() if k != _CODE} if isinstance(card, dict) else card

    def _card(self, number: int) -> object:
        if CARD not in self.inventory.state(number):
            return None
        raw = self.read(CARD, number)
        try:
            return json.loads(raw)
        except ValueError:
            return raw


def is_carried(reason: str) -> bool:
    """Return whether the reason of a version says that it was carried over behind a renaming."""
    return _CARRIED.fullmatch(reason) is not None


def is_start(ours: Side, theirs: Side) -> bool:
    """Return whether what is here is the beginning of the other telling, to the letter."""
    numbers = range(1, ours.inventory.head + 1)
    return ours.inventory.head <= theirs.inventory.head and all(
        ours.block(n) == theirs.block(n) for n in numbers
    )


def shared(ours: Side, theirs: Side) -> int | None:
    """Return how many of their versions are here, whatever the code; None when the two part ways."""
    mine, other = 1, 1
    while mine <= ours.inventory.head and other <= theirs.inventory.head:
        if ours.block(mine) == theirs.block(other) or ours.carries(mine, theirs, other):
            mine, other = mine + 1, other + 1
        elif ours.only_renames(mine):
            mine += 1
        elif theirs.only_renames(other):
            other += 1
        else:
            return None
    return other - 1


def fresh(theirs: Side, known: int) -> tuple[int, ...]:
    """Return the versions after `known` that say more than another code."""
    later = range(known + 1, theirs.inventory.head + 1)
    return tuple(number for number in later if not theirs.only_renames(number))


def carried(ours: Side, theirs: Side, numbers: tuple[int, ...], code: str) -> Iterator[Draft]:
    """Yield these versions of the other side as they come behind ours, under the code `code`."""
    current = ours.inventory
    for number in numbers:
        now, then = current.state(current.head), theirs.inventory.state(number)
        changes: dict[str, bytes | None] = dict.fromkeys(now.keys() - then.keys())
        for path, digest in then.items():
            if path != CARD and now.get(path) != digest:
                changes[path] = theirs.read(path, number)
        changes[CARD] = theirs.renamed(number, code)
        new = draft(current, current.object_id, changes, theirs.stamp(number, code))
        if new:
            yield new
            current = new.inventory


def renaming(theirs: Side, code: str, stamp: Stamp) -> Draft | None:
    """Return the version that gives a dossier just taken over another code, None when it has it."""
    inventory = theirs.inventory
    if not code or theirs.code(inventory.head) == code:
        return None
    changes: dict[str, bytes | None] = {CARD: theirs.renamed(inventory.head, code)}
    new = draft(inventory, inventory.object_id, changes, stamp)
    return replace(new, renames=True) if new else None


def earliest_difference(ours: Side, theirs: Side) -> int:
    """Return the first version that the two tell differently, for whoever must compare them."""
    numbers = range(1, min(ours.inventory.head, theirs.inventory.head) + 1)
    return next((n for n in numbers if ours.block(n) != theirs.block(n)), numbers.stop)
