"""Proof-reading a template before anyone uses it: every mistake at once, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from hoso.errors import Problem
from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.text import nearest
from hoso.word._compile import TAG, Environment, lost_text, paragraph_text, patched
from hoso.word._fill import STORIES, read_file
from hoso.word._names import Reads, reads
from hoso.word._ns import w
from hoso.word._package import Package, all_text, open_package

_ENDS: Final = {"for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall",
                "filter": "endfilter", "with": "endwith", "set": "endset"}  # fmt: skip
_MIDDLES: Final = {"elif": {"if"}, "else": {"if", "for"}}
_BRACES: Final = re.compile(r"\{\{|\{%|%\}|\}\}")
_NUMBERED: Final = re.compile(r"<w:numPr[ >/]")
_STYLE: Final = re.compile(r'<w:pStyle w:val="([^"]*)"')


def check_template(path: Path, info: TemplateInfo) -> tuple[Problem, ...]:
    """Return all that is wrong with the template at `path`.

    M001 syntax, M002 a name that no field provides, M003 a field printed nowhere (warning),
    M004 Word's automatic numbering inside a loop (it would not restart), M005 text lost beside a
    `{%p`, `{%tr`, `{%tc` tag. Raises UnreadableFileError when the file is no sound .docx.
    """
    package = open_package(read_file(path), str(path))
    problems: list[Problem] = []
    found = Reads()
    for name in package.stories(*STORIES):
        part = _Part(package, name)
        own = list(part.problems())
        problems += own
        if not any(problem.code == "M001" for problem in own):
            read = reads(Environment().parse(part.source))
            found.names |= read.names
            found.whole |= read.whole
    if not any(problem.code == "M001" for problem in problems):
        problems += _names(str(path), info, found)
    return tuple(problems)


def _names(file: str, info: TemplateInfo, found: Reads) -> Iterator[Problem]:
    provided = {name for one in info.fields for name in _provided(one)}
    for name in sorted(found.names - provided):
        choice = nearest(name, sorted(provided))
        hint = f"; ý bạn là «{choice}»?" if choice else "; hãy khai báo trường này trong mau.toml"
        words = f"mẫu in «{name}» nhưng không trường nào cung cấp{hint}"
        yield Problem(code="M002", where=file, message=words)
    for one in info.fields:
        for name in _declared(one):
            if not found.covers(name):
                words = f"trường «{name}» được khai báo nhưng mẫu không in ở đâu"
                yield Problem(code="M003", where=file, message=words, warning=True)


def _provided(one: TemplateField, base: str = "") -> Iterator[str]:
    """Yield every name that a field lets a template read."""
    name = base + one.name
    yield name
    if one.kind in {FieldKind.LIST, FieldKind.PARAGRAPHS, FieldKind.TABLE}:
        yield f"{name}[]"
    joint = f"{name}[]." if one.kind is FieldKind.TABLE else f"{name}."
    for column in one.columns:
        yield from _provided(column, joint)


def _declared(one: TemplateField, base: str = "") -> Iterator[str]:
    """Yield what the template should print: a field, or each column of a table or group."""
    name = base + one.name
    if not one.columns:
        yield name
    joint = f"{name}[]." if one.kind is FieldKind.TABLE else f"{name}."
    for column in one.columns:
        yield from _declared(column, joint)


@dataclass(slots=True)
class _Open:
    word: str
    line: int
    tag: str


@dataclass(slots=True)
class _Part:
    """One XML part of a template under proof-reading."""

    package: Package
    name: str
    source: str = field(init=False)
    original: str = field(init=False)

    def __post_init__(self) -> None:
        root = self.package.xml(self.name)
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        self.original = all_text(root)
        self.source = patched(root)

    def problems(self) -> Iterator[Problem]:
        yield from self._syntax()
        if (lost := lost_text(self.original, self.source)) is not None:
            words = "chữ hoặc lệnh đứng chung với {%p …%}, {%tr …%}, {%tc …%} sẽ bị mất"
            yield self._problem("M005", lost, words)
        yield from self._numbering()

    def _problem(self, code: str, place: str, words: str) -> Problem:
        return Problem(
            code=code, where=f"{self.package.name}: {self.name}, đoạn «{place}»", message=words
        )

    def _tags(self) -> Iterator[tuple[str, int]]:
        for match in TAG.finditer(self.source):
            yield match.group(), self.source.count("\n", 0, match.start()) + 1

    def _syntax(self) -> Iterator[Problem]:
        """Yield every mistake; the whole is parsed first, for single tags cannot be fully judged."""
        for line, text in enumerate(TAG.sub("", self.source).split("\n"), 1):
            if _BRACES.search(re.sub(r"<[^>]*>", "", text)):
                place = paragraph_text(self.source, line)
                yield self._problem("M001", place, "dấu ngoặc của lệnh không khép kín")
        try:
            Environment().compile(self.source, raw=True)
        except TemplateSyntaxError as error:
            found = list(self._single())
            place = paragraph_text(self.source, error.lineno)
            yield from found or [self._problem("M001", place, f"sai cú pháp ({error.message})")]

    def _single(self) -> Iterator[Problem]:
        """Yield what is wrong with each tag by itself and in the nesting of blocks."""
        environment, stack = Environment(), list[_Open]()
        for tag, line in self._tags():
            if reason := _tag_error(environment, tag) or _nest(stack, tag, line):
                yield self._problem("M001", paragraph_text(self.source, line), f"{tag}: {reason}")
        for left in stack:
            place = paragraph_text(self.source, left.line)
            yield self._problem("M001", place, f"{left.tag}: thiếu {{% {_ENDS[left.word]} %}}")

    def _numbering(self) -> Iterator[Problem]:
        numbered = _numbered_styles(self.package)
        depth = 0
        for number, line in enumerate(self.source.split("\n"), 1):
            style = _STYLE.search(line)
            automatic = _NUMBERED.search(line) or (style and style[1] in numbered)
            if depth and automatic and line.startswith("<w:p"):
                words = "đánh số tự động của Word trong vòng lặp sẽ không bắt đầu lại từ 1; hãy in {{ loop.index }}"
                yield self._problem("M004", paragraph_text(self.source, number), words)
            tags = [_word(tag) for tag in TAG.findall(line)]
            depth += tags.count("for") - tags.count("endfor")


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
