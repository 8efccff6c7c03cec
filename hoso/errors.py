"""Problems, which are collected as values, and refusals, which end an act.

Every text here is safe to show: Vietnamese, what happened, where, and what to do next.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

_DENIED = "không được phép ghi hoặc đọc, hoặc chương trình khác đang mở tệp"
_FULL = "ổ đĩa đã đầy"
_BUSY = "chương trình khác đang dùng"
_GONE = "không còn thấy ổ đĩa"
_CROWDED = "quá nhiều tệp đang mở"
# By name: not every system has every number.
_SYSTEM: Mapping[str, str] = MappingProxyType(
    {
        "EACCES": _DENIED,
        "EPERM": _DENIED,
        "ENOSPC": _FULL,
        "EDQUOT": _FULL,
        "EBUSY": _BUSY,
        "ETXTBSY": _BUSY,
        "ENODEV": _GONE,
        "ENXIO": _GONE,
        "ESTALE": _GONE,
        "EMFILE": _CROWDED,
        "ENFILE": _CROWDED,
        "ENOENT": "không có tệp hoặc thư mục này",
        "EISDIR": "đây là thư mục, không phải tệp",
        "ENOTDIR": "một phần của đường dẫn không phải thư mục",
        "EEXIST": "ở đó đã có tệp hoặc thư mục cùng tên",
        "ENOTEMPTY": "thư mục không trống",
        "EROFS": "ổ đĩa chỉ cho đọc",
        "EIO": "ổ đĩa hỏng hoặc bị rút ra giữa chừng",
        "EFBIG": "tệp lớn hơn mức ổ đĩa nhận được",
        "ENAMETOOLONG": "đường dẫn quá dài",
        "EINVAL": "tên tệp hoặc thao tác không dùng được ở ổ đĩa này",
        "ELOOP": "đường dẫn tắt chạy vòng",
        "EXDEV": "hai thư mục không nằm cùng một ổ đĩa",
        "ETIMEDOUT": "ổ đĩa mạng không trả lời",
        "ENOLCK": "ổ đĩa không khóa được tệp",
        "ENOMEM": "máy hết bộ nhớ",
    }
)


def system_reason(error: OSError) -> str:
    """Return why the operating system refused, in Vietnamese; its own words are English.

    A refusal without words here is given by its name or number, for whoever is asked for help.
    """
    if error.errno is None:
        return "hệ thống từ chối"
    name = errno.errorcode.get(error.errno, f"số {error.errno}")
    return _SYSTEM.get(name, f"hệ thống báo lỗi {name}")


class Outcome(StrEnum):
    """Kết quả kiểm tra: the three outcomes of a check, never two."""

    KEPT = "dat"
    BROKEN = "vi_pham"
    UNCHECKED = "chua_kiem_duoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Vấn đề: one thing that a person should look at.

    `code` is stable (`H003`, `T010`, `E092`), `where` names the place (file and row, field,
    paragraph), `reference` the regulation or specification behind it; `expected` and `found` say
    what should stand there and what does, where that can be told in a word.
    """

    code: str
    where: str
    message: str
    outcome: Outcome = Outcome.BROKEN
    reference: str = ""
    warning: bool = False
    expected: str = ""
    found: str = ""
    about: str = ""  # whose dossier: its code without the year, where a subject is judged

    def __str__(self) -> str:
        """Return place and message, as people read them."""
        placed = not self.where or self.where in self.message
        return self.message if placed else f"{self.where}: {self.message}"


class HosoError(Exception):
    """A refusal that a user can understand and mend."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "TU_CHOI"

    def __init__(self, message: str, *, where: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message, self.where, self.problems = message, where, tuple(problems)


class FindingsError(HosoError):
    """A report was asked to be strict and found something."""

    exit_code = 1
    code = "CO_VAN_DE"


class NotFoundError(HosoError):
    """What was named does not exist in this workspace."""

    exit_code = 3
    code = "KHONG_CO"


class RulesBrokenError(HosoError):
    """The data break rules that block; nothing was written."""

    exit_code = 4
    code = "TRAI_QUY_TAC"


class TemplateBrokenError(HosoError):
    """A template cannot be used: bad syntax, an undefined name, a damaged file."""

    exit_code = 5
    code = "MAU_HONG"


class ConflictError(HosoError):
    """Someone archived a newer version first."""

    exit_code = 6
    code = "XUNG_DOT"


class IntegrityError(HosoError):
    """The archive, or what claims to be one, is not as its inventories say."""

    exit_code = 7
    code = "MAT_TOAN_VEN"


class SearchError(HosoError):
    """A query that cannot be answered."""

    exit_code = 8
    code = "TRA_CUU"


class WorkspaceError(HosoError):
    """A folder is not a workspace, or may not become one."""

    exit_code = 9
    code = "KHONG_GIAN_LAM_VIEC"


class UnreadableFileError(HosoError):
    """A file cannot be read as what it claims to be: damaged, encrypted, renamed, wrong header."""

    exit_code = 10
    code = "TEP_KHONG_DOC_DUOC"


class RowsRefusedError(HosoError):
    """Some rows or files are bad, so nothing was written; `problems` lists every one."""

    exit_code = 11
    code = "DONG_KHONG_HOP_LE"


class DataFieldError(HosoError):
    """A data file has an unknown field or lacks a required one."""

    exit_code = 12
    code = "TRUONG_DU_LIEU"


class BusyError(HosoError):
    """Another process is writing to the archive."""

    exit_code = 13
    code = "KHO_DANG_BAN"


class StorageError(HosoError):
    """The disk refused: full, read-only, or a file is held open elsewhere."""

    exit_code = 14
    code = "O_DIA"


class FillError(HosoError):
    """A value cannot be printed without loss: `None`, a forbidden character, text that vanished."""

    exit_code = 15
    code = "DIEN_MAU"


class LockedError(HosoError):
    """A signed document is locked."""

    exit_code = 16
    code = "DA_KY_KHOA"


class QuestionError(HosoError):
    """The law or the data leave a choice open that a person must make."""

    exit_code = 17
    code = "CAN_HOI"


class MissingProgramError(HosoError):
    """An optional program, such as LibreOffice, is needed and not installed."""

    exit_code = 18
    code = "THIEU_CHUONG_TRINH"


class CacheDamagedError(Exception):
    """A cache cannot be read or is of another schema: it is to be rebuilt, never shown to a user."""
