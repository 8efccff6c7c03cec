"""The register of discipline as a sheet: exported with lists to choose from, read back strictly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from hoso import spreadsheet
from hoso.errors import Problem
from hoso.model.assessment import Discipline
from hoso.services import discipline, refusals, rows
from hoso.services.discipline import FORM_NAMES, Recorded, Wanted
from hoso.services.rows import RowReader
from hoso.spreadsheet import EntryColumn, EntryKind, EntrySheet, SheetKind, SheetRead
from hoso.workspace import Act, Workspace

SHEET = SheetKind(
    name="ky_luat",
    titles=("Kỷ luật", "Sổ kỷ luật", "Danh sách kỷ luật", "Theo dõi kỷ luật"),
    columns={
        "ma": ("Mã", "Mã kỷ luật"),
        "so_the": ("Số thẻ đảng viên", "Số thẻ", "Đảng viên"),
        "ho_ten": ("Họ và tên", "Họ tên"),
        "to_chuc": ("Tổ chức", "Mã tổ chức", "Chi bộ"),
        "nam": ("Năm kiểm điểm", "Năm"),
        "hinh_thuc": ("Hình thức", "Hình thức kỷ luật"),
        "ngay": ("Ngày quyết định", "Ngày kỷ luật", "Ngày"),
        "ngay_vi_pham": ("Ngày vi phạm", "Thời điểm vi phạm"),
        "noi_vi_pham": ("Đơn vị khi vi phạm", "Nơi vi phạm", "Đơn vị cũ"),
        "lien_quan_chuc_trach": ("Liên quan chức trách, nhiệm vụ", "Liên quan chức trách"),
        "tu_phat_hien_khac_phuc": ("Tự phát hiện và khắc phục", "Tự phát hiện, khắc phục"),
        "tang_hinh_thuc": ("Tăng hình thức", "Tăng nặng"),
        "noi_dung": ("Nội dung vi phạm", "Vi phạm"),
        "cap_quyet_dinh": ("Cấp quyết định", "Cơ quan quyết định"),
        "van_ban": ("Số quyết định", "Quyết định số"),
        "ghi_chu": ("Ghi chú",),
    },
    required=("hinh_thuc", "ngay"),
)
_YES_NO = {True: "có", False: "không", None: ""}
_FORMS, _ANSWERS = tuple(FORM_NAMES.values()), ("có", "không")
_CHOICES = {
    "hinh_thuc": _FORMS,
    "lien_quan_chuc_trach": _ANSWERS,
    "tu_phat_hien_khac_phuc": _ANSWERS,
    "tang_hinh_thuc": _ANSWERS,
}
_DATES = ("ngay", "ngay_vi_pham")
_WIDE = {"ho_ten": 26, "noi_vi_pham": 28, "noi_dung": 44, "cap_quyet_dinh": 28, "ghi_chu": 28}
_HINTS = {
    "ma": "Chương trình ghi; dòng mới để trống.",
    "so_the": "8 chữ số. Kỷ luật tổ chức thì để trống và ghi mã tổ chức.",
    "nam": "Năm mà đợt kiểm điểm xem xét; để trống: năm của ngày quyết định.",
    "noi_vi_pham": "Vi phạm xảy ra ở đơn vị nào thì tính cho đơn vị ấy. Để trống: đơn vị hiện nay. "
    "Nhiều đơn vị: ngăn cách bằng dấu chấm phẩy.",
    "tang_hinh_thuc": "Có: quyết định này tăng hình thức so với quyết định trước.",
}
_GUIDE = (
    "1. Mỗi quyết định kỷ luật một dòng. Không xóa dòng để rút một quyết định: dùng «hoso discipline withdraw».",
    "2. Ngày ghi dạng ngày/tháng/năm. «Để trống» ở cột có/không nghĩa là chưa ai nêu.",
    "3. Vi phạm của các năm trước nay mới kỷ luật, hoặc nay tăng hình thức: tính vào năm ra quyết định.",
    "4. Sửa xong, nhập lại bằng «hoso discipline import»; dòng không đổi thì không ghi gì.",
)
_SPARE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import of a sheet did."""

    recorded: Recorded
    skipped: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def import_file(ws: Workspace, path: Path, act: Act, *, accept_valid: bool) -> Imported:
    """Archive the decisions of a CSV or Excel file; the same file again changes nothing.

    Raise RowsRefusedError listing every bad row unless `accept_valid`; UnreadableFileError for
    the file as a whole.
    """
    book = spreadsheet.read_book(path, [SHEET])
    problems, warnings = [*book.problems], [*book.warnings]
    wanted: list[Wanted] = []
    for sheet in book.sheets:
        good, bad = read(ws, path.name, sheet, act)
        wanted, problems = wanted + good, problems + bad
        warnings += rows.unread(path.name, sheet, [names[0] for names in SHEET.columns.values()])
    if not accept_valid:
        refusals.bad_rows(path, problems, may_skip=True)
    recorded = discipline.record(ws, wanted, act)
    return Imported(recorded=recorded, skipped=tuple(problems), warnings=tuple(warnings))


