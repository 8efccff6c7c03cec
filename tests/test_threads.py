"""Threads across years in an archive: what `recurrences` says of them, and the guard of closing."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from hoso import word
from hoso.model import base
from hoso.model.review import FollowUp, Status
from hoso.model.roster import MemberState, Post, PostSide
from hoso.recurrence import Kind
from hoso.services import recurrences, roster
from hoso.services.generate import Order, generate
from hoso.services.subjects import subject_card
from hoso.workspace import Act
from tests.check_world import AN, CELL, CUONG, DUNG, NAMES, World, roster_of
from tests.conftest import Office

DAY = date(2025, 12, 29)
ON = ("--date", DAY.isoformat())
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung,tinh_trang"
LATE = "Báo cáo tháng, báo cáo quý gửi cấp trên chậm so với thời hạn quy định."
AGAIN = "Chế độ báo cáo tháng, quý lên cấp trên vẫn nộp chậm thời hạn."
ROWS = (
    f'R-1,2022,{CELL},tập thể,"{LATE}",đang khắc phục',
    f'R-2,2023,{CELL},tập thể,"{AGAIN}",chưa khắc phục',
    f'R-3,2024,{CELL},tập thể,"Nộp báo cáo tháng, quý chậm hạn kéo dài.",chưa khắc phục',
    f"R-4,2024,{CELL},tập thể,Nhà văn hóa thôn xuống cấp chưa được sửa chữa.,chưa khắc phục",
)


@pytest.fixture
def named(world: World) -> Office:
    """Return an office in which a cell's reports are late in three years."""
    office = world.office
    office.ok("shortcomings", "import", office.write("so.csv", "\n".join([HEADER, *ROWS])))
    return office


def _strand(office: Office, code: str, year: str = "2024") -> Any:
    found = office.json("recurrences", year, "--org", CELL, *ON)["khuyet_diem"]
    return next(one for one in found if one["ma"] == code)["mach"]


def test_every_fault_tells_its_thread_in_the_json(named: Office) -> None:
    told, new = _strand(named, "R-3"), _strand(named, "R-4")

    assert told["loai"] == "lap_lai_chua_dut_diem"
    assert (told["tu_nam"], told["so_lan"], told["nam"]) == (2022, 3, [2022, 2023, 2024])
    assert told["ma_truoc"] == ["R-1", "R-2"]
    assert (new["loai"], new["tu_nam"], new["ma_truoc"]) == ("moi", 2024, [])


def test_both_sentences_are_given_with_what_they_share_marked(named: Office) -> None:
    found = named.json("recurrences", "2023", "--org", CELL, *ON)["khuyet_diem"][0]

    marks = found["ung_vien"][0]["danh_dau"]
    assert marks["moi"].replace("⟦", "").replace("⟧", "") == AGAIN
    assert marks["cu"].replace("⟦", "").replace("⟧", "") == LATE
    assert "⟦" in marks["moi"]
    assert "⟦" in marks["cu"]


def test_a_year_and_all_years_tell_the_same_thread(named: Office) -> None:
    whole = {one["ma"]: one["mach"] for one in named.json("recurrences", *ON)["khuyet_diem"]}

    assert {code: whole[code] for code in ("R-3", "R-4")} == {
        code: _strand(named, code) for code in ("R-3", "R-4")
    }


def test_a_later_review_that_calls_it_remedied_makes_it_a_return(named: Office) -> None:
    ws = named.workspace
    fault = ws.catalogue.shortcoming("R-1")
    assert fault is not None
    edit = ws.edit(subject_card(ws, fault.subject, 2023))
    edit.upsert("follow_ups", FollowUp(code="R-1", year=2023, status=Status.DONE), "code")
    ws.commit([edit], Act(DAY, "An"), "theo dõi")

    told = _strand(named, "R-3")

    assert told["loai"] == "lap_lai_da_bao_khac_phuc"
    assert told["da_bao_khac_phuc"] == [{"ma": "R-1", "nam": 2023, "nguoi_xac_nhan": ""}]


