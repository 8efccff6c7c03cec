"""The year as a whole: what the authority decided, and figures that must divide without remainder."""

from __future__ import annotations

from collections.abc import Iterator

from hoso import facts, rules, text
from hoso.errors import NotFoundError, Problem, QuestionError
from hoso.facts import CampaignCase, Facts
from hoso.model.oversight import Role
from hoso.model.review import Level
from hoso.services import stats
from hoso.services.check._held import Held
from hoso.services.check._review import Desk
from hoso.services.check._said import Known, rulings_of
from hoso.services.check._year import Year
from hoso.services.papers import is_form
from hoso.services.stats import Counted
from hoso.statistics import BODIES, MEMBERS, Table

_OUTSTANDING = "tieu_bieu.danh_sach"
# Part of a fact's name after `dot.` → row of the statistics.
_ROWS = {
    **{name: name for name in ("tong_so", "mien", "chua_danh_gia", "moi_ket_nap", "duoc_danh_gia")},
    **{name: name for name in ("htt_tro_len", "htxs", "htn", "khtn")},
}
_WHY = {
    "khtn_ky_luat": "ky_luat",
    "khtn_cbccvc": "ccvc",
    "khtn_chi_tieu": "duoi_50",
    "khtn_khac": "khac",
    **{name: name for name in ("khien_trach", "canh_cao", "cach_chuc", "khai_tru")},
}
_UNSAID = ("chua_ro", "ky_luat_khac")  # rows of those of whom nobody said why, or in which form
_UNRATED_BODIES = ("mien", "chua_danh_gia", "moi_ket_nap")


def problems(desk: Desk) -> Iterator[Problem]:
    """Yield what the rules of the whole year say."""
    year = desk.year
    last = desk.deadlines.review
    case = _case(year, over=last is None or year.on >= last)
    found = Known(surely=facts.of_campaign(case), partly=_team(year))
    top = year.top
    whole = desk.stated.over(found, top) if top else {**found.partly, **found.surely}
    asked = rules.of_subject(year.regime, "dot")
    yield from rules.check(whole, asked, rulings_of(top) if top else {})


def _case(year: Year, *, over: bool) -> CampaignCase:
    counts = _counted(year)
    required, received = _forms(year, over=over)
    chosen = _chosen(year)
    return CampaignCase(
        name=f"Năm {year.number}",
        parameters=year.regime.parameters,
        reviews_required=required,
        reviews_received=received,
        counted_twice=tuple(_twice(year)),
        figures=_figures(counts.tables[MEMBERS]) if counts else {},
        body_figures=_body_figures(counts.tables[BODIES]) if counts else {},
        outstanding=chosen,
        not_excellent=None if chosen is None else tuple(_not_excellent(year, chosen)),
    )


def _forms(year: Year, *, over: bool) -> tuple[int, int | None]:
    """Return of how many members a review is due, and how many forms came back.

    As long as forms may still come, fewer say nothing.
    """
    members = (one for ones in year.members.values() for one in ones)
    due = {one.candidate.dossier: one for one in members if one.candidate.verdict.reviewed}
    came = sum(any(map(is_form, one.papers)) for one in due.values())
    return len(due), came if over or came >= len(due) else None


def _counted(year: Year) -> Counted | None:
    """Return the statistics of the year, None where the roster of the time has no such committee."""
    try:
        return stats.counted(year.ws, year.number, org=year.scope, on=year.on)
    except (NotFoundError, QuestionError):
        return None


def _figures(found: Table) -> dict[str, int]:
    """Return the figures of members; why some failed only when that is known of each of them."""
    rows = dict(_ROWS)
    if not any(found.count(row) for row in _UNSAID):
        rows |= _WHY
    return {name: count for name, row in rows.items() if (count := found[row].count) is not None}


def _body_figures(found: Table) -> dict[str, int]:
    names = ("tong_so", "duoc_danh_gia", "htt_tro_len", "htxs", "htn", "khtn")
    unrated = sum(found.count(row) for row in _UNRATED_BODIES)
    return {**{name: found.count(name) for name in names}, "khong_danh_gia": unrated}


def _twice(year: Year) -> Iterator[str]:
    """Yield each member who stands on the rosters of several organisations, with those."""
    places: dict[str, list[Held]] = {}
    for members in year.members.values():
        for one in members:
            places.setdefault(one.candidate.dossier, []).append(one)
    for found in places.values():
        if len(found) > 1:
            where = ", ".join(one.candidate.body.state.name for one in found)
            yield f"{found[0].candidate.label} ({where})"


def _chosen(year: Year) -> tuple[str, ...] | None:
    """Return the organisations chosen as the best: as stated, else those with a title recognised.

    None when nobody said which.
    """
    top = year.top
    said = next((s.value for s in top.statements if s.fact == _OUTSTANDING), None) if top else None
    if isinstance(said, tuple):
        return said
    titles = [t for t in year.ws.catalogue.titles() if t.year == year.number and not t.refused]
    codes = [t.subject.organisation for t in titles if t.subject.organisation in year.collectives]
    return tuple(year.collectives[code].candidate.label for code in codes) or None


def _not_excellent(year: Year, chosen: tuple[str, ...]) -> Iterator[str]:
    """Yield those chosen that were not decided to be excellent; an unknown name is one."""
    known = {
        text.fold(name): one
        for one in year.collectives.values()
        for name in (one.code, one.candidate.label)
    }
    for name in chosen:
        one = known.get(text.fold(name))
        if one is None or one.level is not Level.EXCELLENT:
            yield name


def _team(year: Year) -> Facts:
    """Return that there is an inspection team when somebody was sent to appraise."""
    sent = year.ws.catalogue.assignments(year=year.number)
    return {"dot.co_to_tham_dinh": True} if any(o.role is Role.APPRAISES for o in sent) else {}
