"""Second opinions: ocfl-py on what we write, a plain dict on what we keep, verify on damage."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

import ocfl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from ocfl.validation_logger import ValidationLogger

from hoso.archive import Archive
from hoso.errors import IntegrityError, Outcome, Problem
from tests.test_archive_parts import (
    ONE,
    TWO,
    a_stamp,
    an_archive,
    codes,
    errors,
    judged,
    object_folder,
    tree,
)

JOURNAL = "extensions/hoso-journal/journal.jsonl"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return an archive of two dossiers; ONE has three versions."""
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"ho_so.json": b"{}", "0001/van_ban.docx": b"word" * 99}, a_stamp())
    archive.commit(ONE, {"ho_so.json": b"[]", "0002/van_ban.docx": b"word" * 99}, a_stamp("hai"))
    archive.commit(ONE, {"0002/van_ban.docx": None}, a_stamp("ba"))
    archive.commit(TWO, {"danh_sach.json": b"{}"}, a_stamp())
    return archive


def one(archive: Archive) -> Path:
    return next(path.parent for path in archive.root.glob("*/*/v3"))


def test_ocfl_py_accepts_every_object_without_a_warning(archive: Archive) -> None:
    verdict = judged(archive.root)

    assert verdict == (2, 2, [])
    assert errors(archive) == []


def test_ocfl_py_finds_each_object_where_the_layout_says(archive: Archive) -> None:
    storage = ocfl.StorageRoot(root=str(archive.root))
    storage.log = ValidationLogger()  # it wants one to remark on an extension it has not met

    found = {identifier: path for path, identifier in storage.list_objects()}

    assert found == {identifier: storage.object_path(identifier) for identifier in (ONE, TWO)}
    assert set(archive.object_ids()) == {ONE, TWO}
    assert all(len(path) < 60 and path.isascii() for path in found.values())


def test_ocfl_py_reads_the_state_that_we_wrote(archive: Archive) -> None:
    inventory = ocfl.Inventory(json.loads((one(archive) / "inventory.json").read_bytes()))

    assert inventory.head == "v3"
    assert sorted(inventory.version("v2").logical_paths) == [
        "0001/van_ban.docx",
        "0002/van_ban.docx",
        "ho_so.json",
    ]


Change = Callable[[dict[str, Any]], object]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def edited(path: Path, change: Change) -> None:
    """Change an inventory and make its sidecar agree, as a careful forger would."""
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    digest = sha512(path.read_bytes()).hexdigest()
    path.with_name("inventory.json.sha512").write_text(f"{digest} inventory.json\n")


def a_flipped_byte(archive: Archive) -> None:
    flip(one(archive) / "v1/content/0001/van_ban.docx")


def a_lost_file(archive: Archive) -> None:
    (one(archive) / "v1/content/ho_so.json").unlink()


def a_thumbs_db(archive: Archive) -> None:
    (one(archive) / "Thumbs.db").write_bytes(b"x")


def an_extra_folder(archive: Archive) -> None:
    (one(archive) / "ảnh").mkdir()


def an_extra_content_file(archive: Archive) -> None:
    (one(archive) / "v1/content/0001/them.docx").write_bytes(b"x")


def an_extra_file_in_a_version(archive: Archive) -> None:
    (one(archive) / "v2/desktop.ini").write_bytes(b"x")


def an_extra_folder_in_a_version(archive: Archive) -> None:
    (one(archive) / "v2/tam").mkdir()


def an_empty_content_folder(archive: Archive) -> None:
    (one(archive) / "v2/content/0009").mkdir()


def a_link(archive: Archive) -> None:
    path = one(archive) / "v1/content/ho_so.json"
    path.rename(archive.root.parent / "moved.json")
    path.symlink_to(archive.root.parent / "moved.json")


def a_truncated_inventory(archive: Archive) -> None:
    os.truncate(one(archive) / "inventory.json", 300)


def a_lost_inventory(archive: Archive) -> None:
    (one(archive) / "inventory.json").unlink()


def an_edited_inventory(archive: Archive) -> None:
    path = one(archive) / "inventory.json"
    path.write_bytes(path.read_bytes().replace("Hoà".encode(), b"Mai"))


def a_forged_inventory(archive: Archive) -> None:
    for folder in ("", "v3/"):
        edited(one(archive) / folder / "inventory.json", lambda d: d.update(fixity={}))


