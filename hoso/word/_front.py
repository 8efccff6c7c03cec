"""What the front of a form says of itself: title, year, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hoso.model.template import FieldKind, TemplateInfo
from hoso.text import fold, nfc, squeeze
from hoso.word._headings import Fit, fit
from hoso.word._lines import Line, document_lines
from hoso.word._package import open_package

_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "ho_ten": ("Họ và tên", "Họ tên", "Họ, tên", "Tên tôi là", "Tôi là"),
    "ngay_sinh": ("Ngày sinh", "Sinh ngày", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh"),
    "so_the": ("Số thẻ đảng viên", "Số thẻ đảng", "Số thẻ"),
    "don_vi_cong_tac": ("Đơn vị công tác",),
    "chi_bo": ("Chi bộ", "Sinh hoạt tại chi bộ", "Đang sinh hoạt tại chi bộ"),
}
_TITLE: Final = re.compile(
    r"^(?:BẢN|BÁO CÁO)\s+(?:TỰ\s+)?(?:KIỂM ĐIỂM|ĐÁNH GIÁ)\b.*", re.IGNORECASE
)
_YEAR: Final = re.compile(r"^\(?năm\s*:?\s*(\d{4})\s*\)?\.?$", re.IGNORECASE)
_TITLE_YEAR: Final = re.compile(r"\bnăm\s+(\d{4})\b", re.IGNORECASE)
_SUBTITLE: Final = re.compile(r"^\((?:cá nhân|đảng viên|tập thể)\b.*\)$", re.IGNORECASE)
_LONGEST: Final = 40  # paragraphs before the first heading


@dataclass(frozen=True, slots=True)
class Front:
    """Phần đầu: what labels say, and every line above the first prescribed heading."""

    seen: Mapping[str, str]
    lines: tuple[str, ...]


def front(data: bytes, name: str = "biểu mẫu nhận lại") -> Front:
    """Return what the front page of a file says; raise UnreadableFileError when it is no .docx."""
    head = document_lines(open_package(data, name))[:_LONGEST]
    texts = tuple(squeeze(part) for line in head for part in line.text.split("\n") if part.strip())
    return Front(seen=_seen(head, {}), lines=texts)


def front_of(lines: Sequence[str]) -> Front:
    """Return the same of a paper that is no Word file, from its first lines."""
    head = [squeeze(line) for line in lines[:_LONGEST]]
    seen: dict[str, str] = {}
    for line in head:
        _see_title(line, seen)
        _see_labels(line, _LABELS, seen)
    return Front(seen=seen, lines=tuple(line for line in head if line))


def seen_on(lines: Sequence[Line], info: TemplateInfo) -> dict[str, str]:
    """Return what the front of a form of that template says: labels, title, subtitle, year."""
    labels = {
        column.name: (column.label,)
        for group in info.fields
        if group.kind is FieldKind.GROUP
        for column in group.columns
    }
    headings = [one.heading for one in info.fields if one.heading] + list(info.headings)
    head: list[Line] = []
    for line in lines:
        if any(fit(line.text, one, loosely=False).fit is Fit.EXACT for one in headings):
            break
        head.append(line)
    return _seen(head, labels)


def _seen(head: Sequence[Line], labels: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    merged = {
        key: tuple(dict.fromkeys((*labels.get(key, ()), *_LABELS.get(key, ()))))
        for key in (*labels, *_LABELS)
    }
    seen: dict[str, str] = {}
    for line in head:
        for part in nfc(line.text).split("\n"):
            _see_title(squeeze(part), seen)
            _see_labels(part, merged, seen)
    return seen


def _see_title(text: str, seen: dict[str, str]) -> None:
    if "tieu_de" not in seen and _TITLE.match(text):
        seen["tieu_de"] = text
    if "phu_de" not in seen and _SUBTITLE.match(text):
        seen["phu_de"] = text
    year = _YEAR.match(text)
    if year is None and seen.get("tieu_de") == text:
        year = _TITLE_YEAR.search(text)
    if year and "nam" not in seen:
        seen["nam"] = year[1]


def _see_labels(text: str, labels: Mapping[str, tuple[str, ...]], seen: dict[str, str]) -> None:
    """Add `Họ và tên: …` and its like, also several on one line."""
    places: list[tuple[int, int, str]] = []
    folded = "".join(fold(letter)[:1] or " " for letter in text)  # place for place
    for key, names in labels.items():
        either = "|".join(re.escape(fold(name)) for name in sorted(names, key=len, reverse=True))
        pattern = rf"(?:^|(?<=\s)|(?<=[.;,…-]))(?:{either})\s*[:.…]\s*"
        if match := re.search(pattern, folded):
            places.append((match.start(), match.end(), key))
    places.sort()
    for number, (_, start, key) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(text)
        value = squeeze(text[start:end]).strip(" .…;,_")
        if value and key not in seen:
            seen[key] = value
