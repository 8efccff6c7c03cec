"""What a count of votes proposes for one candidate, under what an authority laid down for votes.

Neither Quy định 366-QĐ/TW nor Hướng dẫn 43-HD/BTCTW has a pass mark: it is an overlay's parameter,
and while it is not set nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from hoso.model.profile import Scalar
from hoso.model.review import BallotCount, BallotKind, BallotLine, Level
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


class VoteState(StrEnum):
    """Kết luận kiểm phiếu: what the figures of one candidate come to."""

    PASSED = "thong_qua"
    UNRATED = "chua_danh_gia"  # most voted that there should be no level
    BELOW = "duoi_nguong"
    TIE = "hoa_phieu"
    SEVERAL = "nhieu_muc_dat"
    UNKNOWN = "chua_kiem_duoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOutcome:
    """What the votes propose: a level when `state` is PASSED, else what has to be asked or done."""

    state: VoteState
    level: Level | None = None
    note: str = ""  # which local rule led there
    question: str = ""


def whole_of(count: BallotCount, base: str) -> int:
    """Return the figure of a count that a key of BASES stands for."""
    figures = {
        "trieu_tap": count.convened,
        "co_mat": count.present,
        "phat_ra": count.issued,
        "thu_ve": count.returned,
        "hop_le": count.valid,
    }
    return figures[base]


def vote_outcome(line: BallotLine, count: BallotCount, terms: BallotTerms) -> VoteOutcome:
    """Return what the votes on one candidate come to; never more than the terms allow to say."""
    if terms.mark is None or not terms.base:
        lacking = "; ".join(terms.missing)
        return VoteOutcome(
            state=VoteState.UNKNOWN, question=f"Cấp có thẩm quyền chưa quy định: {lacking}."
        )
    poll = _Poll(mark=terms.mark, whole=whole_of(count, terms.base), terms=terms)
    if count.kind is BallotKind.AGREE:
        return poll.agreed(line.agree or 0)
    return poll.levels({level: line.votes[level] for level in Level if level in line.votes}, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Poll:
    """One candidate's votes against the pass mark."""

    mark: PassMark
    whole: int
    terms: BallotTerms

    def agreed(self, votes: int) -> VoteOutcome:
        """Return what the second round says: the best level, or not."""
        reached = self.mark.reached(votes, self.whole)
        if reached is None:
            return _edge()
        if reached:
            return VoteOutcome(state=VoteState.PASSED, level=Level.EXCELLENT)
        return VoteOutcome(state=VoteState.BELOW, note="không đủ phiếu đồng ý")

    def levels(self, votes: Mapping[Level, int], line: BallotLine) -> VoteOutcome:
        """Return what a ballot with a box for each level says."""
        options: dict[Level | None, int] = {**votes, None: line.unrated}
        reached = {option: self.mark.reached(n, self.whole) for option, n in options.items() if n}
        if None in reached.values():
            return _edge()
        passing = [option for option, enough in reached.items() if enough]
        if len(passing) == 1:
            return _level(passing[0])
        most = max(options.values())
        leaders = [option for option, number in options.items() if number == most]
        if most and len(leaders) > 1:
            return self._tied(leaders)
        return self._several(passing) if passing else self._below(votes)

    def _tied(self, leaders: list[Level | None]) -> VoteOutcome:
        levels = [level for level in Level if level in leaders]  # highest first
        rule = BALLOT_CHOICES["hoa_phieu"].get(self.terms.tie, "")
        if None not in leaders and self.terms.tie in ("muc_thap_hon", "muc_cao_hon"):
            chosen = levels[-1] if self.terms.tie == "muc_thap_hon" else levels[0]
            return _level(chosen, f"số phiếu ngang nhau, {rule}")
        if rule:
            return VoteOutcome(state=VoteState.TIE, note=f"số phiếu ngang nhau: {rule}")
        return VoteOutcome(
            state=VoteState.TIE,
            question="Số phiếu ngang nhau; quy định của cấp có thẩm quyền xử lý thế nào (hoa_phieu)?",
        )

    def _several(self, passing: list[Level | None]) -> VoteOutcome:
        return VoteOutcome(
            state=VoteState.SEVERAL,
            question=f"{len(passing)} mức cùng đạt tỷ lệ thông qua; cấp có thẩm quyền lấy mức nào?",
        )

    def _below(self, votes: Mapping[Level, int]) -> VoteOutcome:
        rule = BALLOT_CHOICES["duoi_nguong_phieu"].get(self.terms.below, "")
        if self.terms.below == "cong_don":
            return self._summed(votes)
        if rule:
            return VoteOutcome(state=VoteState.BELOW, note=f"không mức nào đủ phiếu: {rule}")
        return VoteOutcome(
            state=VoteState.BELOW,
            question="Không mức nào đủ phiếu; quy định của cấp có thẩm quyền xử lý thế nào "
            "(duoi_nguong_phieu)?",
        )

    def _summed(self, votes: Mapping[Level, int]) -> VoteOutcome:
        """Return the highest level that passes together with the votes for the levels above it."""
        total = 0
        for level, number in votes.items():
            total += number
            reached = self.mark.reached(total, self.whole)
            if reached is None:
                return _edge()
            if reached:
                return _level(level, f"cộng dồn phiếu từ mức cao xuống được {total}")
        return VoteOutcome(
            state=VoteState.BELOW,
            question="Cộng dồn phiếu các mức vẫn không đủ; cấp có thẩm quyền quyết định mức nào?",
        )


def _level(option: Level | None, note: str = "") -> VoteOutcome:
    if option is None:
        return VoteOutcome(state=VoteState.UNRATED, note="đa số đề nghị chưa đánh giá, xếp loại")
    return VoteOutcome(state=VoteState.PASSED, level=option, note=note)


def _edge() -> VoteOutcome:
    return VoteOutcome(
        state=VoteState.UNKNOWN,
        question="Số phiếu vừa bằng tỷ lệ thông qua; quy định là «trên» hay «từ» tỷ lệ ấy "
        "(ghi vào nguong_phieu)?",
    )
