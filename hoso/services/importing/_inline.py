"""Lists within one paragraph: «Một là …, hai là …», (1) … (2) …, semicolons, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from hoso import text
from hoso.services.importing._cues import has_cue
from hoso.services.importing._wording import Part

_WAYS: Final = (
    r"(?:m[ộo]t|hai|ba|b[ốo]n|n[ăa]m|s[áa]u|b[ảa]y|t[áa]m|ch[íi]n|m[ưu][ờo]i) l[àa]\b[,:]?\s*",
    r"th[ứu] (?:nh[ấa]t|hai|ba|t[ưu]|n[ăa]m|s[áa]u|b[ảa]y|t[áa]m|ch[íi]n|m[ưu][ờo]i)\s*(?:l[àa]\b)?[,:]\s*",
    r"\(\d{1,2}\)\s*",
    r"\d{1,2}\)\s*",
    r"\d{1,2}\.\s+(?=[^\W\d_])",
    r"\(?[a-zđ]\)\s*",
    r"[-–+•]\s+(?=[A-ZĐÀ-Ỹ])",
)
_BEFORE: Final = r"(?:^|(?<=[.;:,]\s)|(?<=[.;:]))"
_LISTS: Final = tuple(re.compile(_BEFORE + way, re.IGNORECASE) for way in _WAYS)
_FIRST: Final = re.compile(r"(?i)^\(?(?:m[ộo]t|th[ứu] nh[ấa]t|1\b|a\b|[-–+•])")
_FEWEST = 2  # items of a list
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:[A-ZĐ]|đ/c|TP|Tp|tp|TX|TT|PGS|TS|ThS|GS|KS|BS|Tr|tr|vv|v\.v|NQ|CT|QĐ|số|ĐC|Đ/c)|\d)\.$"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+(?=[\"“(]?[A-ZĐÀ-Ỹ])")
_LEAD: Final = re.compile(
    r"(?:sau|sau day|nhu sau|cu the|cu the la|do la|nhu|la|bao gom|gom|nhung (?:han che|ton tai).*)\s*$"
)
_GENERAL: Final = re.compile(
    r".*\b(?:mot so|mot vai|nhung|nhieu|cac|mat|diem)\b(?: \w+){0,3} (?:han che|ton tai|khuyet diem|yeu kem|bat cap|thieu sot)\b"
    r"(?:[ ,]+(?:nhat dinh|sau|sau day|nhu sau|can khac phuc|nho|can rut kinh nghiem|va|han che|ton tai|khuyet diem|yeu kem|thieu sot|do la|cu the|bat cap|la|nhu))*[ :.,]*"
)
_ASIDE: Final = re.compile(
    r"(?i)(?:(?<=[.;])\s*|\s*\(\s*|\s+[-–]\s+|^)"
    r"(?P<name>nguy[êe]n nh[âa]n|tr[áa]ch nhi[ệe]m|(?:ph[ươuo]+ng h[ướuo]+ng, )?bi[ệe]n ph[áa]p(?: kh[ắa]c ph[ụu]c)?|gi[ảa]i ph[áa]p(?: kh[ắa]c ph[ụu]c)?|h[ướuo]+ng kh[ắa]c ph[ụu]c)"
    r"(?P<more>(?:\s+(?:chính|chủ yếu|chủ quan|khách quan|thuộc về|của hạn chế này|là|là do))*)\s*(?P<sign>:|,|(?=do\b))\s*"
)
_PARTS: Final = {"nguyen": Part.CAUSES, "trach": Part.BLAME}


def listed(value: str) -> tuple[str, tuple[str, ...]]:
    """Return (what stands before it, the items) of a list within `value`, no items without one."""
    for way in _LISTS:
        starts = list(way.finditer(value))
        if len(starts) >= _FEWEST and _FIRST.match(starts[0].group().strip()):
            ends = [one.start() for one in starts[1:]] + [len(value)]
            items = (value[one.end() : end] for one, end in zip(starts, ends, strict=True))
            return value[: starts[0].start()].strip(), tuple(clean(one) for one in items)
    return value, ()


def clean(value: str) -> str:
    """Return an item as it is kept: without blanks, and without the sign that led to the next."""
    words = text.squeeze(value).rstrip(" ;,").strip()
    words = re.sub(r"[;,.]\s+(?:và)$", "", words)
    return words if words.count("(") >= words.count(")") else re.sub(r"\)([.;,]*)$", "", words)


def is_lead(value: str) -> bool:
    """Return whether a text only leads to faults, and names none."""
    folded = text.fold(value).strip()
    ends = folded.endswith((":", "sau", "sau day"))
    core = re.search(r"han che|ton tai|khuyet diem|yeu kem|thieu sot|nhuoc diem|bat cap", folded)
    return bool(core and (ends or _GENERAL.fullmatch(folded))) or bool(
        ends and _LEAD.search(folded.rstrip(": "))
    )


def sentences(value: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; a point behind an abbreviation ends none."""
    places = [found for found in _SENTENCE.finditer(value) if not _is_short(value, found)]
    edges = [0, *(found.end() for found in places), len(value)]
    return tuple(words for one, end in pairwise(edges) if (words := value[one:end].strip()))


def _is_short(value: str, found: re.Match[str]) -> bool:
    return _ABBREVIATED.search(value[max(0, found.start() - 8) : found.start()]) is not None


def clauses(value: str) -> tuple[str, ...]:
    """Return the faults of a running paragraph: its clauses between semicolons, else its sentences.

    What names no fault of its own goes with the one before it; what only leads to them is left out.
    """
    lead, items = listed(value)
    if items:
        return (*(() if is_lead(lead) or not lead else clauses(lead)), *items)
    before, colon, rest = value.partition(":")
    if colon and rest.strip() and is_lead(f"{before}:"):
        value = rest.strip()
    parts: list[str] = []
    for sentence in sentences(value):
        pieces = [one for one in re.split(r";\s*", sentence) if one.strip()]
        several = sum(map(has_cue, pieces)) >= _FEWEST
        parts += pieces if several else [sentence]
    return tuple(_joined(parts))


def _joined(parts: Sequence[str]) -> Iterator[str]:
    held = ""
    for part in parts:
        if is_lead(part):
            continue
        if held and not has_cue(part):
            held = f"{held} {part}" if held.endswith((".", "!", "?")) else f"{held}; {part}"
            continue
        if held:
            yield clean(held)
        held = part
    if held:
        yield clean(held)


@dataclass(frozen=True, slots=True)
class Told:
    """One fault with what its own text says of cause, measure and responsibility."""

    text: str
    asides: tuple[tuple[Part, str], ...] = ()


def told(value: str) -> Told:
    """Return a fault's text parted from «Nguyên nhân: …», «Biện pháp: …» behind it."""
    starts = [found for found in _ASIDE.finditer(value) if found.start() > 0]
    if not starts:
        return Told(clean(value))
    ends = [one.start() for one in starts[1:]] + [len(value)]
    asides = tuple(
        (_aside_part(one["name"]), clean(value[one.end() : end]))
        for one, end in zip(starts, ends, strict=True)
    )
    return Told(clean(value[: starts[0].start()]), asides)


def _aside_part(name: str) -> Part:
    return _PARTS.get(text.fold(name).split()[0], Part.MEASURES)