def test_the_plan_tells_who_verified_that_it_was_remedied(named: Office) -> None:
    _planned(named, "R-1", "2023-12-01")
    named.ok(
        "plan", "set", "P-R-1-1", "--status", "da_khac_phuc", "--verified-by", "Bùi Thị Khanh",
        "--despite", "đã có sổ theo dõi", "--date", "2023-12-30",
    )  # fmt: skip

    told = _strand(named, "R-3")

    assert told["da_bao_khac_phuc"] == [
        {"ma": "R-1", "nam": 2023, "nguoi_xac_nhan": "Bùi Thị Khanh"}
    ]


def test_a_rejected_pair_leaves_the_thread(named: Office) -> None:
    named.ok("recurrence", "reject", "R-3", "R-2", *ON)
    named.ok("recurrence", "reject", "R-3", "R-1", *ON)

    assert _strand(named, "R-3")["loai"] == "moi"
    assert _strand(named, "R-2", "2023")["ma_truoc"] == ["R-1"]


def test_people_read_the_story_first_with_every_sentence(named: Office) -> None:
    shown = named.ok("recurrences", "2024", "--org", CELL, *ON).stdout

    story, each = shown.split("== TỪNG KHUYẾT ĐIỂM", 1)
    assert "== LẶP LẠI, CHƯA LẦN NÀO DỨT ĐIỂM ==" in story
    assert "nêu 3 lần, từ năm 2022" in story
    assert story.index(LATE) < story.index(AGAIN) < story.index("kéo dài")
    assert "R-3 (2024)" in each


def test_an_office_without_faults_is_told_so(office: Office) -> None:
    assert office.json("recurrences", "2025") == {"khuyet_diem": []}
    assert office.ok("recurrences").stdout.startswith("0 khuyết điểm")


def test_an_unnamed_persons_faults_are_followed_within_the_organisation(named: Office) -> None:
    rows = (
        f'U-1,2022,{CELL},cá nhân,"{LATE}",',
        f'U-2,2023,{CELL},cá nhân,"{AGAIN}",',
        f'N-1,2022,{CELL},Người Không Rõ,"{LATE}",',
        f'N-2,2023,cb-truong,Người Không Rõ,"{AGAIN}",',
    )
    named.ok("shortcomings", "import", named.write("b.csv", "\n".join([HEADER, *rows])))

    found = recurrences.survey(named.workspace, 2023, org="cb-truong", on=DAY)
    unnamed = recurrences.survey(named.workspace, 2023, org=CELL, on=DAY)

    assert found.strands["N-2"].earlier == ("N-1",)
    assert unnamed.strands["U-2"].earlier == ("U-1",)
    assert unnamed.of_kind(Kind.NEW) == 0


# -- closing ------------------------------------------------------------------------------------


def _planned(office: Office, code: str, on: str = ON[1]) -> None:
    office.ok(
        "plan",
        "add",
        code,
        "--measure",
        "Phân công người tổng hợp",
        "--owner",
        "Trần Thị Bình",
        "--date",
        on,
    )


def _close(code: str, *more: str) -> tuple[str, ...]:
    done = ("--status", "da_khac_phuc", "--verified-by", "Lê Văn Cường")
    return ("plan", "set", f"P-{code}-1", *done, *more, *ON)


def test_an_item_is_not_closed_unasked_while_a_later_review_names_it_again(named: Office) -> None:
    _planned(named, "R-1")
    before = named.archive_bytes()

    result = named.refused(*_close("R-1"))

    assert result.exit_code == 17
    assert LATE in result.stderr
    assert AGAIN in result.stderr
    assert "hoso recurrence reject R-2 R-1" in result.stderr
    assert "hoso recurrence confirm R-3 R-1" in result.stderr
    assert "--despite" in result.stderr
    assert named.archive_bytes() == before


