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


class Pending(Struct, frozen=True, kw_only=True):
    """Tệp chờ xử lý: one file kept byte for byte in the inbox dossier, and what to ask about it.

    `kind`, `organisation`, `card` and `year` are what the file seems to be, as far as it says.
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
