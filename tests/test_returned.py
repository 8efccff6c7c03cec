"""Returned forms: whose they are, what waits for a person, and what was altered."""

from __future__ import annotations

import io
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from hoso import office, templates, word
from hoso.errors import MissingProgramError
from hoso.model import base
from hoso.services import inbox
from hoso.services.inbox import Incoming
from hoso.workspace import Act
from tests import returned_forms
from tests.conftest import NOON, Office
from tests.word_samples import removed

DAY = ("--date", "2025-12-01")
FAULT = "Còn ngại phát biểu."


@pytest.fixture
def form(issued: Path) -> Path:
    """Return one personal form with a fault typed in."""
    return answered(min(issued.rglob("kiem_diem_2b*.docx")))


def answered(path: Path, **values: object) -> Path:
    """Type answers into an issued form."""
    data = path.read_bytes()
    info = templates.find(word.identity(data)["loai"], [templates.builtin_root()]).info
    path.write_bytes(word.answer(data, info, {"han_che": [FAULT], "muc": "htt", **values}))
    return path


def changed(path: Path, change: Callable[[Document], object]) -> Path:
    """Change a Word file in place."""
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return path


def every(document: Document) -> list[Paragraph]:
    """Return every paragraph, also those in tables and content controls."""
    return [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]


def remedies(document: Document) -> Table:
    """Return the table of section III."""
    tables = [Table(one, document._body) for one in document.element.body.iter(qn("w:tbl"))]
    return next(one for one in tables if one.cell(0, 0).text == "TT")


def said(old: str, new: str) -> Callable[[Document], object]:
    """Return a change of the first paragraph that begins with `old`."""

    def change(document: Document) -> None:
        next(p for p in every(document) if p.text.startswith(old)).text = new

    return change


def added(words: str) -> Callable[[Document], object]:
    """Return a change that types a paragraph above the title of part A."""

    def change(document: Document) -> None:
        place = next(p for p in every(document) if p.text.startswith("A. NỘI DUNG"))
        place.insert_paragraph_before(words)

    return change


def nameless(document: Document) -> None:
    """Lose the hidden identity."""
    document.core_properties.identifier = ""


def collected(office_: Office, *paths: Path) -> Any:
    return office_.json("collect", *paths, *DAY)


def whose(path: Path) -> str:
    return f"dv-{word.identity(path.read_bytes())['so_the']}-2025"


# -- whose it is ---------------------------------------------------------------------------------


def test_a_form_without_identity_is_known_by_its_page_with_a_warning(
    sample_office: Office, form: Path
) -> None:
    dossier = whose(form)

    found = collected(sample_office, changed(form, nameless))

    assert [one["ho_so"] for one in found["nhan"]] == [dossier]
    assert any("theo chữ in trên giấy" in one for one in found["nhan"][0]["canh_bao"])


def test_every_form_of_a_cell_is_filed_right_without_its_identity(
    sample_office: Office, issued: Path
) -> None:
    every = {path.name: answered(path) for path in issued.rglob("*.docx")}
    owners = {
        name: whose(path) if word.identity(path.read_bytes())["so_the"] else "tt-cb-van-phong-2025"
        for name, path in every.items()
    }
    for path in every.values():
        changed(path, nameless)

    found = collected(sample_office, issued)

    assert {Path(one["tep"]).name: one["ho_so"] for one in found["nhan"]} == owners
    assert found["can_hoi"] == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Họ và tên: {upper}", False),
        ("Họ và tên: {nfd}", False),
        ("Họ và tên: đồng chí {name}", False),
        ("Họ và tên: {name} Khác", True),
        ("Họ và tên:", True),
    ],
)
def test_a_name_is_known_in_any_spelling_and_no_other_one(
    sample_office: Office, form: Path, typed: str, asked: bool
) -> None:
    name = word.front(form.read_bytes()).seen["ho_ten"]
    words = typed.format(name=name, upper=name.upper(), nfd=unicodedata.normalize("NFD", name))
    dossier = whose(form)
    changed(form, nameless)

    found = collected(sample_office, changed(form, said("Họ và tên:", words)))

    assert [one["ho_so"] for one in found["nhan"]] == ([] if asked else [dossier])
    assert bool(found["can_hoi"]) is asked


