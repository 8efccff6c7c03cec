"""The check on collectives: those below, days in their order, meetings, votes, dossiers, plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hoso.model.assessment import DisciplineForm
from hoso.model.oversight import Appraisal, AppraisalResult
from hoso.model.review import (
    BallotCount,
    BallotKind,
    BallotLine,
    Level,
    PlanItem,
    Shortcoming,
    Stage,
    SubjectKind,
)
from hoso.model.roster import Post, PostSide
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
)

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"
PERSON, COLLECTIVE = SubjectKind.PERSON, SubjectKind.COLLECTIVE
Case = Callable[[World], World]
VILLAGE, TEACHERS = (AN, BINH, CUONG, DUNG, EM), (GIANG, HAI, KHANH)


def in_year(world: World, year: int) -> World:
    world.year, world.on = year, date(year, 12, 31)
    return world


def rated(world: World, levels: str, cards: tuple[str, ...] = VILLAGE) -> World:
    """Rate members by letters, in order: X excellent, T good, H done, K failed, - not yet."""
    letters = {"X": Level.EXCELLENT, "T": Level.GOOD, "H": Level.DONE, "K": Level.FAILED}
    for card, letter in zip(cards, levels, strict=True):
        if letter in letters:
            world.rate(card, letters[letter])
    return world


def the_cell_of_2022(levels: str, own: Level) -> Case:
    return lambda world: rated(in_year(world, 2022).opened().form(CELL), levels).rate(CELL, own)


def the_committee_of_2022(one: Level | None, other: Level | None, own: Level) -> Case:
    def case(world: World) -> World:
        in_year(world, 2022).opened().form(TOP).rate(TOP, own)
        for code, level in ((CELL, one), (SCHOOL, other)):
            if level:
                world.rate(code, level)
        return world

    return case


def a_ballot(world: World, **changes: object) -> World:
    line = BallotLine(
        subject=world.whose(DUNG).subject,
        votes={Level.EXCELLENT: 1, Level.GOOD: 4, Level.DONE: 0, Level.FAILED: 0},
    )
    said: dict[str, object] = {
        "organisation": CELL,
        "year": world.year,
        "day": date(world.year, 12, 9),
        "convened": 5,
        "present": 5,
        "issued": 5,
        "returned": 5,
        "valid": 5,
        "invalid": 0,
        "lines": (line,),
    }
    return world.opened().add("ballots", CELL, BallotCount(**said | changes))  # type: ignore[arg-type]  # mixed on purpose


def a_day_of_all(world: World, **days: str) -> World:
    """Put in a whole year of the village's cell; days of single steps may be changed."""
    said = {
        "plan_issued": "2025-11-10",
        "collective": "2025-12-05",
        "persons": "2025-12-08",
        "rated": "2025-12-20",
        "noticed": "2025-12-22",
        "planned": "2025-12-28",
    } | days
    world.opened().form(CELL, "kiem_diem_tap_the").met(CELL, COLLECTIVE, said["collective"])
    world.met(CELL, PERSON, said["persons"]).rate(CELL, Level.GOOD, said["rated"])
    world.paper(TOP, "ke_hoach_kiem_diem", said["plan_issued"])
    world.paper(CELL, "thong_bao_ket_qua", said["noticed"])
    return world.paper(CELL, "ke_hoach_khac_phuc", said["planned"])


def a_fault(world: World, code: str) -> Shortcoming:
    return Shortcoming(
        code=code, year=2025, subject=world.whose(CELL).subject, text="Sinh hoạt chưa đều."
    )


def a_plan(world: World, code: str, **more: object) -> PlanItem:
    said: dict[str, object] = {
        "code": f"P-{code}",
        "shortcoming": code,
        "subject": world.whose(CELL).subject,
        "year": 2025,
        "measure": "Họp đúng ngày.",
        "owner": "Bí thư chi bộ",
        "deadline": date(2026, 6, 30),
    }
    return PlanItem(**said | more)  # type: ignore[arg-type]  # mixed on purpose


