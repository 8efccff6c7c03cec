"""The command line: arguments → one service → print. Names and JSON are a contract (`docs/cli.md`)."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

import click

import hoso
from hoso.cli._door import PATH, Door
from hoso.cli._house import House
from hoso.cli._table import COMMANDS

__all__ = ["cli", "main"]


@click.group("hoso", cls=House, ways=COMMANDS, no_args_is_help=True)
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


def main() -> None:
    """Run the program with UTF-8 output wherever it runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    cli()
