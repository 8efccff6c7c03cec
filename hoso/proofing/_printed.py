"""Percentages as papers print them: `91,82%`, `gần 92%`, `trên 2/3`, `16/83 (19,27%)`, `Không`.

A comma or a point in a percentage marks decimals, since no share is of thousands; in a count three
figures after a mark are thousands (`6.035`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from hoso import text


class Manner(StrEnum):
    """Cách nói: what the words around a printed figure claim of the true one."""

    EXACT = "bang"
    NONE = "khong"  # «Không», «–»: there is nothing at all
    BELOW = "gan"  # a little less than printed
    ABOVE = "hon"  # a little more
    ABOUT = "khoang"
    OVER = "tren"  # more, by however much
    UNDER = "duoi"
    LEAST = "it_nhat"
    MOST = "nhieu_nhat"
    RANGE = "tu_den"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Số in: a percentage with the number of its printed decimals, and what it came with.

    `ratio` is whether it is printed as a fraction (`2/3`); `part` and `whole` are the counts printed
    beside it; `upper` is the end of a range.
    """

    value: Fraction
    digits: int = 0
    manner: Manner = Manner.EXACT
    ratio: bool = False
    upper: Fraction | None = None
    part: int | None = None
    whole: int | None = None


_NUMBER: Final = r"[+-]?\d+(?:\s?[.,]\s?\d+)?"
_COUNT: Final = r"\d{1,3}(?:[.,\u0020\u00a0]\d{3})+|\d+"
_SIGN: Final = r"(?:%|phần trăm)"
_PERCENT: Final = re.compile(
    rf"({_NUMBER}|[^\W\d]+(?: [^\W\d]+)*?)\s*(?:{_SIGN}(?: [^\d%(]+|\s*\((?P<pair>[^)]*)\)?)?|$)"
)
_RANGE: Final = re.compile(
    rf"(?:từ )?({_NUMBER})\s*{_SIGN}?\s*(?:-|–|đến)\s*({_NUMBER})\s*{_SIGN}?"
)
_RATIO: Final = re.compile(rf"({_COUNT})\s*/\s*({_COUNT})")
_PAIR: Final = re.compile(rf"({_COUNT})\s*/\s*({_COUNT})\s*[,:;=(–-]?\s*(.+)")
_COUNTED: Final = re.compile(rf"({_COUNT})(?:\s+[^\W\d]+)*\s*[,;(=]\s*(.+)")
_SIGNS: Final = {0xFF05: "%", 0x2044: "/", 0x2215: "/", 0x2212: "-"}  # wide and mathematical signs
_LONGEST: Final = 160  # letters; no printed share is longer
_NOTHING: Final = {"không", "không có", "không có ai", "-", "–", "—", "ko", "0 có"}
_MANNERS: Final[tuple[tuple[Manner, str], ...]] = (
    (Manner.LEAST, "ít nhất|tối thiểu|không dưới|không ít hơn|≥"),
    (Manner.MOST, "nhiều nhất|tối đa|không quá|không vượt quá|không trên|≤"),
    (Manner.BELOW, "gần|ngót|xấp xỉ gần|suýt soát"),
    (Manner.ABOVE, "hơn"),
    (Manner.OVER, "trên|quá|vượt quá|vượt|nhiều hơn|lớn hơn|>"),
    (Manner.UNDER, "dưới|chưa đến|chưa tới|chưa đầy|ít hơn|thấp hơn|nhỏ hơn|<"),
    (Manner.ABOUT, "khoảng|độ|ước|ước đạt|xấp xỉ|chừng|≈|~"),
)
_MANNER: Final = re.compile(
    "(?:"
    + "|".join(f"(?P<{manner.name}>{words})" for manner, words in _MANNERS)
    + r")(?![^\W\d])\s*"
)
_LEAD: Final = re.compile(
    r"(?:và|là|bằng|đạt|chiếm|tỷ lệ|tỉ lệ|với|được|đã|chỉ|còn|lên|cao|thấp)(?![^\W\d])\s*|[(\[:=,;]\s*"
)
_HALVES: Final = {"một nửa": Fraction(1, 2), "nửa": Fraction(1, 2), "phân nửa": Fraction(1, 2)}


@lru_cache(maxsize=4096)
def parse(words: str) -> Printed | None:
    """Return what a printed percentage says, None when it says none that can be read."""
    said = text.squeeze(words).lower().translate(_SIGNS).rstrip(" .;,")
    if len(said) > _LONGEST:
        return None
    if said.strip("()[] ") in _NOTHING:
        return Printed(value=Fraction(0), manner=Manner.NONE)
    manner, said = _manner(said)
    if manner is Manner.EXACT and (range_ := _range(said)):
        return range_
    for reader in (_ratio, _pair, _plain, _counted):
        if (found := reader(said, manner)) is not None:
            return found
    return None


