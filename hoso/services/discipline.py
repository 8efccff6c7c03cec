"""Discipline: decisions kept beside the review that weighs them, listed, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hoso import text
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.assessment import Discipline, DisciplineForm
from hoso.services.subjects import Body, Person, codes_within, subject_card
from hoso.workspace import Act, Committed, DossierEdit, Edits, Workspace

FORM_NAMES: Mapping[DisciplineForm, str] = {
    DisciplineForm.REPRIMAND: "khiển trách",
    DisciplineForm.WARNING: "cảnh cáo",
    DisciplineForm.REMOVAL: "cách chức",
    DisciplineForm.EXPULSION: "khai trừ",
    DisciplineForm.DISSOLUTION: "giải tán",
}
# Điều lệ Đảng, Điều 35: of an organisation; of a member; of a member on probation.
_OF_COLLECTIVE = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING, DisciplineForm.DISSOLUTION)
_OF_MEMBER = tuple(one for one in DisciplineForm if one is not DisciplineForm.DISSOLUTION)
_OF_PROBATION = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One decision to be recorded; `code` "" means a new one, or that of the same day."""

    whose: Body | Person
    year: int
    form: DisciplineForm
    day: date
    code: str = ""
    violated: date | None = None
    units: tuple[str, ...] = ()
    duty: bool | None = None
    mended: bool | None = None
    raised: bool = False
    violation: str = ""
    authority: str = ""
    document: str = ""
    remarks: str = ""

    @property
    def label(self) -> str:
        """Return the name people know the subject by."""
        return self.whose.state.name if isinstance(self.whose, Body) else self.whose.state.full_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Every decision as it now stands, and how many are new or changed."""

    disciplines: tuple[Discipline, ...]
    changed: int
    hints: tuple[str, ...] = ()


def form(wanted: str) -> DisciplineForm:
    """Return the form of that code or name; raise NotFoundError with the nearest."""
    said = text.slug(wanted).replace("-", "_")
    if said in set(DisciplineForm):
        return DisciplineForm(said)
    near = text.nearest(wanted, [*FORM_NAMES.values()])
    hint = f" Ý bạn là «{near}»?" if near else ""
    listed = ", ".join(FORM_NAMES.values())
    raise NotFoundError(f"Không có hình thức kỷ luật «{wanted}».{hint} Các hình thức: {listed}.")


def is_of_register(fact: str) -> bool:
    """Return whether a fact is what this register says of a subject's year."""
    return fact.startswith("ky_luat.")


def units(ws: Workspace, said: str) -> tuple[str, ...]:
    """Return the organisations of a list with `;`: codes, names where the roster has none."""
    names = [text.squeeze(name) for name in said.split(";")]
    return tuple(
        found.code if (found := ws.catalogue.find_organisation(name)) else name
        for name in names
        if name
    )


def record(ws: Workspace, wanted: Sequence[Wanted], act: Act) -> Recorded:
    """Archive decisions; one about the same subject on the same day is the same decision.

    Raise RulesBrokenError naming every decision that cannot be; nothing was written then.
    """
    if broken := [flaw for one in wanted for flaw in flaws(ws, one, act.on)]:
        raise RulesBrokenError("\n".join(broken))
    edits = ws.edits()
    done = stage(ws, edits, wanted, act)
    committed = ws.commit(edits.begun, act, "ghi kỷ luật")
    return replace(done, hints=(*done.hints, *committed.hints))


def stage(ws: Workspace, edits: Edits, wanted: Sequence[Wanted], act: Act) -> Recorded:
    """Put sound decisions into the edits of their dossiers; the caller commits."""
    done = [
        _put(edits.of(subject_card(ws, one.whose.subject, one.year)), one, act, ws.actor(act))
        for one in wanted
    ]
    return Recorded(
        disciplines=tuple(entry for entry, _ in done),
        changed=sum(is_new for _, is_new in done),
        hints=tuple(f"Lưu ý – {words}" for one in wanted for words in _notes(one)),
    )


def flaws(ws: Workspace, one: Wanted, on: date) -> Iterator[str]:
    """Yield why a decision cannot be recorded on `on`: form, days, year, code."""
    yield from _flaws_of_words(one)
    yield from _flaws_of_form(one)
    yield from _flaws_of_days(one, on)
    try:
        ws.regime(one.year)  # a year without a regime has no review that could weigh it
    except NotFoundError as error:
        yield f"{one.label}: {error.message}"
        return
    known = ws.catalogue.disciplines(year=one.year, subject=one.whose.subject)
    if one.code and one.code not in {old.code for old in known}:
        yield (
            f"{one.label} không có quyết định kỷ luật mã «{one.code}» năm {one.year}. "
            "Xem «hoso discipline list»; quyết định mới thì để trống mã."
        )


