"""The sheet `Tổ chức đảng`: organisations, and finding one by its code or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from hoso import text
from hoso.model.base import replaced
from hoso.model.roster import UNSAID, Organisation, OrganisationState
from hoso.spreadsheet._grid import Cell, Ledger, Row, listed
from hoso.spreadsheet._headers import Header
from hoso.spreadsheet._synonyms import KINDS
from hoso.spreadsheet._values import read_date, read_lines, read_text, read_word, required_text

_UNKNOWN = "?"  # no code looks like this


@dataclass(slots=True)
class Organisations:
    """The organisations of a file; `good` are without problems, `rows` are all of them."""

    good: dict[str, Organisation] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)  # by code
    names: dict[str, str] = field(default_factory=dict)  # code → name

    def find(self, said: str) -> tuple[str, ...]:
        """Return the codes that `said` names: a code, else a name, first with, then without marks."""
        if said.lower() in self.rows:
            return (said.lower(),)
        for view in (text.tone_key, text.fold):
            found = tuple(code for code, name in self.names.items() if view(name) == view(said))
            if found:
                return found
        return ()


def read_organisations(header: Header, ledger: Ledger) -> Organisations:
    """Return the organisations below `header`; rows with problems are noted and left out."""
    found = Organisations()
    states: dict[str, tuple[OrganisationState, Cell]] = {}
    for row in header.body:
        if not row.filled:
            continue
        if _is_note(header, row):
            ledger.warn("X103", row, f"Không đọc dòng này (không có mã và loại): «{_said(row)}».")
            continue
        for cell in header.spare(row):
            ledger.warn("X104", cell, "Ô ở cột không có tiêu đề, không được đọc.")
        before = len(ledger.problems)
        code = _read_code(header, row, found, ledger)
        state = _read_state(header, row, ledger)
        if code and len(ledger.problems) == before:
            states[code] = state, header.cell(row, "parent")
    if found.rows:
        ledger.warn_of_unread(header.unknown, next(iter(found.rows.values())))
    _settle_parents(states, found, ledger)
    return found


def _is_note(header: Header, row: Row) -> bool:
    return all(header.cell(row, name).is_blank for name in ("code", "kind")) or len(row.filled) == 1


def _said(row: Row) -> str:
    return "; ".join(text.squeeze(cell.text) for cell in row.filled)[:80]


def _read_code(header: Header, row: Row, found: Organisations, ledger: Ledger) -> str:
    """Return the code of a row and make the row findable, even if something else is wrong."""
    cell = header.cell(row, "code")
    said = required_text(cell, header.label("code"), ledger)
    code = said.lower()
    name = read_text(header.cell(row, "name"), Ledger(ledger.file))
    if code and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
        ledger.problem(
            "X010",
            cell,
            f"Mã tổ chức «{code}» chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối, "
            f"ví dụ «{text.slug(code or name)}».",
        )
        return ""
    if code != said:
        ledger.warn("X110", cell, f"Mã tổ chức «{said}» được đọc là «{code}» (chữ thường).")
    if code in found.rows:
        first = found.rows[code].number
        ledger.problem(
            "X010", cell, f"Mã tổ chức «{code}» đã có ở dòng {first}. Mỗi tổ chức một mã riêng."
        )
        return ""
    if code:
        found.rows[code], found.names[code] = row, name
    return code


def _read_state(header: Header, row: Row, ledger: Ledger) -> OrganisationState:
    dates = _read_dates(header, row, ledger)
    words = {name: read_text(header.cell(row, name), ledger) for name in ("place", "province")}
    kind = read_word(header.cell(row, "kind"), header.label("kind"), KINDS, ledger)
    state = OrganisationState(
        since=dates.pop("since") or UNSAID,
        name=required_text(header.cell(row, "name"), header.label("name"), ledger),
        kind=kind or "",
        parent_name=read_text(header.cell(row, "parent_name"), ledger) or None,
        term=_term(read_lines(header.cell(row, "term"), ledger)),
    )
    return replaced(state, **dates, **words)


def _read_dates(header: Header, row: Row, ledger: Ledger) -> dict[str, date | None]:
    names = ("since", "until", "term_since", "term_until")
    dates = {name: read_date(header.cell(row, name), header.label(name), ledger) for name in names}
    for first, last in (names[:2], names[2:]):
        start, end = dates[first], dates[last]
        if start and end and end < start:
            ledger.problem(
                "X008",
                header.cell(row, last),
                f"«{header.label(last)}» ({text.short_date(end)}) trước «{header.label(first)}» "
                f"({text.short_date(start)}). Hãy sửa một trong hai ô.",
            )
    return dates


def _term(said: str) -> str:
    """Return a term of office as `2020-2025`, whatever dash and spaces the file has."""
    return re.sub(r"\s*[-‐–—]\s*", "-", text.squeeze(said))


def _settle_parents(
    states: dict[str, tuple[OrganisationState, Cell]], found: Organisations, ledger: Ledger
) -> None:
    """Give each organisation the code of the one above it; refuse unknown ones and circles."""
    parents: dict[str, str] = {}
    for code, (_, cell) in states.items():
        if above := _parent(cell, found, ledger):
            parents[code] = above
    for code, (state, cell) in states.items():
        if _is_circle(code, parents):
            ledger.problem("X011", cell, f"Tổ chức «{code}» trực thuộc chính nó qua các cấp.")
        elif parents.get(code) != _UNKNOWN:
            placed = replaced(state, parent=parents.get(code))
            found.good[code] = Organisation(code=code, states=(placed,))
    while orphans := [one for one in found.good if parents.get(one, one) not in found.good]:
        for code in orphans:
            del found.good[code]
            message = f"Không nhận «{code}» vì dòng của cấp trên «{parents[code]}» có lỗi."
            ledger.problem("X011", states[code][1], message)


def _parent(cell: Cell, found: Organisations, ledger: Ledger) -> str:
    said = read_text(cell, Ledger(ledger.file))
    above = found.find(said) if said else ()
    if len(above) == 1 or not said:
        return above[0] if above else ""
    ledger.problem("X004", cell, unknown_organisation(said, above, found, "Trực thuộc"))
    return _UNKNOWN


def _is_circle(code: str, parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    above = parents.get(code)
    while above is not None and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def unknown_organisation(
    said: str, found: tuple[str, ...], organisations: Organisations, label: str
) -> str:
    """Return the message on a name that stands for no organisation of the file, or for several."""
    if found:
        return f"«{label}» «{said}» có thể là {listed(found)}. Hãy ghi mã tổ chức thay cho tên."
    near = text.nearest(said, [*organisations.names.values(), *organisations.rows])
    hint = f"Ý bạn là «{near}»? " if near else ""
    return (
        f"«{label}» «{said}» không có trong trang «Tổ chức đảng». {hint}Hãy ghi đúng mã hoặc tên, "
        "hoặc thêm tổ chức vào trang đó."
    )