def count(words: str) -> int | None:
    """Return a count as printed (`05`, `61.567 đồng chí`, `Không`), None when it is none."""
    said = text.squeeze(words).lower().strip(" .;,()")
    if said in _NOTHING:
        return 0
    found = re.fullmatch(rf"({_COUNT})(?: [^\W\d]+)*", said)
    if found:
        return text.parse_whole(found[1])
    return text.parse_whole(said)


def _manner(said: str) -> tuple[Manner, str]:
    """Return what leading and trailing words claim, and the rest of the text."""
    manner = Manner.EXACT
    while True:
        if lead := _LEAD.match(said):
            said = said[lead.end() :]
        elif (found := _MANNER.match(said)) and manner is Manner.EXACT:
            manner, said = Manner[found.lastgroup or "EXACT"], said[found.end() :]
        else:
            break
    said = said.rstrip(" )].;,")
    for tail, meant in ((" trở lên", Manner.LEAST), (" trở xuống", Manner.MOST)):
        if said.endswith(tail):
            return meant, said.removesuffix(tail).removeprefix("từ ").strip()
    return manner, said


def _range(said: str) -> Printed | None:
    found = _RANGE.fullmatch(said)
    if not found or not re.search(_SIGN, said):
        return None
    (low, digits), (high, more) = _decimal(found[1]), _decimal(found[2])
    if low >= high:
        return None
    return Printed(value=low, upper=high, digits=max(digits, more), manner=Manner.RANGE)


def _ratio(said: str, manner: Manner) -> Printed | None:
    """Read `21/21`, `hai phần ba`, `một nửa`."""
    if said in _HALVES:
        return Printed(value=_HALVES[said] * 100, manner=manner, ratio=True)
    if found := _RATIO.fullmatch(said):
        part, whole = text.parse_whole(found[1]), text.parse_whole(found[2])
    elif "phần" in said and "phần trăm" not in said:
        over, _, under = said.partition(" phần ")
        part, whole = text.from_words(over), text.from_words(under)
    else:
        return None
    if part is None or not whole:
        return None
    share = Fraction(part * 100, whole)
    return Printed(value=share, manner=manner, ratio=True, part=part, whole=whole)


def _pair(said: str, manner: Manner) -> Printed | None:
    """Read `16/83 (19,27%)`: a percentage beside its counts."""
    found = _PAIR.fullmatch(said)
    rest = parse(found[3]) if found else None
    if not found or rest is None or rest.part is not None or manner is not Manner.EXACT:
        return None
    part, whole = text.parse_whole(found[1]), text.parse_whole(found[2])
    if part is None or whole is None:
        return None
    return _beside(rest, part, whole)


def _counted(said: str, manner: Manner) -> Printed | None:
    """Read `16 (19,27%)`, `18, chiếm 85,71%`."""
    found = _COUNTED.fullmatch(said)
    rest = parse(found[2]) if found and "%" in found[2] else None
    if not found or rest is None or rest.part is not None or manner is not Manner.EXACT:
        return None
    return _beside(rest, text.parse_whole(found[1]), None)


def _beside(rest: Printed, part: int | None, whole: int | None) -> Printed:
    return Printed(
        value=rest.value, digits=rest.digits, manner=rest.manner, ratio=rest.ratio,
        upper=rest.upper, part=part, whole=whole,
    )  # fmt: skip


def _plain(said: str, manner: Manner) -> Printed | None:
    found = _PERCENT.fullmatch(said)
    if not found:
        return None
    if re.fullmatch(_NUMBER, found[1]):
        value, digits = _decimal(found[1])
        pair = _RATIO.fullmatch(found["pair"] or "")
        part, whole = (text.parse_whole(one) for one in pair.groups()) if pair else (None, None)
        return Printed(value=value, digits=digits, manner=manner, part=part, whole=whole)
    spoken = text.from_words(found[1])
    if spoken is None:
        return None
    return Printed(value=Fraction(spoken), manner=manner)


def _decimal(words: str) -> tuple[Fraction, int]:
    """Return a number with a decimal comma or point, and how many decimals it has."""
    said = re.sub(r"\s", "", words).replace(",", ".")
    return Fraction(said), len(said.partition(".")[2])
