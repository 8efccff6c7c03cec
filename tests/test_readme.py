"""The README says what happens: its commands are run, its output is compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from hoso.cli import cli
from tests.conftest import ROOT
from tests.copies import copied

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _steps() -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words of the command, lines shown under it) of every console block in order."""
    for block in _BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = step.rstrip("\n").split("\n")
            yield shlex.split(command), [line for line in shown if line.strip()]


def test_the_readme_shows_commands_of_this_program() -> None:
    steps = list(_steps())

    assert len(steps) >= 5
    assert {words[0] for words, _ in steps} == {"hoso"}
    assert any(shown for _, shown in steps)


def test_every_command_of_the_readme_runs_and_says_what_the_readme_shows(
    demo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(demo_root, tmp_path / "hoso-demo")
    monkeypatch.chdir(tmp_path)

    for words, shown in _steps():
        result = CliRunner().invoke(cli, words[1:])

        assert result.exit_code == 0, (words, result.output)
        said = [line.rstrip() for line in result.output.splitlines()]
        # "…" in the README stands for lines left out.
        wanted = [line.rstrip() for line in shown if line.strip() != "…"]
        assert [line for line in wanted if line not in said] == [], (words, result.output)
