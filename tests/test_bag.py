"""Bags that hoso writes: another judge accepts them, and half of one is never taken for one."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
from pathlib import Path
from typing import Any

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import fixity
from hoso.archive import _layout, travel
from hoso.bag import BagWriter, Sealed, fingerprint, grouped, is_same
from hoso.bag._write import LONGEST
from hoso.errors import HosoError, StorageError

INFO = {"Source-Organization": "Chi bộ  Một", "Bagging-Date": "2025-12-31"}


def a_bag(tmp_path: Path) -> Sealed:
    source = tmp_path / "nguon.bin"
    source.write_bytes(b"x" * 3_000_000)
    with BagWriter(tmp_path / "goi") as bag:
        bag.add("kho/lon.bin", source)
        bag.add_bytes("DOC-TRUOC.txt", "Đọc trước".encode())
        return bag.seal(INFO)


def test_a_bag_is_sound_to_three_judges(tmp_path: Path) -> None:
    sealed = a_bag(tmp_path)
    logging.disable()

    assert fixity.check_bag(sealed.path) == ()
    assert bagit.Bag(str(sealed.path)).is_valid()
    command = ["sha512sum", "--check", "--quiet", "manifest-sha512.txt"]
    assert subprocess.run(command, cwd=sealed.path, check=False).returncode == 0  # noqa: S603 - a tool of the system
    logging.disable(logging.NOTSET)


def test_a_sealed_bag_says_how_much_it_holds(tmp_path: Path) -> None:
    sealed = a_bag(tmp_path)

    info = (sealed.path / "bag-info.txt").read_text(encoding="utf-8")
    assert (sealed.files, sealed.octets) == (2, 3_000_000 + len("Đọc trước".encode()))
    assert f"Payload-Oxum: {sealed.octets}.2\n" in info
    assert "Source-Organization: Chi bộ Một\n" in info
    assert sealed.fingerprint == fingerprint(sealed.path)


def test_a_file_that_no_fat32_stick_holds_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoso.bag._write.FAT_LIMIT", 2_999_999)  # nobody waits for 4 GiB

    sealed = a_bag(tmp_path)

    assert sealed.large == ("data/kho/lon.bin",)
    assert sealed.longest == len("data/DOC-TRUOC.txt")


def test_every_path_of_the_archive_fits_into_a_bag() -> None:
    object_id = "urn:uuid:66f0a1c2-0000-4000-8000-000000000001"
    longest = f"kho/{travel.place_of(object_id)}/v999/content/{'a' * _layout._LONGEST}"

    assert len(longest) <= LONGEST
    assert len("X:/") + 20 + len(f"/data/{'a' * LONGEST}") < 240


def test_regenerated_manifests_have_another_fingerprint(tmp_path: Path) -> None:
    sealed = a_bag(tmp_path)
    path = sealed.path / "data/DOC-TRUOC.txt"
    path.write_text("khác", encoding="utf-8")
    bag = bagit.Bag(str(sealed.path))
    bag.save(manifests=True)

    assert not any(one.code.startswith("B0") for one in fixity.check_bag(sealed.path))
    assert fingerprint(sealed.path) != sealed.fingerprint


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_what_is_printed_can_be_typed_again(digest: str) -> None:
    printed = grouped(digest)

    assert len(printed) == 79
    for typed in (printed, printed.upper(), printed.replace(" ", "-"), f" {digest}\n"):
        assert is_same(typed, digest)
    other = ("1" if digest[0] == "0" else "0") + digest[1:]
    assert not is_same(grouped(other), digest)


def test_what_lies_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "goi").mkdir()

    with pytest.raises(StorageError, match="đã có"), BagWriter(tmp_path / "goi"):
        pass


def test_a_bag_that_broke_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Path.open

    def full(path: Path, mode: str = "r", **options: Any) -> Any:
        if path.name == "b.txt":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return original(path, mode, **options)

    monkeypatch.setattr(Path, "open", full)

    with pytest.raises(StorageError, match="ổ đĩa đã đầy"):
        _two_files(tmp_path / "goi")

    assert list(tmp_path.iterdir()) == []


def _two_files(out: Path) -> None:
    with BagWriter(out) as bag:
        bag.add_bytes("a.txt", b"a")
        bag.add_bytes("b.txt", b"b")


@pytest.mark.parametrize(
    "path", ["", "a//b", "../x", "a/./b", "/x", "tệp.txt", "a" * 208, "co-roi.txt"]
)
def test_a_name_that_some_system_cannot_hold_is_refused(tmp_path: Path, path: str) -> None:
    with BagWriter(tmp_path / "goi") as bag:
        bag.add_bytes("co-roi.txt", b"")

        with pytest.raises(HosoError, match="không dùng được trong gói"):
            bag.add_bytes(path, b"")
