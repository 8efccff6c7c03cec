"""What the archive knows for each kind of document, so that no fact is typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from hoso.services.prefill import (
    _appraisal,
    _archival,
    _awards,
    _decisions,
    _disposal,
    _meetings,
    _planning,
    _plans,
    _prescribed,
    _progress,
    _questions,
    _recurrences,
    _results,
    _schedule,
    _scores,
    _statistics,
)
from hoso.services.prefill._archival import contents_of, inventory_of, lists_of, parties
from hoso.services.prefill._disposal import listing_of as disposal_of
from hoso.services.prefill._request import NOTICES, Request
from hoso.workspace import Workspace

__all__ = [
    "PROPOSED",
    "Request",
    "contents_of",
    "disposal_of",
    "inventory_of",
    "known",
    "lists_of",
    "notices",
    "parties",
    "worked_out",
]

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
        "kinh_trinh",
        "chu_the",
        "dieu_khoan",
        "khoi_tai_lieu",
        "kien_nghi",
        "muc_luc",
        "phong",
        "hinh_thanh",
        "nhom_het_han",
        "hoi_dong",
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
    "bao_cao_thong_ke": _statistics.report,
    "ke_hoach_khac_phuc": _plans.plan,
    "bao_cao_khac_phuc": _plans.outcome,
    "bang_theo_doi_khuyet_diem": _schedule.report,
    "bao_cao_tai_dien": _recurrences.report,
    "ke_hoach_kiem_diem": _planning.plan,
    "goi_y_kiem_diem": _planning.suggestion,
    "phan_cong_du_kiem_diem": _planning.assignment,
    "bao_cao_tien_do": _progress.report,
    "phieu_xin_y_kien": _questions.paper,
    "phieu_binh_chon": _appraisal.selection,
    "phieu_danh_gia_to_chuc": _appraisal.organisations,
    "phieu_phan_tich_chat_luong": _appraisal.analysis,
    "tong_hop_de_xuat": _appraisal.proposals,
    "bao_cao_tham_dinh": _appraisal.report,
    "bang_cham_diem": _scores.sheet,
    "bang_cham_diem_2014": _scores.five_groups,
    "to_trinh_xep_loai": _decisions.proposal,
    "quyet_dinh_cong_nhan": _decisions.decision,
    "danh_sach_chua_kiem_diem": _decisions.without,
    "ke_hoach_30_60_90": _decisions.plan_30_60_90,
    "de_nghi_khen_thuong": partial(_awards.proposal, years=1),
    "quyet_dinh_khen_thuong": partial(_awards.decision, years=1),
    "de_nghi_khen_thuong_5_nam": partial(_awards.proposal, years=5),
    "quyet_dinh_khen_thuong_5_nam": partial(_awards.decision, years=5),
    "muc_luc_ho_so": _archival.inventory,
    "muc_luc_van_ban": _archival.contents,
    "danh_muc_ho_so": _archival.register,
    "bien_ban_giao_nhan": _archival.handover,
    "danh_muc_het_thoi_han": _disposal.listing,
    "thuyet_minh_het_thoi_han": _disposal.explanation,
    "bien_ban_xet_huy": _disposal.minutes,
    "quyet_dinh_xep_loai_lai": _prescribed.rerating,
    "danh_muc_ho_so_kiem_diem": _prescribed.dossier_list,
    "danh_muc_ho_so_kiem_diem_2023": _prescribed.dossier_list,
    "tu_danh_gia_quy": _prescribed.own_rating,
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


def notices(known: Mapping[str, object]) -> tuple[str, ...]:
    """Return what `known` tells the secretary beside the fields of the document."""
    said = known.get(NOTICES)
    return tuple(map(str, said)) if isinstance(said, list) else ()
