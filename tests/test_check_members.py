"""The check on members: who must be reviewed, what happened in the year, which level may follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hoso.model import base
from hoso.model.assessment import DisciplineForm
from hoso.model.review import Level, Rating, ReviewDemand, Stage, SubjectKind
from hoso.model.roster import Member, OrganisationRoster, Standing
from hoso.services import roster
from hoso.workspace import Act, DossierEdit
from tests.check_world import AN, BINH, CELL, CUONG, DUNG, EM, GIANG, SCHOOL, TOP, World, roster_of

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"
Case = Callable[[World], World]
PERSON, COLLECTIVE = SubjectKind.PERSON, SubjectKind.COLLECTIVE


def reviewed(world: World, whom: str = DUNG, level: Level = Level.GOOD) -> World:
    """Put in the form and the decided level of a member, and the meeting of the cell."""
    forms = {DUNG: "kiem_diem_2b"}
    world.opened().met(CELL, PERSON, f"{world.year}-12-08")
    return world.form(whom, forms.get(whom, "")).rate(whom, level)


def at(world: World, place: str, level: Level) -> World:
    more = {"place": place, "stage": Stage.PROPOSED}
    return world.rate(DUNG, level, "2025-12-09", **more)


def quarters(world: World, **levels: Level) -> World:
    for quarter, level in levels.items():
        world.rate(AN, level, "2025-10-01", period=quarter)
    return world


def demanded(world: World, met_on: date | None) -> World:
    demand = ReviewDemand(
        code="KL-2025-1",
        subject=world.whose(DUNG).subject,
        year=2025,
        why="chưa làm rõ trách nhiệm",
        authority="Đảng ủy xã",
        by="An",
        day=date(2025, 12, 15),
        met_on=met_on,
    )
    return reviewed(world).add("review_demands", DUNG, demand)


def anew(world: World, **now: object) -> World:
    """Put in a level that was given anew in the place of an earlier one."""
    world.opened().form(DUNG)
    world.rate(DUNG, Level.EXCELLENT, "2025-12-20", superseded=True)
    said: dict[str, object] = {"again": True, "reason": "Kê khai không trung thực."} | now
    return world.rate(DUNG, Level.DONE, "2026-02-10", **said)


CASES: dict[str, tuple[Case, str, str, str]] = {
    # Who must be reviewed and rated.
    "due and rated": (reviewed, DUNG, "H43-13", KEPT),
    "due, neither rated nor excused": (lambda w: w.opened().form(DUNG), DUNG, "H43-13", BROKEN),
    "due, excused with a reason": (
        lambda w: w.opened().form(DUNG).rate(DUNG, None, reason="đang điều trị dài ngày"),
        DUNG,
        "H43-13",
        KEPT,
    ),
    "exempt and left alone": (
        lambda w: w.change(EM, standing=Standing.EXEMPT).opened(),
        EM,
        "H43-12A",
        KEPT,
    ),
    "exempt and reviewed": (
        lambda w: w.change(EM, standing=Standing.EXEMPT).opened().form(EM, "kiem_diem_2c"),
        EM,
        "H43-12A",
        BROKEN,
    ),
    "suspended and rated": (
        lambda w: w.change(EM, standing=Standing.SUSPENDED).opened().rate(EM, Level.DONE),
        EM,
        "H43-12B",
        BROKEN,
    ),
    "admitted less than six months before the review": (
        lambda w: reviewed(w.change(DUNG, admitted=date(2025, 7, 1), official=None)),
        DUNG,
        "H43-12B",
        BROKEN,
    ),
    "admitted six months before the review": (
        lambda w: reviewed(w.change(DUNG, admitted=date(2025, 6, 8), official=None)),
        DUNG,
        "H43-12B",
        KEPT,
    ),
    "nobody knows when admitted": (
        lambda w: reviewed(w.change(DUNG, admitted=None, official=None)),
        DUNG,
        "H43-12B",
        UNCHECKED,
    ),
    # Review before rating.
    "rated after the review": (reviewed, DUNG, "H43-17A", KEPT),
    "rated before the review": (
        lambda w: reviewed(w).rate(DUNG, Level.GOOD, "2025-12-01"),
        DUNG,
        "H43-17A",
        BROKEN,
    ),
    "no minutes of the review": (
        lambda w: w.opened().form(DUNG).rate(DUNG, Level.GOOD),
        DUNG,
        "H43-17A",
        UNCHECKED,
    ),
    "absent from the review": (
        lambda w: (
            w.opened()
            .met(CELL, PERSON, "2025-12-08", absent=("Phạm Thị Dung: ốm",))
            .form(DUNG)
            .rate(DUNG, Level.GOOD)
        ),
        DUNG,
        "H43-17A",
        UNCHECKED,
    ),
    "rated without a review": (
        lambda w: w.opened().rate(DUNG, Level.GOOD),
        DUNG,
        "H43-17B",
        BROKEN,
    ),
    "rated in a year that was not followed here": (
        lambda w: w.rate(DUNG, Level.GOOD),
        DUNG,
        "H43-17B",
        UNCHECKED,
    ),
    "an old decision copied without its review": (
        lambda w: w.opened().rate(DUNG, Level.GOOD, copied=True),
        DUNG,
        "H43-17B",
        UNCHECKED,
    ),
    "found wanting and not reviewed again": (
        lambda w: demanded(w, None),
        DUNG,
        "H43-17C",
        BROKEN,
    ),
    "found wanting and reviewed again": (
        lambda w: demanded(w, date(2025, 12, 18)),
        DUNG,
        "H43-17C",
        KEPT,
    ),
    "the leader's cell before the committee": (
        lambda w: (
            w.opened().met(CELL, PERSON, "2025-12-08").met(TOP, PERSON, "2025-12-12").form(AN)
        ),
        AN,
        "H43-18A",
        KEPT,
    ),
    "the committee before the leader's cell": (
        lambda w: (
            w.opened().met(CELL, PERSON, "2025-12-08").met(TOP, PERSON, "2025-12-05").form(AN)
        ),
        AN,
        "H43-18A",
        BROKEN,
    ),
    # Officials.
    "an official rated as such before": (
        lambda w: reviewed(w).rate(DUNG, Level.GOOD, "2025-12-10", stage=Stage.CIVIL),
        DUNG,
        "H43-19",
        KEPT,
    ),
    "an official rated as such afterwards": (
        lambda w: reviewed(w).rate(DUNG, Level.GOOD, "2025-12-28", stage=Stage.CIVIL),
        DUNG,
        "H43-19",
        BROKEN,
    ),
    "an official not rated as such yet": (reviewed, DUNG, "H43-19B", BROKEN),
    "no official at all": (lambda w: reviewed(w, EM), EM, "H43-19B", KEPT),
    # Sick leave, temporary membership, transfer: only people know of the first two.
    "nobody said whether somebody was ill": (reviewed, DUNG, "H43-14A", UNCHECKED),
    "ill for four months, judged by the work done": (
        lambda w: reviewed(w).state(DUNG, nghi_om__thang=4, xep_loai__theo_thuc_te=True),
        DUNG,
        "H43-14A",
        KEPT,
    ),
    "ill for two months": (
        lambda w: reviewed(w).state(DUNG, nghi_om__thang=2),
        DUNG,
        "H43-14A",
        KEPT,
    ),
    "elsewhere for a time, without a comment": (
        lambda w: reviewed(w.change(DUNG, standing=Standing.TEMPORARY_ELSEWHERE)),
        DUNG,
        "H43-15A",
        UNCHECKED,
    ),
    "elsewhere for a time, with the comment": (
        lambda w: reviewed(w.change(DUNG, standing=Standing.TEMPORARY_ELSEWHERE)).paper(
            DUNG, "nhan_xet_noi_tam_thoi", "2025-12-01"
        ),
        DUNG,
        "H43-15B",
        KEPT,
    ),
    "the comment came after the rating": (
        lambda w: reviewed(w.change(DUNG, standing=Standing.TEMPORARY_ELSEWHERE)).paper(
            DUNG, "nhan_xet_noi_tam_thoi", "2025-12-25"
        ),
        DUNG,
        "H43-15B",
        BROKEN,
    ),
    # Levels at several places, of quarters, of the collective, given anew.
    "one level at both places": (
        lambda w: at(reviewed(w).rate(DUNG, Level.GOOD, stage=Stage.PROPOSED), TOP, Level.GOOD),
        DUNG,
        "H43-47B",
        KEPT,
    ),
    "different levels at two places": (
        lambda w: at(reviewed(w).rate(DUNG, Level.GOOD, stage=Stage.PROPOSED), TOP, Level.DONE),
        DUNG,
        "H43-47B",
        UNCHECKED,
    ),
    "no quarter known": (lambda w: reviewed(w, AN, Level.EXCELLENT), AN, "H43-33A", UNCHECKED),
    "every quarter done": (
        lambda w: quarters(
            reviewed(w, AN, Level.EXCELLENT), q1=Level.GOOD, q2=Level.GOOD, q3=Level.DONE
        ),
        AN,
        "H43-33A",
        KEPT,
    ),
    "a quarter failed and the year excellent": (
        lambda w: quarters(reviewed(w, AN, Level.EXCELLENT), q2=Level.FAILED),
        AN,
        "H43-33A",
        BROKEN,
    ),
    "two quarters in a row failed": (
        lambda w: quarters(reviewed(w, AN), q2=Level.FAILED, q3=Level.FAILED),
        AN,
        "H43-33B",
        UNCHECKED,
    ),
    "two quarters apart failed": (
        lambda w: quarters(reviewed(w, AN), q1=Level.FAILED, q3=Level.FAILED),
        AN,
        "H43-33B",
        KEPT,
    ),
    "the head below the collective": (
        lambda w: reviewed(w, GIANG).rate(SCHOOL, Level.GOOD),
        GIANG,
        "H43-33C",
        KEPT,
    ),
    "the head above the collective": (
        lambda w: reviewed(w, GIANG).rate(SCHOOL, Level.DONE),
        GIANG,
        "H43-33C",
        BROKEN,
    ),
    "the head of a collective that has no level": (
        lambda w: reviewed(w, GIANG),
        GIANG,
        "H43-33C",
        UNCHECKED,
    ),
    "the head of two collectives, above the lower one": (
        lambda w: reviewed(w, AN).rate(CELL, Level.DONE).rate(TOP, Level.GOOD),
        AN,
        "H43-33C",
        BROKEN,
    ),
    "nothing was rated anew": (reviewed, DUNG, "H43-56A", KEPT),
    "rated anew with reason and earlier level": (anew, DUNG, "H43-56A", KEPT),
    "rated anew without a reason": (lambda w: anew(w, reason=""), DUNG, "H43-56A", BROKEN),
    "rated anew with nothing before": (
        lambda w: reviewed(w, DUNG).rate(DUNG, Level.DONE, again=True, reason="Khiếu nại đúng."),
        DUNG,
        "H43-56A",
        BROKEN,
    ),
    "rated anew under the same law": (anew, DUNG, "H43-56C", KEPT),
    # Discipline.
    "no discipline recorded": (reviewed, DUNG, "H43-27", UNCHECKED),
    "disciplined on duty and still good": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.REPRIMAND, duty=True),
        DUNG,
        "H43-27",
        BROKEN,
    ),
    "disciplined on duty and failed": (
        lambda w: reviewed(w, DUNG, Level.FAILED).discipline(
            DUNG, DisciplineForm.REPRIMAND, duty=True
        ),
        DUNG,
        "H43-27",
        KEPT,
    ),
    "disciplined for something else": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.REPRIMAND, duty=False),
        DUNG,
        "H43-27",
        KEPT,
    ),
    "a violation of an earlier year": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.WARNING, violated=date(2023, 5, 1)),
        DUNG,
        "H43-27P",
        UNCHECKED,
    ),
    "a violation of this year": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.WARNING, violated=date(2025, 2, 1)),
        DUNG,
        "H43-27P",
        KEPT,
    ),
    "a violation at another unit": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.WARNING, units=("Chi bộ cũ",)),
        DUNG,
        "H43-27Q",
        UNCHECKED,
    ),
    "a violation here": (
        lambda w: reviewed(w).discipline(DUNG, DisciplineForm.WARNING, units=(CELL,)),
        DUNG,
        "H43-27Q",
        KEPT,
    ),
    # The dossier.
    "no comment of the residence": (reviewed, DUNG, "H43-53C", UNCHECKED),
    "the comment of the residence": (
        lambda w: reviewed(w).paper(DUNG, "nhan_xet_noi_cu_tru"),
        DUNG,
        "H43-53C",
        KEPT,
    ),
    "minutes and results are lacking": (reviewed, DUNG, "H43-53B", BROKEN),
    "papers of the cell and of the committee above": (
        lambda w: (
            reviewed(w)
            .paper(CELL, "bien_ban_ca_nhan")
            .paper(CELL, "tong_hop_ket_qua")
            .paper(TOP, "quyet_dinh_cong_nhan")
        ),
        DUNG,
        "H43-53B",
        KEPT,
    ),
    "a suggestion that lies in the dossier": (
        lambda w: reviewed(w).paper(DUNG, "goi_y_kiem_diem"),
        DUNG,
        "H43-53D",
        KEPT,
    ),
    "a suggestion that only people know of": (
        lambda w: reviewed(w).state(DUNG, goi_y__co=True),
        DUNG,
        "H43-53D",
        BROKEN,
    ),
    "comments in writing": (
        lambda w: reviewed(w).paper(DUNG, "van_ban_gop_y"),
        DUNG,
        "H43-53E",
        KEPT,
    ),
    "a complaint without its papers": (
        lambda w: reviewed(w).state(DUNG, khieu_nai__co=True),
        DUNG,
        "H43-53F",
        UNCHECKED,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_archive_has_of_a_member_turns_the_rule(world: World, name: str) -> None:
    case, whom, code, outcome = CASES[name]

    found = case(world).of(whom)

    assert found[code] == outcome


@pytest.mark.parametrize(("done", "outcome"), [(50, BROKEN), (100, KEPT), (None, UNCHECKED)])
def test_the_head_answers_for_the_tasks_of_the_collective(
    world: World, done: int | None, outcome: str
) -> None:
    world.year, world.on = 2026, date(2026, 12, 31)
    reviewed(world, GIANG)
    if done is not None:
        world.state(SCHOOL, nhiem_vu__hoan_thanh=done)

    assert world.of(GIANG)["H43-33E"] == outcome


def moved(world: World, since: date) -> World:
    """Let a member of the village's cell come from the school's on a day."""
    old, new = roster_of(SCHOOL), roster_of(CELL)
    state = next(m for m in new.members if m.card == DUNG).states[0]
    before = base.replaced(
        state, organisation=SCHOOL, until=date.fromordinal(since.toordinal() - 1)
    )
    here = Member(card=DUNG, states=(base.replaced(state, since=since),))
    rosters = (
        base.replaced(old, members=(*old.members, Member(card=DUNG, states=(before,)))),
        base.replaced(new, members=tuple(here if m.card == DUNG else m for m in new.members)),
    )
    edits = [_with(world, one) for one in rosters]
    world.ws.commit(edits, Act(since), "chuyển sinh hoạt")
    return world


def _with(world: World, one: OrganisationRoster) -> DossierEdit:
    edit = world.ws.edit(roster._card(one.organisation))
    edit.put_register("roster", one)
    return edit


@pytest.mark.parametrize(
    ("since", "comment", "outcome"),
    [
        (date(2025, 7, 1), "", BROKEN),
        (date(2025, 7, 1), "nhan_xet_noi_cu", KEPT),
        (date(2025, 6, 30), "", KEPT),
        (date(2024, 12, 1), "", KEPT),
    ],
)
def test_whoever_came_after_half_a_year_elsewhere_needs_the_old_cells_comment(
    world: World, since: date, comment: str, outcome: str
) -> None:
    reviewed(moved(world, since))
    if comment:
        world.paper(DUNG, comment)
    elif outcome == BROKEN:
        world.state(DUNG, chuyen_den__co_nhan_xet=False)

    found = world.of(DUNG)

    # In 2025 the text on transfers was not seen: what would be broken is asked.
    assert found["H43-16"] == (UNCHECKED if outcome == BROKEN else outcome)


def test_three_years_of_self_reviews_are_looked_for_where_the_archive_has_any(
    world: World,
) -> None:
    for year in (2023, 2024):
        world.form(AN, "kiem_diem_02b_2023", year=year)
    world.form(DUNG, "kiem_diem_02a_2023", year=2024).opened().form(AN).form(DUNG)

    lacking = world.said(DUNG, "H43-54")

    assert lacking["ket_qua"] == BROKEN
    assert "2023" in lacking["thong_bao"]
    assert "2024" not in lacking["thong_bao"]
    assert world.of(AN)["H43-54"] == KEPT


def test_a_member_who_was_not_in_the_party_yet_owes_no_self_review(world: World) -> None:
    world.change(DUNG, admitted=date(2024, 3, 1), official=date(2025, 3, 1))
    for year in (2023, 2024):
        world.form(AN, "kiem_diem_02b_2023", year=year)
    world.form(DUNG, "kiem_diem_02a_2023", year=2024).opened().form(DUNG)

    assert world.of(DUNG)["H43-54"] == KEPT


def test_years_that_lie_on_paper_only_are_not_called_missing(world: World) -> None:
    world.opened().form(DUNG).form(AN)

    assert world.of(DUNG)["H43-54"] == UNCHECKED


@pytest.mark.parametrize(("day", "outcome"), [("2025-07-15", KEPT), ("2025-11-05", UNCHECKED)])
def test_an_old_year_rated_anew_under_a_new_law_is_asked_about(
    world: World, day: str, outcome: str
) -> None:
    world.year, world.on = 2024, date(2025, 12, 1)
    world.opened().form(DUNG)
    world.rate(DUNG, Level.EXCELLENT, "2024-12-20", superseded=True)
    world.rate(DUNG, Level.DONE, day, again=True, reason="Kê khai không trung thực.")

    assert world.of(DUNG)["H25-56C"] == outcome


def test_papers_that_give_a_member_another_level_are_named(world: World) -> None:
    reviewed(world)
    names = {Level.GOOD: "Hoàn thành tốt nhiệm vụ", Level.DONE: "Hoàn thành nhiệm vụ"}
    rows = [{"ho_ten": "Phạm Thị Dung", "so_the": DUNG, "muc": names[Level.GOOD]}]
    world.paper(TOP, "quyet_dinh_cong_nhan", dang_vien=rows)
    assert world.of(DUNG)["H43-47A"] == KEPT

    notice = [{"ho_ten": "Phạm Thị Dung", "muc": names[Level.DONE]}]
    world.paper(CELL, "thong_bao_ket_qua", ket_qua=notice)
    said = world.said(DUNG, "H43-47A")

    assert said["ket_qua"] == BROKEN
    assert "thông báo của Chi bộ Thôn Một: Hoàn thành nhiệm vụ" in said["thong_bao"]
    assert "quyết định của Đảng bộ xã An Lĩnh: Hoàn thành tốt nhiệm vụ" in said["thong_bao"]


def test_a_name_that_two_members_bear_accuses_neither(world: World) -> None:
    world.change(CUONG, full_name="Phạm Thị Dung")
    reviewed(world)
    notice = [{"ho_ten": "Phạm Thị Dung", "muc": "Hoàn thành nhiệm vụ"}]
    world.paper(CELL, "thong_bao_ket_qua", ket_qua=notice)

    assert world.of(DUNG)["H43-47A"] == KEPT


def test_a_member_without_a_form_is_asked_only_whether_one_was_due(world: World) -> None:
    found = world.opened().of(BINH)

    assert {code.split("-")[1][:2] for code in found} == {"12", "13"}


def test_a_rating_of_somebody_on_the_roster_of_no_organisation_is_judged_all_the_same(
    world: World,
) -> None:
    rating = Rating(
        subject=base.replaced(world.whose(DUNG).subject, card="38009999", name="Lý Văn Xa"),
        year=2025,
        stage=Stage.DECIDED,
        level=Level.GOOD,
        day=date(2025, 12, 20),
    )
    card = base.replaced(world.edit(DUNG).card, code="dv-38009999-2025", card="38009999")
    world.edits = {}
    edit = world.ws.edit(card)
    edit.put_register("ratings", (rating,))
    world.edits["x"] = edit

    found = [one for one in world.opened().found() if one["noi"].startswith("Lý Văn Xa")]

    assert {one["ket_qua"] for one in found if one["ma"] == "H43-12B"} == {UNCHECKED}
    assert {one["ket_qua"] for one in found if one["ma"] == "H43-17B"} == {BROKEN}
