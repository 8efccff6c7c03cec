"""The machine: three outcomes for every rule, and a look at the rules themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from hoso.errors import Outcome, Problem
from hoso.model.assessment import Ruling
from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact, Issuing, Numbering, Regime, Rule
from hoso.rules._eligible import ELIGIBILITY_KINDS
from hoso.rules._kinds import CHECKS, CHOICES, Kind

_UNDECIDED = "chưa kiểm được vì cấp có thẩm quyền chưa quy định cách tính hoặc giới hạn"
NO_RULINGS: Mapping[str, Ruling] = MappingProxyType({})
SUBJECTS = (
    *("tap_the", "ca_nhan", "hoi_nghi", "phieu", "nhom", "dot", "khen_thuong"),
    *("so_van_ban", "van_ban"),
)


class Rulings(dict[str, Ruling]):
    """Ý kiến về một đối tượng: the rulings on one subject by rule; `about` is its dossier's stem."""

    def __init__(self, about: str, given: Mapping[str, Ruling]) -> None:
        super().__init__(given)
        self.about = about


def of_subject(source: Regime | Numbering | Issuing, subject: str) -> tuple[Rule, ...]:
    """Return the rules of `source` that ask about one kind of subject (one of `SUBJECTS`)."""
    return tuple(rule for rule in source.rules if subject in rule.subjects)


def check(
    facts: Mapping[str, Fact], rules: Iterable[Rule], rulings: Mapping[str, Ruling] = NO_RULINGS
) -> tuple[Problem, ...]:
    """Return one problem per rule, in order: kept, broken, or *chưa kiểm được*.

    A rule whose condition (`when`, `unless`) is known to fail does not apply and counts as kept. A rule
    with a question is never broken: it asks, until `rulings` (by code of the rule) has the answer;
    so has a rule with an exception, which is broken without one. `where` is `doi_tuong.ten`, `found`
    the figures behind a question, `about` whose `Rulings` these are.
    """
    about = rulings.about if isinstance(rulings, Rulings) else ""
    judged = (_judge(facts, rule, _ruling(rule, rulings)) for rule in rules)
    return tuple(replace(one, about=about) for one in judged)


def _ruling(rule: Rule, rulings: Mapping[str, Ruling]) -> Ruling | None:
    """Return the ruling that answers a rule: its own, or that of a rule which asks the same."""
    codes = (rule.code, *rule.ruled_by)
    return next((rulings[code] for code in codes if code in rulings), None)


def _judge(facts: Mapping[str, Fact], rule: Rule, ruling: Ruling | None) -> Problem:
    if _is_out(facts, rule):
        return _problem(facts, rule, Outcome.KEPT, "không áp dụng")
    asked = (*rule.when, *rule.unless, *rule.needs)
    missing = [name for name in asked if name not in facts]
    if missing:
        words = "; ".join(FACT_LABELS[name] for name in dict.fromkeys(missing))
        return _problem(facts, rule, Outcome.UNCHECKED, f"chưa kiểm được vì chưa biết: {words}")
    if "" in rule.parameters.values():
        return _problem(facts, rule, Outcome.UNCHECKED, _UNDECIDED)
    figures = CHECKS[rule.kind].check([facts[name] for name in rule.needs], rule)
    if figures is None:
        return _problem(facts, rule, Outcome.KEPT, "")
    if ruling and (rule.question or rule.exception or rule.ruled_by):
        said = f"{figures}; ý kiến của {ruling.authority}: {ruling.answer}"
        return _problem(facts, rule, Outcome.KEPT, said)
    if rule.question:
        asks = f"{figures}; cần hỏi: {rule.question}"
        return replace(_problem(facts, rule, Outcome.UNCHECKED, asks), found=figures)
    return _problem(facts, rule, Outcome.BROKEN, figures)


def _is_out(facts: Mapping[str, Fact], rule: Rule) -> bool:
    """Return whether a condition of the rule is known to fail."""
    return any(facts.get(name) is False for name in rule.when) or any(
        facts.get(name) is True for name in rule.unless
    )


def _problem(facts: Mapping[str, Fact], rule: Rule, outcome: Outcome, detail: str) -> Problem:
    return Problem(
        code=rule.code,
        where=str(facts.get("doi_tuong.ten", "")),
        message=f"{rule.message} ({detail})" if detail else rule.message,
        outcome=outcome,
        reference=rule.reference,
        warning=not rule.blocks,
    )


def validate(regime: Regime) -> tuple[Problem, ...]:
    """Return what is wrong with a regime's own rules: unknown kinds, facts, parameters, patterns.

    An empty result means that `check` and `eligible` can run every one of them.
    """
    codes = Counter([rule.code for rule in regime.rules] + [row.code for row in regime.eligibility])
    found = [_flaw(code, "mã dùng hai lần") for code, times in codes.items() if times > 1]
    found += validate_rules(regime.rules)
    found += [
        _flaw(rule.code, f"theo_y_kien: không có quy tắc {other}")
        for rule in regime.rules
        for other in rule.ruled_by
        if other not in codes
    ]
    if not regime.eligibility or regime.eligibility[-1].kind != "mac_dinh":
        found.append(_flaw(regime.code, "dien_kiem_diem phải kết thúc bằng loại mac_dinh"))
    for one in regime.eligibility:
        if one.kind not in ELIGIBILITY_KINDS:
            found.append(_flaw(one.code, f"loại điều kiện không có: {one.kind}"))
        elif missing := ELIGIBILITY_KINDS[one.kind] - one.parameters.keys():
            found.append(_flaw(one.code, f"thiếu tham số {', '.join(sorted(missing))}"))
    return tuple(found)


def validate_rules(rules: Iterable[Rule]) -> tuple[Problem, ...]:
    """Return what is wrong with rules: unknown kinds, facts, parameters, patterns."""
    return tuple(_flaw(rule.code, text) for rule in rules for text in _flaws(rule))


def _flaw(code: str, message: str) -> Problem:
    return Problem(code="QUY_TAC", where=code, message=message)


def _flaws(rule: Rule) -> Iterator[str]:
    for name in (*rule.needs, *rule.when, *rule.unless):
        if name not in FACT_LABELS:
            yield f"dữ kiện không có: {name}"
    for subject in rule.subjects:
        if subject not in SUBJECTS:
            yield f"đối tượng không có: {subject}"
    kind = CHECKS.get(rule.kind)
    if kind is None:
        yield f"loại quy tắc không có: {rule.kind}"
        return
    if not kind.facts[0] <= len(rule.needs) <= kind.facts[1]:
        yield f"loại {rule.kind} cần từ {kind.facts[0]} đến {kind.facts[1]} dữ kiện"
    yield from _parameter_flaws(rule, kind)


def _parameter_flaws(rule: Rule, kind: Kind) -> Iterator[str]:
    given = rule.parameters.keys()
    for name in sorted(kind.required - given):
        yield f"thiếu tham số {name}"
    for name in sorted(given - kind.required - kind.optional):
        yield f"tham số không có: {name}"
    for name, allowed in CHOICES.items():
        if name in given and rule.parameters[name] not in (*allowed, ""):
            yield f"tham số {name} phải là một trong: {', '.join(allowed)}"
    if rule.kind == "khop_mau" and "mau" in given:
        try:
            re.compile(str(rule.parameters["mau"]))
        except re.error as error:
            yield f"mẫu không đọc được: {error}"
