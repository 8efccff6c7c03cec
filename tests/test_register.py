"""The register of shortcomings: verification, extension, effect, recurrence, lists, the schedule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model.recurrence import Decision
from hoso.model.remedy import Effect, EventKind
from hoso.model.review import FollowUp, PlanItem, Source, Status
from hoso.services import faults, naming, plan, recurrences, register, tracking
from hoso.services.naming import Named
from hoso.services.plan import Change, Wanted
from hoso.services.register import Said, Whose
from hoso.workspace import Act, Workspace
from tests.conftest import Office

CELL, FAULT = "cb-van-phong", "K-0007"  # named in 2022, reported as under way
OWNER, OTHER, THIRD = "Phạm Văn An", "Lê Thị Bình", "Trần Chi"


def on(day: str, why: str = "") -> Act:
    """Return an act of the secretary on a day."""
    return Act(date.fromisoformat(day), "An", why or None)


@pytest.fixture
def ws(sample_office: Office) -> Workspace:
    """Return the sample's workspace with one fresh shortcoming of 2024 of a cell: `M-1`."""
    ws = sample_office.workspace
    naming.name(ws, Named(year=2024, words="Chậm báo cáo.", org=CELL, code="M-1"), on("2024-12-20"))
    return ws


def planned(ws: Workspace, **more: Any) -> str:
    """Plan one item for `M-1` and return its code."""
    wanted = Wanted(
        shortcoming="M-1",
        measure=more.pop("measure", "Lập lịch báo cáo."),
        owner=more.pop("owner", OWNER),
        deadline=more.pop("deadline", date(2025, 6, 30)),
        **more,
    )
    return plan.add(ws, [wanted], on("2025-01-10"))[0][0].code


def closed(ws: Workspace, day: str = "2025-05-02") -> str:
    """Plan an item and have it verified; return its code."""
    code = planned(ws)
    change = Change(status=Status.DONE, verified_by=OTHER, evidence="Biên bản 12")
    plan.change(ws, code, change, on(day))
    return code


def state(ws: Workspace, code: str = "M-1", day: str = "2026-12-31") -> Any:
    """Return the state of a shortcoming on a day."""
    return tracking.states(ws, [faults.required(ws, code)], until=date.fromisoformat(day))[code]


# -- history ----------------------------------------------------------------------------------


def test_every_act_stays_as_an_event_with_who_when_and_why(ws: Workspace) -> None:
    code = planned(ws)
    plan.change(ws, code, Change(degree=40, result="Đã lập lịch"), on("2025-03-01"))
    extended = Said(kind=EventKind.EXTENDED, who=OTHER, deadline=date(2025, 9, 30))
    register.record(ws, code, [extended], on("2025-06-20", "thiếu người"))
    plan.change(ws, code, Change(status=Status.DONE, verified_by=OTHER), on("2025-09-01"))

    events = state(ws).events

    kinds = [event.kind.value for event in events]
    assert kinds == ["lap_ke_hoach", "dat_tieu_chi", "bao_cao", "gia_han", "bao_cao", "xac_nhan"]
    assert {event.by for event in events} == {"An"}
    assert events[3].before == "2025-06-30"
    assert (events[3].who, events[3].why) == (OTHER, "thiếu người")
    assert [event.number for event in events] == [1, 2, 3, 4, 5, 6]


def test_the_item_stands_as_its_events_say(ws: Workspace) -> None:
    code = closed(ws)
    second = planned(ws, measure="Việc khác.", owner=THIRD)
    plan.change(ws, second, Change(degree=30), on("2025-06-01"))

    for item in ws.catalogue.plan(shortcomings=["M-1"]):
        assert register.projected(item, state(ws).items[item.code]) == item
    assert ws.catalogue.plan_item(code) is not None


def test_the_register_survives_a_rebuild_of_the_caches(ws: Workspace) -> None:
    closed(ws)
    before = register.history(ws, "M-1", date(2026, 1, 1))

    ws.rebuild()

    assert register.history(ws, "M-1", date(2026, 1, 1)) == before


