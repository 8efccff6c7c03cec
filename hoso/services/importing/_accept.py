"""A person's word on an old paper: confirmed or put right, then filed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from hoso import spreadsheet, text
from hoso.errors import Problem, QuestionError
from hoso.model import base
from hoso.model.dossier import DossierCard
from hoso.model.pending import Guess, Pending, PendingState, Proposal, ProposedFault, Sureness
from hoso.services import pending, shortcomings
from hoso.services.collect import Received
from hoso.services.importing import _kinds
from hoso.services.importing._filing import Paper, file_paper, require_complete
from hoso.services.importing._questions import FAULT
from hoso.services.importing._read import TABLE
from hoso.workspace import Act, Edits, Workspace

_NAMES: Final = {"loai": "kind", "nam": "year", "to_chuc": "organisation", "nguoi": "person"}
_PARTS: Final = {
    "nguyen_nhan": "cause",
    "bien_phap": "measure",
    "trach_nhiem": "responsibility",
    "linh_vuc": "area",
}
_DROPPED: Final = frozenset({"-", "bo", "xoa", "khong"})
_FAULT: Final = re.compile(rf"{FAULT}\.(?P<number>\d{{1,3}})(?:\.(?P<part>\w+))?")
_BY_HAND: Final = "người xác nhận"


def is_register(entry: Pending) -> bool:
    """Return whether a waiting file is a whole register of faults."""
    return entry.proposal is not None and entry.proposal.kind.value == _kinds.REGISTER


def corrected(ws: Workspace, entry: Pending, answers: Mapping[str, str]) -> Proposal:
    """Return the proposal with a person's answers in it; raise QuestionError for one that fits nothing.

    `khuyet_diem.2` takes the words of a fault (`bỏ`: none), `khuyet_diem.2.nguyen_nhan` its cause; a
    number beyond the last adds one. `doi_tuong` is a member or an organisation.
    """
    if entry.proposal is None:
        raise QuestionError(f"{entry.code} không phải văn bản cũ.", where=entry.code)
    proposal = entry.proposal
    faults = dict(enumerate(proposal.faults, start=1))
    for said_name, value in answers.items():
        name = _meant(ws, said_name, value)
        if name in _NAMES:
            checked = _checked(ws, entry, name, value)
            said = Guess(value=checked, sure=Sureness.CERTAIN, basis=_BY_HAND)
            proposal = base.replaced(proposal, **{_NAMES[name]: said})
        elif found := _FAULT.fullmatch(name):
            _put_right(faults, int(found["number"]), found["part"] or "", value, entry)
        else:
            names = f"{', '.join(_NAMES)}, {FAULT}.1, {FAULT}.1.nguyen_nhan …"
            words = f"{entry.code}: không có mục «{name}». Các mục: {names}"
            raise QuestionError(words, where=entry.code)
    kept = tuple(faults[at] for at in sorted(faults) if faults[at].text)
    return base.replaced(proposal, faults=kept)


def _meant(ws: Workspace, name: str, value: str) -> str:
    """Return what an answer is to; `doi_tuong` names a member or an organisation."""
    if name != "doi_tuong":
        return name
    try:
        known = ws.catalogue.find_organisation(value) is not None
    except QuestionError:  # several organisations of one name
        known = True
    return "nguoi" if not known and ws.catalogue.find_members(value) else "to_chuc"


def _checked(ws: Workspace, entry: Pending, name: str, value: str) -> str:
    """Return an answer as it is kept; raise QuestionError for a year that is none, a name of several."""
    said = text.squeeze(value)
    if name == "nam" and not re.fullmatch(r"(?:19|20)\d\d", said):
        raise QuestionError(
            f"{entry.code}: năm «{said}» phải có bốn chữ số, như 2019.", where=entry.code
        )
    if name == "to_chuc":
        found = ws.catalogue.find_organisation(said)
        return found.code if found else said
    if name == "loai":
        known = {text.fold(label): kind for kind, label in _kinds.NAMES.items()}
        return known.get(text.fold(said), said)
    return "" if said == "-" else said


def _put_right(
    faults: dict[int, ProposedFault], number: int, part: str, value: str, entry: Pending
) -> None:
    before = faults.get(number, ProposedFault(text=""))
    if part and part not in _PARTS:
        raise QuestionError(
            f"{entry.code}: khuyết điểm không có mục «{part}». Các mục: {', '.join(_PARTS)}.",
            where=entry.code,
        )
    dropped = text.fold(value).strip(" .") in _DROPPED
    said = "" if dropped else text.nfc(value).strip()
    faults[number] = base.replaced(before, **{_PARTS[part] if part else "text": said})


# long: one argument a line
def accept(
    ws: Workspace,
    edits: Edits,
    waiting: tuple[DossierCard, Pending],
    answers: Mapping[str, str],
    act: Act,
) -> Received:
    """File a waiting old paper with a person's corrections.

    Raise QuestionError when year, organisation or person are still open, or an answer fits nothing.
    """
    card, entry = waiting
    proposal = corrected(ws, entry, answers)
    require_complete(proposal, entry.code)
    paper = Paper(
        path=entry.name,
        suffix=PurePosixPath(entry.file).suffix,
        data=pending.incoming_of(ws, card, entry).data,
        made=pending.beside_of(ws, card, entry),
        proposal=proposal,
    )
    received = file_paper(ws, edits, paper)
    changes = {
        "state": PendingState.ACCEPTED,
        "document": received.document,
        "answers": dict(answers),
    }
    pending.decide(ws, edits.of(card), entry, act, changes)
    return received


def accept_register(
    ws: Workspace, waiting: tuple[DossierCard, Pending], act: Act, *, accept_valid: bool
) -> Received:
    """Take the rows of a waiting register over; the file itself stays in the inbox.

    Raise RowsRefusedError listing every bad row unless `accept_valid`.
    """
    card, entry = waiting
    with _as_file(ws, waiting) as path:
        done = shortcomings.import_register(ws, path, act, accept_valid=accept_valid)
    edit = ws.edit(card)
    pending.decide(ws, edit, entry, act, {"state": PendingState.ACCEPTED})
    ws.commit([edit], act, f"nhận sổ khuyết điểm {entry.code}")
    return Received(
        path=entry.name,
        label=_kinds.NAMES[_kinds.REGISTER],
        dossier=card.code,
        document="",
        values={"nhap": done.added, "khong_doi": done.unchanged},
        shortcomings=done.added,
        warnings=tuple(str(one) for one in (*done.skipped, *done.warnings)),
    )


def register_problems(ws: Workspace, waiting: tuple[DossierCard, Pending]) -> tuple[Problem, ...]:
    """Return the rows of a waiting register that cannot be taken over as they are."""
    with _as_file(ws, waiting) as path:
        return spreadsheet.read_register(path).problems


@contextmanager
def _as_file(ws: Workspace, waiting: tuple[DossierCard, Pending]) -> Iterator[Path]:
    """Give a waiting register as a file of its own name, for as long as it is read."""
    card, entry = waiting
    made = pending.beside_of(ws, card, entry)
    data = made.get(TABLE) or pending.incoming_of(ws, card, entry).data
    ending = ".csv" if entry.file.endswith(".csv") else ".xlsx"
    with TemporaryDirectory(prefix="hoso-") as place:
        path = Path(place) / f"{PurePosixPath(entry.name).stem[:100]}{ending}"
        path.write_bytes(data)
        yield path
