"""What only a person can say of a dossier's card: checked, then archived as a new version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.archival import Retention
from hoso.model.dossier import DossierCard
from hoso.services.dossiers._flaws import too_long
from hoso.services.dossiers._records import Record, record
from hoso.text import has_forbidden, nfc, short_date
from hoso.workspace import Act, Committed, DossierEdit, Workspace

SECRECY = ("Mật", "Tối mật", "Tuyệt mật")  # Luật 117/2025/QH15
CONDITIONS: Mapping[str, str] = {"01": "tốt", "02": "bình thường", "03": "hỏng"}
MEDIUMS: Mapping[str, str] = {"01": "gốc điện tử", "02": "số hóa", "03": "hỗn hợp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A card as it was and as it is."""

    before: DossierCard
    after: DossierCard

    @property
    def fields(self) -> dict[str, tuple[object, object]]:
        """Return the stored keys that differ, with the old and the new value."""
        old, new = base.plain(self.before), base.plain(self.after)
        return {key: (old.get(key), new[key]) for key in new if old.get(key) != new[key]}


def put_card(ws: Workspace, card: DossierCard) -> DossierEdit:
    """Return an edit that makes `card` the card of its dossier."""
    edit = ws.edit(card)
    edit.put_card(card)
    return edit


def set_card(
    ws: Workspace, code: str, said: Mapping[str, object], act: Act
) -> tuple[Changed, Committed]:
    """Set attributes of a dossier's card; raise RulesBrokenError listing what is wrong with them.

    Another period needs a reason in `act.why`: what the person handling the work determined.
    """
    found = record(ws, code, act.on)
    changes = {key: nfc(value) if isinstance(value, str) else value for key, value in said.items()}
    if "retention" in changes:
        if not act.why:
            raise QuestionError(
                "Đặt thời hạn bảo quản thì phải nêu căn cứ ở --why.", where=found.code
            )
        changes["period_reason"] = act.why
    card = base.replaced(found.card, **changes)
    if flaws := tuple(_flaws(found, card, act.on)):
        raise RulesBrokenError(
            f"Chưa ghi vào hồ sơ {found.code}:\n" + "\n".join(f"  - {one}." for one in flaws),
            where=found.code,
        )
    committed = ws.commit([put_card(ws, card)], act, "ghi siêu dữ liệu hồ sơ")
    return Changed(before=found.card, after=card), committed


def _flaws(found: Record, card: DossierCard, on: date) -> Iterator[str]:
    table = found.table
    if not card.title.strip():
        yield "tiêu đề hồ sơ không được để trống"
    if card.start and card.end and card.end < card.start:
        yield f"ngày kết thúc {short_date(card.end)} trước ngày bắt đầu {short_date(card.start)}"
    if not profiles.is_period(card.retention):
        yield f"thời hạn «{card.retention}» phải là «vĩnh viễn» hoặc số năm từ 2 đến 70, như «20 năm»"
    yield from _codes(card, table)
    yield from (f"{name} dài quá {limit} ký tự" for name, limit in too_long(card, table))
    for name, count in (("số tờ", card.sheets), ("số trang", card.pages)):
        if count is not None and count < 0:
            yield f"{name} không thể âm"
    yield from _handed_in(card, on)
    if any(has_forbidden(one) for one in _texts(card)):
        yield "có ký tự điều khiển không lưu được"


def _codes(card: DossierCard, table: Retention) -> Iterator[str]:
    choices = (
        ("chế độ sử dụng", card.access, table.metadata.access),
        ("tình trạng", card.condition, ("", *CONDITIONS)),
        ("định dạng", card.medium, MEDIUMS),
        ("độ mật", card.secrecy, ("", *SECRECY)),
    )
    for name, value, known in choices:
        if value not in known:
            yield f"{name} «{value}» phải là một trong: {', '.join(one for one in known if one)}"


def _handed_in(card: DossierCard, on: date) -> Iterator[str]:
    for name, day in (("nộp hiện hành", card.submitted), ("nộp lịch sử", card.in_history)):
        if day and day > on:
            yield f"ngày {name} {short_date(day)} ở sau ngày {short_date(on)}"
    if card.in_history and card.secrecy:
        yield f"hồ sơ có độ mật «{card.secrecy}» phải giải mật trước khi nộp lưu trữ lịch sử"
    if card.submitted and card.in_history and card.in_history < card.submitted:
        yield "ngày nộp lưu trữ lịch sử trước ngày nộp lưu trữ hiện hành"


def _texts(card: DossierCard) -> Iterator[str]:
    yield from (card.title, card.maker, card.description, card.info_sign, card.paper_code)
    yield from card.keywords
