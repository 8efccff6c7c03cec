"""One level that is to be decided, and what may be found missing for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hoso.model.procedure import Ground
from hoso.model.review import Level
from hoso.services.campaign import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A level that is to be decided on `day`, or would be; `level` and `authority` if said."""

    candidate: Candidate
    day: date
    level: Level | None = None
    authority: str = ""

    @property
    def card(self) -> str:
        """Return the number of the member's card, "" for a collective."""
        return self.candidate.person.card if self.candidate.person else ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing, in words; `asks`: a person has to say something first."""

    words: str
    asks: bool = False
    deadline: date | None = None


Lacks = Iterator[Lack]


def words_of(ground: Ground, name: str) -> Sequence[str]:
    """Return a parameter of a ground as a list of words, empty when it has none."""
    found = ground.parameters.get(name, [])
    return [str(one) for one in found] if isinstance(found, list) else [str(found)]
