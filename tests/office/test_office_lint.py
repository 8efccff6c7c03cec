"""Documents as LibreOffice saves them, and commented copies as it opens them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest

from hoso import profiles
from hoso.text import squeeze
from hoso.word import comment, lint, printed_day, text_of
from tests.lint_samples import RIGHT_ONES, written
from tests.lint_seeds import SEEDS
from tests.word_samples import bytes_of

pytestmark = pytest.mark.office

# What LibreOffice itself mends or drops when it saves, so that the fault is gone.
MENDED = {"T060"}


def _resaved(folder: Path, kind: str, paths: list[Path]) -> Path:
    """Have one LibreOffice save all files anew, and return the folder where they are."""
    soffice = shutil.which("soffice")
    assert soffice, "Thiếu LibreOffice: hãy cài gói libreoffice-writer."
    out = folder / "luu_lai"
    profile = f"-env:UserInstallation={(folder / 'ho_so_lo').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run(  # noqa: S603 - fixed program
        [*command, *(str(path) for path in paths)], check=True, capture_output=True, timeout=240
    )
    return out


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("the_thuc")
    return _resaved(folder, "docx:MS Word 2007 XML", written(folder))


@pytest.mark.parametrize("name", RIGHT_ONES)
def test_a_right_document_saved_by_libreoffice_is_still_right(resaved: Path, name: str) -> None:
    data = (resaved / f"{name}.docx").read_bytes()
    _, day = printed_day(data)
    assert day is not None

    assert lint(data, profiles.layout(day)) == ()


def test_planted_faults_are_found_after_libreoffice_saved_them_too(tmp_path: Path) -> None:
    layout = profiles.layout(date(2026, 6, 5))
    firsts = {seed.code: seed for seed in reversed(SEEDS)}
    paths = []
    for code, seed in firsts.items():
        paths.append(tmp_path / f"{code}.docx")
        paths[-1].write_bytes(bytes_of(seed.build()))

    out = _resaved(tmp_path, "docx:MS Word 2007 XML", paths)

    found = {
        path.stem: {one.code for one in lint(path.read_bytes(), layout)} for path in out.iterdir()
    }
    missed = {code for code in firsts if code not in found[code]}
    assert missed <= MENDED


def test_a_commented_copy_opens_in_libreoffice_with_its_text_and_comments(tmp_path: Path) -> None:
    data = RIGHT_ONES["text_boxes"]()
    path = tmp_path / "ghi_chu.docx"
    path.write_bytes(
        comment(data, [(1, "T002: lề trái"), (3, "T011: tên cơ quan"), (12, "T024: dãn dòng")])
    )

    out = _resaved(tmp_path, "odt", [path])
    back = _resaved(out, "docx:MS Word 2007 XML", [out / "ghi_chu.odt"])

    data_back = (back / "ghi_chu.docx").read_bytes()
    assert squeeze("Chi bộ đã họp đủ 11 kỳ") in squeeze(text_of(data_back))
    words = [one.text for one in docx.Document(str(back / "ghi_chu.docx")).comments]
    assert any("T002: lề trái" in one for one in words)
    assert any("T024: dãn dòng" in one for one in words)
