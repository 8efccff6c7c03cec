"""Every code of the specification's tables that a folder can show has a situation that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.known_objects import BAD, MD5, WARN, A, Build, Maker, after, change, drop, move
from tests.ocfl_damage import DAMAGES, ODDITIES
from tests.test_fixity_known import found_in
from tests.test_fixity_root import DAMAGES as OF_ROOTS

ONE = [{"a.txt": "một\n"}]
TWO = [{"a.txt": "một\n"}, {"b.txt": "hai\n"}]
ALL_1_1 = {f"E{number:03d}" for number in range(1, 113)} - {
    *("E065", "E068", "E086", "E091", "E109"),  # not in the table of 1.1
}
ALL_WARNINGS = {f"W{number:03d}" for number in range(1, 17)} - {"W006"}


def _rename(old: str, new: str) -> Build:
    return after(Maker(ONE), move(old, new))


def _declaration(new: str) -> Build:
    return after(Maker(ONE), lambda f: next(f.glob("0=ocfl_object_*")).rename(f / new))


def _path(path: str) -> Build:
    return after(Maker(ONE, every=change("manifest", A, to=[path])))


def _versions(*names: str) -> Build:
    return after(Maker([{f"{name}.txt": "một\n"} for name in names], names=list(names)))


# Those that the collections of known objects and the damages elsewhere do not show.
SITUATIONS: dict[str, Build] = {
    "E004": _declaration("ocfl_object_1.1"),
    "E005": _declaration("1=ocfl_object_1.1"),
    "E011": _versions("v01", "v2"),
    "E012": _versions("v1", "v02"),
    "E013": _versions("v1", "v02"),
    "E014": _path("v01/content/a.txt"),
    "E016": after(Maker(ONE), drop("v1/content")),
    "E018": after(Maker(ONE, every=change("contentDirectory", to="."))),
    "E035": _path("v1\\content\\a.txt"),
    "E045": after(Maker(ONE, every=change("versions", to=["v1"]))),
    "E059": _rename("inventory.json.sha512", "inventory.json.sha256"),
    "E090": after(
        Maker(ONE), drop("v1/content/a.txt"), lambda f: (f / "v1/content/a.txt").symlink_to("/dev/null")
    ),
    "E104": _versions("v1", "x2"),
    "E105": _versions("v1", "v0"),
    "E106": after(Maker(ONE, every=change("manifest", to=[]))),
    "E108": after(Maker(ONE, every=change("contentDirectory", to=""))),
    "E110": after(Maker(TWO, at={1: change("id", to="urn:vi-du:khac")})),
    "E097": after(Maker(ONE, every=change("fixity", to={"md5": {MD5: [], MD5.upper(): []}}))),
}  # fmt: skip
# What no folder can show, and why.
NEVER = {
    "E002": "the form as a whole; its parts have E003 to E007",
    "E021": "what `content` is when nothing is set: how to read, nothing to break",
    "E022": "a duty of the reader",
    "E026": "which algorithms to choose from; a wrong one in the inventory is E056",
    "E027": "a duty of the reader",
    "E028": "a duty of the reader",
    "E029": "digests in another encoding do not have their form: E025, E057",
    "E030": "the same",
    "E031": "the same",
    "E032": "the same",
    "E034": "an inventory by another name is none: E063",
    "E039": "digests of another algorithm do not have their form: E025, or do not match: E092",
    "E051": "how to read a path",
    "E055": "a block by another name is a key that is not specified: E102",
    "E062": "in what order to write; broken, it is E060",
    "E074": "of several storage roots; one folder does not show it",
    "E083": "whether there is a rule; two places for one object is J016",
    "E087": "a duty of the reader",
    "E089": "what to do with what OCFL cannot hold",
    "E098": "how to read a path",
    "W006": "not in the tables",
    "W012": "what belongs into logs; a judge leaves logs alone",
    "W014": "whether places follow one pattern; only who knows the layout can say",
}
# Of storage roots, said under another code, or tested with the roots.
OF_STORAGE_ROOTS = {
    **dict.fromkeys(("E075", "E077", "E078"), "parts of E069"),
    "E081": "tests/test_fixity_root.py",
    "E082": "an object within an object is a stranger in the outer one: E001",
    "E084": "the same as E072",
    "E085": "the same as E073",
    "E088": "what E072 and E073 say together",
    "W015": "not said: nothing is wrong with objects on several levels",
}


def _shown() -> set[str]:
    names = [*BAD, *WARN, *DAMAGES, *ODDITIES, *SITUATIONS, *OF_ROOTS]
    return {name[at : at + 4] for name in names for at in range(0, len(name), 5)}


def test_every_code_has_its_situation_or_the_reason_why_it_has_none() -> None:
    shown = _shown() | NEVER.keys() | OF_STORAGE_ROOTS.keys()

    assert (ALL_1_1 | ALL_WARNINGS) - shown == set()
    assert NEVER.keys() & (BAD.keys() | SITUATIONS.keys() | OF_STORAGE_ROOTS.keys()) == set()


@pytest.mark.parametrize("code", sorted(SITUATIONS))
def test_a_situation_is_named_by_its_code(tmp_path: Path, code: str) -> None:
    SITUATIONS[code](tmp_path / "ho-so", "1.1")

    assert code in found_in(tmp_path / "ho-so")


def test_a_code_of_1_1_is_not_given_to_what_follows_1_0(tmp_path: Path) -> None:
    new = {f"E{number}" for number in range(103, 113)}
    for name, build in {**BAD, **SITUATIONS}.items():
        if name not in {"E003_two_declarations", "E103_older_spec_v2"}:
            build(tmp_path / name, "1.0")
            assert not found_in(tmp_path / name).keys() & new, name
