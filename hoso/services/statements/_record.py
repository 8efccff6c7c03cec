"""Statements of one subject or many: checked against the vocabulary, archived, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import DataFieldError, HosoError, NotFoundError, Problem, RulesBrokenError
from hoso.model.assessment import Statement
from hoso.model.facts import FACTS, FactInfo
from hoso.model.review import Subject, SubjectKind
from hoso.services import rows
from hoso.services.statements._values import Reader, Value
from hoso.services.statements._vocabulary import BODY, PERSON, SCOPES, YEAR, find
from hoso.services.subjects import Body, Person, codes_within, subject_card, top
from hoso.workspace import Act, Committed, Edits, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose year facts are stated about, as of which day, by which paper."""

    whose: Body | Person
    year: int
    on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One fact as somebody said it about one subject; `basis` is what it was worked out from."""

    whose: Body | Person
    info: FactInfo
    value: Value
    basis: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that counts now, or was taken back (`gone`), and the one before it."""

    statement: Statement
    before: Statement | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What changed, how many said the same as before, hints."""

    changes: tuple[Change, ...]
    unchanged: int
    hints: tuple[str, ...] = ()


def reader(ws: Workspace, year: int) -> Reader:
    """Return how values of a year are read; raise NotFoundError for a year without a regime."""
    regime = ws.regime(year)
    return Reader(levels=regime.levels, member_levels=regime.member_levels)


def days(year: int, on: date) -> tuple[date, date]:
    """Return the days on which whom a year concerns is looked up: of the year, then `on`."""
    return min(on, date(year, 12, 31)), on


def subject(
    ws: Workspace, org: str | None, one: str | None, *, year: int, on: date
) -> Body | Person:
    """Return whom `--org` and `--person` mean: a member, an organisation, else the top one."""
    if org or one:
        return rows.named(ws, org or "", one or "", days(year, on))
    return top(ws, on)


def read(ws: Workspace, given: Sequence[str], about: About) -> list[Said]:
    """Return `FACT=VALUE` texts as facts of one subject; raise DataFieldError listing every bad one."""
    values = reader(ws, about.year)
    found: dict[str, Said] = {}
    problems = _unclean(about.source)
    for one in given:
        try:
            said = _one(ws, one, about, values)
            if found.setdefault(said.info.name, said) is not said:
                problems.append(Problem(code="DK001", where=said.info.name, message="nêu hai lần."))
        except (HosoError, ValueError) as error:
            problems.append(Problem(code="DK001", where=text.nfc(one), message=str(error)))
    if problems:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        raise DataFieldError(f"Chưa ghi gì:\n{listed}", problems=problems)
    return list(found.values())


def _unclean(source: str) -> list[Problem]:
    try:
        rows.clean(source)
    except ValueError as error:
        return [Problem(code="DK001", where="--source", message=str(error))]
    return []


def _one(ws: Workspace, said: str, about: About, values: Reader) -> Said:
    name, sign, value = said.partition("=")
    if not sign:
        raise ValueError(f"«{said}» phải có dạng DỮ_KIỆN=GIÁ_TRỊ, ví dụ nghi_om.thang=3,5.")
    info = find(name)
    require_scope(ws, info, about.whose, about.on)
    return Said(whose=about.whose, info=info, value=values.read(info, value), source=about.source)


def require_scope(ws: Workspace, info: FactInfo, who: Body | Person, on: date) -> None:
    """Raise RulesBrokenError when the fact is not one of this subject's."""
    scopes = set(info.stated_for)
    if isinstance(who, Person):
        fits = PERSON in scopes
    else:
        fits = BODY in scopes or (YEAR in scopes and who.code == top(ws, on).code)
    if fits:
        return
    words = ", ".join(SCOPES[one] for one in info.stated_for)
    ways = {PERSON: "--person SỐ_THẺ", BODY: "--org MÃ", YEAR: "không nêu --org, --person"}
    how = " hoặc ".join(ways[one] for one in info.stated_for)
    raise RulesBrokenError(
        f"Dữ kiện «{info.label}» ({info.name}) kê khai cho {words}: hãy dùng {how}.",
        where=info.name,
    )


def record(ws: Workspace, said: Sequence[Said], act: Act, *, year: int) -> Recorded:
    """Archive facts; what says the same as before changes nothing, a new value is a new version."""
    edits = ws.edits()
    found = [put(ws, edits, one, act, year) for one in said]
    changes = tuple(one for one in found if one is not None)
    committed = ws.commit(edits.begun, act, f"kê khai dữ kiện năm {year}")
    return Recorded(changes=changes, unchanged=len(found) - len(changes), hints=committed.hints)


