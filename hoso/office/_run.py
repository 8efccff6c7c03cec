"""One batch in one temporary folder: the process is watched, and ended with its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hoso.errors import MissingProgramError
from hoso.office._profile import write_profile


@dataclass(slots=True)
class Run:
    """The work on one batch in one temporary folder."""

    program: Path
    replacements: Mapping[str, str]
    patience: int
    folder: Path
    target: str
    failed: dict[str, str] = field(default_factory=dict)

    def convert(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what came; after a crash or a hang, go on without the file that it stopped at."""
        write_profile(self.folder / "ho-so-lo", self.replacements)
        (self.folder / "ra").mkdir()
        # LibreOffice sees plain ASCII names, whatever the files are called.
        names = {f"f{turn:04d}": name for turn, name in enumerate(files)}
        for stem, name in names.items():
            path = self.folder / f"{stem}{Path(name).suffix.lower()}"
            path.write_bytes(files[name])
        waiting = list(names)
        while waiting:
            why = self._process([f"{stem}{Path(names[stem]).suffix.lower()}" for stem in waiting])
            waiting = [stem for stem in waiting if not self._output(stem).is_file()]
            stopped_at = waiting[:1] if why else waiting
            for stem in stopped_at:
                self.failed[names[stem]] = why or (
                    "LibreOffice không mở được tệp này (hỏng hoặc có mật khẩu). "
                    "Hãy mở thử bằng Word và lưu lại."
                )
            waiting = waiting[len(stopped_at) :]
        return {
            name: self._output(stem).read_bytes()
            for stem, name in names.items()
            if self._output(stem).is_file()
        }

    def _output(self, stem: str) -> Path:
        return self.folder / "ra" / f"{stem}.{self.target.partition(':')[0]}"

    def _process(self, inputs: Sequence[str]) -> str:
        """Run the program once over `inputs`; return why it stopped early, "" when it did not."""
        profile = (self.folder / "ho-so-lo").resolve().as_uri()
        options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        command = [str(self.program), f"-env:UserInstallation={profile}", *options]
        command += ["--convert-to", self.target, "--outdir", str(self.folder / "ra"), *inputs]
        try:
            process = subprocess.Popen(  # noqa: S603 - the program found above, our own file names
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise MissingProgramError(
                f"Không chạy được LibreOffice tại {self.program} ({error.strerror}). "
                "Hãy cài lại LibreOffice hoặc sửa [chuong_trinh] libreoffice trong hoso.toml.",
                where=str(self.program),
            ) from error
        try:
            return self._wait(process)
        finally:
            _end(process)

    def _wait(self, process: subprocess.Popen[bytes]) -> str:
        """Wait as long as files keep coming; return why the program stopped early, or ""."""
        done, idle = -1, 0
        while idle < self.patience:
            try:
                code = process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                now = sum(1 for _ in (self.folder / "ra").iterdir())
                done, idle = now, 0 if now != done else idle + 1
                continue
            return f"LibreOffice dừng đột ngột (mã {code}) khi đọc tệp này." if code else ""
        return f"LibreOffice không xong tệp này sau {self.patience} giây nên đã bị dừng."


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and every child that it left."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed program
    else:
        with contextlib.suppress(ProcessLookupError):  # all gone already
            os.killpg(process.pid, signal.SIGKILL)  # start_new_session made it a group of its own
    process.wait()
