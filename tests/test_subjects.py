"""Whom a command means, and who sits on a committee."""

from __future__ import annotations

from datetime import date

import pytest

from hoso import profiles, sample
from hoso.model.roster import PostSide
from hoso.services.subjects import Body, body, officers, people, within
from hoso.workspace import Workspace
from tests.conftest import Office

DAY = date(2025, 12, 1)


def _by_reading_everybody(ws: Workspace, of: Body) -> set[tuple[str, str, int]]:
    """Return card, title and rank of the committee, found without the catalogue's own question."""
    return {
        (one.card, post.title, rank)
        for inner in within(ws, of.code, DAY)
        for one in people(ws, inner.code, DAY)
        for post in one.state.posts
        if post.side is PostSide.PARTY
        and (rank := profiles.committee_rank(post.title, of.state.kind)) is not None
        and (inner.code == of.code or of.state.kind.startswith("dang_bo"))
    }


@pytest.mark.parametrize("code", ["db-cuc-hai-quan", "cb-van-phong", "cb-kiem-soat"])
def test_a_committee_is_found_by_its_posts_secretary_first(
    sample_office: Office, code: str
) -> None:
    ws = sample_office.workspace
    of = body(ws, code, DAY)

    found = officers(ws, of, DAY)

    assert {(o.person.card, o.title, o.rank) for o in found} == _by_reading_everybody(ws, of)
    assert [one.rank for one in found] == sorted(one.rank for one in found)
    assert found[0].rank == 0


def test_nobody_sits_on_a_committee_before_its_first_day(sample_office: Office) -> None:
    ws = sample_office.workspace
    of = body(ws, "db-cuc-hai-quan", DAY)

    assert officers(ws, of, date(1999, 1, 1)) == ()


def test_a_members_paper_is_of_an_organisation_that_exists(sample_office: Office) -> None:
    whose = ("--person", "38000815", "--org", "cb-khong-co", "--year", "2025")

    refused = sample_office.refused("generate", "giay_moi", *whose)

    assert refused.exit_code == 3
    assert "cb-khong-co" in refused.stderr


def test_a_roster_that_changes_nothing_says_so(sample_office: Office) -> None:
    again = sample_office.ok("roster", "import", sample.path("danh_sach.xlsx")).stdout

    assert "Không có gì thay đổi" in again
