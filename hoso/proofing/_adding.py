"""What proof-reading says of sums: those of the summary, and those printed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hoso import text
from hoso.proofing import _shares, _sums
from hoso.proofing._claims import Reckoning
from hoso.proofing._items import NAMES, Item
from hoso.proofing._judge import Result, Way, decimal
from hoso.proofing._reading import BESIDE, INSIDE
from hoso.proofing._sums import Outcome, Reading, State
from hoso.proofing._table import Computed, Finding, Gathered, Sum, Table, Unchecked

_MOST_SUSPECTS = 2


def relations(table: Table, chosen: Reading, found: Gathered) -> None:
    """Note how every sum of the summary came out, with the figure that would mend a broken one."""
    facts = _sums.known(table, inside=chosen.inside)
    values = {item: one.least for item, one in facts.items()}
    if chosen.exceeds:
        found.findings.append(_exceeding(table))
    suspects = _suspected(table, chosen) if chosen.broken else ""
    for one in chosen.outcomes:
        if one.state is State.OPEN:
            found.unchecked.append(_open(one))
            continue
        found.computed.append(_computed(one))
        if one.state is State.BROKEN:
            said = one.spelt(values)
            message = f"{said[:1].upper()}{said[1:]}.{_other_reading(table, one)}{suspects}"
            found.findings.append(_broken(one, message, table))


def _computed(one: Outcome) -> Computed:
    holds = one.state is State.HOLDS
    return Computed(
        label=one.label,
        printed=str(one.whole),
        recomputed=str(one.total),
        result=Result.MATCHES if holds else Result.WRONG,
        way=Way.ROUNDED if holds else Way.OTHER,
        items=frozenset({one.relation.whole, *one.printed}),
    )


def _exceeding(table: Table) -> Finding:
    best, good = table.figures[Item.EXCELLENT], table.figures[Item.GOOD]
    return Finding(
        code="S003",
        label=f"{NAMES[Item.EXCELLENT]} ≤ {NAMES[Item.GOOD]}",
        message=f"Xuất sắc {text.thousands(best)} nhiều hơn hoàn thành tốt {text.thousands(good)}, "
        "mà xuất sắc phải nằm trong đó.",
        printed=str(best),
        recomputed=str(good),
        place=table.places.get(Item.EXCELLENT, ""),
        quote=table.quotes.get(Item.EXCELLENT, ""),
    )


def _broken(one: Outcome, message: str, table: Table) -> Finding:
    return Finding(
        code=one.relation.code,
        label=one.label,
        message=message,
        printed=str(one.whole),
        recomputed=str(one.total),
        place=table.places.get(one.relation.whole, ""),
        quote=table.quotes.get(one.relation.whole, ""),
    )


def _open(one: Outcome) -> Unchecked:
    missing = ", ".join(NAMES[item] for item in one.missing)
    rest = text.thousands(one.whole - one.total)
    reason = f"còn {rest} chưa rõ ở đâu; không in: {missing}"
    return Unchecked(label=one.label, printed=str(one.whole), reason=reason)


def _other_reading(table: Table, one: Outcome) -> str:
    """Return what the other reading of the highest level makes of a broken sum of levels."""
    best = table.figures.get(Item.EXCELLENT, 0)
    if one.relation.code != "S002" or not best:
        return ""
    within = Item.EXCELLENT not in one.relation.parts
    other = one.total + best if within else one.total - best
    holds = "khớp" if other == one.whole else f"được {text.thousands(other)}, cũng không khớp"
    return f" Nếu hiểu {BESIDE if within else INSIDE} thì {holds}."


def _suspected(table: Table, chosen: Reading) -> str:
    """Return which figures alone could mend every sum, if percentages or their fewness tell."""
    found = list(_sums.suspects(table, chosen))
    before = _mistakes(table, chosen)
    sure = [
        (item, value)
        for item, value in found
        if _mistakes(replace(table, figures={**table.figures, item: value}), chosen) < before
    ]
    named = sure or found
    if not named or (len(named) > _MOST_SUSPECTS and not sure):
        return ""
    words = " hoặc ".join(f"«{NAMES[item]}» là {text.thousands(value)}" for item, value in named)
    return f" Các phép cộng{' và tỷ lệ' if sure else ''} sẽ khớp nếu {words}."


def _mistakes(table: Table, chosen: Reading) -> int:
    found = Gathered()
    _shares.check(Reckoning.of(table, inside=chosen.inside, explain=False), found)
    return found.wrong


def further(number: int, one: Sum, table: Table, found: Gathered) -> None:
    """Check a further sum: exact for counts; added percentages may be off by their rounding."""
    label = one.label or f"tổng thứ {number + 1}"
    known = [part for part in one.parts if part is not None]
    if reason := _why_not(one, known):
        found.unchecked.append(Unchecked(label=label, printed="", reason=reason, place=one.place))
        return
    whole, total, digits = one.whole or Fraction(0), sum(known, Fraction(0)), one.digits or 0
    off = abs(total - whole)
    loose = one.digits is not None and off * 10**digits * 2 <= len(known) + 1
    result = Result.MATCHES if not off else Result.ROUNDED if loose else Result.WRONG
    done = Computed(
        label=label,
        printed=decimal(whole, digits),
        recomputed=decimal(total, digits),
        result=result,
        way=Way.OTHER if result is Result.WRONG else Way.ROUNDED,
        sum=number,
    )
    found.computed.append(done)
    if off:
        found.findings.append(_misadded(one, done, _sum_words(one, done, known, table)))


def _why_not(one: Sum, known: Sequence[Fraction]) -> str:
    """Return why a sum cannot be checked, "" when it can."""
    if one.whole is None:
        return "không in số tổng"
    if not known:
        return "không in phần nào"
    short = len(known) < len(one.parts) and sum(known, Fraction(0)) < one.whole
    return "còn phần không in số" if short else ""


def _misadded(one: Sum, done: Computed, message: str) -> Finding:
    return Finding(
        code=one.code,
        label=done.label,
        message=message,
        printed=done.printed,
        recomputed=done.recomputed,
        way=done.way,
        place=one.place,
        quote=one.quote,
        result=done.result,
    )


def _sum_words(one: Sum, done: Computed, known: Sequence[Fraction], table: Table) -> str:
    digits, whole = one.digits or 0, one.whole or Fraction(0)
    total = sum(known, Fraction(0))
    parts = " + ".join(_shown(part, digits) for part in known)
    said = f"{done.label}: {parts} = {_shown(total, digits)}, in {_shown(whole, digits)}"
    if done.result is Result.ROUNDED:
        return f"{said}; lệch vì từng tỷ lệ đã làm tròn."
    off = _shown(abs(total - whole), digits)
    if total - whole in known:
        return f"{said}; thừa đúng phần {off}: có thể phần này đã nằm trong phần khác."
    same = [NAMES[item] for item, value in table.figures.items() if value == abs(total - whole)]
    if same:
        return f"{said}; lệch đúng bằng «{same[0]}» {off}."
    return f"{said}; lệch {off}."


def _shown(value: Fraction, digits: int) -> str:
    return decimal(value, digits, ",") if digits else text.thousands(int(value))
