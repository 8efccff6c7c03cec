"""From TOML bytes to checked values: what a data file may not say is refused here."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from hoso import rules
from hoso.errors import (
    DataFieldError,
    NotFoundError,
    Problem,
    UnreadableFileError,
    system_reason,
)
from hoso.model.archival import Retention
from hoso.model.base import convert, replaced
from hoso.model.layout import Layout
from hoso.model.procedure import Ground, PeriodRule, PlaceRule, Procedure
from hoso.model.profile import Issuing, Numbering, Regime, Rule, Scalar

T = TypeVar("T")
D = TypeVar("D", bound=Layout | Numbering | Issuing)  # in force from one day to another
R = TypeVar("R", bound=Numbering | Issuing)
Parameters = dict[str, Scalar | list[Scalar]]

# How sure we are of a rule: quoted from the text, of one place only, inferred, from memory, our own.
CONFIDENCES = ("trich_dan", "dia_phuong", "suy_ra", "chua_kiem_chung", "noi_bo")


PERMANENT = "vĩnh viễn"


def parse(data: bytes, kind: type[T], where: str) -> T:
    """Return a TOML file read as `kind`.

    Raise UnreadableFileError when it is not TOML, DataFieldError when a field does not fit.
    """
    try:
        plain = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(
            f"{where} không phải tệp TOML đúng cú pháp: {error}. Hãy sửa tệp rồi chạy lại.",
            where=where,
        ) from error
    try:
        return convert(plain, kind, strict=True)
    except ValueError as error:
        raise DataFieldError(
            f"{where}: trường không đúng: {error}. Hãy sửa tệp rồi chạy lại.", where=where
        ) from error


def resolved(regime: Regime, where: str) -> Regime:
    """Return `regime` with every `$name` in rules and conditions replaced by its parameter."""

    def fill(parameters: Parameters) -> Parameters:
        return {name: _value(value, regime, where) for name, value in parameters.items()}

    return replaced(
        regime,
        rules=tuple(
            replaced(r, parameters=fill(r.parameters), level_words=_level_words(r, regime))
            for r in regime.rules
        ),
        eligibility=tuple(replaced(e, parameters=fill(e.parameters)) for e in regime.eligibility),
    )


def _level_words(rule: Rule, regime: Regime) -> dict[str, str]:
    """Return what levels are called in a rule's messages: a member's may have other names."""
    if regime.member_levels and "ca_nhan" in rule.subjects:
        return {}
    return regime.short_levels


def in_force(regime: Regime, year: int) -> Regime:
    """Return `regime` with the rules that are asked in the review year `year`."""
    asked = (rule for rule in regime.rules if (rule.first_year or year) <= year)
    return replaced(regime, rules=tuple(r for r in asked if year <= (r.last_year or year)))


def _value(value: Scalar | list[Scalar], regime: Regime, where: str) -> Scalar | list[Scalar]:
    if not (isinstance(value, str) and value.startswith("$")):
        return value
    if value[1:] not in regime.parameters:
        raise DataFieldError(
            f"{where}: tham số «{value[1:]}» chưa có trong [tham_so].", where=where
        )
    return regime.parameters[value[1:]]


def checked(regime: Regime, where: str) -> Regime:
    """Return `regime` resolved; raise DataFieldError listing everything wrong with its data."""
    whole = resolved(regime, where)
    problems = (*rules.validate(whole), *_flaws(whole))
    if problems:
        raise DataFieldError(
            f"{where}: {len(problems)} chỗ sai trong bộ quy định: "
            + "; ".join(f"{one.where}: {one.message}" for one in problems),
            where=where,
            problems=problems,
        )
    return whole


def _flaws(regime: Regime) -> Iterator[Problem]:
    yield from _unsure((rule.code, rule.confidence) for rule in regime.rules)
    yield from _unsure((item.title, item.confidence) for item in regime.dossier)
    for name, deadline in regime.deadlines.items():
        if not re.fullmatch(r"(\+1:)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", deadline):
            yield _flaw(name, f"thời hạn «{deadline}» phải có dạng MM-DD hoặc +1:MM-DD")
    for name, (low, high) in regime.bounds.items():
        value = regime.parameters.get(name)
        if value == "":  # nobody decided it yet
            continue
        if isinstance(value, bool | str | list) or value is None or not low <= value <= high:
            yield _flaw(name, f"giá trị {value} ngoài giới hạn {low:g}–{high:g}")
    for name, allowed in regime.choices.items():
        if (chosen := regime.parameters.get(name)) not in ("", *allowed):
            yield _flaw(name, f"giá trị «{chosen}» phải là một trong: {', '.join(allowed)}")


def checked_procedure(one: Procedure) -> Procedure:
    """Return `one`; raise DataFieldError listing what is wrong with its data."""
    every: tuple[Ground | PlaceRule | PeriodRule, ...] = (*one.grounds, *one.places, *one.periods)
    codes = Counter(each.code for each in every)
    problems = [_flaw(code, "mã dùng hai lần") for code, times in codes.items() if times > 1]
    problems += _unsure((each.code, each.confidence) for each in every)
    problems += [
        _flaw(place.code, f"la_noi «{answer}» không có trong tra_loi")
        for place in one.places
        for answer in place.yes
        if answer not in place.answers
    ]
    if problems:
        words = "; ".join(f"{p.where}: {p.message}" for p in problems)
        raise DataFieldError(f"{one.code}: {words}.", where=one.code, problems=problems)
    return one


def checked_retention(one: Retention) -> Retention:
    """Return `one`; raise DataFieldError listing what is wrong with its data."""
    lines = [(row.dossier, row.period, row.confidence) for row in one.rows]
    lines += [(row.group, row.period, row.confidence) for row in one.documents if row.period]
    problems = [
        *_unsure((where, confidence) for where, _, confidence in lines),
        *(
            _flaw(where, f"thời hạn «{period}» phải là «vĩnh viễn» hoặc từ 2 đến 70 năm")
            for where, period, _ in lines
            if not is_period(period)
        ),
    ]
    if problems:
        words = "; ".join(f"{p.where}: {p.message}" for p in problems)
        raise DataFieldError(f"{one.code}: {words}.", where=one.code, problems=problems)
    return one


def is_period(said: str) -> bool:
    """Return whether a period is permanent, or of 2 to 70 years (Luật Lưu trữ 33/2024/QH15)."""
    found = re.fullmatch(r"([1-9]\d?) năm", said)
    return said == PERMANENT or (found is not None and 2 <= int(found[1]) <= 70)


def _unsure(found: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a flaw for each (place, confidence) whose confidence is not one of `CONFIDENCES`."""
    for where, confidence in found:
        if confidence not in CONFIDENCES:
            yield _flaw(where, f"độ tin cậy không có: «{confidence}»")