def test_a_colleagues_file_with_ones_own_name_is_never_filed_with_the_colleague(
    sample_office: Office, issued: Path
) -> None:
    first, second = (answered(p) for p in sorted(issued.rglob("kiem_diem_2b*.docx"))[:2])
    own = word.front(second.read_bytes()).seen["ho_ten"]
    changed(first, said("Họ và tên:", f"Họ và tên: {own}"))

    found = collected(sample_office, first)

    assert found["nhan"] == []
    question = found["can_hoi"][0]["cac_cau_hoi"][0]
    assert question["truong"] == "doi_tuong"
    assert whose(second).split("-")[1] in question["lua_chon"]


def test_another_birthday_is_asked_about_and_two_bearers_of_a_name_are_told_apart(
    sample_office: Office, form: Path
) -> None:
    changed(form, said("Ngày sinh:", "Ngày sinh: 01/01/1911"))

    with_identity = collected(sample_office, form)
    without = collected(sample_office, changed(form, nameless))

    assert "ngày sinh" in with_identity["can_hoi"][0]["cau_hoi"]
    assert "Là bản của ai" in without["can_hoi"][0]["cau_hoi"]


def test_a_form_of_another_year_is_asked_about_or_refused(
    sample_office: Office, form: Path
) -> None:
    other = form.with_name("nam-cu.docx")
    shutil.copy(form, other)

    asked = collected(sample_office, changed(form, said("Năm 2025", "Năm 2024")))
    refused = collected(
        sample_office,
        changed(
            changed(other, said("Năm 2025", "Năm 2024")),
            lambda d: setattr(
                d.core_properties,
                "identifier",
                d.core_properties.identifier.replace("2025", "2024"),
            ),
        ),
    )

    assert "ghi năm 2024" in asked["can_hoi"][0]["cau_hoi"]
    assert "không do kho này phát hành" in refused["khong_nhan"][0]["ly_do"]
    assert asked["nhan"] == refused["nhan"] == []


def test_a_late_form_of_an_earlier_campaign_is_asked_about(
    sample_office: Office, form: Path
) -> None:
    sample_office.ok("campaign", "open", "2026", "--date", "2026-11-01")

    found = sample_office.json("collect", form, "--date", "2026-12-01")

    assert "trong khi đang là đợt kiểm điểm năm 2026" in found["can_hoi"][0]["cau_hoi"]
    code = found["can_hoi"][0]["ma"]
    done = sample_office.json("pending", "accept", code, "--year", "2025", "--date", "2026-12-01")
    assert done["nhan"][0]["ho_so"] == whose(form)


def test_a_form_with_another_subtitle_or_organisation_is_asked_about(
    sample_office: Office, issued: Path, form: Path
) -> None:
    changed(form, said("(Cá nhân không giữ", "(Cá nhân giữ chức vụ lãnh đạo, quản lý)"))
    collective = answered(next(iter(issued.rglob("kiem_diem_tap_the*.docx"))))
    document = docx.Document(str(collective))
    next(p for p in every(document) if p.text.startswith("CHI BỘ")).text = "CHI BỘ ĐỘI KIỂM SOÁT"
    document.save(str(collective))

    found = collected(sample_office, form, collective)

    names = {one["cac_cau_hoi"][0]["truong"] for one in found["can_hoi"]}
    assert found["nhan"] == []
    assert names == {"loai", "doi_tuong"}


def test_a_page_without_year_or_owner_waits_until_a_person_says(
    sample_office: Office, form: Path
) -> None:
    card = word.identity(form.read_bytes())["so_the"]
    changed(form, nameless)
    changed(form, said("Năm 2025", ""))
    changed(form, said("Họ và tên:", "Họ và tên: Người Không Có"))
    code = collected(sample_office, form)["can_hoi"][0]["ma"]

    refused = sample_office.refused("pending", "accept", code)
    done = sample_office.json(
        "pending", "accept", code, "--as", "kiem_diem_2b", "--person", card, "--year", "2025", *DAY
    )

    assert refused.exit_code == 17
    assert done["nhan"][0]["ho_so"] == f"dv-{card}-2025"


# -- what differs, what has no place -------------------------------------------------------------


