"""What rules said, for people: the broken first, then what nobody can check yet by its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from hoso import text
from hoso.errors import Outcome, Problem
from hoso.statistics import thousands

_SHOWN = 20  # cases of one rule; the number of the others follows
# How the machine of rules ends a message: with why nobody can check, or whom to ask what.
_WHY = re.compile(r"\((?:.*; )?(?:chưa kiểm được vì |cần hỏi: )(?P<reason>.*)\)$", re.DOTALL)
_ASKS = "cần hỏi: "
_OUT = "không áp dụng"


def lines(found: Sequence[Problem]) -> Iterator[str]:
    """Yield what every rule said: each breach, what is unknown and for whom, how many are kept."""
    broken, unchecked, kept = (
        [one for one in found if one.outcome is outcome]
        for outcome in (Outcome.BROKEN, Outcome.UNCHECKED, Outcome.KEPT)
    )
    yield f"Vi phạm: {thousands(len(broken))}"
    for same in _grouped(broken, lambda one: one.code):
        yield from _cases(same)
    yield f"Chưa kiểm được: {thousands(len(unchecked))}"
    for same in _grouped(unchecked, _reason):
        yield from _unknown(same) if _WHY.search(same[0].message) else _cases(same)
    out = sum(one.message.endswith(f"({_OUT})") for one in kept)
    more = f" (trong đó không áp dụng: {thousands(out)})" if out else ""
    yield f"Đạt: {thousands(len(kept))}{more}"


def _grouped(
    found: Iterable[Problem], key: Callable[[Problem], str]
) -> Iterator[Sequence[Problem]]:
    groups: dict[str, list[Problem]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    yield from groups.values()


def _cases(same: Sequence[Problem]) -> Iterator[str]:
    """Yield what one rule found: the rule once, then each subject with its figures."""
    first = same[0]
    reference = f" [{first.reference}]" if first.reference else ""
    if len(same) == 1:
        place = f"{first.where}: " if first.where else ""
        yield f"  {first.code}  {place}{first.message}{reference}"
        return
    yield f"  {first.code}  {_rule(first)}{reference}: {thousands(len(same))} trường hợp"
    for one in same[:_SHOWN]:
        yield f"      {one.where}: {_figures(one)}"
    if len(same) > _SHOWN:
        others = thousands(len(same) - _SHOWN)
        yield f"      … và {others} trường hợp khác; xem đủ bằng --json, hoặc từng nơi bằng --org."


def _rule(one: Problem) -> str:
    """Return the words of the rule, without the figures behind them."""
    return one.message.partition(". (")[0]


def _figures(one: Problem) -> str:
    return one.message.partition(". (")[2].removesuffix(")") or one.message


def _reason(one: Problem) -> str:
    """Return why nobody could check, or what is asked; else the rule itself."""
    hit = _WHY.search(one.message)
    return hit["reason"] if hit else one.code


def _unknown(same: Sequence[Problem]) -> Iterator[str]:
    """Yield one reason, the rules that it concerns, and the subjects."""
    reason = _reason(same[0])
    asks = _ASKS in same[0].message
    codes = ", ".join(dict.fromkeys(one.code for one in same))
    wheres = list(dict.fromkeys(one.where for one in same if one.where))
    yield f"  {'Cần hỏi:' if asks else 'Vì'} {reason} ({codes})"
    if wheres:
        yield f"      {text.listed(wheres, mark='; ')}"
