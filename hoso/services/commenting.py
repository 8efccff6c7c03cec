"""Copies of Word files with findings as comments: the original stays, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import word
from hoso.errors import StorageError

Notes = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A Word file and what is to be said at its paragraphs; `name` is what its copy is called."""

    name: str
    data: bytes
    notes: Notes


def copies(files: Sequence[Noted], out: Path, *, folder: bool) -> tuple[Path, ...]:
    """Write a commented copy of each file: at `out`, or in the new folder `out`.

    Raises StorageError when `out` is there already or the disk refuses, UnreadableFileError for a
    file that is no sound .docx; all copies are made before the first is written.
    """
    _require_free(out, folder=folder)
    made = [word.comment(one.data, one.notes, name=one.name) for one in files]
    paths = _names(files, out) if folder else [out]
    try:
        (out if folder else out.parent).mkdir(parents=True, exist_ok=True)
        for path, data in zip(paths, made, strict=True):
            with path.open("xb") as target:
                target.write(data)
    except OSError as error:
        raise StorageError(
            f"Không ghi được {out} ({error.strerror}). Hãy xem đĩa còn chỗ và có quyền ghi.",
            where=str(out),
        ) from error
    return tuple(paths)


def _require_free(out: Path, *, folder: bool) -> None:
    if out.exists():
        raise StorageError(
            f"{out} đã có; không ghi đè. Hãy nêu một tên khác sau --comment.", where=str(out)
        )
    if not folder and out.suffix.lower() != ".docx":
        raise StorageError(
            f"{out}: bản có ghi chú là tệp Word. Hãy nêu tên có đuôi .docx.", where=str(out)
        )


def _names(files: Sequence[Noted], folder: Path) -> list[Path]:
    """Return a path for each file; of two files of one name the second gets a number."""
    taken: set[str] = set()
    paths: list[Path] = []
    for one in files:
        stem, turn = Path(one.name).stem, 1
        name = f"{stem}.docx"
        while name.lower() in taken:
            turn += 1
            name = f"{stem} ({turn}).docx"
        taken.add(name.lower())
        paths.append(folder / name)
    return paths
