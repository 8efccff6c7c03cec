"""The same paper again: byte for byte, or nearly, within one import and against the archive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from hoso import text
from hoso.errors import HosoError
from hoso.model.pending import Pending, PendingState, Proposal
from hoso.services import pending
from hoso.services.importing._read import TEXT
from hoso.workspace import Workspace

_WORDS: Final = 5  # of a shingle
_ALIKE: Final = (
    0.7  # share of common shingles (Jaccard) from which two papers are one in two states
)
_FEWEST: Final = 30  # words; shorter papers are alike by chance
_SHOWN: Final = 3  # differing places
_LONGEST: Final = 120  # letters of a place shown
_STATES: Final = {
    PendingState.WAITING: "đang chờ xác nhận",
    PendingState.ACCEPTED: "đã nhận",
    PendingState.REJECTED: "đã bị bác bỏ",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper that others are compared with."""

    name: str
    text: str
    shingles: frozenset[int]


@dataclass(slots=True)
class Twins:
    """What is known of earlier papers; made once for a whole import, read when first asked for."""

    ws: Workspace
    waiting: dict[str, Pending]  # SHA-256 → entry
    seen: dict[str, str] = field(default_factory=dict)  # SHA-256 → file of this import
    archived: dict[str, str] | None = None  # SHA-512 → place in the archive
    papers: dict[str, _Known] = field(default_factory=dict)  # of this import
    places: dict[int, list[str]] = field(default_factory=dict)  # shingle → those that have it
    of_subjects: dict[str, list[_Known]] = field(default_factory=dict)

    @classmethod
    def of(cls, ws: Workspace) -> Twins:
        """Return what waits and what was decided; texts of waiting papers are read at once."""
        every = pending.listing(ws, everything=True)
        return cls(ws, {one.digest: one for one in every})

    def same(self, path: str, data: bytes) -> str:
        """Return what has the very same bytes, in words; "" when nothing has. Notes `path`."""
        digest = hashlib.sha256(data).hexdigest()
        if first := self.seen.get(digest):
            return first
        self.seen[digest] = path
        if entry := self.waiting.get(digest):
            where = f", {entry.document}" if entry.document else ""
            return f"{entry.code}{where} ({_STATES[entry.state]})"
        return self._archived().get(hashlib.sha512(data).hexdigest(), "")

    def _archived(self) -> dict[str, str]:
        if self.archived is None:
            self.archived = {}
            for row in self.ws.catalogue.dossiers():
                for file in self.ws.archive.version(row.object_id).files:
                    self.archived.setdefault(file.digest, f"{row.card.code}/{file.path}")
        return self.archived

    def alike(self, path: str, said: str, proposal: Proposal) -> Iterator[str]:
        """Yield in words each paper that says nearly the same, and where the two differ. Notes it."""
        words = said.split()
        if len(words) < _FEWEST:
            return
        own = _Known(path, said, _shingles(said))
        for other in (*self._near(own), *self._earlier(proposal)):
            share = _share(own.shingles, other.shingles)
            if share >= _ALIKE:
                yield f"giống {share:.0%} với {other.name}{_differences(other.text, said)}"
        self.papers[path] = own
        for one in own.shingles:
            self.places.setdefault(one, []).append(path)

    def _near(self, own: _Known) -> Iterator[_Known]:
        """Yield the papers of this import that share enough shingles to be alike at all."""
        shared = Counter(path for one in own.shingles for path in self.places.get(one, ()))
        least = _ALIKE * len(own.shingles)
        yield from (self.papers[path] for path, times in shared.items() if times >= least)

    def _earlier(self, proposal: Proposal) -> list[_Known]:
        """Return the archived papers of the same subject, and what waits."""
        code, card = proposal.organisation.value, proposal.person.value
        key = f"{code}/{card}"
        if key not in self.of_subjects:
            rows = self.ws.catalogue.documents(card=card) if card else ()
            if not card and code:
                rows = self.ws.catalogue.documents(organisation=code, card="")
            found = (_archived_text(self.ws, row.object_id, row.provenance.number) for row in rows)
            names = (f"{row.dossier}/{row.provenance.number}" for row in rows)
            known = [_Known(n, t, _shingles(t)) for n, t in zip(names, found, strict=True) if t]
            self.of_subjects[key] = [*known, *self._inbox()]
        return self.of_subjects[key]

    def _inbox(self) -> Iterator[_Known]:
        cards = {row.card.code: row for row in self.ws.catalogue.dossiers()}
        for entry in self.waiting.values():
            place = entry.proposal.beside.get(TEXT, "") if entry.proposal else ""
            row = cards.get(f"cho-{entry.day.year}")
            if place and row and entry.state is PendingState.WAITING:
                said = self.ws.archive.read(row.object_id, place).decode("utf-8", "replace")
                yield _Known(f"{entry.code} ({entry.name})", said, _shingles(said))


def _archived_text(ws: Workspace, object_id: str, number: str) -> str:
    try:
        return ws.document_text(ws.snapshot(object_id), number)
    except HosoError:  # what nobody can read is like nothing
        return ""


def _shingles(said: str) -> frozenset[int]:
    words = text.WORD.findall(text.fold(said))
    return frozenset(
        hash(tuple(words[at : at + _WORDS])) for at in range(max(1, len(words) - _WORDS + 1))
    )


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _differences(before: str, now: str) -> str:
    """Return the first places where two texts differ, as people read them."""
    old, new = (text.squeeze(one).split(" ") for one in (before, now))
    places = [
        f"«{_cut(old[a:b])}» thành «{_cut(new[c:d])}»"
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    more = f" và {len(places) - _SHOWN} chỗ khác" if len(places) > _SHOWN else ""
    return f"; khác: {'; '.join(places[:_SHOWN])}{more}" if places else ""


def _cut(words: list[str]) -> str:
    said = " ".join(words)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
