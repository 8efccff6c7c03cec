"""A small program that stands in for LibreOffice: what it does with a file, the file itself says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.conftest import ROOT

_PROGRAM = """#!{python}
import os, shutil, subprocess, sys, time
from pathlib import Path

arguments = sys.argv[1:]
ending = arguments[arguments.index("--convert-to") + 1].partition(":")[0]
out = Path(arguments[arguments.index("--outdir") + 1])
inputs = arguments[arguments.index("--outdir") + 2:]
log = Path({log!r})
with log.open("a", encoding="utf-8") as lines:
    lines.write(" ".join(inputs) + "\\n")
profile = next(a for a in arguments if a.startswith("-env:UserInstallation=file://"))
settings = Path(profile.partition("file://")[2]) / "user" / "registrymodifications.xcu"
shutil.copyfile(settings, log.with_suffix(".xcu"))
for name in inputs:
    data = Path(name).read_bytes()
    target = out / (Path(name).stem + "." + ending)
    if b"TREO" in data:  # hangs, and has a child that would go on
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        log.with_suffix(".con").write_text(str(child.pid))
        time.sleep(60)
    if b"GAY" in data:
        sys.exit(81)
    if b"NUA-CHUNG" in data:
        target.write_bytes(b"%PDF-1.7 half")
        sys.exit(139)
    if b"HONG" in data:
        continue
    if b"Thieu" in data or (b"fonttbl" in data and log.with_suffix(".thieu").exists()):
        shutil.copyfile(log.with_suffix(".lan"), target)  # a font that lacks letters
    elif ending == "docx":
        target.write_bytes(Path({word!r}).read_bytes())
    else:
        shutil.copyfile({pdf!r}, target)
"""


def install(folder: Path) -> Path:
    """Write the program into `folder` and return it; `calls` says what it was asked."""
    program = folder / "soffice"
    log = folder / "goi.txt"
    word = next((ROOT / "templates").glob("*/1/mau.docx"))
    source = _PROGRAM.format(
        python=sys.executable, log=str(log), word=str(word), pdf=str(ROOT / "hoso/pdf/chu.pdf")
    )
    program.write_text(source, encoding="utf-8")
    program.chmod(0o755)
    return program


def mixes(program: Path, mixed: bytes, *, always: bool = False) -> None:
    """Let the program make `mixed` of what names «Thieu», or of every page of letters."""
    (program.parent / "goi.lan").write_bytes(mixed)
    if always:
        (program.parent / "goi.thieu").touch()


def calls(program: Path) -> list[list[str]]:
    """Return the files of each time that the program was started."""
    log = program.parent / "goi.txt"
    return (
        [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
        if log.exists()
        else []
    )


def settings(program: Path) -> str:
    """Return the profile that the program was last started with."""
    return (program.parent / "goi.xcu").read_text(encoding="utf-8")


def child_lives(program: Path) -> bool:
    """Return whether the child that a hanging run left is still running."""
    pid = int((program.parent / "goi.con").read_text(encoding="utf-8"))
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.exists() and Path("/proc/self").exists():
        return (
            stat.exists() and stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
        )
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
