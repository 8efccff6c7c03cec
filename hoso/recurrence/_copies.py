"""Copied reviews (chép lại): whose text is nearly that of a year before, or somebody else's.

Reviews are compared by runs of five words. Runs that many people use are no sign of copying; they
are told apart as sentences that many use. An index of runs leads to the few pairs worth a look, so
that thousands of reviews need no comparison of all with all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hoso.recurrence._near import key_of, words_of
from hoso.text import WORD, nfc, squeeze

RUN = 5  # words
NEARLY = 0.7  # of a review's own words: from here on it is nearly the other's
SHORTEST = 25  # different runs; less than that is alike by chance
COMMON = 20  # people with the same run of words: more, and it is nobody's own
REPEATED = 5  # people with the same sentence: from here on it is worth showing
PASSAGES, LONG = 3, 8  # passages shown, of so many words at least
_SENTENCE_WORDS = 5
_ONE_IN = 4  # runs by which pairs are found; all runs count when a pair is judged
_HOPEFUL = 0.4  # of the sampled runs: a pair worth judging
_END = re.compile(r"[.;!?…]+\s+|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one person wrote in one review: `key` names the paper, `owner` the person."""

    key: str
    owner: str
    year: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One review that is nearly another: the share of its own words that stand there too, and where."""

    review: Review
    source: Review
    share: float
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One sentence that several people wrote, word for word."""

    words: str
    owners: tuple[str, ...]


@dataclass(slots=True)
class _Words:
    """A review as words with their places, and the runs of them (`runs[i]` starts at word i)."""

    text: str
    places: list[tuple[int, int]]
    runs: list[int]

    def covered(self, among: frozenset[int] | set[int]) -> set[int]:
        """Return the words that lie in a run of `among`."""
        return {
            at + more for at, run in enumerate(self.runs) if run in among for more in range(RUN)
        }


@dataclass
class _Shelf:
    """All reviews as runs of words, and who uses each run."""

    reviews: Sequence[Review]
    words: dict[str, _Words] = field(init=False, default_factory=dict)
    common: set[int] = field(init=False, default_factory=set)
    sampled: dict[int, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Read every review once."""
        numbers: dict[str, int] = {}
        owners: defaultdict[int, set[str]] = defaultdict(set)
        sampled: defaultdict[int, list[str]] = defaultdict(list)
        for review in self.reviews:
            read = self.words[review.key] = _read(review, numbers)
            for run in set(read.runs):
                owners[run].add(review.owner)
                if run % _ONE_IN == 0:
                    sampled[run].append(review.key)
        self.common = {run for run, who in owners.items() if len(who) > COMMON}
        self.sampled = {run: keys for run, keys in sampled.items() if run not in self.common}

    def hopeful(self, key: str) -> Iterator[str]:
        """Yield the reviews that share enough of the sampled runs to be worth judging."""
        mine = [run for run in set(self.words[key].runs) if run in self.sampled]
        shared = Counter(other for run in mine for other in self.sampled[run] if other != key)
        return (other for other, count in shared.items() if count >= _HOPEFUL * len(mine))


def _read(review: Review, numbers: dict[str, int]) -> _Words:
    text = nfc("\n".join(review.paragraphs))
    places = [(match.start(), match.end()) for match in WORD.finditer(text)]
    ids = [
        numbers.setdefault(word, len(numbers) + 1)
        for word in (key_of(text[start:end]) for start, end in places)
    ]
    runs = [hash(run) for run in zip(*(ids[more:] for more in range(RUN)), strict=False)]
    return _Words(text, places, runs)


def copies(wanted: Iterable[Review], others: Iterable[Review]) -> tuple[Copy, ...]:
    """Return the reviews of `wanted` that are nearly one of an earlier year, or of another person.

    `others` are of earlier years. Of each kind the likest source is given: one's own of an earlier
    year, somebody else's of whatever year; the greatest shares come first.
    """
    mine = list(wanted)
    shelf = _Shelf([*mine, *others])
    known = {review.key: review for review in shelf.reviews}
    found = [copy for review in mine for copy in _of(review, shelf, known)]
    return tuple(sorted(found, key=lambda copy: (-copy.share, copy.review.key, copy.source.key)))


def _of(review: Review, shelf: _Shelf, known: Mapping[str, Review]) -> Iterator[Copy]:
    if len(set(shelf.words[review.key].runs)) < SHORTEST:
        return
    best: dict[bool, Copy] = {}
    for key in sorted(shelf.hopeful(review.key)):
        source = known[key]
        own = source.owner == review.owner
        if own and source.year >= review.year:
            continue
        share, passages = _share(shelf, review.key, key)
        if share >= NEARLY and (own not in best or share > best[own].share):
            best[own] = Copy(review=review, source=source, share=share, passages=passages)
    yield from best.values()


def _share(shelf: _Shelf, key: str, other: str) -> tuple[float, tuple[str, ...]]:
    read = shelf.words[key]
    theirs = set(shelf.words[other].runs)
    own = read.covered({run for run in read.runs if run not in shelf.common})
    shared = read.covered(theirs)
    share = len(own & shared) / len(own) if own else 0.0
    return share, _passages(read, sorted(shared))


def _passages(read: _Words, shared: Sequence[int]) -> tuple[str, ...]:
    """Return the longest runs of shared words as they were written."""
    stretches: list[list[int]] = []
    for place in shared:
        if stretches and place == stretches[-1][-1] + 1:
            stretches[-1].append(place)
        else:
            stretches.append([place])
    longest = sorted(stretches, key=lambda one: (-len(one), one[0]))[:PASSAGES]
    return tuple(
        squeeze(read.text[read.places[one[0]][0] : read.places[one[-1]][1]])
        for one in longest
        if len(one) >= LONG
    )


def repeated(reviews: Iterable[Review]) -> tuple[Repeated, ...]:
    """Return the sentences that at least five people wrote word for word, the commonest first."""
    owners: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    wordings: dict[tuple[str, ...], str] = {}
    for review in reviews:
        for sentence in _END.split("\n".join(review.paragraphs)):
            words = tuple(words_of(sentence))
            if len(words) >= _SENTENCE_WORDS:
                owners[words].add(review.owner)
                wordings.setdefault(words, squeeze(sentence).rstrip(".;!?…"))
    found = [
        Repeated(words=wordings[words], owners=tuple(sorted(who)))
        for words, who in owners.items()
        if len(who) >= REPEATED
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.owners), one.words)))
