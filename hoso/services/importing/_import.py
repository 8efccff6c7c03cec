"""Bringing old papers in: read, told what they seem to be, kept; they wait for a person's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hoso import office, spreadsheet
from hoso.errors import HosoError, MissingProgramError
from hoso.model import base
from hoso.model.pending import Guess, Pending, Proposal, Sureness
from hoso.services import inbox, pending
from hoso.services.collect import Received
from hoso.services.importing import _kinds
from hoso.services.importing._files import OFFICE, OLD_REGISTER, REGISTERS, kind_of
from hoso.services.importing._filing import Paper, file_paper, is_certain
from hoso.services.importing._owners import Owners
from hoso.services.importing._propose import Wish, propose
from hoso.services.importing._questions import questions
from hoso.services.importing._read import TABLE, TEXT, Contents, Readers, read
from hoso.services.importing._twins import Twins
from hoso.services.inbox import Incoming
from hoso.services.pending import Doubt, Seemingly
from hoso.services.subjects import whose
from hoso.workspace import Act, Edits, Workspace

_BATCH = 50  # files that LibreOffice converts in one process
_SHOWN = 5  # bad rows of a register that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not taken, and why."""

    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that waits for a person's word, with everything that is proposed for it."""

    path: str
    entry: Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of every file; each stands in one list."""

    received: tuple[Received, ...]
    waiting: tuple[Waiting, ...]
    refused: tuple[Refused, ...]
    twins: tuple[tuple[str, str], ...]  # (file, what has the same bytes)
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One file on its way: as it came, what it is, and what LibreOffice made of it."""

    path: str
    data: bytes
    kind: str
    converted: bytes | None = None

    @property
    def readable(self) -> bytes:
        """Return the bytes that are read."""
        return self.data if self.converted is None else self.converted


@dataclass(slots=True)
class _Tray:
    ws: Workspace
    act: Act
    wish: Wish
    sure_ones: bool
    edits: Edits
    owners: Owners
    twins: Twins
    readers: Readers
    received: list[Received] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def refusing(self, path: str) -> Iterator[None]:
        """Note why a file cannot be taken, and let the others come."""
        try:
            yield
        except HosoError as error:
            self.refused.append(Refused(path=path, words=error.message))


def import_papers(
    ws: Workspace, paths: Sequence[Path], wish: Wish, act: Act, *, accept_valid: bool = False
) -> Imported:
    """Keep every old paper in `paths` (files, folders, zips), waiting with what it seems to be.

    With `accept_valid`, papers of which nothing is doubtful are filed at once.
    """
    tray = _tray(ws, wish, act, sure_ones=accept_valid)
    held: list[_File] = []
    for path, load in inbox.files(paths, every_kind=True):
        with tray.refusing(path):
            if found := _recognised(tray, path, load()):
                held.append(found)
        if len(held) == _BATCH:
            _take_all(tray, held)
            held = []
    _take_all(tray, held)
    committed = ws.commit(tray.edits.begun, act, "đưa hồ sơ cũ vào kho, chờ xác nhận")
    return Imported(
        received=tuple(tray.received),
        waiting=tuple(tray.waiting),
        refused=tuple(tray.refused),
        twins=tuple(tray.same),
        hints=committed.hints,
    )


def _tray(ws: Workspace, wish: Wish, act: Act, *, sure_ones: bool) -> _Tray:
    """Return an empty tray; what options name must be known, as everywhere."""
    if wish.organisation or wish.person:
        body, person = whose(ws, wish.organisation or None, wish.person or None, act.on)
        wish = replace(wish, organisation=body.code, person=person.card if person else "")
    return _Tray(
        ws=ws,
        act=act,
        wish=wish,
        sure_ones=sure_ones,
        edits=ws.edits(),
        owners=Owners.of(ws),
        twins=Twins.of(ws),
        readers=Readers(),
    )


def _recognised(tray: _Tray, path: str, data: bytes) -> _File | None:
    """Return what a file is; None for one that is known already."""
    kind = kind_of(path, data)
    if other := tray.twins.same(path, data):
        tray.same.append((path, other))
        tray.act.tick()
        return None
    return _File(path=path, data=data, kind=kind)


def _take_all(tray: _Tray, held: Sequence[_File]) -> None:
    """Convert what needs it, all in one process, and take in each file."""
    made = _converted(tray, held)
    for at, file in enumerate(held):
        with tray.refusing(file.path):
            if file.kind not in OFFICE and file.kind != OLD_REGISTER:
                _take(tray, file)
            elif at in made:  # what could not be converted is refused already
                _take(tray, replace(file, converted=made[at]))
        tray.act.tick()


