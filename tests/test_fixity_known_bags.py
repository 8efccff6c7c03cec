"""The situations of the conformance suite of BagIt, made anew by their names, are judged as it says.

Bags of `valid` have no error, those of `invalid` and of `…-only` have one, those of `warning` are
valid and have a warning.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from hoso import fixity
from hoso.errors import Problem
from tests.test_fixity_bag import accepted_by_another_judge, digest, seal, write

FILES = {"data/khong-duoi": "một\n", "data/tep.txt": "hai\n"}
NFC, NFD = (unicodedata.normalize(form, "data/Núñez") for form in ("NFC", "NFD"))
ESCAPED = {"data/cr%0Da": "một\n", "data/lf%0ab": "hai\n", "data/crlf%0d%0Ac": "ba\n"}


def declared(version: str = "0.97", encoding: str = "UTF-8") -> str:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"


def listing(files: Mapping[str, str], algorithm: str = "md5") -> str:
    return "".join(f"{digest(text, algorithm)}  {path}\n" for path, text in files.items())


def bag(
    folder: Path,
    files: Mapping[str, str] = FILES,
    tags: Mapping[str, str] | None = None,
    *,
    version: str = "0.97",
    encoding: str = "UTF-8",
    algorithm: str = "md5",
) -> Path:
    """Write a bag; `tags` are tag files that differ from those of a plain sound one."""
    said = {
        "bag-info.txt": "Source-Organization: Chi bo Mot\n",
        f"manifest-{algorithm}.txt": listing(files, algorithm),
    }
    for path, text in files.items():
        write(folder / path, text)
    for name, text in {**said, **(tags or {})}.items():
        write(folder / name, text, "utf-8" if name == "bagit.txt" else encoding)
    if "bagit.txt" not in (tags or {}):
        write(folder / "bagit.txt", declared(version, encoding))
    seal(folder, encoding)
    return folder


def judged(folder: Path) -> tuple[list[Problem], list[Problem]]:
    """Return the errors and the warnings."""
    found = fixity.check_bag(folder)
    return [one for one in found if not one.warning], [one for one in found if one.warning]


SEPARATORS = "A: 1\nB:2\nC :3\nD\t:\t4\nE   :   dai\n  them dong\n\tva dong nua\n"
FETCHED = "http://vi-du.vn/a - data/khong-duoi\nhttp://vi-du.vn/b 5 data/tep.txt\n"
VALID: dict[str, dict[str, object]] = {
    **{f"duplicate-metadata-{v}": {"version": v, "tags": {"bag-info.txt": "A: 1\nA: 2\n"}} for v in ("0.95", "0.96", "0.97")},
    **{f"package-info-{v}": {"version": v, "tags": {"package-info.txt": "A: 1\nA: 2\n"}} for v in ("0.93", "0.94")},
    **{f"basic-bag-{name}": {"algorithm": name} for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")},
    **{f"{name}-encoded-tag-files": {"encoding": name} for name in ("UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1")},
    "uncommon-metadata-separators": {"tags": {"bag-info.txt": SEPARATORS}},
    "bag-with-space": {"files": {"data/a b c.txt": "một\n", "data/thu muc/x y": "hai\n"}},
    "bag-with-encoded-names": {"files": {"data/a%20b.txt": "một\n", "data/a%2Fb": "hai\n"}},
    "bag-with-escapable-characters": {"files": ESCAPED},
    "bag-with-leading-dot-slash-in-manifest": {"tags": {"manifest-md5.txt": listing(FILES).replace("  ", "  ./")}},
    "holey-bag": {"tags": {"fetch.txt": FETCHED}},
    "bag-in-a-bag": {"files": {"data/bagit.txt": declared(), "data/data/a": "một\n", "data/manifest-md5.txt": "x\n"}},
    "precomposed-character-in-filename": {"files": {NFC: "một\n"}, "tags": {"manifest-md5.txt": listing({NFC: "một\n"}).replace("  ", " ")}},
    "basicBag": {"version": "1.0", "algorithm": "sha512"},
}  # fmt: skip


@pytest.mark.parametrize("name", VALID)
def test_a_valid_bag_has_no_error(tmp_path: Path, name: str) -> None:
    folder = bag(tmp_path / "goi", **VALID[name])  # type: ignore[arg-type]

    errors, warnings = judged(folder)

    assert errors == []
    assert {one.code for one in warnings} == ({"BW03"} if "dot-slash" in name else set())
    if name != "bag-with-escapable-characters":  # whose names it decodes though they are written so
        assert accepted_by_another_judge(folder)


OUTSIDE = {
    "dot-notation": "../../../README.md",
    "absolute-path": "/tmp/foo",  # noqa: S108 - nothing is written there
    "shortcut": "~/foo",
    "shortcut-username": "~root/foo",
    "absolute-path-of-windows": r"C:\Windows\System32\setx.exe",
    "unc": r"\\?\UNC\server\Windows\System32\setx.exe",
    "shortcut-of-windows": r"%HomeDrive%\Windows\System32\setx.exe",
}
INVALID: dict[str, tuple[str, dict[str, object]]] = {
    "baginfo-missing-encoding": ("B002", {"tags": {"bagit.txt": "BagIt-Version: 0.97\n"}}),
    "bom-in-bagit.txt": ("B002", {"tags": {"bagit.txt": "\ufeff" + declared()}}),
    "bagit-with-invalid-whitespace": ("B002", {"tags": {"bagit.txt": declared().replace(":", " :")}}),
    "invalid-version-number": ("B002", {"tags": {"bagit.txt": declared(".97")}}),
    "invalid-whitespace-1.0": ("B002", {"tags": {"bagit.txt": declared("1.0").replace(":", " :")}}),
    "missing-from-manifest-1.0": ("B009", {"version": "1.0", "tags": {"manifest-md5.txt": listing(FILES).splitlines()[0]}}),
    "same-filename-listed-twice-with-different-hashes": ("B014", {"tags": {"manifest-md5.txt": listing(FILES) + listing({"data/tep.txt": "x"})}}),
    "the-same-1.0": ("B014", {"version": "1.0", "tags": {"manifest-md5.txt": listing(FILES) + listing({"data/tep.txt": "x"})}}),
    # 1.0 has every file listed exactly once.
    "same-filename-listed-twice-1.0": ("B014", {"version": "1.0", "tags": {"manifest-md5.txt": listing(FILES) * 2}}),
    "fetched-file-in-no-manifest-1.0": ("B015", {"version": "1.0", "tags": {"fetch.txt": "http://vi-du.vn/a - data/khac\n"}}),
    "malformed-url": ("B015", {"tags": {"fetch.txt": "khong-phai-url - data/tep.txt\n"}}),
    **{f"out-of-scope-{name}": ("B011", {"tags": {"manifest-md5.txt": listing({**FILES, path: "x"})}}) for name, path in OUTSIDE.items()},
    **{f"out-of-scope-{name}-for-fetch": ("B011", {"tags": {"fetch.txt": f"http://vi-du.vn/a 1 {path}\n"}}) for name, path in OUTSIDE.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_bag_has_the_error_of_its_name(tmp_path: Path, name: str) -> None:
    code, options = INVALID[name]

    errors, _ = judged(bag(tmp_path / "goi", **options))  # type: ignore[arg-type]

    assert {one.code for one in errors} == {code}


@pytest.mark.parametrize(
    ("name", "code"),
    [("data/tep.txt", "B007"), ("bag-info.txt", "B013"), ("bagit.txt", "B001")],
)
def test_a_bag_that_lost_a_file_is_invalid(tmp_path: Path, name: str, code: str) -> None:
    folder = bag(tmp_path / "goi")
    (folder / name).unlink()

    assert code in {one.code for one in judged(folder)[0]}


@pytest.mark.parametrize(
    ("name", "code"),
    [("data/tep.txt", "B008"), ("bag-info.txt", "B013"), ("data/la.txt", "B009")],
)
def test_a_bag_with_a_file_altered_or_added_is_invalid(
    tmp_path: Path, name: str, code: str
) -> None:
    folder = bag(tmp_path / "goi")
    write(folder / name, "Khác: x\n")

    assert {one.code for one in judged(folder)[0]} == {code}


WARNING: dict[str, tuple[str, dict[str, object]]] = {
    "duplicate-file-with-different-case": ("BW02", {"files": {"data/a": "một\n", "data/A": "hai\n"}}),
    "relative-path": ("BW03", {"tags": {"manifest-md5.txt": listing(FILES).replace("  data/k", "  ./data/k")}}),
    "made-with-md5sum-tools": ("BW03", {"tags": {"manifest-md5.txt": listing(FILES).replace("  ", " *")}}),
    "same-filename-listed-twice-with-the-same-hash": ("BW06", {"tags": {"manifest-md5.txt": listing(FILES) * 2}}),
    "same-filename-listed-twice-with-different-normalization": ("BW02", {"files": {NFC: "", NFD: ""}}),
    "filename-normalization": ("BW02", {"files": {NFD: "một\n"}, "tags": {"manifest-md5.txt": listing({NFC: "một\n"})}}),
    "special-system-files": ("BW11", {"files": {"data/.DS_Store": "x", "data/Thumbs.db": "y", "data/a": "z"}}),
    "local-fetch": ("BW07", {"tags": {"fetch.txt": "file:///nha/an/anh.png 42000 anh.png\n"}}),
}  # fmt: skip


@pytest.mark.parametrize("name", WARNING)
def test_an_odd_bag_is_valid_with_the_warning_of_its_name(tmp_path: Path, name: str) -> None:
    code, options = WARNING[name]

    errors, warnings = judged(bag(tmp_path / "goi", **options))  # type: ignore[arg-type]

    assert errors == []
    assert {one.code for one in warnings} == {code}


@pytest.mark.parametrize("name", ["hex", "zlib", "undefined", "rot13", "x\0y"])
def test_an_encoding_that_is_none_of_text_is_an_error(tmp_path: Path, name: str) -> None:
    folder = bag(tmp_path / "goi", tags={"bagit.txt": declared(encoding=name)})

    assert "B004" in {one.code for one in judged(folder)[0]}
