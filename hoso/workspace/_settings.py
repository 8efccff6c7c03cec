"""`hoso.toml`: the few things an office sets once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hoso import profiles, text
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

# Chữ viết tắt riêng của cơ quan khi tra cứu, cùng dạng với hoso/index/viet_tat.toml, nếu có:
# [tra_cuu]
# viet_tat = "viet-tat.toml"

# Thời hạn, tỷ lệ riêng của cấp ủy (lớp phủ trên quy định của Trung ương), nếu có:
# [quy_dinh]
# lop_phu = "lop-phu.toml"
# (nhiều tệp, mỗi tệp cho một chế độ thì ghi thành danh sách: ["2022.toml", "2025.toml"])
# Thông báo nghỉ lễ, tết của năm chưa có trong chương trình, cùng dạng với hoso/profiles/ngay_nghi.toml:
# lich_nghi = "lich-nghi.toml"

# Cơ quan mở sổ số văn bản riêng, không chung với cấp ủy, nếu có:
# [so_van_ban]
# so_rieng = ["ban_thuong_vu"]
# Thời hạn mà người đứng đầu cơ quan quy định cho loại văn bản chưa có trong bảng thời hạn, ví dụ phiếu biểu quyết:
# [luu_tru]
# phieu_bieu_quyet = "5 năm"
# Tệp soffice của LibreOffice, nếu cài ở nơi chương trình không tự thấy (chỉ để làm bản PDF):
# [chuong_trinh]
# libreoffice = "D:/LibreOffice/program/soffice.com"
# Phần tùy chọn của biểu mẫu phát hành, ví dụ khối nhận xét của chi ủy trên Mẫu 2A, 2B, 2C năm 2025:
# [bieu_mau]
# khoi_chi_uy = true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Thiết lập: who writes and why, unless a command says otherwise."""

    by: str
    why: str  # "": each act says what it does
    abbreviations: Path | None = None  # the office's own, for searching
    overlays: tuple[Path, ...] = ()  # the office's own deadlines and parameters, one a regime
    holidays: Path | None = None  # notices of days off that are not released yet
    # Organs whose papers are numbered apart, though the rules let them share a counter.
    own_counters: tuple[str, ...] = ()
    office: Path | None = None  # where LibreOffice is; None: where it usually is
    # Kind of paper → period that the head of the office set (QĐ 383-QĐ/TW, Điều 11).
    retention: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, bool] = field(default_factory=dict)  # yes/no fields of issued forms

    @classmethod
    def read(cls, root: Path) -> Settings:
        """Return the settings of the workspace at `root`; raise WorkspaceError naming file and key."""
        path = root / FILE
        data = _toml(path)
        defaults = data.get("mac_dinh", {})
        values = {key: defaults.get(key, "") for key in ("nguoi", "ly_do")}
        for key, value in values.items():
            if not isinstance(value, str) or (key == "nguoi" and not value.strip()):
                raise WorkspaceError(
                    f"Tệp {path} thiếu [mac_dinh] {key} (phải là một dòng chữ). Hãy ghi vào.",
                    where=f"{path}: mac_dinh.{key}",
                )
        own_counters = _own_counters(data.get("so_van_ban", {}), path)
        office = _path(root, data, "chuong_trinh", "libreoffice")
        return cls(
            by=values["nguoi"],
            why=values["ly_do"],
            abbreviations=_path(root, data, "tra_cuu", "viet_tat"),
            overlays=_overlays(root, data),
            holidays=_path(root, data, "quy_dinh", "lich_nghi"),
            own_counters=own_counters,
            office=office,
            retention=_periods(data.get("luu_tru", {}), path),
            switches=_switches(data.get("bieu_mau", {}), path),
        )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text.nfc(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"Tệp {path} không đúng cú pháp ({error}). Hãy sửa lại hoặc chép từ bản sao.",
            where=str(path),
        ) from error


def _path(root: Path, data: Mapping[str, Any], table: str, key: str) -> Path | None:
    """Return the path that `key` of `table` names, from `root`; None when it is absent or empty."""
    found = data.get(table, {})
    value = found.get(key, "") if isinstance(found, dict) else found
    if isinstance(found, dict) and isinstance(value, str):
        return root / value if value else None
    raise WorkspaceError(
        f"Tệp {root / FILE}: [{table}] {key} phải là đường dẫn trong dấu nháy. Hãy sửa lại.",
        where=f"{root / FILE}: {table}.{key}",
    )


def _overlays(root: Path, data: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the overlays: a path, or a list of paths, each of another regime."""
    table = data.get("quy_dinh", {})
    named = table.get("lop_phu", "") if isinstance(table, dict) else table
    if isinstance(named, list) and named and all(isinstance(one, str) and one for one in named):
        return tuple(root / one for one in named)
    found = _path(root, data, "quy_dinh", "lop_phu")
    return (found,) if found else ()


def _own_counters(section: object, path: Path) -> tuple[str, ...]:
    found = section.get("so_rieng", []) if isinstance(section, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise WorkspaceError(
            f"Tệp {path}: [so_van_ban] so_rieng phải là danh sách mã cơ quan, như "
            '["ban_thuong_vu"]. Hãy sửa lại.',
            where=f"{path}: so_van_ban.so_rieng",
        )
    return tuple(found)


def _periods(section: object, path: Path) -> dict[str, str]:
    found = section if isinstance(section, dict) else {"": None}
    for key, value in found.items():
        if not isinstance(value, str) or not profiles.is_period(value):
            raise WorkspaceError(
                f"Tệp {path}: [luu_tru] {key} phải là «vĩnh viễn» hoặc số năm từ 2 đến 70, như "
                '"5 năm". Hãy sửa lại.',
                where=f"{path}: luu_tru.{key}",
            )
    return {key: str(value) for key, value in found.items()}


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
