"""PDF copies beside Word files: any number of them in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import office, pdf, text
from hoso.errors import HosoError, MissingProgramError, Problem, RowsRefusedError
from hoso.model.watch import Tick, unwatched
from hoso.office import Office
from hoso.services import inbox, outbox
from hoso.services.printing._press import press
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where copies go (None: beside the Word file), and what a person allows."""

    out: Path | None = None
    again: bool = False  # write over what stands there
    accept_valid: bool = False  # leave out what cannot be printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One Word file and its PDF."""

    source: Path
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The copies made, what is worth knowing, and the files that could not be made."""

    made: tuple[Copy, ...] = ()
    notices: tuple[Problem, ...] = ()
    failed: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()


def program(ws: Workspace | None) -> Office:
    """Return LibreOffice as the workspace says or as found; raise MissingProgramError."""
    return office.find(ws.settings.office if ws else None)


def copies(found: Office, paths: Sequence[Path], wish: Wish, tick: Tick = unwatched) -> Copies:
    """Write a PDF/A-2b copy of each Word file (.docx, .doc, .odt, .rtf).

    Raise RowsRefusedError naming every file that cannot be printed, before anything is written,
    unless `wish.accept_valid`.
    """
    files = {str(path): path for path in paths}
    pressed = press(found, {name: inbox.read(path) for name, path in files.items()}, tick)
    if pressed.failed and not wish.accept_valid:
        raise RowsRefusedError(
            f"{len(pressed.failed)} tệp không in được nên chưa ghi gì. Hãy sửa các tệp đó, hoặc thêm "
            "--accept-valid để chỉ làm các tệp còn lại.",
            problems=pressed.failed,
        )
    made: list[Copy] = []
    for name, data in pressed.made.items():
        target = _target(files[name], wish)
        # Two files of one name, from two folders: the second never replaces the first.
        again = wish.again and target not in {one.path for one in made}
        path = outbox.write(target, data, same=pdf.shows_same, again=again)
        made.append(Copy(source=files[name], path=path))
    return Copies(made=tuple(made), notices=pressed.notices, failed=pressed.failed)


def beside(ws: Workspace, paths: Sequence[Path]) -> Copies:
    """Write PDF copies of files just made; what goes wrong is a hint, for the files are archived."""
    if not paths:
        return Copies()
    try:
        return copies(program(ws), paths, Wish(accept_valid=True))
    except MissingProgramError as error:
        return Copies(hints=(f"Chưa làm bản PDF, bản Word đã xong. {error.message}",))
    except HosoError as error:
        return Copies(hints=(f"Bản Word đã xong, nhưng chưa làm được bản PDF: {error.message}",))


def _target(source: Path, wish: Wish) -> Path:
    return (wish.out or source.parent) / f"{text.nfc(source.stem)}.pdf"
