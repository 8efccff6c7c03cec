"""Taking returned forms back: read, check whose they are, archive, register what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso.errors import HosoError
from hoso.services import inbox, returned
from hoso.services.attach import require_unlocked
from hoso.services.inbox import Incoming
from hoso.services.returned import Matched
from hoso.workspace import Act, DossierEdit, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A returned form that was archived."""

    path: str
    label: str
    dossier: str
    document: str
    values: Mapping[str, object]
    shortcomings: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A file that a person must look at: a question, or the reason why it cannot be taken."""

    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of every file handed in."""

    received: tuple[Received, ...]
    to_ask: tuple[Doubtful, ...]
    refused: tuple[Doubtful, ...]
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tray:
    """The run so far: what is ready to be archived, what is not."""

    ws: Workspace
    act: Act
    edits: list[DossierEdit] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    to_ask: list[Doubtful] = field(default_factory=list)
    refused: list[Doubtful] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)


def collect(ws: Workspace, paths: Sequence[Path], act: Act) -> Collected:
    """Read every form in `paths` (files, folders, zips); archive those that are beyond doubt."""
    tray = _Tray(ws, act)
    for name, load in inbox.files(paths):
        try:
            _sort(tray, Incoming(path=name, data=load()))
        except HosoError as error:
            tray.refused.append(Doubtful(path=name, words=error.message))
        act.tick()
    committed = ws.commit(tray.edits, act, "nhận lại biểu mẫu kiểm điểm")
    return Collected(
        received=tuple(tray.received),
        to_ask=tuple(tray.to_ask),
        refused=tuple(tray.refused),
        hints=committed.hints,
    )


def _sort(tray: _Tray, incoming: Incoming) -> None:
    matched = returned.match(tray.ws, incoming, tray.act.on)
    question = matched.question or _twice(tray.taken, matched, incoming.path)
    if question:
        tray.to_ask.append(Doubtful(path=incoming.path, words=question))
        return
    edit = tray.ws.edit(matched.card)
    require_unlocked(matched.issued, tray.act, incoming.path)
    tray.received.append(_take(edit, matched, incoming, tray.act.on))
    tray.edits.append(edit)


def _twice(taken: dict[str, str], matched: Matched, path: str) -> str:
    first = taken.setdefault(matched.card.code, path)
    if first == path:
        return ""
    return f"Cùng một biểu mẫu với {first}. Bản nào là bản cuối? Hãy để lại một bản rồi nhận lại."


def _take(edit: DossierEdit, matched: Matched, incoming: Incoming, on: date) -> Received:
    document = returned.file_away(edit, matched, incoming)
    faults = returned.register_shortcomings(edit, matched, document)
    returned.register_follow_ups(edit, matched, document)
    returned.register_self_rating(edit, matched, document, on)
    return Received(
        path=incoming.path,
        label=matched.label,
        dossier=edit.card.code,
        document=document,
        values=matched.form.values,
        shortcomings=faults,
        warnings=matched.form.warnings,
    )
