"""Dated rules as data: regimes by review year, layouts by document date (bộ quy định)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

Scalar = str | int | float | bool


class Rule(Struct, frozen=True, kw_only=True):
    """Quy tắc: one machine-checkable demand. Sees flat facts only.

    `kind` is one of the closed vocabulary of `hoso.rules`; `needs` are the facts it asks for;
    `parameters` are the numbers and words of the law. `code` never changes.
    """

    code: str = field(name="ma")
    kind: str = field(name="loai")
    subject: str = field(name="doi_tuong")  # tap_the | ca_nhan | dot
    needs: tuple[str, ...] = field(name="can")
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")
    blocks: bool = field(name="chan", default=False)  # True: refuses; False: reported
    when: str = field(name="khi", default="")  # a fact that must be true for the rule to apply
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)


class FormChoice(Struct, frozen=True, kw_only=True):
    """Which template a kind of subject fills in under a regime."""

    subject: str = field(name="doi_tuong")  # tap_the, or a member's category
    template: str = field(name="mau")
    reference: str = field(name="can_cu")


class Eligibility(Struct, frozen=True, kw_only=True):
    """Điều kiện: who is not reviewed, or reviewed but not rated, and by which article."""

    code: str = field(name="ma")
    kind: str = field(name="loai")  # tinh_trang | moi_ket_nap | …
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    review: bool = field(name="kiem_diem")  # still reviewed?
    rate: bool = field(name="xep_loai")  # still rated?
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")


class Regime(Struct, frozen=True, kw_only=True):
    """Chế độ: everything a review year is judged by."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    first_year: int = field(name="tu_nam")
    last_year: int | None = field(name="den_nam", default=None)
    levels: dict[str, str] = field(name="muc")  # htxs → Hoàn thành xuất sắc nhiệm vụ …
    forms: tuple[FormChoice, ...] = field(name="bieu_mau")
    eligibility: tuple[Eligibility, ...] = field(name="dien_kiem_diem")
    deadlines: dict[str, str] = field(
        name="thoi_han", default_factory=dict
    )  # name → MM-DD, +1:MM-DD next year
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    rules: tuple[Rule, ...] = field(name="quy_tac", default=())


class Component(Struct, frozen=True, kw_only=True):
    """Thành phần thể thức: how one part of a document must look. Sizes in points."""

    name: str = field(name="ten")
    label: str = field(name="nhan")
    sizes: tuple[float, float] | None = field(name="co_chu", default=None)  # min, max
    bold: bool | None = field(name="dam", default=None)
    italic: bool | None = field(name="nghieng", default=None)
    underline: bool | None = field(name="gach_chan", default=None)
    upper: bool | None = field(name="chu_hoa", default=None)
    align: str | None = field(name="can_le", default=None)  # giua | trai | phai | deu
    pattern: str | None = field(name="mau", default=None)  # regular expression of the text
    reference: str = field(name="can_cu", default="")


class Layout(Struct, frozen=True, kw_only=True):
    """Bộ thể thức: page and components, in force for documents dated in [since, until]."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    until: date | None = field(name="hieu_luc_den", default=None)
    font: str = field(name="phong_chu")
    page: dict[str, int] = field(
        name="trang"
    )  # twips: rong, cao, tren, duoi, trai, phai, dau_trang
    tolerance: dict[str, int] = field(name="dung_sai", default_factory=dict)  # twips
    body: dict[str, int] = field(
        name="noi_dung", default_factory=dict
    )  # twips/half-points, see TOML
    recipient_separator: str = field(name="dau_noi_nhan", default=";")
    components: tuple[Component, ...] = field(name="thanh_phan", default=())
    forbidden: tuple[str, ...] = field(name="cam", default=())  # state-style marks, as patterns
