"""Papers after the rating: proposal, decision, lists, 30-60-90 plan, awards, archival lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from hoso import profiles, sample, text, word
from tests.conftest import NOON, Office, TickingClock, reviewed
from tests.copies import copied

TOP, CELL, EXCELLENT_CELL = "db-cuc-hai-quan", "cb-van-phong", "cb-cua-khau-dak-xieng"
HAND = 'nguoi_nhan = "Phạm Quốc Tuấn"\n'
FINISHED = "Hoàn thành nhiệm vụ"


@pytest.fixture(scope="session")
def _rated_root(_sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("xep-loai") / "kho"
    copied(_sample_root, root)
    office = Office(root=root, clock=TickingClock(NOON))
    when = ("--year", "2025", "--date", "2025-12-25")
    office.ok("ballots", "count", sample.path("kiem_phieu_2025.xlsx"), *when)
    reviewed(office)
    for name in ("xep_loai_cac_noi_2025.csv", "xep_loai_2025.csv"):
        office.ok("ratings", "set", "--from", sample.path(name), *when)
    return root


@pytest.fixture
def rated(_rated_root: Path, tmp_path: Path) -> Office:
    """Return an office whose ballots are counted and whose levels of 2025 are set."""
    root = tmp_path / "kho-xep-loai"
    copied(_rated_root, root)
    return Office(root=root, clock=TickingClock(NOON))


def _where(org: str, year: str = "2025", day: str = "2025-12-26") -> tuple[str, ...]:
    return ("--org", org, "--year", year, "--date", day)


def _made(office: Office, kind: str, org: str, said: str = "", *more: str) -> tuple[Any, str]:
    """Make a document with the data `said`; return what the command printed and its text."""
    data = ("--data", office.write("du-lieu.toml", said)) if said else ()
    made = office.json("generate", kind, *_where(org), *more, *data)
    assert made["van_de"] == []
    return made, word.text_of(Path(made["tep"]).read_bytes())


def _refusal(office: Office, kind: str, org: str, said: str = "", *more: str) -> tuple[int, str]:
    data = ("--data", office.write("du-lieu.toml", said)) if said else ()
    before = office.archive_bytes()
    result = office.refused("generate", kind, *_where(org), *more, *data)
    assert office.archive_bytes() == before
    return result.exit_code, result.stderr


def _rate(office: Office, person: str, level: str, *years: int) -> None:
    """Copy the levels of old years; that of 2025 is decided before some of its grounds are there."""
    for year in years:
        whose = ("--person", person, "--level", level, "--year", str(year), "--date", "2025-12-20")
        if year == 2025:
            reviewed(office, CELL)
            office.ok("ratings", "set", *whose, "--stage", "cbccvc")
        option = "--before-ground" if year == 2025 else "--past"
        office.ok("ratings", "set", *whose, option, "--why", "Sổ lưu của văn phòng")


# --- proposal and decision -----------------------------------------------------------------------


def test_a_proposal_is_submitted_to_the_committee_above_with_levels_and_votes(
    rated: Office,
) -> None:
    made, words = _made(rated, "to_trinh_xep_loai", CELL)
    lines = words.splitlines()

    assert "Kính trình: Đảng ủy Cục Hải quan Trường Sơn" in lines
    assert lines[lines.index("Nơi nhận:") + 1] == "- Như trên,"
    assert "Số ……-TTr/CB" in lines
    assert (
        "- Căn cứ kết quả kiểm phiếu tại hội nghị của Chi bộ Văn phòng, ngày 08/12/2025," in lines
    )
    members = {row.cells[1].text: row for row in docx.Document(made["tep"]).tables[2].rows}
    assert [cell.text for cell in members["Huỳnh Thị Kim Thoa"].cells][4:] == [
        *("HTXSNV 10, HTTNV 6", "Hoàn thành xuất sắc nhiệm vụ")
    ]
    assert made["luu_y"] == []


def test_nobody_is_proposed_while_no_level_is(sample_office: Office) -> None:
    code, said = _refusal(sample_office, "to_trinh_xep_loai", CELL)

    assert code == 12
    assert "«to_chuc»" in said
    assert "«dang_vien»" in said


def test_who_lacks_a_level_is_named_beside_the_document(sample_office: Office) -> None:
    _rate(sample_office, "38000815", "htt", 2025)

    made, words = _made(sample_office, "quyet_dinh_cong_nhan", TOP)

    assert "0 tổ chức đảng và 1 đảng viên" in words
    assert "đối tượng khác" in made["luu_y"][0]
    assert "Chi bộ Hải quan cửa khẩu Đăk Xiêng, " in made["luu_y"][0]


def test_a_decision_counts_its_own_list_and_leaves_out_the_body_itself(rated: Office) -> None:
    proposed, _ = _made(rated, "to_trinh_xep_loai", CELL, "", "--number")

    made, words = _made(rated, "quyet_dinh_cong_nhan", TOP, "", "--number")
    document = docx.Document(made["tep"])
    collectives, members = document.tables[2:4]

    assert "đối với 5 tổ chức đảng và 75 đảng viên (có danh sách kèm theo), gồm:" in words
    assert "- Hoàn thành xuất sắc nhiệm vụ: 1 tổ chức đảng, 11 đảng viên;" in words
    assert "- Không hoàn thành nhiệm vụ: 0 tổ chức đảng, 1 đảng viên." in words
    assert len(collectives.rows) == 6
    assert len(members.rows) == 76
    assert "Đảng bộ Cục Hải quan Trường Sơn" not in [r.cells[1].text for r in collectives.rows]
    assert [cell.text for cell in members.rows[0].cells] == [
        *("TT", "Họ và tên", "Số thẻ", "Chi bộ", "Xếp loại")
    ]
    assert proposed["van_ban"]
    assert "- Xét Tờ trình số 01-TTr/CB, ngày 26/12/2025 của Chi bộ Văn phòng," in words
    assert "(kèm theo Quyết định số 01-QĐ/ĐU, ngày 26 tháng 12 năm 2025" in words
    assert "ĐẢNG ỦY CỤC HẢI QUAN TRƯỜNG SƠN\nQUYẾT ĐỊNH:\nĐiều 1. " in words
    assert "Điều 3. " in words


def test_the_list_of_a_decision_stands_on_its_own_page(rated: Office) -> None:
    made, _ = _made(rated, "quyet_dinh_cong_nhan", TOP)
    paragraphs = docx.Document(made["tep"]).paragraphs

    titles = [place for place, one in enumerate(paragraphs) if one.text == "DANH SÁCH"]

    assert len(titles) == 1
    assert paragraphs[titles[0] - 1].paragraph_format.page_break_before


def test_a_cell_that_decides_is_told_whose_right_it_is(rated: Office) -> None:
    made, _ = _made(rated, "quyet_dinh_cong_nhan", CELL)

    assert "xem lại thẩm quyền" in made["luu_y"][-1]


def test_a_withdrawn_proposal_is_no_ground(rated: Office) -> None:
    proposed, _ = _made(rated, "to_trinh_xep_loai", CELL)
    rated.ok("withdraw", proposed["van_ban"], "--why", "lập nhầm")

    _, words = _made(rated, "quyet_dinh_cong_nhan", TOP)

    assert "Xét Tờ trình" not in words


# --- members without review or level -------------------------------------------------------------


def test_the_list_of_the_unrated_asks_for_each_reason_nobody_wrote_down(
    rated: Office,
) -> None:
    code, said = _refusal(rated, "danh_sach_chua_kiem_diem", CELL)

    assert code == 12
    assert "danh_sach, dòng 4 («Bùi Thị Thúy Hằng»): ly_do" in said
    assert "Ngô Minh Nhật" not in said  # the law says why


def test_reasons_come_from_the_law_the_minutes_and_the_data_file(rated: Office) -> None:
    meeting = sample.path("hoi_nghi_2025.toml")
    rated.ok(
        *("generate", "bien_ban_ca_nhan", *_where("cb-kiem-soat", day="2025-12-10")),
        *("--data", f"{meeting}#cb-kiem-soat.ca_nhan"),
    )
    catalogue = rated.workspace.catalogue
    absent, why = (
        catalogue.meetings(year=2025, organisation="cb-kiem-soat")[0].absent[0].split(": ")
    )
    reasons = "".join(
        f'[[danh_sach]]\nso_the = "{row.card}"\nly_do = "Chưa nộp bản kiểm điểm"\n'
        for row in catalogue.members(NOON.date(), "cb-kiem-soat")
        if row.state.full_name != absent
    )

    made, _ = _made(rated, "danh_sach_chua_kiem_diem", "cb-kiem-soat", reasons)
    rows = {
        row.cells[1].text: [cell.text for cell in row.cells]
        for row in docx.Document(made["tep"]).tables[1].rows
    }

    assert rows[absent][5:] == ["X", "", why]
    assert {row[7] for name, row in rows.items() if name not in {absent, "Họ và tên"}} == {
        "Chưa nộp bản kiểm điểm"
    }


def test_whoever_handed_in_and_has_a_level_is_not_in_the_list(
    rated: Office, tmp_path: Path
) -> None:
    from hoso.services import sample_people

    out = tmp_path / "phat-hanh" / "2025"
    rated.ok("forms", "2025", "--org", CELL, "--out", out, "--date", "2025-12-01")
    sample_people.fill_in(out)
    rated.ok("collect", out, "--date", "2025-12-04")

    _, words = _made(rated, "danh_sach_chua_kiem_diem", CELL)

    assert "Ngô Minh Nhật" in words
    assert "chưa đủ 6 tháng" in words
    assert "Bùi Thị Thúy Hằng" not in words


# --- plan of 30, 60 and 90 days ------------------------------------------------------------------


def _with_faults(office: Office) -> None:
    register = office.write(
        "khuyet-diem.csv",
        "ma,nam,to_chuc,doi_tuong,noi_dung\n"
        "P-1,2025,cb-van-phong,38001452,Làm chậm báo cáo tổng hợp\n"
        "P-2,2025,cb-van-phong,38001452,Phải làm lại hai tờ trình\n",
    )
    office.ok("shortcomings", "import", register)
    items = office.write(
        "ke-hoach.csv",
        "ma_khuyet_diem,bien_phap,nguoi_phu_trach,thoi_han\n"
        "P-1,Lập lịch tuần,Võ Thị Mỹ Lệ,10/02/2026\n"
        "P-1,Soát trước khi trình,Võ Thị Mỹ Lệ,30/06/2026\n",
    )
    office.ok("plan", "add", "--from", items, "--date", "2025-12-20")


def test_a_plan_of_90_days_puts_measures_to_their_stage_and_asks_for_the_rest(
    rated: Office,
) -> None:
    _with_faults(rated)
    person = ("--person", "38001452")
    code, asked = _refusal(rated, "ke_hoach_30_60_90", CELL, "", *person)
    rest = (
        'nguoi_ho_tro = "Võ Thị Mỹ Lệ"\n'
        '[[moc]]\nngay = 30\nmuc_tieu = "A"\nbien_phap = "Học việc"\nphoi_hop = "Lệ"\n'
        '[[moc]]\nngay = 60\nmuc_tieu = "B"\n'
        '[[moc]]\nngay = 90\nmuc_tieu = "C"\n'
    )

    made, _ = _made(rated, "ke_hoach_30_60_90", CELL, rest, *person)
    rows = [[c.text for c in row.cells] for row in docx.Document(made["tep"]).tables[1].rows][1:]

    assert code == 12
    assert "moc, dòng 1" in asked
    assert "nguoi_ho_tro" in asked
    assert made["ho_so"] == "dv-38001452-2025"
    assert made["luu_y"] == []
    assert rows == [
        ["30 ngày\n(25/01/2026)", "- Phải làm lại hai tờ trình", "A", "Học việc", "Lệ", ""],
        [
            *("60 ngày\n(24/02/2026)", "- Làm chậm báo cáo tổng hợp", "B"),
            *("- Lập lịch tuần", "Võ Thị Mỹ Lệ", ""),
        ],
        [
            *("90 ngày\n(26/03/2026)", "- Làm chậm báo cáo tổng hợp", "C"),
            *("- Soát trước khi trình", "Võ Thị Mỹ Lệ", ""),
        ],
    ]


def _stages(column: str = "x") -> str:
    columns = ("han_che", "muc_tieu", "bien_phap", "phoi_hop")
    row = "".join(f'{name} = "{column}"\n' for name in columns)
    return "".join(f"[[moc]]\nngay = {days}\n{row}" for days in (30, 60, 90))


def test_a_plan_for_one_rated_high_is_made_with_a_word_of_doubt(rated: Office) -> None:
    said = 'nguoi_ho_tro = "A"\nnguoi_phe_duyet = "B"\n' + _stages()

    made, words = _made(rated, "ke_hoach_30_60_90", CELL, said, "--person", "38000815")

    assert "Kết quả đánh giá, xếp loại năm 2025: Hoàn thành tốt nhiệm vụ" in words
    assert "hai mức thấp hơn" in made["luu_y"][0]


def test_the_secretary_approves_no_plan_of_their_own(rated: Office) -> None:
    code, said = _refusal(rated, "ke_hoach_30_60_90", CELL, _stages(), "--person", "38000815")

    assert code == 12
    assert "«nguoi_phe_duyet»" in said


def test_a_collective_may_have_a_plan_of_90_days_and_its_level_is_asked_for(
    sample_office: Office,
) -> None:
    signers = 'nguoi_ho_tro = "A"\nnguoi_phe_duyet = "B"\n'
    code, asked = _refusal(sample_office, "ke_hoach_30_60_90", CELL, signers + _stages())

    made, words = _made(
        sample_office,
        "ke_hoach_30_60_90",
        CELL,
        signers + _stages() + f'[doi_tuong]\nmuc = "{FINISHED}"\n',
    )

    assert code == 12
    assert "doi_tuong.muc" in asked
    assert made["ho_so"] == "tt-cb-van-phong-2025"
    assert "Lê Thị Ngọc Ánh" in words


# --- awards --------------------------------------------------------------------------------------

MONEY = 'nguon_kinh_phi = "Quỹ khen thưởng"\n'
EACH = '[[tien_thuong]]\ndoi_tuong = "Đảng viên"\nhe_so = "0,3"\nluong_co_so = 2340000\n'


def test_a_cell_proposes_its_excellent_members_to_who_may_reward_them(rated: Office) -> None:
    made, words = _made(rated, "de_nghi_khen_thuong", CELL)

    assert "đề nghị tặng giấy khen cho 0 tổ chức đảng và 1 đảng viên" in words
    assert "Nguyễn Hoàng Phương Thảo Nguyên" in words
    assert "Huỳnh Thị Kim Thoa" not in words  # proposed excellent, decided good
    assert made["luu_y"] == ["Cấp tặng: đảng ủy cơ sở, chi bộ cơ sở."]


def test_a_collective_is_proposed_when_someone_says_who_recognised_it(rated: Office) -> None:
    bare, _ = _made(rated, "de_nghi_khen_thuong", EXCELLENT_CELL)
    said = '[[tap_the]]\nten = "chi bộ hải quan cửa khẩu Đăk Xiêng"\n'
    code, asked = _refusal(rated, "de_nghi_khen_thuong", EXCELLENT_CELL, said)

    made, words = _made(
        rated, "de_nghi_khen_thuong", EXCELLENT_CELL, said + 'tieu_bieu = "QĐ số 32-QĐ/ĐU"\n'
    )

    assert "tiêu biểu" in bare["luu_y"][-1]
    assert code == 12
    assert "tieu_bieu" in asked
    assert "1 tổ chức đảng và 3 đảng viên" in words
    assert "QĐ số 32-QĐ/ĐU" in words
    assert len(made["luu_y"]) == 2


def test_an_award_takes_only_those_the_file_names_and_tells_who_is_left(rated: Office) -> None:
    said = '[[ca_nhan]]\nso_the = "62000431"\n'

    made, words = _made(rated, "de_nghi_khen_thuong", EXCELLENT_CELL, said)

    assert "Nguyễn Khắc Điệp" in words
    assert "0 tổ chức đảng và 1 đảng viên" in words
    assert "không có trong văn bản" in made["luu_y"][1]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ('[[ca_nhan]]\nso_the = "38000815"\n', "năm 2025 trong kho là HTTNV"),
        ('[[tap_the]]\nten = "Chi bộ Văn phòng"\n', "năm 2025 trong kho là HTTNV"),
    ],
)
def test_nobody_is_rewarded_against_the_decided_level(rated: Office, said: str, level: str) -> None:
    code, refused = _refusal(rated, "de_nghi_khen_thuong", CELL, said)

    assert code == 4
    assert level in refused


def test_without_anyone_excellent_the_lists_are_asked_for(sample_office: Office) -> None:
    code, said = _refusal(sample_office, "de_nghi_khen_thuong", CELL)

    assert code == 12
    assert "«ca_nhan»" in said


def test_a_decision_reckons_the_money_it_is_given_in_figures_and_words(rated: Office) -> None:
    made, words = _made(rated, "quyet_dinh_khen_thuong", TOP, MONEY + EACH)

    assert "- Căn cứ Hướng dẫn số 06-HD/TW, ngày 09/6/2025 (mục 19.2);" in words
    assert "cho 0 tổ chức đảng và 11 đảng viên" in words
    assert (
        "- Đảng viên: 702.000 đồng (hệ số 0,3 × mức lương cơ sở 2.340.000 đồng); số lượng 11, thành "
        "tiền 7.722.000 đồng;" in words
    )
    assert "(bằng chữ: bảy triệu bảy trăm hai mươi hai nghìn đồng)" in words
    assert "Chi bộ Hải quan cửa khẩu Đăk Xiêng" in made["luu_y"][0]


def test_an_amount_rounded_by_the_office_is_taken_as_given(rated: Office) -> None:
    said = MONEY + '[[tien_thuong]]\ndoi_tuong = "Đảng viên"\nso_tien = "450.000"\n'

    _, words = _made(rated, "quyet_dinh_khen_thuong", TOP, said)

    assert "- Đảng viên: 450.000 đồng; số lượng 11, thành tiền 4.950.000 đồng;" in words


def test_money_that_nobody_gave_comes_from_the_coefficients_and_the_base_salary_of_the_day(
    rated: Office,
) -> None:
    typed, words = _made(rated, "quyet_dinh_khen_thuong", TOP, MONEY + EACH)
    reckoned, same = _made(rated, "quyet_dinh_khen_thuong", TOP, MONEY)

    assert same == words
    assert reckoned["luu_y"] == typed["luu_y"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('he_so = "0,3333333"\nluong_co_so = 2340001', "không tròn đồng"),
        ('he_so = "ba phần mười"\nluong_co_so = 2340000', "không phải số dương"),
        ("he_so = 0\nluong_co_so = 2340000", "không phải số dương"),
        ('so_tien = "nhiều"', "không phải số dương"),
    ],
)
def test_money_that_is_no_amount_is_refused(rated: Office, row: str, words: str) -> None:
    said = f'{MONEY}[[tien_thuong]]\ndoi_tuong = "Đảng viên"\n{row}\n'

    code, refused = _refusal(rated, "quyet_dinh_khen_thuong", TOP, said)

    assert code == 12
    assert words in refused


def test_a_body_without_the_right_to_reward_must_say_who_gave_it(rated: Office) -> None:
    code, said = _refusal(rated, "quyet_dinh_khen_thuong", CELL, MONEY + EACH)
    given = 'can_cu_tham_quyen = ["Quyết định số 9-QĐ/ĐU, ngày 01/7/2025 của Đảng ủy"]\n'

    _, words = _made(rated, "quyet_dinh_khen_thuong", CELL, given + MONEY + EACH)

    assert code == 12
    assert "«can_cu_tham_quyen»" in said
    assert "- Căn cứ Quyết định số 9-QĐ/ĐU, ngày 01/7/2025 của Đảng ủy;" in words


def test_five_years_in_a_row_are_read_from_the_archive(rated: Office) -> None:
    _rate(rated, "38001571", "htxs", 2021, 2022, 2023, 2024)
    _rate(rated, "38001077", "htxs", 2022, 2023, 2024)
    _rate(rated, "38001325", "htt", 2021)

    made, _ = _made(rated, "de_nghi_khen_thuong_5_nam", TOP, 'hinh_thuc = "giấy khen"\n')
    rows = [[c.text for c in r.cells] for r in docx.Document(made["tep"]).tables[1].rows]

    assert rows[0][2:] == ["2021", "2022", "2023", "2024", "2025"]
    assert rows[1][1] == "Nguyễn Hoàng Phương Thảo Nguyên\n38001571\nChi bộ Văn phòng"
    assert rows[1][2:] == ["HTXSNV"] * 5
    assert len(rows) == 3  # heading, one member, the note
    (asked,) = [one for one in made["luu_y"] if "chưa đủ các năm" in one]
    assert "Lương Thị Bích Diệp" in asked
    assert "Trịnh Thị Hải Yến" not in asked


def test_five_years_may_be_completed_by_hand_but_not_against_the_archive(rated: Office) -> None:
    _rate(rated, "38001325", "htt", 2021)
    years = "".join(f'nam_{place} = "HTXSNV"\n' for place in range(1, 5))
    known = '[[ca_nhan]]\nso_the = "38001077"\n' + years

    _, words = _made(rated, "de_nghi_khen_thuong_5_nam", TOP, 'hinh_thuc = "giấy khen"\n' + known)
    code, refused = _refusal(
        rated, "de_nghi_khen_thuong_5_nam", TOP, known.replace("38001077", "38001325")
    )

    assert words.count("HTXSNV") == 5 + 1
    assert code == 4
    assert "năm 2021 trong kho là HTTNV" in refused


def test_no_grassroots_body_gives_the_award_of_five_years_by_itself(rated: Office) -> None:
    _rate(rated, "38001571", "htxs", 2021, 2022, 2023, 2024)
    said = 'hinh_thuc = "giấy khen"\n' + MONEY + EACH.replace("0,3", "1,0")
    code, asked = _refusal(rated, "quyet_dinh_khen_thuong_5_nam", TOP, said)
    right = 'can_cu_tham_quyen = ["Quyết định giao quyền"]\n'

    _, words = _made(rated, "quyet_dinh_khen_thuong_5_nam", TOP, right + said)

    assert code == 12
    assert "can_cu_tham_quyen" in asked
    assert "hoàn thành xuất sắc nhiệm vụ 5 năm liền (2021, 2022, 2023, 2024, 2025)" in words
    assert "2.340.000 đồng (hệ số 1,0 ×" in words


# --- archival lists ------------------------------------------------------------------------------


def test_permanent_and_fixed_term_dossiers_stand_in_separate_lists(rated: Office) -> None:
    made, words = _made(rated, "muc_luc_ho_so", TOP, HAND)
    permanent, fixed = [t for t in docx.Document(made["tep"]).tables if len(t.columns) > 7]
    lists = {table.rows[0].cells[5].text for table in (permanent, fixed)}

    assert [row.cells[2].text for row in permanent.rows[1:]] == ["tt-db-cuc-hai-quan-2025"]
    assert lists == {"Số tờ, số trang", "Thời hạn bảo quản"}
    assert {row.cells[5].text for row in fixed.rows[1:]} == {"70 năm"}
    assert "Mục lục này gồm 1 hồ sơ (bằng chữ: một hồ sơ)." in words
    total = len(fixed.rows) - 1
    assert f"gồm {total} hồ sơ (bằng chữ: {text.in_words(total)} hồ sơ)." in words
    assert words.count("ĐẢNG CỘNG SẢN VIỆT NAM") == 2
    assert [row.cells[2].text[:2] for row in fixed.rows[1:7]] == ["tt"] * 5 + ["dv"]


def test_a_list_with_one_kind_of_period_has_one_page(rated: Office) -> None:
    made, words = _made(rated, "muc_luc_ho_so", CELL, HAND)

    assert words.count("MỤC LỤC") == 1
    assert "hồ sơ bảo quản có thời hạn" in words
    assert "năm 2025" in words
    assert made["van_ban"] == "tt-cb-van-phong-2025/0001"


def test_making_a_list_again_finds_it_still_true(rated: Office) -> None:
    for kind, said in (
        ("muc_luc_ho_so", HAND),
        ("muc_luc_van_ban", 'nguoi_lap = "Bùi Thị Thúy Hằng"\n'),
        ("danh_muc_ho_so", ""),
        ("bien_ban_giao_nhan", _handover()),
    ):
        _made(rated, kind, CELL, said)
        before = rated.archive_bytes()

        _made(rated, kind, CELL, said)

        assert rated.archive_bytes() == before, kind


def test_rows_that_a_person_adds_are_counted_in_words_too(rated: Office) -> None:
    row = (
        '[[co_thoi_han]]\nma = "giay-1"\ntieu_de = "Sổ biên bản"\nthoi_han = "20 năm"\n'
        'so_luong = "1 quyển"\n'
    )

    _, plain = _made(rated, "muc_luc_ho_so", CELL, HAND)
    _, words = _made(rated, "muc_luc_ho_so", CELL, HAND + row)

    count = int(plain.partition("Mục lục này gồm ")[2].split()[0])
    assert f"gồm {count + 1} hồ sơ (bằng chữ: {text.in_words(count + 1)} hồ sơ)." in words


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("tu_nam = 2026\nden_nam = 2025\n", 12, "tu_nam phải không sau den_nam"),
        ('tu_nam = "năm ngoái"\n', 12, "phải là số nguyên"),
        ('co_thoi_han_chu = "một"\n', 4, "tự đọc số thành chữ"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    rated: Office, said: str, code: int, words: str
) -> None:
    assert _refusal(rated, "muc_luc_ho_so", CELL, said + HAND)[0] == code
    assert words in _refusal(rated, "muc_luc_ho_so", CELL, said + HAND)[1]


def test_a_list_spans_years_and_keeps_the_dossiers_of_bodies_since_dissolved(
    rated: Office,
) -> None:
    said = "tu_nam = 2021\nden_nam = 2025\n" + HAND

    _, words = _made(rated, "muc_luc_ho_so", TOP, said)

    assert "từ năm 2021 đến năm 2025" in words
    held = rated.workspace.catalogue.dossiers()
    assert all(f"\n{row.card.code}\n" in words for row in held)


def test_a_dossier_that_is_not_there_has_no_list_of_documents(office: Office) -> None:
    office.ok("roster", "import", sample.path("danh_sach.xlsx"))

    code, said = _refusal(office, "muc_luc_van_ban", CELL, 'nguoi_lap = "An"\n')

    assert code == 3
    assert "tt-cb-van-phong-2025" in said


def test_the_documents_of_a_dossier_are_listed_with_symbol_day_and_state(rated: Office) -> None:
    proposed, _ = _made(rated, "to_trinh_xep_loai", CELL, "", "--number")
    invited, _ = _made(rated, "de_nghi_khen_thuong", CELL)
    rated.ok("withdraw", invited["van_ban"], "--why", "gộp vào văn bản khác")

    said = 'nguoi_lap = "Bùi Thị Thúy Hằng"\n[[van_ban]]\nthu_tu = 1\nto_trang = "01–03"\n'
    made, words = _made(rated, "muc_luc_van_ban", CELL, said)
    rows = [[c.text for c in row.cells] for row in docx.Document(made["tep"]).tables[1].rows]

    assert proposed["van_ban"].endswith("/0001")
    assert rows[1] == [
        *("1", "01-TTr/CB", "26/12/2025"),
        "Tờ trình đề nghị công nhận kết quả xếp loại năm 2025 – Chi bộ Văn phòng",
        *("Chi bộ Văn phòng", "01–03", "0001: docx"),
    ]
    assert rows[2][-2:] == ["", "0002: docx; Đã rút"]
    assert len(rows) == 3
    assert "(bằng chữ: hai văn bản)" in words


def test_a_persons_dossier_has_its_list_of_documents(rated: Office) -> None:
    said = 'nguoi_lap = "A"\n'

    made, words = _made(rated, "muc_luc_van_ban", CELL, said, "--person", "38000815")

    assert made["ho_so"] == "dv-38000815-2025"
    assert "Số, ký hiệu hồ sơ: dv-38000815-2025. Năm 2025." in words
    assert "(bằng chữ: không văn bản)" in words


def test_the_register_of_dossiers_names_those_to_come_and_those_there(
    sample_office: Office,
) -> None:
    made, words = _made(sample_office, "danh_muc_ho_so", TOP)
    tables = docx.Document(made["tep"]).tables[1:4]
    remarks = {row.cells[0].text: row.cells[4].text for t in tables for row in t.rows[1:]}

    assert remarks["tt-db-cuc-hai-quan-2025"] == "Đã lập"
    assert remarks["dv-38000815-2025"] == ""
    assert "dv-38001902-2025" not in remarks  # admitted this September
    assert f"gồm {len(remarks)} hồ sơ (bằng chữ: {text.in_words(len(remarks))} hồ sơ)" in words


def _handover(more: str = "") -> str:
    return (
        f'{more}tinh_trang = ["Đủ, đọc được."]\n[giao_nhan]\ndia_diem = "Văn phòng Đảng ủy"\n'
        '[ben_nhan]\nho_ten = "Phạm Quốc Tuấn"\nchuc_vu = "Phó Bí thư"\ndon_vi = "Chi bộ Văn phòng"\n'
    )


def test_the_minutes_of_a_handover_agree_with_the_archive_in_figures_and_words(
    rated: Office,
) -> None:
    versions = [
        rated.workspace.archive.version(row.object_id)
        for row in rated.workspace.catalogue.dossiers()
    ]
    files = [file for version in versions for file in version.files]
    size = sum(file.size for file in files)
    said = _handover("tu_nam = 2021\n")

    _, words = _made(rated, "bien_ban_giao_nhan", TOP, said)
    lines = words.splitlines()

    shown = f"{size:,}".replace(",", ".")
    assert f"- {len(versions)} hồ sơ (bằng chữ: {text.in_words(len(versions))} hồ sơ);" in lines
    assert f"- {shown} byte (bằng chữ: {text.in_words(size)} byte)." in lines
    assert "- Đồng chí Trần Đình Khải, Bí thư Đảng ủy." in lines
    assert "a) Tài liệu giấy: không có." in lines
    assert "- Mục lục hồ sơ bảo quản vĩnh viễn;" in lines
    assert lines.count("Mã QR") == 1
    assert "…" * 96 in lines


def test_figures_of_a_package_go_before_the_archives_and_bring_their_own_words(
    rated: Office,
) -> None:
    print_ = "ab" * 32
    said = _handover(f'so_tep = "1.547"\nso_byte = 61567\ndau_van_tay = "{print_}"\n')

    _, words = _made(rated, "bien_ban_giao_nhan", CELL, said)

    assert "- 1.547 tệp tin (bằng chữ: một nghìn năm trăm bốn mươi bảy tệp tin);" in words
    assert "(bằng chữ: sáu mươi mốt nghìn năm trăm sáu mươi bảy byte)" in words
    assert print_ in words


def test_words_that_differ_from_the_figures_are_refused(rated: Office) -> None:
    said = _handover('so_tep = 21\nso_tep_chu = "hai mươi"\n')

    code, refused = _refusal(rated, "bien_ban_giao_nhan", CELL, said)

    assert code == 4
    assert "hai mươi mốt" in refused


# --- the same papers in every regime -------------------------------------------------------------


@pytest.mark.parametrize("year", [2018, 2019, 2022, 2023, 2025])
@pytest.mark.parametrize("kind", ["ke_hoach_khac_phuc", "bao_cao_khac_phuc", "thong_bao_ket_qua"])
def test_remedies_and_results_are_papers_of_every_regime(
    sample_office: Office, kind: str, year: int
) -> None:
    _rate(sample_office, "38000815", "htt", year)

    made = sample_office.json("generate", kind, *_where(CELL, str(year)))
    words = word.text_of(Path(made["tep"]).read_bytes())

    assert made["van_de"] == []
    assert f"năm {year}" in words
    if kind == "thong_bao_ket_qua":
        assert all(f"- Căn cứ {one}" in words for one in profiles.regime(year).references)
        assert "Hoàn thành tốt nhiệm vụ" in words
