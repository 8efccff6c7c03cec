"""Section II taken apart into single faults, or a doubt that a person must settle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from hoso.text import fold
from hoso.word._values import is_blank, paragraphs

_DASH: Final = re.compile(r"^\s*([-–—+•*▪\uf0b7])\s*(?=\S)")
_COUNT: Final = re.compile(r"^\s*\(?(?:\d{1,2}[.)/](?!\d)|\d{1,2}\s*[-–]\s)\s*(?=\S)")
_LETTER: Final = re.compile(r"^\s*\(?[a-zđ]\)\s*(?=\S)")
_ORDINALS: Final = (
    ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
)
_ORDINAL: Final = re.compile(
    r"(?:^|(?<=[.;:,]\s))\s*(?:(?P<thu>thứ)\s+(?P<word>\w+)|(?P<bare>\w+)\s+là)(?P<mark>\s*[,:\-–]\s*|\s+)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(?:(?<=^)|(?<=\s))\(?(\d{1,2}|[a-zđ])([.)/])\s+(?=\S)")
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
# The words with which a sentence on a fault begins.
_OPENERS: Final = re.compile(
    r"^(?:con|chua|cham|thieu|it|ngai|khong|tre|de|nhieu khi|doi khi|co luc|co khi|mot so|viec|cong tac"
    r"|tinh than|y thuc|ky nang|kha nang|chat luong|hieu qua|nang luc)\b"
)
_MANY: Final = 3


class _Row(NamedTuple):
    kind: str  # of its mark, "" for none
    text: str


class Items(NamedTuple):
    """Items as read, and why a person must say how many they are (`""`: it is clear)."""

    texts: list[str]
    doubt: str = ""


def items(texts: Iterable[str]) -> Items:
    """Return the items of a list: one a paragraph, a line or a number `1) … 2) …`, unmarked."""
    typed = paragraphs(texts)
    rows = [row for text in typed for row in _rows(text)]
    if len(rows) == 1 and not rows[0].kind:
        return _from_sentence(rows[0].text)
    return _grouped(rows)


def is_lead_in(text: str) -> bool:
    """Return whether an item only announces the following ones: `Còn một số hạn chế sau:`."""
    return text.rstrip().endswith(":")


def _rows(text: str) -> Iterator[_Row]:
    """Yield the rows of one paragraph; an unmarked one among marked ones stays with the one above."""
    lines = [line.strip() for line in text.split("\n") if not is_blank(line)]
    marked = [_marked(line) for line in lines]
    if any(row.kind for row in marked):
        marked = _joined(marked)
    for row in marked:
        parts = _numbered(row) or _ordinals(row)
        yield from parts or [row]


def _marked(line: str) -> _Row:
    for kind, pattern in (("so", _COUNT), ("chu", _LETTER)):
        if found := pattern.match(line):
            return _Row(kind, line[found.start() :].strip())
    dash = _DASH.match(line)
    return _Row(dash[1], line.strip()) if dash else _Row("", line)


def _bare(row: _Row) -> str:
    for pattern in (_COUNT, _LETTER, _DASH):
        if row.kind and (found := pattern.match(row.text)):
            return row.text[found.end() :].strip()
    return row.text


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    joined: list[_Row] = []
    for row in rows:
        if row.kind or not joined or is_lead_in(joined[-1].text):
            joined.append(row)
        else:
            joined[-1] = _Row(joined[-1].kind, f"{joined[-1].text}\n{row.text}")
    return joined


def _numbered(row: _Row) -> list[_Row]:
    """Split `1) … 2) … 3) …` when the row begins with the first and all follow in order."""
    marks = list(_NUMBERED.finditer(row.text))
    first = next((n for n, mark in enumerate(marks) if mark[1] in {"1", "a"}), None)
    if first is None or not _may_begin(row.text[: marks[first].start()]):
        return []
    kept = [marks[first]]
    for mark in marks[first + 1 :]:
        if mark[2] == kept[0][2] and mark[1] == _after(kept[-1][1]):
            kept.append(mark)
    return _parts(row.text, [(m.start(), m.start()) for m in kept]) if len(kept) > 1 else []


def _may_begin(before: str) -> bool:
    return not before.strip() or is_lead_in(before)


def _parts(text: str, cuts: Sequence[tuple[int, int]]) -> list[_Row]:
    """Return the text before the first cut, and each part from after its cut to the next one."""
    lead = text[: cuts[0][0]].strip()
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    parts = [text[start:end].strip(" ;\n") for (_, start), end in zip(cuts, ends, strict=True)]
    return [*([_Row("", lead)] if lead else []), *(_Row("muc", _bare(_marked(p))) for p in parts)]


def _after(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    place = _LETTERS.find(label) + 1
    return _LETTERS[place] if 0 < place < len(_LETTERS) else ""


def _ordinals(row: _Row) -> list[_Row]:
    """Split `Thứ nhất, … Thứ hai, …` or `Một là, … Hai là, …` when they follow in order."""
    for names in _ORDINALS:
        kept: list[re.Match[str]] = []
        for mark in _ORDINAL.finditer(row.text):
            word = (mark["word"] if names[0] == "nhất" else mark["bare"]) or ""
            if len(kept) < len(names) and fold(word) == fold(names[len(kept)]):
                kept.append(mark)
        if len(kept) > 1 and _may_begin(row.text[: kept[0].start()]):
            return _parts(row.text, [(mark.start(), mark.end()) for mark in kept])
        if len(kept) == 1 and kept[0].start() == 0 and kept[0]["mark"].strip():
            return [_Row("thu", row.text[kept[0].end() :])]
    return _later_ordinal(row)


def _later_ordinal(row: _Row) -> list[_Row]:
    """Return a paragraph of its own that begins with a later ordinal, unmarked."""
    mark = _ORDINAL.match(row.text)
    if mark is None or not mark["mark"].strip():
        return []
    word, names = (mark["word"], _ORDINALS[0]) if mark["thu"] else (mark["bare"], _ORDINALS[1])
    known = {fold(name) for name in names}
    return [_Row("thu", row.text[mark.end() :])] if fold(word) in known else []


def _from_sentence(text: str) -> Items:
    """Return the faults of one paragraph: several only when `;` clearly parts them."""
    lead, colon, rest = text.partition(":")
    body, announced = (rest, bool(colon and rest.strip())) if ";" in rest else (text, False)
    parts = [part.strip() for part in body.split(";") if part.strip()]
    begin = all(_OPENERS.match(fold(part.lstrip("-–+ "))) for part in parts)
    if len(parts) > 1 and begin:
        return Items([*([f"{lead.strip()}:"] if announced else []), *parts])
    doubtful = len(parts) >= _MANY or (announced and len(parts) > 1)
    return Items([text], f"«{text}» là mấy hạn chế?" if doubtful else "")


def _grouped(rows: Sequence[_Row]) -> Items:
    """Return one item a row; rows under another rank, and stray ones, stay above or are doubted."""
    done: list[str] = []
    doubts: list[str] = []
    ranks = _ranks(rows)
    marked = any(row.kind for row in rows)
    announced = False  # by the row that rows of a lower rank stand under
    for row in rows:
        text = _bare(row)
        below = bool(done) and row.kind in ranks and not announced
        goes_on = bool(done) and not row.kind and _goes_on(done[-1], text)
        if below or goes_on:
            done[-1] += f"\n{row.text if below else text}"
        elif text:
            stray = bool(done) and marked and not row.kind and not is_lead_in(text)
            doubts += [text] if stray and not is_lead_in(done[-1]) else []
            done.append(text)
        doubts += [text] if below else []
        if row.kind not in ranks and not goes_on:
            announced = is_lead_in(text)
    return Items(done, f"«{doubts[0]}» là một hạn chế riêng hay thuộc ý trên?" if doubts else "")


def _goes_on(above: str, text: str) -> bool:
    """Return whether a row goes on with a sentence that the row above broke off."""
    return text[:1].islower() and above.rstrip()[-1:] not in ".;:!?"


def _ranks(rows: Sequence[_Row]) -> set[str]:
    """Return the kinds of mark that stand below another one that comes back after them."""
    kinds = [row.kind for row in rows if row.kind]
    if len(set(kinds)) < 2:
        return set()
    top = kinds[0]
    comes_back = top in kinds[[k == top for k in kinds].index(False) :]
    repeated = any(kinds.count(kind) > 1 for kind in set(kinds) - {top})
    return set(kinds) - {top, "muc", "thu"} if comes_back or repeated else set()
