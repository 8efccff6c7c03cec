"""A package with the real LibreOffice: its PDFs, and the minutes as a page."""

from __future__ import annotations

import shutil
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


def decoded(picture: Path) -> str:
    """Return what zbar reads on a page, "" when there is no code on it (its exit code 4)."""
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    said = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - zbar
    assert said.returncode in (0, 4), said.stderr
    return said.stdout.strip()


def test_the_code_on_the_printed_minutes_is_the_fingerprint(
    sample_office: Office, tmp_path: Path
) -> None:
    """Read from the page as it is printed, by a decoder that has nothing to do with ours."""
    assert shutil.which("zbarimg"), "Thiếu zbarimg. Debian: apt-get install zbar-tools"
    said = sample_office.json("handover", tmp_path / "goi", "--no-pdf", "--date", "2025-12-31")
    page = sample_office.json("pdf", said["bien_ban"], "--out", tmp_path / "in")["tep"][0]["pdf"]

    drawn = ["pdftoppm", "-r", "150", "-png", page, str(tmp_path / "trang")]
    subprocess.run(drawn, check=True)  # noqa: S603 - poppler
    texts = [decoded(path) for path in sorted(tmp_path.glob("trang*.png"))]

    assert [one for one in texts if one] == [bag.grouped(said["dau_van_tay"])]
    typed = "".join(texts)
    again = sample_office.json("receive", tmp_path / "goi", "--check", "--fingerprint", typed)  # fmt: skip
    assert again["hop_le"]
    assert again["da_doi_chieu"]
