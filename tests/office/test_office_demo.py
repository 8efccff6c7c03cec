"""What the demo makes, as printed pages (needs LibreOffice and poppler): nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from hoso import word
from hoso.text import squeeze

pytestmark = pytest.mark.office

RETURNED_SAMPLE = 6  # of the returned forms, evenly picked
A4 = (210, 297)  # mm


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    assert found, f"Thiếu {name}: hãy cài gói {package}."
    return found


@pytest.fixture(scope="module")
def sources(demo_root: Path) -> dict[str, Path]:
    """Return the demo's documents and some of its returned forms, by a name of their own."""
    made = sorted((demo_root / "van-ban").rglob("*.docx"))
    back = sorted((demo_root / "phat-hanh").rglob("*.docx"))
    picked = back[:: max(1, len(back) // RETURNED_SAMPLE)]
    return {f"{number:03d}": path for number, path in enumerate([*made, *picked])}


@pytest.fixture(scope="module")
def printed(sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have one LibreOffice print them all."""
    folder = tmp_path_factory.mktemp("in_demo")
    for name, path in sources.items():
        shutil.copyfile(path, folder / f"{name}.docx")
    soffice = _program("soffice", "libreoffice-writer")
    profile = f"-env:UserInstallation={(folder / 'ho_so_lo').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=280)  # noqa: S603 - fixed program
    return folder


def _solid(text: str) -> str:
    """Return text without blanks and hyphens, which a line break may add or take."""
    return squeeze(text).replace(" ", "").replace("-", "").replace("\N{NON-BREAKING HYPHEN}", "")


def _page_words(path: Path) -> str:
    pdftotext = _program("pdftotext", "poppler-utils")
    done = subprocess.run([pdftotext, "-raw", str(path), "-"], check=True, capture_output=True)  # noqa: S603 - fixed program
    return done.stdout.decode("utf-8")


def _lost(source: Path, pdf: Path) -> list[str]:
    """Return the words of the Word file that no page shows, each as often as it is missing."""
    shown = _solid(_page_words(pdf))
    return [
        word_ for word_ in word.text_of(source.read_bytes()).split() if _solid(word_) not in shown
    ]


def test_no_word_of_any_document_is_lost_in_print(sources: dict[str, Path], printed: Path) -> None:
    lost = {
        path.name: missing
        for name, path in sources.items()
        if (missing := _lost(path, printed / f"{name}.pdf"))
    }

    assert len(sources) > 40
    assert lost == {}


def test_every_page_is_a4(sources: dict[str, Path], printed: Path) -> None:
    sizes = {
        tuple(sorted(round(float(side) * 25.4 / 72) for side in page.mediabox[2:]))
        for name in sources
        for page in pypdf.PdfReader(printed / f"{name}.pdf").pages
    }

    assert sizes == {A4}
