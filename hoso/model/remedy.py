"""What became of a shortcoming, act by act: the events of the register, never changed afterwards."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hoso.model.review import Status


class EventKind(StrEnum):
    """Việc theo dõi: what one event is about."""

    PLANNED = "lap_ke_hoach"  # measure, owner, deadline of a plan item
    CRITERION = "dat_tieu_chi"  # by what its effect will be judged
    REPORTED = "bao_cao"  # somebody says how far it is
    VERIFIED = "xac_nhan"  # somebody else says that this is so
    RETURNED = "tra_lai"  # somebody else says that it is not
    EXTENDED = "gia_han"
    REOPENED = "mo_lai"
    JUDGED = "danh_gia_hieu_qua"
    DROPPED = "thoi_theo_doi"  # no longer valid, with the reason


class Effect(StrEnum):
    """Hiệu quả khắc phục, judged one cycle after, against the criterion set beforehand."""

    EFFECTIVE = "hieu_qua"
    PARTLY = "mot_phan"
    NOT = "khong_hieu_qua"


class RemedyEvent(Struct, frozen=True, kw_only=True):
    """Diễn biến khắc phục: one event of a shortcoming, or of one item of its plan.

    `who` says, verifies, approves or judges, by the kind; `by` wrote it down. `words` are the
    measure planned, the criterion, the action taken. Kept in the dossier of the shortcoming.
    """

    code: str = field(name="ma")  # of the shortcoming
    item: str = field(name="ma_muc", default="")  # of the plan item; "": the shortcoming itself
    number: int = field(name="thu_tu", default=0)  # its place in the register of the dossier
    kind: EventKind = field(name="viec")
    day: date = field(name="ngay")
    by: str = field(name="nguoi_ghi", default="")
    who: str = field(name="nguoi_neu", default="")
    why: str = field(name="ly_do", default="")
    status: Status | None = field(name="tinh_trang", default=None)
    degree: int | None = field(name="muc_do", default=None)  # percent
    words: str = field(name="noi_dung", default="")
    difference: str = field(name="khac_ke_hoach", default="")  # why the deed is not as planned
    evidence: tuple[str, ...] = field(name="minh_chung", default=())  # documents, or words
    owner: str = field(name="nguoi_phu_trach", default="")
    deadline: date | None = field(name="thoi_han", default=None)
    before: str = field(name="thoi_han_cu", default="")  # the deadline that was extended
    document: str = field(name="van_ban", default="")  # number of the paper behind it
    effect: Effect | None = field(name="hieu_qua", default=None)
    # The review year that says so: of a report in section III, of the fault that came back.
    year: int | None = field(name="nam", default=None)
