"""Any row of writes, deaths, take-overs and looks at one archive, beside a dict that forgets nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hoso.archive import Archive
from hoso.errors import BusyError
from tests.test_archive_crash import Killed, contents, faults, killed_from, none, opened
from tests.test_archive_parts import a_stamp, an_archive, errors, judged

OWN = [f"urn:uuid:0c0ffee0-0000-4000-8000-{number:012d}" for number in range(4)]
GIVEN = [f"urn:uuid:0c0ffee0-0000-4000-9000-{number:012d}" for number in range(2)]
Files = dict[str, bytes]
Changes = dict[str, bytes | None]
CHANGES = st.dictionaries(
    st.sampled_from(["ho_so.json", "0001/van_ban.docx", "so/xep_loai.json"]),
    st.none() | st.binary(max_size=3),
    min_size=1,
    max_size=3,
)
STEPS = st.integers(1, 60)


def after(before: Files, changes: Changes) -> Files:
    """Return what a dossier holds after a change."""
    merged = {**before, **changes}
    return {path: data for path, data in merged.items() if data is not None}


class ArchiveLife(RuleBasedStateMachine):
    """An archive with a writer who may die at any step, a reader, and another archive to take from."""

    @initialize()
    def begin(self) -> None:
        self.base = Path(tempfile.mkdtemp())
        self.told: dict[str, list[Files]] = {}
        with faults(none):
            self.archive = an_archive(self.base)
            giver = an_archive(self.base / "cho")
            for one in GIVEN:
                giver.commit(one, {"ho_so.json": one.encode()}, a_stamp())
                giver.commit(one, {"a.json": b"2"}, a_stamp())
        self.giver = giver

    def _newest(self, object_id: str) -> Files:
        versions = self.told.get(object_id, [])
        return versions[-1] if versions else {}

    def _add(self, object_id: str, files: Files) -> None:
        if files != self._newest(object_id):
            self.told.setdefault(object_id, []).append(files)

    def _put(self, archive: Archive, object_id: str, changes: Changes) -> None:
        if after(self._newest(object_id), changes) or object_id in self.told:
            archive.commit(object_id, changes, a_stamp())

    @rule(object_id=st.sampled_from(OWN), changes=CHANGES)
    def commit(self, object_id: str, changes: Changes) -> None:
        with faults(none):
            self._put(self.archive, object_id, changes)
        self._add(object_id, after(self._newest(object_id), changes))

    @rule(object_id=st.sampled_from(OWN), back=st.integers(0, 3))
    def restore(self, object_id: str, back: int) -> None:
        versions = self.told.get(object_id, [])
        if not versions:
            return
        then = versions[-1 - min(back, len(versions) - 1)]
        gone = dict.fromkeys(self._newest(object_id).keys() - then.keys())
        with faults(none):
            self.archive.commit(object_id, {**then, **gone}, a_stamp("khôi phục"))
        self._add(object_id, then)

    @rule(parts=st.dictionaries(st.sampled_from(OWN), CHANGES, min_size=1))
    def batch(self, parts: dict[str, Changes]) -> None:
        with faults(none):
            self._batch(self.archive, parts)
        for object_id, changes in parts.items():
            self._add(object_id, after(self._newest(object_id), changes))

    def _batch(self, archive: Archive, parts: dict[str, Changes]) -> None:
        with archive.batch(a_stamp(), "đợt", list(parts)):
            for object_id, changes in parts.items():
                self._put(archive, object_id, changes)

    def _take_over(self, archive: Archive) -> None:
        for one in GIVEN:
            archive.adopt(self.giver.folder(one), a_stamp("nhận"))

    @rule()
    def take_over(self) -> None:
        with faults(none):
            self._take_over(self.archive)
        self.told.update({one: contents(self.giver)[one] for one in GIVEN})

    @rule()
    def open_again(self) -> None:
        self.archive = opened(self.base)

    @rule(step=STEPS, parts=st.dictionaries(st.sampled_from(OWN), CHANGES, min_size=1))
    def die_in_a_batch(self, step: int, parts: dict[str, Changes]) -> None:
        wanted = {one: after(self._newest(one), changes) for one, changes in parts.items()}
        self._dies(step, lambda archive: self._batch(archive, parts))
        self._see(wanted)

    @rule(step=STEPS, object_id=st.sampled_from(OWN), changes=CHANGES)
    def die_in_a_write(self, step: int, object_id: str, changes: Changes) -> None:
        wanted = after(self._newest(object_id), changes)
        self._dies(step, lambda archive: self._put(archive, object_id, changes))
        self._see({object_id: wanted})

    @rule(step=STEPS)
    def die_while_taking_over(self, step: int) -> None:
        self._dies(step, self._take_over)
        given = contents(self.giver)
        for one in GIVEN:
            head = opened(self.base).head(one)
            assert head >= len(self.told.get(one, []))
            if head:
                self.told[one] = given[one][:head]

    def _dies(self, step: int, act: Callable[[Archive], None]) -> None:
        with faults(killed_from(step)), suppress(Killed):
            act(opened(self.base))
        self.archive = opened(self.base)

    def _see(self, wanted: dict[str, Files]) -> None:
        """Take over whichever of old and new the archive shows; anything else is a loss."""
        for object_id, files in wanted.items():
            head, known = self.archive.head(object_id), len(self.told.get(object_id, []))
            assert head in {known, known + 1}
            if head == known + 1:
                self._add(object_id, files)

    @rule()
    def another_writes_at_the_same_time(self) -> None:
        with self.archive.lock("An"):
            other = opened(self.base)
            with suppress(BusyError):
                other.commit(OWN[0], {"hai.json": b"never"}, a_stamp())
                raise AssertionError("two writers at a time")

    @invariant()
    def a_reader_sees_every_version_as_it_was_written(self) -> None:
        if hasattr(self, "base"):
            assert contents(opened(self.base)) == self.told

    def teardown(self) -> None:
        if not hasattr(self, "base"):
            return
        archive = opened(self.base)
        with faults(none):
            for object_id in self.told:
                archive.commit(object_id, {"cuoi.json": b"cuoi"}, a_stamp())
        assert errors(archive) == []
        assert judged(archive.root) == (len(self.told), len(self.told), [])
        shutil.rmtree(self.base)
