"""Every archive that a release left behind is opened, judged, searched, and goes on."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from hoso import fixity
from tests.conftest import ROOT, Office, TickingClock
from tests.test_archive_parts import judged

DATA = ROOT / "tests" / "data"
# Version of the release → SHA-256 over the names and bytes of what it wrote; never changed again.
WRITTEN = {
    "0.1.0": "712748f990e511259b467c27eee7b33a91acc2e7ae87ba1d438096c712123c77",
}


def digest_of(folder: Path) -> str:
    """Return one digest of every file below a folder."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def test_every_archive_that_a_release_left_behind_is_looked_at() -> None:
    assert {f"kho-{version}" for version in WRITTEN} == {one.name for one in DATA.glob("kho-*")}


@pytest.mark.parametrize("version", WRITTEN)
def test_what_a_release_wrote_was_never_touched_since(version: str) -> None:
    assert digest_of(DATA / f"kho-{version}") == WRITTEN[version]


@pytest.fixture(params=sorted(WRITTEN))
def inherited(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """Return an office with a copy of what a release wrote."""
    root = tmp_path / "kho"
    shutil.copytree(DATA / f"kho-{request.param}", root)
    return Office(root=root, clock=TickingClock())


def test_both_judges_find_the_inherited_archive_whole(inherited: Office) -> None:
    good, objects, said = judged(inherited.root / "archive")

    assert (good, said) == (objects, [])
    assert inherited.json("verify") == {"hop_le": True, "loai": "kho", "loi": [], "canh_bao": []}
    for folder in (inherited.root / "archive").glob("??/*"):
        assert fixity.check_object(folder) == ()


def test_the_inherited_archive_is_read_searched_and_written_to(inherited: Office) -> None:
    number = inherited.json("reindex")["ho_so"]
    dossier = "dv-41000002-2025"

    assert number == 5
    assert inherited.json("search", "vắng mặt")["tong"] >= 1
    faults = {one["ma"]: one for one in inherited.json("shortcomings", "list")["khuyet_diem"]}
    assert faults["K-0001"]["tinh_trang"] == "chua_khac_phuc"
    assert any("vắng mặt một buổi" in one["noi_dung"] for one in faults.values())
    assert len(inherited.json("log", dossier)["phien_ban"]) == 4
    ratings = inherited.json("ratings", "show", "2025")["xep_loai"]
    assert [one["muc"] for one in ratings if one["so_the"] == "41000002"] == [{"de_xuat": "htt"}]
    shown = inherited.json("show", dossier)
    assert [one["trang_thai"] for one in shown["van_ban"]] == ["da_ky"]

    inherited.ok("facts", "set", "nhiem_vu.hoan_thanh=90", "--year", "2025", "--person", "41000002")

    assert len(inherited.json("log", dossier)["phien_ban"]) == 5
    assert inherited.json("verify")["hop_le"]
    assert judged(inherited.root / "archive")[2] == []


def test_the_papers_of_the_inherited_archive_stay_what_they_were(inherited: Office) -> None:
    cell = inherited.json("show", "tt-cb-thon-dong-2025")
    member = inherited.json("show", "dv-41000002-2025")

    assert [one["trang_thai"] for one in cell["van_ban"]] == ["rut"]
    assert [one["trang_thai"] for one in member["van_ban"]] == ["da_ky"]
    inherited.refused("restore", "dv-41000002-2025", "--version", "1", "--why", "thử")
