"""Score sheets: criteria by law, points as an authority splits them, sums that must hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles, rules, word
from hoso.errors import DataFieldError, NotFoundError
from hoso.model.review import Rating, Stage
from hoso.model.roster import Category
from hoso.rules import Points
from hoso.services.subjects import body, collective_card, person, person_card
from hoso.workspace import Act
from tests.conftest import NOON, Office

REGIME = profiles.regime(2025)
DAY = ("--year", "2025", "--date", "2025-12-05")
CELL = ("--org", "cb-van-phong", *DAY)
HEAD = (
    'che_do = "HD43-2025"\nnguoi_quyet_dinh = "Ban Thường vụ Đảng ủy"\n'
    'can_cu = "Hướng dẫn số 02-HD/ĐU, ngày 20/11/2025 của Ban Thường vụ Đảng ủy"\n'
)
SPLIT = """\
[[chia_diem]]
bang = "tap_the"
diem = { C1 = 5, C2 = 5, C3 = 5, C4 = 5, C5 = 4.5, C6 = 5.5, N1 = 50, N2 = 20 }
chi_tiet = [
  { ma = "C1.1", thuoc = "C1", noi_dung = "Nghị quyết chuyên đề", diem = 2 },
  { ma = "C1.2", thuoc = "C1", noi_dung = "Kết nạp đảng viên", diem = 3 },
]
"""
WHOLE = "C1 = 5, C2 = 5, C3 = 5, C4 = 5, C5 = 5, C6 = 5, N1 = 50, N2 = 20"


def a_split(points: str, *, sheet: str = "tap_the", more: str = "") -> str:
    return f'[[chia_diem]]\nbang = "{sheet}"\ndiem = {{ {points} }}\n{more}\n'


def under(folder: Path, text: str) -> Path:
    path = folder / "lop-phu.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def with_overlay(office: Office, text: str) -> Office:
    under(office.root, text)
    with (office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write('[quy_dinh]\nlop_phu = "lop-phu.toml"\n')
    return office


def scored(office: Office, lines: str, *where: str, kind: str = "bang_cham_diem") -> str:
    data = office.write("diem.toml", lines)
    made = office.json("generate", kind, *(where or CELL), "--data", data)
    assert made["van_de"] == []
    return word.text_of(Path(made["tep"]).read_bytes())


def refused(office: Office, lines: str, kind: str = "bang_cham_diem") -> str:
    before = office.archive_bytes()
    data = office.write("diem.toml", lines)
    result = office.refused("generate", kind, *CELL, "--data", data)
    assert result.exit_code == 12
    assert office.archive_bytes() == before
    return result.stderr


def row(field: str, **values: object) -> str:
    return f"[[{field}]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


def own_points(office: Office, general: float, task: float) -> None:
    """Archive what a returned form of the cell's collective says."""
    ws = office.workspace
    cell = body(ws, "cb-van-phong", NOON.date())
    edit = ws.edit(collective_card(cell, 2025))
    said = Rating(
        subject=cell.subject,
        year=2025,
        stage=Stage.SELF,
        level=None,
        general_points=general,
        task_points=task,
    )
    edit.upsert("ratings", said, "stage")
    ws.commit([edit], Act(on=NOON.date()), "nhận bản kiểm điểm")


# --- the data ------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["tap_the", *(category.value for category in Category)])
def test_every_subject_of_2025_has_a_sheet_of_30_and_70(subject: str) -> None:
    sheet = profiles.score_sheet(REGIME, subject)

    assert [group.maximum for group in sheet.groups] == [30, 70]
    assert all(sheet.of_group(group.code) for group in sheet.groups)
    codes = [one.code for one in sheet.criteria]
    assert len(set(codes)) == len(codes)
    assert {one.of for one in sheet.criteria} <= {"", *codes}


def test_nobody_has_split_the_points_until_an_overlay_does() -> None:
    for sheet in profiles.score_sheets(REGIME.code):
        split = profiles.split_of(REGIME, sheet)
        values = [p.value for g in sheet.groups for p in profiles.group_points(sheet, g, split)]

        assert set(values) == {None}


def test_the_older_sheet_has_five_groups_under_every_regime() -> None:
    sheet = profiles.score_sheet(profiles.regime(2019), "nam_nhom")

    assert len(sheet.criteria) == 5
    assert [group.maximum for group in sheet.groups] == [100]
    assert sheet.levels[0] == "Trong sạch vững mạnh"


