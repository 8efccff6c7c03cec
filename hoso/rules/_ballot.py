"""What a count of votes proposes for one candidate, under what an authority laid down for votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hoso.model.review import BallotCount, BallotKind, BallotLine, Level
from hoso.rules._pass_mark import BALLOT_CHOICES, BallotTerms, PassMark


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
        options: dict[Level | None, int] = dict(votes.items())
        options[None] = line.unrated
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
