"""The parts of an official document, found leniently by place and wording (thành phần thể thức)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from hoso.text import fold, squeeze
from hoso.word._lines import Line, document_lines
from hoso.word._measure import Run, Shape, Styles
from hoso.word._package import Package

_HEAD_LENGTH: Final = 25  # lines within which the head block of any paper lies
_NUMBER: Final = re.compile(r"^Số\s*:?\s*[\d….\s_]*-")
_PLACE_DATE: Final = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b")
_AUTHORITY: Final = re.compile(r"^(?:T/M|K/T|T/L|Q\.|TM\.|KT\.|TL\.)\s")
_DATE: Final = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_HYPHENS: Final = re.compile(r"^[-–—_]{3,}$")


@dataclass(frozen=True)
class Paragraph:
    """A non-blank paragraph with its number (from 1, blank ones counted), runs and shape."""

    number: int
    line: Line
    runs: tuple[Run, ...]
    shape: Shape

    @cached_property
    def text(self) -> str:
        """Return the text on one line."""
        return squeeze(self.line.text)

    @property
    def where(self) -> str:
        """Return the place as messages name it: `đoạn 3: «Số: 12…»`."""
        shown = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"đoạn {self.number}: «{shown}»"

    @property
    def is_upper(self) -> bool:
        """Return whether all letters are capitals, typed or shown so."""
        return self.text == self.text.upper() or all(run.look.capitals for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Return whether every visible run is bold."""
        return all(run.look.bold for run in self.runs if run.text.strip())


@dataclass(slots=True)
class Anatomy:
    """What was found: components by the name that layouts use, and the body paragraphs."""

    every: tuple[Paragraph, ...]
    found: dict[str, list[Paragraph]] = field(default_factory=dict)
    body: list[Paragraph] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the text of a component, `""` when it is not there."""
        return self.found[name][0].text if name in self.found else ""

    @property
    def has_date(self) -> bool:
        """Return whether the head prints a day, month and year in figures."""
        return _DATE.search(self.text("dia_danh_ngay")) is not None

    @property
    def day(self) -> date | None:
        """Return the date of the document as printed in its head, None when it has none."""
        match = _DATE.search(self.text("dia_danh_ngay"))
        try:
            return date(int(match[3]), int(match[2]), int(match[1])) if match else None
        except ValueError:
            return None


def dissect(package: Package, styles: Styles) -> Anatomy:
    """Return the parts of a document; what cannot be told apart is simply not there."""
    every = tuple(
        Paragraph(number, line, tuple(styles.runs(line.element)), styles.shape(line.element))
        for number, line in enumerate(document_lines(package), 1)
        if line.text.strip()
    )
    anatomy = Anatomy(every)
    _head(anatomy)
    _title(anatomy)
    _foot(anatomy)
    _body(anatomy)
    return anatomy


def _head(anatomy: Anatomy) -> None:
    top = anatomy.every[:_HEAD_LENGTH]
    for place, one in enumerate(top):
        if fold(one.text) == "dang cong san viet nam":
            anatomy.found.setdefault("tieu_de", [one])
        elif set(one.text) == {"*"} and "dau_sao" not in anatomy.found:
            anatomy.found["dau_sao"] = [one]
            _issuers(anatomy, top[:place], one)
        elif _NUMBER.match(one.text):
            anatomy.found.setdefault("so_ky_hieu", [one])
        elif _PLACE_DATE.search(one.text) and len(one.text) < 80:
            anatomy.found.setdefault("dia_danh_ngay", [one])


def _issuers(anatomy: Anatomy, above: Sequence[Paragraph], star: Paragraph) -> None:
    """Note the line above the star as the issuing body, the one above that as its superior."""
    column = [one for one in above if one.line.cell == star.line.cell]
    if column:
        anatomy.found["co_quan"] = [column[-1]]
    if len(column) > 1:
        anatomy.found["cap_tren"] = column[:-1]


def _title(anatomy: Anatomy) -> None:
    taken = {id(one) for group in anatomy.found.values() for one in group}
    start = _first_after_head(anatomy)
    lines = [one for one in anatomy.every[start:] if id(one) not in taken and not one.line.cell]
    place = next(
        (i for i, one in enumerate(lines[:6]) if one.is_upper and fold(one.text).isascii()), None
    )
    if place is None or _HYPHENS.match(lines[place].text):
        return
    anatomy.found["ten_loai"] = [lines[place]]
    for end, one in enumerate(lines[place + 1 : place + 6], place + 1):
        if _HYPHENS.match(one.text):
            anatomy.found["gach_noi"] = [one]
            if between := lines[place + 1 : end]:
                anatomy.found["trich_yeu"] = between
            return


def _first_after_head(anatomy: Anatomy) -> int:
    head = {id(one) for group in anatomy.found.values() for one in group}
    places = [i for i, one in enumerate(anatomy.every) if id(one) in head]
    return places[-1] + 1 if places else 0


def _foot(anatomy: Anatomy) -> None:
    for place, one in enumerate(anatomy.every):
        if fold(one.text).startswith("noi nhan") and len(one.text) < 12:
            anatomy.found["noi_nhan"] = [one]
            following = list(_same_cell(anatomy.every[place + 1 :], one))
            if items := [each for each in following if each.text.startswith(("-", "–"))]:
                anatomy.found |= {"noi_nhan_dong": items[:-1], "noi_nhan_cuoi": items[-1:]}
        elif _AUTHORITY.match(one.text):
            anatomy.found["tham_quyen"] = [one]
            _signer(anatomy, list(_same_cell(anatomy.every[place + 1 :], one)))


def _same_cell(following: Sequence[Paragraph], first: Paragraph) -> Iterator[Paragraph]:
    for one in following:
        if one.line.cell != first.line.cell:
            return
        yield one


def _signer(anatomy: Anatomy, below: Sequence[Paragraph]) -> None:
    signed = [one for one in below if not one.text.startswith("(")]
    if signed and signed[0].is_upper:
        anatomy.found["chuc_vu_ky"] = signed[:1]
        signed = signed[1:]
    if signed:
        anatomy.found["nguoi_ky"] = signed[-1:]


def _body(anatomy: Anatomy) -> None:
    """Note as body what stands outside tables between the title and the foot."""
    found = [
        one for name in ("gach_noi", "trich_yeu", "ten_loai") for one in anatomy.found.get(name, [])
    ]
    start = max((one.number for one in found), default=0)
    foot = [
        one.number for name in ("tham_quyen", "noi_nhan") for one in anatomy.found.get(name, [])
    ]
    end = min(foot, default=10**9)
    anatomy.body = [one for one in anatomy.every if start < one.number < end and not one.line.cell]
    if not found:
        anatomy.body = []
