"""Dated rules as data: regimes by review year, layouts by document date (bộ quy định)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

Scalar = str | int | float | bool

# Dữ kiện: one thing known about a subject. Many rules see many facts under flat dotted names;
# what is not known has no name there, never a default.
Fact = str | int | float | bool | date | tuple[str, ...]


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Quy tắc: one machine-checkable demand. Sees flat facts only.

    `kind` is one of the closed vocabulary of `hoso.rules`; `needs` are the facts it asks for;
    `parameters` are the numbers and words of the law. `code` never changes.
    """

    code: str = field(name="ma")
    kind: str = field(name="loai")
    # tap_the | ca_nhan | hoi_nghi | phieu | nhom | dot
    subjects: tuple[str, ...] = field(name="doi_tuong")
    needs: tuple[str, ...] = field(name="can")
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")  # see hoso.profiles.CONFIDENCES
    blocks: bool = field(name="chan", default=False)  # True: refuses; False: reported
    # Facts that must be true for the rule to apply.
    when: tuple[str, ...] = field(name="khi", default=())
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)


class FormChoice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which template a kind of subject fills in under a regime."""

    subject: str = field(name="doi_tuong")  # tap_the, or a member's category
    template: str = field(name="mau")
    form_code: str = field(name="ma_mau", default="")  # as printed: Mẫu 02A-HD KĐ.ĐG 2025
    reference: str = field(name="can_cu")


class Eligibility(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Điều kiện: who is not reviewed, or reviewed but not rated, and by which article."""

    code: str = field(name="ma")
    kind: str = field(name="loai")  # tinh_trang | moi_ket_nap | mac_dinh; the first that fits
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    review: bool = field(name="kiem_diem")  # still reviewed?
    rate: bool = field(name="xep_loai")  # still rated?
    row: str = field(name="hang_thong_ke", default="")  # mien | moi_ket_nap, when not rated
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")


class Eligible(Struct, frozen=True, kw_only=True):
    """Diện kiểm điểm: whether the law has one member reviewed and rated, and why.

    `reviewed` and `rated` are None when the data do not say enough; `reason` is then the question
    for a person. `row` is the row of the statistics that counts the member when not rated.
    """

    reviewed: bool | None = field(name="kiem_diem")
    rated: bool | None = field(name="xep_loai")
    reason: str = field(name="ly_do")
    reference: str = field(name="can_cu")
    code: str = field(name="ma")
    row: str = field(name="hang_thong_ke", default="")


class DossierItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tài liệu trong hồ sơ: one line of the list of a review dossier (danh mục hồ sơ, Mẫu 04)."""

    subject: str = field(name="doi_tuong")  # tap_the | ca_nhan
    title: str = field(name="ten")
    kinds: tuple[str, ...] = field(name="loai")  # the kinds of papers that are this
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")


class Regime(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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
    # What an authority may decide for itself: parameter → least and greatest value.
    bounds: dict[str, tuple[float, float]] = field(name="gioi_han", default_factory=dict)
    rules: tuple[Rule, ...] = field(name="quy_tac", default=())
    dossier: tuple[DossierItem, ...] = field(name="danh_muc_ho_so", default=())


class Component(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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


class RetentionRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the retention table; the longest period of all lines that fit is taken."""

    dossier: str = field(name="ho_so")  # a DossierKind
    organisations: tuple[str, ...] = field(name="loai_to_chuc", default=())  # (): every kind
    period: str = field(name="thoi_han")  # vĩnh viễn | 70 năm | …
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class Retention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thời hạn bảo quản: periods per kind of dossier, and what a card says by default."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    defaults: dict[str, str] = field(name="mac_dinh")  # keys of DossierCard
    rows: tuple[RetentionRow, ...] = field(name="dong")


class TypeName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tên loại văn bản and its symbol (BC, KH, TB …)."""

    symbol: str = field(name="ky_hieu")
    name: str = field(name="ten")


class BodyTerms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How papers of one kind of organisation name it.

    `head` is the word that begins its own line of the head, `posts` are patterns of the titles of
    its committee on folded text, highest rank first.
    """

    kind: str = field(name="loai")
    organ: str = field(name="ma_co_quan")  # CB, ĐU
    head: str = field(name="tieu_de")  # CHI BỘ, ĐẢNG ỦY
    strip: tuple[str, ...] = field(name="bo_dau")  # folded words that the head word replaces
    authority: str = field(name="tham_quyen")  # T/M CHI BỘ
    keep: str = field(name="luu")  # last line of Nơi nhận: Lưu Chi bộ
    posts: tuple[str, ...] = field(name="chuc_vu")


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ký hiệu, tên gọi: type symbols, organ codes, head and authority lines."""

    references: tuple[str, ...] = field(name="can_cu")
    types: tuple[TypeName, ...] = field(name="ten_loai")
    bodies: tuple[BodyTerms, ...] = field(name="to_chuc")
    # Folded beginning of a superior body's name → the words its line begins with.
    superiors: dict[str, str] = field(name="cap_tren")


class CodeOnly(Struct, frozen=True, kw_only=True):
    """The one field that every released data file has."""

    code: str = field(name="ma")


class Overlay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lớp phủ: what an authority decided for its own area: deadlines and parameters only."""

    regime: str = field(name="che_do")
    decided_by: str = field(name="nguoi_quyet_dinh")
    reference: str = field(name="can_cu")
    deadlines: dict[str, str] = field(name="thoi_han", default_factory=dict)
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
