"""Counts in figures and in words, which must say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hoso import text
from hoso.errors import DataFieldError, RulesBrokenError
from hoso.services.prefill._request import Request


def integer(request: Request, field: str, otherwise: int) -> int:
    """Return the whole number that the data file gives, else `otherwise`; raise DataFieldError."""
    said = str(request.given.get(field, otherwise)).replace(".", "")
    if not said.isdecimal():
        raise DataFieldError(
            f"Trường «{field}» phải là số nguyên, đang là «{request.given[field]}».", where=field
        )
    return int(said)


def figures(request: Request, field: str, number: int) -> dict[str, str]:
    """Return a number as figures and words; a number of the data file goes before the archive's."""
    stated = integer(request, field, number)
    return {
        field: text.thousands(number),
        f"{field}_chu": _spoken(request, f"{field}_chu", stated),
    }


def rows_in_words(
    request: Request, field: str, rows: Iterable[Mapping[str, object]], key: str
) -> str:
    """Return in words how many rows the table will have, with those that the data file adds."""
    known = {row[key] for row in rows}
    added = [row for row in request.given_rows(field) if row.get(key) not in known]
    return _spoken(request, f"{field}_chu", len(known) + len(added))


def _spoken(request: Request, field: str, number: int) -> str:
    """Return a number in words; raise RulesBrokenError when the data file says other words."""
    words = text.in_words(number)
    said = text.squeeze(str(request.given.get(field) or words))
    if text.tone_key(said) != text.tone_key(words):
        raise RulesBrokenError(
            f"Trường «{field}» ghi «{said}» nhưng số là {text.thousands(number)} ({words}). Hãy bỏ trường "
            "này khỏi tệp dữ liệu: chương trình tự đọc số thành chữ.",
            where=field,
        )
    return words