def test_a_reason_closes_it_and_is_kept(named: Office) -> None:
    _planned(named, "R-1")

    item = named.json(*_close("R-1", "--despite", "số liệu cũ nhập nhầm"))["muc"]

    assert item["tinh_trang"] == "da_khac_phuc"
    shown = named.ok("plan", "show", "P-R-1-1", *ON).stdout
    assert "số liệu cũ nhập nhầm" in shown


def test_an_empty_reason_is_none(named: Office) -> None:
    _planned(named, "R-1")

    assert named.refused(*_close("R-1", "--despite", "  ")).exit_code == 17


def test_what_was_rejected_asks_no_more(named: Office) -> None:
    _planned(named, "R-2")
    named.ok("recurrence", "reject", "R-3", "R-2", *ON)

    named.ok(*_close("R-2"))


def test_the_last_naming_and_other_states_are_not_asked_about(named: Office) -> None:
    _planned(named, "R-1")
    _planned(named, "R-3")

    named.ok(*_close("R-3"))
    named.ok("plan", "set", "P-R-1-1", "--status", "dang_khac_phuc", *ON)


def test_a_confirmed_return_asks_whatever_the_program_thinks(named: Office) -> None:
    named.ok("recurrence", "confirm", "R-4", "R-1", *ON)

    found = recurrences.closing_questions(named.workspace, ["R-1", "R-1"], DAY)

    assert {one.found for one in found} == {"R-2", "R-3", "R-4"}
    assert [one.where for one in found] == ["R-1"] * 3
    assert "đã có người xác nhận" in next(one.message for one in found if one.found == "R-4")


def test_a_review_after_the_day_meant_is_not_known_yet(named: Office) -> None:
    found = recurrences.closing_questions(named.workspace, ["R-1"], date(2023, 12, 31))

    assert [one.found for one in found] == ["R-2"]


# -- the report ---------------------------------------------------------------------------------


def report_of(world: World, year: int) -> tuple[str, bytes]:
    """Return the words of the report of the village's cell, and the file."""
    out = world.office.root / f"bc-{year}.docx"
    order = Order(kind="bao_cao_tai_dien", year=year, org=CELL, out=out)
    generate(world.office.workspace, order, Act(DAY, "An"))
    data = out.read_bytes()
    return word.text_of(data), data


def test_the_report_tells_each_thread_by_kind_with_plan_status_and_who_answers(
    named: Office, world: World
) -> None:
    _planned(named, "R-1")
    named.ok("recurrence", "confirm", "R-3", "R-2", *ON)

    words, data = report_of(world, 2024)

    assert "2 hạn chế, khuyết điểm được nêu" in words
    assert "1 điều lặp lại điều đã nêu ở các năm trước: 1 đã có người xác nhận; 0 do" in words
    assert "1. Lặp lại, chưa lần nào dứt điểm (1)" in words
    assert "nêu 3 lần, từ năm 2022; chưa lần nào báo cáo đã khắc phục" in words
    assert "người chịu trách nhiệm: Trần Thị Bình" in words
    assert "Phân công người tổng hợp; Trần Thị Bình" in words
    assert words.index(LATE) < words.index(AGAIN) < words.index("kéo dài")
    assert "đã có người xác nhận" in words
    assert "IV- KIẾN NGHỊ" in words
    assert _pictures(data) == 1


