"""The figures that a summary of ratings holds, and the many ways in which papers call them.

The rows are those of the summaries that provinces publish: who is exempt, waiting, new or rated; the
four levels, of which the highest is counted within "tốt" or beside it; why members failed; the forms
of discipline (QĐ 132-QĐ/TW and HD 21-HD/BTCTW; QĐ 366-QĐ/TW, Điều 11).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from hoso import text


class Item(StrEnum):
    """Chỉ tiêu: one figure of a summary, named as in the JSON of `stats check`."""

    TOTAL = "tong_so"
    EXEMPT = "mien"
    WAITING = "chua_danh_gia"
    NEW = "moi_ket_nap"
    RATED = "duoc_danh_gia"
    EXCELLENT = "htxs"
    GOOD = "htt"
    DONE = "htn"
    FAILED = "khtn"
    DISCIPLINED = "ky_luat"
    CIVIL = "ccvc"
    TARGETS = "duoi_50"
    REPRIMANDED = "khien_trach"
    WARNED = "canh_cao"
    DISMISSED = "cach_chuc"
    EXPELLED = "khai_tru"
    GOOD_UP = "htt_tro_len"
    DONE_UP = "htn_tro_len"


NAMES: Mapping[Item, str] = MappingProxyType(
    {
        Item.TOTAL: "tổng số",
        Item.EXEMPT: "miễn, không đánh giá",
        Item.WAITING: "chưa đánh giá",
        Item.NEW: "mới, không phải đánh giá",
        Item.RATED: "được đánh giá",
        Item.EXCELLENT: "hoàn thành xuất sắc",
        Item.GOOD: "hoàn thành tốt",
        Item.DONE: "hoàn thành nhiệm vụ",
        Item.FAILED: "không hoàn thành",
        Item.DISCIPLINED: "bị kỷ luật",
        Item.CIVIL: "CCVC xếp loại không hoàn thành",
        Item.TARGETS: "dưới 50% chỉ tiêu",
        Item.REPRIMANDED: "khiển trách",
        Item.WARNED: "cảnh cáo",
        Item.DISMISSED: "cách chức",
        Item.EXPELLED: "khai trừ",
        Item.GOOD_UP: "hoàn thành tốt trở lên",
        Item.DONE_UP: "hoàn thành nhiệm vụ trở lên",
    }
)
LEVELS = (Item.EXCELLENT, Item.GOOD, Item.DONE, Item.FAILED)
REASONS = (Item.DISCIPLINED, Item.CIVIL, Item.TARGETS)
FORMS = (Item.REPRIMANDED, Item.WARNED, Item.DISMISSED, Item.EXPELLED)

_RATING = r"(?:danh gia|xep loai|phan loai|kiem diem)"
_RATINGS = rf"{_RATING}(?:(?:,| va|, va)? {_RATING})*(?: chat luong)?"
_FAIL = r"khong (?:hoan thanh|ht)(?: nhiem vu)?"
_STAFF = r"(?:can bo, ?)?(?:cong chuc|vien chuc|cbccvc|ccvc)"
_PENALTY = r"(?:bi )?(?:thi hanh |xu ly )?ky luat"
_GOALS = r"(?:(?: so)?(?: chi tieu| nhiem vu)(?:,| va)?)+"
# In folded letters; of those that begin at one place the first counts.
_WORDINGS: tuple[tuple[Item, str], ...] = (
    (Item.DISCIPLINED, rf"{_FAIL} (?:do|vi) {_PENALTY}|{_PENALTY}[^.,;:()\d]{{0,40}}{_FAIL}"),
    (Item.CIVIL, rf"(?:{_FAIL}|khtn?v?) (?:do|vi)[^.;:()\d]{{0,30}}{_STAFF}"),
    (Item.CIVIL, rf"(?:la )?{_STAFF}[^.;:()\d]{{0,60}}?(?:{_FAIL}|\bkhtn?v?\b)"),
    (
        Item.TARGETS,
        rf"(?:(?:{_FAIL}|khtn?v?) (?:do|vi) )?(?:chi )?(?:(?:hoan thanh|dat) duoi 50 ?%?{_GOALS}?"
        rf"|duoi 50 ?%?{_GOALS})",
    ),
    (Item.TARGETS, rf"(?:{_FAIL}|khtn?v?) (?:do|vi) duoi 50 ?%?"),
    (Item.FAILED, rf"{_FAIL}|chua hoan thanh(?: nhiem vu)?|\bkhtn?v?\b|yeu kem|vi pham tu cach"),
    (Item.GOOD_UP, r"(?:(?:hoan thanh|ht) )?tot(?: nhiem vu)? tro len|\bhttn?v? tro len"),
    (
        Item.EXCELLENT,
        r"(?:hoan thanh|ht|muc|xep loai|loai) xuat sac(?: nhiem vu)?|\bhtxs(?:nv)?\b|\bxs\b|\btsvm\b"
        r"|trong sach,? vung manh(?! tieu bieu)",
    ),
    (Item.GOOD, r"(?:hoan thanh|\bht) tot(?: nhiem vu)?|\bhttn?v?\b"),
    (Item.DONE_UP, r"hoan thanh nhiem vu tro len|\bhtnv? tro len"),
    (Item.DONE, r"(?:hoan thanh|\bht) nhiem vu|\bhtnv?\b"),
    (Item.REPRIMANDED, "khien trach"),
    (Item.WARNED, "canh cao"),
    (Item.DISMISSED, "cach chuc"),
    (Item.EXPELLED, "khai tru"),
    (Item.DISCIPLINED, _PENALTY),
    (Item.EXEMPT, rf"(?:duoc )?mien(?: {_RATINGS}| sinh hoat(?: dang)?| cong tac)|duoc mien\b"),
    (
        Item.NEW,
        r"moi (?:duoc )?(?:ket nap|thanh lap|vao dang)(?: dang)?"
        rf"(?:[^.;:\d]{{0,40}}?(?:khong|chua) (?:phai |thuoc dien |duoc )?{_RATINGS})?",
    ),
    (Item.WAITING, rf"chua (?:duoc |phai |thuc hien |tham gia )?{_RATINGS}"),
    (Item.EXEMPT, rf"khong (?:duoc |phai |thuoc dien |thuc hien |tham gia |dua vao )?{_RATINGS}"),
    (Item.RATED, rf"(?:da duoc|duoc|da|so|viec|thuc hien|tham gia|dua vao) {_RATINGS}"),
    (Item.TOTAL, r"tong so|tong cong"),
)
_FINDER = re.compile("|".join(f"(?P<w{n}>{words})" for n, (_, words) in enumerate(_WORDINGS)))
# Short headings that mean a figure only when nothing else stands there.
_ALONE: Mapping[str, Item] = MappingProxyType(
    {
        "xuat sac": Item.EXCELLENT,
        "dang vien xuat sac": Item.EXCELLENT,
        "tot": Item.GOOD,
        "ht": Item.DONE,
        "hoan thanh": Item.DONE,
        "mien": Item.EXEMPT,
        "mien dg": Item.EXEMPT,
        "chua": Item.WAITING,
        "chua dg": Item.WAITING,
        "moi": Item.NEW,
        "danh gia": Item.RATED,
        "duoi 50": Item.TARGETS,
        "duoi 50%": Item.TARGETS,
        "ccvc": Item.CIVIL,
        "cbccvc": Item.CIVIL,
        "cong": Item.TOTAL,
        "tong": Item.TOTAL,
        "tong dang vien": Item.TOTAL,
        "tong to chuc dang": Item.TOTAL,
    }
)
_WRITTEN_OUT: Mapping[str, str] = MappingProxyType(
    {
        "dv": "dang vien",
        "dg": "danh gia",
        "xl": "xep loai",
        "dgxl": "danh gia xep loai",
        "tcd": "to chuc dang",
        "tccs": "to chuc co so",
        "nv": "nhiem vu",
        "kn": "ket nap",
        "kl": "ky luat",
        "xs": "xuat sac",
        "d/c": "dong chi",
    }
)
_SHORT = re.compile(rf"\b(?:{'|'.join(sorted(_WRITTEN_OUT, key=len, reverse=True))})\b")
_BETWEEN = re.compile(r"\s*(?:[/÷]|(?:tren|trong(?: tong)? so|trong|so voi|cua|chia(?: cho)?)\b).*")
_WITH_EXCELLENT = re.compile(r"\([^)]*\b(?:gom|ke ca|tinh ca|co ca|ca)\b[^)]*xuat sac[^)]*\)")
_FILLER = re.compile(
    r"\b(?:ty le|ti le|tl|so luong|so|sl|cac|nhung|dang vien|to chuc co so dang|to chuc dang|tccsd|"
    r"dang bo|chi bo|tap the|ca nhan|dong chi|duoc|bi|muc|xep loai|danh gia|phan loai|chat luong|"
    r"nhiem vu|hoan thanh|chiem|dat|la|cua|trong|do|o|va|trong nam|gom|tong|tren|cap huyen)\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text names a figure; places are those of the folded letters."""

    item: Item
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """Nhãn as understood: of which figure, of which base it says it is a share, what else it says.

    `plain` is whether nothing in it could mean a part of the figure only, or another year's.
    """

    item: Item | None
    base: Item | None = None
    plain: bool = False


