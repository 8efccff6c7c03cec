"""What the operating system refuses is said in Vietnamese, wherever it is said."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from hoso.errors import system_reason
from hoso.text import nfc
from tests.conftest import ROOT, Office


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EACCES, "không được phép"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.ENOENT, "không có tệp"),
        (errno.EISDIR, "thư mục"),
        (errno.ENAMETOOLONG, "quá dài"),
        (errno.ENOEXEC, "ENOEXEC"),  # no words here: its name
        (987654, "số 987654"),
    ],
)
def test_a_refusal_of_the_system_is_said_in_vietnamese(number: int, words: str) -> None:
    said = system_reason(OSError(number, "the system's own English", "tep.docx"))

    assert words in said
    assert "English" not in said
    assert nfc(said) == said


def test_a_refusal_without_a_number_is_still_said() -> None:
    assert system_reason(OSError("no number")) == "hệ thống từ chối"


def test_no_room_shows_the_systems_own_english() -> None:
    # The room of Word filling is the one exception for now.
    rooms = list((ROOT / "hoso").rglob("*.py"))

    shown = [str(p) for p in rooms if re.search(r"\{error\.strerror", p.read_text("utf-8"))]

    assert shown == []


def test_a_folder_handed_in_as_a_file_is_refused_in_vietnamese(
    sample_office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "thu-muc.docx"
    folder.mkdir()

    said = sample_office.refused("lint", folder).stderr

    assert "đây là thư mục" in said
    assert "directory" not in said
