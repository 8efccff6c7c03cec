"""How a pair of sentences is seen by the scorer: notions, words, parts. Every feature is symmetric."""

from __future__ import annotations

from hoso.recurrence._analysis import About, Analysis, Failing
from hoso.recurrence._aspects import ASPECTS, aspects
from hoso.recurrence._parts import PARTS, dot, parts

COPIED = 0.6  # from this cosine of syllables on, one sentence looks copied from the other
FEATURES = (
    "doi_tuong_chung",  # cosine of what they are about
    "doi_tuong_manh",  # the same notion, named strongly by both
    "doi_tuong_dau",  # the first notion of each is the same
    "doi_tuong_dau_cheo",  # the first notion of one is named by the other
    "doi_tuong_gan",  # notions only near each other
    "doi_tuong_khac",  # both name notions, none shared or near
    "doi_tuong_thieu",  # at least one names none
    "doi_tuong_du",  # share of the poorer side's notions that the other has
    "goi_y_chung",  # cosine of the notions that the words hint at
    "goi_y_cheo",  # what one names is what the words of the other hint at
    "goi_y_thieu",  # hints alike where a sentence names no notion
    "goi_y_khac",  # hints alike although different notions are named
    "kieu_chung",  # cosine of how it fails
    "kieu_khac_ho",  # both say how, no family shared
    "cung_ca_hai",  # about the same thing and failing in the same way
    "cung_khac_kieu",  # about the same thing, failing otherwise
    "tu_chung",  # cosine of syllables and their pairs
    "tu_noi_dung",  # cosine of meaningful words, synonyms made one
    "tu_noi_dung_thieu",  # the same where a sentence names no notion: words are all there is
    "chep_lai",  # nearly the same sentence: 0 below COPIED, 1 when equal
    "tu_chung_khac",  # shared words although about something else
    "chu_the_khac",  # both name who, nobody shared
    "linh_vuc_cung",  # a person chose the same field
    "linh_vuc_khac",  # a person chose different fields
    "so_chung",  # a shared number
    "chi_tiet_chung",  # cosine of what precisely they are about
    "chi_tiet_dau",  # the first detail of each is the same
    "chi_tiet_khac",  # both name details, none shared
    "chi_tiet_thieu",  # at least one names none
    "chi_tiet_du",  # share of the poorer side's details that the other has
    "loi_chung",  # cosine of what fails how
    "loi_khac_kieu",  # details alike, first manners not
    *PARTS,
    *ASPECTS,
)


def features(one: Analysis, other: Analysis, areas: tuple[str, str]) -> list[float]:
    """Return the values of FEATURES for two sentences and the fields (or "") chosen for them."""
    about = dot(one.about.objects, other.about.objects)
    lacking = not (one.about.strong and other.about.strong)
    foreign = not (lacking or about or is_near(one, other))
    return [
        *_subject(one.about, other.about, about, foreign=foreign, lacking=lacking),
        *_hints(one.about, other.about, foreign=foreign, lacking=lacking),
        *_manner(one.failing, other.failing, about),
        *_words(one, other, foreign=foreign, lacking=lacking),
        *_circumstances(one, other, areas),
        *(details := _details(one, other)),
        *parts(one, other),
        *aspects(one, other, max(about, details[0])),
    ]


def _subject(
    one: About, other: About, about: float, *, foreign: bool, lacking: bool
) -> tuple[float, ...]:
    shared = one.strong & other.strong
    return (
        about,
        float(bool(shared)),
        float(bool(one.main) and one.main == other.main),
        float(one.main in other.strong or other.main in one.strong),
        float(not shared and _near(one, other)),
        float(foreign),
        float(lacking),
        len(shared) / max(1, min(len(one.strong), len(other.strong))),
    )


def _hints(one: About, other: About, *, foreign: bool, lacking: bool) -> tuple[float, ...]:
    alike = dot(one.hinted, other.hinted)
    across = (dot(one.objects, other.hinted) + dot(one.hinted, other.objects)) / 2
    return alike, across, alike * lacking, alike * foreign


def _manner(one: Failing, other: Failing, about: float) -> tuple[float, ...]:
    how = dot(one.manners, other.manners)
    apart = bool(one.families and other.families) and not one.families & other.families
    return how, float(apart), about * how, about * apart


def _details(one: Analysis, other: Analysis) -> tuple[float, ...]:
    mine, theirs = one.details, other.details
    alike = dot(mine.notions, theirs.notions)
    both = bool(mine.notions and theirs.notions)
    shared = len(mine.notions.keys() & theirs.notions.keys())
    manners = one.failing.first, other.failing.first
    apart = all(manners) and manners[0] != manners[1]
    return (
        alike,
        float(both and mine.first == theirs.first),
        float(both and not shared),
        float(not both),
        shared / (min(len(mine.notions), len(theirs.notions)) or 1),
        dot(mine.faults, theirs.faults),
        alike * apart,
    )


def _words(one: Analysis, other: Analysis, *, foreign: bool, lacking: bool) -> tuple[float, ...]:
    words = dot(one.wording.terms, other.wording.terms)
    content = dot(one.wording.content, other.wording.content)
    copied = max(0.0, words - COPIED) / (1 - COPIED)
    return words, content, content * lacking, copied, words * foreign


def _circumstances(one: Analysis, other: Analysis, areas: tuple[str, str]) -> tuple[float, ...]:
    mine, theirs = one.wording, other.wording
    return (
        float(bool(mine.actors and theirs.actors) and not mine.actors & theirs.actors),
        float(bool(areas[0]) and areas[0] == areas[1]),
        float(bool(areas[0] and areas[1]) and areas[0] != areas[1]),
        float(bool(mine.numbers & theirs.numbers)),
    )


def is_near(one: Analysis, other: Analysis) -> bool:
    """Return whether a notion of one is near a notion of the other."""
    return _near(one.about, other.about)


def _near(one: About, other: About) -> bool:
    return not one.nearby.isdisjoint(other.strong)
