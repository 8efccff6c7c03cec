"""Đảng bộ mẫu: an invented committee of 78 members, for `hoso demo` and the tests."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Return where the sample file `name` lies, such as `danh_sach.xlsx`; "" is the folder."""
    return Path(str(files(__name__).joinpath(name)))
