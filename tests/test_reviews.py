"""Reviews held again, and those held after the others."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from hoso import templates, word
from hoso.model.review import Stage, SubjectKind
from hoso.model.roster import Category, Post, PostSide
from tests.conftest import Office
from tests.small_party import ONE, TOP, Party, a_member, a_party

DAY = ("--date", "2025-12-20")
LATER = ("--date", "2025-12-23")
WHY = ("--why", "Chưa làm rõ trách nhiệm cá nhân")
BY = ("--authority", "Ban Thường vụ Đảng ủy")
CODE = "KL-2025-dv-06-1"


@pytest.fixture
def party(tmp_path: Path) -> Party:
    return a_party(tmp_path)


def issue(office: Office, out: Path, *more: str) -> dict[str, Path]:
    """Issue forms; return the files by the name of the subject."""
    found = office.json("forms", "2025", "--org", ONE, "--out", out, *(more or DAY))
    return {one["doi_tuong"]: Path(one["tep"]) for one in found["phat_hanh"]}


def fill(path: Path, **answers: object) -> Path:
    data = path.read_bytes()
    info = templates.find(word.identity(data)["loai"], [templates.builtin_root()]).info
    usual: dict[str, object] = {"han_che": ["Chưa đi họp đủ."], "muc": "htt"}
    path.write_bytes(word.answer(data, info, {**usual, **answers}))
    return path


def collect(office: Office, path: Path, *more: str) -> Any:
    return office.json("collect", path, *(more or DAY))


@pytest.fixture
def reviewed(party: Party, tmp_path: Path) -> Party:
    """Return the committee after Hà handed in the form and was reviewed."""
    forms = issue(party.office, tmp_path / "ra")
    assert collect(party.office, fill(forms["Hà"]))["nhan"]
    party.meet(ONE, SubjectKind.PERSON)
    return party


def demand(key: str = "06", *more: str) -> tuple[str, ...]:
    whose = "--person" if key.isdigit() else "--org"
    return ("reviews", "again", whose, key, "--year", "2025", *BY, *WHY, *more)


def documents(office: Office) -> list[dict[str, Any]]:
    found = office.json("show", "dv-06-2025")["van_ban"]
    return [one for one in found if one["loai"] == "kiem_diem_2c"]


# --- demanded ------------------------------------------------------------------------------------


def test_no_level_is_decided_while_a_review_is_to_be_held_again(reviewed: Party) -> None:
    office = reviewed.office
    made = office.json(*demand("06", "--deadline", "28/12/2025"), *DAY)

    state = reviewed.states()["06"]
    refused = office.refused(
        *("ratings", "set", "--person", "06", "--level", "htt", "--before-ground"), *WHY, *DAY
    )

    assert made["ma"] == CODE
    assert made["ban_truoc"] == [documents(office)[0]["thu_tu"]]
    assert state.step.value == "phai_kiem_diem_lai"
    (wait,) = state.blocking
    assert (wait.reference, str(wait.deadline)) == ("QĐ 366-QĐ/TW, Điều 8", "2025-12-28")
    assert refused.exit_code == 4
    assert "yêu cầu kiểm điểm lại (KL-2025-dv-06-1, hạn 28/12/2025)" in refused.stderr


def test_it_has_to_be_said_who_demands_it_and_why(reviewed: Party) -> None:
    office = reviewed.office
    words = ("reviews", "again", "--person", "06", "--year", "2025", *DAY)

    nobody = office.refused(*words, *WHY)
    no_reason = office.refused(*words, *BY)
    late = office.refused(*demand("06", "--deadline", "2025-12-01"), *DAY)
    office.ok(*demand(), *DAY)
    twice = office.refused(*demand(), *DAY)
    of_nobody = office.refused("reviews", "again", *BY, *WHY)

    assert [one.exit_code for one in (nobody, no_reason, late, twice)] == [17] * 4
    assert "cấp yêu cầu (--authority)" in nobody.stderr
    assert "chỗ chưa đạt (--why)" in no_reason.stderr
    assert "trước ngày 20/12/2025" in late.stderr
    assert CODE in twice.stderr
    assert of_nobody.exit_code == 2


def test_what_was_not_reviewed_cannot_be_reviewed_again(party: Party) -> None:
    result = party.office.refused(*demand(), *DAY)

    assert result.exit_code == 4
    assert "chưa có gì để kiểm điểm lại" in result.stderr


def test_a_collective_may_have_to_review_itself_again(party: Party) -> None:
    party.review(TOP)
    made = party.office.json(*demand(TOP, "--document", "12-CV/TU"), *DAY)

    assert made["ma"] == f"KL-2025-tt-{TOP}-1"
    assert made["van_ban"] == "12-CV/TU"
    assert party.states()[TOP].step.value == "phai_kiem_diem_lai"


# --- the form to review again ---------------------------------------------------------------------


def test_a_new_form_is_issued_beside_the_first_and_both_are_kept(
    reviewed: Party, tmp_path: Path
) -> None:
    office, out = reviewed.office, tmp_path / "ra"
    first = (out / ONE).glob("kiem_diem_2c-ha-*").__next__()
    typed = first.read_bytes()
    refused = office.json("forms", "2025", "--org", ONE, "--out", out, *DAY)["khong_phat_hanh"]
    office.ok(*demand(), *DAY)

    forms = issue(office, out)
    again = issue(office, out)

    assert "đã nhận lại biểu mẫu" in next(o["ly_do"] for o in refused if o["doi_tuong"] == "Hà")
    assert forms["Hà"].name == again["Hà"].name == "kiem_diem_2c-ha-06-2025-lai-0002.docx"
    assert first.read_bytes() == typed
    assert word.identity(forms["Hà"].read_bytes())["van_ban"] == "0002"
    assert [one["trang_thai"] for one in documents(office)] == ["nhan_lai", "phat_hanh"]


def test_the_new_form_that_comes_back_meets_the_demand(reviewed: Party, tmp_path: Path) -> None:
    office = reviewed.office
    office.ok(*demand(), *DAY)
    forms = issue(office, tmp_path / "lai")

    answers = {"han_che": ["Chưa đi họp đủ.", "Chưa học nghị quyết."], "muc": "htn"}
    found = collect(office, fill(forms["Hà"], **answers), *LATER)

    assert found["can_hoi"] == found["khong_nhan"] == []
    assert found["nhan"][0]["van_ban"].endswith("/0002")
    (met,) = office.json("reviews", "list", "2025", *LATER)["kiem_diem_lai"]
    assert (met["ngay_dat"], met["dat_bang"]) == ("2025-12-23", "dv-06-2025/0002")
    assert reviewed.states()["06"].step.value == "da_kiem_diem"
    assert [one["trang_thai"] for one in documents(office)] == ["nhan_lai", "nhan_lai"]


def test_faults_and_claims_of_both_forms_stay_and_are_named_once(
    reviewed: Party, tmp_path: Path
) -> None:
    office = reviewed.office
    office.ok(*demand(), *DAY)
    forms = issue(office, tmp_path / "lai")
    answers = {"han_che": ["Chưa đi họp đủ.", "Chưa học nghị quyết."], "muc": "htn"}
    collect(office, fill(forms["Hà"], **answers), *LATER)

    held = office.json("show", "dv-06-2025")

    faults = {one["ma"]: one["noi_dung"] for one in held["khuyet_diem"]}
    assert faults == {
        "K-2025-dv-06-1": "Chưa đi họp đủ.",
        "K-2025-dv-06-2": "Chưa học nghị quyết.",
    }
    claims = [(r["muc"], r["da_thay"]) for r in held["xep_loai"] if r["buoc"] == Stage.SELF]
    assert claims == [("htt", True), ("htn", False)]


def test_the_first_form_again_meets_nothing(reviewed: Party, tmp_path: Path) -> None:
    office = reviewed.office
    first = (tmp_path / "ra" / ONE).glob("kiem_diem_2c-ha-*").__next__()
    office.ok(*demand(), *DAY)
    issue(office, tmp_path / "lai")

    found = collect(office, first, *LATER)

    assert found["nhan"][0]["van_ban"].endswith("/0001")
    assert reviewed.states()["06"].step.value == "phai_kiem_diem_lai"


def test_a_form_without_its_mark_is_taken_for_the_one_still_awaited(
    reviewed: Party, tmp_path: Path
) -> None:
    office = reviewed.office
    office.ok(*demand(), *DAY)
    path = fill(issue(office, tmp_path / "lai")["Hà"])
    path.write_bytes(_without_mark(path.read_bytes()))

    found = collect(office, path, *LATER)

    assert found["nhan"][0]["van_ban"].endswith("/0002")


def test_which_of_two_is_asked_when_neither_is_awaited(reviewed: Party, tmp_path: Path) -> None:
    office = reviewed.office
    office.ok(*demand(), *DAY)
    path = issue(office, tmp_path / "lai")["Hà"]
    blank = path.read_bytes()
    collect(office, fill(path), *LATER)
    path.write_bytes(blank)
    fill(path, han_che=["Chưa nộp bản cam kết."])
    path.write_bytes(_without_mark(path.read_bytes()))

    found = collect(office, path, *LATER)
    (waiting,) = found["can_hoi"]
    office.ok("pending", "accept", waiting["ma"], "--answer", "ban=0002", *LATER, *WHY)

    assert waiting["cac_cau_hoi"][0]["lua_chon"] == ["0001", "0002"]
    faults = {one["noi_dung"] for one in office.json("show", "dv-06-2025")["khuyet_diem"]}
    assert "Chưa nộp bản cam kết." in faults


def _without_mark(data: bytes) -> bytes:
    """Return a Word file whose hidden identity was lost, as other programs leave it."""
    document = docx.Document(io.BytesIO(data))
    document.core_properties.identifier = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- met by a person's word -----------------------------------------------------------------------


def test_a_person_may_say_that_it_is_done(reviewed: Party) -> None:
    office = reviewed.office
    office.ok(*demand(), *DAY)
    silent = office.refused("reviews", "met", CODE, *LATER)

    said = office.ok("reviews", "met", CODE, *LATER, "--why", "Biên bản số 5 ngày 22/12").stdout
    twice = office.refused("reviews", "met", CODE, *LATER, *WHY)
    nothing = office.refused("reviews", "met", "KL-2025-x", *LATER, *WHY)
    nonsense = office.refused("reviews", "met", "x", *LATER, *WHY)

    assert "đã đạt ngày 23/12/2025" in said
    assert (silent.exit_code, twice.exit_code) == (17, 17)
    assert (nothing.exit_code, nonsense.exit_code) == (3, 3)
    assert reviewed.states()["06"].step.value == "da_kiem_diem"


# --- held later -----------------------------------------------------------------------------------


def test_the_supplementary_list_says_what_became_of_the_absent(party: Party) -> None:
    office = party.office
    party.meet(ONE, SubjectKind.PERSON, "Hà: Ốm", "Khoa: Đi công tác")
    words = ("reviews", "held", "--person", "06", "--year", "2025", *DAY)
    unsourced = office.refused(*words)

    office.ok(*words, "--source", "Biên bản họp bổ sung")
    office.ok("ratings", "set", "--person", "06", "--level", "htn", "--year", "2025", *LATER)
    listed = office.json("reviews", "list", "2025", "--org", ONE, *LATER)["bo_sung"]
    shown = office.ok("reviews", "list", "2025", *LATER).stdout

    assert unsourced.exit_code == 17
    assert [(one["doi_tuong"], one["ngay_kiem_diem"], one["muc"]) for one in listed] == [
        ("Hà", "2025-12-20", "htn"),
        ("Khoa", None, None),
    ]
    assert "Hà: vắng (Ốm); đã kiểm điểm ngày 20/12/2025" in shown
    assert "Khoa: vắng (Đi công tác); chưa kiểm điểm bổ sung" in shown


def test_a_name_that_two_members_bear_is_listed_with_doubt(party: Party) -> None:
    party.meet(ONE, SubjectKind.PERSON, "Hà: Ốm")
    party.enrol(a_member("07", full_name="Hà"))

    shown = party.office.ok("reviews", "list", "2025", *LATER).stdout

    assert shown.count("có nhiều người tên ấy, chưa rõ là ai") == 2


# --- where somebody is reviewed -------------------------------------------------------------------


def test_an_authority_says_where_a_leader_is_reviewed(party: Party) -> None:
    office = party.office
    chief = Post(title="Phó Chủ tịch", side=PostSide.OFFICE)
    leader = a_member("07", category=Category.LEADER, posts=(chief,), unit="Lãnh đạo xã")
    party.enrol(leader)
    words = ("reviews", "place", "h43-noi-03", "--year", "2025", *DAY)

    shown = office.ok("ratings", "show", "2025", *DAY).stdout
    wrong = office.refused(*words, "--person", "07", *BY, "--answer", "có lẽ")
    by_nobody = office.refused(*words, "--person", "07", "--answer", "riêng")
    no_question = office.refused(
        *("reviews", "place", "H43-NOI-01", "--year", "2025", "--person", "07"), *DAY
    )
    office.ok(*words, "--person", "07", *BY, "--answer", "Riêng", "--document", "5-CV/ĐU")

    assert "reviews place H43-NOI-03 --answer rieng|cap_uy|khong" in shown
    assert (wrong.exit_code, by_nobody.exit_code, no_question.exit_code) == (17, 17, 3)
    assert "rieng, cap_uy, khong" in wrong.stderr
    assert "--authority" in by_nobody.stderr
    assert "H43-NOI-03, H43-NOI-04, H43-NOI-05" in no_question.stderr
    assert [one.place.key for one in party.states()["07"].places] == ["", "Tập thể lãnh đạo xã"]
    office.ok(
        *("ratings", "set", "--person", "07", "--level", "htt", "--stage", "de_xuat"),
        *("--place", "tập thể lãnh đạo xã", *DAY),
    )
