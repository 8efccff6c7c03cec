"""What is worth a look in a table whose figures may all be right: mixed decimals, mixed bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hoso import text
from hoso.proofing._bases import exact, usual
from hoso.proofing._items import LEVELS, NAMES, Item
from hoso.proofing._judge import Result, decimal
from hoso.proofing._printed import Manner
from hoso.proofing._sums import Outcome, Reading, State
from hoso.proofing._table import Computed, Finding, Gathered, Table, note


def of(table: Table, chosen: Reading, found: Gathered) -> Iterator[Finding]:
    """Yield the notes on a table that has been recomputed."""
    shares = [one for one in found.computed if _is_exact(one)]
    yield from _reading(table, chosen)
    yield from _decimals(shares)
    yield from _hundreds(shares)
    yield from _bases(table, chosen, shares)
    for outcome in chosen.outcomes:
        if outcome.state is State.HOLDS:
            yield from _sum_of_shares(outcome, shares, table)


def _is_exact(one: Computed) -> bool:
    if one.value is None or one.result is Result.WRONG:
        return False
    return one.value.manner is Manner.EXACT and not one.value.ratio


def _reading(table: Table, chosen: Reading) -> Iterator[Finding]:
    """Yield that the levels, added as they are printed, do not make what was rated."""
    best = table.figures.get(Item.EXCELLENT)
    if table.inside is not None or not best or not (chosen.inside and chosen.proven):
        return
    rated = table.figures[Item.RATED]
    yield note(
        "S101",
        NAMES[Item.EXCELLENT],
        f"Bảng không ghi «trong đó», nhưng {text.thousands(best)} xuất sắc nằm trong số hoàn thành "
        f"tốt: cộng cả bốn mức thì được {text.thousands(rated + best)}, không phải "
        f"{text.thousands(rated)}.",
    )


def _decimals(shares: Sequence[Computed]) -> Iterator[Finding]:
    """Yield that one table prints percentages with different numbers of decimals."""
    kinds: dict[int, list[str]] = {}
    for one in shares:
        if one.value and one.value.value.denominator != 1:
            kinds.setdefault(one.value.digits, []).append(one.printed)
    if len(kinds) > 1:
        said = "; ".join(
            f"{digits} chữ số: {', '.join(printed)}" for digits, printed in sorted(kinds.items())
        )
        yield note("S102", "số chữ số thập phân", f"Tỷ lệ in không cùng số chữ số ({said}).")


def _hundreds(shares: Sequence[Computed]) -> Iterator[Finding]:
    """Yield the percentages that rounding made all or nothing."""
    for one in shares:
        whole = one.value.value if one.value else Fraction(1)
        if (whole == 100 and one.part < one.whole) or (whole == 0 and one.part > 0):
            said = f"{text.thousands(one.part)}/{text.thousands(one.whole)}"
            words = "chưa phải tất cả" if whole == 100 else "không phải không có"
            message = f"{one.label}: in «{one.printed}» do làm tròn, nhưng {said} {words}."
            yield note("S105", one.label, message)


def _bases(table: Table, chosen: Reading, shares: Sequence[Computed]) -> Iterator[Finding]:
    """Yield levels that are shares of different bases, and bases that papers do not use."""
    levels = [one for one in shares if one.item in LEVELS]
    if len({one.whole for one in levels}) > 1:
        said = ", ".join(f"{one.label} trên {text.thousands(one.whole)}" for one in levels)
        words = f"Tỷ lệ của các mức không cùng mẫu số ({said}), nên không cộng với nhau được."
        yield note("S104", "mẫu số", words)
    figures = exact(table, inside=chosen.inside)
    for one in shares:
        common, complete = usual(one.item, figures) if one.item else ([], False)
        if complete and one.whole not in {base.value for base in common}:
            named = " hoặc ".join(f"{base.name} {text.thousands(base.value)}" for base in common)
            words = f"{one.label}: chia cho {text.thousands(one.whole)}; thường chia cho {named}."
            yield note("S106", one.label, words)


def _sum_of_shares(outcome: Outcome, shares: Sequence[Computed], table: Table) -> Iterator[Finding]:
    """Yield that right percentages of the parts of one whole, as printed, do not make 100."""
    wanted = [item for item in outcome.printed if table.figures.get(item)]
    own = {one.item: one for one in shares if one.whole == outcome.whole}
    if len(wanted) < 2 or not all(item in own for item in wanted):
        return
    found = [value for item in wanted if (value := own[item].value)]
    total = sum((one.value for one in found), Fraction(0))
    if total != 100:
        digits = max(one.digits for one in found)
        parts = " + ".join(decimal(one.value, one.digits, ",") for one in found)
        said = f"{parts} = {decimal(total, digits, ',')}, vì từng tỷ lệ đã làm tròn"
        yield note("S103", outcome.label, f"Tỷ lệ các phần cộng lại không tròn 100: {said}.")
