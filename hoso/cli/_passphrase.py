"""Passphrases: from a file or from a terminal, never from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoso.errors import QuestionError, UnreadableFileError, system_reason
from hoso.seal import require_passphrase


def new(path: Path | None) -> str:
    """Return a passphrase to encrypt with, typed twice when it is asked for."""
    return require_passphrase(_from(path) if path else _asked(twice=True))


def known(path: Path | None) -> str:
    """Return a passphrase to open with."""
    return _from(path) if path else _asked(twice=False)


def _from(path: Path) -> str:
    """Return the first line of a file."""
    try:
        said = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được tệp mật khẩu {path} ({system_reason(error)}).", where=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"Tệp mật khẩu {path} phải là văn bản UTF-8, mật khẩu ở dòng đầu.", where=str(path)
        ) from error
    return said.partition("\n")[0].rstrip("\r")


def _asked(*, twice: bool) -> str:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise QuestionError(
            "Cần mật khẩu của gói. Hãy ghi mật khẩu vào dòng đầu của một tệp rồi thêm "
            "--passphrase-file TỆP, hoặc chạy lệnh trong cửa sổ lệnh để gõ."
        )
    words = "Mật khẩu của gói"
    again = "Gõ lại mật khẩu" if twice else False
    return str(click.prompt(words, hide_input=True, confirmation_prompt=again, err=True))
