"""Scans: found programs, their words, and what happens where they are missing, fail or hang."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from hoso import office, pdf
from hoso.errors import MissingProgramError, UnreadableFileError
from tests import pdf_samples
from tests.conftest import Office

DAY = ("--date", "2025-12-01")
REVIEW = (
    "CHI BỘ VĂN PHÒNG\n\nBÁO CÁO KIỂM ĐIỂM TẬP THỂ\n\nNĂM 2014\n\nII. Hạn chế, khuyết điểm\n\n"
    "1. Công tác kiểm tra chưa thường xuyên,\ncòn hình thức.\n\n2. Nộp báo cáo chậm.\n\nIII. Nguyên nhân\n"
)
_TESSERACT = """#!{python}
import sys, time
from pathlib import Path
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\n{language}")
    sys.exit(0)
if "{way}" == "treo":
    time.sleep(30)
if "{way}" == "hong":
    sys.exit(3)
Path("ra.txt").write_text({words!r}, encoding="utf-8")
"""
_PAINTER = """#!{python}
from pathlib import Path
Path("trang-1.png").write_bytes(b"anh")
"""


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 60), 200).save(out, "PNG")
    return out.getvalue()


def install(
    folder: Path, *, words: str = REVIEW, language: str = "vie", way: str = "", paints: bool = False
) -> Path:
    """Write programs that stand in for tesseract and pdftoppm."""
    folder.mkdir(exist_ok=True)
    source = _TESSERACT.format(python=sys.executable, language=language, way=way, words=words)
    (folder / "tesseract").write_text(source, encoding="utf-8")
    if paints:
        (folder / "pdftoppm").write_text(_PAINTER.format(python=sys.executable), encoding="utf-8")
    for one in folder.iterdir():
        one.chmod(0o755)
    return folder


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which programs are looked for."""
    folder = tmp_path / "chuong-trinh"
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_without_tesseract_or_its_vietnamese_the_way_out_is_told(programs: Path) -> None:
    with pytest.raises(MissingProgramError, match="chưa có tesseract"):
        office.find_ocr()

    install(programs, language="eng")
    with pytest.raises(MissingProgramError, match="chưa có tiếng Việt"):
        office.find_ocr()


def test_pages_are_drawn_where_the_painter_is_and_read_in_order(programs: Path) -> None:
    install(programs, words="chữ", paints=True)

    found = office.find_ocr()

    assert found.paint(b"%PDF", "a.pdf") == (b"anh",)
    assert found.read([b"1", b"2"], "a.pdf") == "chữ\nchữ"


def test_a_program_that_fails_hangs_or_is_none_is_named(programs: Path) -> None:
    install(programs, way="hong")
    with pytest.raises(UnreadableFileError, match="mã 3"):
        office.find_ocr().read([b"x"], "a.pdf")
    install(programs, way="treo")
    with pytest.raises(UnreadableFileError, match="không xong"):
        office.Ocr(programs / "tesseract", None, patience=0.2).read([b"x"], "a.pdf")
    with pytest.raises(MissingProgramError, match="Không chạy được"):
        office.Ocr(programs / "khong-co", None).read([b"x"], "a.pdf")


def test_pictures_come_out_of_a_scan_and_a_broken_one_is_left_out() -> None:
    assert len(pdf.page_pictures(pdf_samples.scan(), "a.pdf")) == 1
    jpeg = io.BytesIO()
    Image.new("L", (40, 60)).save(jpeg, "JPEG")
    broken = pdf_samples.scanned([jpeg.getvalue()]).replace(b"\xff\xd8\xff", b"\x00\x00\x00")
    assert pdf.page_pictures(broken, "a.pdf") == ()


@pytest.mark.parametrize(
    ("name", "paints"), [("cu.pdf", False), ("cu.pdf", True), ("cu.png", False)]
)
def test_what_is_read_off_a_scan_waits_as_likely_and_is_found_afterwards(
    sample_office: Office, tmp_path: Path, programs: Path, name: str, paints: bool
) -> None:
    install(programs, paints=paints)
    path = tmp_path / name
    path.write_bytes(picture() if name.endswith(".png") else pdf_samples.scan())

    found = sample_office.json("import", path, "--accept-valid", *DAY)["cho_xac_nhan"][0]
    sample_office.ok("pending", "accept", found["ma"], *DAY)

    assert [one["noi_dung"] for one in found["khuyet_diem"]] == [
        "Công tác kiểm tra chưa thường xuyên, còn hình thức.",
        "Nộp báo cáo chậm.",
    ]
    assert found["nam"] == {"gia_tri": "2014", "do_chac": "co_le", "can_cu": "tiêu đề"}
    assert any("đọc từ ảnh" in one for one in found["luu_y"])
    hits = sample_office.json("search", "hình thức", "--year", "2014")["ket_qua"]
    assert "tt-cb-van-phong-2014/0001" in {one["van_ban"] for one in hits}


@pytest.mark.parametrize("way", ["hong", ""])
def test_a_scan_that_cannot_be_read_is_kept_without_words(
    sample_office: Office, tmp_path: Path, programs: Path, way: str
) -> None:
    install(programs, way=way, words=" ")
    path = tmp_path / "BC kiem diem Van phong 2014.pdf"
    path.write_bytes(pdf_samples.scan())

    found = sample_office.json("import", path, *DAY)["cho_xac_nhan"][0]

    assert found["co_chu"] is False
    assert any(one.startswith("chưa có chữ") for one in found["luu_y"])


def test_a_paper_with_a_page_that_is_a_picture_says_which(
    sample_office: Office, tmp_path: Path
) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    words = "Bao cao kiem diem tap the chi bo nam 2014 cua chi bo van phong"
    for data in (pdf_samples.pages(words), pdf_samples.scan()):
        writer.append(PdfReader(io.BytesIO(data)))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_samples.written(writer))

    found = sample_office.json("import", path, *DAY)["cho_xac_nhan"][0]

    assert "trang 2 chưa có chữ" in found["luu_y"]
