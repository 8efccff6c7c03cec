"""Retention, submission and make-up of dossiers (thời hạn bảo quản, nộp lưu, thành phần hồ sơ)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field


class RetentionRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the retention table; the longest period of all lines that fit is taken."""

    dossier: str = field(name="ho_so")  # a DossierKind
    organisations: tuple[str, ...] = field(name="loai_to_chuc", default=())  # (): every kind
    period: str = field(name="thoi_han")  # vĩnh viễn | 70 năm | …
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay", default="")


class DocumentPeriod(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long papers of some kinds are kept; `period` is "" where the office must say so itself.

    A kind that ends in `*` stands for all that begin so.
    """

    kinds: tuple[str, ...] = field(name="loai")
    group: str = field(name="nhom")
    period: str = field(name="thoi_han")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")

    def holds(self, kind: str) -> bool:
        """Return whether a kind of paper is one of these."""
        return any(
            kind.startswith(one[:-1]) if one.endswith("*") else kind == one for one in self.kinds
        )


class Submission(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nộp lưu: years until a dossier goes to the agency's archive, and from there to the historical."""

    current: int = field(name="hien_hanh")
    historical: int = field(name="lich_su")
    to_history: tuple[str, ...] = field(name="lich_su_thoi_han")  # the periods that go there
    reference: str = field(name="can_cu")
    history_reference: str = field(name="can_cu_lich_su")
    confidence: str = field(name="do_tin_cay")


class Metadata(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Siêu dữ liệu: codes and greatest lengths of the fields of an exchanged dossier."""

    reference: str = field(name="can_cu")
    periods: dict[str, str] = field(name="thoi_han")
    other_period: str = field(name="thoi_han_khac")
    access: dict[str, str] = field(name="che_do")
    languages: dict[str, str] = field(name="ngon_ngu")
    other_language: str = field(name="ngon_ngu_khac")
    type_names: dict[str, str] = field(name="ten_loai")
    other_type: str = field(name="ten_loai_khac")
    limits: dict[str, int] = field(name="dai_nhat")
    required: tuple[str, ...] = field(name="bat_buoc")
    # Field → another field and its value with which the first is required, too.
    required_if: dict[str, tuple[str, str]] = field(name="bat_buoc_khi")
    required_of_document: tuple[str, ...] = field(name="bat_buoc_van_ban")


class Retention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thời hạn bảo quản: periods per kind of dossier and of paper, and what a card says by default."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    since: date = field(name="hieu_luc_tu")
    longest_reference: str = field(name="can_cu_dai_nhat")  # that the longest period is taken
    defaults: dict[str, str] = field(name="mac_dinh")  # keys of DossierCard
    rows: tuple[RetentionRow, ...] = field(name="dong")
    documents: tuple[DocumentPeriod, ...] = field(name="van_ban")
    submission: Submission = field(name="nop_luu")
    metadata: Metadata = field(name="sieu_du_lieu")

    def of_document(self, kind: str) -> DocumentPeriod | None:
        """Return the line for a kind of paper, one that names it before one that begins so."""
        fitting = [one for one in self.documents if one.holds(kind)]
        named = (one for one in fitting if kind in one.kinds)
        return next(named, next(iter(fitting), None))


class ContentItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thành phần hồ sơ: one item that a review dossier must hold, or must if something happened."""

    number: int = field(name="so")
    title: str = field(name="ten")
    # The kinds of papers that are this, of a collective and of a member; (): none has it.
    of_collective: tuple[str, ...] = field(name="tap_the", default=())
    of_member: tuple[str, ...] = field(name="ca_nhan", default=())
    always: bool = field(name="luon_co", default=False)  # else only where something says so
    signs: tuple[str, ...] = field(name="dau_hieu", default=())  # stated facts that say so
    appraised: bool = field(name="khi_tham_dinh", default=False)  # an appraisal written down does
    excused: str = field(name="mien", default="")  # the stated fact that excuses
    not_of_few: bool = field(name="it_nguoi_khong_co", default=False)  # small collectives have none


class Contents(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the dossiers of the review years of one regime must hold."""

    code: str = field(name="ma")
    regime: str = field(name="che_do")
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")
    # Kinds of papers about several subjects, and in whose dossier they lie: the organisation's, or
    # also that of one above it. Others lie in the subject's own.
    with_body: tuple[str, ...] = field(name="o_to_chuc")
    with_above: tuple[str, ...] = field(name="o_cap_tren")
    items: tuple[ContentItem, ...] = field(name="muc", default=())


class Destruction(Struct, frozen=True, kw_only=True):
    """Tiêu hủy: paper originals destroyed after appraisal; what the archive holds stays."""

    day: date = field(name="ngay")
    minutes: str = field(name="bien_ban")  # document ids: of the appraisal minutes,
    decision: str = field(name="quyet_dinh")  # of the decision to destroy
    by: str = field(name="nguoi")


class Mismatch(Struct, frozen=True, kw_only=True):
    """Sai lệch: where the members on the roster and their dossiers do not agree."""

    code: str = field(name="ma")
    card: str = field(name="so_the")
    name: str = field(name="ho_ten")
    organisation: str = field(name="to_chuc")
    message: str = field(name="noi_dung")


class Reconciliation(Struct, frozen=True, kw_only=True):
    """Đối chiếu: members compared with dossiers on a day, by whom, and what differed."""

    day: date = field(name="ngay")
    by: str = field(name="nguoi")
    why: str = field(name="ly_do", default="")
    members: int = field(name="so_dang_vien")
    dossiers: int = field(name="so_ho_so")  # of as many people
    mismatches: tuple[Mismatch, ...] = field(name="sai_lech", default=())