def best_cell(world: World) -> World:
    return world.opened().form(CELL).rate(CELL, Level.EXCELLENT)


CASES: dict[str, tuple[Case, str, str, str]] = {
    # Those below (2022).
    "four of five members good": (
        the_cell_of_2022("XTTTH", Level.EXCELLENT),
        CELL,
        "H21-29B",
        KEPT,
    ),
    "three of five members good": (
        the_cell_of_2022("XTTHH", Level.EXCELLENT),
        CELL,
        "H21-29B",
        BROKEN,
    ),
    "one member not rated yet": (
        the_cell_of_2022("XTTT-", Level.EXCELLENT),
        CELL,
        "H21-29B",
        UNCHECKED,
    ),
    "one member excused from a level": (
        lambda w: the_cell_of_2022("XTTT-", Level.EXCELLENT)(w).rate(EM, None, reason="ốm nặng"),
        CELL,
        "H21-29B",
        KEPT,
    ),
    "a member failed": (the_cell_of_2022("XTTTK", Level.GOOD), CELL, "H21-29C", BROKEN),
    "no member failed": (the_cell_of_2022("XTTTH", Level.GOOD), CELL, "H21-29C", KEPT),
    "both cells good": (
        the_committee_of_2022(Level.GOOD, Level.EXCELLENT, Level.EXCELLENT),
        TOP,
        "H21-29B",
        KEPT,
    ),
    "one of two cells good": (
        the_committee_of_2022(Level.GOOD, Level.DONE, Level.EXCELLENT),
        TOP,
        "H21-29B",
        BROKEN,
    ),
    "one cell not rated": (
        the_committee_of_2022(Level.GOOD, None, Level.EXCELLENT),
        TOP,
        "H21-29B",
        UNCHECKED,
    ),
    # Days in their order.
    "collective, then persons": (a_day_of_all, CELL, "H43-52A", KEPT),
    "persons, then collective": (
        lambda w: a_day_of_all(w, collective="2025-12-10"),
        CELL,
        "H43-52A",
        BROKEN,
    ),
    "no minutes of persons": (
        lambda w: w.opened().form(CELL).met(CELL, COLLECTIVE, "2025-12-05"),
        CELL,
        "H43-52A",
        UNCHECKED,
    ),
    "minutes of persons from elsewhere": (
        lambda w: (
            w.opened()
            .form(CELL)
            .met(CELL, COLLECTIVE, "2025-12-05")
            .paper(CELL, "bien_ban_ca_nhan", "2025-12-06")
        ),
        CELL,
        "H43-52A",
        KEPT,
    ),
    "the plan of the committee before the review": (a_day_of_all, CELL, "H43-52E", KEPT),
    "the plan after the review": (
        lambda w: a_day_of_all(w, plan_issued="2025-12-06"),
        CELL,
        "H43-52E",
        BROKEN,
    ),
    "the notice after the decision": (a_day_of_all, CELL, "H43-52C", KEPT),
    "the notice before the decision": (
        lambda w: a_day_of_all(w, noticed="2025-12-19"),
        CELL,
        "H43-52C",
        BROKEN,
    ),
    "the remedy plan after the notice": (a_day_of_all, CELL, "H43-52D", KEPT),
    "the remedy plan before the notice": (
        lambda w: a_day_of_all(w, planned="2025-12-21"),
        CELL,
        "H43-52D",
        BROKEN,
    ),
    "no remedy plan": (
        lambda w: w.opened().form(CELL).rate(CELL, Level.GOOD),
        CELL,
        "H43-52D",
        UNCHECKED,
    ),
    "the collective rated before its head": (
        lambda w: a_day_of_all(w).rate(AN, Level.GOOD, "2025-12-21"),
        CELL,
        "H43-18C",
        KEPT,
    ),
    "the head rated before the collective": (
        lambda w: a_day_of_all(w).rate(AN, Level.GOOD, "2025-12-15"),
        CELL,
        "H43-18C",
        BROKEN,
    ),
    "the cells rated before the committee": (
        lambda w: (
            w.opened()
            .form(TOP)
            .rate(CELL, Level.GOOD, "2025-12-18")
            .rate(SCHOOL, Level.GOOD, "2025-12-19")
            .rate(TOP, Level.GOOD, "2025-12-20")
        ),
        TOP,
        "H43-52B",
        KEPT,
    ),
    "a cell rated after the committee": (
        lambda w: (
            w.opened()
            .form(TOP)
            .rate(CELL, Level.GOOD, "2025-12-18")
            .rate(SCHOOL, Level.GOOD, "2025-12-22")
            .rate(TOP, Level.GOOD, "2025-12-20")
        ),
        TOP,
        "H43-52B",
        BROKEN,
    ),
    "a cell not rated while the committee is": (
        lambda w: w.opened().form(TOP).rate(CELL, Level.GOOD).rate(TOP, Level.GOOD),
        TOP,
        "H43-52B",
        UNCHECKED,
    ),
    # Discipline of those whom the collective answers for.
    "nobody said whether anybody was disciplined": (best_cell, CELL, "H43-26", UNCHECKED),
    "a leader disciplined": (
        lambda w: best_cell(w).discipline(BINH, DisciplineForm.REPRIMAND),
        CELL,
        "H43-26",
        BROKEN,
    ),
    "a leader disciplined for what happened elsewhere": (
        lambda w: (
            best_cell(w)
            .discipline(BINH, DisciplineForm.REPRIMAND, units=("Chi bộ cũ",))
            .state(CELL, ky_luat__so=0)
        ),
        CELL,
        "H43-26",
        KEPT,
    ),
    "a member who leads nothing disciplined": (
        lambda w: best_cell(w).discipline(DUNG, DisciplineForm.REPRIMAND),
        CELL,
        "H43-26",
        UNCHECKED,
    ),
    "a cell below disciplined": (
        lambda w: (
            w.opened()
            .form(TOP)
            .rate(TOP, Level.EXCELLENT)
            .discipline(SCHOOL, DisciplineForm.REPRIMAND)
        ),
        TOP,
        "H43-26",
        BROKEN,
    ),
    "a leader disciplined on duty": (
        lambda w: a_day_of_all(w).discipline(BINH, DisciplineForm.REPRIMAND, duty=True),
        CELL,
        "H43-27M",
        BROKEN,
    ),
    "a leader disciplined, nobody knows for what": (
        lambda w: a_day_of_all(w).discipline(BINH, DisciplineForm.REPRIMAND),
        CELL,
        "H43-27M",
        UNCHECKED,
    ),
    "nobody was disciplined, as the cell stated": (
        lambda w: best_cell(w).state(CELL, su_viec__khong_co=("ky_luat.co",)),
        CELL,
        "H43-26",
        KEPT,
    ),
    "nobody was a case of decline, as the committee stated": (
        lambda w: a_day_of_all(w).state(TOP, su_viec__khong_co=("suy_thoai.ket_luan",)),
        CELL,
        "H43-27N",
        KEPT,
    ),
    # Dossier and plan.
    "a whole dossier": (
        lambda w: a_day_of_all(w).paper(CELL, "bien_ban_tap_the").paper(CELL, "tong_hop_ket_qua"),
        CELL,
        "H43-53A",
        KEPT,
    ),
    "a dossier without minutes": (
        lambda w: a_day_of_all(w).paper(CELL, "tong_hop_ket_qua"),
        CELL,
        "H43-53A",
        BROKEN,
    ),
    "every fault planned for": (
        lambda w: (
            a_day_of_all(w)
            .add("shortcomings", CELL, a_fault(w, "K-1"))
            .add("plan", CELL, a_plan(w, "K-1"))
        ),
        CELL,
        "H43-57A",
        KEPT,
    ),
    "a fault without a plan": (
        lambda w: a_day_of_all(w).add("shortcomings", CELL, a_fault(w, "K-1")),
        CELL,
        "H43-57A",
        BROKEN,
    ),
    "a plan without a deadline": (
        lambda w: (
            a_day_of_all(w)
            .add("shortcomings", CELL, a_fault(w, "K-1"))
            .add("plan", CELL, a_plan(w, "K-1", deadline=None))
        ),
        CELL,
        "H43-57B",
        BROKEN,
    ),
    "dossiers looked through within half a year": (
        lambda w: w.opened().state(CELL, ho_so__ngay_kiem_tra="2025-08-01"),
        CELL,
        "H43-55",
        KEPT,
    ),
    "dossiers not looked through for long": (
        lambda w: w.opened().state(CELL, ho_so__ngay_kiem_tra="2025-05-01"),
        CELL,
        "H43-55",
        BROKEN,
    ),
    # Officials and members of one body.
    "officials no better than members": (
        lambda w: rated(w.opened(), "XTTTT").rate(DUNG, Level.GOOD, stage=Stage.CIVIL),
        CELL,
        "H43-39",
        KEPT,
    ),
    "officials better than members": (
        lambda w: rated(w.opened(), "XTTTT").rate(DUNG, Level.EXCELLENT, stage=Stage.CIVIL),
        CELL,
        "H43-39",
        BROKEN,
    ),
    "all officials, as the cell stated": (
        lambda w: (
            rated(w.opened(), "XTTTT")
            .rate(DUNG, Level.EXCELLENT, stage=Stage.CIVIL)
            .state(CELL, cbccvc__so_htxs=1, cbccvc__so_xep_loai=10)
        ),
        CELL,
        "H43-39",
        KEPT,
    ),
    "no official rated": (lambda w: rated(w.opened(), "XTTTT"), CELL, "H43-39", UNCHECKED),
    # A collective of its own.
    "three who lead meet on their own": (a_day_of_all, CELL, "H43-20", KEPT),
    "two who lead must not meet on their own": (
        lambda w: a_day_of_all(w.change(CUONG, posts=())),
        CELL,
        "H43-20",
        BROKEN,
    ),
    # Deadlines.
    "rated in time": (a_day_of_all, CELL, "H43-51B", KEPT),
    "rated on the last day, which is too late": (
        lambda w: a_day_of_all(w, rated="2025-12-31"),
        CELL,
        "H43-51B",
        BROKEN,
    ),
    "rated in January where the year ends later": (
        lambda w: a_day_of_all(w, rated="2026-01-10").state(TOP, to_chuc__tong_ket_dac_thu=True),
        CELL,
        "H43-51B",
        KEPT,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_archive_has_of_a_collective_turns_the_rule(world: World, name: str) -> None:
    case, whom, code, outcome = CASES[name]

    found = case(world).of(whom)

    assert found[code] == outcome


MEETING = f"{NAMES[CELL]}, hội nghị kiểm điểm tập thể"
VOTE = f"{NAMES[CELL]}, kiểm phiếu"


def outcome_of(world: World, where: str, code: str, *args: str) -> str:
    found = world.found(*args)
    return next(one["ket_qua"] for one in found if (one["noi"], one["ma"]) == (where, code))


MEETINGS: dict[str, tuple[Case, str, str, str]] = {
    "everybody called came": (
        lambda w: w.opened().met(CELL, COLLECTIVE, "2025-12-05"),
        MEETING,
        "H43-46A",
        KEPT,
    ),
    "somebody is missing without a name": (
        lambda w: w.opened().met(CELL, COLLECTIVE, "2025-12-05", present=4),
        MEETING,
        "H43-46A",
        BROKEN,
    ),
    "absent with a reason": (
        lambda w: w.opened().met(
            CELL, COLLECTIVE, "2025-12-05", present=4, absent=("Lê Văn Cường: ốm",)
        ),
        MEETING,
        "H43-46E",
        KEPT,
    ),
    "absent without a reason": (
        lambda w: w.opened().met(
            CELL, COLLECTIVE, "2025-12-05", present=4, absent=("Lê Văn Cường",)
        ),
        MEETING,
        "H43-46E",
        BROKEN,
    ),
    "the draft three working days before": (
        lambda w: (
            w.opened()
            .met(CELL, COLLECTIVE, "2025-12-08")
            .state(CELL, du_thao__ngay_gui="2025-12-03")
        ),
        MEETING,
        "H43-49",
        KEPT,
    ),
    "the draft two working days and a weekend before": (
        lambda w: (
            w.opened()
            .met(CELL, COLLECTIVE, "2025-12-08")
            .state(CELL, du_thao__ngay_gui="2025-12-04")
        ),
        MEETING,
        "H43-49",
        BROKEN,
    ),
    "the draft went with the invitation": (
        lambda w: (
            w.opened().met(CELL, COLLECTIVE, "2025-12-08").paper(CELL, "giay_moi", "2025-12-01")
        ),
        MEETING,
        "H43-49",
        KEPT,
    ),
    "nobody knows when the draft went": (
        lambda w: w.opened().met(CELL, COLLECTIVE, "2025-12-08"),
        MEETING,
        "H43-49",
        UNCHECKED,
    ),
    "a whole day": (
        lambda w: (
            w.opened().met(CELL, COLLECTIVE, "2025-12-08").state(CELL, hop_tap_the__so_ngay=1)
        ),
        MEETING,
        "H43-50",
        KEPT,
    ),
    "half a day": (
        lambda w: (
            w.opened()
            .met(CELL, COLLECTIVE, "2025-12-08")
            .state(CELL, hop_tap_the__so_ngay=0.5, hop_ca_nhan__so_ngay=1)
        ),
        MEETING,
        "H43-50",
        BROKEN,
    ),
    "before the end of the year": (
        lambda w: w.opened().met(CELL, COLLECTIVE, "2025-12-30"),
        MEETING,
        "H43-51A",
        KEPT,
    ),
    "too late in the year": (
        lambda w: w.opened().met(CELL, COLLECTIVE, "2025-12-31"),
        MEETING,
        "H43-51A",
        BROKEN,
    ),
    "votes that reconcile": (a_ballot, VOTE, "H43-46B", KEPT),
    "votes that do not": (lambda w: a_ballot(w, invalid=1), VOTE, "H43-46B", BROKEN),
    "as many ballots as full members": (a_ballot, VOTE, "H43-48C", KEPT),
    "a ballot for somebody on probation": (
        lambda w: a_ballot(w.change(EM, admitted=date(2025, 3, 1), official=None)),
        VOTE,
        "H43-48C",
        BROKEN,
    ),
    "nobody knows who is a full member": (
        lambda w: a_ballot(w.change(EM, admitted=None, official=None)),
        VOTE,
        "H43-48C",
        UNCHECKED,
    ),
    "votes of another body": (
        lambda w: a_ballot(w, participant="Hội Nông dân xã"),
        VOTE,
        "H43-48C",
        UNCHECKED,
    ),
    "no pass mark laid down": (
        lambda w: a_ballot(w).rate(DUNG, Level.GOOD, stage=Stage.PROPOSED),
        VOTE,
        "H43-65D",
        UNCHECKED,
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_what_a_meeting_or_a_vote_was_like_turns_the_rule(world: World, name: str) -> None:
    case, where, code, outcome = MEETINGS[name]

    assert outcome_of(case(world), where, code) == outcome


def overlay(world: World, words: str, regime: str = "HD43-2025") -> World:
    """Let the office have an overlay of its authority."""
    head = f'che_do = "{regime}"\nnguoi_quyet_dinh = "Đảng ủy xã"\ncan_cu = "Kế hoạch số 5"\n'
    path = world.office.root / f"{regime}.toml"
    path.write_text(f"{head}[tham_so]\n{words}\n", encoding="utf-8")
    with (world.office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write(f'[quy_dinh]\nlop_phu = "{path.name}"\n')
    world.ws = world.office.workspace
    return world


@pytest.mark.parametrize(
    ("proposed", "kind", "outcome"),
    [
        (Level.GOOD, BallotKind.LEVELS, KEPT),
        (Level.DONE, BallotKind.LEVELS, BROKEN),
        (Level.EXCELLENT, BallotKind.BELOW, KEPT),
    ],
)
def test_a_proposed_level_needs_the_votes_that_the_authority_laid_down(
    world: World, proposed: Level, kind: BallotKind, outcome: str
) -> None:
    overlay(world, 'nguong_phieu = "quá nửa"\nnguong_phieu_mau_so = "hop_le"')
    a_ballot(world, kind=kind).rate(DUNG, proposed, stage=Stage.PROPOSED)

    assert outcome_of(world, VOTE, "H43-65D") == outcome


def test_a_committee_votes_with_those_who_sit_on_it(world: World) -> None:
    line = BallotLine(subject=world.whose(CELL).subject, votes={Level.GOOD: 3})
    world.opened()
    count = BallotCount(
        organisation=TOP,
        year=2025,
        day=date(2025, 12, 15),
        round=2,
        convened=3,
        present=3,
        issued=3,
        returned=3,
        valid=3,
        invalid=0,
        lines=(line,),
    )
    world.add("ballots", TOP, count)

    assert outcome_of(world, f"{NAMES[TOP]}, kiểm phiếu vòng 2", "H43-48C") == KEPT


def test_an_appraisal_by_the_team_has_its_place_between_scoring_and_vote(world: World) -> None:
    """2014: self-scoring, then the inspection team, then the secret ballot."""
    in_year(world, 2016).opened()
    found = Appraisal(
        subject=world.whose(CELL).subject,
        year=2016,
        result=AppraisalResult.AGREED,
        by="An",
        day=date(2016, 12, 12),
    )
    world.add("appraisals", CELL, found).state(CELL, tu_cham__ngay="2016-12-05")
    a_ballot(world, day=date(2016, 12, 10))

    assert world.of(CELL)["H27-40F"] == BROKEN


def test_a_report_of_the_team_stands_for_its_appraisal(world: World) -> None:
    in_year(world, 2016).opened().state(CELL, tu_cham__ngay="2016-12-05")
    world.paper(TOP, "bao_cao_tham_dinh", "2016-12-08")
    a_ballot(world, day=date(2016, 12, 10))

    assert world.of(CELL)["H27-40F"] == KEPT


def test_a_committee_of_two_has_no_report_of_its_own_to_be_judged(world: World) -> None:
    for card in (BINH, CUONG):
        world.change(card, posts=())
    world.change(AN, posts=(Post(title="Bí thư chi bộ", side=PostSide.PARTY),))
    world.opened().rate(CELL, Level.GOOD)

    form, level = world.said(CELL, "H43-01"), world.said(CELL, "H43-51B")

    assert form["ket_qua"] == KEPT
    assert "không có báo cáo kiểm điểm riêng" in form["thong_bao"]
    assert level["ket_qua"] == KEPT


def test_the_figures_of_a_summary_are_counted_again_from_its_own_list(world: World) -> None:
    rows = [
        {"ho_ten": NAMES[c], "so_the": c, "cap_quyet_dinh": "Hoàn thành nhiệm vụ"} for c in VILLAGE
    ]
    figures = [
        {"nhan": "Hoàn thành nhiệm vụ", "so_luong": 4},
        {"nhan": "Được đánh giá", "so_luong": 5},
    ]
    world.opened().paper(CELL, "tong_hop_ket_qua", hang=rows, thong_ke=figures)

    said = world.said(CELL, "H43-47A")

    assert said["ket_qua"] == BROKEN
    assert "Hoàn thành nhiệm vụ: 4, danh sách kèm theo có 5" in said["thong_bao"]
    assert "Được đánh giá" not in said["thong_bao"]