def a_lost_sidecar(archive: Archive) -> None:
    (one(archive) / "inventory.json.sha512").unlink()


def a_senseless_sidecar(archive: Archive) -> None:
    (one(archive) / "inventory.json.sha512").write_bytes(b"xyz")


def a_lost_version_inventory(archive: Archive) -> None:
    (one(archive) / "v1/inventory.json").unlink()


def an_edited_version_inventory(archive: Archive) -> None:
    edited(
        one(archive) / "v1/inventory.json",
        lambda d: d["versions"]["v1"].update(state={}),
    )


def another_maker_in_a_version(archive: Archive) -> None:
    edited(
        one(archive) / "v1/inventory.json",
        lambda d: d["versions"]["v1"].update(message="khác"),
    )


def a_stranger_in_a_version(archive: Archive) -> None:
    edited(one(archive) / "v1/inventory.json", lambda d: d.update(id=TWO))


def a_rolled_back_inventory(archive: Archive) -> None:
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(one(archive) / "v1" / name, one(archive) / name)


def a_rolled_back_dossier(archive: Archive) -> None:
    folder = one(archive)
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v2" / name, folder / name)
    shutil.rmtree(folder / "v3")


def a_lost_version(archive: Archive) -> None:
    shutil.rmtree(one(archive) / "v2")


def a_removed_dossier(archive: Archive) -> None:
    shutil.rmtree(one(archive).parent)


def a_moved_dossier(archive: Archive) -> None:
    (archive.root / "khac").mkdir()
    one(archive).rename(archive.root / "khac" / "noi")


def a_copied_dossier(archive: Archive) -> None:
    shutil.copytree(one(archive), archive.root / "zz" / one(archive).name)


def an_unknown_dossier(archive: Archive) -> None:
    other = an_archive(archive.root.parent / "other")
    other.commit("urn:uuid:00000000-0000-4000-8000-000000000009", {"a.json": b"a"}, a_stamp())
    folder = object_folder(other)
    shutil.copytree(folder, archive.root / folder.relative_to(other.root))


def a_lost_declaration(archive: Archive) -> None:
    (one(archive) / "0=ocfl_object_1.1").unlink()


def an_edited_declaration(archive: Archive) -> None:
    (one(archive) / "0=ocfl_object_1.1").write_bytes(b"x")


def a_lost_root_declaration(archive: Archive) -> None:
    (archive.root / "0=ocfl_1.1").unlink()


def an_edited_layout(archive: Archive) -> None:
    (archive.root / "ocfl_layout.json").write_bytes(b"{}")


def a_file_between(archive: Archive) -> None:
    (archive.root / "lac").mkdir()
    (archive.root / "lac" / "bao_cao.docx").write_bytes(b"x")


def an_empty_folder(archive: Archive) -> None:
    (archive.root / "trong").mkdir()


def a_file_among_the_extensions(archive: Archive) -> None:
    (archive.root / "extensions" / "x").write_bytes(b"x")


def a_lost_journal(archive: Archive) -> None:
    (archive.root / JOURNAL).unlink()


def journal_lines(archive: Archive) -> list[bytes]:
    return (archive.root / JOURNAL).read_bytes().splitlines(keepends=True)


def a_journal_cut_at_the_end(archive: Archive) -> None:
    (archive.root / JOURNAL).write_bytes(b"".join(journal_lines(archive)[:-1]))


def a_journal_cut_in_a_line(archive: Archive) -> None:
    (archive.root / JOURNAL).write_bytes(b"".join(journal_lines(archive))[:-9])


def a_journal_cut_at_the_start(archive: Archive) -> None:
    (archive.root / JOURNAL).write_bytes(b"".join(journal_lines(archive)[1:]))


def a_line_taken_out(archive: Archive) -> None:
    lines = journal_lines(archive)
    (archive.root / JOURNAL).write_bytes(b"".join(lines[:1] + lines[2:]))


def an_edited_line(archive: Archive) -> None:
    lines = journal_lines(archive)
    lines[1] = lines[1].replace(b'"hai"', b'"tam"')
    (archive.root / JOURNAL).write_bytes(b"".join(lines))


