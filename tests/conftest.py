"""Real parts in `tmp_path`, a fixed clock, and the sample committee."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from hoso import sample
from hoso.cli import cli
from hoso.cli._door import Door
from hoso.model.assessment import Statement
from hoso.services import campaign, progress
from hoso.workspace import Act, Workspace
from tests.copies import copied

if TYPE_CHECKING:
    from tests.check_world import World

ROOT = Path(__file__).resolve().parent.parent
NOON = datetime(2025, 12, 1, 12, 0, tzinfo=UTC)
# A busy machine is no failure: how long things take is told by benchmarks.
settings.register_profile("hoso", deadline=None)
settings.load_profile("hoso")


class TickingClock:
    """A clock that moves one second at every look, so that versions have an order."""

    def __init__(self, start: datetime = NOON) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Office:
    """A workspace with a secretary who types commands."""

    root: Path
    clock: Callable[[], datetime]

    def run(self, *args: str | Path) -> Result:
        """Run one command in this workspace."""
        door = Door(root=self.root, clock=self.clock)
        return CliRunner().invoke(cli, [str(arg) for arg in args], obj=door)

    def ok(self, *args: str | Path) -> Result:
        """Run one command that must succeed."""
        result = self.run(*args)
        assert result.exit_code == 0, (args, result.output, result.exception)
        return result

    def json(self, *args: str | Path) -> Any:
        """Run one command with `--json` and return the one document that it prints."""
        return json.loads(self.ok(*args, "--json").stdout)

    def write(self, name: str, words: str) -> Path:
        """Write a text file beside the workspace and return where it lies."""
        path = self.root.parent / name
        path.write_text(words, encoding="utf-8")
        return path

    def refused(self, *args: str | Path) -> Result:
        """Run one command that must be refused without a traceback, and return its result."""
        result = self.run(*args)
        assert result.exit_code not in (0, 1), (args, result.output)
        assert isinstance(result.exception, SystemExit), result.exception
        return result

    @property
    def workspace(self) -> Workspace:
        """Return the workspace opened anew."""
        return Workspace.open(self.root, now=self.clock)

    def archive_bytes(self) -> dict[str, bytes]:
        """Return every file of the archive, to prove that nothing changed."""
        files = (path for path in (self.root / "archive").rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with an empty workspace."""
    clock = TickingClock()
    root = tmp_path / "van-phong"
    Workspace.create(root, now=clock, by="An")
    return Office(root=root, clock=clock)


@pytest.fixture(scope="session")
def _sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mau") / "kho"
    office = Office(root=root, clock=TickingClock())
    Workspace.create(root, now=office.clock, by="An")
    office.ok("roster", "import", sample.path("danh_sach_2024.xlsx"))
    office.ok("roster", "import", sample.path("danh_sach.xlsx"))
    office.ok("shortcomings", "import", sample.path("khuyet_diem_2021_2024.csv"))
    office.ok("campaign", "open", "2025", "--date", "2025-12-01")
    office.ok("search", "khuyết điểm")  # the index, too, is made once
    return root


@pytest.fixture(scope="session")
def _issued_root(_sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("phat-hanh")
    office = Office(copied(_sample_root, base / "kho"), TickingClock(NOON + timedelta(hours=12)))
    where = ("--org", "cb-van-phong", "--out", base / "phat-hanh")
    office.ok("forms", "2025", *where, "--date", "2025-12-01")
    return base


@pytest.fixture
def sample_office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """Return an office of its own with the sample's roster, register and campaign of 2025.

    When the test asks for `issued`, the forms of one cell are issued already.
    """
    if "_issued_root" in request.fixturenames:
        prepared = request.getfixturevalue("_issued_root") / "kho"
    else:
        prepared = request.getfixturevalue("_sample_root")
    root = copied(prepared, tmp_path / "kho-mau")
    return Office(root=root, clock=TickingClock(NOON + timedelta(days=1)))


@pytest.fixture
def issued(_issued_root: Path, tmp_path: Path) -> Path:
    """Return the folder with the forms of one cell, which `sample_office` has issued."""
    return copied(_issued_root / "phat-hanh", tmp_path / "phat-hanh")


@pytest.fixture(scope="session")
def _committee_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.check_world import found_office

    office = Office(root=tmp_path_factory.mktemp("an-linh") / "kho", clock=TickingClock())
    Workspace.create(office.root, now=office.clock, by="An")
    found_office(office)
    office.workspace.catalogue.state()
    return office.root


@pytest.fixture
def world(_committee_root: Path, tmp_path: Path) -> World:
    """Return a small committee in an archive of its own, its year 2025 still empty."""
    from tests.check_world import World

    root = copied(_committee_root, tmp_path / "an-linh")
    return World(Office(root=root, clock=TickingClock(NOON + timedelta(days=1))))


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace that `hoso demo` makes; read only, and one for all xdist workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo-chung"
    root, said = folder / "hoso-demo", folder / "ket-qua.txt"
    try:
        folder.mkdir()
    except FileExistsError:  # another worker makes it
        while not said.exists():
            time.sleep(0.1)
    else:
        result = CliRunner().invoke(cli, ["demo", str(root)])
        words = "" if result.exit_code == 0 else f"{result.output}\n{result.exception!r}"
        (folder / "dang-ghi.txt").write_text(words, encoding="utf-8")
        (folder / "dang-ghi.txt").rename(said)
    failure = said.read_text(encoding="utf-8")
    assert not failure, failure
    return root


@pytest.fixture
def demo_office(demo_root: Path, tmp_path: Path) -> Office:
    """Return a copy of the demo's workspace, to work in."""
    root = copied(demo_root, tmp_path / "demo")
    return Office(root=root, clock=TickingClock(NOON + timedelta(days=60)))


def reviewed(office: Office, org: str | None = None, day: str = "2025-12-10") -> None:
    """State that everybody of the year of `day` was reviewed then, without forms and minutes."""
    ws, on = office.workspace, date.fromisoformat(day)
    edits = ws.edits()
    for one in campaign.candidates(ws, on.year, org, on):
        said = Statement(
            subject=(one.person or one.body).subject,
            year=on.year,
            fact=progress.REVIEWED_ON,
            value=day,
            source="Biên bản trong sổ họp",
            by="An",
            day=on,
        )
        edits.of(campaign.card_of(one, on.year)).upsert("statements", said, "fact")
    ws.commit(edits.begun, Act(on, "An"), "kê khai ngày kiểm điểm")


def lines(result: Result) -> Sequence[str]:
    """Return what a command said, line by line."""
    return result.output.splitlines()
