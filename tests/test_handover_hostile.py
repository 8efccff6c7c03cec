"""What somebody does to a package, or around it, who knows how packages are made."""

from __future__ import annotations

import errno
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha512
from pathlib import Path

import pyrage
import pytest

from hoso import bag
from hoso.bag import BagWriter
from hoso.errors import StorageError
from hoso.model import base
from hoso.model.dossier import DossierCard
from hoso.model.review import PlanItem
from hoso.workspace import Act
from tests.conftest import NOON, Office
from tests.test_archive_crash import Killed, faults, killed_from, none
from tests.test_handover import Given, given, packed, successor
from tests.test_printing import _word

__all__ = ["given"]  # the fixture

PASSPHRASE = "bốn từ dễ nhớ thôi"  # noqa: S105 - of packages made here


def retag(package: Path) -> None:
    """Make the tagmanifest anew, as whoever altered a tag file would."""
    tags = ("bag-info.txt", "bagit.txt", bag.MANIFEST)
    lines = (f"{sha512((package / name).read_bytes()).hexdigest()}  {name}\n" for name in tags)
    (package / "tagmanifest-sha512.txt").write_text("".join(lines))


def _other_giver(package: Path) -> None:
    path = package / "bag-info.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Contact-Name: An", "Contact-Name: Ba"), encoding="utf-8")  # fmt: skip
    retag(package)


def _lost(package: Path) -> None:
    (package / "tagmanifest-sha512.txt").unlink()


def _emptied(package: Path) -> None:
    (package / "tagmanifest-sha512.txt").write_bytes(b"")


def _one_tag_less(package: Path) -> None:
    _other_giver(package)
    path = package / "tagmanifest-sha512.txt"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "bag-info" not in line))


@pytest.mark.parametrize(
    ("damage", "code"),
    [(_other_giver, "J021"), (_lost, "J023"), (_emptied, "J023"), (_one_tag_less, "J023")],
)
def test_what_the_fingerprint_does_not_cover_is_found_out_all_the_same(
    given: Given, tmp_path: Path, damage: Callable[[Path], None], code: str
) -> None:
    package = given.copied(tmp_path)
    damage(package)
    after = successor(tmp_path)

    refused = after.run("receive", package, "--fingerprint", given.fingerprint, "--check", "--json")
    after.refused("receive", package, "--fingerprint", given.fingerprint)

    assert refused.exit_code == 7
    assert [one["ma"] for one in json.loads(refused.stdout)["loi"]].count(code) == 1
    assert code in {one["ma"] for one in json.loads(after.run("verify", package, "--json").stdout)["loi"]}  # fmt: skip
    assert list((after.root / "archive").rglob("inventory.json")) == []


def test_what_lies_beside_the_payload_is_told(given: Given, tmp_path: Path) -> None:
    package = given.copied(tmp_path)
    (package / "HUONG-DAN.html").write_text("tải tại đây")
    (package / "Thumbs.db").write_bytes(b"x")
    with (package / "tagmanifest-sha512.txt").open("a") as file:
        file.write("\n")

    told = successor(tmp_path).json("receive", package, "--check", "--fingerprint", given.fingerprint)  # fmt: skip

    assert {one["noi"] for one in told["canh_bao"]} == {"HUONG-DAN.html", "tagmanifest-sha512.txt"}


@pytest.mark.parametrize("place", ["archive/goi", "archive", "archive/aa/goi", ".hoso/goi"])
def test_a_package_is_never_written_into_the_archive(sample_office: Office, place: str) -> None:
    before = sample_office.archive_bytes()

    refused = sample_office.refused("handover", sample_office.root / place, "--no-pdf")

    assert refused.exit_code == 14
    assert "nằm trong kho hồ sơ" in refused.stderr
    assert sample_office.archive_bytes() == before
    assert sample_office.json("verify")["hop_le"]


@pytest.mark.parametrize("name", ["con", "NUL.age", "goi.", "goi ", "a:b", "goi?"])
def test_a_package_has_a_name_that_every_system_can_hold(
    sample_office: Office, tmp_path: Path, name: str
) -> None:
    refused = sample_office.refused("handover", tmp_path / name, "--no-pdf")

    assert "không dùng làm tên gói được" in refused.stderr
    assert not (tmp_path / name).exists()


def test_nothing_of_a_secret_dossier_is_told_among_the_open_matters(
    sample_office: Office, tmp_path: Path
) -> None:
    code = _with_plan(sample_office).code
    sample_office.ok("dossiers", "set", code, "--secrecy", "Mật", "--why", "đóng dấu")

    without = packed(sample_office, tmp_path / "mot")
    along = packed(sample_office, tmp_path / "hai", "--secret", code)

    assert without["de_lai_vi_mat"] == [code]
    files = (path for path in (tmp_path / "mot").rglob("*") if path.is_file())
    assert not any("Biện pháp kín".encode() in path.read_bytes() for path in files)
    assert any(one["viec"].startswith("Biện pháp kín") for one in along["viec_con_do"])


