"""Two texts side by side: which paragraphs came, went or changed, and which words within them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_PIECE: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
# Paragraphs less alike than this are one gone and one new, not one changed.
_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs; "" before: it is new, "" after: it is gone."""

    where: str
    before: str
    after: str


def paragraphs(before: str, after: str) -> Iterator[Change]:
    """Yield the paragraphs that differ, by their number in the later text (else in the earlier)."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _block(old[a:b], new[c:d], a, c)


def _block(old: Sequence[str], new: Sequence[str], a: int, c: int) -> Iterator[Change]:
    """Yield what became of a run of paragraphs: like ones are paired in order, first come first."""
    pending = list(enumerate(old))
    for place, line in enumerate(new):
        where = f"đoạn {c + place + 1}"
        match = next((one for one in pending if alike(one[1], line)), None)
        if match is None:
            yield Change(where, "", line)
            continue
        while pending[0] != match:
            gone = pending.pop(0)
            yield Change(f"đoạn {a + gone[0] + 1} (cũ)", gone[1], "")
        pending.pop(0)
        yield Change(where, match[1], line)
    for number, line in pending:
        yield Change(f"đoạn {a + number + 1} (cũ)", line, "")


def alike(one: str, other: str) -> bool:
    """Return whether two paragraphs are the same one, edited."""
    matcher = SequenceMatcher(None, _PIECE.findall(one), _PIECE.findall(other), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def marked(change: Change) -> str:
    """Return a change in one line: `[-words gone-]` and `{+words new+}`, the rest as it stands."""
    if not change.before or not change.after:
        return f"[-{change.before}-]" if change.before else f"{{+{change.after}+}}"
    old, new = (_PIECE.findall(text) for text in (change.before, change.after))
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append("".join(old[a:b]))
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        parts += [f"[-{gone}-]" if gone else "", f"{{+{come}+}}" if come else ""]
    return "".join(parts)
