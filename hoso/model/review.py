"""The review year: shortcomings, decisions on recurrence, ratings, ballots, remedy plans."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field


class Status(StrEnum):
    """Tình trạng khắc phục: the three lawful ones (Mẫu 01, 2A–2C, mục III, HD 43-HD/BTCTW)."""

    DONE = "da_khac_phuc"
    DOING = "dang_khac_phuc"
    OPEN = "chua_khac_phuc"


class Level(StrEnum):
    """Mức xếp loại chất lượng; the printed names are data of the regime."""

    EXCELLENT = "htxs"
    GOOD = "htt"
    DONE = "htn"
    FAILED = "khtn"


class Grade(StrEnum):
    """Cấp độ thực hiện: how well one item of the forms of 2018–2024 says it was done."""

    EXCELLENT = "xuat_sac"
    GOOD = "tot"
    MEDIUM = "trung_binh"
    POOR = "kem"


class Stage(StrEnum):
    """Bước xếp loại: self-rating, proposal, decision (QĐ 366, Điều 12), and the civil-service one."""

    SELF = "tu_danh_gia"
    PROPOSED = "de_xuat"
    DECIDED = "quyet_dinh"
    CIVIL = "cbccvc"


class SubjectKind(StrEnum):
    """Đối tượng: whom a paper or fault is about."""

    COLLECTIVE = "tap_the"
    PERSON = "ca_nhan"


class Subject(Struct, frozen=True, kw_only=True, order=True):
    """Đối tượng: a collective, a member, or an unnamed individual of an organisation.

    A person has `card` when the roster knows one, else only `name` (as the source wrote it);
    an unnamed individual has neither.
    """

    kind: SubjectKind = field(name="loai")
    organisation: str = field(name="to_chuc")
    card: str = field(name="so_the", default="")
    name: str = field(name="ho_ten", default="")

    @property
    def dossier_stem(self) -> str:
        """Return the dossier code without the year: `tt-cb-1`, `dv-38001234`, `cn-cb-1`."""
        if self.kind is SubjectKind.COLLECTIVE:
            return f"tt-{self.organisation}"
        return f"dv-{self.card}" if self.card else f"cn-{self.organisation}"


class Source(StrEnum):
    """Nguồn: where a shortcoming was named (QĐ 366-QĐ/TW, Điều 6)."""

    REVIEW = "kiem_diem"  # an earlier review
    CONCLUSION = "ket_luan"  # a competent authority's conclusion


class Shortcoming(Struct, frozen=True, kw_only=True):
    """Hạn chế, khuyết điểm: one fault named by one review or one authority's conclusion."""

    code: str = field(name="ma")
    year: int = field(name="nam")
    subject: Subject = field(name="doi_tuong")
    text: str = field(name="noi_dung")
    area: str = field(name="linh_vuc", default="")
    cause: str = field(name="nguyen_nhan", default="")
    responsibility: str = field(name="trach_nhiem", default="")
    measure: str = field(name="bien_phap", default="")
    deadline: str = field(name="thoi_han", default="")  # as written; a date when it parses
    status: Status | None = field(name="tinh_trang", default=None)
    source: Source = field(name="nguon", default=Source.REVIEW)
    document: str = field(name="van_ban", default="")  # in the archive, or its number elsewhere
    remarks: dict[str, str] = field(name="ghi_chu", default_factory=dict)
    authority: str = field(name="co_quan_ket_luan", default="")  # whose conclusion it is
    named_on: date | None = field(name="ngay_neu", default=None)  # None: at the end of the year


class FollowUp(Struct, frozen=True, kw_only=True):
    """Theo dõi khắc phục: what section III of a later review says became of a shortcoming.

    It is kept with the review that says it; the shortcoming itself stays as it was written.
    """

    code: str = field(name="ma")  # of the shortcoming
    year: int = field(name="nam")  # of the review that reports
    status: Status | None = field(name="tinh_trang")  # None: the form left it open
    note: str = field(name="ghi_chu", default="")
    document: str = field(name="van_ban", default="")
    degree: int | None = field(name="muc_do", default=None)  # percent
    day: date | None = field(name="ngay", default=None)  # when the form was taken in


