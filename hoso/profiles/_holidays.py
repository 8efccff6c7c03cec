"""The calendar of working days: released, with the office's own notices after it."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path

from hoso.errors import DataFieldError
from hoso.model.base import replaced
from hoso.model.calendar import Holidays
from hoso.profiles._read import of_user, parse

_FILE = "ngay_nghi.toml"


@cache
def _released() -> Holidays:
    return _checked(parse(files("hoso.profiles").joinpath(_FILE).read_bytes(), Holidays, _FILE))


def holidays(own: Path | None = None) -> Holidays:
    """Return the calendar of working days; `own` is the office's file of further notices.

    Raise NotFoundError or UnreadableFileError for that file, DataFieldError for what it may not say.
    """
    base = _released()
    if own is None:
        return deepcopy(base)
    more = _checked(parse(of_user(own, "lịch nghỉ"), Holidays, own.name), known=base)
    return replaced(
        deepcopy(base),
        fixed=(*base.fixed, *more.fixed),
        open=(*base.open, *more.open),
        notices=(*base.notices, *more.notices),
        references=(*base.references, *more.references),
    )


def _checked(one: Holidays, known: Holidays | None = None) -> Holidays:
    """Return the calendar; raise DataFieldError for a day or a name that is none."""
    days = [f.day for f in one.fixed] + [d for o in one.open for d in (o.first, o.last)]
    wrong = [day for day in days if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day)]
    codes = {o.code for o in (*one.open, *(known.open if known else ()))} | {""}
    wrong += [notice.holiday for notice in one.notices if notice.holiday not in codes]
    wrong += [
        f"{notice.first}–{notice.last}"
        for notice in one.notices
        if notice.first is None or notice.last is None or notice.first > notice.last
    ]
    if wrong:
        raise DataFieldError(
            f"{one.code}: lịch nghỉ có chỗ sai: {', '.join(wrong)}. Ngày viết MM-DD; thông báo cần "
            "«tu», «den» và mã ngày lễ đã khai.",
            where=one.code,
        )
    return one
