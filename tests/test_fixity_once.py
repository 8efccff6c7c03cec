"""A package and the archive in it are judged together, and no file is read twice for that."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.verify import build
from hoso.fixity import _survey
from hoso.services import keeping

_opened: Counter[str] | None = None


def _note(event: str, args: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None:
        _opened[str(args[0])] += 1


sys.addaudithook(_note)  # stays for as long as the process, so it is there once


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often each file was opened from now on."""
    found: Counter[str] = Counter()
    monkeypatch.setattr(sys.modules[__name__], "_opened", found)
    return found


def test_every_file_of_a_package_is_opened_once(tmp_path: Path, opened: Counter[str]) -> None:
    package = build(tmp_path, 3)
    opened.clear()

    assert keeping.verify_at(package).problems == ()

    payload = [str(path) for path in (package / "data").rglob("*") if path.is_file()]
    content = [path for path in payload if path != str(package / "data/kho/0=ocfl_1.1")]
    assert {path: opened[path] for path in content} == dict.fromkeys(content, 1)


def _flip(package: Path) -> None:
    next(package.glob("data/kho/*/*/v1/content/0001/van_ban.docx")).write_bytes(b"khac")


def _lose(package: Path) -> None:
    next(package.glob("data/kho/*/*/v2/content/so/xep_loai.json")).unlink()


def _add(package: Path) -> None:
    (next(package.glob("data/kho/*/*/v1")) / "la.txt").write_text("x")


def _stray(package: Path) -> None:
    (next(package.glob("data/kho/*")) / "la.txt").write_text("x")


def _link(package: Path) -> None:
    (package / "data/kho/lien-ket").symlink_to("/etc")


def test_names_that_windows_cannot_use_are_told_wherever_they_lie(tmp_path: Path) -> None:
    package = build(tmp_path, 2)
    names = [
        "data/kho/{0}/nul.txt",
        "data/kho/{0}/{1}/v1/content/con",
        "data/a?b.html",
        "data/con/x",
    ]
    folder = next(package.glob("data/kho/*/*"))
    places = [name.format(folder.parent.name, folder.name) for name in names]
    for place in places:
        (package / place).parent.mkdir(exist_ok=True)
        (package / place).write_text("x")

    found = keeping.verify_at(package).problems

    assert sorted(one.where for one in found if one.code == "BW10") == sorted(places)


@pytest.mark.parametrize("damage", [_flip, _lose, _add, _stray, _link])
def test_several_cores_say_of_a_package_what_one_core_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    package = build(tmp_path, 12)
    damage(package)  # type: ignore[operator]
    alone = keeping.verify_at(package)
    monkeypatch.setattr(_survey, "_WORTH", 2)

    assert keeping.verify_at(package) == alone
    assert not alone.valid
    assert {one.code[0] for one in alone.errors} == {"B", "E"}
