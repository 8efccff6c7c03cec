"""Old papers in the formats of other programs, and scans read by tesseract."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hoso import office
from hoso.legacy import Encoding
from hoso.office._run import Run
from hoso.services import importing
from hoso.services.importing import Imported, Wish
from hoso.workspace import Act
from tests import old_papers
from tests.conftest import Office
from tests.old_papers import OldPaper, Score
from tests.pdf_samples import scanned

pytestmark = pytest.mark.office

ACT = Act(date(2025, 12, 1), "An")
PDF = "pdf:writer_pdf_Export"
TARGETS = {"doc": "doc:MS Word 97", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format", "pdf": PDF}


def program() -> office.Office:
    assert shutil.which("soffice"), "Thiếu LibreOffice: hãy cài gói libreoffice-writer."
    return office.find()


def saved(papers: tuple[OldPaper, ...], ending: str, folder: Path, old: Encoding | None) -> Path:
    """Write papers as LibreOffice saves them, named as their secretaries did."""
    files = {f"{one.code}.docx": old_papers.word_file(one, old) for one in papers}
    made = program().convert(files, TARGETS[ending]).made
    assert len(made) == len(files)
    for one in papers:
        path = folder / one.code / Path(one.name).with_suffix(f".{ending}").name
        path.parent.mkdir(parents=True)
        path.write_bytes(made[f"{one.code}.docx"])
    return folder


def score(papers: tuple[OldPaper, ...], found: Imported) -> tuple[Score, list[str]]:
    """Return how many faults came out exactly, and what did not."""
    total, wrong = Score(), []
    by_code: Mapping[str, list[str]] = {
        Path(one.path).parent.name: [fault.text for fault in one.entry.proposal.faults]
        for one in found.waiting
        if one.entry.proposal
    }
    for paper in papers:
        wrong += [
            f"{paper.code} {said}" for said in total.add(paper.faults, by_code.get(paper.code, []))
        ]
    return total, wrong


@pytest.mark.parametrize(
    ("ending", "old"),
    [
        ("doc", None),
        ("odt", None),
        ("rtf", None),
        ("pdf", None),
        ("doc", Encoding.TCVN3),
        ("rtf", Encoding.VNI),
        ("pdf", Encoding.VNI),
    ],
)
def test_at_least_95_percent_of_the_faults_come_out_of_every_format(
    sample_office: Office, tmp_path: Path, ending: str, old: Encoding | None
) -> None:
    every = (*old_papers.papers("dev"), *old_papers.papers("held"))
    tables = ending == "pdf"  # lines of a page no longer say what is a table
    fit = [one for one in every if not (tables and any(x[0] == "|" for x in one.lines))]
    papers = tuple(fit[::2])  # every second one: LibreOffice takes its time
    folder = saved(papers, ending, tmp_path / "cu", old)

    found = importing.import_papers(sample_office.workspace, [folder], Wish(), ACT)

    total, wrong = score(papers, found)
    assert found.refused == ()
    assert total.share >= 0.95, wrong
    assert total.extra <= 0.05 * total.wanted, wrong


def test_a_scan_is_read_by_tesseract_and_marked_as_read_by_machine(
    sample_office: Office, tmp_path: Path
) -> None:
    assert shutil.which("tesseract"), "Thiếu tesseract: hãy cài tesseract-ocr và tesseract-ocr-vie."
    painter = shutil.which("pdftoppm")
    assert painter, "Thiếu pdftoppm: hãy cài gói poppler-utils."
    papers = tuple(one for one in old_papers.papers("dev") if one.code in {"d02", "d05", "d20"})
    folder = saved(papers, "pdf", tmp_path / "cu", None)
    for path in folder.rglob("*.pdf"):
        subprocess.run(  # noqa: S603 - a program of poppler, our own file
            [painter, "-r", "200", "-gray", "-jpeg", str(path), str(path.with_suffix(""))],
            check=True,
        )
        pictures = sorted(path.parent.glob("*.jpg"))
        path.write_bytes(scanned([one.read_bytes() for one in pictures]))
        for one in pictures:
            one.unlink()

    found = importing.import_papers(sample_office.workspace, [folder], Wish(), ACT)

    total, wrong = score(papers, found)
    proposals = [one.entry.proposal for one in found.waiting]
    assert total.share >= 0.8, wrong
    assert all(one and one.has_text and one.kind.sure.value == "co_le" for one in proposals)
    assert all(one and any("đọc từ ảnh" in said for said in one.remarks) for one in proposals)


def test_an_old_excel_register_is_converted_and_taken(
    sample_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["ma", "nam", "to_chuc", "doi_tuong", "noi_dung"],
        ["K-9001", 2017, "cb-van-phong", "tập thể", "Họp ít"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "so.xlsx")
    (tmp_path / "lo").mkdir()
    run = Run(program().program, {}, 120, tmp_path / "lo", "xls:MS Excel 97", lambda: None)
    made = run.convert({"so.xlsx": (tmp_path / "so.xlsx").read_bytes()})
    path = tmp_path / "So khuyet diem 2017.xls"
    path.write_bytes(made["so.xlsx"])

    waiting = sample_office.json("import", path, "--date", "2025-12-01")["cho_xac_nhan"][0]
    done = sample_office.json("pending", "accept", waiting["ma"], "--date", "2025-12-01")["nhan"][0]

    assert waiting["luu_y"] == ["1 dòng khuyết điểm"]
    assert done["truong"] == {"nhap": 1, "khong_doi": 0}
