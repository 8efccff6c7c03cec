"""Proof-reading one part of a template: syntax, nesting, what its tags would tear or swallow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from hoso.errors import Problem
from hoso.word._compile import TAG, Environment, lost_text, paragraph_text, patched
from hoso.word._lines import lines
from hoso.word._ns import w
from hoso.word._package import Package, all_text
from hoso.word._unsafe import unsafe

_ENDS: Final = {"for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall",
                "filter": "endfilter", "with": "endwith", "set": "endset"}  # fmt: skip
_MIDDLES: Final = {"elif": {"if"}, "else": {"if", "for"}}
_BRACES: Final = re.compile(r"\{\{|\{%|%\}|\}\}")
_NUMBERED: Final = re.compile(r"<w:numPr[ >/]")
_STYLE: Final = re.compile(r'<w:pStyle w:val="([^"]*)"')
_LEVELS: Final = {"p": "đoạn", "tr": "hàng", "tc": "ô", "r": "đoạn chữ", "": "trong dòng"}
_LIFTED: Final = re.compile(r"\{[{%][-+]?(?:p|tr|tc)\s")
_TAG_WORD: Final = re.compile(r"\{%[-+]?(p|tr|tc|r)?\s+(\w+)")


class Flaw(NamedTuple):
    """Something wrong in a template, and the paragraph of the main text it is at; 0: elsewhere."""

    problem: Problem
    number: int


@dataclass(slots=True)
class _Open:
    word: str
    line: int
    tag: str


@dataclass(slots=True)
class Part:
    """One XML part of a template under proof-reading."""

    package: Package
    name: str
    source: str = field(init=False)
    original: str = field(init=False)
    texts: list[str] = field(init=False)
    paragraphs: list[str] = field(init=False)  # the same, so that they can be found again

    def __post_init__(self) -> None:
        root = self.package.xml(self.name)
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        self.original = all_text(root)
        self.texts = [line.text for line in lines(root)]
        self.paragraphs = [_bare(text) for text in self.texts]
        self.source = patched(root)

    def flaws(self) -> Iterator[Flaw]:
        """Yield every mistake, each at its paragraph."""
        dangers = list(self._unsafe())
        yield from dangers
        yield from self._syntax(trial=not dangers)
        if (lost := lost_text(self.original, self.source)) is not None:
            words = "chữ hoặc lệnh đứng chung với {%p …%}, {%tr …%}, {%tc …%} sẽ bị mất"
            found = self.flaw("M005", lost, words)
            number = self._number(self._swallowed(), "")
            yield found._replace(number=number if self.name == self.package.main else 0)
        yield from self._levels()
        yield from self._numbering()

    def flaw(self, code: str, place: str, words: str, near: str = "") -> Flaw:
        """Return a mistake at the paragraph that reads `place`, of several the one with `near`."""
        number = self._number(place, near or place)
        at = f"đoạn {number} «{place}»" if number else f"đoạn «{place}»"
        where = f"{self.package.name}: {self.name}, {at}"
        return Flaw(
            Problem(code=code, where=where, message=words),
            number if self.name == self.package.main else 0,
        )

    def _number(self, place: str, near: str) -> int:
        """Return the number of a paragraph, 0 when none fits.

        Tags that stand for a whole paragraph were lifted out of it to the end of the one before,
        so a place may hold the text of several; the one that has `near` counts, else the longest.
        """
        wanted, tag = _bare(place), _bare(near)
        fitting = {
            number: text
            for number, text in enumerate(self.paragraphs, 1)
            if wanted and text and (wanted in text or text in wanted)
        }
        return max(
            fitting, key=lambda number: (tag in fitting[number], len(fitting[number])), default=0
        )

    def _swallowed(self) -> str:
        """Return the text of the first paragraph where something stands beside a tag like {%p."""
        for text in self.texts:
            tags = [tag for tag in TAG.findall(text) if _LIFTED.match(tag)]
            if tags and text.replace(tags[0], "", 1).strip():
                return text
        return ""

    def holding(self, word: str) -> str | None:
        """Return the text of the paragraph whose tag has `word` in it, None when none has."""
        for tag, line in self._tags():
            if re.search(rf"\b{re.escape(word)}\b", tag):
                return paragraph_text(self.source, line)
        return None

    def _tags(self) -> Iterator[tuple[str, int]]:
        for match in TAG.finditer(self.source):
            yield match.group(), self.source.count("\n", 0, match.start()) + 1

    def _unsafe(self) -> Iterator[Flaw]:
        """Yield what the sandbox would stop; found before anything is worked out."""
        try:
            tree = Environment().parse(self.source)
        except TemplateSyntaxError:
            return
        for line, reason in unsafe(tree):
            place = paragraph_text(self.source, line)
            yield self.flaw("M007", place, f"lệnh không được phép trong mẫu: {reason}")

    def _syntax(self, *, trial: bool) -> Iterator[Flaw]:
        """Yield every mistake; the whole is parsed first, for single tags cannot be fully judged."""
        for line, text in enumerate(TAG.sub("", self.source).split("\n"), 1):
            if _BRACES.search(re.sub(r"<[^>]*>", "", text)):
                place = paragraph_text(self.source, line)
                yield self.flaw("M001", place, "dấu ngoặc của lệnh không khép kín")
        try:
            tree = Environment().parse(self.source)
            if trial:
                Environment().compile(tree, raw=True)
        except TemplateSyntaxError as error:
            found = list(self._single())
            place = paragraph_text(self.source, error.lineno)
            yield from found or [self.flaw("M001", place, f"sai cú pháp ({error.message})")]

    def _single(self) -> Iterator[Flaw]:
        """Yield what is wrong with each tag by itself and in the nesting of blocks."""
        environment, stack = Environment(), list[_Open]()
        for tag, line in self._tags():
            if reason := _tag_error(environment, tag) or _nest(stack, tag, line):
                place = paragraph_text(self.source, line)
                yield self.flaw("M001", place, f"{tag}: {reason}", tag)
        for left in stack:
            place = paragraph_text(self.source, left.line)
            yield self.flaw(
                "M001", place, f"{left.tag}: thiếu {{% {_ENDS[left.word]} %}}", left.tag
            )

    def _levels(self) -> Iterator[Flaw]:
        """Yield blocks that begin with the whole paragraph and end inside one, or the reverse."""
        stack: list[tuple[str, str]] = []
        for tag in TAG.findall(self.original):
            match = _TAG_WORD.match(tag)
            level, word = match.groups("") if match else ("", "")
            if word in _ENDS and (word != "set" or _is_block_set(tag)):
                stack.append((level, tag))
            elif word in _ENDS.values() and stack:
                opened, start = stack.pop()
                if opened != level:
                    words = (
                        f"{start} mở ở cấp {_LEVELS[opened]} mà {tag} đóng ở cấp {_LEVELS[level]}"
                    )
                    yield self.flaw("M005", tag, f"{words}; hãy viết hai lệnh cùng kiểu")

    def _numbering(self) -> Iterator[Flaw]:
        numbered = _numbered_styles(self.package)
        depth = 0
        for number, line in enumerate(self.source.split("\n"), 1):
            style = _STYLE.search(line)
            automatic = _NUMBERED.search(line) or (style and style[1] in numbered)
            if depth and automatic and line.startswith("<w:p"):
                words = "đánh số tự động của Word trong vòng lặp sẽ không bắt đầu lại từ 1; hãy in {{ loop.index }}"
                yield self.flaw("M004", paragraph_text(self.source, number), words)
            tags = [_word(tag) for tag in TAG.findall(line)]
            depth += tags.count("for") - tags.count("endfor")


def _bare(text: str) -> str:
    """Return a text as it can be found again: tags without their level, no blank space."""
    return "".join(re.sub(r"(\{[{%][-+]?)(?:p|tr|tc|r)\s", r"\1 ", text).split())


def _numbered_styles(package: Package) -> set[str]:
    found = package.related(package.main, "styles")
    styles = package.xml(found[0]).iter(w("style")) if found else ()
    return {
        style.get(w("styleId"), "")
        for style in styles
        if style.find(f".//{w('numPr')}") is not None
    }


def _word(tag: str) -> str:
    match = re.match(r"\{%[-+]?\s*(\w+)", tag)
    return match[1] if match else ""


def _is_block_set(tag: str) -> bool:
    return _word(tag) == "set" and "=" not in tag


def _tag_error(environment: Environment, tag: str) -> str:
    """Return what is wrong with one tag by itself, `""` when nothing is."""
    word = _word(tag)
    if word in {"p", "tr", "tc", "r"} and tag.startswith(("{% ", "{%- ")):
        return f"phải viết liền {{%{word} …%}}, không có dấu cách trước «{word}»"
    trial = tag
    if word in _ENDS and (word != "set" or _is_block_set(tag)):
        trial = f"{tag}{{% {_ENDS[word]} %}}"
    elif word == "elif":
        trial = f"{{% if 1 %}}{tag}{{% endif %}}"
    elif word == "else" or word in _ENDS.values():
        return ""
    try:
        environment.compile(trial, raw=True)
    except TemplateSyntaxError as error:
        return f"sai cú pháp ({error.message})"
    return ""


def _nest(stack: list[_Open], tag: str, line: int) -> str:
    """Follow one tag in the nesting of blocks; return what is wrong, `""` when nothing is."""
    word = _word(tag)
    if word in _ENDS and (word != "set" or _is_block_set(tag)):
        stack.append(_Open(word, line, tag))
    elif word in _MIDDLES and not any(one.word in _MIDDLES[word] for one in stack[-1:]):
        return "đứng ngoài {% if %}"
    elif word in _ENDS.values():
        if not stack or _ENDS[stack[-1].word] != word:
            return "không khớp với lệnh mở nào"
        stack.pop()
    return ""
