"""What an authority laid down for votes: the pass mark, of what it is counted, ties, blank ballots.

Neither Quy định 366-QĐ/TW nor Hướng dẫn 43-HD/BTCTW has a pass mark: it is an overlay's parameter,
and while it is not set nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from hoso.model.profile import Scalar
from hoso.text import fold, squeeze

Parameters = Mapping[str, Scalar | list[Scalar]]

# What a share of the votes may be counted of: parameter `nguong_phieu_mau_so` → words.
BASES: Mapping[str, str] = MappingProxyType(
    {
        "trieu_tap": "số triệu tập",
        "co_mat": "số có mặt",
        "phat_ra": "số phiếu phát ra",
        "thu_ve": "số phiếu thu về",
        "hop_le": "số phiếu hợp lệ",
    }
)
# Parameters about votes whose value is one of a few words; "" is what nobody has decided yet.
BALLOT_CHOICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nguong_phieu_mau_so": BASES,
        "duoi_nguong_phieu": {
            "cong_don": "cộng dồn phiếu từ mức cao xuống",
            "bo_phieu_lai": "bỏ phiếu lại",
            "cap_tham_quyen": "cấp có thẩm quyền xem xét, quyết định",
        },
        "hoa_phieu": {
            "muc_thap_hon": "lấy mức thấp hơn",
            "muc_cao_hon": "lấy mức cao hơn",
            "bo_phieu_lai": "bỏ phiếu lại",
            "cap_tham_quyen": "cấp có thẩm quyền xem xét, quyết định",
        },
        "phieu_trang": {"hop_le": "hợp lệ", "khong_hop_le": "không hợp lệ"},
    }
)
_MARK = re.compile(
    r"(?P<how>tren|hon|qua|tu|it nhat|toi thieu)? ?"
    r"(?:(?P<half>nua|ban)|(?P<part>\d+) ?/ ?(?P<whole>\d+)|(?P<percent>\d+(?:[.,]\d+)?) ?%?)"
    r"(?: (?P<base>.+))?"
)
_STRICT = ("tren", "hon", "qua")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassMark:
    """Tỷ lệ phiếu thông qua: a share; `strict` None: nobody said whether reaching it is enough."""

    share: Fraction
    strict: bool | None
    base: str = ""  # a key of BASES; "": not said

    def reached(self, votes: int, whole: int) -> bool | None:
        """Return whether `votes` of `whole` pass; None when they are just the share, and it matters."""
        if votes != self.share * whole:
            return votes > self.share * whole
        return None if self.strict is None else not self.strict


def pass_mark(said: Scalar) -> PassMark | None:
    """Return the mark that `trên 50%`, `quá nửa số có mặt`, `2/3` or `50` means, None for "".

    Raise ValueError for anything else, and for a share that is not above 0 and up to 1.
    """
    words = squeeze(fold(str(said)))
    if not words:
        return None
    found = _MARK.fullmatch(words)
    if found is None:
        raise ValueError(said)
    if found["half"]:
        share = Fraction(1, 2)
    elif found["part"]:
        share = Fraction(int(found["part"]), int(found["whole"]) or 1)
    else:
        share = Fraction(found["percent"].replace(",", ".")) / 100
    if not 0 < share <= 1:
        raise ValueError(said)
    strict = found["how"] in _STRICT if found["how"] else None
    return PassMark(share=share, strict=strict, base=_base(found["base"] or "", said))


def _base(words: str, said: Scalar) -> str:
    """Return which of BASES the end of a mark names; ValueError when it names none."""
    if not words:
        return ""
    for key, name in BASES.items():
        plain = fold(name)
        if words in {plain, plain.removeprefix("so "), f"so duoc {plain.removeprefix('so ')}"}:
            return key
    raise ValueError(said)


def ballot_flaws(parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Yield (name, what is wrong in words) for each parameter about votes that cannot be so."""
    for name, known in BALLOT_CHOICES.items():
        value = parameters.get(name) or ""
        if not isinstance(value, str) or (value and value not in known):
            listed = ", ".join(f"{key} ({words})" for key, words in known.items())
            yield name, f"Tham số {name} phải là một trong: {listed}."
    said, base = parameters.get("nguong_phieu") or "", parameters.get("nguong_phieu_mau_so")
    try:
        mark = None if isinstance(said, list) else pass_mark(said)
    except ValueError:
        yield (
            "nguong_phieu",
            f"Tham số nguong_phieu «{said}» không đọc được; hãy ghi như «trên 50%», «quá nửa số có "
            "mặt», «ít nhất 2/3».",
        )
        return
    if mark and mark.base and base in BASES and mark.base != base:
        yield (
            "nguong_phieu",
            f"Tham số nguong_phieu tính trên {BASES[mark.base]}, còn nguong_phieu_mau_so là "
            f"{BASES[str(base)]}. Hãy giữ một.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotTerms:
    """Quy định về phiếu of one regime under its overlay; what is empty nobody has decided."""

    mark: PassMark | None
    base: str
    below: str = ""
    tie: str = ""
    blank: str = ""

    @classmethod
    def of(cls, parameters: Parameters) -> BallotTerms:
        """Return the terms among a regime's parameters; ValueError for a mark that is none."""

        def said(name: str) -> str:
            return str(parameters.get(name) or "")

        mark = pass_mark(said("nguong_phieu"))
        return cls(
            mark=mark,
            base=said("nguong_phieu_mau_so") or (mark.base if mark else ""),
            below=said("duoi_nguong_phieu"),
            tie=said("hoa_phieu"),
            blank=said("phieu_trang"),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what must be laid down before anything can be concluded, in words."""
        lacking = [] if self.mark else ["tỷ lệ phiếu thông qua (nguong_phieu)"]
        if not self.base:
            lacking.append("tỷ lệ ấy tính trên số nào (nguong_phieu_mau_so)")
        return tuple(lacking)