def test_old_versions_keep_what_they_said(ws: Workspace) -> None:
    planned(ws)
    row = ws.catalogue.dossier(f"tt-{CELL}-2024")
    assert row
    then = ws.snapshot(row.object_id, row.version).remedy_events

    plan.change(ws, "P-M-1-1", Change(degree=40), on("2025-03-01"))

    assert ws.snapshot(row.object_id, row.version).remedy_events == then
    assert len(ws.snapshot(row.object_id).remedy_events) == len(then) + 1


def test_saying_the_same_again_on_the_same_day_writes_nothing(ws: Workspace) -> None:
    code = planned(ws)
    plan.change(ws, code, Change(degree=40), on("2025-03-01"))
    row = ws.catalogue.dossier(f"tt-{CELL}-2024")

    plan.change(ws, code, Change(degree=40), on("2025-03-01"))

    assert ws.catalogue.dossier(f"tt-{CELL}-2024") == row


def test_an_act_is_not_written_before_the_last_one(ws: Workspace) -> None:
    code = planned(ws)
    plan.change(ws, code, Change(degree=40), on("2025-03-01"))

    with pytest.raises(RulesBrokenError, match="không ghi lùi"):
        plan.change(ws, code, Change(degree=60), on("2025-02-01"))


def test_an_item_planned_before_events_were_kept_gets_its_history(ws: Workspace) -> None:
    fault = faults.required(ws, "M-1")
    item = PlanItem(
        code="P-M-1-1",
        shortcoming="M-1",
        subject=fault.subject,
        year=2024,
        measure="Lập lịch.",
        owner=OWNER,
        status=Status.DOING,
        degree=60,
        evidence="Sổ họp",
        verified_by=OTHER,
        verified_on=date(2024, 12, 28),
        criterion="Không còn.",
    )
    edit = ws.edit(faults.dossier_card(ws, fault))
    edit.upsert("plan", item, "code")
    ws.commit([edit], on("2025-01-10"), "kế hoạch cũ")
    assert state(ws).track.degree == 60

    plan.change(ws, item.code, Change(degree=80), on("2025-03-01"))

    found = state(ws)
    assert [event.degree for event in found.events] == [None, None, 60, None, 80]
    assert found.items[item.code].evidence == ("Sổ họp",)
    assert found.track.degree == 80


# -- who may say what -------------------------------------------------------------------------


@pytest.mark.parametrize("who", [OWNER, f"đồng chí {OWNER}, Phó Bí thư"])
def test_neither_owner_verifies_nor_approves_an_extension(ws: Workspace, who: str) -> None:
    code = planned(ws)
    longer = Said(kind=EventKind.EXTENDED, who=who, deadline=date(2026, 1, 1))
    ok = Said(kind=EventKind.VERIFIED, who=who, status=Status.DONE)

    for said in (longer, ok):
        with pytest.raises(RulesBrokenError, match="không tự"):
            register.record(ws, code, [said], on("2025-03-01", "lẽ"))


def test_a_collective_does_not_verify_itself(ws: Workspace) -> None:
    code = planned(ws)
    for who in ("Chi bộ Văn phòng", "tập thể Chi bộ Văn phòng", CELL):
        with pytest.raises(RulesBrokenError, match="là tập thể có khuyết điểm"):
            plan.change(ws, code, Change(status=Status.DONE, verified_by=who), on("2025-03-01"))


def test_a_person_does_not_verify_their_own_shortcoming(ws: Workspace) -> None:
    member = ws.catalogue.members(date(2025, 1, 1), CELL)[0]
    named = Named(year=2024, words="Nể nang.", person=member.card, code="M-2")
    naming.name(ws, named, on("2024-12-20"))
    item = plan.add(
        ws, [Wanted(shortcoming="M-2", measure="M", owner=OWNER, deadline=None)], on("2025-01-10")
    )[0][0]

    with pytest.raises(RulesBrokenError, match="không tự xác nhận"):
        plan.change(
            ws,
            item.code,
            Change(status=Status.DONE, verified_by=member.state.full_name),
            on("2025-03-01"),
        )


