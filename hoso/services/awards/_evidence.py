"""What the archive knows of each year: the level, the paper that decided it, the title recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hoso import profiles, text
from hoso.model import base
from hoso.model.awards import Award, Title
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Level, Rating, Stage, Subject, SubjectKind
from hoso.services.campaign import Candidate
from hoso.workspace import Workspace

DECISION = "quyet_dinh_cong_nhan"
_STATED = "tieu_bieu.danh_sach"  # a fact that people state: whom an authority chose


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMerit:
    """One year of one subject: `earned` is None where the archive does not know."""

    year: int
    title: str  # what the year's guidance calls the merit
    level: Level | None
    evidence: str  # the paper, or who recorded the level and when; "" for none
    earned: bool | None
    why: str = ""  # why not, or what is not known
    short: str = ""  # the level abbreviated as the year's regime does
    recognised: str = ""  # the paper that recognised a collective's title


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Levels, titles and awards of some years, read once for all subjects."""

    ratings: Mapping[tuple[str, int], Rating]
    names: Mapping[tuple[SubjectKind, int], Mapping[str, str]]  # the levels abbreviated
    papers: Mapping[tuple[str, int], str]  # the decision that lists the subject
    titles: Mapping[tuple[str, int], Title]
    stated: Mapping[tuple[str, int], str]  # name or code of a body, year → source
    awards: Mapping[str, tuple[Award, ...]]

    @classmethod
    def of(cls, ws: Workspace, years: Iterable[int], but: str = "") -> Records:
        """Return what is known of `years`; awards of the paper `but` are left out."""
        span = list(years)
        ratings = {
            (one.subject.dossier_stem, year): one
            for year in span
            for one in ws.catalogue.ratings(year=year, stage=Stage.DECIDED)
        }
        return cls(
            ratings=ratings,
            names={(kind, year): said for year in span for kind, said in _names(year)},
            papers={key: said for year in span for key, said in _decided(ws, year).items()},
            titles={(t.subject.dossier_stem, t.year): t for t in ws.catalogue.titles()},
            stated={key: said for year in span for key, said in _chosen(ws, year).items()},
            awards=_given(ws, but),
        )

    def level(self, subject: Subject, year: int) -> Level | None:
        """Return the decided level of a year, None when the archive has none."""
        rating = self.ratings.get((subject.dossier_stem, year))
        return rating.level if rating else None

    def short(self, kind: SubjectKind, year: int, level: Level | None) -> str:
        """Return a level as its year abbreviates it, "" for none."""
        return self.names[kind, year][level.value] if level else ""

    def member(self, one: Candidate, year: int) -> YearMerit:
        """Return a member's year: the level decides."""
        found = self._level_of(one, year)
        if found.level is None and (reason := _not_yet(one, year)):
            return replace(found, earned=False, why=reason)
        return found

    def collective(self, one: Candidate, year: int) -> YearMerit:
        """Return a collective's year: the level, and the title that an authority recognised."""
        found = self._level_of(one, year)
        name = found.title or "tiêu biểu"
        title = self.titles.get((one.dossier, year))
        paper = title.document if title and not title.refused else self._stated(one, year)
        earned, why = found.earned, found.why
        if title and title.refused:
            earned, why = False, f"năm {year} không được công nhận «{name}» ({title.document})"
        elif paper and earned is not False:
            earned, why = True, ""
        elif earned:
            earned, why = None, f"năm {year} chưa rõ có được công nhận «{name}» không"
        return replace(found, title=name, earned=earned, why=why, recognised=paper)

    def _level_of(self, one: Candidate, year: int) -> YearMerit:
        """Return what the decided level alone says of a year."""
        rating = self.ratings.get((one.dossier, year))
        level = rating.level if rating else None
        known = profiles.title_name(profiles.MEMBER if one.person else profiles.ORGANISATION, year)
        kind = SubjectKind.PERSON if one.person else SubjectKind.COLLECTIVE
        short = self.short(kind, year, level)
        earned, why = _judged(level, year, short)
        return YearMerit(
            year=year,
            title=known.name if known else "",
            level=level,
            evidence=self._evidence(one.dossier, year, rating),
            earned=earned,
            why=why,
            short=short,
        )

    def _stated(self, one: Candidate, year: int) -> str:
        keys = (one.body.code, text.tone_key(one.label))
        return next((said for key in keys if (said := self.stated.get((key, year)))), "")

    def _evidence(self, stem: str, year: int, rating: Rating | None) -> str:
        if rating is None:
            return ""
        if found := rating.document or self.papers.get((stem, year)):
            return found
        day = f" ngày {text.short_date(rating.day)}" if rating.day else ""
        return f"{rating.by} ghi{day}" if rating.by else ""


