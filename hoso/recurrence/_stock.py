"""Stock phrases (câu mẫu) that say nothing one could remedy: data, with the reason beside each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hoso.recurrence._near import Sentences, key_of, words_of
from hoso.text import WORD, nfc, squeeze

MANY = 3  # other subjects with nearly the same sentence: it is then nobody's own
YEARS = 2  # earlier years in which the subject wrote nearly the same sentence
_MOST_OF = 0.5  # of a sentence's words: the rest is «bản thân», «đôi khi», «trong công việc»


@dataclass(frozen=True, slots=True)
class Stock:
    """One stock phrase as found: its wording here, and why it says nothing."""

    words: str
    why: str


def stock_in(text: str) -> tuple[Stock, ...]:
    """Return the stock phrases in a text, in their order; a longer one hides those inside it."""
    return tuple(Stock(words, why) for words, why, _ in _found(nfc(text)))


def stock_reason(text: str) -> str:
    """Return why a sentence is hardly more than a stock phrase, "" when it says something."""
    found = [*_found(nfc(text))]
    share = sum(count for _, _, count in found) / max(1, len(WORD.findall(text)))
    return found[0][1] if found and share >= _MOST_OF else ""


def stock_reasons(
    wanted: Mapping[str, tuple[str, str, int]], pool: Mapping[str, tuple[str, str, int]]
) -> dict[str, str]:
    """Return why the sentences of `wanted` that are stock ones are so, by their keys.

    Values are (whose, sentence, year). A sentence is stock when it is a listed phrase, when its
    subject wrote it nearly word for word in two earlier years, or three others wrote it that year.
    """
    sentences = Sentences({key: text for key, (_, text, _) in pool.items()})
    found = {}
    for key, (owner, text, year) in wanted.items():
        near = [pool[other] for other in sentences.near(text)]
        years = {when for whose, _, when in near if whose == owner and when < year}
        others = {whose for whose, _, when in near if whose != owner and when == year}
        if why := _why(text, sorted(years), len(others)):
            found[key] = why
    return found


def _why(text: str, years: Sequence[int], others: int) -> str:
    if why := stock_reason(text):
        return why
    if len(years) >= YEARS:
        return f"gần như nguyên văn câu của các năm {', '.join(map(str, years))}"
    return f"gần như nguyên văn câu của {others} nơi khác trong năm" if others >= MANY else ""


def _found(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield (wording here, reason, number of words) of each stock phrase of a text."""
    places = [(match.start(), match.end()) for match in WORD.finditer(text)]
    words = [key_of(text[start:end]) for start, end in places]
    phrases = _phrases()
    longest = max(map(len, phrases))
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            if why := phrases.get(tuple(words[at : at + size])):
                yield squeeze(text[places[at][0] : places[at + size - 1][1]]), why, size
                at += size - 1
                break
        at += 1


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    """Return the listed phrases as words, each with its reason."""
    raw = tomllib.loads((files("hoso.recurrence") / "cau_mau.toml").read_text(encoding="utf-8"))
    return {
        tuple(words_of(wording)): row["ly_do"]
        for row in raw["cau"]
        for wording in row["cau"].split(";")
    }
