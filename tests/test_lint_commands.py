"""`hoso lint` and `hoso templates check` as commands: layouts by date, comments, refusals."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from hoso import templates
from tests.conftest import Office
from tests.lint_samples import Head, by_table, written
from tests.word_samples import bytes_of


def _file(folder: Path, name: str, head: Head | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes_of(by_table(head or Head(number="Số: 5-BC/CB"))))
    return path


def _comments(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).comments]


def test_documents_that_are_right_pass_strictly_each_under_its_own_layout(
    office: Office, tmp_path: Path
) -> None:
    paths = written(tmp_path)

    found = office.json("lint", *paths, "--strict")["tep"]

    assert [one["van_de"] for one in found] == [[]] * len(paths)
    assert {one["bo_the_thuc"] for one in found} == {"HD36-2018", "HD05-2026"}


def test_a_deviation_says_place_expected_found_and_reference(
    office: Office, tmp_path: Path
) -> None:
    ((deviation,),) = (
        one["van_de"] for one in office.json("lint", _file(tmp_path, "bc.docx"))["tep"]
    )

    assert deviation["ma"] == "T014"
    assert deviation["noi"] == "đoạn 4: «Số: 5-BC/CB»"
    assert deviation["hien_la"] == "Số: 5-BC/CB"
    assert "Số 05-BC/CB" in deviation["phai_la"]
    assert deviation["can_cu"] == "HD 05-HD/VPTW, số và ký hiệu"
    assert deviation["canh_bao"] is False


@pytest.mark.parametrize(
    ("place", "layout"),
    [
        ("An Lĩnh, ngày … tháng … năm 2024", "HD36-2018"),
        ("An Lĩnh, ngày … tháng … năm 2025", "HD36-2018"),
        ("An Lĩnh, ngày … tháng … năm 2026", "HD05-2026"),
    ],
)
def test_a_blank_day_is_judged_by_its_year(
    office: Office, tmp_path: Path, place: str, layout: str
) -> None:
    path = _file(tmp_path, "bc.docx", Head(place=place))

    (found,) = office.json("lint", path)["tep"]

    assert found["bo_the_thuc"] == layout


def test_findings_go_into_a_copy_and_the_original_stays(office: Office, tmp_path: Path) -> None:
    path, out = _file(tmp_path, "bc.docx"), tmp_path / "xem" / "bc-soi.docx"
    before = path.read_bytes()

    payload = office.json("lint", path, "--comment", out)

    assert payload["ban_ghi_chu"] == [str(out)]
    (words,) = _comments(out)
    assert words.startswith("T014: ")
    assert path.read_bytes() == before
    assert "bc-soi.docx" in office.ok("lint", path, "--comment", tmp_path / "bc-soi.docx").stderr


def test_copies_of_several_files_go_into_a_new_folder_with_names_of_their_own(
    office: Office, tmp_path: Path
) -> None:
    paths = [_file(tmp_path, "a/bc.docx"), _file(tmp_path, "b/bc.docx"), _file(tmp_path, "c.docx")]

    office.ok("lint", *paths, "--comment", tmp_path / "soi")

    found = sorted(path.name for path in (tmp_path / "soi").iterdir())
    assert found == ["bc (2).docx", "bc.docx", "c.docx"]


@pytest.mark.parametrize("out", ["bc.docx", "co", "soi.pdf"])
def test_a_copy_never_goes_over_something_or_under_another_kind(
    office: Office, tmp_path: Path, out: str
) -> None:
    path = _file(tmp_path, "bc.docx")
    (tmp_path / "co").mkdir()
    before = sorted(tmp_path.rglob("*"))

    result = office.refused("lint", path, "--comment", tmp_path / out)

    assert result.exit_code == 14
    assert out in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_copy_where_the_disk_refuses_is_said_in_words(office: Office, tmp_path: Path) -> None:
    path = _file(tmp_path, "bc.docx")

    result = office.refused("lint", path, "--comment", path / "trong-tep.docx")

    assert result.exit_code == 14
    assert "Không ghi được" in result.stderr


def _own(office: Office, kind: str = "giay_moi") -> Path:
    source = templates.find(kind, [templates.builtin_root()]).path.parent
    target = office.root / "templates" / kind / source.name
    shutil.copytree(source, target)
    return target / "mau.docx"


def _add(path: Path, words: str) -> None:
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))


def test_one_kind_or_one_file_is_checked_alone(office: Office, tmp_path: Path) -> None:
    path = _own(office)
    _add(path, "{{ dia_diemm }}")
    bare = shutil.copy(path, tmp_path / "roi.docx")

    by_kind = office.json("templates", "check", "giay_moi")["mau"]
    by_file = office.json("templates", "check", path)["mau"]
    alone = office.json("templates", "check", bare)["mau"]

    assert [[p["ma"] for p in one["van_de"]] for one in by_kind] == [["M002"]]
    assert [[p["ma"] for p in one["van_de"]] for one in by_file] == [["M002"]]
    assert [(one["loai"], one["van_de"]) for one in alone] == [("roi", [])]
    assert office.run("templates", "check", "giay_moi", "--strict").exit_code == 1
    assert office.json("templates", "check", "bien_ban_tap_the")["mau"][0]["van_de"] == []


@pytest.mark.long
def test_a_wrong_field_file_is_one_flaw_among_those_of_all_templates(office: Office) -> None:
    for kind in ("giay_moi", "phieu_bieu_quyet"):
        _own(office, kind).with_name("mau.toml").write_text("loai = [", encoding="utf-8")
    path = _own(office, "bien_ban_tap_the")
    path.with_name("vi_du.toml").write_text("x = [", encoding="utf-8")

    found = {one["loai"]: one["van_de"] for one in office.json("templates", "check")["mau"]}
    by_kind = office.json("templates", "check", "giay_moi")["mau"]
    by_file = office.json("templates", "check", _own_path(office, "giay_moi"))["mau"]

    wrong = {kind: [one["ma"] for one in rows] for kind, rows in found.items() if rows}
    assert wrong == {
        "giay_moi": ["M008"],
        "phieu_bieu_quyet": ["M008"],
        "bien_ban_tap_the": ["M009"],
    }
    assert [one["ma"] for one in by_kind[0]["van_de"]] == ["M008"]
    assert [one["ma"] for one in by_file[0]["van_de"]] == ["M008"]


def _own_path(office: Office, kind: str) -> Path:
    return office.root / "templates" / kind / "1" / "mau.docx"


def test_an_example_off_the_layout_is_a_warning(office: Office) -> None:
    path = _own(office)
    document = docx.Document(str(path))
    document.sections[0].left_margin = document.sections[0].right_margin
    document.save(str(path))

    (found,) = office.json("templates", "check", "giay_moi")["mau"]

    assert [(one["ma"], one["canh_bao"]) for one in found["van_de"]] == [("T002", True)]
    assert office.run("templates", "check", "giay_moi", "--strict").exit_code == 0


@pytest.mark.long
def test_flaws_of_templates_go_into_copies(office: Office, tmp_path: Path) -> None:
    path = _own(office)
    _add(path, "{{ dia_diemm }}")
    before = path.read_bytes()

    one = office.json("templates", "check", "giay_moi", "--comment", tmp_path / "mot.docx")
    every = office.json("templates", "check", "--comment", tmp_path / "moi")

    assert one["ban_ghi_chu"] == [str(tmp_path / "mot.docx")]
    assert len(every["ban_ghi_chu"]) == len(every["mau"])
    assert _comments(tmp_path / "moi" / "giay_moi.docx") == _comments(tmp_path / "mot.docx")
    assert _comments(tmp_path / "mot.docx")[0].startswith("M002: ")
    assert path.read_bytes() == before


@pytest.mark.parametrize("which", ["giay_moii", "khong/co.docx"])
def test_a_template_that_is_not_there_is_named(office: Office, which: str) -> None:
    result = office.refused("templates", "check", which)

    assert result.exit_code == 3
    assert which in result.stderr