def unlike(item: Item, seen: Container[Item]) -> Item:
    """Return what a row means where `miễn` and `chưa` were said already: the other of the two.

    Papers call `không đánh giá` now those exempt, now those who are waiting; both are parts of the
    total alike.
    """
    other = {Item.EXEMPT: Item.WAITING, Item.WAITING: Item.EXEMPT}.get(item)
    return other if other is not None and item in seen and other not in seen else item


def aligned(value: str) -> str:
    """Return `value`, which is in NFC, folded letter by letter, so that places stay the same."""
    return "".join(one if len(one) == 1 else " " for one in map(text.fold, value))


def hits(folded: str) -> list[Hit]:
    """Return where a folded text names figures, in reading order, none over another."""
    found = [
        Hit(_WORDINGS[int((one.lastgroup or "w0")[1:])][0], one.start(), one.end())
        for one in _FINDER.finditer(folded)
    ]
    return list(_specific(found, folded))


def _specific(found: list[Hit], folded: str) -> Iterator[Hit]:
    """Yield the hits without `tổng số` or `được đánh giá` that only lead up to the next one."""
    for one, after in pairwise([*found, None]):
        if one is None:
            continue
        if after is not None and one.item in {Item.TOTAL, Item.RATED}:
            gap = folded[one.end : after.start]
            if len(gap) < 40 and not re.search(r"[\d.;:()]", gap) and not _BETWEEN.fullmatch(gap):
                continue
        yield one


