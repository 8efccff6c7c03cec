"""The sheet `Đảng viên`: one member a row, with everything an office's list can have around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hoso import text
from hoso.model.base import replaced
from hoso.model.roster import UNSAID, Member, MemberState, Post, PostSide, Standing
from hoso.spreadsheet._grid import Ledger, Row
from hoso.spreadsheet._headers import Header
from hoso.spreadsheet._organisations import Organisations, unknown_organisation
from hoso.spreadsheet._synonyms import CATEGORIES, STANDINGS, TOTAL_ROW
from hoso.spreadsheet._values import (
    read_card,
    read_date,
    read_lines,
    read_text,
    read_word,
    required_text,
    split_list,
)

_AGE_OF_ADMISSION = 18  # Điều lệ Đảng, Điều 1, khoản 2
_FEWEST_CELLS = 4  # a row with fewer is a note, a total or a signature
_FEWEST_DIGITS = 6
_POSTS = {
    "party_posts": PostSide.PARTY,
    "office_posts": PostSide.OFFICE,
    "union_posts": PostSide.UNION,
}
_ORDERED = (
    ("birth", "admitted"),
    ("admitted", "official"),
    ("since", "until"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One good row: whose it is, what it says, and where it stands."""

    row: Row
    card: str
    state: MemberState


def read_members(
    header: Header, organisations: Organisations, day: date | None, ledger: Ledger
) -> tuple[Member, ...]:
    """Return the members below `header`; rows with problems are noted and left out."""
    lines: dict[str, list[_Line]] = {}
    rows: dict[str, list[Row]] = {}
    for row in _member_rows(header, ledger):
        before = len(ledger.problems)
        card = read_card(header.cell(row, "card"), header.label("card"), ledger)
        state = _read_state(header, row, organisations, ledger)
        if card:
            rows.setdefault(card, []).append(row)
        if card and state and len(ledger.problems) == before:
            _warn_of_dates(header, row, state, day, ledger)
            lines.setdefault(card, []).append(_Line(row, card, state))
    for row in header.body[:1]:
        ledger.warn_of_unread(header.unknown, row)
    found = (_member(header, lines.get(card, []), rows[card], ledger) for card in rows)
    return tuple(member for member in found if member is not None)


def _member_rows(header: Header, ledger: Ledger) -> list[Row]:
    """Return the rows about a member; totals, headings and signatures are named as not read."""
    rows: list[Row] = []
    for row in header.body:
        if _is_about_member(header, row):
            rows.append(row)
            for cell in header.spare(row):
                ledger.warn("X104", cell, "Ô ở cột không có tiêu đề, không được đọc.")
        elif row.filled:
            said = "; ".join(text.squeeze(cell.text) for cell in row.filled)[:80]
            ledger.warn("X103", row, f"Không đọc dòng này (không phải một đảng viên): «{said}».")
    if not rows and header.body:
        ledger.warn("X103", header.body[0], "Bảng đảng viên không có dòng nào.")
    return rows


def _is_about_member(header: Header, row: Row) -> bool:
    filled = row.filled
    if not filled or all(re.fullmatch(r"\(?\d{1,2}\)?", cell.text) for cell in filled):
        return False  # blank, or the line that numbers the columns
    number, name = header.cell(row, "number"), header.cell(row, "full_name")
    if re.fullmatch(r"\d+\.?", number.text) and not name.is_blank:
        return True
    if len(re.sub(r"\D", "", header.cell(row, "card").text)) >= _FEWEST_DIGITS:
        return True  # a total under this column would be shorter
    if re.fullmatch(TOTAL_ROW, text.fold(text.squeeze(filled[0].text))):
        return False
    return len([cell for cell in filled if cell.column != number.column]) >= _FEWEST_CELLS


def _read_state(
    header: Header, row: Row, organisations: Organisations, ledger: Ledger
) -> MemberState | None:
    dates = _read_dates(header, row, ledger)
    words = {
        name: read_text(header.cell(row, name), ledger) for name in ("gender", "unit", "left_to")
    }
    category = read_word(header.cell(row, "category"), header.label("category"), CATEGORIES, ledger)
    state = MemberState(
        since=dates.pop("since") or UNSAID,
        organisation=_read_organisation(header, row, organisations, ledger),
        full_name=required_text(header.cell(row, "full_name"), header.label("full_name"), ledger),
        posts=_read_posts(header, row, ledger),
        standing=_read_standing(header, row, ledger),
        remarks=read_lines(header.cell(row, "remarks"), ledger),
    )
    return replaced(state, category=category, **dates, **words) if category else None