def _with_plan(office: Office) -> DossierCard:
    """Plan something against a fault; return the card of the dossier that holds the plan."""
    office.ok("plan", "add", "K-0004", "--measure", "Biện pháp kín.", "--owner", "Phạm Văn A", "--deadline", "2026-03-30", "--date", "2025-12-01")  # fmt: skip
    rows = {row.card.code: row.card for row in office.workspace.catalogue.dossiers()}
    (code,) = office.workspace.catalogue.by_dossier(PlanItem, rows.keys())
    return rows[code]


def test_a_member_who_moves_takes_no_matter_of_others_along(
    sample_office: Office, tmp_path: Path
) -> None:
    plan = _with_plan(sample_office)
    sample_office.ok("forms", "2025", "--date", "2025-12-01", "--out", tmp_path / "p")
    cards = (row.card for row in sample_office.workspace.catalogue.dossiers())
    member = next(one.card for one in cards if one.card and one.organisation == plan.organisation)

    found = packed(sample_office, tmp_path / "goi", "--person", member)

    assert {one["loai"] for one in found["viec_con_do"]} == {"Biểu mẫu chưa nhận lại"}
    files = (path for path in (tmp_path / "goi").rglob("*") if path.is_file())
    assert not any("Biện pháp kín".encode() in path.read_bytes() for path in files)


def test_codes_that_no_file_can_be_named_after_have_their_lists(
    sample_office: Office, tmp_path: Path
) -> None:
    paper = _word(tmp_path / "nhan-xet.docx", "Nhận xét")
    sample_office.ok("attach", paper, "--org", "cb-van-phong", "--year", "2025", "--kind", "nhan_xet", "--date", "2025-12-10")  # fmt: skip
    ws = sample_office.workspace
    (document,) = ws.catalogue.documents(dossier="tt-cb-van-phong-2025")
    codes = ("tt-Chi bộ số 1/2", "TT-Chi-Bo-So-1-2", "tt-chi-bo-so-1-2", "x" * 300, "con", "//")
    for code in codes:
        edit = ws.edit(base.replaced(document.card, code=code))
        edit.put_document(document.provenance, {"van_ban.docx": paper.read_bytes()})
        ws.commit([edit], Act(NOON.date(), "An"), "lập")

    packed(sample_office, tmp_path / "goi")

    names = [one.stem for one in (tmp_path / "goi/data/muc-luc").iterdir()]
    assert len(names) == len({one.lower() for one in names}) == len(codes) + 2
    assert all(len(one) <= 100 and one.isascii() and one != "con" for one in names)
    page = (tmp_path / "goi/data/index.html").read_text(encoding="utf-8")
    assert [one for one in names if f'href="muc-luc/{one}.docx"' not in page] == []
    assert successor(tmp_path).json("receive", tmp_path / "goi", "--check")["canh_bao"][0]["ma"] == "J019"  # fmt: skip


def test_years_the_wrong_way_round_are_asked_about(sample_office: Office, tmp_path: Path) -> None:
    refused = sample_office.refused(
        "handover", tmp_path / "goi", "--no-pdf", "--year", "2024..2021"
    )

    assert refused.exit_code == 17
    assert "Hãy ghi 2021..2024" in refused.stderr
    assert not (tmp_path / "goi").exists()


def test_a_full_medium_is_named_and_not_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "kho.txt"
    source.write_bytes(b"x" * 10)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hoso.bag._write._flush", full)
    with pytest.raises(StorageError) as refused, BagWriter(tmp_path / "the-nho") as writer:
        writer.add("a.txt", source)

    assert "the-nho" in refused.value.where
    assert "ổ đĩa đã đầy" in refused.value.message
    monkeypatch.undo()
    source.unlink()
    with pytest.raises(StorageError, match="Không đọc được"), BagWriter(tmp_path / "b") as writer:
        writer.add("a.txt", source)


