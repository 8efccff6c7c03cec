"""Recording levels: checked as a whole, then one version a subject; nothing decided is erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hoso import text
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.review import Rating, Stage
from hoso.services import progress
from hoso.services.progress import Book
from hoso.services.ratings import _checks
from hoso.services.ratings._checks import Grounds, Objection, Terms, is_decision
from hoso.services.ratings._entries import Entry
from hoso.services.subjects import Body, review_card
from hoso.workspace import Act, Committed, DossierEdit, Workspace

_PLAIN = Terms()
# What two ratings of one subject and year share when the later one stands in for the other.
KEY = ("stage", "period", "place", "superseded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded: new or changed levels, and what is worth telling about them."""

    ratings: tuple[Rating, ...]
    told: tuple[str, ...]
    committed: Committed


@dataclass(slots=True)
class _Batch:
    """A batch on its way: the book of the year, the entries with their ratings, objections."""

    ws: Workspace
    book: Book
    act: Act
    terms: Terms
    pairs: list[tuple[Entry, Rating]] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)  # what → of whom

    def tell(self, entry: Entry, words: Iterable[str]) -> None:
        for one in words:
            self.told.setdefault(one, []).append(_checks.label(entry))


def record(
    ws: Workspace, entries: Sequence[Entry], act: Act, *, year: int, terms: Terms = _PLAIN
) -> Recorded:
    """Archive levels; one version per subject however many it gets.

    Raise RulesBrokenError, QuestionError or, for a file, RowsRefusedError naming every level that
    may not be recorded, and why; nothing is written then.
    """
    _require_terms(ws, act, year, terms)
    book = progress.read(ws, year, _scope(entries), act.on)
    batch = _Batch(ws, book, act, terms)
    for entry in entries:
        _prepare(batch, entry)
    _check(batch)
    _checks.refuse(batch.objections, terms)
    written, committed = _write(batch)
    told = tuple(
        f"{text.listed(list(dict.fromkeys(who)))}: {what}" for what, who in batch.told.items()
    )
    return Recorded(ratings=written, told=told, committed=committed)


def _write(batch: _Batch) -> tuple[tuple[Rating, ...], Committed]:
    ws, act, year = batch.ws, batch.act, batch.book.year
    edits = ws.edits()
    written = tuple(
        one
        for entry, rating in batch.pairs
        if (one := _put(edits.of(review_card(ws, entry.whose, year, act.on)), rating))
    )
    return written, ws.commit(edits.begun, act, f"ghi kết quả xếp loại năm {year}")


def _require_terms(ws: Workspace, act: Act, year: int, terms: Terms) -> None:
    if (terms.past or terms.before) and not act.why:
        option = "--past" if terms.past else "--before-ground"
        raise QuestionError(f"{option} phải có lý do, nguồn: hãy thêm --why.", where=option)
    if terms.past and ws.catalogue.campaign(year):
        raise RulesBrokenError(
            f"Năm {year} có đợt kiểm điểm trong kho nên không chép mức bằng --past. Hãy nhận biểu "
            "mẫu, lập biên bản rồi ghi mức; ai kiểm điểm bổ sung thì ghi bằng «hoso reviews held».",
            where=str(year),
        )


def _scope(entries: Sequence[Entry]) -> str | None:
    """Return the one organisation that all entries are of, None when they are of several."""
    codes = {entry.whose.subject.organisation for entry in entries}
    return next(iter(codes)) if len(codes) == 1 else None


def _prepare(batch: _Batch, entry: Entry) -> None:
    try:
        place = _place(batch.book, entry)
    except (NotFoundError, QuestionError) as error:
        asks = isinstance(error, QuestionError)
        batch.objections.append(
            Objection(entry=entry, code="XL-NOI", words=error.message, asks=asks)
        )
        return
    rating = Rating(
        subject=entry.whose.subject,
        year=batch.book.year,
        stage=entry.stage,
        level=entry.level,
        day=entry.day,
        by=batch.ws.actor(batch.act),
        reason=entry.reason,
        period=entry.period,
        place=place,
        noted=batch.act.on,
        authority=entry.authority,
        copied=batch.terms.past and is_decision(entry),
    )
    batch.pairs.append((replace(entry, place=place), rating))


