"""The border: what a template may be given, checked whole before anything is printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Final

from docxtpl import InlineImage, Listing, RichText, RichTextParagraph, Subdoc

from hoso.errors import FillError, Outcome, Problem
from hoso.text import forbidden, is_clean, nfc, short_date, squeeze, without_forbidden
from hoso.word._placed import Fragment, Picture

_DEEPEST: Final = 30
_PLAIN = (bool, int, Decimal)
_NAMES = {"U+000C": "ngắt trang", "U+000B": "xuống dòng kiểu cũ", "U+0000": "byte 0"}


OBJECTS: Final = (Picture, Fragment, RichText, RichTextParagraph, InlineImage, Subdoc)


class Group(dict[str, object]):
    """Nhóm: a mapping that knows its own dotted path in the data, for messages.

    `holds_objects` is set on the whole of the data when docxtpl must place pictures and the like.
    """

    __slots__ = ("holds_objects", "path")

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.holds_objects = False


@dataclass(slots=True)
class _Border:
    """What the second, slow look finds."""

    problems: list[Problem] = field(default_factory=list)
    holds_objects: bool = False


class _UncleanError(Exception):
    """Something in the data needs a second look, or a word to the user."""


def clean(data: Mapping[str, object]) -> Group:
    """Return a deep copy of `data` in NFC, one kind of line end, dates as dd/mm/yyyy.

    Raises FillError with one problem for each `None`, each character that XML forbids and each
    value of a kind that cannot be printed, named by its dotted path (rows counted from 1) and
    place: F001 `None`, F002 forbidden character, F003 kind.
    """
    texts: list[str] = []
    try:
        group = _copied(data, "", 0, texts)
        if is_clean("\n".join(texts)):  # judged at once: almost all data are clean
            return group
    except _UncleanError:
        pass
    border = _Border()
    group = _group(data, "", 0, border)
    if problems := border.problems:
        more = f" (và {len(problems) - 1} chỗ nữa)" if len(problems) > 1 else ""
        raise FillError(
            f"Chưa điền được mẫu: {problems[0].message}{more}",
            where=problems[0].where,
            problems=problems,
        )
    group.holds_objects = border.holds_objects
    return group


def _copied(data: Mapping[str, object], path: str, depth: int, texts: list[str]) -> Group:
    """Return a copy of data of plain kinds, its texts noted in `texts`; raise for any other."""
    group = Group(path)
    for key, value in data.items():
        if type(key) is not str:
            raise _UncleanError
        texts.append(key)
        if type(value) is str:
            texts.append(value)
            group[key] = value
        else:
            place = f"{path}.{key}" if path else key
            group[key] = _copied_value(value, place, depth + 1, texts)
    return group


def _copied_value(value: object, path: str, depth: int, texts: list[str]) -> object:
    kind = type(value)
    if kind is int or kind is bool:
        return value
    if depth < _DEEPEST and isinstance(value, list):
        if set(map(type, value)) <= {str}:
            texts += value
            return value.copy()
        places = (f"{path}[{i}]" for i in range(1, len(value) + 1))
        rows = zip(value, places, strict=True)
        return [_copied_value(one, place, depth + 1, texts) for one, place in rows]
    if depth < _DEEPEST and isinstance(value, dict):
        return _copied(value, path, depth, texts)
    if type(value) is str:
        texts.append(value)
        return value
    raise _UncleanError


def _group(data: Mapping[str, object], path: str, depth: int, border: _Border) -> Group:
    group = Group(path)
    for key, value in data.items():
        name = nfc(str(key))
        group[name] = _value(value, f"{path}.{name}" if path else name, depth + 1, border)
    return group


def _value(value: object, path: str, depth: int, border: _Border) -> object:
    if isinstance(value, Listing):
        value = unescape(value.xml)
    if isinstance(value, str):
        return _text(value, path, border)
    if isinstance(value, OBJECTS):
        border.holds_objects = True
        return value
    if isinstance(value, _PLAIN) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return short_date(value)
    if depth < _DEEPEST and isinstance(value, Mapping):
        return _group(value, path, depth, border)
    if (
        depth < _DEEPEST
        and isinstance(value, Sequence)
        and not isinstance(value, bytes | bytearray)
    ):
        return [_value(one, f"{path}[{i}]", depth + 1, border) for i, one in enumerate(value, 1)]
    border.problems.append(_unprintable(value, path))
    return ""


def _text(value: str, path: str, border: _Border) -> str:
    for place, code in forbidden(value):
        name = f" ({_NAMES[code]})" if code in _NAMES else ""
        around = squeeze(without_forbidden(value[max(place - 12, 0) : place + 12]))
        border.problems.append(
            Problem(
                code="F002",
                where=path,
                message=f"trường «{path}» có ký tự cấm {code}{name} ở vị trí {place}, "
                f"gần «{around}»; hãy xoá ký tự đó rồi làm lại.",
                reference="XML 1.0, mục 2.2",
            )
        )
    # str() sheds subclasses: markup handed in as data is text like any other.
    return nfc(str.__str__(value).replace("\r\n", "\n").replace("\r", "\n"))


def _unprintable(value: object, path: str) -> Problem:
    if value is None:
        message = f'trường «{path}» trống (None); hãy ghi giá trị, hoặc "" nếu thật sự để trống.'
        return Problem(code="F001", where=path, message=message, outcome=Outcome.BROKEN)
    message = (
        f"trường «{path}» có kiểu {type(value).__name__}, không in được; "
        "hãy đưa vào dạng chữ, số, ngày, danh sách hoặc bảng."
    )
    return Problem(code="F003", where=path, message=message)


def leaves(value: object, path: str = "") -> Iterator[str]:
    """Yield the dotted path of everything in cleaned data, `[]` for any row: `hang[].ho_ten`."""
    if isinstance(value, Mapping):
        if path:
            yield path
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        yield path
        for one in value:
            yield from leaves(one, f"{path}[]")
    else:
        yield path
