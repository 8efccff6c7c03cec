"""The command line: arguments → one service → print. Names and JSON are a contract (`docs/cli.md`)."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

import click

import hoso
from hoso.cli import (
    _appraisals,
    _attendance,
    _awards,
    _ballots,
    _campaign,
    _copies,
    _demo,
    _discipline,
    _documents,
    _dossiers,
    _facts,
    _handover,
    _import,
    _keeping,
    _memory,
    _numbers,
    _papers,
    _plan,
    _print,
    _ratings,
    _registers,
    _reminders,
    _responsibility,
    _returned,
    _review,
    _reviews,
    _roster,
    _rulings,
    _search,
    _stats,
    _stats_check,
    _versions,
)
from hoso.cli._door import PATH, Door
from hoso.cli._house import House

__all__ = ["cli", "main"]


@click.group("hoso", cls=House, no_args_is_help=True)
@click.option(
    "--root",
    type=PATH,
    envvar="HOSO_ROOT",
    default=Path(),
    help="Không gian làm việc; mặc định là thư mục hiện tại (hoặc biến HOSO_ROOT).",
)
@click.version_option(
    hoso.__version__,
    prog_name="hoso",
    message="%(prog)s %(version)s",
    help="In phiên bản chương trình.",
)
@click.pass_context
def cli(ctx: click.Context, root: Path) -> None:
    """Hồ sơ kiểm điểm, đánh giá, xếp loại hằng năm của tổ chức đảng và đảng viên.

    Điền biểu mẫu Word, lưu mọi phiên bản, tra cứu, và nhắc khi hạn chế cũ tái diễn.
    """
    if not isinstance(ctx.obj, Door):
        ctx.obj = Door(root=root)


for module in (
    _keeping,
    _versions,
    _handover,
    _roster,
    _campaign,
    _attendance,
    _appraisals,
    _reminders,
    _review,
    _returned,
    _import,
    _documents,
    _papers,
    _numbers,
    _dossiers,
    _print,
    _plan,
    _registers,
    _ballots,
    _ratings,
    _facts,
    _discipline,
    _awards,
    _reviews,
    _rulings,
    _search,
    _memory,
    _responsibility,
    _copies,
    _stats,
    _stats_check,
    _demo,
):
    module.register(cli)


def main() -> None:
    """Run the program with UTF-8 output wherever it runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    cli()
