"""Who fills which kind of document; loaded when one is filled."""

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
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace

Sum = Callable[[Workspace, Request, Mapping[str, object]], Mapping[str, object]]
Source = Callable[[Workspace, Request], Mapping[str, object]]

SOURCES: Mapping[str, Source] = {
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

SUMS: Mapping[str, Sum] = {
    "phieu_bieu_quyet": _meetings.one_of_two_rounds,
    "bao_cao_tham_dinh": _appraisal.agreement,
    "bang_cham_diem": _scores.sums,
    "bang_cham_diem_2014": _scores.sums,
}
