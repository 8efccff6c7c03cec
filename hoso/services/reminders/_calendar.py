"""Reminders as a calendar file (iCalendar, RFC 5545) for any phone or computer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hoso.services import outbox
from hoso.services.reminders._reminder import Reminder

_LONGEST = 75  # octets of a line before its break (section 3.1)
_TIME = re.compile(r"(\d{1,2})\s*(?:giờ|h|:)\s*(\d{2})?")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def write_calendar(path: Path, found: Sequence[Reminder], year: int, now: datetime) -> int:
    """Write the reminders that have a day, one event each; return how many.

    An event keeps its identity from one file to the next, so that taking a newer file in again
    moves it instead of doubling it.
    """
    dated = [one for one in found if one.until]
    lines = [*_head(year)]
    for one in dated:
        lines += _event(one, year, now)
    lines.append("END:VCALENDAR")
    data = "".join(f"{folded}\r\n" for line in lines for folded in [_folded(line)])
    outbox.write(path, data.encode(), again=True)
    return len(dated)


def _head(year: int) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//hoso//Nhac viec//VI"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_text(f'Kiểm điểm năm {year}')}"


def _event(one: Reminder, year: int, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_identity(one, year)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from _days(one)
    yield f"SUMMARY:{_text(_summary(one))}"
    yield f"DESCRIPTION:{_text(_description(one))}"
    if one.place:
        yield f"LOCATION:{_text(one.place)}"
    yield f"CATEGORIES:{_text(one.code)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(_summary(one))}"
    yield "TRIGGER:-P1D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _identity(one: Reminder, year: int) -> str:
    parts = (str(year), one.code, one.body.code if one.body else "", one.key)
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@hoso"


def _days(one: Reminder) -> Iterator[str]:
    """Yield when the event is: on the last day in time, what is late on the day of the list."""
    day = max(one.last_day or one.on, one.on)
    said = _TIME.search(one.time)
    hour, minute = (int(said[1]), int(said[2] or 0)) if said else (-1, 0)
    if 0 <= hour < 24 and minute < 60 and not one.is_late:
        # Without a zone it is meant wherever the phone is (section 3.3.5, form 1).
        yield f"DTSTART:{day:%Y%m%d}T{hour:02d}{minute:02d}00"
    else:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"


def _summary(one: Reminder) -> str:
    late = "CHẬM – " if one.is_late else ""
    where = f"{one.where}: " if one.where else ""
    return f"{late}{where}{one.words}"


def _description(one: Reminder) -> str:
    lines = [one.when]
    if one.names:
        lines.append(f"Đối tượng: {', '.join(one.names)}")
    lines += [words for words in (one.command, one.reference) if words]
    return "\n".join(lines)


def _text(value: str) -> str:
    """Return a text value with its special characters escaped (section 3.3.11)."""
    return value.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Return a content line broken so that no part is longer than 75 octets (section 3.1).

    A break never falls inside a character.
    """
    parts, used = [""], 0
    for letter in line:
        size = len(letter.encode())
        if used + size > _LONGEST:
            parts.append(" ")  # the blank that marks the rest of the line
            used = 1
        parts[-1] += letter
        used += size
    return "\r\n".join(parts)
