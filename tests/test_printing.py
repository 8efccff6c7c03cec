"""PDF copies and printed dossiers, with a small program in LibreOffice's place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from hoso import templates, word
from hoso.errors import UnreadableFileError
from hoso.word import Template
from hoso.workspace import Act
from tests import pdf_samples as samples
from tests import stand_in_office
from tests.conftest import Office

ORG = ("--org", "cb-van-phong", "--year", "2025", "--date", "2025-12-10")
DOSSIER = "tt-cb-van-phong-2025"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that stands in for LibreOffice; every page that it makes is `chu.pdf`."""
    folder = tmp_path / "chuong-trinh"
    folder.mkdir()
    return stand_in_office.install(folder)


@pytest.fixture
def printing_office(sample_office: Office, program: Path) -> Office:
    """Return the sample's office with that program in its settings."""
    _set_program(sample_office, program)
    return sample_office


def _set_program(office: Office, program: Path) -> None:
    path = office.root / "hoso.toml"
    words = path.read_text(encoding="utf-8")
    path.write_text(f'{words}\n[chuong_trinh]\nlibreoffice = "{program}"\n', encoding="utf-8")


def _word(path: Path, *words: str, font: str = "Times New Roman") -> Path:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = font
    normal.element.rPr.rFonts.set(qn("w:hAnsi"), font)
    for one in words:
        document.add_paragraph(one)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def _attached(office: Office, name: str, data: bytes, *more: str) -> str:
    path = office.root.parent / name
    path.write_bytes(data)
    done: str = office.json("attach", path, "--kind", "goi_y_kiem_diem", *ORG, *more)["van_ban"]
    return done


def _noted(office: Office) -> str:
    """Attach a Word file and return the document's code."""
    path = _word(office.root.parent / "Nhận xét.docx", "A")
    done: str = office.json("attach", path, "--kind", "nhan_xet", *ORG)["van_ban"]
    return done


# -- pdf ---------------------------------------------------------------------------------------


def test_copies_lie_beside_the_word_files_and_one_process_makes_them(
    printing_office: Office, program: Path, tmp_path: Path
) -> None:
    files = [_word(tmp_path / f"Báo cáo {turn}.docx", "A") for turn in range(3)]

    done = printing_office.json("pdf", *files)

    assert [one["pdf"] for one in done["tep"]] == [str(p.with_suffix(".pdf")) for p in files]
    assert all(p.with_suffix(".pdf").read_bytes() == samples.ARCHIVAL for p in files)
    assert done["khong_duoc"] == []
    assert len(stand_in_office.calls(program)) == 1


def test_an_existing_file_is_kept_unless_it_shows_the_same_or_a_person_says_again(
    printing_office: Office, tmp_path: Path
) -> None:
    source = _word(tmp_path / "vb.docx", "A")
    target = tmp_path / "ra" / "vb.pdf"
    target.parent.mkdir()
    target.write_bytes(samples.pages("cua toi"))

    first = printing_office.json("pdf", source, "--out", tmp_path / "ra")
    second = printing_office.json("pdf", source, "--out", tmp_path / "ra")

    assert target.read_bytes() == samples.pages("cua toi")
    assert first["tep"][0]["pdf"] == second["tep"][0]["pdf"] == str(tmp_path / "ra" / "vb (2).pdf")

    printing_office.ok("pdf", source, "--out", tmp_path / "ra", "--again")

    assert target.read_bytes() == samples.ARCHIVAL


def test_two_files_of_one_name_do_not_replace_each_other(
    printing_office: Office, program: Path, tmp_path: Path
) -> None:
    stand_in_office.mixes(program, samples.pages("khac"))
    files = [_word(tmp_path / "a" / "vb.docx", "A"), tmp_path / "b" / "vb.rtf"]
    files[1].parent.mkdir()
    files[1].write_bytes(b"{\\rtf1 Thieu}")

    done = printing_office.json("pdf", *files, "--out", tmp_path / "ra", "--again")

    assert [Path(one["pdf"]).name for one in done["tep"]] == ["vb.pdf", "vb (2).pdf"]


def test_files_that_cannot_be_printed_are_listed_and_nothing_is_written(
    printing_office: Office, tmp_path: Path
) -> None:
    good = _word(tmp_path / "tot.docx", "A")
    bad, odd = tmp_path / "hong.docx", tmp_path / "la.doc"
    bad.write_bytes(b"PK\x03\x04 nua chung")
    odd.write_bytes(b"{\\rtf1 HONG}")

    refused = printing_office.refused("pdf", good, bad, odd)

    assert refused.exit_code == 11
    assert "hong.docx" in refused.stderr
    assert "la.doc" in refused.stderr
    assert not good.with_suffix(".pdf").exists()

    done = printing_office.ok("pdf", good, bad, odd, "--accept-valid")

    assert good.with_suffix(".pdf").exists()
    assert done.stdout.count("Không làm được") == 2


