"""The codec between frozen values and JSON: Vietnamese ASCII keys live in the fields' names."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import msgspec.structs

from hoso.errors import IntegrityError

T = TypeVar("T")


def encode(value: object) -> bytes:
    """Return `value` as the JSON that hoso stores: sorted keys, two spaces, UTF-8, final newline."""
    raw = msgspec.json.encode(value, order="sorted")
    return msgspec.json.format(raw, indent=2) + b"\n"


def decode(data: bytes, kind: type[T], *, where: str) -> T:
    """Return `data` read as `kind`; raise IntegrityError naming `where` when it is not that."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise IntegrityError(
            f"Tệp dữ liệu {where} trong kho không đọc được ({error}). "
            "Hãy chạy «hoso verify» để biết tệp nào hỏng.",
            where=where,
        ) from error


def plain(value: object) -> Any:
    """Return `value` as plain dicts, lists and strings under its Vietnamese keys, for `--json`."""
    return msgspec.to_builtins(value, order="sorted")


def convert(value: object, kind: type[T], *, strict: bool = False) -> T:
    """Return plain data read as `kind`; raise ValueError with the place when it does not fit.

    Unless `strict`, a text that reads as a number may stand for one.
    """
    try:
        return msgspec.convert(value, type=kind, strict=strict)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def replaced(value: T, **changes: Any) -> T:
    """Return a copy of a frozen value with some attributes changed."""
    return msgspec.structs.replace(value, **changes)  # type: ignore[type-var]  # T is a Struct