def an_edited_last_line(archive: Archive) -> None:
    lines = journal_lines(archive)
    lines[-1] = lines[-1].replace(b'"nguoi":"', b'"nguoi":"Em ')
    (archive.root / JOURNAL).write_bytes(b"".join(lines))


def a_journal_rewritten_with_another_reason(archive: Archive) -> None:
    """Edit a line and chain every later one anew, as somebody with time would."""
    entries = [json.loads(line) for line in journal_lines(archive)]
    entries[0]["ly_do"] = "khác"
    previous = ""
    for entry in entries:
        entry["truoc"] = previous
        if not previous:
            del entry["truoc"]
        raw = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        previous = sha256(raw).hexdigest()
        entry["dong"] = raw
    (archive.root / JOURNAL).write_bytes(b"".join(entry["dong"] + b"\n" for entry in entries))


def a_spoilt_line(archive: Archive) -> None:
    lines = journal_lines(archive)
    lines[1] = b"\xff" + lines[1]
    (archive.root / JOURNAL).write_bytes(b"".join(lines))


DAMAGE: list[tuple[Callable[[Archive], None], set[str]]] = [
    (a_flipped_byte, {"E092"}),
    (a_lost_file, {"E092", "J011"}),
    (a_thumbs_db, {"E001"}),
    (an_extra_folder, {"E001"}),
    (an_extra_content_file, {"E023", "J011"}),
    (an_extra_file_in_a_version, {"E015"}),
    (an_extra_folder_in_a_version, {"W002"}),
    (an_empty_content_folder, {"E024"}),
    (a_link, {"E090"}),
    (a_truncated_inventory, {"E033", "E060"}),
    (a_lost_inventory, {"E063"}),
    (an_edited_inventory, {"E060", "E064", "W011", "J013"}),
    (a_forged_inventory, {"J007"}),
    (a_lost_sidecar, {"E058"}),
    (a_senseless_sidecar, {"E061"}),
    (a_lost_version_inventory, {"W010", "E015"}),
    (an_edited_version_inventory, {"E066", "E107", "J007"}),
    (another_maker_in_a_version, {"W011", "J007"}),
    (a_stranger_in_a_version, {"E037", "E110", "J007"}),
    (a_rolled_back_inventory, {"E046", "J006"}),
    (a_rolled_back_dossier, {"J006"}),
    (a_lost_version, {"E010", "E046", "E092"}),
    (a_removed_dossier, {"J005"}),
    (a_moved_dossier, {"J015", "E073"}),
    (a_copied_dossier, {"J015", "J016"}),
    (an_unknown_dossier, {"J008"}),
    (a_lost_declaration, {"E003"}),
    (an_edited_declaration, {"E007"}),
    (a_lost_root_declaration, {"E069"}),
    (an_edited_layout, {"E070"}),
    (a_file_between, {"E072"}),
    (an_empty_folder, {"E073"}),
    (a_file_among_the_extensions, {"E112"}),
    (a_lost_journal, {"J001", "J008"}),
    (a_journal_cut_at_the_end, {"J008"}),
    (a_journal_cut_in_a_line, {"J002", "J008"}),
    (a_journal_cut_at_the_start, {"J003", "J004", "J008"}),
    (a_line_taken_out, {"J003", "J004", "J008"}),
    (an_edited_line, {"J003", "J013"}),
    (an_edited_last_line, {"J013"}),
    (a_journal_rewritten_with_another_reason, {"J013"}),
    (a_spoilt_line, {"J002", "J003", "J008"}),
]


@pytest.mark.parametrize(("harm", "expected"), DAMAGE, ids=[harm.__name__ for harm, _ in DAMAGE])
def test_each_damage_is_named_with_its_code(
    archive: Archive, harm: Callable[[Archive], None], expected: set[str]
) -> None:
    harm(archive)

    problems = list(archive.verify())

    assert {problem.code for problem in problems} == expected
    assert all(problem.where and problem.message.endswith(".") for problem in problems)
    assert all(problem.reference or problem.code.startswith("J") for problem in problems)


def test_damage_in_one_place_does_not_hide_damage_in_another(archive: Archive) -> None:
    a_truncated_inventory(archive)
    a_flipped_byte(archive)
    an_edited_line(archive)
    an_empty_folder(archive)

    found = codes(archive)

    assert found == {"E033", "E060", "E092", "J003", "J013", "E073"}


