"""What every command shares: the workspace, the clock, common options, how results are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hoso import text
from hoso.errors import Problem

if TYPE_CHECKING:
    from hoso.workspace import Act, Workspace

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")


def _wall_clock() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251  # the door owns the clock


@dataclass
class Door:
    """The program as started: where the workspace is, and the clock."""

    root: Path
    clock: Callable[[], datetime] = _wall_clock

    def workspace(self) -> Workspace:
        """Open the workspace."""
        from hoso.workspace import Workspace  # here, so that --version and --help of one wait less

        return Workspace.open(self.root, now=self.clock)


pass_door = click.make_pass_decorator(Door)


class Day(click.ParamType[date]):
    """A date as people write it, or ISO."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date or fail in Vietnamese."""
        found = value if isinstance(value, date) else text.parse_date(str(value))
        if found is None:
            self.fail(f"«{value}» không phải ngày; hãy viết 2025-12-31 hoặc 31/12/2025.")
        return found


class Year(click.ParamType[int]):
    """A review year."""

    name = "NĂM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year or fail in Vietnamese."""
        words = str(value).strip()
        if not (words.isdigit() and len(words) == 4):  # digits of a year
            self.fail(f"«{value}» không phải năm; hãy viết bốn chữ số, ví dụ 2025.")
        return int(words)


class Years(click.ParamType[tuple[int, int]]):
    """A range of years `2021..2024`, or one year."""

    name = "NĂM[..NĂM]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return (first, last) or fail in Vietnamese."""
        if isinstance(value, tuple):
            return value
        first, dots, last = str(value).partition("..")
        one = Year()
        return one.convert(first, param, ctx), one.convert(last if dots else first, param, ctx)


class Number(click.ParamType[int]):
    """The number of a document, as `7` or `07`; 0 stands for the next free one."""

    name = "SỐ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number or fail in Vietnamese."""
        words = str(value).strip()
        if not (words.isascii() and words.isdigit()):
            self.fail(f"«{value}» không phải số; hãy ghi như 7, hoặc chỉ ghi --number ở cuối lệnh.")
        return int(words)


class Folder(click.Path):
    """A path; whether it exists is for the services to say, in Vietnamese."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)
        self.name = "ĐƯỜNG DẪN"


PATH, DAY, YEAR, YEARS, NUMBER = Folder(), Day(), Year(), Years(), Number()


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("as_json", "--json", is_flag=True, help="In kết quả dạng JSON.")(command)


_DATE = click.option("--date", "on", type=DAY, help="Ngày tính; mặc định hôm nay.")
_BY = click.option("--by", metavar="NGƯỜI", help="Người thực hiện, ghi vào phiên bản.")
_WHY = click.option("--why", metavar="LÝ DO", help="Lý do, ghi vào phiên bản.")


def _today() -> date:
    door = click.get_current_context().find_object(Door)
    return (door.clock if door else _wall_clock)().date()


def acting(command: Callable[..., R]) -> Callable[..., R]:
    """Add `--date`, `--by` and `--why`, and hand them on as one Act: every writing command."""

    @_DATE
    @_BY
    @_WHY
    @wraps(command)
    def run(*args: Any, on: date | None, by: str | None, why: str | None, **rest: Any) -> R:
        from hoso.workspace import Act

        return command(*args, act=Act(on or _today(), by, why), **rest)

    return run


def on_day(command: Callable[..., R]) -> Callable[..., R]:
    """Add `--date`: the day that is meant, today unless said otherwise."""

    @_DATE
    @wraps(command)
    def run(*args: Any, on: date | None, **rest: Any) -> R:
        return command(*args, on=on or _today(), **rest)

    return run


def org_option(command: F) -> F:
    """Add `--org`."""
    return click.option("--org", metavar="MÃ", help="Mã hoặc tên tổ chức đảng.")(command)


def person_option(command: F) -> F:
    """Add `--person`."""
    words = "Số thẻ hoặc tên đảng viên."
    return click.option("--person", metavar="SỐ THẺ", help=words)(command)


def comment_option(command: F) -> F:
    """Add `--comment`."""
    words = "Ghi các điều tìm thấy vào bản sao, thành ghi chú của Word tại chỗ; nhiều tệp thì TỆP là thư mục."
    return click.option("--comment", "out", type=PATH, metavar="TỆP", help=words)(command)


def show(payload: object, lines: Iterable[str], *, as_json: bool) -> None:
    """Print one JSON document, or the lines for people."""
    if as_json:
        click.echo(text.legible(json.dumps(payload, ensure_ascii=False)))
        return
    for line in lines:
        click.echo(text.legible(line))


def hint(messages: Iterable[str]) -> None:
    """Tell people something beside the result."""
    for message in messages:
        click.echo(text.legible(message), err=True)


def warn(problems: Iterable[Problem]) -> None:
    """Tell people the warnings."""
    hint(f"Lưu ý – {problem}" for problem in problems)


@contextmanager
def watched(act: Act, what: str) -> Iterator[Act]:
    """Give `act` a counter that runs on a terminal, and none elsewhere."""
    with counted(what) as tick:
        yield replace(act, tick=tick)


@contextmanager
def counted(what: str) -> Iterator[Callable[[], None]]:
    """Give a counter that runs on a terminal, and does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    done = count(1)
    try:
        yield lambda: click.echo(f"\r{what}: {next(done)}", err=True, nl=False)
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def may_ask(*, as_json: bool) -> bool:
    """Return whether a question may be put: a terminal, and no JSON wanted."""
    return not as_json and sys.stdin.isatty() and sys.stderr.isatty()
