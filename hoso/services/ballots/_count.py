"""Ballot counts: read, reconciled, archived. Never who voted how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hoso import spreadsheet
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.awards import Opinion
from hoso.model.review import BallotCount, BallotKind
from hoso.services.ballots import _reconcile
from hoso.services.ballots._reading import Reading, terms_of, who
from hoso.services.ballots._reconcile import FirstRound
from hoso.services.subjects import Body, body, collective_card
from hoso.spreadsheet import BallotBook, BallotSheet, OpinionSheet
from hoso.workspace import Act, DossierEdit, Edits, Workspace

S = TypeVar("S", BallotSheet, OpinionSheet)
E = TypeVar("E", BallotCount, Opinion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Counts that reconcile and opinions of participating bodies, as archived.

    `unchecked` are sentences on what could not be checked or needs a person's eye.
    """

    counts: tuple[BallotCount, ...]
    opinions: tuple[Opinion, ...] = ()
    unchecked: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


# long: one line a step
def count(ws: Workspace, path: Path, act: Act, *, year: int, org: str | None = None) -> Counted:
    """Archive the counts and opinions in `path`.

    Raise RulesBrokenError naming every figure that does not fit, QuestionError for what a person
    must decide first: what blank ballots count as, why figures already archived are other ones now.
    """
    book = spreadsheet.read_ballots(path)
    reading = Reading(ws=ws, path=path, year=year, on=act.on, terms=terms_of(ws, year))
    sheets = _pairs(reading, book.counts, org)
    judged = _pairs(reading, book.opinions, org)
    _require_some(reading, book, [*sheets, *judged], org)
    counts = [reading.count(whose, sheet) for whose, sheet in sheets]
    views = [(whose, list(reading.opinions(whose, sheet))) for whose, sheet in judged]
    unchecked = _examined(reading, sheets, counts)
    _require_sound(reading)
    edits = ws.edits()  # several rounds are one version
    for (whose, _), one in zip(sheets, counts, strict=True):
        _put(edits.of(collective_card(whose, year)), "ballots", one, _same_vote, act)
    for whose, opinions in views:
        _put_opinions(edits, whose, opinions, act)
    committed = ws.commit(edits.begun, act, f"kiểm phiếu năm {year}")
    warnings = [str(w) for sheet in _sheets(book) for w in sheet.warnings]
    return Counted(
        counts=tuple(counts),
        opinions=tuple(one for _, opinions in views for one in opinions),
        unchecked=(*unchecked, *warnings),
        hints=committed.hints,
    )


def _sheets(book: BallotBook) -> list[BallotSheet | OpinionSheet]:
    return [*book.counts, *book.opinions]


def _pairs(reading: Reading, sheets: Iterable[S], org: str | None) -> list[tuple[Body, S]]:
    """Return the sheets with whose they are, of one organisation when one is named."""
    pairs = [(reading.body(sheet.organisation.value, org), sheet) for sheet in sheets]
    if not org:
        return pairs
    wanted = body(reading.ws, org, reading.on).code
    return [pair for pair in pairs if pair[0].code == wanted]


def _require_some(
    reading: Reading, book: BallotBook, pairs: Sequence[object], org: str | None
) -> None:
    """Raise NotFoundError when a workbook has no sheet of the organisation that is named."""
    if pairs or not org:
        return
    said = [sheet.organisation.value for sheet in _sheets(book)]
    names = ", ".join(dict.fromkeys(reading.body(one, None).code for one in said))
    wanted = reading.body(org, None).code
    raise NotFoundError(
        f"{reading.path.name}: không có trang nào của {wanted}. Các trang: {names}.",
        where=str(reading.path),
    )


def _examined(
    reading: Reading, sheets: Sequence[tuple[Body, BallotSheet]], counts: Sequence[BallotCount]
) -> list[str]:
    """Return what cannot be checked; what is wrong goes to `reading.problems`."""
    first = FirstRound.of(reading, counts)
    said: list[str] = []
    for (whose, sheet), one in zip(sheets, counts, strict=True):
        _reconcile.refuse_what_does_not_fit(reading, whose, one)
        _reconcile.refuse_named_columns(reading, whose, sheet)
        voters = _reconcile.electorate(reading, whose, one)
        said += [words] if voters and (words := voters.doubt(one)) else []
        said += first.candidates(one) if one.kind is BallotKind.AGREE else ()
        said += _reconcile.secrecy(one)
    return said


def _require_sound(reading: Reading) -> None:
    """Raise RulesBrokenError for figures that do not fit, else QuestionError for open questions."""
    if reading.problems:
        listing = "\n".join(f"  - {problem.message}" for problem in reading.problems)
        raise RulesBrokenError(
            f"{reading.path.name}: số phiếu không khớp, chưa ghi gì. Hãy đếm lại và sửa:\n{listing}",
            where=str(reading.path),
            problems=reading.problems,
        )
    if reading.questions:
        listing = "\n".join(f"  - {words}" for words in reading.questions)
        raise QuestionError(
            f"{reading.path.name}: cần trả lời trước khi ghi:\n{listing}", where=str(reading.path)
        )


def _same_vote(old: BallotCount, new: BallotCount) -> bool:
    """Return whether a count is of the same vote: same body, round and ballot, a candidate in common."""
    if (old.participant, old.round, old.again) != (new.participant, new.round, new.again):
        return False
    return bool({who(x.subject) for x in old.lines} & {who(x.subject) for x in new.lines})


def _same_view(old: Opinion, new: Opinion) -> bool:
    return old.participant == new.participant and who(old.subject) == who(new.subject)


def _put_opinions(edits: Edits, whose: Body, opinions: Iterable[Opinion], act: Act) -> None:
    for one in opinions:
        edit = edits.of(collective_card(whose, one.year))
        _put(edit, "opinions", one, _same_view, act)


def _put(edit: DossierEdit, register: str, new: E, same: Callable[[E, E], bool], act: Act) -> None:
    """Add an entry; one that it corrects stays, marked, and the correction needs a reason."""
    entries = list(edit.register(register))
    earlier = [place for place, old in enumerate(entries) if not old.superseded and same(old, new)]
    if any(base.replaced(entries[place], reason="") == new for place in earlier):
        return
    if earlier and not act.why:
        raise QuestionError(
            f"{edit.card.organisation}: kho đã có kết quả khác của {_what(new)}. Nếu kiểm phiếu lại "
            "hoặc ghi nhầm, hãy nêu lý do ở --why; kết quả cũ vẫn được giữ.",
            where=edit.card.code,
        )
    for place in earlier:
        entries[place] = base.replaced(entries[place], superseded=True)
    reason = (act.why or "") if earlier else ""
    entries.append(base.replaced(new, reason=reason))
    edit.put_register(register, tuple(entries))


def _what(one: BallotCount | Opinion) -> str:
    if isinstance(one, Opinion):
        return f"{one.participant} về {one.subject.name or one.subject.organisation}"
    return f"vòng {one.round}" + (f" của {one.participant}" if one.participant else "")
