"""How a committee follows a review year: meetings planned, who attends which, what a team appraises."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hoso.model.review import Level, Subject, SubjectKind


class PlannedMeeting(Struct, frozen=True, kw_only=True):
    """Lịch họp: a review meeting that is to be held; minutes, or a record, say that it was held."""

    organisation: str = field(name="to_chuc")
    year: int = field(name="nam")
    subject_kind: SubjectKind = field(name="noi_dung")  # review of the collective, or of persons
    day: date = field(name="ngay")
    time: str = field(name="gio", default="")  # as written: «07 giờ 30»
    place: str = field(name="dia_diem", default="")
    chair: str = field(name="chu_tri", default="")
    document: str = field(name="van_ban", default="")  # the invitation, when one was made


class Role(StrEnum):
    """Vai trò of an officer whom a committee sends to the review of another organisation."""

    ATTENDS = "du_kiem_diem"  # attends and directs the meeting
    APPRAISES = "tham_dinh"  # member of the inspection team for it
    OVERSEES = "phu_trach"  # in charge of it all year


class Assignment(Struct, frozen=True, kw_only=True):
    """Phân công: one member whom a committee sends to one organisation in one role."""

    year: int = field(name="nam")
    committee: str = field(name="cap_phan_cong")  # the organisation whose committee decided
    organisation: str = field(name="to_chuc")  # where the member goes
    card: str = field(name="so_the")
    name: str = field(name="ho_ten")
    title: str = field(name="chuc_vu", default="")  # Party post on the day of the assignment
    role: Role = field(name="vai_tro", default=Role.ATTENDS)
    task: str = field(name="noi_dung", default="")  # what to look at there
    by: str = field(name="nguoi")
    day: date = field(name="ngay")


class AppraisalResult(StrEnum):
    """Kết quả thẩm định of one self-rating."""

    AGREED = "thong_nhat"
    CHANGED = "dieu_chinh"  # other points, or another level, than the subject claims
    SENT_BACK = "tra_lai"  # the papers are to be completed, or the review done again


class Appraisal(Struct, frozen=True, kw_only=True):
    """Thẩm định: what the inspection team (Tổ Thẩm định) found of one self-rating and proposes.

    `own_points` is the self-score as the team read it, None where the rating in the archive says.
    Points are of 100.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    result: AppraisalResult = field(name="ket_qua")
    own_points: float | None = field(name="diem_tu_cham", default=None)
    points: float | None = field(name="diem_tham_dinh", default=None)
    level: Level | None = field(name="de_xuat", default=None)
    explanation: str = field(name="giai_trinh", default="")  # why it differs from the self-rating
    remarks: str = field(name="nhan_xet", default="")
    team: tuple[str, ...] = field(name="nguoi_tham_dinh", default=())
    by: str = field(name="nguoi")
    day: date = field(name="ngay")
