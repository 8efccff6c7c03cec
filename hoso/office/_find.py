"""Where LibreOffice is installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from hoso.errors import MissingProgramError

_NAMES = ("soffice", "libreoffice")
# Where the installers of LibreOffice put it: Debian, The Document Foundation's packages, macOS.
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# `soffice.com` waits for the work and shows no window; `soffice.exe` does not wait.
_WINDOWS_PLACES = (
    r"C:\Program Files\LibreOffice*\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice*\program\soffice.com",
)


def program(given: Path | None) -> Path:
    """Return LibreOffice at `given` (the path in `hoso.toml`), else where it is usually installed.

    Raise MissingProgramError when it is not there.
    """
    if given is not None:
        if not given.is_file():
            raise MissingProgramError(
                f"Không có LibreOffice tại {given} như hoso.toml ghi ở [chuong_trinh] libreoffice. "
                "Hãy sửa đường dẫn tới tệp soffice, hoặc bỏ dòng đó để chương trình tự tìm.",
                where=str(given),
            )
        return given
    for path in _candidates():
        return path
    raise MissingProgramError(
        "Việc này cần LibreOffice mà máy chưa có. Debian, Ubuntu: sudo apt-get install "
        "libreoffice-writer-nogui (hoặc libreoffice-writer). Windows, macOS: tải bộ cài tại "
        "libreoffice.org rồi cài như thường. Mọi việc khác không cần chương trình này.",
        where="LibreOffice",
    )


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        if on_path := shutil.which(name):
            yield _waiting(Path(on_path))
    for pattern in _WINDOWS_PLACES if sys.platform == "win32" else _PLACES:
        place = Path(pattern)
        # The newest of several versions in /opt: the last in the order of names.
        root = Path(place.anchor)
        yield from sorted(root.glob(str(place.relative_to(root))), reverse=True)


def _waiting(path: Path) -> Path:
    """Return the program beside `path` that waits for its work to end (Windows has two)."""
    beside = path.with_suffix(".com")
    return beside if path.suffix.lower() == ".exe" and beside.is_file() else path
