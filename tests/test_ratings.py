"""Levels recorded, refused, decided anew: grounds, places, periods, old years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import word
from hoso.errors import NotFoundError
from hoso.model.review import Rating, Stage
from hoso.services import progress, ratings
from hoso.services.subjects import person
from tests.conftest import Office
from tests.small_party import ONE, TOP, TWO, Party, a_member, a_party

DAY = ("--date", "2025-12-20")
WHY = ("--why", "Biên bản họp Đảng ủy")
AUTHORITY = ("--authority", "Ban Thường vụ Đảng ủy")
EARLY = ("--before-ground", *WHY)


@pytest.fixture
def party(tmp_path: Path) -> Party:
    return a_party(tmp_path)


@pytest.fixture
def reviewed(party: Party) -> Party:
    """Return the committee after everybody was reviewed and rated as a civil servant."""
    party.review()
    for card in ("01", "02", "03", "04", "05", "07"):
        party.rate(card, "htt", Stage.CIVIL)
    return party


def decide(card: str, level: str = "htt", *more: str) -> tuple[str, ...]:
    whose = "--person" if card.isdigit() else "--org"
    return ("ratings", "set", whose, card, "--level", level, *more)


def register(office: Office, key: str) -> list[Rating]:
    ws = office.workspace
    row = ws.catalogue.dossier(f"{'dv' if key.isdigit() else 'tt'}-{key}-2025")
    return list(ws.snapshot(row.object_id).ratings) if row else []


def refusal(office: Office, *words: str) -> tuple[int, str]:
    before = office.archive_bytes()
    result = office.refused(*words)
    assert office.archive_bytes() == before
    return result.exit_code, result.stderr


# --- grounds --------------------------------------------------------------------------------------


def test_no_review_no_level_and_no_reason_helps(party: Party) -> None:
    code, said = refusal(party.office, *decide("06", "htt", *EARLY), *DAY)

    assert code == 4
    assert "chưa nộp bản kiểm điểm" in said
    assert "(QĐ 366-QĐ/TW, Điều 12)" in said


def test_a_level_is_not_decided_before_the_day_of_the_review(party: Party) -> None:
    party.review("06", day="2025-12-22")

    code, said = refusal(party.office, *decide("06"), *DAY)

    assert code == 4
    assert "ngày 20/12/2025 trước ngày kiểm điểm 22/12/2025" in said


def test_an_order_only_asks_for_a_reason(reviewed: Party) -> None:
    code, said = refusal(reviewed.office, *decide("04", "htt", "--why", "x"), *DAY)

    assert code == 17  # only an order, which a reason could break
    assert "--before-ground" in said
    assert "chưa xếp loại tập thể Chi bộ Một" in said


def test_the_committee_of_the_customs_waits_for_the_level_of_its_civil_servants(
    party: Party,
) -> None:
    party.review()

    code, said = refusal(party.office, *decide("07", "htt", *EARLY), *DAY)
    party.office.ok(*decide("07", "htt", "--stage", "cbccvc"), *DAY)
    party.office.ok(*decide("07"), *DAY)

    assert code == 4
    assert "chưa có mức xếp loại cán bộ, công chức, viên chức" in said
    assert "QĐ 366-QĐ/TW, Điều 3, Điều 12" in said


def test_what_a_person_has_to_say_first_is_a_question(party: Party) -> None:
    party.review()
    for key in (TOP, ONE, TWO):
        party.rate(key, "htt")
    for card in ("01", "02"):
        party.rate(card, "htt", Stage.PROPOSED)
        party.rate(card, "htt", Stage.PROPOSED, place=TOP)

    code, said = refusal(party.office, *decide("01"), *DAY)

    assert code == 17
    assert "có là cán bộ, công chức, viên chức không?" in said


def test_a_reason_goes_before_the_order_and_stays_on_record(reviewed: Party) -> None:
    office = reviewed.office
    without_reason = refusal(office, *decide(ONE, "htt", "--before-ground"), *DAY)
    asked = refusal(office, *decide(ONE), *DAY)

    done = office.json(*decide(ONE, "htt", *EARLY), *DAY)

    assert without_reason[0] == asked[0] == 17
    assert "--why" in without_reason[1]
    assert "còn 2 đảng viên chưa xếp loại: Hà, Khoa" in asked[1]
    (kept,) = register(office, ONE)
    assert kept.lacked == ("H43-TT-07",)
    assert kept.reason == WHY[1]
    assert any("chính quyền, chuyên môn, đoàn thể" in words for words in done["luu_y"])


def test_who_may_not_be_rated_is_not(party: Party) -> None:
    new = a_member("06", admitted=date(2025, 9, 1), official=None)
    unknown = a_member("08", admitted=None, official=None)
    party.enrol(new, unknown)
    party.review()

    young = refusal(party.office, *decide("06", "htt", *EARLY), *DAY)
    unclear = refusal(party.office, *decide("08", "htt", *EARLY), *DAY)

    assert young[0] == 4
    assert "Mới kết nạp chưa đủ 6 tháng" in young[1]
    assert unclear[0] == 17
    assert "ngày kết nạp" in unclear[1]


def test_a_file_may_bring_everything_in_any_order(reviewed: Party) -> None:
    rows = ["so_the,to_chuc,noi,cbccvc,de_xuat,quyet_dinh,ngay,ly_do"]
    rows += [f",{code},,,htt,htt,20/12/2025," for code in (TOP, TWO, ONE)]
    rows += [f"0{n},,,,htt,htt,20/12/2025," for n in (5, 4, 3, 2, 1, 6, 7, 8, 9)]
    rows += [f"0{n},,{TOP},,htt,,20/12/2025," for n in (1, 2, 3, 5)]
    path = reviewed.office.write("muc.csv", "\n".join(rows) + "\n")
    arguments = ("ratings", "set", "--from", path, "--year", "2025", *DAY)

    done = reviewed.office.json(*arguments)
    before = reviewed.office.archive_bytes()
    again = reviewed.office.json(*arguments)

    assert done["ghi"] == again["ghi"] == 28
    assert reviewed.office.archive_bytes() == before
    assert {one.step.value for one in reviewed.states().values()} == {"da_quyet_dinh"}


def test_every_row_that_may_not_be_recorded_is_named_with_its_article(reviewed: Party) -> None:
    path = reviewed.office.write(
        "muc.csv",
        "so_the,to_chuc,quyet_dinh,ngay\n06,,htt,20/12/2025\n03,,htt,20/12/2025\n07,,htt,01/12/2025\n",
    )

    code, said = refusal(
        reviewed.office, "ratings", "set", "--from", str(path), "--year", "2025", *DAY
    )

    assert code == 11
    assert "dòng 2" not in said
    assert "muc.csv: dòng 3: Dũng: chưa xếp loại tập thể Chi bộ Một" in said
    assert "muc.csv: dòng 4: Khoa: ngày 01/12/2025 trước ngày kiểm điểm" in said


def test_a_reason_for_no_level_waits_for_the_level(reviewed: Party) -> None:
    office = reviewed.office
    silent = refusal(office, *decide("06", "chưa"), *DAY)
    office.ok(*decide("06", "chua", "--why", "Đi chữa bệnh ở nước ngoài"), *DAY)
    waiting = reviewed.states()

    office.ok(*decide("06", "htn"), *DAY)

    assert silent[0] == 17
    assert waiting["06"].step.value == "chua_danh_gia"
    assert "Hà" not in str(waiting[ONE].waits)
    assert [(one.level, one.superseded) for one in register(office, "06")] == [
        (None, True),
        ("htn", False),
    ]


# --- a decision is not replaced ------------------------------------------------------------------


def test_a_decided_level_is_changed_only_by_rating_anew(reviewed: Party) -> None:
    office = reviewed.office
    office.ok(*decide("06"), *DAY)

    code, said = refusal(office, *decide("06", "htn", *EARLY), "--date", "2025-12-21")

    assert code == 4
    assert "đã có quyết định HTT, ngày 20/12/2025" in said
    assert "hoso ratings again" in said


def test_a_slip_of_the_pen_is_put_right_on_the_same_day_with_a_reason(reviewed: Party) -> None:
    office = reviewed.office
    office.ok(*decide("06"), *DAY)
    asked = refusal(office, *decide("06", "htn"), *DAY)

    office.ok(*decide("06", "htn", "--why", "Gõ nhầm dòng"), *DAY)

    assert asked[0] == 17
    assert [(one.level, one.superseded, one.again) for one in register(office, "06")] == [
        ("htt", True, False),
        ("htn", False, False),
    ]


def test_a_proposal_and_a_level_as_civil_servant_may_be_set_again(reviewed: Party) -> None:
    office = reviewed.office
    for stage in ("de_xuat", "cbccvc"):
        office.ok(*decide("07", "htt", "--stage", stage), *DAY)
        office.ok(*decide("07", "htn", "--stage", stage), *DAY)

    assert {one.stage.value: one.level for one in register(office, "07")} == {
        "de_xuat": "htn",
        "cbccvc": "htn",
    }


# --- rating anew ---------------------------------------------------------------------------------


def again(key: str, *more: str) -> tuple[str, ...]:
    whose = "--person" if key.isdigit() else "--org"
    return ("ratings", "again", whose, key, "--year", "2025", *more)


LATER = ("--date", "2026-03-16")


def test_a_rating_anew_keeps_what_was_decided(reviewed: Party) -> None:
    office = reviewed.office
    reviewed.rate("06", "htt")

    done = office.json(*again("06", "--level", "htn", *AUTHORITY), *LATER, *WHY)

    assert done["truoc"]["muc"] == "htt"
    assert done["nay"]["muc"] == "htn"
    old, new = register(office, "06")
    assert (old.level, old.superseded) == ("htt", True)
    assert (new.again, new.authority, new.reason) == (True, AUTHORITY[1], WHY[1])
    assert new.day == date(2026, 3, 16)
    shown = office.json("ratings", "show", "2025", *LATER)["xep_loai"]
    (row,) = [one for one in shown if one["so_the"] == "06"]
    assert (row["muc"], row["trang_thai"]) == ({"quyet_dinh": "htn"}, "xep_loai_lai")


def test_it_takes_an_earlier_level_a_reason_an_authority_and_another_level(party: Party) -> None:
    office = party.office
    never = refusal(office, *again("06", "--level", "htn", *AUTHORITY), *LATER, *WHY)
    party.rate("06", "htt")
    unreasoned = refusal(office, *again("06", "--level", "htn", *AUTHORITY), *LATER)
    by_nobody = refusal(office, *again("06", "--level", "htn"), *LATER, *WHY)
    same = refusal(office, *again("06", "--level", "htt", *AUTHORITY), *LATER, *WHY)

    assert [one[0] for one in (never, unreasoned, by_nobody, same)] == [3, 17, 17, 4]
    assert "chưa có mức đã quyết định năm 2025" in never[1]
    assert "lý do (--why)" in unreasoned[1]
    assert "cấp quyết định (--authority)" in by_nobody[1]
    assert "đang là mức htt" in same[1]


def test_a_level_may_be_cancelled_and_given_anew_later(party: Party) -> None:
    office = party.office
    party.rate("06", "htt")

    office.ok(*again("06", "--cancel", *AUTHORITY), *LATER, *WHY)
    cancelled = party.states()["06"]
    twice = refusal(office, *again("06", "--cancel", *AUTHORITY), *LATER, *WHY)
    by_the_way = refusal(office, *decide("06", "htn", *EARLY), *DAY)
    said = office.ok(*again("06", "--level", "khtn", *AUTHORITY), *LATER, *WHY).stdout

    assert cancelled.step.value == "cho_quyet_dinh"
    assert twice[0] == 4
    assert "hoso ratings again" in by_the_way[1]
    assert "đã hủy → KHTN" in said
    assert [one.superseded for one in register(office, "06")] == [True, True, False]


def test_either_a_level_or_a_cancellation(party: Party) -> None:
    both = party.office.refused(*again("06", "--cancel", "--level", "htt"))
    neither = party.office.refused(*again("06"))
    nobody = party.office.refused("ratings", "again", "--level", "htt")

    assert both.exit_code == neither.exit_code == nobody.exit_code == 2


def test_where_the_law_changed_in_between_a_person_chooses(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2024)
    party.rate("06", "htt")
    words = ("ratings", "again", "--person", "06", "--year", "2024", "--level", "htn", *AUTHORITY)

    asked = refusal(party.office, *words, *WHY, *LATER)
    wrong = refusal(party.office, *words, *WHY, *LATER, "--regime", "HD21-2019")
    party.office.ok(*words, *WHY, *LATER, "--regime", "HD25-2023")
    made = party.office.json(
        "generate", "quyet_dinh_xep_loai_lai", "--org", TOP, "--year", "2024", *LATER
    )

    assert asked[0] == 17
    assert "HD25-2023" in asked[1]
    assert "HD43-2025" in asked[1]
    assert wrong[0] == 3
    text = word.text_of(Path(made["tep"]).read_bytes())
    assert "Căn cứ Quy định số 124-QĐ/TW" in text
    assert "366-QĐ/TW" not in text


def test_before_the_new_law_was_in_force_nobody_is_asked(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2024)
    party.rate("06", "htt")
    words = ("ratings", "again", "--person", "06", "--year", "2024", "--level", "htn", *AUTHORITY)

    party.office.ok(*words, *WHY, "--date", "2025-03-16")


def test_mau_03_is_filled_from_the_register(reviewed: Party) -> None:
    office = reviewed.office
    reviewed.rate("06", "htt")
    reviewed.rate(ONE, "htxs")
    office.ok(*again("06", "--level", "htn", *AUTHORITY), *LATER, "--why", "Khai thiếu hạn chế")
    office.ok(*again(ONE, "--cancel", *AUTHORITY), *LATER, "--why", "Báo cáo không trung thực")

    whole = office.json(
        "generate", "quyet_dinh_xep_loai_lai", "--org", TOP, "--year", "2025", *LATER
    )
    one = office.json(
        "generate", "quyet_dinh_xep_loai_lai", "--person", "06", "--year", "2025", *LATER
    )

    text = word.text_of(Path(whole["tep"]).read_bytes())
    assert "Hà\nHoàn thành tốt nhiệm vụ\nHoàn thành nhiệm vụ\nKhai thiếu hạn chế" in text
    assert "Chi bộ Một\nHoàn thành xuất sắc nhiệm vụ\nHủy kết quả, chờ xếp loại lại" in text
    assert "Chi bộ Một\nHoàn thành" not in word.text_of(Path(one["tep"]).read_bytes())


# --- old years -----------------------------------------------------------------------------------


def test_levels_of_a_year_before_the_program_are_copied_with_their_source(party: Party) -> None:
    office = party.office
    refused = refusal(office, *decide("06", "htxs", "--year", "2022"), *DAY)
    unsourced = refusal(office, *decide("06", "htxs", "--year", "2022", "--past"), *DAY)

    office.ok(*decide("06", "htxs", "--year", "2022", "--past"), *DAY, "--why", "QĐ 12-QĐ/ĐU")

    assert refused[0] == 4
    assert unsourced[0] == 17
    ws = office.workspace
    (copied,) = ws.catalogue.ratings(
        year=2022, subject=person(ws, "06", date(2025, 12, 20)).subject
    )
    assert (copied.copied, copied.reason) == (True, "QĐ 12-QĐ/ĐU")


def test_a_year_that_is_reviewed_here_is_not_copied(party: Party) -> None:
    code, said = refusal(party.office, *decide("06", "htt", "--past"), *DAY, *WHY)

    assert code == 4
    assert "Năm 2025 có đợt kiểm điểm trong kho" in said
    assert "hoso reviews held" in said


def test_a_copied_level_is_not_overwritten_either(party: Party) -> None:
    words = ("--year", "2022", "--past")
    party.office.ok(*decide("06", "htxs", *words), *DAY, *WHY)

    code, said = refusal(party.office, *decide("06", "htt", *words), "--date", "2025-12-21", *WHY)

    assert code == 4
    assert "hoso ratings again" in said


# --- places --------------------------------------------------------------------------------------


def before_decision(party: Party) -> None:
    for key in (TOP, ONE, TWO, "01"):
        party.rate(key, "htt")


def test_differing_levels_are_the_competent_authoritys_to_decide(reviewed: Party) -> None:
    office = reviewed.office
    before_decision(reviewed)
    office.ok(*decide("03", "htxs", "--stage", "de_xuat"), *DAY)
    office.ok(*decide("03", "htt", "--stage", "de_xuat", "--place", "Đảng bộ xã An Lĩnh"), *DAY)

    asked = refusal(office, *decide("03", "htxs", *EARLY), *DAY)
    shown = office.ok("ratings", "show", "2025", "--org", ONE, *DAY).stdout
    rows = office.json("ratings", "show", "2025", "--org", ONE, *DAY)["xep_loai"]
    office.ok(*decide("03", "htt", *AUTHORITY), *DAY, *WHY)

    assert asked[0] == 17
    assert "Chi bộ Một: Hoàn thành xuất sắc nhiệm vụ" in asked[1]
    line = (
        "    các nơi: Chi bộ Một: Hoàn thành xuất sắc nhiệm vụ; cấp ủy của Đảng bộ xã An Lĩnh: Hoàn"
    )
    assert line in shown
    (row,) = [one for one in rows if one["so_the"] == "03"]
    assert [(one["noi"], one["muc"]) for one in row["noi"]] == [(ONE, "htxs"), (TOP, "htt")]
    assert row["trang_thai"] == "cho_quyet_dinh"
    assert [one["loai"] for one in row["cho"]] == ["khac_muc"]
    decided = [one for one in register(office, "03") if one.stage is Stage.DECIDED]
    assert [(one.level, one.authority) for one in decided] == [("htt", AUTHORITY[1])]


def test_the_home_cell_is_no_other_place(reviewed: Party) -> None:
    office = reviewed.office
    office.ok(*decide("03", "htt", "--stage", "de_xuat", "--place", ONE), *DAY)
    code, said = refusal(office, *decide("03", "htt", "--place", ONE), *DAY)

    assert [one.place for one in register(office, "03") if one.stage is Stage.PROPOSED] == [""]
    assert code == 17
    assert "ở chi bộ nơi sinh hoạt" in said


@pytest.mark.parametrize(
    ("key", "place", "code", "words"),
    [
        ("06", TOP, 4, "không kiểm điểm ở «db-xa»"),
        ("03", "Hội Nông dân", 4, "Các nơi khác chi bộ: cấp ủy của Đảng bộ xã An Lĩnh"),
        (ONE, TOP, 17, "bỏ --place"),
    ],
)
def test_a_place_is_one_that_the_posts_explain(
    reviewed: Party, key: str, place: str, code: int, words: str
) -> None:
    found = refusal(
        reviewed.office, *decide(key, "htt", "--stage", "de_xuat", "--place", place), *DAY
    )

    assert found[0] == code
    assert words in found[1]


# --- quarters and months --------------------------------------------------------------------------


def test_quarters_and_months_come_from_a_file_and_are_shown(party: Party) -> None:
    office = party.office
    path = office.write(
        "ky.csv",
        "so_the,to_chuc,ky,quyet_dinh,ngay\n01,,Quý I,htt,28/03/2025\n01,,q2,khtn,28/06/2025\n"
        "07,,tháng 5,htt,31/05/2025\n,cb-mot,Quý 1,htt,28/03/2025\n",
    )

    done = office.json("ratings", "set", "--from", path, "--year", "2025", *DAY)
    rows = office.json("ratings", "show", "2025", "--periods", *DAY)["xep_loai"]
    shown = office.ok("ratings", "show", "2025", "--periods", *DAY).stdout

    found = {one["so_the"] or one["to_chuc"]: one["ky"] for one in rows if one["ky"]}
    good, bad = {"quyet_dinh": "htt"}, {"quyet_dinh": "khtn"}
    assert found == {"01": {"q1": good, "q2": bad}, "07": {"t05": good}, ONE: {"q1": good}}
    assert all(one["muc"] == {} for one in rows)
    assert "    quý II: Không hoàn thành nhiệm vụ (quyết định)" in shown
    assert "    tháng 5: Hoàn thành tốt nhiệm vụ (quyết định)" in shown
    assert "lưu ý: quý II không hoàn thành nhiệm vụ" in shown
    assert done["luu_y"] == []


def test_a_quarter_of_somebody_who_leads_nothing_is_told(party: Party) -> None:
    done = party.office.json(
        *decide("07", "htt", "--period", "q1", "--year", "2025"), "--date", "2025-03-28"
    )

    assert done["luu_y"][0].startswith("Khoa: quy định không đòi hỏi mức của kỳ này")


def test_a_failed_quarter_forbids_the_best_level_of_the_year(reviewed: Party) -> None:
    office = reviewed.office
    before_decision(reviewed)
    reviewed.rate("01", "htt", superseded=True)
    for place in ("", TOP):
        reviewed.rate("02", "htxs", Stage.PROPOSED, place=place)
    reviewed.rate("02", "khtn", period="q2")

    code, said = refusal(office, *decide("02", "htxs", *EARLY), *DAY)
    office.ok(*decide("02", "htt"), *DAY)

    assert code == 4
    assert "quý II đã xếp Không hoàn thành nhiệm vụ (KL 198-KL/TW" in said


def test_the_fourth_quarter_is_merged_into_the_year(party: Party) -> None:
    code, said = refusal(party.office, *decide("01", "htt", "--period", "Quý IV"), *DAY)

    assert code == 4
    assert "quý IV không xếp loại riêng" in said


@pytest.mark.parametrize(
    ("period", "code", "words"),
    [("q3", 17, "trước khi quý III bắt đầu (01/07/2025)"), ("q5", 3, "Không có kỳ «q5»")],
)
def test_a_period_that_has_not_begun_or_is_none_is_refused(
    party: Party, period: str, code: int, words: str
) -> None:
    found = refusal(party.office, *decide("01", "htt", "--period", period), "--date", "2025-06-30")

    assert found[0] == code
    assert words in found[1]


def test_a_quarter_too_is_changed_only_by_rating_anew(party: Party) -> None:
    office, whose = party.office, ("--period", "q1", "--year", "2025")
    office.ok(*decide("01", "htt", *whose), "--date", "2025-03-28")
    refused = refusal(office, *decide("01", "htn", *whose), "--date", "2025-04-28", *WHY)
    office.ok(*again("01", "--level", "htn", "--period", "q1", *AUTHORITY), *LATER, *WHY)

    assert refused[0] == 4
    assert [(one.level, one.superseded, one.period) for one in register(office, "01")] == [
        ("htt", True, "q1"),
        ("htn", False, "q1"),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("q1", "q1"),
        ("Quý IV", "q4"),
        ("T05", "t05"),
        ("tháng 12", "t12"),
        ("t 3", "t03"),
        ("năm", ""),
    ],
)
def test_periods_are_read_as_people_write_them(said: str, code: str) -> None:
    assert ratings.period(said) == code


@given(st.text())
def test_whatever_is_written_for_a_period_is_one_or_is_refused(said: str) -> None:
    try:
        code = ratings.period(said)
    except NotFoundError:
        return

    assert code in {"", *progress.PERIODS}
    assert ratings.period(code) == code


@given(st.sampled_from(progress.PERIODS), st.integers(2014, 2030))
def test_a_period_is_found_in_the_title_of_its_paper(code: str, year: int) -> None:
    title = f"Bản tự đánh giá của cá nhân quý, năm {progress.period_name(code)} năm {year} – An"

    assert ratings.period_in(title) == code
    assert progress.period_start(code, year).year == year


def test_a_month_of_the_district_is_recorded_under_the_law_of_its_year(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2022)
    words = decide("07", "khtn", "--period", "t10", "--year", "2022")

    done = party.office.json(*words, "--date", "2022-10-31")

    assert done["luu_y"] == []
    assert party.states()["07"].periods["t10"][Stage.DECIDED].level == "khtn"
