"""Taking returned forms back: read, check whose they are, archive, register what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hoso.errors import HosoError
from hoso.model.template import Difference, Question
from hoso.services import copies, inbox, pending, remedied, returned, reviews
from hoso.services.attach import require_unlocked
from hoso.services.identify import Unknown
from hoso.services.inbox import Incoming
from hoso.services.pending import Doubt, Seemingly
from hoso.services.returned import Matched
from hoso.workspace import Act, DossierEdit, Edits, Workspace


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
    differences: tuple[Difference, ...] = ()
    private: tuple[str, ...] = ()  # told to who collects, kept nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A file that a person must look at, and why it was not taken.

    `code` is what it waits under in the archive, "" when it was refused and nothing was kept.
    """

    path: str
    words: str
    code: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of every file handed in."""

    received: tuple[Received, ...]
    to_ask: tuple[Doubtful, ...]
    refused: tuple[Doubtful, ...]
    twins: tuple[tuple[str, str], ...] = ()  # (file, the one with the same content)
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tray:
    """The run so far: what was recognised, what is ready to be archived, what is not."""

    ws: Workspace
    act: Act
    edits: Edits
    matched: dict[str, list[tuple[Incoming, Matched]]] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    to_ask: list[Doubtful] = field(default_factory=list)
    refused: list[Doubtful] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)  # digest → file
    twins: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def refusing(self, path: str) -> Iterator[None]:
        """Note why a file cannot be taken, and let the others come."""
        try:
            yield
        except HosoError as error:
            self.refused.append(Doubtful(path=path, words=error.message))


def collect(ws: Workspace, paths: Sequence[Path], act: Act) -> Collected:
    """Read every form in `paths` (files, folders, zips); archive those that are beyond doubt.

    What a person must be asked about is kept in the archive, waiting.
    """
    tray = _Tray(ws, act, ws.edits())
    for name, load in inbox.files(paths):
        with tray.refusing(name):
            _recognise(tray, Incoming(path=name, data=load(), program=ws.settings.office))
        act.tick()
    for same in tray.matched.values():
        for incoming, matched in same:
            with tray.refusing(incoming.path):
                _sort(tray, incoming, matched, [other.name for other, _ in same])
    committed = ws.commit(tray.edits.begun, act, "nhận lại biểu mẫu kiểm điểm")
    return Collected(
        received=tuple(tray.received),
        to_ask=tuple(tray.to_ask),
        refused=tuple(tray.refused),
        twins=tuple(tray.twins),
        hints=committed.hints,
    )


def _recognise(tray: _Tray, incoming: Incoming) -> None:
    first = tray.first.setdefault(incoming.digest, incoming.path)
    if first != incoming.path:
        tray.twins.append((incoming.path, first))
        return
    if (earlier := pending.known(tray.ws, incoming.digest)) is not None:
        pending.require_not_rejected(earlier, incoming.path)
        answers = earlier.answers if earlier.document else {}
    else:
        answers = {}
    found = returned.match(tray.ws, incoming, tray.act.on, answers)
    if isinstance(found, Unknown):
        seemingly = Seemingly.unknown(found)
        _ask(tray, Doubt(incoming=incoming, seemingly=seemingly, questions=found.questions))
    else:
        tray.matched.setdefault(found.place, []).append((incoming, found))


def _sort(tray: _Tray, incoming: Incoming, matched: Matched, names: Sequence[str]) -> None:
    questions = list(matched.form.questions)
    if len(names) > 1:
        questions.append(_which(names))
    if questions:
        seemingly = Seemingly.matched(matched)
        _ask(tray, Doubt(incoming=incoming, seemingly=seemingly, questions=tuple(questions)))
        return
    edit = tray.edits.of(matched.card)
    require_unlocked(edit.document(matched.known.issued.number), tray.act, incoming.path)
    private = copies.own_hint(tray.ws, matched.card, matched.form.values)
    tray.received.append(replace(take(edit, matched, incoming, tray.act.on), private=private))


def _which(names: Sequence[str]) -> Question:
    return Question(
        name="ban_nao",
        words=f"Có {len(names)} bản khác nhau của cùng một biểu mẫu ({', '.join(names)}). Bản nào "
        "là bản cuối? Nhận bản đó, bác bỏ các bản kia.",
        choices=("ban_nay",),
    )


def _ask(tray: _Tray, doubt: Doubt) -> None:
    path = doubt.incoming.path
    code = pending.put(tray.ws, tray.edits, doubt, tray.act)
    words = " ".join(question.words for question in doubt.questions)
    tray.to_ask.append(Doubtful(path=path, words=words, code=code, questions=doubt.questions))


def take(edit: DossierEdit, matched: Matched, incoming: Incoming, on: date) -> Received:
    """Put a form that is beyond doubt into its dossier and the registers."""
    document = returned.file_away(edit, matched, incoming)
    faults = returned.register_shortcomings(edit, matched, document)
    remedied.register(edit, matched, document, on)
    returned.register_self_rating(edit, matched, document, on)
    if matched.known.issued.awaits_return:
        reviews.meet(edit, matched.known.issued.number, on)
    return Received(
        path=incoming.path,
        label=matched.label,
        dossier=edit.card.code,
        document=document,
        values=matched.form.values,
        shortcomings=faults,
        warnings=matched.form.warnings,
        differences=matched.form.differences,
    )