def put(ws: Workspace, edits: Edits, one: Said, act: Act, year: int) -> Change | None:
    """Put one fact into its subject's register; return what changed, None when nothing did."""
    edit = edits.of(subject_card(ws, one.whose.subject, year))
    old = _known(edit.register("statements"), one.info.name)
    if not differs(one, old):
        return None
    new = Statement(
        subject=one.whose.subject,
        year=year,
        fact=one.info.name,
        value=one.value,
        basis=one.basis,
        source=one.source or (old.source if old else ""),
        by=ws.actor(act),
        day=act.on,
    )
    edit.upsert("statements", new, "fact")
    return Change(statement=new, before=old)


def differs(one: Said, old: Statement | None) -> bool:
    """Return whether a fact says something else than `old`: a paper not named stays as it was."""
    if old is None:
        return True
    said = (one.value, one.basis, one.source or old.source)
    # True is 1 to Python, and not to a register.
    return said != (old.value, old.basis, old.source) or type(one.value) is not type(old.value)


def _known(entries: Iterable[Statement], name: str) -> Statement | None:
    return next((one for one in entries if one.fact == name), None)


def take_back(
    ws: Workspace, names: Sequence[str], who: Body | Person, act: Act, *, year: int
) -> tuple[tuple[Change, ...], Committed]:
    """Take facts of one subject back; history keeps them. Raise NotFoundError for one nobody stated."""
    ws.regime(year)
    edits = ws.edits()
    gone = [drop(ws, edits, who.subject, find(name), year) for name in names]
    return tuple(gone), ws.commit(edits.begun, act, f"bỏ dữ kiện kê khai năm {year}")


def drop(ws: Workspace, edits: Edits, whom: Subject, info: FactInfo, year: int) -> Change:
    """Take one fact out of its subject's register."""
    edit = edits.of(subject_card(ws, whom, year))
    before = edit.register("statements")
    old = _known(before, info.name)
    if old is None:
        raise NotFoundError(
            f"Chưa ai kê khai «{info.label}» ({info.name}) năm {year} cho đối tượng này. "
            f"Xem «hoso facts show {year}».",
            where=info.name,
        )
    edit.put_register("statements", tuple(one for one in before if one.fact != info.name))
    return Change(statement=old, gone=True)


def show(
    ws: Workspace, year: int, *, org: str | None, one: str | None, on: date
) -> tuple[Statement, ...]:
    """Return what was stated of a year: of one member, of an organisation and below, or of all.

    Collectives come before the members of their organisation, facts in the vocabulary's order.
    """
    ws.regime(year)
    if one:
        whom = rows.named(ws, "", one, days(year, on)).subject
        found = ws.catalogue.statements(year=year, subject=whom)
    else:
        codes = codes_within(ws, org, on)
        found = tuple(
            said
            for said in ws.catalogue.statements(year=year)
            if codes is None or said.subject.organisation in codes
        )
    return tuple(sorted(found, key=_order))


_SHOWN_PLACES = 2
_PLACES: Mapping[str, int] = {name: place for place, name in enumerate(FACTS)}


def _order(one: Statement) -> tuple[object, ...]:
    about = one.subject
    is_person = about.kind is SubjectKind.PERSON
    name = text.name_key(about.name)
    return about.organisation, is_person, name, about.card, _PLACES.get(one.fact, len(_PLACES))


def words(values: Reader, one: Statement) -> str:
    """Return a statement's value as people read it, with the figures behind it."""
    info = FACTS[one.fact]
    if not one.basis:
        return values.show(info, one.value)
    value = rounded(one.value) if isinstance(one.value, float) else one.value
    return f"{values.show(info, value)} ({', '.join(map(_figures, one.basis))})"


def rounded(value: float) -> float:
    """Return a number to be shown beside the figures that it was made of: two decimals, as a rule.

    99,996 is no 100: decimals go on until they do not hide that it is no whole number.
    """
    places = _SHOWN_PLACES
    while round(value, places).is_integer() and not value.is_integer():
        places += 1
    return round(value, places)


def _figures(basis: str) -> str:
    """Return `7/8` as it is, an interval of days as `05/02/2025–10/05/2025`."""
    parts = basis.split("/")
    days = [text.parse_date(part) for part in parts]
    if len(parts) == len(days) and all(days):
        return "–".join(text.short_date(day) for day in days if day)
    return basis
