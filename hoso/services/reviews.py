"""Reviews that have to be held again, and those held after the others: demanded, met, listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.assessment import Statement
from hoso.model.dossier import DocumentStatus
from hoso.model.review import Rating, ReviewDemand, Stage
from hoso.services import progress
from hoso.services.campaign import Candidate
from hoso.services.progress import REVIEWED_ON, Book
from hoso.services.subjects import Body, Person, codes_within, review_card
from hoso.workspace import Act, Committed, DossierEdit, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A demand to review again: whose, of which year, who demands it, until when, on which paper."""

    whose: Body | Person
    year: int
    authority: str
    deadline: date | None = None
    document: str = ""


def demand(ws: Workspace, wanted: Wanted, act: Act) -> tuple[ReviewDemand, Committed]:
    """Archive that the authority wants a review held again; the reason is the act's.

    Raise RulesBrokenError while there is no review yet, QuestionError when something is unsaid.
    """
    subject = wanted.whose.subject
    book = progress.read(ws, wanted.year, subject.organisation, act.on)
    one = progress.candidate_of(book, subject.dossier_stem)
    edit = ws.edit(review_card(ws, wanted.whose, wanted.year, act.on))
    before: tuple[ReviewDemand, ...] = edit.register("review_demands")
    _require_reviewed(book, one)
    _require_said(wanted, act, one.label, before)
    new = _demanded(book, one, wanted, len(before) + 1)
    new = base.replaced(new, why=act.why or "", by=ws.actor(act), day=act.on)
    edit.put_register("review_demands", (*before, new))
    return new, ws.commit([edit], act, f"yêu cầu kiểm điểm lại {new.code}")


def _demanded(book: Book, one: Candidate, wanted: Wanted, number: int) -> ReviewDemand:
    return ReviewDemand(
        code=f"KL-{wanted.year}-{one.dossier}-{number}",
        subject=wanted.whose.subject,
        year=wanted.year,
        why="",
        authority=wanted.authority,
        deadline=wanted.deadline,
        document=wanted.document,
        earlier=tuple(form.number for form in progress.returned_forms(book, one)),
        by="",
        day=book.on,
    )


def _require_reviewed(book: Book, one: Candidate) -> None:
    held = progress.reviewed(book, one)
    if held.form is None and (held.day is None or held.lacks):
        raise RulesBrokenError(
            f"{one.label} chưa kiểm điểm năm {book.year} nên chưa có gì để kiểm điểm lại.",
            where=one.dossier,
        )


def _require_said(wanted: Wanted, act: Act, label: str, before: tuple[ReviewDemand, ...]) -> None:
    missing = [("--why", "chỗ chưa đạt", act.why), ("--authority", "cấp yêu cầu", wanted.authority)]
    if unsaid := [f"{words} ({option})" for option, words, said in missing if not said]:
        raise QuestionError(
            f"Yêu cầu kiểm điểm lại phải nêu {' và '.join(unsaid)} (QĐ 366-QĐ/TW, Điều 8).",
            where=label,
        )
    if wanted.deadline and wanted.deadline < act.on:
        raise QuestionError(
            f"Hạn kiểm điểm lại {text.short_date(wanted.deadline)} trước ngày "
            f"{text.short_date(act.on)}.",
            where=label,
        )
    if still := next((one for one in before if one.met_on is None), None):
        raise QuestionError(
            f"{label} đang có yêu cầu kiểm điểm lại {still.code}. Hãy xong yêu cầu đó trước.",
            where=still.code,
        )


def meet(edit: DossierEdit, number: str, on: date) -> bool:
    """Note in a dossier that the form in folder `number` meets an open demand, if it is a later one."""
    found: tuple[ReviewDemand, ...] = edit.register("review_demands")
    met = [one for one in found if one.met_on is None and number not in one.earlier]
    for one in met:
        done = base.replaced(one, met_on=on, met_by=f"{edit.card.code}/{number}")
        edit.upsert("review_demands", done, "code")
    return bool(met)


