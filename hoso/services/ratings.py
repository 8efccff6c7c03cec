"""Ratings: recorded by stage, shown side by side; a later one never erases an earlier version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import NotFoundError, Problem, QuestionError
from hoso.model.profile import Eligible
from hoso.model.review import Level, Rating, Stage
from hoso.services import campaign, refusals
from hoso.services.subjects import Body, Person, body, person, review_card
from hoso.statistics import MemberStanding, Place
from hoso.workspace import Act, Committed, Workspace

# Column of a ratings file → headings people use for it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "so_the": ("so_the", "Số thẻ đảng viên", "Số thẻ"),
    "to_chuc": ("to_chuc", "Tổ chức", "Mã tổ chức"),
    "cbccvc": ("cbccvc", "Xếp loại CBCCVC"),
    "de_xuat": ("de_xuat", "Đề xuất", "Chi bộ đề xuất"),
    "quyet_dinh": ("quyet_dinh", "Quyết định", "Cấp có thẩm quyền quyết định"),
    "ngay": ("ngay", "Ngày", "Ngày quyết định"),
    "ly_do": ("ly_do", "Lý do", "Ghi chú"),
}
_STAGES = {"cbccvc": Stage.CIVIL, "de_xuat": Stage.PROPOSED, "quyet_dinh": Stage.DECIDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rating to be recorded: whose, at which stage, which level, when, why."""

    whose: Body | Person
    stage: Stage
    level: Level
    day: date
    reason: str = ""


def record(ws: Workspace, entries: list[Entry], act: Act, *, year: int) -> Committed:
    """Archive ratings; one version per subject however many stages it gets."""
    edits = ws.edits()
    for entry in entries:
        rating = Rating(
            subject=entry.whose.subject,
            year=year,
            stage=entry.stage,
            level=entry.level,
            day=entry.day,
            by=ws.actor(act),
            reason=entry.reason,
        )
        edit = edits.of(review_card(ws, entry.whose, year, act.on))
        edit.upsert("ratings", rating, "stage", "period", "place", "superseded")
    return ws.commit(edits.begun, act, f"ghi kết quả xếp loại năm {year}")


def level(ws: Workspace, wanted: str, year: int) -> Level:
    """Return the level named by code or by its printed name in the year's regime."""
    names = ws.regime(year).levels
    for code, name in names.items():
        if text.fold(wanted) in {text.fold(code), text.fold(name), text.fold(f"{code}nv")}:
            return Level(code)
    listed = ", ".join(f"{code} ({name})" for code, name in names.items())
    raise NotFoundError(f"Không có mức «{wanted}» trong năm {year}. Các mức: {listed}.")


def read(ws: Workspace, path: Path, *, year: int, on: date) -> list[Entry]:
    """Return the ratings of a CSV or Excel file; raise RowsRefusedError listing every bad row."""
    table = spreadsheet.read_table(path, COLUMNS)
    entries: list[Entry] = []
    problems: list[Problem] = [*table.problems]
    for row in table.rows:
        place = f"{path.name}: dòng {row.row}"
        try:
            entries += _entries(ws, row.values, year, on)
        except (NotFoundError, QuestionError) as error:
            problems.append(Problem(code="X001", where=place, message=f"{place}: {error.message}"))
    refusals.bad_rows(path, problems)
    return entries


def _entries(ws: Workspace, row: Mapping[str, str], year: int, on: date) -> Iterator[Entry]:
    card = row.get("so_the", "")
    whose = person(ws, card, on) if card else body(ws, row.get("to_chuc", ""), on)
    day, reason = _day(row.get("ngay", ""), on), row.get("ly_do", "")
    for column, stage in _STAGES.items():
        if wanted := row.get(column, ""):
            found = level(ws, wanted, year)
            yield Entry(whose=whose, stage=stage, level=found, day=day, reason=reason)


def _day(said: str, on: date) -> date:
    """Return the day that a row gives, `on` when it gives none; raise QuestionError for no date."""
    day = text.parse_date(said) if said else on
    if day is None:
        raise QuestionError(f"ngày «{said}» không phải ngày dd/mm/yyyy.")
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subject with its ratings of the year, by stage."""

    candidate: campaign.Candidate
    ratings: Mapping[Stage, Rating]


def show(ws: Workspace, year: int, *, org: str | None = None, on: date) -> tuple[Line, ...]:
    """Return every subject of the year with what is known of its rating."""
    return lines(ws, year, campaign.candidates(ws, year, org, on))


def lines(ws: Workspace, year: int, candidates: Iterable[campaign.Candidate]) -> tuple[Line, ...]:
    """Return these subjects of the year, each with what is known of its rating."""
    found: dict[str, dict[Stage, Rating]] = {}
    for rating in ws.catalogue.ratings(year=year):
        found.setdefault(rating.subject.dossier_stem, {})[rating.stage] = rating
    return tuple(Line(candidate=one, ratings=found.get(one.dossier, {})) for one in candidates)


def standing(line: Line) -> MemberStanding:
    """Return the row of the statistics that counts this subject."""
    return standing_of(line.ratings.get(Stage.DECIDED), line.candidate.verdict)


def standing_of(decided: Rating | None, verdict: Eligible) -> MemberStanding:
    """Return the row that counts whoever has this decided level, or none and this verdict."""
    if decided and decided.level:
        return MemberStanding(place=Place.RATED, level=decided.level)
    return MemberStanding(place=Place(verdict.row) if verdict.row else Place.WAITING)
