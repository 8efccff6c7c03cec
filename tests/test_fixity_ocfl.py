"""Every damage of an OCFL object is named by the code of the specification."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocfl.validation_logger import ValidationLogger
from ocfl.validator import Validator

from hoso import fixity
from hoso.fixity import _inventory
from tests.ocfl_damage import DAMAGES, ODDITIES, TEXTS, inventory, sha, sound, write_inventory


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in fixity.check_object(folder)}


def of_another_judge(folder: Path) -> set[str]:
    """Return the codes that ocfl-py gives, errors and warnings."""
    log = ValidationLogger(log_warnings=True, log_errors=True)
    Validator(log=log, log_warnings=True).validate_object(str(folder))
    return {one[:4] for one in log.codes}


@pytest.mark.parametrize("spec", ["1.0", "1.1"])
def test_a_sound_object_has_nothing_wrong(tmp_path: Path, spec: str) -> None:
    folder = sound(tmp_path / "ho-so", spec)

    assert fixity.check_object(folder) == ()
    assert of_another_judge(folder) == set()


# The other judge breaks down over these.
NOT_JUDGED = {"E041.1", "E047"}
# Here it stops at the first fault, and calls everything after it wrong: versions behind a gap, and
# all versions of an inventory whose algorithm is forbidden.
FOLLOWING_FAULTS = {
    "E009": {"E046", "E064", "E107", "E042"},
    "E010": {"E046", "E064", "E107", "E040", "E042"},
    "E025.1": {"E046"},
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named_and_another_judge_agrees(tmp_path: Path, name: str) -> None:
    folder = sound(tmp_path / "ho-so")

    DAMAGES[name](folder)

    found = codes(folder)
    assert name.partition(".")[0] in found, found
    if name not in NOT_JUDGED:
        named = {one for one in of_another_judge(folder) if one[0] == "E"}
        assert named - FOLLOWING_FAULTS.get(name, set()) <= found


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_is_a_warning_and_breaks_nothing(tmp_path: Path, name: str) -> None:
    folder = sound(tmp_path / "ho-so")

    ODDITIES[name](folder)

    found = codes(folder)
    assert name.partition(".")[0] in found
    assert found == of_another_judge(folder)
    assert not any(one.startswith("E") for one in found)


@pytest.mark.parametrize(
    ("name", "code"), [("E111", "E056"), ("E107", "E050")], ids=["fixity", "unused digest"]
)
def test_the_first_version_of_the_specification_has_codes_of_its_own(
    tmp_path: Path, name: str, code: str
) -> None:
    folder = sound(tmp_path / "ho-so", "1.0")
    data = inventory(3, "1.0")
    if name == "E111":
        data["fixity"] = []
    else:
        data["versions"]["v3"]["state"].popitem()
    for place in (folder, folder / "v3"):
        write_inventory(place, data)

    assert codes(folder) == {code}


def test_versions_padded_with_noughts_are_sound_but_odd(tmp_path: Path) -> None:
    folder = renamed(sound(tmp_path / "ho-so"), {"v1": "v01", "v2": "v02", "v3": "v03"})

    assert codes(folder) == of_another_judge(folder) == {"W001"}


def test_versions_padded_in_two_ways_are_broken(tmp_path: Path) -> None:
    folder = renamed(sound(tmp_path / "ho-so"), {"v1": "v01", "v2": "v02"})

    assert {"E011", "E013"} <= codes(folder)


def renamed(folder: Path, names: dict[str, str]) -> Path:
    """Rename version folders, and the versions in every inventory."""
    for old, new in names.items():
        (folder / old).rename(folder / new)
    for upto in (1, 2, 3):
        data = inventory(upto)
        raw = json.dumps(data)
        for old, new in names.items():
            raw = raw.replace(f'"{old}"', f'"{new}"').replace(f'"{old}/', f'"{new}/')
        written = json.loads(raw)
        write_inventory(folder / names.get(f"v{upto}", f"v{upto}"), written)
        if upto == 3:
            write_inventory(folder, written)
    return folder


def test_an_object_addressed_by_sha256_is_sound_but_odd(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    for upto in (1, 2, 3):
        raw = json.dumps(inventory(upto)).replace('"sha512"', '"sha256"')
        for text in TEXTS.values():
            raw = raw.replace(sha(text), sha(text, "sha256"))
        for place in [folder / f"v{upto}", *([folder] if upto == 3 else [])]:
            write_inventory(place, json.loads(raw), "sha256")

    assert codes(folder) == of_another_judge(folder) == {"W004"}


def test_digests_in_capitals_are_the_same_digests(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    for upto in (1, 2, 3):
        raw = json.dumps(inventory(upto))
        for text in TEXTS.values():
            raw = raw.replace(sha(text), sha(text).upper())
        for place in [folder / f"v{upto}", *([folder] if upto == 3 else [])]:
            write_inventory(place, json.loads(raw))

    assert codes(folder) == of_another_judge(folder) == set()


def test_logs_of_an_object_are_nobodys_business(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    (folder / "logs").mkdir()
    (folder / "logs/doc.log").write_text("đã đọc")

    assert codes(folder) == of_another_judge(folder) == set()


def test_a_path_of_very_many_folders_is_followed(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    place = "v3/content/" + "/".join(f"thu-muc-{number}" for number in range(60)) + "/sau.txt"
    (folder / place).parent.mkdir(parents=True)
    (folder / place).write_text("sâu\n", encoding="utf-8")
    data = inventory(3)
    data["manifest"][sha("sâu\n")] = [place]
    data["versions"]["v3"]["state"][sha("sâu\n")] = [place.partition("/content/")[2]]
    for one in (folder, folder / "v3"):
        write_inventory(one, data)

    assert codes(folder) == set()
    (folder / place).write_text("sửa\n", encoding="utf-8")
    assert codes(folder) == {"E092"}


def test_an_inventory_of_very_many_files_is_judged(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    data = inventory(3)
    for number in range(20_000):
        digest = sha(str(number))
        data["manifest"][digest] = [f"v3/content/{number}"]
        data["versions"]["v3"]["state"][digest] = [str(number)]
    for one in (folder, folder / "v3"):
        write_inventory(one, data)

    found = fixity.check_object(folder)

    assert [one.code for one in found] == ["E092"] * 20_000
    assert found[0].where == "v3/content/0"


def test_a_folder_that_cannot_be_looked_into_is_unchecked_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sound(tmp_path / "ho-so")
    original = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("v2/content/b"):
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(os, "scandir", refusing)

    found = fixity.check_object(folder)

    assert [(one.code, one.where) for one in found] == [("J014", "v2/content/b")]


def test_looking_fast_sees_names_but_not_bytes(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    (folder / "v1/content/a.txt").write_text("khác\n", encoding="utf-8")
    (folder / "v3/content/c.txt").unlink()

    found = fixity.check_object(folder, fast=True)

    broken = [(one.code, one.where) for one in found if not one.warning]
    assert broken == [("E092", "v3/content/c.txt")]


def test_a_link_is_no_file(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    (folder / "v1/content/a.txt").unlink()
    (folder / "v1/content/a.txt").symlink_to(folder / "v3/content/c.txt")

    assert "E090" in codes(folder)


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_an_inventory_that_is_no_object_is_named(tmp_path: Path, raw: bytes) -> None:
    folder = sound(tmp_path / "ho-so")
    write_inventory(folder, raw)

    assert "E033" in codes(folder)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_an_inventory_holds_is_judged(data: st.DataObject) -> None:
    said = inventory(3)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(_places(said))))
        _put(said, path, data.draw(JSON))

    found = _inventory.read(json.dumps(said).encode(), "inventory.json", "1.1")

    assert all(one.message for one in found.problems)


def _places(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _places(inner, (*path, key))


def _put(said: object, path: tuple[str, ...], value: object) -> None:
    for key in path[:-1]:
        said = said[key] if isinstance(said, dict) and key in said else {}
    if isinstance(said, dict):
        said[path[-1]] = value
