"""Why members did not do their tasks, as far as the archive knows: unknown is not nought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hoso import facts
from hoso.facts import Facts, PersonCase, ReviewCase
from hoso.model.assessment import Discipline, DisciplineForm, Statement
from hoso.model.facts import NONE_HERE
from hoso.model.profile import Regime, Rule
from hoso.model.review import Level, Rating
from hoso.services.stats._population import CountedMember
from hoso.statistics import Failure
from hoso.workspace import Workspace

_FORMS = tuple(DisciplineForm)
# A conclusion that makes the lowest level by itself.
_OTHER = ("suy_thoai.ket_luan", "vi_pham.neu_guong", "tham_nhung.noi_phu_trach")
_SHARE, _LEADER, _IS_FAILED = "nhiem_vu.hoan_thanh", "doi_tuong.la_lanh_dao", "xep_loai.la_khtn"


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
    codes = {f"dv-{one.card}-{year}" for one in failed}
    homes = {f"tt-{one.state.organisation}-{year}" for one in failed}
    said = ws.catalogue.by_dossier(Statement, {*codes, *homes})
    ratings = ws.catalogue.by_dossier(Rating, codes)

    def explained(one: CountedMember) -> Explained:
        code = f"dv-{one.card}-{year}"
        nobody = _nobody(said.get(f"tt-{one.state.organisation}-{year}", ()))
        own = [found for found in ratings.get(code, ()) if found.counts]
        known = _facts(one, own, {**nobody, **facts.stated(said.get(code, ()))})
        return _explained(one, regime, known, disciplines.get(one.card, []))

    return {one.card: explained(one) for one in failed}


def _nobody(said: Iterable[Statement]) -> Facts:
    """Return what an organisation stated that nobody in it had in the year."""
    names = facts.stated(one for one in said if one.fact == NONE_HERE).get(NONE_HERE, ())
    return facts.none_of(names) if isinstance(names, tuple) else {}


def _facts(one: CountedMember, ratings: list[Rating], said: Facts) -> Facts:
    review = ReviewCase(name=one.state.full_name, ratings=ratings)
    return facts.laid_over(facts.of_person(PersonCase(review=review, state=one.state)), said)


def _explained(
    one: CountedMember,
    regime: Regime,
    known: Facts,
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


def _civil(known: Facts) -> bool | None:
    """Return whether the level as a civil servant was the lowest; nobody outside has one."""
    level = known.get("xep_loai_cbccvc.muc")
    if level is not None:
        return level == Level.FAILED
    return False if known.get("doi_tuong.la_cbccvc") is False else None


def _targets(known: Facts, regime: Regime) -> bool | None:
    """Return whether too small a share of the tasks was done, None when that is not known."""
    share, leads = known.get(_SHARE), known.get(_LEADER)
    limit = target_limits(regime).get(leads is True)
    return None if share is None or limit is None else float(str(share)) < limit


def target_limits(regime: Regime) -> dict[bool, float]:
    """Return below which share of the tasks done, in percent, a member has the lowest level.

    The regime's rules say so, where it leaders apart (True) from everybody else; one that sets no limit
    has none here.
    """
    found: dict[bool, float] = {}
    for rule in regime.rules:
        if rule.needs == (_SHARE,) and "ca_nhan" in rule.subjects and _IS_FAILED in rule.unless:
            limit = float(str(rule.parameters["tu"]))
            found |= {who: limit for who in (True, False) if _concerns(rule, leads=who)}
    return found


def _concerns(rule: Rule, *, leads: bool) -> bool:
    return _LEADER not in (rule.unless if leads else rule.when)


def target_words(regime: Regime) -> str:
    """Return those limits in words: `hoàn thành dưới 50% (lãnh đạo, quản lý: 70%) nhiệm vụ`."""
    limits = target_limits(regime)
    if not limits:
        return "không đạt tỷ lệ hoàn thành nhiệm vụ"
    least, leading = (limits.get(who) for who in (False, True))
    apart = "" if leading == least else f" (lãnh đạo, quản lý: {leading:g}%)"
    return f"hoàn thành dưới {least:g}%{apart} chỉ tiêu, nhiệm vụ"
