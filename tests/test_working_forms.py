"""The office's own working forms: what the archive fills in, what is asked, what stays blank."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from hoso import sample, word
from tests.conftest import Office

DAY = ("--year", "2025", "--date", "2025-12-05")
CELL = ("--org", "cb-van-phong", *DAY)
TOP = ("--org", "db-cuc-hai-quan", *DAY)
HAN = 'han = "10/12/2025"\n'
CARDS = ("38000815", "38001234", "38000877")


def made(office: Office, kind: str, *where: str, data: str = "") -> str:
    file = office.write(f"{kind}.toml", data)
    done = office.json("generate", kind, *(where or CELL), "--data", file)
    assert done["van_de"] == []
    return word.text_of(Path(done["tep"]).read_bytes())


def asked(office: Office, kind: str, *where: str, data: str = "") -> str:
    """Return what is said when a document cannot be made; nothing may have been written."""
    before = office.archive_bytes()
    file = office.write(f"{kind}.toml", data)
    result = office.refused("generate", kind, *(where or CELL), "--data", file)
    assert office.archive_bytes() == before
    return result.stderr


def rate(office: Office, whom: tuple[str, str], level: str, stage: str, why: str = "") -> None:
    office.ok("ratings", "set", *whom, "--level", level, "--stage", stage, *DAY, "--why", why)


# --- plan ----------------------------------------------------------------------------------------


def test_a_plan_counts_who_is_reviewed_and_says_why_others_are_not(sample_office: Office) -> None:
    words = made(sample_office, "ke_hoach_kiem_diem", *TOP)

    assert "Số ……-KH/ĐU" in words
    assert "Tổng số 78 đảng viên; thuộc diện kiểm điểm: 75 đồng chí." in words
    assert "2 đồng chí: Mới kết nạp chưa đủ 6 tháng" in words
    assert "- Cấp ủy của Chi bộ Văn phòng;" in words
    assert "khắc phục 30 hạn chế, khuyết điểm" in words
    assert "Trần Đình Khải, Bí thư Đảng ủy" in words


def test_a_plan_has_the_days_of_the_regime_and_leaves_the_others_open(
    sample_office: Office,
) -> None:
    words = made(sample_office, "ke_hoach_kiem_diem", *TOP)

    assert "cấp trên sau\nCấp có thẩm quyền\ntrước ngày 31/12/2025" in words
    assert "ít nhất 3 ngày làm việc trước hội nghị" in words
    assert "01/02/2026" not in words  # the day for a province's dossiers


def test_a_plan_has_the_days_and_the_document_of_the_overlay(sample_office: Office) -> None:
    (sample_office.root / "lop-phu.toml").write_text(
        'che_do = "HD43-2025"\nnguoi_quyet_dinh = "Ban Thường vụ"\n'
        'can_cu = "Công văn số 12-CV/ĐU, ngày 10/11/2025 của Ban Thường vụ Đảng ủy"\n'
        '[thoi_han]\nkiem_diem = "12-15"\nho_so_len_tren = "12-20"\n',
        encoding="utf-8",
    )
    with (sample_office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write('[quy_dinh]\nlop_phu = "lop-phu.toml"\n')

    words = made(sample_office, "ke_hoach_kiem_diem", *TOP)

    assert "trước ngày 15/12/2025" in words
    assert "báo cáo cấp trên\nĐảng bộ Cục Hải quan Trường Sơn\ntrước ngày 20/12/2025" in words
    assert "- Căn cứ Công văn số 12-CV/ĐU, ngày 10/11/2025 của Ban Thường vụ Đảng ủy," in words
    assert "SHA-256" not in words


def test_a_plan_of_a_year_without_a_deadline_leaves_it_blank(sample_office: Office) -> None:
    day = ("--org", "cb-van-phong", "--year", "2022", "--date", "2025-12-05")

    words = made(sample_office, "ke_hoach_kiem_diem", *day)

    assert "trước ngày" not in words


def test_a_plan_takes_the_office_days_by_the_number_of_the_step(sample_office: Office) -> None:
    data = '[[buoc]]\nbuoc = "4"\nthoi_han = "từ 06/12 đến 12/12/2025"\n'

    words = made(sample_office, "ke_hoach_kiem_diem", data=data)

    assert "sau đó kiểm điểm cá nhân\nTừng tổ chức đảng\ntừ 06/12 đến 12/12/2025" in words
    assert "Chi bộ Văn phòng kiểm tra, đôn đốc" in words


def test_a_collective_too_small_for_a_report_of_its_own_is_named_with_the_reason(
    office: Office, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))
    rows = [row for row in book["Đảng viên"].iter_rows() if row[7].value == "Chi bộ Văn phòng"]
    (third,) = [row for row in rows if row[8].value == "Chi ủy viên"]
    third[8].value = None
    book.save(tmp_path / "hai-nguoi.xlsx")
    office.ok("roster", "import", tmp_path / "hai-nguoi.xlsx")

    words = made(office, "ke_hoach_kiem_diem")

    assert "- Chi bộ Văn phòng: Tập thể lãnh đạo có 2 người, dưới 3" in words


# --- suggestions ---------------------------------------------------------------------------------


def test_a_suggestion_comes_from_above_and_lies_with_whom_it_concerns(
    sample_office: Office,
) -> None:
    words = made(sample_office, "goi_y_kiem_diem", data=HAN)

    head = words.split("Kính gửi")[0]
    assert "ĐẢNG ỦY CỤC HẢI QUAN TRƯỜNG SƠN" in head
    assert "Số ……-CV/ĐU\nvề việc gợi ý kiểm điểm năm 2025" in head
    assert "Kính gửi: Chi bộ Văn phòng" in words
    assert "- Như trên," in words
    assert "T/M ĐẢNG ỦY" in words
    shown = sample_office.json("show", "tt-cb-van-phong-2025")
    assert [one["loai"] for one in shown["van_ban"]] == ["goi_y_kiem_diem"]


def test_a_suggestion_names_open_faults_and_what_they_resemble(sample_office: Office) -> None:
    words = made(sample_office, "goi_y_kiem_diem", data=HAN)

    assert "nêu năm 2024, mã K-0091; chưa khắc phục (báo cáo năm 2024)." in words
    assert "có nội dung tương tự đã nêu năm 2022 (mã K-0030)" in words
    assert "mã K-0004" not in words  # remedied
    assert words.count("- Đề nghị: ") == 4


def test_what_a_person_confirmed_is_called_come_back(sample_office: Office) -> None:
    sample_office.ok("recurrence", "confirm", "K-0089", "K-0030", "--date", "2025-12-02")

    words = made(sample_office, "goi_y_kiem_diem", data=HAN)

    assert "lặp lại điều đã nêu năm 2022 (mã K-0030)" in words


def test_a_fault_of_this_year_that_came_back_is_an_issue_too(sample_office: Office) -> None:
    register = sample_office.write(
        "moi.csv",
        "ma,nam,to_chuc,doi_tuong,noi_dung\n"
        'K-0900,2025,cb-van-phong,tập thể,"Phê bình, góp ý tại hội nghị kiểm điểm còn nể nang, dĩ '
        'hòa vi quý, chưa làm rõ thiếu sót của từng cá nhân."\n',
    )
    sample_office.ok("shortcomings", "import", register)
    sample_office.ok("recurrence", "confirm", "K-0900", "K-0089", "--date", "2025-12-02")

    words = made(sample_office, "goi_y_kiem_diem", data=HAN)

    assert "nêu năm 2025, mã K-0900; lặp lại điều đã nêu năm 2024 (mã K-0089)" in words


def test_the_day_to_answer_is_asked(sample_office: Office) -> None:
    said = asked(sample_office, "goi_y_kiem_diem")

    assert "thiếu trường «han»" in said
    assert "van_de" not in said


def test_without_a_known_issue_the_issues_are_asked(sample_office: Office) -> None:
    person = ("--person", "38000815", *DAY)
    issue = '[[van_de]]\nnoi_dung = "Đơn phản ánh."\nyeu_cau = "Giải trình."\n'

    said = asked(sample_office, "goi_y_kiem_diem", *person, data=HAN)
    words = made(sample_office, "goi_y_kiem_diem", *person, data=HAN + issue)

    assert "thiếu trường «van_de»" in said
    assert "Kính gửi:\n- Đồng chí Lê Thị Ngọc Ánh;\n- Chi bộ Văn phòng." in words
    assert "Căn cứ: " not in words


def test_the_top_body_gets_suggestions_from_elsewhere(sample_office: Office) -> None:
    assert "hoso attach" in asked(sample_office, "goi_y_kiem_diem", *TOP, data=HAN)


def test_suggestions_to_two_bodies_take_numbers_of_the_one_that_issues_them(
    sample_office: Office,
) -> None:
    first = made(sample_office, "goi_y_kiem_diem", *CELL, "--number", data=HAN)
    second = made(
        sample_office, "goi_y_kiem_diem", "--org", "cb-kiem-soat", *DAY, "--number", data=HAN
    )

    assert "Số 01-CV/ĐU" in first
    assert "Số 02-CV/ĐU" in second


# --- who attends ---------------------------------------------------------------------------------


def test_attendance_lists_the_bodies_below_and_where_suggestions_went(
    sample_office: Office,
) -> None:
    made(sample_office, "goi_y_kiem_diem", data=HAN)
    data = '[[phan_cong]]\nto_chuc = "Chi bộ Văn phòng"\nnguoi_du = "Trần Đình Khải"\n'

    words = made(sample_office, "phan_cong_du_kiem_diem", *TOP, data=data)

    looked = "4 hạn chế, khuyết điểm kỳ trước còn theo dõi; nơi được gợi ý kiểm điểm"
    assert f"Chi bộ Văn phòng\nTrần Đình Khải\n{looked}" in words
    assert words.count("gợi ý kiểm điểm\n") == 1
    assert "-TB/ĐU" in words


def test_a_withdrawn_suggestion_is_none(sample_office: Office) -> None:
    file = sample_office.write("han.toml", HAN)
    done = sample_office.json("generate", "goi_y_kiem_diem", *CELL, "--data", file)
    sample_office.ok("withdraw", done["van_ban"], "--why", "gửi nhầm")

    words = made(sample_office, "phan_cong_du_kiem_diem", *TOP)

    assert "nơi được gợi ý" not in words


def test_a_cell_has_nobody_to_send_and_is_asked(sample_office: Office) -> None:
    assert "thiếu trường «phan_cong»" in asked(sample_office, "phan_cong_du_kiem_diem")


# --- ballots -------------------------------------------------------------------------------------


def test_one_round_has_five_boxes_and_the_first_of_two_three(sample_office: Office) -> None:
    one = made(sample_office, "phieu_bieu_quyet")
    first = made(sample_office, "phieu_bieu_quyet", data='vong = "1"\n')

    heads = "Mức tự nhận\nHTXSNV\nHTTNV\nHTNV\nKHTNV\nChưa đánh giá\n"
    assert heads in one
    assert "Mức tự nhận\nHTTNV\nHTNV\nKHTNV\n1\n" in first
    assert "Vòng 1: đánh dấu X vào một ô trong ba ô" in first
    assert "ký" not in first


def test_a_second_round_is_voted_on_another_paper(sample_office: Office) -> None:
    said = asked(sample_office, "phieu_bieu_quyet", data='vong = "2"\n')

    assert "vòng 2 dùng mẫu phieu_binh_chon" in said


def test_those_proposed_as_good_stand_on_the_ballot_of_the_second_round(
    sample_office: Office,
) -> None:
    for card, level in zip(CARDS, ("htt", "htxs", "htn"), strict=True):
        rate(sample_office, ("--person", card), level, "de_xuat")

    words = made(sample_office, "phieu_binh_chon", *TOP)

    assert "Danh sách gồm 2 đồng chí" in words
    assert "Lê Thị Ngọc Ánh\nChi bộ Văn phòng" in words
    assert "Nguyễn Văn Hùng" not in words
    assert "Đồng ý\nKhông đồng ý" in words
    assert "ký, ghi" not in words


def test_before_any_proposal_the_candidates_of_the_second_round_are_asked(
    sample_office: Office,
) -> None:
    assert "thiếu trường «doi_tuong»" in asked(sample_office, "phieu_binh_chon")


def test_organisations_are_voted_on_one_by_one_and_ones_own_level_once(
    sample_office: Office,
) -> None:
    rate(sample_office, ("--org", "cb-van-phong"), "htt", "tu_danh_gia")

    words = made(sample_office, "phieu_danh_gia_to_chuc", *TOP)
    below = made(sample_office, "phieu_danh_gia_to_chuc", *TOP, data="cac_muc = []\n")

    assert "1\nHoàn thành xuất sắc nhiệm vụ\n2\nHoàn thành tốt nhiệm vụ\n" in words
    assert "Chi bộ Văn phòng\nHoàn thành tốt nhiệm vụ\nMỗi dòng" in words
    assert "Đánh dấu X vào một dòng" not in below
    assert "NGƯỜI" not in words


def test_a_cell_votes_on_itself_alone(sample_office: Office) -> None:
    words = made(sample_office, "phieu_danh_gia_to_chuc")

    assert "Đối với Chi bộ Văn phòng" in words
    assert "trực thuộc" not in words


# --- proposals -----------------------------------------------------------------------------------


def test_participating_bodies_are_asked_about_each_criterion_and_told_the_cap(
    sample_office: Office,
) -> None:
    data = HAN + 'kinh_gui = ["Công đoàn cơ sở", "Đoàn cơ sở"]\n'

    words = made(sample_office, "phieu_phan_tich_chat_luong", data=data)

    assert "Kính gửi:\n- Công đoàn cơ sở;\n- Đoàn cơ sở." in words
    assert "không vượt quá 20% số được xếp mức hoàn thành tốt nhiệm vụ" in words
    assert "QĐ 366-QĐ/TW, Điều 11, khoản 1.5" in words
    assert all(f"\n{code}\n" in words for code in ("C1", "C6", "N2"))
    assert "ĐẢNG ỦY CỤC HẢI QUAN TRƯỜNG SƠN" in words
    assert "-CV/" not in words


def test_whom_to_ask_and_until_when_is_a_persons_to_say(sample_office: Office) -> None:
    said = asked(sample_office, "phieu_phan_tich_chat_luong")

    assert "thiếu trường «kinh_gui»" in said
    assert "thiếu trường «han»" in said


def test_a_regime_without_criteria_asks_for_them(sample_office: Office) -> None:
    earlier = ("--org", "cb-van-phong", "--year", "2024", "--date", "2025-12-05")
    data = HAN + 'kinh_gui = ["Công đoàn cơ sở"]\n'

    said = asked(sample_office, "phieu_phan_tich_chat_luong", *earlier, data=data)

    assert "thiếu trường «tieu_chi»" in said


def test_proposals_stand_side_by_side_and_a_file_adds_the_others(sample_office: Office) -> None:
    rate(sample_office, ("--person", CARDS[0]), "htxs", "tu_danh_gia")
    rate(sample_office, ("--person", CARDS[0]), "htt", "de_xuat")
    data = f'[[hang]]\nso_the = "{CARDS[0]}"\nchi_uy = "Hoàn thành nhiệm vụ"\n'

    words = made(sample_office, "tong_hop_de_xuat", data=data)

    line = words.split("Chánh Văn phòng\n")[1].split("\n2\n")[0]
    assert line == ("Hoàn thành xuất sắc nhiệm vụ\nHoàn thành nhiệm vụ\nHoàn thành tốt nhiệm vụ")
    assert "Danh sách gồm 16 đảng viên." in words


def test_the_appraisal_compares_own_and_proposed_levels(sample_office: Office) -> None:
    cell, other = ("--org", "cb-van-phong"), ("--org", "cb-kiem-soat")
    rate(sample_office, cell, "htxs", "tu_danh_gia")
    rate(sample_office, cell, "htt", "de_xuat", "còn hạn chế chưa khắc phục")
    rate(sample_office, other, "htt", "tu_danh_gia")
    rate(sample_office, other, "htt", "de_xuat")

    words = made(sample_office, "bao_cao_tham_dinh", *TOP)

    assert "ĐẢNG ỦY CỤC HẢI QUAN TRƯỜNG SƠN\nTỔ THẨM ĐỊNH\n*\n" in words
    assert "Không thống nhất: còn hạn chế chưa khắc phục" in words
    assert "đề xuất mức chất lượng của 2/5 tổ chức đảng" in words
    assert "thống nhất với mức tự xếp loại 1, không thống nhất 1." in words
    assert "T/M TỔ THẨM ĐỊNH\nTỔ TRƯỞNG" in words
    assert "Trần Đình Khải" not in words


def test_a_level_changed_without_a_reason_is_refused(sample_office: Office) -> None:
    rate(sample_office, ("--org", "cb-van-phong"), "htxs", "tu_danh_gia")
    row = '[[hang]]\nten = "Chi bộ Văn phòng"\nde_xuat = "Hoàn thành tốt nhiệm vụ"\n'
    reason = 'ly_do = "điểm thẩm định dưới 90"\nnhan_xet = "Hồ sơ đủ."\n'
    own = 'nguoi_ky = "Vũ Đình Sang"\nnhan_xet_chung = ["Nhìn chung tốt."]\n'

    said = asked(sample_office, "bao_cao_tham_dinh", *TOP, data=row)
    words = made(sample_office, "bao_cao_tham_dinh", *TOP, data=own + row + reason)

    assert "«Chi bộ Văn phòng»: đề xuất khác mức tự xếp loại, hãy ghi ly_do" in said
    assert "III- NHẬN XÉT CHUNG\nNhìn chung tốt." in words
    assert "Vũ Đình Sang" in words


def test_a_cell_has_no_one_to_appraise_and_is_asked(sample_office: Office) -> None:
    assert "thiếu trường «hang»" in asked(sample_office, "bao_cao_tham_dinh")


@pytest.mark.parametrize("kind", ["phieu_binh_chon", "phieu_danh_gia_to_chuc"])
def test_a_ballot_carries_no_number_and_no_signature(sample_office: Office, kind: str) -> None:
    rate(sample_office, ("--person", CARDS[0]), "htt", "de_xuat")

    words = made(sample_office, kind, *TOP)

    assert "Số ……" not in words
    assert "T/M" not in words
    assert "Nơi nhận" not in words
