"""Values of a JSON file read as counts, words, truths; what is none of these is named by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso import text
from hoso.errors import Problem
from hoso.proofing import count

_LARGEST: Final = 10**15  # nobody counts further
LONGEST_LITERAL: Final = 20
_MOST_HINTS, _LONGEST_KEY = 100, 40  # to look for what else a key may mean takes time
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_TRUTH: Final = {"true": True, "co": True, "dung": True, "false": False, "khong": False}


class Literal(str):
    """A JSON number that is not a plain whole one, as written: `6.035`, `91.80`, `NaN`."""

    __slots__ = ()


class Object(dict[str, object]):
    """A JSON object that remembers the keys that came twice with different values."""

    twice: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """What was read of the tables, and what a person has to look at."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def problem(self, code: str, where: str, message: str) -> None:
        """Note a value that cannot be read."""
        self.problems.append(Problem(code=code, where=f"{self.name}, {where}", message=message))

    def warn(self, code: str, where: str, message: str) -> None:
        """Note what was passed over or read otherwise than written."""
        where = f"{self.name}, {where}"
        self.warnings.append(Problem(code=code, where=where, message=message, warning=True))


def strange(raw: Object, known: Sequence[str], where: str, reader: Reader) -> None:
    """Name the keys that nobody reads, and those that came twice."""
    for key in raw:
        if key not in known:
            few = len(reader.warnings) < _MOST_HINTS and len(key) < _LONGEST_KEY
            near = text.nearest(key, list(map(str, known))) if few else None
            hint = f" Ý bạn là «{near}»?" if near else ""
            reader.warn("S903", where, f"không có khóa «{clean(key)}», không soát khóa này.{hint}")
    for key in raw.twice:
        said = f"khóa «{clean(key)}» ghi hai lần với hai giá trị; hãy giữ một."
        reader.problem("S904", where, said)


def read_count(value: object, where: str, reader: Reader) -> int | None:
    """Return a whole number, None when none is printed or (with a problem) it is none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found: int | None = None
    if isinstance(value, Literal):
        found = _of_literal(value, where, reader)
    elif isinstance(value, str):
        negative = re.fullmatch(r"-\s?(\d{1,15})", value.strip())
        found = -int(negative[1]) if negative else count(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        found = value
    if found is None:
        shown = clean(str(value)) if isinstance(value, str) else kind(value)
        reader.problem("S902", where, f"«{shown[:40]}» không phải một số lượng.")
    elif abs(found) > _LARGEST:
        reader.problem("S902", where, "số quá lớn, không thể là số đảng viên hay tổ chức.")
        return None
    return found


def _of_literal(value: Literal, where: str, reader: Reader) -> int | None:
    """Return the count that a JSON number with a point is: `61567.0`, or thousands as `61.567`."""
    if _THOUSANDS.fullmatch(value):
        found = int(value.replace(".", ""))
        said = f"số {value} được đọc là {text.thousands(found)} (dấu chấm ngăn hàng nghìn)."
        reader.warn("S905", where, said)
        return found
    whole = re.fullmatch(r"(-?\d{1,15})\.0+", value)
    return int(whole[1]) if whole else None


def read_truth(value: object, where: str, reader: Reader) -> bool | None:
    """Return yes or no, None when nothing is said or (with a problem) neither."""
    if value is None or isinstance(value, bool):
        return value
    found = _TRUTH.get(text.fold(value).strip()) if isinstance(value, str) else None
    if found is None:
        reader.problem("S901", where, f"phải là true hoặc false, đang là {kind(value)}.")
    return found


def read_words(value: object, where: str, reader: Reader) -> str:
    """Return a text on one line, also of a number, "" when there is none or (a problem) a list."""
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return text.squeeze(clean(str(value)))
    reader.problem("S901", where, f"phải là chữ hoặc số, đang là {kind(value)}.")
    return ""


def clean(value: str) -> str:
    """Return a text that every screen and file can take: no half letters, no control characters."""
    return text.without_forbidden(value)


def kind(value: object) -> str:
    """Return in Vietnamese what kind of JSON value this is."""
    if isinstance(value, bool):
        return "true hoặc false"
    if isinstance(value, Literal | int):
        return f"số {str(value)[:LONGEST_LITERAL]}"
    kinds = {str: "chữ", list: "danh sách", type(None): "null"}
    return kinds.get(type(value), "đối tượng JSON")
