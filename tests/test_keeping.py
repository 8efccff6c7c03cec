"""`init`, `log`, `show`, `verify`, `reindex`; caches that break; a disk and others in the way."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from hoso.archive import Stamp
from hoso.errors import ConflictError
from hoso.services import subjects
from hoso.workspace import Act
from tests.conftest import ROOT, Office, TickingClock
from tests.copies import copied
from tests.ocfl_damage import sound
from tests.test_archive_parts import judged

DAY = ("--date", "2025-12-20")
PROPOSE = ("ratings", "set", "--org", "cb-van-phong", "--stage", "de_xuat", "--level")
RATE = (*PROPOSE, "htt", *DAY)
QUERY = ("search", "nop dang phi")


def _empty(tmp_path: Path) -> Office:
    return Office(root=tmp_path / "moi", clock=TickingClock())


# -- init -------------------------------------------------------------------------------------


def test_init_makes_a_workspace_that_remembers_who(tmp_path: Path) -> None:
    office = _empty(tmp_path)

    made = office.json("init", office.root, "--by", 'Trần "Tư" \\ A')

    assert made == {"thu_muc": str(office.root)}
    assert {path.name for path in office.root.iterdir()} >= {"archive", "templates", "hoso.toml"}
    assert office.workspace.settings.by == 'Trần "Tư" \\ A'
    assert "Kho toàn vẹn: 0 hồ sơ." in office.ok("verify").stdout


def test_init_without_a_name_takes_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "may-tram-7")
    office = _empty(tmp_path)

    office.ok("init")

    assert office.workspace.settings.by == "may-tram-7"


def test_init_twice_is_refused_and_changes_nothing(office: Office) -> None:
    before = office.archive_bytes()

    result = office.refused("init", office.root)

    assert result.exit_code == 9
    assert "đã là không gian làm việc" in result.stderr
    assert office.archive_bytes() == before


def test_init_over_somebody_elses_archive_is_refused(tmp_path: Path) -> None:
    office = _empty(tmp_path)
    (office.root / "archive").mkdir(parents=True)
    (office.root / "archive" / "anh.jpg").write_bytes(b"x")

    result = office.refused("init", office.root)

    assert result.exit_code == 9
    assert "anh.jpg" in result.stderr


@pytest.mark.parametrize("below", ["", "sau"])
def test_init_where_a_file_stands_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")

    result = _empty(tmp_path).refused("init", tmp_path / "tep" / below)

    assert result.exit_code == 14
    assert "tep" in result.stderr


def test_a_folder_that_is_no_workspace_is_refused_with_the_remedy(tmp_path: Path) -> None:
    result = _empty(tmp_path).refused("shortcomings", "list")

    assert result.exit_code == 9
    assert "hoso init" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[mac_dinh\n", "không đúng cú pháp"),
        (b"\xff\xfe", "không đúng cú pháp"),
        (b'[mac_dinh]\nnguoi = "A"\nly_do = 5\n', "ly_do"),
        (b'[mac_dinh]\nnguoi = ""\nly_do = "x"\n', "nguoi"),
        (b'[mac_dinh]\nnguoi = 3\nly_do = "x"\n', "nguoi"),
    ],
)
def test_settings_that_cannot_be_used_are_named(office: Office, content: bytes, said: str) -> None:
    (office.root / "hoso.toml").write_bytes(content)

    result = office.refused("shortcomings", "list")

    assert result.exit_code == 9
    assert "hoso.toml" in result.stderr
    assert said in result.stderr


def test_an_overlay_of_the_office_is_read(office: Office) -> None:
    with (office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write('[quy_dinh]\nlop_phu = "khong-co.toml"\n')

    result = office.refused("check", "2025", *DAY)

    assert "khong-co.toml" in result.stderr


# -- versions ---------------------------------------------------------------------------------


def test_log_tells_who_when_and_why_of_every_version(sample_office: Office) -> None:
    sample_office.ok(*RATE, "--by", "Lê B", "--why", "theo nghị quyết")

    found = sample_office.json("log", "tt-cb-van-phong-2025")
    shown = sample_office.ok("log", "tt-cb-van-phong-2025").stdout

    assert found["phien_ban"][-1]["nguoi"] == "Lê B"
    assert found["phien_ban"][-1]["ly_do"] == "theo nghị quyết"
    assert found["phien_ban"][-1]["tep"] == ["ho_so.json", "so/xep_loai.json"]
    assert "Lê B: theo nghị quyết (2 tệp)" in shown


def test_show_tells_what_a_version_holds(sample_office: Office) -> None:
    sample_office.ok(*RATE)
    sample_office.ok(*PROPOSE, "htn", *DAY)

    first = sample_office.json("show", "tt-cb-van-phong-2025", "--version", "1")
    head = sample_office.json("show", "tt-cb-van-phong-2025")
    shown = sample_office.ok("show", "tt-cb-van-phong-2025").stdout

    assert [one["muc"] for one in first["xep_loai"]] == ["htt"]
    assert [one["muc"] for one in head["xep_loai"]] == ["htn"]
    assert "phiên bản 2" in shown
    assert "1 kết quả xếp loại" in shown


def test_show_lists_documents_with_their_state(demo_office: Office) -> None:
    shown = demo_office.ok("show", "tt-cb-van-phong-2025").stdout

    assert "[nhan_lai]" in shown
    assert "Thời hạn bảo quản" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "tt-cb-van-phong-202"), "Ý bạn là «tt-cb-van-phong-202"),
        (("show", "zzzzzzzz"), "Không có hồ sơ «zzzzzzzz»."),
        (("show", "tt-cb-van-phong-2021", "--version", "99"), "không có phiên bản 99"),
    ],
)
def test_what_is_not_there_is_refused(
    sample_office: Office, words: tuple[str, ...], said: str
) -> None:
    result = sample_office.refused(*words)

    assert result.exit_code == 3
    assert said in result.stderr


# -- fixity -----------------------------------------------------------------------------------


def _one_file(office: Office) -> Path:
    return next(iter(sorted((office.root / "archive").rglob("v1/content/ho_so.json"))))


def test_a_whole_archive_is_valid(sample_office: Office) -> None:
    found = sample_office.json("verify")

    assert found == {"hop_le": True, "loai": "kho", "loi": [], "canh_bao": []}


@pytest.mark.parametrize("damage", ["changed", "gone", "added"])
def test_damage_is_found_and_named(sample_office: Office, damage: str) -> None:
    path = _one_file(sample_office)
    if damage == "changed":
        path.write_bytes(path.read_bytes() + b" ")
    elif damage == "gone":
        path.unlink()
    else:
        path.with_name("la.txt").write_text("x", encoding="utf-8")

    result = sample_office.run("verify", "--json")
    shown = sample_office.run("verify")

    found = json.loads(result.stdout)
    assert (result.exit_code, shown.exit_code) == (7, 7)
    assert found["hop_le"] is False
    assert all(re.fullmatch(r"[A-Z]+\d+", one["ma"]) for one in found["loi"])
    assert any("v1/content" in one["noi"] for one in found["loi"])
    assert all(one["thong_bao"] for one in found["loi"])
    assert "giữ nguyên hiện trạng" in shown.stdout


def test_a_fast_check_looks_at_names_only(sample_office: Office) -> None:
    path = _one_file(sample_office)
    path.write_bytes(path.read_bytes().replace(b"2", b"3"))

    fast = sample_office.run("verify", "--fast")
    whole = sample_office.run("verify")

    assert fast.exit_code == 0
    assert whole.exit_code == 7


def test_a_storage_root_is_checked_without_a_workspace(
    sample_office: Office, tmp_path: Path
) -> None:
    copied(sample_office.root / "archive", tmp_path / "ban-sao")
    elsewhere = _empty(tmp_path)

    good = elsewhere.json("verify", tmp_path / "ban-sao")
    unknown = elsewhere.run("verify", tmp_path, "--json")

    assert (good["hop_le"], good["loai"]) == (True, "ocfl_root")
    assert unknown.exit_code == 7
    assert json.loads(unknown.stdout)["loai"] == "khong_ro"
    assert json.loads(unknown.stdout)["hop_le"] is False


def test_a_dossier_taken_out_of_a_copy_is_missed(sample_office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "ban-sao"
    copied(sample_office.root / "archive", copy)
    declaration = next(copy.rglob("0=ocfl_object_1.1"))
    shutil.rmtree(declaration.parent)

    result = sample_office.run("verify", copy, "--json")

    assert result.exit_code == 7
    assert {one["ma"] for one in json.loads(result.stdout)["loi"]} >= {"J005"}


def test_any_object_and_any_bag_can_be_judged(office: Office, tmp_path: Path) -> None:
    thing, bag = sound(tmp_path / "ho-so"), tmp_path / "goi"
    (bag / "data").mkdir(parents=True)
    (bag / "data/a.txt").write_bytes(b"a")
    (bag / "bagit.txt").write_bytes(b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
    (bag / "manifest-md5.txt").write_bytes(b"0cc175b9c0f1b6a831c399e269772661  data/a.txt\n")

    found = [office.json("verify", path) for path in (thing, bag)]
    (bag / "data/a.txt").write_bytes(b"b")
    (thing / "v1/content/a.txt").write_bytes(b"b")
    damaged = [json.loads(office.run("verify", p, "--json").stdout) for p in (thing, bag)]

    assert [(one["hop_le"], one["loai"]) for one in found] == [
        (True, "ocfl_object"),
        (True, "bagit"),
    ]
    assert [[(e["ma"], e["noi"]) for e in one["loi"]] for one in damaged] == [
        [("E092", "v1/content/a.txt"), ("E093", "v1/content/a.txt")],
        [("B008", "data/a.txt")],
    ]


def bagged(office: Office, folder: Path, *, again: bool = False) -> Path:
    """Write a bag of the archive as it stands; `again`: over the one there, as a forger would."""
    if not again:
        copied(office.root / "archive", folder / "data/kho")
    files = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha512(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    ]
    declared = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    (folder / "bagit.txt").write_text(declared, encoding="utf-8")
    (folder / "manifest-sha512.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def roll_back(root: Path) -> None:
    """Take the newest version of a dossier out, the inventory before put in its place."""
    folder = next(path.parent.parent for path in root.rglob("v2/inventory.json"))
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copyfile(folder / "v1" / name, folder / name)
    for later in sorted(folder.glob("v[2-9]")):
        shutil.rmtree(later)


def remove(root: Path) -> None:
    """Take a whole dossier out, and the folder around it."""
    found = next(root.rglob("0=ocfl_object_1.1")).parent
    shutil.rmtree(found)
    if not any(found.parent.iterdir()):
        found.parent.rmdir()


@pytest.mark.parametrize(("harm", "code"), [(roll_back, "J006"), (remove, "J005")])
def test_a_bag_made_again_after_a_loss_is_found_out_by_the_archive_in_it(
    sample_office: Office, tmp_path: Path, harm: Callable[[Path], None], code: str
) -> None:
    sample_office.ok("ratings", "set", "--org", "cb-van-phong", "--year", "2024", "--stage", "de_xuat", "--level", "htt", "--date", "2025-12-20")  # fmt: skip
    bag = bagged(sample_office, tmp_path / "goi")
    before = sample_office.json("verify", bag)
    harm(bag / "data/kho")
    bagged(sample_office, bag, again=True)

    after = json.loads(sample_office.run("verify", bag, "--json").stdout)

    assert (before["hop_le"], before["loai"], before["canh_bao"]) == (True, "bagit", [])
    assert [(one["ma"], one["noi"].startswith("data/kho/")) for one in after["loi"]] == [
        (code, True)
    ]


def test_an_archive_without_a_declared_layout_may_have_its_dossiers_anywhere(
    sample_office: Office, tmp_path: Path
) -> None:
    root = tmp_path / "kho"
    copied(sample_office.root / "archive", root)
    (root / "ocfl_layout.json").unlink()
    shutil.rmtree(root / "extensions/0003-hash-and-id-n-tuple-storage-layout")
    for folder in sorted(root.glob("??/urn*")):
        folder.rename(folder.with_name(folder.name[-36:]))

    assert sample_office.json("verify", root) == {
        "hop_le": True,
        "loai": "ocfl_root",
        "loi": [],
        "canh_bao": [],
    }
    assert judged(root)[2] == []
    remove(root)
    said = json.loads(sample_office.run("verify", root, "--json").stdout)
    assert [one["ma"] for one in said["loi"]] == ["J005"]


def test_what_systems_leave_behind_is_reported_inside_and_borne_outside(
    sample_office: Office,
) -> None:
    root = sample_office.root / "archive"
    (root / ".DS_Store").write_bytes(b"x")
    (sample_office.root / "Thumbs.db").write_bytes(b"x")
    outside = sample_office.json("verify")
    inside = next(root.rglob("0=ocfl_object_1.1")).with_name("Thumbs.db")
    inside.write_bytes(b"x")

    found = json.loads(sample_office.run("verify", "--json").stdout)

    assert (outside["loi"], outside["canh_bao"]) == ([], [])
    assert [one["ma"] for one in found["loi"]] == ["E001"]
    assert sample_office.json("log", "ds-cb-van-phong")["phien_ban"]


def test_a_file_that_no_fat32_stick_can_hold_is_refused_at_intake(
    sample_office: Office, tmp_path: Path
) -> None:
    film = tmp_path / "phim.pdf"
    with film.open("wb") as file:
        file.truncate(1 << 32)

    refused = sample_office.refused("attach", film, "--org", "cb-van-phong", "--kind", "khac")

    assert "4 GiB" in refused.stderr
    assert "FAT32" in refused.stderr


def test_a_journal_cut_short_together_with_its_dossiers_is_noticed_where_it_was_seen(
    sample_office: Office,
) -> None:
    root = sample_office.root / "archive"
    sample_office.ok("numbers", "list")
    last = root / "extensions/hoso-journal/journal.jsonl"
    lines = last.read_bytes().splitlines(keepends=True)
    cut = json.loads(lines[-1])
    last.write_bytes(b"".join(lines[:-1]))
    shutil.rmtree(sample_office.workspace.archive.folder(cut["ma_doi_tuong"]))

    found = json.loads(sample_office.run("verify", "--json").stdout)

    assert "J030" in {one["ma"] for one in found["loi"]}


def test_what_is_not_there_is_no_archive(office: Office, tmp_path: Path) -> None:
    (tmp_path / "tep.txt").write_text("x")

    for path in (tmp_path / "khong-co", tmp_path / "tep.txt"):
        result = office.run("verify", path, "--json")

        assert result.exit_code == 7
        assert json.loads(result.stdout)["loai"] == "khong_ro"


def test_a_damaged_dossier_is_never_read_as_if_it_were_whole(sample_office: Office) -> None:
    for path in (sample_office.root / "archive").rglob("so/khuyet_diem.json"):
        path.write_bytes(b"[]")

    result = sample_office.refused("show", "tt-cb-van-phong-2021")

    assert result.exit_code == 7


# -- caches -----------------------------------------------------------------------------------


def _cut_in_half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _garble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100 : len(data) // 2] = b"\xa5" * (len(data) // 2 - 100)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", ["removed", "cut", "garbled", "emptied"])
def test_a_lost_or_damaged_catalogue_is_made_again_by_itself(
    sample_office: Office, harm: str
) -> None:
    wanted = sample_office.json("shortcomings", "list")
    path = sample_office.root / ".hoso" / "catalogue.sqlite"
    if harm == "removed":
        path.unlink()
    elif harm == "cut":
        _cut_in_half(path)
    elif harm == "garbled":
        _garble(path)
    else:
        path.write_bytes(b"")

    assert sample_office.json("shortcomings", "list") == wanted


@pytest.mark.parametrize("harm", ["removed", "cut"])
def test_a_lost_or_damaged_index_is_made_again_by_itself(sample_office: Office, harm: str) -> None:
    wanted = sample_office.json(*QUERY)
    folder = sample_office.root / ".hoso" / "index"
    if harm == "cut":
        for path in folder.rglob("*"):
            if path.is_file():
                _cut_in_half(path)
    else:
        shutil.rmtree(folder)

    assert sample_office.json(*QUERY) == wanted


def test_stale_caches_catch_up(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok(*QUERY)
    copied(sample_office.root / ".hoso", tmp_path / "cu")
    path = sample_office.write(
        "so.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nM-1,2023,cb-van-phong,tập thể,Quạt trần.\n"
    )
    sample_office.ok("shortcomings", "import", path)
    shutil.rmtree(sample_office.root / ".hoso")
    shutil.move(tmp_path / "cu", sample_office.root / ".hoso")

    listed = sample_office.json("shortcomings", "list")["khuyet_diem"]
    found = sample_office.json("search", "quạt trần")

    assert len(listed) == 114
    assert [one["van_ban"] for one in found["ket_qua"]] == ["M-1"]


def test_caches_of_another_archive_are_made_again(sample_office: Office, office: Office) -> None:
    shutil.rmtree(office.root / ".hoso", ignore_errors=True)
    copied(sample_office.root / ".hoso", office.root / ".hoso")

    assert office.json("shortcomings", "list") == {"khuyet_diem": []}
    assert office.json(*QUERY)["tong"] == 0


def test_an_index_that_cannot_be_written_never_stops_saving(
    sample_office: Office,
) -> None:
    folder = sample_office.root / ".hoso" / "index"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file stands where the index should lie", encoding="utf-8")

    sample_office.ok(*RATE)
    searched = sample_office.refused(*QUERY)
    rebuilt = sample_office.refused("reindex")

    assert (searched.exit_code, rebuilt.exit_code) == (14, 14)
    assert "Kho vẫn nguyên vẹn" in searched.stderr
    rated = sample_office.json("ratings", "show", "2025", *DAY)["xep_loai"]
    assert [one["muc"] for one in rated if one["muc"]] == [{"de_xuat": "htt"}]


def test_a_catalogue_that_cannot_lie_in_its_place_is_refused(sample_office: Office) -> None:
    path = sample_office.root / ".hoso" / "catalogue.sqlite"
    path.unlink()
    path.mkdir()

    result = sample_office.refused("shortcomings", "list")

    assert result.exit_code == 14
    assert "catalogue.sqlite" in result.stderr


def test_reindex_makes_both_caches_again(sample_office: Office) -> None:
    wanted = sample_office.json("shortcomings", "list"), sample_office.json(*QUERY)
    before = sample_office.archive_bytes()

    done = sample_office.json("reindex")

    assert done == {"ho_so": len(list(sample_office.workspace.archive.object_ids()))}
    assert (sample_office.json("shortcomings", "list"), sample_office.json(*QUERY)) == wanted
    assert sample_office.archive_bytes() == before


# -- others, and the disk ---------------------------------------------------------------------

_HOLDER = """
import sys
from pathlib import Path
from hoso.archive import Archive
root = Path(sys.argv[1])
with Archive.open(root / "archive", root / ".hoso").lock("Máy khác: nhập danh sách"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_while_another_process_writes_nothing_is_written(sample_office: Office) -> None:
    before = sample_office.archive_bytes()
    program = [sys.executable, "-c", textwrap.dedent(_HOLDER), str(sample_office.root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        busy = sample_office.refused(*RATE)
        reading = sample_office.run("shortcomings", "list")
        untouched = sample_office.archive_bytes()
        other.communicate("")

    assert busy.exit_code == 13
    assert "Máy khác: nhập danh sách" in busy.stderr
    assert reading.exit_code == 0
    assert untouched == before
    assert sample_office.run(*RATE).exit_code == 0


@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_a_full_disk_leaves_the_archive_as_it_was(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    before = sample_office.archive_bytes()
    real = os.write
    done: list[int] = []

    def write(descriptor: int, data: bytes) -> int:
        if len(done) >= writes:
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(1)
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    result = sample_office.refused(*RATE)
    monkeypatch.undo()

    assert result.exit_code == 14
    assert "ổ đĩa đã đầy" in result.stderr
    assert sample_office.archive_bytes() == before
    assert sample_office.run("verify").exit_code == 0
    assert sample_office.run(*RATE).exit_code == 0


def test_a_disk_for_reading_only_refuses_writing_and_lets_read(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample_office.archive_bytes()
    real = os.open

    def opened(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", opened)
    writing = sample_office.refused(*RATE)
    reading = sample_office.run("shortcomings", "list")
    monkeypatch.undo()

    assert writing.exit_code == 14
    assert "chỉ cho đọc" in writing.stderr
    assert reading.exit_code == 0
    assert sample_office.archive_bytes() == before


def test_someone_who_saved_meanwhile_is_never_overwritten(sample_office: Office) -> None:
    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2024")
    assert row is not None
    edit = ws.edit(row.card)
    edit.put_register("ratings", ())
    path = sample_office.write(
        "so.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nM-1,2024,cb-van-phong,tập thể,Câu.\n"
    )
    sample_office.ok("shortcomings", "import", path)

    with pytest.raises(ConflictError, match="vừa có phiên bản mới") as caught:
        ws.commit([edit], Act(date(2025, 12, 20)), "ghi đè")

    assert caught.value.exit_code == 6
    assert "M-1" in str(sample_office.json("shortcomings", "list", "--year", "2024"))


def test_two_who_make_the_same_new_dossier_never_make_it_twice(sample_office: Office) -> None:
    first, second = sample_office.workspace, sample_office.workspace
    body = subjects.body(first, "cb-van-phong", date(2026, 12, 1))
    edits = [ws.edit(subjects.collective_card(body, 2026)) for ws in (first, second)]
    act = Act(date(2026, 12, 1))
    first.commit([edits[0]], act, "mở")

    with pytest.raises(ConflictError, match="tt-cb-van-phong-2026"):
        second.commit([edits[1]], act, "mở")

    assert len(sample_office.json("log", "tt-cb-van-phong-2026")["phien_ban"]) == 1


def test_one_act_edits_each_dossier_once_and_every_change_is_in_it(sample_office: Office) -> None:
    ws = sample_office.workspace
    cards = [
        subjects.collective_card(subjects.body(ws, code, date(2026, 12, 1)), 2026)
        for code in ("cb-van-phong", "cb-kiem-soat", "cb-van-phong")
    ]
    edits = ws.edits()

    first, other, again = (edits.of(card) for card in cards)

    assert again is first
    assert edits.begun == (first, other)


def test_an_act_that_broke_off_is_named_until_it_is_done_again(sample_office: Office) -> None:
    archive = sample_office.workspace.archive
    ids = list(archive.object_ids())[:2]
    stamp = Stamp(by="An", why="thử", at=sample_office.clock())
    with pytest.raises(KeyboardInterrupt), archive.batch(stamp, "thu phiếu", ids):
        raise KeyboardInterrupt

    found = sample_office.json("verify")
    with archive.batch(stamp, "thu phiếu", ids):
        pass
    after = sample_office.json("verify")

    assert found["hop_le"] is True
    assert ["thu phiếu" in one["thong_bao"] for one in found["canh_bao"]] == [True]
    assert after["canh_bao"] == []


def test_the_offices_own_reason_stands_where_a_command_gives_none(sample_office: Office) -> None:
    settings = sample_office.root / "hoso.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('ly_do = ""', 'ly_do = "sổ trực"'), encoding="utf-8")

    sample_office.ok(*RATE)

    log = sample_office.json("log", "tt-cb-van-phong-2025")["phien_ban"]
    assert log[-1]["ly_do"] == "sổ trực"


def test_a_catalogue_found_damaged_in_the_middle_is_said_with_the_remedy(
    sample_office: Office,
) -> None:
    sample_office.ok("shortcomings", "list")
    catalogue = sample_office.root / ".hoso" / "catalogue.sqlite"
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("UPDATE shortcoming SET value = x'7B'")
        connection.commit()

    refused = sample_office.refused("shortcomings", "list")
    sample_office.ok("reindex")

    assert refused.exit_code == 14
    assert "hoso reindex" in refused.stderr
    assert "K-0001" in sample_office.ok("shortcomings", "list").stdout