def test_words_that_the_pages_do_not_show_are_named(
    printing_office: Office, tmp_path: Path
) -> None:
    path = _word(tmp_path / "vb.docx", "abcdefghij mấtchữnày")

    (found,) = printing_office.json("pdf", path)["van_de"]

    assert found["ma"] == "I005"
    assert "«mấtchữnày»" in found["thong_bao"]


def test_a_font_of_other_widths_is_named_with_what_to_install(
    printing_office: Office, tmp_path: Path
) -> None:
    path = _word(tmp_path / "vb.docx", "A", font="Calibri")

    result = printing_office.ok("pdf", path)

    assert "máy này không có phông chữ Calibri" in result.stderr
    assert "fonts-crosextra-carlito" in result.stderr


def test_a_font_that_lacks_letters_is_replaced_by_one_that_has_them(
    printing_office: Office, program: Path, tmp_path: Path
) -> None:
    stand_in_office.mixes(program, samples.drawn_in("Thieu", "DejaVuSerif"))
    poor = _word(tmp_path / "thieu.docx", "A", font="Thieu")
    good = _word(tmp_path / "du.docx", "A")

    (found,) = printing_office.json("pdf", poor, good)["van_de"]

    assert (found["ma"], found["noi"]) == ("I003", "Thieu")
    assert "nên dùng Liberation Serif" in found["thong_bao"]
    first, tried, again = stand_in_office.calls(program)
    assert len(first) == 4  # two files, two fonts
    assert len(tried) > 5
    assert again == ["f0000.docx"]
    assert "<value>Liberation Serif</value>" in stand_in_office.settings(program)


def test_where_no_font_has_all_letters_the_mixture_is_named(
    printing_office: Office, program: Path, tmp_path: Path
) -> None:
    stand_in_office.mixes(program, samples.drawn_in("Mot", "Hai"), always=True)

    found = printing_office.json("pdf", _word(tmp_path / "vb.docx", "A"))["van_de"]

    assert [one["ma"] for one in found] == ["I002", "I004"]
    assert "(Hai, Mot)" in found[0]["thong_bao"]
    assert "LiberationSerif" in found[1]["thong_bao"]


def test_what_cannot_be_had_as_a_package_is_named_otherwise(
    printing_office: Office, tmp_path: Path
) -> None:
    path = _word(tmp_path / "vb.docx", "A", font="VNI-Times")

    result = printing_office.ok("pdf", path)

    assert "hoặc dùng Times New Roman cho cả văn bản" in result.stderr


