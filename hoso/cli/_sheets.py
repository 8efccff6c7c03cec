"""Files of many rows that commands take in or write: the same words and options wherever they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from hoso.cli._door import PATH, YEAR, org_option

F = TypeVar("F", bound=Callable[..., Any])
EXCEL = "TỆP.xlsx"


def from_option(rows: str) -> Callable[[F], F]:
    """Add `--from`: a file of many `rows`, in place of one said with options."""
    return click.option("--from", "source", type=PATH, help=f"Tệp .csv hoặc .xlsx có nhiều {rows}.")


def xlsx_option(what: str) -> Callable[[F], F]:
    """Add `--xlsx`: write `what` is shown into Excel as well."""
    return click.option("--xlsx", type=PATH, metavar=EXCEL, help=f"Ghi {what} ra Excel.")


def file_argument(metavar: str = EXCEL, name: str = "file") -> Callable[[F], F]:
    """Add the file that is read or written."""
    return click.argument(name, metavar=metavar, type=PATH)


def accept_valid_option(taken: str = "các dòng đúng", left: str = "dòng sai") -> Callable[[F], F]:
    """Add `--accept-valid`: take in what is right of a file, leave out what is not."""
    return click.option("--accept-valid", is_flag=True, help=f"Nhận {taken}, bỏ qua {left}.")


def import_options(metavar: str = EXCEL) -> Callable[[F], F]:
    """Add what a command takes that reads a register from a file: FILE and `--accept-valid`."""

    def add(command: F) -> F:
        return file_argument(metavar)(accept_valid_option()(command))

    return add


def narrowed(year: str = "Năm kiểm điểm") -> Callable[[F], F]:
    """Add `--year` (all years without it; `year` says which year is meant) and `--org`."""

    def add(command: F) -> F:
        words = f"{year}; mặc định mọi năm."
        return click.option("--year", type=YEAR, help=words)(org_option(command))

    return add


def export_options(year: str = "Năm kiểm điểm") -> Callable[[F], F]:
    """Add what a command takes that writes a register to Excel: FILE, `--year` and `--org`."""

    def add(command: F) -> F:
        return file_argument()(narrowed(year)(command))

    return add
