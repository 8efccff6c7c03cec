"""What a check of a year has to ask: one entry a subject and rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.errors import Problem
from hoso.model.profile import Rule
from hoso.model.review import Subject, SubjectKind
from hoso.services import check
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One open question: about whom, the rule that asks, the figures behind it.

    `label` names the meeting, count or group that is meant, else the subject whose dossier takes
    the answer.
    """

    subject: Subject
    label: str
    rule: Rule
    figures: str


def of_year(ws: Workspace, year: int, *, org: str | None, on: date) -> tuple[Asked, ...]:
    """Return the open questions of a year, in the order of its check."""
    rules = {one.code: one for one in ws.regime(year).rules if one.question}
    return tuple(
        Asked(
            subject=_subject(ws, one.about),
            label=one.where,
            rule=rules[one.code],
            figures=one.found,
        )
        for one in check.check(ws, year, org=org, on=on)
        if one.code in rules and one.about and _is_asked(one)
    )


def _is_asked(one: Problem) -> bool:
    """Return whether a rule asks: the facts are known, and what follows from them is open."""
    return bool(one.found)


def _subject(ws: Workspace, stem: str) -> Subject:
    """Return the subject of a dossier by its code without the year."""
    kind, _, key = stem.partition("-")
    if kind != "dv":
        whose = SubjectKind.COLLECTIVE if kind == "tt" else SubjectKind.PERSON
        return Subject(kind=whose, organisation=key)
    member = ws.catalogue.member(key)
    state = member.states[-1] if member else None
    return Subject(
        kind=SubjectKind.PERSON,
        organisation=state.organisation if state else "",
        card=key,
        name=state.full_name if state else "",
    )