def _full(label: str) -> str:
    """Return a label in folded letters, with what headings abbreviate written out."""
    folded = re.sub(r"[\s_*+–-]+", " ", text.fold(text.squeeze(label))).strip(" .:;%")
    return _SHORT.sub(lambda one: _WRITTEN_OUT[one[0]], folded)


@lru_cache(maxsize=4096)
def read(label: str) -> Label:
    """Return what a heading, a row's label or the label of a share means."""
    folded = _full(label)
    outside = text.squeeze(re.sub(r"\([^)]*\)", " ", folded)).strip(" .:;%") or folded
    if (alone := _ALONE.get(outside)) is not None:
        return Label(alone, plain=True)
    found = hits(outside) or hits(folded)
    if _WITH_EXCELLENT.search(folded) and [one.item for one in found] == [Item.GOOD]:
        return Label(Item.GOOD_UP, plain=True)
    if not found:
        return Label(None)
    first, *others = found
    if not others:
        vague = first.item is Item.EXEMPT and "khong" in outside  # or not yet: papers differ
        return Label(first.item, plain=not vague and _says_no_more(outside, found))
    second = others[0]
    if len(others) == 1 and _BETWEEN.fullmatch(outside[first.end : second.start]):
        return Label(first.item, second.item, plain=_says_no_more(outside, found))
    return Label(None)


def _says_no_more(folded: str, found: list[Hit]) -> bool:
    rest = folded
    for one in reversed(found):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return says_no_more(rest)


def says_no_more(folded: str) -> bool:
    """Return whether what is left of a label adds nothing to what is counted."""
    return not re.search(r"\w", _FILLER.sub(" ", folded))
