"""Large packages under a passphrase: every piece costs a second or more of key stretching."""

from __future__ import annotations

from hashlib import shake_256
from pathlib import Path

import pytest

from hoso import bag, fixity
from hoso.errors import StorageError, UnreadableFileError
from hoso.services.handover import _locked

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
