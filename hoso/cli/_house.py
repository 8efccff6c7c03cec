"""The front door: Vietnamese help, one place that turns refusals into words and exit codes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from hoso import text
from hoso.errors import CacheDamagedError, HosoError, StorageError

USAGE_EXIT = 2
ABORT_EXIT = 130


# What a command inside a group also answers to, by its name.
INNER_ALIASES = {
    "accept": "nhan",
    "add": "them",
    "again": "lam-lai",
    "apply": "ap-dung",
    "appraisals": "ket-qua-tham-dinh",
    "appraise": "tham-dinh",
    "assign": "phan-cong",
    "assignments": "bang-phan-cong",
    "check": "soat",
    "confirm": "xac-nhan",
    "count": "dem",
    "criterion": "tieu-chi",
    "drop": "thoi-theo-doi",
    "edit": "sua",
    "effect": "hieu-qua",
    "export": "xuat",
    "extend": "gia-han",
    "fields": "truong",
    "held": "da-hop",
    "import": "nhap",
    "list": "liet-ke",
    "load": "khoi-luong",
    "meeting": "hop",
    "meetings": "lich-hop",
    "met": "dat",
    "names": "ten",
    "next": "tiep-theo",
    "open": "mo",
    "place": "noi",
    "propose": "de-xuat",
    "record": "ghi-da-tang",
    "reject": "bac-bo",
    "report": "bao-cao",
    "reminders": "nhac-viec",
    "reopen": "mo-lai",
    "schedule": "bang-theo-doi",
    "set": "ghi",
    "show": "xem",
    "start": "bat-dau",
    "status": "tinh-hinh",
    "template": "mau-trong",
    "unset": "bo",
    "verify": "xac-nhan-ket-qua",
    "withdraw": "rut",
    "destroyed": "da-tieu-huy",
    "disposal": "het-han",
    "due": "han-nop",
    "gaps": "cho-thieu",
    "reconcile": "doi-chieu",
    "self-reviews": "ban-kiem-diem",
    "title": "danh-hieu",
}


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


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group whose commands also answer to their Vietnamese names."""

    command_class = VietnameseCommand

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, with its Vietnamese name if it has none of its own."""
        if isinstance(cmd, VietnameseCommand) and not cmd.alias:
            cmd.alias = INNER_ALIASES.get(name or cmd.name or "", "")
        super().add_command(cmd, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name or alias."""
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            return found
        for command in self.commands.values():
            if getattr(command, "alias", "") == cmd_name:
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant; raise a usage error that names the nearest one."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            aliases = [getattr(command, "alias", "") for command in self.commands.values()]
            near = text.nearest(name, [*self.commands, *filter(None, aliases)])
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
        for name, command in sorted(self.commands.items()):
            alias = getattr(command, "alias", "")
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
        if error.ctx is not None and _is_help(error):
            click.echo(error.ctx.get_help(), err=True)
        elif error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
            click.echo(f"Xem «{error.ctx.command_path} --help».\n", err=True)
        click.echo(message, err=True)
    sys.exit(USAGE_EXIT)


def _is_help(error: click.UsageError) -> bool:
    """Return whether only the name of a group was typed: click then hands its help over."""
    return error.ctx is not None and error.message == error.ctx.get_help()


def _in_vietnamese(error: click.UsageError) -> str:
    if _is_help(error):
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
