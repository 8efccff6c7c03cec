"""Money of the awards: coefficient times base salary as the data file gives them, never our own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from hoso import text
from hoso.errors import DataFieldError
from hoso.services.prefill._request import Request
from hoso.text import thousands

_TABLE = "tien_thuong"


def reckoned(request: Request, counts: Mapping[str, int]) -> dict[str, object]:
    """Return a row for each kind of recipient, and the sum in figures and words.

    An amount that the data file says neither as such nor by its two factors is left out, to be
    asked for. Raise DataFieldError for what is no number, or makes no whole đồng.
    """
    given = {str(row.get("doi_tuong", "")): row for row in request.given_rows(_TABLE)}
    rows: list[dict[str, object]] = []
    sums: list[int | None] = []
    for whom, count in counts.items():
        if count:
            amount = _amount(given.get(whom, {}), whom)
            row: dict[str, object] = {"doi_tuong": whom, "so_luong": count}
            if amount is not None:
                row |= {"so_tien": thousands(amount), "thanh_tien": thousands(amount * count)}
                row |= {"cach_tinh": _spelt(given[whom])}
            rows.append(row)
            sums.append(None if amount is None else amount * count)
    known: dict[str, object] = {_TABLE: rows}
    whole = [one for one in sums if one is not None]
    if whole and len(whole) == len(sums):
        known |= {"tong_tien": thousands(sum(whole)), "tong_tien_chu": text.in_words(sum(whole))}
    return known


def _amount(row: Mapping[str, object], whom: str) -> int | None:
    """Return the đồng for one recipient, None when the row does not say."""
    if "so_tien" in row:
        return _whole(_number(row, "so_tien", whom), whom)
    if "he_so" in row and "luong_co_so" in row:
        return _whole(_number(row, "he_so", whom) * _number(row, "luong_co_so", whom), whom)
    return None


def _number(row: Mapping[str, object], name: str, whom: str) -> Decimal:
    """Return a positive number: `0,3`, `2.340.000`, or as TOML writes it."""
    said = row[name]
    plain = (
        said.replace(" ", "").replace(".", "").replace(",", ".") if isinstance(said, str) else said
    )
    try:
        number = Decimal(str(plain))
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        raise DataFieldError(
            f"{_TABLE}, {whom}: «{said}» ở {name} không phải số dương, ví dụ 0,3 hoặc 2.340.000.",
            where=f"{_TABLE}.{name}",
        )
    return number


def _whole(amount: Decimal, whom: str) -> int:
    if amount != amount.to_integral_value():
        raise DataFieldError(
            f"{_TABLE}, {whom}: mức tiền thưởng {amount} đồng không tròn đồng. Hãy ghi mức đã làm "
            "tròn theo quy định của cơ quan vào so_tien.",
            where=f"{_TABLE}.so_tien",
        )
    return int(amount)


def _spelt(row: Mapping[str, object]) -> str:
    """Return how the amount comes about, "" when it was given as such."""
    if "he_so" not in row or "luong_co_so" not in row:
        return ""
    base = thousands(int(_number(row, "luong_co_so", "")))
    factor = str(row["he_so"]).replace(".", ",")
    return f"hệ số {factor} × mức lương cơ sở {base} đồng"