def _given(ws: Workspace, but: str) -> dict[str, tuple[Award, ...]]:
    """Return the awards that stand, by dossier code without the year."""
    found: dict[str, tuple[Award, ...]] = {}
    for one in ws.catalogue.awards():
        if not one.withdrawn and one.document != but:
            found[one.subject.dossier_stem] = (*found.get(one.subject.dossier_stem, ()), one)
    return found


def _names(year: int) -> Iterator[tuple[SubjectKind, Mapping[str, str]]]:
    """Yield the abbreviated levels of a year; before the first regime those of the first."""
    regime = profiles.regime(max(year, profiles.first_year()))
    for kind in SubjectKind:
        yield kind, regime.abbreviations(of_members=kind is SubjectKind.PERSON)


def _judged(level: Level | None, year: int, short: str) -> tuple[bool | None, str]:
    if level is None:
        return None, f"năm {year} kho chưa có mức"
    if level is Level.EXCELLENT:
        return True, ""
    return False, f"năm {year} xếp mức {short}"


def _not_yet(one: Candidate, year: int) -> str:
    """Return why a member without a level of that year cannot have had one."""
    admitted = one.person.state.admitted if one.person else None
    if admitted and admitted.year > year:
        return f"năm {year} chưa là đảng viên (kết nạp ngày {text.short_date(admitted)})"
    return ""


def _chosen(ws: Workspace, year: int) -> dict[tuple[str, int], str]:
    """Return the bodies that people stated an authority had chosen, with the paper they named."""
    found: dict[tuple[str, int], str] = {}
    for one in ws.catalogue.statements(year=year):
        if one.fact == _STATED and isinstance(one.value, tuple):
            for name in one.value:
                source = one.source or f"{one.by} kê khai ngày {text.short_date(one.day)}"
                found[text.tone_key(name), year] = source
                found[name, year] = source
    return found


def _decided(ws: Workspace, year: int) -> dict[tuple[str, int], str]:
    """Return which archived decision lists a subject; a later one goes before an earlier."""
    found: dict[tuple[str, int], str] = {}
    for row in ws.catalogue.documents(year=year, kind=DECISION):
        if row.provenance.status is not DocumentStatus.WITHDRAWN:
            where = f"{row.provenance.number}/du_lieu.json"
            data = base.decode(
                ws.archive.read(row.object_id, where), dict[str, object], where=where
            )
            said = paper_name(row.provenance, row.dossier)
            found |= {(stem, year): said for stem in _listed(ws, data)}
    return found


def paper_name(made: Provenance, dossier: str) -> str:
    """Return how people cite an archived paper: number and day, or where it lies."""
    if not made.symbol:
        return f"{dossier}/{made.number}"
    kind = made.type_name or "văn bản"
    day = f", ngày {text.short_date(made.day)}" if made.day else ""
    return f"{kind} số {made.symbol}{day}"


def _listed(ws: Workspace, data: Mapping[str, object]) -> Iterable[str]:
    for row in _rows(data, "dang_vien"):
        yield f"dv-{row.get('so_the', '')}"
    for row in _rows(data, "to_chuc"):
        body = ws.catalogue.find_organisation(str(row.get("ten", "")))
        if body:
            whose = Subject(kind=SubjectKind.COLLECTIVE, organisation=body.code)
            yield whose.dossier_stem


def _rows(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = data.get(name)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
