"""What somebody wants recorded: whose level, at which step, of which period, at which place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import NotFoundError, Problem, QuestionError
from hoso.model.review import Level, Stage
from hoso.services import progress, refusals
from hoso.services.subjects import Body, Person, body, person
from hoso.workspace import Workspace

# Column of a ratings file → headings people use for it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "so_the": ("so_the", "Số thẻ đảng viên", "Số thẻ"),
    "to_chuc": ("to_chuc", "Tổ chức", "Mã tổ chức"),
    "cbccvc": ("cbccvc", "Xếp loại CBCCVC"),
    "de_xuat": ("de_xuat", "Đề xuất", "Chi bộ đề xuất"),
    "quyet_dinh": ("quyet_dinh", "Quyết định", "Cấp có thẩm quyền quyết định"),
    "ngay": ("ngay", "Ngày", "Ngày quyết định"),
    "ly_do": ("ly_do", "Lý do", "Ghi chú"),
    "ky": ("ky", "Kỳ", "Quý, tháng"),
    "noi": ("noi", "Nơi", "Nơi kiểm điểm"),
    "cap_quyet_dinh": ("cap_quyet_dinh", "Cấp quyết định"),
}
_STAGES = {"cbccvc": Stage.CIVIL, "de_xuat": Stage.PROPOSED, "quyet_dinh": Stage.DECIDED}
# Words for giving no level; the reason then says why.
_NO_LEVEL = frozenset({"chua", "chua danh gia", "chua xep loai", "khong xep loai"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PERIOD = re.compile(r"(q|quy|t|thang)\s*(\d{1,2}|i{1,3}|iv)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rating to be recorded; `level` None says that none is given, for the `reason`.

    `place` is as a person wrote it; `where` names file and row, "" for a single one.
    """

    whose: Body | Person
    stage: Stage
    level: Level | None
    day: date
    reason: str = ""
    period: str = ""
    place: str = ""
    authority: str = ""
    where: str = ""


def level(ws: Workspace, wanted: str, year: int) -> Level | None:
    """Return the level named by code or by its printed name in the year's regime; None for `chưa`."""
    regime = ws.regime(year)
    said = text.fold(text.squeeze(wanted))
    if said in _NO_LEVEL:
        return None
    for code, name in regime.levels.items():
        member, short = regime.member_levels.get(code, name), regime.short_levels.get(code, code)
        # As forms print it: HTXSNV, HTTNV, HTNV, KHTNV.
        printed = f"{code.rstrip('n')}nv"
        if said in {code, printed, f"{code}nv", *map(text.fold, (name, member, short))}:
            return Level(code)
    listed = ", ".join(f"{code} ({name})" for code, name in regime.levels.items())
    raise NotFoundError(
        f"Không có mức «{wanted}» trong năm {year}. Các mức: {listed}; hoặc «chua» kèm lý do."
    )


def period(wanted: str) -> str:
    """Return the code of a quarter or month (`q1`, `Quý I`, `t05`, `tháng 5`), "" for the year."""
    said = text.fold(text.squeeze(wanted))
    if said in {"", "nam", "ca nam"}:
        return ""
    if found := _PERIOD.fullmatch(said):
        number = _ROMAN.get(found[2]) or int(found[2])
        code = f"q{number}" if found[1][0] == "q" else f"t{number:02}"
        if code in progress.PERIODS:
            return code
    raise NotFoundError(
        f"Không có kỳ «{wanted}». Ghi q1 … q4 cho quý, t01 … t12 cho tháng, để trống cho cả năm."
    )


def period_in(words: str) -> str | None:
    """Return the first quarter or month that a sentence names, None when it names none."""
    found = re.search(rf"\b{_PERIOD.pattern}\b", text.fold(words))
    return period(found[0]) if found else None


def read(ws: Workspace, path: Path, *, year: int, on: date) -> list[Entry]:
    """Return the ratings of a CSV or Excel file; raise RowsRefusedError listing every bad row."""
    table = spreadsheet.read_table(path, COLUMNS)
    entries: list[Entry] = []
    problems: list[Problem] = [*table.problems]
    for row in table.rows:
        place = f"{path.name}: dòng {row.row}"
        try:
            entries += _entries(ws, {**row.values, "dong": place}, year, on)
        except (NotFoundError, QuestionError) as error:
            problems.append(Problem(code="X001", where=place, message=f"{place}: {error.message}"))
    refusals.bad_rows(path, problems)
    return entries


def _entries(ws: Workspace, row: Mapping[str, str], year: int, on: date) -> Iterator[Entry]:
    card = row.get("so_the", "")
    whose = person(ws, card, on) if card else body(ws, row.get("to_chuc", ""), on)
    for column, stage in _STAGES.items():
        if wanted := row.get(column, ""):
            yield Entry(
                whose=whose,
                stage=stage,
                level=level(ws, wanted, year),
                day=_day(row.get("ngay", ""), on),
                reason=row.get("ly_do", ""),
                period=period(row.get("ky", "")),
                place=row.get("noi", ""),
                authority=row.get("cap_quyet_dinh", ""),
                where=row["dong"],
            )


def _day(said: str, on: date) -> date:
    """Return the day that a row gives, `on` when it gives none; raise QuestionError for no date."""
    day = text.parse_date(said) if said else on
    if day is None:
        raise QuestionError(f"ngày «{said}» không phải ngày dd/mm/yyyy.")
    return day
