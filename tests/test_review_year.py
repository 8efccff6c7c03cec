"""Campaign, forms, collect: the review year as the commands do it."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from hoso.services import sample_people
from tests.conftest import Office
from tests.word_samples import every_paragraph, find

DAY = ("--date", "2025-12-01")


def _form_of(folder: Path, name: str) -> Path:
    return next(path for path in sorted(folder.rglob("*.docx")) if name in path.name)


def _type_under(path: Path, heading: str, *texts: str) -> None:
    """Type paragraphs under a prescribed heading, as a person would."""
    document = docx.Document(str(path))
    every = every_paragraph(document)
    at = next(i for i, p in enumerate(every) if p.text.strip().startswith(heading))
    place = every[at + 1]
    place.text = texts[0]
    for words in reversed(texts[1:]):
        place._p.addnext(new := deepcopy(place._p))
        Paragraph(new, document._body).text = words
    document.save(str(path))


def _tick(path: Path, level: str) -> None:
    document = docx.Document(str(path))
    for paragraph in every_paragraph(document):
        if level in paragraph.text and "☐" in paragraph.text:
            paragraph.text = paragraph.text.replace("☐", "☒")
    document.save(str(path))


def test_everyone_who_must_be_reviewed_gets_a_form_and_the_others_are_listed_with_the_rule(
    sample_office: Office, tmp_path: Path
) -> None:
    found = sample_office.json("forms", "2025", "--out", tmp_path / "ra", *DAY)

    assert len(found["phat_hanh"]) == 75 + 6
    assert {one["loai"] for one in found["phat_hanh"]} == {
        "kiem_diem_tap_the",
        "kiem_diem_2a",
        "kiem_diem_2b",
        "kiem_diem_2c",
    }
    assert len(found["khong_phat_hanh"]) == 3
    assert all("Điều 5" in one["can_cu"] for one in found["khong_phat_hanh"])
    assert all(Path(one["tep"]).is_file() for one in found["phat_hanh"])


def test_open_faults_of_earlier_years_stand_in_section_three(
    sample_office: Office, issued: Path
) -> None:
    known = sample_office.json("shortcomings", "list", "--org", "cb-van-phong")["khuyet_diem"]
    still = [
        one["noi_dung"]
        for one in known
        if one["doi_tuong"]["loai"] == "tap_the" and one["tinh_trang"] != "da_khac_phuc"
    ]

    document = docx.Document(str(_form_of(issued, "kiem_diem_tap_the")))
    words = "\n".join(one.text for one in every_paragraph(document))

    assert still
    assert all(fault in words for fault in still)


def test_issuing_again_adds_no_version_and_no_second_file(
    sample_office: Office, issued: Path
) -> None:
    before = sample_office.archive_bytes()
    files = sorted(issued.rglob("*"))

    sample_office.ok("forms", "2025", "--org", "cb-van-phong", "--out", issued, *DAY)

    assert sample_office.archive_bytes() == before
    assert sorted(issued.rglob("*")) == files


def test_a_file_that_someone_is_filling_in_is_never_overwritten(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Đang viết dở.")
    half_done = form.read_bytes()

    sample_office.ok("forms", "2025", "--org", "cb-van-phong", "--out", issued, *DAY)

    assert form.read_bytes() == half_done


def test_a_form_edited_by_hand_comes_back_with_its_faults_and_level(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    faults = ("Chưa đọc kỹ văn bản mới & còn hỏi lại < 2 lần.", "Báo cáo tuần gửi trễ hai lần.")
    _type_under(form, "1. Hạn chế, khuyết điểm", *faults)
    _tick(form, "Hoàn thành tốt nhiệm vụ")

    found = sample_office.json("collect", form, *DAY)

    assert found["can_hoi"] == []
    assert found["khong_nhan"] == []
    received = found["nhan"][0]
    assert received["truong"]["han_che"] == list(faults)
    assert received["truong"]["muc"] == "htt"
    assert received["khuyet_diem"] == 2
    listed = sample_office.json("shortcomings", "list", "--year", "2025")["khuyet_diem"]
    assert [one["noi_dung"] for one in listed] == list(faults)


def test_the_returned_file_is_kept_byte_for_byte(sample_office: Office, issued: Path) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    received = sample_office.json("collect", form, *DAY)["nhan"][0]

    ws = sample_office.workspace
    row = ws.catalogue.dossier(received["ho_so"])
    assert row is not None
    number = received["van_ban"].rsplit("/", 1)[1]

    assert ws.archive.read(row.object_id, f"{number}/nhan_lai.docx") == form.read_bytes()


def test_collecting_the_same_file_again_changes_nothing(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    sample_office.ok("collect", form, *DAY)
    before = sample_office.archive_bytes()

    sample_office.ok("collect", form, *DAY)

    assert sample_office.archive_bytes() == before


def test_a_corrected_form_keeps_the_code_of_an_unchanged_fault(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.", "Báo cáo trễ.")
    sample_office.ok("collect", form, *DAY)
    first = sample_office.json("shortcomings", "list", "--year", "2025")["khuyet_diem"]
    document = docx.Document(str(form))
    find(document, "Còn ngại phát biểu.").text = "Ít phát biểu."
    document.save(str(form))

    sample_office.ok("collect", form, *DAY)

    second = sample_office.json("shortcomings", "list", "--year", "2025")["khuyet_diem"]
    codes = {one["noi_dung"]: one["ma"] for one in first}
    assert {one["noi_dung"] for one in second} == {"Ít phát biểu.", "Báo cáo trễ."}
    assert codes["Báo cáo trễ."] in {one["ma"] for one in second}
    assert codes["Còn ngại phát biểu."] not in {one["ma"] for one in second}


def test_a_blank_form_is_asked_about(sample_office: Office, issued: Path) -> None:
    found = sample_office.json("collect", _form_of(issued, "kiem_diem_tap_the"), *DAY)

    assert found["nhan"] == []
    assert "để trống" in found["can_hoi"][0]["cau_hoi"]


def test_a_form_with_two_levels_ticked_is_asked_about(sample_office: Office, issued: Path) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    _tick(form, "Hoàn thành tốt nhiệm vụ")
    _tick(form, "Hoàn thành xuất sắc nhiệm vụ")

    found = sample_office.json("collect", form, *DAY)

    assert found["nhan"] == []
    assert len(found["can_hoi"]) == 1


def test_a_form_with_another_persons_name_is_asked_about(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    document = docx.Document(str(form))
    line = find(document, "Họ và tên:")
    line.text = "Họ và tên: Người Khác Hẳn"
    document.save(str(form))

    found = sample_office.json("collect", form, *DAY)

    assert found["nhan"] == []
    assert "Người Khác Hẳn" in found["can_hoi"][0]["cau_hoi"]


def test_two_versions_of_one_form_in_one_run_are_asked_about(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    second = form.with_name("Ban kiem diem (1).docx")
    second.write_bytes(form.read_bytes())
    _type_under(second, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu và chậm việc.")

    found = sample_office.json("collect", form, second, *DAY)

    assert found["nhan"] == []
    assert len(found["can_hoi"]) == 2
    assert all("Bản nào là bản cuối?" in one["cau_hoi"] for one in found["can_hoi"])


def test_zips_folders_and_foreign_files_each_get_an_answer(
    sample_office: Office, issued: Path, tmp_path: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    folder = tmp_path / "nop"
    folder.mkdir()
    with zipfile.ZipFile(folder / "nop.zip", "w") as archive:
        archive.write(form, "Bản kiểm điểm (1).docx")
    (folder / "anh.jpg").write_bytes(b"\xff\xd8\xff")
    docx.Document().save(str(folder / "la.docx"))
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 cut")
    (folder / "Thumbs.db").write_bytes(b"x")

    found = sample_office.json("collect", folder, *DAY)

    assert len(found["nhan"]) == 1
    assert len(found["khong_nhan"]) == 3


def test_a_form_of_another_archive_is_refused(office: Office, issued: Path) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")

    found = office.json("collect", form, *DAY)

    assert found["nhan"] == []
    assert "không do kho này phát hành" in found["khong_nhan"][0]["ly_do"]


def test_a_form_that_came_back_is_not_issued_again(sample_office: Office, issued: Path) -> None:
    sample_people.fill_in(issued)
    sample_office.ok("collect", issued, *DAY)

    found = sample_office.json("forms", "2025", "--org", "cb-van-phong", *DAY)

    assert found["phat_hanh"] == []


@pytest.mark.usefixtures("issued")
def test_status_counts_what_is_missing(sample_office: Office) -> None:
    shown = sample_office.ok("campaign", "status", "2025", "--org", "cb-van-phong", *DAY).stdout
    payload = sample_office.json("campaign", "status", "2025", "--org", "cb-van-phong", *DAY)

    assert "chưa nộp" in shown
    assert all(one["da_phat_hanh"] for one in payload["doi_tuong"] if one["phai_kiem_diem"])
    assert not any(one["da_nhan_lai"] for one in payload["doi_tuong"])
    assert payload["doi_tuong"][0]["con_ngay"] == 30


def test_forms_need_an_open_campaign(sample_office: Office) -> None:
    result = sample_office.refused("forms", "2026", "--date", "2026-12-01")

    assert result.exit_code == 3
    assert "campaign open 2026" in result.stderr


@pytest.mark.parametrize(
    "words", ["Không có.", "không", "Không có hạn chế, khuyết điểm.", "- Không có khuyết điểm nào"]
)
def test_saying_that_there_is_no_fault_is_no_fault(
    sample_office: Office, issued: Path, words: str
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", words)

    found = sample_office.json("collect", form, *DAY)

    assert found["nhan"][0]["khuyet_diem"] == 0
    assert sample_office.json("shortcomings", "list", "--year", "2025")["khuyet_diem"] == []


def test_a_corrected_form_without_faults_empties_the_register(
    sample_office: Office, issued: Path
) -> None:
    form = _form_of(issued, "kiem_diem_2b")
    _type_under(form, "1. Hạn chế, khuyết điểm", "Còn ngại phát biểu.")
    sample_office.ok("collect", form, *DAY)
    document = docx.Document(str(form))
    find(document, "Còn ngại phát biểu.").text = "Không có."
    document.save(str(form))

    sample_office.ok("collect", form, *DAY)

    assert sample_office.json("shortcomings", "list", "--year", "2025")["khuyet_diem"] == []
