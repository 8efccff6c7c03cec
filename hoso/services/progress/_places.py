"""Where a member is reviewed: derived from the posts in the roster, asked where that leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hoso import text
from hoso.model.procedure import PlaceKind, PlaceRule
from hoso.model.roster import PostSide
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book
from hoso.services.progress._leaders import leads
from hoso.services.subjects import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Nơi kiểm điểm: an organisation (by code), or a collective that the roster does not hold."""

    key: str  # what a rating at this place carries; "" for the home cell
    name: str
    why: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceQuestion:
    """What an authority has to say before it is known whether somewhere is a place of review."""

    code: str
    words: str
    answers: tuple[str, ...]
    reference: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where one member is reviewed, the home cell first; what is open; what was taken together."""

    places: tuple[Place, ...]
    questions: tuple[PlaceQuestion, ...] = ()
    notes: tuple[str, ...] = ()


Found = Iterator[Place | PlaceQuestion | str]


def places(book: Book, one: Candidate) -> Places:
    """Return where a member is reviewed by the posts in the roster; of a collective: nowhere else."""
    if one.person is None:
        return Places(places=())
    found = [
        each
        for rule in book.procedure.places
        for each in _KINDS[rule.kind](book, one.body.code, one.person, rule)
    ]
    return Places(
        places=tuple(each for each in found if isinstance(each, Place)),
        questions=tuple(each for each in found if isinstance(each, PlaceQuestion)),
        notes=tuple(each for each in found if isinstance(each, str)),
    )


def _cell(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:  # noqa: ARG001 - one shape for all kinds
    name = book.bodies[home].state.name
    yield Place(key="", name=name, why=rule.message, reference=rule.reference)


def _committee(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:
    for seat in book.seats.get(one.card, ()):
        if seat.body.code != home:
            name = f"cấp ủy của {seat.body.state.name}"
            yield Place(key=seat.body.code, name=name, why=rule.message, reference=rule.reference)


def _leadership(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:
    """Yield the collective of leaders of the member's office, told from the cấp ủy where it is."""
    if not leads(one):
        return
    name = _collective_of(one.state.unit)
    leaders = book.leaders.get(text.fold(one.state.unit), frozenset())
    for seat in book.seats.get(one.card, ()):
        if leaders == {officer.person.card for officer in book.committees[seat.body.code]}:
            yield f"{name} trùng với cấp ủy của {seat.body.state.name}: họp một lần ở cấp ủy."
            return
    smallest = int(str(book.regime.parameters.get("tap_the_toi_thieu", 0)))
    if len(leaders) < smallest and _ruling(book, home, one, rule) is None:
        yield (
            f"{name} có {len(leaders)} người theo danh sách, dưới {smallest}: kiểm điểm trong cấp ủy."
        )
        return
    place = Place(key=name, name=name, why=rule.message, reference=rule.reference)
    yield from _asked(book, home, one, rule, place)


def _several_posts(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:
    posts = [post.title for post in one.state.posts if post.side is PostSide.OFFICE]
    if leads(one) and len(posts) >= rule.posts:
        yield from _asked(book, home, one, rule, _post(posts[1], rule))


def _many_posts(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:
    if len(one.state.posts) >= rule.posts:
        name = "Nơi khác do cấp có thẩm quyền quy định"
        place = Place(key=name, name=name, why=rule.message, reference=rule.reference)
        yield from _asked(book, home, one, rule, place)


def _union(book: Book, home: str, one: Person, rule: PlaceRule) -> Found:
    posts = [post.title for post in one.state.posts if post.side is PostSide.UNION]
    if leads(one) and len(posts) >= rule.posts:
        yield from _asked(book, home, one, rule, _post(posts[0], rule))


def _post(title: str, rule: PlaceRule) -> Place:
    name = f"Nơi kiêm nhiệm {title}"
    return Place(key=name, name=name, why=rule.message, reference=rule.reference)


def _collective_of(unit: str) -> str:
    if not unit:
        return "Tập thể lãnh đạo nơi công tác"
    known = text.fold(unit).startswith("lanh dao")
    return f"Tập thể {unit[0].lower()}{unit[1:]}" if known else f"Tập thể lãnh đạo {unit}"


def _asked(book: Book, home: str, one: Person, rule: PlaceRule, place: Place) -> Found:
    """Yield the place if an authority said that it is one, nothing if not, else the question."""
    said = _ruling(book, home, one, rule)
    if said is None:
        yield PlaceQuestion(
            code=rule.code,
            words=f"{one.state.full_name}, {place.name}: {rule.question}",
            answers=rule.answers,
            reference=rule.reference,
            place=place,
        )
    elif said in rule.yes:
        yield place


def _ruling(book: Book, home: str, one: Person, rule: PlaceRule) -> str | None:
    """Return what was ruled for the member, else for the member's cell; None: nothing known."""
    for stem in (one.subject.dossier_stem, book.bodies[home].subject.dossier_stem):
        ruling = book.ruled.get((stem, rule.code))
        answer = text.fold(ruling.answer) if ruling else ""
        if answer in rule.answers:
            return answer
    return None


_KINDS: Mapping[PlaceKind, Callable[[Book, str, Person, PlaceRule], Found]] = {
    PlaceKind.CELL: _cell,
    PlaceKind.COMMITTEE: _committee,
    PlaceKind.LEADERSHIP: _leadership,
    PlaceKind.SEVERAL_POSTS: _several_posts,
    PlaceKind.MANY_POSTS: _many_posts,
    PlaceKind.UNION: _union,
}
