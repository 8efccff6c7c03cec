"""Who is reviewed and rated (diện kiểm điểm, xếp loại), and on which form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hoso.errors import NotFoundError
from hoso.model.profile import Eligibility, Eligible, Regime
from hoso.model.roster import MemberState
from hoso.rules._kinds import months_after
from hoso.text import short_date

# Kind of condition → the parameters it takes.
ELIGIBILITY_KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "tinh_trang": frozenset({"tinh_trang"}),
        "moi_ket_nap": frozenset({"thang"}),
        "mac_dinh": frozenset(),
    }
)


def eligible(state: MemberState, regime: Regime, on: date) -> Eligible:
    """Return whether a member in `state` is reviewed and rated on `on`, by the first row that fits.

    When the admission date is unknown and matters, `reviewed` or `rated` is None and `reason` is
    the question; what every possible answer agrees on is still said.
    """
    return _first(regime.eligibility, state, on)


def _first(rows: Sequence[Eligibility], state: MemberState, on: date) -> Eligible:
    row, *rest = rows
    if row.kind == "mac_dinh":
        return _verdict(row)
    if row.kind == "tinh_trang":
        fits: bool | None = state.standing.value == row.parameters["tinh_trang"]
    else:
        fits = _is_new(state, int(str(row.parameters["thang"])), on)
    if fits is None:
        return _question(row, _first(rest, state, on), state, on)
    return _verdict(row) if fits else _first(rest, state, on)


def _verdict(row: Eligibility) -> Eligible:
    return Eligible(
        reviewed=row.review,
        rated=row.rate,
        reason=row.message,
        reference=row.reference,
        code=row.code,
        row=row.row,
    )


def _question(row: Eligibility, other: Eligible, state: MemberState, on: date) -> Eligible:
    months = row.parameters["thang"]
    why = "chưa có ngày kết nạp" if state.admitted is None else "ngày kết nạp sau ngày xét"
    return Eligible(
        reviewed=row.review if row.review == other.reviewed else None,
        rated=row.rate if row.rate == other.rated else None,
        reason=f"Chưa kiểm được {state.full_name} đã đủ {months} tháng kể từ ngày kết nạp vào "
        f"ngày {short_date(on)} hay chưa: {why}. Hãy ghi đúng ngày kết nạp trong danh sách.",
        reference=row.reference,
        code=row.code,
    )


def _is_new(state: MemberState, months: int, on: date) -> bool | None:
    # An official member was admitted at least twelve months before (Điều lệ Đảng, Điều 5).
    if state.admitted is None and state.official is not None and state.official <= on:
        return False
    if state.admitted is None or state.admitted > on:
        return None
    return months_after(state.admitted, months) > on


def form_for(subject: str, regime: Regime) -> str:
    """Return the template kind for `tap_the` or a member's category, "" where no form is prescribed.

    Raise NotFoundError naming the subjects known when the regime has forms, but none for this one.
    """
    if not regime.forms:
        return ""
    for choice in regime.forms:
        if choice.subject == subject:
            return choice.template
    known = ", ".join(choice.subject for choice in regime.forms)
    raise NotFoundError(
        f"Chế độ {regime.code} không có mẫu cho đối tượng «{subject}». Các đối tượng có mẫu: {known}.",
        where=subject,
    )