def test_a_province_splits_the_hundred_points_of_2014_and_they_must_add_up(tmp_path: Path) -> None:
    head = 'che_do = "HD27-2014"\nnguoi_quyet_dinh = "Tỉnh ủy"\ncan_cu = "QĐ 90-QĐ/TU"\n'
    path = tmp_path / "lop-phu.toml"

    path.write_text(head + a_split("T1 = 30, T2 = 15, T3 = 20, T4 = 20, T5 = 15", sheet="nam_nhom"))
    whole = profiles.regime(2016, path)
    path.write_text(head + a_split("T1 = 30, T2 = 15, T3 = 20, T4 = 20, T5 = 14", sheet="nam_nhom"))
    with pytest.raises(DataFieldError) as refusal:
        profiles.regime(2016, path)

    sheet = profiles.score_sheet(whole, "nam_nhom")
    assert list(sheet.levels) == list(whole.levels.values())
    assert profiles.split_of(whole, sheet).points["T1"] == 30
    assert "99" in refusal.value.message


def test_a_regime_without_points_has_no_sheet_for_anybody() -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.score_sheet(profiles.regime(2023), "tap_the")

    assert "Có: nam_nhom" in refusal.value.message


# --- sums ----------------------------------------------------------------------------------------


def test_points_are_printed_with_a_decimal_comma_and_no_idle_zeros() -> None:
    printed = [rules.points(Decimal(said)) for said in ("30", "2.50", "0", "100", "0.25")]

    assert printed == ["30", "2,5", "0", "100", "0,25"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(-5, 5))
def test_a_split_is_right_just_when_it_makes_the_points_of_the_group(
    parts: list[int], off: int
) -> None:
    rows = [Points(f"C{n}", "", Decimal(value) / 2) for n, value in enumerate(parts)]

    flaws = list(rules.split_flaws(rows, sum(rows_of(rows), Decimal(off)), "nhóm"))

    assert bool(flaws) == (off != 0)


def rows_of(rows: list[Points]) -> list[Decimal]:
    return [row.value for row in rows if row.value is not None]


def test_a_criterion_without_points_of_its_own_takes_those_of_its_parts() -> None:
    rows = [
        Points("C1", "", None),
        Points("C1.1", "C1", Decimal(2)),
        Points("C1.2", "C1", Decimal(3)),
        Points("C2", "", Decimal(4)),
    ]

    assert rules.total(rows) == 9
    assert list(rules.split_flaws(rows, Decimal(9), "nhóm")) == []
    assert rules.total([*rows, Points("C3", "", None)]) is None
    assert rules.total([Points("C1", "", None), Points("C1.1", "C1", None)]) is None
    assert rules.total([]) is None


# --- overlays ------------------------------------------------------------------------------------


