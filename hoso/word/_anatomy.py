"""The parts of an official document, found leniently by place and wording (thành phần thể thức)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from hoso.text import fold
from hoso.word._foot import dissect_foot, foot_start
from hoso.word._lines import document_lines
from hoso.word._measure import Styles
from hoso.word._package import Package
from hoso.word._pieces import LEFT, RIGHT, Paragraph, columns, paragraphs, rows

_HEAD_LENGTH: Final = 40  # paragraphs within which the head block of any paper lies
_LONG: Final = 120  # letters beyond which a line left of the middle is text, not head
_TITLE: Final = "dang cong san viet nam"
_STARS: Final = frozenset("*\u2217\uff0a\u2605\u2606\u204e ")
_NUMBER: Final = re.compile(r"^Số\b\s*[:.]?\s*[\d….\s_]*[-–—/]\s*\S", re.IGNORECASE)
_BLANK: Final = r"[\s\d….,_/]*"
_PLACE_DATE: Final = re.compile(
    rf"^.{{0,60}}\bngày\b{_BLANK}\btháng\b{_BLANK}\bnăm\b{_BLANK}$", re.IGNORECASE
)
_DATE: Final = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_YEAR: Final = re.compile(r"năm\s*(\d{4})")
_HYPHENS: Final = re.compile(r"^[-–—_\s]{3,}$")
_SECTION: Final = re.compile(r"^[IVX]+\s*[-–—.)/:]")
_ISSUERS: Final = (
    "chi bo", "chi uy", "dang uy", "huyen uy", "tinh uy", "thanh uy", "thi uy", "quan uy",
    "ban ", "uy ban", "van phong", "dai hoi", "doan ", "to ", "hoi dong", "trung tam",
)  # fmt: skip
SALUTE: Final = re.compile(r"^kính (gửi|trình)\b", re.IGNORECASE)


@dataclass(slots=True)
class Anatomy:
    """What was found: components by the name that layouts use, head and foot pieces, the body.

    `kind` is the folded name of the type (`bao cao`, `cong van`), `known` whether the layout
    knows it as a type of official document.
    """

    every: tuple[Paragraph, ...]
    found: dict[str, list[Paragraph]] = field(default_factory=dict)
    head: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    foot: list[Paragraph] = field(default_factory=list)
    kind: str = ""
    known: bool = False

    def text(self, name: str) -> str:
        """Return the text of a component, its lines joined; `""` when it is not there."""
        return " ".join(one.text for one in self.found.get(name, []))

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

    @property
    def year(self) -> int | None:
        """Return the year that the head prints, also beside a blank day."""
        match = _YEAR.search(self.text("dia_danh_ngay"))
        return int(match[1]) if match else None


@dataclass(frozen=True)
class Names:
    """The type names of a layout, to be recognised however they are typed."""

    types: tuple[str, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the folded names."""
        return frozenset(fold(one) for one in self.types)


def dissect(package: Package, styles: Styles, types: Iterable[str] = ()) -> Anatomy:
    """Return the parts of a document; what cannot be told apart is simply not there."""
    anatomy = Anatomy(paragraphs(document_lines(package), styles))
    names = Names(tuple(types))
    anatomy.head = list(_head_pieces(anatomy.every))
    _head(anatomy)
    _title(anatomy, names)
    start = _body_start(anatomy)
    anatomy.head = [one for one in anatomy.head if one.number <= start]
    end = foot_start(anatomy.every, start)
    dissect_foot(anatomy.every, end, anatomy.found, anatomy.foot)
    official = any(name in anatomy.found for name in ("ten_loai", "so_ky_hieu"))
    anatomy.body = [
        one for one in anatomy.every if official and start < one.number < end and one.group is None
    ]
    return anatomy