def _place(book: Book, entry: Entry) -> str:
    """Return the key of the place that a person named; raise NotFoundError naming those known."""
    if not entry.place:
        return ""
    if isinstance(entry.whose, Body):
        raise QuestionError("chỉ cá nhân mới được xếp loại ở nhiều nơi; hãy bỏ --place.")
    one = progress.candidate_of(book, entry.whose.subject.dossier_stem)
    found = book.ws.catalogue.find_organisation(entry.place)
    code = found.code if found else ""
    if code == one.body.code:
        return _home(entry)
    known = progress.places(book, one)
    names = {p.name: p.key for p in (*known.places, *(q.place for q in known.questions)) if p.key}
    for name, key in names.items():
        if code == key or text.fold(entry.place) == text.fold(name):
            return key
    raise NotFoundError(
        f"không kiểm điểm ở «{entry.place}» theo chức vụ trong danh sách. Các nơi khác chi bộ: "
        f"{'; '.join(names) or 'không có'}."
    )


def _home(entry: Entry) -> str:
    if entry.stage is Stage.DECIDED:
        raise QuestionError(
            "mức quyết định được tính ở chi bộ nơi sinh hoạt; hãy bỏ nơi, hoặc ghi bước de_xuat."
        )
    return ""


def _check(batch: _Batch) -> None:
    whole = batch.book.with_ratings(rating for _, rating in batch.pairs)
    checked = []
    for entry, rating in batch.pairs:
        batch.objections += _against(batch, entry, rating)
        found = Grounds()
        if is_decision(entry):
            found = _checks.grounds(whole, entry, batch.act, batch.terms)
            batch.tell(entry, found.told)
            batch.objections += found.objections
        checked.append((entry, base.replaced(rating, lacked=found.lacked)))
    batch.pairs = checked


def _against(batch: _Batch, entry: Entry, rating: Rating) -> Iterator[Objection]:
    if rating.level is None and not rating.reason:
        yield Objection(
            entry=entry, code="XL-CHUA", words="chưa xếp loại thì phải ghi lý do", asks=True
        )
    if entry.period:
        yield from _checks.merged_period(batch.book, entry)
        batch.tell(entry, _checks.beyond(batch.book, entry))
    old = current(batch.book.ratings.get(rating.subject.dossier_stem, ()), rating)
    # A reason for giving no level waits for the level itself.
    if old and _changes(old, rating) and (old.level is not None or old.again):
        yield from _checks.replacement(entry, old, batch.act)


def _changes(old: Rating, new: Rating) -> bool:
    return old.stage is Stage.DECIDED and old.level is not new.level


def current(found: Sequence[Rating], like: Rating) -> Rating | None:
    """Return the rating that counts of the same step, period and place."""
    same = [
        one
        for one in found
        if (one.stage, one.period, one.place) == (like.stage, like.period, like.place)
        and not one.superseded
    ]
    return same[-1] if same else None


def _put(edit: DossierEdit, rating: Rating) -> Rating | None:
    """Put a rating into its register, beside the one it replaces; None when it says nothing new."""
    old = current(edit.register("ratings"), rating)
    if old and _is_same(old, rating):
        return None
    if old and _changes(old, rating):
        supersede(edit, old)
        edit.put_register("ratings", (*edit.register("ratings"), rating))
    else:
        edit.upsert("ratings", rating, *KEY)
    return rating


def _is_same(old: Rating, new: Rating) -> bool:
    """Return whether `new` only repeats what is on record, whoever noted it when."""
    if old.again and old.level is new.level:
        return True  # what a rating anew says is not set by the way
    return old == base.replaced(new, noted=old.noted, by=old.by, lacked=old.lacked)


def supersede(edit: DossierEdit, old: Rating) -> None:
    """Mark a rating as one that a later decision took the place of."""
    marked = base.replaced(old, superseded=True)
    edit.put_register(
        "ratings", tuple(marked if one == old else one for one in edit.register("ratings"))
    )