def test_what_a_cut_off_run_left_is_told_and_left_alone(
    sample_office: Office, tmp_path: Path
) -> None:
    left = tmp_path / "goi.dang-ghi"
    left.mkdir()
    (left / "cua-toi.txt").write_text("của tôi")

    told = sample_office.ok("handover", tmp_path / "goi", "--no-pdf")

    assert (left / "cua-toi.txt").read_text() == "của tôi"
    assert str(left) in told.stderr
    assert (tmp_path / "goi/bagit.txt").is_file()
    assert sorted(p.name for p in tmp_path.glob("goi*")) == ["goi", "goi-bien-ban-giao-nhan.docx", "goi.dang-ghi"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{:.40}", "có 40 chữ số, phải đủ 64"),
        ("SHA256 {}", "không phải chữ số 0–9, a–f: h s"),
        ("0000{:.60}", "Khác ở "),
    ],
)
def test_a_fingerprint_typed_wrong_is_told_where(
    given: Given, tmp_path: Path, typed: str, said: str
) -> None:
    refused = successor(tmp_path).refused("receive", given.path, "--fingerprint", typed.format(given.fingerprint))  # fmt: skip

    assert refused.exit_code == 7
    assert said in refused.stderr


def test_an_empty_fingerprint_is_no_comparison(given: Given, tmp_path: Path) -> None:
    after = successor(tmp_path)

    refused = [after.refused("receive", given.path, "--fingerprint", one) for one in ("", "  ")]

    assert [one.exit_code for one in refused] == [2, 2]
    assert "--fingerprint đang trống" in refused[0].stderr


def test_what_is_given_instead_of_a_package_is_told(given: Given, tmp_path: Path) -> None:
    after = successor(tmp_path)
    packed_up = shutil.make_archive(str(tmp_path / "goi"), "zip", given.path)
    (tmp_path / "trong").mkdir()
    said = {
        tmp_path / "khong-co": "không có tệp hay thư mục này",
        given.path / "data": f"hãy chỉ thư mục gói {given.path.resolve()}",
        given.path / "data/index.html": "một phần bên trong gói",
        Path(packed_up): "giải nén",
        given.path.parent: f"hãy chỉ {given.path}",
        tmp_path / "trong": "chép chưa xong",
        after.root / "hoso.toml": "đây là một tệp",
    }

    for path, words in said.items():
        refused = after.refused("receive", path)
        assert (refused.exit_code, words in refused.stderr) == (10, True), (path, refused.stderr)


def zipped(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return written.getvalue()


def test_an_encrypted_package_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    after = successor(tmp_path)
    path = tmp_path / "goi.age"
    path.write_bytes(pyrage.passphrase.encrypt(zipped("a/../../x"), PASSPHRASE))
    key = after.write("khoa.txt", PASSPHRASE)

    refused = after.refused("receive", path, "--passphrase-file", key)

    assert (refused.exit_code, "không dùng được" in refused.stderr) == (10, True), refused.stderr


def test_killed_at_any_step_of_receiving_the_next_run_finishes(
    given: Given, tmp_path: Path
) -> None:
    base = successor(tmp_path)
    whole = Office(root=tmp_path / "du", clock=base.clock)
    shutil.copytree(base.root, whole.root)
    with faults(none) as dry:
        versions = whole.json("receive", given.path)["nhan_phien_ban"]

    for step in range(7, dry.count, dry.count // 6):  # more, and really: tests/long
        office = Office(root=tmp_path / str(step), clock=base.clock)
        shutil.copytree(base.root, office.root)
        with faults(killed_from(step)), pytest.raises(Killed):
            office.run("receive", given.path)
        assert office.json("verify")["hop_le"], step
        with faults(none):
            rest = office.json("receive", given.path)
        assert rest["nhan_phien_ban"] <= versions, step
        assert len(list((office.root / "archive").rglob("0=ocfl_object_1.1"))) == given.said["ho_so"] + 1, step  # fmt: skip
        assert office.json("verify")["hop_le"], step


def _heads(root: Path) -> set[tuple[str, str]]:
    """Return the id and the newest version of every dossier."""
    folders = (path.parent for path in root.rglob("0=ocfl_object_1.1"))
    said = (json.loads((folder / "inventory.json").read_bytes()) for folder in folders)
    return {(one["id"], one["head"]) for one in said}


@pytest.mark.parametrize("most", [45, 60, 75])
def test_a_disk_that_fills_up_while_receiving_says_how_far_it_came(
    given: Given, tmp_path: Path, most: int
) -> None:
    office = successor(tmp_path)

    written = 0

    def full(_count: int, name: str) -> None:
        nonlocal written
        written += name == "write"
        if name == "write" and written > most:
            raise OSError(errno.ENOSPC, "No space left on device")

    with faults(full):
        refused = office.refused("receive", given.path)

    taken = len(_heads(office.root / "archive") & _heads(given.path / "data/kho"))
    assert refused.exit_code == 14
    assert f"Đã nhận trọn {taken} hồ sơ" in refused.stderr
    assert "giữ nguyên như trước" not in refused.stderr
    assert taken > 0
    office.ok("receive", given.path)
    assert office.json("verify")["hop_le"]
