"""LibreOffice: other text formats made .docx. The only room that runs it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hoso.errors import MissingProgramError, UnreadableFileError

_PATIENCE = 120  # seconds


def find() -> Office:
    """Return LibreOffice as installed here; raise MissingProgramError when it is not there."""
    program = shutil.which("soffice")
    if program is None:
        raise MissingProgramError(
            "Chưa có LibreOffice nên chưa đọc được .doc, .odt, .rtf. Hãy cài gói "
            "libreoffice-writer (Windows: libreoffice.org), hoặc lưu tệp thành .docx.",
        )
    return Office(Path(program))


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice as installed here."""

    program: Path

    def to_docx(self, data: bytes, name: str) -> bytes:
        """Return the .doc, .odt or .rtf file `data` as .docx; raise UnreadableFileError."""
        with tempfile.TemporaryDirectory(prefix="hoso-") as folder:
            source = Path(folder) / f"f{Path(name).suffix.lower()}"
            source.write_bytes(data)
            profile = f"-env:UserInstallation={(Path(folder) / 'lo').as_uri()}"
            command = [str(self.program), profile, "--headless", "--convert-to", "docx"]
            made = Path(folder) / "ra" / "f.docx"
            subprocess.run(  # noqa: S603 - the program found, our own file names
                [*command, "--outdir", str(made.parent), str(source)],
                check=False,
                capture_output=True,
                timeout=_PATIENCE,
            )
            if not made.is_file():
                raise UnreadableFileError(
                    f"{name}: LibreOffice không mở được tệp này. Hãy mở thử bằng Word và lưu lại.",
                    where=name,
                )
            return made.read_bytes()
