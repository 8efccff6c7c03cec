"""The features that compare two sentences part by part."""

from __future__ import annotations

import math

from hoso.recurrence._analysis import Analysis
from hoso.recurrence._lexicon import Vector
from hoso.recurrence._shape import Shape

PARTS = (
    "am_tiet",  # cosine of single syllables
    "dau_dau",  # cosine of what they speak of first
    "dau_nhieu",  # the first part of one in the whole other, the better way round
    "dau_it",  # … the worse way round
    "hong_hong",  # cosine of what they say of it
    "hong_nhieu",
    "hong_it",
    "ve_dau",  # cosine of the first clauses
    "phan_sau",  # cosine of the rest
    "ba_tu",  # share of three words in a row
    "hai_tu",  # share of two words in a row
    "con_so",  # shared figures, years apart
    "phan_con_so",  # their share
    "chua_nhau",  # weight of shared words in the lighter sentence
    "chua_nhau_dai",  # … in the heavier one
    "giao_hop",  # … in both together
    "dai_ngan",  # the shorter against the longer
    "mo_dau",  # the same first words
    "phan_la",  # weight of the words in the first clauses that the other lacks
    "thay_tu",  # the same wording, but each has words that the other lacks
    "kieu_dau_cung",  # the first manners are of one family
    "kieu_dau_khac",  # … of two
)


REPLACED = 6.0  # weight of about two words


def dot(one: Vector, other: Vector) -> float:
    """Return the inner product of two sparse vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum([value * other[key] for key, value in one.items() if key in other])


def parts(one: Analysis, other: Analysis) -> tuple[float, ...]:
    """Return the values of PARTS."""
    mine, theirs = one.shape, other.shape
    heads = dot(mine.head, other.wording.terms), dot(theirs.head, one.wording.terms)
    fails = dot(mine.failing, other.wording.terms), dot(theirs.failing, one.wording.terms)
    return (
        dot(mine.single, theirs.single),
        dot(mine.head, theirs.head),
        max(heads),
        min(heads),
        dot(mine.failing, theirs.failing),
        max(fails),
        min(fails),
        dot(mine.clause, theirs.clause),
        dot(mine.rest, theirs.rest),
        _share(mine.triples, theirs.triples),
        _share(one.wording.pairs, other.wording.pairs),
        *_figures(mine, theirs),
        *_overlap(mine, theirs),
        _lengths(len(one.wording.words), len(other.wording.words)),
        float(mine.opening == theirs.opening),
        *_foreign(mine, theirs),
        *_first_manners(one, other),
    )


def _share(mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def _figures(mine: Shape, theirs: Shape) -> tuple[float, float]:
    shared = len(mine.figures & theirs.figures)
    if not shared:
        return 0.0, 0.0
    return float(shared), shared / min(len(mine.figures), len(theirs.figures))


def _overlap(mine: Shape, theirs: Shape) -> tuple[float, float, float]:
    weights = mine.rarities
    shared = sum([weights[word] for word in weights.keys() & theirs.rarities.keys()])
    lighter, heavier = sorted((mine.mass, theirs.mass))
    return (
        shared / (lighter or 1),
        shared / (heavier or 1),
        shared / (lighter + heavier - shared or 1),
    )


def _lengths(one: int, other: int) -> float:
    return min(one, other) / (max(one, other) or 1)


def _foreign(mine: Shape, theirs: Shape) -> tuple[float, float]:
    lacking = _lacking(mine, theirs), _lacking(theirs, mine)
    framed = _share(mine.triples, theirs.triples)
    return math.log1p(sum(lacking)), framed * min(1.0, min(lacking) / REPLACED)


def _lacking(mine: Shape, theirs: Shape) -> float:
    """Return the weight of the words, figures apart, of my first clause that the other lacks."""
    words = mine.clause_words - theirs.rarities.keys()
    return sum([mine.rarities[word] for word in words if not word[0].isdigit()])


def _first_manners(one: Analysis, other: Analysis) -> tuple[float, float]:
    if not (one.failing.first and other.failing.first):
        return 0.0, 0.0
    same = one.failing.first == other.failing.first
    return float(same), float(not same)
