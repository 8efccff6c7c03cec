"""What is done to keep the archive safe stands in its journal, in PREMIS terms, chained like all else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hoso.archive import Archive, Event, Stamp
from hoso.errors import BusyError
from hoso.model.dossier import JournalEntry
from tests.conftest import Office

CHANGE = ("ratings", "set", "--org", "cb-van-phong", "--level", "htt", "--stage", "de_xuat", "--year", "2021", "--date", "2025-12-20")  # fmt: skip


def journal(office: Office) -> Path:
    return office.root / "archive/extensions/hoso-journal/journal.jsonl"


def told(office: Office, event: str) -> list[JournalEntry]:
    return [one for one in office.workspace.archive.journal() if one.event == event]


def raw(office: Office) -> list[bytes]:
    return journal(office).read_bytes().splitlines()


def put(office: Office, rows: Sequence[bytes]) -> None:
    journal(office).write_bytes(b"".join(row + b"\n" for row in rows))


def found(office: Office, *words: str | Path) -> Any:
    return json.loads(office.run("verify", *words, "--json").stdout)


def codes(office: Office, *words: str | Path) -> set[str]:
    return {one["ma"] for one in found(office, *words)["loi"]}


def test_a_backup_is_a_replication_that_names_the_state_it_holds(
    sample_office: Office, tmp_path: Path
) -> None:
    before = sample_office.workspace.archive.state()

    done = sample_office.json("backup", tmp_path / "sao", "--by", "An", "--why", "cuối tuần")

    (line,) = told(sample_office, "replication")
    assert (line.by, line.why, line.outcome) == ("An", "cuối tuần", "success")
    assert line.previous == before.digest
    assert f"dòng {before.sequence} sha256 {before.digest}" in line.note
    assert f"{done['phien_ban']} phiên bản của {done['ho_so']} hồ sơ" in line.note
    assert "«sao»" in line.note
    assert str(tmp_path) not in line.note


def test_the_copy_carries_the_line_of_its_own_making_and_differs_in_nothing(
    sample_office: Office, tmp_path: Path
) -> None:
    for _ in range(2):
        sample_office.ok("backup", tmp_path / "sao")
        assert (tmp_path / "sao/nhat-ky-goc.jsonl").read_bytes() == journal(
            sample_office
        ).read_bytes()
        said = found(sample_office, "--backup", tmp_path / "sao")
        assert (said["hop_le"], said["loi"], said["canh_bao"]) == (True, [], [])

    assert len(told(sample_office, "replication")) == 2
    assert sample_office.json("backup", tmp_path / "sao")["phien_ban"] == 0


def test_two_media_are_told_apart_and_each_is_brought_up_by_itself(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "usb-1")
    sample_office.ok(*CHANGE)
    sample_office.ok("backup", tmp_path / "usb-2")
    second = sample_office.json("backup", tmp_path / "usb-1")

    assert [one.note.split("»")[0] for one in told(sample_office, "replication")] == [
        "bản sao «usb-1", "bản sao «usb-2", "bản sao «usb-1",
    ]  # fmt: skip
    assert second["phien_ban"] == 1
    for name in ("usb-1", "usb-2"):
        assert codes(sample_office, "--backup", tmp_path / name) == set()


def test_a_backup_that_could_not_copy_everything_is_a_failed_replication(
    sample_office: Office, tmp_path: Path
) -> None:
    path = next((sample_office.root / "archive").rglob("so/khuyet_diem.json"))
    path.write_bytes(b"[]")

    sample_office.refused("backup", tmp_path / "sao")

    (line,) = told(sample_office, "replication")
    assert line.outcome == "fail"
    assert "1 lỗi" in line.note


@pytest.mark.parametrize("words", ["sai", "bớt"])
def test_a_replication_line_that_was_altered_or_taken_out_is_noticed(
    sample_office: Office, tmp_path: Path, words: str
) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    sample_office.ok(*CHANGE)
    rows = raw(sample_office)
    place = next(n for n, row in enumerate(rows) if b'"replication"' in row)
    changed = [rows[place].replace("cuối".encode(), b"").replace(b"success", b"fail")]
    put(sample_office, [*rows[:place], *(changed if words == "sai" else []), *rows[place + 1 :]])

    assert "J003" in codes(sample_office)


def test_the_last_line_is_held_by_the_copy(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    rows = raw(sample_office)
    put(sample_office, [*rows[:-1], rows[-1].replace(b"success", b"fail")])
    shutil.rmtree(sample_office.root / ".hoso")  # what this machine saw is gone, too

    assert codes(sample_office) == set()
    assert codes(sample_office, "--backup", tmp_path / "sao") == {"J031"}


def test_a_journal_beside_the_copy_that_was_altered_is_noticed(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    kept = tmp_path / "sao/nhat-ky-goc.jsonl"
    kept.write_bytes(kept.read_bytes()[:-40])

    said = found(sample_office, "--backup", tmp_path / "sao")

    assert [(one["ma"], one["noi"]) for one in said["loi"]] == [("J031", "sao/nhat-ky-goc.jsonl")]


def test_a_copy_of_before_is_compared_as_far_as_it_goes(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("backup", tmp_path / "sao")
    sample_office.ok(*CHANGE)

    said = found(sample_office, "--backup", tmp_path / "sao")

    assert (said["loi"], [one["ma"] for one in said["canh_bao"]]) == ([], ["J017"])


def test_a_copy_is_made_of_an_archive_that_nobody_may_write_to_now(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise BusyError("Máy khác đang ghi vào kho.")

    before = raw(sample_office)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "record", busy)
        result = sample_office.run("backup", tmp_path / "sao")

    assert result.exit_code == 0
    assert "Chưa ghi được lần sao lưu này vào nhật ký kho" in result.stderr
    assert raw(sample_office) == before
    assert codes(sample_office, "--backup", tmp_path / "sao") == set()


def test_a_check_writes_nothing_unless_asked(sample_office: Office) -> None:
    before = raw(sample_office)

    sample_office.ok("verify")
    assert raw(sample_office) == before

    assert sample_office.json("verify", "--record", "--by", "An")["da_ghi"] is True
    (line,) = told(sample_office, "fixity check")
    assert (line.by, line.outcome) == ("An", "success")
    assert line.previous == sha256(before[-1]).hexdigest()
    assert f"dòng {len(before)} sha256 {line.previous}" in line.note
    assert "da_ghi" not in sample_office.json("verify")
    assert codes(sample_office) == set()


def test_a_check_that_found_damage_is_recorded_as_failed(sample_office: Office) -> None:
    path = next((sample_office.root / "archive").rglob("so/khuyet_diem.json"))
    path.write_bytes(b"[]")

    result = sample_office.run("verify", "--record", "--json")

    assert result.exit_code == 7
    assert json.loads(result.stdout)["da_ghi"] is True
    (line,) = told(sample_office, "fixity check")
    assert line.outcome == "fail"
    assert "lỗi: E092" in line.note


def test_a_damaged_journal_is_evidence_and_gets_no_line(sample_office: Office) -> None:
    rows = raw(sample_office)
    put(sample_office, [rows[0], rows[1].replace(b'"nguoi":"', b'"nguoi":"x'), *rows[2:]])
    before = raw(sample_office)

    result = sample_office.run("verify", "--record")

    assert result.exit_code == 7
    assert "chưa ghi" in result.stderr.lower()
    assert raw(sample_office) == before


def test_a_check_of_archive_and_copy_says_so(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("backup", tmp_path / "sao")

    sample_office.ok("verify", "--record", "--backup", tmp_path / "sao")

    (line,) = told(sample_office, "fixity check")
    assert "và bản sao «sao»" in line.note
    assert codes(sample_office, "--backup", tmp_path / "sao") == set()


@pytest.mark.parametrize("words", [("--fast",), ("archive",)])
def test_only_a_whole_check_of_this_archive_is_recorded(
    sample_office: Office, words: tuple[str, ...]
) -> None:
    more = [sample_office.root / one if one == "archive" else one for one in words]
    before = raw(sample_office)

    refused = sample_office.refused("verify", "--record", *more)

    assert "--record" in refused.stderr
    assert raw(sample_office) == before


@pytest.mark.parametrize("refused", [True, False])
def test_what_another_saves_while_a_copy_is_made_is_copied_the_next_time(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    original = Archive.record

    def late(self: Archive, event: Event, stamp: Stamp, note: str, outcome: str = "") -> None:
        """Be the moment in which somebody else saved."""
        self.commit(next(self.object_ids()), {"so/ghi_them.json": b"[]"}, stamp)
        if refused:
            raise BusyError("Máy khác đang ghi vào kho.")
        original(self, event, stamp, note, outcome)

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "record", late)
        sample_office.ok("backup", tmp_path / "sao")

    assert [one["ma"] for one in found(sample_office, "--backup", tmp_path / "sao")["canh_bao"]] == ["J017"]  # fmt: skip
    assert sample_office.json("backup", tmp_path / "sao")["phien_ban"] == 1
    assert found(sample_office, "--backup", tmp_path / "sao")["canh_bao"] == []
