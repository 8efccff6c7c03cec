"""Dossiers that came under a code in use here: how they are kept apart, go on, and come back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from hoso.workspace import Act
from tests.conftest import NOON, Office, TickingClock
from tests.test_archive_crash import Killed, faults, killed_from, none
from tests.test_archive_parts import judged
from tests.test_handover import SHORTCOMING, packed, successor

OURS = "tt-cb-van-phong-2021"
THEIRS = f"{OURS}--cb-van-phong"


@pytest.fixture
def after(sample_office: Office, tmp_path: Path) -> Office:
    """Return an office with a dossier of its own that received one of the same code."""
    packed(sample_office, tmp_path / "goi")
    office = successor(tmp_path)
    office.ok("shortcomings", "import", office.write("k.csv", SHORTCOMING))
    office.ok("receive", tmp_path / "goi")
    return office


def test_bringing_back_a_renamed_dossier_leaves_its_namesake_alone(after: Office) -> None:
    ours, theirs = after.json("show", OURS), after.json("show", THEIRS)

    nothing = after.json("restore", THEIRS, "--version", "1", "--why", "xem lại")

    assert (nothing["phien_ban_moi"], nothing["tep"]) == (0, [])
    assert after.json("show", OURS) == ours
    assert after.json("show", THEIRS) == theirs
    after.ok("dossiers", "set", THEIRS, "--sheets", "12", "--why", "đếm lại")
    assert after.json("restore", THEIRS, "--version", "1", "--why", "đếm sai")["phien_ban_moi"] == 4
    assert after.json("show", OURS) == ours
    assert {k: v for k, v in after.json("show", THEIRS).items() if k != "phien_ban"} == {
        k: v for k, v in theirs.items() if k != "phien_ban"
    }
    assert after.json("verify")["hop_le"]


def later(giver: Office, tmp_path: Path, name: str, *words: str) -> Path:
    """Have the giver write on, and return the package of the giver's archive as it is then."""
    giver.ok("dossiers", "set", OURS, *words, "--by", "Bình", "--why", "kiểm kê")
    packed(giver, tmp_path / name)
    return tmp_path / name


def test_later_versions_follow_a_dossier_under_the_code_it_has_here(
    sample_office: Office, after: Office, tmp_path: Path
) -> None:
    ours, before = after.json("show", OURS), after.json("log", THEIRS)["phien_ban"]
    hai = later(sample_office, tmp_path, "hai", "--sheets", "12")

    looked = after.json("receive", hai, "--check")
    taken = after.json("receive", hai)

    (one,) = [row for row in taken["ho_so"] if row["ma"] == OURS]
    assert one == {"ma": OURS, "ket_qua": "noi_tiep", "phien_ban": 1, "thanh": THEIRS}
    assert looked["ho_so"] == taken["ho_so"]
    versions = after.json("log", THEIRS)["phien_ban"]
    assert versions[:-1] == before
    assert (versions[-1]["phien_ban"], versions[-1]["nguoi"]) == (3, "Bình")
    assert versions[-1]["luc"] == sample_office.json("log", OURS)["phien_ban"][-1]["luc"]
    assert versions[-1]["ly_do"].startswith("kiểm kê [phiên bản 2 của bên giao; ở đây mang mã ")
    card, given = (o.json("show", c)["ho_so"] for o, c in ((after, THEIRS), (sample_office, OURS)))
    assert (card.pop("ma"), given.pop("ma")) == (THEIRS, OURS)
    assert card == given
    assert after.json("show", OURS) == ours
    assert after.json("verify")["hop_le"]


def test_a_version_older_than_our_renaming_is_no_clock_that_went_back(
    sample_office: Office, tmp_path: Path
) -> None:
    packed(sample_office, tmp_path / "goi")
    office = Office(successor(tmp_path).root, TickingClock(NOON + timedelta(days=9)))
    office.ok("shortcomings", "import", office.write("k.csv", SHORTCOMING))
    office.ok("receive", tmp_path / "goi")

    office.ok("receive", later(sample_office, tmp_path, "hai", "--sheets", "12"))

    renamed, carried = (one["luc"] for one in office.json("log", THEIRS)["phien_ban"][-2:])
    assert carried < renamed
    assert "J009" not in {one["ma"] for one in office.json("verify")["canh_bao"]}


