"""What people typed into an answer region, read without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hoso.text import nfc, squeeze, tone_key

_LEADER: Final = re.compile(r"^[\s.…_·]*$")
_LEFT_OVER: Final = re.compile(r"^(?:…{6,}|\.{12,}|_{6,})\s*|\s*(?:…{6,}|\.{12,}|_{6,})$")
# Boxes and ticks as typed, drawn, or left of a symbol font (U+F0xx) by a program that lost the font.
_TICKS: Final = "✓✔✗✘✖√☑☒■◉●⦿\uf0fe\uf0fd\uf078\uf0fc\uf052\uf050"
_EMPTY: Final = "☐□▢○◯\uf0a8\uf06f\uf071\uf0a3"
_BOX: Final = rf"\[\s*[xXvV{_TICKS}]?\s*\]|\(\s*[xXvV{_TICKS}]?\s*\)|[{_EMPTY}{_TICKS}]"
_BEFORE: Final = re.compile(rf"^\s*({_BOX}|[xXvV](?=\s))\s*")
_AFTER: Final = re.compile(rf"\s*({_BOX}|(?<=[\s:])[xXvV])\s*[.;,]?\s*$")
_TICKED: Final = re.compile(rf"[xXvV{_TICKS}]")
_NEXT_BOX: Final = re.compile(rf"(?<=\S)\s+(?=[{_EMPTY}{_TICKS}]\s*\S|\[\s*[xXvV]?\s*\]\s*\S)")
_SCORE: Final = re.compile(
    r"^[\s.…:_]*(\d{1,3}(?:[.,]\d{1,2})?)?[\s.…_]*(?:điểm)?[\s.…_]*(?:/\s*\d+)?[\s.…_]*(?:điểm)?[\s.…;,]*$"
)


def is_blank(text: str) -> bool:
    """Return whether `text` is nothing, or only the dots of a form."""
    return bool(_LEADER.match(text))


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Return answers as typed, without the dotted lines of the form."""
    typed = (_LEFT_OVER.sub("", nfc(text).strip()) for text in texts)
    return [text for text in typed if not is_blank(text)]


def unboxed(text: str) -> tuple[bool | None, str]:
    """Return (ticked or not, None without a box) and the text beside the box."""
    before = _BEFORE.match(text)
    rest = text[before.end() :] if before else text
    after = _AFTER.search(rest)
    rest = rest[: after.start()] if after else rest
    boxes = [found[1] for found in (before, after) if found]
    return (any(_TICKED.search(box) for box in boxes) if boxes else None), rest.strip()


def segments(text: str) -> list[str]:
    """Return the choices printed in one paragraph: apart by line breaks, tabs, wide gaps, boxes.

    A box that a wide gap parts from its name stays with it.
    """
    parts = [part for part in re.split(r"[\n\t]+|\s{3,}", text) if part.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and unboxed(joined[-1]) in {(True, ""), (False, "")}:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return [one for part in joined for one in _NEXT_BOX.split(part) if one.strip()]


def score(text: str) -> str | None:
    """Return the number typed before `/30`, `""` for dots, None when it is no number."""
    match = _SCORE.match(squeeze(text))
    return None if match is None else match[1] or ""


def same_words(text: str, words: str) -> bool:
    """Return whether `text` begins with `words`, whatever case, tone place and normal form."""
    return tone_key(squeeze(text)).startswith(tone_key(words))
