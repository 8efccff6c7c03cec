"""What people say of a review year that no paper in the archive says: facts stated, rulings given."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from hoso.model.review import Subject


class Statement(Struct, frozen=True, kw_only=True):
    """Dữ kiện kê khai: one fact about one subject's year, as a person stated it and by what right.

    `fact` is a name of `hoso.model.facts` that may be stated; `value` has the form that its type
    asks for, a day as ISO text.
    """

    subject: Subject = field(name="doi_tuong")
    year: int = field(name="nam")
    fact: str = field(name="du_kien")
    value: str | int | float | bool | tuple[str, ...] = field(name="gia_tri")
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