def _pictures(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sum(name.endswith(".png") for name in package.namelist())


def test_an_organisation_without_faults_gets_a_report_that_says_so(world: World) -> None:
    words, data = report_of(world, 2024)

    assert "Năm 2024 trong sổ chưa có hạn chế, khuyết điểm nào." in words
    assert "Chưa có hạn chế, khuyết điểm nào trong sổ." in words
    assert "Không nhận ra hạn chế, khuyết điểm nào của năm lặp lại điều đã nêu." in words
    assert _pictures(data) == 0


@pytest.mark.usefixtures("named")
def test_one_year_alone_has_a_map_and_nothing_that_came_back(world: World) -> None:
    words, data = report_of(world, 2022)

    assert "Năm 2022 có 1 hạn chế, khuyết điểm được nêu trong kiểm điểm (mới: 1)." in words
    assert "Không nhận ra" in words
    assert _pictures(data) == 1


def test_what_was_reported_remedied_inherited_or_stock_is_told_under_its_kind(
    named: Office, world: World
) -> None:
    stock = "Bản thân đôi khi còn nóng nảy."
    rows = (
        f'S-1,2024,{CELL},{DUNG},"{stock}",',
        f'D-1,2022,{CELL},tập thể,"Công tác kết nạp đảng viên mới không đạt chỉ tiêu.",đã khắc phục',
        f'D-2,2024,{CELL},tập thể,"Kết nạp đảng viên mới vẫn chưa đạt chỉ tiêu đề ra.",chưa khắc phục',
    )
    named.ok("shortcomings", "import", named.write("b.csv", "\n".join([HEADER, *rows])))

    words, _ = report_of(world, 2024)

    assert "Lặp lại dù đã báo khắc phục (1)" in words
    assert "năm 2022 báo cáo đã khắc phục D-1, không rõ ai xác nhận" in words
    assert "Câu mẫu (1)" in words
    assert "không nói việc gì, với ai" in words
    assert f"Phạm Thị Dung – {NAMES[CELL]}" in words


# -- who was in charge ---------------------------------------------------------------------------


def test_what_another_secretary_left_is_told_as_inherited(named: Office, world: World) -> None:
    tail = MemberState(
        since=date(2024, 3, 1), organisation=CELL, full_name=NAMES[AN], posts=(), unit="Thôn Một"
    )
    _states(world, AN, until=date(2024, 2, 29), then=tail)
    new = Post(title="Bí thư chi bộ", side=PostSide.PARTY)
    head = MemberState(
        since=date(2024, 3, 1), organisation=CELL, full_name=NAMES[CUONG], posts=(new,)
    )
    _states(world, CUONG, until=date(2024, 2, 29), then=head)

    told = _strand(named, "R-3")
    words, _ = report_of(world, 2024)

    assert told["loai"] == "ke_thua"
    assert told["nguoi_phu_trach_truoc"] == NAMES[AN]
    assert _strand(named, "R-2", "2023")["loai"] == "lap_lai_chua_dut_diem"
    assert f"lần nêu trước do đồng chí {NAMES[AN]} đứng đầu" in words


def _states(world: World, card: str, *, until: date, then: MemberState) -> None:
    """Close what the roster says of a member on a day, and say what was true after it."""
    card_of = roster._card(roster_of(CELL).organisation)
    edit = world.ws.edit(card_of)
    assert edit.snapshot is not None
    old = edit.snapshot.roster
    assert old is not None
    members = tuple(
        base.replaced(m, states=(base.replaced(m.states[0], until=until), then))
        if m.card == card
        else m
        for m in old.members
    )
    edit.put_register("roster", base.replaced(old, members=members))
    world.ws.commit([edit], Act(date(2024, 3, 1)), "đổi bí thư")


def test_an_organisation_that_the_roster_does_not_know_is_followed_all_the_same(
    world: World,
) -> None:
    rows = [row.replace(CELL, "cb-da-giai-the") for row in ROWS]
    office = world.office
    office.ok("shortcomings", "import", office.write("e.csv", "\n".join([HEADER, *rows])))

    found = recurrences.survey(office.workspace, 2024, on=DAY)

    assert found.strands["R-3"].kind is Kind.UNCLOSED


def test_what_people_decided_moves_what_the_program_thinks_of_the_other_pairs(
    sample_office: Office,
) -> None:
    def scores() -> dict[str, float]:
        found = sample_office.json("recurrences", "2024", *ON)["khuyet_diem"]
        (one,) = [one for one in found if one["ma"] == "K-0100"]
        return {each["ma"]: each["diem"] for each in one["ung_vien"]}

    before = scores()
    sample_office.ok("recurrence", "reject", "K-0100", "K-0073", *ON)
    after = scores()

    others = before.keys() - {"K-0073"}
    assert {code: before[code] for code in others} != {code: after[code] for code in others}
