"""What people say of a review year that no paper says: facts stated, rulings given, discipline."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hoso.model.review import Subject


class Statement(Struct, frozen=True, kw_only=True):
    """Dữ kiện kê khai: one fact about one subject's year, as a person stated it and by what right.

    `fact` is a name of `hoso.model.facts` that may be stated; `value` has the form that its type
    asks for, a day as ISO text. `basis` is what a value was worked out from: `7/8` for a share,
    ISO 8601 intervals for months.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    fact: str = field(name="du_kien")
    value: str | int | float | bool | tuple[str, ...] = field(name="gia_tri")
    basis: tuple[str, ...] = field(name="tinh_tu", default=())
    source: str = field(name="nguon", default="")  # the paper or book that says so
    by: str = field(name="nguoi")
    day: date = field(name="ngay")


class Ruling(Struct, frozen=True, kw_only=True):
    """Ý kiến của cấp có thẩm quyền: an answer to what the law leaves open, or an exception granted.

    `rule` is the code of the rule that asked, `answer` what was decided (a level's code where a
    level was asked for, else words).
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    rule: str = field(name="ma_quy_tac")
    answer: str = field(name="tra_loi")
    authority: str = field(name="cap_quyet_dinh")  # who has the right to say so
    reason: str = field(name="ly_do", default="")
    document: str = field(name="van_ban", default="")  # number or id of the paper
    by: str = field(name="nguoi")  # who wrote it down
    day: date = field(name="ngay")


class DisciplineForm(StrEnum):
    """Hình thức kỷ luật đảng (Điều lệ Đảng, Điều 35), lightest first."""

    REPRIMAND = "khien_trach"
    WARNING = "canh_cao"
    REMOVAL = "cach_chuc"
    EXPULSION = "khai_tru"
    DISSOLUTION = "giai_tan"  # of an organisation


class Discipline(Struct, frozen=True, kw_only=True):
    """Kỷ luật: one decision on discipline, weighed in the review of `year`.

    `units` are the organisations in whose time the violation happened (codes, or names when not of
    the roster), () for the subject's own: a violation at an old unit counts there (QĐ 366-QĐ/TW,
    Điều 11). What is None nobody said yet.
    """

    code: str = field(name="ma")
    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    form: DisciplineForm = field(name="hinh_thuc")
    day: date = field(name="ngay")  # when it was decided
    violated: date | None = field(name="ngay_vi_pham", default=None)
    units: tuple[str, ...] = field(name="noi_vi_pham", default=())
    duty: bool | None = field(name="lien_quan_chuc_trach", default=None)
    mended: bool | None = field(name="tu_phat_hien_khac_phuc", default=None)  # self-detected, too
    raised: bool = field(name="tang_hinh_thuc", default=False)  # instead of a lighter one before
    violation: str = field(name="noi_dung", default="")
    authority: str = field(name="cap_quyet_dinh", default="")
    document: str = field(name="van_ban", default="")  # number of the decision
    remarks: str = field(name="ghi_chu", default="")
    by: str = field(name="nguoi")  # who wrote it down
    noted: date = field(name="ngay_ghi")

    @property
    def counts_for(self) -> tuple[str, ...]:
        """Return the organisations whose own review weighs it."""
        return self.units or (self.subject.organisation,)
