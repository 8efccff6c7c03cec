"""Who a command means: organisations, members, officers, and the dossiers that are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from hoso import profiles, text
from hoso.catalogue import MemberRow
from hoso.errors import NotFoundError, QuestionError
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.review import Subject, SubjectKind
from hoso.model.roster import Member, MemberState, Organisation, OrganisationState, PostSide
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Tổ chức đảng on a day: its code, what was true of it then, and the name of the one above."""

    code: str
    state: OrganisationState
    superior: str

    @property
    def subject(self) -> Subject:
        """Return the collective itself as a subject."""
        return Subject(kind=SubjectKind.COLLECTIVE, organisation=self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Đảng viên on a day: the card number and what was true then."""

    card: str
    state: MemberState

    @property
    def subject(self) -> Subject:
        """Return the member as a subject of the organisation of that day."""
        return Subject(
            kind=SubjectKind.PERSON,
            organisation=self.state.organisation,
            card=self.card,
            name=self.state.full_name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Cấp ủy viên: a person with the Party post held in one body; `rank` 0 is the secretary."""

    person: Person
    title: str
    rank: int


def body(ws: Workspace, wanted: str, on: date) -> Body:
    """Return the organisation named by code or name on `on`; raise NotFoundError with a hint."""
    found = ws.catalogue.find_organisation(wanted)
    if found is None:
        known = ws.catalogue.organisations(None)
        near = text.nearest(wanted, [o.code for o in known] + [o.states[-1].name for o in known])
        hint = f" Ý bạn là «{near}»?" if near else " Xem «hoso roster show»."
        raise NotFoundError(f"Không có tổ chức «{wanted}» trong danh sách.{hint}", where=wanted)
    return body_of(ws, found, on)


def body_of(ws: Workspace, organisation: Organisation, on: date) -> Body:
    """Return an organisation on `on`; raise NotFoundError when it did not exist then."""
    state = organisation.at(on)
    if state is None:
        raise NotFoundError(
            f"Tổ chức «{organisation.code}» không hoạt động vào ngày {text.short_date(on)}. "
            "Hãy xem lại ngày, hoặc danh sách tổ chức.",
            where=organisation.code,
        )
    return Body(code=organisation.code, state=state, superior=_superior(ws, state, on))


def _superior(ws: Workspace, state: OrganisationState, on: date) -> str:
    above = ws.catalogue.organisation(state.parent) if state.parent else None
    then = above.at(on) if above else None
    return then.name if then else state.parent_name or ""


def above(ws: Workspace, of: Body, on: date) -> Body:
    """Return the body directly above; raise QuestionError when the roster does not hold it."""
    found = ws.catalogue.organisation(of.state.parent) if of.state.parent else None
    if found is None:
        raise QuestionError(
            f"Văn bản này do cấp trên trực tiếp của «{of.state.name}» ban hành, mà danh sách không có "
            "tổ chức ấy. Văn bản nhận từ cấp trên thì lưu bằng «hoso attach».",
            where=of.code,
        )
    return body_of(ws, found, on)


def top(ws: Workspace, on: date) -> Body:
    """Return the one organisation with no other above it; raise QuestionError when several."""
    roots = [o for o in ws.catalogue.organisations(on) if (s := o.at(on)) and not s.parent]
    if len(roots) != 1:
        names = ", ".join(root.code for root in roots) or "chưa có tổ chức nào"
        raise QuestionError(
            f"Chưa rõ tổ chức cấp trên cùng ({names}). Hãy nêu bằng --org, "
            "hoặc nhập danh sách bằng «hoso roster import»."
        )
    return body_of(ws, roots[0], on)


def within(ws: Workspace, code: str | None, on: date) -> tuple[Body, ...]:
    """Return an organisation (by code or name) and all below it, None: all; lower before upper.

    Raise NotFoundError when it is not in the roster.
    """
    known = bodies_on(ws, on)
    chosen = list(known.values())
    if code:
        chosen = list(descend(known, body(ws, code, on).code))
    cells_first = {"chi_bo": 0, "chi_bo_co_so": 0, "dang_bo_bo_phan": 1}
    return tuple(sorted(chosen, key=lambda b: (cells_first.get(b.state.kind, 2), b.code)))


def bodies_on(ws: Workspace, on: date) -> dict[str, Body]:
    """Return every organisation of a day by code, all read at once."""
    states = {o.code: state for o in ws.catalogue.organisations(on) if (state := o.at(on))}

    def superior(state: OrganisationState) -> str:
        then = states.get(state.parent) if state.parent else None
        return then.name if then else state.parent_name or ""

    return {
        code: Body(code=code, state=state, superior=superior(state))
        for code, state in states.items()
    }


def codes_within(ws: Workspace, org: str | None, on: date) -> frozenset[str] | None:
    """Return the codes of an organisation and all below it, None when no organisation is named."""
    return frozenset(one.code for one in within(ws, org, on)) if org else None


def descend(known: Mapping[str, Body], code: str) -> Iterator[Body]:
    """Yield an organisation of a day and all below it, each before its own, siblings as in `known`."""
    below: dict[str | None, list[Body]] = {}
    for one in known.values():
        below.setdefault(one.state.parent, []).append(one)

    def walk(top: Body) -> Iterator[Body]:
        yield top
        for child in below.pop(top.code, ()):
            yield from walk(child)

    yield from walk(known[code])


def people(ws: Workspace, code: str, on: date) -> tuple[Person, ...]:
    """Return the members of one organisation on `on`, in the order of a list of names."""
    rows = ws.catalogue.members(on, code)
    return tuple(
        sorted(
            (Person(card=row.card, state=row.state) for row in rows),
            key=lambda person: text.name_key(person.state.full_name),
        )
    )


def member(ws: Workspace, wanted: str) -> Member:
    """Return who is named by card number, `dv-…` or name, also one who left; ask when several fit."""
    found = ws.catalogue.find_members(wanted)
    if not found:
        hint = "Hãy dùng số thẻ đảng viên; xem «hoso roster show»."
        raise NotFoundError(f"Không có đảng viên «{wanted}» trong danh sách. {hint}", where=wanted)
    if len(found) > 1:
        cards = ", ".join(member.card for member in found)
        raise QuestionError(
            f"Có {len(found)} đảng viên khớp «{wanted}» (số thẻ {cards}). Hãy nêu số thẻ.",
            where=wanted,
        )
    return found[0]


def person(ws: Workspace, wanted: str, on: date) -> Person:
    """Return the member named by card number, `dv-…` or name; ask when several fit."""
    found = member(ws, wanted)
    state = found.at(on)
    if state is None:
        raise NotFoundError(
            f"Đảng viên «{wanted}» không sinh hoạt ở tổ chức nào trong danh sách vào ngày "
            f"{text.short_date(on)}.",
            where=wanted,
        )
    return Person(card=found.card, state=state)


def officers(ws: Workspace, of: Body, on: date) -> tuple[Officer, ...]:
    """Return the committee (cấp ủy) of a body on `on`, secretary first."""
    # A cell's posts count only for members of that very cell.
    beneath = of.state.kind.startswith("dang_bo")
    titles = ws.catalogue.party_titles(on, of.code, beneath=beneath)
    said = {title: profiles.committee_rank(title, of.state.kind) for title in titles}
    ranks = {title: rank for title, rank in said.items() if rank is not None}
    found = [
        Officer(person=Person(card=row.card, state=row.state), title=title, rank=ranks[title])
        for row in ws.catalogue.holders(on, of.code, ranks, beneath=beneath)
        for title in dict.fromkeys(post.title for post in row.state.posts)
        if title in ranks
    ]
    return tuple(sorted(found, key=_seniority))


def committees(bodies: Mapping[str, Body], rows: Iterable[MemberRow]) -> dict[str, set[str]]:
    """Return the cards of each body's committee, as `officers` finds them, from all members at once."""
    found: dict[str, set[str]] = {code: set() for code in bodies}
    ranked = cache(profiles.committee_rank)
    for row in rows:
        titles = {post.title for post in row.state.posts if post.side is PostSide.PARTY}
        home = row.state.organisation
        for one in _upwards(bodies, home) if titles else ():
            kind = one.state.kind
            here = one.code == home or kind.startswith("dang_bo")
            if here and any(ranked(title, kind) is not None for title in titles):
                found[one.code].add(row.card)
    return found


def _upwards(bodies: Mapping[str, Body], code: str | None) -> Iterator[Body]:
    """Yield an organisation and all above it; a circle of superiors ends where it closes."""
    seen: set[str] = set()
    while code is not None and code in bodies and code not in seen:
        seen.add(code)
        yield bodies[code]
        code = bodies[code].state.parent


def _seniority(one: Officer) -> tuple[object, ...]:
    state = one.person.state
    return one.rank, state.organisation, text.name_key(state.full_name)


def whose(ws: Workspace, org: str | None, one: str | None, on: date) -> tuple[Body, Person | None]:
    """Return whom `--org` and `--person` mean: a body, and a member of it or of another one.

    Without an organisation it is the member's own; without either, the top one.
    """
    found = person(ws, one, on) if one else None
    if org:
        return body(ws, org, on), found
    home = ws.catalogue.organisation(found.state.organisation) if found else None
    return (body_of(ws, home, on) if home else top(ws, on)), found


def review_card(ws: Workspace, of: Body | Person, year: int, on: date) -> DossierCard:
    """Return the card of the review-year dossier of a collective or of a member."""
    if isinstance(of, Body):
        return collective_card(of, year)
    home = body(ws, of.state.organisation, on)
    return person_card(of, home.state.kind, year)


def collective_card(of: Body, year: int) -> DossierCard:
    """Return the card of a collective's review-year dossier."""
    return _card(of.subject, year, of.state.name, of.state.kind, DossierKind.COLLECTIVE)


def person_card(one: Person, organisation_kind: str, year: int) -> DossierCard:
    """Return the card of a member's review-year dossier."""
    name = f"đồng chí {one.state.full_name}"
    return _card(one.subject, year, name, organisation_kind, DossierKind.PERSON)


def subject_card(ws: Workspace, subject: Subject, year: int) -> DossierCard:
    """Return the card of any subject's review-year dossier, also of one no longer in the roster."""
    organisation = ws.catalogue.organisation(subject.organisation)
    state = organisation.states[-1] if organisation else None
    name = state.name if state else subject.organisation
    label = f"cá nhân thuộc {name}" if subject.kind is SubjectKind.PERSON else name
    if subject.card:
        label = f"đồng chí {subject.name}"
    collective = subject.kind is SubjectKind.COLLECTIVE
    kind = DossierKind.COLLECTIVE if collective else DossierKind.PERSON
    return _card(subject, year, label, state.kind if state else "chi_bo", kind)


def _card(
    subject: Subject, year: int, label: str, organisation_kind: str, kind: DossierKind
) -> DossierCard:
    return DossierCard(
        code=f"{subject.dossier_stem}-{year}",
        title=f"Hồ sơ kiểm điểm, đánh giá, xếp loại năm {year} của {label}",
        kind=kind,
        organisation=subject.organisation,
        card=subject.card,
        year=year,
        retention=profiles.retention(kind.value, organisation_kind),
        start=date(year, 1, 1),
        keywords=("kiểm điểm", "xếp loại", str(year)),
    )
