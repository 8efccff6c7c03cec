"""What a file is, whatever it is called; what cannot be an old paper is refused with the way out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from hoso.errors import UnreadableFileError
from hoso.services.inbox import is_clutter

OFFICE: Final = frozenset({".doc", ".rtf", ".odt"})  # made .docx by LibreOffice
PICTURES: Final = frozenset({".png", ".jpg", ".tif"})
REGISTERS: Final = frozenset({".xlsx", ".csv"})
OLD_REGISTER: Final = ".xls"
LARGEST: Final = 200 * 2**20
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP: Final = b"PK\x03\x04"
_STREAMS: Final = (
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
)
_STARTS: Final = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_WEB: Final = (b"<!doctype html", b"<html", b"<?xml", b"mime-version:")
_PACKED: Final = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gz"}
_RESAVE: Final = "Hãy mở bằng Word, chọn Lưu thành, dạng .docx, rồi đưa vào lại."


def kind_of(name: str, data: bytes) -> str:
    """Return the ending that says what a file is (`.docx`, `.doc`, `.pdf`, `.xlsx` …).

    Raise UnreadableFileError for what is no paper: empty, locked, a package, a program's own file.
    """
    base = PurePosixPath(name.replace("\\", "/").replace("!", "/")).name
    if is_clutter(base):
        raise _refused(name, "tệp tạm của Word hoặc của hệ thống, không phải văn bản")
    if not data:
        raise _refused(name, "tệp rỗng (0 byte). Hãy chép lại từ nơi gửi")
    if len(data) > LARGEST:
        raise _refused(name, "tệp quá lớn. Hãy chia nhỏ hoặc giảm độ phân giải bản quét")
    return _inside(base, name, data)


def _inside(base: str, name: str, data: bytes) -> str:
    if data.startswith(_OLE):
        return _ole(name, data)
    if data.startswith(_ZIP):
        return _package(name, data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for magic, ending in _STARTS:
        if start.startswith(magic):
            return ending
    if start[:20].lower().startswith(_WEB):
        raise _refused(name, f"là trang web (HTML) mang đuôi khác. {_RESAVE[:-1]}")
    for magic, what in _PACKED.items():
        if data.startswith(magic):
            raise _refused(name, f"là gói nén {what}. Hãy giải nén rồi đưa thư mục vào")
    return _by_name(base, name, data)


def _by_name(base: str, name: str, data: bytes) -> str:
    ending = PurePosixPath(base).suffix.lower()
    if ending in {".txt", ".csv"} and b"\x00" not in data.removeprefix(b"\xff\xfe")[1:400:2]:
        return ending
    if ending in {".txt", ".csv"} and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ending
    if ending in {".doc", ".docx", ".pdf", ".rtf", ".odt", ".xls", ".xlsx"}:
        raise _refused(
            name, f"nội dung không phải {ending} (hỏng, hoặc đổi đuôi). Hãy chép lại từ nơi gửi"
        )
    known = ".docx, .doc, .odt, .rtf, .pdf, .txt, .xlsx, .xls, .csv và ảnh quét"
    raise _refused(name, f"chưa nhận loại tệp này. Các loại nhận được: {known}")


def _ole(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:  # [MS-OFFCRYPTO] 2.3.4.4
        raise _refused(name, "tệp có mật khẩu. Hãy mở, bỏ mật khẩu, lưu lại rồi đưa vào")
    for stream, ending in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return ending
    raise _refused(name, "không phải văn bản Word hay bảng tính (có thể là PowerPoint)")


def _package(name: str, data: bytes) -> str:
    names = set(_members(name, data))
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise _refused(name, f"tệp có macro, không được nhận. {_RESAVE[:-1]}")
    for part, ending in (("word/", ".docx"), ("xl/workbook.xml", ".xlsx")):
        if any(one.startswith(part) for one in names):
            return ending
    if "content.xml" in names:
        return _open_document(name, data)
    if any(one.startswith(("ppt/", "xl/")) for one in names):
        raise _refused(name, "là PowerPoint hoặc Excel nhị phân. Hãy lưu thành .docx hoặc .xlsx")
    raise _refused(name, "gói nén nằm trong gói nén. Hãy giải nén rồi đưa thư mục vào")


def _members(name: str, data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _refused(name, "tệp hỏng hoặc chép chưa hết. Hãy chép lại từ nơi gửi") from error


def _open_document(name: str, data: bytes) -> str:
    if b"opendocument.text" in data[:200]:
        return ".odt"
    raise _refused(name, "là tệp LibreOffice khác văn bản. Hãy lưu thành .docx hoặc .xlsx")


def _refused(name: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name}: {why}.", where=name)