def test_a_shortcoming_without_a_plan_is_reported_by_its_own_and_verified_by_others(
    ws: Workspace,
) -> None:
    done = Said(kind=EventKind.REPORTED, status=Status.DONE, words="Đã làm")
    checked = Said(kind=EventKind.VERIFIED, who=OTHER, status=Status.DONE)
    with pytest.raises(RulesBrokenError, match="chưa có tiêu chí"):
        register.record(ws, "M-1", [done], on("2025-03-01"))
    criterion = Said(kind=EventKind.CRITERION, words="Không báo cáo nào chậm.")
    register.record(ws, "M-1", [criterion], on("2025-03-01"))

    reported = register.record(ws, "M-1", [done], on("2025-04-01"))
    verified = register.record(ws, "M-1", [checked], on("2025-04-02"))

    assert reported.track.said_by == "tập thể Chi bộ Văn phòng"
    assert reported.track.is_done
    assert not reported.track.is_closed
    assert verified.track.is_closed


def test_evidence_is_a_document_that_the_archive_has_or_words_that_are_told(ws: Workspace) -> None:
    code = planned(ws)
    proof = Said(kind=EventKind.REPORTED, degree=10, evidence=(f"tt-{CELL}-2024/0042",))

    with pytest.raises(NotFoundError, match="không có trong kho"):
        register.record(ws, code, [proof], on("2025-03-01"))
    words = Said(kind=EventKind.REPORTED, degree=10, evidence=("Sổ họp",))
    done = register.record(ws, code, [words], on("2025-03-01"))

    assert done.track.evidence == ("Sổ họp",)
    assert any("giữ theo lời" in hint for hint in done.hints)


def test_an_attached_document_is_evidence(ws: Workspace, sample_office: Office) -> None:
    code = planned(ws)
    made = sample_office.json("generate", "ke_hoach_khac_phuc", "--org", CELL, "--year", "2024")

    done = register.record(
        ws,
        code,
        [Said(kind=EventKind.REPORTED, degree=10, evidence=(made["van_ban"],))],
        on("2026-03-01"),
    )

    assert done.track.evidence == (made["van_ban"],)
    assert done.hints == ()


# -- deadlines, criterion, effect -------------------------------------------------------------


def test_a_deadline_once_set_is_extended_not_planned_anew(ws: Workspace) -> None:
    planned(ws)

    with pytest.raises(RulesBrokenError, match="plan extend"):
        planned(ws, deadline=date(2025, 12, 31))

    item = ws.catalogue.plan_item("P-M-1-1")
    assert item
    assert item.deadline == date(2025, 6, 30)


def test_the_owner_or_criterion_of_what_is_done_is_not_changed(ws: Workspace) -> None:
    closed(ws)

    with pytest.raises(RulesBrokenError, match="plan reopen"):
        planned(ws, owner=THIRD)
    with pytest.raises(RulesBrokenError, match="plan reopen"):
        planned(ws, criterion="Khác.")


def test_another_owner_and_criterion_are_planned_anew_as_events(ws: Workspace) -> None:
    planned(ws)

    planned(ws, owner=THIRD, criterion="Không báo cáo nào chậm.", deadline=None)

    item = ws.catalogue.plan_item("P-M-1-1")
    assert item
    assert (item.owner, item.criterion) == (THIRD, "Không báo cáo nào chậm.")
    assert item.deadline == date(2025, 6, 30)
    assert [event.owner for event in state(ws).events if event.owner] == [OWNER, THIRD]


def test_a_criterion_is_not_set_in_the_act_that_closes(ws: Workspace) -> None:
    code = planned(ws)
    both = Change(status=Status.DONE, verified_by=OTHER, criterion="Khác.")

    with pytest.raises(RulesBrokenError, match="trước khi biết kết quả"):
        plan.change(ws, code, both, on("2025-05-02"))
    plan.change(ws, code, Change(criterion="Không báo cáo nào chậm."), on("2025-05-02"))

    assert state(ws).criterion == "Không báo cáo nào chậm."


