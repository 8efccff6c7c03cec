"""On paper: pdf, print; and the PDF copies of what other commands make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from hoso.cli import _show
from hoso.cli._door import PATH, Door, hint, json_option, pass_door, show, warn, watched
from hoso.cli._house import VietnameseCommand
from hoso.errors import WorkspaceError
from hoso.services import printing
from hoso.services.printing import Copies, Printed, Wish
from hoso.workspace import Act, Workspace

F = TypeVar("F", bound=Callable[..., Any])

_AGAIN = click.option("--again", is_flag=True, help="Ghi đè tệp PDF đã có.")
_ACCEPT = click.option("--accept-valid", is_flag=True, help="Bỏ qua tệp không in được, có nêu tên.")


def pdf_option(command: F) -> F:
    """Add `--pdf` to a command that makes Word files."""
    said = "Làm thêm bản PDF/A cạnh tệp Word (cần LibreOffice)."
    return click.option("as_pdf", "--pdf", is_flag=True, help=said)(command)


@click.command("pdf", cls=VietnameseCommand)
@click.argument("files", metavar="TỆP…", type=PATH, nargs=-1, required=True)
@click.option("--out", type=PATH, help="Thư mục để tệp PDF; mặc định cạnh tệp Word.")
@_AGAIN
@_ACCEPT
@json_option
@pass_door
def pdf_(
    door: Door,
    files: tuple[Path, ...],
    out: Path | None,
    *,
    again: bool,
    accept_valid: bool,
    as_json: bool,
) -> None:
    """Làm bản PDF/A-2b của tệp Word (.docx, .doc, .odt, .rtf)."""
    wish = Wish(out=out, again=again, accept_valid=accept_valid)
    with watched(_act(door), "Bản PDF") as counted:
        found = printing.copies(printing.program(_workspace(door)), files, wish, counted.tick)
    lines = [f"Đã làm {one.path}." for one in found.made]
    show(pdf_json(found), [*lines, *_failed_lines(found)], as_json=as_json)
    tell(found)


def pdf_json(found: Copies) -> dict[str, object]:
    """Return copies as JSON."""
    return {
        "tep": [{"tep": str(one.source), "pdf": str(one.path)} for one in found.made],
        "khong_duoc": [_show.problem(one) for one in found.failed],
        "van_de": [_show.problem(one) for one in found.notices],
    }


def added_json(found: Copies, *, wanted: bool) -> dict[str, object]:
    """Return what `--pdf` adds to another command's JSON."""
    return {"ban_pdf": pdf_json(found)} if wanted else {}


def copy_lines(found: Copies) -> Iterator[str]:
    """Yield what `--pdf` adds to another command's lines."""
    if found.made:
        yield f"Đã làm thêm {len(found.made)} bản PDF cạnh tệp Word."
    yield from _failed_lines(found)


def tell(found: Copies) -> None:
    """Tell people what to know of the copies."""
    warn(found.notices)
    hint(found.hints)


def _failed_lines(found: Copies) -> Iterator[str]:
    yield from (f"Không làm được – {one}" for one in found.failed)


@click.command("print", cls=VietnameseCommand)
@click.argument("dossier", metavar="HỒ_SƠ")
@click.option("--out", type=PATH, help="Tệp PDF; mặc định ban-in/HỒ_SƠ.pdf.")
@_AGAIN
@_ACCEPT
@json_option
@pass_door
def print_(
    door: Door,
    dossier: str,
    out: Path | None,
    *,
    again: bool,
    accept_valid: bool,
    as_json: bool,
) -> None:
    """Gộp cả hồ sơ thành một tệp PDF: mục lục, dấu trang, số trang."""
    wish = Wish(out=out, again=again, accept_valid=accept_valid)
    with watched(_act(door), "Bản in") as counted:
        found = printing.print_dossier(door.workspace(), dossier, wish, counted.tick)
    show(_printed(found), _printed_lines(found), as_json=as_json)
    warn(found.notices)


def _printed(found: Printed) -> dict[str, object]:
    return {
        "tep": str(found.path),
        "ho_so": found.dossier,
        "phien_ban": found.version,
        "trang": found.pages,
        "pdf_a": found.kept,
        "van_ban": [
            {"van_ban": one.document, "tieu_de": one.title, "trang": one.page}
            for one in found.parts
        ],
        "bo_qua": [{"van_ban": code, "ly_do": why} for code, why in found.left_out],
        "van_de": [_show.problem(one) for one in found.notices],
    }


def _printed_lines(found: Printed) -> Iterator[str]:
    form = f", {found.kept}" if found.kept else ""
    yield f"Đã gộp {len(found.parts)} văn bản, {found.pages} trang{form}: {found.path}"
    for one in found.parts:
        yield f"  trang {one.page:>3}  {one.title}"
    for code, why in found.left_out:
        yield f"  Không in {code}: {why}"


def _workspace(door: Door) -> Workspace | None:
    """Return the workspace if there is one: it may say where LibreOffice is."""
    try:
        return door.workspace()
    except WorkspaceError:
        return None


def _act(door: Door) -> Act:
    return Act(door.clock().date())
