"""Hand-over: one package that paper can check, taken over without loss and without writing over."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

import bagit
import pytest

from hoso import bag, word
from hoso.archive import Stamp
from hoso.model import base
from hoso.workspace import Workspace
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied
from tests.test_archive_parts import judged
from tests.test_printing import _word

SHORTCOMING = "ma,nam,to_chuc,doi_tuong,noi_dung\nX-1,2021,cb-van-phong,tập thể,Chậm nộp\n"
CHANGE = ("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--stage", "de_xuat", "--date", "2025-12-20")  # fmt: skip


def packed(office: Office, out: Path, *words: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = office.json("handover", out, "--no-pdf", "--date", "2025-12-31", *words)
    return found


@pytest.fixture(scope="module")
def given(_sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Given:
    """Return a package of the sample, one dossier of it with two versions; only to be copied."""
    base = tmp_path_factory.mktemp("goi")
    copied(_sample_root, base / "kho")
    office = Office(root=base / "kho", clock=TickingClock(NOON + timedelta(days=1)))
    office.ok(*CHANGE)
    found = packed(office, base / "goi")
    return Given(path=base / "goi", fingerprint=str(found["dau_van_tay"]), said=found)


@dataclass(frozen=True)
class Given:
    path: Path
    fingerprint: str
    said: dict[str, Any]

    def copied(self, tmp_path: Path) -> Path:
        copied(self.path, tmp_path / "goi")
        return tmp_path / "goi"


def successor(tmp_path: Path) -> Office:
    root = tmp_path / "ke-nhiem"
    Workspace.create(root, now=TickingClock(), by="Người kế nhiệm")
    return Office(root=root, clock=TickingClock())


def test_a_package_is_accepted_by_every_judge(given: Given, tmp_path: Path) -> None:
    logging.disable()
    assert bagit.Bag(str(given.path)).is_valid()
    logging.disable(logging.NOTSET)
    checked = subprocess.run(
        ["sha512sum", "--check", "--quiet", "manifest-sha512.txt"],  # noqa: S607
        cwd=given.path,
        check=False,
    )
    assert checked.returncode == 0
    objects, good, said = judged(given.path / "data/kho")
    assert (objects, good, said) == (given.said["ho_so"], objects, [])
    looked = successor(tmp_path)
    assert looked.json("verify", given.path)["hop_le"]
    assert looked.json("verify", given.path / "data/kho") == {"hop_le": True, "loai": "ocfl_root", "loi": [], "canh_bao": []}  # fmt: skip
    assert given.said["loi"] == []


def test_no_name_in_a_manifest_needs_the_encoding_of_the_specification(given: Given) -> None:
    names = [
        line.split("  ", 1)[1] for line in (given.path / bag.MANIFEST).read_text().splitlines()
    ]

    assert not any(set(name) & set("%\r\n") for name in names)
    assert max(map(len, names)) < 200
    assert not (given.path / "data/kho/ocfl_layout.json").exists()
    folder = next((given.path / "data/kho").glob("*/*/0=ocfl_object_1.1")).parent
    said = json.loads((folder / "inventory.json").read_bytes())["id"]
    assert said == f"urn:uuid:{folder.name}"
    assert folder.parent.name == folder.name[:2]
    assert "0007" in (given.path / "data/kho/DOC-TRUOC.txt").read_text(encoding="utf-8")


def test_the_successor_has_everything(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok(*CHANGE)
    said = packed(sample_office, tmp_path / "goi")
    after = successor(tmp_path)

    looked = after.json("receive", tmp_path / "goi", "--check", "--fingerprint", bag.grouped(said["dau_van_tay"]))  # fmt: skip
    taken = after.json("receive", tmp_path / "goi", "--fingerprint", said["dau_van_tay"])

    assert looked["hop_le"]
    assert looked["da_doi_chieu"]
    assert {one["ket_qua"] for one in looked["ho_so"]} == {"moi"}
    assert taken["loi_sau_khi_nhan"] == []
    for command in (("show", "tt-cb-van-phong-2025"), ("log", "tt-cb-van-phong-2021")):
        assert after.json(*command) == sample_office.json(*command)
    assert after.json("verify")["hop_le"]
    assert judged(after.root / "archive")[1] == said["ho_so"] + 1


def test_the_givers_journal_is_kept_whole_and_never_joined(given: Given, tmp_path: Path) -> None:
    after = successor(tmp_path)

    taken = after.json("receive", given.path, "--why", "đầu nhiệm kỳ")

    theirs = (given.path / "data/kho/extensions/hoso-journal/journal.jsonl").read_bytes()
    row = after.workspace.catalogue.dossier(taken["ho_so_ban_giao"])
    assert row
    assert after.workspace.archive.read(row.object_id, "goi/journal.jsonl") == theirs
    manifest = (given.path / bag.MANIFEST).read_bytes()
    assert after.workspace.archive.read(row.object_id, f"goi/{bag.MANIFEST}") == manifest
    lines = [one for one in after.workspace.archive.journal() if one.event == "accession"]
    assert [given.fingerprint in one.note for one in lines] == [True]
    assert sha256(theirs).hexdigest() in lines[0].note
    ours = (after.root / "archive/extensions/hoso-journal/journal.jsonl").read_bytes()
    assert not set(theirs.splitlines()) & set(ours.splitlines())
    assert after.json("verify")["hop_le"]


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

    fates = {one["ma"]: one["ket_qua"] for one in taken["ho_so"] if one["ket_qua"] != "da_co"}
    assert fates.pop("tt-cb-van-phong-2025") == "moi"
    assert list(fates.values()) == ["moi"]  # the giver's own dossier of the first hand-over
    assert taken["nhan_phien_ban"] == 2


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
    csv = after.write("k.csv", SHORTCOMING)
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


def _roll_back(package: Path) -> None:
    """Take the newest version of a dossier away, leaving a sound one behind."""
    folder = next((package / "data/kho").rglob("v2")).parent
    shutil.rmtree(folder / "v2")
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v1" / name, folder / name)


def _rewrite_history(package: Path) -> None:
    """Say that somebody else saved a version, with every digest made to fit."""
    folder = next((package / "data/kho").rglob("0=ocfl_object_1.1")).parent
    said = (folder / "inventory.json").read_bytes().replace(b'"name": "An"', b'"name": "Ba"')
    for place in (folder, folder / "v1"):
        (place / "inventory.json").write_bytes(said)
        line = f"{sha512(said).hexdigest()} inventory.json\n"
        (place / "inventory.json.sha512").write_text(line)


def _cut_journal(package: Path) -> None:
    path = package / "data/kho/extensions/hoso-journal/journal.jsonl"
    path.write_bytes(path.read_bytes()[:-40])


def _edit_page(package: Path) -> None:
    path = package / "data/index.html"
    path.write_bytes(path.read_bytes().replace(b"2021", b"2020"))


def _hide_store(package: Path) -> None:
    """Have the store look like none, so that nobody judges it."""
    (package / "data/kho/0=ocfl_1.1").unlink()
    _flip(package)


def _pretend(package: Path) -> None:
    """Have the package look like a workspace, so that another folder is judged."""
    (package / "hoso.toml").write_bytes(b"")
    _flip(package)


# What was done to the package, a code that names it, and one that still does when all manifests
# were made anew and nobody typed the fingerprint of the paper ("": only the paper can tell).
DAMAGES: list[tuple[Callable[[Path], None], str, str]] = [
    (_flip, "B008", "E092"),
    (_lose, "B007", "E092"),
    (_add, "B009", ""),
    (_rename, "B007", "E092"),
    (_cut, "B008", "E092"),
    (_edit_info, "B013", "J021"),
    (_remove_dossier, "B007", "J005"),
    (_roll_back, "B007", "J006"),
    (_rewrite_history, "B008", "J007"),
    (_cut_journal, "B008", "J002"),
    (_edit_page, "B008", ""),
    (_hide_store, "B007", "E069"),
    (_pretend, "B008", "E092"),
]


@pytest.mark.parametrize(("damage", "code", "_later"), DAMAGES)
def test_every_damage_is_named_and_nothing_is_taken_over(
    given: Given, tmp_path: Path, damage: Callable[[Path], None], code: str, _later: str
) -> None:
    package = given.copied(tmp_path)
    damage(package)
    after = successor(tmp_path)

    looked = after.run("receive", package, "--check", "--json")
    refused = after.refused("receive", package)

    assert looked.exit_code == refused.exit_code == 7
    assert code in {one["ma"] for one in json.loads(looked.stdout)["loi"]}
    assert list((after.root / "archive").rglob("inventory.json")) == []


@pytest.mark.parametrize(("damage", "_code", "later"), DAMAGES)
def test_regenerated_manifests_are_caught_by_the_fingerprint_on_paper(
    given: Given, tmp_path: Path, damage: Callable[[Path], None], _code: str, later: str
) -> None:
    package = given.copied(tmp_path)
    damage(package)
    logging.disable()
    bagit.Bag(str(package)).save(manifests=True)
    logging.disable(logging.NOTSET)
    after = successor(tmp_path)

    typed = after.run("receive", package, "--check", "--json", "--fingerprint", given.fingerprint)
    untyped = after.run("receive", package, "--check", "--json")

    assert "J020" in _codes(typed.stdout)
    assert (later in _codes(untyped.stdout)) == bool(later)
    assert untyped.exit_code == (7 if later else 0)


def _codes(said: str) -> set[str]:
    return {one["ma"] for one in json.loads(said)["loi"]}


@pytest.mark.parametrize("litter", ["Thumbs.db", ".DS_Store", "desktop.ini"])
def test_what_systems_leave_behind_is_told_and_never_taken_over(
    given: Given, tmp_path: Path, litter: str
) -> None:
    package = given.copied(tmp_path)
    folder = next((package / "data/kho").rglob("0=ocfl_object_1.1")).parent
    content = next((folder / "v1/content").iterdir()).parent
    places = [package, package / "data", folder.parent, folder, folder / "v1", content]
    for place in places:
        (place / litter).write_bytes(b"x")
    after = successor(tmp_path)

    taken = after.json("receive", package, "--fingerprint", given.fingerprint)

    assert after.json("verify", package)["hop_le"]
    told = {one["noi"] for one in taken["canh_bao"]}
    assert {(place / litter).relative_to(package).as_posix() for place in places[1:]} <= told
    assert litter not in told  # outside of the payload it is nobody's business
    assert taken["nhan_phien_ban"] > 0
    assert not list((after.root / "archive").rglob(litter))


def test_a_package_of_the_older_scheme_is_taken_over_as_well(
    sample_office: Office, tmp_path: Path
) -> None:
    with bag.BagWriter(tmp_path / "cu") as writer:
        root = sample_office.root / "archive"
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            writer.add(f"kho/{path.relative_to(root).as_posix()}", path)
        sealed = writer.seal({})
    after = successor(tmp_path)

    taken = after.json("receive", tmp_path / "cu", "--fingerprint", sealed.fingerprint)

    assert taken["loi_sau_khi_nhan"] == []
    assert after.json("show", "tt-cb-van-phong-2021") == sample_office.json("show", "tt-cb-van-phong-2021")  # fmt: skip
    assert after.json("verify", tmp_path / "cu/data/kho")["hop_le"]


def test_a_damaged_archive_makes_no_package(sample_office: Office, tmp_path: Path) -> None:
    path = next((sample_office.root / "archive").rglob("so/khuyet_diem.json"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"2", b"3", 1))
    flipped = sample_office.refused("handover", tmp_path / "goi", "--no-pdf")
    path.write_bytes(whole[:-1])
    shorter = sample_office.refused("handover", tmp_path / "goi", "--no-pdf")
    part = sample_office.refused("handover", tmp_path / "goi", "--no-pdf", "--year", "2000..2030")

    assert {one.exit_code for one in (flipped, shorter, part)} == {7}
    assert "khuyet_diem.json" in flipped.stderr
    assert "khuyet_diem.json" in part.stderr
    assert "nhật ký ghi" in shorter.stderr
    assert not (tmp_path / "goi").exists()


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


def test_a_member_who_moves_takes_only_the_dossiers_about_that_member(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("forms", "2025", "--org", "cb-van-phong", "--date", "2025-12-01", "--out", tmp_path / "p")  # fmt: skip
    rows = sample_office.workspace.catalogue.dossiers()
    one = next(row.card for row in rows if row.card.card)

    found = packed(sample_office, tmp_path / "goi", "--person", one.card)
    after = successor(tmp_path)
    taken = after.json("receive", tmp_path / "goi")

    codes = {row.card.code for row in rows if row.card.card == one.card}
    assert {row["ma"] for row in taken["ho_so"]} == codes
    assert found["ho_so"] == len(taken["ho_so"]) > 0
    for code in codes:
        assert after.json("show", code) == sample_office.json("show", code)
    said = word.project((tmp_path / "goi-bien-ban-giao-nhan.docx").read_bytes())
    assert "xếp loại chất lượng của đồng chí" in said
    nobody = sample_office.refused("handover", tmp_path / "hai", "--no-pdf", "--person", "khong ai")
    assert nobody.exit_code == 3


def test_secret_dossiers_leave_only_when_asked_for_by_name(
    sample_office: Office, tmp_path: Path
) -> None:
    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2021")
    assert row
    card = base.replaced(row.card, secrecy="mật")
    changes = {"ho_so.json": base.encode(card)}
    ws.archive.commit(row.object_id, changes, Stamp(by="An", why="đóng dấu mật", at=ws.now()))

    without = packed(sample_office, tmp_path / "mot")
    along = packed(sample_office, tmp_path / "hai", "--secret", row.card.code)
    strange = sample_office.refused("handover", tmp_path / "ba", "--secret", "khong-co")

    assert without["de_lai_vi_mat"] == [row.card.code]
    assert without["ho_so"] == along["ho_so"] - 2  # the secret one, and the first hand-over's own
    assert row.card.code.encode() not in (tmp_path / "mot/data/index.html").read_bytes()
    assert row.object_id.encode() not in (tmp_path / "mot/data/kho/extensions/hoso-journal/journal.jsonl").read_bytes()  # fmt: skip
    assert row.card.code not in {one["ma"] for one in successor(tmp_path).json("receive", tmp_path / "mot")["ho_so"]}  # fmt: skip
    assert strange.exit_code == 3


def test_a_scope_without_any_dossier_is_refused(sample_office: Office, tmp_path: Path) -> None:
    ws = sample_office.workspace
    known = {row.card.card for row in ws.catalogue.dossiers()}
    one = next(row.card for row in ws.catalogue.members(NOON.date()) if row.card not in known)

    refused = sample_office.refused("handover", tmp_path / "goi", "--person", one)

    assert refused.exit_code == 3
    assert "Không có hồ sơ nào để bàn giao" in refused.stderr
    assert not (tmp_path / "goi").exists()


def test_a_merger_keeps_both_sides_apart(sample_office: Office, tmp_path: Path) -> None:
    """Two offices with dossiers of the same codes become one: nothing is lost, nothing replaced."""
    other = successor(tmp_path)
    other.ok("shortcomings", "import", other.write("k.csv", SHORTCOMING))
    packed(sample_office, tmp_path / "goi", "--org", "cb-van-phong")
    before = other.json("show", "tt-cb-van-phong-2021")

    taken = other.json("receive", tmp_path / "goi")

    assert other.json("show", "tt-cb-van-phong-2021") == before
    renamed = next(one for one in taken["ho_so"] if one["ma"] == "tt-cb-van-phong-2021")
    assert renamed["thanh"] != renamed["ma"]
    again = other.json("receive", tmp_path / "goi")
    assert (again["nhan_phien_ban"], {one["ket_qua"] for one in again["ho_so"]}) == (0, {"da_co"})


def test_open_matters_go_along(sample_office: Office, tmp_path: Path) -> None:
    """What the successor must finish: forms out, remedies, files that wait, numbers and signatures."""
    day = ("--date", "2025-12-01")
    sample_office.ok("forms", "2025", "--org", "cb-van-phong", *day, "--out", tmp_path / "p")
    sample_office.ok("plan", "add", "K-0004", "--measure", "Lập lịch.", "--owner", "Phạm Văn A", "--deadline", "2026-03-30", *day)  # fmt: skip
    form = next((tmp_path / "p").rglob("*.docx"))
    sample_office.ok("campaign", "open", "2026", "--date", "2026-11-01")
    sample_office.ok("collect", form, "--date", "2026-12-01")
    paper = _word(tmp_path / "bao-cao.docx", "A")
    for number in ("01", "04"):
        sample_office.ok("attach", paper, "--kind", "bao_cao_nam", "--org", "cb-van-phong", "--year", "2025", *day, "--symbol", f"{number}-BC/CB", "--issued", "2025-11-20")  # fmt: skip
    sample_office.ok("generate", "ke_hoach_khac_phuc", "--org", "cb-van-phong", "--year", "2025", *day)  # fmt: skip

    found = packed(sample_office, tmp_path / "goi")

    kinds = {one["loai"] for one in found["viec_con_do"]}
    assert kinds == {"Biểu mẫu chưa nhận lại", "Khắc phục chưa xong", "Tệp chờ xử lý", "Số văn bản", "Chưa có bản ký"}  # fmt: skip
    listed = (tmp_path / "goi/data/viec-con-do.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(listed) >= len(found["viec_con_do"]) + 1
    remedy = next(one for one in found["viec_con_do"] if one["loai"] == "Khắc phục chưa xong")
    assert (remedy["han"], "Phạm Văn A" in remedy["viec"]) == ("2026-03-30", True)