def met(ws: Workspace, code: str, act: Act) -> tuple[ReviewDemand, Committed]:
    """Archive a person's word that a demand is met, as the reason of the act says how."""
    year = code.strip().split("-")[1] if code.count("-") > 1 else ""
    found = ws.catalogue.review_demands(year=int(year)) if year.isdigit() else ()
    one = next((each for each in found if each.code == code.strip()), None)
    if one is None:
        raise NotFoundError(
            f"Không có yêu cầu kiểm điểm lại «{code}». Xem «hoso reviews list».", where=code
        )
    if one.met_on is not None:
        raise QuestionError(
            f"{code} đã đạt ngày {text.short_date(one.met_on)} ({one.met_by}).", where=code
        )
    if not act.why:
        raise QuestionError("Phải nêu đã kiểm điểm lại thế nào: hãy thêm --why.", where=code)
    row = ws.catalogue.dossier(f"{one.subject.dossier_stem}-{one.year}")
    if row is None:  # pragma: no cover - the demand was read from this dossier
        raise NotFoundError(f"Không có hồ sơ của {code}.", where=code)
    done = base.replaced(one, met_on=act.on, met_by=act.why)
    edit = ws.edit(row.card)
    edit.upsert("review_demands", done, "code")
    return done, ws.commit([edit], act, f"{code}: đã kiểm điểm lại")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A review held after that of the others: of whom, and the paper that says so."""

    whose: Person | Body
    year: int
    source: str


def held(ws: Workspace, wanted: Held, act: Act) -> tuple[Statement, Committed]:
    """Archive when somebody who missed the meeting was reviewed: the day of the act."""
    if not wanted.source:
        raise QuestionError(
            "Ghi kiểm điểm bổ sung phải nêu biên bản nào nói thế: hãy thêm --source.",
            where=wanted.whose.subject.dossier_stem,
        )
    said = Statement(
        subject=wanted.whose.subject,
        year=wanted.year,
        fact=REVIEWED_ON,
        value=act.on.isoformat(),
        source=wanted.source,
        by=ws.actor(act),
        day=act.on,
    )
    edit = ws.edit(review_card(ws, wanted.whose, wanted.year, act.on))
    edit.upsert("statements", said, "fact")
    return said, ws.commit([edit], act, f"kiểm điểm bổ sung năm {wanted.year}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A member who missed the review of the others: why, when reviewed since, how rated since."""

    candidate: Candidate
    why: str
    sure: bool
    reviewed_on: date | None
    rating: Rating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is not as with everybody else: demands to review again, and reviews held later."""

    demands: tuple[ReviewDemand, ...]
    late: tuple[Late, ...]


def listing(ws: Workspace, year: int, *, org: str | None, on: date) -> Listing:
    """Return the demands of a year, and the supplementary list: who was absent, what became of it."""
    book = progress.read(ws, year, org, on)
    codes = codes_within(ws, org, on)
    demands = [
        one
        for found in book.demands.values()
        for one in found
        if codes is None or one.subject.organisation in codes
    ]
    return Listing(
        demands=tuple(sorted(demands, key=lambda one: (one.day, one.code))),
        late=tuple(
            late for late in _late(book) if codes is None or late.candidate.body.code in codes
        ),
    )


def _late(book: Book) -> Iterator[Late]:
    for one in book.candidates:
        if (absence := book.absent.get(one.dossier)) is not None:
            said = book.stated.get((one.dossier, REVIEWED_ON))
            decided = [
                r
                for r in book.ratings.get(one.dossier, ())
                if r.stage is Stage.DECIDED and progress.is_yearly(r) and not r.superseded
            ]
            yield Late(
                candidate=one,
                why=absence.why,
                sure=absence.sure,
                reviewed_on=text.parse_date(str(said.value)) if said else None,
                rating=decided[-1] if decided else None,
            )


def is_wanted_again(edit: DossierEdit, number: str) -> bool:
    """Return whether an open demand asks for another form than the one in folder `number`."""
    found: tuple[ReviewDemand, ...] = edit.register("review_demands")
    document = edit.document(number)
    back = document is not None and document.status is not DocumentStatus.ISSUED
    return back and any(one.met_on is None and number in one.earlier for one in found)
