"""What the archive knows for each kind of document, so that no fact is typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hoso.services.prefill import _meetings, _plans, _prescribed, _recurrences, _results
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace

__all__ = ["PROPOSED", "Request", "known"]

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
        "chu_the",
        "dieu_khoan",
    }
)

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
    "quyet_dinh_xep_loai_lai": _prescribed.rerating,
    "danh_muc_ho_so_kiem_diem": _prescribed.dossier_list,
    "danh_muc_ho_so_kiem_diem_2023": _prescribed.dossier_list,
    "tu_danh_gia_quy": _prescribed.own_rating,
}


def known(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the fields that the archive can fill for this document; a kind it does not know: none."""
    source = _SOURCES.get(request.info.kind)
    return source(ws, request) if source else {}