def test_pdf_needs_no_workspace(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    office = Office(root=tmp_path, clock=lambda: datetime(2025, 12, 1, tzinfo=UTC))

    office.ok("ra-pdf", _word(tmp_path / "vb.docx", "A"))

    assert (tmp_path / "vb.pdf").exists()


# -- without LibreOffice -----------------------------------------------------------------------


def test_without_libreoffice_only_the_pdf_is_missing(sample_office: Office, tmp_path: Path) -> None:
    _set_program(sample_office, tmp_path / "khong-co")

    refused = sample_office.refused("pdf", _word(tmp_path / "vb.docx", "A"))
    made = sample_office.ok("generate", "ke_hoach_khac_phuc", *ORG, "--pdf", "--json")
    issued = sample_office.ok(
        "forms", "2025", "--date", "2025-12-10", "--pdf", "--org", "cb-van-phong"
    )

    assert refused.exit_code == 18
    assert "chuong_trinh" in refused.stderr
    assert "Chưa làm bản PDF, bản Word đã xong" in made.stderr
    assert "Chưa làm bản PDF, bản Word đã xong" in issued.stderr
    assert sample_office.refused("print", DOSSIER).exit_code == 18
    assert list(sample_office.root.rglob("*.pdf")) == []
    assert sample_office.json("show", DOSSIER)["van_ban"]


def test_a_dossier_of_scans_alone_needs_no_libreoffice(
    sample_office: Office, tmp_path: Path
) -> None:
    _set_program(sample_office, tmp_path / "khong-co")
    _attached(sample_office, "goi-y.pdf", samples.pages("Goi y", "trang hai"), "--title", "Gợi ý")

    done = sample_office.json("print", DOSSIER)

    assert done["trang"] == 3
    assert done["pdf_a"] == ""
    assert [(one["tieu_de"], one["trang"]) for one in done["van_ban"]] == [("Gợi ý", 2)]
    assert [one["ma"] for one in done["van_de"]] == ["P010"]


# -- copies of what is made --------------------------------------------------------------------


def test_generate_and_forms_put_a_pdf_beside_each_word_file(
    printing_office: Office, program: Path
) -> None:
    made = printing_office.json("generate", "ke_hoach_khac_phuc", *ORG, "--pdf")
    before = len(stand_in_office.calls(program))
    issued = printing_office.json("forms", "2025", "--date", "2025-12-10", "--pdf")

    assert made["ban_pdf"]["tep"][0]["pdf"] == str(Path(made["tep"]).with_suffix(".pdf"))
    forms = [Path(one["tep"]) for one in issued["phat_hanh"]]
    assert len(forms) > 10
    assert all(path.with_suffix(".pdf").is_file() for path in forms)
    assert len(stand_in_office.calls(program)) == before + 1
    assert "ban_pdf" not in printing_office.json("generate", "ke_hoach_khac_phuc", *ORG)


def test_a_copy_that_cannot_be_made_never_undoes_the_document(
    sample_office: Office, tmp_path: Path
) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x00")
    broken.chmod(0o755)
    _set_program(sample_office, broken)

    result = sample_office.ok("generate", "ke_hoach_khac_phuc", *ORG, "--pdf")

    assert "bản Word đã xong" in result.stderr
    assert list(sample_office.root.rglob("*.pdf")) == []


def test_a_disk_that_refuses_the_copy_is_a_hint(printing_office: Office) -> None:
    made = printing_office.json("generate", "ke_hoach_khac_phuc", *ORG)
    target = Path(made["tep"]).with_suffix(".pdf")
    target.mkdir()

    result = printing_office.ok("generate", "ke_hoach_khac_phuc", *ORG, "--pdf")

    assert "Bản Word đã xong, nhưng chưa làm được bản PDF" in result.stderr


# -- print -------------------------------------------------------------------------------------


def test_a_dossier_is_printed_in_order_with_signed_copies_and_without_what_is_void(
    printing_office: Office,
) -> None:
    printing_office.ok("forms", "2025", "--date", "2025-12-10")
    plan = printing_office.json("generate", "ke_hoach_khac_phuc", *ORG, "--number")["van_ban"]
    meeting = _noted(printing_office)
    scan = printing_office.root.parent / "ky.pdf"
    scan.write_bytes(samples.scan())
    printing_office.ok("attach", scan, "--kind", "ke_hoach_khac_phuc", "--signed", *ORG)
    hint = _attached(printing_office, "goi-y.pdf", samples.ARCHIVAL, "--title", "Gợi ý kiểm điểm")
    printing_office.ok("withdraw", meeting, "--why", "lập nhầm")

    done = printing_office.json("in", DOSSIER)

    titles = {one["van_ban"]: one["tieu_de"] for one in done["van_ban"]}
    assert list(titles) == [plan, hint]
    assert titles[plan].endswith("(số 01-KH/CB), bản ký")
    assert [(one["van_ban"], one["ly_do"]) for one in done["bo_qua"]] == [
        (f"{DOSSIER}/0001", "biểu mẫu trống, chưa nhận lại"),
        (meeting, "đã rút"),
    ]
    made = Path(done["tep"])
    assert made == printing_office.root / "ban-in" / f"{DOSSIER}.pdf"
    assert samples.outline(made.read_bytes()) == [(titles[plan], 2), (titles[hint], 3)]


def test_printing_again_makes_no_second_file_and_the_bytes_stay(printing_office: Office) -> None:
    _noted(printing_office)

    first = printing_office.json("print", DOSSIER)
    before = Path(first["tep"]).read_bytes()
    second = printing_office.json("print", DOSSIER, "--again")

    assert first == second
    assert first["pdf_a"] == "PDF/A-2b"
    assert Path(second["tep"]).read_bytes() == before
    assert len(list((printing_office.root / "ban-in").iterdir())) == 1


def test_people_see_the_pages_and_what_was_left_out(printing_office: Office) -> None:
    _noted(printing_office)
    plan = printing_office.json("generate", "ke_hoach_khac_phuc", *ORG)["van_ban"]
    printing_office.ok("withdraw", plan, "--why", "thử")

    said = printing_office.ok("print", DOSSIER).stdout

    assert "Đã gộp 1 văn bản, 2 trang, PDF/A-2b" in said
    assert "trang   2  " in said
    assert f"Không in {plan}: đã rút" in said


def test_a_document_that_cannot_be_printed_stops_the_file_unless_a_person_lets_it(
    printing_office: Office,
) -> None:
    kept = _noted(printing_office)
    path = _word(printing_office.root.parent / "la.docx", "A")
    path.write_bytes(path.read_bytes() + b"HONG")  # Word bears it, the stand-in does not
    odd = printing_office.json("attach", path, "--kind", "y_kien", *ORG)["van_ban"]

    refused = printing_office.refused("print", DOSSIER)

    assert refused.exit_code == 11
    assert odd in refused.stderr
    assert not (printing_office.root / "ban-in").exists()

    done = printing_office.json("print", DOSSIER, "--accept-valid")

    assert [one["van_ban"] for one in done["van_ban"]] == [kept]
    assert done["bo_qua"][0]["van_ban"] == odd


def test_a_dossier_without_documents_has_nothing_to_print(printing_office: Office) -> None:
    printing_office.ok("forms", "2025", "--date", "2025-12-10")

    refused = printing_office.refused("print", DOSSIER)

    assert refused.exit_code == 3
    assert "chưa có văn bản nào in được" in refused.stderr
    assert printing_office.refused("print", "tt-khong-co-2025").exit_code == 3


def test_a_damaged_scan_stops_the_file_by_its_name(printing_office: Office) -> None:
    code = _attached(printing_office, "goi-y.pdf", samples.pages("a"))
    ws = printing_office.workspace
    row = ws.catalogue.dossier(DOSSIER)
    assert row is not None
    edit = ws.edit(row.card)
    edit.put_document(edit.documents[0], {"goc.pdf": b"%PDF-1.7 hong"})
    ws.commit([edit], Act(date(2025, 12, 10)), "thử")

    refused = printing_office.refused("print", DOSSIER)

    assert refused.exit_code == 11
    assert f"{code}/goc.pdf" in refused.stderr


# -- scans -------------------------------------------------------------------------------------


def test_the_provenance_of_a_scan_says_pages_and_whether_it_has_text(
    printing_office: Office,
) -> None:
    _attached(printing_office, "quet.pdf", samples.scan())
    printing_office.ok("generate", "ke_hoach_khac_phuc", *ORG)
    signed = printing_office.root.parent / "ky.pdf"
    for data in (samples.scan(), samples.pages("da ky", "trang 2")):
        signed.write_bytes(data)
        printing_office.ok("attach", signed, "--kind", "ke_hoach_khac_phuc", "--signed", *ORG)

    documents = printing_office.json("show", DOSSIER)["van_ban"]

    remarks = {one["loai"]: one["ghi_chu"] for one in documents}
    assert remarks["goi_y_kiem_diem"] == ["Tệp PDF: 1 trang, chưa có chữ"]
    assert remarks["ke_hoach_khac_phuc"] == ["Bản ký: 2 trang"]


# -- fonts of Word files -----------------------------------------------------------------------


def test_a_word_file_names_the_fonts_of_its_words(tmp_path: Path) -> None:
    path = _word(tmp_path / "a.docx", "Chữ", "12 – 34", font="Cambria")
    document = docx.Document(str(path))
    document.sections[0].footer.paragraphs[0].add_run("chân trang").font.name = "Arial"
    run = document.add_paragraph().add_run("2025")
    run.font.name = "Courier New"
    document.save(str(path))

    assert word.families(path.read_bytes(), "a.docx") >= {"Cambria", "Arial"}
    assert "Courier New" not in word.families(path.read_bytes(), "a.docx")
    with pytest.raises(UnreadableFileError):
        word.families(b"x", "x.docx")


def test_our_own_forms_ask_for_times_new_roman_alone() -> None:
    for found in templates.catalogue([templates.builtin_root()]):
        data = Template.open(found.path).fill(found.example())

        assert word.families(data, found.info.kind) == {"Times New Roman"}, found.info.kind


@pytest.mark.parametrize("words", ["[chuong_trinh]\nlibreoffice = 5", 'chuong_trinh = "x"'])
def test_a_wrong_setting_is_named(sample_office: Office, words: str) -> None:
    path = sample_office.root / "hoso.toml"
    before = path.read_text(encoding="utf-8")
    parts = (before, words) if words.startswith("[") else (words, before)
    path.write_text("\n".join(parts), encoding="utf-8")

    refused = sample_office.refused("print", DOSSIER)

    assert refused.exit_code == 9
    assert "[chuong_trinh] libreoffice phải là đường dẫn" in refused.stderr
