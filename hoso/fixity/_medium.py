"""Making sure that what is checked next is what the medium holds, not what the memory remembers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def forget(folders: Iterable[Path]) -> None:
    """Put everything below `folders` on the medium and drop it from memory, where the system can.

    Windows has no such call: there a file is flushed when it is written, and a stick is checked
    again after it was taken out and put in.
    """
    if not hasattr(os, "sync"):  # pragma: no cover - Windows
        return
    os.sync()
    if not hasattr(os, "posix_fadvise"):  # pragma: no cover - macOS
        return
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)
