"""Making a storage root, and recognising one."""

from __future__ import annotations

from pathlib import Path

from hoso.archive import _disk, _layout
from hoso.errors import IntegrityError, WorkspaceError
from hoso.model.base import encode

LAYOUT_FILE = "ocfl_layout.json"
_CONFIG_FILE = f"extensions/{_layout.LAYOUT_NAME}/config.json"
_READ_ME = "DOC-TRUOC.txt"
_DECLARATION = f"{_layout.ROOT_DECLARATION[2:]}\n".encode()
# What may lie in a folder that is to become a root: nothing, or our own half-made root.
_HARMLESS = frozenset({".gitkeep", "extensions", LAYOUT_FILE, _READ_ME})

_READ_ME_TEXT = """\
KHO HỒ SƠ

Thư mục này là một kho OCFL 1.1 (Oxford Common File Layout, https://ocfl.io/1.1/spec/).
Mọi chương trình đọc được OCFL đều đọc được kho; không có chương trình nào vẫn mở được từng tệp.

- Mỗi hồ sơ là một thư mục có tệp «0=ocfl_object_1.1», ở dưới thư mục hai ký tự.
- inventory.json trong hồ sơ kê mọi phiên bản: ai lưu, lúc nào, vì sao, gồm những tệp nào,
  mỗi tệp nằm ở đâu và mã SHA-512 của nó. v1, v2, … là các phiên bản; phiên bản cũ không bao giờ đổi.
- extensions/hoso-journal/journal.jsonl là nhật ký: mỗi lần lưu một dòng, mỗi dòng mang mã SHA-256
  của dòng trước (truoc), nên không thể lặng lẽ sửa hay bớt dòng nào.

Xin đừng sửa, đổi tên, xoá hay thêm tệp trong thư mục này.
"""
_JOURNAL_CONFIG = {
    "extensionName": "hoso-journal",
    "description": "journal.jsonl: one JSON object a line for every commit; 'truoc' is the SHA-256 "
    "of the previous line without its line end, 'sha512' the digest of the version's inventory.",
}


def create(root: Path) -> None:
    """Make `root` an OCFL 1.1 storage root; a folder with other things in it is refused."""
    with _disk.refusals("Kho chưa được tạo."):
        root.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in root.iterdir()}
        if _layout.ROOT_DECLARATION in names:
            raise WorkspaceError(f"{root} đã là một kho hồ sơ rồi.", where=str(root))
        if strange := sorted(names - _HARMLESS):
            raise WorkspaceError(
                f"Không thể tạo kho trong {root}: thư mục đã có {', '.join(strange[:3])}. "
                "Hãy chọn một thư mục trống.",
                where=str(root),
            )
        for name, data in _files().items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            _disk.write(path, data)
            _disk.sync_folder(path.parent)


def _files() -> dict[str, bytes]:
    layout = {
        "extension": _layout.LAYOUT_NAME,
        "description": "SHA-256 of the object id, first two characters; below it the object id, "
        "percent-encoded",
    }
    return {
        _CONFIG_FILE: encode(_layout.LAYOUT_CONFIG),
        _layout.JOURNAL: b"",
        LAYOUT_FILE: encode(layout),
        **declaring_files(_READ_ME_TEXT),
    }


def declaring_files(read_me: str) -> dict[str, bytes]:
    """Return the files that any root of ours has, whatever its layout."""
    return {
        "extensions/hoso-journal/config.json": encode(_JOURNAL_CONFIG),
        # With a mark and line ends that Notepad of any age shows right.
        _READ_ME: read_me.replace("\n", "\r\n").encode("utf-8-sig"),
        _layout.ROOT_DECLARATION: _DECLARATION,  # last: only a whole root is one
    }


def check(root: Path) -> None:
    """Refuse a folder that is not a storage root made by `create`."""
    with _disk.refusals():
        declaration = root / _layout.ROOT_DECLARATION
        if not declaration.is_file():
            raise WorkspaceError(
                f"{root} không phải là kho hồ sơ (không có tệp {_layout.ROOT_DECLARATION}). "
                "Hãy chỉ đúng thư mục làm việc, hoặc tạo mới bằng «hoso init».",
                where=str(root),
            )
        if broken := broken_files(root):
            raise IntegrityError(
                f"Kho {root} hỏng tệp khai báo: {', '.join(broken)}. Hãy khôi phục từ bản sao lưu.",
                where=broken[0],
            )


def broken_files(root: Path) -> list[str]:
    """Return the names of the declaring files that are missing or not as `create` writes them."""
    wanted = _files()
    return [
        name
        for name in (_layout.ROOT_DECLARATION, LAYOUT_FILE, _CONFIG_FILE)
        if not (root / name).is_file() or (root / name).read_bytes() != wanted[name]
    ]
