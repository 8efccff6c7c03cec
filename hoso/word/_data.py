"""The border: what a template may be given, checked whole before anything is printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from hoso.errors import FillError, Outcome, Problem
from hoso.text import forbidden, nfc, short_date, squeeze, without_forbidden

_DEEPEST: Final = 30
_PLAIN = (bool, int, Decimal)
_NAMES = {"U+000C": "ngắt trang", "U+000B": "xuống dòng kiểu cũ", "U+0000": "byte 0"}


class Group(dict[str, object]):
    """Nhóm: a mapping that knows its own dotted path in the data, for messages."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


def clean(data: Mapping[str, object]) -> Group:
    """Return a deep copy of `data` in NFC, one kind of line end, dates as dd/mm/yyyy.

    Raises FillError with one problem for each `None`, each character that XML forbids and each
    value of a kind that cannot be printed, named by its dotted path (rows counted from 1) and
    place: F001 `None`, F002 forbidden character, F003 kind.
    """
    problems: list[Problem] = []
    group = _group(data, "", 0, problems)
    if problems:
        more = f" (và {len(problems) - 1} chỗ nữa)" if len(problems) > 1 else ""
        raise FillError(
            f"Chưa điền được mẫu: {problems[0].message}{more}",
            where=problems[0].where,
            problems=problems,
        )
    return group


def _group(data: Mapping[str, object], path: str, depth: int, problems: list[Problem]) -> Group:
    group = Group(path)
    for key, value in data.items():
        name = nfc(str(key))
        group[name] = _value(value, f"{path}.{name}" if path else name, depth + 1, problems)
    return group


def _value(value: object, path: str, depth: int, problems: list[Problem]) -> object:
    if isinstance(value, str):
        return _text(value, path, problems)
    if isinstance(value, _PLAIN) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return short_date(value)
    if depth < _DEEPEST and isinstance(value, Mapping):
        return _group(value, path, depth, problems)
    if (
        depth < _DEEPEST
        and isinstance(value, Sequence)
        and not isinstance(value, bytes | bytearray)
    ):
        return [_value(one, f"{path}[{i}]", depth + 1, problems) for i, one in enumerate(value, 1)]
    problems.append(_unprintable(value, path))
    return ""


def _text(value: str, path: str, problems: list[Problem]) -> str:
    for place, code in forbidden(value):
        name = f" ({_NAMES[code]})" if code in _NAMES else ""
        around = squeeze(without_forbidden(value[max(place - 12, 0) : place + 12]))
        problems.append(
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
