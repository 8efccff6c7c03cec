"""The door loads only the command that is asked for; its table and the modules agree."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from hoso import cli as package
from hoso.cli import _table, cli
from hoso.cli._house import VietnameseGroup
from hoso.cli._table import Way

TABLES = {
    "": _table.COMMANDS,
    "campaign": _table.CAMPAIGN,
    "dossiers": _table.DOSSIERS,
    "plan": _table.PLAN,
    "shortcomings": _table.SHORTCOMINGS,
    "stats": _table.STATS,
}
ROWS = [(group, name, way) for group, ways in TABLES.items() for name, way in ways.items()]


def _groups(group: click.Command = cli) -> Iterator[VietnameseGroup]:
    if isinstance(group, VietnameseGroup):
        yield group
        for command in group.commands.values():
            yield from _groups(command)


def _written() -> Iterator[tuple[str, click.Command]]:
    """Yield (place, command) of every command that some module of the door holds."""
    for module in pkgutil.iter_modules(package.__path__):
        held = vars(import_module(f"hoso.cli.{module.name}"))
        commands = (one for one in held.items() if isinstance(one[1], click.Command))
        yield from ((f"{module.name}.{attribute}", command) for attribute, command in commands)


@pytest.mark.parametrize(("group", "name", "way"), ROWS, ids=str)
def test_every_row_of_the_table_leads_to_the_command_of_that_name(
    group: str, name: str, way: Way
) -> None:
    command = getattr(import_module(f"hoso.cli.{way.module}"), way.attribute)
    holder = cli.commands[group] if group else cli
    assert isinstance(holder, click.Group)

    assert command.name == name
    assert command is holder.commands[name]
    assert getattr(command, "alias", "") == way.alias


def test_no_command_is_written_that_the_door_does_not_lead_to() -> None:
    led_to = {id(command) for group in _groups() for command in group.commands.values()}

    lost = [place for place, command in _written() if id(command) not in led_to]

    assert len(led_to) > 100
    assert lost == []


def test_a_name_or_other_name_means_one_command_of_its_group() -> None:
    for group in _groups():
        names = Counter([*group.shelf, *map(group.shelf.alias, group.shelf)])

        assert [name for name, times in names.items() if times > 1] == []
        for name in group.shelf:
            assert (
                group.get_command(click.Context(group), group.shelf.alias(name))
                is (group.commands[name])
            )
