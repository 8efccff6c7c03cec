"""What waits for a person: returned forms (and old papers) that could not be filed beyond doubt."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hoso.model.template import Question


class PendingState(StrEnum):
    """Tình trạng của một tệp chờ xử lý."""

    WAITING = "cho"
    ACCEPTED = "da_nhan"
    REJECTED = "bac_bo"


class Sureness(StrEnum):
    """Độ chắc chắn of what a program read off an old paper."""

    CERTAIN = "chac"
    LIKELY = "co_le"
    UNKNOWN = "chua_ro"


class Guess(Struct, frozen=True, kw_only=True):
    """Đề xuất: one thing that an old paper seems to say, how sure, and from what one knows it."""

    value: str = field(name="gia_tri", default="")
    sure: Sureness = field(name="do_chac", default=Sureness.UNKNOWN)
    basis: str = field(name="can_cu", default="")


class ProposedFault(Struct, frozen=True, kw_only=True):
    """Khuyết điểm đề xuất: a fault as read off an old paper, before a person confirms it."""

    text: str = field(name="noi_dung")
    area: str = field(name="linh_vuc", default="")
    cause: str = field(name="nguyen_nhan", default="")
    responsibility: str = field(name="trach_nhiem", default="")
    measure: str = field(name="bien_phap", default="")


class Proposal(Struct, frozen=True, kw_only=True):
    """Bản đọc một văn bản cũ: what it seems to be, and the faults that it names.

    `person` is a card number, or a name as written when the roster has no such member; `beside`
    are files in the inbox made from the original: a copy in Unicode, the text of a scan.
    """

    kind: Guess = field(name="loai")
    year: Guess = field(name="nam")
    organisation: Guess = field(name="to_chuc")
    person: Guess = field(name="nguoi", default=Guess())
    title: str = field(name="tieu_de", default="")
    day: date | None = field(name="ngay_van_ban", default=None)
    symbol: str = field(name="so_ky_hieu", default="")
    faults: tuple[ProposedFault, ...] = field(name="khuyet_diem", default=())
    remedied: tuple[str, ...] = field(name="ket_qua_khac_phuc", default=())
    causes: tuple[str, ...] = field(name="nguyen_nhan", default=())
    measures: tuple[str, ...] = field(name="bien_phap", default=())
    remarks: tuple[str, ...] = field(name="luu_y", default=())
    like: tuple[str, ...] = field(name="gan_giong", default=())
    has_text: bool = field(name="co_chu", default=True)
    beside: dict[str, str] = field(name="kem_theo", default_factory=dict)  # name → inbox path


class Pending(Struct, frozen=True, kw_only=True):
    """Tệp chờ xử lý: one file kept byte for byte in the inbox dossier, and what to ask about it.

    `kind`, `organisation`, `card` and `year` are what the file seems to be, as far as it says.
    `proposal` is there for old papers alone: what a person confirms or corrects.
    """

    code: str = field(name="ma")  # C-2025-1
    name: str = field(name="ten_tep")  # as handed in
    file: str = field(name="tep")  # path in the inbox dossier
    digest: str = field(name="sha256")
    day: date = field(name="ngay")
    questions: tuple[Question, ...] = field(name="cau_hoi")
    kind: str = field(name="loai", default="")
    organisation: str = field(name="to_chuc", default="")
    card: str = field(name="so_the", default="")
    year: int | None = field(name="nam", default=None)
    label: str = field(name="doi_tuong", default="")
    state: PendingState = field(name="tinh_trang", default=PendingState.WAITING)
    decided_by: str = field(name="nguoi_quyet_dinh", default="")
    decided_on: date | None = field(name="ngay_quyet_dinh", default=None)
    why: str = field(name="ly_do", default="")
    document: str = field(name="van_ban", default="")  # where it was filed
    answers: dict[str, str] = field(name="tra_loi", default_factory=dict)
    proposal: Proposal | None = field(name="de_xuat", default=None)
