"""What a term of office lacks: years without review, numbers, signatures, papers that must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hoso.errors import NotFoundError, Outcome, Problem
from hoso.model.dossier import DossierKind, Provenance
from hoso.model.review import Rating, Stage
from hoso.services import campaign, numbers
from hoso.services.campaign import Candidate
from hoso.services.dossiers._contents import Item, completeness
from hoso.services.dossiers._records import Record, of_rows
from hoso.services.dossiers._scope import Scope, Tree, chosen, span, tree
from hoso.services.dossiers._signatures import unsigned
from hoso.services.papers import is_form
from hoso.text import short_date
from hoso.workspace import Workspace


class GapKind(StrEnum):
    """Loại chỗ thiếu."""

    COLLECTIVE = "tap_the_chua_kiem_diem"
    MEMBERS = "dang_vien_chua_kiem_diem"
    NUMBER = "so_van_ban"
    SIGNATURE = "chua_co_ban_ky"
    RETURN = "chua_nhan_lai"
    CONTENT = "thieu_tai_lieu"
    UNCHECKED = "chua_kiem_duoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Chỗ thiếu: of what kind, whose, of which year, what; `names` are those whom it is about."""

    kind: GapKind
    organisation: str
    year: int | None
    where: str
    what: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The gaps of some years, by year, kind and place."""

    first: int | None
    last: int | None
    gaps: tuple[Gap, ...]


_KINDS = list(GapKind)


def gaps(ws: Workspace, scope: Scope, on: date) -> Gaps:
    """Return what is missing in the years of a scope that are over on `on`, and in its papers."""
    found = tree(ws, scope.org)
    listed = of_rows(ws, chosen(ws, scope, found, on), found, on)
    years = span(ws, scope, on) or _years(listed)
    every = [
        *_reviews(ws, scope, years, on),
        *_numbers(ws, scope, found, years, on),
        *_papers(listed),
        *_contents(ws, found, listed, on),
    ]
    places = {code: place for place, code in enumerate(found.codes)}
    every.sort(
        key=lambda one: (
            one.year or 0,
            _KINDS.index(one.kind),
            places.get(one.organisation, len(places)),
            one.where,
        )
    )
    return Gaps(
        first=years[0] if years else None, last=years[1] if years else None, gaps=tuple(every)
    )


def _years(listed: Iterable[Record]) -> tuple[int, int] | None:
    known = [one.card.year for one in listed if one.card.year]
    return (min(known), max(known)) if known else None


def _reviews(ws: Workspace, scope: Scope, years: tuple[int, int] | None, on: date) -> Iterator[Gap]:
    """Yield who was to be reviewed in a year that is over and has neither review nor level."""
    if years is None:
        return
    for year in range(years[0], min(years[1], on.year - 1) + 1):
        last = date(year, 12, 31)
        try:
            everybody = list(campaign.candidates(ws, year, scope.org, last))
        except NotFoundError:
            everybody = []
        if everybody:
            yield from _without_review(ws, everybody, year)
            continue
        words = (
            f"Danh sách không có tổ chức nào ngày {short_date(last)}, hoặc chưa có chế độ của năm."
        )
        yield Gap(
            kind=GapKind.UNCHECKED,
            organisation=scope.org or "",
            year=year,
            where=str(year),
            what=f"{words} Chưa biết ai phải kiểm điểm.",
        )


def _without_review(ws: Workspace, everybody: Iterable[Candidate], year: int) -> Iterator[Gap]:
    due = [one for one in everybody if one.verdict.reviewed]
    codes = [f"{one.dossier}-{year}" for one in due]
    papers = ws.catalogue.by_dossier(Provenance, codes)
    ratings = ws.catalogue.by_dossier(Rating, codes)
    members: dict[str, list[Candidate]] = {}
    for one, code in zip(due, codes, strict=True):
        if any(map(is_form, papers.get(code, ()))) or _is_rated(ratings.get(code, ())):
            continue
        if one.person:
            members.setdefault(one.body.code, []).append(one)
        else:
            words = "không có báo cáo kiểm điểm, kết quả xếp loại năm"
            yield _not_reviewed(GapKind.COLLECTIVE, [one], code, f"{words} {year}", year)
    for code, ones in members.items():
        words = f"{len(ones)} đảng viên không có bản kiểm điểm, kết quả xếp loại năm {year}"
        yield _not_reviewed(GapKind.MEMBERS, ones, f"{code}, năm {year}", words, year)


def _not_reviewed(
    kind: GapKind, ones: Sequence[Candidate], where: str, words: str, year: int
) -> Gap:
    body = ones[0].body
    return Gap(
        kind=kind,
        organisation=body.code,
        year=year,
        where=where,
        what=f"{body.state.name}: {words}.",
        names=tuple(one.label for one in ones if one.person),
    )


def _is_rated(found: Iterable[Rating]) -> bool:
    return any(one.stage is Stage.DECIDED and one.counts for one in found)


def _numbers(
    ws: Workspace, scope: Scope, found: Tree, years: tuple[int, int] | None, on: date
) -> Iterator[Gap]:
    """Yield what is wrong with the numbers of papers; of a span of years every number counts."""
    one = years[0] if scope.term is None and years and years[0] == years[1] else None
    wanted = numbers.Scope(term=scope.term, year=one)
    for code in found.codes:
        try:
            problems = list(numbers.problems(ws, [code], wanted, on))
        except NotFoundError:  # its terms are other ones: all its numbers are looked at
            problems = list(numbers.problems(ws, [code], numbers.Scope(), on))
        yield from _of_numbers(code, one, problems)


def _of_numbers(code: str, year: int | None, problems: Iterable[Problem]) -> Iterator[Gap]:
    """Yield what is wrong with an organisation's numbers, and once what could not be checked."""
    unsure = []
    for problem in problems:
        if problem.outcome is Outcome.BROKEN:
            yield _number(GapKind.NUMBER, code, year, problem.where, problem.message)
        elif problem.outcome is Outcome.UNCHECKED:
            unsure.append(problem)
    if unsure:
        words = f"{len(unsure)} điều về số văn bản chưa kiểm được, như {unsure[0].message}"
        yield _number(GapKind.UNCHECKED, code, year, unsure[0].where, words)