def _converted(tray: _Tray, held: Sequence[_File]) -> dict[int, bytes]:
    """Return what LibreOffice made, by place; what it could not make is refused with the reason."""
    made: dict[int, bytes] = {}
    for target, kinds in ((office.DOCX, OFFICE), (office.XLSX, frozenset({OLD_REGISTER}))):
        places = {f"{at:03d}{one.kind}": at for at, one in enumerate(held) if one.kind in kinds}
        if not places:
            continue
        files = {name: held[at].data for name, at in places.items()}
        try:
            done = office.find(tray.ws.settings.office).convert(files, target)
        except MissingProgramError as error:
            refused = (Refused(path=held[at].path, words=error.message) for at in places.values())
            tray.refused.extend(refused)
            continue
        made |= {places[name]: data for name, data in done.made.items()}
        for problem in done.problems:
            path = held[places[problem.where]].path
            words = problem.message.replace(problem.where, path, 1)
            tray.refused.append(Refused(path=path, words=words))
    return made


def _take(tray: _Tray, file: _File) -> None:
    """Keep one file with what it seems to be, or file it at once when nothing is doubtful."""
    doubt = _register(file) if _is_register(file) else _paper(tray, file)
    proposal = doubt.proposal
    if tray.sure_ones and proposal and not _is_register(file) and is_certain(proposal):
        paper = Paper(
            path=file.path, suffix=file.kind, data=file.data, made=doubt.made, proposal=proposal
        )
        filed = file_paper(tray.ws, tray.edits, paper)
        pending.remember(tray.ws, tray.edits, doubt, filed.document, tray.act)
        tray.received.append(filed)
        return
    entry = pending.hold(tray.ws, tray.edits, doubt, tray.act)
    tray.waiting.append(Waiting(path=file.path, entry=entry))


def _is_register(file: _File) -> bool:
    return file.kind in REGISTERS or file.kind == OLD_REGISTER


def _paper(tray: _Tray, file: _File) -> Doubt:
    """Return what a paper seems to be, with the copy and the text made of it."""
    contents = read(file.path, file.readable, file.kind, tray.readers)
    proposal = propose(tray.owners, file.path, contents, tray.wish)
    like = tuple(tray.twins.alike(file.path, contents.text, proposal))
    return _doubt(file, base.replaced(proposal, like=like), _made(contents))


def _made(contents: Contents) -> dict[str, bytes]:
    """Return what is kept beside an original: always its text, for whoever confirms it."""
    said = {TEXT: contents.text.encode("utf-8")} if contents.text.strip() else {}
    return {**said, **contents.made}


def _register(file: _File) -> Doubt:
    """Return a register of faults, its rows counted; raise UnreadableFileError when it is none."""
    ending = ".csv" if file.kind == ".csv" else ".xlsx"
    with TemporaryDirectory(prefix="hoso-") as place:
        path = Path(place) / f"{PurePosixPath(file.path).stem[:100]}{ending}"
        path.write_bytes(file.readable)
        read_rows = spreadsheet.read_register(path)
    bad = [str(one) for one in read_rows.problems]
    told = Guess(value=_kinds.REGISTER, sure=Sureness.CERTAIN, basis="các cột của bảng")
    said = (f"{len(read_rows.rows)} dòng khuyết điểm", *bad[:_SHOWN])
    more = (f"và {len(bad) - _SHOWN} dòng sai khác",) if len(bad) > _SHOWN else ()
    proposal = Proposal(kind=told, year=Guess(), organisation=Guess(), remarks=(*said, *more))
    made = {TABLE: file.converted} if file.converted else {}
    return _doubt(file, proposal, made)


def _doubt(file: _File, proposal: Proposal, made: Mapping[str, bytes]) -> Doubt:
    year = proposal.year.value
    seemingly = Seemingly(
        kind=proposal.kind.value,
        organisation=proposal.organisation.value,
        card=proposal.person.value,
        year=int(year) if year else None,
        label=proposal.person.value or proposal.organisation.value,
    )
    return Doubt(
        incoming=Incoming(path=file.path, data=file.data),
        seemingly=seemingly,
        questions=questions(proposal),
        proposal=proposal,
        made=made,
        suffix=file.kind,
    )
