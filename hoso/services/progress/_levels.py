"""The levels of a member reviewed at several places, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from hoso.model.procedure import Ground
from hoso.model.review import Level, Rating, Stage
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book
from hoso.services.progress._case import Case, Lack, Lacks
from hoso.services.progress._places import Place, places

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


def levels_by_place(book: Book, one: Candidate) -> Mapping[str, Level]:
    """Return the level of a member at each place that gave one, home first, by the place's name."""
    known = places(book, one).places
    given = {r.place for r in book.ratings.get(one.dossier, ()) if r.place and not r.period}
    others = sorted(given - {place.key for place in known})
    every = [*known, *(_unforeseen(book, key) for key in others)]
    found = {place.name: level_at(book, one, place) for place in every}
    return {name: rating.level for name, rating in found.items() if rating and rating.level}


def _unforeseen(book: Book, key: str) -> Place:
    """Return the place of a level that the posts in the roster do not explain."""
    body = book.bodies.get(key)
    name = f"cấp ủy của {body.state.name}" if body else key
    return Place(key=key, name=name, why="", reference="")


def side_by_side(book: Book, one: Candidate) -> str:
    """Return the levels of a member at each place, as people read them side by side."""
    names = book.regime.levels
    found = levels_by_place(book, one)
    return "; ".join(f"{name}: {names[level.value]}" for name, level in found.items())


def lacking(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for each of several places that has given no level yet."""
    found = places(book, case.candidate).places
    if len(found) > 1:
        for one in found:
            if level_at(book, case.candidate, one) is None:
                yield Lack(f"chưa có mức ở {one.name}")


def differing(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack when places gave different levels and no authority is said to have decided."""
    if not case.authority and len(set(levels_by_place(book, case.candidate).values())) > 1:
        yield Lack(f"các nơi có mức khác nhau: {side_by_side(book, case.candidate)}", asks=True)
