"""Why members did not do their tasks, as far as the archive knows: unknown is not nought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hoso import facts
from hoso.facts import Facts, PersonCase, ReviewCase
from hoso.model.assessment import Discipline, DisciplineForm
from hoso.model.facts import NONE_HERE
from hoso.model.profile import Regime
from hoso.model.review import Level, Subject, SubjectKind
from hoso.services.stats._population import CountedMember
from hoso.services.subjects import Person
from hoso.statistics import Failure
from hoso.workspace import Workspace

_FORMS = tuple(DisciplineForm)
# A conclusion that makes the lowest level by itself.
_OTHER = ("suy_thoai.ket_luan", "vi_pham.neu_guong", "tham_nhung.noi_phu_trach")
_LIMIT = "nguong_khtn"
_LEAST = 50  # percent of the tasks, where the regime's data do not say (QĐ 132, QĐ 124)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A reason with the words for a list of names."""

    why: Failure
    note: str


def failures(
    ws: Workspace, year: int, regime: Regime, members: Iterable[CountedMember]
) -> dict[str, Explained]:
    """Return what is known of why these members did not do their tasks, by card."""
    failed = [one for one in members if one.standing.level is Level.FAILED]
    if not failed:
        return {}
    disciplines: dict[str, list[Discipline]] = {}
    for entry in ws.catalogue.disciplines(year=year):
        disciplines.setdefault(entry.subject.card, []).append(entry)
    nobody = {home: _nobody(ws, year, home) for home in {one.state.organisation for one in failed}}
    return {
        one.card: _explained(
            one,
            regime,
            _facts(ws, year, one, nobody[one.state.organisation]),
            disciplines.get(one.card, []),
        )
        for one in failed
    }


def _nobody(ws: Workspace, year: int, home: str) -> Facts:
    """Return what an organisation stated that nobody in it had in the year."""
    whole = Subject(kind=SubjectKind.COLLECTIVE, organisation=home)
    said = ws.catalogue.statements(year=year, subject=whole)
    names = facts.stated(one for one in said if one.fact == NONE_HERE).get(NONE_HERE, ())
    return facts.none_of(names) if isinstance(names, tuple) else {}


def _facts(ws: Workspace, year: int, one: CountedMember, nobody: Facts) -> Mapping[str, object]:
    subject = Person(card=one.card, state=one.state).subject
    review = ReviewCase(
        name=one.state.full_name, ratings=ws.catalogue.ratings(year=year, subject=subject)
    )
    known = facts.of_person(PersonCase(review=review, state=one.state))
    said = facts.stated(ws.catalogue.statements(year=year, subject=subject))
    return facts.laid_over(known, {**nobody, **said})


def _explained(
    one: CountedMember,
    regime: Regime,
    known: Mapping[str, object],
    entries: list[Discipline],
) -> Explained:
    disciplined = True if entries else _answer(known.get("ky_luat.co"))
    civil = _civil(known)
    targets = _targets(known, regime)
    reason = one.rating.reason.strip() if one.rating else ""
    other = any(known.get(name) is True for name in _OTHER)
    ruled_out = disciplined is False and civil is False and targets is False
    why = Failure(
        disciplined=disciplined,
        form=_heaviest(entries) or str(known.get("ky_luat.hinh_thuc", "")),
        civil=civil,
        targets=targets,
        other=True if other or (reason and ruled_out) else None,
    )
    papers = [f"quyết định kỷ luật {entry.document}" for entry in entries if entry.document]
    return Explained(why=why, note="; ".join([*papers, *([reason] if reason else [])]))


def _answer(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _heaviest(entries: list[Discipline]) -> str:
    forms = [entry.form for entry in entries]
    return max(forms, key=_FORMS.index).value if forms else ""


def _civil(known: Mapping[str, object]) -> bool | None:
    """Return whether the level as a civil servant was the lowest; nobody outside has one."""
    level = known.get("xep_loai_cbccvc.muc")
    if level is not None:
        return level == Level.FAILED
    return False if known.get("doi_tuong.la_cbccvc") is False else None


def _targets(known: Mapping[str, object], regime: Regime) -> bool | None:
    share = known.get("nhiem_vu.hoan_thanh")
    return None if share is None else float(str(share)) < target_limit(regime)


def target_limit(regime: Regime) -> float:
    """Return below which share of the tasks done, in percent, nobody has done the year's tasks."""
    return float(str(regime.parameters.get(_LIMIT, _LEAST)))
