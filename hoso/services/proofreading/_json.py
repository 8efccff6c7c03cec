"""Tables handed over as JSON (`docs/cli.md`): every value that is no figure is named, none guessed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hoso.errors import Problem, RowsRefusedError, UnreadableFileError
from hoso.proofing import Table
from hoso.services.proofreading._tables import KEYS, read_table
from hoso.services.proofreading._values import LONGEST_LITERAL, Literal, Object, Reader, strange


def read(path: Path, data: bytes, *, accept_valid: bool) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a JSON file and the warnings.

    Raises UnreadableFileError when it is no JSON or holds no tables; RowsRefusedError listing every
    value that is no figure, unless `accept_valid`, which takes these for not printed.
    """
    reader = Reader(path.name)
    tables = [
        table
        for number, raw in enumerate(_listed(_decoded(path, data), path, reader), start=1)
        if (table := read_table(raw, number, reader)) is not None
    ]
    if reader.problems and not accept_valid:
        raise RowsRefusedError(
            f"{path.name}: {len(reader.problems)} chỗ không đọc được, chưa soát. Hãy sửa rồi chạy "
            "lại, hoặc thêm --accept-valid để coi các chỗ ấy là không in.",
            where=str(path),
            problems=reader.problems,
        )
    return tables, [*reader.problems, *reader.warnings]


def _decoded(path: Path, data: bytes) -> object:
    try:
        words = data.decode(json.detect_encoding(data))
        return json.loads(
            words.removeprefix("\ufeff"),
            parse_int=_whole,
            parse_float=Literal,
            parse_constant=Literal,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        why = "không phải chữ UTF-8. Hãy lưu lại bằng mã UTF-8"
        raise UnreadableFileError(f"{path.name}: {why}.", where=str(path)) from error
    except json.JSONDecodeError as error:
        why = f"không đúng cú pháp JSON ở dòng {error.lineno}, cột {error.colno}. Hãy sửa chỗ đó"
        raise UnreadableFileError(f"{path.name}: {why}.", where=str(path)) from error
    except RecursionError as error:
        why = "lồng quá nhiều lớp, không phải bảng số liệu"
        raise UnreadableFileError(f"{path.name}: {why}.", where=str(path)) from error


def _whole(literal: str) -> object:
    return int(literal) if len(literal) <= LONGEST_LITERAL else Literal(literal)


def _object(pairs: list[tuple[str, object]]) -> Object:
    found = Object()
    twice: list[str] = []
    for key, value in pairs:
        if key in found and found[key] != value:
            twice.append(key)
        found[key] = value
    found.twice = tuple(twice)
    return found


def _listed(raw: object, path: Path, reader: Reader) -> Sequence[object]:
    """Return the list of tables: under `bang`, or the list or one table itself."""
    if isinstance(raw, Object) and "bang" in raw:
        strange(raw, ("bang",), "tệp", reader)
        raw = raw["bang"]
    elif isinstance(raw, Object) and set(raw) & set(KEYS):
        raw = [raw]
    if isinstance(raw, list):
        return raw
    raise UnreadableFileError(
        f'{path.name}: không thấy danh sách bảng. Tệp phải có dạng {{"bang": [{{"ten": "…", '
        '"tong_so": 100, …}]}.',
        where=str(path),
    )
