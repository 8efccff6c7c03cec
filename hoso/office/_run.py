"""One batch in one temporary folder: the process is watched, and ended with its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hoso.errors import MissingProgramError, system_reason

_LOOK_EVERY = 0.5  # seconds
_MOST_STOPS = 3  # in a row without one file made: it is the program, not the files
_ZIPS = {".docx", ".odt", ".xlsx"}
_UNREADABLE = (
    "LibreOffice không mở được tệp này (hỏng hoặc có mật khẩu). Hãy mở thử bằng Word và lưu lại."
)


@dataclass(slots=True)
class Run:
    """The work on one batch in one temporary folder."""

    program: Path
    replacements: Mapping[str, str]
    patience: float
    folder: Path
    target: str
    tick: Callable[[], None]
    failed: dict[str, str] = field(default_factory=dict)

    def convert(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what came; after a crash or a hang, go on without the file that it stopped at."""
        from hoso.office._profile import write_profile  # here: most commands start no program

        write_profile(self.folder / "ho-so-lo", self.replacements)
        (self.folder / "ra").mkdir()
        # LibreOffice sees plain ASCII names, whatever the files are called.
        inputs = {
            f"f{turn:04d}{Path(name).suffix.lower()}": name for turn, name in enumerate(files)
        }
        for plain, name in inputs.items():
            (self.folder / plain).write_bytes(files[name])
        self._work_off(inputs)
        return {
            name: self._output(plain).read_bytes()
            for plain, name in inputs.items()
            if name not in self.failed
        }

    def _work_off(self, inputs: Mapping[str, str]) -> None:
        waiting, stops = list(inputs), 0
        while waiting:
            why = self._process(waiting)
            left = [plain for plain in waiting if not _is_whole(self._output(plain))]
            stops = stops + 1 if why and left == waiting else 0
            out = left[:1] if why and stops < _MOST_STOPS else left
            self.failed |= {inputs[plain]: why or _UNREADABLE for plain in out}
            waiting = left[len(out) :]

    def _output(self, plain: str) -> Path:
        ending = self.target.partition(":")[0]
        return self.folder / "ra" / f"{Path(plain).stem}.{ending}"

    def _process(self, inputs: Sequence[str]) -> str:
        """Run the program once over `inputs`; return why it stopped early, "" when it did not."""
        process = self._started(self._command(inputs))
        try:
            return self._wait(process)
        finally:
            _end(process)

    def _started(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        nowhere = subprocess.DEVNULL
        try:
            return subprocess.Popen(  # noqa: S603 - the program found, our own file names
                command,
                cwd=self.folder,
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows alone has it
            )
        except OSError as error:
            raise MissingProgramError(
                f"Không chạy được LibreOffice tại {self.program} ({system_reason(error)}). "
                "Hãy cài lại LibreOffice hoặc sửa [chuong_trinh] libreoffice trong hoso.toml.",
                where=str(self.program),
            ) from error

    def _command(self, inputs: Sequence[str]) -> list[str]:
        profile = (self.folder / "ho-so-lo").resolve().as_uri()
        options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        work = ["--convert-to", self.target, "--outdir", str(self.folder / "ra")]
        return [str(self.program), f"-env:UserInstallation={profile}", *options, *work, *inputs]

    def _wait(self, process: subprocess.Popen[bytes]) -> str:
        """Wait as long as files keep coming; return why the program stopped early, or ""."""
        done, idle = self._number_made(), 0.0
        while idle < self.patience:
            try:
                code = process.wait(timeout=_LOOK_EVERY)
            except subprocess.TimeoutExpired:
                idle += _LOOK_EVERY
                if more := self._tell(done):
                    done, idle = done + more, 0.0
                continue
            self._tell(done)
            return f"LibreOffice dừng đột ngột (mã {code}) ở tệp này." if code else ""
        return f"LibreOffice không xong tệp này sau {self.patience:g} giây nên đã bị dừng."

    def _number_made(self) -> int:
        return sum(1 for _ in (self.folder / "ra").iterdir())

    def _tell(self, done: int) -> int:
        """Tick for each file made since there were `done`; return how many."""
        more = max(0, self._number_made() - done)
        for _ in range(more):
            self.tick()
        return more


def _is_whole(path: Path) -> bool:
    """Return whether an output is there to its end: a killed program leaves half a file."""
    if not path.is_file():
        return False
    if path.suffix == ".pdf":
        return b"%%EOF" in path.read_bytes()[-1024:]
    return path.suffix not in _ZIPS or zipfile.is_zipfile(path)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and every child that it left."""
    if sys.platform == "win32":  # pragma: no cover - the tests run elsewhere
        if process.poll() is None:
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed program
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all gone already
            os.killpg(process.pid, signal.SIGKILL)  # start_new_session made it a group of its own
    process.wait()
