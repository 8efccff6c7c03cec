"""Facts stated by people: by name and by workbook, strictly read, never silently lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from hoso import text
from hoso.model.facts import FACTS, FactInfo, FactType
from hoso.services.statements import Reader, names
from hoso.services.statements._record import rounded
from tests.conftest import Office

ON = ("--date", "2025-12-20")
Y = ("--year", "2025")
TUYET = "38001201"
HER = ("--person", TUYET)
LEVELS = {"htxs": "Hoàn thành xuất sắc nhiệm vụ", "htt": "Hoàn thành tốt nhiệm vụ"}


def facts_set(office: Office, *given: str) -> dict[str, Any]:
    found: dict[str, Any] = office.json("facts", "set", *given, *Y, *ON)
    return found


def known(office: Office, *more: str) -> dict[str, Any]:
    rows = office.json("facts", "show", "2025", *more, *ON)["du_kien"]
    return {one["du_kien"]: one for one in rows}


# -- the vocabulary ----------------------------------------------------------------------------


def test_only_what_may_be_stated_has_a_name_and_says_who_asks(office: Office) -> None:
    found = {one["ten"]: one for one in office.json("facts", "names")["du_kien"]}

    assert set(found) == {one.name for one in FACTS.values() if one.may_be_stated}
    done = found["nhiem_vu.hoan_thanh"]
    assert done["kieu"] == "phan_tram"
    assert done["cho"] == ["ca_nhan", "tap_the"]
    assert "H43-23A" in done["quy_tac"]["HD43-2025"]
    months = found["nghi_om.thang"]["quy_tac"]
    assert any("HD21" in regime for regime in months)  # through «từ 3 tháng»


def test_names_are_asked_for_one_kind_of_subject(office: Office) -> None:
    whole_year = office.json("facts", "names", "--for", "dot")["du_kien"]
    meetings = office.json("facts", "names", "--for", "hoi_nghi")["du_kien"]

    assert {scope for one in whole_year for scope in one["cho"]} == {"dot"}
    assert "hop_tap_the.so_ngay" in {one["ten"] for one in meetings}
    assert "đảng viên" in office.ok("facts", "names", "--for", "ca_nhan").output
    assert office.run("facts", "names", "--for", "chi-bo").exit_code == 2


def test_some_rule_asks_for_whatever_may_be_stated() -> None:
    assert [one.info.name for one in names() if not one.rules] == []


def test_no_two_facts_of_one_kind_of_subject_are_called_the_same() -> None:
    for scope in ("ca_nhan", "tap_the", "dot"):
        labels = [text.slug(one.info.label) for one in names(scope)]
        assert len(labels) == len(set(labels)), scope


# -- values ------------------------------------------------------------------------------------


def a_fact(kind: FactType, *choices: str) -> FactInfo:
    return FactInfo(name="a.b", label="gì đó", type=kind, stated_for=("ca_nhan",), choices=choices)


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        (FactType.PERCENT, "87,5%", 87.5),
        (FactType.PERCENT, " 100 ", 100),
        (FactType.PERCENT, "0", 0),
        (FactType.NUMBER, "1.234", 1234),
        (FactType.NUMBER, "1.234,5", 1234.5),
        (FactType.WHOLE, "05", 5),
        (FactType.YES_NO, "Có", True),
        (FactType.YES_NO, unicodedata.normalize("NFD", "không"), False),
        (FactType.DAY, "5/2/2025", "2025-02-05"),
        (FactType.DAY, "2025-02-05", "2025-02-05"),
        (FactType.LEVEL, "HTXSNV", "htxs"),
        (FactType.LEVEL, unicodedata.normalize("NFD", "hoàn thành tốt nhiệm vụ"), "htt"),
        (FactType.GRADE, "Xuất sắc", "xuat_sac"),
        (FactType.WORDS, "  nhiều   chữ & <b> ", "nhiều chữ & <b>"),
        (FactType.LIST, "một; hai\nba ;; hai", ("một", "hai", "ba")),
        (FactType.LIST, "", ()),
    ],
)
def test_values_are_read_the_vietnamese_way(kind: FactType, said: str, value: object) -> None:
    found = Reader(levels=LEVELS).read(a_fact(kind), said)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        (FactType.PERCENT, "87.5", "không phải số viết theo tiếng Việt"),
        (FactType.PERCENT, "100,1", "từ 0 đến 100"),
        (FactType.PERCENT, "-1", "không được âm"),
        (FactType.NUMBER, "1,234,5", "không phải số"),
        (FactType.NUMBER, "12.34", "không phải số"),
        (FactType.NUMBER, "ba", "không phải số"),
        (FactType.WHOLE, "2,5", "số nguyên"),
        (FactType.WHOLE, "٣", "không phải số"),  # a figure of another script
        (FactType.YES_NO, "yes", "có hoặc không"),
        (FactType.DAY, "31/02/2025", "không phải ngày"),
        (FactType.DAY, "2025", "không phải ngày"),
        (FactType.LEVEL, "hoàn thành tốtt nhiệm vụ", "Ý bạn là «Hoàn thành tốt nhiệm vụ»?"),
        (FactType.GRADE, "giỏi", "Chọn một trong: xuat_sac (xuất sắc)"),
        (FactType.WORDS, " ", "chưa có giá trị"),
        (FactType.WORDS, "a\x00b", "U+0000"),
    ],
)
def test_what_is_no_such_value_is_refused_in_words(kind: FactType, said: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Reader(levels=LEVELS).read(a_fact(kind), said)


def test_one_of_a_few_words_is_chosen_by_code_or_name() -> None:
    reader, info = Reader(levels=LEVELS), a_fact(FactType.WORDS, "khien_trach", "canh_cao")

    assert reader.read(info, "Khiển trách") == "khien_trach"
    assert reader.named(info) == {"khien_trach": "khien trach", "canh_cao": "canh cao"}
    with pytest.raises(ValueError, match="khien_trach"):
        reader.read(info, "khai trừ")


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_number_shown_is_read_back_as_it_was(number: Any) -> None:
    reader, info = Reader(levels={}), a_fact(FactType.NUMBER)
    value = int(number) if number == number.to_integral_value() else float(number)

    assert reader.read(info, reader.show(info, value)) == value


@given(st.dates())
def test_a_day_shown_is_read_back_as_it_was(day: Any) -> None:
    reader, info = Reader(levels={}), a_fact(FactType.DAY)
    shown = reader.show(info, day.isoformat())

    if day.year >= 1000:
        assert reader.read(info, shown) == day.isoformat()


# -- one by one --------------------------------------------------------------------------------


def test_a_fact_is_kept_with_who_when_and_by_which_paper(sample_office: Office) -> None:
    done = facts_set(
        sample_office,
        *("nhiem_vu.hoan_thanh=87,5%", "tam_thoi.ngay_nhan_xet=05/12/2025", *HER),
        *("--source", unicodedata.normalize("NFD", "Sổ theo dõi & báo cáo"), "--by", "Lê Bình"),
    )

    assert (done["ghi"], done["khong_doi"]) == (2, 0)
    one = known(sample_office, *HER)["nhiem_vu.hoan_thanh"]
    assert (one["gia_tri"], one["chu"]) == (87.5, "87,5")
    assert (one["nguoi"], one["ngay"]) == ("Lê Bình", "2025-12-20")
    assert one["nguon"] == unicodedata.normalize("NFC", "Sổ theo dõi & báo cáo")
    day = known(sample_office)["tam_thoi.ngay_nhan_xet"]
    assert (day["gia_tri"], day["chu"]) == ("2025-12-05", "05/12/2025")
    shown = sample_office.ok("facts", "show", "2025", *ON).output
    assert "Sổ theo dõi & báo cáo" in shown


def test_the_same_again_changes_nothing_and_a_new_value_is_a_new_version(
    sample_office: Office,
) -> None:
    facts_set(sample_office, "nghi_om.thang=3", *HER, "--source", "Giấy ra viện")
    before = sample_office.archive_bytes()

    same = facts_set(sample_office, "nghi_om.thang=3,0", *HER)

    assert (same["ghi"], same["khong_doi"]) == (0, 1)
    assert sample_office.archive_bytes() == before
    changed = facts_set(sample_office, "nghi_om.thang=2", *HER)["doi"][0]
    assert (changed["gia_tri_cu"], changed["gia_tri"]) == (3, 2)
    assert changed["nguon"] == "Giấy ra viện"
    ws = sample_office.workspace
    row = ws.catalogue.dossier(f"dv-{TUYET}-2025")
    assert row is not None
    assert [one.value for one in ws.snapshot(row.object_id, row.version - 1).statements] == [3]


def test_yes_is_not_the_number_one(sample_office: Office) -> None:
    facts_set(sample_office, "ky_luat.so=1", "--org", "cb-van-phong")

    again = facts_set(sample_office, "ky_luat.so=1", "--org", "cb-van-phong")

    assert again["khong_doi"] == 1
    assert known(sample_office)["ky_luat.so"]["gia_tri"] is not True


def test_facts_of_the_whole_year_belong_to_the_top_organisation(sample_office: Office) -> None:
    facts_set(sample_office, "dot.co_to_tham_dinh=có")

    one = known(sample_office)["dot.co_to_tham_dinh"]
    assert one["doi_tuong"]["to_chuc"] == "db-cuc-hai-quan"
    refused = sample_office.refused(
        "facts", "set", "dot.co_to_tham_dinh=có", "--org", "cb-van-phong", *Y, *ON
    )
    assert "kê khai cho cả năm: hãy dùng không nêu --org, --person" in refused.output


def test_a_whole_organisation_states_at_once_what_nobody_in_it_had(sample_office: Office) -> None:
    words = "su_viec.khong_co=nghỉ thai sản trong năm; ky_luat.co"

    facts_set(sample_office, words, "--org", "cb-van-phong")

    one = known(sample_office)["su_viec.khong_co"]
    assert one["gia_tri"] == ["nghi_thai_san.co", "ky_luat.co"]
    assert "nghỉ thai sản trong năm" in one["chu"]
    for wrong, why in (
        ("hop_tap_the.so_ngay", "không phải sự việc"),
        ("om.dau", "Không có dữ kiện"),
    ):
        given = ("facts", "set", f"su_viec.khong_co={wrong}", "--org", "cb-van-phong", *Y, *ON)
        assert why in sample_office.refused(*given).output


def test_every_bad_one_is_listed_and_nothing_is_written(sample_office: Office) -> None:
    before = sample_office.archive_bytes()

    refused = sample_office.refused(
        *("facts", "set", "nghi_omthang=3", "xep_loai.muc=htt", "du_thao.ngay_gui=01/12/2025"),
        *("nghi_om.thang", "nghi_om.thang=ba", "tam_thoi.co=có", "tam_thoi.co=không"),
        *(*HER, *Y, *ON, "--source", "Sổ\x01"),
    )

    assert refused.exit_code == 12
    for words in (
        "Ý bạn là «nghi_om.thang»?",
        "do chương trình đọc từ kho, không kê khai",
        "kê khai cho tổ chức đảng: hãy dùng --org MÃ",
        "«nghi_om.thang» phải có dạng DỮ_KIỆN=GIÁ_TRỊ",
        "«ba» không phải số",
        "tam_thoi.co: nêu hai lần",
        "--source: ký tự U+0001",
    ):
        assert words in refused.output
    assert sample_office.archive_bytes() == before


def test_a_year_without_a_regime_is_refused(sample_office: Office) -> None:
    year = ("--year", "1999")
    for order in (
        ("facts", "set", "nghi_om.thang=3", *HER, *year),
        ("facts", "unset", "nghi_om.thang", *HER, *year),
        ("facts", "show", "1999"),
        ("facts", "template", sample_office.root.parent / "x.xlsx", *year),
    ):
        refused = sample_office.refused(*order, *ON)
        assert refused.exit_code == 3
        assert "Chưa có chế độ kiểm điểm cho năm 1999" in refused.output


def test_a_fact_is_taken_back_and_history_keeps_it(sample_office: Office) -> None:
    facts_set(sample_office, "nghi_om.thang=3", *HER)

    gone = sample_office.json("facts", "unset", "nghi_om.thang", *HER, *Y, *ON)["da_bo"][0]

    assert (gone["du_kien"], gone["gia_tri"], gone["da_bo"]) == ("nghi_om.thang", 3, True)
    assert known(sample_office) == {}
    assert "Chưa kê khai dữ kiện nào của năm 2025" in sample_office.ok("facts", "show", *ON).output
    again = sample_office.refused("facts", "unset", "nghi_om.thang", *HER, *Y, *ON)
    assert again.exit_code == 3
    facts_set(sample_office, "nghi_om.thang=3", *HER)
    said = sample_office.ok("facts", "unset", "nghi_om.thang", *HER, *Y, *ON).output
    assert "đã bỏ «số tháng nghỉ ốm cộng dồn trong năm» (trước là 3)" in said


# -- the workbook ------------------------------------------------------------------------------


def a_template(office: Office, path: Path, year: str = "2025", *more: str) -> Path:
    office.ok("facts", "template", path, "--year", year, *more, *ON)
    return path


def page(path: Path, title: str) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(path)
    found = book[title]
    assert isinstance(found, Worksheet)
    return book, found


def fill(path: Path, title: str, key: str, said: Mapping[str, object], *, at: int = 1) -> None:
    """Write cells of the row whose first cells hold `key`, by heading."""
    book, sheet = page(path, title)
    headings = {cell.value: cell.column for cell in sheet[4]}
    row = next(r for r in sheet.iter_rows(min_row=5) if key in {cell.value for cell in r[:3]})
    for heading, value in said.items():
        row[int(headings[heading] or at) - 1].value = value  # type: ignore[assignment]  # any value
    book.save(path)


def put(path: Path, title: str, *rows: Mapping[str, object]) -> None:
    """Write rows into the empty ones of a sheet, by heading."""
    book, sheet = page(path, title)
    headings = {cell.value: int(cell.column or 1) for cell in sheet[4]}
    for number, said in enumerate(rows, start=5):
        for heading, value in said.items():
            sheet.cell(number, headings[heading]).value = value  # type: ignore[assignment]  # any value
    book.save(path)


def taken(office: Office, path: Path, *more: str, year: str = "2025") -> dict[str, Any]:
    found: dict[str, Any] = office.json("facts", "import", path, "--year", year, *more, *ON)
    return found


TASKS = {
    "Số nhiệm vụ được giao": 8,
    "Số hoàn thành": 7,
    "Số đúng tiến độ": 6,
    "Số chậm tiến độ": 2,
    "Số vượt mức": 3,
}


def test_the_workbook_names_everybody_and_offers_lists(
    sample_office: Office, tmp_path: Path
) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx")

    book, people = page(path, "Đảng viên")
    assert "NĂM 2025" in str(people["A1"].value)
    names_of = {row[1].value for row in people.iter_rows(min_row=5)}
    assert "Rơ Châm H'Yến" in names_of
    assert "Mạc Thị Sương" not in names_of  # exempt: nothing is asked about her
    assert {"Tập thể", "Nhiệm vụ", "Kỷ luật", "Hướng dẫn"} <= set(book.sheetnames)
    assert people.data_validations.count >= 1
    assert people.freeze_panes == "D5"  # the names stay in view
    guide = [str(row[0].value) for row in book["Hướng dẫn"].iter_rows()]
    assert any("H43-23A" in line for line in guide)
    labels = {cell.value for cell in people[4]}
    assert "Tỷ lệ nhiệm vụ hoàn thành (%)" not in labels  # its counts have a sheet


def test_an_organisation_has_its_own_workbook(sample_office: Office, tmp_path: Path) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx", "2025", "--org", "cb-van-phong")

    _, people = page(path, "Đảng viên")
    assert {row[2].value for row in people.iter_rows(min_row=5)} == {"cb-van-phong"}


def test_an_untouched_workbook_changes_nothing(sample_office: Office, tmp_path: Path) -> None:
    facts_set(sample_office, "nhiem_vu.hoan_thanh=87,5", "doi_tuong.la_cbccvc=có", *HER)
    path = a_template(sample_office, tmp_path / "m.xlsx")
    before = sample_office.archive_bytes()

    done = taken(sample_office, path)

    # A share that was not made of counts has no cell, so none was emptied.
    assert (done["nhap"], done["khong_doi"], done["o_trong"]) == (0, 1, [])
    assert sample_office.archive_bytes() == before


def test_counts_become_exact_shares_and_both_figures_are_kept(
    sample_office: Office, tmp_path: Path
) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx")
    fill(path, "Nhiệm vụ", TUYET, {**TASKS, "Nguồn": "Báo cáo năm"})
    fill(path, "Nhiệm vụ", "cb-van-phong", {**TASKS, "Số hoàn thành": 8, "Số chậm tiến độ": None})

    done = taken(sample_office, path)

    assert done["nhap"] == 6
    her = known(sample_office, *HER)
    assert her["nhiem_vu.hoan_thanh"]["chu"] == "87,5 (7/8)"
    assert her["nhiem_vu.tre_han"]["gia_tri"] == 25
    assert her["nhiem_vu.vuot_muc"]["nguon"] == "Báo cáo năm"
    cell = known(sample_office, "--org", "cb-van-phong")["nhiem_vu.tre_han"]
    assert (cell["gia_tri"], cell["tinh_tu"]) == (25, ["2/8"])
    again = a_template(sample_office, tmp_path / "m2.xlsx")
    same = taken(sample_office, again)
    assert (same["nhap"], same["o_trong"]) == (0, [])
    assert same["khong_doi"] >= 6


def test_an_emptied_cell_is_asked_about_and_never_deleted_by_itself(
    sample_office: Office, tmp_path: Path
) -> None:
    facts_set(sample_office, "doi_tuong.la_cbccvc=không", *HER)
    path = a_template(sample_office, tmp_path / "m.xlsx")
    heading = "Đảng viên có là cán bộ, công chức, viên chức hay không"
    fill(path, "Đảng viên", TUYET, {heading: None})

    listed = taken(sample_office, path)
    kept = known(sample_office, *HER)
    gone = taken(sample_office, path, "--unset-empty")

    assert [(one["du_kien"], one["da_bo"]) for one in listed["o_trong"]] == [
        ("doi_tuong.la_cbccvc", False)
    ]
    assert "trang «Đảng viên», ô D" in listed["o_trong"][0]["noi"]
    assert kept["doi_tuong.la_cbccvc"]["gia_tri"] is False
    assert gone["o_trong"][0]["da_bo"] is True
    assert known(sample_office, *HER) == {}


def test_a_workbook_of_another_year_is_refused(sample_office: Office, tmp_path: Path) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx")

    refused = sample_office.refused("facts", "import", path, "--year", "2024", *ON)

    assert refused.exit_code == 17
    assert "ghi năm 2025, lệnh nêu năm 2024" in refused.output


def test_every_bad_cell_is_listed_with_its_place(sample_office: Office, tmp_path: Path) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx")
    fill(
        path, "Đảng viên", TUYET, {"Đảng viên có là cán bộ, công chức, viên chức hay không": "đúng"}
    )
    fill(path, "Đảng viên", "38000551", {"Họ và tên": "Vũ Ngọc Quang Khác"})
    fill(path, "Nhiệm vụ", TUYET, {**TASKS, "Số hoàn thành": 9})
    fill(path, "Nhiệm vụ", "38000551", {**TASKS, "Số chậm tiến độ": None})
    fill(path, "Nhiệm vụ", "38001346", {**TASKS, "Số nhiệm vụ được giao": 0, "Số hoàn thành": 0})
    fill(path, "Nhiệm vụ", "38000704", {"Số vượt mức": "2,5"})
    fill(path, "Nhiệm vụ", "38001154", {**TASKS, "Số đúng tiến độ": 4})
    before = sample_office.archive_bytes()

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    assert refused.exit_code == 11
    for words in (
        "trang «Đảng viên», ô D",
        "«đúng» phải là có hoặc không",
        "số thẻ 38000551 là của Vũ Ngọc Quảng, không phải «Vũ Ngọc Quang Khác»",
        "Số hoàn thành 9 nhiều hơn số được giao 8",
        "chưa hoàn thành hết: hãy ghi cả số chậm tiến độ",
        "không có nhiệm vụ nào được giao",
        "«2,5» phải là số nguyên",
        "thiếu «Số nhiệm vụ được giao»",
        "đúng tiến độ 4 và chậm 2 chưa đủ 7 việc đã xong",
    ):
        assert words in refused.output, words
    assert sample_office.archive_bytes() == before


def test_a_column_that_is_no_fact_is_named_with_the_nearest(sample_office: Office) -> None:
    path = sample_office.write(
        "so.csv",
        "STT,Số thẻ,Họ tên,Chức vụ,nghi_om.thang,Nghỉ thai sả trong năm,mức xếp loại,du_thao.ngay_gui\n"
        f'1,{TUYET},Trần Thị Ánh Tuyết,,"3,5",có,tốt,01/12/2025\n',
    )

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    assert "cột «Nghỉ thai sả trong năm»: Không có dữ kiện" in refused.output
    assert "Ý bạn là «nghỉ thai sản trong năm»?" in refused.output
    assert (
        "cột «mức xếp loại»: Dữ kiện «mức xếp loại» (xep_loai.muc) do chương trình đọc"
        in refused.output
    )
    assert "cột «du_thao.ngay_gui»: dữ kiện này không kê khai ở trang này" in refused.output
    done = taken(sample_office, path, "--accept-valid")
    assert (done["nhap"], len(done["bo_qua"])) == (1, 3)
    assert known(sample_office)["nghi_om.thang"]["gia_tri"] == 3.5


def test_numbers_of_excel_are_what_excel_shows(sample_office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Đảng viên"
    sheet.append(["Số thẻ", "nhiem_vu.hoan_thanh", "nhiem_vu.vuot_muc", "nghi_om.thang"])
    sheet.append([TUYET, 0.875, "12,5%", 1.234])
    sheet["B2"].number_format = "0.0%"
    sheet.append(["38000551", 33.25, None, True])
    sheet["B3"].number_format = '0.00"%"'
    path = tmp_path / "so.xlsx"
    book.save(path)

    done = taken(sample_office, path, "--accept-valid")

    values = {(one["doi_tuong"]["so_the"], one["du_kien"]): one["gia_tri"] for one in done["doi"]}
    assert values == {
        (TUYET, "nhiem_vu.hoan_thanh"): 87.5,
        (TUYET, "nhiem_vu.vuot_muc"): 12.5,
        (TUYET, "nghi_om.thang"): 1.234,  # not a thousand and more
        ("38000551", "nhiem_vu.hoan_thanh"): 33.25,
    }
    assert "«Có» không phải số" in done["bo_qua"][0]["ly_do"]


def test_two_pages_that_say_different_things_are_refused(
    sample_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("Nhiệm vụ")
    first.title = "Cá nhân"
    first.append(["Số thẻ", "nhiem_vu.hoan_thanh"])
    first.append([TUYET, "90"])
    second.append(["Số thẻ", "Số được giao", "Số hoàn thành"])
    second.append([TUYET, 8, 7])
    path = tmp_path / "so.xlsx"
    book.save(path)

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    assert "là «87,5», chỗ khác trong tệp ghi «90»" in refused.output


def test_nobody_of_the_roster_and_facts_of_others_are_refused(sample_office: Office) -> None:
    path = sample_office.write(
        "tt.csv", "Mã tổ chức,Tên tổ chức,Ngày tự chấm điểm\ncb-la,Lạ,01/12/2025\n"
    )

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    assert "dòng 2, cột 1: Không có tổ chức «cb-la»" in refused.output


def test_a_file_without_any_sheet_of_ours_is_refused(sample_office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Tên", "Điểm"])
    path = tmp_path / "la.xlsx"
    book.save(path)

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    assert refused.exit_code == 10
    assert "không có trang nào nhận ra được" in refused.output
    assert "«Đảng viên»" in refused.output


# -- absences, stays elsewhere -----------------------------------------------------------------


def away(*rows: str, header: str = "Số thẻ,Lý do nghỉ,Từ ngày,Đến ngày,Nguồn") -> str:
    return "\n".join([header, *rows]) + "\n"


def test_sick_leave_is_summed_in_months_of_the_year(sample_office: Office) -> None:
    path = sample_office.write(
        "nghi.csv",
        away(
            f"{TUYET},ốm,05/02/2025,04/04/2025,Giấy ra viện",
            f"{TUYET},Nghỉ ốm,15/12/2024,15/01/2025,",
            f"{TUYET},thai sản,01/06/2025,30/11/2025,QĐ 12",
        ),
    )

    done = taken(sample_office, path)

    her = known(sample_office, *HER)
    assert her["nghi_om.thang"]["gia_tri"] == 2.5  # 15 days of January, two months
    assert her["nghi_om.thang"]["chu"] == "2,5 (01/01/2025–15/01/2025, 05/02/2025–04/04/2025)"
    assert her["nghi_thai_san.co"]["gia_tri"] is True
    assert her["nghi_thai_san.co"]["tinh_tu"] == ["2025-06-01/2025-11-30"]
    assert any("chỉ tính 01/01/2025–15/01/2025" in words for words in done["canh_bao"])
    assert taken(sample_office, path)["nhap"] == 0


def test_days_that_cannot_be_are_refused(sample_office: Office) -> None:
    path = sample_office.write(
        "nghi.csv",
        away(
            f"{TUYET},ốm,05/02/2025,04/04/2025,",
            f"{TUYET},thai sản,01/04/2025,30/04/2025,",
            "38000551,đi chơi,01/04/2025,30/04/2025,",
            "38000551,ốm,01/04/2025,31/03/2025,",
            "38000551,ốm,01/04/2023,30/04/2023,",
            "38000551,ốm,,30/04/2025,",
            "38000704,ốm,01/04/2025,30/04/2025,",
        ),
    )

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    for words in (
        "dòng 3, cột 3: trùng ngày với dòng 2",
        "dòng 4, cột 2: «đi chơi» không phải một trong: «nghỉ ốm», «thai sản»",
        "dòng 5, cột 4: ở trước ngày bắt đầu",
        "dòng 6, cột 3: 01/04/2023–30/04/2023 nằm ngoài năm 2025",
        "dòng 7, cột 3: thiếu «Từ ngày»",
    ):
        assert words in refused.output, words
    taken(sample_office, path, "--accept-valid")
    # Months of which one row is in doubt would be too few: only the sound member's are taken.
    assert known(sample_office, *HER) == {}
    assert known(sample_office)["nghi_om.thang"]["doi_tuong"]["so_the"] == "38000704"


STAYS = "Số thẻ,Loại,Nơi cũ,Từ ngày,Đến ngày,Có nhận xét,Ngày nhận xét,Nguồn"


def test_stays_elsewhere_give_months_and_comments(sample_office: Office) -> None:
    path = sample_office.write(
        "chuyen.csv",
        away(
            f"{TUYET},chuyển đến,Chi bộ Ia Tuôr,,30/06/2025,,02/07/2025,Công văn 5",
            "38000551,tạm thời,Chi bộ phường,01/09/2025,,không,,",
            "38000704,tạm thời,,01/09/2025,30/09/2025,,05/10/2025,",
            header=STAYS,
        ),
    )

    taken(sample_office, path)

    her = known(sample_office, *HER)
    assert her["chuyen_den.thang_noi_cu"]["gia_tri"] == 6
    assert her["chuyen_den.co"]["nguon"] == "Chi bộ Ia Tuôr"
    assert her["chuyen_den.co_nhan_xet"]["gia_tri"] is True
    assert her["chuyen_den.co_nhan_xet"]["chu"] == "có (02/07/2025)"
    there = known(sample_office, "--person", "38000551")
    assert there["tam_thoi.co_nhan_xet"]["gia_tri"] is False
    assert there["tam_thoi.co"]["tinh_tu"] == ["2025-09-01/2025-12-31"]
    day = known(sample_office, "--person", "38000704")["tam_thoi.ngay_nhan_xet"]
    assert day["gia_tri"] == "2025-10-05"


def test_a_stay_that_contradicts_itself_is_refused(sample_office: Office) -> None:
    path = sample_office.write(
        "chuyen.csv",
        away(
            f"{TUYET},chuyển đến,A,,30/06/2025,không,02/07/2025,",
            "38000551,chuyển đến,A,,30/06/2025,,,",
            "38000551,chuyển đến,B,,31/08/2025,,,",
            "38000704,chuyển đến,B,,,,,",
            header=STAYS + ",Mã tổ chức",
        ),
    )

    refused = sample_office.refused("facts", "import", path, *Y, *ON)

    for words in (
        "dòng 2, cột 6: ghi «không» mà vẫn có ngày nhận xét",
        "dòng 4, cột 2: đã có một dòng «chuyển đến»",
        "dòng 5, cột 5: thiếu «Ở đó đến ngày»",
    ):
        assert words in refused.output, words


def test_an_absence_of_an_organisation_is_refused(sample_office: Office) -> None:
    path = sample_office.write(
        "nghi.csv",
        "Mã tổ chức,Số thẻ,Lý do nghỉ,Từ ngày,Đến ngày\ncb-van-phong,,ốm,01/02/2025,02/02/2025\n",
    )

    assert (
        "cần đảng viên, không phải tổ chức"
        in sample_office.refused("facts", "import", path, *Y, *ON).output
    )


def test_the_special_sheets_come_back_as_they_were_filled_in(
    sample_office: Office, tmp_path: Path
) -> None:
    for name, words in (
        ("nghi.csv", away(f"{TUYET},ốm,05/02/2019,04/04/2019,Giấy & tờ")),
        (
            "chuyen.csv",
            away(
                f"{TUYET},chuyển đến,Chi bộ cũ,,30/06/2019,,02/07/2019,CV 5",
                f"{TUYET},tạm thời,Chi bộ phường,01/09/2019,30/09/2019,,05/10/2019,CV 6",
                header=STAYS,
            ),
        ),
    ):
        taken(sample_office, sample_office.write(name, words), year="2019")
    sample_office.ok(
        *("discipline", "add", "--person", TUYET, "--form", "khien_trach"),
        *("--decided", "2019-06-02", "--duty", "co", *ON),
    )
    path = a_template(sample_office, tmp_path / "m.xlsx", "2019")

    done = taken(sample_office, path, year="2019")

    assert (done["nhap"], done["o_trong"], done["bo_qua"]) == (0, [], [])
    assert done["ky_luat"][0]["hinh_thuc"] == "khien_trach"


def test_discipline_in_the_same_workbook_goes_to_its_register(
    sample_office: Office, tmp_path: Path
) -> None:
    path = a_template(sample_office, tmp_path / "m.xlsx")
    row = {"Số thẻ đảng viên": TUYET, "Hình thức": "khiển trách", "Ngày quyết định": "02/06/2025"}
    put(path, "Kỷ luật", {**row, "Liên quan chức trách, nhiệm vụ": "có"})

    done = taken(sample_office, path)

    assert [one["ma"] for one in done["ky_luat"]] == [f"KL-{TUYET}-2025-1"]
    assert "1 quyết định kỷ luật" not in sample_office.ok("facts", "import", path, *Y, *ON).output
    assert known(sample_office) == {}


@pytest.mark.parametrize("kind", [*FactType])
def test_every_type_of_fact_can_be_read_and_shown(kind: FactType) -> None:
    said = {
        FactType.PERCENT: "87,5",
        FactType.NUMBER: "3",
        FactType.WHOLE: "3",
        FactType.YES_NO: "có",
        FactType.DAY: "05/12/2025",
        FactType.LEVEL: "Hoàn thành tốt nhiệm vụ",
        FactType.GRADE: "tốt",
        FactType.WORDS: "chữ",
        FactType.LIST: "một; hai",
    }[kind]
    reader = Reader(levels=LEVELS)

    assert reader.show(a_fact(kind), reader.read(a_fact(kind), said)) == said


@pytest.mark.parametrize(
    ("value", "shown"), [(91.66666666666667, 91.67), (99.996, 99.996), (1 / 3, 0.33), (87.5, 87.5)]
)
def test_a_share_is_shown_short_beside_its_figures_but_never_as_a_whole(
    value: float, shown: float
) -> None:
    assert rounded(value) == shown
