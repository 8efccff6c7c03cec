"""Money of the awards in a decision: as the rules reckon it, unless the data file says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from hoso import text
from hoso.errors import DataFieldError
from hoso.services.awards import Amount
from hoso.services.prefill._request import Request
from hoso.text import thousands

_TABLE = "tien_thuong"
Row = dict[str, object]


def reckoned(
    request: Request, counts: Mapping[str, int], known: Mapping[str, Amount]
) -> tuple[dict[str, object], list[str]]:
    """Return a row for each kind of recipient and the sum in figures and words; then notices.

    What the data file says goes before `known`. An amount that neither says is left out, to be
    asked for. Raise DataFieldError for what is no number, or makes no whole đồng.
    """
    given = {str(row.get("doi_tuong", "")): row for row in request.given_rows(_TABLE)}
    rows: list[Row] = []
    sums: list[int | None] = []
    told: list[str] = []
    for whom, count in counts.items():
        if count:
            amount, row = _row(given.get(whom, {}), known.get(whom), whom)
            if amount is not None:
                row |= {"thanh_tien": thousands(amount * count)}
            rows.append({"doi_tuong": whom, "so_luong": count, **row})
            sums.append(None if amount is None else amount * count)
            told += _differing(amount, known.get(whom), whom)
    made: dict[str, object] = {_TABLE: rows}
    whole = [one for one in sums if one is not None]
    if whole and len(whole) == len(sums):
        made |= {"tong_tien": thousands(sum(whole)), "tong_tien_chu": text.in_words(sum(whole))}
    return made, told


def _row(given: Mapping[str, object], known: Amount | None, whom: str) -> tuple[int | None, Row]:
    """Return the đồng for one recipient, and how they are printed; None when nobody says."""
    if "so_tien" not in given and not ({"he_so", "luong_co_so"} & given.keys()) and known:
        return known.paid, {
            "he_so": known.factor,
            "luong_co_so": thousands(known.base),
            "so_tien": thousands(known.paid),
            "cach_tinh": known.words,
        }
    if known and "so_tien" not in given:
        given = {"he_so": known.factor, "luong_co_so": thousands(known.base), **given}
    amount = _amount(given, whom)
    if amount is None:
        return None, {}
    factors = {key: given[key] for key in ("he_so", "luong_co_so") if key in given}
    return amount, {**factors, "so_tien": thousands(amount), "cach_tinh": _spelt(given)}


def _differing(amount: int | None, known: Amount | None, whom: str) -> list[str]:
    if amount is None or known is None or amount == known.paid:
        return []
    return [
        f"{whom}: tệp dữ liệu ghi {thousands(amount)} đồng, theo quy định là {thousands(known.paid)} đồng "
        f"({known.words})."
    ]


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