def test_an_overlay_splits_points_and_adds_parts_below_their_criterion(tmp_path: Path) -> None:
    regime = profiles.regime(2025, under(tmp_path, SPLIT))

    sheet = profiles.score_sheet(regime, "tap_the")
    split = profiles.split_of(regime, sheet)
    points = profiles.group_points(sheet, sheet.groups[0], split)

    assert [one.code for one in points][:4] == ["C1", "C1.1", "C1.2", "C2"]
    assert rules.total(points) == 30
    assert regime.local_reference.startswith("Hướng dẫn số 02-HD/ĐU")
    assert "C1.1" not in [one.code for one in profiles.score_sheet(REGIME, "tap_the").criteria]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (a_split(WHOLE.replace("C6 = 5", "C6 = 4")), "cộng lại 29 điểm, phải là 30"),
        (a_split(WHOLE.replace("N2 = 20", "N2 = 20.5")), "cộng lại 70,5 điểm, phải là 70"),
        (a_split(WHOLE.replace(", C6 = 5", "")), "chưa có điểm cho C6"),
        (a_split(WHOLE.replace("C6 = 5", "C6 = 10, C5 = -5").replace("C5 = 5, ", "")), "không âm"),
        (a_split(WHOLE + ", C7 = 1"), "không có tiêu chí «C7»"),
        (a_split(WHOLE, sheet="tap_thee"), "Ý bạn là «tap_the»?"),
        (a_split(WHOLE) + a_split(WHOLE), "chia hai lần"),
        (a_split(WHOLE.replace("C6 = 5", "C6 = nan")), "không âm"),
        (
            a_split(
                WHOLE,
                more='chi_tiet = [{ ma = "C1.1", thuoc = "C1", noi_dung = "x", diem = 4 }]',
            ),
            "tiêu chí C1: các tiêu chí cộng lại 4 điểm, phải là 5",
        ),
        (
            a_split(
                WHOLE,
                more='chi_tiet = [{ ma = "X", thuoc = "C9", noi_dung = "x", diem = 4 }]',
            ),
            "X thuộc «C9»",
        ),
        (
            a_split(
                WHOLE,
                more='chi_tiet = [{ ma = "C2", thuoc = "C1", noi_dung = "x", diem = 5 }]',
            ),
            "C2 ghi 2 lần",
        ),
        (a_split("T1 = 40, T2 = 20, T3 = 10, T4 = 20, T5 = 9", sheet="nam_nhom"), "phải là 100"),
    ],
)
def test_a_split_that_does_not_add_up_is_refused_with_the_sum(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(DataFieldError) as refusal:
        profiles.regime(2025, under(tmp_path, text))

    assert words in refusal.value.message


# --- the sheet as a paper ------------------------------------------------------------------------


def test_a_sheet_nobody_split_is_blank_but_for_30_70_and_100(sample_office: Office) -> None:
    made = sample_office.json("generate", "bang_cham_diem", *CELL)

    words = word.text_of(Path(made["tep"]).read_bytes())
    assert "Chia điểm trong từng nhóm: chưa chia." in words
    assert "Nhóm tiêu chí chung\n30\n" in words
    assert "Tổng điểm\n100\n" in words
    assert "C1\nXây dựng, chỉnh đốn Đảng" in words
    assert "T/M CHI BỘ\nBÍ THƯ" in words


def test_the_offices_split_is_printed_with_the_document_that_decided_it(
    sample_office: Office,
) -> None:
    words = scored(with_overlay(sample_office, SPLIT), "")

    assert "theo Hướng dẫn số 02-HD/ĐU, ngày 20/11/2025 của Ban Thường vụ Đảng ủy." in words
    assert "C1.2\nKết nạp đảng viên\n3" in words
    assert "C5\n" in words
    assert "\n4,5\n" in words


def test_scores_of_all_rows_make_the_sums(sample_office: Office) -> None:
    office = with_overlay(sample_office, a_split(WHOLE))
    general = "".join(row("tieu_chi_chung", ma=f"C{n}", tu_cham="4,5") for n in range(1, 7))
    task = row("tieu_chi_nhiem_vu", ma="N1", tu_cham="44") + row(
        "tieu_chi_nhiem_vu", ma="N2", tu_cham="17.5"
    )

    words = scored(office, general + task)

    assert "Nhóm tiêu chí chung\n30\n27\n" in words
    assert "kết quả thực hiện nhiệm vụ\n70\n61,5\n" in words
    assert "Tổng điểm\n100\n88,5" in words


def test_while_a_row_has_no_score_the_sum_stays_open(sample_office: Office) -> None:
    words = scored(sample_office, row("tieu_chi_chung", ma="C1", tu_cham="4"))

    assert "Nhóm tiêu chí chung\n30\nC1" in words
    assert "Tổng điểm\n100\nMức" in words


def test_points_of_the_returned_form_are_the_sums_and_rows_must_agree(
    sample_office: Office,
) -> None:
    own_points(sample_office, 27, 60.5)
    six = "".join(row("tieu_chi_chung", ma=f"C{n}", tu_cham="4") for n in range(1, 7))

    words = scored(sample_office, "")
    said = refused(sample_office, six)

    assert "Nhóm tiêu chí chung\n30\n27\n" in words
    assert "Tổng điểm\n100\n87,5\n" in words
    assert "các dòng cộng lại 24, kết quả đã ghi trong kho là 27" in said


def test_points_in_the_data_file_do_for_an_office_without_an_overlay(sample_office: Office) -> None:
    points = {"C1": 5, "C2": 5, "C3": 5, "C4": 5, "C5": 5, "C6": 5}
    lines = "".join(row("tieu_chi_chung", ma=k, diem_toi_da=v) for k, v in points.items())
    part = row("tieu_chi_chung", ma="C1a", thuoc="C1", noi_dung="Việc riêng", diem_toi_da=5)

    words = scored(sample_office, lines + part)

    assert words.index("Việc riêng") < words.index("Năng lực lãnh đạo")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (row("tieu_chi_chung", ma="C1", diem_toi_da=30), "chưa có điểm cho C2, C3, C4, C5, C6"),
        (row("tieu_chi_chung", ma="C1", tu_cham=31), "C1 phải là số từ 0 đến 30"),
        (row("tieu_chi_chung", ma="C1", tu_cham="-1"), "C1 phải là số từ 0 đến 30"),
        (row("tieu_chi_chung", ma="C1", tu_cham="khá"), "C1 phải là số từ 0 đến 30"),
        (row("tieu_chi_chung", ma="C1", diem_toi_da="năm"), "C1 phải là số không âm"),
        (
            "".join(row("tieu_chi_nhiem_vu", ma=n, tham_dinh=40) for n in ("N1", "N2")),
            "tham_dinh cộng lại 80, quá 70 điểm của nhóm",
        ),
        (
            row("tieu_chi_chung", ma="C1", tu_cham=4)
            + row("tieu_chi_chung", ma="X", thuoc="C1", noi_dung="x", tu_cham=3),
            "tiêu chí C1: các tiêu chí cộng lại 3 điểm, phải là 4",
        ),
        (row("tieu_chi_chung", ma="X", thuoc="Y", noi_dung="x"), "X thuộc «Y»"),
        ("[tong]\nchung_toi_da = 40\n", "tong.chung_toi_da: ghi 40, tính ra 30"),
    ],
)
def test_points_that_do_not_add_up_are_refused_naming_the_row(
    sample_office: Office, lines: str, words: str
) -> None:
    assert words in refused(sample_office, lines)