def test_packages_may_come_late_twice_and_out_of_order(
    sample_office: Office, after: Office, tmp_path: Path
) -> None:
    hai = later(sample_office, tmp_path, "hai", "--sheets", "12")
    ba = later(sample_office, tmp_path, "ba", "--pages", "30")
    bon = later(sample_office, tmp_path, "bon", "--pages", "31")

    taken = [after.json("receive", path) for path in (ba, hai, ba, bon, tmp_path / "goi")]

    fates = [row["ket_qua"] for one in taken for row in one["ho_so"] if row["ma"] == OURS]
    assert fates == ["noi_tiep", "da_co", "da_co", "noi_tiep", "da_co"]
    said = [one["ly_do"] for one in after.json("log", THEIRS)["phien_ban"]]
    assert len(said) == 5
    assert [n for n in (2, 3, 4) if any(f"[phiên bản {n} của" in one for one in said)] == [2, 3, 4]
    assert after.json("show", THEIRS)["ho_so"]["so_trang"] == 31
    assert after.json("verify")["hop_le"]
    assert judged(after.root / "archive")[2] == []


def test_a_renamed_dossier_that_both_sides_changed_is_refused_with_what_to_do(
    sample_office: Office, after: Office, tmp_path: Path
) -> None:
    after.ok("dossiers", "set", THEIRS, "--sheets", "7", "--why", "đếm lại")
    hai = later(sample_office, tmp_path, "hai", "--sheets", "12")
    before = after.archive_bytes()

    refused = after.refused("receive", hai)

    assert refused.exit_code == 6
    assert OURS in refused.stderr
    assert f"hoso diff {THEIRS}" in refused.stderr
    assert "hoso handover" in refused.stderr
    assert after.archive_bytes() == before


def test_what_was_received_comes_home_without_taking_its_new_name_along(
    sample_office: Office, after: Office, tmp_path: Path
) -> None:
    """A dossier goes to an office that renames and continues it, and back, and there again."""
    after.ok("dossiers", "set", THEIRS, "--sheets", "7", "--by", "Cúc", "--why", "đếm lại")
    packed(after, tmp_path / "ve")

    home = sample_office.json("receive", tmp_path / "ve")

    (one,) = [row for row in home["ho_so"] if row["ma"] == THEIRS]
    assert (one["ket_qua"], one["thanh"], one["phien_ban"]) == ("noi_tiep", OURS, 1)
    assert sample_office.json("show", OURS)["ho_so"]["so_to"] == 7
    again = later(sample_office, tmp_path, "hai", "--pages", "9")
    (row,) = [row for row in after.json("receive", again)["ho_so"] if row["ma"] == OURS]
    assert (row["ket_qua"], row["thanh"], row["phien_ban"]) == ("noi_tiep", THEIRS, 1)
    assert {one.json("verify")["hop_le"] for one in (sample_office, after)} == {True}


def test_no_moment_shows_two_dossiers_under_one_code(sample_office: Office, tmp_path: Path) -> None:
    """Killed at any step of taking over, the dossier is not here or bears the code of its own."""
    folder = sample_office.workspace.archive.folder(sample_office.json("log", OURS)["ma_doi_tuong"])
    office = successor(tmp_path)
    office.ok("shortcomings", "import", office.write("k.csv", SHORTCOMING))
    ours = office.json("show", OURS)

    def taken(root: Path) -> Office:
        copy = Office(root=root, clock=office.clock)
        copy.workspace.adopt(folder, Act(NOON.date(), "Cúc", "nhận"), "nhận", THEIRS)
        return copy

    shutil.copytree(office.root, tmp_path / "du")
    with faults(none) as dry:
        taken(tmp_path / "du")
    for step in range(1, dry.count + 1):
        shutil.copytree(office.root, tmp_path / str(step))
        copy = Office(root=tmp_path / str(step), clock=office.clock)
        with faults(killed_from(step)), suppress(Killed):
            taken(copy.root)
        assert copy.json("show", OURS) == ours, step
        with faults(none):
            taken(copy.root)
        assert len(copy.json("log", THEIRS)["phien_ban"]) == 2, step
        assert copy.json("verify")["hop_le"], step
