"""Facts stated and rulings given: they change what the check says, never silently the archive."""

from __future__ import annotations

from datetime import date

import pytest

from hoso.model.assessment import DisciplineForm
from hoso.model.review import Level
from tests.check_world import AN, CELL, DUNG, EM, TOP, World
from tests.test_check_members import reviewed

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"
DIFFERS = "DK101"


def differences(world: World) -> list[dict[str, str]]:
    return [one for one in world.found() if one["ma"] == DIFFERS]


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ({}, UNCHECKED),
        ({"nhiem_vu__hoan_thanh": 100}, KEPT),
        ({"nhiem_vu__hoan_thanh": 99}, BROKEN),
    ],
)
def test_what_only_people_know_turns_a_rule(
    world: World, stated: dict[str, int], outcome: str
) -> None:
    found = reviewed(world, DUNG, Level.EXCELLENT).state(DUNG, **stated).of(DUNG)

    assert found["H43-23A"] == outcome


def test_stated_through_the_command_it_counts_the_same(world: World) -> None:
    reviewed(world, DUNG, Level.EXCELLENT).save()
    words = ("--person", DUNG, "--year", "2025", "--date", "2025-12-28")
    world.office.ok("facts", "set", "nhiem_vu.hoan_thanh=100", *words)

    assert world.of(DUNG)["H43-23A"] == KEPT


def test_a_statement_that_contradicts_the_archive_is_told_and_the_archive_counts(
    world: World,
) -> None:
    reviewed(world).discipline(DUNG, DisciplineForm.WARNING, duty=True)
    world.state(DUNG, ky_luat__do_chuc_trach=False)

    (said,) = differences(world)

    assert said["ket_qua"] == BROKEN
    assert said["noi"] == "Phạm Thị Dung, Chi bộ Thôn Một"
    assert "kho ghi «có», kê khai «không»" in said["thong_bao"]
    assert "Lê Thị Hà" in said["can_cu"]
    assert "Sổ theo dõi" in said["can_cu"]
    assert world.of(DUNG)["H43-27"] == BROKEN


def test_a_statement_that_agrees_with_the_archive_is_not_worth_a_word(world: World) -> None:
    reviewed(world).discipline(DUNG, DisciplineForm.WARNING, duty=True)
    world.state(DUNG, ky_luat__do_chuc_trach=True)

    assert differences(world) == []


def test_a_day_is_told_as_people_write_it(world: World) -> None:
    reviewed(world).paper(CELL, "thong_bao_ket_qua", "2025-12-22")
    world.state(CELL, thong_bao__ngay="2025-12-23")

    (said,) = differences(world)

    assert "kho ghi «22/12/2025», kê khai «23/12/2025»" in said["thong_bao"]


def test_what_the_archive_only_supposes_gives_way_to_a_statement(world: World) -> None:
    """No suggestion lies in the archive; somebody knows of one on paper."""
    reviewed(world).state(DUNG, goi_y__co=True)

    assert differences(world) == []
    assert world.of(DUNG)["H43-53D"] == BROKEN


def test_an_organisation_states_at_once_what_nobody_in_it_had(world: World) -> None:
    reviewed(world)
    before = world.of(DUNG)["H43-14A"]
    world.state(CELL, su_viec__khong_co=("nghi_om.thang", "tam_thoi.co"))

    found = world.of(DUNG)

    assert (before, found["H43-14A"], found["H43-15A"]) == (UNCHECKED, KEPT, KEPT)


def test_a_committee_states_it_for_everybody_below(world: World) -> None:
    reviewed(world).state(TOP, su_viec__khong_co=("nghi_om.thang",))

    assert world.of(DUNG)["H43-14A"] == KEPT


def test_a_member_who_had_it_all_the_same_is_an_exception(world: World) -> None:
    reviewed(world).state(CELL, su_viec__khong_co=("nghi_om.thang",))
    world.state(DUNG, nghi_om__thang=5)

    assert world.of(DUNG)["H43-14A"] == UNCHECKED  # nobody said by what she was judged
    assert differences(world) == []


def test_what_nobody_had_but_the_register_knows_of_somebody_is_told(world: World) -> None:
    reviewed(world).discipline(DUNG, DisciplineForm.WARNING)
    world.state(CELL, su_viec__khong_co=("ky_luat.co",))

    (said,) = differences(world)

    assert "đảng viên bị kỷ luật trong năm: kho ghi «có», kê khai «không»" in said["thong_bao"]
    assert "sự việc không xảy ra" in said["can_cu"]


# --- rulings -------------------------------------------------------------------------------------


def test_a_gap_in_the_law_is_asked_about_until_the_authority_answers(world: World) -> None:
    reviewed(world, EM, Level.DONE).state(EM, nhiem_vu__hoan_thanh=80)
    asked = world.said(EM, "H43-63C")
    world.rule(EM, "H43-63C", "htn")

    answered = world.said(EM, "H43-63C")

    assert (asked["ket_qua"], answered["ket_qua"]) == (UNCHECKED, KEPT)
    assert "cần hỏi: Cấp có thẩm quyền xếp mức nào?" in asked["thong_bao"]
    assert "ý kiến của Ban Thường vụ Đảng ủy: htn" in answered["thong_bao"]


def test_one_answer_settles_the_rule_that_follows_from_it(world: World) -> None:
    """Who did not do everything cannot be of the third level, unless the authority said so."""
    reviewed(world, EM, Level.DONE).state(EM, nhiem_vu__hoan_thanh=80)
    before = world.of(EM)["H43-24D"]
    world.rule(EM, "H43-63C", "htn")

    assert (before, world.of(EM)["H43-24D"]) == (BROKEN, KEPT)


def test_an_exception_that_was_granted_keeps_the_rule(world: World) -> None:
    reviewed(world).discipline(DUNG, DisciplineForm.REPRIMAND, duty=True)
    before = world.of(DUNG)["H43-27"]
    world.rule(DUNG, "H43-27", "tự phát hiện, đã khắc phục")

    assert (before, world.of(DUNG)["H43-27"]) == (BROKEN, KEPT)


def test_a_ruling_on_one_member_says_nothing_of_another(world: World) -> None:
    for whom in (DUNG, AN):
        reviewed(world, whom).discipline(whom, DisciplineForm.REPRIMAND, duty=True)
    world.rule(DUNG, "H43-27", "tự phát hiện, đã khắc phục")

    assert (world.of(DUNG)["H43-27"], world.of(AN)["H43-27"]) == (KEPT, BROKEN)


def test_a_ruling_on_a_small_group_is_kept_with_the_committee(world: World) -> None:
    world.year, world.on = 2022, date(2022, 12, 31)
    world.opened().rate(DUNG, Level.GOOD)

    def small() -> list[str]:
        where = "Năm 2022, đảng viên: Đảng bộ xã An Lĩnh"
        return [o["ket_qua"] for o in world.found() if (o["ma"], o["noi"]) == ("H21-38", where)]

    before = small()
    world.rule(TOP, "H21-38", "làm tròn từ 0,5 lên")

    assert (before, small()) == ([UNCHECKED], [KEPT])
