"""One search: the words, the conditions, what was found and how it is spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hoso.index import Found, Groups, Index, Question, abbreviations, parse
from hoso.services.search._conditions import Wanted, kind_names, wanted
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and where; `org` and `kind` stand beside the conditions of the words.

    `like` is the code of a document or fault to which similar ones are wanted. `at` asks the
    archive as it stood at the end of that day, `every_version` all that it ever held.
    """

    words: str = ""
    years: tuple[int, int] | None = None
    org: str | None = None
    kind: str | None = None
    limit: int = 20
    like: str = ""
    at: date | None = None
    every_version: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nhóm: one year, organisation or kind, and how many of the documents found are of it."""

    code: str | int
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Trả lời: what was found, and its groups by year, organisation and kind, with their names."""

    found: Found
    years: tuple[Group, ...] = ()
    organisations: tuple[Group, ...] = ()
    kinds: tuple[Group, ...] = ()


def search(ws: Workspace, query: Query, on: date) -> Answer:
    """Return what the archive's text says; an organisation includes those below it."""
    question = _question(ws, query)
    asked = wanted(ws, question, org=query.org, kind=query.kind)
    filters = replace(asked.filters, at=query.at, years=query.years or (None, None))

    def ask(index: Index) -> Found:
        if query.like:
            return index.like(query.like, question, filters, query.limit)
        return index.search(question or Question(), filters, query.limit)

    whole = query.every_version or query.at is not None
    found = ws.search(ask, every_version=whole)
    if not found.total:
        found = replace(found, note=_why_nothing(ws, asked, found, on))
    return _named(ws, found)


def _question(ws: Workspace, query: Query) -> Question | None:
    """Return the words understood; None when there are none and something like a text is wanted."""
    if query.like and not query.words.strip():
        return None
    own = ws.settings.abbreviations
    return parse(query.words, abbreviations(own) if own else None)


def _why_nothing(ws: Workspace, asked: Wanted, found: Found, on: date) -> str:
    """Return what may be the reason that nothing was found."""
    said = [found.note, *asked.unknown(ws, on)]
    return " ".join(filter(None, said))


def _named(ws: Workspace, found: Found) -> Answer:
    groups: Groups = found.groups
    names = kind_names(ws, (kind for kind, _ in groups.kinds))
    return Answer(
        found=found,
        years=tuple(Group(code=year, name=str(year), count=n) for year, n in groups.years),
        organisations=_organisations(ws, groups.organisations),
        kinds=tuple(Group(code=kind, name=names[kind], count=n) for kind, n in groups.kinds),
    )


def _organisations(ws: Workspace, counts: Iterable[tuple[str, int]]) -> tuple[Group, ...]:
    made = []
    for code, count in counts:
        known = ws.catalogue.organisation(code)
        name = known.states[-1].name if known else code
        made.append(Group(code=code, name=name, count=count))
    return tuple(made)