def test_a_sum_given_without_rows_is_taken(sample_office: Office) -> None:
    words = scored(sample_office, '[tong]\nchung_tu_cham = "26"\n')

    assert "Nhóm tiêu chí chung\n30\n26\n" in words


def test_a_person_gets_the_sheet_of_the_own_category(sample_office: Office) -> None:
    ws = sample_office.workspace
    card = "38000815"
    one = person(ws, card, NOON.date())
    assert one.state.category is Category.LEADER
    assert person_card(one, "chi_bo", 2025).card == card

    words = scored(sample_office, "", "--person", card, *DAY)

    assert "chất lượng năm 2025 của đồng chí Lê Thị Ngọc Ánh" in words
    assert "Phụ lục 3" in words
    assert "NGƯỜI TỰ CHẤM ĐIỂM\n(ký, ghi rõ họ tên)\nLê Thị Ngọc Ánh" in words


def test_a_year_without_points_is_refused(sample_office: Office) -> None:
    result = sample_office.refused(
        "generate", "bang_cham_diem", "--org", "cb-van-phong", "--year", "2024", *DAY[2:]
    )

    assert result.exit_code == 3
    assert "không có bảng chấm điểm" in result.stderr


def test_the_older_sheet_takes_its_points_from_the_overlay_and_knows_its_levels(
    sample_office: Office,
) -> None:
    office = with_overlay(
        sample_office, a_split("T1 = 40, T2 = 20, T3 = 10, T4 = 20, T5 = 10", sheet="nam_nhom")
    )
    marks = "".join(row("tieu_chi", ma=f"T{n}", tham_dinh="9.5") for n in range(1, 6))

    words = scored(
        office, 'muc_tham_dinh = "Hoàn thành nhiệm vụ"\n' + marks, kind="bang_cham_diem_2014"
    )
    said = refused(office, 'muc_tu_xep = "Xuất sắc"\n', kind="bang_cham_diem_2014")

    assert "Tổng điểm\n100\n47,5\n" in words
    assert "không có mức «Xuất sắc»; các mức: Trong sạch vững mạnh" in said


def test_the_appraisal_report_shows_the_total_of_the_returned_form(sample_office: Office) -> None:
    own_points(sample_office, 27, 60.5)
    top = ("--org", "db-cuc-hai-quan", *DAY)

    words = scored(sample_office, "", *top, kind="bao_cao_tham_dinh")

    assert "Chi bộ Văn phòng\n87,5\n" in words
