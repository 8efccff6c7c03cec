"""Dossiers, documents and versions (hồ sơ, văn bản, phiên bản)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from hoso.model.archival import Destruction, Reconciliation
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award, Opinion, Title
from hoso.model.numbers import NumbersOutside
from hoso.model.oversight import Appraisal, Assignment, PlannedMeeting
from hoso.model.pending import Pending
from hoso.model.recurrence import RecurrenceDecision
from hoso.model.remedy import RemedyEvent
from hoso.model.review import (
    BallotCount,
    Campaign,
    FollowUp,
    Meeting,
    PlanItem,
    Rating,
    ReviewDemand,
    Shortcoming,
)
from hoso.model.roster import OrganisationRoster


class DossierKind(StrEnum):
    """Loại hồ sơ."""

    COLLECTIVE = "kiem_diem_tap_the"
    PERSON = "kiem_diem_ca_nhan"
    ROSTER = "danh_sach"
    HANDOVER = "ban_giao"
    INBOX = "cho_xu_ly"


class DossierCard(Struct, frozen=True, kw_only=True):
    """`ho_so.json`: the dossier's metadata, the fields of TT 05/2025/TT-BNV, Phụ lục I."""

    code: str = field(name="ma")  # human code: tt-cb-van-phong-2025
    title: str = field(name="tieu_de")
    kind: DossierKind = field(name="loai")
    organisation: str = field(name="to_chuc")
    card: str = field(name="so_the", default="")
    year: int | None = field(name="nam", default=None)
    retention: str = field(name="thoi_han_bao_quan", default="70 năm")
    access: str = field(name="che_do_su_dung", default="có điều kiện")
    secrecy: str = field(name="do_mat", default="")
    language: str = field(name="ngon_ngu", default="vie")
    start: date | None = field(name="bat_dau", default=None)
    end: date | None = field(name="ket_thuc", default=None)
    maker: str = field(name="nguoi_lap", default="")
    keywords: tuple[str, ...] = field(name="tu_khoa", default=())
    medium: str = field(name="dinh_dang", default="01")  # 01 gốc điện tử, 02 số hoá, 03 hỗn hợp
    recovery: bool = field(name="du_phong", default=False)  # riskRecovery
    description: str = field(name="mo_ta", default="")
    # What only a person can say; None or "": nobody said it yet.
    condition: str = field(name="tinh_trang", default="")  # 01 tốt, 02 bình thường, 03 hỏng
    sheets: int | None = field(name="so_to", default=None)  # on paper
    pages: int | None = field(name="so_trang", default=None)  # electronic
    info_sign: str = field(name="ky_hieu_thong_tin", default="")
    paper_code: str = field(name="ma_ho_so_giay", default="")
    period_reason: str = field(name="ly_do_thoi_han", default="")  # why a person set the period
    submitted: date | None = field(name="nop_hien_hanh", default=None)
    in_history: date | None = field(name="nop_lich_su", default=None)
    destruction: Destruction | None = field(name="tieu_huy", default=None)


class DocumentStatus(StrEnum):
    """Trạng thái văn bản."""

    ISSUED = "phat_hanh"
    RETURNED = "nhan_lai"
    SIGNED = "da_ky"
    IMPORTED = "nhap_tu_ngoai"
    WITHDRAWN = "rut"


class Provenance(Struct, frozen=True, kw_only=True):
    """`lai_lich.json`: what a document is and how it was made. `digest` values are SHA-256, hex."""

    number: str = field(name="thu_tu")  # folder in the dossier: 0001, 0002 …
    kind: str = field(name="loai")  # template kind or foreign kind
    title: str = field(name="tieu_de")
    day: date | None = field(name="ngay", default=None)
    symbol: str = field(name="so_ky_hieu", default="")
    # Whose counter the number is of: tên loại, the organisation and the organ of it that issued.
    type_name: str = field(name="ten_loai", default="")
    issuer: str = field(name="to_chuc_ban_hanh", default="")  # code; "" when not of the roster
    organ: str = field(name="co_quan_ban_hanh", default="")  # see hoso.profiles.organs; "": unsaid
    author: str = field(name="tac_gia", default="")
    status: DocumentStatus = field(name="trang_thai", default=DocumentStatus.ISSUED)
    template: str = field(name="mau", default="")  # kind/revision
    template_digest: str = field(name="mau_sha256", default="")
    regime: str = field(name="che_do", default="")
    regime_digest: str = field(name="che_do_sha256", default="")
    overlay_digest: str = field(name="lop_phu_sha256", default="")  # "": no overlay
    layout: str = field(name="the_thuc", default="")
    layout_digest: str = field(name="the_thuc_sha256", default="")
    program: str = field(name="chuong_trinh", default="")
    source_name: str = field(name="ten_tep_goc", default="")
    awaits_return: bool = field(name="cho_nhan_lai", default=False)  # issued to be filled in
    pages: int | None = field(name="so_trang", default=None)  # of its PDF; None: not known
    remarks: tuple[str, ...] = field(name="ghi_chu", default=())


class FileRef(Struct, frozen=True, kw_only=True):
    """One file of a version: its logical path, SHA-512 and size in bytes."""

    path: str = field(name="duong_dan")
    digest: str = field(name="sha512")
    size: int = field(name="so_byte")


