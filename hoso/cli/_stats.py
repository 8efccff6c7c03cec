"""Statistics: the tables of a review year, and proof-reading of somebody else's."""

from __future__ import annotations

import click

from hoso.cli._door import named
from hoso.cli._house import VietnameseGroup


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(stats_, "thong-ke"))


@click.group("stats", cls=VietnameseGroup)
def stats_() -> None:
    """Thống kê kết quả xếp loại, soát bảng số liệu."""
