"""Section III of a returned form: what became of each fault that an earlier review named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from hoso.model.review import Status
from hoso.text import nfc, squeeze
from hoso.word._lines import Line
from hoso.word._sections import heading_key
from hoso.word._values import is_blank, paragraphs, same_words, segments, unboxed

STATUS_WORDS: Final = {
    Status.DONE: "đã khắc phục",
    Status.DOING: "đang khắc phục",
    Status.OPEN: "chưa khắc phục",
}
_ALSO: Final = {"đã được khắc phục": Status.DONE, "chưa được khắc phục": Status.OPEN}
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_CODE: Final = re.compile(r"^[A-ZĐ]{1,6}(?:-[A-ZĐ0-9]+)*-\d[\w.]*$")
_PERCENT: Final = re.compile(r"(\d{1,3})\s*%")
_NONE: Final = re.compile(
    r"^[-+\s]*không(?: có)?(?: (?:hạn chế|khuyết điểm|nội dung)\b.*)?[.…\s]*$"
)
_HEADS: Final = {"tt", "stt", "tình trạng"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of section III: the lines that name it and the lines that say what became of it."""

    code: str
    text: str
    said: list[Line] = field(default_factory=list)


def remedies(lines: Sequence[Line], questions: list[str]) -> list[dict[str, str]]:
    """Return one {ma, noi_dung, tinh_trang, ghi_chu} for each fault; doubts go to `questions`."""
    return [_row(entry, questions) for entry in entries(lines)]


def entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """Yield the faults in `lines`: table rows, or paragraphs begun by one that carries a code."""
    for in_table, group in groupby(lines, key=lambda line: line.cell is not None):
        together = list(group)
        yield from _rows(together) if in_table else _free(together)


def _rows(lines: Sequence[Line]) -> Iterator[Entry]:
    for _, group in groupby(lines, key=lambda line: line.cell and line.cell[:2]):
        row = list(group)
        if _is_head(row) or all(is_blank(line.text) for line in row):
            continue
        row = [line for line in row if not _is_count(line)]
        named = next((line for line in row if code_in(line.text)), None)
        if named is None:
            first, *said = row or [lines[0]]
            yield Entry("", squeeze(first.text), said)
            continue
        text = squeeze(without_code(named.text))
        rest = [line for line in row if line is not named]
        if not text and rest:
            text, rest = squeeze(rest[0].text), rest[1:]
        yield Entry(code_in(named.text), text, rest)


def _free(lines: Sequence[Line]) -> Iterator[Entry]:
    entry: Entry | None = None
    for line in lines:
        if code := code_in(line.text):
            if entry:
                yield entry
            before, after = _around_code(nfc(line.text), code)
            entry = Entry(code, squeeze(before), [Line(line.element, after.strip(" :.–-"))])
        elif entry:
            entry.said.append(line)
        elif not (is_blank(line.text) or _NONE.match(squeeze(line.text).lower())):
            yield Entry("", squeeze(line.text))
    if entry:
        yield entry


def _is_head(row: Sequence[Line]) -> bool:
    keys = {heading_key(line.text) for line in row}
    return not any(code_in(line.text) for line in row) and len(keys & _HEADS) >= 1 and len(keys) > 1


def _is_count(line: Line) -> bool:
    return bool(line.cell and line.cell.column == 0 and re.fullmatch(r"\s*\d*[.)]?\s*", line.text))


def code_in(text: str) -> str:
    """Return the code of a fault in `text`: alone, or the last one in brackets; `""` for none."""
    inside = [
        token for found in _BRACKET.findall(nfc(text)) for token in re.split(r"[,;\s]+", found)
    ]
    for token in [nfc(text).strip(), *reversed(inside)]:
        if _CODE.match(token):
            return token
    return ""


def without_code(text: str) -> str:
    """Return `text` without the bracket that holds the code."""
    return _around_code(nfc(text), code_in(text))[0] if code_in(text) else text


def _around_code(text: str, code: str) -> tuple[str, str]:
    found = [match for match in _BRACKET.finditer(text) if code in re.split(r"[,;\s]+", match[1])]
    return (text[: found[-1].start()], text[found[-1].end() :]) if found else ("", "")


def status_in(text: str) -> Status | None:
    """Return the state that `text` begins by naming."""
    words = {**{name: status for status, name in STATUS_WORDS.items()}, **_ALSO}
    bare = re.sub(r"^[\s\-+•:.]+", "", text)
    return next((status for name, status in words.items() if same_words(bare, name)), None)


@dataclass(slots=True)
class _Said:
    boxed: list[Status] = field(default_factory=list)  # ticked
    worded: list[Status] = field(default_factory=list)  # written without any box
    percent: str = ""
    rest: list[str] = field(default_factory=list)

    def hear(self, segment: str) -> None:
        box, words = unboxed(segment)
        status = status_in(words)
        if status is None:
            self.rest.append(segment)
            return
        if box is False:
            return
        (self.boxed if box else self.worded).append(status)
        if percent := _PERCENT.search(words):
            self.percent = percent[1]

    @property
    def statuses(self) -> list[Status]:
        return list(dict.fromkeys(self.boxed or self.worded))


def _row(entry: Entry, questions: list[str]) -> dict[str, str]:
    said = _Said()
    for line in entry.said:
        for segment in segments(line.text) if _is_choice(line) else [line.text]:
            said.hear(segment)
    statuses = said.statuses
    if len(statuses) > 1:
        questions.append(
            f"Mục III, khuyết điểm {entry.code or '«' + entry.text[:60] + '»'}: "
            f"đánh dấu {len(statuses)} tình trạng khắc phục; tình trạng nào đúng?"
        )
    row = {"ma": entry.code, "noi_dung": entry.text}
    row["tinh_trang"] = statuses[0].value if len(statuses) == 1 else ""
    row["ghi_chu"] = "\n".join(paragraphs(said.rest))
    return row | ({"muc_do": said.percent} if said.percent else {})


def _is_choice(line: Line) -> bool:
    return any(status_in(unboxed(segment)[1]) for segment in segments(line.text))
