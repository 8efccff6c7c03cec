"""Awards that follow from the levels, titles recognised, and what other bodies think of a level."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from hoso.model.review import BodyRole, Level, Subject


class Opinion(Struct, frozen=True, kw_only=True):
    """Ý kiến của chủ thể tham gia: the level that a body proposes on its own paper.

    The paper (phiếu phân tích chất lượng) bears the body's name; it is no secret ballot.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    participant: str = field(name="chu_the")
    role: BodyRole = field(name="loai_chu_the", default=BodyRole.OTHER)
    level: Level = field(name="muc")
    points: float | None = field(name="diem", default=None)
    remark: str = field(name="nhan_xet", default="")
    day: date = field(name="ngay")
    superseded: bool = field(name="da_thay", default=False)
    reason: str = field(name="ly_do", default="")  # of the correction


class Title(Struct, frozen=True, kw_only=True):
    """Danh hiệu tiêu biểu: recognised by an authority for one year; no level implies it.

    `refused` records the opposite decision: the authority looked and did not recognise.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    name: str = field(name="ten")  # as that year's guidance calls it
    document: str = field(name="van_ban")  # number and day of the paper, or its id here
    authority: str = field(name="cap_cong_nhan", default="")
    day: date = field(name="ngay")
    refused: bool = field(name="khong_cong_nhan", default=False)
    by: str = field(name="nguoi")


class Award(Struct, frozen=True, kw_only=True):
    """Khen thưởng đã tặng: which years it honours, in which form, by whom, with how much money."""

    subject: Subject = field(name="doi_tuong")
    years: tuple[int, ...] = field(name="cac_nam")
    form: str = field(name="hinh_thuc")  # giấy khen | bằng khen | cờ
    giver: str = field(name="cap_tang")
    document: str = field(name="van_ban")
    day: date = field(name="ngay")
    amount: int | None = field(name="so_tien", default=None)  # đồng; None: the paper does not say
    withdrawn: bool = field(name="thu_hoi", default=False)
    by: str = field(name="nguoi")