def test_the_files_are_checked_by_the_newest_inventory_that_can_be_read(archive: Archive) -> None:
    a_flipped_byte(archive)
    for folder in ("", "v3", "v2"):
        os.truncate(one(archive) / folder / "inventory.json", 300)
    (one(archive) / "v3/inventory.json").unlink()

    with_one_left = codes(archive)
    os.truncate(one(archive) / "v1/inventory.json", 300)
    with_none_left = codes(archive)

    assert "E092" in with_one_left
    assert {"E033", "E060", "J006"} <= with_none_left
    assert "E092" not in with_none_left


def test_the_fast_check_sees_sizes_but_not_digests(archive: Archive) -> None:
    a_flipped_byte(archive)
    same_size = codes(archive, fast=True)
    (one(archive) / "v1/content/0001/van_ban.docx").write_bytes(b"short")

    assert same_size == set()
    assert codes(archive, fast=True) == {"J011"}


def test_a_file_that_the_disk_does_not_give_is_unchecked_not_passed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, opened = io.open, os.open

    def refusing(path: Any, *arguments: Any, **options: Any) -> Any:
        if Path(path).name == "journal.jsonl":
            raise PermissionError(13, "Permission denied")
        return original(path, *arguments, **options)

    def refusing_to_open(path: Any, *arguments: Any, **options: Any) -> int:
        if Path(path).name == "van_ban.docx":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(io, "open", refusing)  # what Path.open calls
    monkeypatch.setattr(os, "open", refusing_to_open)

    problems = list(archive.verify())

    assert {(p.code, p.outcome) for p in problems} == {("J014", Outcome.UNCHECKED)}
    assert len(problems) == 2


def test_an_object_folder_that_the_disk_does_not_give_is_unchecked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.open

    def refusing(path: Any, *arguments: Any, **options: Any) -> int:
        if Path(path).name == "inventory.json":
            raise OSError(5, "Input/output error")
        return original(path, *arguments, **options)

    monkeypatch.setattr("os.open", refusing)

    problems: list[Problem] = list(archive.verify())

    assert [p.code for p in problems if p.outcome is Outcome.UNCHECKED] == ["J014", "J014"]


@pytest.mark.parametrize("harm", [a_flipped_byte, a_lost_file])
def test_damaged_content_is_refused_on_reading(
    archive: Archive, harm: Callable[[Archive], None]
) -> None:
    harm(archive)
    path = "0001/van_ban.docx" if harm is a_flipped_byte else "ho_so.json"

    with pytest.raises(IntegrityError, match="bị mất hoặc bị sửa"):
        archive.read(ONE, path, 1)

    assert archive.read(TWO, "danh_sach.json") == b"{}"


def test_the_list_of_a_version_whose_file_is_lost_is_refused(archive: Archive) -> None:
    a_lost_file(archive)

    with pytest.raises(IntegrityError, match=r"v1/content/ho_so\.json"):
        archive.version(ONE, 1)

    assert archive.version(ONE, 3).files


def a_stranger_in_the_root(archive: Archive) -> None:
    edited(one(archive) / "inventory.json", lambda d: d.update(id=TWO))


@pytest.mark.parametrize(
    "harm",
    [a_truncated_inventory, a_lost_inventory, an_edited_inventory, a_stranger_in_the_root],
)
def test_an_inventory_that_cannot_be_trusted_is_refused_on_reading(
    archive: Archive, harm: Callable[[Archive], None]
) -> None:
    harm(archive)

    with pytest.raises(IntegrityError) as refusal:
        archive.head(ONE)

    assert "inventory.json" in refusal.value.where
    assert archive.head(TWO) == 1


DIGEST = "0" * 128


