"""Hand-over: one package that paper can check, taken over without loss and without writing over."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
from pathlib import Path

import bagit
import pytest

from hoso import bag
from hoso.workspace import Workspace
from tests.conftest import Office, TickingClock
from tests.test_archive_parts import judged

CHANGE = ("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--stage", "de_xuat", "--date", "2025-12-20")  # fmt: skip


def packed(office: Office, out: Path, *words: str) -> dict[str, object]:
    found: dict[str, object] = office.json(
        "handover", out, "--no-pdf", "--date", "2025-12-31", *words
    )
    return found


def successor(tmp_path: Path) -> Office:
    root = tmp_path / "ke-nhiem"
    Workspace.create(root, now=TickingClock(), by="Người kế nhiệm")
    return Office(root=root, clock=TickingClock())


def test_a_package_is_accepted_by_every_judge(sample_office: Office, tmp_path: Path) -> None:
    found = packed(sample_office, tmp_path / "goi")

    logging.disable()
    assert bagit.Bag(str(tmp_path / "goi")).is_valid()
    logging.disable(logging.NOTSET)
    checked = subprocess.run(
        ["sha512sum", "--check", "--quiet", "manifest-sha512.txt"],  # noqa: S607
        cwd=tmp_path / "goi",
        check=False,
    )
    assert checked.returncode == 0
    assert judged(tmp_path / "goi/data/kho")[0] == found["ho_so"]
    assert sample_office.json("verify", tmp_path / "goi")["hop_le"]
    assert found["loi"] == []
    names = {path.name for path in (tmp_path / "goi/data").iterdir()}
    assert names == {"DOC-TRUOC.txt", "index.html", "kho", "muc-luc.csv", "viec-con-do.csv"}


def test_every_folder_that_the_page_names_is_there(sample_office: Office, tmp_path: Path) -> None:
    from urllib.parse import unquote

    found = packed(sample_office, tmp_path / "goi")

    page = (tmp_path / "goi/data/index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)">', page)
    assert len(links) == found["ho_so"]
    assert all((tmp_path / "goi/data" / unquote(link)).is_dir() for link in links)


def test_the_successor_has_everything(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok(*CHANGE)
    given = packed(sample_office, tmp_path / "goi")
    after = successor(tmp_path)

    looked = after.json("receive", tmp_path / "goi", "--check", "--fingerprint", bag.grouped(str(given["dau_van_tay"])))  # fmt: skip
    taken = after.json("receive", tmp_path / "goi", "--fingerprint", str(given["dau_van_tay"]))

    assert looked["hop_le"]
    assert looked["da_doi_chieu"]
    assert {one["ket_qua"] for one in looked["ho_so"]} == {"moi"}
    assert taken["loi_sau_khi_nhan"] == []
    assert after.json("show", "tt-cb-van-phong-2025") == sample_office.json(
        "show", "tt-cb-van-phong-2025"
    )
    assert after.json("log", "tt-cb-van-phong-2021") == sample_office.json(
        "log", "tt-cb-van-phong-2021"
    )
    assert after.json("verify")["hop_le"]
    assert judged(after.root / "archive")[1] == int(str(given["ho_so"])) + 1
    kept = after.json("show", taken["ho_so_ban_giao"])
    assert {"goi/journal.jsonl", "goi/manifest-sha512.txt"} <= set(kept["tep"])


def test_taking_over_twice_changes_nothing_and_later_versions_follow(
    sample_office: Office, tmp_path: Path
) -> None:
    packed(sample_office, tmp_path / "mot")
    after = successor(tmp_path)
    after.ok("receive", tmp_path / "mot")
    before = after.archive_bytes()
    after.ok("receive", tmp_path / "mot")
    assert after.archive_bytes() == before
    sample_office.ok(*CHANGE)
    packed(sample_office, tmp_path / "hai")

    taken = after.json("receive", tmp_path / "hai")

    assert taken["nhan_phien_ban"] == 1
    assert [one["ma"] for one in taken["ho_so"] if one["ket_qua"] != "da_co"] == [
        "tt-cb-van-phong-2025"
    ]


def test_dossiers_that_both_sides_changed_stop_everything(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok(*CHANGE)
    packed(sample_office, tmp_path / "mot")
    after = successor(tmp_path)
    after.ok("receive", tmp_path / "mot")
    for office, level in ((sample_office, "htn"), (after, "htxs")):
        office.ok(*CHANGE[:5], level, *CHANGE[6:], "--why", "sửa")
    packed(sample_office, tmp_path / "hai")
    before = after.archive_bytes()

    refused = after.refused("receive", tmp_path / "hai")

    assert refused.exit_code == 6
    assert "tt-cb-van-phong-2025" in refused.stderr
    assert after.archive_bytes() == before


def test_a_code_that_is_taken_is_qualified_by_its_source(
    sample_office: Office, tmp_path: Path
) -> None:
    packed(sample_office, tmp_path / "goi")
    after = successor(tmp_path)
    csv = after.write("k.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nX-1,2021,cb-van-phong,tập thể,Chậm nộp\n")  # fmt: skip
    after.ok("shortcomings", "import", csv)

    taken = after.json("receive", tmp_path / "goi")

    renamed = [one for one in taken["ho_so"] if one["thanh"] != one["ma"]]
    assert [one["ma"] for one in renamed] == ["tt-cb-van-phong-2021"]
    assert renamed[0]["thanh"].startswith("tt-cb-van-phong-2021--")
    assert len(after.json("show", renamed[0]["thanh"])["khuyet_diem"]) > 0
    assert len(after.json("show", "tt-cb-van-phong-2021")["khuyet_diem"]) == 1
    assert after.json("verify")["hop_le"]


def _flip(package: Path) -> None:
    path = next((package / "data/kho").rglob("so/khuyet_diem.json"))
    path.write_bytes(path.read_bytes().replace(b"2", b"3", 1))


def _lose(package: Path) -> None:
    next((package / "data/kho").rglob("ho_so.json")).unlink()


def _add(package: Path) -> None:
    (package / "data/kho/la.txt").write_text("x")


def _rename(package: Path) -> None:
    path = next((package / "data/kho").rglob("ho_so.json"))
    path.rename(path.with_name("ho_so2.json"))


def _cut(package: Path) -> None:
    path = next((package / "data/kho").rglob("ho_so.json"))
    path.write_bytes(path.read_bytes()[:10])


def _edit_info(package: Path) -> None:
    path = package / "bag-info.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("2025", "2024"), encoding="utf-8")


def _remove_dossier(package: Path) -> None:
    shutil.rmtree(next((package / "data/kho").rglob("0=ocfl_object_1.1")).parent)


DAMAGES = [_flip, _lose, _add, _rename, _cut, _edit_info, _remove_dossier]


@pytest.mark.parametrize("regenerated", [False, True])
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_named_and_nothing_is_taken_over(
    sample_office: Office, tmp_path: Path, damage: object, *, regenerated: bool
) -> None:
    given = packed(sample_office, tmp_path / "goi")
    assert callable(damage)
    damage(tmp_path / "goi")
    if regenerated:
        logging.disable()
        bagit.Bag(str(tmp_path / "goi")).save(manifests=True)
        logging.disable(logging.NOTSET)
    after = successor(tmp_path)

    looked = after.run("receive", tmp_path / "goi", "--check", "--json", "--fingerprint", str(given["dau_van_tay"]))  # fmt: skip
    refused = after.refused("receive", tmp_path / "goi", "--fingerprint", str(given["dau_van_tay"]))

    assert looked.exit_code == refused.exit_code == 7
    said = json.loads(looked.stdout)
    assert said["loi"] != []
    assert ("J020" in {one["ma"] for one in said["loi"]}) == regenerated
    assert list((after.root / "archive").rglob("inventory.json")) == []


def test_some_years_of_one_organisation_are_a_package_of_their_own(
    sample_office: Office, tmp_path: Path
) -> None:
    found = packed(sample_office, tmp_path / "goi", "--org", "cb-van-phong", "--year", "2021..2022")

    after = successor(tmp_path)
    taken = after.json("receive", tmp_path / "goi")

    codes = {one["ma"] for one in taken["ho_so"]}
    assert len(codes) == found["ho_so"]
    assert "tt-cb-van-phong-2021" in codes
    assert all("2023" not in code and "2025" not in code for code in codes)
    assert after.json("verify")["hop_le"]
    assert sample_office.json("verify", tmp_path / "goi/data/kho")["hop_le"]


def test_what_is_no_package_is_refused(sample_office: Office, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()

    refused = sample_office.refused("receive", tmp_path / "x")
    again = sample_office.refused("handover", tmp_path / "x", "--no-pdf")

    assert (refused.exit_code, again.exit_code) == (10, 14)


def test_open_matters_go_along(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("forms", "2025", "--org", "cb-van-phong", "--date", "2025-12-01", "--out", tmp_path / "p")  # fmt: skip

    found = packed(sample_office, tmp_path / "goi")

    listed = (tmp_path / "goi/data/viec-con-do.csv").read_text(encoding="utf-8-sig").splitlines()
    matters = found["viec_con_do"]
    assert isinstance(matters, list)
    assert "Biểu mẫu chưa nhận lại" in {one["loai"] for one in matters}
    assert len(listed) >= len(matters) + 1
