"""What a check of a year has to ask: one entry a subject and rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoso.errors import Problem
from hoso.model.assessment import Statement
from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Rule
from hoso.model.review import Subject, SubjectKind
from hoso.services import check, statements
from hoso.services.statements import Reader
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
    figures = _Figures(
        stated=statements.stated(ws, year), values=statements.reader(ws, year), rules=rules
    )
    return tuple(
        Asked(
            subject=_subject(ws, one.about),
            label=one.where,
            rule=rules[one.code],
            figures=figures.of(one),
        )
        for one in check.check(ws, year, org=org, on=on)
        if one.code in rules and one.about and _is_asked(one)
    )


def _is_asked(one: Problem) -> bool:
    """Return whether a rule asks: the facts are known, and what follows from them is open."""
    return bool(one.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """What stands behind a question, each share with what it was worked out from."""

    stated: Mapping[tuple[str, str], Statement]
    values: Reader
    rules: Mapping[str, Rule]

    def of(self, one: Problem) -> str:
        """Return the figures of a question: `91,67 (11/12)` for a share of counts."""
        found = one.found
        for name in self.rules[one.code].needs:
            said = self.stated.get((one.about, name))
            if said and said.basis and isinstance(said.value, int | float):
                words = statements.words(self.values, said)
                label = re.escape(FACT_LABELS[name])
                found = re.sub(rf"(?<={label}: )[^;]*", words.replace("\\", r"\\"), found)
        return found


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
