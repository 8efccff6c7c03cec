"""The sample's people at work: they type their answers into the issued Word files.

Only `hoso demo` and the tests use it; everybody else's people have Word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hoso import sample, templates, text, word
from hoso.errors import NotFoundError


def answers() -> dict[str, dict[str, Any]]:
    """Return what everyone of the sample answers in 2025, by dossier code without the year."""
    return tomllib.loads(text.nfc(sample.path("tra_loi_2025.toml").read_text(encoding="utf-8")))


def meeting_days() -> dict[tuple[str, str], str]:
    """Return the ISO date of each meeting: (organisation, `tap_the` or `ca_nhan`) → day."""
    held = tomllib.loads(sample.path("hoi_nghi_2025.toml").read_text(encoding="utf-8"))
    days = {}
    for organisation, meetings in held.items():
        for kind in ("tap_the", "ca_nhan"):
            day = text.parse_date(meetings[kind]["hoi_nghi"]["ngay"])
            days[organisation, kind] = day.isoformat() if day else ""
    return days


def fill_in(folder: Path) -> int:
    """Type the sample's answers into every issued form below `folder`; return how many."""
    given = answers()
    paths = sorted(folder.rglob("*.docx"))
    for path in paths:
        _fill_one(path, given)
    return len(paths)


def _fill_one(path: Path, given: Mapping[str, dict[str, Any]]) -> None:
    data = path.read_bytes()
    whose = word.identity(data)
    stem = f"dv-{whose['so_the']}" if whose["so_the"] else f"tt-{whose['to_chuc']}"
    if stem not in given:
        raise NotFoundError(f"Dữ liệu mẫu không có câu trả lời của {stem}.", where=str(path))
    info = templates.find(whose["loai"], [templates.builtin_root()]).info
    path.write_bytes(word.answer(data, info, _as_typed(given[stem])))


def _as_typed(values: Mapping[str, Any]) -> dict[str, object]:
    """Return answers as people write them: points with a decimal comma, section III by code."""
    typed: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, int | float):
            typed[name] = f"{value:g}".replace(".", ",")
        elif isinstance(value, dict):
            typed[name] = [{"ma": code, **row} for code, row in value.items()]
        else:
            typed[name] = value
    return typed
