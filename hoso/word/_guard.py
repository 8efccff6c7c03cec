"""Suspicion at the gate: the bytes of a would-be .docx, looked at before anything trusts them.

A Word file is a zip that people mail each other, so it may be locked, cut off, swollen, carry
macros or name files outside itself. Each such file is refused with its reason (OPC, ISO/IEC
29500-2, says what names and encodings a package may have).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from typing import Final

from hoso.errors import UnreadableFileError

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP: Final = b"PK\x03\x04"
_MOST_PARTS: Final = 2_000
_MOST_BYTES: Final = 200 * 2**20  # far above any paper of an office; a zip bomb declares more
_MOST_RATIO: Final = 300  # deflate cannot pass 1032; repetitive XML of Word stays far below 300
_SMALL: Final = 10 * 2**20
_DEEPEST: Final = 3  # a workbook inside a document is usual, a zip in it is not
_BAD_NAME: Final = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.?(?:/|$)|[\x00-\x1f]|//")
# What the file is, by its first bytes or by the streams of an OLE file.
_OLE_STREAMS: Final = {
    "EncryptedPackage": "tệp có mật khẩu (đã mã hóa)",
    "EncryptionInfo": "tệp có mật khẩu (đã mã hóa)",
    "WordDocument": "tệp là .doc kiểu cũ (Word 97–2003), chỉ đổi đuôi thành .docx",
    "Workbook": "tệp là bảng tính Excel kiểu cũ",
}
_STARTS: Final = {
    b"{\\rtf": "tệp là RTF, không phải .docx",
    b"%PDF": "tệp là PDF, không phải .docx",
    b"<!DOCTYPE html": "tệp là trang web, không phải .docx",
    b"<html": "tệp là trang web, không phải .docx",
    b"<?xml": "tệp là XML rời, không phải .docx",
    b"Rar!": "tệp là gói RAR, không phải .docx",
    b"7z\xbc\xaf": "tệp là gói 7z, không phải .docx",
}
_PROLOG: Final = re.compile(
    r"\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!DOCTYPE", re.DOTALL
)  # where a DTD may stand (XML 1.0, 2.8)


def unreadable(name: str, reason: str) -> UnreadableFileError:
    """Return the refusal of a file, with what the user does next."""
    return UnreadableFileError(
        f"Không đọc được tệp Word «{name}»: {reason}. "
        "Hãy mở tệp bằng Word và lưu lại thành .docx không mật khẩu, rồi thử lại.",
        where=name,
    )


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of the zip `data` by name.

    Raises UnreadableFileError for OLE (encrypted, old .doc), other kinds of file, a damaged or
    locked zip, a zip bomb (also nested), duplicate or dangerous member names.
    """
    _refuse_other_kinds(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, name)
            _refuse_names(archive, name)
            parts = {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise unreadable(name, "tệp hỏng, thiếu một phần hoặc không phải .docx") from error
    except (RuntimeError, NotImplementedError, ValueError) as error:
        raise unreadable(name, "tệp nén có mật khẩu hoặc kiểu nén lạ") from error
    for part, inside in parts.items():
        _refuse_nested(inside, f"{name}: {part}", name, 1)
    return parts


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data:
        raise unreadable(name, "tệp rỗng (0 byte), không phải .docx hoặc hỏng khi chép")
    if data.startswith(_OLE):
        streams = (
            why for stream, why in _OLE_STREAMS.items() if stream.encode("utf-16-le") in data
        )
        raise unreadable(name, next(streams, "tệp có mật khẩu hoặc là .doc kiểu cũ (OLE)"))
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20]
    for magic, why in _STARTS.items():
        if start.lower().startswith(magic.lower()):
            raise unreadable(name, f"{why} hoặc tệp hỏng")


def _refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_PARTS or size > _MOST_BYTES:
        raise unreadable(name, "tệp khai kích thước lớn bất thường (nghi là bom nén)")
    if size > _SMALL and size > _MOST_RATIO * max(packed, 1):
        raise unreadable(name, "tệp nén với tỷ lệ bất thường (nghi là bom nén)")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise unreadable(name, f"phần {entry.filename} nén với tỷ lệ bất thường (bom nén)")


def _refuse_names(archive: zipfile.ZipFile, name: str) -> None:
    names = [entry.filename for entry in archive.infolist()]
    # `orig_filename` still has what the reader cut off (NUL) or turned round (back slashes).
    for one in (entry.orig_filename for entry in archive.infolist()):
        if _BAD_NAME.search(one):
            shown = one.encode("unicode_escape").decode()
            raise unreadable(name, f"tệp nén có phần mang tên nguy hiểm «{shown}»")
    # OPC 6.2.2.3: part names are equal without regard to ASCII case.
    twice = [one for one, times in Counter(map(str.lower, names)).items() if times > 1]
    if twice:
        raise unreadable(name, f"tệp nén có hai phần trùng tên «{twice[0]}»")


def _refuse_nested(data: bytes, place: str, name: str, depth: int) -> None:
    """Refuse bombs in embedded packages too: whoever opens the document may open them."""
    if not data.startswith(_ZIP):
        return
    if depth > _DEEPEST:
        raise unreadable(name, f"gói nén lồng nhau quá sâu tại {place} (nghi là bom nén)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, place)
            inside = [one for one in archive.infolist() if not one.flag_bits & 1]
            for entry in inside:
                _refuse_nested(archive.read(entry), f"{place}!{entry.filename}", name, depth + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        return  # something else that begins like a zip: nobody will unpack it


def has_dtd(data: bytes) -> bool:
    """Return whether XML has a document type declaration, in whichever encoding OPC allows."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    elif b"\x00" in head[:4]:
        words = head[: len(head) // 2 * 2].decode(
            "utf-16-be" if head.startswith(b"\x00") else "utf-16-le", "replace"
        )
    else:
        words = head.decode("utf-8", "replace")
    return _PROLOG.match(words) is not None
