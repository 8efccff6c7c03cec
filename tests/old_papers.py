"""Old papers as different secretaries wrote them: what they say, and the faults that a reader finds.

`dev.txt` was looked at while the reading was built, `held.txt` was kept apart. A line in `**` is bold,
`|` is a row of a table, `[1]`, `[I]`, `[-]` are automatic numbers and bullets of Word.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hoso.legacy import Encoding, encode, encode_mixed

FOLDER = Path(__file__).resolve().parent / "data" / "old_papers"
_LISTS = {"[I]": ("upperRoman", "%1."), "[1]": ("decimal", "%1."), "[-]": ("bullet", "-")}


@dataclass(frozen=True, slots=True)
class OldPaper:
    """One paper: the name of its file, what should be proposed, its lines and its faults."""

    code: str
    name: str
    kind: str
    year: str
    organisation: str
    person: str
    lines: tuple[str, ...]
    faults: tuple[str, ...]


def papers(which: str) -> tuple[OldPaper, ...]:
    """Return the papers of `dev` or `held`."""
    words = (FOLDER / f"{which}.txt").read_text(encoding="utf-8")
    return tuple(_paper(part) for part in words.split("===== ")[1:])


def _paper(part: str) -> OldPaper:
    head, _, rest = part.partition("\n")
    body, _, faults = rest.partition("-----\n")
    code, name, kind, year, organisation, person = (one.strip() for one in head.split("|"))
    return OldPaper(
        code,
        name,
        kind,
        year,
        organisation,
        person,
        tuple(line for line in body.split("\n") if line.strip()),
        tuple(one.replace(" // ", "\n") for one in faults.split("\n") if one.strip()),
    )


def plain(paper: OldPaper) -> str:
    """Return the paper as it looks on a page, automatic numbers written out."""
    turns: dict[str, int] = {}
    return "\n".join(_plain_line(line, turns) for line in paper.lines)


def _plain_line(line: str, turns: dict[str, int]) -> str:
    sign = line[:3]
    if sign not in _LISTS:
        return (
            line.replace("**", "").replace("|", "  ").strip()
            if line[0] == "|"
            else line.replace("**", "")
        )
    if sign == "[-]":
        return f"- {line[4:]}"
    if sign == "[I]":
        turns["[1]"] = 0
    turns[sign] = turns.get(sign, 0) + 1
    number = ("I", "II", "III", "IV", "V", "VI")[turns[sign] - 1] if sign == "[I]" else turns[sign]
    return f"{number}. {line[4:]}"


def word_file(paper: OldPaper, old: Encoding | None = None) -> bytes:
    """Return the paper as a .docx, in Unicode or set in the fonts of an old encoding."""
    document = docx.Document()
    lists = _Lists(document)
    rows: list[Sequence[str]] = []
    for line in (*paper.lines, ""):
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
            continue
        if rows:
            _put_table(document, rows, old)
            rows = []
        if line:
            _put_line(document, lists, line, old)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _put_table(document: Document, rows: Sequence[Sequence[str]], old: Encoding | None) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            _put_words(cell.paragraphs[0], said, old, bold=False)


def _put_line(document: Document, lists: _Lists, line: str, old: Encoding | None) -> None:
    bold = line.startswith("**")
    sign = line[:3] if line[:3] in _LISTS else ""
    words = line.removeprefix(sign).replace("**", "").strip()
    paragraph = document.add_paragraph()
    _put_words(paragraph, words, old, bold=bold)
    if sign:
        lists.number(paragraph, sign)


def _put_words(paragraph: object, words: str, old: Encoding | None, *, bold: bool) -> None:
    for said, font in _runs(words, old):
        run = paragraph.add_run(said)  # type: ignore[attr-defined]  # python-docx has no types
        run.bold = bold
        if font:
            run.font.name = font


def _runs(words: str, old: Encoding | None) -> Iterator[tuple[str, str]]:
    if old is None:
        yield words, ""
    elif old is Encoding.VNI:
        yield encode(words, old), "VNI-Times"
    else:
        for said, capital in encode_mixed(words):
            yield said, ".VnTimeH" if capital else ".VnTime"


class _Lists:
    """The automatic lists of one document; each heading of a higher list begins the lower anew."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        self._next = 90
        self._open: dict[str, int] = {}

    def number(self, paragraph: object, sign: str) -> None:
        if sign == "[I]":
            self._open.pop("[1]", None)
        if sign not in self._open:
            self._open[sign] = self._made(*_LISTS[sign])
        properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]  # as above
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = self._open[sign]

    def _made(self, form: str, mark: str) -> int:
        self._next += 1
        kind = OxmlElement("w:abstractNum")
        kind.set(qn("w:abstractNumId"), str(self._next))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", mark)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        kind.append(level)
        self._part.insert(0, kind)
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), str(self._next))
        points = OxmlElement("w:abstractNumId")
        points.set(qn("w:val"), str(self._next))
        number.append(points)
        self._part.append(number)
        return self._next


def key(words: str) -> str:
    """Return a fault as it is compared: blanks and the signs at its edges do not count."""
    return re.sub(r"\s+", " ", words).strip(" .;,")


@dataclass(slots=True)
class Score:
    """How many faults were found exactly, of how many, and what was found too much."""

    right: int = 0
    wanted: int = 0
    extra: int = 0

    @property
    def share(self) -> float:
        """Return the share of faults that were extracted exactly."""
        return self.right / self.wanted if self.wanted else 1.0

    def add(self, wanted: Sequence[str], found: Sequence[str]) -> list[str]:
        """Count one paper; return what went wrong, for the message of a test."""
        left = [key(one) for one in found]
        missed = []
        for one in map(key, wanted):
            self.wanted += 1
            if one in left:
                left.remove(one)
                self.right += 1
            else:
                missed.append(f"thiếu: {one}")
        self.extra += len(left)
        return [*missed, *(f"thừa: {one}" for one in left)]
