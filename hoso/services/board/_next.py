"""The next step of one subject, in words, and the command that takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hoso.model.procedure import GroundKind
from hoso.services.board._milestones import SETTLED, Milestone
from hoso.services.campaign import Candidate
from hoso.services.progress import State, Step, Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Việc tiếp theo: what, the command (`@AI` stands for whose), and what keeps it waiting.

    `code` is the same for the same kind of work, so that people can be listed together.
    """

    code: str
    words: str
    command: str
    why: str = ""
    waiting: bool = False  # nothing to do here: somebody else goes first

    def command_for(self, one: Candidate) -> str:
        """Return the command as it is typed for one subject."""
        if one.person:
            return self.command.replace("@AI", f"--person {one.person.card}")
        return self.command.replace("@AI", f"--org {one.body.code}")

    @property
    def general(self) -> str:
        """Return the command as it is typed for several persons: levels come in a file."""
        found = _LEVEL.search(self.command)
        if found:
            return self.command[: found.start()] + "--from TỆP.xlsx"
        return self.command.replace("@AI", "--person SỐ_THẺ")


def task(one: Candidate, state: State, left: frozenset[Milestone], year: int) -> Task | None:
    """Return what is to be done next about a subject with these milestones left, None: nothing."""
    if state.step is Step.UNCLEAR:
        return Task(
            code="CHUA_RO_DIEN",
            words="chưa rõ có thuộc diện không",
            command="hoso roster import TỆP.xlsx",
            why=one.verdict.reason,
        )
    if state.step is Step.REVIEW_AGAIN:
        return _again(one, state, year)
    if state.step in SETTLED:
        return _after(one, left, year)
    blocking = state.blocking
    review = next((wait for wait in blocking if wait.kind is GroundKind.REVIEW), None)
    if review:
        return _review(one, left, year, review)
    return _waiting(blocking[0], year) if blocking else _level(state, left, year)


def _again(one: Candidate, state: State, year: int) -> Task:
    again = [wait for wait in state.waits if wait.kind is GroundKind.REVIEW_AGAIN]
    return Task(
        code="KIEM_DIEM_LAI",
        words="phải kiểm điểm lại",
        command=f"hoso forms {year} --org {one.body.code}",
        why="; ".join(wait.words for wait in again),
    )


def _review(one: Candidate, left: frozenset[Milestone], year: int, wait: Wait) -> Task:
    """Return what is missing before the review is held: the form, its return, the meeting."""
    org = one.body.code
    if Milestone.ISSUED in left:
        command = f"hoso forms {year} --org {org}"
        return Task(code="PHAT_HANH", words="chưa phát hành biểu mẫu", command=command)
    if Milestone.RETURNED in left:
        return Task(code="NOP", words="chưa nộp", command="hoso collect TỆP")
    kind = "ca_nhan" if one.person else "tap_the"
    return Task(
        code=f"HOP_{kind.upper()}",
        words=f"chưa họp kiểm điểm {'cá nhân' if one.person else 'tập thể'}",
        command=f"hoso generate bien_ban_{kind} --year {year} --org {org} --data TỆP.toml",
        why=wait.words,
    )


_LEVEL = re.compile("@AI --stage ")
_ATTACH = "hoso attach TỆP --kind LOẠI --year @NĂM @AI"
_SET = "hoso ratings set --year @NĂM @AI --stage BƯỚC --level MỨC"
_COUNT = "hoso ballots count TỆP.xlsx --year @NĂM"
# What is waited for → the words for all who wait for it, and the command that brings it; "": others
# go first.
_GROUNDS: Mapping[GroundKind, tuple[str, str]] = {
    GroundKind.REVIEW_AGAIN: ("phải kiểm điểm lại", "hoso reviews list @NĂM"),
    GroundKind.CIVIL: (
        "chờ mức xếp loại cán bộ, công chức, viên chức",
        _SET.replace("BƯỚC", "cbccvc"),
    ),
    GroundKind.TEMPORARY: (
        "chờ nhận xét của nơi sinh hoạt tạm thời",
        _ATTACH.replace("LOẠI", "nhan_xet_noi_tam_thoi"),
    ),
    GroundKind.FORMER: (
        "chờ nhận xét của chi bộ cũ",
        _ATTACH.replace("LOẠI", "nhan_xet_chi_bo_cu"),
    ),
    GroundKind.BELOW: ("chờ tổ chức trực thuộc xếp loại xong", ""),
    GroundKind.MEMBERS: ("chờ đảng viên xếp loại xong", ""),
    GroundKind.COLLECTIVE: ("chờ xếp loại tập thể", ""),
    GroundKind.HEAD: ("chờ xếp loại người đứng đầu", ""),
    GroundKind.PLACES: ("chờ mức ở các nơi khác", f"{_SET.replace('BƯỚC', 'de_xuat')} --place NƠI"),
    GroundKind.DIFFERING: (
        "các nơi có mức khác nhau, chờ cấp có thẩm quyền",
        _SET.replace("BƯỚC", "quyet_dinh"),
    ),
    GroundKind.OFFICE: (
        "chờ kết quả của cơ quan cùng cấp",
        _ATTACH.replace("LOẠI", "ket_qua_co_quan"),
    ),
    GroundKind.BALLOT: ("chưa bỏ phiếu", _COUNT),
    GroundKind.PERIOD: ("vướng mức của quý", "hoso ratings show @NĂM"),
}


def _waiting(wait: Wait, year: int) -> Task:
    words, command = _GROUNDS[wait.kind]
    return Task(
        code=f"CHO_{wait.kind.value.upper()}",
        words=words,
        command=_in(year, command),
        why=wait.words,
        waiting=not command,
    )


def _in(year: int, command: str) -> str:
    return command.replace("@NĂM", str(year))


def _level(state: State, left: frozenset[Milestone], year: int) -> Task:
    """Return what brings a level nearer: a vote, a proposal, the decision."""
    if Milestone.PROPOSED not in left:
        words = "chờ quyết định" if state.step is Step.UNDECIDED else "chưa trình, chưa quyết định"
        return Task(
            code="QUYET_DINH", words=words, command=_in(year, _SET.replace("BƯỚC", "quyet_dinh"))
        )
    if Milestone.VOTED in left:
        return Task(code="BO_PHIEU", words="chưa có kết quả bỏ phiếu", command=_in(year, _COUNT))
    return Task(
        code="DE_XUAT", words="chưa đề xuất mức", command=_in(year, _SET.replace("BƯỚC", "de_xuat"))
    )


def _after(one: Candidate, left: frozenset[Milestone], year: int) -> Task | None:
    """Return what follows a decision: telling the results, planning the remedies."""
    if Milestone.REVIEWED in left:
        return Task(
            code="THIEU_KIEM_DIEM",
            words="đã có mức mà chưa thấy kiểm điểm",
            command=f"hoso reviews held --year {year} @AI --source BIÊN_BẢN --date NGÀY",
        )
    if Milestone.NOTIFIED in left:
        command = f"hoso generate thong_bao_ket_qua --year {year} --org {one.body.code}"
        return Task(code="THONG_BAO", words="chưa thông báo kết quả", command=command)
    if Milestone.PLANNED in left:
        command = "hoso plan add MÃ_KHUYẾT_ĐIỂM --measure CHỮ --owner TÊN --deadline NGÀY"
        return Task(code="KE_HOACH", words="chưa có kế hoạch khắc phục", command=command)
    return None
