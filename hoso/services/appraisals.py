"""Thẩm định: what the inspection team still has to appraise, and what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import HosoError, NotFoundError, Problem
from hoso.model.oversight import Appraisal, AppraisalResult
from hoso.model.review import Level, Rating, Stage
from hoso.services import ratings, refusals
from hoso.services.campaign import Candidate, candidates
from hoso.services.subjects import Body, Person, body, person, review_card
from hoso.spreadsheet import TableRow
from hoso.workspace import Act, Committed, Workspace

RESULT_NAMES: Mapping[AppraisalResult, str] = {
    AppraisalResult.AGREED: "thống nhất",
    AppraisalResult.CHANGED: "điều chỉnh",
    AppraisalResult.SENT_BACK: "trả lại",
}
# The parameter of the regime by how many points a score may be changed without an explanation.
GAP = "chenh_diem_giai_trinh"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "to_chuc": ("to_chuc", "Tổ chức đảng", "Tổ chức", "Mã tổ chức"),
    "so_the": ("so_the", "Số thẻ đảng viên", "Số thẻ"),
    "ket_qua": ("ket_qua", "Kết quả thẩm định", "Kết quả"),
    "diem_tu_cham": ("diem_tu_cham", "Điểm tự chấm", "Tổng điểm tự chấm"),
    "diem_tham_dinh": ("diem_tham_dinh", "Điểm thẩm định", "Tổng điểm thẩm định"),
    "de_xuat": ("de_xuat", "Mức đề xuất", "Đề xuất"),
    "giai_trinh": ("giai_trinh", "Giải trình", "Lý do"),
    "nhan_xet": ("nhan_xet", "Nhận xét", "Nhận xét của Tổ Thẩm định"),
    "nguoi_tham_dinh": ("nguoi_tham_dinh", "Người thẩm định"),
}
_POINTS = ("diem_tu_cham", "diem_tham_dinh")
_HIGHEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the team found of one self-rating, to be recorded."""

    whose: Body | Person
    result: AppraisalResult
    own_points: float | None = None
    points: float | None = None
    level: Level | None = None
    explanation: str = ""
    remarks: str = ""
    team: tuple[str, ...] = ()


class AppraisalState(StrEnum):
    """Where the appraisal of one subject stands."""

    WAITING = "cho_tu_danh_gia"  # no self-rating in the archive yet
    TO_DO = "cho_tham_dinh"
    SENT_BACK = "da_tra_lai"
    UNEXPLAINED = "cho_giai_trinh"
    DONE = "xong"


