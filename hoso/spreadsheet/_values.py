"""Cells read as dates, numbers, words of a list, party cards; what cannot be is a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from hoso import text
from hoso.spreadsheet._grid import Cell, Ledger
from hoso.spreadsheet._headers import key

T = TypeVar("T")

_CARD_DIGITS = 8
# The first two digits are a party committee's number from 01 on, so that Excel, taking a card
# for a number, can have lost one leading zero and no more.
_FEWEST_DIGITS = 7
_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2199


def read_text(cell: Cell, ledger: Ledger) -> str:
    """Return the text of a cell on one line; a fault of Excel is a problem."""
    return text.squeeze(read_lines(cell, ledger))


def read_lines(cell: Cell, ledger: Ledger) -> str:
    """Return the text of a cell with its line breaks; a fault of Excel is a problem."""
    if cell.fault:
        ledger.problem("X007", cell, cell.fault)
        return ""
    return cell.text


def required_text(cell: Cell, label: str, ledger: Ledger) -> str:
    """Return the text of a cell that must hold some."""
    value = read_text(cell, ledger)
    if not value and not cell.fault:
        ledger.problem("X001", cell, f"Thiếu «{label}». Hãy điền vào ô này.")
    return value


def read_date(cell: Cell, label: str, ledger: Ledger) -> date | None:
    """Return the date in a cell, None when it is blank or (with a problem) no date."""
    value = cell.value
    if cell.fault or cell.is_blank:
        read_text(cell, ledger)
        return None
    found = (
        value.date() if isinstance(value, datetime) else text.parse_date(text.squeeze(cell.text))
    )
    if found and _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        return found
    ledger.problem("X002", cell, _no_date(cell, label))
    return None


def _no_date(cell: Cell, label: str) -> str:
    said = cell.text
    if re.fullmatch(r"(19|20)\d\d", said):
        why = "chỉ có năm, chưa đủ ngày và tháng"
    elif isinstance(cell.value, (int, float)):
        why = "là một con số; hãy định dạng ô thành ngày"
    else:
        why = "không phải một ngày có thật"
    return f"«{label}» là «{said}»: {why}. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/02/1980."


def read_word(cell: Cell, label: str, words: Mapping[T, Sequence[str]], ledger: Ledger) -> T | None:
    """Return the value whose names include the cell's text; an unknown word is a problem."""
    said = required_text(cell, label, ledger)
    if not said:
        return None
    found = match_word(said, words)
    if found is None:
        printed = [names[0] for names in words.values()]
        near = text.nearest(said, [name for names in words.values() for name in names])
        hint = f"Ý bạn là «{near}»? " if near else ""
        ledger.problem(
            "X005",
            cell,
            f"«{label}» không có giá trị «{said}». {hint}Các giá trị dùng được: "
            f"{'; '.join(printed)}.",
        )
    return found


def match_word(said: str, words: Mapping[T, Sequence[str]]) -> T | None:
    """Return the value one of whose names is `said`, without regard to marks, case and spaces."""
    known = {key(name): value for value, names in words.items() for name in names}
    return known.get(key(said))


def read_whole(cell: Cell, label: str, ledger: Ledger, *, blank: int | None = None) -> int | None:
    """Return the whole number, 0 or more, in a cell; `blank` (a problem if None) when empty."""
    if cell.is_blank and blank is not None:
        return blank
    said = required_text(cell, label, ledger)
    if not said:
        return None
    if re.fullmatch(r"\d{1,9}", said) and not isinstance(cell.value, bool):
        return int(said)
    ledger.problem("X009", cell, f"«{label}» là «{said}», cần một số nguyên từ 0 trở lên.")
    return None


def read_card(cell: Cell, label: str, ledger: Ledger) -> str:
    """Return a party card's number as 8 digits; warn when Excel's spelling had to be mended."""
    said = required_text(cell, label, ledger)
    if not said:
        return ""
    digits = _digits(cell.value, said)
    if digits is None:
        ledger.problem(
            "X006",
            cell,
            f"«{label}» là «{said}», cần đúng {_CARD_DIGITS} chữ số. Hãy xem lại thẻ và định dạng "
            "cột này là Văn bản (Text).",
        )
        return ""
    if digits != said:
        ledger.warn(
            "X101", cell, f"«{label}» «{said}» được đọc là {digits}; hãy đối chiếu với thẻ."
        )
    return digits


def _digits(value: object, said: str) -> str | None:
    if isinstance(value, float) and not value.is_integer():
        said = f"{value:.6f}"  # 38.001230 typed into Excel comes back as 38.00123
    elif isinstance(value, (int, float)):
        return said.zfill(_CARD_DIGITS) if _FEWEST_DIGITS <= len(said) <= _CARD_DIGITS else None
    digits = re.sub(r"[\s.'’‐–-]", "", said)
    if isinstance(value, float):
        digits = digits.zfill(_CARD_DIGITS)
    return digits if re.fullmatch(r"[0-9]{8}", digits) else None


def split_list(value: str) -> tuple[str, ...]:
    """Return the entries of a cell that lists several, separated by `;` or line breaks."""
    parts = (text.squeeze(part) for part in re.split(r"[;\n]", value))
    return tuple(re.sub(r"^[-+•]\s+", "", part) for part in parts if part)