def _flaw(where: str, message: str) -> Problem:
    return Problem(code="BO_QUY_DINH", where=where, message=message)


def in_sequence(regimes: Iterable[Regime]) -> tuple[Regime, ...]:
    """Return regimes by first year; raise DataFieldError when years overlap or are left out."""
    ordered = tuple(sorted(regimes, key=lambda regime: regime.first_year))
    for one, following in pairwise(ordered):
        if one.last_year is None or one.last_year + 1 != following.first_year:
            raise DataFieldError(
                f"Năm của chế độ {one.code} ({one.first_year}–{one.last_year or 'nay'}) và "
                f"{following.code} (từ {following.first_year}) phải liền nhau, không chồng, không hở.",
                where=following.code,
            )
    return ordered


def layouts_in_sequence(layouts: Iterable[Layout]) -> tuple[Layout, ...]:
    """Return layouts by first day; raise DataFieldError for overlapping days or bad patterns."""
    ordered = _by_day(layouts)
    for layout in ordered:
        _check_patterns(layout)
    return ordered


def days_in_sequence(found: Iterable[R]) -> tuple[R, ...]:
    """Return rules by first day; raise DataFieldError for overlapping days or rules that cannot run."""
    ordered = _by_day(found)
    for one in ordered:
        problems = (
            *rules.validate_rules(one.rules),
            *_unsure((rule.code, rule.confidence) for rule in one.rules),
        )
        if problems:
            words = "; ".join(f"{p.where}: {p.message}" for p in problems)
            raise DataFieldError(f"{one.code}: {words}.", where=one.code, problems=problems)
    return ordered


def _by_day(found: Iterable[D]) -> tuple[D, ...]:
    ordered = tuple(sorted(found, key=attrgetter("since")))
    for one, following in pairwise(ordered):
        if one.until is None or (following.since - one.until).days != 1:
            raise DataFieldError(
                f"Hiệu lực của {one.code} và {following.code} phải liền nhau.", where=following.code
            )
    return ordered


def _check_patterns(layout: Layout) -> None:
    named = [(part.name, part.pattern) for part in layout.components if part.pattern]
    named += [("cam", pattern) for pattern in (*layout.forbidden, *layout.forbidden_since)]
    for name, pattern in named:
        try:
            re.compile(pattern)
        except re.error as error:
            raise DataFieldError(
                f"{layout.code}: mẫu của {name} không đọc được: {error}.", where=layout.code
            ) from error
    names = [part.name for part in layout.components]
    if len(set(names)) != len(names):
        raise DataFieldError(f"{layout.code}: thành phần ghi hai lần.", where=layout.code)


def unique(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return (code, digest) pairs; raise DataFieldError when two files carry one code."""
    found = tuple(pairs)
    codes = [code for code, _ in found]
    for code in codes:
        if codes.count(code) > 1:
            raise DataFieldError(f"Mã bộ quy định {code} dùng ở hai tệp.", where=code)
    return found


def of_user(path: Path, what: str) -> bytes:
    """Return the bytes of a file that a user named; `what` is its kind, for people.

    Raise NotFoundError, UnreadableFileError.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(
            f"Không có tệp {what} {path}. Hãy xem lại đường dẫn.", where=str(path)
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được tệp {what} {path}: {system_reason(error)}.", where=str(path)
        ) from error
