"""The statistics as other programs see them: sums worked out, charts printed (needs LibreOffice)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.stats_samples import XS, Committee, H, K, T, rate

pytestmark = pytest.mark.office

LEVELS = {
    "00000001": T,
    "00000002": XS,
    "00000003": T,
    "00000004": T,
    "00000005": H,
    "00000006": K,
    "db": T,
    "bp": T,
    "cb-1": XS,
    "cb-2": T,
    "cb-3": H,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the report as a workbook worked out, and as a PDF of the document."""
    folder = tmp_path_factory.mktemp("thong-ke")
    office = Committee().archived(folder / "kho")
    rate(office, 2024, {"00000001": T, "00000002": T})
    rate(office, 2025, LEVELS)
    for name in ("bao-cao.xlsx", "bao-cao.docx"):
        office.ok("stats", "report", "2025", "--date", "2025-12-31", "--out", folder / name)
    soffice = shutil.which("soffice")
    assert soffice, "Thiếu LibreOffice: hãy cài gói libreoffice-calc, libreoffice-writer."
    profile = f"-env:UserInstallation={(folder / 'lo').as_uri()}"
    out = folder / "ra"
    for target, name in (("xlsx", "bao-cao.xlsx"), ("pdf", "bao-cao.docx")):
        command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(out)]
        subprocess.run(  # noqa: S603 - fixed program
            [*command, str(folder / name)], check=True, capture_output=True, timeout=180
        )
    return out


def test_every_sum_of_the_workbook_works_out_to_the_figure_beside_it(made: Path) -> None:
    book = openpyxl.load_workbook(made / "bao-cao.xlsx", data_only=True)

    checked = 0
    for row in book["Tổng hợp"].iter_rows(min_row=3, values_only=True):
        count, share, together, again = row[1], row[2], row[7], row[8]
        if together is not None:
            assert together == count, row
            checked += 1
        if isinstance(share, int | float):
            assert again == pytest.approx(share), row
            checked += 1
    for row in book["Theo tổ chức"].iter_rows(min_row=3, values_only=True):
        assert row[15] == row[5], row
        if row[16] is not None:
            assert row[16] == row[5], row
            checked += 1
    assert checked > 30


def test_the_document_prints_its_charts_and_turns_for_the_details(made: Path) -> None:
    pages = pypdf.PdfReader(made / "bao-cao.pdf").pages

    turned = [page.mediabox.width > page.mediabox.height for page in pages]

    assert not turned[0]
    assert turned[-1]
    assert sorted(turned) == turned
    drawn = {image.data for page in pages for image in page.images if image.image}
    assert len(drawn) == 1
