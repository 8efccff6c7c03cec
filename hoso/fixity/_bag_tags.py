"""The tag files of a bag: declaration, bag-info, and text in the encoding declared (RFC 8493, 2)."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso.errors import Problem
from hoso.fixity._problem import BAGIT, unread
from hoso.text import legible

DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
OLD_INFO: Final = "package-info.txt"  # before 0.95
_DECLARED: Final = re.compile(
    r"BagIt-Version: (\d+\.\d+)(?:\r\n|\r|\n)Tag-File-Character-Encoding: (\S+)(?:\r\n|\r|\n)?"
)
_KNOWN: Final = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
_LINE_1_0: Final = re.compile(r"([^\s:](?:[^:]*[^\s:])?):[ \t](.*)")
_LINE: Final = re.compile(r"\s*([^:]*[^\s:])\s*:\s*(.*)")


def damage(code: str, where: str, message: str) -> Problem:
    """Return what is wrong with a bag; the codes are ours: B… broken, BW… a warning."""
    return Problem(
        code=code,
        where=legible(where),
        message=legible(message),
        reference=BAGIT,
        warning=code.startswith("BW"),
    )


@dataclass(slots=True)
class Declared:
    """What bagit.txt says: the version of BagIt and the encoding of the other tag files."""

    version: str = "1.0"
    encoding: str = "utf-8"


def declaration(bag: Path, said: Declared) -> Iterator[Problem]:
    """Yield what is wrong with bagit.txt, and note in `said` what it says."""
    path = bag / DECLARATION
    if not path.is_file():
        yield damage("B001", DECLARATION, "Thiếu bagit.txt: không phải gói BagIt trọn vẹn.")
        return
    raw = path.read_bytes()
    if raw.startswith(codecs.BOM_UTF8):
        yield damage("B002", DECLARATION, "bagit.txt không được có dấu BOM ở đầu.")
        raw = raw[len(codecs.BOM_UTF8) :]
    match = _DECLARED.fullmatch(raw.decode("utf-8", "replace"))
    if match is None:
        text = "bagit.txt phải có đúng hai dòng «BagIt-Version: M.N» và «Tag-File-Character-Encoding: …»."
        yield damage("B002", DECLARATION, text)
        return
    said.version = match[1]
    if match[1] not in _KNOWN:
        yield damage("B003", DECLARATION, f"Không biết BagIt {match[1]}.")
    try:
        "".encode(match[2])  # which refuses what is a codec, but not of text
        said.encoding = codecs.lookup(match[2]).name
    except (LookupError, ValueError):
        yield damage("B004", DECLARATION, f"Không biết mã chữ «{match[2][:40]}».")


def no_file(path: Path) -> Iterator[Problem]:
    """Yield that something stands where a tag file should be, when it does: folder, pipe, dead link."""
    if os.path.lexists(path):
        text = "Không phải là tệp (thư mục, liên kết hỏng hoặc tệp đặc biệt)."
        yield damage("B011", path.name, text)


@dataclass(slots=True)
class TagFile:
    """The text of a tag file, its line ends unified; `problems` says why there is none, or what is odd."""

    text: str
    problems: list[Problem]

    @property
    def lines(self) -> list[str]:
        """Return its lines."""
        return self.text.split("\n")


def read_tag(bag: Path, name: str, said: Declared) -> TagFile:
    """Return what a tag file says, in the declared encoding."""
    try:
        raw = (bag / name).read_bytes()
        text = raw.decode(said.encoding)
    except OSError as error:
        return TagFile("", [unread(name, error)])
    except (ValueError, LookupError):  # some encodings complain in words of their own
        words = f"Không đọc được theo mã chữ đã khai ({said.encoding})."
        return TagFile("", [damage("B004", name, words)])
    odd = []
    if text.startswith("\ufeff"):
        text = text[1:]
        odd.append(damage("BW04", name, "Tệp có dấu BOM ở đầu; chương trình khác có thể từ chối."))
    return TagFile(text.replace("\r\n", "\n").replace("\r", "\n"), odd)


def info(bag: Path, said: Declared, values: dict[str, list[str]]) -> Iterator[Problem]:
    """Yield what is wrong with bag-info.txt, and note its elements in `values`, labels folded."""
    name = INFO if (bag / INFO).is_file() else OLD_INFO
    if not (bag / name).is_file():
        yield from no_file(bag / name)
        return
    tag = read_tag(bag, name, said)
    yield from tag.problems
    line_form = _LINE_1_0 if said.version == "1.0" else _LINE
    label = ""
    for number, line in enumerate(tag.lines, 1):
        match = line_form.fullmatch(line)
        if line[:1] in {" ", "\t"} and label:
            values[label][-1] += f" {line.strip()}"
        elif match:
            label = match[1].casefold()
            values.setdefault(label, []).append(match[2])
        elif line.strip():
            yield damage("B017", name, f"Dòng {number} không có dạng «nhãn: giá trị».")
