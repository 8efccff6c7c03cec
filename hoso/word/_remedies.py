"""Section III of a returned form: what became of each fault that an earlier review named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from hoso.model.review import Status
from hoso.model.template import Difference, DifferenceKind
from hoso.text import fold, nfc, squeeze
from hoso.word._choices import Row, by_look, look_of
from hoso.word._headings import heading_key, likeness, plain_key
from hoso.word._lines import Line
from hoso.word._sections import Sections, Stray, shown
from hoso.word._values import is_blank, paragraphs, same_words, segments, unboxed

STATUS_WORDS: Final = {
    Status.DONE: "đã khắc phục",
    Status.DOING: "đang khắc phục",
    Status.OPEN: "chưa khắc phục",
}
_ALSO: Final = {
    "đã được khắc phục": Status.DONE,
    "đang được khắc phục": Status.DOING,
    "chưa được khắc phục": Status.OPEN,
}
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_CODE: Final = re.compile(r"^[A-ZĐ]{1,6}(?:-[A-ZĐ0-9]+)*-\d[\w.-]*$|^K-\d{4}-[a-z0-9-]+-\d+$")
_PERCENT: Final = re.compile(r"(\d{1,3})\s*%")
# Every way to say that there is nothing to follow, up to the words of the form itself.
_NONE: Final = re.compile(
    r"[-+\s]*khong(?: co)?(?:[ ,]+(?:han che|khuyet diem|noi dung|ton tai|nao|gi|cua cac ky kiem diem"
    r" truoc|con theo doi|phai khac phuc))*[.…;\s]*"
)
_HEADS: Final = {"tt", "stt", "tình trạng", "tình trạng khắc phục"}
_SAME: Final = 0.85


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of section III: the lines that name it and the lines that say what became of it."""

    code: str
    text: str
    said: list[Line] = field(default_factory=list)


def remedies(
    lines: Sequence[Line], found: Sections, name: str, printed: Sequence[Line] = ()
) -> list[dict[str, str]]:
    """Return one {ma, noi_dung, tinh_trang, ghi_chu} for each fault; doubts go to `found`.

    `printed` are the lines of the section as issued: by their words a fault is known again whose
    code is gone.
    """
    known = {entry.code: entry.text for entry in entries(printed) if entry.code}
    found.strays += _typed_into_head(lines, printed)
    rows = []
    for entry in entries(lines):
        code = entry.code or _known_by_words(entry.text, known, lines)
        if code and not entry.code:
            found.warnings.append(
                f"Mục III: dòng «{shown(entry.text)}» mất mã; đã nhận ra là {code} theo nội dung."
            )
        rows.append(_row(Entry(code, entry.text, entry.said), found, name))
    return rows


def _typed_into_head(lines: Sequence[Line], printed: Sequence[Line]) -> Iterator[Stray]:
    """Yield what stands in the heading row of the table and was not printed there."""
    own = {heading_key(line.text) for line in printed}
    for in_row, group in groupby(lines, key=lambda line: line.cell and line.cell[:2]):
        row = list(group)
        if in_row and _is_head(row):
            for line in row:
                if own and heading_key(line.text) not in own and not is_blank(line.text):
                    yield Stray(line.text, "đứng trong dòng đầu của bảng mục III", ())


def changed(lines: Sequence[Line], printed: Sequence[Line]) -> Iterator[Difference]:
    """Yield the printed faults of section III that came back altered or not at all."""
    known = {entry.code: entry.text for entry in entries(printed) if entry.code}
    standing = {
        entry.code or _known_by_words(entry.text, known, lines): entry.text
        for entry in entries(lines)
    }
    for code, text in known.items():
        whole = f"{text} ({code})"
        if code not in standing:
            yield Difference(kind=DifferenceKind.DELETED, printed=whole)
        elif heading_key(standing[code]) != heading_key(text):
            returned = f"{standing[code]} ({code})"
            yield Difference(kind=DifferenceKind.ALTERED, printed=whole, returned=returned)


def _known_by_words(text: str, known: dict[str, str], lines: Sequence[Line]) -> str:
    """Return the code of the one printed fault with these words that no line names by its code."""
    named = {code_in(line.text) for line in lines}
    alike = [
        code
        for code, other in known.items()
        if code not in named and likeness(plain_key(text), plain_key(other)) >= _SAME
    ]
    return alike[0] if len(alike) == 1 else ""


def entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """Yield the faults in `lines`: table rows, or paragraphs begun by one that carries a code."""
    for in_table, group in groupby(lines, key=lambda line: line.cell is not None):
        together = list(group)
        yield from _rows(together) if in_table else _free(together)


