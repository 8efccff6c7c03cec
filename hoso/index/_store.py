"""The folder of the cache: numbered builds, and the marker that names the one in use.

A rebuild makes a new folder beside the old one; writing the marker, atomically and last, is what
puts it into use. So a crash leaves the old index or the new one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hoso.errors import IntegrityError
from hoso.index._build import SCHEMA_VERSION
from hoso.model import base
from hoso.model.dossier import ArchiveState

_MARKER = "trang_thai.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Which build is in use, of which schema, and what of the archive it reflects."""

    build: str
    archive: ArchiveState
    schema: int = SCHEMA_VERSION


def read_marker(folder: Path) -> Marker | None:
    """Return what the marker says, None when it is missing, damaged or of another schema."""
    path = folder / _MARKER
    try:
        marker = base.decode(path.read_bytes(), Marker, where=str(path))
    except (OSError, IntegrityError):
        return None
    sound = marker.schema == SCHEMA_VERSION and marker.build.isdigit()
    return marker if sound else None


def write_marker(folder: Path, marker: Marker) -> None:
    """Put a build into use."""
    draft = folder / f"{_MARKER}.{marker.build}.moi"
    draft.write_bytes(base.encode(marker))
    draft.replace(folder / _MARKER)


def new_build(folder: Path) -> Path:
    """Make and return the folder of the next build."""
    folder.mkdir(parents=True, exist_ok=True)
    number = max((int(build.name) for build in _builds(folder)), default=0)
    while True:
        number += 1
        build = folder / f"{number:04d}"
        with suppress(FileExistsError):
            build.mkdir()
            return build


def clean(folder: Path, current: str) -> None:
    """Remove older builds; what another process still holds open goes next time."""
    for build in _builds(folder):
        if int(build.name) < int(current):
            shutil.rmtree(build, ignore_errors=True)


def _builds(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.name.isdigit() and path.is_dir())
