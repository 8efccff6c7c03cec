"""The words by which the parts of a review are headed, in the regimes of 2014 to 2025 and around them.

Headings are matched without marks and numbering; a line is a heading when it looks like one, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hoso import text
from hoso.services.importing._cues import has_cue
from hoso.services.importing._marks import Mark, bare, mark_of


class Part(StrEnum):
    """Phần của một bản kiểm điểm."""

    FAULTS = "han_che"
    CAUSES = "nguyen_nhan"
    REMEDIED = "ket_qua_khac_phuc"
    MEASURES = "bien_phap"
    BLAME = "trach_nhiem"
    STRENGTHS = "uu_diem"
    OTHER = "khac"
    END = "ket_thuc"


_LEAD = r"(?:(?:ve|viec|phan|noi dung|nhung|cac|mot so|con|mat|danh gia|cu the|chi tiet)\s+)*"
_FAULT = (
    r"(?:ton tai|han che|khuyet diem|yeu kem|nhuoc diem|thieu sot|khuyet, nhuoc diem|tu phe binh"
    r"|mat chua (?:lam )?duoc|viec chua (?:lam|thuc hien) duoc|dieu chua lam duoc"
    r"|noi dung chua (?:lam|thuc hien|hoan thanh)(?: duoc)?|diem (?:con )?(?:han che|ton tai)"
    r"|kho khan, (?:ton tai|han che))"
)
_REMEDY = r"(?:khac phuc|sua chua|giai quyet|chan chinh)"
_STARTS: Final = tuple(
    (part, re.compile(_LEAD + pattern))
    for part, pattern in (
        (Part.END, r"(?:noi nhan\b|nguoi (?:tu )?(?:kiem diem|viet|bao cao)\b|ky ten\b|xac nhan cua\b"
                   r"|t/m\b|tm\.? ?(?:chi|dang|ban|cap|bch|btv)|bi thu\s*$|y kien (?:nhan xet|cua chi)"
                   r"|nhan xet,? (?:danh gia )?(?:cua|va)|chi bo (?:nhan xet|de xuat)|chu toa\b|thu ky\b)"),
        (Part.REMEDIED, rf"(?:(?:bao cao )?(?:ket qua|tinh hinh|cong tac)(?: (?:viec|thuc hien))* {_REMEDY}"
                        rf"|{_REMEDY} .*(?:truoc|nam 20\d\d|da (?:duoc )?(?:chi ra|ket luan)|sau kiem diem)"
                        rf"|thuc hien (?:viec )?{_REMEDY})"),
        (Part.MEASURES, rf"(?:phuong huong|bien phap|giai phap|huong {_REMEDY}|huong phan dau|ke hoach {_REMEDY}"
                        rf"|nhiem vu,? (?:va )?giai phap|cam ket {_REMEDY}|{_REMEDY} (?:nhung |cac )?(?:ton tai|han che|khuyet)"
                        r"|huong toi|de ra phuong huong|nhiem vu (?:trong tam|trong thoi gian|nam|thang|quy|toi))"),
        (Part.CAUSES, r"(?:nguyen nhan|ly do (?:cua|dan|ton|han))"),
        (Part.BLAME, r"(?:trach nhiem (?:cua|doi voi|chinh|thuoc)|lam ro trach nhiem|xac dinh trach nhiem"
                     r"|trach nhiem (?:tap the|ca nhan|nguoi dung dau)|trach nhiem\s*:)"),
        (Part.STRENGTHS, r"(?:uu diem|uu, khuyet diem|ket qua dat duoc|ket qua cong tac|ket qua thuc hien|thanh tich|mat (?:manh|duoc|lam duoc)"
                         r"|ket qua noi bat)"),
        (Part.FAULTS, rf"{_FAULT}"),
        (Part.OTHER, r"(?:giai trinh|tu (?:xep|nhan|danh gia|de nghi)|de nghi|xep loai|muc (?:do|xep)|de xuat"
                     r"|kien nghi|ket luan\b|yeu cau\b|cau hoi|y kien (?:tham gia|dong gop|gop y)|thao luan|nhom tieu chi"
                     r"|tren day la|toi xin|ban than xin|kinh (?:mong|de nghi)|rat mong|xin (?:tran trong|chan thanh))"),
    )
)  # fmt: skip
# Words that a heading may hold beside its core and that say nothing of their own.
_NEUTRAL: Final = frozenset(
    [
        "cua",
        "trong",
        "nam",
        "qua",
        "va",
        "nguyen",
        "nhan",
        "tap",
        "the",
        "ca",
        "nhan",
        "ban",
        "than",
        "dang",
        "vien",
        "chi",
        "bo",
        "dang",
        "bo",
        "cap",
        "uy",
        "chi",
        "uy",
        "thuong",
        "vu",
        "chap",
        "hanh",
        "bch",
        "btv",
        "bcd",
        "lanh",
        "dao",
        "chi",
        "dao",
        "quan",
        "ly",
        "cong",
        "tac",
        "thuc",
        "hien",
        "nhiem",
        "vu",
        "chu",
        "yeu",
        "chinh",
        "con",
        "can",
        "khac",
        "phuc",
        "khuyet",
        "diem",
        "han",
        "che",
        "ton",
        "tai",
        "yeu",
        "kem",
        "nhuoc",
        "thieu",
        "sot",
        "nhung",
        "cac",
        "mot",
        "so",
        "ve",
        "viec",
        "neu",
        "co",
        "vua",
        "nhiem",
        "ky",
        "thoi",
        "gian",
        "giai",
        "doan",
        "ky",
        "kiem",
        "diem",
        "chinh",
        "tri",
        "tu",
        "tuong",
        "dao",
        "duc",
        "loi",
        "song",
        "bo",
        "sung",
        "sau",
        "day",
        "nhu",
        "cu",
        "the",
        "do",
        "la",
        "duoc",
        "chi",
        "ra",
        "chu",
        "quan",
        "khach",
        "quan",
        "don",
        "vi",
        "co",
        "quan",
        "to",
        "chuc",
        "dang",
        "phai",
        "noi",
        "bat",
        "nhan",
        "thay",
        "da",
        "xay",
        "dung",
        "huong",
        "bien",
        "phap",
        "giai",
        "phuong",
        "tiep",
        "tuc",
        "toi",
        "hang",
        "thang",
        "quy",
        "dau",
        "cuoi",
        "so",
        "ngay",
    ]
)
_SAID: Final = re.compile(
    r"(?i)(?P<name>nguy[êe]n nh[âa]n(?:\s[^\W\d_,.;:]+){0,8}?|(?:bi[ệe]n ph[áa]p|gi[ảa]i ph[áa]p|h[ướu][ơo]ng) kh[ắa]c ph[ụu]c)\s+(?:l[àa] do|l[àa]|do)\s"
)
_BARE_CORE: Final = re.compile(
    r"(?i)\b(?:nhung mat|mot so|con|noi dung|viec|mat|dieu)?\s*"
    r"(?:han che|yeu kem|thieu sot|kho khan|chua (?:lam|thuc hien|hoan thanh)?\s*duoc)\b|\bcon(?= (?:ton tai|han che))"
)
_REQUEST: Final = re.compile(
    r"(?:de nghi|yeu cau) (?:tap the|chi bo|chi uy|dang uy|ban thuong vu|dong chi|cac dong chi)\b"
    r"|(?:tren day la|toi xin|ban than xin|kinh (?:mong|de nghi)|rat mong|xin (?:tran trong|chan thanh)) "
)
_LONGEST = 16  # words of a heading, beyond which only prescribed ones go on
_STRANGE = 4  # words that are not neutral, as a name has


@dataclass(frozen=True, slots=True)
class Heading:
    """Tiêu đề: which part it opens, its mark, and what is said after it on the same line."""

    part: Part
    mark: Mark | None
    rest: str


def heading_of(value: str, *, bold: bool) -> Heading | None:
    """Return the part that a paragraph opens, None when it is no heading of a part."""
    words = text.squeeze(value)
    title = bare(words)
    part = part_of(title)
    if part is None:
        return None
    before, rest = _cut(title)
    if not _looks_like_one(part, before, rest, title, bold=bold):
        return None
    return Heading(part, mark_of(words), rest)


def part_of(title: str) -> Part | None:
    """Return the part whose heading begins like `title`, without looking at its shape."""
    folded = text.fold(title).strip(" *\"“”'")
    return next((part for part, start in _STARTS if start.match(folded)), None)


def _cut(title: str) -> tuple[str, str]:
    """Return the heading up to its colon, or to «là do», and what stands behind it."""
    before, colon, rest = title.partition(":")
    spoken = _SAID.match(title)
    if spoken and (not colon or spoken.end() < len(before)):
        return spoken["name"], title[spoken.end("name") :].strip()
    return (before, rest.strip()) if colon else (title, "")


def _looks_like_one(part: Part, before: str, rest: str, title: str, *, bold: bool) -> bool:
    marked = title.isupper() or bold
    words = re.findall(r"\w+", text.fold(re.sub(r"\([^)]*\)", "", before)))
    strange = [one for one in words if one not in _NEUTRAL and not one.isdigit()]
    if part is Part.END:
        return len(words) <= _LONGEST
    if part is Part.OTHER and _REQUEST.match(text.fold(title)):
        return True
    if part is Part.REMEDIED and not rest and not title.endswith(";"):
        return len(words) <= 2 * _LONGEST  # prescribed in many words
    if len(words) > _LONGEST:
        return marked and not rest
    if title.isupper():
        return True
    said = _without_core(before)
    if has_cue(said) and not marked:
        return False
    colon = ":" in title
    if part in {Part.FAULTS, Part.CAUSES} and not colon and not marked:
        return len(strange) <= _STRANGE // 2 or title.rstrip().endswith("như sau")
    return len(strange) <= _STRANGE or colon or marked


def _without_core(before: str) -> str:
    """Return a heading without the words that are no fault there: «còn hạn chế», «chủ quan»."""
    if before.isascii():
        return _BARE_CORE.sub(" ", before)
    return re.sub(
        r"(?i)\b(?:những mặt|một số|còn|nội dung|việc|mặt|điều)?\s*"
        r"(?:hạn chế|yếu kém|thiếu sót|khó khăn|chủ quan|chưa (?:làm|thực hiện|hoàn thành)?\s*được|chưa (?:làm|thực hiện))\b"
        r"|\b(?:còn|không)(?= (?:tồn tại|hạn chế|yếu|có))",
        " ",
        before,
    )
