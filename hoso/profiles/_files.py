"""The released data files: read through importlib.resources and checked once.

The cached values never leave this room: callers get copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from hoso.errors import NotFoundError
from hoso.model.archival import Contents, Retention
from hoso.model.award_data import AwardNames, BaseSalaries, MoneyTable
from hoso.model.layout import Layout
from hoso.model.procedure import Procedure
from hoso.model.profile import Awards, CodeOnly, Issuing, Numbering, Regime, Terms
from hoso.profiles._overlay import applied, day, overlay_regime
from hoso.profiles._read import (
    checked,
    checked_procedure,
    checked_retention,
    days_in_sequence,
    in_force,
    in_sequence,
    layouts_in_sequence,
    parse,
    unique,
)
from hoso.text import nearest, short_date


def _folder(name: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(files("hoso.profiles").joinpath(name).iterdir(), key=lambda file: file.name):
        if one.name.endswith(".toml"):
            yield f"{name}/{one.name}", one.read_bytes()


@cache
def _regimes() -> tuple[Regime, ...]:
    return in_sequence(parse(data, Regime, name) for name, data in _folder("che_do"))


@cache
def _checked_regimes() -> tuple[Regime, ...]:
    return tuple(checked(one, one.code) for one in _regimes())


@cache
def _layouts() -> tuple[Layout, ...]:
    return layouts_in_sequence(parse(data, Layout, name) for name, data in _folder("the_thuc"))


@cache
def numberings() -> tuple[Numbering, ...]:
    """Return how numbers run, oldest first."""
    return days_in_sequence(parse(data, Numbering, name) for name, data in _folder("danh_so"))


@cache
def issuings() -> tuple[Issuing, ...]:
    """Return who may issue what, oldest first."""
    return days_in_sequence(parse(data, Issuing, name) for name, data in _folder("tham_quyen"))


@cache
def retention_tables() -> tuple[Retention, ...]:
    """Return the retention tables, oldest first."""
    tables = [checked_retention(parse(data, Retention, name)) for name, data in _folder("luu_tru")]
    return tuple(sorted(tables, key=lambda table: table.since))


@cache
def contents_lists() -> tuple[Contents, ...]:
    """Return what dossiers must hold, one list a regime."""
    return tuple(parse(data, Contents, name) for name, data in _folder("thanh_phan"))


@cache
def award_tables() -> tuple[Awards, ...]:
    """Return the tables of awards, oldest first."""
    tables = [parse(data, Awards, name) for name, data in _folder("khen_thuong")]
    return tuple(sorted(tables, key=lambda table: table.since))


@cache
def procedure_files() -> tuple[Procedure, ...]:
    """Return the procedures of the regimes, oldest first."""
    found = [checked_procedure(parse(data, Procedure, name)) for name, data in _folder("trinh_tu")]
    return tuple(sorted(found, key=lambda one: one.since))


@cache
def money_tables() -> tuple[MoneyTable, ...]:
    """Return the money that goes with awards, oldest first."""
    tables = [parse(data, MoneyTable, name) for name, data in _folder("tien_thuong")]
    return tuple(sorted(tables, key=lambda table: table.since))


@cache
def base_salaries() -> BaseSalaries:
    """Return every base salary, oldest first."""
    data = files("hoso.profiles").joinpath("luong_co_so.toml").read_bytes()
    return parse(data, BaseSalaries, "luong_co_so.toml")


@cache
def award_names() -> AwardNames:
    """Return who gives awards, by date, and what a year's title is called."""
    data = files("hoso.profiles").joinpath("cap_tang.toml").read_bytes()
    return parse(data, AwardNames, "cap_tang.toml")


@cache
def terms() -> Terms:
    """Return symbols and names."""
    data = files("hoso.profiles").joinpath("ky_hieu.toml").read_bytes()
    return parse(data, Terms, "ky_hieu.toml")


_FOLDERS = (
    *("che_do", "the_thuc", "luu_tru", "bang_diem", "danh_so", "tham_quyen", "khen_thuong"),
    *("tien_thuong", "trinh_tu", "thanh_phan"),
)


@cache
def _digests() -> tuple[tuple[str, str], ...]:
    return unique(
        (parse(data, CodeOnly, name).code, hashlib.sha256(data).hexdigest())
        for folder in _FOLDERS
        for name, data in _folder(folder)
    )


def regimes() -> tuple[Regime, ...]:
    """Return every regime, oldest first, without overlays."""
    return deepcopy(_checked_regimes())


def first_year() -> int:
    """Return the first review year that a regime is known for."""
    return _regimes()[0].first_year


def regime(year: int, overlay: Path | None = None) -> Regime:
    """Return the regime that the review year `year` is judged by, under an authority's overlay.

    Raise NotFoundError naming the years known, or when the overlay is not there; DataFieldError
    listing what the overlay may not decide; UnreadableFileError when it is not TOML.
    """
    for plain, whole in zip(_regimes(), _checked_regimes(), strict=True):
        if plain.first_year <= year and (plain.last_year is None or year <= plain.last_year):
            if overlay is None:
                return in_force(deepcopy(whole), year)
            return in_force(checked(applied(deepcopy(plain), overlay), overlay.name), year)
    raise NotFoundError(
        f"Chưa có chế độ kiểm điểm cho năm {year}. Có các chế độ từ năm {first_year()} đến nay.",
        where=str(year),
    )


def concerns(overlay: Path, regime: str) -> bool:
    """Return whether an overlay is to be laid over `regime`: not when it is another released one's.

    Raise NotFoundError or UnreadableFileError for the file.
    """
    wanted = overlay_regime(overlay)
    return wanted == regime or wanted not in {one.code for one in _regimes()}


def deadlines(one: Regime, year: int) -> dict[str, date]:
    """Return the days that a regime names for the review year: to be done *before* them."""
    return {name: day(value, year) for name, value in one.deadlines.items()}


def layouts() -> tuple[Layout, ...]:
    """Return every layout, oldest first."""
    return deepcopy(_layouts())


def layout(on: date) -> Layout:
    """Return the layout for documents dated `on`; NotFoundError when none is known that early."""
    for one in _layouts():
        if one.since <= on and (one.until is None or on <= one.until):
            return deepcopy(one)
    first = _layouts()[0]
    raise NotFoundError(
        f"Chưa có bộ thể thức cho văn bản ngày {short_date(on)}; bộ sớm nhất là {first.code}, "
        f"từ ngày {short_date(first.since)}.",
        where=short_date(on),
    )


def digest(code: str) -> str:
    """Return the SHA-256 (hex) of the data file whose `ma` is `code`; NotFoundError when none."""
    known = dict(_digests())
    if code not in known:
        near = nearest(code, list(known))
        hint = f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(known)}."
        raise NotFoundError(f"Không có bộ quy định «{code}».{hint}", where=code)
    return known[code]
