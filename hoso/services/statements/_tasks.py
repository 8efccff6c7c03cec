"""The sheet of tasks: counts given, done, late, exceeded → exact shares, with both figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hoso.model.assessment import Statement
from hoso.model.facts import FACTS
from hoso.services import rows
from hoso.services.rows import PEOPLE, RowReader
from hoso.services.statements._gathered import Entry, Gathered
from hoso.services.statements._periods import plain
from hoso.services.statements._record import Said
from hoso.services.subjects import Body, Person
from hoso.spreadsheet import EntryColumn, EntrySheet, SheetKind, SheetRead

SHEET = SheetKind(
    name="nhiem_vu",
    titles=("Nhiệm vụ", "Kết quả nhiệm vụ", "Theo dõi nhiệm vụ"),
    columns={
        **PEOPLE,
        "ten_to_chuc": ("Tên tổ chức",),
        "giao": ("Số nhiệm vụ được giao", "Số được giao", "Được giao"),
        "hoan_thanh": ("Số hoàn thành", "Hoàn thành", "Số nhiệm vụ hoàn thành"),
        "dung_han": ("Số đúng tiến độ", "Số đúng hạn", "Đúng hạn", "Đúng tiến độ"),
        "cham": ("Số chậm tiến độ", "Số chậm", "Chậm", "Chậm tiến độ"),
        "vuot": ("Số vượt mức", "Vượt mức", "Số vượt"),
    },
    required=("giao", "hoan_thanh"),
)
# Column of counts → the share of all tasks that it is.
SHARES: Mapping[str, str] = {
    "hoan_thanh": "nhiem_vu.hoan_thanh",
    "cham": "nhiem_vu.tre_han",
    "vuot": "nhiem_vu.vuot_muc",
}
_COUNTS = ("giao", "hoan_thanh", "dung_han", "cham", "vuot")
_HINTS = {
    "giao": "Mọi nhiệm vụ, chỉ tiêu được giao trong năm; người lãnh đạo: của nơi mình phụ trách.",
    "cham": "Nhiệm vụ hoàn thành chậm, hoặc đã quá hạn mà chưa xong.",
    "vuot": "Trong số hoàn thành, số vượt mức.",
}


def read(gathered: Gathered, sheet: SheetRead) -> None:
    """Gather the shares that the rows of a sheet give."""
    for row in gathered.rows(sheet, SHEET.columns):
        whose = gathered.whom(row)
        counts = {name: row.take(name, rows.whole) for name in _COUNTS}
        if whose and any(row.said(name) for name in _COUNTS):
            _check(row, counts)
        if whose and not row.problems:
            _gather(gathered, row, whose, counts)
        gathered.take(row)


def _check(row: RowReader, counts: dict[str, int | None]) -> None:
    """Note counts that cannot be, and fill in the late ones where the others say how many."""
    given, done = counts["giao"], counts["hoan_thanh"]
    if given is None or done is None:
        for name in ("giao", "hoan_thanh"):
            row.required(name)
        return
    if given == 0:
        row.refuse("giao", "không có nhiệm vụ nào được giao thì không tính được tỷ lệ.")
    for name, limit, words in (
        ("hoan_thanh", given, "số được giao"),
        ("dung_han", done, "số hoàn thành"),
        ("cham", given - (counts["dung_han"] or 0), "số được giao trừ số đúng tiến độ"),
        ("vuot", done, "số hoàn thành"),
    ):
        if (count := counts[name]) is not None and count > limit:
            row.refuse(name, f"{SHEET.columns[name][0]} {count} nhiều hơn {words} {limit}.")
    if not row.problems:
        counts["cham"] = _late(row, counts, given, done)


def _late(row: RowReader, counts: Mapping[str, int | None], given: int, done: int) -> int | None:
    """Return how many tasks were late: whatever was done, was done in time or late."""
    in_time, late = counts["dung_han"], counts["cham"]
    if in_time is None:
        return late
    if late is None and done < given:
        row.refuse("cham", "chưa hoàn thành hết: hãy ghi cả số chậm tiến độ.")
    elif late is not None and in_time + late < done:
        row.refuse("cham", f"đúng tiến độ {in_time} và chậm {late} chưa đủ {done} việc đã xong.")
    return given - in_time if late is None else late


def _gather(
    gathered: Gathered, row: RowReader, whose: Body | Person, counts: Mapping[str, int | None]
) -> None:
    given = counts["giao"]
    for column, name in SHARES.items():
        info, part = FACTS[name], counts[column]
        if given is None or part is None:
            gathered.leave(row, column, whose, info, of_counts=True)
            continue
        said = Said(
            whose=whose,
            info=info,
            value=plain(Fraction(part * 100, given)),
            basis=(f"{part}/{given}",),
            source=row.line("nguon"),
        )
        gathered.add(row, column, said)


def entry_sheet(entries: Sequence[Entry]) -> EntrySheet:
    """Return the sheet with a row for each subject, the counts filled in that were given."""
    return EntrySheet(
        name=SHEET.titles[0],
        title="SỐ NHIỆM VỤ ĐƯỢC GIAO VÀ KẾT QUẢ",
        note="Ghi số nhiệm vụ; chương trình tính tỷ lệ và giữ cả hai số.",
        columns=(
            *rows.WHO_COLUMNS,
            EntryColumn(label=SHEET.columns["ten_to_chuc"][0], width=30),
            *(EntryColumn(label=SHEET.columns[n][0], hint=_HINTS.get(n, "")) for n in _COUNTS),
            rows.SOURCE_COLUMN,
        ),
        rows=[
            [*one.who, one.organisation, *_counts(one.said), one.source(SHARES.values())]
            for one in entries
        ],
        kept=len(rows.WHO_COLUMNS),
    )


def _counts(said: Mapping[str, Statement]) -> tuple[str, ...]:
    parts = {}
    for column, name in SHARES.items():
        basis = said[name].basis if name in said else ()
        if basis:
            parts[column], _, parts["giao"] = basis[0].partition("/")
    return tuple(parts.get(name, "") for name in _COUNTS)