def _rows(lines: Sequence[Line]) -> Iterator[Entry]:
    for _, group in groupby(lines, key=lambda line: line.cell and line.cell[:2]):
        row = [line for line in group if not _is_count(line)]
        if _is_head(row) or not any(_is_typed(line) for line in row):
            continue
        named = next((line for line in row if code_in(line.text)), None)
        if named is None:
            first, *said = row
            choice = _is_choice(first)
            yield Entry("", "" if choice else squeeze(first.text), row if choice else said)
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
            entry = Entry(code, squeeze(before), [_shortened(line, after.strip(" :.–-"))])
        elif entry:
            entry.said.append(line)
        elif not (is_blank(line.text) or _NONE.fullmatch(fold(squeeze(line.text)))):
            yield Entry("", squeeze(line.text))
    if entry:
        yield entry


def _shortened(line: Line, text: str) -> Line:
    return Line(line.element, text, pieces=line.pieces)


def _is_head(row: Sequence[Line]) -> bool:
    keys = {heading_key(line.text) for line in row}
    return not any(code_in(line.text) for line in row) and len(keys & _HEADS) >= 1 and len(keys) > 1


def _is_count(line: Line) -> bool:
    return bool(line.cell and line.cell.column == 0 and re.fullmatch(r"\s*\d*[.)]?\s*", line.text))


def _is_typed(line: Line) -> bool:
    """Return whether a line says something: neither dots nor an empty box with its label."""
    if is_blank(line.text):
        return False
    boxes = [unboxed(segment) for segment in segments(line.text)]
    return any(box is not False or status_in(words) is None for box, words in boxes)


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
    code = code_in(text)
    if not code:
        return text
    before, after = _around_code(nfc(text), code)
    return before if is_blank(after) else f"{before} {after}"


def _around_code(text: str, code: str) -> tuple[str, str]:
    found = [match for match in _BRACKET.finditer(text) if code in re.split(r"[,;\s]+", match[1])]
    return (text[: found[-1].start()], text[found[-1].end() :]) if found else ("", "")


def status_in(text: str) -> Status | None:
    """Return the state that `text` begins by naming."""
    words = {**{name: status for status, name in STATUS_WORDS.items()}, **_ALSO}
    bare = re.sub(r"^[\s\-+•:.]+", "", text)
    return next((status for name, status in words.items() if same_words(bare, name)), None)


def _after_status(text: str) -> str:
    """Return what somebody wrote behind the state itself; a mere degree is read elsewhere."""
    bare = re.sub(r"^[\s\-+•:.]+", "", squeeze(text))
    names = sorted((*STATUS_WORDS.values(), *_ALSO), key=len, reverse=True)
    said = next((name for name in names if same_words(bare, name)), "")
    more = " ".join(bare.split()[len(said.split()) :]).strip(" :;,.–-")
    degree = _PERCENT.search(more)
    return more if re.search(r"\w", _PERCENT.sub("", more) if degree else more) else ""


@dataclass(slots=True)
class _Said:
    boxed: list[Status] = field(default_factory=list)  # ticked
    worded: list[Status] = field(default_factory=list)  # written without any box
    printed: list[Row] = field(default_factory=list)  # with an empty box
    percent: str = ""
    rest: list[str] = field(default_factory=list)

    def hear(self, segment: str, line: Line) -> None:
        box, words = unboxed(segment)
        status = status_in(words)
        if status is None:
            self.rest.append(segment)
            return
        if more := _after_status(words):
            self.rest.append(more)
        if box is False:
            self.printed.append(Row(status.value, box, look_of(line, words)))
            return
        (self.boxed if box else self.worded).append(status)
        if percent := _PERCENT.search(words):
            self.percent = percent[1]

    @property
    def statuses(self) -> list[Status]:
        _, set_off = by_look(self.printed)
        return list(dict.fromkeys(self.boxed or self.worded or [Status(one) for one in set_off]))


def _row(entry: Entry, found: Sections, name: str) -> dict[str, str]:
    said = _Said()
    for line in entry.said:
        for segment in segments(line.text) if _is_choice(line) else [line.text]:
            said.hear(segment, line)
    statuses = said.statuses
    if len(statuses) > 1:
        found.ask(
            f"{name}.{entry.code}" if entry.code else name,
            f"Mục III, khuyết điểm {entry.code or '«' + entry.text[:60] + '»'}: "
            f"đánh dấu {len(statuses)} tình trạng khắc phục; tình trạng nào đúng?",
            [status.value for status in Status],
        )
    row = {"ma": entry.code, "noi_dung": entry.text}
    row["tinh_trang"] = statuses[0].value if len(statuses) == 1 else ""
    row["ghi_chu"] = "\n".join(paragraphs(said.rest))
    return row | ({"muc_do": said.percent} if said.percent else {})


def _is_choice(line: Line) -> bool:
    return any(status_in(unboxed(segment)[1]) for segment in segments(line.text))
