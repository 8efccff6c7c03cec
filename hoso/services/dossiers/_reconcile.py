"""Members on the roster compared with their dossiers, every six months, and written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hoso import profiles, rules
from hoso.catalogue import MemberRow
from hoso.errors import NotFoundError
from hoso.model.archival import Mismatch, Reconciliation
from hoso.model.assessment import Statement
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.roster import Member
from hoso.services.dossiers._scope import Tree, tree
from hoso.services.subjects import Body, body_of, collective_card, top
from hoso.text import short_date
from hoso.workspace import Act, Committed, DossierEdit, Workspace

CHECKED_ON: Final = "ho_so.ngay_kiem_tra"  # the stated fact that rules and reminders ask for
_MONTHS: Final = 6  # where no rule of the year's regime says otherwise (HD 06-HD/TW 2025, mục 8)

NO_DOSSIER, UNKNOWN, LEFT, ELSEWHERE = (
    "CHUA_CO_HO_SO",
    "KHONG_CO_TRONG_DANH_SACH",
    "DA_CHUYEN_DI",
    "KHAC_TO_CHUC",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Members and dossiers of a body and all below it, as they stand, and when that was last done."""

    body: Body
    members: int
    dossiers: int  # of as many people
    mismatches: tuple[Mismatch, ...]
    last: Reconciliation | None
    checked_on: date | None  # by the last comparison, or as somebody stated it
    due: date | None  # of the next one; None: never done yet
    on: date

    @property
    def is_late(self) -> bool:
        """Return whether a comparison is overdue, or was never made."""
        return self.due is None or self.due < self.on


def compared(
    members: Iterable[MemberRow],
    dossiers: Iterable[DossierCard],
    known: Mapping[str, Member],
) -> Iterator[Mismatch]:
    """Yield where members of a day and the dossiers of people do not agree, by card.

    `known` are the members of any time whose dossiers are not of a member of that day here.
    """
    here = {one.card: one for one in members}
    newest: dict[str, DossierCard] = {}
    for card in sorted(dossiers, key=lambda one: one.year or 0):
        newest[card.card] = card
    for number in sorted({*here, *newest}):
        row, card_ = here.get(number), newest.get(number)
        if row and card_ is None:
            yield _mismatch(NO_DOSSIER, row, "có trong danh sách, chưa có hồ sơ năm nào")
        elif card_ and row is None:
            yield _not_here(number, card_, known.get(number))
        elif row and card_ and row.state.organisation != card_.organisation:
            words = f"danh sách: {row.state.organisation}; hồ sơ {card_.code}: {card_.organisation}"
            yield _mismatch(ELSEWHERE, row, words)


def _mismatch(code: str, row: MemberRow, words: str) -> Mismatch:
    state = row.state
    return Mismatch(
        code=code,
        card=row.card,
        name=state.full_name,
        organisation=state.organisation,
        message=words,
    )


def _not_here(number: str, card: DossierCard, member: Member | None) -> Mismatch:
    if member is None:
        code, words = UNKNOWN, f"có hồ sơ {card.code}, danh sách chưa bao giờ có số thẻ này"
    else:
        code, last = LEFT, member.states[-1]
        until = f" từ ngày {short_date(last.until)}" if last.until else ""
        words = f"có hồ sơ {card.code}, không còn trong danh sách{until}"
        words += f", chuyển đến {last.left_to}" if last.left_to else ""
    name = member.states[-1].full_name if member else card.title.rpartition("đồng chí ")[2]
    return Mismatch(
        code=code, card=number, name=name, organisation=card.organisation, message=words
    )


def reconcile(ws: Workspace, org: str | None, on: date) -> Compared:
    """Return how members and dossiers compare; raise NotFoundError where there is no roster."""
    found = tree(ws, org)
    head = _head(ws, found, org, on)
    members = _members(ws, head, set(found.codes), on)
    cards = _dossiers(ws, members, set(found.codes))
    others = {one.card for one in cards} - {one.card for one in members}
    last = _last(ws, head)
    checked = _checked_on(ws, head, last, on)
    return Compared(
        body=head,
        members=len(members),
        dossiers=len({one.card for one in cards}),
        mismatches=tuple(compared(members, cards, ws.catalogue.members_by_card(others))),
        last=last,
        checked_on=checked,
        due=rules.months_after(checked, _months(ws, on)) if checked else None,
        on=on,
    )


