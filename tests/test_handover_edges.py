"""Hand-overs that go less smoothly: bad media, own templates, what people are told in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest

from hoso import bag, templates
from hoso.archive import Stamp
from hoso.cli import cli
from hoso.cli._door import Door
from hoso.model import base
from hoso.services import handover
from hoso.workspace import Act
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied
from tests.test_handover import SHORTCOMING, packed, successor


def damaging(name: str) -> object:
    """Return what a bad medium does in place of keeping what it was given."""

    def damage(folders: Iterable[Path]) -> None:
        path = next(path for folder in folders for path in sorted(folder.rglob(name)))
        path.write_bytes(path.read_bytes()[:-1])

    return damage


def test_a_package_that_the_medium_damaged_has_no_minutes(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoso.fixity.forget", damaging("index.html"))

    told = sample_office.run("handover", tmp_path / "goi", "--no-pdf")

    assert told.exit_code == 7
    assert "B008" in told.stdout
    assert "Biên bản" not in told.stdout
    assert [path.name for path in tmp_path.glob("goi*")] == ["goi"]
    codes = {row.card.code for row in sample_office.workspace.catalogue.dossiers()}
    assert not any(code.startswith("giao-") for code in codes)


def test_what_the_medium_damaged_while_taking_over_is_told(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(sample_office, tmp_path / "goi")
    after = successor(tmp_path)
    monkeypatch.setattr("hoso.fixity.forget", damaging("khuyet_diem.json"))

    told = after.run("receive", tmp_path / "goi", "--json")

    assert told.exit_code == 7
    assert [one["ma"] for one in json.loads(told.stdout)["loi_sau_khi_nhan"]] == ["E092"]


def test_an_own_template_without_a_place_for_the_code_is_told(
    sample_office: Office, tmp_path: Path
) -> None:
    found = templates.find("bien_ban_giao_nhan", [templates.builtin_root()])
    own = sample_office.root / "templates/bien_ban_giao_nhan/1"
    copied(found.path.parent, own)
    document = docx.Document(str(own / "mau.docx"))
    for mark in document.element.body.iter("{*}bookmarkStart"):
        mark.set(mark.keys()[1], "cho_khac")
    document.save(str(own / "mau.docx"))

    told = sample_office.ok("handover", tmp_path / "goi", "--no-pdf")

    assert "Biên bản không có mã QR" in told.stderr
    assert (tmp_path / "goi-bien-ban-giao-nhan.docx").is_file()


def test_what_was_left_behind_and_what_became_of_codes_is_said_in_words(
    sample_office: Office, tmp_path: Path
) -> None:
    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-kiem-soat-2021") or next(iter(ws.catalogue.dossiers()))
    card = base.encode(base.replaced(row.card, secrecy="mật"))
    ws.archive.commit(row.object_id, {"ho_so.json": card}, Stamp(by="An", why="mật", at=ws.now()))
    told = sample_office.ok("handover", tmp_path / "goi", "--no-pdf").stdout
    after = successor(tmp_path)
    after.ok("shortcomings", "import", after.write("k.csv", SHORTCOMING))

    looked = after.ok("receive", tmp_path / "goi", "--check").stdout
    taken = after.ok("receive", tmp_path / "goi")

    assert f"(kèm theo bằng --secret): {row.card.code}." in told
    assert "in hai bản" in told
    assert "mã này ở đây đã dùng, sẽ thành tt-cb-van-phong-2021--" in looked
    assert "Gói nguyên vẹn." in looked
    assert "Nhật ký bên giao giữ ở hồ sơ nhan-" in taken.stdout
    assert "Chưa đối chiếu dấu vân tay" in taken.stderr


def test_a_package_is_examined_where_there_is_no_workspace(
    sample_office: Office, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    packed(sample_office, tmp_path / "goi")
    (tmp_path / "trong").mkdir()
    door = Door(root=tmp_path / "trong", clock=TickingClock())

    looked = CliRunner().invoke(cli, ["receive", str(tmp_path / "goi"), "--check"], obj=door)
    taken = CliRunner().invoke(cli, ["receive", str(tmp_path / "goi")], obj=door)

    assert looked.exit_code == 0
    assert "Gói nguyên vẹn." in looked.stdout
    assert taken.exit_code == 9


def test_a_code_that_is_taken_twice_gets_a_number(sample_office: Office, tmp_path: Path) -> None:
    """The dossier of one code comes from two offices that are called alike."""
    third = successor(tmp_path / "x")
    for name, root in (("mot", tmp_path / "a"), ("hai", tmp_path / "b")):
        root.mkdir()
        office = successor(root)
        office.ok("shortcomings", "import", office.write("k.csv", SHORTCOMING))
        packed(office, tmp_path / name)
    packed(sample_office, tmp_path / "ba", "--org", "cb-van-phong", "--year", "2021")

    taken = [third.json("receive", tmp_path / name)["ho_so"] for name in ("mot", "hai", "ba")]

    codes = [one["thanh"] for many in taken for one in many if one["ma"].startswith("tt-")]
    stem = "tt-cb-van-phong-2021"
    assert codes == [stem, f"{stem}--cb-van-phong", f"{stem}--cb-van-phong-2"]


def test_a_dossier_without_a_card_is_refused_by_name(sample_office: Office, tmp_path: Path) -> None:
    ws = sample_office.workspace
    row = next(iter(ws.catalogue.dossiers()))
    stamp = Stamp(by="An", why="x", at=ws.now())
    changes: dict[str, bytes | None] = {"ho_so.json": None, "khac.txt": b"x"}
    ws.archive.commit(row.object_id, changes, stamp)
    with bag.BagWriter(tmp_path / "goi") as writer:
        root = sample_office.root / "archive"
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            writer.add(f"kho/{path.relative_to(root).as_posix()}", path)
        writer.seal({})

    refused = successor(tmp_path).refused("receive", tmp_path / "goi")

    assert (refused.exit_code, "không có ho_so.json" in refused.stderr) == (7, True)


def test_a_package_holds_its_writers_off_only_while_it_is_made(
    sample_office: Office, tmp_path: Path
) -> None:
    ws = sample_office.workspace
    wish = handover.Wish(prints=False)

    done = handover.pack(ws, tmp_path / "goi", wish, Act(NOON.date(), "An"))

    assert done.minutes
    sample_office.ok("verify")
    with sample_office.workspace.archive.lock("người khác"):
        pass


def test_an_object_of_another_digest_is_read_itself(tmp_path: Path) -> None:
    """A package from elsewhere may have SHA-256 inside; its files are compared all the same."""
    from hashlib import sha256

    root = tmp_path / "kho"
    folder = root / "66/66f0a1c2-0000-4000-8000-000000000001"
    (folder / "v1/content").mkdir(parents=True)
    (root / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    (folder / "0=ocfl_object_1.1").write_text("ocfl_object_1.1\n")
    (folder / "v1/content/a.txt").write_bytes(b"y")
    digest = sha256(b"x").hexdigest()
    version = {
        "created": "2025-12-01T08:00:00Z",
        "message": "x",
        "user": {"name": "An", "address": "mailto:an@example.org"},
        "state": {digest: ["a.txt"]},
    }
    said = json.dumps(
        {
            "id": "urn:uuid:66f0a1c2-0000-4000-8000-000000000001",
            "type": "https://ocfl.io/1.1/spec/#inventory",
            "digestAlgorithm": "sha256",
            "head": "v1",
            "manifest": {digest: ["v1/content/a.txt"]},
            "versions": {"v1": version},
        }
    ).encode()
    for place in (folder, folder / "v1"):
        (place / "inventory.json").write_bytes(said)
        line = f"{sha256(said).hexdigest()} inventory.json\n"
        (place / "inventory.json.sha256").write_text(line)
    with bag.BagWriter(tmp_path / "goi") as writer:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            writer.add(f"kho/{path.relative_to(root).as_posix()}", path)
        writer.seal({})

    found = handover.examine(None, tmp_path / "goi")

    assert [one.code for one in found.problems] == ["E092"]
