"""Facts of meetings, ballots, groups, awards and of the whole year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hoso.facts._cases import AwardCase, CampaignCase, Facts, GroupCase, MeetingCase, known
from hoso.model.profile import Fact, Scalar
from hoso.model.review import BallotCount, BallotLine, SubjectKind

# Parameters that an authority decides; what is empty is not decided yet.
_DECIDED = (
    *("nhom_ty_le", "mau_so_htxs", "lam_tron_htxs"),
    "nguong_phieu",
)
_RATE, _RATE_BY = "ty_le_htxs", "ty_le_htxs_can_cu"
_LENGTH = {
    SubjectKind.COLLECTIVE: "hop_tap_the.so_ngay",
    SubjectKind.PERSON: "hop_ca_nhan.so_ngay",
}
_PROVINCIAL = "to_chuc.la_cap_tinh"


def of_meeting(case: MeetingCase) -> Facts:
    """Return the facts of a review meeting; the absent are counted from their list."""
    meeting = case.meeting
    return known(
        {
            "doi_tuong.ten": case.name or meeting.organisation,
            "to_chuc.la_cap_tinh": case.said.get(_PROVINCIAL),
            "hop.ve_tap_the": meeting.subject_kind is SubjectKind.COLLECTIVE,
            "hop.ngay": meeting.day,
            "hop.trieu_tap": meeting.convened,
            "hop.co_mat": meeting.present,
            "hop.vang_mat": len(meeting.absent),
            "hop.vang_khong_ly_do": tuple(filter(_has_no_reason, meeting.absent)),
            "hop.so_ngay": case.said.get(_LENGTH[meeting.subject_kind]),
            "hop.ngay_bao_truoc": case.notice,
            "han.kiem_diem": case.deadline,
        }
    )


def _has_no_reason(absent: str) -> bool:
    """Return whether somebody absent, listed as `name: reason` or `name (reason)`, has none."""
    return not re.search(r"[:(]\s*\w", absent)


def of_ballot(count: BallotCount, *, name: str = "") -> Facts:
    """Return the facts of a ballot count; `phieu.lech` names every line that does not add up."""
    return {
        "doi_tuong.ten": name or count.organisation,
        "phieu.co_mat": count.present,
        "phieu.phat_ra": count.issued,
        "phieu.thu_ve": count.returned,
        "phieu.hop_le": count.valid,
        "phieu.khong_hop_le": count.invalid,
        "phieu.lech": tuple(_odd_lines(count)),
    }


def _odd_lines(count: BallotCount) -> Iterator[str]:
    for line in count.lines:
        if sum(line.boxes) != count.marked:
            figures = " + ".join(str(number) for number in line.boxes)
            whole = f"hợp lệ {count.valid}"
            if count.marked != count.valid:
                whole += f" trừ {count.blank} phiếu trắng"
            yield f"{_candidate(line)}: {figures} = {sum(line.boxes)}, {whole}"


def _candidate(line: BallotLine) -> str:
    return line.subject.name or line.subject.card or line.subject.organisation


def of_group(case: GroupCase) -> Facts:
    """Return the facts of one group that the cap on the highest level is counted in."""
    return known(
        {
            "doi_tuong.ten": case.name or case.where,
            "nhom.ten": case.name,
            "nhom.so_htxs": case.excellent,
            "nhom.so_htt_tro_len": case.good_or_better,
            "nhom.so_htt": case.good_or_better - case.excellent,
            "nhom.so_htn": case.done,
            "nhom.so_khtn": case.failed,
        }
    )


def of_campaign(case: CampaignCase) -> Facts:
    """Return the facts of a whole review year; a parameter that is empty is not decided yet."""
    rate = case.parameters.get(_RATE)
    chosen = case.outstanding
    return {
        **{f"dot.{name}": count for name, count in case.figures.items()},
        **{f"dot_tc.{name}": count for name, count in case.body_figures.items()},
        **known({f"dot.{name}": _decided(case.parameters.get(name)) for name in _DECIDED}),
        **known(
            {
                "doi_tuong.ten": case.name,
                "dot.ty_le_htxs": rate if isinstance(rate, int | float) else None,
                "dot.co_can_cu_ty_le": bool(case.parameters.get(_RATE_BY)),
                "dot.so_phai_kiem_diem": case.reviews_required,
                "dot.so_ban_kiem_diem": case.reviews_received,
                "dot.dem_trung": case.counted_twice,
                "tieu_bieu.danh_sach": chosen,
                "tieu_bieu.so": None if chosen is None else len(chosen),
                "tieu_bieu.sai_muc": case.not_excellent,
            }
        ),
    }


def _decided(value: Scalar | list[Scalar] | None) -> Fact | None:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    return None if value in ("", None) else str(value)


def of_award(case: AwardCase) -> Facts:
    """Return the facts of one award."""
    return known(
        {
            "doi_tuong.ten": case.name,
            "khen.nam_lien_can": case.needed,
            "khen.nam_lien_co": case.held,
            "khen.can_tieu_bieu": case.needs_title,
            "khen.nam_tieu_bieu_co": case.outstanding_held,
            "khen.sai_cap_tang": case.wrong_giver,
            "khen.la_to_chuc": case.of_body,
            "khen.co_quyet_dinh_muc": case.decided,
            "khen.tien": case.money,
            "khen.he_so": case.factor,
            "khen.luong_co_so": case.base,
        }
    )
