"""How sentences join figures to what they count, in folded letters."""

from __future__ import annotations

import re
from typing import Final

_UNIT: Final = (
    r"(?:dong chi|d/c|dang vien|dv|nguoi|to chuc co so dang|co so dang|to chuc dang|to chuc|tccsd|"
    r"chi(?: bo)?,? (?:va )?dang bo|chi bo|dang bo|"
    r"tap the|ca nhan|don vi|can bo)(?: truc thuoc| cap huyen)?"
)
_LINKS: Final = (
    r"(?:la|co|gom|dat|duoc|bi|voi|so luong|so|trong nam|nam nay|cua nam|hien co|hien nay|tong so|"
    r"tong cong|toan tinh|toan huyen|toan dang bo|deu)"
)
_RATE: Final = (
    r"(?:dat|duoc|bi|xep loai|danh gia|phan loai|chat luong|tieu chuan|muc|o|loai|la|co|tu|theo|"
    r"trong dien|thuoc dien|va|,)"
)
STRONG_BEFORE: Final = re.compile(rf"[\s:=(–-]*(?:(?:{_LINKS}|{_UNIT})\b[\s:=]*){{0,4}}")
STRONG_AFTER: Final = re.compile(rf"\s*(?:{_UNIT})?(?:\s*\([^)]*\))?(?:\s*{_RATE}\b|\s*,)*\s*")
WEAK: Final = re.compile(r"[^,;.:]{0,45}")
# After a count its name may stand farther off, as long as nothing new begins in between.
WEAK_AFTER: Final = re.compile(r"(?:(?!\bva\b)[^,;.:]){0,80}")
NOTHING_OF: Final = re.compile(r"[^;.:]{0,120}")
TOTAL_BEFORE: Final = re.compile(r"\b(?:co|gom|quan ly)\s+(?:tong so |tong cong )?$")
_COUNTED_ALL: Final = (
    r"(?:dang vien|dv|to chuc co so dang|co so dang|tccsd|to chuc dang|chi bo|dang bo)"
    r"(?: truc thuoc| co so| cap huyen)*"
)
TOTAL_AFTER: Final = re.compile(
    rf"\s*{_COUNTED_ALL}\s*(?:[,;.(]|$|va\b|truc thuoc\b|giam\b|tang\b)"
)
PERSONS: Final = re.compile(r"\s*(?:dong chi|d/c|nguoi)\b")
SHARE_LINK: Final = re.compile(
    rf"\s*(?:{_UNIT})?\s*[,(–-]*\s*(?:(?:chiem|dat|bang|tuong duong|tuc|ung voi|ty le|ti le|la|=|voi)"
    r"\s*){0,3}\(?\s*|[^,;.:()\d]{0,45}\bchiem\s*(?:ty le\s*)?"
)
AGAIN: Final = re.compile(
    r"[\s)]*(?:\(nam \d{4}\))?\s*(?:,|va)?\s*(?:(?:chiem|bang|dat|ty le)\s*)+"
)
OF: Final = re.compile(
    r"\s*(?:so voi |tren |trong |cua )?(?:tong so|tong|so)\b(?:[^,.;()\d]|(?<=tu cach),){0,70}"
)
YEAR_BESIDE: Final = re.compile(r"[\s)]*\(nam ((?:19|20)\d\d)\)")
WITHIN: Final = re.compile(r"\btrong do\b|\btrong so (?:do|nay)\b")
# Words that make a figure one of a part only; hits and mentions are taken out first.
PART_ONLY: Final = re.compile(
    r"\b(?:nu|du bi|dan toc|ton giao|tuoi|tre|trinh do|nghi huu|huu tri|sinh vien|hoc sinh|"
    r"doanh nghiep|quan doi|cong chuc|vien chuc|giao vien|bi thu|cap uy vien|uy vien|cap uy|"
    r"dien|khen thuong|giay khen|bang khen|tieu bieu|lien tuc|lien)\b"
)
# What is aimed at, not what came out.
PLANNED: Final = re.compile(
    r"\b(?:phan dau|muc tieu|du kien|phuong huong|dang ky|de ra chi tieu|chi tieu (?:nam|chu yeu))\b"
)
