"""An inventory that repeats, word for word, what another one tells: that is not judged again.

Each inventory of an object tells its whole history; of a dossier with hundreds of versions all but
the newest are nothing but repetition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hoso.fixity._inventory import Inventory


def comparable(inventory: Inventory, judged: Inventory | None) -> Inventory | None:
    """Return `judged` where the same words mean the same in both."""
    if judged is None or not judged.judged:
        return None
    alike = (inventory.algorithm, inventory.content) == (judged.algorithm, judged.content)
    return judged if alike else None


def repeats_manifest(inventory: Inventory, manifest: dict[str, Any], judged: Inventory) -> bool:
    """Take a manifest over when it is part of one without fault; return whether it is.

    Part of a manifest without fault has none: no path of it stands twice, or above another.
    """
    told = judged.data["manifest"] if judged.manifest_is_clean else {}
    if type(manifest) is not dict or not manifest.items() <= told.items():
        return False
    inventory.written.update(manifest)
    inventory.paths = {path: judged.paths[path] for digest in manifest for path in told[digest]}
    return True


def repeats_version(inventory: Inventory, name: str, block: object, judged: Inventory) -> bool:
    """Return whether a version block is one in which no fault was found, and none is here."""
    return (
        name in judged.clean
        and block == judged.block(name)
        # A key that stands twice is not seen by comparing.
        and type(block) is dict
        and type(block["state"]) is dict
        and type(block.get("user", {})) is dict
        and block["state"].keys() <= inventory.written
    )
