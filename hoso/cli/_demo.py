"""`hoso demo`: the whole job on the sample committee, a script of the public commands."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from hoso import sample
from hoso.cli._door import PATH, named
from hoso.cli._house import VietnameseCommand
from hoso.errors import StorageError, WorkspaceError
from hoso.services import sample_people

_MARK = ".hoso-demo"
_YEAR = "2025"
_TOP = "db-cuc-hai-quan"
_CELLS = (
    "cb-van-phong",
    "cb-nghiep-vu",
    "cb-kiem-soat",
    "cb-cua-khau-ia-tuor",
    "cb-cua-khau-dak-xieng",
)
# Days of the sample's own year end: cells meet before the committee, which decides after both.
_ISSUED, _COLLECTED, _VOTED = "2025-12-01", "2025-12-04", "2025-12-17"
_DECIDED, _PLANNED = "2025-12-25", "2025-12-29"


def register(group: click.Group) -> None:
    """Hang the command on the door."""
    group.add_command(named(demo, "lam-mau"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the script: what it is for, and the command."""

    purpose: str
    words: Sequence[str]


@click.command(cls=VietnameseCommand)
@click.argument("folder", metavar="[THƯ MỤC]", type=PATH, default=Path("hoso-demo"))
@click.option("--again", is_flag=True, help="Làm lại từ đầu trong thư mục của lần chạy trước.")
@click.pass_context
def demo(ctx: click.Context, folder: Path, *, again: bool) -> None:
    """Làm thử toàn bộ công việc trên một đảng bộ mẫu, không cần mạng."""
    try:
        _clear(folder, again=again)
    except OSError as error:
        raise _refused(folder, error) from error
    purpose = ""
    for step in _script(folder):
        if step.purpose != purpose:
            purpose = step.purpose
            click.secho(f"\n# {purpose}", bold=True)
        _run(ctx, folder, step)
        if step.words[0] == "forms":
            count = sample_people.fill_in(folder / "phat-hanh" / _YEAR)
            click.secho(
                f"\n# {count} tập thể, đảng viên điền biểu mẫu của mình trong Word", bold=True
            )
            click.echo("(ở bản làm thử, câu trả lời có sẵn được ghi vào các tệp Word)")
    for line in _tour(folder):
        click.echo(line)


