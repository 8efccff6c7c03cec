"""`hoso.toml`: the few things an office sets once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hoso import text
from hoso.errors import WorkspaceError

FILE = "hoso.toml"

_NEW = """\
# Không gian làm việc của hoso. Có thể sửa tệp này bằng Notepad.
phien_ban = 1

[mac_dinh]
# Người ghi vào mỗi phiên bản khi lệnh không nêu --by.
nguoi = "{by}"
# Lý do khi lệnh không nêu --why; để trống thì mỗi lệnh tự ghi việc mình làm.
ly_do = ""

# Thời hạn, tỷ lệ riêng của cấp ủy (lớp phủ trên quy định của Trung ương), nếu có:
# [quy_dinh]
# lop_phu = "lop-phu.toml"

# Phần tùy chọn của biểu mẫu phát hành, ví dụ khối nhận xét của chi ủy trên Mẫu 2A, 2B, 2C năm 2025:
# [bieu_mau]
# khoi_chi_uy = true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Thiết lập: who writes and why, unless a command says otherwise."""

    by: str
    why: str  # "": each act says what it does
    overlay: Path | None = None  # the office's own deadlines and parameters
    switches: Mapping[str, bool] = field(default_factory=dict)  # yes/no fields of issued forms

    @classmethod
    def read(cls, root: Path) -> Settings:
        """Return the settings of the workspace at `root`; raise WorkspaceError naming file and key."""
        path = root / FILE
        try:
            data = tomllib.loads(text.nfc(path.read_text(encoding="utf-8-sig")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WorkspaceError(
                f"Tệp {path} không đúng cú pháp ({error}). Hãy sửa lại hoặc chép từ bản sao.",
                where=str(path),
            ) from error
        defaults = data.get("mac_dinh", {})
        values = {key: defaults.get(key, "") for key in ("nguoi", "ly_do")}
        for key, value in values.items():
            if not isinstance(value, str) or (key == "nguoi" and not value.strip()):
                raise WorkspaceError(
                    f"Tệp {path} thiếu [mac_dinh] {key} (phải là một dòng chữ). Hãy ghi vào.",
                    where=f"{path}: mac_dinh.{key}",
                )
        overlay = data.get("quy_dinh", {}).get("lop_phu", "")
        return cls(
            by=values["nguoi"],
            why=values["ly_do"],
            overlay=root / overlay if overlay else None,
            switches=_switches(data.get("bieu_mau", {}), path),
        )


def _switches(data: Mapping[str, object], path: Path) -> dict[str, bool]:
    for key, value in data.items():
        if not isinstance(value, bool):
            raise WorkspaceError(
                f"Tệp {path}: [bieu_mau] {key} phải là true hoặc false. Hãy sửa lại.",
                where=f"{path}: bieu_mau.{key}",
            )
    return {key: value for key, value in data.items() if isinstance(value, bool)}


def write_new(root: Path, by: str) -> None:
    """Write a fresh `hoso.toml` into `root`."""
    quoted = by.replace("\\", "\\\\").replace('"', '\\"')
    (root / FILE).write_text(_NEW.format(by=quoted), encoding="utf-8", newline="\n")
