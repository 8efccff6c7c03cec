"""Versions that people can use: any day, what changed in words, and bringing one back."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.services.versions import Change, marked
from hoso.services.versions._words import paragraphs
from tests.conftest import Office

SAID = 'dien_bien = ["Bí thư trình bày dự thảo báo cáo{}."]\n'
OTHERS = (
    'vang = []\nket_luan = ["Nhất trí."]\nhoi_nghi = { bat_dau = "8 giờ", ket_thuc = "11 giờ", '
    'dia_diem = "Hội trường", thu_ky = "Vũ C" }\n'
)
CELL = "tt-cb-van-phong-2025"


def a_paper(folder: Path, *lines: str) -> Path:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    path = folder / "bao-cao.docx"
    made.save(str(path))
    return path


@pytest.fixture
def kept(sample_office: Office) -> Office:
    """Return an office in which a minutes paper was made and made again with other words."""
    data = sample_office.write("du-lieu.toml", OTHERS + SAID.format(""))
    words = ["generate", "bien_ban_tap_the", "--org", "cb-van-phong", "--date", "2025-12-05"]
    sample_office.ok(*words, "--data", data)
    data.write_text(OTHERS + SAID.format(" lần hai"), encoding="utf-8")
    sample_office.ok(*words, "--data", data, "--why", "bổ sung")
    return sample_office


def test_what_changed_is_shown_word_by_word_and_field_by_field(kept: Office) -> None:
    found = kept.json("diff", CELL)

    (paper,) = found["van_ban"]
    assert (found["tu"]["phien_ban"], found["den"]["phien_ban"]) == (1, 2)
    assert paper["thay_doi"] == "sua"
    assert [one["khac"] for one in paper["doan"]] == [
        "Bí thư trình bày dự thảo báo cáo{+ lần hai+}."
    ]
    assert any(one["moi"].endswith("lần hai.") for one in paper["truong"])
    assert "{+ lần hai+}" in kept.ok("diff", CELL).output


def test_one_document_has_a_history_of_its_own(kept: Office) -> None:
    kept.ok("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--date", "2025-12-20", "--stage", "de_xuat")  # fmt: skip

    whole = kept.json("log", CELL)["phien_ban"]
    paper = kept.json("log", f"{CELL}/0001")["phien_ban"]
    between = kept.json("diff", CELL, "--from", "2", "--to", "v3")

    assert [one["phien_ban"] for one in whole] == [1, 2, 3]
    assert [one["phien_ban"] for one in paper] == [1, 2]
    assert between["van_ban"] == []
    assert [one["so"] for one in between["so"]] == ["Xếp loại"]
    (entry,) = between["so"][0]["muc"]
    assert entry["noi"] == "đề xuất"
    assert "mức: Hoàn thành tốt nhiệm vụ" in entry["moi"]
    assert not re.search(r"[a-z]_[a-z]|\(\)", entry["moi"])


def test_what_changed_in_a_roster_is_told_person_by_person(sample_office: Office) -> None:
    found = sample_office.json("diff", "ds-cb-van-phong")

    (roster,) = found["so"]
    assert roster["so"] == "Danh sách tổ chức, đảng viên"
    assert all(" (thẻ " in one["noi"] or one["noi"].startswith("cb-") for one in roster["muc"])
    assert "Không có gì khác" not in sample_office.ok("diff", "ds-cb-van-phong").output


def test_an_earlier_state_comes_back_as_a_new_version(kept: Office) -> None:
    before = kept.json("show", CELL, "--version", "1")

    done = kept.json("restore", CELL, "--version", "1", "--why", "lần hai ghi nhầm")

    after = kept.json("show", CELL)
    assert (done["theo_phien_ban"], done["phien_ban_moi"]) == (1, 3)
    assert after["van_ban"] == before["van_ban"]
    assert [one["phien_ban"] for one in kept.json("log", CELL)["phien_ban"]] == [1, 2, 3]
    assert kept.json("diff", CELL, "--from", "1", "--to", "3")["van_ban"] == []
    assert kept.json("verify")["hop_le"]
    assert kept.json("restore", CELL, "--version", "1", "--why", "x")["phien_ban_moi"] == 0


def test_bringing_back_needs_a_reason_and_an_existing_version(kept: Office) -> None:
    before = kept.archive_bytes()

    without = kept.refused("restore", CELL, "--version", "1")
    strange = kept.refused("restore", CELL, "--version", "9", "--why", "x")
    early = kept.refused("show", CELL, "--version", "2001-01-01")
    nothing = kept.refused("restore", f"{CELL}/0009", "--version", "1", "--why", "x")

    assert [one.exit_code for one in (without, strange, early, nothing)] == [17, 3, 3, 3]
    assert "--why" in without.stderr
    assert "chưa có phiên bản nào" in early.stderr
    assert kept.archive_bytes() == before


def test_a_version_that_is_not_there_is_told_under_the_code_people_know(kept: Office) -> None:
    for number in ("0", "v3", "99999999999999999999"):
        refused = kept.refused("show", CELL, "--version", number)
        assert refused.exit_code == 3
        assert f"Hồ sơ {CELL} không có phiên bản" in refused.stderr
        assert "urn:uuid" not in refused.stderr


def test_a_dossier_is_found_however_its_marks_were_typed(office: Office) -> None:
    csv = office.write(
        "k.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nZ-1,2021,Chi bộ Ếch,tập thể,Chậm\n"
    )
    office.ok("shortcomings", "import", csv)
    apart = unicodedata.normalize("NFD", "tt-Chi bộ Ếch-2021")
    secret = ("dossiers", "set", apart, "--secrecy", "Mật", "--why", "đóng dấu")

    office.ok(*secret)

    assert office.json("show", apart)["phien_ban"] == 2
    assert len(office.json("log", apart)["phien_ban"]) == 2
    assert office.json("diff", apart)["den"]["phien_ban"] == 2
    assert office.json("restore", apart, "--version", "1", "--why", "nhầm")["phien_ban_moi"] == 3
    office.ok(*secret)
    along = office.json("handover", office.root.parent / "goi", "--no-pdf", "--secret", apart)
    assert (along["ho_so"], along["de_lai_vi_mat"]) == (1, [])


def test_a_signed_document_is_not_brought_back_over(kept: Office, tmp_path: Path) -> None:
    paper = a_paper(tmp_path, "Bản đã ký")
    kept.ok("attach", paper, "--org", "cb-van-phong", "--year", "2025", "--kind", "bien_ban_tap_the", "--signed", "--date", "2025-12-06")  # fmt: skip
    before = kept.archive_bytes()

    refused = kept.refused("restore", CELL, "--version", "1", "--why", "x")

    assert refused.exit_code == 16
    assert f"{CELL}/0001" in refused.stderr
    assert kept.archive_bytes() == before


def test_what_was_written_on_the_dossier_itself_is_told(kept: Office) -> None:
    kept.ok("dossiers", "set", CELL, "--sheets", "12", "--secrecy", "Mật", "--why", "kiểm kê")

    (card,) = kept.json("diff", CELL)["so"]

    assert card["so"] == "Thông tin hồ sơ"
    said = {one["noi"]: (one["cu"], one["moi"]) for one in card["muc"]}
    assert said["số tờ"] == ("", "12")
    assert said["độ mật"] == ("", "Mật")
    assert "Không có gì khác" not in kept.ok("diff", CELL).output


def test_a_dossier_of_one_version_has_nothing_to_compare(sample_office: Office) -> None:
    refused = sample_office.refused("diff", "ds-db-cuc-hai-quan", "--to", "1")

    assert refused.exit_code == 17


TEXTS = st.lists(st.text("abc đêẻ.", min_size=1, max_size=20), max_size=8)


@given(TEXTS, TEXTS)
def test_what_changed_says_all_there_is_on_both_sides(old: list[str], new: list[str]) -> None:
    lines = [[line for line in text if line.strip()] for text in (old, new)]

    found = list(paragraphs("\n".join(old), "\n".join(new)))

    gone, come = (
        [one.before for one in found if one.before],
        [one.after for one in found if one.after],
    )
    rest = [list(side) for side in lines]
    for one in gone:
        rest[0].remove(one)
    for one in come:
        rest[1].remove(one)
    assert sorted(rest[0]) == sorted(rest[1])
    for change in found:
        assert "".join(_side(change, "-")) == change.before
        assert "".join(_side(change, "+")) == change.after


def _side(change: Change, sign: str) -> list[str]:
    """Return the pieces of one side, read back from the marks."""
    pieces = re.split(r"(\[-.*?-\]|\{\+.*?\+\})", marked(change), flags=re.DOTALL)
    kept: list[str] = []
    for piece in pieces:
        if piece.startswith("[-"):
            kept += [piece[2:-2]] if sign == "-" else []
        elif piece.startswith("{+"):
            kept += [piece[2:-2]] if sign == "+" else []
        else:
            kept.append(piece)
    return kept
