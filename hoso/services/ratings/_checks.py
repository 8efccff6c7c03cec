"""Whether a level may be recorded: grounds, who is concerned, what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import text
from hoso.errors import Problem, QuestionError, RulesBrokenError
from hoso.model.procedure import Tolerance
from hoso.model.review import Rating, Stage
from hoso.services import progress, refusals
from hoso.services.progress import Book, Wait
from hoso.services.ratings._entries import Entry
from hoso.services.subjects import Person
from hoso.workspace import Act

_BEFORE = "Nếu vẫn quyết định khi còn thiếu, thêm --before-ground và nêu lý do ở --why."


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms levels are recorded.

    `past` copies what was decided before this program knew the year; `before` decides before a
    ground is there, where the text bears that. `source` is the file they come from.
    """

    past: bool = False
    before: bool = False
    source: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why an entry cannot be recorded; `asks`: a person could settle it."""

    entry: Entry
    code: str
    words: str
    reference: str = ""
    asks: bool = False

    def problem(self) -> Problem:
        """Return it as a problem with file and row, or whose level it is."""
        where = self.entry.where or label(self.entry)
        because = f" ({self.reference})" if self.reference else ""
        said = f"{label(self.entry)}: {self.words}{because}"
        message = f"{where}: {said}" if self.entry.where else said
        return Problem(code=self.code, where=where, message=message, reference=self.reference)


def label(entry: Entry) -> str:
    """Return whose level it is, in words."""
    return (
        entry.whose.state.full_name if isinstance(entry.whose, Person) else entry.whose.state.name
    )


def refuse(found: Sequence[Objection], terms: Terms) -> None:
    """Raise for the objections, if there are any: nothing was written yet."""
    if not found:
        return
    problems = [one.problem() for one in found]
    if terms.source:
        refusals.bad_rows(terms.source, problems)
    listing = "\n".join(f"  - {problem.message}" for problem in problems)
    kind = QuestionError if all(one.asks for one in found) else RulesBrokenError
    raise kind(f"Chưa ghi gì:\n{listing}", where=problems[0].where, problems=problems)


def is_decision(entry: Entry) -> bool:
    """Return whether an entry decides the level of the year, where it counts."""
    return entry.stage is Stage.DECIDED and not (entry.period or entry.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the grounds say of one decision: those it goes before, what is worth telling, objections."""

    lacked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()


def grounds(book: Book, entry: Entry, act: Act, terms: Terms) -> Grounds:
    """Return what stands between an entry that decides the year's level and the archive."""
    one = progress.candidate_of(book, entry.whose.subject.dossier_stem)
    verdict = one.verdict
    if entry.level is None or terms.past:
        return Grounds()
    if verdict.rated is not True:
        asks = verdict.rated is None
        words = verdict.reason
        objection = Objection(
            entry=entry, code=verdict.code, words=words, reference=verdict.reference, asks=asks
        )
        return Grounds(objections=(objection,))
    case = progress.Case(candidate=one, day=entry.day, level=entry.level, authority=entry.authority)
    return _sorted(entry, progress.waits(book, case), with_reason=bool(terms.before and act.why))


def _sorted(entry: Entry, waits: Iterable[Wait], *, with_reason: bool) -> Grounds:
    lacked, told, objections = [], [], []
    for wait in waits:
        if wait.tolerance is Tolerance.TELL:
            told.append(f"{wait.words} ({wait.reference})")
        elif wait.tolerance is Tolerance.WITH_REASON and with_reason:
            lacked.append(wait.code)
        else:
            objections.append(_objection(entry, wait))
    return Grounds(
        lacked=tuple(dict.fromkeys(lacked)), told=tuple(told), objections=tuple(objections)
    )


def _objection(entry: Entry, wait: Wait) -> Objection:
    may = wait.tolerance is Tolerance.WITH_REASON
    words = f"{wait.words}. {_BEFORE}" if may else wait.words
    return Objection(
        entry=entry, code=wait.code, words=words, reference=wait.reference, asks=may or wait.asks
    )


def replacement(entry: Entry, old: Rating, act: Act) -> Iterator[Objection]:
    """Yield why a decided level may not be replaced by another one here.

    A slip of the pen may be put right on the day it was made, with a reason.
    """
    said = "chưa xếp loại" if old.level is None else old.level.value.upper()
    day = f", ngày {text.short_date(old.day)}" if old.day else ""
    if old.noted != act.on:
        yield Objection(
            entry=entry,
            code="XL-LAI",
            words=f"đã có quyết định {said}{day}. Muốn đổi mức thì xếp loại lại: "
            "«hoso ratings again» (Mẫu 03); mức cũ vẫn được giữ",
        )
    elif not act.why:
        yield Objection(
            entry=entry,
            code="XL-SUA",
            words=f"hôm nay đã ghi {said}{day}. Nếu ghi nhầm, nêu lý do ở --why; mức cũ vẫn được giữ",
            asks=True,
        )


def merged_period(book: Book, entry: Entry) -> Iterator[Objection]:
    """Yield why a level of a period is not given under the year's regime, or not yet."""
    rule = progress.period_rule(book, entry.period)
    if rule and entry.period in rule.merged:
        name = progress.period_name(entry.period)
        yield Objection(
            entry=entry,
            code=rule.code,
            words=f"{name} không xếp loại riêng: {rule.message}",
            reference=rule.reference,
        )
    begun = progress.period_start(entry.period, book.year)
    if entry.day < begun:
        yield Objection(
            entry=entry,
            code="XL-KY",
            words=f"ngày {text.short_date(entry.day)} trước khi {progress.period_name(entry.period)} "
            f"bắt đầu ({text.short_date(begun)})",
            asks=True,
        )


def beyond(book: Book, entry: Entry) -> Iterator[str]:
    """Yield a notice for a level of a period that the regime asks of others only."""
    rule = progress.period_rule(book, entry.period)
    if rule is None or not rule.categories or not isinstance(entry.whose, Person):
        return
    if entry.whose.state.category.value not in rule.categories:
        yield f"quy định không đòi hỏi mức của kỳ này: {rule.message} ({rule.reference})"