def test_altered_and_deleted_print_is_reported_and_filled_blanks_are_no_fault(
    sample_office: Office, form: Path
) -> None:
    changed(form, said("Đơn vị công tác:", "Đơn vị công tác: nơi khác"))
    changed(
        form,
        said("I. Ưu điểm", "I. Ưu đểm, kết quả đạt được"),
    )

    found = collected(sample_office, form)

    by_kind = {one["loai"]: one for one in found["nhan"][0]["khac_biet"]}
    assert set(by_kind) == {"sua"}
    assert "đã sửa chữ in sẵn" in by_kind["sua"]["thong_bao"]
    shown = sample_office.ok("collect", form, *DAY).stdout
    assert "Khác bản phát hành" in shown


def test_an_altered_printed_fault_of_section_three_is_reported(
    sample_office: Office, issued: Path
) -> None:
    form = answered(next(iter(issued.rglob("kiem_diem_tap_the*.docx"))))
    document = docx.Document(str(form))
    cell = remedies(document).cell(1, 1)
    cell.text = f"Viết lại khác hẳn {cell.text[cell.text.rindex('(') :]}"
    removed(remedies(document).rows[2]._tr)
    document.save(str(form))

    found = collected(sample_office, form)

    kinds = [one["loai"] for one in found["nhan"][0]["khac_biet"]]
    assert sorted(kinds) == ["sua", "xoa"]


def test_text_without_a_section_is_asked_about_and_goes_where_a_person_says(
    sample_office: Office, form: Path
) -> None:
    changed(form, added("Tôi xin báo cáo thêm việc nhà."))
    asked = collected(sample_office, form)["can_hoi"][0]

    done = sample_office.json("pending", "accept", asked["ma"], "--answer", "chu_1=nhiem_vu", *DAY)

    assert "Tôi xin báo cáo thêm việc nhà." in asked["cau_hoi"]
    assert done["nhan"][0]["truong"]["nhiem_vu"] == ["Tôi xin báo cáo thêm việc nhà."]
    assert sample_office.json("pending", "list")["cho"] == []


def test_a_row_of_section_three_that_names_no_known_fault_is_asked_about(
    sample_office: Office, issued: Path
) -> None:
    form = answered(next(iter(issued.rglob("kiem_diem_tap_the*.docx"))))
    document = docx.Document(str(form))
    cells = remedies(document).add_row().cells  # type: ignore[no-untyped-call]  # python-docx gap
    cells[1].text, cells[2].text = "Một việc cũ nữa", "đã khắc phục"
    document.save(str(form))
    asked = collected(sample_office, form)["can_hoi"][0]
    name = asked["cac_cau_hoi"][0]["truong"]

    sample_office.ok("pending", "accept", asked["ma"], "--answer", f"{name}=ghi_chu", *DAY)

    assert "Một việc cũ nữa" in asked["cau_hoi"]
    assert name.startswith("khac_phuc.dong_")


# -- what waits ----------------------------------------------------------------------------------


def two_levels(form: Path) -> Path:
    return changed(form, said("☐ Hoàn thành xuất sắc", "☒ Hoàn thành xuất sắc nhiệm vụ"))


def test_a_doubtful_form_is_kept_byte_for_byte_and_waits_once(
    sample_office: Office, form: Path
) -> None:
    two_levels(form)
    first = collected(sample_office, form)["can_hoi"][0]
    before = sample_office.archive_bytes()

    second = collected(sample_office, form)["can_hoi"][0]

    ws = sample_office.workspace
    row = ws.catalogue.dossier("cho-2025")
    assert row is not None
    assert ws.archive.read(row.object_id, "tep/C-2025-1.docx") == form.read_bytes()
    assert first["ma"] == second["ma"] == "C-2025-1"
    assert sample_office.archive_bytes() == before
    assert "chọn nhiều mức" in sample_office.ok("pending", "list").stdout


def test_the_missing_answer_files_a_form_and_the_same_file_again_changes_nothing(
    sample_office: Office, form: Path
) -> None:
    two_levels(form)
    code = collected(sample_office, form)["can_hoi"][0]["ma"]

    sample_office.ok("pending", "accept", code, "--answer", "muc=Hoàn thành tốt nhiệm vụ", *DAY)

    before = sample_office.archive_bytes()
    again = collected(sample_office, form)
    assert again["nhan"][0]["truong"]["muc"] == "htt"
    assert sample_office.archive_bytes() == before
    assert sample_office.refused("pending", "accept", code).exit_code == 17
    listed = sample_office.json("pending", "list", "--all")["cho"]
    assert listed[0]["tinh_trang"] == "da_nhan"
    assert listed[0]["van_ban"] == again["nhan"][0]["van_ban"]


