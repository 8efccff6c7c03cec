"""Meetings planned and held, who is sent where, what the inspection team found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hoso import spreadsheet
from hoso.model.oversight import Role
from hoso.model.review import SubjectKind
from hoso.services import assignments, campaign
from tests.conftest import Office

DAY = ("--date", "2025-12-01")
_OFFICE, _TRADE = "cb-van-phong", "cb-nghiep-vu"
# Officers of the sample's committee: the secretary of the office's cell, a deputy, a member.
_SECRETARY, _DEPUTY = "Trần Đình Khải", "Dương Công Trứ"


# -- meetings ------------------------------------------------------------------------------------


def test_a_planned_meeting_is_not_one_that_was_held(sample_office: Office) -> None:
    planned = ("--org", _OFFICE, "--kind", "tap_the", "--day", "5/12/2025")

    said = sample_office.ok("campaign", "meeting", *planned, "--time", "07 giờ 30", *DAY).stdout

    lines = sample_office.json("campaign", "meetings", "2025", "--org", _OFFICE, *DAY)["hoi_nghi"]
    assert "sẽ họp ngày 05/12/2025" in said
    assert [(one["noi_dung"], one["da_hop"]) for one in lines] == [
        ("tap_the", None),
        ("ca_nhan", None),
    ]
    assert lines[0]["du_kien"]["gio"] == "07 giờ 30"
    day = campaign.review_day(sample_office.workspace, 2025, _OFFICE, SubjectKind.COLLECTIVE)
    assert day is None


def test_moving_a_meeting_keeps_what_was_not_said_again(sample_office: Office) -> None:
    whose = ("--org", _OFFICE, "--kind", "tap_the")
    sample_office.ok(
        "campaign", "meeting", *whose, "--day", "5/12/2025", "--place", "Hội trường", *DAY
    )

    moved = sample_office.ok("campaign", "meeting", *whose, "--day", "8/12/2025", *DAY).stdout

    shown = sample_office.ok("campaign", "meetings", "--org", _OFFICE, *DAY).stdout
    assert "Trước đó lịch ghi ngày 05/12/2025." in moved
    assert "sẽ họp ngày 08/12/2025, Hội trường" in shown


def test_a_meeting_held_elsewhere_is_recorded_with_its_absent(sample_office: Office) -> None:
    figures = ("--convened", "15", "--present", "14", "--absent", "Lê Văn A: ốm")
    whose = ("--org", _OFFICE, "--kind", "ca_nhan", "--day", "8/12/2025")

    held = sample_office.json("campaign", "meeting", *whose, *figures, *DAY)["hoi_nghi"]

    assert held["vang_mat"] == ["Lê Văn A: ốm"]
    shown = sample_office.ok("campaign", "meetings", "2025", "--org", _OFFICE, *DAY).stdout
    assert "đã họp ngày 08/12/2025, có mặt 14/15" in shown
    day = campaign.review_day(sample_office.workspace, 2025, _OFFICE, SubjectKind.PERSON)
    assert day == date(2025, 12, 8)


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        (("--convened", "15", "--present", "13", "--absent", "Lê Văn A: ốm"), "vắng 2"),
        (("--convened", "3", "--present", "4"), "vắng -1"),
        (("--convened", "3"), "cần cả --convened và --present"),
        (("--convened", "3", "--present", "2", "--absent", "Lê Văn A"), "«Họ tên: lý do»"),
    ],
)
def test_figures_of_a_meeting_must_fit(
    sample_office: Office, figures: tuple[str, ...], why: str
) -> None:
    before = sample_office.archive_bytes()
    whose = ("--org", _OFFICE, "--kind", "ca_nhan", "--day", "8/12/2025")

    result = sample_office.refused("campaign", "meeting", *whose, *figures, *DAY)

    assert why in result.stderr
    assert sample_office.archive_bytes() == before


def test_the_day_of_the_draft_is_a_stated_fact(sample_office: Office) -> None:
    whose = ("--org", _OFFICE, "--kind", "tap_the", "--day", "8/12/2025")

    sample_office.ok("campaign", "meeting", *whose, "--draft-sent", "2/12/2025", *DAY)

    stated = sample_office.workspace.catalogue.statements(year=2025, organisation=_OFFICE)
    assert [(one.fact, one.value) for one in stated] == [("du_thao.ngay_gui", "2025-12-02")]


def _invitation(office: Office, agenda: str = "") -> None:
    words = """
        [hoi_nghi]
        thoi_gian = "07 giờ 30, ngày 05/12/2025"
        dia_diem = "Hội trường tầng 3"
        """
    path = office.write("moi.toml", f"{agenda}\n{words}")
    office.ok("generate", "giay_moi", "--org", _OFFICE, "--year", "2025", "--data", path, *DAY)


def test_an_invitation_plans_the_meetings_of_its_agenda(sample_office: Office) -> None:
    _invitation(sample_office)

    lines = sample_office.json("campaign", "meetings", "2025", "--org", _OFFICE, *DAY)["hoi_nghi"]

    plans = [one["du_kien"] for one in lines]
    assert [one["ngay"] for one in plans] == ["2025-12-05", "2025-12-05"]
    assert {(one["gio"], one["dia_diem"]) for one in plans} == {("07 giờ 30", "Hội trường tầng 3")}
    assert all(one["van_ban"].startswith(f"tt-{_OFFICE}-2025/") for one in plans)


def test_an_invitation_to_something_else_plans_no_review(sample_office: Office) -> None:
    _invitation(sample_office, 'noi_dung = ["Triển khai nhiệm vụ quý I"]')

    assert sample_office.workspace.catalogue.planned_meetings(year=2025) == ()


def test_minutes_are_not_contradicted_by_a_record(demo_office: Office) -> None:
    whose = ("--org", _OFFICE, "--kind", "tap_the", "--day", "8/12/2025")

    result = demo_office.refused(
        "campaign", "meeting", *whose, "--convened", "5", "--present", "5", "--year", "2025"
    )

    assert result.exit_code == 4
    assert "đã có biên bản trong kho" in result.stderr


# -- assignments ---------------------------------------------------------------------------------


def _assign(office: Office, org: str, person: str, *more: str) -> str:
    return office.ok("campaign", "assign", "--org", org, "--person", person, *more, *DAY).stderr


def _clashes(office: Office, *more: str) -> list[tuple[str, str]]:
    found = office.json("campaign", "assignments", "2025", *more)["chua_on"]
    return [(one["ma"], one["noi"]) for one in found]


def test_an_assignment_names_post_role_and_place(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _SECRETARY, "--task", "Luân chuyển cán bộ")

    found = sample_office.json("campaign", "assignments", "2025", *DAY)["phan_cong"]

    assert len(found) == 1
    assert found[0]["chuc_vu"] == "Bí thư Đảng ủy"
    assert found[0]["vai_tro"] == "du_kiem_diem"
    assert found[0]["cap_phan_cong"] == "db-cuc-hai-quan"
    assert found[0]["ten_to_chuc"].startswith("Chi bộ Nghiệp vụ")
    dossier = sample_office.json("show", "tt-db-cuc-hai-quan-2025")
    assert dossier["phan_cong"][0]["noi_dung"] == "Luân chuyển cán bộ"


def test_one_officer_at_two_meetings_a_day_is_reported(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _DEPUTY, "--day", "8/12/2025")

    said = _assign(sample_office, "cb-kiem-soat", _DEPUTY, "--day", "8/12/2025")

    assert "được phân công dự hai nơi cùng ngày 08/12/2025" in said
    assert "PC01" in [code for code, _ in _clashes(sample_office, *DAY)]


def test_two_places_on_two_days_do_not_clash(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _DEPUTY, "--day", "8/12/2025")
    _assign(sample_office, "cb-kiem-soat", _DEPUTY, "--day", "9/12/2025")

    assert "PC01" not in [code for code, _ in _clashes(sample_office, *DAY)]


def test_who_has_nobody_is_named_and_a_committee_that_sent_nobody_once(
    sample_office: Office,
) -> None:
    before = _clashes(sample_office, *DAY)
    _assign(sample_office, _TRADE, _DEPUTY)

    after = _clashes(sample_office, *DAY)

    assert before == [("PC02", "db-cuc-hai-quan")]
    assert [where for code, where in after if code == "PC02"] == [
        "cb-cua-khau-dak-xieng",
        "cb-cua-khau-ia-tuor",
        "cb-kiem-soat",
        "cb-van-phong",
    ]


def test_in_the_own_cell_an_officer_is_only_a_member(sample_office: Office) -> None:
    _assign(sample_office, _OFFICE, _SECRETARY)

    assert ("PC03", "09003417") in _clashes(sample_office, "--org", _OFFICE, *DAY)


def test_who_is_out_of_office_and_a_place_that_is_no_more_are_reported(
    sample_office: Office,
) -> None:
    _assign(sample_office, _TRADE, "09003417")

    earlier = _clashes(sample_office, "--date", "2009-12-31")

    assert ("PC04", "09003417") in earlier
    assert ("PC05", _TRADE) in earlier
    assert {"PC04", "PC05"} & {code for code, _ in _clashes(sample_office, *DAY)} == set()


def test_an_ordinary_member_may_appraise_but_not_direct(sample_office: Office) -> None:
    card = "38001452"
    _assign(sample_office, "cb-kiem-soat", card, "--role", "tham_dinh")

    quiet = _clashes(sample_office, *DAY)
    said = _assign(sample_office, "cb-kiem-soat", card)

    assert ("PC04", card) not in quiet
    assert "không phải cấp ủy viên" in said


def test_assignments_from_a_file_plan_the_meetings_too(
    sample_office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "phan-cong.xlsx"
    spreadsheet.write_table(
        path,
        "Phân công",
        ["Tổ chức đảng", "Cấp ủy viên dự, chỉ đạo", "Vai trò", "Ngày kiểm điểm", "Nội dung"],
        [
            ["Chi bộ Nghiệp vụ và Kiểm tra sau thông quan", f"{_DEPUTY}, Phó Bí thư", "", "", ""],
            ["cb-kiem-soat", "Phạm Quốc Tuấn", "thẩm định", date(2025, 12, 9), "Tang vật"],
        ],
    )

    done = sample_office.json("campaign", "assign", "--from", path, *DAY)

    assert [(one["to_chuc"], one["vai_tro"]) for one in done["phan_cong"]] == [
        (_TRADE, "du_kiem_diem"),
        ("cb-kiem-soat", "tham_dinh"),
    ]
    planned = sample_office.workspace.catalogue.planned_meetings(year=2025)
    assert [(one.organisation, one.day) for one in planned] == [("cb-kiem-soat", date(2025, 12, 9))]


def test_bad_rows_of_assignments_are_all_named_and_nothing_is_written(
    sample_office: Office,
) -> None:
    path = sample_office.write(
        "phan-cong.csv",
        "to_chuc,nguoi_du,vai_tro,ngay\n"
        "cb-khong-co,Trần Đình Khải,,\n"
        "cb-van-phong,,,\n"
        "cb-van-phong,Trần Đình Khải,chủ trì,\n"
        "cb-van-phong,Trần Đình Khải,,32/12/2025\n"
        "db-cuc-hai-quan,Trần Đình Khải,,\n",
    )
    before = sample_office.archive_bytes()

    result = sample_office.refused("campaign", "assign", "--from", path, *DAY)

    assert result.exit_code == 11
    for words in ("dòng 2", "thiếu tổ chức đảng", "vai trò «chủ trì»", "«32/12/2025»", "dòng 6"):
        assert words in result.stderr
    assert sample_office.archive_bytes() == before


def test_an_assignment_is_taken_back(sample_office: Office) -> None:
    whom = ("--org", _TRADE, "--person", _DEPUTY)
    _assign(sample_office, _TRADE, _DEPUTY)

    sample_office.ok("campaign", "assign", *whom, "--remove", *DAY)

    assert sample_office.json("campaign", "assignments", *DAY)["phan_cong"] == []
    again = sample_office.refused("campaign", "assign", *whom, "--remove", *DAY)
    assert again.exit_code == 3


def test_a_committee_sends_only_to_those_below_it(sample_office: Office) -> None:
    whom = ("--person", _DEPUTY, *DAY)

    other = sample_office.refused(
        "campaign", "assign", "--org", _TRADE, "--committee", _OFFICE, *whom
    )
    neither = sample_office.refused("campaign", "assign", *whom)

    assert "không trực thuộc" in other.stderr
    assert "--from TỆP" in neither.stderr


def test_moving_a_planned_day_by_an_assignment_is_told(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _DEPUTY, "--day", "8/12/2025")

    said = _assign(sample_office, _TRADE, _DEPUTY, "--day", "9/12/2025")

    assert "chuyển từ 08/12/2025 sang 09/12/2025" in said


def test_the_notice_of_assignments_is_filled_from_the_register(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _DEPUTY, "--day", "9/12/2025", "--task", "luân chuyển")

    made = sample_office.json(
        "generate", "phan_cong_du_kiem_diem", "--org", "db-cuc-hai-quan", "--year", "2025", *DAY
    )

    dossier, _, number = made["van_ban"].partition("/")
    ws = sample_office.workspace
    object_id = ws.catalogue.object_id(dossier)
    assert object_id
    data = ws.archive.read(object_id, f"{number}/du_lieu.json", None).decode()
    assert "Dương Công Trứ, Phó Bí thư Đảng ủy" in data
    assert '"ngay": "09/12/2025"' in data
    assert "luân chuyển" in data
    assert any("chưa phân công cấp ủy viên" in words for words in made["luu_y"])


def test_the_service_knows_whom_a_committee_sends(sample_office: Office) -> None:
    _assign(sample_office, _TRADE, _DEPUTY)
    _assign(sample_office, _TRADE, _SECRETARY, "--role", "phu_trach")

    ws = sample_office.workspace
    sent = assignments.sent_to(ws, 2025, "db-cuc-hai-quan", date(2025, 12, 1))

    assert [one.assignment.role for one in sent[_TRADE]] == [Role.ATTENDS]


# -- the inspection team -------------------------------------------------------------------------


def _appraise(office: Office, *words: str) -> dict[str, object]:
    found: dict[str, object] = office.json("campaign", "appraise", *words, *DAY)["tham_dinh"][0]
    return found


@pytest.mark.parametrize(
    ("own", "found", "gap", "asked"),
    [
        ("92,5", "87,5", -5.0, True),
        ("92,5", "87,6", -4.9, False),
        ("87.3", "92.3", 5.0, True),
        ("90", "90", 0.0, False),
    ],
)
def test_a_gap_of_five_points_wants_an_explanation(
    sample_office: Office, own: str, found: str, gap: float, *, asked: bool
) -> None:
    points = ("--own-points", own, "--points", found)

    line = _appraise(sample_office, "--org", _OFFICE, "--result", "dieu_chinh", *points)

    assert (line["chenh_lech"], line["can_giai_trinh"]) == (gap, asked)
    assert line["trang_thai"] == ("cho_giai_trinh" if asked else "xong")


def test_an_explained_gap_is_settled(sample_office: Office) -> None:
    points = ("--own-points", "92", "--points", "80", "--level", "htt")
    why = ("--explanation", "Chưa đủ minh chứng")

    line = _appraise(sample_office, "--org", _OFFICE, "--result", "dieu_chinh", *points, *why)

    assert (line["trang_thai"], line["can_giai_trinh"]) == ("xong", False)


def test_an_office_may_set_another_gap_by_its_overlay(sample_office: Office) -> None:
    overlay = sample_office.root / "lop-phu.toml"
    overlay.write_text(
        'che_do = "HD43-2025"\nnguoi_quyet_dinh = "Ban Thường vụ Đảng ủy"\n'
        'can_cu = "Hướng dẫn số 05-HD/ĐU"\n[tham_so]\nchenh_diem_giai_trinh = 10\n',
        encoding="utf-8",
    )
    with (sample_office.root / "hoso.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quy_dinh]\nlop_phu = "lop-phu.toml"\n')

    points = ("--own-points", "92", "--points", "85")
    line = _appraise(sample_office, "--org", _OFFICE, "--result", "dieu_chinh", *points)

    assert line["can_giai_trinh"] is False


def test_the_team_sees_what_is_left_to_do(sample_office: Office) -> None:
    _appraise(sample_office, "--org", _TRADE, "--result", "tra_lai", "--remarks", "Thiếu phụ lục")
    _appraise(sample_office, "--person", "38001452", "--result", "thong_nhat")

    listed = sample_office.json("campaign", "appraisals", "2025", *DAY)["tham_dinh"]
    shown = sample_office.ok("campaign", "appraisals", *DAY).stdout
    everybody = sample_office.json("campaign", "appraisals", "--persons", *DAY)["tham_dinh"]

    states = {one["ho_so"]: one["trang_thai"] for one in listed}
    assert states == {
        "tt-cb-cua-khau-dak-xieng": "cho_tu_danh_gia",
        "tt-cb-cua-khau-ia-tuor": "cho_tu_danh_gia",
        "tt-cb-kiem-soat": "cho_tu_danh_gia",
        "tt-cb-nghiep-vu": "da_tra_lai",
        "tt-cb-van-phong": "cho_tu_danh_gia",
        "dv-38001452": "xong",
    }
    assert shown.startswith("Đã thẩm định 1/6.")
    assert "đã trả lại, chờ nộp lại (trả lại)" in shown
    assert len(everybody) > 70


def test_the_own_score_comes_from_the_returned_form(demo_office: Office) -> None:
    listed = demo_office.json("campaign", "appraisals", "2025")["tham_dinh"]

    office = next(one for one in listed if one["to_chuc"] == _OFFICE)
    assert office["trang_thai"] == "cho_tham_dinh"
    assert office["tu_xep_loai"] == "htt"
    assert office["diem_tu_cham"] > 70


def test_findings_from_a_file(sample_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    spreadsheet.write_table(
        path,
        "Thẩm định",
        ["Tổ chức đảng", "Số thẻ", "Kết quả", "Điểm tự chấm", "Điểm thẩm định", "Mức đề xuất"],
        [
            [_OFFICE, "", "thống nhất", 92, "91,5", "Hoàn thành tốt nhiệm vụ"],
            ["", "38001452", "tra_lai", "", "", ""],
        ],
    )

    sample_office.ok("campaign", "appraise", "--from", path, *DAY)

    found = sample_office.workspace.catalogue.appraisals(year=2025)
    assert {(one.subject.dossier_stem, one.points) for one in found} == {
        (f"tt-{_OFFICE}", 91.5),
        ("dv-38001452", None),
    }


def test_bad_findings_are_all_named(sample_office: Office) -> None:
    path = sample_office.write(
        "tham-dinh.csv",
        "to_chuc;ket_qua;diem_tham_dinh;de_xuat\n"
        ";thống nhất;90;\n"
        "cb-van-phong;tốt;90;\n"
        "cb-van-phong;thống nhất;101;\n"
        "cb-van-phong;thống nhất;chín mươi;\n"
        "cb-van-phong;thống nhất;90;giỏi\n",
    )
    before = sample_office.archive_bytes()

    result = sample_office.refused("campaign", "appraise", "--from", path, *DAY)

    assert result.exit_code == 11
    for words in ("dòng 2", "«tốt»", "«101»", "«chín mươi»", "«giỏi»"):
        assert words in result.stderr
    assert sample_office.archive_bytes() == before


def test_an_appraisal_needs_a_result_and_points_that_are_points(sample_office: Office) -> None:
    without = sample_office.refused("campaign", "appraise", "--org", _OFFICE, *DAY)
    wrong = sample_office.refused(
        "campaign", "appraise", "--org", _OFFICE, "--result", "thong_nhat", "--points", "x", *DAY
    )

    assert "--result" in without.stderr
    assert "--points" in wrong.stderr


def test_the_report_of_the_team_is_filled_from_what_it_found(demo_office: Office) -> None:
    day = ("--date", "2025-12-20")
    points = ("--own-points", "90", "--points", "80", "--level", "htt")
    demo_office.ok(
        "campaign", "appraise", "--org", _OFFICE, "--result", "dieu_chinh", *points, *day
    )
    data = demo_office.write("to.toml", 'nguoi_ky = "Dương Công Trứ"')

    made = demo_office.json(
        *("generate", "bao_cao_tham_dinh", "--org", "db-cuc-hai-quan", "--year", "2025"),
        *("--data", data, *day),
    )

    ws = demo_office.workspace
    object_id = ws.catalogue.object_id(made["ho_so"])
    assert object_id
    _, _, number = made["van_ban"].partition("/")
    rows = json.loads(ws.archive.read(object_id, f"{number}/du_lieu.json", None))["hang"]
    row = next(one for one in rows if one["ten"] == "Chi bộ Văn phòng")
    assert (row["diem_tu_cham"], row["diem_tham_dinh"]) == ("90", "80")
    assert row["de_xuat"] == "Hoàn thành tốt nhiệm vụ"
    assert made["luu_y"] == ["Chi bộ Văn phòng: chờ giải trình chênh lệch điểm."]
