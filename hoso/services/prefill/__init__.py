"""What the archive knows for each kind of document, so that no fact is typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hoso.services.prefill import (
    _appraisal,
    _meetings,
    _planning,
    _plans,
    _recurrences,
    _results,
    _scores,
)
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace

__all__ = ["PROPOSED", "Request", "known", "worked_out"]

# What the program only proposes: a person's own words replace it without a notice.
PROPOSED = frozenset(
    {
        "hoi_nghi.ten",
        "hoi_nghi.ngay",
        "hoi_nghi.so_ban",
        "kinh_moi",
        "noi_dung",
        "noi_nhan",
        "can_cu",
        "tinh_hinh",
        "muc_dich",
        "to_chuc_thuc_hien",
        "danh_gia",
        "tong_quan",
        "kinh_gui",
        "van_de",
        "de_nghi",
        "cach_lam",
        "nhiem_vu",
    }
)

Sum = Callable[[Workspace, Request, Mapping[str, object]], Mapping[str, object]]
Source = Callable[[Workspace, Request], Mapping[str, object]]

_SOURCES: Mapping[str, Source] = {
    "giay_moi": _meetings.invitation,
    "bien_ban_tap_the": _meetings.collective_minutes,
    "bien_ban_ca_nhan": _meetings.personal_minutes,
    "phieu_bieu_quyet": _meetings.ballot_paper,
    "bien_ban_kiem_phieu": _meetings.count_minutes,
    "tong_hop_ket_qua": _results.overview,
    "bao_cao_ket_qua": _results.report,
    "thong_bao_ket_qua": _results.notice,
    "ke_hoach_khac_phuc": _plans.plan,
    "bao_cao_khac_phuc": _plans.outcome,
    "bao_cao_tai_dien": _recurrences.report,
    "ke_hoach_kiem_diem": _planning.plan,
    "goi_y_kiem_diem": _planning.suggestion,
    "phan_cong_du_kiem_diem": _planning.assignment,
    "phieu_binh_chon": _appraisal.selection,
    "phieu_danh_gia_to_chuc": _appraisal.organisations,
    "phieu_phan_tich_chat_luong": _appraisal.analysis,
    "tong_hop_de_xuat": _appraisal.proposals,
    "bao_cao_tham_dinh": _appraisal.report,
    "bang_cham_diem": _scores.sheet,
    "bang_cham_diem_2014": _scores.five_groups,
}

_SUMS: Mapping[str, Sum] = {
    "phieu_bieu_quyet": _meetings.one_of_two_rounds,
    "bao_cao_tham_dinh": _appraisal.agreement,
    "bang_cham_diem": _scores.sums,
    "bang_cham_diem_2014": _scores.sums,
}


def known(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the fields that the archive can fill for this document; a kind it does not know: none."""
    source = _SOURCES.get(request.info.kind)
    return source(ws, request) if source else {}


def worked_out(
    ws: Workspace, request: Request, whole: Mapping[str, object]
) -> Mapping[str, object]:
    """Return what follows from the data as completed, such as sums.

    Raise DataFieldError listing what does not add up.
    """
    sums = _SUMS.get(request.info.kind)
    return sums(ws, request, whole) if sums else {}
