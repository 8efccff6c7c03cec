"""`hoso demo`: the whole job, again, judged from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import ocfl
import pytest
from click.testing import CliRunner, Result

from hoso import profiles, templates
from hoso.cli import cli
from tests.conftest import ROOT, Office
from tests.copies import copied


def _demo(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["demo", *(str(word) for word in words)])


def _in_another_process(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the demo where sets and hashes have another order."""
    program = [sys.executable, "-m", "hoso", "demo", *(str(word) for word in words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "20251231"}
    return subprocess.run(  # noqa: S603 - our own interpreter
        program, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def _documents(root: Path) -> dict[str, Path]:
    return {str(path.relative_to(root)): path for path in sorted(root.rglob("*.docx"))}


OF_OTHER_YEARS = {
    form.template for year in (2018, 2019, 2023) for form in profiles.regime(year).forms
} | {"bang_cham_diem_2014", "danh_muc_ho_so_kiem_diem_2023"}
NOT_EVERY_YEAR = {"quyet_dinh_xep_loai_lai", "tu_danh_gia_quy"}
# Nothing of a young archive is old enough; they are made in tests/test_disposal_papers.py.
WHEN_EXPIRED = {"danh_muc_het_thoi_han", "thuyet_minh_het_thoi_han", "bien_ban_xet_huy"}


def test_the_demo_makes_every_kind_of_document(demo_root: Path) -> None:
    office = Office(root=demo_root, clock=lambda: None)  # type: ignore[arg-type,return-value]  # never looked at
    kinds = {found.info.kind for found in templates.catalogue([templates.builtin_root()])}

    held = {row.provenance.kind for row in office.workspace.catalogue.documents(year=2025)}

    assert held == kinds - OF_OTHER_YEARS - NOT_EVERY_YEAR - WHEN_EXPIRED


def test_an_independent_judge_accepts_every_object_of_the_demos_archive(demo_root: Path) -> None:
    root = ocfl.StorageRoot(root=str(demo_root / "archive"))

    valid = root.validate(validate_objects=True, check_digests=True)

    assert valid
    assert root.num_objects == len(list((demo_root / "archive").rglob("0=ocfl_object_1.1")))
    assert root.good_objects == root.num_objects


def test_every_word_file_of_the_demo_opens_in_python_docx(demo_root: Path) -> None:
    found = {name: path for name, path in _documents(demo_root).items() if ".hoso" not in name}

    paragraphs = {name: len(docx.Document(str(path)).paragraphs) for name, path in found.items()}

    assert len(paragraphs) > 100
    assert all(paragraphs.values())


def test_lint_finds_nothing_in_what_the_demo_made(demo_office: Office) -> None:
    made = sorted((demo_office.root / "van-ban").rglob("*.docx"))

    found = demo_office.json("lint", *made)["tep"]

    assert len(found) == len(made) > 0
    assert {one["bo_the_thuc"] for one in found} == {"HD36-2018"}
    assert [(one["tep"], one["van_de"]) for one in found if one["van_de"]] == []


def test_everybody_handed_in_and_the_archive_is_whole(demo_office: Office) -> None:
    progress = demo_office.json("campaign", "status", "2025", "--date", "2025-12-29")["doi_tuong"]
    shown = demo_office.ok("campaign", "status", "2025", "--date", "2026-01-02").stdout

    due = [one for one in progress if one["phai_kiem_diem"]]
    assert len(due) == 81
    assert all(one["da_nhan_lai"] for one in due)
    assert "Đã quá hạn 2 ngày." in shown
    assert demo_office.json("verify")["hop_le"] is True


def test_the_figures_of_the_overview_are_those_of_the_ratings(demo_office: Office) -> None:
    rated = demo_office.json("ratings", "show", "2025", "--date", "2025-12-29")["xep_loai"]

    decided = [one for one in rated if one["so_the"] and "quyet_dinh" in one["muc"]]
    listed = demo_office.ok("ratings", "show", "2025", "--date", "2025-12-29").stdout

    assert len(decided) == 75
    assert listed.count("quyết định, CBCCVC)") + listed.count("quyết định)") >= 75


@pytest.mark.long
def test_a_second_run_needs_to_be_asked_for_and_makes_the_same_documents(
    demo_root: Path, tmp_path: Path
) -> None:
    root = tmp_path / "hoso-demo"
    copied(demo_root, root)
    (root / "ghi-chu-cu.txt").write_text("of the first run", encoding="utf-8")

    refused = _demo(root)
    kept = (root / "ghi-chu-cu.txt").exists()
    again = _in_another_process("--again", root)

    first = {n: p.read_bytes() for n, p in _documents(demo_root).items() if "archive" not in n}
    second = {n: p.read_bytes() for n, p in _documents(root).items() if "archive" not in n}
    assert (refused.exit_code, kept) == (9, True)
    assert "--again" in refused.stderr
    assert again.returncode == 0
    assert not (root / "ghi-chu-cu.txt").exists()
    assert "Xong. Mời xem:" in again.stdout
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []


@pytest.mark.parametrize("words", [[], ["--again"]])
def test_a_folder_of_somebody_else_is_never_emptied(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "quan-trong.docx").write_bytes(b"mine")

    result = _demo(*words, tmp_path)

    assert result.exit_code == 9
    assert str(tmp_path) in result.stderr
    assert (tmp_path / "quan-trong.docx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["quan-trong.docx"]


def test_a_place_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")

    result = _demo(tmp_path / "tep")

    assert result.exit_code in (9, 14)
    assert "tep" in result.stderr
