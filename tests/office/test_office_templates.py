"""The filled examples as printed pages (needs LibreOffice)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from hoso import templates
from hoso.model.review import Grade, Level, Status
from hoso.text import squeeze
from hoso.word import Template

pytestmark = pytest.mark.office

CATALOGUE = templates.catalogue([templates.builtin_root()])
KINDS = [found.info.kind for found in CATALOGUE]
# Fonts of the same widths as Times New Roman, or their stand-ins, differ by a page at most.
PAGES = {
    "bang_cham_diem": 2,
    "bang_cham_diem_2014": 1,
    "bang_theo_doi_khuyet_diem": 3,
    "bao_cao_ket_qua": 3,
    "bao_cao_khac_phuc": 2,
    "bao_cao_tai_dien": 2,
    "bao_cao_tham_dinh": 2,
    "bao_cao_tien_do": 2,
    "bao_cao_thong_ke": 8,
    "bien_ban_ca_nhan": 2,
    "bien_ban_giao_nhan": 2,
    "bien_ban_kiem_phieu": 3,
    "bien_ban_tap_the": 2,
    "bien_ban_xet_huy": 2,
    "danh_muc_het_thoi_han": 2,
    "danh_muc_ho_so": 2,
    "danh_muc_ho_so_kiem_diem": 1,
    "danh_muc_ho_so_kiem_diem_2023": 1,
    "danh_sach_chua_kiem_diem": 2,
    "de_nghi_khen_thuong": 2,
    "de_nghi_khen_thuong_5_nam": 2,
    "giay_moi": 1,
    "goi_y_kiem_diem": 2,
    "ke_hoach_30_60_90": 1,
    "ke_hoach_khac_phuc": 2,
    "ke_hoach_kiem_diem": 3,
    "kiem_diem_02a_2023": 4,
    "kiem_diem_02b_2023": 5,
    "kiem_diem_2a": 4,
    "kiem_diem_2b": 3,
    "kiem_diem_2c": 3,
    "kiem_diem_ca_nhan_2018": 4,
    "kiem_diem_ca_nhan_2019": 4,
    "kiem_diem_tap_the": 4,
    "kiem_diem_tap_the_2018": 3,
    "kiem_diem_tap_the_2019": 3,
    "kiem_diem_tap_the_2023": 3,
    "muc_luc_ho_so": 2,
    "muc_luc_van_ban": 1,
    "phan_cong_du_kiem_diem": 2,
    "phieu_bieu_quyet": 1,
    "phieu_binh_chon": 1,
    "phieu_danh_gia_to_chuc": 1,
    "phieu_phan_tich_chat_luong": 2,
    "phieu_xin_y_kien": 2,
    "quyet_dinh_cong_nhan": 3,
    "quyet_dinh_khen_thuong": 3,
    "quyet_dinh_khen_thuong_5_nam": 3,
    "quyet_dinh_xep_loai_lai": 1,
    "thong_bao_ket_qua": 2,
    "thuyet_minh_het_thoi_han": 2,
    "to_trinh_xep_loai": 2,
    "tong_hop_de_xuat": 1,
    "tong_hop_ket_qua": 3,
    "tu_danh_gia_quy": 2,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill every example and have one LibreOffice print them all."""
    folder = tmp_path_factory.mktemp("trang_in")
    for found in CATALOGUE:
        data = Template.open(found.path).fill(found.example())
        (folder / f"{found.info.kind}.docx").write_bytes(data)
    soffice = shutil.which("soffice")
    assert soffice, "Thiếu LibreOffice: hãy cài gói libreoffice-writer."
    profile = f"-env:UserInstallation={(folder / 'ho_so_lo').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)  # noqa: S603 - fixed program
    return folder


def texts(value: object) -> list[str]:
    """Return every text inside example data; a switch is none."""
    if isinstance(value, bool):
        return []
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [str(value)]


def solid(text: str) -> str:
    """Return text without blanks and hyphens, which a line break may add or take."""
    return squeeze(text).replace(" ", "").replace("-", "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_prints_on_as_many_pages_as_it_should(printed: Path, kind: str) -> None:
    pages = pypdf.PdfReader(printed / f"{kind}.pdf").pages

    assert PAGES[kind] - 1 <= len(pages) <= PAGES[kind]
    assert "ĐẢNGCỘNGSẢNVIỆTNAM" in solid(pages[0].extract_text())


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_the_example_is_on_the_printed_pages(printed: Path, kind: str) -> None:
    found = next(one for one in CATALOGUE if one.info.kind == kind)
    reader = pypdf.PdfReader(printed / f"{kind}.pdf")
    codes = {*Level, *Grade, *Status}

    page_text = solid("".join(page.extract_text() for page in reader.pages))

    wanted = [text for text in texts(found.example()) if len(text) < 40 and text not in codes]
    assert [text for text in wanted if solid(text) not in page_text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_holds_a_signature_alone(printed: Path, kind: str) -> None:
    last = pypdf.PdfReader(printed / f"{kind}.pdf").pages[-1].extract_text().split("\n")

    before = " ".join(last).split("(ký")[0].split("Nơi nhận")[0]

    assert len(before.strip()) > 20
