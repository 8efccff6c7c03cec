"""The features that tell faults of the same thing apart: which side of it fails, and what is conceded.

«Chậm nộp báo cáo» and «báo cáo sơ sài» speak of one thing, but of two faults: one of time, one of
content. And whoever writes «đã nộp đúng hạn nhưng sơ sài» says that the former has not come back.
"""

from __future__ import annotations

from hoso.recurrence._analysis import Analysis
from hoso.recurrence._parts import dot
from hoso.recurrence._shape import Shape

SIDES = (
    ("thoi_gian", frozenset({"thoi_gian"})),
    ("so_luong", frozenset({"so_luong", "nhip"})),
    ("dung_sai", frozenset({"dung_sai"})),
    ("thuc_chat", frozenset({"thuc_chat", "ro_rang", "day_du", "chat_luong"})),
    ("kiem_soat", frozenset({"kiem_soat", "ton_hai", "ket_thuc"})),
    ("thai_do", frozenset({"thai_do", "trach_nhiem", "quan_tam"})),
)
ASPECTS = (
    *(f"{name}_{how}" for name, _ in SIDES for how in ("ca_hai", "mot_ben")),  # times likeness
    "khia_canh_chung",  # share of the sides that both name
    "khia_canh_vat",  # … times how alike the things are
    "nhuong_trung",  # how much of what one concedes the other names
    "nhuong_mot",  # one concedes something
    "nhuong_hai",  # both do
    "loi_loi",  # where one concedes: cosine of what is not conceded
    "loi_chua",  # … weight of the shared words in the lighter of what is not conceded
)


def aspects(one: Analysis, other: Analysis, alike: float) -> tuple[float, ...]:
    """Return the values of ASPECTS; `alike` is how alike the things are that they speak of (0…1)."""
    mine, theirs = one.failing.families, other.failing.families
    sides = [(not group.isdisjoint(mine), not group.isdisjoint(theirs)) for _, group in SIDES]
    both = sum(first and second for first, second in sides)
    shared = both / (sum(first or second for first, second in sides) or 1)
    values: list[float] = []
    for first, second in sides:
        values += [alike * (first and second), alike * (first != second)]
    return (*values, shared, shared * alike, *_conceding(one.shape, other.shape))


def _conceding(mine: Shape, theirs: Shape) -> tuple[float, ...]:
    given = bool(mine.conceded), bool(theirs.conceded)
    if not any(given):
        return 0.0, 0.0, 0.0, 0.0, 0.0
    lighter = min(_mass(mine), _mass(theirs))
    shared = (mine.rarities.keys() - mine.conceded) & (theirs.rarities.keys() - theirs.conceded)
    return (
        max(_named(mine, theirs), _named(theirs, mine)),
        float(given[0] != given[1]),
        float(all(given)),
        dot(mine.blamed, theirs.blamed),
        sum([mine.rarities[word] for word in shared]) / (lighter or 1),
    )


def _named(mine: Shape, theirs: Shape) -> float:
    whole = sum([mine.rarities[word] for word in mine.conceded])
    shared = mine.conceded & theirs.rarities.keys()
    return sum([mine.rarities[word] for word in shared]) / (whole or 1)


def _mass(one: Shape) -> float:
    return one.mass - sum([one.rarities[word] for word in one.conceded])
