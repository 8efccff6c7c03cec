"""Dated data on awards: coefficients, base salaries, who a giver is, what a year's title is called."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field


class MoneyRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mức tiền thưởng: how many base salaries go with one form of award."""

    years: int = field(name="nam_lien")
    recipients: tuple[str, ...] = field(name="doi_tuong")  # dang_vien, or kinds of organisation
    form: str = field(name="hinh_thuc")  # giấy khen | bằng khen | cờ
    level: str = field(name="cap")  # co_so | cap_tren | tinh: a `GiverName.code`
    coefficient: str = field(name="he_so")  # a decimal with a point
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class MoneyTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tiền thưởng: coefficients for decisions dated from `since`."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    rows: tuple[MoneyRow, ...] = field(name="muc")


class BaseSalary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mức lương cơ sở in force from `since`, đồng a month."""

    since: date = field(name="tu")
    amount: int = field(name="dong")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class BaseSalaries(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bảng lương cơ sở: every base salary, and until which day the table was compared."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    checked: date = field(name="kiem_den")
    rows: tuple[BaseSalary, ...] = field(name="muc")


class GiverName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cấp tặng: who a level of giver is for decisions dated from `since`."""

    code: str = field(name="ma")
    since: date = field(name="tu")
    name: str = field(name="ten")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class TitleName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Danh hiệu: what is honoured in a review year, as the guidance of that year calls it."""

    whom: str = field(name="doi_tuong")  # dang_vien | to_chuc
    first_year: int = field(name="tu_nam")
    last_year: int | None = field(name="den_nam", default=None)
    name: str = field(name="ten")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class AwardNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tên cấp tặng, danh hiệu: the words that awards use, by date and by review year."""

    givers: tuple[GiverName, ...] = field(name="cap")
    titles: tuple[TitleName, ...] = field(name="danh_hieu")
