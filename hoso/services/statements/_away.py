"""The sheets of absences and of stays elsewhere: days from and to → months of the year, comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.model.facts import FACTS
from hoso.services import rows
from hoso.services.rows import PEOPLE, RowReader
from hoso.services.statements._gathered import Entry, Gathered
from hoso.services.statements._periods import Period, total
from hoso.services.statements._record import Said
from hoso.services.statements._values import Value
from hoso.services.subjects import Body, Person
from hoso.spreadsheet import EntryColumn, EntryKind, EntrySheet, SheetKind, SheetRead

_SICK, _MATERNITY = "nghi_om.thang", "nghi_thai_san.co"
_MOVED, _TEMPORARY = "chuyen_den.co", "tam_thoi.co"
_MONTHS_BEFORE, _COMMENT_BEFORE = "chuyen_den.thang_noi_cu", "chuyen_den.co_nhan_xet"
_COMMENT_DAY, _COMMENT_THERE = "tam_thoi.ngay_nhan_xet", "tam_thoi.co_nhan_xet"
LEAVE_FACTS = (_SICK, _MATERNITY)
STAY_FACTS = (
    *(_MOVED, _MONTHS_BEFORE, _COMMENT_BEFORE),
    *(_TEMPORARY, _COMMENT_DAY, _COMMENT_THERE),
)
# What a row is about → how people call it; the first is printed.
_LEAVES: Mapping[str, Sequence[str]] = {
    _SICK: ("nghỉ ốm", "ốm", "ốm đau"),
    _MATERNITY: ("thai sản", "nghỉ thai sản"),
}
_STAYS: Mapping[str, Sequence[str]] = {
    _MOVED: ("chuyển đến", "chuyển sinh hoạt đến", "chuyển sinh hoạt"),
    _TEMPORARY: ("tạm thời", "sinh hoạt tạm thời"),
}
_SPARE = 60

LEAVE = SheetKind(
    name="nghi",
    titles=("Nghỉ ốm, thai sản", "Nghỉ ốm", "Nghỉ thai sản"),
    columns={
        **PEOPLE,
        "loai": ("Lý do nghỉ", "Loại nghỉ"),
        "tu": ("Từ ngày", "Nghỉ từ"),
        "den": ("Đến ngày", "Nghỉ đến", "Đến hết ngày"),
    },
    required=("loai", "tu", "den"),
)
STAYS = SheetKind(
    name="sinh_hoat",
    titles=("Chuyển, tạm thời", "Chuyển sinh hoạt", "Sinh hoạt tạm thời"),
    columns={
        **PEOPLE,
        "loai": ("Chuyển đến hay tạm thời", "Loại"),
        "noi": ("Chi bộ cũ hoặc nơi tạm thời", "Nơi cũ", "Nơi tạm thời"),
        "tu": ("Ở đó từ ngày", "Từ ngày"),
        "den": ("Ở đó đến ngày", "Đến ngày"),
        "co_nhan_xet": ("Có nhận xét", "Có nhận xét của nơi đó"),
        "ngay_nhan_xet": ("Ngày nhận xét",),
    },
    required=("loai",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One readable row: whose, what kind, when."""

    row: RowReader
    whose: Body | Person
    kind: str
    period: Period


def read_leave(gathered: Gathered, sheet: SheetRead) -> None:
    """Gather months of sick leave and whether there was maternity leave."""
    lines = [*_lines(gathered, sheet, LEAVE, _LEAVES)]
    for place, line in enumerate(lines):
        others = [o for o in lines[:place] if o.whose.subject == line.whose.subject]
        if shared := next((o for o in others if o.period.meets(line.period)), None):
            line.row.refuse("tu", f"trùng ngày với dòng {shared.row.row.row}.")
            gathered.doubtful.add(line.whose.subject.dossier_stem)
    for line in lines:
        # Months of which one row is in doubt would be too few.
        if line.whose.subject.dossier_stem not in gathered.doubtful:
            _gather_leave(gathered, [one for one in lines if _same(one, line)])
        gathered.take(line.row)


