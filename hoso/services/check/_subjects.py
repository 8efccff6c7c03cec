"""The rules of members and of collectives, each on whomever it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hoso import rules
from hoso.errors import Outcome, Problem
from hoso.facts import Facts
from hoso.model.profile import Rule
from hoso.services.check import _collective, _member
from hoso.services.check._held import Held
from hoso.services.check._review import Desk
from hoso.services.check._said import Known, rulings_of

_DUE = "dien."  # facts of who must be reviewed and rated
# Facts of a review form, which who reviews within another body does not fill in.
_OF_FORM = ("bieu_mau.", "cap_do.", "bang_diem.", "diem.", "han_che.", "khac_phuc.")
_NO_FORM = "không áp dụng: không có báo cáo kiểm điểm riêng"


def problems(desk: Desk) -> Iterator[Problem]:
    """Yield what every rule says of every member and every collective, lower before upper."""
    collective = rules.of_subject(desk.year.regime, "tap_the")
    personal = rules.of_subject(desk.year.regime, "ca_nhan")
    due = tuple(rule for rule in personal if _is_of_due(rule))
    for one in desk.year.held:
        if one.candidate.person:
            known = _member.known_of(desk, one)
            asked = personal if _is_concerned(known) else due
            yield from rules.check(desk.stated.over(known, one), asked, rulings_of(one))
        else:
            known = _collective.known_of(desk, one)
            desk.collectives[one.code] = desk.stated.over(known, one)
            yield from _of_collective(one, desk.collectives[one.code], collective)
        yield from desk.stated.differences(known, one)


def _of_collective(one: Held, found: Facts, asked: Sequence[Rule]) -> Iterator[Problem]:
    """Yield what the rules say of a collective; what is asked of a form, only if it has its own."""
    alone = one.candidate.verdict.reviewed is not False or found.get("co.kiem_diem") is True
    for problem, rule in zip(rules.check(found, asked, rulings_of(one)), asked, strict=True):
        about_form = any(name.startswith(_OF_FORM) for name in rule.needs)
        yield problem if alone or not about_form else _without_form(problem, rule)


def _without_form(problem: Problem, rule: Rule) -> Problem:
    message = f"{rule.message} ({_NO_FORM})"
    return replace(problem, message=message, outcome=Outcome.KEPT)


def _is_of_due(rule: Rule) -> bool:
    return any(name.startswith(_DUE) for name in (*rule.when, *rule.needs))


def _is_concerned(known: Known) -> bool:
    """Return whether all rules concern a member: of one without review or level, only who must have them."""
    found = known.surely
    return found.get("co.kiem_diem") is not False or found.get("co.xep_loai") is True
