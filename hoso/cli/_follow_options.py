"""Options that the commands of the register share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click

from hoso.cli._door import DAY, on_day
from hoso.model.review import Source

F = TypeVar("F", bound=Callable[..., Any])
_DESPITE = "Vì sao vẫn là đã khắc phục, khi trong kho còn điều trái lại."


def entry_options(command: F) -> F:
    """Add what an entry of the register says besides its words."""
    sources = click.Choice([one.value for one in Source])
    for option in (
        click.option("--area", metavar="CHỮ", help="Lĩnh vực."),
        click.option("--cause", metavar="CHỮ", help="Nguyên nhân."),
        click.option("--responsibility", metavar="CHỮ", help="Trách nhiệm."),
        click.option("--measure", metavar="CHỮ", help="Biện pháp khắc phục."),
        click.option("--deadline", metavar="CHỮ", help="Thời hạn."),
        click.option("--source", type=sources, help="Nguồn: kiểm điểm, hay kết luận của cấp trên."),
        click.option("--authority", metavar="CƠ QUAN", help="Cơ quan kết luận."),
        click.option("--document", metavar="SỐ", help="Số kết luận, hoặc mã văn bản trong kho."),
        click.option("--named-on", type=DAY, help="Ngày nêu, ngày ra kết luận."),
    ):
        command = option(command)
    return command


def state_options(command: F) -> F:
    """Add `--open` and `--overdue`."""
    for option in (
        click.option("--overdue", "overdue_only", is_flag=True, help="Chỉ những việc quá hạn."),
        click.option("--open", "open_only", is_flag=True, help="Chỉ những việc còn theo dõi."),
    ):
        command = option(command)
    return command


def despite_option(command: F) -> F:
    """Add `--despite`."""
    return click.option("--despite", default="", metavar="LÝ DO", help=_DESPITE)(command)


def told_options(command: F) -> F:
    """Add what a report says besides status and degree."""
    for option in (
        click.option("--said-by", default="", metavar="TÊN", help="Ai báo cáo."),
        click.option(
            "--difference", default="", metavar="CHỮ", help="Vì sao làm khác kế hoạch (nếu khác)."
        ),
        click.option(
            "--result", default="", metavar="CHỮ", help="Việc đã làm được, kể cả một phần."
        ),
    ):
        command = option(command)
    return command


def as_of(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--date`, also spelled `--as-of`: the day on which the register is looked at."""

    @click.option("--as-of", type=DAY, help="Như --date: xem sổ như nó có vào ngày này.")
    @on_day
    @wraps(command)
    def run(*args: Any, on: date, as_of: date | None, **rest: Any) -> None:
        command(*args, on=as_of or on, **rest)

    return run
