"""What an inventory repeats of the newest is judged once, and what differs is judged all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from hashlib import sha512
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoso.archive import Archive
from hoso.fixity._files import Files
from hoso.fixity._inventory import Inventory, read
from hoso.fixity._object import ObjectCheck
from tests.test_archive_parts import ONE, a_stamp, an_archive, codes, object_folder

Damage = Callable[[dict[str, Any]], object]
OTHER = sha512(b"khac").hexdigest()


def _second(said: dict[str, Any]) -> dict[str, Any]:
    block: dict[str, Any] = said["versions"]["v2"]
    return block


def _first_digest(block: dict[str, Any]) -> str:
    return str(next(iter(block["state"])))


def _same_text_twice(said: dict[str, Any]) -> None:
    _second(said)["state"][_first_digest(_second(said))] *= 2


def _digest_in_capitals(said: dict[str, Any]) -> None:
    state = _second(said)["state"]
    digest = _first_digest(_second(said))
    state[digest.upper()] = state.pop(digest)


def _manifest_in_capitals(said: dict[str, Any]) -> None:
    digest = next(iter(said["manifest"]))
    said["manifest"][digest.upper()] = said["manifest"].pop(digest)


def _path_listed_twice(said: dict[str, Any]) -> None:
    paths = list(said["manifest"].values())
    paths[0].extend(paths[-1])


def _file_left_out(said: dict[str, Any]) -> None:
    said["manifest"].popitem()


DAMAGES: list[tuple[Damage, set[str]]] = [
    (lambda said: _second(said).update(created="hôm qua"), {"E049", "W011"}),
    (lambda said: _second(said).pop("state"), {"E048"}),
    (lambda said: _second(said).update(message=7), {"E094", "W011"}),
    (lambda said: _second(said).update(user="An"), {"E054", "W011"}),
    (lambda said: _second(said).update(la=1), {"E102"}),
    (lambda said: _second(said)["state"].update({OTHER: ["x"]}), {"E050"}),
    (_same_text_twice, {"E095"}),
    (_digest_in_capitals, {"E050"}),
    (_manifest_in_capitals, {"E050"}),
    (_path_listed_twice, {"E101"}),
    (_file_left_out, {"E050", "E023"}),
    (lambda said: said["manifest"].update({OTHER: ["v1/content/la.json"]}), {"E107"}),
    (lambda said: said["manifest"].update({"ngan": ["v1/content/la.json"]}), {"E025"}),
]


@pytest.mark.parametrize(("damage", "expected"), DAMAGES)
def test_what_an_earlier_inventory_tells_otherwise_is_found(
    tmp_path: Path, damage: Damage, expected: set[str]
) -> None:
    archive = _of_versions(tmp_path, 4)
    path = object_folder(archive) / "v3/inventory.json"
    said = json.loads(path.read_bytes())
    damage(said)
    _write(path, json.dumps(said).encode())

    assert expected <= codes(archive)


def test_a_key_that_stands_twice_in_what_is_repeated_is_found(tmp_path: Path) -> None:
    archive = _of_versions(tmp_path, 4)
    path = object_folder(archive) / "v3/inventory.json"
    for key in ('"created"', '"name"', f'"{_first_digest(json.loads(path.read_bytes())["versions"]["v2"])}"'):  # fmt: skip
        raw = path.read_text(encoding="utf-8")
        start = raw.index('"v2"')
        at = raw.index(key, start)
        end = raw.index("]" if key not in {'"created"', '"name"'} else ",", at) + 1
        member = raw[at:end] if raw[end - 1] == "," else raw[at:end] + ","
        _write(path, (raw[:at] + member + raw[at:]).encode())

        assert "E033" in codes(archive), key
        _write(path, raw.encode())
    assert codes(archive) == set()


def test_judged_beside_the_newest_an_inventory_is_what_it_is_by_itself(tmp_path: Path) -> None:
    folder = object_folder(_of_versions(tmp_path, 5))
    newest = read((folder / "inventory.json").read_bytes(), "", "1.1")

    for number in range(1, 5):
        raw = (folder / f"v{number}/inventory.json").read_bytes()
        alone, beside = read(raw, "", "1.1"), read(raw, "", "1.1", newest)
        assert _told(alone) == _told(beside)
        assert beside.clean == {}  # nothing was judged a second time


VALUES = [None, 0, "", "x", [], ["x"], {}, {"a": ["b"]}, OTHER, ["v1/content/chung.json"], ["chung.json"]]  # fmt: skip


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_whatever_is_altered_is_judged_beside_the_newest_as_by_itself(data: st.DataObject) -> None:
    raw = _known()
    newest, said = read(raw, "", "1.1"), json.loads(raw)
    for _ in range(data.draw(st.integers(1, 3))):
        _alter(said, data)
    altered = json.dumps(said).encode()

    assert _told(read(altered, "", "1.1", newest)) == _told(read(altered, "", "1.1"))


@cache
def _known() -> bytes:
    with TemporaryDirectory() as folder:
        return (object_folder(_of_versions(Path(folder), 3)) / "inventory.json").read_bytes()


def _alter(said: Any, data: st.DataObject) -> None:
    """Set, take out or rename something anywhere in `said`."""
    key = data.draw(_keys(said))
    while isinstance(said[key], dict | list) and said[key] and data.draw(st.booleans()):
        said = said[key]
        key = data.draw(_keys(said))
    match data.draw(st.sampled_from(["set", "drop", "rename"])):
        case "set":
            said[key] = deepcopy(data.draw(st.sampled_from(VALUES)))
        case "rename" if isinstance(said, dict):
            said[str(key).swapcase()] = said.pop(key)
        case _:
            said.pop(key)


def _keys(said: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(sorted(said) if isinstance(said, dict) else range(len(said)))


def test_of_many_versions_only_one_inventory_is_in_memory(tmp_path: Path) -> None:
    archive = _of_versions(tmp_path, 12)
    check = ObjectCheck(Files(str(object_folder(archive))), "")

    assert list(check.problems()) == []
    assert len(check.earlier) == 11
    assert all(not one.data and not one.written for one in check.earlier.values())
    (object_folder(archive) / "v3/inventory.json").unlink()
    with pytest.raises(FileNotFoundError):  # it would have to be read again
        check.files.content("v3/inventory.json")


def _told(one: Inventory) -> tuple[object, ...]:
    return (one.paths, one.written, one.versions, one.head, one.problems, one.sound)


def _of_versions(tmp_path: Path, count: int) -> Archive:
    archive = an_archive(tmp_path)
    for number in range(count):
        changes = {
            f"{number}.json": b"%d" % number,
            "ho_so.json": b"x%d" % number,
            "chung.json": b"c",
        }
        archive.commit(ONE, changes, a_stamp())
    return archive


def _write(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    path.with_name("inventory.json.sha512").write_text(
        f"{sha512(raw).hexdigest()} inventory.json\n"
    )
