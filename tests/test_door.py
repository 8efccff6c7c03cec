"""The door loads only the command that is asked for; its table and the modules agree."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from hoso import cli as package
from hoso.cli import _table, cli
from hoso.cli._house import VietnameseGroup
from hoso.cli._table import Way
from tests.conftest import ROOT, Office

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


HEAVY = frozenset(
    {"PIL", "docx", "docxtpl", "jinja2", "lxml", "matplotlib", "numpy", "openpyxl", "pypdf"}
    | {"pyrage", "segno", "whoosh"}
)
_PROBE = """
import sys
from hoso.cli import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def _loaded_by(*words: str | Path) -> frozenset[str]:
    """Return the heavy libraries that a command loads which must succeed."""
    command = [sys.executable, "-c", _PROBE, *map(str, words)]
    done = subprocess.run(  # noqa: S603  # this Python
        command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return HEAVY & set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("--version", ""),
        ("verify", ""),
        ("roster show", ""),
        ("campaign status 2025", ""),
        ("campaign reminders 2025", ""),
        ("ratings show 2025", ""),
        ("shortcomings list", ""),
        ("plan list", ""),
        ("dossiers list", ""),
        ("pending list", "lxml"),
        ("log ds-db-cuc-hai-quan", ""),
        ("templates", ""),
        ("stats report 2025", ""),
        ("search phê", "whoosh"),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    sample_office: Office, words: str, needed: str
) -> None:
    sample_office.ok("search", "phê")  # the index is there

    loaded = _loaded_by("--root", sample_office.root, *words.split())

    assert loaded <= set(needed.split())


def test_the_libraries_would_be_seen_if_they_were_loaded(tmp_path: Path) -> None:
    assert "openpyxl" in _loaded_by("roster", "template", tmp_path / "mau.xlsx")


@pytest.mark.parametrize("room", ["index", "pdf", "services.prefill", "spreadsheet", "word"])
def test_what_a_room_opens_on_use_is_what_its_imports_say(room: str) -> None:
    """The two lists of names agree, and every public name of the room is there to be had."""
    path = ROOT.joinpath("hoso", *room.split("."), "__init__.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (guarded,) = (one for one in tree.body if isinstance(one, ast.If))
    (table,) = (one for one in ast.walk(guarded) if isinstance(one, ast.Dict))
    imported = {
        (str(one.module).rpartition(".")[2], name.name)
        for one in guarded.body
        if isinstance(one, ast.ImportFrom)
        for name in one.names
    }
    opened = {
        (part, name) for part, names in ast.literal_eval(table).items() for name in names.split()
    }

    assert opened == imported
    here = import_module(f"hoso.{room}")
    assert [name for name in here.__all__ if getattr(here, name, here) is here] == []
    with pytest.raises(AttributeError, match="no attribute 'nowhere'"):
        here.nowhere  # noqa: B018  # what is asked for is the refusal
