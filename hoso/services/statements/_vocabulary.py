"""Which facts people may state, about whom, and which rules of which regime ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoso import facts, profiles, text
from hoso.errors import NotFoundError, RulesBrokenError
from hoso.model.facts import FACTS, NONE_HERE, FactInfo
from hoso.model.profile import Regime, Rule

PERSON, BODY, YEAR = "ca_nhan", "tap_the", "dot"
SCOPES = {PERSON: "đảng viên", BODY: "tổ chức đảng", YEAR: "cả năm"}


def find(said: str) -> FactInfo:
    """Return the fact of that name or label that people may state.

    Raise NotFoundError with the nearest for none, RulesBrokenError for one only the archive says.
    """
    name, label = said.strip().lower(), text.slug(said)
    found = [one for one in FACTS.values() if name == one.name or label == text.slug(one.label)]
    if not found:
        raise NotFoundError(f"Không có dữ kiện «{said}».{_near(said)}", where=said)
    stated = [one for one in found if one.may_be_stated]
    if not stated:
        raise RulesBrokenError(
            f"Dữ kiện «{found[0].label}» ({found[0].name}) do chương trình đọc từ kho, không kê khai. "
            "Xem «hoso facts names».",
            where=said,
        )
    return stated[0]


def _near(said: str) -> str:
    stated = [one for one in FACTS.values() if one.may_be_stated]
    near = text.nearest(said, [*(one.name for one in stated), *(one.label for one in stated)])
    return f" Ý bạn là «{near}»?" if near else " Xem «hoso facts names»."


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A fact that may be stated, and the codes of the rules that ask for it, by regime."""

    info: FactInfo
    rules: dict[str, tuple[str, ...]]


def names(scope: str | None = None) -> tuple[Name, ...]:
    """Return the facts that may be stated (about one scope, or about any), as the vocabulary has them."""
    regimes = profiles.regimes()
    return tuple(
        Name(
            info=info,
            rules={one.code: codes for one in regimes if (codes := tuple(_asking(one, info.name)))},
        )
        for info in FACTS.values()
        if info.may_be_stated and (scope is None or scope in info.stated_for)
    )


def _asking(regime: Regime, name: str) -> Iterator[str]:
    for rule in regime.rules:
        if name in _origins(_asked(rule)):
            yield rule.code


def _origins(names: Iterable[str]) -> frozenset[str]:
    """Return what people may state so that rules know these facts; nobody's lot included."""
    found = facts.with_origins(names)
    could = any(PERSON in FACTS[name].stated_for and facts.none_of([name]) for name in found)
    return found | ({NONE_HERE} if could else frozenset())


def _asked(rule: Rule) -> tuple[str, ...]:
    return (*rule.when, *rule.unless, *rule.needs)


def asked(regime: Regime, scope: str) -> tuple[FactInfo, ...]:
    """Return what the rules of a regime ask for and people may state about one scope."""
    wanted = _origins(name for rule in regime.rules for name in _asked(rule))
    return tuple(one for one in FACTS.values() if scope in one.stated_for and one.name in wanted)


def labels(infos: Iterable[FactInfo]) -> dict[str, tuple[str, ...]]:
    """Return each fact's headings of a sheet by its name: the label, then the name itself."""
    return {one.name: (one.label[:1].upper() + one.label[1:], one.name) for one in infos}
