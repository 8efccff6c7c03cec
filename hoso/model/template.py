"""Templates and their fields (mẫu, trường)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from hoso.model.review import Grade, Level


class FieldKind(StrEnum):
    """Loại trường: what a value must be."""

    TEXT = "chu"  # one line
    PARAGRAPHS = "doan"  # list of paragraphs (strings)
    NUMBER = "so"
    DATE = "ngay"  # dd/mm/yyyy
    LIST = "danh_sach"  # list of strings
    TABLE = "bang"  # list of rows, each with `columns`
    GROUP = "nhom"  # one row of `columns`
    LEVEL = "muc"  # one of htxs, htt, htn, khtn, or "" when not ticked
    GRADE = "cap_do"  # one of xuat_sac, tot, trung_binh, kem, or ""; belongs to the answer above it
    YES_NO = "co_khong"
    PICTURE = "hinh"  # drawn by the program, never given; "" when there is none


# What an answer by boxes may be; "" is none ticked.
CODES: Final[Mapping[FieldKind, tuple[str, ...]]] = {
    FieldKind.LEVEL: tuple(Level),
    FieldKind.GRADE: tuple(Grade),
}


class TemplateField(Struct, frozen=True, kw_only=True):
    """Trường: one name that a template prints, with the label people know it by."""

    name: str = field(name="ten")
    label: str = field(name="nhan")
    kind: FieldKind = field(name="loai", default=FieldKind.TEXT)
    required: bool = field(name="bat_buoc", default=True)
    columns: tuple[TemplateField, ...] = field(name="cot", default=())
    # Table: the column by which given rows complete the rows that the archive knows.
    key: str = field(name="khoa", default="")
    # For forms that come back: the prescribed heading above the answer, as printed.
    heading: str = field(name="tieu_de", default="")
    # The yes/no field of the same template without which this one is not printed.
    only_if: str = field(name="khi", default="")
    confirmed: bool = field(name="da_xac_nhan", default=True)  # False: nobody could confirm it


class TemplateInfo(Struct, frozen=True, kw_only=True):
    """`mau.toml`: what a template is, and the fields it takes."""

    kind: str = field(name="loai")
    revision: int = field(name="lan_sua")
    title: str = field(name="tieu_de")
    form_code: str = field(name="ma_mau", default="")  # "Mẫu 02B-HD KĐ.ĐG 2025"
    type_symbol: str = field(name="ky_hieu_loai", default="")  # BC, KH, TB …; "" when not numbered
    type_name: str = field(name="ten_loai", default="")  # only where the symbol has several: QĐ
    subject: str = field(name="doi_tuong", default="to_chuc")  # to_chuc | ca_nhan | khac
    issuer: str = field(name="ban_hanh", default="to_chuc")  # to_chuc | cap_tren: the body above
    layouts: tuple[str, ...] = field(name="the_thuc", default=())
    returns: bool = field(name="thu_lai", default=False)  # issued to be filled in and collected
    source: str = field(name="nguon", default="")  # regulation, with the confidence of the source
    fields: tuple[TemplateField, ...] = field(name="truong", default=())
    # Fixed titles printed between answers (of parts, groups of items); they end the answer above.
    headings: tuple[str, ...] = field(name="tieu_de_co_dinh", default=())


class Question(Struct, frozen=True, kw_only=True):
    """Câu hỏi: what a person must say before a returned form may be filed.

    `name` is what the answer is given under: a field, a fault of section III (`khac_phuc.K-0107`),
    a piece of text without a place (`chu_1`), or a part of the identity (`doi_tuong`, `nam`).
    """

    name: str = field(name="truong")
    words: str = field(name="cau_hoi")
    choices: tuple[str, ...] = field(name="lua_chon", default=())
    text: str = field(name="chu", default="")  # the typed text that is asked about

    def __str__(self) -> str:
        """Return the question as people read it."""
        return self.words


class DifferenceKind(StrEnum):
    """Loại khác biệt between a form as issued and as returned."""

    ALTERED = "sua"
    DELETED = "xoa"
    FILLED = "dien"  # a blank that the form leaves open was filled in: no fault


class Difference(Struct, frozen=True, kw_only=True):
    """Khác biệt: printed text of the issued form that the returned one has otherwise."""

    kind: DifferenceKind = field(name="loai")
    printed: str = field(name="da_in")
    returned: str = field(name="tra_lai", default="")

    def __str__(self) -> str:
        """Return the difference as people read it."""
        if self.kind is DifferenceKind.DELETED:
            return f"đã xóa chữ in sẵn «{self.printed}»"
        if self.kind is DifferenceKind.FILLED:
            return f"đã điền chỗ trống thành «{self.returned}»"
        return f"đã sửa chữ in sẵn «{self.printed}» thành «{self.returned}»"


class ReturnedForm(Struct, frozen=True, kw_only=True):
    """What was read from a returned form.

    `values` holds, per field name: list of paragraphs, text, level or grade code, or for section
    III a list of {ma, noi_dung, tinh_trang, ghi_chu}. `differences` are against the issued form.
    """

    identity: dict[str, str]  # loai, nam, to_chuc, so_the … as embedded when issued; {} when lost
    seen: dict[str, str]  # ho_ten, nam, tieu_de … as printed on the page
    values: dict[str, object]
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
