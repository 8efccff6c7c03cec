"""The plain sheets: one row a subject, one column a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hoso import text
from hoso.errors import HosoError, Problem
from hoso.model.facts import FACTS, NONE_HERE, FactInfo, FactType
from hoso.services import rows
from hoso.services.rows import PEOPLE, RowReader
from hoso.services.statements._gathered import Entry, Gathered
from hoso.services.statements._record import Said, require_scope
from hoso.services.statements._values import Reader
from hoso.services.statements._vocabulary import BODY, PERSON, YEAR, find, labels
from hoso.services.subjects import Body, Person
from hoso.spreadsheet import EntryColumn, EntryKind, EntrySheet, SheetKind, SheetRead

# What offices have beside the facts in their own sheets, and nothing is read from.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "stt": ("STT", "TT", "Số TT"),
    "chuc_vu": ("Chức vụ",),
    "ngay_sinh": ("Ngày sinh", "Năm sinh"),
    "don_vi": ("Đơn vị", "Đơn vị công tác"),
    "ten_to_chuc": ("Tên tổ chức",),
    "ghi_chu": ("Ghi chú",),
}
_TITLES: Mapping[str, tuple[str, ...]] = {
    PERSON: ("Đảng viên", "Cá nhân", "Danh sách đảng viên"),
    BODY: ("Tập thể", "Tổ chức", "Tổ chức đảng", "Chi bộ"),
    YEAR: ("Cả năm", "Đợt kiểm điểm", "Đợt"),
}
_HEADINGS = {
    PERSON: "DỮ KIỆN KÊ KHAI VỀ ĐẢNG VIÊN",
    BODY: "DỮ KIỆN KÊ KHAI VỀ TỔ CHỨC ĐẢNG, HỘI NGHỊ",
    YEAR: "DỮ KIỆN KÊ KHAI CHO CẢ NĂM",
}
_KEYS = {PERSON: ("so_the",), BODY: ("to_chuc",), YEAR: ("to_chuc",)}
_TYPES: Mapping[FactType, str] = {
    FactType.PERCENT: "Phần trăm, từ 0 đến 100; ví dụ 87,5",
    FactType.NUMBER: "Số, dấu phẩy trước phần lẻ; ví dụ 3,5",
    FactType.WHOLE: "Số nguyên từ 0",
    FactType.YES_NO: "có hoặc không; để trống nghĩa là chưa ai nêu",
    FactType.DAY: "Ngày/tháng/năm; ví dụ 05/12/2025",
    FactType.LEVEL: "Một mức xếp loại của năm",
    FactType.GRADE: "Một cấp độ: xuất sắc, tốt, trung bình, kém",
    FactType.WORDS: "Chữ",
    FactType.LIST: "Nhiều mục: ngăn cách bằng dấu chấm phẩy",
}
_NONE_HINT = (
    "Những sự việc không xảy ra với đảng viên nào của tổ chức, ngăn cách bằng dấu chấm phẩy: "
    "tên dữ kiện ở trang «Đảng viên», ví dụ: nghỉ thai sản trong năm."
)


def kinds() -> tuple[SheetKind, ...]:
    """Return the sheets that may be read: of members, of organisations, of the whole year."""
    return tuple(
        SheetKind(
            name=scope,
            titles=titles,
            columns={**PEOPLE, **_BESIDE, **labels(_of(scope))},
            required=_KEYS[scope],
        )
        for scope, titles in _TITLES.items()
    )


def _of(scope: str) -> list[FactInfo]:
    return [one for one in FACTS.values() if scope in one.stated_for]


def read(gathered: Gathered, sheet: SheetRead) -> None:
    """Gather the facts of a plain sheet; a column that is no fact of it is a problem."""
    gathered.problems += _strange(gathered.file, sheet)
    columns = [FACTS[name] for name in sheet.columns if name in FACTS]
    known = {**PEOPLE, **_BESIDE, **labels(columns)}
    for row in gathered.rows(sheet, known):
        whose = gathered.whom(row)
        for info in columns if whose else []:
            _cell(gathered, row, whose, info)
        gathered.take(row)


def _cell(gathered: Gathered, row: RowReader, whose: Body | Person | None, info: FactInfo) -> None:
    if whose is None:
        return
    if not (said := row.said(info.name)):
        gathered.leave(row, info.name, whose, info)
        return
    try:
        require_scope(gathered.ws, info, whose, gathered.on)
        value = gathered.values.read(info, said)
    except (HosoError, ValueError) as error:
        row.refuse(info.name, f"«{info.label}»: {error}")
        return
    one = Said(whose=whose, info=info, value=value, source=row.line("nguon"))
    gathered.add(row, info.name, one)


def _strange(file: str, sheet: SheetRead) -> list[Problem]:
    """Return the columns that hold something and are no fact that this sheet may state, and why."""
    where = f"{file}, trang «{sheet.title}»" if sheet.title else file
    found = []
    for label in dict.fromkeys(label for row in sheet.rows for label in row.remarks):
        try:
            about = ", ".join(find(label).stated_for)
            why = f"dữ kiện này không kê khai ở trang này (đối tượng: {about})."
        except HosoError as error:
            why = error.message
        found.append(Problem(code="DK003", where=where, message=f"cột «{label}»: {why}"))
    return found


def entry_sheet(
    scope: str, infos: Sequence[FactInfo], entries: Sequence[Entry], values: Reader
) -> EntrySheet:
    """Return the sheet of one scope: a row for each subject, a column for each fact."""
    return EntrySheet(
        name=_TITLES[scope][0],
        title=_HEADINGS[scope],
        note="Ô để trống: chưa ai nêu. Không đổi tên cột; cách ghi ở trang «Hướng dẫn».",
        columns=(*_who(scope), *(_column(one, values) for one in infos), rows.SOURCE_COLUMN),
        rows=[_row(scope, infos, one, values) for one in entries],
        kept=len(_who(scope)),
    )


def _who(scope: str) -> tuple[EntryColumn, ...]:
    if scope == PERSON:
        return rows.WHO_COLUMNS
    return (rows.WHO_COLUMNS[2], EntryColumn(label=_BESIDE["ten_to_chuc"][0], width=34))


def _column(info: FactInfo, values: Reader) -> EntryColumn:
    return EntryColumn(
        label=labels([info])[info.name][0],
        kind=EntryKind.DATE if info.type is FactType.DAY else EntryKind.TEXT,
        choices=tuple(values.named(info).values()),
        hint=_NONE_HINT if info.name == NONE_HERE else _TYPES[info.type],
        width=20,
    )


def _row(scope: str, infos: Sequence[FactInfo], one: Entry, values: Reader) -> Sequence[object]:
    who = one.who if scope == PERSON else (one.whose.subject.organisation, one.label)
    said = (_shown(info, one, values) for info in infos)
    return [*who, *said, one.source(info.name for info in infos)]


def _shown(info: FactInfo, one: Entry, values: Reader) -> object:
    if info.name not in one.said:
        return ""
    words = values.show(info, one.said[info.name].value)
    return text.parse_date(words) if info.type is FactType.DAY else words
