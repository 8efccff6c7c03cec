"""Dossiers that another archive wrote are taken over unchanged, or not at all."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha512
from pathlib import Path

import pytest

from hoso.archive import Archive
from hoso.errors import ConflictError, IntegrityError
from tests.copies import copied
from tests.test_archive_crash import Killed, contents, faults, killed_from, none, opened
from tests.test_archive_parts import ONE, TWO, a_stamp, an_archive, errors, judged, object_folder


@pytest.fixture
def giver(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "ben-giao")
    archive.commit(ONE, {"ho_so.json": b"1", "a.json": b"a"}, a_stamp("lập"))
    archive.commit(ONE, {"ho_so.json": b"2", "b.json": b"a"}, a_stamp("sửa", by="Bình"))
    archive.commit(ONE, {"a.json": None}, a_stamp("bỏ"))
    return archive


@pytest.fixture
def taker(tmp_path: Path) -> Archive:
    return an_archive(tmp_path / "ben-nhan")


def test_a_dossier_is_taken_over_with_all_its_versions(giver: Archive, taker: Archive) -> None:
    added = taker.adopt(object_folder(giver), a_stamp("nhận bàn giao", by="Cúc"))

    assert added == 3
    assert contents(taker) == contents(giver)
    assert [(v.by, v.why) for v in taker.versions(ONE)] == [
        (v.by, v.why) for v in giver.versions(ONE)
    ]
    assert errors(taker) == []
    assert judged(taker.root) == (1, 1, [])
    assert {(e.event, e.by) for e in taker.journal()} == {("transfer", "Cúc")}


def test_taking_over_again_adds_only_what_is_new(giver: Archive, taker: Archive) -> None:
    taker.adopt(object_folder(giver), a_stamp())
    giver.commit(ONE, {"c.json": b"c"}, a_stamp())

    added = [taker.adopt(object_folder(giver), a_stamp()) for _ in range(2)]

    assert added == [1, 0]
    assert contents(taker) == contents(giver)
    taker.commit(ONE, {"d.json": b"d"}, a_stamp())
    assert taker.adopt(object_folder(giver), a_stamp()) == 0
    assert taker.head(ONE) == 5
    assert errors(taker) == []


def test_two_histories_are_never_mixed(giver: Archive, taker: Archive) -> None:
    taker.adopt(object_folder(giver), a_stamp())
    giver.commit(ONE, {"c.json": b"there"}, a_stamp())
    taker.commit(ONE, {"c.json": b"here"}, a_stamp())
    before = contents(taker)

    with pytest.raises(ConflictError, match="phiên bản 4"):
        taker.adopt(object_folder(giver), a_stamp())

    assert contents(taker) == before
    assert errors(taker) == []


@pytest.mark.parametrize("place", ["v1/content/a.json", "v2/inventory.json", "inventory.json"])
@pytest.mark.parametrize("lost", [True, False])
def test_what_is_damaged_is_not_taken_over(
    giver: Archive, taker: Archive, place: str, *, lost: bool
) -> None:
    path = object_folder(giver) / place
    raw = path.read_bytes()
    path.unlink()
    if not lost:
        path.write_bytes(raw.replace(b"a", b"e", 1))

    with pytest.raises(IntegrityError):
        taker.adopt(object_folder(giver), a_stamp())

    assert errors(taker) == []


def test_a_forged_path_is_not_followed(giver: Archive, taker: Archive) -> None:
    folder = object_folder(giver)
    for place in (folder, folder / "v3"):
        data = json.loads((place / "inventory.json").read_bytes())
        data["id"] = "../../x"
        raw = json.dumps(data).encode()
        (place / "inventory.json").write_bytes(raw)
        digest = sha512(raw).hexdigest()
        (place / "inventory.json.sha512").write_text(f"{digest} inventory.json\n")

    with pytest.raises(IntegrityError, match="không phải mã hồ sơ"):
        taker.adopt(folder, a_stamp())

    assert not any(path.name == "x" for path in taker.root.parent.parent.rglob("*"))


def test_killed_at_any_step_of_taking_over_the_rest_comes_the_next_time(
    giver: Archive, tmp_path: Path
) -> None:
    source = object_folder(giver)
    base = tmp_path / "goc"
    with faults(none):
        an_archive(base).commit(TWO, {"ho_so.json": b"mine"}, a_stamp())
    copied(base, tmp_path / "du")
    with faults(none) as dry:
        opened(tmp_path / "du").adopt(source, a_stamp())
    whole = contents(opened(tmp_path / "du"))

    for step in range(1, dry.count + 1, 2):
        copy = tmp_path / str(step)
        copied(base, copy)
        with faults(killed_from(step)), suppress(Killed):
            opened(copy).adopt(source, a_stamp())
        found = contents(opened(copy)).get(ONE, [])
        assert found == whole[ONE][: len(found)], step
        with faults(none):
            opened(copy).adopt(source, a_stamp())
        assert contents(opened(copy)) == whole, step
        assert errors(opened(copy)) == [], step