STATE_NAMES: Mapping[AppraisalState, str] = {
    AppraisalState.WAITING: "chưa có tự đánh giá",
    AppraisalState.TO_DO: "chờ thẩm định",
    AppraisalState.SENT_BACK: "đã trả lại, chờ nộp lại",
    AppraisalState.UNEXPLAINED: "chờ giải trình chênh lệch điểm",
    AppraisalState.DONE: "đã thẩm định",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalLine:
    """One subject: what it claims, what the team found, and where that stands."""

    candidate: Candidate
    own: Rating | None
    appraisal: Appraisal | None
    limit: float | None  # the gap from which an explanation is due; None: nobody set one

    @property
    def own_points(self) -> float | None:
        """Return the self-score, of 100: as the team read it, else as archived."""
        if self.appraisal and self.appraisal.own_points is not None:
            return self.appraisal.own_points
        return total(self.own)

    @property
    def gap(self) -> Decimal | None:
        """Return by how many points the team's score differs from the self-score, signed."""
        points = self.appraisal.points if self.appraisal else None
        if points is None or self.own_points is None:
            return None
        return _exact(points) - _exact(self.own_points)

    @property
    def needs_explanation(self) -> bool:
        """Return whether a gap, or another level, stands there without a word on why."""
        found = self.appraisal
        if found is None or found.explanation:
            return False
        wide = self.limit is not None and self.gap is not None and abs(self.gap) >= self.limit
        claimed = self.own.level if self.own else None
        return wide or (found.level is not None and claimed not in {None, found.level})

    @property
    def state(self) -> AppraisalState:
        """Return where the appraisal stands."""
        if self.appraisal is None:
            return AppraisalState.TO_DO if self.own else AppraisalState.WAITING
        if self.appraisal.result is AppraisalResult.SENT_BACK:
            return AppraisalState.SENT_BACK
        return AppraisalState.UNEXPLAINED if self.needs_explanation else AppraisalState.DONE


def total(found: Rating | None) -> float | None:
    """Return the points of a rating, of 100; None unless both groups have theirs."""
    if found is None or found.general_points is None or found.task_points is None:
        return None
    return float(_exact(found.general_points) + _exact(found.task_points))


def _exact(points: float) -> Decimal:
    """Return points as they were written: 0,1 is no binary fraction."""
    return Decimal(str(points))


def listing(
    ws: Workspace, year: int, org: str | None, on: date, *, persons: bool = False
) -> tuple[AppraisalLine, ...]:
    """Return the collectives of the year, with `persons` the members too, as the team sees them.

    Who has an appraisal is always there; the top organisation is for the team of those above it.
    """
    found = {one.subject.dossier_stem: one for one in ws.catalogue.appraisals(year=year)}
    own = {
        one.subject.dossier_stem: one for one in ws.catalogue.ratings(year=year, stage=Stage.SELF)
    }
    limit = explained_from(ws, year)
    return tuple(
        AppraisalLine(
            candidate=one,
            own=own.get(one.dossier),
            appraisal=found.get(one.dossier),
            limit=limit,
        )
        for one in candidates(ws, year, org, on)
        if one.dossier in found or (one.verdict.rated and _is_ours(one, persons=persons))
    )


def _is_ours(one: Candidate, *, persons: bool) -> bool:
    return persons if one.person else one.body.state.parent is not None


def explained_from(ws: Workspace, year: int) -> float | None:
    """Return the gap in points from which an explanation is due; None while nobody set one."""
    said = ws.regime(year).parameters.get(GAP, "")
    return float(said) if isinstance(said, int | float) else None


def record(ws: Workspace, found: Iterable[Found], act: Act, *, year: int) -> Committed:
    """Archive what the team found, each in the dossier of its subject."""
    edits = ws.edits()
    for one in found:
        appraisal = Appraisal(
            subject=one.whose.subject,
            year=year,
            result=one.result,
            own_points=one.own_points,
            points=one.points,
            level=one.level,
            explanation=one.explanation,
            remarks=one.remarks,
            team=one.team,
            by=ws.actor(act),
            day=act.on,
        )
        edit = edits.of(review_card(ws, one.whose, year, act.on))
        edit.upsert("appraisals", appraisal, "subject")
    return ws.commit(edits.begun, act, f"ghi kết quả thẩm định năm {year}")


def read(ws: Workspace, path: Path, *, year: int, on: date) -> tuple[Found, ...]:
    """Return the findings of a CSV or Excel file; raise RowsRefusedError listing every bad row."""
    table = spreadsheet.read_table(path, COLUMNS, required=("ket_qua",))
    problems: list[Problem] = [*table.problems]
    found: list[Found] = []
    for row in table.rows:
        where = f"{path.name}: dòng {row.row}"
        try:
            found.append(_row(ws, row, year, on))
        except (ValueError, HosoError) as error:
            problems.append(Problem(code="X001", where=where, message=f"{where}: {error}"))
    refusals.bad_rows(path, problems)
    return tuple(found)


def _row(ws: Workspace, row: TableRow, year: int, on: date) -> Found:
    values = row.values
    card, org = values.get("so_the", ""), values.get("to_chuc", "")
    if not card and not org:
        raise ValueError("thiếu tổ chức đảng hoặc số thẻ.")
    level = values.get("de_xuat", "")
    points = {name: points_of(values[name]) for name in _POINTS if name in values}
    return Found(
        whose=person(ws, card, on) if card else body(ws, org, on),
        result=result_of(values.get("ket_qua", "")),
        own_points=points.get("diem_tu_cham"),
        points=points.get("diem_tham_dinh"),
        level=ratings.level(ws, level, year) if level else None,
        explanation=values.get("giai_trinh", ""),
        remarks=values.get("nhan_xet", ""),
        team=tuple(_names(values.get("nguoi_tham_dinh", ""))),
    )


def _names(said: str) -> Iterator[str]:
    for part in said.replace("\n", ";").split(";"):
        if name := text.squeeze(part):
            yield name


def result_of(said: str) -> AppraisalResult:
    """Return the result named by code or in words; raise NotFoundError listing them."""
    for result, name in RESULT_NAMES.items():
        if text.fold(said) in {result.value, text.fold(name)}:
            return result
    listed = ", ".join(f"{one.value} ({name})" for one, name in RESULT_NAMES.items())
    raise NotFoundError(f"Không có kết quả thẩm định «{said}». Các kết quả: {listed}.")


def points_of(said: str) -> float:
    """Return points of 100 written with a comma or a point; raise ValueError for anything else."""
    found = text.parse_number(said)
    if found is None or not 0 <= found <= _HIGHEST:
        raise ValueError(f"điểm «{said}» phải là số từ 0 đến {_HIGHEST}.")
    return found
