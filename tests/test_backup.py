"""A second copy: incremental, judged where it lies, and never followed into a damaged past."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from hoso.archive import Archive, Stamp
from hoso.errors import StorageError
from hoso.workspace import Workspace
from tests.check_world import found_office
from tests.conftest import Office
from tests.copies import copied
from tests.test_archive_parts import judged

CHANGE = ("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--stage", "de_xuat", "--date", "2025-12-20")  # fmt: skip


def test_only_what_is_new_is_copied_and_the_copy_is_an_archive(
    sample_office: Office, tmp_path: Path
) -> None:
    first = sample_office.json("backup", tmp_path / "sao")
    sample_office.ok(*CHANGE)
    second = sample_office.json("backup", tmp_path / "sao")
    third = sample_office.json("backup", tmp_path / "sao")

    dossiers = len(list((sample_office.root / "archive").rglob("0=ocfl_object_1.1")))
    assert (first["ho_so"], second["ho_so"], third["ho_so"]) == (dossiers - 1, 1, 0)
    assert sample_office.json("verify", tmp_path / "sao" / "kho")["hop_le"]
    assert judged(tmp_path / "sao" / "kho")[:2] == (dossiers, dossiers)
    assert sample_office.json("verify", "--backup", tmp_path / "sao")["canh_bao"] == []
    assert (tmp_path / "sao/thiet-lap/hoso.toml").is_file()
    journal = "extensions/hoso-journal/journal.jsonl"
    original = (sample_office.root / "archive" / journal).read_bytes()
    assert (tmp_path / "sao/nhat-ky-goc.jsonl").read_bytes() == original
    assert (tmp_path / "sao/kho" / journal).read_bytes() != original


def test_the_copy_stands_in_for_a_lost_archive(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    before = sample_office.json("show", "tt-cb-van-phong-2021")
    shutil.rmtree(sample_office.root / "archive")
    shutil.rmtree(sample_office.root / ".hoso")
    copied(tmp_path / "sao/kho", sample_office.root / "archive")

    assert sample_office.json("verify")["hop_le"]
    assert sample_office.json("show", "tt-cb-van-phong-2021") == before


def test_a_copy_that_is_behind_or_differs_is_named(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    sample_office.ok(*CHANGE)

    behind = sample_office.json("verify", "--backup", tmp_path / "sao")
    lost = next((tmp_path / "sao/kho").rglob("0=ocfl_object_1.1")).parent
    shutil.rmtree(lost)
    gone = sample_office.run("verify", "--backup", tmp_path / "sao", "--json")

    assert [one["ma"] for one in behind["canh_bao"]] == ["J017"]
    assert gone.exit_code == 7
    assert "J005" in {one["ma"] for one in json.loads(gone.stdout)["loi"]}
    assert [one["ma"] for one in json.loads(gone.stdout)["canh_bao"]] == ["J017", "J017"]


def test_damage_of_the_copy_and_a_loss_of_the_archive_are_named(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    flipped, torn, lost = list((tmp_path / "sao/kho").rglob("v1/content/so/khuyet_diem.json"))[:3]
    flipped.write_bytes(b"[]")
    inventory = torn.parents[3] / "inventory.json"
    inventory.write_bytes(inventory.read_bytes() + b" ")
    shutil.rmtree(
        sample_office.root / "archive" / lost.parents[3].relative_to(tmp_path / "sao/kho")
    )

    told = sample_office.run("verify", "--backup", tmp_path / "sao", "--json")

    said = json.loads(told.stdout)["loi"]
    assert told.exit_code == 7
    places = {one["ma"]: one["noi"] for one in said}
    assert {"E092", "E060", "J005", "J018"} <= places.keys()
    assert places["E092"].startswith("sao/kho/")


def test_a_copy_that_was_changed_by_rule_is_told_from_the_archive(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    ws = sample_office.workspace
    copy = Archive.open(tmp_path / "sao/kho", tmp_path / "sao/.hoso")
    one, other = list(ws.archive.object_ids())[:2]
    stamp = Stamp(by="Kẻ lạ", why="sửa bản sao", at=ws.now())
    copy.commit(one, {"la.txt": b"x"}, stamp)
    ws.archive.commit(other, {"moi.txt": b"x"}, stamp)
    copy.commit(other, {"khac.txt": b"x"}, stamp)

    told = sample_office.run("verify", "--backup", tmp_path / "sao", "--json")

    assert [one["ma"] for one in json.loads(told.stdout)["loi"]] == ["J018", "J018"]


def test_an_office_keeps_its_own_templates_in_the_copy(
    sample_office: Office, tmp_path: Path
) -> None:
    own = sample_office.root / "templates/giay_moi/2"
    own.mkdir(parents=True)
    (own / "mau.toml").write_text("x")

    sample_office.ok("backup", tmp_path / "sao")

    assert (tmp_path / "sao/thiet-lap/templates/giay_moi/2/mau.toml").is_file()


def test_a_medium_that_lies_is_found_out_and_the_copy_is_not_trusted(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(folders: Iterable[Path]) -> None:
        """Be a stick that forgets what it was given."""
        path = next(path for folder in folders for path in folder.rglob("ho_so.json"))
        path.write_bytes(b"")

    monkeypatch.setattr("hoso.fixity.forget", lose)

    told = sample_office.run("backup", tmp_path / "sao", "--json")

    assert told.exit_code == 7
    assert "E092" in {one["ma"] for one in json.loads(told.stdout)["loi"]}
    assert not (tmp_path / "sao/trang-thai.json").exists()


def test_an_archive_that_went_back_is_not_copied_over_a_good_copy(
    sample_office: Office, tmp_path: Path
) -> None:
    copied(sample_office.root / "archive", tmp_path / "cu")
    sample_office.ok(*CHANGE)
    sample_office.ok("backup", tmp_path / "sao")
    shutil.rmtree(sample_office.root / "archive")
    copied(tmp_path / "cu", sample_office.root / "archive")
    shutil.rmtree(sample_office.root / ".hoso")
    before = {path: path.read_bytes() for path in (tmp_path / "sao").rglob("*.json")}

    refused = sample_office.refused("backup", tmp_path / "sao")

    assert refused.exit_code == 7
    assert "bị lùi" in refused.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "sao").rglob("*.json")} == before


def test_damage_in_the_archive_is_not_carried_into_the_copy(
    sample_office: Office, tmp_path: Path
) -> None:
    path = next((sample_office.root / "archive").rglob("so/khuyet_diem.json"))
    path.write_bytes(b"[]")
    dossiers = len(list((sample_office.root / "archive").rglob("0=ocfl_object_1.1")))

    refused = sample_office.refused("backup", tmp_path / "sao", "--json")

    said = json.loads(refused.stdout)
    assert refused.exit_code == 7
    assert said["ho_so"] == dossiers - 1
    assert [one["ma"] for one in said["loi"]] == ["J018"]
    assert json.loads(sample_office.run("verify", tmp_path / "sao/kho", "--json").stdout)["hop_le"]


@pytest.mark.parametrize("what", ["file", "workspace"])
def test_a_place_that_cannot_hold_a_copy_is_refused(
    sample_office: Office, tmp_path: Path, what: str
) -> None:
    place = tmp_path / "x"
    place.write_text("x") if what == "file" else (place / "kho").mkdir(parents=True)

    refused = sample_office.refused("backup", place)

    assert str(place) in refused.stderr


def found(office: Office, *words: str | Path) -> set[str]:
    """Return the codes of every error that `verify` gives."""
    said = json.loads(office.run("verify", *words, "--json").stdout)
    return {one["ma"] for one in said["loi"]}


def test_a_damage_of_the_copy_is_found_by_reading_it(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    path = next((tmp_path / "sao/kho").rglob("so/khuyet_diem.json"))
    path.write_bytes(path.read_bytes().replace(b"K-0", b"K-1"))

    assert found(sample_office, "--backup", tmp_path / "sao") == {"E092"}
    assert found(sample_office, "--fast", "--backup", tmp_path / "sao") == set()


@pytest.mark.parametrize("with_state", [True, False])
def test_a_copy_of_another_archive_is_left_alone(
    sample_office: Office, tmp_path: Path, with_state: bool
) -> None:
    other = Office(root=tmp_path / "khac", clock=sample_office.clock)
    Workspace.create(other.root, now=other.clock, by="Bình")
    found_office(other)
    other.ok("backup", tmp_path / "sao")
    if not with_state:
        (tmp_path / "sao/trang-thai.json").unlink()
    before = {path: path.read_bytes() for path in (tmp_path / "sao").rglob("*.json")}

    refused = sample_office.refused("backup", tmp_path / "sao")

    assert refused.exit_code == 7
    assert "kho khác" in refused.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "sao").rglob("*.json")} == before


def test_a_medium_taken_out_in_the_middle_is_said_and_the_next_run_goes_on(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, left = os.fsync, iter(range(40))

    def gone(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), "sao")
        original(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", gone)
        refused = sample_office.refused("backup", tmp_path / "sao")

    assert refused.exit_code == StorageError.exit_code
    sample_office.ok("backup", tmp_path / "sao")
    assert found(sample_office, "--backup", tmp_path / "sao") == set()


def test_the_archives_own_journal_is_kept_beside_the_copy(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "sao")

    journal = sample_office.root / "archive/extensions/hoso-journal/journal.jsonl"
    assert (tmp_path / "sao/nhat-ky-goc.jsonl").read_bytes() == journal.read_bytes()


def test_an_archive_that_went_back_behind_its_copy_is_named(
    sample_office: Office, tmp_path: Path
) -> None:
    copied(sample_office.root / "archive", tmp_path / "cu")
    sample_office.ok("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--stage", "de_xuat", "--year", "2021", "--date", "2025-12-20")  # fmt: skip
    sample_office.ok("backup", tmp_path / "sao")
    shutil.rmtree(sample_office.root / "archive")
    copied(tmp_path / "cu", sample_office.root / "archive")

    assert found(sample_office, "--backup", tmp_path / "sao") == {"J018", "J030", "J031"}
    sample_office.ok("reindex")
    assert found(sample_office) == set()
