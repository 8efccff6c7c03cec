"""A package under a passphrase: made, tried, opened again, refused with the reason."""

from __future__ import annotations

import io
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from click.testing import CliRunner

from hoso import bag, fixity, seal, word
from hoso.cli import _passphrase
from hoso.errors import HosoError, StorageError, UnreadableFileError
from hoso.services.handover import _locked
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied
from tests.test_handover import successor

SECRET = "bốn từ dễ nhớ"  # noqa: S105 - of a test


@pytest.fixture(scope="module")
def given(_sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an encrypted package, its passphrase and what the command said."""
    base = tmp_path_factory.mktemp("khoa")
    copied(_sample_root, base / "kho")
    office = Office(root=base / "kho", clock=TickingClock(NOON + timedelta(days=1)))
    (base / "mk.txt").write_text(SECRET + "\r\n", encoding="utf-8")
    said = office.run("handover", base / "thẻ/gói", "--encrypt", "--passphrase-file", base / "mk.txt", "--no-pdf", "--org", "cb-van-phong")  # fmt: skip
    assert said.exit_code == 0, said.output
    (base / "in.txt").write_text(said.output, encoding="utf-8")
    return base


def test_only_the_age_file_and_the_minutes_lie_on_the_medium(given: Path) -> None:
    names = {path.name for path in (given / "thẻ").iterdir()}
    start = (given / "thẻ/gói.age").read_bytes()[:40]

    assert names == {"gói.age", "gói-bien-ban-giao-nhan.docx"}
    assert start.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert not any(path.is_dir() for path in (given / "kho/.hoso").glob("tmp*"))
    said = word.project((given / "thẻ/gói-bien-ban-giao-nhan.docx").read_bytes())
    assert "mã hóa bằng mật khẩu" in said
    assert "đã giải mã thử" in said
    assert SECRET not in said + (given / "in.txt").read_text(encoding="utf-8")


def test_whoever_has_any_age_tool_opens_it_without_the_program(given: Path, tmp_path: Path) -> None:
    plain = pyrage.passphrase.decrypt((given / "thẻ/gói.age").read_bytes(), SECRET)

    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        archive.extractall(tmp_path)
    found = next(tmp_path.iterdir())
    assert fixity.check_bag(found) == ()
    assert bag.fingerprint(found)[:8] in (given / "in.txt").read_text().replace(" ", "")


def test_the_successor_opens_it_with_the_passphrase(given: Path, tmp_path: Path) -> None:
    after = successor(tmp_path)

    typed = tmp_path / "mk.txt"
    typed.write_text(unicodedata.normalize("NFD", SECRET), encoding="utf-8")

    taken = after.json("receive", given / "thẻ/gói.age", "--passphrase-file", typed)

    assert taken["goi"] == str(given / "thẻ/gói.age")
    assert taken["loi_sau_khi_nhan"] == []
    assert after.json("verify")["hop_le"]
    assert not any(path.is_dir() for path in (after.root / ".hoso").glob("tmp*"))


def _wrong(_path: Path) -> str:
    return "một mật khẩu khác"


def _cut(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:-7])
    return SECRET


def _flip(path: Path) -> str:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    return SECRET


def _no_age(path: Path) -> str:
    path.write_bytes(b"PK\3\4")
    return SECRET


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_wrong, "Mật khẩu không mở được"),
        (_cut, "bị cắt cụt hoặc bị sửa"),
        (_flip, "bị cắt cụt hoặc bị sửa"),
        (_no_age, "không phải tệp mã hóa"),
    ],
)
def test_what_does_not_open_is_refused_with_the_reason(
    given: Path, tmp_path: Path, damage: Callable[[Path], str], words: str
) -> None:
    path = tmp_path / "goi.age"
    shutil.copy(given / "thẻ/gói.age", path)
    (tmp_path / "mk.txt").write_text(damage(path), encoding="utf-8")
    after = successor(tmp_path)

    refused = after.refused("receive", path, "--check", "--passphrase-file", tmp_path / "mk.txt")

    assert refused.exit_code == 10
    assert words in refused.stderr


def test_a_disk_that_refuses_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("tệp, không phải thư mục")
    (tmp_path / "goi").mkdir()

    with pytest.raises(StorageError, match="Không ghi được tệp mã hóa"):
        _locked.lock(tmp_path / "goi", tmp_path / "x/goi", SECRET)
    with pytest.raises(StorageError, match="Không giải mã được"):
        _locked.unlock(tmp_path / "khong-co.age", SECRET, tmp_path / "khong-co")


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    for name in ("../ra.txt", "/ra.txt", "goi/../../ra.txt", "C:/ra.txt", "goi\\ra.txt", "ra.txt"):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr(zipfile.ZipInfo(name), "x")
        (tmp_path / "goi.zip").write_bytes(written.getvalue())
        with pytest.raises(UnreadableFileError, match="không dùng được"):
            _locked._unzip(tmp_path / "goi.zip", tmp_path / "ra", tmp_path / "goi.age")

    assert not list(tmp_path.rglob("ra.txt"))


def test_an_age_file_that_is_there_already_stops_the_hand_over(
    sample_office: Office, tmp_path: Path
) -> None:
    (tmp_path / "goi.age").write_text("x")
    (tmp_path / "mk.txt").write_text(SECRET, encoding="utf-8")

    refused = sample_office.refused("handover", tmp_path / "goi", "--passphrase-file", tmp_path / "mk.txt")  # fmt: skip

    assert refused.exit_code == 14
    assert (tmp_path / "goi.age").read_text() == "x"


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        ("ngắn", "ít nhất 12 ký tự", 17),
        (b"\xff\xfe\xff\xff", "UTF-8", 10),
        (None, "Không đọc được tệp mật khẩu", 10),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused(
    sample_office: Office, tmp_path: Path, content: Any, words: str, code: int
) -> None:
    if content is not None:
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "mk.txt").write_bytes(raw)

    refused = sample_office.refused("handover", tmp_path / "goi", "--encrypt", "--passphrase-file", tmp_path / "mk.txt")  # fmt: skip

    assert (refused.exit_code, words in refused.stderr) == (code, True)
    assert not (tmp_path / "goi.age").exists()


def test_without_a_terminal_a_passphrase_comes_from_a_file(
    sample_office: Office, tmp_path: Path
) -> None:
    refused = sample_office.refused("handover", tmp_path / "goi", "--encrypt")

    assert refused.exit_code == 17
    assert "--passphrase-file" in refused.stderr


def test_on_a_terminal_a_new_passphrase_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    import click

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    @click.command()
    def ask() -> None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        click.echo(_passphrase.new(None))

    typed = f"{SECRET}\nkhác hẳn rồi nhé\n{SECRET}\n{SECRET}\n"
    result = CliRunner().invoke(ask, input=typed)

    assert result.stdout.splitlines()[-1] == SECRET


def test_both_spellings_of_a_vietnamese_letter_are_the_same_passphrase() -> None:
    assert seal.require_passphrase(f" {unicodedata.normalize('NFD', SECRET)}\t") == SECRET
    with pytest.raises(HosoError, match="ít nhất"):
        seal.require_passphrase("  ngắn      ")
