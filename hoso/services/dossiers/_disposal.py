"""Dossiers whose period is over, proposed and never deleted; destruction of paper, written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hoso.catalogue import DocumentRow
from hoso.errors import NotFoundError, RulesBrokenError
from hoso.model import base
from hoso.model.archival import Destruction
from hoso.model.dossier import DocumentStatus, DossierCard
from hoso.services.dossiers._records import Record, record, records
from hoso.services.dossiers._scope import Scope
from hoso.services.dossiers._set import put_card
from hoso.text import listed, short_date
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A dossier whose period is over: why it may be appraised, or what stands against that."""

    record: Record
    expired: date
    obstacles: tuple[str, ...]

    @property
    def proposed(self) -> bool:
        """Return whether nothing stands against appraising it."""
        return not self.obstacles


def proposals(ws: Workspace, scope: Scope, on: date) -> tuple[Proposal, ...]:
    """Return what expired before `on`, earliest first; those already destroyed on paper left out."""
    found = [
        Proposal(record=one, expired=one.due.expires, obstacles=tuple(obstacles(one)))
        for one in records(ws, scope, on)
        if one.due.expires and one.due.expires < on and one.card.destruction is None
    ]
    return tuple(sorted(found, key=lambda one: (one.expired, one.record.code)))


def obstacles(one: Record) -> Iterator[str]:
    """Yield what forbids proposing a dossier, though its known period is over."""
    if one.judged.unknown:
        kinds = listed(one.judged.unknown)
        yield f"chưa xác định thời hạn của loại văn bản: {kinds} (ghi vào [luu_tru] của hoso.toml)"
    if one.card.secrecy:
        yield f"độ mật «{one.card.secrecy}»: tiêu hủy theo pháp luật về bảo vệ bí mật nhà nước"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """What is said of a destruction: which dossiers, by which minutes and decision."""

    codes: tuple[str, ...]
    minutes: str  # ids of documents in the archive
    decision: str


def destroyed(ws: Workspace, said: Destroyed, act: Act) -> tuple[tuple[str, ...], Committed]:
    """Write down that the paper originals of dossiers were destroyed; the archive keeps its copies.

    Raise NotFoundError for a dossier or document that is not there, RulesBrokenError when the
    period is not over, or minutes and decision are not there in this order (Luật Lưu trữ, QĐ
    383-QĐ/TW, Điều 14). All is checked before anything is written.
    """
    minutes, decision = _paper(ws, said.minutes), _paper(ws, said.decision)
    flaws = [*_papers(minutes, decision, act.on)]
    found = [record(ws, code, act.on) for code in dict.fromkeys(said.codes)]
    for one in found:
        flaws += [f"{one.code}: {words}" for words in _not_yet(one, act.on)]
    if flaws:
        raise RulesBrokenError(
            "Chưa ghi việc tiêu hủy:\n" + "\n".join(f"  - {words}." for words in flaws),
            where=said.codes[0] if said.codes else "",
        )
    made = Destruction(day=act.on, minutes=said.minutes, decision=said.decision, by=ws.actor(act))
    cards = [base.replaced(one.card, destruction=made) for one in found]
    return tuple(one.code for one in cards), _write(ws, cards, act)


def _write(ws: Workspace, cards: Iterable[DossierCard], act: Act) -> Committed:
    edits = [put_card(ws, card) for card in cards]
    return ws.commit(edits, act, "ghi việc tiêu hủy bản giấy hết thời hạn bảo quản")


def _paper(ws: Workspace, document: str) -> DocumentRow:
    dossier, _, number = document.rpartition("/")
    held = ws.catalogue.documents(dossier=dossier) if dossier else ()
    for row in held:
        if row.provenance.number == number:
            return row
    raise NotFoundError(
        f"Kho không có văn bản «{document}» (dạng tt-chi-bo-2035/0003). Biên bản thẩm định và quyết "
        "định tiêu hủy phải có trong kho trước: «hoso attach».",
        where=document,
    )


def _papers(minutes: DocumentRow, decision: DocumentRow, on: date) -> Iterator[str]:
    named = (("biên bản thẩm định", minutes), ("quyết định tiêu hủy", decision))
    if minutes == decision:
        yield "biên bản thẩm định và quyết định tiêu hủy phải là hai văn bản"
    for name, row in named:
        made = row.provenance
        if made.status not in (DocumentStatus.SIGNED, DocumentStatus.IMPORTED):
            yield f"{name} {row.dossier}/{made.number} chưa có bản ký trong kho"
        if made.day and made.day > on:
            yield f"{name} đề ngày {short_date(made.day)}, sau ngày tiêu hủy {short_date(on)}"
    first, last = minutes.provenance.day, decision.provenance.day
    if first and last and first > last:
        yield "biên bản thẩm định đề ngày sau quyết định tiêu hủy"


def _not_yet(one: Record, on: date) -> Iterator[str]:
    yield from obstacles(one)
    if one.card.destruction:
        yield f"đã ghi tiêu hủy ngày {short_date(one.card.destruction.day)}"
    if one.judged.permanent:
        yield "bảo quản vĩnh viễn"
    elif one.due.expires is None:
        yield "công việc chưa kết thúc, hoặc chưa rõ thời hạn bảo quản"
    elif one.due.expires >= on:
        yield f"còn thời hạn bảo quản đến hết ngày {short_date(one.due.expires)}"
