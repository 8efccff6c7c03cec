"""The order of a review as dated data (trình tự): what must be there before, at which places, when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hoso.model.profile import Scalar


class Tolerance(StrEnum):
    """Mức cho phép: whether a level may be decided while a ground is missing."""

    NEVER = "khong"
    WITH_REASON = "co_ly_do"  # the text gives the order, a stated reason goes on record
    TELL = "chi_bao"  # the text does not demand it, or could not be confirmed


class GroundKind(StrEnum):
    """Loại căn cứ: what has to exist before the level of the year is decided."""

    REVIEW = "kiem_diem"
    REVIEW_AGAIN = "kiem_diem_lai"
    CIVIL = "cbccvc"
    TEMPORARY = "nhan_xet_noi_tam_thoi"
    FORMER = "nhan_xet_chi_bo_cu"
    BELOW = "cap_duoi"
    MEMBERS = "dang_vien"
    COLLECTIVE = "tap_the"
    HEAD = "nguoi_dung_dau"
    PLACES = "cac_noi"
    DIFFERING = "khac_muc"
    OFFICE = "co_quan"
    BALLOT = "bo_phieu"
    PERIOD = "muc_ky"


class Ground(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Căn cứ: one thing that comes before the decision of a level, and by which article."""

    code: str = field(name="ma")
    kind: GroundKind = field(name="loai")
    subjects: tuple[str, ...] = field(name="doi_tuong")  # tap_the | ca_nhan
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")
    tolerance: Tolerance = field(name="cho_phep")
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)


class PlaceKind(StrEnum):
    """Loại nơi kiểm điểm: why a member is reviewed somewhere."""

    CELL = "chi_bo"
    COMMITTEE = "cap_uy"
    LEADERSHIP = "tap_the_lanh_dao"
    SEVERAL_POSTS = "kiem_nhiem"  # several posts of leadership in offices
    MANY_POSTS = "nhieu_chuc_vu"  # many posts on whatever side
    UNION = "doan_the"


class PlaceRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nơi kiểm điểm: one reason to be reviewed at a place; a question where the text leaves it open.

    The question is put to whoever holds `posts` posts or more; `answers` are what an authority's
    ruling may say, only those in `yes` add the place.
    """

    code: str = field(name="ma")
    kind: PlaceKind = field(name="loai")
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")
    posts: int = field(name="tu_so_chuc_vu", default=1)
    question: str = field(name="hoi", default="")
    answers: tuple[str, ...] = field(name="tra_loi", default=())
    yes: tuple[str, ...] = field(name="la_noi", default=())


class PeriodRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kỳ đánh giá trong năm: which quarters and months are rated, of whom, and what follows.

    `merged` are the periods that the level of the year takes the place of.
    """

    code: str = field(name="ma")
    periods: tuple[str, ...] = field(name="ky")
    categories: tuple[str, ...] = field(name="doi_tuong", default=())  # (): everybody
    merged: tuple[str, ...] = field(name="gop_vao_nam", default=())
    in_a_row: int = field(name="khong_hoan_thanh_lien_tiep", default=0)  # 0: no consequence
    consequence: str = field(name="he_qua", default="")  # of so many lowest levels in a row
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")


class Procedure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trình tự of one regime; `since` is the day from which its regulation is in force."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    regime: str = field(name="che_do")
    since: date = field(name="hieu_luc_tu")
    references: tuple[str, ...] = field(name="can_cu")
    grounds: tuple[Ground, ...] = field(name="can_truoc")
    places: tuple[PlaceRule, ...] = field(name="noi")
    periods: tuple[PeriodRule, ...] = field(name="ky", default=())
