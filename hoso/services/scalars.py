"""One value that a person gave for a field: a line, a number, a day, a code, yes or no."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from hoso import text
from hoso.model.template import CODES, FieldKind, TemplateField

_YES_NO: Final = {"khong": False, "false": False, "co": True, "true": True, "x": True}

_NUMBER: Final = re.compile(r"[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


def yes_or_no(words: str) -> bool | None:
    """Return what `có`, `x` or `không` says, None for any other word."""
    return _YES_NO.get(text.fold(words).strip())


def scalar(field: TemplateField, value: object, place: str) -> object:
    """Return `value` as the kind of `field`; raise ValueError in Vietnamese when it cannot be."""
    if field.kind is FieldKind.YES_NO:
        return _yes_no(field, value, place)
    if field.kind is FieldKind.PICTURE and value != "":
        raise ValueError(
            f"{place} («{field.label}») là hình chương trình tự vẽ, không ghi vào được."
        )
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int | float):
        words = f"{place} («{field.label}») phải là một dòng chữ."
        raise ValueError(words)  # noqa: TRY004  # a user's data, not a caller's type
    if wanted := _wanted(field, str(value)):
        raise ValueError(f"{place} («{field.label}») phải là {wanted}, đang là «{value}».")
    return value if field.kind is FieldKind.NUMBER else str(value)


def _wanted(field: TemplateField, value: str) -> str:
    """Return what the field wants when `value` is no such thing, "" when it is."""
    if field.kind is FieldKind.NUMBER:
        return "" if value.strip().lstrip("-").isdigit() else "số"
    if field.kind is FieldKind.DATE:
        return "" if not value or text.parse_date(value) else "ngày, ví dụ 05/12/2025"
    codes = CODES.get(field.kind, ())
    return f"một trong {', '.join(codes)}" if codes and value not in {"", *codes} else ""


def _yes_no(field: TemplateField, value: object, place: str) -> bool:
    if value == "":
        return False
    said = value if isinstance(value, bool) else yes_or_no(str(value))
    if said is None:
        raise ValueError(f"{place} («{field.label}») phải là có hoặc không, đang là «{value}».")
    return said


def parse_decimal(value: str) -> Decimal | None:
    """Return a number written the Vietnamese way, exactly: `87,5`, `1.234`, `-3`; None for others.

    A point only groups thousands: `87.5` is no number, and `1.234` is a thousand and more.
    """
    if not _NUMBER.fullmatch(value):
        return None
    return Decimal(value.replace(".", "").replace(",", "."))


def show_decimal(value: Decimal | float) -> str:
    """Return a number as Vietnamese write it: `87,5`, `1.234`; the opposite of `parse_decimal`."""
    return f"{Decimal(str(value)).normalize():,f}".translate(str.maketrans(",.", ".,"))
