"""What waits for a person: kept in the archive, listed with its questions, answered, filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hoso.errors import HosoError, NotFoundError, QuestionError
from hoso.model import base
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.pending import Pending, PendingState, Proposal
from hoso.model.template import Question
from hoso.services.identify import Unknown
from hoso.services.inbox import Incoming
from hoso.services.returned import Matched
from hoso.services.subjects import top
from hoso.workspace import Act, DossierEdit, Edits, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Seemingly:
    """What a waiting file seems to be, as far as it says."""

    kind: str
    organisation: str
    card: str
    year: int | None
    label: str

    @classmethod
    def unknown(cls, found: Unknown) -> Seemingly:
        """Return what is known of a form that nobody can place yet."""
        one = found.identity
        return cls(
            kind=one.kind,
            organisation=one.organisation,
            card=one.card,
            year=one.year or None,
            label=found.label,
        )

    @classmethod
    def matched(cls, found: Matched) -> Seemingly:
        """Return what is known of a form of this archive."""
        return cls(
            kind=found.known.issued.kind,
            organisation=found.subject.organisation,
            card=found.subject.card,
            year=found.card.year,
            label=found.label,
        )


def listing(ws: Workspace, *, everything: bool = False) -> tuple[Pending, ...]:
    """Return what waits, oldest first; `everything`: also what was accepted or rejected."""
    return tuple(
        entry for _, entry in _entries(ws) if everything or entry.state is PendingState.WAITING
    )


def known(ws: Workspace, digest: str) -> Pending | None:
    """Return the newest entry of a file with these bytes, None when it never waited."""
    same = [entry for _, entry in _entries(ws) if entry.digest == digest]
    return same[-1] if same else None


def require_not_rejected(entry: Pending, path: str) -> None:
    """Raise QuestionError for a file that a person rejected before."""
    if entry.state is PendingState.REJECTED:
        raise QuestionError(
            f"{path}: tệp này đã bị bác bỏ ({entry.code}: {entry.why}). Hãy sửa rồi nộp lại.",
            where=path,
        )


def _entries(ws: Workspace) -> Iterator[tuple[DossierCard, Pending]]:
    for row in ws.catalogue.dossiers(kind=DossierKind.INBOX):
        for entry in ws.snapshot(row.object_id).pending:
            yield row.card, entry


def find(ws: Workspace, code: str) -> tuple[DossierCard, Pending]:
    """Return a waiting entry and the card of its inbox; raise NotFoundError, QuestionError."""
    wanted = code.strip().upper()
    found = next((pair for pair in _entries(ws) if pair[1].code == wanted), None)
    if found is None:
        raise NotFoundError(f"Không có mục chờ «{code}». Xem «hoso pending list».", where=code)
    entry = found[1]
    if entry.state is not PendingState.WAITING:
        what = "nhận" if entry.state is PendingState.ACCEPTED else f"bác bỏ ({entry.why})"
        raise QuestionError(f"Mục chờ {entry.code} đã được {what}.", where=code)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A file that cannot be filed beyond doubt: what it seems to be, and what to ask.

    `made` are files made from an old paper, kept beside it; `suffix` says what it is, where known.
    """

    incoming: Incoming
    seemingly: Seemingly
    questions: tuple[Question, ...]
    proposal: Proposal | None = None
    made: Mapping[str, bytes] = field(default_factory=dict)
    suffix: str = ""

    def entry(self, number: int, act: Act) -> Pending:
        """Return the entry under which the file waits."""
        one, code = self.seemingly, f"C-{act.on.year}-{number}"
        proposal = self.proposal
        if proposal and self.made:
            beside = {name: f"tep/{code}.{name}" for name in self.made}
            proposal = base.replaced(proposal, beside=beside)
        return Pending(
            code=code,
            name=self.incoming.name,
            file=f"tep/{code}{self.suffix or self.incoming.suffix}",
            proposal=proposal,
            digest=self.incoming.digest,
            day=act.on,
            questions=self.questions,
            kind=one.kind,
            organisation=one.organisation,
            card=one.card,
            year=one.year,
            label=one.label,
        )


