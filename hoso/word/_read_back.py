"""Reading a returned form: whose it is, what it says, and what a person must be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hoso.model.template import (
    Difference,
    FieldKind,
    Question,
    ReturnedForm,
    TemplateField,
    TemplateInfo,
)
from hoso.text import squeeze
from hoso.word._choices import NAMES, choose
from hoso.word._faults import items
from hoso.word._front import seen_on
from hoso.word._lines import Line, document_lines, text_of_package
from hoso.word._package import Package, open_package
from hoso.word._places import MARK
from hoso.word._printed import Comparison, compare
from hoso.word._remedies import changed, remedies
from hoso.word._sections import Section, Sections, Stray, is_inline, locate, shown
from hoso.word._values import is_blank, paragraphs, score

IDENTITY: Final = ("loai", "to_chuc", "so_the", "nam")
_DOCUMENT: Final = "van_ban"  # which of several forms of one kind; after the others, if at all
# The answer to "to which section does this text belong" that says: to none, leave it out.
NO_FIELD: Final = "bo"
_NO_IDENTITY: Final = "Biểu mẫu đã mất định danh ẩn; phải nhận ra chủ thể theo chữ in trên giấy."


def identity(data: bytes, name: str = "biểu mẫu nhận lại") -> dict[str, str]:
    """Return the identity embedded in an issued form, {} when it is lost or was never there."""
    return _identity(open_package(data, name))


def read_back(
    data: bytes,
    info: TemplateInfo,
    *,
    issued: bytes | None = None,
    name: str = "biểu mẫu nhận lại",
) -> ReturnedForm:
    """Return what a returned form says.

    `issued` is the form as it was handed out: with it, differences from the print are named and
    every typed word outside the answers is asked about. `name` is what messages call the file.
    Nothing is guessed: what is ambiguous becomes a question and the value stays empty. Raises
    UnreadableFileError when the file is no sound .docx.
    """
    package = open_package(data, name)
    blank = open_package(issued, "biểu mẫu phát hành") if issued is not None else None
    return _read(package, info, blank)


def _read(package: Package, info: TemplateInfo, blank: Package | None) -> ReturnedForm:
    lines = document_lines(package)
    printed = document_lines(blank) if blank else []
    found, was = locate(lines, info, printed), locate(printed, info)
    compared = compare(found, was, blank, package) if blank else Comparison()
    absent = _not_printed(was if blank else found, info)
    values = {
        field: _value(found, section, was.by_name[field].body)
        for field, section in found.by_name.items()
        if field not in absent or section.is_found
    }
    embedded = _identity(package)
    strays = _ask_about([*found.strays, *compared.strays], info)
    return ReturnedForm(
        identity=embedded,
        seen=seen_on(lines, info),
        values=values,
        questions=(*found.questions, *strays),
        warnings=(*found.warnings, *(() if embedded else (_NO_IDENTITY,))),
        differences=(*compared.differences, *_changed_faults(found, was)),
    )


def _changed_faults(found: Sections, was: Sections) -> Iterator[Difference]:
    """Yield the printed faults of section III that came back altered or not at all."""
    for field, section in found.by_name.items():
        if section.wanted.kind is FieldKind.TABLE:
            yield from changed(section.lines, was.by_name[field].body)


def _not_printed(form: Sections, info: TemplateInfo) -> set[str]:
    """Return the fields under a switch that was off when the form was issued."""
    printed = {
        one.only_if
        for one in info.fields
        if one.name in form.by_name and form.by_name[one.name].is_found
    }
    return {one.name for one in info.fields if one.only_if and one.only_if not in printed}


def text_of(data: bytes, name: str = "văn bản") -> str:
    """Return the plain text of a .docx in reading order, one line a paragraph, for searching."""
    return text_of_package(open_package(data, name))


def _identity(package: Package) -> dict[str, str]:
    prefix, *parts = package.identifier.split(":")
    if prefix != "hoso" or len(parts) not in {len(IDENTITY), len(IDENTITY) + 1}:
        return {}
    named = zip((*IDENTITY, _DOCUMENT), parts, strict=False)
    return {key: "" if part == "-" else part for key, part in named}


def _ask_about(strays: Iterable[Stray], info: TemplateInfo) -> list[Question]:
    """Return a question for every typed text without a section: nothing typed is dropped."""
    takers = tuple(one.name for one in info.fields if one.heading and takes_text(one))
    return [
        Question(
            name=f"chu_{number}",
            words=f"Chữ «{shown(stray.text)}» {stray.why}; chữ này thuộc mục nào?",
            choices=(*(stray.choices or takers), NO_FIELD),
            text=squeeze(stray.text),
        )
        for number, stray in enumerate(strays, start=1)
    ]


def takes_text(wanted: TemplateField) -> bool:
    """Return whether free text may be an answer to the field."""
    return wanted.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST}


def _value(found: Sections, section: Section, printed: Sequence[Line]) -> object:
    wanted = section.wanted
    if not section.is_found and wanted.kind is not FieldKind.GRADE:
        found.ask(
            wanted.name,
            f"Không tìm thấy mục «{shown(wanted.heading)}» (tiêu đề và dấu ẩn đều mất); "
            "phần trả lời của mục này ở đâu?",
            NAMES.get(wanted.kind, ()),
        )
    if wanted.kind in NAMES:
        return _choice(found, section)
    if wanted.kind is FieldKind.TABLE:
        return remedies(section.lines, found, wanted.name, printed)
    if is_inline(wanted):
        return _inline(found, section)
    typed = [*([section.rest] if section.rest else []), *(line.text for line in section.body)]
    return _items(found, wanted, typed) if is_list(wanted) else paragraphs(typed)


def is_list(wanted: TemplateField) -> bool:
    """Return whether the answer is a list of single items: what the register of faults takes up."""
    return wanted.kind is FieldKind.LIST or wanted.name == "han_che"


def _items(found: Sections, wanted: TemplateField, typed: Sequence[str]) -> list[str]:
    read = items(typed)
    if read.doubt:
        found.ask(
            wanted.name,
            f"Mục «{shown(wanted.label)}»: {read.doubt} Hãy ghi mỗi hạn chế, khuyết điểm một dòng.",
        )
    return read.texts


def _choice(found: Sections, section: Section) -> str:
    wanted = section.wanted
    choice = choose(section.body, section.rest, wanted.kind)
    title = shown(wanted.heading or wanted.label)
    if choice.question:
        found.ask(wanted.name, f"Mục «{title}» {choice.question}", NAMES[wanted.kind])
    if choice.warning:
        found.warnings.append(f"Mục «{title}»: {choice.warning}")
    _leave_over(found, wanted, choice.unread)
    return choice.code


def _leave_over(found: Sections, wanted: TemplateField, texts: Iterable[str]) -> None:
    """Ask about text in a section that takes no text."""
    found.strays += [
        Stray(text, f"đứng trong mục «{shown(wanted.label)}» mà không phải lựa chọn ở đó", ())
        for text in texts
        if not is_blank(text)
    ]


def _inline(found: Sections, section: Section) -> str:
    """Return a score or a short text: on the heading's line, else in its control or below."""
    wanted = section.wanted
    texts = [line.text for line in section.body if not is_blank(line.text)]
    typed = _marked(section) or section.rest
    if not typed and texts:
        typed = texts.pop(0)
    _leave_over(found, wanted, texts)
    if wanted.kind is not FieldKind.NUMBER and not _is_score(wanted):
        return "" if is_blank(typed) else squeeze(typed).strip(" …")
    value = score(typed)
    if value is None:
        found.ask(
            wanted.name,
            f"Mục «{shown(wanted.heading)}» ghi «{squeeze(typed)}», không đọc được thành điểm; "
            "điểm là bao nhiêu?",
        )
    return value or ""


def _marked(section: Section) -> str:
    """Return what stands inside the control or bookmark of a field whose heading is gone."""
    if section.heading is not None:
        return ""
    names = {MARK + section.wanted.name, "#" + MARK + section.wanted.name}
    pieces = [p.text for line in section.body[:1] for p in line.pieces if names & p.names]
    inside = "".join(pieces).strip()
    if inside and section.body:
        section.body = section.body[1:]
    return inside


def _is_score(wanted: TemplateField) -> bool:
    return "diem" in wanted.name.split("_")
