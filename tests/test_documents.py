"""`hoso generate`, `templates`, `lint`: one document of any kind, checked and archived."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import docx
import openpyxl
import pytest

from hoso import sample, templates, text, word
from tests.conftest import ROOT, Office

DAY = ("--date", "2025-12-20")
CELL = ("--org", "cb-van-phong", "--year", "2025", *DAY)
# The list of a dossier's documents needs a dossier: the one that the campaign is kept in.
BODY = {"muc_luc_van_ban": ("--org", "db-cuc-hai-quan")}
KINDS = [found.info.kind for found in templates.catalogue([templates.builtin_root()])]
MEETING = """\
[hoi_nghi]
thoi_gian = "08 giờ 00, ngày 22/12/2025"
dia_diem = "Phòng họp số 1"
"""


def _example(kind: str) -> Path:
    return templates.find(kind, [templates.builtin_root()]).path.with_name("vi_du.toml")


def _words(path: Path) -> str:
    return word.text_of(path.read_bytes())


def _invitation(office: Office, *more: str | Path) -> Path:
    """Write an invitation with time and place from a file, and return it."""
    data = office.write("giay_moi.toml", MEETING)
    return Path(office.json("generate", "giay_moi", *CELL, "--data", data, *more)["tep"])


def _own_template(office: Office, kind: str) -> Path:
    """Copy a built-in template into the office's own folder; return its Word file."""
    source = templates.find(kind, [templates.builtin_root()]).path.parent
    target = office.root / "templates" / kind / source.name
    shutil.copytree(source, target)
    return target / "mau.docx"


def _add_paragraph(path: Path, words: str) -> None:
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))


# Their rows complete what the archive knows, and are made in tests/test_papers_after_rating.py.
COMPLETED = {"danh_sach_chua_kiem_diem", "muc_luc_ho_so"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in COMPLETED])
def test_every_kind_is_made_archived_and_free_of_layout_faults(
    sample_office: Office, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "van-ban.docx"
    example = tomllib.loads(_example(kind).read_text(encoding="utf-8"))

    where = (*CELL, *BODY.get(kind, ()))
    made = sample_office.json("generate", kind, *where, "--data", _example(kind), "--out", out)

    assert made["bo_the_thuc"] == "HD36-2018"
    assert made["van_de"] == []
    assert (
        text.squeeze(example["nguoi_ky"]) in text.squeeze(_words(out))
        if "nguoi_ky" in example
        else out.exists()
    )
    held = sample_office.json("show", made["ho_so"])["van_ban"]
    assert [one["loai"] for one in held] == [kind]


def test_what_the_archive_knows_is_filled_in_and_the_file_only_adds(sample_office: Office) -> None:
    words = _words(_invitation(sample_office))

    assert "08 giờ 00, ngày 22/12/2025" in words
    assert "CHI BỘ VĂN PHÒNG" in words
    assert "ngày 20 tháng 12 năm 2025" in words
    assert "BÍ THƯ" in words


def test_an_unknown_field_is_refused_with_the_nearest_name(sample_office: Office) -> None:
    data = sample_office.write("sai.toml", MEETING + 'dia_diemm = "x"\n')
    before = sample_office.archive_bytes()

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data)

    assert result.exit_code == 12
    assert "dia_diemm" in result.stderr
    assert "Ý bạn là «dia_diem»" in result.stderr
    assert "sai.toml" in result.stderr
    assert sample_office.archive_bytes() == before


def test_a_field_like_no_other_is_refused_with_the_list_of_fields(sample_office: Office) -> None:
    data = sample_office.write("sai.toml", 'qqqq = "x"\n' + MEETING)

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data)

    assert "Có các trường: cap_tren, " in result.stderr


def test_missing_fields_are_all_named_with_their_labels(sample_office: Office) -> None:
    before = sample_office.archive_bytes()

    result = sample_office.refused("generate", "giay_moi", *CELL)

    assert result.exit_code == 12
    assert "hoi_nghi.thoi_gian" in result.stderr
    assert "Địa điểm" in result.stderr
    assert "hoso templates fields giay_moi" in result.stderr
    assert sample_office.archive_bytes() == before


