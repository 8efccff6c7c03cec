"""Whose an old paper is: organisations and members of the roster, in heads, names of files, folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hoso import text
from hoso.model.roster import Member
from hoso.workspace import Workspace

# How names are shortened, on folded words; the organs of a body stand for it.
_SHORT: Final = {
    "cb": "chi bo", "chi uy": "chi bo", "db": "dang bo", "du": "dang bo", "dang uy": "dang bo",
    "bch dang bo": "dang bo", "ban chap hanh dang bo": "dang bo", "btv dang bo": "dang bo",
    "ban thuong vu dang bo": "dang bo", "vp": "van phong", "th": "tieu hoc", "mn": "mam non",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "qs": "quan su", "ca": "cong an",
    "tdp": "to dan pho", "kp": "khu pho", "ubkt": "uy ban kiem tra", "mttq": "mat tran to quoc",
    "nv": "nghiep vu", "hq": "hai quan", "bv": "benh vien", "tyt": "tram y te", "ttyt": "trung tam y te",
    "cty": "cong ty", "cn": "chi nhanh",
}  # fmt: skip
_PREFIX: Final = re.compile(
    r"^(?:chi bo|dang bo(?: bo phan)?)(?: (?:co so|truong|phong|xa|phuong|thi tran))? "
)
_ONE_WORD = 1
_LONGEST_NAME = 6  # words
_CARD = 6  # digits of a card number, at the least
_NAME: Final = re.compile(
    r"(?:đồng chí|đ/c|dong chi|d/c|họ và tên|ông|bà)\s*[:.]?\s*(?P<name>(?:[A-ZĐÀ-Ỹ][\w']*\s*){2,5})",
    re.IGNORECASE,
)


def key(value: str) -> str:
    """Return a name as it is compared: folded words, shortened ones in full."""
    folded = re.sub(r"[\W_]+", " ", text.fold(value)).strip()
    words = " ".join(_SHORT.get(word, word) for word in folded.split())
    for short, full in _SHORT.items():
        if " " in short:
            words = re.sub(rf"\b{short}\b", full, words)
    return words


@dataclass(frozen=True, slots=True)
class Owners:
    """The roster as names are looked up in it; made once for a whole import."""

    ws: Workspace
    organisations: tuple[tuple[str, str, str | None], ...]  # name key, code, code of the one above

    @classmethod
    def of(cls, ws: Workspace) -> Owners:
        """Return all names that organisations bear or bore."""
        known = ws.catalogue.organisations(None)
        return cls(
            ws, tuple((key(s.name), one.code, s.parent) for one in known for s in one.states)
        )

    def organisation_in_head(self, lines: Sequence[str]) -> str:
        """Return the code of the lowest organisation that a line of the head is, "" for none."""
        keys = [re.sub(r"^(?:t m|tm|tap the) ", "", key(line)) for line in lines]
        found = {code: above for name, code, above in self.organisations if name in keys}
        lowest = [code for code in found if code not in found.values()]
        return lowest[0] if len(lowest) == 1 else ""

    def organisation_in(self, words: str) -> tuple[str, bool]:
        """Return (code, whether its whole name stands there) of the organisation that words name."""
        said = f" {key(words)} "
        whole = {code: len(n) for n, code, _ in self.organisations if f" {n} " in said}
        if whole:
            return _longest(whole), True
        cores = {
            code: len(core)
            for name, code, _ in self.organisations
            if (core := _PREFIX.sub("", name)) and f" {core} " in said
            if len(core.split()) > _ONE_WORD or f" {name} " in said
        }
        slugs = {c: len(c) for _, c, _ in self.organisations if f"-{c}-" in f"-{text.slug(words)}-"}
        return (_longest(cores), False) if cores else (_longest(slugs), True)

    def members_in(self, words: str) -> tuple[Member, ...]:
        """Return the members whose whole name, or card number, stands in `words`; longest first."""
        parts = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.nfc(words))
        for size in range(min(_LONGEST_NAME, len(parts)), 1, -1):
            for at in range(len(parts) - size + 1):
                if found := self.ws.catalogue.find_members(" ".join(parts[at : at + size])):
                    return found
        cards = (one for one in parts if one.isdecimal() and len(one) >= _CARD)
        return next((found for one in cards if (found := self.ws.catalogue.find_members(one))), ())


def _longest(found: dict[str, int]) -> str:
    """Return the one with the longest name, "" when two are alike."""
    best = max(found.values(), default=0)
    codes = [code for code, size in found.items() if size == best]
    return codes[0] if len(codes) == 1 else ""


def name_said(words: str) -> str:
    """Return the name that stands behind «đồng chí», "" when none does."""
    found = _NAME.search(text.nfc(words))
    return text.squeeze(found["name"]) if found else ""