def put(ws: Workspace, edits: Edits, doubt: Doubt, act: Act) -> str:
    """Keep a doubtful file, byte for byte, until a person answers; return its code.

    The same bytes wait once.
    """
    earlier = known(ws, doubt.incoming.digest)
    if earlier is not None and earlier.state is PendingState.WAITING:
        return earlier.code
    return hold(ws, edits, doubt, act).code


def hold(ws: Workspace, edits: Edits, doubt: Doubt, act: Act) -> Pending:
    """Keep a file and what was made from it under a new entry, and return that."""
    edit, entry = _next_entry(ws, edits, doubt, act)
    edit.put_file(entry.file, doubt.incoming.data)
    for name, path in entry.proposal.beside.items() if entry.proposal else ():
        edit.put_file(path, doubt.made[name])
    edit.put_register("pending", (*edit.register("pending"), entry))
    return entry


def remember(ws: Workspace, edits: Edits, doubt: Doubt, document: str, act: Act) -> Pending:
    """Note a file that was filed at once, so that the same bytes are known when they come again."""
    edit, entry = _next_entry(ws, edits, doubt, act)
    decided = base.replaced(
        entry,
        state=PendingState.ACCEPTED,
        document=document,
        decided_by=ws.actor(act),
        decided_on=act.on,
        why=act.why or "",
    )
    edit.put_register("pending", (*edit.register("pending"), decided))
    return decided


def _next_entry(ws: Workspace, edits: Edits, doubt: Doubt, act: Act) -> tuple[DossierEdit, Pending]:
    """Return the inbox of the year, and the entry of a file under its next number."""
    edit = edits.of(_card(ws, act))
    before = edit.register("pending")
    number = max((int(one.code.rsplit("-", 1)[1]) for one in before), default=0) + 1
    return edit, doubt.entry(number, act)


def _card(ws: Workspace, act: Act) -> DossierCard:
    """Return the card of the inbox of the year in which files come in."""
    try:
        organisation = top(ws, act.on).code
    except HosoError:  # no roster yet, or several roots: the inbox belongs to the office
        organisation = ""
    return DossierCard(
        code=f"cho-{act.on.year}",
        title=f"Tệp nhận được năm {act.on.year}, chờ xử lý",
        kind=DossierKind.INBOX,
        organisation=organisation,
    )


def incoming_of(ws: Workspace, card: DossierCard, entry: Pending) -> Incoming:
    """Return a waiting file as it came."""
    row = ws.catalogue.dossier(card.code)
    data = ws.archive.read(row.object_id, entry.file) if row else b""
    return Incoming(path=entry.name, data=data, program=ws.settings.office)


def decide(
    ws: Workspace, edit: DossierEdit, entry: Pending, act: Act, changes: Mapping[str, object]
) -> Pending:
    """Close a waiting entry in its inbox; a file that was filed elsewhere leaves the inbox."""
    decided = base.replaced(
        entry, decided_by=ws.actor(act), decided_on=act.on, why=act.why or "", **changes
    )
    if decided.state is PendingState.ACCEPTED and decided.document:
        for path in (entry.file, *(entry.proposal.beside.values() if entry.proposal else ())):
            edit.put_file(path, None)
    edit.upsert("pending", decided, "code")
    return decided


def beside_of(ws: Workspace, card: DossierCard, entry: Pending) -> dict[str, bytes]:
    """Return what was made from a waiting file, by name."""
    row = ws.catalogue.dossier(card.code)
    paths = entry.proposal.beside if entry.proposal else {}
    return {name: ws.archive.read(row.object_id, path) for name, path in paths.items() if row}


def reject(ws: Workspace, code: str, act: Act) -> Pending:
    """Reject a waiting file; it stays in the archive. A reason is required."""
    card, entry = find(ws, code)
    if not act.why:
        raise QuestionError("Bác bỏ phải có lý do: hãy thêm --why.", where=code)
    edit = ws.edit(card)
    decided = decide(ws, edit, entry, act, {"state": PendingState.REJECTED})
    ws.commit([edit], act, f"bác bỏ {entry.code}")
    return decided
