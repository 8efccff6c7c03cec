"""Proposals of old papers in Excel, to be looked through, corrected and taken in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso import text
from hoso.model.pending import Pending, Proposal, ProposedFault
from hoso.services.importing._questions import FAULT
from hoso.spreadsheet import Sheet, SheetKind, SheetRead, TableRow

PAPERS: Final = "Văn bản cũ"
FAULTS: Final = "Khuyết điểm"
_PAPER_COLUMNS: Final = {
    "ma": ("Mã",),
    "tep": ("Tệp",),
    "tieu_de": ("Tiêu đề",),
    "loai": ("Loại",),
    "nam": ("Năm",),
    "to_chuc": ("Tổ chức",),
    "nguoi": ("Đảng viên",),
    "chac": ("Độ chắc",),
    "luu_y": ("Lưu ý",),
    "quyet_dinh": ("Quyết định (nhận / bác bỏ: lý do)", "Quyết định"),
}
_FAULT_COLUMNS: Final = {
    "ma": ("Mã",),
    "so": ("Số",),
    "noi_dung": ("Hạn chế, khuyết điểm",),
    "linh_vuc": ("Lĩnh vực",),
    "nguyen_nhan": ("Nguyên nhân",),
    "trach_nhiem": ("Trách nhiệm",),
    "bien_phap": ("Biện pháp",),
}
KINDS: Final = (
    SheetKind(name=PAPERS, titles=(PAPERS,), columns=_PAPER_COLUMNS, required=("ma", "quyet_dinh")),
    SheetKind(name=FAULTS, titles=(FAULTS,), columns=_FAULT_COLUMNS, required=("ma", "noi_dung")),
)
_ASKED: Final = {"loai": "kind", "nam": "year", "to_chuc": "organisation", "nguoi": "person"}
_TAKEN: Final = re.compile(r"(?:nhan|dong y|co|duyet|x|ok)[.! ]*")
_PARTS: Final = {
    "linh_vuc": "area",
    "nguyen_nhan": "cause",
    "trach_nhiem": "responsibility",
    "bien_phap": "measure",
}


def sheets(waiting: Iterable[Pending]) -> tuple[Sheet, ...]:
    """Return both tables of what waits: one row a paper, one row a fault; the decision is left open."""
    papers = [(one, one.proposal) for one in waiting if one.proposal]
    if not papers:
        return ()
    return (
        Sheet(
            name=PAPERS,
            title="VĂN BẢN CŨ CHỜ XÁC NHẬN",
            columns=[names[0] for names in _PAPER_COLUMNS.values()],
            rows=[_paper_row(entry, proposal) for entry, proposal in papers],
        ),
        Sheet(
            name=FAULTS,
            title="KHUYẾT ĐIỂM ĐỌC ĐƯỢC TRONG VĂN BẢN CŨ (sửa, xóa hoặc thêm dòng đều được)",
            columns=[names[0] for names in _FAULT_COLUMNS.values()],
            rows=[row for entry, proposal in papers for row in _fault_rows(entry, proposal)],
        ),
    )


def _paper_row(entry: Pending, one: Proposal) -> tuple[object, ...]:
    sure = "; ".join(
        f"{name}: {guess.sure.value.replace('_', ' ')} ({guess.basis})"
        for name, attribute in _ASKED.items()
        if (guess := getattr(one, attribute)).value
    )
    remarks = "; ".join((*one.remarks, *one.like))
    told = (one.kind, one.year, one.organisation, one.person)
    values = (guess.value for guess in told)
    return (entry.code, entry.name, one.title, *values, sure, remarks, None)


def _fault_rows(entry: Pending, one: Proposal) -> Iterator[tuple[object, ...]]:
    for number, fault in enumerate(one.faults, start=1):
        parts = (getattr(fault, attribute) for attribute in _PARTS.values())
        yield (entry.code, number, fault.text, *parts)


@dataclass(slots=True)
class Decisions:
    """What a filled-in workbook says of old papers."""

    answers: dict[str, dict[str, str]] = field(default_factory=dict)  # taken: code → corrections
    rejections: dict[str, str] = field(default_factory=dict)  # code → reason
    waiting: list[str] = field(default_factory=list)  # without a decision
    unclear: dict[str, str] = field(default_factory=dict)  # code → the decision as written
    dropped: dict[str, list[str]] = field(default_factory=dict)  # code → faults whose rows are gone


def decisions(read: Sequence[SheetRead], entries: Mapping[str, Pending]) -> Decisions:
    """Return what the sheets of a workbook decide, against what was proposed."""
    rows = [row for sheet in read if sheet.kind == FAULTS for row in sheet.rows]
    found = Decisions()
    for row in (row for sheet in read if sheet.kind == PAPERS for row in sheet.rows):
        code = row.values.get("ma", "").strip().upper()
        said = row.values.get("quyet_dinh", "").strip()
        folded = text.fold(said)
        entry = entries.get(code)
        if refusal := re.match(r"(?:bac bo|tu choi)\s*[:.,-]?\s*", folded):
            found.rejections[code] = said[refusal.end() :].strip()
        elif not said:
            found.waiting.append(code)
        elif not _TAKEN.fullmatch(folded):
            found.unclear[code] = said
        else:
            mine = [one for one in rows if one.values.get("ma", "").strip().upper() == code]
            proposal = entry.proposal if entry else None
            found.answers[code] = _corrections(
                row, mine, proposal, found.dropped.setdefault(code, [])
            )
    return found


def _corrections(
    row: TableRow, mine: Sequence[TableRow], proposal: Proposal | None, dropped: list[str]
) -> dict[str, str]:
    """Return the answers that a paper's rows give, those alone that differ from the proposal."""
    if proposal is None:
        return {}
    told = {name: row.values.get(name, "").strip() for name in _ASKED}
    given = {
        name: said or "-"
        for name, said in told.items()
        if said != getattr(proposal, _ASKED[name]).value
    }
    seen: set[int] = set()
    for one in mine:
        at = _number(one, seen, len(proposal.faults))
        seen.add(at)
        before = proposal.faults[at - 1] if at <= len(proposal.faults) else None
        given |= dict(_fault_answers(at, one, before))
    for at, fault in enumerate(proposal.faults, start=1):
        if at not in seen:
            given[f"{FAULT}.{at}"] = "bỏ"
            dropped.append(f"khuyết điểm {at} «{fault.text[:80]}»")
    return given


def _number(row: TableRow, seen: set[int], known: int) -> int:
    """Return which fault a row is of: the one whose number it bears, else a new one."""
    said = row.values.get("so", "").strip()
    if said.isdecimal() and 0 < int(said) <= known and int(said) not in seen:
        return int(said)
    return max(known, *seen, 0) + 1


def _fault_answers(
    at: int, row: TableRow, before: ProposedFault | None
) -> Iterator[tuple[str, str]]:
    old = before or ProposedFault(text="")
    said = row.values.get("noi_dung", "").strip()
    if said != old.text:
        yield f"{FAULT}.{at}", said or "bỏ"
    for name, attribute in _PARTS.items():
        words = row.values.get(name, "").strip()
        if words != getattr(old, attribute):
            yield f"{FAULT}.{at}.{name}", words or "-"
