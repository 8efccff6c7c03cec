"""Who leads in an office, as the posts in the roster say."""

from __future__ import annotations

from collections.abc import Iterable

from hoso import text
from hoso.model.roster import Category, PostSide
from hoso.services.campaign import Candidate
from hoso.services.subjects import Person


def leads(one: Person) -> bool:
    """Return whether a member leads in an office."""
    leading = one.state.category is Category.LEADER
    return leading and any(post.side is PostSide.OFFICE for post in one.state.posts)


def leaders(candidates: Iterable[Candidate]) -> dict[str, frozenset[str]]:
    """Return the cards of those who lead each office, by its name without tone marks."""
    found: dict[str, set[str]] = {}
    for one in candidates:
        if one.person and one.person.state.unit and leads(one.person):
            found.setdefault(text.fold(one.person.state.unit), set()).add(one.person.card)
    return {unit: frozenset(cards) for unit, cards in found.items()}
