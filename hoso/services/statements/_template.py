"""An empty workbook of a year: who is concerned, what its regime asks that only people know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hoso import spreadsheet
from hoso.model.assessment import Statement
from hoso.model.facts import FactInfo
from hoso.services import campaign, discipline, discipline_sheet
from hoso.services.campaign import Candidate
from hoso.services.statements import _away, _flat, _tasks
from hoso.services.statements._file import stated
from hoso.services.statements._gathered import Entry
from hoso.services.statements._record import days, reader
from hoso.services.statements._vocabulary import BODY, PERSON, YEAR, asked, names
from hoso.services.subjects import Body, top
from hoso.spreadsheet import EntrySheet
from hoso.workspace import Workspace

_GUIDE = (
    "1. Mỗi đối tượng một dòng, mỗi dữ kiện một cột. Ô để trống nghĩa là chưa ai nêu.",
    "2. Số viết theo tiếng Việt: 87,5 và 1.234. Ngày: ngày/tháng/năm. Có/không: chọn trong danh sách.",
    "3. «Nguồn» là văn bản, sổ sách ghi điều đã kê; được lưu cùng dữ kiện.",
    "4. Trang «Nhiệm vụ»: chỉ ghi số lượng, chương trình tính tỷ lệ. Trang nghỉ, chuyển sinh hoạt: "
    "ghi từ ngày, đến ngày, chương trình tính số tháng trong năm (ngày lẻ tính 1/30 tháng).",
    "5. Nhập lại bằng «hoso facts import»: dòng không đổi thì không ghi gì, giá trị mới là phiên bản "
    "mới, ô đã xóa trắng thì chương trình hỏi chứ không tự bỏ.",
    "",
    "Các dữ kiện và quy tắc hỏi đến:",
)


def template(ws: Workspace, path: Path, *, year: int, org: str | None, on: date) -> int:
    """Write the workbook of a year for an organisation and those below it; return its subjects.

    What was stated before stands in its cell. Raise NotFoundError for a year without a regime.
    """
    day = days(year, on)[0]
    found = [one for one in campaign.candidates(ws, year, org, day) if _is_concerned(one)]
    known: dict[str, dict[str, Statement]] = {}
    for (stem, fact), one in stated(ws, year).items():
        known.setdefault(stem, {})[fact] = one
    entries = [
        Entry(whose=whose, said=known.get(whose.subject.dossier_stem, {}))
        for whose in ((one.person or one.body) for one in found)
    ]
    sheets = [
        replace(one, title=f"{one.title} – NĂM {year}") for one in _sheets(ws, entries, year, on)
    ]
    spreadsheet.write_entry_book(path, sheets, [*_GUIDE, *_explained(ws, year)])
    return len(entries)


def _is_concerned(one: Candidate) -> bool:
    return one.verdict.reviewed is not False or one.verdict.rated is not False


def _sheets(ws: Workspace, entries: Sequence[Entry], year: int, on: date) -> Iterator[EntrySheet]:
    people = [one for one in entries if not isinstance(one.whose, Body)]
    bodies = [one for one in entries if isinstance(one.whose, Body)]
    highest = top(ws, on).code
    whole = [one for one in bodies if one.whose.subject.organisation == highest]
    values, regime = reader(ws, year), ws.regime(year)
    wanted = {one.name for scope in (PERSON, BODY) for one in asked(regime, scope)}
    for scope, those in ((PERSON, people), (BODY, bodies), (YEAR, whole)):
        infos = [one for one in asked(regime, scope) if not _has_own_sheet(one)]
        if infos and those:
            yield _flat.entry_sheet(scope, infos, those, values)
    if wanted & {*_tasks.SHARES.values()}:
        yield _tasks.entry_sheet(entries)
    if wanted & {*_away.LEAVE_FACTS}:
        yield _away.leave_sheet(people)
    if wanted & {*_away.STAY_FACTS}:
        yield _away.stay_sheet(people)
    if any(discipline.is_of_register(name) for name in wanted):
        stems = {one.whose.subject.dossier_stem for one in entries}
        known = discipline.listing(ws, year=year, org=None, on=on)
        yield discipline_sheet.entry_sheet(d for d in known if d.subject.dossier_stem in stems)


def _has_own_sheet(info: FactInfo) -> bool:
    own = {*_tasks.SHARES.values(), *_away.LEAVE_FACTS, *_away.STAY_FACTS}
    return info.name in own or discipline.is_of_register(info.name)


def _explained(ws: Workspace, year: int) -> Iterator[str]:
    """Yield a line for each fact that the year's regime asks for: by which rules."""
    code = ws.regime(year).code
    for one in names():
        if rules := one.rules.get(code):
            label = one.info.label
            yield f"{label[:1].upper()}{label[1:]}: {', '.join(rules)}"
