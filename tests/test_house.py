"""The house itself: sizes, exit codes, documents that must agree with the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hoso import errors
from hoso.cli import cli

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "hoso").rglob("*.py"))
LONGEST_FUNCTION = 25
LONGEST_MODULE = 300


def _refusals(base: type[errors.HosoError]) -> Iterator[type[errors.HosoError]]:
    yield base
    for child in base.__subclasses__():
        yield from _refusals(child)


def _commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    for key, command in group.commands.items():
        full = f"{name} {key}".strip()
        if isinstance(command, click.Group):
            yield from _commands(command, full)
        else:
            yield full, command


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_a_screen_without_a_reason(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()

    long = [
        f"{node.name}, dòng {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
        and not _reason_above(lines, node)
    ]

    assert long == []


def _reason_above(lines: list[str], node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "# long:" in lines[first - 2] or "# long:" in lines[node.lineno - 1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_every_class_of_refusal_has_its_own_exit_code_and_a_docstring() -> None:
    classes = list(_refusals(errors.HosoError))[1:]

    codes = [refusal.exit_code for refusal in classes]
    names = [refusal.code for refusal in classes]

    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert 0 not in codes
    assert 2 not in codes  # 2 is usage
    assert all(refusal.__doc__ for refusal in classes)


def test_readme_lists_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = {
        int(code): name
        for code, name in re.findall(r"^\| (\d+) \| `?(\w+)`?", readme, re.MULTILINE)
    }

    expected = {
        refusal.exit_code: refusal.code for refusal in list(_refusals(errors.HosoError))[1:]
    }

    assert {code: rows.get(code) for code in expected} == expected


def test_readme_names_every_command_with_its_other_name() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    missing = [name for name, command in cli.commands.items() if f"`{name}`" not in readme]
    aliases = [
        getattr(command, "alias", "")
        for command in cli.commands.values()
        if f"`{getattr(command, 'alias', '')}`" not in readme
    ]

    assert missing == []
    assert aliases == []


def test_every_command_has_a_vietnamese_help_and_every_group_member_an_alias() -> None:
    without = [name for name, command in _commands(cli) if not command.help]
    unnamed = [name for name, command in cli.commands.items() if not getattr(command, "alias", "")]

    assert without == []
    assert unnamed == []


def test_every_command_but_demo_and_help_takes_json() -> None:
    without = [
        name
        for name, command in _commands(cli)
        if not any("--json" in parameter.opts for parameter in command.params)
    ]

    assert without == ["demo"]


def test_python_docx_is_imported_by_word_alone() -> None:
    # import-linter can only protect what somebody imports; word reads Word files by themselves.
    importers = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"^\s*(?:import|from) docx\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert [name for name in importers if not name.startswith("hoso/word/")] == []
