"""Data that a person adds to a document: read, checked against the template's fields, merged."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import DataFieldError, Problem, UnreadableFileError
from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.services.scalars import scalar


def read(path: Path) -> dict[str, object]:
    """Return what a `.toml` or `.xlsx` data file says; raise UnreadableFileError.

    `FILE.toml#a.b` means the table `[a.b]` of a file that holds the data of several documents.
    """
    name, mark, section = str(path).partition("#")
    if mark and not path.exists():
        return _section(read(Path(name)), section, path)
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        return spreadsheet.read_data(path)
    try:
        raw = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableFileError(f"Không có tệp {path}.", where=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"Không đọc được {path}: tệp dữ liệu phải là văn bản UTF-8 (.toml) hoặc .xlsx.",
            where=str(path),
        ) from error
    try:
        return tomllib.loads(text.nfc(raw))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(
            f"{path}: không đúng cú pháp TOML ({error}). Hãy sửa dòng đó.", where=str(path)
        ) from error


def _section(data: dict[str, object], section: str, path: Path) -> dict[str, object]:
    found: object = data
    for part in section.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise UnreadableFileError(
            f"{path}: không có phần [{section}]. Các phần: {', '.join(data)}.", where=str(path)
        )
    return found


def merge(
    info: TemplateInfo, known: Mapping[str, object], added: Mapping[str, object], where: str
) -> tuple[dict[str, object], dict[str, str]]:
    """Return `known` completed by `added` under the template's fields, and a notice an override.

    Raise DataFieldError that lists every unknown, ill-typed and missing field at once.
    """
    fields = {f.name: f for f in info.fields}
    given = _by_name(fields, added)
    context = restricted(info, known)
    problems = [*_unknown(fields, given, where)]
    notices: dict[str, str] = {}
    for name in given.keys() & fields.keys():
        try:
            typed = _coerced(fields[name], given[name], name)
        except ValueError as error:
            problems.append(Problem(code="D003", where=f"{where}: {name}", message=str(error)))
        else:
            context[name] = _overlaid(fields[name], context.get(name), typed, notices)
    _require_none([*problems, *_missing(info, context, where)], info, where)
    return context, notices


def _require_none(problems: list[Problem], info: TemplateInfo, where: str) -> None:
    if problems:
        listing = "\n".join(f"  - {p.message}" for p in problems)
        raise DataFieldError(
            f"Chưa lập được «{info.title}», cần sửa dữ liệu:\n{listing}\n"
            f"Xem các trường bằng «hoso templates fields {info.kind}».",
            where=where,
            problems=problems,
        )


def restricted(info: TemplateInfo, known: Mapping[str, object]) -> dict[str, object]:
    """Return what of `known` the template has fields and columns for."""
    fields = {field.name: field for field in info.fields}
    return {name: _columns(fields[name], value) for name, value in known.items() if name in fields}


def _columns(field: TemplateField, value: object) -> object:
    columns = {column.name: column for column in field.columns}
    if columns and isinstance(value, Mapping):
        return {k: _columns(columns[k], v) for k, v in value.items() if k in columns}
    if columns and isinstance(value, list):
        return [_columns(field, row) for row in value]
    return value


def _by_name(fields: Mapping[str, TemplateField], added: Mapping[str, object]) -> dict[str, object]:
    """Return `added` under field names; a label, as Excel sheets use, is as good as a name.

    `hoi_nghi.dia_diem` is the column of a group, since an Excel sheet has no other way to say it.
    """
    labels = {text.fold(field.label): name for name, field in fields.items()}
    given: dict[str, object] = {}
    for said, value in added.items():
        name, _, column = said.partition(".")
        if column and name in fields and fields[name].kind is FieldKind.GROUP:
            group = given.setdefault(name, {})
            if isinstance(group, dict):
                group[column] = value
        else:
            given[said if said in fields else labels.get(text.fold(said), said)] = value
    return given


def _unknown(
    fields: Mapping[str, TemplateField], given: Mapping[str, object], where: str
) -> Iterator[Problem]:
    for name, value in given.items():
        if name not in fields:
            yield _strange(name, list(fields), f"{where}: {name}")
            continue
        columns = [column.name for column in fields[name].columns]
        rows = value if isinstance(value, list) else [value]
        for place, row in enumerate(rows, start=1):
            if columns and isinstance(row, Mapping):
                for key in row:
                    if key not in columns:
                        yield _strange(key, columns, f"{where}: {name}, dòng {place}")


def _strange(name: str, choices: list[str], where: str) -> Problem:
    near = text.nearest(name, choices)
    hint = f" Ý bạn là «{near}»?" if near else f" Có các trường: {', '.join(choices)}."
    return Problem(code="D001", where=where, message=f"{where}: không có trường «{name}».{hint}")


def _missing(info: TemplateInfo, context: Mapping[str, object], where: str) -> Iterator[Problem]:
    for field in info.fields:
        if field.name not in context:
            if field.required:
                yield _lacking(field, field.name, where)
            continue
        value = context[field.name]
        if field.kind is FieldKind.GROUP and isinstance(value, Mapping):
            for column in field.columns:
                if column.required and column.name not in value:
                    yield _lacking(column, f"{field.name}.{column.name}", where)


def _lacking(field: TemplateField, name: str, where: str) -> Problem:
    return Problem(
        code="D002",
        where=f"{where}: {name}",
        message=f"{where}: thiếu trường «{name}» ({field.label}).",
    )


def complete(info: TemplateInfo, context: dict[str, object]) -> dict[str, object]:
    """Return `context` with a blank for every optional field that nobody gave."""
    for field in info.fields:
        if field.name not in context:
            context[field.name] = _blank(field)
        elif field.columns:
            context[field.name] = _filled_rows(field, context[field.name])
    return context


def _blank(field: TemplateField) -> object:
    if field.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST, FieldKind.TABLE}:
        return []
    if field.kind is FieldKind.GROUP:
        return {column.name: _blank(column) for column in field.columns}
    return False if field.kind is FieldKind.YES_NO else ""


def _filled_rows(field: TemplateField, value: object) -> object:
    blank = {column.name: _blank(column) for column in field.columns}
    if isinstance(value, Mapping):
        return {**blank, **value}
    return [{**blank, **row} for row in value] if isinstance(value, list) else value


def _coerced(field: TemplateField, value: object, place: str) -> object:
    """Return `value` as the kind of `field`; raise ValueError in Vietnamese when it cannot be."""
    if isinstance(value, date):
        value = text.short_date(value.date() if isinstance(value, datetime) else value)
    if field.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST}:
        return _paragraphs(value, field, place)
    if field.kind is FieldKind.TABLE:
        return [_row(field, row, f"{place}, dòng {n}") for n, row in enumerate(_rows(value), 1)]
    if field.kind is FieldKind.GROUP:
        return _row(field, value, place)
    return scalar(field, value, place)


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _row(field: TemplateField, row: object, place: str) -> dict[str, object]:
    if not isinstance(row, Mapping):
        columns_wanted = f"{place} («{field.label}») phải có các cột {_names(field)}."
        raise ValueError(columns_wanted)  # noqa: TRY004  # a user's data, not a caller's type
    columns = {column.name: column for column in field.columns}
    return {
        key: _coerced(columns[key], value, f"{place}.{key}")
        for key, value in row.items()
        if key in columns
    }


def _names(field: TemplateField) -> str:
    return ", ".join(column.name for column in field.columns)


def _paragraphs(value: object, field: TemplateField, place: str) -> list[str]:
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.strip()]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise ValueError(f"{place} («{field.label}») phải là một hay nhiều dòng chữ.")


def _overlaid(field: TemplateField, old: object, new: object, notices: dict[str, str]) -> object:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key, value in new.items():
            _note(f"{field.name}.{key}", old.get(key), value, notices)
        return {**old, **new}
    if field.key and isinstance(old, list) and isinstance(new, list):
        return _completed(field.key, old, new)
    _note(field.name, old, new, notices)
    return new


def _completed(
    key: str, old: list[dict[str, object]], new: list[dict[str, object]]
) -> list[dict[str, object]]:
    """Return the known rows with what was given for each by its key; unknown ones follow.

    Raise DataFieldError when a given row could be for two known ones.
    """
    given = {row[key]: row for row in new if key in row}
    times = Counter(row.get(key) for row in old)
    if twins := [str(name) for name in given if times[name] > 1]:
        raise DataFieldError(
            f"Có hai người cùng tên {', '.join(twins)}: hãy ghi đầy đủ mọi dòng của bảng này, "
            "không ghép theo tên được.",
            where=key,
        )
    more = [row for row in new if row.get(key) not in times]
    return [{**row, **given.get(row.get(key), {})} for row in old] + more


def _note(name: str, old: object, new: object, notices: dict[str, str]) -> None:
    if old not in (None, "", []) and old != new:
        said = f"Trường «{name}» lấy theo tệp dữ liệu, khác với trong kho ({_short(old)})."
        notices[name] = said


def _short(value: object) -> str:
    words = f"{len(value)} dòng" if isinstance(value, list) else f"«{value}»"
    return words if len(words) <= 60 else words[:59] + "…"
