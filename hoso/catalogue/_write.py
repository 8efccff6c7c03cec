"""Writing what dossiers say into the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from hoso import text
from hoso.catalogue._schema import REGISTERS
from hoso.catalogue._select import Value, name_key
from hoso.errors import IntegrityError
from hoso.model import base
from hoso.model.dossier import ArchiveState, DossierCard, DossierSnapshot, Provenance
from hoso.model.numbers import read_symbol
from hoso.model.review import Subject
from hoso.model.roster import MemberState, OrganisationRoster, OrganisationState

# The columns of one row between its place and its value, then the entry itself.
Row = tuple[tuple[Value, ...], object]


def put(
    connection: sqlite3.Connection, snapshots: Iterable[DossierSnapshot], state: ArchiveState
) -> None:
    """Replace all that the dossiers of `snapshots` said, and the state; the caller commits."""
    for snapshot in snapshots:
        _remove(connection, snapshot.object_id)
        _add(connection, snapshot)
    connection.execute(
        "INSERT OR REPLACE INTO state VALUES (1, ?, ?)", (state.sequence, state.digest)
    )


def _remove(connection: sqlite3.Connection, object_id: str) -> None:
    found = connection.execute("SELECT code FROM dossier WHERE object_id = ?", (object_id,))
    for code in found.fetchall():
        for table in REGISTERS:
            statement = f"DELETE FROM {table} WHERE dossier = ?"  # noqa: S608 - a name of the schema
            connection.execute(statement, code)
        connection.execute("DELETE FROM dossier WHERE code = ?", code)


def _add(connection: sqlite3.Connection, snapshot: DossierSnapshot) -> None:
    card = snapshot.card
    _refuse_twin(connection, snapshot)
    connection.execute(
        "INSERT INTO dossier VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(card.code, snapshot.object_id, snapshot.version, str(card.kind)),
            *(card.organisation, card.card, card.year, base.encode(card)),
        ),
    )
    for table, rows in _registers(snapshot).items():
        marks = ", ".join("?" * (len(REGISTERS[table]) + 3))
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - a name of the schema
            (
                (card.code, place, *columns, base.encode(entry))
                for place, (columns, entry) in enumerate(rows)
            ),
        )


def _refuse_twin(connection: sqlite3.Connection, snapshot: DossierSnapshot) -> None:
    code = snapshot.card.code
    found = connection.execute("SELECT object_id FROM dossier WHERE code = ?", (code,)).fetchone()
    if found:
        raise IntegrityError(
            f"Hai hồ sơ trong kho cùng mang mã «{code}»: {found[0]} và {snapshot.object_id}. "
            "Hãy đổi mã một trong hai hồ sơ.",
            where=code,
        )


# long: one line a register
def _registers(said: DossierSnapshot) -> dict[str, Iterator[Row]]:
    return {
        "document": (((d.kind, str(d.status), *_counter(d, said.card)), d) for d in said.documents),
        "campaign": (((c.year,), c) for c in [said.campaign] if c),
        "organisation": _organisation(said.roster),
        "member": _members(said.roster),
        "post": _posts(said.roster),
        "numbers_outside": (((said.card.organisation,), n) for n in said.numbers_outside),
        "meeting": (((m.year, m.organisation), m) for m in said.meetings),
        "planned_meeting": (((m.year, m.organisation), m) for m in said.planned_meetings),
        "assignment": (
            ((a.year, a.committee, a.organisation, a.card), a) for a in said.assignments
        ),
        "appraisal": (((a.year, *_about(a.subject)), a) for a in said.appraisals),
        "shortcoming": (((s.code, s.year, *_about(s.subject)), s) for s in said.shortcomings),
        "follow_up": (((f.code,), f) for f in said.follow_ups),
        "decision": (((d.code, d.earlier), d) for d in said.decisions),
        "rating": (
            ((r.year, str(r.stage), int(r.counts), *_about(r.subject)), r) for r in said.ratings
        ),
        "review_demand": (((d.year, *_about(d.subject)), d) for d in said.review_demands),
        "statement": (((s.year, *_about(s.subject)), s) for s in said.statements),
        "ruling": (((r.year, r.rule, *_about(r.subject)), r) for r in said.rulings),
        "discipline": (((d.year, *_about(d.subject)), d) for d in said.disciplines),
        "ballot": (((b.year, b.organisation, int(not b.superseded)), b) for b in said.ballots),
        "opinion": (
            ((o.year, int(not o.superseded), *_about(o.subject)), o) for o in said.opinions
        ),
        "title": (((t.year, *_about(t.subject)), t) for t in said.titles),
        "award": (((max(a.years), *_about(a.subject)), a) for a in said.awards),
        "plan": (
            ((p.code, p.shortcoming, p.year, str(p.status), *_about(p.subject)), p)
            for p in said.plan
        ),
        "remedy_event": (((e.code,), e) for e in said.remedy_events),
    }


def _counter(document: Provenance, card: DossierCard) -> tuple[Value, ...]:
    """Return whose counter the number of a document is of: the organisation, the type's symbol."""
    if not document.symbol:
        return None, None
    # Papers made before issuers were recorded are of the organisation whose dossier they are in.
    issuer = document.issuer or (card.organisation if document.template else "")
    read = read_symbol(document.symbol)
    return issuer, read.type_symbol.casefold() if read else ""


def _organisation(roster: OrganisationRoster | None) -> Iterator[Row]:
    if roster:
        code = roster.organisation.code
        for state in roster.organisation.states:
            yield (code, state.parent, *_period(state, state.name)), state


def _members(roster: OrganisationRoster | None) -> Iterator[Row]:
    for member in roster.members if roster else ():
        for state in member.states:
            yield (member.card, state.organisation, *_period(state, state.full_name)), state


def _posts(roster: OrganisationRoster | None) -> Iterator[Row]:
    for member in roster.members if roster else ():
        for state in member.states:
            since, until, *_ = _period(state, state.full_name)
            for post in state.posts:
                columns = (member.card, state.organisation, str(post.side), post.title)
                yield (*columns, since, until), state


def _period(state: OrganisationState | MemberState, name: str) -> tuple[Value, ...]:
    until = state.until.isoformat() if state.until else None
    return state.since.isoformat(), until, name_key(name), text.fold(text.squeeze(name))


def _about(subject: Subject) -> tuple[Value, ...]:
    return str(subject.kind), subject.organisation, subject.card, name_key(subject.name)
