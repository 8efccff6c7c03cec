"""Every damage of a BagIt bag is named; what only odd programs do is a warning."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from hoso import fixity
from hoso.fixity import _bag, _cores

FILES = {"data/bao cao.txt": "một\n", "data/b/ghi.txt": "hai\n", "data/100% xong.txt": "ba\n"}
Damage = Callable[[Path], object]


def digest(text: str | bytes, algorithm: str = "sha512") -> str:
    raw = text if isinstance(text, bytes) else text.encode()
    return hashlib.new(algorithm.replace("-", ""), raw).hexdigest()


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def encoded(path: str, version: str) -> str:
    return path.replace("%", "%25") if version == "1.0" else path


def sound(
    bag: Path,
    version: str = "1.0",
    algorithms: tuple[str, ...] = ("sha512",),
    encoding: str = "UTF-8",
) -> Path:
    """Write a sound bag and return its folder."""
    for path, text in FILES.items():
        write(bag / path, text)
    said = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
    write(bag / "bagit.txt", said)
    octets = sum(len(text.encode()) for text in FILES.values())
    info = f"Source-Organization: Chi bộ Một\nPayload-Oxum: {octets}.{len(FILES)}\n"
    write(bag / "bag-info.txt", info, encoding)
    for algorithm in algorithms:
        lines = (
            f"{digest(text, algorithm)}  {encoded(path, version)}\n" for path, text in FILES.items()
        )
        write(bag / f"manifest-{algorithm}.txt", "".join(lines), encoding)
    seal(bag, encoding)
    return bag


def seal(bag: Path, encoding: str = "UTF-8") -> None:
    """Write the tag manifest of what stands there now."""
    tags = [path for path in sorted(bag.iterdir()) if path.is_file() and "tagm" not in path.name]
    lines = (f"{digest(path.read_bytes())}  {path.name}\n" for path in tags)
    write(bag / "tagmanifest-sha512.txt", "".join(lines), encoding)


def codes(bag: Path) -> set[str]:
    return {problem.code for problem in fixity.check_bag(bag)}


def accepted_by_another_judge(bag: Path) -> bool:
    logging.disable()
    try:
        return bool(bagit.Bag(str(bag)).is_valid())
    except bagit.BagError:
        return False
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("version", ["0.97", "1.0"])
def test_a_sound_bag_has_nothing_wrong(tmp_path: Path, version: str, algorithm: str) -> None:
    bag = sound(tmp_path / "goi", version, (algorithm,))

    assert codes(bag) == set()


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_tag_files_may_have_another_encoding(tmp_path: Path, encoding: str) -> None:
    bag = tmp_path / "goi"
    write(bag / "data/a.txt", "a\n")
    said = f"BagIt-Version: 0.97\nTag-File-Character-Encoding: {encoding}\n"
    write(bag / "bagit.txt", said)
    write(bag / "bag-info.txt", "Contact-Name: Andr\u00e9\nPayload-Oxum: 2.1\n", encoding)
    write(bag / "manifest-sha512.txt", f"{digest('a' + chr(10))}  data/a.txt\n", encoding)

    assert codes(bag) == set()


def test_a_bag_that_another_program_made_is_sound(tmp_path: Path) -> None:
    write(tmp_path / "goi/a.txt", "a\n")
    write(tmp_path / "goi/Thư mục/b.txt", "b\n")
    bagit.make_bag(str(tmp_path / "goi"))

    assert codes(tmp_path / "goi") == set()
    assert fixity.kind_of(tmp_path / "goi") is fixity.Kind.BAG


def _tag(name: str, text: str) -> Damage:
    def damage(bag: Path) -> None:
        write(bag / name, text)
        seal(bag)

    return damage


def _add_line(name: str, line: str) -> Damage:
    def damage(bag: Path) -> None:
        with (bag / name).open("a", encoding="utf-8") as file:
            file.write(line)
        seal(bag)

    return damage


def _declared(text: str) -> Damage:
    return _tag("bagit.txt", text)


GOOD = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ZERO = "0" * 128

DAMAGES: dict[str, Damage] = {
    "B001": lambda bag: (bag / "bagit.txt").unlink(),
    "B002.1": _declared("\ufeff" + GOOD),
    "B002.2": _declared(GOOD.replace(":", " :")),
    "B002.3": _declared("BagIt-Version: 1.0\n"),
    "B002.4": _declared(" " + GOOD),
    "B002.5": _declared(GOOD.replace("1.0", "1.0 ")),
    "B003": _declared(GOOD.replace("1.0", "9.9")),
    "B004.1": _declared(GOOD.replace("UTF-8", "UTF-99")),
    "B004.2": lambda bag: (bag / "manifest-sha512.txt").write_bytes(b"\xff\xfe\xfd"),
    "B005": lambda bag: (bag / "manifest-sha512.txt").unlink(),
    "B006.1": _add_line("manifest-sha512.txt", "khong-phai-ma  data/x\n"),
    "B006.2": _add_line("manifest-sha512.txt", "abcd  data/b/ghi2.txt\n"),
    "B007": lambda bag: (bag / "data/b/ghi.txt").unlink(),
    "B008.1": lambda bag: write(bag / "data/b/ghi.txt", "hai!"),
    "B008.2": lambda bag: write(bag / "data/b/ghi.txt", "ha"),
    "B009": lambda bag: write(bag / "data/la.txt", "x"),
    "B011.1": _add_line("manifest-sha512.txt", f"{ZERO}  ../ngoai.txt\n"),
    "B011.2": _add_line("manifest-sha512.txt", f"{ZERO}  /etc/hosts\n"),
    "B011.3": _add_line("manifest-sha512.txt", f"{ZERO}  ~/x\n"),
    "B011.4": _add_line("manifest-sha512.txt", f"{ZERO}  C:\\x\n"),
    "B011.5": _add_line("manifest-sha512.txt", f"{ZERO}  data/../../x\n"),
    "B011.6": _tag("fetch.txt", "http://vi-du.vn/x 5 ../x\n"),
    "B011.7": _add_line("manifest-sha512.txt", f"{ZERO}  bagit.txt\n"),
    "B012.1": _tag("bag-info.txt", "Payload-Oxum: 1.1\n"),
    "B012.2": _tag("bag-info.txt", "Payload-Oxum: nhiều\n"),
    "B013.1": lambda bag: write(bag / "bag-info.txt", "Source-Organization: Kẻ khác\n"),
    "B013.2": lambda bag: (bag / "bag-info.txt").unlink(),
    "B014": _add_line("manifest-sha512.txt", f"{ZERO}  data/b/ghi.txt\n"),
    "B015": _tag("fetch.txt", "không phải dòng nào cả\n"),
    "B017": _tag("bag-info.txt", "không có dấu hai chấm\n"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named(tmp_path: Path, name: str) -> None:
    bag = sound(tmp_path / "goi")

    DAMAGES[name](bag)

    assert name.partition(".")[0] in codes(bag)


def test_a_bag_without_payload_folder_is_broken(tmp_path: Path) -> None:
    write(tmp_path / "goi/bagit.txt", GOOD)
    write(tmp_path / "goi/manifest-sha512.txt", "")

    assert codes(tmp_path / "goi") == {"B016"}


def test_since_1_0_every_manifest_lists_every_file(tmp_path: Path) -> None:
    for version, wanted in (("1.0", {"B010"}), ("0.97", set())):
        bag = sound(tmp_path / version, version, ("sha512", "sha256"))
        lines = (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines(keepends=True)
        write(bag / "manifest-sha256.txt", "".join(lines[1:]))
        seal(bag)

        assert codes(bag) == wanted


@pytest.mark.parametrize("line", ["Source-Organization:Chi bộ", "Nhãn : x", " x"])
def test_since_1_0_the_form_of_bag_info_is_strict(tmp_path: Path, line: str) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "bag-info.txt", f"{line}\n")
    seal(bag)

    assert codes(bag) == {"B017"}


def test_a_metadata_element_may_run_over_lines_and_come_twice(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "bag-info.txt", "Contact-Name: An\nContact-Name: Bình\nDescription: dài\n  dòng\n")
    seal(bag)

    assert codes(bag) == set()


def test_line_ends_of_any_system_are_read(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    for path in [*bag.glob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    seal(bag)

    assert codes(bag) == set()


def test_marks_of_the_checksum_tools_are_read(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    path = bag / "manifest-sha512.txt"
    write(path, path.read_text(encoding="utf-8").replace("  data/", " *./data/").upper().replace("DATA/B/GHI.TXT", "data/b/ghi.txt").replace("DATA/BAO CAO.TXT", "data/bao cao.txt").replace("DATA/100%25 XONG.TXT", "data/100%25 xong.txt"))  # fmt: skip
    seal(bag)

    assert codes(bag) == {"BW03"}


def test_what_would_be_fetched_must_be_here(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "fetch.txt", "http://vi-du.vn/ghi.txt - data/b/ghi.txt\n")
    seal(bag)
    assert codes(bag) == set()

    (bag / "data/b/ghi.txt").unlink()

    assert "B007" in codes(bag)


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "desktop.ini", "._ghi.txt"])
def test_litter_of_a_system_is_reported_but_is_no_damage(tmp_path: Path, name: str) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "data" / name, "x")

    found = fixity.check_bag(bag)

    assert [(one.code, one.where, one.warning) for one in found] == [("BW01", f"data/{name}", True)]


def test_a_name_spelled_with_other_marks_is_found_and_reported(tmp_path: Path) -> None:
    bag = tmp_path / "goi"
    text, name = "a\n", "data/Kiểm điểm.txt"
    write(bag / unicodedata.normalize("NFD", name), text)
    write(bag / "bagit.txt", GOOD)
    write(bag / "manifest-sha512.txt", f"{digest(text)}  {name}\n")

    assert codes(bag) == {"BW02"}
    write(bag / unicodedata.normalize("NFD", name), "khác\n")
    assert codes(bag) == {"BW02", "B008"}


def test_names_that_windows_cannot_tell_apart_are_reported(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "data/B/GHI.txt", "x")
    path = bag / "manifest-sha512.txt"
    write(path, path.read_text(encoding="utf-8") + f"{digest('x')}  data/B/GHI.txt\n")
    write(bag / "bag-info.txt", "Source-Organization: x\n")
    seal(bag)

    assert codes(bag) == {"BW02"}


def test_looking_fast_sees_names_and_sizes(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    write(bag / "data/b/ghi.txt", "hal\n")
    assert fixity.check_bag(bag, fast=True) == ()

    write(bag / "data/b/ghi.txt", "dài hơn\n")

    assert {one.code for one in fixity.check_bag(bag, fast=True)} == {"B012"}


def test_another_judge_agrees_on_what_both_know(tmp_path: Path) -> None:
    for name in ("B005", "B007", "B008.1", "B009", "B011.1", "B012.1", "B013.1"):
        bag = sound(tmp_path / name, "0.97")  # the other judge does not decode %25
        assert accepted_by_another_judge(bag)

        DAMAGES[name](bag)

        assert not accepted_by_another_judge(bag), name


def test_several_cores_say_what_one_core_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = sound(tmp_path / "goi", "1.0", ("sha512", "md5"))
    for number in range(40):
        write(bag / f"data/{number % 7}/{number}.txt", str(number))
    DAMAGES["B008.1"](bag)
    (bag / "data/lien-ket").symlink_to("/etc/hosts")
    alone = fixity.check_bag(bag, cores=1)
    monkeypatch.setattr(_bag, "WORTH", 1)

    together = fixity.check_bag(bag, cores=2)

    assert together == alone
    assert {one.code for one in alone} == {"B008", "B009", "B011", "B012"}


def test_where_no_process_can_be_started_one_core_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> object:
        raise OSError(errno.EAGAIN, "no more processes")

    bag = sound(tmp_path / "goi")
    DAMAGES["B008.1"](bag)
    monkeypatch.setattr(_bag, "WORTH", 1)
    monkeypatch.setattr(_cores, "ProcessPoolExecutor", refused)

    assert {one.code for one in fixity.check_bag(bag, cores=4)} == {"B008"}


def test_each_file_of_the_payload_is_counted_once(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi", "1.0", ("sha512", "sha256"))
    seen: list[int] = []

    fixity.check_bag(bag, tick=lambda: seen.append(1))

    assert len(seen) == len(FILES)


@pytest.mark.parametrize("name", ["data/ đầu.txt", "data/cuối .txt", "data/hai  cách.txt", "data/*sao.txt"])  # fmt: skip
def test_blanks_and_stars_in_names_are_part_of_the_name(tmp_path: Path, name: str) -> None:
    bag = tmp_path / "goi"
    write(bag / name, "a\n")
    write(bag / "bagit.txt", GOOD)
    write(bag / "manifest-sha512.txt", f"{digest('a' + chr(10))}  {name}\n")

    assert codes(bag) - {"BW10"} == set()


def test_line_ends_in_names_are_written_as_percents(tmp_path: Path) -> None:
    bag = tmp_path / "goi"
    write(bag / "data/hai\ndòng.txt", "a\n")
    write(bag / "bagit.txt", GOOD)
    write(bag / "manifest-sha512.txt", f"{digest('a' + chr(10))}  data/hai%0Adòng.txt\n")

    assert codes(bag) == {"BW10"}


def test_every_twin_of_a_name_is_told_apart_by_its_bytes(tmp_path: Path) -> None:
    bag = tmp_path / "goi"
    names = [unicodedata.normalize(form, "data/Kiểm điểm.txt") for form in ("NFC", "NFD")]
    lines = []
    for number, name in enumerate(names):
        write(bag / name, str(number))
        lines.append(f"{digest(str(number))}  {name}\n")
    write(bag / "bagit.txt", GOOD)
    write(bag / "manifest-sha512.txt", "".join(lines))

    assert codes(bag) == {"BW02"}
    write(bag / names[1], "khác")
    assert codes(bag) == {"BW02", "B008"}


LONG = "/".join(["thu-muc-dai-hai-muoi-ky-tu"] * 9) + "/a.txt"


@pytest.mark.parametrize(
    ("name", "code"), [(LONG, "BW08"), ("aux.txt", "BW10"), ("b/con", "BW10"), ("a:b.txt", "BW10")]
)
def test_names_that_windows_cannot_hold_are_a_warning(tmp_path: Path, name: str, code: str) -> None:
    bag = tmp_path / "goi-ban-giao"
    write(bag / "data" / name, "a\n")
    write(bag / "bagit.txt", GOOD)
    write(bag / "manifest-sha512.txt", f"{digest('a' + chr(10))}  data/{name}\n")

    (found,) = fixity.check_bag(bag)

    assert (found.code, found.warning) == (code, True)


def test_a_file_that_fat32_cannot_hold_is_a_warning(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    with (bag / "data/b/ghi.txt").open("wb") as file:
        file.truncate(1 << 32)

    found = {one.code: one for one in fixity.check_bag(bag, fast=True)}

    assert found["BW09"].warning
    assert found["BW09"].where == "data/b/ghi.txt"


def test_a_folder_and_a_file_that_the_disk_refuses_are_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = sound(tmp_path / "goi")
    scan, opened = os.scandir, os.open

    def no_folder(path: str) -> object:
        if str(path).endswith("data/b"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    def no_file(path: str, *options: int) -> int:
        if str(path).endswith("bao cao.txt"):
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, *options)

    monkeypatch.setattr(os, "scandir", no_folder)
    monkeypatch.setattr(os, "open", no_file)

    found = fixity.check_bag(bag)

    assert [(one.code, one.where) for one in found] == [
        ("J014", "data/b"),
        ("J014", "data/bao cao.txt"),
    ]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    bag = sound(tmp_path / "goi")
    os.mkfifo(bag / "data/ong")

    assert codes(bag) == {"B011"}