def test_the_effect_is_judged_after_a_cycle_and_opens_again_what_had_none(ws: Workspace) -> None:
    code = closed(ws)
    judged = Said(kind=EventKind.JUDGED, who=THIRD, effect=Effect.NOT, year=2026)

    with pytest.raises(RulesBrokenError, match="chưa qua một kỳ"):
        register.record(ws, code, [judged], on("2025-11-01"))
    done = register.record(ws, code, [judged], on("2026-05-10", "lại chậm ba lần"))

    assert done.item
    assert done.item.status is Status.OPEN
    assert done.item.verified_by == ""
    assert state(ws).track.is_open
    assert (
        faults.open_before(ws, faults.required(ws, "M-1").subject, 2027)[-1].shortcoming.code
        == "M-1"
    )


def test_the_next_review_ends_the_cycle(ws: Workspace) -> None:
    code = closed(ws)
    naming.name(ws, Named(year=2026, words="Khác.", org=CELL), on("2025-12-20"))

    done = register.record(
        ws,
        code,
        [Said(kind=EventKind.JUDGED, who=THIRD, effect=Effect.EFFECTIVE)],
        on("2025-12-21"),
    )

    assert done.track.effect is Effect.EFFECTIVE


def test_what_is_no_longer_valid_leaves_the_open_ones_with_its_reason(ws: Workspace) -> None:
    dropped = Said(kind=EventKind.DROPPED, who=OTHER)

    done = register.record(ws, "M-1", [dropped], on("2025-03-01", "tổ đã giải thể"))
    reopened = register.record(
        ws, "M-1", [Said(kind=EventKind.REOPENED)], on("2025-04-01", "tổ lập lại")
    )

    assert done.track.dropped == "tổ đã giải thể"
    assert reopened.track.is_open


# -- later reviews and recurrences ------------------------------------------------------------


def _followed_up(ws: Workspace, year: int, status: Status, degree: int | None = None) -> None:
    edit = ws.edit(faults.dossier_card(ws, faults.required(ws, "M-1")))
    word = FollowUp(code="M-1", year=year, status=status, degree=degree, note="đã làm một phần")
    edit.put_register("follow_ups", (word,))
    ws.commit([edit], on(f"{year}-12-20"), "nhận lại")


def test_a_review_reports_with_its_degree_and_counts_in_its_year(ws: Workspace) -> None:
    _followed_up(ws, 2025, Status.DOING, 70)

    assert state(ws, day="2025-12-30").track.status is Status.OPEN
    assert (state(ws).track.status, state(ws).track.degree) == (Status.DOING, 70)
    assert state(ws).track.said_by == "tự báo cáo trong kiểm điểm năm 2025"


def test_a_confirmed_recurrence_opens_again_and_is_followed_under_the_new_code(
    ws: Workspace,
) -> None:
    closed(ws)
    naming.name(
        ws, Named(year=2025, words="Lại chậm báo cáo.", org=CELL, code="M-2"), on("2025-12-20")
    )
    subject = faults.required(ws, "M-1").subject

    recurrences.decide(ws, ("M-2", "M-1"), Decision.CONFIRMED, on("2025-12-22"))

    found = faults.followed(ws, (faults.required(ws, "M-1"),), until=2025)[0]
    assert found.state.track.reopened == 1
    assert "tái diễn ở M-2" in found.state.track.why_reopened
    assert found.continued == "M-2"
    assert not found.is_open
    opened = [one.shortcoming.code for one in faults.open_before(ws, subject, 2026)]
    assert "M-2" in opened
    assert "M-1" not in opened
    line = next(
        one
        for one in register.lines(ws, register.Wanted(year=2025), date(2026, 1, 1))
        if one.fault.code == "M-2"
    )
    assert (line.first_year, line.years) == (2024, 2)

    recurrences.decide(ws, ("M-2", "M-1"), Decision.REJECTED, on("2025-12-23"))

    assert state(ws).track.is_closed


