"""PDF copies in a package, with a small program in LibreOffice's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoso.bag import Sealed
from hoso.services.handover import _pack
from hoso.services.printing import _many
from tests import pdf_samples, stand_in_office
from tests.conftest import Office
from tests.test_printing import _set_program, _word

ORGS = ("cb-van-phong", "cb-kiem-soat", "db-cuc-hai-quan")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "chuong-trinh"
    folder.mkdir()
    return stand_in_office.install(folder)


def attached(office: Office, path: Path, org: str) -> None:
    office.ok("attach", path, "--kind", "nhan_xet", "--org", org, "--year", "2025", "--date", "2025-12-10")  # fmt: skip


@pytest.fixture
def papers(sample_office: Office, program: Path, tmp_path: Path) -> Office:
    """Return an office with one Word paper in each of three dossiers."""
    _set_program(sample_office, program)
    for org in ORGS:
        attached(sample_office, _word(tmp_path / "nguon" / f"{org}.docx", "A"), org)
    return sample_office


def handed_over(office: Office, out: Path) -> str:
    """Hand everything over and return what was told beside the result."""
    return office.ok("handover", out, "--date", "2025-12-31").stderr


def test_one_process_prints_all_dossiers(papers: Office, program: Path, tmp_path: Path) -> None:
    handed_over(papers, tmp_path / "goi")

    assert len(stand_in_office.calls(program)) == 1
    prints = tmp_path / "goi/data/ban-in"
    assert {path.name for path in prints.iterdir()} == {f"tt-{org}-2025.pdf" for org in ORGS}
    assert all(path.read_bytes().startswith(b"%PDF") for path in prints.iterdir())
    page = (tmp_path / "goi/data/index.html").read_text(encoding="utf-8")
    assert 'href="ban-in/tt-cb-van-phong-2025.pdf"' in page
    notes = (tmp_path / "goi/data/DOC-TRUOC.txt").read_text(encoding="utf-8")
    assert "data/ban-in/" in notes
    assert papers.json("verify", tmp_path / "goi")["hop_le"]


def test_more_papers_than_fit_into_memory_take_more_runs(
    papers: Office, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_many, "_PAPERS", 2)

    handed_over(papers, tmp_path / "goi")

    assert len(stand_in_office.calls(program)) == 2
    assert len(list((tmp_path / "goi/data/ban-in").iterdir())) == 3


def test_a_paper_that_cannot_be_printed_is_named_and_the_others_come(
    papers: Office, tmp_path: Path
) -> None:
    broken = _word(tmp_path / "nguon/hong.docx", "B")
    broken.write_bytes(broken.read_bytes() + b"HONG")  # Word bears it, the stand-in does not
    attached(papers, broken, "cb-van-phong")
    scan = tmp_path / "nguon/quet.pdf"
    scan.write_bytes(pdf_samples.scan())
    attached(papers, scan, "cb-kiem-soat")

    told = handed_over(papers, tmp_path / "goi")

    assert "Thiếu trong bản PDF: tt-cb-van-phong-2025/0002" in told
    assert "không đạt PDF/A" in told
    assert "tt-cb-kiem-soat-2025" in told
    assert len(list((tmp_path / "goi/data/ban-in").iterdir())) == 3


def test_without_the_program_the_package_is_whole_all_the_same(
    papers: Office, tmp_path: Path
) -> None:
    _set_program_to_nothing(papers)

    told = handed_over(papers, tmp_path / "goi")

    assert "Gói không có bản PDF" in told
    assert not (tmp_path / "goi/data/ban-in").exists()
    assert papers.json("verify", tmp_path / "goi")["hop_le"]


def _set_program_to_nothing(office: Office) -> None:
    path = office.root / "hoso.toml"
    words = path.read_text(encoding="utf-8").replace("soffice", "khong-co")
    path.write_text(words, encoding="utf-8")


def test_what_a_stick_cannot_hold_is_said() -> None:
    big = Sealed(path=Path("/goi"), fingerprint="0", files=1, octets=1, large=("data/a.bin",))
    long = Sealed(path=Path("/" + "g" * 40), fingerprint="0", files=1, octets=1, longest=200)
    fits = Sealed(path=Path("/goi"), fingerprint="0", files=1, octets=1, longest=200)

    assert ["exFAT" in words for words in _pack._fit(big)] == [True]
    assert ["244 ký tự" in words for words in _pack._fit(long)] == [True]
    assert list(_pack._fit(fits)) == []