def _members(ws: Workspace, head: Body, asked: set[str], on: date) -> list[MemberRow]:
    members = [one for one in ws.catalogue.members(on) if one.state.organisation in asked]
    if not members:
        raise NotFoundError(
            f"Danh sách của {head.state.name} không có đảng viên nào ngày {short_date(on)}. Hãy nhập "
            "bằng «hoso roster import» rồi đối chiếu.",
            where=head.code,
        )
    return members


def _dossiers(ws: Workspace, members: Iterable[MemberRow], asked: set[str]) -> list[DossierCard]:
    """Return the dossiers made here, and those of members of today that were made elsewhere."""
    here = {one.card for one in members}
    cards = (row.card for row in ws.catalogue.dossiers(kind=DossierKind.PERSON))
    return [one for one in cards if one.card and (one.organisation in asked or one.card in here)]


def _head(ws: Workspace, found: Tree, org: str | None, on: date) -> Body:
    return body_of(ws, found.known[found.codes[0]], on) if org else top(ws, on)


def _last(ws: Workspace, head: Body) -> Reconciliation | None:
    row = ws.catalogue.dossier(f"ds-{head.code}")
    found = ws.snapshot(row.object_id).reconciliations if row else ()
    return max(found, key=lambda one: one.day, default=None)


def _checked_on(ws: Workspace, head: Body, last: Reconciliation | None, on: date) -> date | None:
    """Return the day of the last comparison, or a later one that somebody stated."""
    days = [last.day] if last else []
    for year in (on.year - 1, on.year):
        said = ws.catalogue.statements(year=year, subject=head.subject)
        days += [date.fromisoformat(str(one.value)) for one in said if one.fact == CHECKED_ON]
    return max((day for day in days if day <= on), default=None)


def _months(ws: Workspace, on: date) -> int:
    """Return after how many months dossiers are compared again, by the rule of the year's regime."""
    try:
        regime = ws.regime(on.year)
    except NotFoundError:  # before the first regime known
        return _MONTHS
    rule = next((one for one in regime.rules if CHECKED_ON in one.needs), None)
    return int(str(rule.parameters.get("thang", _MONTHS))) if rule else _MONTHS


def write_down(ws: Workspace, found: Compared, act: Act) -> Committed:
    """Archive a comparison with what differed, and state its day for every body that was compared.

    What differed stays in the roster's dossier; the stated day is what rules and reminders read.
    """
    made = Reconciliation(
        day=act.on,
        by=ws.actor(act),
        why=act.why or "",
        members=found.members,
        dossiers=found.dossiers,
        mismatches=found.mismatches,
    )
    edits = [_kept(ws, found.body, made)]
    edits += [_stated(ws, one, act) for one in _bodies(ws, found, act)]
    differ = f"{len(found.mismatches)} chỗ lệch" if found.mismatches else "khớp"
    return ws.commit(edits, act, f"đối chiếu hồ sơ đảng viên với danh sách: {differ}")


def _kept(ws: Workspace, head: Body, made: Reconciliation) -> DossierEdit:
    card = DossierCard(
        code=f"ds-{head.code}",
        title=f"Danh sách đảng viên {head.state.name}",
        kind=DossierKind.ROSTER,
        organisation=head.code,
        retention=profiles.retention(DossierKind.ROSTER.value, head.state.kind),
        start=head.state.since,
    )
    edit = ws.edit(card)
    edit.upsert("reconciliations", made, "day")
    return edit


def _bodies(ws: Workspace, found: Compared, act: Act) -> Iterator[Body]:
    """Yield the body itself, and those below it that have members."""
    homes = {one.state.organisation for one in ws.catalogue.members(act.on)}
    known = tree(ws, found.body.code)
    for code in known.codes:
        if code == found.body.code or code in homes:
            yield body_of(ws, known.known[code], act.on)


def _stated(ws: Workspace, one: Body, act: Act) -> DossierEdit:
    year = act.on.year
    edit = ws.edit(collective_card(one, year))
    said = Statement(
        subject=one.subject,
        year=year,
        fact=CHECKED_ON,
        value=act.on.isoformat(),
        source="hoso dossiers reconcile",
        by=ws.actor(act),
        day=act.on,
    )
    edit.upsert("statements", said, "fact")
    return edit
