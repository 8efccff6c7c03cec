"""The same question about many dossiers at once, for whoever looks at a whole year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar

from hoso.catalogue._dossiers import DossierRow
from hoso.catalogue._select import Select, name_key
from hoso.catalogue._store import Store
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award
from hoso.model.dossier import DossierCard, Provenance
from hoso.model.oversight import Appraisal, PlannedMeeting
from hoso.model.review import (
    BallotCount,
    FollowUp,
    Meeting,
    PlanItem,
    Rating,
    ReviewDemand,
    Shortcoming,
    Subject,
    SubjectKind,
)

T = TypeVar("T")

_TABLES: Final[Mapping[type[Any], str]] = MappingProxyType(
    {
        Provenance: "document",
        Meeting: "meeting",
        PlannedMeeting: "planned_meeting",
        Shortcoming: "shortcoming",
        FollowUp: "follow_up",
        Rating: "rating",
        ReviewDemand: "review_demand",
        Statement: "statement",
        Ruling: "ruling",
        Discipline: "discipline",
        Award: "award",
        Appraisal: "appraisal",
        BallotCount: "ballot",
        PlanItem: "plan",
    }
)


class Many(Store):
    """Questions about many dossiers, one a register; each may raise CacheDamagedError."""

    def heads(self, codes: Collection[str]) -> dict[str, DossierRow]:
        """Return those of these dossiers that exist, by code."""
        wanted = Select("code, object_id, version, value FROM dossier", "code")
        return {
            code: DossierRow(
                object_id=object_id, version=version, card=self._decoded(value, DossierCard)
            )
            for code, object_id, version, value in self._rows(wanted.one_of(codes, "code"))
        }

    def by_dossier(self, kind: type[T], codes: Collection[str]) -> dict[str, tuple[T, ...]]:
        """Return the entries of one register that these dossiers hold, by dossier code, in order."""
        wanted = Select(f"dossier, value FROM {_TABLES[kind]}", "dossier, place")
        return dict(self._grouped(wanted.one_of(codes, "dossier"), kind))

    def shortcomings_of(
        self, subjects: Collection[Subject], *, before: int
    ) -> tuple[Shortcoming, ...]:
        """Return what reviews of years before `before` found in these subjects, earliest first.

        Members are found by card, in whatever organisation, collectives by organisation; of those
        without a card nothing is found.
        """
        cards = {one.card for one in subjects if one.card}
        codes = {one.organisation for one in subjects if one.kind is SubjectKind.COLLECTIVE}
        of_members = _earlier(before).one_of(cards, "card").where("card <> ''")
        of_bodies = _earlier(before).one_of(codes, "organisation")
        of_bodies.equal(subject_kind=SubjectKind.COLLECTIVE)
        return (*self._values(of_bodies, Shortcoming), *self._values(of_members, Shortcoming))

    def shortcomings_like(
        self, subjects: Collection[Subject], *, until: int | None = None
    ) -> tuple[Shortcoming, ...]:
        """Return what reviews of years up to `until` (None: all) found in these subjects, by year.

        Here somebody without a card is the same under the same name, in whatever organisation;
        unnamed individuals are those of the organisation.
        """
        bodies = {one.organisation for one in subjects if one.kind is SubjectKind.COLLECTIVE}
        persons = [one for one in subjects if one.kind is SubjectKind.PERSON]
        cards = {one.card for one in persons if one.card}
        names = {name_key(one.name) for one in persons if one.name and not one.card}
        unnamed = {one.organisation for one in persons if not (one.name or one.card)}
        asked = (
            _until(until).equal(subject_kind=SubjectKind.COLLECTIVE).one_of(bodies, "organisation"),
            _until(until).equal(subject_kind=SubjectKind.PERSON).one_of(cards, "card"),
            _until(until).equal(subject_kind=SubjectKind.PERSON, card="").one_of(names, "name"),
            _until(until)
            .equal(subject_kind=SubjectKind.PERSON, card="", name="")
            .one_of(unnamed, "organisation"),
        )
        found = [fault for one in asked for fault in self._values(one, Shortcoming)]
        return tuple(sorted(found, key=lambda fault: (fault.year, fault.code)))

    def _grouped(self, wanted: Select, kind: type[T]) -> Iterator[tuple[str, tuple[T, ...]]]:
        for code, rows in groupby(self._rows(wanted), key=itemgetter(0)):
            yield code, tuple(self._decoded(value, kind) for _, value in rows)


def _until(year: int | None) -> Select:
    wanted = Select("value FROM shortcoming", "year, dossier, place")
    return wanted if year is None else wanted.where("year <= ?", year)


def _earlier(year: int) -> Select:
    return Select("value FROM shortcoming", "year, dossier, place").where("year < ?", year)