def test_a_rejected_form_needs_a_reason_and_is_refused_when_it_comes_again(
    sample_office: Office, form: Path
) -> None:
    two_levels(form)
    code = collected(sample_office, form)["can_hoi"][0]["ma"]

    without = sample_office.refused("pending", "reject", code)
    sample_office.ok("pending", "reject", code, "--why", "chọn hai mức", *DAY)

    assert without.exit_code == 17
    assert "chọn hai mức" in collected(sample_office, form)["khong_nhan"][0]["ly_do"]
    assert "đã bác bỏ" in sample_office.ok("pending", "list", "--all").stdout


def test_an_answer_that_fits_nothing_is_refused_with_what_would_fit(
    sample_office: Office, form: Path
) -> None:
    two_levels(form)
    code = collected(sample_office, form)["can_hoi"][0]["ma"]

    for answer, hint in (
        ("muc=giỏi", "htxs, htt, htn, khtn"),
        ("mucc=htt", "«muc»"),
        ("diem_chung=nhiều", "27,5"),
        ("khac_phuc=gì", "nộp lại tệp"),
        ("khac_phuc.K-1=gì", "da_khac_phuc"),
    ):
        assert hint in sample_office.refused("pending", "accept", code, "--answer", answer).stderr
    assert sample_office.refused("pending", "accept", code, "--answer", "htt").exit_code == 2
    assert sample_office.refused("pending", "accept", "C-1999-1").exit_code == 3


def test_a_later_good_return_is_not_replaced_by_an_older_doubtful_one_without_a_reason(
    sample_office: Office, form: Path
) -> None:
    good = form.with_name("tot.docx")
    shutil.copy(form, good)
    code = collected(sample_office, two_levels(form))["can_hoi"][0]["ma"]
    collected(sample_office, good)

    refused = sample_office.refused("pending", "accept", code, "--answer", "muc=htt")
    sample_office.ok("pending", "accept", code, "--answer", "muc=htxs", "--why", "bản cuối", *DAY)

    assert "đã có bản nhận lại" in refused.stderr


def test_one_of_two_returns_is_chosen_by_a_person(sample_office: Office, form: Path) -> None:
    second = form.with_name("Ban kiem diem (1).docx")
    second.write_bytes(form.read_bytes())
    changed(second, said(FAULT, "Còn ngại phát biểu và chậm việc."))
    asked = collected(sample_office, form, second)["can_hoi"]

    refused = sample_office.refused("pending", "accept", asked[1]["ma"])
    done = sample_office.json(
        "pending", "accept", asked[1]["ma"], "--answer", "ban_nao=ban_nay", *DAY
    )

    assert refused.exit_code == 17
    assert done["nhan"][0]["truong"]["han_che"] == ["Còn ngại phát biểu và chậm việc."]


def test_questions_go_out_to_excel_and_answers_come_back(
    sample_office: Office, issued: Path, tmp_path: Path
) -> None:
    import openpyxl

    forms = [answered(p) for p in sorted(issued.rglob("kiem_diem_2b*.docx"))[:4]]
    for one in forms:
        two_levels(one)
    codes = [one["ma"] for one in collected(sample_office, *forms)["can_hoi"]]
    sheet_path = tmp_path / "hoi.xlsx"
    sample_office.ok("pending", "export", sheet_path)
    book = openpyxl.load_workbook(sheet_path)
    sheet = book.worksheets[0]
    given = {codes[0]: "htt", codes[1]: "bác bỏ: chọn hai mức", codes[2]: "giỏi", codes[3]: None}
    for row in sheet.iter_rows(min_row=3):
        row[6].value = given[str(row[0].value)]
    book.save(sheet_path)

    refused = sample_office.refused("pending", "apply", sheet_path, *DAY)
    done = sample_office.json("pending", "apply", sheet_path, "--accept-valid", *DAY)

    assert refused.exit_code == 11
    assert [one["truong"]["muc"] for one in done["nhan"]] == ["htt"]
    assert [one["ma"] for one in done["bac_bo"]] == [codes[1]]
    assert [one["ma"] for one in done["bo_qua"]] == [codes[2]]
    assert done["con_cho"] == [codes[3]]