def _number(kind: GapKind, code: str, year: int | None, where: str, what: str) -> Gap:
    return Gap(kind=kind, organisation=code, year=year, where=where, what=what)


def _papers(listed: Iterable[Record]) -> Iterator[Gap]:
    for record in listed:
        for one in unsigned(record.documents):
            yield Gap(
                kind=GapKind.RETURN if one.out else GapKind.SIGNATURE,
                organisation=record.card.organisation,
                year=record.card.year,
                where=f"{record.code}/{one.document.number}",
                what=one.document.title,
            )


def _contents(ws: Workspace, found: Tree, listed: Iterable[Record], on: date) -> Iterator[Gap]:
    """Yield what review dossiers of years that are over lack, members of one body together."""
    over = [one for one in listed if one.card.year and one.card.year < on.year]
    members: dict[tuple[str, int | None, Item], list[str]] = {}
    for one in completeness(ws, found, over):
        card = one.record.card
        for item in one.lacking:
            if card.kind is DossierKind.PERSON:
                key = (card.organisation, card.year, item)
                members.setdefault(key, []).append(one.record.code)
            else:
                yield _lacking(card.organisation, card.year, one.record.code, item)
    for (organisation, year, item), codes in members.items():
        where = codes[0] if len(codes) == 1 else f"{organisation}, {len(codes)} hồ sơ đảng viên"
        yield replace(_lacking(organisation, year, where, item), names=tuple(codes))


def _lacking(organisation: str, year: int | None, where: str, item: Item) -> Gap:
    return Gap(
        kind=GapKind.CONTENT,
        organisation=organisation,
        year=year,
        where=where,
        what=f"thiếu mục {item.number}: {item.title} ({item.reference}).",
    )
