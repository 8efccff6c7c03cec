"""The situations of the community's collections of OCFL objects, made anew by their names.

The names are those of the fixtures of the specification's editors and of one validator; they begin
with the codes that a judge must give. Texts, identifiers and inventories are ours.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.ocfl_damage import Json, sha, write_inventory

Change = Callable[[Json], object]
_ID = "urn:vi-du:ho-so"


def _alone(_: Json) -> None:
    """Change nothing."""


@dataclass(slots=True)
class Maker:
    """An object to be: one dictionary of logical path → text for each version.

    `every` changes each inventory, `at` that of one version, the last also in the object root.
    """

    states: list[dict[str, str]]
    names: list[str] = field(default_factory=list)
    algorithms: list[str] = field(default_factory=list)
    content: str = ""  # contentDirectory, when it is set
    every: Change = _alone
    at: dict[int, Change] = field(default_factory=dict)
    specs: list[str] = field(default_factory=list)

    def write(self, folder: Path, spec: str) -> Path:
        """Write the object and return its folder."""
        folder.mkdir(parents=True)
        last = self.specs[-1] if self.specs else spec
        (folder / f"0=ocfl_object_{last}").write_text(f"ocfl_object_{last}\n")
        names = self.names or [f"v{number}" for number in range(1, len(self.states) + 1)]
        for number in range(1, len(self.states) + 1):
            algorithm = self.algorithms[number - 1] if self.algorithms else "sha512"
            data = self._inventory(names[:number], algorithm)
            its = self.specs[number - 1] if self.specs else spec
            data["type"] = f"https://ocfl.io/{its}/spec/#inventory"
            self.every(data)
            self.at.get(number, _alone)(data)
            places = [folder / names[number - 1], *([folder] if number == len(self.states) else [])]
            for place in places:
                write_inventory(place, data, str(data.get("digestAlgorithm", "sha512")))
        for path, text in self._files(names).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    def _files(self, names: list[str]) -> dict[str, str]:
        files: dict[str, str] = {}
        for name, state in zip(names, self.states, strict=False):
            for path, text in state.items():
                if text not in files.values():
                    files[f"{name}/{self.content or 'content'}/{path}"] = text
        return files

    def _inventory(self, names: list[str], algorithm: str) -> Json:
        manifest: dict[str, list[str]] = {}
        for path, text in self._files(names).items():
            manifest.setdefault(sha(text, algorithm), []).append(path)
        data: Json = {"id": _ID, "type": "", "digestAlgorithm": algorithm, "head": names[-1]}
        if self.content:
            data["contentDirectory"] = self.content
        data["manifest"] = manifest
        data["versions"] = {
            name: _version(number, state, algorithm)
            for number, (name, state) in enumerate(zip(names, self.states, strict=False), 1)
        }
        return data


def _version(number: int, state: dict[str, str], algorithm: str) -> Json:
    found: dict[str, list[str]] = {}
    for path, text in state.items():
        found.setdefault(sha(text, algorithm), []).append(path)
    return {
        "created": f"2025-12-{number:02d}T08:00:00Z",
        "message": f"lần {number}",
        "user": {"name": "An", "address": "mailto:an@vi-du.vn"},
        "state": found,
    }


ONE = [{"a.txt": "một\n"}]
TWO = [{"a.txt": "một\n"}, {"a.txt": "một\n", "b.txt": "hai\n"}]
THREE = [*TWO, {"b.txt": "hai\n", "c.txt": "ba\n"}]
A, B, C = sha("một\n"), sha("hai\n"), sha("ba\n")
MD5 = sha("một\n", "md5")
Build = Callable[[Path, str], Any]


def after(maker: Maker, *acts: Callable[[Path], object]) -> Build:
    """Return a builder that damages the written object."""

    def build(folder: Path, spec: str) -> None:
        maker.write(folder, spec)
        for act in acts:
            act(folder)

    return build


def put(name: str, text: str = "x\n") -> Callable[[Path], object]:
    def act(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return act


def drop(name: str) -> Callable[[Path], object]:
    def act(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return act


def move(old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / old).rename(folder / new)


def change(*path: str, to: object) -> Change:
    def act(data: Json) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return act


def without(*path: str) -> Change:
    def act(data: Json) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return act


def both(*acts: Change) -> Change:
    def act(data: Json) -> None:
        for one in acts:
            one(data)

    return act


def _rename_versions(names: dict[str, str]) -> Change:
    def act(data: Json) -> None:
        data["versions"] = {names.get(k, k): v for k, v in data["versions"].items()}

    return act


def _replace(old: str, new: str) -> Change:
    """Change every occurrence of a text in the inventory."""

    def act(data: Json) -> None:
        raw = json.dumps(data).replace(old, new)
        data.clear()
        data.update(json.loads(raw))

    return act


def _broken_json(folder: Path) -> None:
    for place in (folder, folder / "v1"):
        write_inventory(place, b'{"id": "urn:vi-du:ho-so", "head": }')


def _no_inventory_in(name: str) -> Callable[[Path], object]:
    def act(folder: Path) -> None:
        for path in (folder / name).glob("inventory.json*"):
            path.unlink()

    return act


def _copy_inventory(source: str, target: str) -> Callable[[Path], object]:
    def act(folder: Path) -> None:
        for path in (folder / source).glob("inventory.json*"):
            shutil.copy(path, folder / target)

    return act


def _empty(folder: Path, _: str) -> None:
    folder.mkdir(parents=True)


def _skipped(folder: Path, spec: str) -> None:
    """Write versions v1, v4, v5, v7, as if three folders had never been."""
    states = [{"a.txt": "một\n"}, {"b.txt": "một\n"}, {"c.txt": "một\n"}, {"d.txt": "một\n"}]
    Maker(states, names=["v1", "v4", "v5", "v7"]).write(folder, spec)


def _digest_upper(data: Json) -> None:
    state = data["versions"]["v1"]["state"]
    data["versions"]["v1"]["state"] = {key.upper(): paths for key, paths in state.items()}


def _manifest_duplicate(data: Json) -> None:
    data["manifest"][A.upper()] = ["v1/content/a.txt"]


def _fixity(digest: str = MD5, *paths: str) -> Change:
    return change("fixity", to={"md5": {digest: list(paths or ("v1/content/a.txt",))}})


def _fixity_twice(data: Json) -> None:
    data["fixity"] = {"md5": {MD5: ["v1/content/a.txt"], MD5.upper(): ["v1/content/a.txt"]}}


def _bad_block(data: Json) -> None:
    data["versions"]["v1"] |= {"created": 1, "state": "x", "message": 2, "user": "An"}


def _other_names(data: Json) -> None:
    data["versions"]["v1"]["state"] = {A: ["khac.txt"]}


def _other_digest(old: str, new: str) -> Change:
    return _replace(old, new)


def _unused(data: Json) -> None:
    data["manifest"][B] = ["v1/content/b.txt"]


_DIGIT = ("f" if A[0] != "f" else "e") + A[1:]  # A with its first digit changed
_P = partial(Maker, ONE)

BAD: dict[str, Build] = {
    "E001_extra_dir_in_root": after(_P(), put("la/tep.txt")),
    "E001_extra_file_in_root": after(_P(), put("la")),
    "E001_invalid_version_format": after(
        _P(every=both(_replace('"v1"', '"1"'), _replace('"v1/', '"1/'))), move("v1", "1")
    ),
    "E001_v2_file_in_root": after(_P(), put("v2", "tệp")),
    "E003_E063_empty": _empty,
    "E003_no_decl": after(_P(), lambda folder: next(folder.glob("0=*")).unlink()),
    "E003_two_declarations": after(
        _P(),
        put("0=ocfl_object_1.0", "ocfl_object_1.0\n"),
        put("0=ocfl_object_1.1", "ocfl_object_1.1\n"),
    ),
    "E007_bad_declaration_contents": after(
        _P(), lambda folder: next(folder.glob("0=*")).write_text("khác\n")
    ),
    "E008_E036_no_versions_no_head": after(
        Maker([{}], every=both(change("versions", to={}), without("head"))), drop("v1")
    ),
    "E009_version_two_only": after(Maker([{}], names=["v2"])),
    "E010_missing_versions": after(
        Maker([*ONE, {"b.txt": "một\n"}, {"c.txt": "một\n"}, {"d.txt": "một\n"}]), drop("v3")
    ),
    "E010_skipped_versions": _skipped,
    "E011_E013_invalid_padded_head_version": after(
        Maker(
            [{f"{n}.txt": "một\n"} for n in range(10)],
            names=[*(f"v0{n}" for n in range(1, 10)), "v10"],
        )
    ),
    "E015_content_not_in_content_dir": after(
        Maker(THREE, every=_replace("/content/", "/")),
        *(move(f"v{n}/content/{p}", f"v{n}/{p}") for n, p in enumerate(("a.txt", "b.txt", "c.txt"), 1)),
        *(drop(f"v{n}/content") for n in (1, 2, 3)),
    ),
    "E017_invalid_content_dir": after(Maker(ONE, content="content/con")),
    "E019_content_dir_set_in_v2_not_v1": after(
        Maker([{}, {"b.txt": "hai\n"}], content="tep", at={1: without("contentDirectory")})
    ),
    "E019_inconsistent_content_dir": after(
        Maker(
            TWO,
            content="content",
            every=_replace("v1/content/", "v1/cho-khac/"),
            at={1: change("contentDirectory", to="cho-khac")},
        ),
        move("v1/content", "v1/cho-khac"),
    ),
    "E020_inconsistent_content_directory": after(
        Maker([{}, {"b.txt": "hai\n"}], content="tep", at={1: change("contentDirectory", to="cho")})
    ),
    "E023_extra_file": after(_P(), put("v1/content/la.txt")),
    "E023_missing_file": after(_P(), drop("v1/content/a.txt"), put("v1/content/b.txt", "hai\n")),
    "E023_old_manifest_missing_entries": after(
        Maker(
            [{"a.txt": "một\n", "b.txt": "hai\n"}, {"a.txt": "một\n"}, {"a.txt": "một\n"}],
            at={2: both(without("manifest", B), change("versions", "v1", "state", to={A: ["a.txt"]}))},
        )
    ),
    "E024_empty_dir_in_content": after(
        _P(), lambda folder: (folder / "v1/content/rong").mkdir()
    ),
    "E025_wrong_digest_algorithm": after(Maker(ONE, algorithms=["md5"])),
    "E033_inventory_bad_json": after(_P(), _broken_json),
    "E036_no_head": after(_P(every=without("head"))),
    "E036_no_id": after(_P(every=without("id"))),
    "E037_inconsistent_id": after(Maker(TWO, at={1: change("id", to="urn:vi-du:khac")})),
    "E038_type_not_str": after(_P(every=change("type", to=1))),
    "E040_head_not_most_recent": after(Maker(TWO, at={2: change("head", to="v1")})),
    "E040_wrong_head_doesnt_exist": after(_P(every=change("head", to="v2"))),
    "E040_wrong_head_format": after(_P(every=change("head", to=1))),
    "E040_wrong_version_in_version_dir": after(Maker(THREE), _copy_inventory("v3", "v2")),
    "E041_manifest_not_object": after(Maker([{}], every=change("manifest", to=[]))),
    "E041_no_manifest": after(Maker([{}], every=without("manifest"))),
    "E042_bad_manifest_content_path": after(_P(every=_replace("v1/content/a.txt", "a.txt"))),
    "E046_missing_version_dir": after(Maker([{}]), drop("v1")),
    "E046_root_not_most_recent": after(Maker(TWO), lambda folder: [_copy_inventory("v1", ".")(folder)]),
    "E046_versions_keys_not_zero_padded": after(Maker([{}]), move("v1", "v0001")),
    "E049_E050_E054_bad_version_block_values": after(_P(every=_bad_block)),
    "E049_created_no_timezone": after(
        _P(every=change("versions", "v1", "created", to="2019-01-01T02:03:04"))
    ),
    "E049_created_not_to_seconds": after(
        _P(every=change("versions", "v1", "created", to="2019-01-01T01:02Z"))
    ),
    "E050_manifest_digest_wrong_case": after(_P(every=_digest_upper)),
    "E050_state_digest_different_case": after(_P(every=_digest_upper)),
    "E050_state_digest_not_in_manifest": after(
        _P(every=change("versions", "v1", "state", B, to=["b.txt"]))
    ),
    "E050_state_repeated_digest": after(
        _P(every=change("versions", "v1", "state", A.upper(), to=["b.txt"]))
    ),
    "E053_E052_invalid_logical_paths": after(
        _P(every=change("versions", "v1", "state", A, to=["/a.txt", "../../b.txt", "//c.txt"]))
    ),
    "E058_no_sidecar": after(_P(), drop("inventory.json.sha512")),
    "E060_E064_root_inventory_digest_mismatch": after(
        _P(), lambda f: (f / "inventory.json").write_bytes((f / "inventory.json").read_bytes() + b" ")
    ),
    "E060_version_inventory_digest_mismatch": after(
        Maker(TWO), put("v1/inventory.json.sha512", f"{'0' * 128} inventory.json\n")
    ),
    "E061_invalid_sidecar": after(_P(), put("inventory.json.sha512", "không phải mã nào\n")),
    "E063_no_inv": after(_P(), drop("inventory.json"), drop("inventory.json.sha512")),
    "E064_different_root_and_latest_inventories": after(
        _P(), lambda f: write_inventory(f / "v1", json.loads((f / "inventory.json").read_bytes()) | {"versions": {}})
    ),
    "E066_E092_old_manifest_digest_incorrect": after(
        Maker(TWO, at={1: _other_digest(A, _DIGIT)})
    ),
    "E066_algorithm_change_state_mismatch": after(
        Maker(
            TWO,
            algorithms=["sha512", "sha256"],
            at={2: change("versions", "v1", "state", to={sha("một\n", "sha256"): ["doi.txt"]})},
        )
    ),
    "E066_changed_content_for_logical_path": after(
        Maker(
            [{"a.txt": "một\n", "b.txt": "hai\n"}, {"a.txt": "một\n", "b.txt": "hai\n"}],
            at={2: change("versions", "v1", "state", to={A: ["b.txt"], B: ["a.txt"]})},
        )
    ),
    "E066_changed_v1_logical_path": after(Maker(TWO, at={2: _other_names})),
    "E066_inconsistent_version_state": after(Maker(TWO, at={1: _other_names})),
    "E067_file_in_extensions_dir": after(_P(), put("extensions/tep")),
    "E092_E093_content_path_does_not_exist": after(_P(every=_fixity()), drop("v1/content/a.txt"), put("v1/content/.giu", "x")),
    "E092_algorithm_change_incorrect_digest": after(
        Maker(TWO, algorithms=["sha512", "sha256"], at={1: _other_digest(A, _DIGIT)})
    ),
    "E092_bad_manifest_digest": after(_P(every=_other_digest(A, _DIGIT))),
    "E092_content_file_digest_mismatch": after(_P(), put("v1/content/a.txt", "bị sửa\n")),
    "E093_fixity_digest_mismatch": after(_P(every=_fixity("0" * 32))),
    "E093_fixity_digest_mismatch_in_v1": after(Maker(TWO, at={1: _fixity("0" * 32)})),
    "E094_message_not_a_string": after(_P(every=change("versions", "v1", "message", to=["x"]))),
    "E095_conflicting_logical_paths": after(
        _P(every=change("versions", "v1", "state", A, to=["con", "con/a.txt"]))
    ),
    "E095_non_unique_logical_paths": after(
        _P(every=change("versions", "v1", "state", A, to=["a.txt", "a.txt"]))
    ),
    "E096_manifest_duplicate_digests": after(_P(every=_manifest_duplicate)),
    "E096_manifest_repeated_digest": after(_P(every=_manifest_duplicate)),
    "E097_fixity_duplicate_digests": after(_P(every=_fixity_twice)),
    "E097_fixity_repeated_digest": after(_P(every=_fixity_twice)),
    "E099_bad_content_path_elements": after(
        _P(every=_replace("v1/content/a.txt", "v1/content/./a.txt"))
    ),
    "E100_E099_fixity_invalid_content_paths": after(
        _P(every=_fixity(MD5, "/v1/content/a.txt", "v1/content/../content/a.txt"))
    ),
    "E100_E099_manifest_invalid_content_paths": after(
        Maker(
            [{"a.txt": "một\n", "b.txt": "hai\n"}],
            every=both(
                _replace("v1/content/a.txt", "/v1/content/a.txt"),
                _replace("v1/content/b.txt", "v1/content//b.txt"),
            ),
        )
    ),
    "E101_non_unique_content_paths": after(
        Maker(
            [{"a.txt": "một\n", "b.txt": "hai\n"}],
            every=change("manifest", B, to=["v1/content/b.txt", "v1/content/b.txt"]),
        )
    ),
    "E103_older_spec_v2": after(Maker(THREE, specs=["1.1", "1.0", "1.1"])),
    "E107_file_in_manifest_not_used": after(_P(every=_unused), put("v1/content/b.txt", "hai\n")),
    "E111_null_fixity": after(_P(every=change("fixity", to=None))),
}  # fmt: skip
BAD_1_0: dict[str, Build] = {
    "E050_file_in_manifest_not_used": BAD["E107_file_in_manifest_not_used"],
    "E056_null_fixity": BAD["E111_null_fixity"],
}
ONLY_1_1 = {"E003_two_declarations", "E103_older_spec_v2", "E107_file_in_manifest_not_used"} | {
    "E111_null_fixity"
}
WARN: dict[str, Build] = {
    "W001_W004_W005_zero_padded_versions": after(
        Maker(
            TWO, names=["v0001", "v0002"], algorithms=["sha256"] * 2, every=change("id", to="hs1")
        )
    ),
    "W001_zero_padded_versions": after(Maker(TWO, names=["v001", "v002"])),
    "W002_extra_dir_in_version_dir": after(_P(), put("v1/la/tep.txt")),
    "W003_empty_content_dir": after(Maker([{}]), lambda f: (f / "v1/content").mkdir()),
    "W004_uses_sha256": after(Maker(ONE, algorithms=["sha256"])),
    "W004_versions_diff_digests": after(Maker(TWO, algorithms=["sha256", "sha512"])),
    "W005_id_not_uri": after(_P(every=change("id", to="khong_phai_uri"))),
    "W007_no_message_or_user": after(
        _P(every=both(without("versions", "v1", "message"), without("versions", "v1", "user")))
    ),
    "W008_user_no_address": after(_P(every=without("versions", "v1", "user", "address"))),
    "W009_user_address_not_uri": after(
        _P(every=change("versions", "v1", "user", "address", to="1 Đường Vòng, Xã Nhỏ"))
    ),
    "W010_no_version_inventory": after(Maker(TWO), _no_inventory_in("v1")),
    "W011_version_inv_diff_metadata": after(
        Maker(
            TWO,
            at={
                1: both(
                    change("versions", "v1", "message", to="khác"),
                    change("versions", "v1", "created", to="2020-01-01T00:00:00Z"),
                    change("versions", "v1", "user", "name", to="Bình"),
                )
            },
        )
    ),
    "W013_unregistered_extension": after(_P(), put("extensions/cua-toi/config.json", "{}")),
}
# Good by the specification though its own validator of reference warns of it.
GOOD: dict[str, Build] = {
    "minimal_content_dir_called_stuff": after(Maker(ONE, content="stuff")),
    "minimal_no_content": after(Maker([{}])),
    "minimal_one_version_one_file": after(_P()),
    "minimal_uppercase_digests": after(_P(every=_replace(A, A.upper()))),
    "minimal_with_logs": after(_P(), put("logs/doc.log")),
    "ocfl_object_all_fixity_digests": after(
        _P(
            every=change(
                "fixity",
                to={name: {sha("một\n", name): ["v1/content/a.txt"]} for name in ("md5", "sha1", "sha256", "sha512")}
                | {"blake2b-512": {sha("một\n", "blake2b"): ["v1/content/a.txt"]}},
            )
        )
    ),
    "diff_files_same_md5": after(
        Maker([{"a.txt": "một\n", "b.txt": "hai\n"}], every=_fixity(MD5, "v1/content/a.txt"))
    ),
    "duplicated_content_files": after(
        Maker(
            TWO,
            at={2: change("manifest", A, to=["v1/content/a.txt", "v2/content/lap.txt"])},
        ),
        put("v2/content/lap.txt", "một\n"),
    ),
    "empty_fixity": after(_P(every=change("fixity", to={}))),
    "spec-ex-full": after(Maker(THREE)),
    "updates_all_actions": after(
        Maker([*THREE, {"d/c.txt": "ba\n", "e.txt": "bốn\n"}, {"d/c.txt": "năm\n"}])
    ),
    "updates_three_versions_one_file": after(
        Maker([{"a.txt": "một\n"}, {"a.txt": "hai\n"}, {"a.txt": "ba\n"}])
    ),
    "root_ext0003_horrible-obj": after(_P(every=change("id", to="urn:vi-du:..hor/rib:le-$id"))),
    "file_size_in_fixity": after(_P(every=change("fixity", to={"size": {"6": ["v1/content/a.txt"]}}))),
}  # fmt: skip