def _clear(folder: Path, *, again: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not again:
            raise WorkspaceError(
                f"{folder} đã có dữ liệu. Hãy chọn thư mục khác, hoặc thêm --again để làm lại.",
                where=str(folder),
            )
        if not (folder / _MARK).exists():
            raise WorkspaceError(
                f"{folder} không phải do «hoso demo» tạo ra nên không xóa. Hãy chọn thư mục khác.",
                where=str(folder),
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Thư mục này do «hoso demo» tạo ra.\n", encoding="utf-8")


def _refused(folder: Path, error: OSError) -> StorageError:
    return StorageError(
        f"Không dùng được {folder} ({error.strerror}). Hãy chọn thư mục khác, hoặc đóng tệp đang mở.",
        where=str(folder),
    )


def _run(ctx: click.Context, folder: Path, step: Step) -> None:
    shown = shlex.join(_short(word, folder) for word in step.words)
    click.echo(f"$ hoso {shown}")
    root = ctx.find_root().command
    args = ["--root", str(folder), *step.words]
    if not isinstance(root, click.Group):
        raise TypeError(root)
    root.main(args, standalone_mode=False)


def _short(word: str, folder: Path) -> str:
    """Return a word of a command as a reader wants to see it: paths without their beginnings."""
    for start, name in ((str(sample.path("tai_dien.csv").parent), "mau/"), (str(folder), "")):
        if word.startswith(start):
            return name + word[len(start) :].strip("/\\") or "."
    return word


def _script(folder: Path) -> Iterator[Step]:
    yield Step("Tạo không gian làm việc", ["init", str(folder), "--by", "Văn phòng Đảng ủy"])
    yield from _opening(folder)
    yield from _meetings()
    yield from _results()
    yield from _remembering()


def _data(name: str) -> str:
    return str(sample.path(name))


def _opening(folder: Path) -> Iterator[Step]:
    day = ["--date", _ISSUED]
    faults = _data("khuyet_diem_2021_2024.csv")
    returned = str(folder / "phat-hanh" / _YEAR)
    before, now = _data("danh_sach_2024.xlsx"), _data("danh_sach.xlsx")
    yield Step("Nhập danh sách đảng viên cuối năm 2024", ["roster", "import", before])
    yield Step("Nhập danh sách năm nay: ai mới, ai chuyển, gì đổi", ["roster", "import", now])
    yield Step("Nhập sổ khuyết điểm các năm 2021–2024", ["shortcomings", "import", faults])
    yield Step("Mở đợt kiểm điểm năm 2025", ["campaign", "open", _YEAR, *day])
    yield Step("Phát hành biểu mẫu điền sẵn cho mọi đối tượng", ["forms", _YEAR, *day])
    yield Step("Nhận lại biểu mẫu đã điền", ["collect", returned, "--date", _COLLECTED])
    yield Step("Xem ai còn thiếu", ["campaign", "status", _YEAR, "--date", _COLLECTED])


def _document(kind: str, day: str, organisation: str, section: str = "") -> list[str]:
    words = ["generate", kind, "--year", _YEAR, "--org", organisation, "--date", day, "--number"]
    source = f"{_data('hoi_nghi_2025.toml')}#{organisation}.{section}"
    return [*words, "--data", source] if section else words


def _meetings() -> Iterator[Step]:
    days = sample_people.meeting_days()
    every = (*_CELLS, _TOP)
    for one in every:
        yield Step("Giấy mời họp", _document("giay_moi", _COLLECTED, one, "giay_moi"))
    for one in every:
        words = _document("bien_ban_tap_the", days[one, "tap_the"], one, "tap_the")
        yield Step("Biên bản hội nghị kiểm điểm tập thể", words)
    for one in every:
        words = _document("bien_ban_ca_nhan", days[one, "ca_nhan"], one, "ca_nhan")
        yield Step("Biên bản hội nghị kiểm điểm cá nhân", words)
    for one in every:
        words = _document("phieu_bieu_quyet", days[one, "ca_nhan"], one)
        yield Step("Phiếu biểu quyết", words)
    counts = ["ballots", "count", _data("kiem_phieu_2025.xlsx"), "--year", _YEAR, "--date", _VOTED]
    yield Step("Ghi kết quả kiểm phiếu, sau khi soát mọi phép cộng", counts)
    for one in every:
        words = _document("bien_ban_kiem_phieu", days[one, "ca_nhan"], one)
        yield Step("Biên bản kiểm phiếu", words)


def _results() -> Iterator[Step]:
    levels = ["ratings", "set", "--from", _data("xep_loai_2025.csv"), "--year", _YEAR]
    yield Step("Ghi mức đề xuất và quyết định xếp loại", [*levels, "--date", _DECIDED])
    every = (*_CELLS, _TOP)
    for one in every:
        yield Step("Tổng hợp kết quả", _document("tong_hop_ket_qua", _DECIDED, one))
    yield Step("Báo cáo kết quả", _document("bao_cao_ket_qua", _DECIDED, _TOP))
    for one in every:
        yield Step("Thông báo kết quả", _document("thong_bao_ket_qua", _DECIDED, one))
    for one in every:
        words = _document("danh_muc_ho_so_kiem_diem", _DECIDED, one)
        yield Step("Danh mục hồ sơ gửi cấp trên", words)
    plan = ["plan", "add", "--from", _data("ke_hoach_2025.csv"), "--date", _PLANNED]
    yield Step("Ghi các mục kế hoạch khắc phục", plan)
    for one in every:
        words = _document("ke_hoach_khac_phuc", _PLANNED, one)
        yield Step("Kế hoạch khắc phục hạn chế, khuyết điểm", words)
    yield Step("Báo cáo kết quả khắc phục", _document("bao_cao_khac_phuc", _PLANNED, _TOP))


def _remembering() -> Iterator[Step]:
    day = ["--date", _PLANNED]
    yield Step("Khuyết điểm cũ nào quay lại", ["recurrences", _YEAR, *day])
    pair = ["K-2025-tt-cb-van-phong-1", "K-0005"]
    yield Step("Một người xác nhận một trường hợp", ["recurrence", "confirm", *pair, *day])
    report = _document("bao_cao_tai_dien", _PLANNED, _TOP)
    yield Step("Báo cáo khuyết điểm tái diễn cho cấp ủy", report)
    yield Step("Tra cứu, gõ không dấu", ["search", "nop dang phi cham", "--limit", "3", *day])
    found = ["search", "khuyet diem", "--year", "2021..2024", "--limit", "3", *day]
    yield Step("Tra cứu theo năm", found)
    yield Step("Soát các quy tắc của năm", ["check", _YEAR, "--org", _TOP, *day])
    yield Step("Kiểm tra tính toàn vẹn của kho", ["verify"])


def _tour(folder: Path) -> Iterator[str]:
    """Yield a numbered tour of what was made, and where."""
    documents = folder / "van-ban" / _YEAR
    stops = (
        ("Bản kiểm điểm điền sẵn, mỗi người một tệp", folder / "phat-hanh" / _YEAR),
        ("Biên bản, phiếu, báo cáo, kế hoạch", documents),
        ("Tổng hợp kết quả xếp loại", documents / f"tong_hop_ket_qua-{_TOP}-{_YEAR}.docx"),
        ("Báo cáo kết quả", documents / f"bao_cao_ket_qua-{_TOP}-{_YEAR}.docx"),
        (
            "Khuyết điểm tái diễn, hai câu bên nhau",
            documents / f"bao_cao_tai_dien-{_TOP}-{_YEAR}.docx",
        ),
        ("Kho hồ sơ, mở được không cần chương trình", folder / "archive"),
    )
    yield ""
    yield "Xong. Mời xem:"
    for number, (what, where) in enumerate(stops, start=1):
        yield f"  {number}. {what}:\n     {where}"
    root = shlex.join(["hoso", "--root", str(folder)])
    yield f'  {len(stops) + 1}. Thử tiếp: {root} search "tự phê bình"'
