"""What the journal adds up to: the newest version of every object, and the unfinished batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hoso.archive._journal import Journal
from hoso.model.dossier import JournalEntry


class Event(StrEnum):
    """Sự kiện: PREMIS event types where one fits."""

    NEW_OBJECT = "ingestion"
    NEW_VERSION = "modification"
    TAKEN_OVER = "transfer"  # a version that another archive wrote
    MOVED_ASIDE = "quarantine"
    PACKED = "information package creation"  # dossiers were handed over
    RECEIVED = "accession"  # a package was taken over
    COPIED = "replication"  # a second copy was brought up to the archive
    CHECKED = "fixity check"  # every file was read and compared
    BATCH_BEGUN = "batch begin"
    BATCH_ENDED = "batch end"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedBatch:
    """Đợt ghi dở: a batch that was begun and not ended; `remaining` got no version since."""

    sequence: int
    label: str
    by: str
    at: datetime
    object_ids: tuple[str, ...]
    remaining: tuple[str, ...]


@dataclass(slots=True)
class Ledger:
    """Sổ cái: kept in step with the journal by reading only what is new."""

    heads: dict[str, tuple[int, str]] = field(default_factory=dict)  # id → version, digest
    inside: tuple[str, ...] = ()  # objects of the batch that the last line stands in
    _open: dict[int, JournalEntry] = field(default_factory=dict)
    _remaining: dict[int, set[str]] = field(default_factory=dict)
    _offset: int = 0

    def follow(self, journal: Journal) -> None:
        """Take in the lines written since the last time; all of them if the file got shorter."""
        if journal.size() < self._offset:
            self.heads.clear()
            self._open.clear()
            self._remaining.clear()
            self._offset, self.inside = 0, ()
        for line in journal.read_from(self._offset):
            self._take(line.entry)
            self._offset = line.end

    def _take(self, entry: JournalEntry) -> None:
        if entry.version:
            self.heads[entry.object_id] = (entry.version, entry.digest)
            for remaining in self._remaining.values():
                remaining.discard(entry.object_id)
        elif entry.event == Event.BATCH_BEGUN:
            self._open[entry.sequence] = entry
            self._remaining[entry.sequence] = set(entry.objects)
        elif entry.event == Event.BATCH_ENDED:
            self._close(entry.note)
        begun = self._open.get(entry.batch or entry.sequence)
        self.inside = begun.objects if begun else ()

    def _close(self, label: str) -> None:
        # Running the same batch again to its end also settles the one that broke off.
        for sequence in [s for s, begun in self._open.items() if begun.note == label]:
            del self._open[sequence], self._remaining[sequence]

    def unfinished(self) -> Iterator[UnfinishedBatch]:
        """Yield the batches of which something is still to be done, oldest first."""
        for sequence, begun in self._open.items():
            remaining = self._remaining[sequence]
            if remaining:
                yield UnfinishedBatch(
                    sequence=sequence,
                    label=begun.note,
                    by=begun.by,
                    at=begun.at,
                    object_ids=begun.objects,
                    remaining=tuple(i for i in begun.objects if i in remaining),
                )
