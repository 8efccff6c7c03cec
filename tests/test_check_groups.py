"""The check on groups, on the whole year, on awards and on what may have come back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hoso.model import base
from hoso.model.assessment import DisciplineForm
from hoso.model.awards import Award, Title
from hoso.model.oversight import Assignment, Role
from hoso.model.review import FollowUp, Level, Shortcoming, Status
from hoso.model.roster import Member, Standing
from hoso.services import roster
from hoso.workspace import Act
from tests.check_world import (
    AN,
    BINH,
    CELL,
    CUONG,
    DUNG,
    EM,
    GIANG,
    HAI,
    KHANH,
    NAMES,
    SCHOOL,
    TOP,
    World,
    roster_of,
)
from tests.test_check_bodies import in_year, overlay, rated

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"
ALL = (AN, BINH, CUONG, DUNG, EM, GIANG, HAI, KHANH)


def by_rule(world: World, code: str, *args: str) -> dict[str, str]:
    """Return where a rule was judged and what came out."""
    return {one["noi"]: one["ket_qua"] for one in world.found(*args) if one["ma"] == code}


# --- groups --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("levels", "outcome"), [("XTTTTTTT", KEPT), ("XXTTTTTT", BROKEN)])
def test_in_2022_the_group_is_the_grassroots_organisation(
    world: World, levels: str, outcome: str
) -> None:
    rated(in_year(world, 2022).opened(), levels, ALL)

    found = by_rule(world, "H21-35")

    assert found["Năm 2022, đảng viên: Đảng bộ xã An Lĩnh"] == outcome


def test_organisations_are_a_group_of_their_own_below_one_superior(world: World) -> None:
    in_year(world, 2022).opened().rate(CELL, Level.EXCELLENT).rate(SCHOOL, Level.GOOD)

    found = by_rule(world, "H21-35")

    assert found["Năm 2022, tổ chức đảng: Đảng bộ xã An Lĩnh"] == BROKEN


def test_without_groups_the_cap_of_2025_is_not_checked_rather_than_passed(world: World) -> None:
    rated(world.opened(), "XXXXXXXX", ALL)

    found = world.found()

    assert by_rule(world, "H43-35") == {
        "Năm 2025, đảng viên": UNCHECKED,
        "Năm 2025, tổ chức đảng": UNCHECKED,
    }
    assert any("nhóm vị trí" in one["thong_bao"] for one in found if one["ma"] == "H43-35")


def test_an_authority_makes_groups_by_category_post_or_kind_of_organisation(world: World) -> None:
    overlay(
        world,
        'nhom_ty_le = ["Bí thư chi bộ: Người đứng đầu", "lanh_dao: Lãnh đạo khác", '
        '"cbccvc, huu_tri, khac: Đảng viên", "chi_bo: Chi bộ trực thuộc"]',
    )
    rated(world.opened(), "XTTXXTTT", ALL)

    found = by_rule(world, "H43-35")

    assert found["Năm 2025, đảng viên: Người đứng đầu"] == BROKEN  # one of two
    assert found["Năm 2025, đảng viên: Đảng viên"] == BROKEN  # two of five
    assert found["Năm 2025, đảng viên: Lãnh đạo khác"] == KEPT
    assert found["Năm 2025, tổ chức đảng: Chi bộ trực thuộc"] == KEPT
    assert found["Năm 2025, tổ chức đảng"] == UNCHECKED  # the committee is in no group


def test_a_group_may_be_stated_for_one_subject(world: World) -> None:
    overlay(world, 'nhom_ty_le = "theo chức danh"')
    rated(world.opened(), "XTTTTTTT", ALL)
    for card in ALL:
        world.state(card, nhom__ten="Toàn Đảng bộ")

    assert by_rule(world, "H43-35")["Năm 2025, đảng viên: Toàn Đảng bộ"] == KEPT


def test_heads_may_be_left_out_of_the_groups(world: World) -> None:
    words = (
        'nhom_ty_le = ["lanh_dao, cbccvc, huu_tri, khac: Tất cả"]\ntinh_nguoi_dung_dau = "khong"'
    )
    overlay(world, words)
    rated(world.opened(), "XTTTTXTT", ALL)  # only the two secretaries are excellent

    assert by_rule(world, "H43-35")["Năm 2025, đảng viên: Tất cả"] == KEPT


def test_a_group_that_reaches_beyond_what_is_looked_at_is_not_counted_in_part(
    world: World,
) -> None:
    rated(in_year(world, 2022).opened(), "XXTTTTTT", ALL)

    found = by_rule(world, "H21-35", "--org", CELL)

    assert set(found.values()) == {UNCHECKED}
    assert (
        by_rule(world, "H21-35", "--org", TOP)["Năm 2022, đảng viên: Đảng bộ xã An Lĩnh"] == BROKEN
    )


# --- the whole year ------------------------------------------------------------------------------


def test_the_year_divides_without_remainder_and_counts_its_forms(world: World) -> None:
    world.change(EM, standing=Standing.EXEMPT).opened()
    for card in ALL[:4]:
        world.form(card).rate(card, Level.GOOD)

    found = {one["ma"]: one["ket_qua"] for one in world.found() if one["noi"] == "Năm 2025"}

    assert found["H43-41"] == found["H43-42A"] == found["H43-44A"] == KEPT
    assert found["H43-48B"] == BROKEN  # four of seven members' came back
    assert found["H43-37"] == found["H43-65"] == UNCHECKED
    assert found["H43-36"] == KEPT


@pytest.mark.parametrize(
    ("cards", "day", "outcome"),
    [
        (ALL, "2025-12-30", KEPT),
        (ALL[:4], "2025-12-30", UNCHECKED),
        (ALL[:4], "2025-12-31", BROKEN),
    ],
)
def test_as_long_as_forms_may_still_come_none_is_missing(
    world: World, cards: tuple[str, ...], day: str, outcome: str
) -> None:
    world.opened().on = date.fromisoformat(day)
    for card in cards:
        world.form(card)

    assert by_rule(world, "H43-48B") == {"Năm 2025": outcome}


def test_why_members_failed_is_counted_when_it_is_known_of_everyone(world: World) -> None:
    world.opened().rate(DUNG, Level.FAILED)
    unknown = by_rule(world, "H43-43A")
    world.discipline(DUNG, DisciplineForm.WARNING)

    known = by_rule(world, "H43-43A")

    assert (unknown["Năm 2025"], known["Năm 2025"]) == (UNCHECKED, KEPT)


def test_a_rate_above_the_law_needs_the_decision_behind_it(world: World) -> None:
    overlay(world, 'ty_le_htxs = 25\nty_le_htxs_can_cu = "Quyết định số 9, dẫn đầu toàn tỉnh"')

    assert by_rule(world.opened(), "H43-36") == {"Năm 2025": KEPT}


def test_a_member_on_two_rosters_is_named(world: World) -> None:
    school = roster_of(SCHOOL)
    dung = next(m for m in roster_of(CELL).members if m.card == DUNG)
    twin = Member(card=DUNG, states=(base.replaced(dung.states[0], organisation=SCHOOL),))
    edit = world.ws.edit(roster._card(school.organisation))
    edit.put_register("roster", base.replaced(school, members=(*school.members, twin)))
    world.ws.commit([edit], Act(date(2025, 1, 1)), "nhập hai lần")

    found = [one for one in world.opened().found() if one["ma"] == "H43-21"]

    assert [one["ket_qua"] for one in found] == [BROKEN]
    assert "Phạm Thị Dung (Chi bộ Thôn Một, Chi bộ Trường học)" in found[0]["thong_bao"]


@pytest.mark.parametrize(("level", "outcome"), [(Level.EXCELLENT, KEPT), (Level.GOOD, BROKEN)])
def test_the_best_of_2016_must_have_the_best_level(
    world: World, level: Level, outcome: str
) -> None:
    in_year(world, 2016).opened().rate(CELL, level)
    world.state(TOP, tieu_bieu__danh_sach=("Chi bộ Thôn Một",))

    assert by_rule(world, "H27-40C") == {"Năm 2016": outcome}


def test_titles_recognised_are_the_best_of_the_year(world: World) -> None:
    in_year(world, 2016).opened().rate(CELL, Level.GOOD)
    title = Title(
        subject=world.whose(CELL).subject,
        year=2016,
        name="Trong sạch, vững mạnh tiêu biểu",
        document="QĐ 5",
        day=date(2016, 12, 30),
        by="An",
    )
    world.add("titles", CELL, title)

    assert by_rule(world, "H27-40C") == {"Năm 2016": BROKEN}


def test_an_inspection_team_is_known_by_whom_it_sent(world: World) -> None:
    in_year(world, 2016).opened()
    assert by_rule(world, "H27-40D") == {"Năm 2016": UNCHECKED}

    sent = Assignment(
        year=2016,
        committee=TOP,
        organisation=CELL,
        card=GIANG,
        name=NAMES[GIANG],
        role=Role.APPRAISES,
        by="An",
        day=date(2016, 11, 1),
    )
    world.add("assignments", TOP, sent)

    assert by_rule(world, "H27-40D") == {"Năm 2016": KEPT}


# --- awards --------------------------------------------------------------------------------------


def awarded(world: World, whom: str = DUNG, **more: Any) -> World:
    said: dict[str, Any] = {
        "subject": world.whose(whom).subject,
        "years": (2025,),
        "form": "giấy khen",
        "giver": "Đảng bộ xã An Lĩnh",
        "document": "12-QĐ/ĐU",
        "day": date(2025, 12, 31),
        "amount": 702_000,
        "by": "An",
    } | more
    return world.opened().add("awards", whom, Award(**said))


def excellent(world: World, whom: str, *years: int) -> World:
    for year in years:
        world.rate(whom, Level.EXCELLENT, year=year)
    return world


AWARDS: dict[str, tuple[Any, str, str]] = {
    "excellent this year": (lambda w: excellent(awarded(w), DUNG, 2025), "H43-59A", KEPT),
    "good this year": (lambda w: awarded(w).rate(DUNG, Level.GOOD), "H43-59A", BROKEN),
    "five years in a row": (
        lambda w: excellent(
            awarded(w, years=(2021, 2022, 2023, 2024, 2025), amount=None), DUNG, *range(2021, 2026)
        ),
        "H43-59A",
        KEPT,
    ),
    "five years with a gap": (
        lambda w: excellent(
            awarded(w, years=(2021, 2022, 2023, 2024, 2025)), DUNG, 2021, 2022, 2024, 2025
        ),
        "H43-59A",
        BROKEN,
    ),
    "given by the committee of the grassroots": (
        lambda w: excellent(awarded(w), DUNG, 2025),
        "H43-60",
        KEPT,
    ),
    "given by the committee under its own name": (
        lambda w: excellent(awarded(w, giver="Đảng ủy xã An Lĩnh"), DUNG, 2025),
        "H43-60",
        KEPT,
    ),
    "given by a cell": (
        lambda w: excellent(awarded(w, giver="Chi bộ Trường học"), DUNG, 2025),
        "H43-60",
        BROKEN,
    ),
    "given by somebody whom the roster does not have": (
        lambda w: excellent(awarded(w, giver="Tỉnh ủy"), DUNG, 2025),
        "H43-60",
        UNCHECKED,
    ),
    "given by one of several of that name": (
        lambda w: excellent(awarded(w, giver="Chi bộ"), DUNG, 2025),
        "H43-60",
        UNCHECKED,
    ),
    "the money that the table gives": (
        lambda w: excellent(awarded(w), DUNG, 2025),
        "H43-61",
        KEPT,
    ),
    "other money": (lambda w: excellent(awarded(w, amount=500_000), DUNG, 2025), "H43-61", BROKEN),
    "no money on the paper": (
        lambda w: excellent(awarded(w, amount=None), DUNG, 2025),
        "H43-61",
        UNCHECKED,
    ),
    "an organisation whose own level was decided": (
        lambda w: excellent(awarded(w, CELL), CELL, 2025),
        "H43-62",
        KEPT,
    ),
    "an organisation without a level": (lambda w: awarded(w, CELL), "H43-62", BROKEN),
    "an organisation without the title": (
        lambda w: excellent(awarded(w, CELL), CELL, 2025),
        "H43-59B",
        BROKEN,
    ),
    "an organisation with the title": (
        lambda w: excellent(awarded(w, CELL), CELL, 2025).add("titles", CELL, a_title(w)),
        "H43-59B",
        KEPT,
    ),
}


def a_title(world: World) -> Title:
    return Title(
        subject=world.whose(CELL).subject,
        year=2025,
        name="Hoàn thành xuất sắc nhiệm vụ tiêu biểu",
        document="QĐ 7",
        day=date(2025, 12, 31),
        by="An",
    )


@pytest.mark.parametrize("name", AWARDS)
def test_an_award_needs_its_years_its_giver_and_its_money(world: World, name: str) -> None:
    case, code, outcome = AWARDS[name]

    found = [one for one in case(world).found() if one["ma"] == code]

    assert [one["ket_qua"] for one in found] == [outcome]
    assert found[0]["noi"].endswith("giấy khen số 12-QĐ/ĐU")


def test_an_award_taken_back_is_not_judged(world: World) -> None:
    found = awarded(world, withdrawn=True).found()

    assert not [one for one in found if one["ma"].startswith("H43-59")]


# --- what may have come back ---------------------------------------------------------------------


def a_fault(world: World, code: str, year: int) -> Shortcoming:
    words = "Nộp đảng phí chậm, nhiều tháng dồn lại một lần cuối quý."
    return Shortcoming(code=code, year=year, subject=world.whose(CELL).subject, text=words)


def came_back(world: World, *said: FollowUp) -> list[str]:
    world.opened().form(CELL).add("shortcomings", CELL, a_fault(world, "K-2025-1", 2025))
    world.add("shortcomings", CELL, a_fault(world, "K-2023-1", 2023), year=2023)
    world.add("follow_ups", CELL, *said)
    return [one["thong_bao"] for one in world.found() if one["ma"] == "DK158"]


@pytest.mark.parametrize("status", [None, Status.DONE])
def test_a_fault_like_one_remedied_or_left_out_is_shown_to_a_person(
    world: World, status: Status | None
) -> None:
    said = [FollowUp(code="K-2023-1", year=2025, status=status)] if status else []

    (found,) = came_back(world, *said)

    assert "«hoso recurrence confirm K-2025-1 K-2023-1»" in found
    assert "xác suất 0," in found or "xác suất 1,00" in found


def test_a_fault_that_section_three_calls_open_has_not_come_back(world: World) -> None:
    said = FollowUp(code="K-2023-1", year=2025, status=Status.DOING)

    assert came_back(world, said) == []


def test_a_fault_that_a_person_judged_already_is_not_shown_again(world: World) -> None:
    assert came_back(world) != []
    pair = ("K-2025-1", "K-2023-1")
    world.office.ok("recurrence", "reject", *pair, "--date", "2025-12-30", "--why", "việc khác")

    assert [one for one in world.found() if one["ma"] == "DK158"] == []