class Rating(Struct, frozen=True, kw_only=True):
    """Kết quả xếp loại of one subject at one stage.

    `period` is "" for the year, `q1` … `q4` for a quarter, `t01` … `t12` for a month; `place` is the
    organisation at which somebody with several posts got this level, "" where the level counts.
    A level that a later decision took the place of stays, marked `superseded`; the later one says
    whether it was a rating anew (`again`, Mẫu 03), and under which regime when a person chose one.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    stage: Stage = field(name="buoc")
    level: Level | None = field(name="muc")
    general_points: float | None = field(name="diem_chung", default=None)  # of 30
    task_points: float | None = field(name="diem_nhiem_vu", default=None)  # of 70
    day: date | None = field(name="ngay", default=None)
    by: str = field(name="nguoi", default="")
    reason: str = field(name="ly_do", default="")
    document: str = field(name="van_ban", default="")
    period: str = field(name="ky", default="")
    place: str = field(name="noi", default="")
    superseded: bool = field(name="da_thay", default=False)
    noted: date | None = field(name="ngay_ghi", default=None)  # when it was written down here
    authority: str = field(name="cap_quyet_dinh", default="")  # who decided, where that was asked
    again: bool = field(name="xep_loai_lai", default=False)
    regime: str = field(name="che_do", default="")  # "": that of the year
    # An old decision written down here, without the review behind it.
    copied: bool = field(name="chep_lai", default=False)
    lacked: tuple[str, ...] = field(name="thieu_can_cu", default=())  # grounds, by their codes

    @property
    def counts(self) -> bool:
        """Return whether this is the level of the year itself, where it counts, not superseded."""
        return not (self.period or self.place or self.superseded)


class ReviewDemand(Struct, frozen=True, kw_only=True):
    """Yêu cầu kiểm điểm lại: the authority found a review wanting (QĐ 366-QĐ/TW, Điều 8).

    `earlier` are the forms returned before it; it is met by a later one, or when a person says so.
    """

    code: str = field(name="ma")
    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    why: str = field(name="ly_do")
    authority: str = field(name="cap_yeu_cau")
    deadline: date | None = field(name="thoi_han", default=None)
    document: str = field(name="van_ban", default="")  # number of the paper that demands it
    earlier: tuple[str, ...] = field(name="ban_truoc", default=())  # folders of documents
    by: str = field(name="nguoi")  # who wrote it down
    day: date = field(name="ngay")
    met_on: date | None = field(name="ngay_dat", default=None)
    met_by: str = field(name="dat_bang", default="")  # a document, or a person's words


class BallotKind(StrEnum):
    """Hình thức phiếu: which boxes the ballot paper has.

    Nothing prescribes them; these are those of working forms that local committees use.
    """

    LEVELS = "cac_muc"  # one round: every level
    BELOW = "duoi_xuat_sac"  # the first of two rounds: the levels below the best
    AGREE = "dong_y"  # the second: agree or not that somebody did excellently


class BodyRole(StrEnum):
    """Loại chủ thể tham gia: as what a body gives its view of somebody's level."""

    CELL = "chi_bo"
    COMMITTEE = "chi_uy"
    UNION = "doan_the"
    RESIDENCE = "noi_cu_tru"
    PEER = "cung_cap"
    ABOVE = "cap_tren"
    OTHER = "khac"


class BallotLine(Struct, frozen=True, kw_only=True):
    """One candidate's counts; never who voted how.

    `agree` and `disagree` are of the second round only. `spoilt` are valid ballots whose mark for
    this very candidate could not be counted: two boxes ticked, or none.
    """

    subject: Subject = field(name="doi_tuong")
    votes: dict[Level, int] = field(name="phieu", default_factory=dict)
    unrated: int = field(name="chua_danh_gia", default=0)
    agree: int | None = field(name="dong_y", default=None)
    disagree: int | None = field(name="khong_dong_y", default=None)
    spoilt: int = field(name="khong_hop_le", default=0)

    @property
    def boxes(self) -> tuple[int, ...]:
        """Return every figure of the line: together they are the valid ballots that had a mark."""
        known = [one for one in (self.agree, self.disagree) if one is not None]
        marks = known or [*self.votes.values(), self.unrated]
        return (*marks, self.spoilt) if self.spoilt else tuple(marks)