def test_what_came_back_is_not_closed_without_an_answer(ws: Workspace) -> None:
    code = planned(ws)
    naming.name(
        ws, Named(year=2025, words="Lại chậm báo cáo.", org=CELL, code="M-2"), on("2025-06-20")
    )
    recurrences.decide(ws, ("M-2", "M-1"), Decision.CONFIRMED, on("2025-06-22"))
    done = Change(status=Status.DONE, verified_by=OTHER)

    with pytest.raises(QuestionError, match="M-2"):
        plan.change(ws, code, done, on("2025-07-01"))
    item, _ = plan.change(ws, code, done, on("2025-07-01"), despite="M-2 là việc của tổ khác")

    assert item.status is Status.DONE
    assert "M-2 là việc của tổ khác" in state(ws, day="2025-07-01").events[-1].why


# -- lists ------------------------------------------------------------------------------------


def test_open_and_overdue_ones_are_listed_as_of_a_day(ws: Workspace) -> None:
    planned(ws)
    wanted = register.Wanted(year=2024, org=CELL, open_only=True)
    late = register.Wanted(year=2024, org=CELL, overdue_only=True)

    def codes(which: register.Wanted, day: date) -> list[str]:
        return [line.fault.code for line in register.lines(ws, which, day)]

    assert "M-1" in codes(wanted, date(2025, 6, 1))
    assert codes(wanted, date(2023, 6, 1)) == []
    assert "M-1" not in codes(late, date(2025, 6, 30))
    assert "M-1" in codes(late, date(2025, 7, 1))
    plan.change(ws, "P-M-1-1", Change(status=Status.DONE, verified_by=OTHER), on("2025-07-10"))
    assert "M-1" in codes(late, date(2025, 7, 9))
    assert "M-1" not in codes(wanted, date(2025, 7, 10))


def test_days_open_end_with_the_remedy(ws: Workspace) -> None:
    closed(ws, "2025-05-02")

    line = next(
        one
        for one in register.lines(ws, register.Wanted(year=2024, org=CELL), date(2026, 1, 1))
        if one.fault.code == "M-1"
    )

    assert line.days_open == (date(2025, 5, 2) - date(2024, 12, 31)).days
    assert line.days_left is None


def test_the_load_of_an_owner_counts_items_under_one_name(ws: Workspace) -> None:
    planned(ws)
    planned(ws, measure="Việc hai.", owner=f"đồng chí {OWNER}, Phó Bí thư", deadline=None)
    planned(ws, measure="Việc ba.", owner=THIRD)

    lines = register.lines(ws, register.Wanted(year=2024, org=CELL), date(2025, 7, 10))
    loads = {one.owner: one for one in register.loads(lines)}

    assert (loads[OWNER].open, loads[OWNER].overdue, loads[OWNER].latest) == (2, 1, 10)
    assert loads[OWNER].next_day == date(2025, 6, 30)
    assert loads[THIRD].overdue == 1


def test_plan_items_are_listed_as_they_stood_on_a_day(ws: Workspace) -> None:
    code = closed(ws)

    def shown(day: date, **which: bool) -> list[PlanItem]:
        lines = plan.listing(ws, plan.Shown(org=CELL, **which), day)
        return [line.item for line in lines if line.item.code == code]

    assert shown(date(2025, 5, 1))[0].status is Status.OPEN
    assert shown(date(2025, 5, 2))[0].status is Status.DONE
    assert shown(date(2025, 5, 2), open_only=True) == []
    assert shown(date(2025, 4, 1), overdue_only=True) == []


