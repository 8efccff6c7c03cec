"""Facts of meetings, ballots, groups and of the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso.facts._cases import CampaignCase, Facts, GroupCase, known
from hoso.model.profile import Fact, Scalar
from hoso.model.review import BallotCount, BallotLine, Meeting


def of_meeting(meeting: Meeting, *, name: str = "", deadline: date | None = None) -> Facts:
    """Return the facts of a review meeting; the absent are counted from their list."""
    return known(
        {
            "doi_tuong.ten": name or meeting.organisation,
            "hop.ngay": meeting.day,
            "hop.trieu_tap": meeting.convened,
            "hop.co_mat": meeting.present,
            "hop.vang_mat": len(meeting.absent),
            "han.kiem_diem": deadline,
        }
    )


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
            "doi_tuong.ten": case.name or "",
            "nhom.ten": case.name,
            "nhom.so_htxs": case.excellent,
            "nhom.so_htt_tro_len": case.good_or_better,
        }
    )


def of_campaign(case: CampaignCase) -> Facts:
    """Return the facts of a whole review year; a parameter that is empty is not decided yet."""
    return known(
        {
            "doi_tuong.ten": case.name,
            "dot.nhom_ty_le": _decided(case.parameters.get("nhom_ty_le")),
            "dot.nguong_phieu": _decided(case.parameters.get("nguong_phieu")),
            "dot.so_phai_kiem_diem": case.reviews_required,
            "dot.so_ban_kiem_diem": case.reviews_received,
            "dot.tong_so": case.members,
            "dot.mien": case.exempt,
            "dot.chua_danh_gia": case.waiting,
            "dot.moi_ket_nap": case.new,
            "dot.duoc_danh_gia": case.rated,
        }
    )


def _decided(value: Scalar | list[Scalar] | None) -> Fact | None:
    return None if value in ("", None) else str(value)
