"""How the lists of awards look: as JSON, and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from hoso.model import base
from hoso.services.awards import (
    STATE_NAMES,
    Listing,
    Merit,
    MeritState,
    Option,
    Total,
    YearMerit,
)
from hoso.statistics import thousands


def listed(found: Sequence[Listing], xlsx: Path | None) -> dict[str, object]:
    """Return the lists as one JSON document."""
    listed: dict[str, object] = {
        "khen_thuong": [_merit(one, merit) for one in found for merit in one.merits],
        "tong": [_total(one, total) for one in found for total in one.totals],
        "luu_y": [words for one in found for words in one.notices],
    }
    return {**listed, "tep": str(xlsx)} if xlsx else listed


def _merit(whole: Listing, one: Merit) -> dict[str, object]:
    person = one.candidate.person
    return {
        "so_nam": whole.years,
        "doi_tuong": base.plain((person or one.candidate.body).subject),
        "ten": one.candidate.label,
        "so_the": person.card if person else "",
        "to_chuc": one.candidate.body.code,
        "ket_luan": one.state.value,
        "ly_do": one.why,
        "tung_nam": [_year(year) for year in one.years],
        "muc_khen": [_option(whole, option) for option in one.options],
        "can_cu": one.award.reference if one.award else "",
    }


def _year(one: YearMerit) -> dict[str, object]:
    return {
        "nam": one.year,
        "danh_hieu": one.title,
        "muc": one.level.value if one.level else None,
        "van_ban": one.evidence,
        "cong_nhan": one.recognised,
        "dat": one.earned,
    }


def _option(whole: Listing, one: Option) -> dict[str, object]:
    money = one.amount
    return {
        "hinh_thuc": one.form,
        "cap_tang": one.giver.words,
        "ten_cap_tang": one.giver.name,
        "duoc_tang": one.giver.is_(whole.body) if whole.body else None,
        "he_so": str(money.coefficient) if money else None,
        "luong_co_so": money.base if money else None,
        "tien_tinh": _figure(money.exact) if money else None,
        "so_tien": money.paid if money else None,
        "cach_tinh": money.words if money else "",
        "can_cu": list(money.references) if money else [],
        "do_tin_cay": money.confidence if money else "",
    }


def _figure(exact: Decimal) -> int | float:
    """Return an amount as JSON has it: a whole number wherever it is one."""
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _total(whole: Listing, one: Total) -> dict[str, object]:
    return {
        "so_nam": whole.years,
        "doi_tuong": one.whom,
        "hinh_thuc": one.form,
        "so_luong": one.count,
        "so_tien": one.amount,
        "thanh_tien": one.sum,
    }


def lines(found: Sequence[Listing], xlsx: Path | None) -> Iterator[str]:
    """Yield the lists for people, by what the years come to."""
    for whole in found:
        span = (
            f"{whole.year}" if whole.years == 1 else f"{whole.year - whole.years + 1}–{whole.year}"
        )
        kind = "trong năm" if whole.years == 1 else f"{whole.years} năm liền"
        yield f"Khen thưởng {kind} {span}:"
        for state, words in STATE_NAMES.items():
            if mine := [one for one in whole.merits if one.state is state]:
                yield f"  {words}: {len(mine)}"
                told = _by_reason if state is MeritState.NOT else _one_by_one
                yield from (f"    {line}" for line in told(mine))
        for total in whole.totals:
            yield (
                f"  {total.whom}, {total.form}: {total.count} × {thousands(total.amount)} = "
                f"{thousands(total.sum)} đồng ({total.words})"
            )
    if xlsx:
        yield f"Đã ghi {xlsx}."


def _by_reason(found: Sequence[Merit]) -> Iterator[str]:
    """Yield each reason once with those it holds for, who are the many."""
    for reason in dict.fromkeys(one.why for one in found):
        names = [_name(one) for one in found if one.why == reason]
        yield f"{reason} ({len(names)}): {', '.join(names)}"


def _one_by_one(found: Sequence[Merit]) -> Iterator[str]:
    for one in found:
        yield _name(one) + (f": {one.why}" if one.why else "")
        for option in one.options if one.state is MeritState.EARNED else ():
            money = f", {thousands(option.amount.paid)} đồng" if option.amount else ""
            yield f"    {option.form}: {option.giver.name or option.giver.words}{money}"


def _name(one: Merit) -> str:
    return one.candidate.label + (f" ({one.candidate.body.code})" if one.candidate.person else "")