class Version(Struct, frozen=True, kw_only=True):
    """Phiên bản: one immutable state of a dossier."""

    object_id: str = field(name="ma_doi_tuong")
    number: int = field(name="phien_ban")
    created: datetime = field(name="luc")
    by: str = field(name="nguoi")
    why: str = field(name="ly_do")
    files: tuple[FileRef, ...] = field(name="tep", default=())


class DossierSnapshot(Struct, frozen=True, kw_only=True):
    """Everything structured that the head version of one dossier says; what caches are made of."""

    object_id: str
    version: int
    created: datetime
    card: DossierCard
    documents: tuple[Provenance, ...] = ()
    files: tuple[FileRef, ...] = ()
    roster: OrganisationRoster | None = None
    numbers_outside: tuple[NumbersOutside, ...] = ()
    campaign: Campaign | None = None
    meetings: tuple[Meeting, ...] = ()
    planned_meetings: tuple[PlannedMeeting, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    decisions: tuple[RecurrenceDecision, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    ratings: tuple[Rating, ...] = ()
    review_demands: tuple[ReviewDemand, ...] = ()
    ballots: tuple[BallotCount, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    titles: tuple[Title, ...] = ()
    awards: tuple[Award, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    remedy_events: tuple[RemedyEvent, ...] = ()
    statements: tuple[Statement, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    pending: tuple[Pending, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()


class ArchiveState(Struct, frozen=True, kw_only=True):
    """The last line of the journal: what a cache says it reflects."""

    sequence: int = field(name="so")
    digest: str = field(name="sha256")


class JournalEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Dòng nhật ký: one event of the archive, chained to the line before it.

    `event` is a PREMIS event type where one fits; readers must bear events they do not know.
    A line with `version` says that this version of `object_id` came to be.
    """

    sequence: int = field(name="so", default=0)
    previous: str = field(name="truoc", default="")  # SHA-256 of the previous line, "" on the first
    event: str = field(name="su_kien")
    by: str = field(name="nguoi")
    at: datetime = field(name="luc")
    why: str = field(name="ly_do")
    object_id: str = field(name="ma_doi_tuong", default="")
    version: int = field(name="phien_ban", default=0)
    digest: str = field(name="sha512", default="")  # of the version's inventory.json
    size: int = field(name="so_byte", default=0)  # of the version's own content
    batch: int = field(name="dot", default=0)  # sequence of the line that began the batch
    objects: tuple[str, ...] = field(name="cac_doi_tuong", default=())
    mended: bool = field(name="ghi_bu", default=False)  # written later, from the object itself
    note: str = field(name="ghi_chu", default="")
    outcome: str = field(name="ket_qua", default="")  # PREMIS: success, warning, fail; "": not said

    def following(self, sequence: int, digest: str) -> JournalEntry:
        """Return this entry as the one after the line with that sequence and SHA-256."""
        return replace(self, sequence=sequence + 1, previous=digest)

    def in_batch(self, sequence: int) -> JournalEntry:
        """Return this entry as one of the batch that the line `sequence` began."""
        return replace(self, batch=sequence)

    def called(self, event: str) -> JournalEntry:
        """Return this entry under another event."""
        return replace(self, event=event, note="")

    def late(self) -> JournalEntry:
        """Return this entry as one that stands in for a lost line."""
        return replace(self, mended=True)


class IndexedDocument(Struct, frozen=True, kw_only=True):
    """What the full-text index takes of one document (or one register entry)."""

    key: str  # unique: <dossier code>/<number>, of an older text also the version
    dossier: str
    document: str
    kind: str
    year: int | None
    organisation: str
    person: str  # full name, "" when it is about a collective
    title: str
    text: str  # pages of a PDF end with a form feed
    card: str = ""
    organisation_name: str = ""
    symbol: str = ""
    status: str = ""  # of the document, or of the remedy of a fault
    level: str = ""  # decided for whom the dossier is about
    version: int = 0  # of the dossier, the last one with this text
    # The days on which this text stood in the archive; `until` is the first one without it.
    since: date | None = None
    until: date | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """Kết quả tra cứu: one match, the snippet with the matched words between <b> and </b>.

    `section` are the headings above the passage, `paragraph` (from 1) and `page` say where in the
    document's text it stands; None when no passage of the text answers, or pages are not known.
    """

    dossier: str = field(name="ho_so")
    document: str = field(name="van_ban")
    kind: str = field(name="loai")
    year: int | None = field(name="nam")
    organisation: str = field(name="to_chuc")
    title: str = field(name="tieu_de")
    snippet: str = field(name="trich")
    score: float = field(name="diem")
    organisation_name: str = field(name="ten_to_chuc", default="")
    person: str = field(name="nguoi", default="")
    symbol: str = field(name="so_ky_hieu", default="")
    status: str = field(name="trang_thai", default="")
    section: str = field(name="muc", default="")
    paragraph: int | None = field(name="doan", default=None)
    page: int | None = field(name="trang", default=None)
    version: int = field(name="phien_ban", default=0)
    since: date | None = field(name="tu_ngay", default=None)
    until: date | None = field(name="den_ngay", default=None)  # None: this is the newest text