@pytest.mark.parametrize(
    ("kind", "line", "named"),
    [
        ("giay_moi", "noi_dung = 3", "noi_dung"),
        ("giay_moi", 'hoi_nghi = "mai"', "hoi_nghi"),
        ("bien_ban_tap_the", 'y_kien = ["một lời"]', "y_kien, dòng 1"),
        ("bien_ban_tap_the", 'hoi_nghi = { trieu_tap = "chín" }', "trieu_tap"),
        ("bien_ban_tap_the", 'hoi_nghi = { ngay = "hôm qua" }', "hoi_nghi.ngay"),
        ("bien_ban_tap_the", "hoi_nghi = { dia_diem = [1] }", "dia_diem"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_naming_the_field(
    sample_office: Office, kind: str, line: str, named: str
) -> None:
    data = sample_office.write("sai.toml", line)

    result = sample_office.refused("generate", kind, *CELL, "--data", data)

    assert result.exit_code == 12
    assert f"{named} («" in result.stderr


def test_a_value_that_differs_from_the_archive_wins_with_a_notice(sample_office: Office) -> None:
    data = sample_office.write("khac.toml", MEETING + 'chu_tri = "Người Khác"\n')

    result = sample_office.ok("generate", "giay_moi", *CELL, "--data", data)
    made = sample_office.json("generate", "giay_moi", *CELL, "--data", data)

    assert "Lưu ý – Trường «hoi_nghi.chu_tri» lấy theo tệp dữ liệu" in result.stderr
    assert len(made["luu_y"]) == 1
    assert "Người Khác" in _words(Path(made["tep"]))


def test_what_the_program_only_proposes_is_replaced_without_a_notice(sample_office: Office) -> None:
    data = sample_office.write("khac.toml", 'kinh_moi = ["Đảng ủy"]\n' + MEETING)

    made = sample_office.json("generate", "giay_moi", *CELL, "--data", data)

    assert made["luu_y"] == []


def test_a_list_may_be_written_as_lines_of_text(sample_office: Office) -> None:
    data = sample_office.write(
        "dong.toml", 'noi_dung = """\nViệc một.\n\nViệc hai.\n"""\n' + MEETING
    )

    made = sample_office.json("generate", "giay_moi", *CELL, "--data", data)

    words = _words(Path(made["tep"])).splitlines()
    assert [line for line in words if "Việc " in line] != []
    assert "Việc một." in "\n".join(words)
    assert not any("Việc một." in line and "Việc hai." in line for line in words)


def test_data_may_come_from_an_excel_workbook_by_name_or_label(
    sample_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Trường", "Giá trị"),
        ("Địa danh", "Măng Đen"),
        ("noi_dung", "Việc một."),
        ("noi_dung", "Việc hai."),
        ("hoi_nghi.thoi_gian", "14 giờ 00"),
        ("hoi_nghi.dia_diem", "Phòng họp số 2"),
    ):
        sheet.append(row)
    book.save(tmp_path / "moi.xlsx")

    made = sample_office.json("generate", "giay_moi", *CELL, "--data", tmp_path / "moi.xlsx")

    words = _words(Path(made["tep"]))
    assert all(said in words for said in ("Măng Đen", "Việc hai.", "14 giờ 00", "Phòng họp số 2"))


def test_one_file_may_hold_the_data_of_several_documents(sample_office: Office) -> None:
    several = f"{sample.path('hoi_nghi_2025.toml')}#cb-van-phong.tap_the"

    made = sample_office.json("generate", "bien_ban_tap_the", *CELL, "--data", several)

    assert made["van_ban"] == "tt-cb-van-phong-2025/0001"


def test_an_unknown_section_is_refused_with_those_there_are(sample_office: Office) -> None:
    several = f"{sample.path('hoi_nghi_2025.toml')}#cb-van-phong.khong"

    result = sample_office.refused("generate", "bien_ban_tap_the", *CELL, "--data", several)

    assert result.exit_code == 10
    assert "[cb-van-phong.khong]" in result.stderr
    assert "cb-nghiep-vu" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [("khong-co.toml", None), ("cu-phap.toml", b"a = = 1"), ("ma.toml", b"a = '\xff\xfe'")],
)
def test_a_data_file_that_cannot_be_read_is_named(
    sample_office: Office, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", tmp_path / name)

    assert result.exit_code == 10
    assert name in result.stderr


def test_another_file_at_the_place_is_never_overwritten(
    sample_office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "giay-moi.docx"
    out.write_bytes(b"of somebody else")

    made = _invitation(sample_office, "--out", out)
    again = _invitation(sample_office, "--out", out)

    assert out.read_bytes() == b"of somebody else"
    assert made.name == "giay-moi (2).docx"
    assert again == made


def test_a_place_that_cannot_be_written_is_refused(sample_office: Office, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    data = sample_office.write("giay_moi.toml", MEETING)
    out = tmp_path / "tep" / "a.docx"

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data, "--out", out)

    assert result.exit_code == 14
    assert "a.docx" in result.stderr


def test_the_offices_own_template_comes_before_the_built_in_one(sample_office: Office) -> None:
    _add_paragraph(_own_template(sample_office, "giay_moi"), "Mẫu riêng của {{ ten_to_chuc }}")

    words = _words(_invitation(sample_office))
    listed = sample_office.json("templates", "list")["mau"]

    assert "Mẫu riêng của Chi bộ Văn phòng" in words
    assert [one["loai"] for one in listed if one["rieng"]] == ["giay_moi"]
    assert "(mẫu riêng)" in sample_office.ok("templates").stdout


@pytest.mark.long
def test_an_undefined_name_in_a_template_stops_the_document(sample_office: Office) -> None:
    _add_paragraph(_own_template(sample_office, "giay_moi"), "{{ khong_co_ten_nay }}")
    data = sample_office.write("giay_moi.toml", MEETING)
    before = sample_office.archive_bytes()

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data)
    checked = sample_office.run("templates", "check", "--strict")

    assert result.exit_code == 5
    assert "khong_co_ten_nay" in result.stderr
    assert sample_office.archive_bytes() == before
    assert checked.exit_code == 1
    assert "khong_co_ten_nay" in checked.stdout


def test_a_field_that_a_template_does_not_print_stops_the_document(sample_office: Office) -> None:
    path = _own_template(sample_office, "giay_moi")
    info = path.with_name("mau.toml")
    more = '\n[[truong]]\nten = "thua"\nnhan = "Thừa"\nbat_buoc = false\n'
    info.write_text(info.read_text(encoding="utf-8") + more, encoding="utf-8")
    data = sample_office.write("giay_moi.toml", MEETING)

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data)

    assert result.exit_code == 5
    assert "không in các trường thua" in result.stderr


def test_a_character_that_word_cannot_hold_is_refused_with_its_field(sample_office: Office) -> None:
    data = sample_office.write("ky-tu.toml", MEETING.replace("số 1", "số \\u000B 1"))

    result = sample_office.refused("generate", "giay_moi", *CELL, "--data", data)

    assert result.exit_code == 15
    assert "hoi_nghi.dia_diem" in result.stderr
    assert "U+000B" in result.stderr


def test_making_a_document_again_is_a_new_version_of_the_same(sample_office: Office) -> None:
    _invitation(sample_office)
    later = sample_office.write("sau.toml", MEETING.replace("số 1", "số 2"))

    made = sample_office.json("generate", "giay_moi", *CELL, "--data", later)

    held = sample_office.json("show", made["ho_so"])
    assert made["van_ban"] == "tt-cb-van-phong-2025/0001"
    assert len(held["van_ban"]) == 1
    assert held["phien_ban"] == 2
    assert made["tep"].endswith(" (2).docx")


def test_making_the_very_same_document_again_writes_nothing(sample_office: Office) -> None:
    _invitation(sample_office)
    before = sample_office.archive_bytes()

    _invitation(sample_office)

    assert sample_office.archive_bytes() == before


@pytest.mark.parametrize(
    ("day", "layout", "mark"), [("2025-12-20", "HD36-2018", ","), ("2026-06-20", "HD05-2026", ";")]
)
def test_the_layout_follows_the_day_of_the_document(
    sample_office: Office, day: str, layout: str, mark: str
) -> None:
    data = sample_office.write("giay_moi.toml", MEETING)

    made = sample_office.json(
        "generate", "giay_moi", "--org", "cb-van-phong", "--date", day, "--data", data
    )

    assert made["bo_the_thuc"] == layout
    assert made["van_de"] == []
    assert f"- Đảng bộ Cục Hải quan Trường Sơn{mark}" in _words(Path(made["tep"]))


def test_a_document_of_a_person_goes_to_that_persons_dossier(sample_office: Office) -> None:
    people = sample_office.json("roster", "show", "--at", "2025-12-20")["dang_vien"]
    card = people[0]["so_the"]
    data = _example("kiem_diem_2b")

    made = sample_office.json("generate", "kiem_diem_2b", "--person", card, *DAY, "--data", data)

    assert made["ho_so"] == f"dv-{card}-2025"


def test_minutes_enter_the_meeting_in_the_register(sample_office: Office) -> None:
    several = f"{sample.path('hoi_nghi_2025.toml')}#cb-van-phong.tap_the"

    sample_office.ok("generate", "bien_ban_tap_the", *CELL, "--data", several)
    sample_office.ok("generate", "bien_ban_tap_the", *CELL, "--data", several)

    held = sample_office.workspace.catalogue.meetings(year=2025, organisation="cb-van-phong")
    assert [(one.convened, one.present, one.chair) for one in held] != []
    assert len(held) == 1


def test_a_name_that_two_members_bear_is_asked_about(sample_office: Office) -> None:
    result = sample_office.refused("generate", "kiem_diem_2b", "--person", "Nguyễn Văn Hùng", *DAY)

    assert result.exit_code == 17
    assert "2 đảng viên" in result.stderr


@pytest.mark.parametrize("person", ["99999999", "Nguyễn Văn Không Có"])
def test_a_person_who_is_not_one_is_refused(sample_office: Office, person: str) -> None:
    result = sample_office.refused("generate", "kiem_diem_2b", "--person", person, *DAY)

    assert result.exit_code == 3
    assert f"«{person}»" in result.stderr


def test_an_organisation_that_is_not_one_is_refused_with_the_nearest(sample_office: Office) -> None:
    near = sample_office.refused("generate", "giay_moi", "--org", "cb-van-phon", *DAY)
    early = sample_office.refused(
        "generate", "giay_moi", "--org", "cb-van-phong", "--date", "1990-01-01"
    )

    assert near.exit_code == 3
    assert "Ý bạn là «cb-van-phong»" in near.stderr
    assert early.exit_code == 3


def test_a_kind_that_is_not_one_is_refused_with_the_nearest(sample_office: Office) -> None:
    result = sample_office.refused("generate", "giay_moii", *CELL)

    assert result.exit_code == 3
    assert "Ý bạn là «giay_moi»" in result.stderr


def test_templates_are_listed_and_checked_without_a_workspace(tmp_path: Path) -> None:
    nowhere = Office(root=tmp_path, clock=lambda: None)  # type: ignore[arg-type,return-value]  # never looked at

    listed = nowhere.json("templates", "list")["mau"]
    checked = nowhere.json("templates", "check")["mau"]

    assert [one["loai"] for one in listed] == KINDS
    assert [one["van_de"] for one in checked] == [[]] * len(KINDS)


def test_fields_are_shown_with_their_labels_and_columns(sample_office: Office) -> None:
    lines = sample_office.ok("templates", "fields", "giay_moi").stdout.splitlines()
    payload = sample_office.json("templates", "fields", "giay_moi")["truong"]

    assert "dia_danh: Địa danh [chu]" in lines
    assert "    dia_diem: Địa điểm [chu]" in lines
    assert any(line.startswith("so: ") and "không bắt buộc" in line for line in lines)
    assert {"ten": "dia_danh", "nhan": "Địa danh"}.items() <= payload[4].items()


def test_lint_reports_under_the_layout_of_the_day_and_exits_by_strict(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "thuong.docx"
    document = docx.Document()
    document.add_paragraph("Gia Lai, ngày 05 tháng 6 năm 2026")
    document.save(str(path))

    found = office.json("lint", path)["tep"]
    shown = office.ok("lint", path, "--date", "2025-12-01").stdout
    strict = office.run("lint", path, "--strict")

    assert found[0]["bo_the_thuc"] == "HD05-2026"
    assert all({"ma", "noi", "thong_bao", "can_cu"} <= set(one) for one in found[0]["van_de"])
    assert found[0]["van_de"] != []
    assert "(HD36-2018)" in shown
    assert strict.exit_code == 1


def test_lint_of_a_document_with_an_impossible_date_uses_todays_layout(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "ngay.docx"
    document = docx.Document()
    document.add_paragraph("Gia Lai, ngày 31 tháng 2 năm 2030")
    document.save(str(path))

    found = office.json("lint", path)["tep"]

    assert found[0]["bo_the_thuc"] == "HD36-2018"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"none", None])
def test_lint_of_what_is_no_word_file_names_it(
    office: Office, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "la.docx"
    if content is not None:
        path.write_bytes(content)

    result = office.refused("lint", path)

    assert result.exit_code == 10
    assert "la.docx" in result.stderr


def test_the_projects_own_templates_lie_where_the_wheel_takes_them_from() -> None:
    assert sorted(path.name for path in (ROOT / "templates").iterdir() if path.is_dir()) == KINDS


def test_nobody_is_assumed_present_until_the_absent_are_listed(sample_office: Office) -> None:
    meeting = (
        '[hoi_nghi]\nbat_dau = "8 giờ"\nket_thuc = "11 giờ"\ndia_diem = "Hội trường"\n'
        'thu_ky = "Vũ C"\n'
    )
    others = 'dien_bien = ["Họp."]\nket_luan = ["Nhất trí."]\n'
    silent = sample_office.write("im.toml", others + meeting)
    listed = sample_office.write("ro.toml", "vang = []\n" + others + meeting)

    refused = sample_office.refused("generate", "bien_ban_tap_the", *CELL, "--data", silent)
    made = sample_office.ok("generate", "bien_ban_tap_the", *CELL, "--data", listed)

    assert refused.exit_code == 12
    assert "hoi_nghi.co_mat" in refused.stderr
    assert made.exit_code == 0
