"""Opening an Excel file that may be anything: every refusal names the file and the remedy."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hoso.errors import UnreadableFileError, system_reason
from hoso.spreadsheet._grid import Cell, Grid, Row

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")  # [MS-CFB] 2.2, header signature
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_LARGEST = 150 * 2**20  # bytes unpacked; 100 000 rows of a roster take about 40 MB
_LITERAL: Final = re.compile(r'"[^"]*"|\\.')
_MOST_PARTS = 5_000
_MOST_ROWS = 200_000
_KINDS = {
    "word/document.xml": "tệp Word",
    "ppt/presentation.xml": "tệp PowerPoint",
    "xl/workbook.bin": "tệp Excel nhị phân (.xlsb)",
    "content.xml": "tệp LibreOffice (.ods)",
}
# What the packages below openpyxl raise on damaged files; SyntaxError is bad XML.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_bytes(path: Path) -> bytes:
    """Return the whole file; raise UnreadableFileError when there is none or it may not be read."""
    if path.name.startswith("~$"):
        raise refused(path, "là tệp tạm của Excel đang mở. Hãy chọn tệp không có «~$» ở đầu tên.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(path, "không có tệp này. Hãy kiểm tra lại tên và thư mục.") from None
    except IsADirectoryError:
        raise refused(path, "là thư mục, không phải tệp.") from None
    except OSError as error:
        raise refused(
            path, f"không mở được ({system_reason(error)}). Hãy đóng tệp rồi thử lại."
        ) from error


def refused(path: Path, message: str) -> UnreadableFileError:
    """Return the refusal of a whole file: its name, then what is wrong and what to do."""
    return UnreadableFileError(f"{path.name}: {message}", where=str(path))


def open_workbook(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx or .xlsm file, values as last calculated by Excel.

    Raises UnreadableFileError when it is missing, another kind of file, protected by a
    password, damaged, empty, or unpacks to more than a table ever holds.
    """
    data = read_bytes(path)
    _refuse_other_kinds(path, data)
    try:
        formulas = _check_package(path, data)
        grids = tuple(_grids(path, data, formulas=formulas))
    except UnreadableFileError:
        raise
    except _damage() as error:
        raise refused(
            path,
            "tệp Excel bị hỏng hoặc chép chưa hết. Hãy mở bằng Excel, lưu lại dạng .xlsx, "
            "hoặc chép lại từ nơi gửi.",
        ) from error
    if not any(row.filled for grid in grids for row in grid):
        raise refused(path, "tệp không có ô nào có dữ liệu.")
    return grids


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refused(
                path,
                "tệp đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ "
                "làm việc → Mã hóa bằng mật khẩu), lưu rồi nhập lại.",
            )
        raise refused(
            path,
            "là tệp Excel kiểu cũ (.xls), dù tên ghi khác. Hãy mở bằng Excel và lưu thành "
            "«Excel Workbook (.xlsx)»; đổi tên tệp là chưa đủ.",
        )
    if not data:
        raise refused(path, "tệp rỗng (0 byte). Hãy chép lại từ nơi gửi.")
    if not data.startswith(b"PK"):
        raise refused(path, "không phải bảng tính Excel. Hãy lưu thành .xlsx rồi nhập lại.")


def _check_package(path: Path, data: bytes) -> bool:
    """Refuse what is no workbook or unpacks too large; return whether it holds formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise refused(
                path,
                "tệp bung ra quá lớn so với một danh sách. Hãy chép riêng các trang cần dùng sang "
                "một tệp mới rồi nhập lại.",
            )
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            kind = next((word for part, word in _KINDS.items() if part in names), "tệp nén khác")
            raise refused(path, f"là {kind}, không phải .xlsx. Hãy lưu thành .xlsx rồi nhập lại.")
        xml = [package.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    if any(b"<!DOCTYPE" in part[:4096] for part in xml):
        raise refused(path, "tệp chứa khai báo DTD mà Excel không bao giờ ghi. Không đọc tệp này.")
    return any(b"<f>" in part or b"<f " in part for part in xml)


def _damage() -> tuple[type[Exception], ...]:
    from openpyxl.utils.exceptions import InvalidFileException

    return (InvalidFileException, *_DAMAGE)


def _load(data: bytes, *, values: bool) -> Workbook:
    import openpyxl  # here, so that only who reads a workbook waits for it

    with warnings.catch_warnings():
        # openpyxl warns of drawings and extensions, which hold no cells.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)


def _grids(path: Path, data: bytes, *, formulas: bool) -> Iterator[Grid]:
    book = _load(data, values=True)
    waiting = _formula_places(data) if formulas else {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs write a wrong one, which would hide rows
        rows: list[Row] = []
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number > _MOST_ROWS:
                raise refused(
                    path,
                    f"trang «{sheet.title}» có hơn {_MOST_ROWS} dòng. Hãy xóa các dòng định dạng "
                    "thừa dưới bảng rồi nhập lại.",
                )
            found = (
                _cell(sheet.title, (number, column), one, waiting)
                for column, one in enumerate(cells, start=1)
            )
            rows.append(Row(number, tuple(found), sheet.title))
        yield Grid(path.name, sheet.title, tuple(rows))
    book.close()


def _formula_places(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return the formulas by (sheet, row, column)."""
    book = _load(data, values=False)
    found: dict[tuple[str, int, int], str] = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            for column, one in enumerate(cells, start=1):
                if one.data_type == "f":
                    found[sheet.title, number, column] = str(one.value)
    book.close()
    return found


def _cell(
    sheet: str, place: tuple[int, int], one: object, formulas: dict[tuple[str, int, int], str]
) -> Cell:
    value, kind = getattr(one, "value", None), getattr(one, "data_type", "")
    fault = ""
    if kind == "e":
        fault = f"Ô báo lỗi {value} của Excel. Hãy sửa công thức hoặc gõ giá trị vào."
    elif value is None and (sheet, *place) in formulas:
        fault = (
            f"Ô chứa công thức {formulas[sheet, place[0], place[1]]} chưa được tính. Hãy mở tệp "
            "bằng Excel rồi lưu lại, hoặc dán giá trị (Paste Values)."
        )
    # A % in quotation marks, or after a backslash, is printed and multiplies nothing.
    pattern = getattr(one, "number_format", "") if kind == "n" and value is not None else ""
    shown = _LITERAL.sub("", pattern or "")
    return Cell(value, *place, sheet, fault, "%" in shown)
