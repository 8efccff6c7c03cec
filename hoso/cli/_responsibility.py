"""Collective faults and who answers for them, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from hoso.cli._door import (
    YEAR,
    Door,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    person_option,
    show,
)
from hoso.cli._house import VietnameseCommand
from hoso.services import responsibility
from hoso.services.responsibility import Basis, Bearer, Found

_BASES = {Basis.NAMED: "được nêu tên", Basis.PLAN: "phụ trách trong kế hoạch"}


@click.command("responsibility", cls=VietnameseCommand)
@click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
@org_option
@person_option
@on_day
@json_option
@pass_door
def responsibility_(
    door: Door,
    year: int | None,
    org: str | None,
    person: str | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Khuyết điểm của tập thể, ai chịu trách nhiệm: theo từng khuyết điểm và theo từng người."""
    found = responsibility.listing(door.workspace(), year, org=org, whom=person, on=on)
    show(_found(found), _lines(found), as_json=as_json)
    hint(f"Cần hỏi – {one}" for one in found.doubts)


def _found(found: Found) -> dict[str, object]:
    return {
        "trach_nhiem": [_bearer(one) for one in found.bearers],
        "theo_nguoi": [
            {
                "so_the": card,
                "ho_ten": ones[0].name,
                "khuyet_diem": [one.fault.code for one in ones],
            }
            for card, ones in _by_person(found).items()
        ],
        "can_hoi": [
            {"ma": one.fault.code, "ghi": one.said, "chu": one.words, "so_the": list(one.cards)}
            for one in found.doubts
        ],
        "chua_ro": [one.code for one in found.nobody],
    }


def _bearer(one: Bearer) -> dict[str, object]:
    return {
        "ma": one.fault.code,
        "nam": one.fault.year,
        "to_chuc": one.fault.subject.organisation,
        "noi_dung": one.fault.text,
        "so_the": one.card,
        "ho_ten": one.name,
        "can_cu": one.basis.value,
        "ghi": one.said,
    }


def _by_person(found: Found) -> dict[str, list[Bearer]]:
    people: dict[str, list[Bearer]] = {}
    for one in found.bearers:
        people.setdefault(one.card, []).append(one)
    return people


def _lines(found: Found) -> Iterator[str]:
    faults = {one.fault.code: one.fault for one in found.bearers}
    yield f"{len(faults)} khuyết điểm của tập thể có người chịu trách nhiệm, {len(found.nobody)} chưa rõ ai."
    for code, fault in faults.items():
        yield f"\n{code} ({fault.year}, {fault.subject.organisation}): {fault.text}"
        yield from (f"    {one.name} ({one.card}): {_BASES[one.basis]}" for one in found.of(code))
    if people := _by_person(found):
        yield "\nTheo từng người:"
    for card, ones in people.items():
        yield f"  {ones[0].name} ({card}): {', '.join(one.fault.code for one in ones)}"
