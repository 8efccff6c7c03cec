"""Whatever a disk holds, the command judges it: no traceback, no waiting, always JSON."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hoso import fixity
from tests.ocfl_damage import inventory, sound, write_inventory
from tests.test_fixity_known_bags import bag

Act = Callable[[Path], object]


def said_of(path: Path) -> dict[str, object]:
    """Return what `hoso verify --json` says in another process, which must end soon."""
    made = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "hoso", "verify", str(path), "--json"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in made.stderr, made.stderr.decode()
    found: dict[str, object] = json.loads(made.stdout)
    return found


def cleared(path: Path) -> Path:
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    return path


INSTEAD: dict[str, Act] = {
    "pipe": lambda path: os.mkfifo(cleared(path)),
    "link to itself": lambda path: cleared(path).symlink_to(path.name),
    "link without end": lambda path: cleared(path).symlink_to("/dev/zero"),
    "folder": lambda path: cleared(path).mkdir(),
}
OF_OBJECT = ("inventory.json", "inventory.json.sha512", "0=ocfl_object_1.1", "v1/content/a.txt")
OF_BAG = ("bagit.txt", "manifest-md5.txt", "tagmanifest-sha512.txt", "fetch.txt", "data/tep.txt")


@pytest.mark.parametrize("name", INSTEAD)
def test_what_is_no_file_is_never_read_and_never_passed(tmp_path: Path, name: str) -> None:
    for place in OF_OBJECT:
        folder = sound(tmp_path / place.replace("/", "_"))
        INSTEAD[name](folder / place)
        assert any(not one.warning for one in fixity.check_object(folder)), place
    for place in OF_BAG:
        folder = bag(tmp_path / f"goi-{place.replace('/', '_')}")
        INSTEAD[name](folder / place)
        assert any(not one.warning for one in fixity.check_bag(folder)), place


def both(folder: Path, raw: str | bytes) -> None:
    """Write an inventory where the newest stands, with digests that agree."""
    for place in (folder, folder / "v3"):
        write_inventory(place, raw.encode() if isinstance(raw, str) else raw)


def replaced(old: str, new: str) -> Act:
    return lambda folder: both(folder, json.dumps(inventory(3)).replace(old, new, 1))


def valued(key: str, raw: str) -> Act:
    """Return the damage that gives a key of the inventory a value of that JSON."""
    said = json.dumps({**inventory(3), key: "!!!"})
    return lambda folder: both(folder, said.replace('"!!!"', raw))


def _named(name: bytes) -> Act:
    return lambda folder: (folder / "v1/content").joinpath(os.fsdecode(name)).write_text("x")


D128, D32 = "0" * 128, "0" * 32
NASTY: dict[str, tuple[str, Act]] = {
    "name that is no UTF-8": ("E023", _named(b"\xff\xfe.txt")),
    "half a character in a path": ("E057", replaced("v1/content/a.txt", r"v1/content/\ud800")),
    "half a character in the id": ("E110", replaced("urn:uuid", r"\ud800")),
    "half a character in a version": ("E105", replaced('"v2"', r'"v\ud800"')),
    "nothing in a path": ("E057", replaced("v1/content/a.txt", r"v1/content/\u0000")),
    "version of ten thousand digits": ("E105", replaced('"v2"', f'"v{"2" * 10_000}"')),
    "version of other digits": ("E105", replaced('"v2"', '"v٢"')),
    "version far away": ("E010", replaced('"v3": {', '"v999999999": {')),
    "algorithm that is a path": ("E025", replaced('"sha512"', r'"../../x\u0000"')),
    "algorithm that is a list": ("E025", replaced('"sha512"', "[1]")),
    "algorithm of BagIt only": ("E025", replaced('"sha512"', '"sha384"')),
    "number of many digits": ("E033", valued("head", "9" * 6000)),
    "number of fewer digits": ("E040", valued("head", "9" * 4000)),
    "number beyond all": ("E040", valued("head", "1e999")),
    "no number": ("E033", valued("head", "NaN")),
    "deep head": ("E040", valued("head", "[" * 700 + "]" * 700)),
    "deeper head": ("E033", valued("head", "[" * 99_999 + "]" * 99_999)),
    "deep type": ("E038", valued("type", "[" * 700 + "]" * 700)),
    "head twice": ("E033", replaced('"head": "v3"', '"head": "v3", "head": "v3"')),
    "version twice": ("E033", replaced('"versions": {', '"versions": {"v1": {}, ')),
    "name twice": ("E033", replaced('"name": "An"', '"name": "Ba", "name": "An"')),
    "digest twice": ("E096", replaced('"manifest": {', f'"manifest": {{"{D128}": [], "{D128}": [], ')),
    "fixity digest twice": ("E097", replaced('"md5": {', f'"md5": {{"{D32}": [], "{D32}": [], ')),
    "byte order mark": ("E033", lambda folder: both(folder, "\ufeff" + json.dumps(inventory(3)))),
    "UTF-16": ("E033", lambda folder: both(folder, json.dumps(inventory(3)).encode("utf-16"))),
    "bytes that are no text": ("E033", lambda folder: both(folder, b'{"id": "\xff"}')),
    "loop of links": ("E090", lambda folder: (folder / "v1/content/vong").symlink_to(folder)),
    "version that is a link": ("E090", lambda folder: cleared(folder / "v2").symlink_to("v1")),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_thing_is_judged_and_printed(tmp_path: Path, name: str) -> None:
    code, act = NASTY[name]
    folder = sound(tmp_path / "ho-so")
    act(folder)

    found = fixity.check_object(folder)

    assert code in {one.code for one in found}
    assert any(not one.warning for one in found)
    json.dumps([(one.where, one.message) for one in found], ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "name", ["name that is no UTF-8", "deeper head", "algorithm that is a path"]
)
def test_the_command_says_it_in_json(tmp_path: Path, name: str) -> None:
    folder = sound(tmp_path / "ho-so")
    NASTY[name][1](folder)

    assert said_of(folder)["hop_le"] is False


def test_a_name_in_a_bag_that_is_no_utf8_is_printed(tmp_path: Path) -> None:
    folder = bag(tmp_path / "goi")
    (folder / "data" / os.fsdecode(b"\xff")).write_text("x")

    assert said_of(folder)["hop_le"] is False


def test_a_sum_of_thousands_of_digits_is_malformed(tmp_path: Path) -> None:
    folder = bag(tmp_path / "goi", tags={"bag-info.txt": f"Payload-Oxum: {'9' * 5000}.2\n"})

    assert [one.code for one in fixity.check_bag(folder)] == ["B012"]


def test_a_payload_folder_that_is_a_link_leads_out_of_the_bag(tmp_path: Path) -> None:
    folder = bag(tmp_path / "goi")
    (folder / "data").rename(tmp_path / "noi-khac")
    (folder / "data").symlink_to(tmp_path / "noi-khac")

    assert "B011" in {one.code for one in fixity.check_bag(folder)}


def test_an_inventory_that_is_a_link_to_itself_is_lost(tmp_path: Path) -> None:
    folder = sound(tmp_path / "ho-so")
    INSTEAD["link to itself"](folder / "inventory.json")

    assert "E063" in {one.code for one in fixity.check_object(folder)}


def _mutated(folder: Path, dice: random.Random) -> None:
    """Do one random harm that cannot be without consequence."""
    harm = dice.choice(("flip", "cut", "remove", "move", "fill", "folder", "copy"))
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    # A bag may do without its tag manifest, and have tag files that none lists.
    paths = [path for path in paths if not path.name.startswith("tagmanifest")]
    if harm == "copy" and (folder / "data").is_dir():
        paths = [path for path in paths if path.parent.name == "data"]
    path = dice.choice(paths)
    raw = bytearray(path.read_bytes())
    if harm == "flip" and raw:
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        path.write_bytes(raw)
    elif harm == "cut" and raw:
        path.write_bytes(raw[: dice.randrange(len(raw))])
    elif harm == "fill":
        path.write_bytes(raw + dice.randbytes(dice.randrange(1, 50)))
    elif harm == "move":
        path.rename(path.with_name(path.name + "x"))
    elif harm == "copy":
        shutil.copy(path, path.with_name("x" + path.name))
    else:
        path.unlink()
        if harm == "folder":
            path.mkdir()


def _without_consequence(before: dict[Path, bytes], folder: Path) -> bool:
    """Return whether only a digest's case, a sidecar's blank or a version's own inventory changed."""
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    lost = {path.name for path in changed if path not in after}
    return all(
        (path in after and path in before and _alike(before[path], after[path]))
        or (path.name == "inventory.json" and path.parent != folder and lost == {path.name})
        for path in changed
    )


def _alike(one: bytes, other: bytes) -> bool:
    return one.lower().split() == other.lower().split()


@pytest.mark.parametrize("seed", range(150))
def test_a_random_harm_is_never_passed(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    folder = sound(tmp_path / "ho-so") if seed % 2 else bag(tmp_path / "goi")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    _mutated(folder, dice)

    found = fixity.check_object(folder) if seed % 2 else fixity.check_bag(folder)

    assert any(not one.warning for one in found) or _without_consequence(before, folder)


@pytest.mark.parametrize("seed", range(60))
def test_a_value_of_another_kind_is_never_passed(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    folder, data = sound(tmp_path / "ho-so"), inventory(3)
    place: dict[str, object] = data
    while True:
        key = dice.choice(sorted(place))
        inner = place[key]
        if not isinstance(inner, dict) or not inner or dice.random() < 0.3:
            break
        place = inner
    place[key] = dice.choice([None, 7, -1.5, True, [], {}, "", [[]], {"x": 1}, ["x", 3]])
    both(folder, json.dumps(data))

    found = fixity.check_object(folder)

    optional = key in {"fixity", "md5", "message", "address", "name"}
    assert any(not one.warning for one in found) or optional