def _same(one: _Line, other: _Line) -> bool:
    return one.whose.subject == other.whose.subject and one.kind == other.kind


def _gather_leave(gathered: Gathered, lines: Sequence[_Line]) -> None:
    first = lines[0]
    periods = sorted(line.period for line in lines)
    sources = dict.fromkeys(filter(None, (line.row.line("nguon") for line in lines)))
    said = Said(
        whose=first.whose,
        info=FACTS[first.kind],
        value=total(periods) if first.kind == _SICK else True,
        basis=tuple(one.iso for one in periods),
        source="; ".join(sources),
    )
    gathered.add(first.row, "tu", said)


def read_stays(gathered: Gathered, sheet: SheetRead) -> None:
    """Gather who came from another cell or was elsewhere for a time, and the comments from there."""
    seen: set[tuple[str, str]] = set()
    for line in _lines(gathered, sheet, STAYS, _STAYS):
        key = line.whose.subject.dossier_stem, line.kind
        if key in seen:
            words = _STAYS[line.kind][0]
            line.row.refuse("loai", f"đã có một dòng «{words}»: hãy ghi nơi ở lâu nhất trong năm.")
        seen.add(key)
        day, has = line.row.day("ngay_nhan_xet"), line.row.yes("co_nhan_xet")
        if day and has is False:
            line.row.refuse("co_nhan_xet", "ghi «không» mà vẫn có ngày nhận xét.")
        if not line.row.problems:
            _gather_stay(gathered, line, (day, True if day else has))
        gathered.take(line.row)


def _gather_stay(
    gathered: Gathered, line: _Line, comment_of: tuple[date | None, bool | None]
) -> None:
    day, has = comment_of
    there, comment = line.row.line("noi"), line.row.line("nguon")
    basis = (line.period.iso,)
    _add(gathered, line, (line.kind, True, there), basis)
    if line.kind == _MOVED:
        _add(gathered, line, (_MONTHS_BEFORE, total([line.period]), there), basis)
        on = (day.isoformat(),) if day else ()
        _add(gathered, line, (_COMMENT_BEFORE, has, comment), on)
    else:
        _add(gathered, line, (_COMMENT_DAY, day.isoformat() if day else None, comment))
        _add(gathered, line, (_COMMENT_THERE, has, comment))


def _add(
    gathered: Gathered,
    line: _Line,
    one: tuple[str, Value | None, str],
    basis: tuple[str, ...] = (),
) -> None:
    name, value, source = one
    info = FACTS[name]
    if value is None:
        gathered.leave(line.row, "co_nhan_xet", line.whose, info)
        return
    said = Said(whose=line.whose, info=info, value=value, basis=basis, source=source)
    gathered.add(line.row, "loai", said)


def _lines(
    gathered: Gathered, sheet: SheetRead, kind: SheetKind, words: Mapping[str, Sequence[str]]
) -> Iterator[_Line]:
    """Yield the readable rows of a sheet; the others are problems."""
    for row in gathered.rows(sheet, kind.columns):
        whose = gathered.whom(row)
        row.required("loai")
        what = row.take("loai", lambda said: _kind(said, words))
        period = _period(gathered, row, what)
        if isinstance(whose, Body):
            row.refuse("so_the", "cần đảng viên, không phải tổ chức.")
        if row.problems or whose is None or what is None or period is None:
            gathered.doubtful |= {whose.subject.dossier_stem} if whose else set()
            gathered.take(row)
            continue
        yield _Line(row=row, whose=whose, kind=what, period=period)


def _kind(said: str, words: Mapping[str, Sequence[str]]) -> str:
    for name, ways in words.items():
        if text.slug(said) in {text.slug(way) for way in ways}:
            return name
    listed = ", ".join(f"«{ways[0]}»" for ways in words.values())
    raise ValueError(f"«{said}» không phải một trong: {listed}.")


