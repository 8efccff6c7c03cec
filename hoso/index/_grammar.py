"""The query language: words, "phrases", -exclusions and conditions such as `năm:2021..2024`.

    chậm nộp "đảng phí" -"chi đoàn" năm:2021..2024 tổ_chức:"Chi bộ Văn phòng" loại:biên_bản

Everything may be typed without marks. Whoosh's own syntax is never read: `(`, `a AND`, `*` and
`abc:xyz` are text; so is a quotation mark that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hoso import text
from hoso.errors import SearchError
from hoso.index._abbreviations import Abbreviations, builtin
from hoso.index._analysis import keys, pieces
from hoso.index._clause import Clause, Way, clause, day_ways, digit_ways


class Key(StrEnum):
    """Điều kiện: what a document can be asked to be."""

    YEAR = "nam"
    ORGANISATION = "to_chuc"
    KIND = "loai"
    PERSON = "nguoi"
    STATUS = "trang_thai"
    LEVEL = "muc"


# How people write them, folded.
_KEYS: Final = {
    "nam": Key.YEAR,
    "to_chuc": Key.ORGANISATION,
    "tochuc": Key.ORGANISATION,
    "don_vi": Key.ORGANISATION,
    "loai": Key.KIND,
    "nguoi": Key.PERSON,
    "dang_vien": Key.PERSON,
    "trang_thai": Key.STATUS,
    "tinh_trang": Key.STATUS,
    "muc": Key.LEVEL,
    "xep_loai": Key.LEVEL,
}
_QUOTED: Final = r'"[^"]*"|“[^”]*”|«[^»]*»'
_TOKEN: Final = re.compile(
    rf"(?P<minus>(?<!\S)-(?=\S))?(?:(?P<key>(?<![^\s-])[^\W\d]+):)?(?P<value>{_QUOTED}|[^\s\"“«]+)"
)
# Two words before a colon are one key: `tổ chức:` is what people type.
_SPACED: Final = re.compile(
    r"(?<!\S)(-?)(t[oổ] ch[uứ]c|[đd][oơ]n v[iị]|[đd][aả]ng vi[eê]n|tr[aạ]ng th[aá]i"
    r"|t[iì]nh tr[aạ]ng|x[eế]p lo[aạ]i):(?=\S)",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(r"(\d{4})?(?:\.{2,3}|[-–])(\d{4})?|(\d{4})")
_NOTHING: Final = (
    "Câu tra cứu không có từ nào. Hãy gõ ít nhất một từ hoặc một số, "
    "ví dụ: hoso search «chậm nộp báo cáo»."
)
_MARKS: Final = '"“”«»'


@dataclass(frozen=True, slots=True)
class Condition:
    """One `key:value` of a query as it was typed; `negated` when a minus stood before it."""

    key: Key
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Câu hỏi: what somebody typed, understood."""

    query: str = ""  # as typed, in NFC
    clauses: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()
    conditions: tuple[Condition, ...] = ()


def parse(query: str, known: Abbreviations | None = None) -> Question:
    """Return what a query asks for, each thing once; raise SearchError when it asks for nothing.

    `known` are the abbreviations, None: those that come with the program.
    """
    known = known or builtin()
    query = _SPACED.sub(lambda found: found[1] + found[2].replace(" ", "_") + ":", text.nfc(query))
    wanted: list[Clause] = []
    without: list[Clause] = []
    conditions: list[Condition] = []
    for token in _TOKEN.finditer(query):
        minus = bool(token["minus"]) and not _is_bullet(token)
        key = _KEYS.get(text.fold(token["key"])) if token["key"] else None
        if key:
            conditions.append(Condition(key, token["value"].strip(_MARKS).strip(), minus))
        else:
            (without if minus else wanted).extend(_clauses(token, known))
    question = Question(
        query=query,
        clauses=tuple(dict.fromkeys(known.spelled_out(wanted))),
        without=tuple(dict.fromkeys(known.spelled_out(without))),
        conditions=tuple(dict.fromkeys(one for one in conditions if one.value)),
    )
    return _asking(question)


def _asking(question: Question) -> Question:
    if question.clauses or question.without or question.conditions:
        return question
    raise SearchError(_NOTHING)


def _is_bullet(token: re.Match[str]) -> bool:
    """Return whether a minus begins the query before a plain word, as in a line of a list."""
    plain = token["value"][0] not in _MARKS and not token["key"]
    return plain and not token.string[: token.start()].strip()


def _clauses(token: re.Match[str], known: Abbreviations) -> Iterator[Clause]:
    """Yield the conditions of a piece of text: one phrase, or its words one by one."""
    value: str = token["value"]
    yield from _words(token["key"] or "", known)
    if value[0] not in _MARKS:
        yield from _words(value, known)
    elif found := [(word, parts) for word, parts in pieces(value) if parts]:
        phrase = clause([part for _, parts in found for part in parts], quoted=True)
        single = len(found) == len(phrase.folded)
        yield known.unfolded(phrase, [word for word, _ in found]) if single else phrase


def _words(value: str, known: Abbreviations) -> Iterator[Clause]:
    for word, parts in pieces(value):
        if not parts:
            continue
        others = [*digit_ways(parts), *day_ways(word), *known.full_forms(word)]
        typed = clause(parts)
        own = Way(typed.accented, typed.folded)
        yield replace(
            typed,
            whole=keys(word) if len(parts) > 1 else None,
            others=tuple(dict.fromkeys(one for one in others if one != own)),
        )


def years_of(condition: Condition) -> tuple[tuple[int | None, int | None], ...]:
    """Return the spans of years that a condition names; raise SearchError when it names none."""
    spans: list[tuple[int | None, int | None]] = []
    for one in re.split(r"[,;]", condition.value.strip(",; ")):
        found = _YEARS.fullmatch(one.strip())
        if not found or not any(found.groups()):
            raise SearchError(
                f"«năm:{condition.value}» không rõ là năm nào. Hãy gõ như năm:2023 hoặc năm:2021..2024."
            )
        first, last, only = (int(year) if year else None for year in found.groups())
        spans.append((only, only) if only else (first, last))
    return tuple(spans)
