"""`hoso demo`: the whole job on the sample committee, a script of the public commands."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from hoso import sample
from hoso.cli._demo_script import TOP, YEAR, Step, script
from hoso.cli._door import PATH
from hoso.cli._house import VietnameseCommand
from hoso.errors import StorageError, WorkspaceError, system_reason
from hoso.services import sample_people

_MARK = ".hoso-demo"


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
    for step in script(folder):
        if step.purpose != purpose:
            purpose = step.purpose
            click.secho(f"\n# {purpose}", bold=True)
        _run(ctx, folder, step)
        if step.words[0] == "forms":
            count = sample_people.fill_in(folder / "phat-hanh" / YEAR)
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
        f"Không dùng được {folder} ({system_reason(error)}). Hãy chọn thư mục khác, hoặc đóng tệp đang mở.",
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


def _tour(folder: Path) -> Iterator[str]:
    """Yield a numbered tour of what was made, and where."""
    documents = folder / "van-ban" / YEAR
    stops = (
        ("Bản kiểm điểm điền sẵn, mỗi người một tệp", folder / "phat-hanh" / YEAR),
        ("Biên bản, phiếu, báo cáo, kế hoạch", documents),
        ("Tổng hợp kết quả xếp loại", documents / f"tong_hop_ket_qua-{TOP}-{YEAR}.docx"),
        ("Báo cáo kết quả", documents / f"bao_cao_ket_qua-{TOP}-{YEAR}.docx"),
        (
            "Khuyết điểm tái diễn, hai câu bên nhau",
            documents / f"bao_cao_tai_dien-{TOP}-{YEAR}.docx",
        ),
        ("Kho hồ sơ, mở được không cần chương trình", folder / "archive"),
    )
    yield ""
    yield "Xong. Mời xem:"
    for number, (what, where) in enumerate(stops, start=1):
        yield f"  {number}. {what}:\n     {where}"
    root = shlex.join(["hoso", "--root", str(folder)])
    yield f'  {len(stops) + 1}. Thử tiếp: {root} search "tự phê bình"'
