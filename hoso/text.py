"""Vietnamese letters: the border (NFC, forbidden characters), folding, sorting, dates, numbers.

Display text is never folded or respelled; only search and comparison use the keys made here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from string import ascii_letters

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền sắc ngã hỏi nặng
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# What a Vietnamese text is written in: a–z, and the 67 letters that are not of ASCII; both cases.
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for letter in "aăâeêioôơuưy"
    for base in (letter, letter.upper())
    for tone in ("", *_TONES)
    if tone or ord(letter) > 127
) | {"đ", "Đ"}
ALPHABET = VIETNAMESE | frozenset(ascii_letters)
_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
# Everything XML 1.0 (section 2.2, Char) forbids, and the non-characters U+FFFE, U+FFFF.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Letters that stored text never holds, but for half surrogate pairs; a return is made \n.
_UNCLEAN = (*map(chr, {*range(32)} - {9, 10}), "\ufffe", "\uffff", *"ÐƉðɖ")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", " nghìn", " triệu")
_SPOKEN = {word: value for value, word in enumerate(_DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}
_ONE = f"({'|'.join(_SPOKEN)})"
# A group of three figures read aloud: hundreds; then tens and ones, or ones after a nought.
_GROUP = re.compile(
    rf"(?:{_ONE} trăm)?(?: ?(?:(?:{_ONE} mươi|(mười))(?: {_ONE})?|(?:linh |lẻ )?{_ONE}))?"
)
_LONGEST_NUMBER = 24  # figures; nobody counts further
_SCALES = re.compile(r"(?:(.+?) tỷ ?)?(?:(.+?) triệu ?)?(?:(.+?) nghìn ?)?(.*)")
_MARKED_THOUSANDS = re.compile(r"\d{1,3}(?:([.,\u0020\u00a0\u202f])\d{3})(?:\1\d{3})*")
WORD = re.compile(r"\w+(?:[./-]\w+)*", re.UNICODE)


def nfc(value: str) -> str:
    """Return `value` in NFC, with Đ/đ look-alikes of bad files made the Vietnamese letters."""
    if value.isascii():
        return value
    value = unicodedata.normalize("NFC", value)
    for letter in "ÐƉðɖ":
        if letter in value:
            return value.translate(_LOOKALIKES)
    return value


def has_forbidden(value: str) -> bool:
    """Return whether `value` holds a character that XML forbids."""
    return _FORBIDDEN.search(value) is not None


def is_clean(value: str) -> bool:
    """Return whether `value` can be stored as it is: NFC, nothing forbidden, no carriage return."""
    for letter in _UNCLEAN:  # each is found, or not, faster than any pattern is
        if letter in value:
            return False
    try:
        value.encode("utf-16-le")
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return unicodedata.is_normalized("NFC", value)


def forbidden(value: str) -> Iterator[tuple[int, str]]:
    """Yield (1-based place, name such as `U+000B`) of every character that XML forbids."""
    for match in _FORBIDDEN.finditer(value):
        yield match.start() + 1, f"U+{ord(match.group()):04X}"


def without_forbidden(value: str) -> str:
    """Return `value` without the characters that XML forbids; the caller must have named them."""
    return _FORBIDDEN.sub("", value)


def legible(value: str) -> str:
    """Return a text that can be written anywhere: what is no character is spelled out.

    Names on a disk need not be UTF-8, and JSON can hold halves of characters.
    """
    return value.encode("utf-8", "backslashreplace").decode()


def squeeze(value: str) -> str:
    """Return `value` in NFC on one line, runs of blank space made one space."""
    return " ".join(nfc(value).split())


def _syllable_key(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = "".join(letter for letter in decomposed if letter in _TONES)
    rest = "".join(letter for letter in decomposed if letter not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


def tone_key(value: str) -> str:
    """Return a key equal for hoà and hòa, thuý and thúy, in any normal form and case.

    The tone mark of each syllable moves to its end; the letters keep their other marks.
    """
    return re.sub(r"[^\W\d_]+", lambda m: _syllable_key(m.group()), nfc(value).lower())


@cache
def _bare(letter: str) -> str:
    if letter == "đ":
        return "d"
    base = unicodedata.normalize("NFD", letter)
    return "".join(part for part in base if not unicodedata.combining(part))


def fold(value: str) -> str:
    """Return `value` in lower case without any mark, đ made d, as people type without marks."""
    return "".join(_bare(letter) for letter in nfc(value).lower())


def sort_key(value: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the Vietnamese dictionary order of `value`: letters first, then tones."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in nfc(value).lower():
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in decomposed if mark in _TONES), "")
        letters.append(_place(unicodedata.normalize("NFC", decomposed.replace(tone, ""))))
        tones.append(_TONE_ORDER[tone])
    return tuple(letters), tuple(tones)


def _place(base: str) -> int:
    """Return the place of a letter without its tone: signs and digits first, foreign letters last."""
    first = base[:1] or " "
    if base == first and base in _LETTERS:
        return 1000 + _LETTERS.index(base)
    return 5000 if first.isalpha() else min(ord(first), 999)


def name_key(full_name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return the order of a list of names: given name (last word), family name, middle names."""
    words = full_name.split()
    given, family, middle = words[-1:], words[:1], words[1:-1]
    return tuple(sort_key(" ".join(part)) for part in (given, family, middle))


