"""The front door: Vietnamese help, one place that turns refusals into words and exit codes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from hoso import text
from hoso.cli._table import INNER_ALIASES, Way
from hoso.errors import CacheDamagedError, HosoError, StorageError

USAGE_EXIT = 2
ABORT_EXIT = 130


class VietnameseCommand(click.Command):
    """A command whose help speaks Vietnamese and names its alias without tone marks."""

    alias: str = ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, "Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the other name of the command."""
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        if rows:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(rows)
        if self.alias:
            formatter.write_paragraph()
            formatter.write_text(f"Tên khác: {self.alias}")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with a Vietnamese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In hướng dẫn này."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line in Vietnamese."""
        words = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]..."}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]


class Shelf(MutableMapping[str, click.Command]):
    """The commands of a group by name; a command that lives elsewhere is loaded when it is taken."""

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self._ways = ways
        self._here: dict[str, click.Command] = {}

    def alias(self, name: str) -> str:
        """Return the other name of a command, without loading it."""
        way, here = self._ways.get(name), self._here.get(name)
        return way.alias if way else getattr(here, "alias", "")

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._here:
            self._here[name] = _loaded(self._ways[name])
        return self._here[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._here[name] = command

    def __delitem__(self, name: str) -> None:
        del self._here[name]

    def __contains__(self, name: object) -> bool:
        return name in self._here or name in self._ways

    def __iter__(self) -> Iterator[str]:
        return iter({**self._ways, **self._here})

    def __len__(self) -> int:
        return len({**self._ways, **self._here})


def _loaded(way: Way) -> click.Command:
    command: click.Command = getattr(import_module(f"hoso.cli.{way.module}"), way.attribute)
    if isinstance(command, VietnameseCommand):
        command.alias = way.alias
    return command


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group whose commands also answer to their Vietnamese names; `ways` lead to those elsewhere."""

    command_class = VietnameseCommand

    def __init__(
        self, name: str | None = None, *, ways: Mapping[str, Way] | None = None, **extra: Any
    ) -> None:
        self.shelf = Shelf(ways or {})
        super().__init__(name, commands=self.shelf, **extra)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, with its Vietnamese name if it has none of its own."""
        if isinstance(cmd, VietnameseCommand) and not cmd.alias:
            cmd.alias = INNER_ALIASES.get(name or cmd.name or "", "")
        super().add_command(cmd, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name or alias."""
        if cmd_name not in self.shelf:
            of_alias = (name for name in self.shelf if self.shelf.alias(name) == cmd_name)
            cmd_name = next(of_alias, cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant; raise a usage error that names the nearest one."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            aliases = [self.shelf.alias(known) for known in self.shelf]
            near = text.nearest(name, [*self.shelf, *filter(None, aliases)])
            hint = f" Ý bạn là «{near}»?" if near else " Xem «hoso --help»."
            raise click.UsageError(f"Không có lệnh «{name}».{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then the commands."""
        VietnameseCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's own signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write each command with its other name and its first sentence."""
        rows = []
        for name, command in sorted(self.shelf.items()):
            alias = self.shelf.alias(name)
            names = f"{name}, {alias}" if alias else name
            rows.append((names, command.get_short_help_str(70)))
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


VietnameseGroup.group_class = VietnameseGroup


class House(VietnameseGroup):
    """The one converter of refusals: message to stderr (or JSON to stdout) and the exit code."""

    def main(  # type: ignore[override]  # click overloads main by standalone_mode
        self,
        args: Sequence[str] | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  # click's own signature
        **extra: Any,
    ) -> Any:
        """Run the program; never let a refusal become a traceback."""
        given = list(sys.argv[1:] if args is None else args)
        if not standalone_mode:
            return super().main(given, standalone_mode=False, **extra)
        as_json = "--json" in given
        try:
            code = super().main(given, standalone_mode=False, **extra)
        except HosoError as error:
            _refuse(error, as_json=as_json)
        except CacheDamagedError as error:
            damaged = "Danh mục hoặc chỉ mục bị hỏng; kho vẫn nguyên. Hãy chạy «hoso reindex»."
            _refuse(StorageError(f"{damaged} ({error})"), as_json=as_json)
        except click.UsageError as error:
            _misused(error, as_json=as_json)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Đã dừng theo yêu cầu; những gì đã lưu vẫn còn nguyên.", err=True)
            sys.exit(ABORT_EXIT)
        sys.exit(code if isinstance(code, int) else 0)


def _refuse(error: HosoError, *, as_json: bool) -> NoReturn:
    if as_json:
        refusal = {"ma": error.code, "thong_bao": error.message, "noi": error.where}
        problems = [{"ma": p.code, "noi": p.where, "thong_bao": p.message} for p in error.problems]
        detail = {"van_de": problems} if problems else {}
        click.echo(json.dumps({"tu_choi": {**refusal, **detail}}, ensure_ascii=False))
    else:
        click.echo(error.message, err=True)
        for problem in error.problems:
            if problem.message not in error.message:
                click.echo(f"  - {problem}", err=True)
    sys.exit(error.exit_code)


def _misused(error: click.UsageError, *, as_json: bool) -> NoReturn:
    message = _in_vietnamese(error)
    if as_json:
        refusal = {"ma": "CACH_DUNG", "thong_bao": message, "noi": ""}
        click.echo(json.dumps({"tu_choi": refusal}, ensure_ascii=False))
    else:
        if error.ctx is not None and isinstance(error, NoArgsIsHelpError):
            click.echo(error.ctx.get_help(), err=True)
        elif error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
            click.echo(f"Xem «{error.ctx.command_path} --help».\n", err=True)
        click.echo(message, err=True)
    sys.exit(USAGE_EXIT)


def _in_vietnamese(error: click.UsageError) -> str:
    if isinstance(error, NoArgsIsHelpError):
        return "Thiếu lệnh."
    if isinstance(error, click.NoSuchOption):
        near = f" Ý bạn là {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Không có tùy chọn {error.option_name}.{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} cần đúng số giá trị đi kèm."
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return (
            f"Thiếu {error.param.get_error_hint(error.ctx or click.Context(click.Command(None)))}."
        )
    if isinstance(error, click.BadParameter) and error.param is not None:
        named = error.param.opts[-1] if error.param.opts[-1][0] == "-" else error.param.metavar
        return f"Giá trị của {named} không hợp lệ: {_wanted(error.param) or error.message}"
    if error.message.startswith("Missing command"):
        return "Thiếu lệnh."
    if extra := re.search(r"unexpected extra arguments? \((.*)\)", error.message):
        return f"Thừa tham số: {extra.group(1)}."
    return error.message


def _wanted(param: click.Parameter) -> str:
    """Return what a parameter of click's own types takes, "" for types that say so themselves."""
    kind = param.type
    if isinstance(kind, click.Choice):
        return f"hãy chọn một trong {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        return f"hãy ghi số nguyên từ {kind.min} đến {kind.max}."
    return "hãy ghi một số nguyên." if kind is click.INT else ""