class BallotCount(Struct, frozen=True, kw_only=True):
    """Biên bản kiểm phiếu as figures: one round of one body.

    `participant` is the body that voted, "" when it was `organisation` itself. A count that a
    recount took the place of stays, marked `superseded`, with the `reason` of the recount on the
    new one. `again` numbers the ballots of one round: a tie may be voted on once more.
    """

    organisation: str = field(name="to_chuc")
    year: int = field(name="nam")
    day: date = field(name="ngay")
    round: int = field(name="vong", default=1)
    kind: BallotKind = field(name="hinh_thuc", default=BallotKind.LEVELS)
    again: int = field(name="lan", default=1)
    participant: str = field(name="chu_the", default="")
    role: BodyRole | None = field(name="loai_chu_the", default=None)
    convened: int = field(name="trieu_tap")
    present: int = field(name="co_mat")
    absent: int | None = field(name="vang_mat", default=None)  # None: the sheet does not say
    issued: int = field(name="phat_ra")
    returned: int = field(name="thu_ve")
    valid: int = field(name="hop_le")
    invalid: int = field(name="khong_hop_le")
    blank: int = field(name="phieu_trang", default=0)
    # Whether the blank ones are among the valid ones; None when nobody said, or there were none.
    blank_valid: bool | None = field(name="phieu_trang_hop_le", default=None)
    tellers: tuple[str, ...] = field(name="to_kiem_phieu", default=())  # head first
    lines: tuple[BallotLine, ...] = field(name="ket_qua", default=())
    superseded: bool = field(name="da_thay", default=False)
    reason: str = field(name="ly_do", default="")

    @property
    def marked(self) -> int:
        """Return how many valid ballots had any mark: what each line adds up to."""
        return self.valid - self.blank if self.blank_valid else self.valid


class PlanItem(Struct, frozen=True, kw_only=True):
    """Mục kế hoạch khắc phục: what is done about one shortcoming, by whom, until when.

    The state is the one after its last event (`hoso.model.remedy`); the events keep the history.
    """

    code: str = field(name="ma")
    shortcoming: str = field(name="ma_khuyet_diem")
    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")  # the review year that made the plan
    measure: str = field(name="bien_phap")
    owner: str = field(name="nguoi_phu_trach")
    deadline: date | None = field(name="thoi_han", default=None)
    status: Status = field(name="tinh_trang", default=Status.OPEN)
    degree: int | None = field(name="muc_do", default=None)  # percent
    evidence: str = field(name="minh_chung", default="")
    verified_by: str = field(name="nguoi_xac_nhan", default="")
    verified_on: date | None = field(name="ngay_xac_nhan", default=None)
    remarks: str = field(name="ghi_chu", default="")
    criterion: str = field(name="tieu_chi", default="")  # by what its effect will be judged


class Campaign(Struct, frozen=True, kw_only=True):
    """Đợt kiểm điểm: a review year opened under one regime."""

    year: int = field(name="nam")
    regime: str = field(name="che_do")
    opened: date = field(name="ngay_mo")
    deadlines: dict[str, date] = field(name="thoi_han", default_factory=dict)


class Meeting(Struct, frozen=True, kw_only=True):
    """Hội nghị kiểm điểm as recorded: who was called, who came, when."""

    organisation: str = field(name="to_chuc")
    year: int = field(name="nam")
    subject_kind: SubjectKind = field(name="noi_dung")  # review of the collective, or of persons
    day: date = field(name="ngay")
    convened: int = field(name="trieu_tap")
    present: int = field(name="co_mat")
    absent: tuple[str, ...] = field(name="vang_mat", default=())
    place: str = field(name="dia_diem", default="")
    chair: str = field(name="chu_tri", default="")
    document: str = field(name="van_ban", default="")
