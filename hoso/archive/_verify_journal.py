"""Checks of the journal: its chain, and that the objects are what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from hoso.archive import _layout
from hoso.archive._journal import Journal, parse
from hoso.archive._ledger import Event
from hoso.archive._verify_object import Place, Seen, own
from hoso.errors import Problem
from hoso.model.dossier import JournalEntry
from hoso.text import nfc


@dataclass(slots=True)
class JournalCheck:
    """The journal under examination; knows the last line of every version after `chain`.

    Somebody may write meanwhile: what a line tells is due only if the line was there when the
    examination began.
    """

    journal: Journal
    place: Place = _layout.object_path
    _versions: dict[str, dict[int, JournalEntry]] = field(default_factory=dict)
    _due: dict[str, int] = field(default_factory=dict)  # id → newest version by the lines due
    _begun: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        with suppress(OSError):  # `chain` will tell
            self._begun = self.journal.size()

    def written_meanwhile(self) -> set[str]:
        """Return the ids of the objects of which lines were added since the examination began."""
        with suppress(OSError):
            return {line.entry.object_id for line in self.journal.read_from(self._begun)}
        return set()

    def chain(self) -> Iterator[Problem]:
        """Yield lines that cannot be read, break the chain, or were written afterwards."""
        if not self.journal.path.is_file():
            yield own("J001", _layout.JOURNAL, "Mất nhật ký của kho.")
            return
        previous, sequence, start = "", 0, 0
        with self.journal.path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                where = f"{_layout.JOURNAL}:{number}"
                entry = parse(raw.rstrip(b"\n"))
                if entry is None or not raw.endswith(b"\n"):
                    yield own("J002", where, "Dòng nhật ký không đọc được hoặc bị cắt dở.")
                    sequence += 1
                else:
                    yield from _check_line(entry, previous, sequence, where)
                    self._take(entry, due=start < self._begun)
                    sequence = entry.sequence
                previous = sha256(raw.rstrip(b"\n")).hexdigest()
                start += len(raw)

    def _take(self, entry: JournalEntry, *, due: bool) -> None:
        if entry.version:
            self._versions.setdefault(entry.object_id, {})[entry.version] = entry
        if entry.version and due:
            newest = max(entry.version, self._due.get(entry.object_id, 0))
            self._due[entry.object_id] = newest

    def objects(self, seen: Mapping[str, Seen]) -> Iterator[Problem]:
        """Yield where the objects and the journal disagree."""
        for object_id, lines in sorted(self._versions.items()):
            due = self._due.get(object_id, 0)
            if object_id in seen:
                yield from _compare(seen[object_id], lines, due)
            elif due:
                text = f"Mất cả hồ sơ {object_id}: nhật ký ghi {due} phiên bản."
                yield own("J005", self.place(object_id), text)
        for object_id in sorted(seen.keys() - self._versions.keys()):
            text = f"Hồ sơ {object_id} có trong kho nhưng không có dòng nào trong nhật ký."
            yield own("J008", seen[object_id].where, text)


def _check_line(entry: JournalEntry, previous: str, sequence: int, where: str) -> Iterator[Problem]:
    if entry.previous != previous:
        yield own("J003", where, "Đứt chuỗi: dòng ngay trước đã bị sửa, thêm hoặc bớt.")
    if entry.sequence != sequence + 1:
        yield own("J004", where, f"Số thứ tự {entry.sequence} không tiếp theo {sequence}.")
    if entry.mended:
        yield Problem(
            code="J010",
            where=where,
            message=f"Dòng ghi bù cho phiên bản {entry.version} của {entry.object_id}: "
            "dòng gốc đã mất khi lần ghi bị ngắt.",
            warning=True,
        )


def _compare(seen: Seen, lines: Mapping[int, JournalEntry], due: int) -> Iterator[Problem]:
    if seen.head < due:
        text = f"Hồ sơ bị lùi: nhật ký ghi đến phiên bản {due}, kho chỉ đến {seen.head}."
        yield own("J006", seen.where, text)
    for number, line in sorted(lines.items()):
        where = f"{seen.where}/v{number}"
        if seen.digests.get(number, line.digest) != line.digest:
            yield own("J007", where, "Bản kê khác với lúc lưu: mã của nó không như nhật ký ghi.")
        if seen.sizes.get(number, line.size) != line.size:
            text = f"Nội dung có {seen.sizes[number]} byte, nhật ký ghi {line.size} byte."
            yield own("J011", where, text)
        if _tells_otherwise(line, seen):
            text = "Dòng nhật ký ghi người, lúc hoặc lý do khác với bản kê của phiên bản."
            yield own("J013", where, text)
    yield from _unrecorded(seen, lines.keys())


def _tells_otherwise(line: JournalEntry, seen: Seen) -> bool:
    """Return whether a line says another who, when or why than the version itself.

    The chain does not hold the last line: nothing follows it. Versions taken over were made by
    others than the one who took them over.
    """
    if line.event == Event.TAKEN_OVER or line.version not in seen.told:
        return False
    by, created, why = seen.told[line.version]
    try:
        at = datetime.fromisoformat(created)
    except ValueError:
        return False  # named by the judge already
    return (nfc(line.by), nfc(line.why)) != (by, why) or line.at.replace(microsecond=0) != at


def _unrecorded(seen: Seen, recorded: Iterable[int]) -> Iterator[Problem]:
    for number in sorted(set(range(1, seen.head + 1)) - set(recorded)):
        where = f"{seen.where}/v{number}"
        yield own("J008", where, f"Nhật ký thiếu dòng của phiên bản {number}.")
