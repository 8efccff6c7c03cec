"""Papers from elsewhere: attached byte for byte, signed copies lock, withdrawn ones stay."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from hoso import pdf
from hoso.errors import UnreadableFileError
from tests.conftest import Office

ORG = ("--org", "cb-van-phong", "--year", "2025", "--date", "2025-12-10")


def _pdf(words: str = "", password: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    if words:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Times-Roman"),
            }
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 14 Tf 72 700 Td ({words}) Tj ET".encode("ascii"))
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_paper_is_kept_byte_for_byte_and_found_by_its_text(
    sample_office: Office, tmp_path: Path
) -> None:
    data = _pdf("Goi y kiem diem ve cong tac luan chuyen")
    path = _file(tmp_path, "gợi ý.pdf", data)

    done = sample_office.json("attach", path, "--kind", "goi_y_kiem_diem", *ORG)

    ws = sample_office.workspace
    row = ws.catalogue.dossier(done["ho_so"])
    assert row is not None
    number = done["van_ban"].rsplit("/", 1)[1]
    assert ws.archive.read(row.object_id, f"{number}/goc.pdf") == data
    found = sample_office.json("search", "luan chuyen", "--kind", "goi_y_kiem_diem")
    assert [hit["van_ban"] for hit in found["ket_qua"]] == [done["van_ban"]]


def test_a_scan_without_text_is_taken_with_a_warning(sample_office: Office, tmp_path: Path) -> None:
    path = _file(tmp_path, "ban quet.pdf", _pdf())

    done = sample_office.json("attach", path, "--kind", "nhan_xet_noi_cu_tru", *ORG)

    assert "chưa có chữ" in done["canh_bao"][0]


def test_a_word_paper_goes_to_a_persons_dossier(sample_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "nhan-xet.docx"
    document = docx.Document()
    document.add_paragraph("Chấp hành tốt nơi cư trú.")
    document.save(str(path))

    done = sample_office.json(
        "attach",
        path,
        "--kind",
        "nhan_xet",
        "--person",
        "38000815",
        *ORG[2:],
        "--title",
        "Nhận xét",
    )

    assert done["ho_so"] == "dv-38000815-2025"
    assert "Nhận xét" in sample_office.ok("show", "dv-38000815-2025").stdout


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("co-mat-khau.pdf", _pdf("x", password="bi-mat"), "mật khẩu"),
        ("hong.pdf", b"%PDF-1.7\n garbage", "hỏng"),
        ("gia.pdf", b"day khong phai pdf", "không phải tệp PDF"),
        ("anh.jpg", b"\xff\xd8", ".docx và .pdf"),
    ],
)
def test_an_unusable_file_is_refused_with_the_reason_and_nothing_is_written(
    sample_office: Office, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = _file(tmp_path, name, data)
    before = sample_office.archive_bytes()

    result = sample_office.refused("attach", path, "--kind", "khac", *ORG)

    assert result.exit_code == 10
    assert words in result.stderr
    assert sample_office.archive_bytes() == before


def test_a_missing_file_is_named(sample_office: Office, tmp_path: Path) -> None:
    result = sample_office.refused("attach", tmp_path / "khong-co.pdf", "--kind", "khac", *ORG)

    assert result.exit_code == 10
    assert "khong-co.pdf" in result.stderr


def _plan(office: Office) -> str:
    made: str = office.json("generate", "ke_hoach_khac_phuc", *ORG)["van_ban"]
    return made


def test_a_signed_copy_locks_its_document_and_stays_when_it_is_made_again(
    sample_office: Office, tmp_path: Path
) -> None:
    document = _plan(sample_office)
    scan = _file(tmp_path, "ban ky.pdf", _pdf("da ky"))

    signed = sample_office.json("attach", scan, "--kind", "ke_hoach_khac_phuc", "--signed", *ORG)
    refused = sample_office.refused("generate", "ke_hoach_khac_phuc", *ORG)
    again = sample_office.json("generate", "ke_hoach_khac_phuc", *ORG, "--why", "bổ sung một mục")

    assert signed["van_ban"] == document
    assert refused.exit_code == 16
    assert again["van_ban"] != document
    shown = sample_office.json("show", "tt-cb-van-phong-2025")
    number = document.rsplit("/", 1)[1]
    assert f"{number}/ban_ky.pdf" in shown["tep"]
    assert f"{number}/van_ban.docx" in shown["tep"]


def test_a_signed_copy_of_nothing_is_a_question(sample_office: Office, tmp_path: Path) -> None:
    scan = _file(tmp_path, "ban ky.pdf", _pdf("da ky"))

    result = sample_office.refused("attach", scan, "--kind", "to_trinh", "--signed", *ORG)

    assert result.exit_code == 17


def test_a_withdrawn_document_stays_and_says_why(sample_office: Office) -> None:
    document = _plan(sample_office)
    without_reason = sample_office.refused("withdraw", document)

    sample_office.ok("withdraw", document, "--why", "lập nhầm năm")

    assert without_reason.exit_code == 17
    assert "[rut]" in sample_office.ok("show", "tt-cb-van-phong-2025").stdout
    assert "lập nhầm năm" in sample_office.ok("log", "tt-cb-van-phong-2025").stdout


@pytest.mark.parametrize("document", ["tt-khong-co-2025/0001", "tt-cb-van-phong-2025/0999", "x"])
def test_withdrawing_what_is_not_there_is_refused(sample_office: Office, document: str) -> None:
    _plan(sample_office)

    result = sample_office.refused("withdraw", document, "--why", "thử")

    assert result.exit_code == 3


def test_text_of_a_pdf_is_composed_and_free_of_forbidden_characters() -> None:
    assert pdf.text_of(_pdf("Bien ban hop"), "a.pdf") == "Bien ban hop"
    with pytest.raises(UnreadableFileError):
        pdf.text_of(b"", "rong.pdf")
