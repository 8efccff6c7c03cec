"""Reading scans: tesseract with its Vietnamese data, pages drawn by pdftoppm where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso.errors import MissingProgramError, UnreadableFileError, system_reason

_LANGUAGE = "vie"
_DOTS = "300"  # an inch; below 200 tone marks run together
_PATIENCE = 180  # seconds for one page
_PLACES = (r"C:\Program Files\Tesseract-OCR\tesseract.exe",)
# Its threads wait for each other by spinning: on a busy computer four are a hundred times slower.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
_WAY_OUT = (
    "Muốn đọc chữ trên bản quét, hãy cài tesseract có tiếng Việt. Debian, Ubuntu: sudo apt-get install "
    "tesseract-ocr tesseract-ocr-vie. Windows: bộ cài tại github.com/UB-Mannheim/tesseract, chọn thêm "
    "Vietnamese. Không có thì bản quét vẫn lưu được, ghi là chưa có chữ."
)


@dataclass(frozen=True, slots=True)
class Ocr:
    """Nhận dạng chữ: tesseract as installed here, and pdftoppm when it is."""

    program: Path
    painter: Path | None
    patience: float = _PATIENCE

    def paint(self, pdf: bytes, name: str) -> tuple[bytes, ...]:
        """Return the pages of a PDF as PNG, none when nothing here can draw them."""
        if self.painter is None:
            return ()
        with tempfile.TemporaryDirectory(prefix="hoso-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            (folder / "vao.pdf").write_bytes(pdf)
            command = [str(self.painter), "-r", _DOTS, "-gray", "-png", "vao.pdf", "trang"]
            _run(command, folder, name, self.patience * 4)
            return tuple(one.read_bytes() for one in sorted(folder.glob("trang*.png")))

    def read(self, pictures: Sequence[bytes], name: str) -> str:
        """Return the words on pictures of pages (PNG, JPEG, TIFF), page after page.

        Raise UnreadableFileError when the program cannot read one.
        """
        with tempfile.TemporaryDirectory(prefix="hoso-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            return "\n".join(self._page(folder, one, name) for one in pictures).strip()

    def _page(self, folder: Path, picture: bytes, name: str) -> str:
        (folder / "trang.anh").write_bytes(picture)
        command = [str(self.program), "trang.anh", "ra", "-l", _LANGUAGE, "--psm", "4"]
        _run(command, folder, name, self.patience)
        return (folder / "ra.txt").read_text(encoding="utf-8", errors="replace").strip("\f\n ")


def find_ocr() -> Ocr:
    """Return tesseract where it is usually installed; raise MissingProgramError without it.

    It must have its Vietnamese data, too.
    """
    places = _PLACES if sys.platform == "win32" else ()
    found = shutil.which("tesseract") or next((one for one in places if Path(one).is_file()), None)
    if found is None:
        raise MissingProgramError(f"Máy chưa có tesseract. {_WAY_OUT}", where="tesseract")
    program = Path(found)
    if _LANGUAGE not in _languages(program):
        words = f"tesseract tại {program} chưa có tiếng Việt. {_WAY_OUT}"
        raise MissingProgramError(words, where=str(program))
    painter = shutil.which("pdftoppm")
    return Ocr(program, Path(painter) if painter else None)


def _languages(program: Path) -> list[str]:
    return _run([str(program), "--list-langs"], Path.cwd(), str(program), _PATIENCE).split()


def _run(command: Sequence[str], folder: Path, name: str, patience: float) -> str:
    """Run one program to its end; raise UnreadableFileError when it fails or hangs."""
    try:
        done = subprocess.run(  # noqa: S603 - the programs found, our own file names
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, **_ONE_THREAD},
            timeout=patience,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows alone has it
        )
    except OSError as error:
        raise MissingProgramError(
            f"Không chạy được {command[0]} ({system_reason(error)}). Hãy cài lại.", where=command[0]
        ) from error
    except subprocess.TimeoutExpired as error:
        words = f"{name}: nhận dạng chữ không xong sau {patience:g} giây nên đã dừng."
        raise UnreadableFileError(words, where=name) from error
    if done.returncode:
        words = f"{name}: không nhận dạng được chữ trên ảnh (mã {done.returncode}). Hãy quét lại."
        raise UnreadableFileError(words, where=name)
    return done.stdout.decode("utf-8", "replace")
