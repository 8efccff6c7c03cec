"""Reading a returned form: whose it is, what it says, and what a person must be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hoso.model.template import CODES, FieldKind, ReturnedForm, TemplateField, TemplateInfo
from hoso.text import fold, nfc, squeeze
from hoso.word._lines import Line, document_lines, text_of_package
from hoso.word._package import Package, open_package
from hoso.word._remedies import remedies
from hoso.word._sections import Section, Sections, is_inline, locate
from hoso.word._values import NAMES, is_blank, items, paragraphs, score, ticks

_IDENTITY: Final = ("loai", "to_chuc", "so_the", "nam")
_LABELS: Final = {
    "ho_ten": "Họ và tên",
    "ngay_sinh": "Ngày sinh",
    "so_the": "Số thẻ đảng viên",
    "don_vi_cong_tac": "Đơn vị công tác",
    "chi_bo": "Chi bộ",
}
_TITLE: Final = re.compile(r"^(?:BẢN|BÁO CÁO)\s+(?:TỰ\s+)?(?:KIỂM ĐIỂM|ĐÁNH GIÁ).*")
_YEAR: Final = re.compile(r"^\(?năm\s+(\d{4})\)?\s*$", re.IGNORECASE)


def identity(data: bytes, name: str = "biểu mẫu nhận lại") -> dict[str, str]:
    """Return the identity embedded in an issued form, {} when it is lost or was never there."""
    return _identity(open_package(data, name))


def read_back(data: bytes, info: TemplateInfo, *, name: str = "biểu mẫu nhận lại") -> ReturnedForm:
    """Return what a returned form says.

    `name` is what messages call the file. Nothing is guessed: what is ambiguous becomes a question
    and the value stays empty. Raises UnreadableFileError when the file is no sound .docx.
    """
    package = open_package(data, name)
    found = document_lines(package)
    sections = locate(found, info)
    values = _values(sections, info)
    embedded = _identity(package)
    if not embedded:
        sections.warnings.append(
            "Biểu mẫu đã mất định danh ẩn; phải nhận ra chủ thể theo chữ in trên giấy."
        )
    return ReturnedForm(
        identity=embedded,
        seen=_seen(found, info),
        values=values,
        questions=tuple(sections.questions),
        warnings=tuple(sections.warnings),
    )


def _values(sections: Sections, info: TemplateInfo) -> dict[str, object]:
    absent = _switched_off(sections, info)
    return {
        one.name: _value(sections, sections.by_name[one.name])
        for one in info.fields
        if one.heading and one.only_if not in absent
    }


def _switched_off(sections: Sections, info: TemplateInfo) -> set[str]:
    """Return the switches of which nothing is on the form: those items were not printed."""
    seen = {
        one.only_if for one in info.fields if one.heading and sections.by_name[one.name].is_found
    }
    return {one.only_if for one in info.fields if one.only_if} - seen


def text_of(data: bytes, name: str = "văn bản") -> str:
    """Return the plain text of a .docx in reading order, one line a paragraph, for searching."""
    return text_of_package(open_package(data, name))


def _identity(package: Package) -> dict[str, str]:
    prefix, *parts = package.identifier.split(":")
    if prefix != "hoso" or len(parts) != len(_IDENTITY):
        return {}
    return {key: "" if part == "-" else part for key, part in zip(_IDENTITY, parts, strict=True)}


def _seen(found: Sequence[Line], info: TemplateInfo) -> dict[str, str]:
    labels = _LABELS | {
        column.name: column.label
        for group in info.fields
        if group.kind is FieldKind.GROUP
        for column in group.columns
    }
    seen: dict[str, str] = {}
    for line in found:
        text = nfc(line.text)
        if "tieu_de" not in seen and _TITLE.match(squeeze(text)):
            seen["tieu_de"] = squeeze(text)
        for part in text.split("\n"):
            if "nam" not in seen and (year := _YEAR.match(squeeze(part))):
                seen["nam"] = year[1]
            _see_labels(part, labels, seen)
    return seen


def _see_labels(text: str, labels: dict[str, str], seen: dict[str, str]) -> None:
    """Add `Họ và tên: …` and its like, also several on one line."""
    places: list[tuple[int, int, str]] = []
    folded = "".join(fold(letter)[:1] or " " for letter in text)  # place for place
    for key, label in labels.items():
        pattern = rf"(?:^|(?<=\s)|(?<=[.;,…])){re.escape(fold(label))}\s*[:.…]\s*"
        if match := re.search(pattern, folded):
            places.append((match.start(), match.end(), key))
    places.sort()
    for number, (_, start, key) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(text)
        value = squeeze(text[start:end]).strip(" .…;,_")
        if value and key not in seen:
            seen[key] = value


def _value(sections: Sections, section: Section) -> object:
    kind = section.wanted.kind
    if not section.is_found:
        sections.questions.append(
            f"Không tìm thấy mục «{section.wanted.heading}» (tiêu đề và dấu ẩn đều mất); "
            "phần trả lời của mục này ở đâu?"
        )
    elif section.heading is None:
        sections.warnings.append(
            f"Không thấy tiêu đề «{section.wanted.heading}»; đã đọc theo dấu ẩn của biểu mẫu."
        )
    if kind in CODES:
        return _level(sections, section)
    if kind is FieldKind.TABLE:
        return remedies(section.body, sections.questions) if section.is_found else []
    if is_inline(section.wanted):
        return _inline(sections, section)
    typed = _texts(section)
    return items(typed) if is_list(section.wanted) else paragraphs(typed)


def is_list(wanted: TemplateField) -> bool:
    """Return whether the answer is a list of single items: what the register of faults takes up."""
    return wanted.kind is FieldKind.LIST or wanted.name == "han_che"


def _texts(section: Section) -> list[str]:
    return [*([section.rest] if section.rest else []), *(line.text for line in section.body)]


def _level(sections: Sections, section: Section) -> str:
    named = ticks([Line(section.heading.element, section.rest)] if section.heading else [])
    found = ticks(section.body)
    chosen = found.ticked or named.printed
    if len(chosen) > 1:
        names = ", ".join(f"«{NAMES[level]}»" for level in chosen)
        sections.questions.append(
            f"Mục «{section.wanted.heading}» chọn nhiều mức ({names}); mức nào đúng?"
        )
    elif not chosen and len(found.printed) == 1:
        name = NAMES[found.printed[0]]
        sections.questions.append(
            f"Mục «{section.wanted.heading}» chỉ còn dòng «{name}» và không có dấu chọn; "
            "có phải tự nhận mức này không?"
        )
    return chosen[0].value if len(chosen) == 1 else ""


def _inline(sections: Sections, section: Section) -> str:
    typed = section.rest or next(iter(_texts(section)), "")
    if section.wanted.kind is not FieldKind.NUMBER and not _is_score(section.wanted):
        return "" if is_blank(typed) else squeeze(typed).strip(" …")
    value = score(typed)
    if value is None:
        sections.questions.append(
            f"Mục «{section.wanted.heading}» ghi «{squeeze(typed)[:60]}», không đọc được thành điểm; "
            "điểm là bao nhiêu?"
        )
    return value or ""


def _is_score(wanted: TemplateField) -> bool:
    return "diem" in wanted.name.split("_")
