"""Figures in running text: counts, percentages, changes, «không»; dates and numbers of papers are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from hoso import text
from hoso.proofing._items import Hit, Item, aligned, hits
from hoso.proofing._printed import count
from hoso.proofing._subjects import Mention, mentions


class Kind(Enum):
    """What a figure is: a count, a share in percent, a change against another year, anything else."""

    COUNT = auto()
    PERCENT = auto()
    CHANGE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Con số in a sentence: where, as printed, and its value where it is a count.

    `whole` is the second figure of `21/21`; `words` the number read aloud that is printed beside it.
    """

    kind: Kind
    start: int
    end: int
    said: str
    value: int | None = None
    whole: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Câu with its figures, names of figures and of topics; places are letters of `said`."""

    said: str
    folded: str
    figures: tuple[Figure, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]


_DATES: Final = (
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b",
    r"\bngày \d{1,2}(?:\s?[/-]\s?\d{1,2}| tháng \d{1,2})?(?:\s?[/-]\s?\d{4}| năm \d{4})?",
    r"\btháng \d{1,2}(?:\s?[/-]\s?\d{4}| năm \d{4})?",
    r"\bnăm (?:19|20)\d\d(?:(?:\s?[,–-]\s?| và | đến )(?:năm )?(?:19|20)\d\d)*",
    r"\b(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d\b",
    r"\b\d{1,2}:\d{2}(?::\d{2})?\b",
    r"\b\d{1,2}/\d{1,2}(?=\s*(?:hằng năm|hàng năm))",
    r"\b(?:trước|sau|đến|từ) (?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?\b",
    r"\b\d{1,2} tháng [^\W\d_]+(?: [^\W\d_]+)? \d{4}\b",
)
_SPANS: Final = r"\b\d+ (?:năm|tháng|ngày|tuần|giờ|phút|nhiệm kỳ|khóa)\b(?! \d)"
_PAPER: Final = (
    r"(?:quy định|hướng dẫn|quyết định|nghị quyết|chỉ thị|kết luận|kế hoạch|công văn|thông báo|"
    r"báo cáo|nghị định|thông tư|tờ trình|chương trình|thông tri|luật|công điện|đề án)"
)
_PAPERS: Final = (
    r"\b\d+/\d{4}/[\wđ-]+",
    r"\b\d+\s?[-/]\s?[a-zđ]{2,}[\wđ]*(?:[/-][a-zđ]+)*",
    rf"\b{_PAPER}(?: (?:trung ương|liên tịch|số|của|mới)){{0,3}} \d+\b",
    r"\bquý (?:\d|[ivx]+)(?:\s?/\s?\d{4}| năm \d{4})?",
    r"\b(?:điều|khoản|điểm|chương|phụ lục|biểu|mẫu|bước|quý|trang|khóa|kỳ họp|hội nghị lần thứ|"
    r"lần thứ|thứ|mục|phần|hình|bảng|số điện thoại|đt|fax)\.? (?:số )?\d+\b",
)
_MARKS: Final = (r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]\s", r"\(\d{1,2}\)(?=\s)")
_MASK: Final = re.compile("|".join((*_DATES, *_PAPERS, _SPANS, *_MARKS)))
_WHOLE: Final = r"\d{1,3}(?:[.,]\d{3})+(?![\d%]|[.,]\d)|\d+(?!\d|[.,]\d)"
_DECIMAL: Final = r"\d+(?:[.,]\d+)?"
_MANNER: Final = (
    r"(?:gần|hơn|trên|dưới|khoảng|quá|vượt|chưa đến|ít nhất|tối thiểu|tối đa|không quá|không dưới|"
    r"xấp xỉ|từ) "
)
_OUT_OF: Final = r" (?:trong tổng số|trên tổng số|trong số|trên) "
_ROUGHLY: Final = re.compile(r"(?:gần|hơn|trên|dưới|khoảng|quá|ngót|chừng|ước|xấp xỉ)\s+$")
_WORDED: Final = r"(?:{0})(?: (?:{0})){{0,14}}".format(
    "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|linh|lẻ|nghìn|ngàn|triệu"
)
_COUNTED: Final = r"(?:đồng chí|đảng viên|tổ chức|tccsđ|chi bộ|đảng bộ|đảng ủy|tập thể|cá nhân|cán bộ|đơn vị|người)"
_TOKENS: Final = re.compile(
    "|".join(
        (
            rf"(?P<percent>(?:{_MANNER})?(?:{_DECIMAL}\s?%?\s?[–-]\s?)?{_DECIMAL}\s?(?:%|phần trăm)"
            r"(?: trở lên| trở xuống)?)",
            rf"(?P<ratio>(?:{_WHOLE})(?:\s?/\s?|{_OUT_OF})(?:{_WHOLE}))",
            rf"(?P<whole>(?<![^\W\d_])(?:{_WHOLE}))",
            r"(?P<other>(?<!\w)\d[\d.,]*\d)",
            r"(?P<none>(?<=: )không(?=\s*(?:[.;,)]|$))|(?<=là )không(?=\s*(?:[.;,)]|$))|không có"
            rf"|không(?= {_COUNTED}[^.,;:]{{0,40}} nào\b))",
            rf"(?P<words>\b{_WORDED}(?= {_COUNTED}))",
        )
    )
)
_CHANGE: Final = re.compile(r"\b(?:tăng|giảm|nhiều hơn|ít hơn)(?: thêm| đi| so với)?\s+$")
_BESIDE: Final = re.compile(r"\s?\(([^\W\d_]+(?: [^\W\d_]+)*)\)")
_LONGEST: Final = 3_000  # letters of a sentence
_SPLIT: Final = re.compile(r"(?<=[.!?;])\s+(?=[^\s])|\n+")
_SHORT: Final = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])\.$|\b(?:tp|tx|tt|đ/c|ths|ts|gs|pgs|bs|q|p|v\.v)\.$"
)


def sentences(paragraph: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, each with what it names."""
    for said in _split(text.squeeze(paragraph)):
        folded = aligned(said)
        found = tuple(_figures(said))
        inside = [one for one in hits(folded) if not _over(one, found) or one.item is Item.TARGETS]
        spans = [one for one in inside if one.item is Item.TARGETS]
        kept = tuple(one for one in found if not any(s.start <= one.start < s.end for s in spans))
        yield Sentence(said, folded, kept, tuple(inside), tuple(mentions(folded)))


