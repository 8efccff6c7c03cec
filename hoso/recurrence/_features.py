"""How a pair of sentences is seen by the scorer. Every feature is symmetric."""

from __future__ import annotations

from hoso.recurrence._analysis import Analysis, Vector

COPIED = 0.6  # from this cosine of syllables on, one sentence looks copied from the other
FEATURES = (
    "doi_tuong_chung",  # cosine of what they are about
    "doi_tuong_manh",  # the same notion, named strongly by both
    "doi_tuong_dau",  # the first notion of each is the same
    "doi_tuong_gan",  # notions only near each other
    "doi_tuong_khac",  # both name notions, none shared or near
    "doi_tuong_thieu",  # at least one names none
    "doi_tuong_du",  # share of the poorer side's notions that the other has
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
)


def dot(one: Vector, other: Vector) -> float:
    """Return the inner product of two sparse vectors."""
    return sum([one[key] * other[key] for key in one.keys() & other.keys()])


# long: one line a feature, in the order of FEATURES
def features(one: Analysis, other: Analysis, areas: tuple[str, str]) -> list[float]:
    """Return the values of FEATURES for two sentences and the fields (or "") chosen for them."""
    about, how = dot(one.objects, other.objects), dot(one.manners, other.manners)
    words, content = dot(one.terms, other.terms), dot(one.content, other.content)
    shared = one.strong & other.strong
    beside = not shared and is_near(one, other)
    lacking = not (one.strong and other.strong)
    foreign = bool(one.strong and other.strong) and not about and not beside
    apart = bool(one.families and other.families) and not one.families & other.families
    return [
        about,
        float(bool(shared)),
        float(bool(one.main) and one.main == other.main),
        float(beside),
        float(foreign),
        float(lacking),
        len(shared) / max(1, min(len(one.strong), len(other.strong))),
        how,
        float(apart),
        about * how,
        about * apart,
        words,
        content,
        content * lacking,
        max(0.0, words - COPIED) / (1 - COPIED),
        words * foreign,
        float(bool(one.actors and other.actors) and not one.actors & other.actors),
        float(bool(areas[0]) and areas[0] == areas[1]),
        float(bool(areas[0] and areas[1]) and areas[0] != areas[1]),
        float(bool(one.numbers & other.numbers)),
    ]


def is_near(one: Analysis, other: Analysis) -> bool:
    """Return whether a notion of one is near a notion of the other."""
    return not one.nearby.isdisjoint(other.strong)
