"""A small OCFL object made by hand, and one damage for each thing that a judge must name."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

Json = dict[str, Any]
TEXTS = {"v1/content/a.txt": "một\n", "v2/content/b/ghi.txt": "hai\n", "v3/content/c.txt": "ba\n"}
LOGICAL = {"v1": {"a.txt": 1}, "v2": {"a.txt": 1, "b/ghi.txt": 2}, "v3": {"a.txt": 1, "c.txt": 3}}


def sha(text: str, algorithm: str = "sha512") -> str:
    return hashlib.new(algorithm, text.encode()).hexdigest()


def _version(name: str) -> Json:
    texts = list(TEXTS.values())
    state: dict[str, list[str]] = {}
    for path, number in LOGICAL[name].items():
        state.setdefault(sha(texts[number - 1]), []).append(path)
    return {
        "created": f"2025-12-0{name[1]}T08:00:00+07:00",
        "message": f"lần {name[1]}",
        "user": {"name": "An", "address": "mailto:an@vi-du.vn"},
        "state": state,
    }


def inventory(upto: int, spec: str = "1.1") -> Json:
    """Return a sound inventory of the first `upto` versions."""
    names = [f"v{number}" for number in range(1, upto + 1)]
    manifest: dict[str, list[str]] = {}
    for path, text in TEXTS.items():
        if int(path[1]) <= upto:
            manifest.setdefault(sha(text), []).append(path)
    return {
        "id": "urn:uuid:0e6bd5a6-3d9f-4f0a-8f5e-3f1d1d0c7c11",
        "type": f"https://ocfl.io/{spec}/spec/#inventory",
        "digestAlgorithm": "sha512",
        "head": names[-1],
        "fixity": {"md5": {sha(TEXTS["v1/content/a.txt"], "md5"): ["v1/content/a.txt"]}},
        "manifest": manifest,
        "versions": {name: _version(name) for name in names},
    }


def write_inventory(folder: Path, data: object, algorithm: str = "sha512") -> None:
    raw = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "inventory.json").write_bytes(raw)
    digest = hashlib.new(algorithm, raw).hexdigest()
    for old in folder.glob("inventory.json.*"):
        old.unlink()
    (folder / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n")


def sound(folder: Path, spec: str = "1.1") -> Path:
    """Write a sound object of three versions and return its folder."""
    folder.mkdir(parents=True)
    (folder / f"0=ocfl_object_{spec}").write_text(f"ocfl_object_{spec}\n")
    for path, text in TEXTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for number in (1, 2, 3):
        write_inventory(folder / f"v{number}", inventory(number, spec))
    write_inventory(folder, inventory(3, spec))
    return folder


Damage = Callable[[Path], None]


def newest(change: Callable[[Json], object]) -> Damage:
    """Return the damage that changes the newest inventory, in both its places, digests renewed."""

    def damage(folder: Path) -> None:
        data = inventory(3)
        replaced = change(data)
        data = replaced if isinstance(replaced, dict) else data
        for place in (folder, folder / "v3"):
            write_inventory(place, data)

    return damage


def earlier(change: Callable[[Json], object]) -> Damage:
    """Return the damage that changes the inventory in v1 only, digest renewed."""

    def damage(folder: Path) -> None:
        data = inventory(1)
        change(data)
        write_inventory(folder / "v1", data)

    return damage


def _set(*path: str, to: object) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = deepcopy(to)

    return change


def _drop(*path: str) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


def _write(name: str, text: str = "x\n") -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return damage


def _remove(name: str) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def _folder(name: str) -> Damage:
    return lambda folder: (folder / name).mkdir(parents=True)


A, B, C = (sha(text) for text in TEXTS.values())


def _move_path(data: Json, path: str) -> None:
    data["manifest"][A] = [path]
    data["fixity"] = {}


def _path(path: str) -> Damage:
    return newest(lambda data: _move_path(data, path))


def _logical(path: str) -> Damage:
    return newest(_set("versions", "v3", "state", A, to=[path]))


def _twice(data: Json) -> None:
    data["manifest"][A.upper()] = ["v1/content/a.txt"]


def _fixity_twice(data: Json) -> None:
    digest = sha(TEXTS["v1/content/a.txt"], "md5")
    data["fixity"]["md5"][digest.upper()] = ["v1/content/a.txt"]


def _upper_state(data: Json) -> None:
    data["versions"]["v3"]["state"] = {A.upper(): ["a.txt"], C: ["c.txt"]}


def _rename_version(old: str, new: str) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        data["versions"][new] = data["versions"].pop(old)

    return change


def _unused(data: Json) -> None:
    del data["versions"]["v3"]["state"][C]


def _second_content(folder: Path) -> None:
    data = inventory(3)
    data["contentDirectory"] = "noi_dung"
    write_inventory(folder, data)
    write_inventory(folder / "v3", data)


def _older_spec(folder: Path) -> None:
    write_inventory(folder / "v1", inventory(1, "1.1"))
    write_inventory(folder / "v2", inventory(2, "1.0"))


def _changed_history(data: Json) -> None:
    data["versions"]["v1"]["state"] = {A: ["khac.txt"]}


def _no_uri(folder: Path) -> None:
    for number in (1, 2, 3):
        for place in [folder / f"v{number}", *([folder] if number == 3 else [])]:
            write_inventory(place, {**inventory(number), "id": "ho-so-1"})


def _without_inventory(folder: Path) -> None:
    for path in (folder / "v1").glob("inventory.json*"):
        path.unlink()


def _other_algorithm(change: Callable[[Json], object]) -> Damage:
    """Return the damage that writes the inventory in v1 with SHA-256, lawful by itself, and changed."""

    def damage(folder: Path) -> None:
        raw = json.dumps(inventory(1)).replace('"sha512"', '"sha256"')
        for text in TEXTS.values():
            raw = raw.replace(sha(text), sha(text, "sha256"))
        data = json.loads(raw)
        change(data)
        write_inventory(folder / "v1", data, "sha256")

    return damage


def _other_digest(data: Json) -> None:
    (old,) = data["manifest"]
    data["manifest"]["0" * 64] = data["manifest"].pop(old)
    data["versions"]["v1"]["state"] = {"0" * 64: ["a.txt"]}
    data["fixity"] = {}


def _other_state(data: Json) -> None:
    (digest,) = data["versions"]["v1"]["state"]
    data["versions"]["v1"]["state"] = {digest: ["khac.txt"]}


def _forgotten(data: Json) -> None:
    """Leave out of the newest manifest what only an older version has."""
    del data["manifest"][B]
    data["versions"]["v2"]["state"] = {A: ["a.txt"]}


def _repeated(data: Json) -> None:
    data["versions"]["v3"]["state"][A.upper()] = ["d.txt"]


def _byte_order_mark(folder: Path) -> None:
    for place in (folder, folder / "v3"):
        write_inventory(place, b"\xef\xbb\xbf" + (place / "inventory.json").read_bytes())


def _emptied(folder: Path) -> None:
    for path in list(folder.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _sidecar_of_another_algorithm(folder: Path) -> None:
    (folder / "inventory.json.sha512").rename(folder / "inventory.json.sha256")


# Code of OCFL → what brings it about; several ways to one code carry a number after a dot.
DAMAGES: dict[str, Damage] = {
    "E001.1": _write("la.txt"),
    "E001.2": _folder("la"),
    "E001.3": _write("Thumbs.db"),
    "E001.4": _write("v4", "tệp, không phải thư mục"),
    "E001.5": _sidecar_of_another_algorithm,
    "E003.3": _emptied,
    "E003.1": _remove("0=ocfl_object_1.1"),
    "E003.2": _write("0=ocfl_object_1.0", "ocfl_object_1.0\n"),
    "E006": _write("0=ocfl_object_9.9", "ocfl_object_9.9\n"),
    "E007": _write("0=ocfl_object_1.1", "ocfl_object_1.1"),
    "E008": newest(_set("versions", to={})),
    "E009": newest(_rename_version("v1", "v9")),
    "E010": newest(_rename_version("v2", "v7")),
    "E015": _write("v2/la.txt"),
    "E017": newest(_set("contentDirectory", to="a/b")),
    "E018": newest(_set("contentDirectory", to="..")),
    "E019": newest(_set("contentDirectory", to="content")),
    "E020": _second_content,
    "E023.1": _write("v2/content/la.txt"),
    "E024": _folder("v2/content/trong"),
    "E025.1": newest(_set("digestAlgorithm", to="md5")),
    "E025.2": newest(_set("manifest", "khong-phai-ma", to=["v1/content/a.txt"])),
    "E033.1": lambda folder: write_inventory(folder, b'{"id": "x"'),
    "E033.2": _byte_order_mark,
    "E036.1": newest(_drop("id")),
    "E036.2": newest(_drop("type")),
    "E036.3": newest(_drop("digestAlgorithm")),
    "E036.4": newest(_drop("head")),
    "E037.1": newest(_set("id", to="")),
    "E037.2": earlier(_set("id", to="urn:uuid:khac")),
    "E038.1": newest(_set("type", to="https://ocfl.io/1.1/spec/")),
    "E038.2": newest(_set("type", to="https://ocfl.io/9.9/spec/#inventory")),
    "E040.1": newest(_set("head", to="v2")),
    "E040.2": newest(_set("head", to="v9")),
    "E040.3": newest(_set("head", to=3)),
    "E041.1": newest(_drop("manifest")),
    "E041.2": newest(_drop("versions")),
    "E041.3": newest(_set("manifest", to=[])),
    "E042.1": _path("a.txt"),
    "E042.2": _path("v1/khac/a.txt"),
    "E042.3": _path("v9/content/a.txt"),
    "E043": newest(_drop("versions")),
    "E044": newest(_set("versions", to=[])),
    "E046.1": _remove("v2"),
    "E046.2": _folder("v4"),
    "E047": newest(_set("versions", "v2", to=[])),
    "E048.1": newest(_drop("versions", "v2", "created")),
    "E048.2": newest(_drop("versions", "v3", "state")),
    "E049.1": newest(_set("versions", "v2", "created", to="2025-12-02T08:00:00")),
    "E049.2": newest(_set("versions", "v2", "created", to="2025-12-02")),
    "E049.3": newest(_set("versions", "v2", "created", to="hôm qua")),
    "E049.4": newest(_set("versions", "v2", "created", to=20251202)),
    "E050.1": newest(_set("versions", "v3", "state", "f" * 128, to=["d.txt"])),
    "E050.2": newest(_set("versions", "v3", "state", to=["a.txt"])),
    "E050.3": newest(_set("versions", "v3", "state", A, to="a.txt")),
    "E050.4": newest(_upper_state),
    "E050.5": newest(_repeated),
    "E052.1": _logical("a/../b.txt"),
    "E052.2": _logical("a//b.txt"),
    "E053.1": _logical("/a.txt"),
    "E053.2": _logical("a.txt/"),
    "E054.1": newest(_set("versions", "v2", "user", to="An")),
    "E054.2": newest(_set("versions", "v2", "user", to={"address": "mailto:an@vi-du.vn"})),
    "E054.3": newest(_set("versions", "v2", "user", "address", to=5)),
    "E056": newest(_set("fixity", "crc32", to={})),
    "E057.1": newest(_set("fixity", "md5", to=[])),
    "E057.2": newest(_set("fixity", "md5", to={"x": ["v1/content/a.txt"]})),
    "E057.3": newest(_set("fixity", "md5", to={"0" * 32: ["v1/content/khong-co.txt"]})),
    "E057.4": newest(_set("fixity", "md5", to={"0" * 32: ["/v1/content/a.txt"]})),
    "E057.5": newest(_set("fixity", "md5", to={"0" * 32: ["v1/content/../a.txt"]})),
    "E058.3": _sidecar_of_another_algorithm,
    "E058.1": _remove("inventory.json.sha512"),
    "E058.2": _remove("v1/inventory.json.sha512"),
    "E060.1": _write("inventory.json.sha512", f"{'0' * 128} inventory.json\n"),
    "E060.2": _write("v1/inventory.json.sha512", f"{'0' * 128} inventory.json\n"),
    "E061.1": _write("inventory.json.sha512", "không phải mã\n"),
    "E061.2": _write("inventory.json.sha512", f"{'0' * 128} khac.json\n"),
    "E063": _remove("inventory.json"),
    "E064": lambda folder: write_inventory(folder / "v3", inventory(2)),
    "E066.1": newest(_changed_history),
    "E066.2": lambda folder: write_inventory(folder / "v1", inventory(3)),
    "E023.2": newest(_forgotten),
    "E066.3": _other_algorithm(_other_state),
    "E092.4": _other_algorithm(_other_digest),
    "E067": _write("extensions/la.txt"),
    "E092.5": newest(_set("manifest", A, to="v1/content/a.txt")),
    "E092.1": _write("v2/content/b/ghi.txt", "bị sửa\n"),
    "E092.2": _remove("v3/content/c.txt"),
    "E092.3": _write("v1/content/a.txt", "mộ"),
    "E093.1": newest(_set("fixity", "md5", to={"0" * 32: ["v1/content/a.txt"]})),
    "E093.2": _remove("v1/content/a.txt"),
    "E094": newest(_set("versions", "v2", "message", to=5)),
    "E095.1": newest(_set("versions", "v3", "state", A, to=["a.txt", "a.txt"])),
    "E095.2": newest(_set("versions", "v3", "state", A, to=["x", "x/y"])),
    "E096": newest(_twice),
    "E097": newest(_fixity_twice),
    "E099": _path("v1/content/../a.txt"),
    "E100": _path("/v1/content/a.txt"),
    "E101.1": newest(_set("manifest", A, to=["v1/content/a.txt", "v1/content/a.txt"])),
    "E102.1": newest(_set("ghiChu", to="lạ")),
    "E102.2": newest(_set("versions", "v2", "ghiChu", to="lạ")),
    "E102.3": newest(_set("versions", "v2", "user", "phone", to="09")),
    "E103": _older_spec,
    "E107": newest(_unused),
    "E111": newest(_set("fixity", to=[])),
}
ODDITIES: dict[str, Damage] = {
    "W002": _write("v2/la/tep.txt"),
    "W004": _other_algorithm(lambda data: data),
    "W005": _no_uri,
    "W007.1": newest(_drop("versions", "v2", "message")),
    "W007.2": newest(_drop("versions", "v2", "user")),
    "W008": newest(_drop("versions", "v2", "user", "address")),
    "W009": newest(_set("versions", "v2", "user", "address", to="an")),
    "W010": _without_inventory,
    "W011": earlier(_set("versions", "v1", "message", to="khác")),
    "W013": _folder("extensions/cua-toi"),
}
