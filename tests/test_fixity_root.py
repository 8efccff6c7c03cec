"""Storage roots: what lies around the objects is judged too, on one core as on several."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hoso import fixity
from hoso.fixity import _judge, _survey
from tests.ocfl_damage import inventory, sound, write_inventory


def a_root(root: Path, objects: int = 2) -> Path:
    root.mkdir()
    (root / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    for number in range(objects):
        sound(root / f"{number:02d}" / "ho-so")
        raw = b"" if number == 0 else f"{number:02d}".encode()
        _rename(root / f"{number:02d}" / "ho-so", raw)
    return root


def _rename(folder: Path, suffix: bytes) -> None:
    """Give an object an id of its own."""
    for upto in (1, 2, 3):
        data = inventory(upto)
        data["id"] += suffix.decode()
        for place in [folder / f"v{upto}", *([folder] if upto == 3 else [])]:
            write_inventory(place, data)


def judged(root: Path, cores: int = 0) -> _judge.Checked:
    return fixity.check_root(root, cores=cores)


def test_a_sound_root_has_nothing_wrong(tmp_path: Path) -> None:
    assert judged(a_root(tmp_path / "kho")) == _judge.Checked(2, 2, ())


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "E069.1": lambda root: (root / "0=ocfl_1.1").unlink(),
    "E069.2": lambda root: (root / "0=ocfl_1.1").write_text("ocfl_1.0\n"),
    "E069.3": lambda root: (root / "0=ocfl_1.0").write_text("ocfl_1.0\n"),
    "E069.4": lambda root: (root / "0=ocfl_1.1").rename(root / "0=ocfl_7"),
    "E070.1": lambda root: (root / "ocfl_layout.json").write_text("{"),
    "E070.2": lambda root: (root / "ocfl_layout.json").write_text('{"extension": 1}'),
    "E071": lambda root: (root / "ocfl_layout.json").write_text(
        '{"extension": "cua-toi", "description": "x"}'
    ),
    "E072": lambda root: (root / "00/la.txt").write_text("x"),
    "E073": lambda root: (root / "trong/rong").mkdir(parents=True),
    "E112": lambda root: (sound(root / "extensions/x"), (root / "extensions/y").write_text("")),
    "E070.3": lambda root: (root / "ocfl_layout.json").write_text(
        '{"extension": "x", "extension": "0002-flat-direct-storage-layout", "description": "x"}'
    ),
    "E070.4": lambda root: (root / "ocfl_layout.json").write_text(
        '\ufeff{"extension": "0002-flat-direct-storage-layout", "description": "x"}', "utf-8"
    ),
    "E076": lambda root: (root / "0=ocfl_1.0").write_text("ocfl_1.0\n"),
    "E079": lambda root: (root / "0=ocfl_1.1").rename(root / "0=kho_1.1"),
    "E080.1": lambda root: (root / "0=ocfl_1.1").write_text("ocfl_1.0\n"),
    "E080.2": lambda root: _pipe(root / "0=ocfl_1.1"),
    "E090": lambda root: (root / "00/vong").symlink_to(root),
    "W016": lambda root: (root / "extensions/cua-toi").mkdir(parents=True),
    "E003": lambda root: (root / "00/ho-so/0=ocfl_object_1.1").unlink(),
    "E004": lambda root: (root / "00/ho-so/0=ocfl_object_1.1").rename(
        root / "00/ho-so/0=ocfl_object_8.8"
    ),
    "J016": lambda root: shutil.copytree(root / "00", root / "07"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_of_the_root_is_named(tmp_path: Path, name: str) -> None:
    root = a_root(tmp_path / "kho")

    DAMAGES[name](root)

    assert name.partition(".")[0] in {one.code for one in judged(root).problems}


def test_an_object_newer_than_its_root_is_named(tmp_path: Path) -> None:
    root = a_root(tmp_path / "kho")
    (root / "0=ocfl_1.1").unlink()
    (root / "0=ocfl_1.0").write_text("ocfl_1.0\n")

    assert [one.code for one in judged(root).problems] == ["E081", "E081"]


def test_several_cores_say_what_one_core_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_root(tmp_path / "kho", 6)
    (root / "03/ho-so/v1/content/a.txt").write_text("khác")
    alone = judged(root, cores=1)
    monkeypatch.setattr(_survey, "_WORTH", 2)

    together = judged(root, cores=2)

    assert together == alone
    assert (alone.objects, alone.good) == (6, 5)


def test_a_link_beside_the_objects_is_named_and_not_followed(tmp_path: Path) -> None:
    root = a_root(tmp_path / "kho")
    for number in range(2):  # one would end soon, two are walked in every order of the two
        (root / f"01/vong-{number}").symlink_to(root)
    (root / "vong").symlink_to(root)

    found = judged(root)

    assert sorted((one.code, one.where) for one in found.problems) == [
        (code, place) for code in ("E072", "E090") for place in ("01/vong-0", "01/vong-1", "vong")
    ]
    assert found.objects == 2


def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    root = a_root(tmp_path / "kho")
    (root / "00/ho-so/v1/content/a.txt").unlink()
    os.mkfifo(root / "00/ho-so/v1/content/a.txt")
    (root / "01/ho-so/inventory.json").unlink()
    os.mkfifo(root / "01/ho-so/inventory.json")

    assert {"E090", "E063"} <= {one.code for one in judged(root).problems}