# -- what people hand in -------------------------------------------------------------------------


def test_twins_are_taken_once_and_strange_names_are_understood(
    sample_office: Office, form: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "nop"
    folder.mkdir()
    shutil.copy(form, folder / "Bản kiểm điểm.docx")
    shutil.copy(form, folder / "Bản kiểm điểm (1).docx")
    (folder / "~$n kiem diem.docx").write_bytes(b"x")

    found = collected(sample_office, folder)

    assert len(found["nhan"]) == 1
    assert len(found["trung"]) == 1
    assert found["khong_nhan"] == []


@pytest.mark.parametrize("encoding", ["cp437", "cp1258", "utf-8"])
def test_names_in_zips_of_old_programs_are_read(tmp_path: Path, encoding: str) -> None:
    name = "Lê Văn Hà.docx"
    raw = unicodedata.normalize("NFC", name).encode("utf-8" if encoding == "cp437" else encoding)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("X" * len(raw)), b"x")
    path = tmp_path / "nop.zip"
    path.write_bytes(target.getvalue().replace(b"X" * len(raw), raw))

    names = [one for one, _ in inbox.files([path])]

    assert names == [f"{path}!{name}"]


def test_a_broken_zip_or_member_is_named_and_the_others_come(
    sample_office: Office, form: Path, tmp_path: Path
) -> None:
    (tmp_path / "hong.zip").write_bytes(b"PK\x03\x04 cut")
    target = tmp_path / "mot-phan.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.docx", b"0123456789" * 10)
    data = bytearray(target.read_bytes())
    data[40] ^= 0xFF
    target.write_bytes(bytes(data))

    found = collected(sample_office, tmp_path / "hong.zip", target, form)

    assert len(found["nhan"]) == 1
    assert len(found["khong_nhan"]) == 2


def test_what_word_only_calls_doc_is_read_as_what_it_is(sample_office: Office, form: Path) -> None:
    other = form.with_suffix(".doc")
    form.rename(other)

    found = collected(sample_office, other)

    number = found["nhan"][0]["van_ban"].rsplit("/", 1)[1]
    ws = sample_office.workspace
    row = ws.catalogue.dossier(found["nhan"][0]["ho_so"])
    assert row is not None
    assert ws.archive.read(row.object_id, f"{number}/nhan_lai.docx") == other.read_bytes()


def test_without_libreoffice_a_doc_is_refused_with_the_way_out(
    sample_office: Office, tmp_path: Path
) -> None:
    settings = sample_office.root / "hoso.toml"
    named = '[chuong_trinh]\nlibreoffice = "khong-co/soffice"\n'
    settings.write_text(settings.read_text("utf-8") + named, "utf-8")
    path = tmp_path / "cu.doc"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1"))

    found = collected(sample_office, path)

    assert "LibreOffice" in found["khong_nhan"][0]["ly_do"]
    with pytest.raises(MissingProgramError):
        office.find(tmp_path / "khong-co" / "soffice")


def test_the_kept_ending_says_what_a_file_is() -> None:
    assert Incoming(path="a!b/x.DOC", data=b"{\\rtf1").suffix == ".doc"
    assert Incoming(path="a!b/x.doc", data=b"PK\x03\x04").suffix == ".docx"
    assert Incoming(path="x.odt", data=b"PK\x03\x04").suffix == ".odt"
    assert Incoming(path="a!b/x.docx", data=b"").name == "x.docx"


def test_a_return_in_a_foreign_format_is_found_by_what_it_says(
    sample_office: Office, form: Path
) -> None:
    received = collected(sample_office, form)["nhan"][0]
    ws = sample_office.workspace
    row = ws.catalogue.dossier(received["ho_so"])
    assert row is not None
    edit = ws.edit(row.card)
    document = edit.documents[0]
    data = base.encode({"han_che": ["Ánh trăng rằm."], "khac_phuc": [{"ghi_chu": "Sương mai."}]})
    edit.drop_files(document.number, ["nhan_lai.docx", "nhan_lai.odt"])
    edit.put_document(document, {"nhan_lai.doc": b"x", "du_lieu.json": data})
    ws.commit([edit], Act(NOON.date()), "thử")

    for words in ("ánh trăng", "sương mai"):
        hits = sample_office.json("search", words)["ket_qua"]
        assert [one["van_ban"] for one in hits] == [received["van_ban"]]


