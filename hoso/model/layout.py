"""Layouts by document date: what a paper of the Party looks like (thể thức)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field


class Component(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thành phần thể thức: how one part of a document must look. Sizes in points."""

    name: str = field(name="ten")
    label: str = field(name="nhan")
    sizes: tuple[float, float] | None = field(name="co_chu", default=None)  # min, max
    bold: bool | None = field(name="dam", default=None)
    italic: bool | None = field(name="nghieng", default=None)
    underline: bool | None = field(name="gach_chan", default=None)
    upper: bool | None = field(name="chu_hoa", default=None)  # all capitals, or not all of them
    align: str | None = field(name="can_le", default=None)  # giua | trai | phai | deu
    pattern: str | None = field(name="mau", default=None)  # regular expression of the text
    reference: str = field(name="can_cu", default="")


class Signing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Quyền hạn ký: which authority lines an issuing body may use, `()` when it needs none."""

    body: str = field(name="co_quan")  # pattern of the issuing body's line
    allowed: tuple[str, ...] = field(name="quyen_han")  # T/M, K/T, T/L, Q.
    required: bool = field(name="phai_co", default=False)
    reference: str = field(name="can_cu", default="")


class NotIssued(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thẩm quyền ban hành: types of document that a body must not issue, from a day on."""

    body: str = field(name="co_quan")  # pattern of the issuing body's line
    authority: str = field(name="quyen_han", default="")  # pattern of the authority line
    types: tuple[str, ...] = field(name="ten_loai")
    since: date | None = field(name="tu_ngay", default=None)
    reference: str = field(name="can_cu", default="")


class OrganName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tên cơ quan: how the two lines of the head begin for an organ code; patterns."""

    organ: str = field(name="ma_co_quan")  # CB, ĐU: what stands after the slash of the number
    body: str = field(name="co_quan")
    superior: str = field(name="cap_tren", default="")
    reference: str = field(name="can_cu", default="")


class Minutes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Biên bản: who signs the minutes of a meeting, and which other minutes have own signers."""

    signers: tuple[str, ...] = field(name="nguoi_ky", default=())
    others: tuple[str, ...] = field(name="tru", default=())  # words of the abstract


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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
    # Patterns that became wrong within the life of the layout: pattern → first wrong day.
    forbidden_since: dict[str, date] = field(name="cam_tu_ngay", default_factory=dict)
    # Type names and their symbols, and the types that may go without a number.
    types: dict[str, str] = field(name="ky_hieu_loai", default_factory=dict)
    unnumbered: tuple[str, ...] = field(name="khong_so", default=())
    salutations: dict[str, str] = field(name="loi_kinh", default_factory=dict)  # words → type
    signing: tuple[Signing, ...] = field(name="quyen_ky", default=())
    not_issued: tuple[NotIssued, ...] = field(name="khong_ban_hanh", default=())
    organs: tuple[OrganName, ...] = field(name="ten_co_quan", default=())
    minutes: Minutes = field(name="bien_ban", default_factory=Minutes)
    reasons: dict[str, str] = field(name="can_cu_muc", default_factory=dict)  # topic → reference
