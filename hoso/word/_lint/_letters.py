"""Letters: fonts, colour, and Vietnamese as Unicode has it, in the text and in heads and feet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from hoso.word._lines import story_lines
from hoso.word._lint._paper import Finding, Paper, at
from hoso.word._measure import Run
from hoso.word._pieces import Paragraph, paragraphs

_BLACK: Final = {"auto", "", "000000"}
_LEGACY: Final = re.compile(r"^\.Vn|^VNI", re.IGNORECASE)
# Fonts of signs (boxes, ticks, arrows), whose letters are no letters.
_SIGNS: Final = re.compile(
    r"^(Wingdings|Webdings|Symbol|MT Extra|Segoe UI (Symbol|Emoji))", re.IGNORECASE
)
# Fonts that programs name for scripts that no Vietnamese text uses.
_FOREIGN: Final = re.compile(
    r"[^\x00-\u024f]|CJK|SimSun|SimHei|FangSong|KaiTi|NSimSun|DengXian|YaHei|MS (Mincho|Gothic)|"
    r"MingLiU|Batang|Malgun|Gulim|Yu (Mincho|Gothic)|Devanagari|Lohit|Mangal|FreeSans|Arabic|"
    r"Noto|Droid|WenQuanYi|Tahoma|Liberation|DejaVu|Source Han|Angsana|Cordia",
    re.IGNORECASE,
)
_LATIN: Final = ("ascii", "hAnsi")
_COMBINING: Final = re.compile("[\u0300-\u036f]")
_LIKE_D: Final = re.compile("[ÐƉðɖ]")


def letters(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of fonts, colours and characters."""
    for kind, lines in story_lines(paper.package):
        found = paper.anatomy.every if not kind else paragraphs(lines, paper.styles)
        for one in found:
            for finding in (*_fonts(paper, one), *_colours(paper, one), *_characters(paper, one)):
                yield finding if not kind else finding._replace(number=0)


def _spoken(one: Paragraph) -> list[Run]:
    return [
        run
        for run in one.runs
        if any(letter.isalnum() for letter in run.text) and not run.text.startswith("{")
    ]


def _fonts(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    shown: set[str] = set()
    idle: set[str] = set()
    for run in _spoken(one):
        fonts = {slot: font for slot, font in run.look.fonts.items() if font}
        if any(_SIGNS.match(fonts.get(slot, "")) for slot in _LATIN):
            continue
        for slot, font in fonts.items():
            (shown if slot in _LATIN else idle).add(font)
    right = {paper.layout.font}
    if old := sorted(font for font in shown | idle if _LEGACY.match(font)):
        words = f"phông chữ mã cũ {', '.join(old)}: chữ chỉ đúng trong phông đó, hãy chuyển mã sang Unicode"
        yield at(one, "T052", words, paper.reason("phong_chu"), wanted="Unicode", actual=old[0])
    if wrong := sorted(font for font in shown - right if not _LEGACY.match(font)):
        yield _wrong_font(paper, one, wrong, "")
    others = {font for font in idle - right - shown if not _FOREIGN.search(font)}
    if others := {font for font in others if not _LEGACY.match(font)}:
        found = _wrong_font(paper, one, sorted(others), " cho chữ Đông Á hoặc chữ phức hợp")
        yield found._replace(problem=replace(found.problem, warning=True))


def _wrong_font(paper: Paper, one: Paragraph, wrong: list[str], use: str) -> Finding:
    wanted, names = paper.layout.font, ", ".join(wrong)
    words = f"phông chữ {names}{use}, phải là {wanted}"
    return at(one, "T003", words, paper.reason("phong_chu"), wanted=wanted, actual=names)


def _colours(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    if wrong := sorted({run.look.color for run in _spoken(one)} - _BLACK):
        names = ", ".join(wrong)
        yield at(
            one, "T004", "chữ phải màu đen", paper.reason("mau_chu"), wanted="đen", actual=names
        )


def _characters(paper: Paper, one: Paragraph) -> Iterator[Finding]:
    raw, reason = one.line.text, paper.reason("chu_viet")
    composed = unicodedata.normalize("NFC", raw)
    if raw != composed:
        words = (
            "chữ Việt dạng tổ hợp (dấu rời), phải là chữ dựng sẵn (NFC); hãy gõ lại hoặc chuyển mã"
        )
        yield at(one, "T050", words, reason, wanted="NFC", actual="NFD")
    elif found := _COMBINING.search(composed):
        words = f"dấu rời U+{ord(found.group()):04X} không ghép được với chữ đứng trước"
        yield at(one, "T050", words, reason, wanted="chữ dựng sẵn", actual=found.group())
    if found := _LIKE_D.search(raw):
        sign = f"«{found.group()}» (U+{ord(found.group()):04X})"
        words = f"{sign} chỉ giống chữ Đ, đ của tiếng Việt, phải là U+0110, U+0111"
        yield at(one, "T051", words, reason, wanted="Đ, đ", actual=sign)
