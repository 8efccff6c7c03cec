"""A package with the real LibreOffice: its PDFs, and the minutes as a page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hoso import bag, pdf
from tests.conftest import Office
from tests.test_printing import _word

pytestmark = pytest.mark.office


def test_a_package_bears_archival_copies_and_minutes_that_print(
    sample_office: Office, tmp_path: Path
) -> None:
    for org in ("cb-van-phong", "cb-kiem-soat"):
        path = _word(tmp_path / "nguon" / f"{org}.docx", "Nhận xét của chi ủy nơi cư trú")
        sample_office.ok("attach", path, "--kind", "nhan_xet", "--org", org, "--year", "2025", "--date", "2025-12-10")  # fmt: skip

    said = sample_office.json("handover", tmp_path / "goi", "--date", "2025-12-31")
    pages = sample_office.json("pdf", said["bien_ban"], "--out", tmp_path / "in")["tep"][0]["pdf"]

    prints = sorted((tmp_path / "goi/data/ban-in").iterdir())
    assert [path.name for path in prints] == [
        "tt-cb-kiem-soat-2025.pdf",
        "tt-cb-van-phong-2025.pdf",
    ]
    assert [pdf.archival(path.read_bytes(), path.name) for path in prints] == [(), ()]
    printed = pdf.text_of(Path(pages).read_bytes(), "biên bản")
    assert bag.grouped(said["dau_van_tay"]).split()[-1] in printed
    command = ["pdfimages", "-list", pages]
    listed = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - poppler
    assert len(listed.stdout.splitlines()) == 3  # two lines of headings, one picture
