"""Build the small archive that a release leaves behind in `tests/data/kho-<version>/`.

    PYTHONPATH=. python tools/build_release_archive.py

Run once when a release is made, never again for the same version: what a release wrote must be
opened by every later one. The script refuses a folder that is there already.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner
from openpyxl import Workbook as Book

from hoso import __version__, templates, word
from hoso.cli import cli
from hoso.cli._door import Door
from hoso.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
CELL = "cb-thon-dong"
ORGANISATIONS = [
    [
        "Mã tổ chức",
        "Tên tổ chức đảng",
        "Loại",
        "Trực thuộc",
        "Cấp trên trực tiếp",
        "Địa danh",
        "Tỉnh",
        "Nhiệm kỳ",
        "Từ ngày",
    ],
    [
        CELL,
        "Chi bộ thôn Đông",
        "Chi bộ cơ sở",
        None,
        "Đảng ủy xã An Lĩnh",
        "An Lĩnh",
        "Đắk Lắk",
        "2025-2030",
        "01/01/2020",
    ],
]
MEMBERS = [
    [
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Số thẻ đảng viên",
        "Ngày vào Đảng",
        "Ngày chính thức",
        "Chi bộ",
        "Chức vụ Đảng",
        "Chức vụ chính quyền",
        "Đơn vị công tác",
        "Đối tượng",
        "Tình trạng",
    ],
    [
        "Lê Văn Bình",
        "12/04/1970",
        "Nam",
        "41000001",
        "03/02/1998",
        "03/02/1999",
        "Chi bộ thôn Đông",
        "Bí thư chi bộ",
        None,
        "Ủy ban nhân dân xã",
        "Cán bộ, công chức, viên chức",
        "Đang sinh hoạt",
    ],
    [
        "Trần Thị Cúc",
        "30/08/1956",
        "Nữ",
        "41000002",
        "19/05/1985",
        "19/05/1986",
        "Chi bộ thôn Đông",
        None,
        None,
        None,
        "Nghỉ hưu",
        "Đang sinh hoạt",
    ],
]
FAULTS = """\
ma,nam,to_chuc,doi_tuong,noi_dung,linh_vuc,nguyen_nhan,trach_nhiem,bien_phap,thoi_han,tinh_trang
K-0001,2024,cb-thon-dong,tập thể,Sinh hoạt chi bộ chưa đều; có 2 tháng không sinh hoạt.,Sinh hoạt chi bộ,,Chi bộ,Sinh hoạt đúng ngày 3 hằng tháng.,31/12/2025,chưa khắc phục
"""
ANSWERS = {
    "uu_diem": ["Giữ gìn đoàn kết, gương mẫu ở nơi cư trú."],
    "han_che": ["Còn vắng mặt một buổi sinh hoạt chi bộ."],
}
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
READ_ME = """\
KHO CỦA BẢN PHÁT HÀNH {version}

Bản phát hành {version} đã ghi kho này. Mọi bản sau phải mở được: tests/test_release_archives.py mở một bản
chép, lập lại chỉ mục, tìm, liệt kê khuyết điểm, kiểm tra và ghi thêm một phiên bản.
Không bao giờ sửa, thêm, bớt hay làm lại tệp nào ở đây. Bản phát hành sau để lại kho của nó
trong một thư mục khác, bằng tools/build_release_archive.py.
"""


class Clock:
    """One second later at every look."""

    def __init__(self) -> None:
        self.at = datetime(2025, 12, 1, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Secretary:
    """Types commands in one workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.clock = folder, folder / "kho", Clock()
        Workspace.create(self.root, now=self.clock, by="Lê Văn Bình")

    def run(self, *words: str | Path) -> str:
        """Run one command, which must succeed."""
        door = Door(root=self.root, clock=self.clock)
        done = CliRunner().invoke(cli, [str(one) for one in words], obj=door)
        if done.exit_code:
            raise SystemExit(f"{words}: {done.output}")
        return done.stdout

    def file(self, name: str, data: bytes) -> Path:
        """Write a file beside the workspace."""
        path = self.folder / name
        path.write_bytes(data)
        return path


def roster(folder: Path) -> Path:
    """Write the list of the cell and its two members."""
    book = Book()
    for title, rows in (("Tổ chức đảng", ORGANISATIONS), ("Đảng viên", MEMBERS)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    path = folder / "danh-sach.xlsx"
    book.save(path)
    return path


def work(one: Secretary) -> None:
    """Do a small year's work: every kind of thing that an archive of this release may hold."""
    one.run("roster", "import", roster(one.folder), "--as-of", "2025-11-01")
    one.run("shortcomings", "import", one.file("khuyet-diem.csv", FAULTS.encode()))
    one.run("campaign", "open", "2025", "--date", "2025-11-15")
    out = one.folder / "phat-hanh"
    said = one.run("forms", "2025", "--out", out, "--date", "2025-12-01", "--json")
    for issued in json.loads(said)["phat_hanh"]:
        if issued["doi_tuong"].startswith("Trần Thị Cúc"):
            path = returned(one.root / issued["tep"], issued["loai"])
            one.run("collect", path, "--date", "2025-12-04")
    paper = one.file("goi-y.pdf", SCAN)
    of_cell = ["--org", CELL, "--year", "2025"]
    one.run("attach", paper, "--kind", "goi_y_kiem_diem", *of_cell, "--issued", "2025-11-20")
    signed = one.file("ban-ky.pdf", SCAN + b"%ban ky\n")
    person = ["--person", "41000002", "--year", "2025", "--issued", "2025-12-04"]
    one.run("attach", signed, "--kind", "kiem_diem_2c", "--signed", *person)
    level = ["--stage", "de_xuat", "--level", "htt", "--year", "2025", "--date", "2025-12-20"]
    one.run("ratings", "set", "--person", "41000002", *level)
    for paper_id in withdrawable(one):
        one.run("withdraw", paper_id, "--why", "gửi nhầm bản")


def withdrawable(one: Secretary) -> Iterator[str]:
    """Yield the paper that is taken back again."""
    ws = Workspace.open(one.root, now=one.clock)
    for document in ws.catalogue.documents(dossier=f"tt-{CELL}-2025"):
        if document.provenance.kind == "goi_y_kiem_diem":
            yield f"{document.dossier}/{document.provenance.number}"


def returned(path: Path, kind: str) -> Path:
    """Type answers into an issued form, as its owner does."""
    info = templates.find(kind, (templates.builtin_root(),)).info
    wanted = {field.name for field in info.fields}
    said = {name: words for name, words in ANSWERS.items() if name in wanted}
    path.write_bytes(word.answer(path.read_bytes(), info, said))
    return path


def main() -> None:
    """Build the archive of this version."""
    target = DATA / f"kho-{__version__}"
    if target.exists():
        raise SystemExit(f"{target} is there already; what a release wrote is never made again")
    with tempfile.TemporaryDirectory() as name:
        one = Secretary(Path(name))
        work(one)
        shutil.copytree(one.root / "archive", target / "archive")
        shutil.copyfile(one.root / "hoso.toml", target / "hoso.toml")
    (target / "DOC-TRUOC.txt").write_text(READ_ME.format(version=__version__), encoding="utf-8")
    (target / "archive" / ".gitkeep").unlink(missing_ok=True)
    files = [path for path in target.rglob("*") if path.is_file()]
    sys.stdout.write(f"{len(files)} files, {sum(p.stat().st_size for p in files)} bytes\n")


if __name__ == "__main__":
    main()