def _period(gathered: Gathered, row: RowReader, kind: str | None) -> Period | None:
    """Return the days from and to within the year; a stay may begin before or last beyond it."""
    if kind in LEAVE_FACTS:
        row.required("tu")
    if kind != _TEMPORARY:
        row.required("den")
    first, last = date(gathered.year, 1, 1), date(gathered.year, 12, 31)
    since, until = row.day("tu") or first, row.day("den") or last
    if row.problems:
        return None
    if until < since:
        row.refuse("den", "ở trước ngày bắt đầu.")
        return None
    whole = Period(since, until)
    part = whole.within(gathered.year)
    if part is None:
        row.refuse("tu", f"{whole.words} nằm ngoài năm {gathered.year}.")
    elif part != whole:
        gathered.warn(row, f"{whole.words}: chỉ tính {part.words}, phần trong năm {gathered.year}.")
    return part


def leave_sheet(entries: Sequence[Entry]) -> EntrySheet:
    """Return the sheet of absences, a row for each that was given before."""
    return EntrySheet(
        name=LEAVE.titles[0],
        title="THEO DÕI NGHỈ ỐM, NGHỈ THAI SẢN",
        note="Mỗi lần nghỉ một dòng; chương trình cộng số tháng trong năm.",
        columns=(*rows.WHO_COLUMNS, *_columns(LEAVE, ("loai", "tu", "den"), _LEAVES)),
        rows=[
            [*one.who, _LEAVES[name][0], *_days(period), one.source([name])]
            for one in entries
            for name in LEAVE_FACTS
            if name in one.said
            for period in one.said[name].basis
        ],
        spare=_SPARE,
    )


def stay_sheet(entries: Sequence[Entry]) -> EntrySheet:
    """Return the sheet of stays elsewhere, a row for each that was given before."""
    places = ("loai", "noi", "tu", "den", "co_nhan_xet", "ngay_nhan_xet")
    return EntrySheet(
        name=STAYS.titles[0],
        title="CHUYỂN SINH HOẠT ĐẾN, SINH HOẠT TẠM THỜI NƠI KHÁC",
        note="«Nguồn» là văn bản nhận xét của chi bộ cũ hoặc nơi sinh hoạt tạm thời.",
        columns=(*rows.WHO_COLUMNS, *_columns(STAYS, places, _STAYS)),
        rows=[
            [*one.who, *_stay(one, name)] for one in entries for name in _STAYS if name in one.said
        ],
        spare=_SPARE,
    )


def _columns(
    kind: SheetKind, names: Sequence[str], words: Mapping[str, Sequence[str]]
) -> tuple[EntryColumn, ...]:
    choices = {
        "loai": tuple(ways[0] for ways in words.values()),
        "co_nhan_xet": ("có", "không"),
    }
    made = (
        EntryColumn(
            label=kind.columns[name][0],
            kind=EntryKind.DATE if name in {"tu", "den", "ngay_nhan_xet"} else EntryKind.TEXT,
            choices=choices.get(name, ()),
            width=26 if name == "noi" else 18,
        )
        for name in names
    )
    return (*made, rows.SOURCE_COLUMN)


def _days(period: str) -> tuple[date | None, date | None]:
    since, _, until = period.partition("/")
    return text.parse_date(since), text.parse_date(until)


def _stay(one: Entry, name: str) -> Sequence[object]:
    moved = name == _MOVED
    has = one.said.get(_COMMENT_BEFORE if moved else _COMMENT_THERE)
    day = one.said.get(_COMMENT_DAY)
    said = "" if has is None else "có" if has.value else "không"
    on = (has.basis[:1] or ("",))[0] if moved and has else str(day.value) if day else ""
    names = (_COMMENT_BEFORE,) if moved else (_COMMENT_DAY, _COMMENT_THERE)
    period = (one.said[name].basis[:1] or ("",))[0]
    return (
        *(_STAYS[name][0], one.source([name]), *_days(period)),
        *(said, text.parse_date(on), one.source(names)),
    )