def _read_standing(header: Header, row: Row, ledger: Ledger) -> Standing:
    """Return the standing; a blank cell means, as the template says, that nothing is unusual."""
    cell = header.cell(row, "standing")
    if cell.is_blank:
        return Standing.ACTIVE
    return read_word(cell, header.label("standing"), STANDINGS, ledger) or Standing.ACTIVE


def _read_dates(header: Header, row: Row, ledger: Ledger) -> dict[str, date | None]:
    names = ("birth", "admitted", "official", "since", "until")
    dates = {name: read_date(header.cell(row, name), header.label(name), ledger) for name in names}
    for first, last in _ORDERED:
        start, end = dates[first], dates[last]
        if start and end and end < start:
            ledger.problem(
                "X008",
                header.cell(row, last),
                f"«{header.label(last)}» ({text.short_date(end)}) trước «{header.label(first)}» "
                f"({text.short_date(start)}). Hãy sửa một trong hai ô.",
            )
    return dates


def _read_posts(header: Header, row: Row, ledger: Ledger) -> tuple[Post, ...]:
    return tuple(
        Post(title=title, side=side)
        for name, side in _POSTS.items()
        for title in split_list(read_lines(header.cell(row, name), ledger))
    )


def _read_organisation(
    header: Header, row: Row, organisations: Organisations, ledger: Ledger
) -> str:
    cell, label = header.cell(row, "organisation"), header.label("organisation")
    said = required_text(cell, label, ledger)
    codes = organisations.find(said) if said else ()
    if not said:
        return ""
    if len(codes) != 1:
        ledger.problem("X004", cell, unknown_organisation(said, codes, organisations, label))
    elif codes[0] not in organisations.good:
        bad = organisations.rows[codes[0]]
        ledger.problem(
            "X004", cell, f"Tổ chức «{said}» có lỗi ở trang «{bad.sheet}», dòng {bad.number}."
        )
    return codes[0] if codes else ""


def _warn_of_dates(
    header: Header, row: Row, state: MemberState, day: date | None, ledger: Ledger
) -> None:
    admitted, birth = state.admitted, state.birth
    if admitted and birth and _age(birth, admitted) < _AGE_OF_ADMISSION:
        ledger.warn(
            "X105",
            header.cell(row, "admitted"),
            f"{state.full_name} vào Đảng khi chưa đủ {_AGE_OF_ADMISSION} tuổi; hãy xem lại ngày "
            "sinh và ngày vào Đảng.",
        )
    for name, said in (
        ("admitted", admitted),
        ("official", state.official),
        ("since", state.since),
    ):
        if day and said and said > day:
            ledger.warn(
                "X105",
                header.cell(row, name),
                f"«{header.label(name)}» ({text.short_date(said)}) sau ngày của danh sách "
                f"({text.short_date(day)}).",
            )


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _member(
    header: Header, lines: Sequence[_Line], rows: Sequence[Row], ledger: Ledger
) -> Member | None:
    """Return one member of one or more rows: several are right only when one stay follows another."""
    ordered = sorted(lines, key=lambda line: _start(line.state))
    if len(rows) == 1:
        return Member(card=ordered[0].card, states=(ordered[0].state,)) if ordered else None
    states = _in_turn([line.state for line in ordered])
    if len(lines) == len(rows) and states:
        return Member(card=ordered[0].card, states=states)
    numbers = " và ".join(str(row.number) for row in rows)
    names = " và ".join(f"«{text.squeeze(header.cell(row, 'full_name').text)}»" for row in rows)
    ledger.problem(
        "X003",
        header.cell(rows[-1], "card"),
        f"Số thẻ {header.cell(rows[-1], 'card').text} có ở các dòng {numbers} ({names}). Mỗi người "
        "một số thẻ; nếu là một người chuyển chi bộ, dòng cũ phải có «Ngày chuyển đi» trước "
        "«Ngày về chi bộ» của dòng mới.",
    )
    return None


def _start(state: MemberState) -> date:
    return date.max if state.since == UNSAID else state.since


def _in_turn(states: list[MemberState]) -> tuple[MemberState, ...]:
    """Return the states with a shared day of moving given to the later, () when they overlap."""
    for place, (one, following) in enumerate(pairwise(states)):
        if one.until is None or text.fold(one.full_name) != text.fold(following.full_name):
            return ()
        elsewhere = one.organisation != following.organisation
        if elsewhere and one.since < one.until == following.since:
            states[place] = replaced(one, until=one.until - timedelta(days=1))
        elif one.until >= _start(following):
            return ()
    return tuple(states)
