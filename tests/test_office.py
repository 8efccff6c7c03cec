"""The room of LibreOffice, with a small program in its place: hangs, crashes, missing outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoso import office, text
from hoso.errors import MissingProgramError, UnreadableFileError
from hoso.office import Office
from tests import stand_in_office

WORD = b"PK\x03\x04 van ban"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that stands in for LibreOffice."""
    return stand_in_office.install(tmp_path)


def test_a_batch_is_made_by_one_process_under_plain_names(program: Path) -> None:
    files = {f"Bản kiểm điểm số {turn}.docx": WORD for turn in range(40)}
    ticks: list[int] = []

    done = Office(program).convert(files, office.PDF_A, lambda: ticks.append(1))

    assert list(done.made) == list(files)
    assert len(ticks) == 40
    assert done.problems == ()
    (inputs,) = stand_in_office.calls(program)
    assert inputs == [f"f{turn:04d}.docx" for turn in range(40)]


def test_a_file_that_cannot_be_opened_is_named_and_the_others_come(program: Path) -> None:
    files = {"a.docx": WORD, "hỏng.docx": WORD + b"HONG", "b.docx": WORD}

    done = Office(program).convert(files, office.PDF_A)

    assert list(done.made) == ["a.docx", "b.docx"]
    assert [(one.code, one.where) for one in done.problems] == [("O001", "hỏng.docx")]
    assert "không mở được" in done.problems[0].message
    assert Office(program).to_pdf(files).keys() == {"a.docx", "b.docx"}


@pytest.mark.parametrize("sign", [b"GAY", b"NUA-CHUNG"])
def test_a_crash_costs_only_the_file_that_it_happened_at(program: Path, sign: bytes) -> None:
    files = {"a.docx": WORD, "lạ.docx": WORD + sign, "b.docx": WORD}

    done = Office(program).convert(files, office.PDF_A)

    assert list(done.made) == ["a.docx", "b.docx"]
    assert "dừng đột ngột" in done.problems[0].message
    assert stand_in_office.calls(program)[-1] == ["f0002.docx"]


def test_a_hang_is_ended_with_its_children_and_the_others_come(program: Path) -> None:
    files = {"a.docx": WORD, "treo.docx": WORD + b"TREO", "b.docx": WORD}

    done = Office(program, patience=1).convert(files, office.PDF_A)

    assert list(done.made) == ["a.docx", "b.docx"]
    assert "không xong tệp này sau 1 giây" in done.problems[0].message
    assert not stand_in_office.child_lives(program)


def test_a_program_that_never_makes_anything_is_not_started_for_every_file(program: Path) -> None:
    files = {f"{turn}.docx": WORD + b"GAY" for turn in range(20)}

    done = Office(program).convert(files, office.PDF_A)

    assert done.made == {}
    assert len(done.problems) == 20
    assert len(stand_in_office.calls(program)) == 3


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bảng.xlsx", WORD, "chỉ nhận .docx, .doc, .odt và .rtf"),
        ("giả.docx", b"{\\rtf1}", "không đúng với đuôi tệp"),
        ("khóa.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("rỗng.odt", b"", "không đúng với đuôi tệp"),
    ],
)
def test_what_is_no_word_file_is_refused_without_starting_anything(
    program: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFileError, match=name) as refusal:
        Office(program).to_docx(data, name)

    assert said in refusal.value.message
    assert stand_in_office.calls(program) == []


def test_an_old_word_file_becomes_docx(program: Path) -> None:
    made = Office(program).to_docx(b"{\\rtf1 x}", "Biên bản.doc")

    assert made.startswith(b"PK")
    assert stand_in_office.calls(program) == [["f0000.doc"]]


def test_a_program_that_cannot_be_started_says_where_it_was_looked_for(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x00")

    with pytest.raises(MissingProgramError, match=str(broken)):
        Office(broken).to_pdf({"a.docx": WORD})


def test_the_profile_forbids_macros_links_and_the_network_and_replaces_fonts(program: Path) -> None:
    Office(program, {"Times & Co": "DejaVu Serif"}).to_pdf({"a.docx": WORD})

    said = stand_in_office.settings(program)
    assert '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value>' in said
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in said
    assert '<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value>' in said
    assert '<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value>' in said
    assert "<value>Times &amp; Co</value>" in said
    assert "<value>DejaVu Serif</value>" in said


def test_libreoffice_is_found_on_the_path_or_where_a_person_says(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program.parent))

    assert office.find().program == program
    assert office.find(program).program == program
    with pytest.raises(MissingProgramError, match="chuong_trinh"):
        office.find(tmp_path / "không-có")


def test_without_libreoffice_the_hint_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("hoso.office._find._PLACES", (f"{tmp_path}/opt*/program/soffice",))

    with pytest.raises(MissingProgramError) as refusal:
        office.find()

    assert refusal.value.exit_code == 18
    assert "libreoffice-writer-nogui" in refusal.value.message
    assert "Windows" in refusal.value.message


def test_of_several_versions_in_opt_the_last_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("24.2", "25.8"):
        place = tmp_path / f"libreoffice{version}" / "program"
        place.mkdir(parents=True)
        (place / "soffice").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("hoso.office._find._PLACES", (f"{tmp_path}/libreoffice*/program/soffice",))

    assert office.find().program.parts[-3] == "libreoffice25.8"


def test_on_windows_the_program_that_waits_is_taken(tmp_path: Path) -> None:
    from hoso.office._find import _waiting

    (tmp_path / "soffice.exe").touch()
    alone = _waiting(tmp_path / "soffice.exe")
    (tmp_path / "soffice.com").touch()

    assert alone.name == "soffice.exe"
    assert _waiting(tmp_path / "soffice.exe").name == "soffice.com"


def test_a_page_of_letters_is_plain_rtf_with_every_letter_by_number() -> None:
    page = office.sample("Phông {lạ}", "aĐ\\𝄞", looks=1)

    assert page.isascii()
    assert page.startswith(b"{\\rtf1")
    assert b"Ph\\u244?ng \\{l\\u7841?\\}" in page
    assert b"{a\\u272?\\\\\\u-10188?\\u-8930?\\par}" in page
    assert office.sample("X", "a").count(b"\\par}") == 4


@pytest.mark.parametrize("family", ["Times New Roman", "Arial", "Calibri", "Cambria", "Lạ lùng"])
def test_stand_ins_go_from_near_to_far_and_end_with_a_font_that_has_all_letters(
    family: str,
) -> None:
    names = office.stand_ins(family)

    assert family not in names
    assert len(set(names)) == len(names)
    assert names[-1].startswith("DejaVu")


def test_equal_widths_are_known_by_the_names_that_pdf_files_use() -> None:
    assert office.has_equal_widths("Times New Roman", "LiberationSerif")
    assert office.has_equal_widths("Times New Roman", "TimesNewRoman")
    assert office.has_equal_widths("Calibri", "Carlito")
    assert office.has_equal_widths("Lạ", "Lạ")
    assert not office.has_equal_widths("Times New Roman", "DejaVuSerif")


def test_the_house_has_134_vietnamese_letters_beyond_ascii() -> None:
    assert len(text.VIETNAMESE) == 134
    assert len(text.ALPHABET) == 134 + 52
