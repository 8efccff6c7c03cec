"""The levels of a member reviewed at several places, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from hoso.model.procedure import Ground
from hoso.model.review import Level, Rating, Stage
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book
from hoso.services.progress._case import Case, Lack, Lacks
from hoso.services.progress._places import Place, places


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLevel:
    """A place of review with the level given there, None while there is none."""

    place: Place
    rating: Rating | None

    @property
    def level(self) -> Level | None:
        """Return the level given there."""
        return self.rating.level if self.rating else None


# At a place the decided level goes before the proposed one.
_STAGES = (Stage.DECIDED, Stage.PROPOSED)


def level_at(book: Book, one: Candidate, place: Place) -> Rating | None:
    """Return the level that a member got at a place; at home it is the cell's proposal."""
    stages = _STAGES if place.key else (Stage.PROPOSED,)
    for stage in stages:
        for rating in reversed(book.ratings.get(one.dossier, [])):
            current = rating.stage is stage and not rating.period and not rating.superseded
            if current and rating.place == place.key and rating.level:
                return rating
    return None


def at_places(book: Book, one: Candidate) -> tuple[PlaceLevel, ...]:
    """Return every place where a member is reviewed or got a level, home first, with that level."""
    known = places(book, one).places
    given = {r.place for r in book.ratings.get(one.dossier, ()) if r.place and not r.period}
    others = sorted(given - {place.key for place in known})
    every = [*known, *(_unforeseen(book, key) for key in others)]
    return tuple(PlaceLevel(place=place, rating=level_at(book, one, place)) for place in every)


def _unforeseen(book: Book, key: str) -> Place:
    """Return the place of a level that the posts in the roster do not explain."""
    body = book.bodies.get(key)
    name = f"cấp ủy của {body.state.name}" if body else key
    return Place(key=key, name=name, why="", reference="")


def side_by_side(book: Book, one: Candidate) -> str:
    """Return the levels of a member at each place, as people read them side by side."""
    names = book.regime.levels
    return "; ".join(
        f"{each.place.name}: {names[each.level.value]}"
        for each in at_places(book, one)
        if each.level
    )


def lacking(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for each of several places that has given no level yet."""
    found = places(book, case.candidate).places
    if len(found) > 1:
        for one in found:
            if level_at(book, case.candidate, one) is None:
                yield Lack(f"chưa có mức ở {one.name}")


def differing(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack when places gave different levels and no authority is said to have decided."""
    levels = {each.level for each in at_places(book, case.candidate) if each.level}
    if len(levels) > 1 and not case.authority:
        words = side_by_side(book, case.candidate)
        yield Lack(
            f"các nơi có mức khác nhau, chờ cấp có thẩm quyền quyết định: {words}", asks=True
        )
