"""What of an issued form's own print came back altered or not at all, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.model.template import Difference, DifferenceKind, FieldKind
from hoso.text import squeeze
from hoso.word._choices import NAMES, code_of
from hoso.word._headings import heading_key, likeness, plain_key
from hoso.word._lines import Line, lines, story_lines
from hoso.word._package import Package
from hoso.word._sections import Section, Sections, Stray
from hoso.word._values import segments, unboxed

_BLANKS: Final = re.compile(r"(?:[.…_]\s*)+")
_ALIKE: Final = 0.6
_PARTLY: Final = 3  # words: the least part of a broken line that is known again
_OUTSIDE: Final = "đứng ngoài các mục trả lời"
_ADDED: Final = 3  # words behind a printed text that are an answer of their own


@dataclass(frozen=True, slots=True)
class _Text:
    """One line of print or of a returned page; soft breaks make several."""

    text: str
    line: Line

    @property
    def key(self) -> str:
        return heading_key(self.text)


@dataclass(slots=True)
class Comparison:
    """What a comparison with the issued form brought to light."""

    differences: list[Difference] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


def compare(found: Sections, was: Sections, issued: Package, returned: Package) -> Comparison:
    """Compare what was found with what `was` there when the form was issued.

    Print that slipped into a section, because its own heading is gone, is taken out of it there.
    """
    beside = {name: list(_print_beside(section)) for name, section in was.by_name.items()}
    every = [*_texts(was.outside), *(one for texts in beside.values() for one in texts)]
    left = _Left(every, list(_texts(found.outside)))
    left.match_same()
    left.match_blanks()
    left.match_joined()
    for name, section in found.by_name.items():
        left.take_from(section, {one.key for one in beside[name]})
    left.match_alike()
    done = Comparison(list(left.differences), list(left.strays()))
    done.differences += _headings(found, was)
    done.strays += _beside_the_page(issued, returned)
    return done


def _texts(found: Iterable[Line]) -> Iterator[_Text]:
    for line in found:
        for part in line.text.split("\n"):
            if re.search(r"\w", part):
                yield _Text(squeeze(part), line)


def _print_beside(section: Section) -> Iterator[_Text]:
    """Yield what an issued form prints in a section that is neither blank, choice nor table."""
    if section.wanted.kind is FieldKind.TABLE:
        return
    names = NAMES.get(section.wanted.kind, {})
    for one in _texts(section.body):
        if not any(code_of(unboxed(part)[1], names) for part in segments(one.text) if names):
            yield one


@dataclass(slots=True)
class _Left:
    """What is not yet matched: of the print, and of the lines outside all sections."""

    printed: list[_Text]
    returned: list[_Text]
    differences: list[Difference] = field(default_factory=list)
    partly: list[Stray] = field(default_factory=list)

    def match_same(self) -> None:
        known = {one.key for one in self.printed}
        keys = {one.key for one in self.returned}
        self.printed = [one for one in self.printed if one.key not in keys]
        self.returned = [one for one in self.returned if one.key not in known]

    def match_blanks(self) -> None:
        """Match what was written into a blank of the print, such as the day in the date."""
        for one in list(self.printed):
            filled = next((r for r in self.returned if _fills(one.text, r.text)), None)
            if filled is not None:
                self._match(one, filled)
                self._note(DifferenceKind.FILLED, one, filled)

    def match_joined(self) -> None:
        """Match lines that were joined into one, or broken into several."""
        for one in list(self.returned):
            if parts := _made_of(one, self.printed, 1):
                self.returned.remove(one)
                self.printed = [other for other in self.printed if other not in parts]
        for one in list(self.printed):
            if parts := _made_of(one, self.returned, _PARTLY):
                self.printed.remove(one)
                self.returned = [other for other in self.returned if other not in parts]

    def take_from(self, section: Section, own: set[str]) -> None:
        """Take print out of a section: its own, and what fell into it when a heading was lost."""
        waiting = {one.key for one in self.printed}
        kept = []
        for line in section.body:
            key = heading_key(line.text)
            if not key or line.controls or key not in waiting | own:
                kept.append(line)
                continue
            waiting.discard(key)
            self.printed = [one for one in self.printed if one.key != key]
        section.body = kept

    def match_alike(self) -> None:
        """Match what was altered: alike, or behind the same label."""
        pairs = [
            (_alike(one.text, other.text), n, one, other)
            for n, one in enumerate(self.printed)
            for other in self.returned
        ]
        for ratio, _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
            if ratio >= _ALIKE and one in self.printed and other in self.returned:
                self._match(one, other)
                self._note(DifferenceKind.ALTERED, one, other)
                added = _added(one.text, other.text)
                if added:
                    self.partly.append(Stray(added, _OUTSIDE, ()))
        self.differences += [
            Difference(kind=DifferenceKind.DELETED, printed=one.text) for one in self.printed
        ]

    def strays(self) -> Iterator[Stray]:
        yield from (Stray(one.text, _OUTSIDE, ()) for one in self.returned)
        yield from self.partly

    def _match(self, one: _Text, other: _Text) -> None:
        self.printed.remove(one)
        self.returned.remove(other)

    def _note(self, kind: DifferenceKind, one: _Text, other: _Text) -> None:
        self.differences.append(Difference(kind=kind, printed=one.text, returned=other.text))


def _made_of(whole: _Text, others: Sequence[_Text], least: int) -> list[_Text]:
    """Return those of `others`, of at least so many words, that together make up `whole`."""
    rest, parts = f" {plain_key(whole.text)} ", []
    for other in sorted(others, key=lambda one: -len(one.text)):
        key = f" {plain_key(other.text)} "
        if len(key.split()) >= least and key in rest:
            rest = rest.replace(key, " ", 1)
            parts.append(other)
    return [] if rest.strip() else parts


def _fills(printed: str, returned: str) -> bool:
    """Return whether `returned` is `printed` with something written over its dots."""
    parts = [re.escape(heading_key(part)) for part in _BLANKS.split(printed)]
    if len(parts) < 2 or not any(parts):
        return False
    pattern = r"\W*(?:.{0,80}?)\W*".join(parts)
    return re.fullmatch(rf"\W*{pattern}\W*", heading_key(returned)) is not None


def _alike(printed: str, returned: str) -> float:
    label, colon, _ = printed.partition(":")
    if colon and heading_key(label) == heading_key(returned.partition(":")[0]):
        return 1.0
    one, other = plain_key(printed), plain_key(returned)
    if one and f" {other} ".startswith(f" {one} "):
        return 1.0
    return likeness(one, other)


def _added(printed: str, returned: str) -> str:
    """Return what somebody wrote behind a printed text that holds no label."""
    words, key = plain_key(returned).split(), plain_key(printed).split()
    goes_on = ":" not in printed and words[: len(key)] == key
    return returned if goes_on and len(words) - len(key) >= _ADDED else ""


def _headings(found: Sections, issued: Sections) -> Iterator[Difference]:
    """Yield the prescribed headings that came back altered or not at all."""
    printed = {heading for heading, line, _ in issued.headings if line is not None}
    for heading, line, same in found.headings:
        if heading not in printed or same:
            continue
        kind = DifferenceKind.DELETED if line is None else DifferenceKind.ALTERED
        text = squeeze(line.text) if line is not None else ""
        yield Difference(kind=kind, printed=heading, returned=text)


def _beside_the_page(issued: Package, returned: Package) -> Iterator[Stray]:
    """Yield what stands in headers, footers, notes and comments and was not printed there."""
    known = {heading_key(line.text) for _, every in story_lines(issued) for line in every}
    for kind, every in story_lines(returned):
        for one in _texts(every) if kind else ():
            if one.key not in known and not re.fullmatch(r"\W*\d*\W*", one.text):
                yield Stray(one.text, "đứng ở đầu trang, chân trang hoặc chú thích", ())
    for part in returned.related(returned.main, "comments"):
        for one in _texts(lines(returned.xml(part))):
            yield Stray(one.text, "là lời bình bên lề", ())