# -- answers -------------------------------------------------------------------------------------


def test_answers_may_put_right_any_field(sample_office: Office, issued: Path) -> None:
    form = answered(next(iter(issued.rglob("kiem_diem_tap_the*.docx"))))
    codes = [row.cells[1].text for row in remedies(docx.Document(str(form))).rows[1:]]
    code = codes[0].rsplit(" ", 1)[1].strip(")")
    waiting = collected(sample_office, two_levels(form))["can_hoi"][0]["ma"]
    given = {
        "muc": "-",
        "han_che": "Chậm nộp. | Ít họp.",
        "diem_chung": "27,5",
        "tong_diem": "-",
        f"khac_phuc.{code}": "đã khắc phục",
        "khac_phuc.dong_2": "ghi_chu",
    }

    words = [part for name, value in given.items() for part in ("--answer", f"{name}={value}")]
    done = sample_office.json("pending", "accept", waiting, *words, *DAY)

    read = done["nhan"][0]["truong"]
    assert (read["muc"], read["diem_chung"], read["tong_diem"]) == ("", "27,5", "")
    assert read["han_che"] == ["Chậm nộp.", "Ít họp."]
    assert read["khac_phuc"][0]["tinh_trang"] == "da_khac_phuc"
    assert read["khac_phuc"][1]["ma"] == ""


def test_text_may_be_left_aside_but_not_put_into_a_field_of_boxes(
    sample_office: Office, form: Path
) -> None:
    code = collected(sample_office, changed(form, added("Lời ngoài lề.")))["can_hoi"][0]["ma"]

    refused = sample_office.refused("pending", "accept", code, "--answer", "chu_1=muc")
    done = sample_office.json("pending", "accept", code, "--answer", "chu_1=bo", *DAY)

    assert "hãy chọn một trong" in refused.stderr
    assert "Lời ngoài lề." not in str(done["nhan"][0]["truong"])


def test_a_collective_without_identity_and_with_a_foreign_head_is_asked_about(
    sample_office: Office, issued: Path
) -> None:
    form = answered(next(iter(issued.rglob("kiem_diem_tap_the*.docx"))))
    changed(form, nameless)
    changed(form, said("CHI BỘ", "CHI BỘ NÀO ĐÓ"))
    changed(form, said("Căn cứ kết quả", "Căn cứ kết quả năm, chúng tôi kiểm điểm như sau:"))
    asked = collected(sample_office, form)["can_hoi"][0]

    done = sample_office.json(
        "pending", "accept", asked["ma"], "--org", "cb-van-phong", "--answer", "chu_1=bo", *DAY
    )

    assert "của tập thể nào" in asked["cau_hoi"]
    assert done["nhan"][0]["ho_so"] == "tt-cb-van-phong-2025"


def test_a_page_without_year_is_of_the_one_campaign_or_asked_about(
    sample_office: Office, form: Path
) -> None:
    other = form.with_name("khac.docx")
    changed(changed(form, nameless), said("Năm 2025", " "))
    shutil.copy(form, other)
    changed(other, said(FAULT, "Ngại học."))

    alone = collected(sample_office, form)
    sample_office.ok("campaign", "open", "2024", "--date", "2025-11-01")
    among = collected(sample_office, other)

    assert any("không ghi năm" in one for one in alone["nhan"][0]["canh_bao"])
    assert "là năm nào" in among["can_hoi"][0]["cau_hoi"]


# -- the bar -------------------------------------------------------------------------------------

CASES = list(returned_forms.cases(2))


@pytest.mark.long
@pytest.mark.parametrize("way", returned_forms.WAYS)
def test_at_least_98_percent_of_the_fields_are_read_right_whatever_happened(way: str) -> None:
    score, missed = returned_forms.measure(returned_forms.WAYS[way], CASES)

    assert score.right >= 0.98 * score.fields, missed
    assert score.wrong == 0, missed
