"""What a rendering prints, noted as it happens, and the proof that all of it is on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from jinja2 import pass_context
from jinja2.runtime import Context
from lxml import etree

from hoso.errors import FillError
from hoso.text import forbidden
from hoso.word._ns import XML_SPACE, a, w

if TYPE_CHECKING:
    from hoso.word._compile import Part

RECORDER = "bản ghi"  # holds a space: no template can name it
_BOUNDARY = "\x00"  # between paragraphs; no value can hold it
_T, _R, _P, _TAB = w("t"), w("r"), w("p"), w("tab")
_TEXTS = {_T, w("instrText"), w("delText"), a("t")}
_BREAKS = {w("br"), w("cr")}
_SHOWN = (_P, _TAB, *_TEXTS, *_BREAKS, "{*}t")


@dataclass(slots=True)
class Recorder:
    """What one rendering of one part printed, in order."""

    part: Part
    printed: list[tuple[int, str]] = field(default_factory=list)

    def take(self, index: int, value: object) -> object:
        """Note what expression `index` prints and return it; refuse what would not be text."""
        if value is None or isinstance(value, Mapping | list | tuple):
            raise refusal(self.part, index, value)
        shown = self.part.expressions[index].shown
        if hasattr(value, "__html__"):
            if shown:
                self.printed.extend((index, piece) for piece in _texts_in(str(value)))
            return value
        text = str(value)
        if next(forbidden(text), None):
            raise refusal(self.part, index, value)
        if shown:
            self.printed.append((index, text))
        return text


def _texts_in(markup: str) -> Iterator[str]:
    """Yield the texts of markup: of whole elements those that a page shows, else all of it."""
    if "<w:" in markup:
        found = re.findall(r"<(?:w|a|m):t(?:\s[^<>]*)?>([^<]*)", markup)
    else:
        found = re.split(r"<[^<>]*>", markup)
    return map(unescape, found)


def refusal(part: Part, index: int, value: object) -> FillError:
    """Return the refusal of a value that expression `index` of `part` cannot print."""
    expression = part.expressions[index]
    if value is None:
        reason = "cho kết quả trống (None)"
    elif isinstance(value, str):
        reason = "cho kết quả có ký tự mà tệp Word cấm"
    else:
        reason = "là cả một bảng, nhóm hoặc danh sách, không in được như một giá trị"
    place = part.place(expression.line)
    return FillError(
        f"Chưa điền được mẫu {part.template}: «{expression.label}» {reason}, "
        f"tại đoạn «{place}»; hãy sửa dữ liệu hoặc mẫu.",
        where=expression.label,
    )


@pass_context
def note(context: Context, value: object, index: int) -> object:
    """Return `value` noted as printed by expression `index`: the filter around every expression."""
    recorder: Recorder = context[RECORDER]
    return recorder.take(index, value)


def shown_text(root: etree._Element) -> str:
    """Return all text of a part, paragraphs apart; edge spaces in it are made to be kept."""
    pieces: list[str] = []
    for element in root.iter(*_SHOWN):
        if element.tag == _P:
            pieces.append(_BOUNDARY)
        elif element.tag in _BREAKS:
            pieces.append("\n")
        elif element.tag == _TAB:
            pieces.append("\t" if _is_typed(element) else "")
        elif text := element.text:
            pieces.append(text)
            if element.tag == _T and (text[0].isspace() or text[-1].isspace()):
                element.set(XML_SPACE, "preserve")
    return "".join(pieces)


def _is_typed(tab: etree._Element) -> bool:
    parent = tab.getparent()
    return parent is not None and parent.tag == _R


def prove(recorder: Recorder, text: str) -> None:
    """Raise FillError naming the first value that was printed and is not, in order, in `text`."""
    at = 0
    for index, value in recorder.printed:
        found = text.find(value, at)
        if found < 0:
            expression = recorder.part.expressions[index]
            place = recorder.part.place(expression.line)
            raise FillError(
                f"Giá trị «{value[:60]}» của «{expression.label}» bị mất khi điền mẫu "
                f"{recorder.part.template}, đoạn «{place}»; hãy sửa mẫu ở đoạn đó.",
                where=expression.label,
            )
        at = found + len(value)