def test_what_is_no_longer_followed_leaves_the_open_items_and_loads(ws: Workspace) -> None:
    code = planned(ws)
    register.record(
        ws, "M-1", [Said(kind=EventKind.DROPPED, who=OTHER)], on("2025-03-01", "tổ đã giải thể")
    )

    every = plan.listing(ws, plan.Shown(org=CELL), date(2025, 7, 10))
    opened = plan.listing(ws, plan.Shown(org=CELL, open_only=True), date(2025, 7, 10))
    lines = register.lines(ws, register.Wanted(year=2024, org=CELL), date(2025, 7, 10))
    leaves = next(
        row.leaves
        for row in register.schedule_for(ws, Whose(year=2026, org=CELL), date(2025, 7, 10))
        if row.line.fault.code == "M-1"
    )

    assert next(line for line in every if line.item.code == code).dropped == "tổ đã giải thể"
    assert code not in [line.item.code for line in opened]
    assert OWNER not in [one.owner for one in register.loads(lines)]
    assert leaves == "không còn phải theo dõi: tổ đã giải thể"


def test_an_effect_that_failed_and_a_plan_of_several_items_stand_in_the_schedule(
    ws: Workspace,
) -> None:
    code = closed(ws)
    planned(ws, measure="Việc hai.", owner=THIRD)
    judged = Said(kind=EventKind.JUDGED, who=THIRD, effect=Effect.NOT)
    other = Said(kind=EventKind.JUDGED, who="Hồ Dung", effect=Effect.PARTLY)
    register.record(ws, code, [judged], on("2026-05-10", "lại chậm ba lần"))
    plan.change(ws, code, Change(status=Status.DONE, verified_by=OTHER), on("2026-06-01"))
    plan.change(ws, "P-M-1-2", Change(status=Status.DONE, verified_by=OTHER), on("2026-06-01"))
    register.record(ws, code, [other], on("2027-07-01", "còn một kỳ chậm"))

    row = _row(ws, "M-1", "2027-08-01", 2028)

    assert "Đánh giá không hiệu quả ngày 10/05/2026: lại chậm ba lần" in row.returned
    assert "Đánh giá: hiệu quả một phần" in row.deed
    assert "Đã xong 1/2 biện pháp" in row.deed
    assert row.by_year[-1] == (2027, "đang khắc phục")


# -- the schedule -----------------------------------------------------------------------------


def _row(ws: Workspace, code: str, day: str, year: int = 2026) -> register.ScheduleRow:
    rows = register.schedule_for(ws, Whose(year=year, org=CELL), date.fromisoformat(day))
    return next(row for row in rows if row.line.fault.code == code)


def test_the_schedule_says_year_by_year_plan_against_deed_and_reasons(ws: Workspace) -> None:
    code = planned(ws)
    extended = Said(kind=EventKind.EXTENDED, who=OTHER, deadline=date(2025, 9, 30))
    register.record(ws, code, [extended], on("2025-06-20", "thiếu người"))
    change = Change(
        status=Status.DONE,
        verified_by=OTHER,
        result="Đã gửi đúng hạn 9/12 tháng",
        difference="làm theo quý thay vì tháng",
    )
    plan.change(ws, code, change, on("2025-10-10"))

    row = _row(ws, "M-1", "2026-03-01")

    assert row.by_year == (
        (2024, "chưa khắc phục"),
        (2025, "đã khắc phục, đã xác nhận"),
        (2026, "đã khắc phục, đã xác nhận"),
    )
    assert row.plan[0] == f"Lập lịch báo cáo. – {OWNER}, hạn 30/09/2025"
    assert "Đã gửi đúng hạn 9/12 tháng" in row.deed
    assert f"{code}: xong chậm 10 ngày so với kế hoạch" in row.deed
    assert any("Gia hạn từ 30/06/2025 đến 30/09/2025" in one for one in row.returned)
    assert "Khác kế hoạch: làm theo quý thay vì tháng" in row.returned
    assert row.leaves == "đã khắc phục, có xác nhận"


def test_nothing_leaves_the_schedule_without_a_reason(ws: Workspace) -> None:
    every = ws.catalogue.shortcomings(before=2026)
    collective = {fault.code for fault in every if fault.subject.kind.value == "tap_the"}

    rows = register.schedule_for(ws, Whose(year=2026), date(2025, 12, 31))

    assert {row.line.fault.code for row in rows} == collective
    assert all(row.line.state.track.is_closed for row in rows if row.leaves)


