"""Procedures as data: every regime has one, and what it may say is checked."""

from __future__ import annotations

from datetime import date

import pytest

from hoso import profiles
from hoso.errors import DataFieldError, NotFoundError
from hoso.model.base import replaced
from hoso.model.facts import FACTS
from hoso.model.procedure import GroundKind, Procedure, Tolerance
from hoso.model.review import SubjectKind
from hoso.profiles._read import checked_procedure

PROCEDURES = profiles.procedures()


def test_every_regime_has_its_procedure() -> None:
    assert {one.regime for one in PROCEDURES} == {one.code for one in profiles.regimes()}


@pytest.mark.parametrize("one", PROCEDURES, ids=lambda one: one.regime)
def test_no_regime_rates_without_a_review(one: Procedure) -> None:
    (review,) = [ground for ground in one.grounds if ground.kind is GroundKind.REVIEW]

    assert review.tolerance is Tolerance.NEVER
    assert set(review.subjects) == {kind.value for kind in SubjectKind}


@pytest.mark.parametrize("one", PROCEDURES, ids=lambda one: one.regime)
def test_facts_that_stand_for_a_ground_are_facts_that_people_may_state(
    one: Procedure,
) -> None:
    for ground in one.grounds:
        names = ground.parameters.get("du_kien", [])
        assert isinstance(names, list)
        assert all(FACTS[str(name)].may_be_stated for name in names)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2018, 3, 8), "HD16-2018"),
        (date(2023, 10, 3), "HD21-2019"),
        (date(2025, 8, 29), "HD25-2023"),
        (date(2025, 8, 30), "HD43-2025"),
    ],
)
def test_the_newest_regulation_of_a_day_is_in_force(on: date, code: str) -> None:
    assert profiles.regime_in_force(on) == code


def test_a_day_or_regime_without_procedure_is_refused_by_name() -> None:
    with pytest.raises(NotFoundError, match="năm 2013"):
        profiles.regime_in_force(date(2013, 1, 1))
    with pytest.raises(NotFoundError, match="HD99"):
        profiles.procedure("HD99")


def test_a_procedure_that_contradicts_itself_is_refused() -> None:
    good = profiles.procedure("HD43-2025")
    place = replaced(good.places[2], yes=("khac",), confidence="chac")
    bad = replaced(good, places=(place,), grounds=(good.grounds[0], good.grounds[0]))

    with pytest.raises(DataFieldError) as refusal:
        checked_procedure(bad)

    assert [one.where for one in refusal.value.problems] == [
        *("H43-TT-01", "H43-NOI-03", "H43-NOI-03"),
    ]