def in_version(name: str, value: object) -> Change:
    return lambda d: d["versions"]["v1"].update({name: value})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.update(type="https://ocfl.io/9/spec/#inventory"), "E038"),
        (lambda d: d.update(digestAlgorithm="md5"), "E025"),
        (lambda d: d.update(head="v9"), "E040"),
        (lambda d: d.update(head="v2"), "E040"),
        (lambda d: d.update(manifest=[]), "E041"),
        (lambda d: d.update(versions=[]), "E044"),
        (lambda d: d["versions"].update({"phien-ban": d["versions"]["v1"]}), "E010"),
        (lambda d: d["versions"].update({"v9": d["versions"]["v1"]}), "E010"),
        (lambda d: d["manifest"].update({DIGEST: ["v1/content/x"]}), "E107"),
        (lambda d: d["manifest"].update({"zz": ["v1/content/x"]}), "E025"),
        (lambda d: d["manifest"].update({DIGEST: ["v8/content/x"]}), "E042"),
        (lambda d: d["manifest"].update({DIGEST: ["v1/content/../x"]}), "E099"),
        (lambda d: d["manifest"].update({DIGEST: ["v1/content/ho_so.json"]}), "E101"),
        (in_version("created", "hôm qua"), "E049"),
        (in_version("created", "2025-12-05T08:30:00"), "E049"),
        (in_version("state", {DIGEST: ["x"]}), "E050"),
        (in_version("state", {DIGEST: ["/x"]}), "E053"),
        (in_version("state", {DIGEST: ["a//x"]}), "E052"),
        (in_version("state", {DIGEST: ["a", "a/x"]}), "E095"),
        (in_version("state", {DIGEST: ["a", "a"]}), "E095"),
        (lambda d: d["versions"]["v1"].pop("user"), "W007"),
        (lambda d: d["versions"]["v1"]["user"].pop("address"), "W008"),
    ],
)
def test_each_fault_inside_an_inventory_has_the_code_of_the_specification(
    archive: Archive, change: Change, code: str
) -> None:
    edited(one(archive) / "inventory.json", change)

    found = codes(archive)

    assert code in found


NAMES = ["ho_so.json", "0001/van_ban.docx", "0001/lai_lich.json", "so/xep_loai.json", "0002/x-y_z"]
IDS = [f"urn:uuid:{number:08x}-0000-4000-8000-000000000000" for number in range(3)]


class AgainstADict(RuleBasedStateMachine):
    """Any sequence of commits keeps exactly what a dict of lists of dicts keeps."""

    paths = Bundle("paths")

    @initialize()
    def begin(self) -> None:
        self.base = Path(tempfile.mkdtemp())
        self.archive = an_archive(self.base)
        self.model: dict[str, list[dict[str, bytes]]] = {}

    @rule(
        object_id=st.sampled_from(IDS),
        changes=st.dictionaries(
            st.sampled_from(NAMES), st.none() | st.binary(max_size=3), max_size=4
        ),
    )
    def commit(self, object_id: str, changes: dict[str, bytes | None]) -> None:
        versions = self.model.get(object_id, [])
        before = versions[-1] if versions else {}
        merged = {**before, **changes}
        after = {path: data for path, data in merged.items() if data is not None}
        if not versions and not after:
            return
        version = self.archive.commit(object_id, changes, a_stamp())
        if after != before:
            self.model[object_id] = [*versions, after]
        assert version.number == len(self.model[object_id])

    @rule()
    def open_again(self) -> None:
        self.archive = Archive.open(self.archive.root, self.base / ".hoso")

    @rule()
    def die_between_version_and_inventory(self) -> None:
        for object_id, versions in self.model.items():
            folder = self.archive.root / ocfl_path(object_id)
            shutil.copytree(folder / "v1", folder / f"v{len(versions) + 1}", dirs_exist_ok=True)

    @invariant()
    def every_version_is_there(self) -> None:
        for object_id, versions in self.model.items():
            assert self.archive.head(object_id) == len(versions)
            for number, files in enumerate(versions, 1):
                listed = self.archive.version(object_id, number).files
                read = {f.path: self.archive.read(object_id, f.path, number) for f in listed}
                assert read == files

    def teardown(self) -> None:
        for object_id in self.model:
            self.archive.commit(object_id, {"last.json": b"cuoi"}, a_stamp())
        assert errors(self.archive) == []
        assert judged(self.archive.root) == (len(self.model), len(self.model), [])
        assert len(tree(self.base / ".hoso" / "staging")) == 0
        shutil.rmtree(self.base)


def ocfl_path(object_id: str) -> str:
    layout = ocfl.layout_registry.get_layout("0003-hash-and-id-n-tuple-storage-layout")
    layout.tuple_size, layout.number_of_tuples = 2, 1
    return str(layout.identifier_to_path(object_id))


TestAgainstADict = AgainstADict.TestCase
TestAgainstADict.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