def _flaws_of_words(one: Wanted) -> Iterator[str]:
    for words in (one.violation, one.authority, one.document, one.remarks, *one.units):
        for place, name in text.forbidden(words):
            yield f"{one.label}: ký tự {name} ở vị trí {place} của «{words}» không dùng được."


def _flaws_of_form(one: Wanted) -> Iterator[str]:
    allowed = _OF_COLLECTIVE if isinstance(one.whose, Body) else _OF_MEMBER
    if one.form not in allowed:
        names = ", ".join(FORM_NAMES[form] for form in allowed)
        yield (
            f"{one.label}: hình thức «{FORM_NAMES[one.form]}» không áp dụng cho đối tượng này "
            f"(Điều lệ Đảng, Điều 35). Các hình thức: {names}."
        )


def _flaws_of_days(one: Wanted, on: date) -> Iterator[str]:
    said = text.short_date(one.day)
    if one.day > on:
        yield f"{one.label}: ngày quyết định {said} ở sau ngày tính {text.short_date(on)}."
    if one.violated and one.violated > one.day:
        violated = text.short_date(one.violated)
        yield f"{one.label}: ngày vi phạm {violated} ở sau ngày quyết định {said}."


def _notes(one: Wanted) -> Iterator[str]:
    """Yield what a person should look at again."""
    if isinstance(one.whose, Person):
        official = one.whose.state.official
        if one.form not in _OF_PROBATION and (official is None or official > one.day):
            yield (
                f"{one.label} là đảng viên dự bị: chỉ khiển trách, cảnh cáo (Điều lệ Đảng, Điều 35)."
            )
        if one.form is DisciplineForm.REMOVAL and not one.whose.state.posts:
            yield f"{one.label} không có chức vụ nào trong danh sách mà bị cách chức."
    if one.duty is None:
        yield (
            f"{one.label}: chưa nêu vi phạm có liên quan chức trách, nhiệm vụ hay không; "
            "«hoso check» sẽ ghi chưa kiểm được."
        )


def _put(edit: DossierEdit, one: Wanted, act: Act, by: str) -> tuple[Discipline, bool]:
    """Put a decision into the register; return it and whether anything is new."""
    before: tuple[Discipline, ...] = edit.register("disciplines")
    old = _same(before, one)
    entry = _entry(one, old.code if old else _next_code(before, one), act, by)
    if old and entry == base.replaced(old, by=entry.by, noted=entry.noted):
        return old, False
    edit.upsert("disciplines", entry, "code")
    return entry, True


def _same(before: Iterable[Discipline], one: Wanted) -> Discipline | None:
    """Return the decision that `one` speaks of, None for a new one."""
    known = (old for old in before if (old.code == one.code if one.code else old.day == one.day))
    return next(known, None)


def _next_code(before: Iterable[Discipline], one: Wanted) -> str:
    used = [int(old.code.rsplit("-", 1)[1]) for old in before]
    subject = one.whose.subject
    return f"KL-{subject.card or subject.organisation}-{one.year}-{max(used, default=0) + 1}"


def _entry(one: Wanted, code: str, act: Act, by: str) -> Discipline:
    return Discipline(
        code=code,
        subject=one.whose.subject,
        year=one.year,
        form=one.form,
        day=one.day,
        violated=one.violated,
        units=one.units,
        duty=one.duty,
        mended=one.mended,
        raised=one.raised,
        violation=one.violation,
        authority=one.authority,
        document=one.document,
        remarks=one.remarks,
        by=by,
        noted=act.on,
    )


def withdraw(ws: Workspace, code: str, act: Act) -> tuple[Discipline, Committed]:
    """Take a decision out of the register (annulled, or a mistake); history keeps it."""
    found = next((one for one in ws.catalogue.disciplines() if one.code == code.strip()), None)
    if found is None:
        raise NotFoundError(
            f"Không có quyết định kỷ luật mã «{code}». Xem «hoso discipline list».", where=code
        )
    if not act.why:
        raise QuestionError("Rút một quyết định kỷ luật phải có lý do: hãy thêm --why.", where=code)
    edit = ws.edit(subject_card(ws, found.subject, found.year))
    left = tuple(one for one in edit.register("disciplines") if one.code != found.code)
    edit.put_register("disciplines", left)
    return found, ws.commit([edit], act, f"rút {found.code}")


def listing(
    ws: Workspace, *, year: int | None, org: str | None, on: date
) -> tuple[Discipline, ...]:
    """Return the register, by year and day; of one organisation also what counts for it."""
    codes = codes_within(ws, org, on)
    found = [
        one
        for one in ws.catalogue.disciplines(year=year)
        if codes is None or codes & {one.subject.organisation, *one.counts_for}
    ]
    return tuple(sorted(found, key=lambda one: (one.year, one.day, one.code)))
