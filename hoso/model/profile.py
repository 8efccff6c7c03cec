"""Dated rules as data: regimes by review year, layouts by document date (bộ quy định)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from hoso.model.scores import Split

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
    # tap_the | ca_nhan | hoi_nghi | phieu | nhom | dot | khen_thuong | so_van_ban | van_ban
    subjects: tuple[str, ...] = field(name="doi_tuong")
    needs: tuple[str, ...] = field(name="can")
    message: str = field(name="thong_bao")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")  # see hoso.profiles.CONFIDENCES
    # True: an error, to be put right or excused; False: a reminder.
    blocks: bool = field(name="chan", default=False)
    # What to ask the authority where the law leaves the case open: a question, no breach.
    question: str = field(name="hoi", default="")
    # True: the authority may grant an exception, which is then archived as its ruling.
    exception: bool = field(name="ngoai_le", default=False)
    # Facts that must be true for the rule to apply.
    when: tuple[str, ...] = field(name="khi", default=())
    # Facts that must be false for the rule to apply.
    unless: tuple[str, ...] = field(name="khi_khong", default=())
    # Codes of rules whose ruling answers this one too.
    ruled_by: tuple[str, ...] = field(name="theo_y_kien", default=())
    # Review years that the rule is asked in, within those of its regime.
    first_year: int | None = field(name="tu_nam", default=None)
    last_year: int | None = field(name="den_nam", default=None)
    # A number "" is one that the authority has not decided: the rule cannot be checked.
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    # What the levels are called here, when not HTXSNV … KHTNV; filled in by the regime.
    level_words: dict[str, str] = field(name="ten_muc", default_factory=dict)


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
    # Where a member's levels are called otherwise than an organisation's; their abbreviations.
    member_levels: dict[str, str] = field(name="muc_dang_vien", default_factory=dict)
    short_levels: dict[str, str] = field(name="muc_tat", default_factory=dict)
    forms: tuple[FormChoice, ...] = field(name="bieu_mau")
    eligibility: tuple[Eligibility, ...] = field(name="dien_kiem_diem")
    deadlines: dict[str, str] = field(
        name="thoi_han", default_factory=dict
    )  # name → MM-DD, +1:MM-DD next year
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    # What an authority may decide for itself: parameter → least and greatest value.
    bounds: dict[str, tuple[float, float]] = field(name="gioi_han", default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(name="lua_chon", default_factory=dict)
    # Parameter → the greatest value without a decision, and the parameter that names the decision.
    by_decision: dict[str, tuple[float, str]] = field(name="can_quyet_dinh", default_factory=dict)
    rules: tuple[Rule, ...] = field(name="quy_tac", default=())
    # What only an overlay says: how the points of score sheets are split, and by which document.
    splits: tuple[Split, ...] = field(name="chia_diem", default=())
    local_reference: str = field(name="can_cu_dia_phuong", default="")
    overlay_digest: str = field(name="lop_phu_sha256", default="")  # SHA-256 of the overlay's file
    dossier: tuple[DossierItem, ...] = field(name="danh_muc_ho_so", default=())

    def abbreviations(self, *, of_members: bool) -> dict[str, str]:
        """Return level → abbreviation: the regime's own, else HTXSNV, HTTNV, HTNV, KHTNV."""
        own = {} if of_members and self.member_levels else self.short_levels
        return {code: own.get(code) or f"{code.rstrip('n')}nv".upper() for code in self.levels}


class AwardRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mức khen: who earns it by `years` excellent years in a row, in which form, and who gives it."""

    years: int = field(name="nam_lien")
    recipients: tuple[str, ...] = field(name="doi_tuong")  # dang_vien, or kinds of organisation
    outstanding: bool = field(name="tieu_bieu", default=False)  # the title «tiêu biểu» is needed
    forms: tuple[str, ...] = field(name="hinh_thuc")  # giấy khen | bằng khen | cờ
    givers: tuple[str, ...] = field(name="cap_tang", default=())  # kinds of organisation; (): above
    giver: str = field(name="ten_cap_tang")  # who gives it, in words
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class Awards(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Khen thưởng: awards that follow from ratings, for papers dated from `since`."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    rows: tuple[AwardRow, ...] = field(name="muc")


class TypeName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tên loại văn bản and its symbol (BC, KH, TB …)."""

    symbol: str = field(name="ky_hieu")
    name: str = field(name="ten")


class OrganTerms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cơ quan ban hành: one organ of an organisation that issues papers in its own name.

    A committee and its standing committee share head and code: only the authority line tells them
    apart. `authorities` are beginnings of that line.
    """

    code: str = field(name="ma")  # chi_bo, dang_uy, ban_thuong_vu, dai_hoi
    name: str = field(name="ten")
    symbol: str = field(name="ky_hieu")  # CB, ĐU, ĐH
    authorities: tuple[str, ...] = field(name="tham_quyen")


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
    organs: tuple[OrganTerms, ...] = field(name="co_quan")


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ký hiệu, tên gọi: type symbols, organ codes, head and authority lines."""

    references: tuple[str, ...] = field(name="can_cu")
    types: tuple[TypeName, ...] = field(name="ten_loai")
    bodies: tuple[BodyTerms, ...] = field(name="to_chuc")
    # Folded beginning of a superior body's name → the words its line begins with.
    superiors: dict[str, str] = field(name="cap_tren")


class Numbering(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Quy định đánh số: how numbers run, for documents dated in [since, until]."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    until: date | None = field(name="hieu_luc_den", default=None)
    # Organs with one counter for all types; groups of organs that share their counters.
    across_types: tuple[str, ...] = field(name="chung_ten_loai", default=())
    shared: tuple[tuple[str, ...], ...] = field(name="chung_so", default=())
    rules: tuple[Rule, ...] = field(name="quy_tac", default=())


class IssuingRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which types one organ of some kinds of organisation may issue, and which it may not.

    A type in neither list is one that nobody could confirm.
    """

    kinds: tuple[str, ...] = field(name="loai_to_chuc")
    organ: str = field(name="co_quan")
    may: tuple[str, ...] = field(name="duoc")
    may_not: tuple[str, ...] = field(name="khong")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class Issuing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thẩm quyền ban hành: who may issue what, for documents dated in [since, until]."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    until: date | None = field(name="hieu_luc_den", default=None)
    rows: tuple[IssuingRow, ...] = field(name="dong", default=())
    rules: tuple[Rule, ...] = field(name="quy_tac", default=())


class CodeOnly(Struct, frozen=True, kw_only=True):
    """The one field that every released data file has."""

    code: str = field(name="ma")


class Overlay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lớp phủ: what an authority decided for its own area: deadlines, parameters, points."""

    regime: str = field(name="che_do")
    decided_by: str = field(name="nguoi_quyet_dinh")
    reference: str = field(name="can_cu")
    deadlines: dict[str, str] = field(name="thoi_han", default_factory=dict)
    parameters: dict[str, Scalar | list[Scalar]] = field(name="tham_so", default_factory=dict)
    splits: tuple[Split, ...] = field(name="chia_diem", default=())
