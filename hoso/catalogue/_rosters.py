"""Organisations and members through time, joined from the rosters of all organisations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from hoso import text
from hoso.catalogue._select import Select, name_key
from hoso.catalogue._store import Store
from hoso.errors import QuestionError
from hoso.model.roster import Member, MemberState, Organisation, OrganisationState, PostSide

S = TypeVar("S", OrganisationState, MemberState)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """What was true of one member on the day asked for."""

    card: str
    state: MemberState


class Rosters(Store):
    """Questions about organisations and members; each may raise CacheDamagedError."""

    def organisation(self, code: str) -> Organisation | None:
        """Return an organisation with all its history."""
        return next(iter(self._organisations(_codes().equal(code=code))), None)

    def organisations(self, at: date | None) -> tuple[Organisation, ...]:
        """Return those that existed on `at` (None: ever), by code, with all their history."""
        return self._organisations(_codes().on(at))

    def children(self, code: str, at: date | None) -> tuple[Organisation, ...]:
        """Return the organisations directly under `code` on `at` (None: ever), by code."""
        return self._organisations(_codes().equal(parent=code).on(at))

    def ever_within(self, code: str) -> dict[str, str]:
        """Return code → last name of an organisation and of all that ever stood below it, upper first.

        Those since dissolved count: their dossiers are still the upper one's to keep.
        """
        names: dict[str, str] = {}
        waiting = [code]
        while waiting:
            found = self.organisation(waiting.pop(0))
            if found and found.code not in names:
                names[found.code] = found.states[-1].name
                waiting += [child.code for child in self.children(found.code, None)]
        return names

    def find_organisation(self, wanted: str) -> Organisation | None:
        """Return the organisation of that code or name (of any time); marks may be left out.

        A code goes before a name, a name with these marks before one with others. Raise
        QuestionError when several organisations bear the name.
        """
        wanted = text.squeeze(wanted)
        found = self._organisations(_codes().equal(code=wanted.lower()))
        for column, key in (("exact", name_key(wanted)), ("folded", text.fold(wanted))):
            found = found or self._organisations(_codes().equal(**{column: key}))
        if len(found) > 1:
            codes = ", ".join(organisation.code for organisation in found)
            raise QuestionError(
                f"Có {len(found)} tổ chức tên «{wanted}» (mã {codes}). Hãy nêu mã.", where=wanted
            )
        return found[0] if found else None

    def members(self, at: date, organisation: str | None = None) -> tuple[MemberRow, ...]:
        """Return who was in one organisation (None: in any) on `at`, in the order of the rosters."""
        wanted = Select("card, value FROM member", "organisation, dossier, place").on(at)
        return tuple(
            MemberRow(card=card, state=self._decoded(value, MemberState))
            for card, value in self._rows(wanted.equal(organisation=organisation))
        )

    def party_titles(self, at: date, organisation: str, *, beneath: bool) -> tuple[str, ...]:
        """Return the titles of Party posts held in an organisation on `at`, each once.

        With `beneath` also those held in the organisations below it.
        """
        wanted = _posts("DISTINCT title FROM post", "title", at, organisation, beneath=beneath)
        return tuple(title for (title,) in self._rows(wanted))

    def holders(
        self, at: date, organisation: str, titles: Collection[str], *, beneath: bool
    ) -> tuple[MemberRow, ...]:
        """Return who holds one of these Party posts there on `at`, in the order of the rosters.

        Only these rows are read, however many members there are.
        """
        order = "organisation, dossier, place"
        wanted = _posts("card, value FROM post", order, at, organisation, beneath=beneath)
        found = dict.fromkeys(
            self._rows(wanted.one_of(titles, "title"))
        )  # one with two posts: once
        return tuple(
            MemberRow(card=card, state=self._decoded(value, MemberState)) for card, value in found
        )

    def member(self, card: str) -> Member | None:
        """Return a member with the history in all organisations."""
        return next(iter(self._members(_cards().equal(card=card))), None)

    def members_by_card(self, cards: Collection[str]) -> dict[str, Member]:
        """Return those of these members that are known, by card, with their histories."""
        return {one.card: one for one in self._members(_cards().one_of(cards, "card"))}

    def find_members(self, wanted: str) -> tuple[Member, ...]:
        """Return the members with that card number (also as `dv-…`) or name, by card.

        Marks may be left out of a name; when somebody bears it with these marks, only those count.
        """
        wanted = text.squeeze(wanted)
        found = self._members(_cards().equal(card=wanted.lower().removeprefix("dv-")))
        for column, key in (("exact", name_key(wanted)), ("folded", text.fold(wanted))):
            found = found or self._members(_cards().equal(**{column: key}))
        return found

    def _organisations(self, codes: Select) -> tuple[Organisation, ...]:
        histories = self._histories("code, value FROM organisation", codes, OrganisationState)
        return tuple(Organisation(code=code, states=states) for code, states in histories)

    def _members(self, cards: Select) -> tuple[Member, ...]:
        histories = self._histories("card, value FROM member", cards, MemberState)
        return tuple(Member(card=card, states=states) for card, states in histories)

    def _histories(
        self, what: str, chosen: Select, kind: type[S]
    ) -> Iterator[tuple[str, tuple[S, ...]]]:
        """Yield each chosen code or card with its states of all rosters, each once, by time."""
        key = what.partition(",")[0]
        wanted = Select(what, f"{key}, since, dossier, place").among(key, chosen)
        for code, rows in groupby(self._rows(wanted), key=itemgetter(0)):
            yield code, tuple(dict.fromkeys(self._decoded(value, kind) for _, value in rows))


def _posts(what: str, order: str, at: date, organisation: str, *, beneath: bool) -> Select:
    wanted = Select(what, order).on(at).equal(side=PostSide.PARTY)
    if beneath:
        return wanted.beneath("organisation", organisation, at)
    return wanted.equal(organisation=organisation)


def _codes() -> Select:
    return Select("code FROM organisation", "code")


def _cards() -> Select:
    return Select("card FROM member", "card")
