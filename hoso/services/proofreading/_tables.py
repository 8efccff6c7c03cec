"""One table of a JSON file: counts, percentages, sums (`docs/cli.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from hoso.proofing import (
    FORMS,
    LEVELS,
    NAMES,
    REASONS,
    Item,
    Manner,
    Share,
    Sum,
    Table,
    count,
    parse,
)
from hoso.services.proofreading._values import (
    Literal,
    Object,
    Reader,
    clean,
    kind,
    read_count,
    read_truth,
    read_words,
    strange,
)

_COUNTS: Final = (Item.TOTAL, Item.EXEMPT, Item.WAITING, Item.NEW, Item.RATED)
# A key that holds counts → the figure that they are parts of, and the counts.
_GROUPS: Final[Mapping[str, tuple[Item, tuple[Item, ...]]]] = {
    "muc": (Item.RATED, LEVELS),
    "khtn_trong_do": (Item.FAILED, REASONS),
    "ky_luat_trong_do": (Item.DISCIPLINED, FORMS),
}
_ROUGH: Final = frozenset(Manner) - {Manner.EXACT, Manner.NONE}
KEYS: Final = ("ten", *_COUNTS, *_GROUPS, "htxs_trong_htt", "ty_le", "tong")


def read_table(raw: object, number: int, reader: Reader) -> Table | None:
    """Return one table, None (with a problem) when it is no JSON object."""
    where = f"bảng {number}"
    if not isinstance(raw, Object):
        reader.problem("S901", where, f"phải là một đối tượng JSON, đang là {kind(raw)}.")
        return None
    name = read_words(raw.get("ten"), f"{where}, khóa «ten»", reader) or f"Bảng {number}"
    where = f"bảng {number} «{name}»" if raw.get("ten") else where
    table = _counts(raw, name, where, reader)
    return replace(
        table,
        inside=read_truth(raw.get("htxs_trong_htt"), f"{where}, khóa «htxs_trong_htt»", reader),
        shares=(*table.shares, *_shares(raw.get("ty_le"), f"{where}, khóa «ty_le»", reader)),
        sums=tuple(_sums(raw.get("tong"), f"{where}, khóa «tong»", reader)),
    )


def _counts(raw: Object, name: str, where: str, reader: Reader) -> Table:
    figures: dict[Item, int] = {}
    shares: list[Share] = []
    others: dict[Item, tuple[int, ...]] = {}
    for whole, items, values, place in _blocks(raw, where, reader):
        for item in items:
            own, more = _figure(item, values.get(item.value), f"{place}«{item.value}»", reader)
            figures |= own
            shares += more
        if spare := _spare(values, items, place):
            others[whole] = spare
    return Table(name=name, figures=figures, shares=tuple(shares), others=others)


def _blocks(
    raw: Object, where: str, reader: Reader
) -> Iterator[tuple[Item, tuple[Item, ...], Object, str]]:
    """Yield every group of counts: what they are parts of, which, the values, where they stand."""
    strange(raw, KEYS, where, reader)
    yield Item.TOTAL, _COUNTS, raw, f"{where}, khóa "
    for key, (whole, items) in _GROUPS.items():
        inner, place = raw.get(key), f"{where}, khóa «{key}»"
        if isinstance(inner, Object):
            strange(inner, tuple(items), place, reader)
            yield whole, items, inner, f"{place}."
        elif inner is not None:
            reader.problem("S901", place, f"phải là một đối tượng JSON, đang là {kind(inner)}.")


def _spare(values: Object, items: Sequence[Item], place: str) -> tuple[int, ...]:
    """Return the whole numbers under keys without a name: they may be parts of the same figure."""
    known = {*items, *KEYS} if place.endswith("khóa ") else set(items)
    return tuple(
        value
        for key, value in values.items()
        if key not in known and isinstance(value, int) and not isinstance(value, bool) and value > 0
    )


def _figure(
    item: Item, value: object, where: str, reader: Reader
) -> tuple[dict[Item, int], list[Share]]:
    """Return a count, and the percentage that may stand beside it in one text: `16 (19,27%)`."""
    if isinstance(value, str) and not isinstance(value, Literal) and count(value) is None:
        printed = parse(value)
        if printed is not None and printed.manner in _ROUGH:
            reader.warn("S906", where, f"«{clean(value)}» chỉ là số ước; coi như không in số.")
            return {}, []
        if printed is not None and printed.part is not None:
            share = Share(label=NAMES[item], item=item, part=printed.part, printed=clean(value),
                          whole=printed.whole, place=where)  # fmt: skip
            return {item: printed.part}, [share]
    found = read_count(value, where, reader)
    return ({} if found is None else {item: found}), []


def _shares(raw: object, where: str, reader: Reader) -> Iterator[Share]:
    for number, (one, place) in enumerate(_entries(raw, where, reader), start=1):
        strange(one, ("nhan", "tu", "mau", "in"), place, reader)
        label = read_words(one.get("nhan"), f"{place}, «nhan»", reader)
        yield Share(
            label=label or f"tỷ lệ {number}",
            part=read_count(one.get("tu"), f"{place}, «tu»", reader),
            whole=read_count(one.get("mau"), f"{place}, «mau»", reader),
            printed=read_words(one.get("in"), f"{place}, «in»", reader),
            place=place,
        )


def _entries(raw: object, where: str, reader: Reader) -> Iterator[tuple[Object, str]]:
    if raw is None:
        return
    if not isinstance(raw, list):
        reader.problem("S901", where, f"phải là một danh sách, đang là {kind(raw)}.")
        return
    for number, one in enumerate(raw, start=1):
        place = f"{where} thứ {number}"
        if isinstance(one, Object):
            yield one, place
        else:
            reader.problem("S901", place, f"phải là một đối tượng JSON, đang là {kind(one)}.")


def _sums(raw: object, where: str, reader: Reader) -> Iterator[Sum]:
    for number, (one, place) in enumerate(_entries(raw, where, reader), start=1):
        strange(one, ("nhan", "phan", "bang"), place, reader)
        parts = one.get("phan")
        if parts is not None and not isinstance(parts, list):
            reader.problem(
                "S901", f"{place}, «phan»", f"phải là một danh sách, đang là {kind(parts)}."
            )
            continue
        values = [*(parts or []), one.get("bang")]
        digits = _digits(values)
        found = [
            _amount(value, digits, f"{place}, số thứ {n}", reader)
            for n, value in enumerate(values, 1)
        ]
        yield Sum(
            label=read_words(one.get("nhan"), f"{place}, «nhan»", reader) or f"tổng {number}",
            parts=tuple(found[:-1]),
            whole=found[-1],
            digits=digits,
            place=place,
        )


def _digits(values: Sequence[object]) -> int | None:
    """Return the decimals of what is added when it is percentages, None when it is counts."""
    said = [str(value) for value in values if isinstance(value, str)]
    if not any("%" in one or not _is_whole(one) for one in said):
        return None
    digits = [printed.digits for one in said if (printed := parse(one)) is not None]
    return max(digits, default=None)


def _is_whole(said: str) -> bool:
    return count(said) is not None or re.fullmatch(r"-?\d+\.0+", said) is not None


def _amount(value: object, digits: int | None, where: str, reader: Reader) -> Fraction | None:
    if digits is not None and isinstance(value, str):
        printed = parse(value)
        if printed is not None:
            return printed.value
    found = read_count(value, where, reader)
    return None if found is None else Fraction(found)
