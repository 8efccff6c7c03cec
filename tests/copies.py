"""Copies of prepared folders, which most tests work in."""

from __future__ import annotations

import os
from pathlib import Path


def copied(source: Path, target: Path) -> Path:
    """Copy a folder of plain files and return the copy; shutil.copytree does twice the work."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(str(source), str(target))
    return target


def _copy(source: str, target: str) -> None:
    os.mkdir(target)  # noqa: PTH102 - a path object for each of a thousand names is what costs
    with os.scandir(source) as found:
        for one in found:
            to = f"{target}/{one.name}"
            if one.is_dir(follow_symlinks=False):
                _copy(one.path, to)
            else:
                with open(one.path, "rb", 0) as old, open(to, "xb", 0) as new:  # noqa: PTH123
                    new.write(old.read())