def head_date(day: date) -> str:
    """Return `ngày 05 tháng 02 năm 2026`: days below 10 and months 1, 2 take a zero (HD 05-HD/VPTW)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Return `05/02/2026`, the form used inside texts."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def parse_date(value: str) -> date | None:
    """Return the date in `dd/mm/yyyy` (also `.` or `-`) or ISO form, None when it is none."""
    text = value.strip()
    if match := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_number(value: str) -> float | None:
    """Return a number written with a decimal comma or point, None for anything else."""
    try:
        return float(value.replace(",", "."))
    except ValueError:
        return None


def thousands(number: int) -> str:
    """Return `56.585`: a number with the Vietnamese thousands mark."""
    return f"{number:,}".replace(",", ".")


def parse_whole(value: str) -> int | None:
    """Return a whole number as papers print it, None for anything else.

    `05`, `61567`, `61.567`, `61 567`, `6,035` (three figures after a mark are thousands), words.
    """
    said = value.strip()
    if said.isascii() and said.isdecimal():
        return int(said) if len(said) <= _LONGEST_NUMBER else None
    if len(said) <= _LONGEST_NUMBER and _MARKED_THOUSANDS.fullmatch(said):
        return int(re.sub(r"\D", "", said))
    return from_words(said)


def from_words(value: str) -> int | None:
    """Return the whole number below a thousand tỷ that words read aloud, None when they read none."""
    said = (
        squeeze(value).lower().replace("ngàn", "nghìn").replace("tỉ", "tỷ").replace("chục", "mươi")
    )
    if not said or not (parts := _SCALES.fullmatch(said)):
        return None
    groups = [_group_value(part) if part else 0 for part in parts.groups()]
    if None in groups:
        return None
    return sum(
        (group or 0) * scale for group, scale in zip(groups, (10**9, 10**6, 1000, 1), strict=True)
    )


def _group_value(said: str) -> int | None:
    found = _GROUP.fullmatch(said.strip())
    if found is None:
        return None
    hundreds, tens, ten, ones, alone = (word and _SPOKEN.get(word, 1) for word in found.groups())
    return (hundreds or 0) * 100 + (tens or ten or 0) * 10 + (ones or alone or 0)


def in_words(number: int) -> str:
    """Return a whole number read aloud: 61567 → `sáu mươi mốt nghìn năm trăm sáu mươi bảy`.

    `mốt` and `lăm` after tens, `mười` for ten, `linh` where the tens are nought; every nine
    figures are closed by `tỷ`, and figures that are all nought are not read.
    """
    if number < 0:
        return f"âm {in_words(-number)}"
    spoken, unit = "", ""
    rest = number
    while rest or not unit:
        rest, billions = divmod(rest, 10**9)
        if billions:
            spoken = f"{_below_billion(billions, leading=not rest)}{unit} {spoken}"
        unit += " tỷ"
    return spoken.strip() or _DIGITS[0]


def _below_billion(number: int, *, leading: bool) -> str:
    groups = [number // 10**power % 1000 for power in (6, 3, 0)]
    spoken: list[str] = []
    for group, unit in zip(groups, reversed(_THOUSANDS), strict=True):
        if group:
            spoken.append(_hundreds(group, leading=leading and not spoken) + unit)
    return " ".join(spoken)


def _hundreds(number: int, *, leading: bool) -> str:
    """Return a group of three figures; only the first of a number is read without its noughts."""
    hundreds, rest = divmod(number, 100)
    spoken: list[str] = [] if leading and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    tens, ones = divmod(rest, 10)
    if tens:
        spoken.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    elif ones and spoken:
        spoken.append("linh")
    if ones:
        spoken.append(_ones(ones, tens))
    return " ".join(spoken)


def _ones(ones: int, tens: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 and tens else _DIGITS[ones]


def slug(value: str) -> str:
    """Return an ASCII code made of `value`: `Chi bộ Văn phòng` → `chi-bo-van-phong`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(value)).strip("-")


def listed(names: Sequence[str], shown: int = 5, mark: str = ", ") -> str:
    """Return names joined by `mark`, the first few of many with the number of the others."""
    more = f" và {len(names) - shown} đối tượng khác" if len(names) > shown else ""
    return mark.join(names[:shown]) + more


def nearest(word: str, choices: Iterator[str] | list[str] | tuple[str, ...]) -> str | None:
    """Return the choice most like `word` for "ý bạn là", or None when none is near."""
    import difflib

    folded = {fold(choice): choice for choice in choices}
    found = difflib.get_close_matches(fold(word), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None