def _over(hit: Hit, figures: tuple[Figure, ...]) -> bool:
    """Return whether a name of a figure runs over a figure, and so names nothing."""
    return any(hit.start < one.start < hit.end for one in figures if one.value != 0)


def _split(said: str) -> Iterator[str]:
    start = 0
    for cut in _SPLIT.finditer(said):
        if _SHORT.search(said[start : cut.start()].lower()):
            continue
        yield from _pieces(said[start : cut.start()])
        start = cut.end()
    yield from _pieces(said[start:])


def _pieces(said: str) -> Iterator[str]:
    """Yield a sentence in pieces that a page could hold; no sentence that people write is cut."""
    for start in range(0, len(said), _LONGEST):
        yield said[start : start + _LONGEST]


def _figures(said: str) -> Iterator[Figure]:
    low = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in said)
    masked = _MASK.sub(lambda one: " " * len(one[0]), low)
    for one in _TOKENS.finditer(masked):
        kind = one.lastgroup or ""
        start, end, words = one.start(), one.end(), said[one.start() : one.end()].strip()
        if kind == "percent":
            kind_of = Kind.CHANGE if _CHANGE.search(low[:start]) else Kind.PERCENT
            yield Figure(kind=kind_of, start=start, end=end, said=words)
        elif kind == "none":
            yield Figure(kind=Kind.COUNT, start=start, end=end, said=words, value=0)
        elif kind == "words":
            yield from _spoken(low, start, end, words)
        elif kind == "other" or _ROUGHLY.search(low[:start]):
            yield Figure(kind=Kind.OTHER, start=start, end=end, said=words)
        else:
            yield _count(low, start, end, words)


def _spoken(low: str, start: int, end: int, words: str) -> Iterator[Figure]:
    """Yield a number in words, unless a year, a place in a list or an article is meant."""
    value = text.from_words(words)
    around = low[:start].rstrip().rpartition(" ")[2]
    if value is None or around in _NO_NUMBER_AFTER or (words.lower() == "không"):
        return
    yield Figure(kind=Kind.COUNT, start=start, end=end, said=words, value=value)


_NO_NUMBER_AFTER: Final = frozenset(
    {"trong", "hằng", "hàng", "mỗi", "từng", "cả", "đầu", "cuối", "thứ"}
)


def _count(low: str, start: int, end: int, words: str) -> Figure:
    part, _, whole = re.sub(_OUT_OF, "/", words.lower()).partition("/")
    beside = _BESIDE.match(low[end:])
    spoken = beside[1] if beside and text.from_words(beside[1]) is not None else ""
    kind = Kind.CHANGE if _CHANGE.search(low[:start]) else Kind.COUNT
    return Figure(
        kind=kind,
        start=start,
        end=end + (beside.end() if beside and spoken else 0),
        said=words,
        value=count(part.strip()),
        whole=count(whole.strip()) if whole else None,
        words=spoken,
    )
