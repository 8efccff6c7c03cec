"""Large packages under a passphrase: every piece costs a second or more of key stretching."""

from __future__ import annotations

import shutil
import zipfile
from hashlib import shake_256
from pathlib import Path

import pyrage
import pytest

from hoso import bag, fixity
from hoso.errors import StorageError, UnreadableFileError
from hoso.services.handover import _locked
from tests.test_handover import Given, given, successor
from tests.test_handover_hostile import PASSPHRASE, zipped

__all__ = ["given"]  # the fixture

pytestmark = pytest.mark.long

SECRET = "bốn từ dễ nhớ"  # noqa: S105 - of a test


def a_bag(tmp_path: Path, size: int) -> Path:
    with bag.BagWriter(tmp_path / "goi") as writer:
        writer.add_bytes("a.bin", shake_256(b"x").digest(size))
        writer.seal({})
    return tmp_path / "goi"


def test_a_large_package_comes_in_pieces_that_belong_together(tmp_path: Path) -> None:
    made = _locked.lock(a_bag(tmp_path, 1500), tmp_path / "x.age", SECRET, piece=2000)
    (tmp_path / "mo").mkdir()
    whole = fixity.check_bag(_locked.unlock(made[0], SECRET, tmp_path / "mo"))
    made[-1].unlink()
    (tmp_path / "thieu").mkdir()

    assert [path.name for path in made] == ["x.age", "x.2.age"]
    assert whole == ()
    with pytest.raises(UnreadableFileError, match="thiếu một phần"):
        _locked.unlock(made[0], SECRET, tmp_path / "thieu")


def test_what_lies_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "x.2.age").write_text("của người khác")

    with pytest.raises(StorageError, match=r"x\.2\.age"):
        _locked.lock(a_bag(tmp_path, 1500), tmp_path / "x", SECRET, piece=2000)

    assert (tmp_path / "x.2.age").read_text() == "của người khác"
    assert not (tmp_path / "x.age").exists()


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (zipped(), "có 0 thư mục"),
        (zipped("a/x", "b/x"), "có 2 thư mục"),
        (zipped("goi/x").replace(b"\x00\x00goi/x", b"\x01\x00goi/x"), "không trọn"),
        (b"", "không trọn"),
    ],
)
def test_an_encrypted_package_that_somebody_else_made_is_refused(
    tmp_path: Path, inside: bytes, said: str
) -> None:
    after = successor(tmp_path)
    path = tmp_path / "goi.age"
    path.write_bytes(pyrage.passphrase.encrypt(inside, PASSPHRASE))
    key = after.write("khoa.txt", PASSPHRASE)

    refused = after.refused("receive", path, "--passphrase-file", key)

    assert (refused.exit_code, said in refused.stderr) == (10, True), refused.stderr


def test_folders_packed_along_by_another_program_do_no_harm(given: Given, tmp_path: Path) -> None:
    packed_up = Path(shutil.make_archive(str(tmp_path / "x"), "zip", given.path.parent, given.path.name))  # fmt: skip
    assert any(name.endswith("/") for name in zipfile.ZipFile(packed_up).namelist())
    path = tmp_path / "goi.age"
    path.write_bytes(pyrage.passphrase.encrypt(packed_up.read_bytes(), PASSPHRASE))
    after = successor(tmp_path)
    key = after.write("khoa.txt", PASSPHRASE)

    looked = after.json("receive", path, "--passphrase-file", key, "--check", "--fingerprint", given.fingerprint)  # fmt: skip

    assert looked["hop_le"]
