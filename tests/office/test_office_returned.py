"""Forms that were opened and saved in LibreOffice, and returned .doc, .odt and .rtf files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hoso import templates, word
from tests import returned_forms
from tests.conftest import Office
from tests.returned_forms import Score

pytestmark = pytest.mark.office

DAY = ("--date", "2025-12-01")


def program() -> str:
    found = shutil.which("soffice")
    assert found, "Thiếu LibreOffice: hãy cài gói libreoffice-writer."
    return found


@pytest.mark.parametrize("way", returned_forms.OFFICE_WAYS)
def test_what_libreoffice_saved_is_read_like_what_word_saved(way: str, tmp_path: Path) -> None:
    program()
    cases = list(returned_forms.cases(2))
    score, missed = Score(), []

    made = returned_forms.office_way(returned_forms.OFFICE_WAYS[way], cases, tmp_path / "lo")
    for number, case in enumerate(cases):
        form = word.read_back(made[number], case.info, issued=case.issued)
        missed += score.add(case, form)

    assert score.right >= 0.98 * score.fields, missed
    assert score.wrong == 0, missed


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_other_formats_are_filed_byte_for_byte_and_found(
    sample_office: Office, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / "phat-hanh"
    sample_office.ok("forms", "2025", "--org", "cb-van-phong", "--out", out, *DAY)
    form = min(out.rglob("kiem_diem_2b*.docx"))
    info = templates.find("kiem_diem_2b", [templates.builtin_root()]).info
    answers = {"han_che": ["Còn chậm nộp sổ mẫu ánh trăng."], "muc": "htt"}
    form.write_bytes(word.answer(form.read_bytes(), info, answers))
    program()
    [returned] = returned_forms.resaved([form], ending, tmp_path / "luu")

    found = sample_office.json("collect", returned, *DAY)

    received = found["nhan"][0]
    assert received["truong"]["han_che"] == answers["han_che"]
    assert received["truong"]["muc"] == "htt"
    ws = sample_office.workspace
    row = ws.catalogue.dossier(received["ho_so"])
    assert row is not None
    number = received["van_ban"].rsplit("/", 1)[1]
    kept = ws.archive.read(row.object_id, f"{number}/nhan_lai.{ending}")
    assert kept == returned.read_bytes()
    hits = sample_office.json("search", "ánh trăng")["ket_qua"]
    assert received["van_ban"] in {one["van_ban"] for one in hits}

    sample_office.ok("collect", form, *DAY)
    files = {file.path for file in sample_office.workspace.snapshot(row.object_id).files}
    assert f"{number}/nhan_lai.docx" in files
    assert f"{number}/nhan_lai.{ending}" not in files