def read(
    ws: Workspace, file: str, sheet: SheetRead, act: Act, year: int | None = None
) -> tuple[list[Wanted], list[Problem]]:
    """Return the decisions of a sheet and what is wrong with it; `year` for rows without one."""
    found: dict[tuple[str, date], Wanted] = {}
    problems: list[Problem] = []
    for row in sheet.rows:
        reader = RowReader(file=file, sheet=sheet, row=row, labels=SHEET.columns)
        if one := _wanted(ws, reader, act, year):
            key = one.whose.subject.dossier_stem, one.day
            if key in found:
                reader.refuse("ngay", f"{one.label} đã có một dòng khác với cùng ngày quyết định.")
            found.setdefault(key, one)
        problems += reader.problems
    return list(found.values()), problems


def _wanted(ws: Workspace, row: RowReader, act: Act, year: int | None) -> Wanted | None:
    form, day = row.take("hinh_thuc", discipline.form), row.day("ngay")
    for name in SHEET.required:
        row.required(name)
    whose = row.whom(ws, [*([day] if day else []), act.on])
    said = row.take("nam", rows.whole) or year or (day.year if day else 0)
    complete = _completing(ws, row)
    if form is None or day is None or whose is None:
        return None
    one = complete(Wanted(whose=whose, year=said, form=form, day=day))
    if not row.problems:
        for flaw in discipline.flaws(ws, one, act.on):
            row.refuse("hinh_thuc", flaw)
    return None if row.problems else one


def _completing(ws: Workspace, row: RowReader) -> Callable[[Wanted], Wanted]:
    """Return what fills in the columns that may be blank, all of them read now."""
    return partial(
        replace,
        code=row.line("ma"),
        violated=row.day("ngay_vi_pham"),
        units=row.take("noi_vi_pham", lambda said: discipline.units(ws, said)) or (),
        duty=row.yes("lien_quan_chuc_trach"),
        mended=row.yes("tu_phat_hien_khac_phuc"),
        raised=row.yes("tang_hinh_thuc") or False,
        violation=row.line("noi_dung"),
        authority=row.line("cap_quyet_dinh"),
        document=row.line("van_ban"),
        remarks=row.line("ghi_chu"),
    )


def export(path: Path, found: Iterable[Discipline]) -> None:
    """Write the register as a workbook to go on with, which `import_file` reads back."""
    spreadsheet.write_entry_book(path, [entry_sheet(found)], _GUIDE)


def entry_sheet(found: Iterable[Discipline]) -> EntrySheet:
    """Return the sheet of the register, with empty rows below."""
    return EntrySheet(
        name=SHEET.titles[0],
        title="SỔ KỶ LUẬT",
        note="Mỗi quyết định một dòng; cách ghi ở trang «Hướng dẫn».",
        columns=tuple(_column(name, names[0]) for name, names in SHEET.columns.items()),
        rows=[_row(one) for one in found],
        spare=_SPARE,
    )


def _column(name: str, label: str) -> EntryColumn:
    return EntryColumn(
        label=label,
        kind=EntryKind.DATE if name in _DATES else EntryKind.TEXT,
        choices=_CHOICES.get(name, ()),
        hint=_HINTS.get(name, ""),
        width=_WIDE.get(name, 18),
    )


def _row(one: Discipline) -> Sequence[object]:
    return (
        one.code,
        one.subject.card,
        one.subject.name,
        one.subject.organisation,
        str(one.year),
        FORM_NAMES[one.form],
        one.day,
        one.violated,
        "; ".join(one.units),
        _YES_NO[one.duty],
        _YES_NO[one.mended],
        _YES_NO[one.raised or None],
        one.violation,
        one.authority,
        one.document,
        one.remarks,
    )