def _head_pieces(every: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield what stands before the text, cut into lines, and into columns where tabs make them."""
    tabbed = False
    for one in every[:_HEAD_LENGTH]:
        if one.group is None and len(one.text) > _LONG and one.shape.align != "giua":
            return
        for row in rows(one):
            cut = columns(row)
            pair = any(_is_right_head(piece) for piece in cut)
            tabbed = tabbed or pair
            whole = not tabbed or (_NUMBER.match(row.text) and not pair)
            found = [row] if whole else cut
            yield from (_on_the_left(piece) if tabbed else piece for piece in found)


def _is_right_head(one: Paragraph) -> bool:
    return one.group == RIGHT and (_is_title(one) or _is_date(one))


def _on_the_left(one: Paragraph) -> Paragraph:
    """Return a line without a tab among lines that have one as belonging to the left column."""
    return replace(one, group=LEFT, cut=True) if one.group is None else one


def _is_title(one: Paragraph) -> bool:
    return fold(one.text).startswith(_TITLE)


def _is_date(one: Paragraph) -> bool:
    return len(one.text) < 80 and _PLACE_DATE.match(one.text) is not None


def _is_star(one: Paragraph) -> bool:
    return bool(one.text) and set(one.text) <= _STARS


def _head(anatomy: Anatomy) -> None:
    tests = (
        ("tieu_de", _is_title),
        ("dau_sao", _is_star),
        ("so_ky_hieu", lambda one: _NUMBER.match(one.text) is not None),
        ("dia_danh_ngay", _is_date),
    )
    for one in anatomy.head:
        for name, fits in tests:
            if name not in anatomy.found and fits(one):
                anatomy.found[name] = [one]
                break
    _issuers(anatomy)


def _issuers(anatomy: Anatomy) -> None:
    """Note the lines above the star: the issuing body, above it the superior one."""
    under = anatomy.found.get("dau_sao") or anatomy.found.get("so_ky_hieu")
    if not under:
        return
    taken = _taken(anatomy)
    above = anatomy.head[: _place(anatomy.head, under[0])]
    column = [one for one in above if one.group is under[0].group and id(one) not in taken]
    if not column:
        return
    starts = [
        place for place, one in enumerate(column) if place and fold(one.text).startswith(_ISSUERS)
    ]
    first = starts[-1] if starts else len(column) - 1
    anatomy.found["co_quan"] = column[first:]
    if column[:first]:
        anatomy.found["cap_tren"] = column[:first]


def _taken(anatomy: Anatomy) -> set[int]:
    return {id(one) for group in anatomy.found.values() for one in group}


def _place(pieces: Sequence[Paragraph], wanted: Paragraph) -> int:
    return next(place for place, one in enumerate(pieces) if one is wanted)


def _title(anatomy: Anatomy, names: Names) -> None:
    """Note type and abstract; a công văn has no type name, its abstract lies under the number."""
    taken = _taken(anatomy)
    last = max((i for i, one in enumerate(anatomy.head) if id(one) in taken), default=-1)
    rest = anatomy.head[last + 1 :]
    place = _type_place(rest, names, official=last >= 0)
    number = anatomy.text("so_ky_hieu")
    salute = next((i for i, one in enumerate(rest) if SALUTE.match(one.text)), None)
    if "-CV/" in number.replace(" ", "") or (
        salute is not None and (place is None or salute < place)
    ):
        _letter(anatomy, names)
        return
    if place is None:
        return
    anatomy.found["ten_loai"] = [rest[place]]
    anatomy.kind = fold(rest[place].text).strip(" .:")
    anatomy.known = anatomy.kind in names.keys
    _abstract(anatomy, rest[place + 1 :])


def _type_place(rest: Sequence[Paragraph], names: Names, *, official: bool) -> int | None:
    early = rest[:8]
    for place, one in enumerate(early):
        if fold(one.text).strip(" .:") in names.keys:
            return place
    for place, one in enumerate(early if official else ()):
        marked = _HYPHENS.match(one.text) or _SECTION.match(one.text) or SALUTE.match(one.text)
        if one.is_upper and fold(one.text) != one.text and not marked:
            return place
    return None


def _abstract(anatomy: Anatomy, below: Sequence[Paragraph]) -> None:
    end = next((i for i, one in enumerate(below[:8]) if _HYPHENS.match(one.text)), None)
    if end is not None:
        anatomy.found["gach_noi"] = [below[end]]
    else:
        end = next(
            (i for i, one in enumerate(below) if not _is_centred(one) or SALUTE.match(one.text)),
            len(below),
        )
    if below[:end]:
        anatomy.found["trich_yeu"] = list(below[:end])


def _is_centred(one: Paragraph) -> bool:
    return one.shape.align == "giua" and not _SECTION.match(one.text)


def _letter(anatomy: Anatomy, names: Names) -> None:
    """Note a công văn: its abstract is what stands under the number, in the same column."""
    anatomy.kind = "cong van"
    anatomy.known = anatomy.kind in names.keys
    number = anatomy.found.get("so_ky_hieu")
    if not number:
        return
    taken = _taken(anatomy)
    below = anatomy.head[_place(anatomy.head, number[0]) + 1 :]
    column = [one for one in below if one.group is number[0].group and id(one) not in taken]
    until = next((i for i, one in enumerate(column) if not _may_be_abstract(one)), len(column))
    if column[:until]:
        anatomy.found["trich_yeu_cv"] = column[:until]


def _may_be_abstract(one: Paragraph) -> bool:
    return not SALUTE.match(one.text) and len(one.text) < 2 * _LONG and not one.is_upper


def _body_start(anatomy: Anatomy) -> int:
    """Return the number of the last paragraph of the head."""
    return max((one.number for group in anatomy.found.values() for one in group), default=0)