def test_reasons_of_return_stand_in_the_schedule(ws: Workspace) -> None:
    code = closed(ws)
    register.record(ws, code, [Said(kind=EventKind.REOPENED)], on("2025-08-01", "lại chậm"))
    plan.change(ws, code, Change(degree=50), on("2025-09-01"))
    sent_back = Said(kind=EventKind.RETURNED, who=OTHER)
    register.record(ws, code, [sent_back], on("2025-09-02", "thiếu biên bản"))

    row = _row(ws, "M-1", "2025-10-01")

    assert "Mở lại ngày 01/08/2025: lại chậm" in row.returned
    assert f"{OTHER} trả lại ngày 02/09/2025: thiếu biên bản" in row.returned
    assert row.leaves == ""
    assert "Quá hạn 93 ngày" in row.deed


def test_a_conclusion_stands_with_its_authority_and_document(ws: Workspace) -> None:
    named = Named(
        year=2024,
        words="Quản lý tài sản chưa chặt.",
        org=CELL,
        code="M-3",
        source=Source.CONCLUSION,
        authority="Ủy ban Kiểm tra",
        document="12-KL/UBKT",
        named_on=date(2024, 8, 14),
        measure="Kiểm kê lại.",
        responsibility="Kế toán",
        deadline="31/03/2025",
    )
    naming.name(ws, named, on("2024-09-01"))

    row = _row(ws, "M-3", "2025-04-10")

    assert row.source == "kết luận của Ủy ban Kiểm tra số 12-KL/UBKT, ngày 14/08/2024"
    assert row.plan == ("Kiểm kê lại. – Kế toán, hạn 31/03/2025",)
    assert row.line.days_open == (date(2025, 4, 10) - date(2024, 8, 14)).days
    assert row.line.is_overdue


def test_the_schedule_goes_out_as_a_workbook(ws: Workspace, tmp_path: Path) -> None:
    closed(ws)
    rows = register.schedule_for(ws, Whose(year=2026, org=CELL), date(2026, 1, 1))

    register.write_schedule(tmp_path / "bang.xlsx", rows)

    sheet = openpyxl.load_workbook(tmp_path / "bang.xlsx").active
    assert sheet is not None
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"M-1", "đã khắc phục, có xác nhận", "Tình trạng từng năm"} <= cells


# -- naming -----------------------------------------------------------------------------------


def test_a_conclusion_without_authority_or_document_is_refused(ws: Workspace) -> None:
    named = Named(year=2024, words="Câu.", org=CELL, source=Source.CONCLUSION, authority="UBKT")

    with pytest.raises(RulesBrokenError, match="--document"):
        naming.name(ws, named, on("2024-12-20"))


def test_a_code_or_words_that_are_there_already_are_refused(ws: Workspace) -> None:
    for named in (
        Named(year=2024, words="Chậm  báo cáo.", org=CELL),
        Named(year=2023, words="Khác.", org=CELL, code=FAULT),
        Named(year=2024, words="  ", org=CELL),
    ):
        with pytest.raises(RulesBrokenError):
            naming.name(ws, named, on("2024-12-20"))


def test_a_document_of_the_archive_must_be_there(ws: Workspace) -> None:
    named = Named(
        year=2024,
        words="Câu.",
        org=CELL,
        source=Source.CONCLUSION,
        authority="UBKT",
        document=f"tt-{CELL}-2024/0099",
    )

    with pytest.raises(NotFoundError):
        naming.name(ws, named, on("2024-12-20"))


def test_free_codes_follow_those_of_returned_forms(ws: Workspace) -> None:
    first, _ = naming.name(ws, Named(year=2024, words="Một.", org=CELL), on("2024-12-20"))
    second, _ = naming.name(ws, Named(year=2024, words="Hai.", org=CELL), on("2024-12-20"))

    assert (first.code, second.code) == (f"K-2024-tt-{CELL}-1", f"K-2024-tt-{CELL}-2")
