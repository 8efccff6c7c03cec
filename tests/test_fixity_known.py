"""What the community's collections of OCFL objects hold is judged as their names say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hoso import fixity
from tests.known_objects import BAD, BAD_1_0, GOOD, ONLY_1_1, WARN
from tests.test_fixity_ocfl import of_another_judge

# What we say beside the codes of the name and those of the other judge, and why.
BESIDE = {
    # 1.1 has a code for «1» where a version should be; 1.0 only that keys are names of folders.
    "E001_invalid_version_format": {"E046", "E104"},
    # The same situation is E019 in the editors' collection and E020 in the validator's.
    "E020_inconsistent_content_directory": {"E019"},
    "E037_inconsistent_id": {"E110"},  # the code of its own that 1.1 gave to this
    "E041_manifest_not_object": {"E106"},  # the same
}
EVERY_BAD = {
    (name, spec)
    for table, specs in ((BAD, ("1.0", "1.1")), (BAD_1_0, ("1.0",)))
    for name in table
    for spec in specs
    if spec == "1.1" or name not in ONLY_1_1
}


def found_in(folder: Path) -> dict[str, bool]:
    """Return each code that is given, and whether it is a warning."""
    if fixity.kind_of(folder) is fixity.Kind.UNKNOWN:
        return {"E003": False, "E063": False}  # as the command says it, see test_keeping
    return {one.code: one.warning for one in fixity.check_object(folder)}


def named(name: str) -> set[str]:
    return set(re.findall(r"[EW]\d{3}", name))


@pytest.mark.parametrize(("name", "spec"), sorted(EVERY_BAD))
def test_a_bad_object_is_named_by_its_codes_and_no_others(
    tmp_path: Path, name: str, spec: str
) -> None:
    (BAD | BAD_1_0)[name](tmp_path / "ho-so", spec)

    found = found_in(tmp_path / "ho-so")

    assert named(name) <= found.keys()
    assert not all(found.values())
    others = found.keys() - named(name) - BESIDE.get(name, set())
    assert others <= of_another_judge(tmp_path / "ho-so")


@pytest.mark.parametrize("spec", ["1.0", "1.1"])
@pytest.mark.parametrize("name", sorted(WARN))
def test_an_odd_object_has_the_warnings_of_its_name_only(
    tmp_path: Path, name: str, spec: str
) -> None:
    WARN[name](tmp_path / "ho-so", spec)

    assert found_in(tmp_path / "ho-so") == dict.fromkeys(named(name), True)
    assert of_another_judge(tmp_path / "ho-so") == named(name)


@pytest.mark.parametrize("spec", ["1.0", "1.1"])
@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_object_has_nothing_wrong(tmp_path: Path, name: str, spec: str) -> None:
    GOOD[name](tmp_path / "ho-so", spec)

    assert found_in(tmp_path / "ho-so") == {}
    if name != "file_size_in_fixity":  # of which the other judge has not heard
        assert of_another_judge(tmp_path / "ho-so") == set()


def test_a_size_in_fixity_is_compared(tmp_path: Path) -> None:
    GOOD["file_size_in_fixity"](tmp_path / "ho-so", "1.1")
    (tmp_path / "ho-so/v1/content/a.txt").write_text("dài hơn trước\n")

    assert {"E092", "E093"} == found_in(tmp_path / "ho-so").keys()
