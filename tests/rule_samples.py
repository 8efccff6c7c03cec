"""Good and bad samples of every rule, from `tests/data/rules/*.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hoso import profiles, rules
from hoso.errors import Problem
from hoso.model.base import replaced
from hoso.model.profile import Fact, Regime, Rule

FOLDER = Path(__file__).parent / "data" / "rules"
SAMPLES: dict[str, dict[str, Any]] = {
    key: sample
    for path in sorted(FOLDER.glob("*.toml"))
    for key, sample in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
REGIMES = profiles.regimes()
RULES = {rule.code: rule for regime in REGIMES for rule in regime.rules}
NAME = "Chi bộ Mẫu"


def key_of(code: str) -> str:
    """Return the key of a rule's sample: its whole code, else what follows the first hyphen."""
    return code if code in SAMPLES else code.partition("-")[2]


def facts_of(code: str, outcome: str) -> dict[str, Fact]:
    """Return the facts of a rule's sample, `dung` (kept) or `sai` (broken)."""
    sample = SAMPLES[key_of(code)]
    plain = {"doi_tuong.ten": NAME, **sample.get("nen", {}), **sample[outcome]}
    return {name: tuple(v) if isinstance(v, list) else v for name, v in plain.items()}


def rule_of(code: str) -> Rule:
    """Return a rule with what its sample says that an overlay decided."""
    rule = RULES[code]
    decided = SAMPLES[key_of(code)].get("tham_so", {})
    return replaced(rule, parameters={**rule.parameters, **decided})


def judged(facts: dict[str, Fact], rule: Rule) -> Problem:
    """Return what one rule says of facts."""
    (problem,) = rules.check(facts, [rule])
    return problem


def number_of(code: str) -> int:
    """Return the number of the checkable fact that a rule answers to: 17 of `H43-17A`."""
    return int("".join(c for c in code.partition("-")[2][:2] if c.isdigit()))


def numbers_of(regime: Regime) -> set[int]:
    """Return the numbers that a regime has rules for."""
    return {number_of(rule.code) for rule in regime.rules}
