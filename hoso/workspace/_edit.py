"""The next version of one dossier, made ready before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

import hoso
from hoso.archive import CARD
from hoso.model import base
from hoso.model.dossier import DossierCard, DossierSnapshot, Provenance
from hoso.workspace._snapshot import REGISTERS


class DossierEdit:
    """Bản sửa: changes to one dossier relative to its head version (none yet: a new dossier)."""

    def __init__(self, object_id: str, card: DossierCard, snapshot: DossierSnapshot | None) -> None:
        self.object_id, self.card, self.snapshot = object_id, card, snapshot
        self._numbers = [document.number for document in self.documents]
        self._changes: dict[str, bytes | None] = {CARD: base.encode(card)}

    @property
    def head(self) -> int:
        """Return the version number that these changes start from, 0 for a new dossier."""
        return self.snapshot.version if self.snapshot else 0

    @property
    def changes(self) -> Mapping[str, bytes | None]:
        """Return path → bytes, as the archive takes them."""
        return self._changes

    @property
    def changes_anything(self) -> bool:
        """Return whether a version would differ from the head: other bytes, or a new path."""
        if self.snapshot is None:
            return True
        held = {file.path: file.digest for file in self.snapshot.files}
        return any(
            held.get(path) != (None if data is None else hashlib.sha512(data).hexdigest())
            for path, data in self._changes.items()
        )

    def register(self, name: str) -> tuple[Any, ...]:
        """Return the entries of one register as they stand in this edit."""
        path, kind = REGISTERS[name]
        if data := self._changes.get(path):
            return tuple(base.decode(data, kind, where=path))
        return getattr(self.snapshot, name) if self.snapshot else ()

    def put_register(self, name: str, value: object) -> None:
        """Set one register as a whole."""
        self._changes[REGISTERS[name][0]] = base.encode(value)

    def upsert(self, name: str, entry: Any, *keys: str) -> None:
        """Add `entry` to a register, in place of the one whose attributes `keys` are the same."""
        entries = list(self.register(name))
        key = attrgetter(*keys)
        place = next((i for i, old in enumerate(entries) if key(old) == key(entry)), None)
        if place is None:
            entries.append(entry)
        else:
            entries[place] = entry
        self.put_register(name, tuple(entries))

    @property
    def documents(self) -> tuple[Provenance, ...]:
        """Return the documents as the head has them, none for a new dossier."""
        return self.snapshot.documents if self.snapshot else ()

    def document(self, number: str) -> Provenance | None:
        """Return the document in folder `number` as the head has it, None when there is none."""
        return next((d for d in self.documents if d.number == number), None)

    def next_number(self) -> str:
        """Return the folder of the next document: 0001, 0002 …."""
        return f"{int(max(self._numbers, default='0')) + 1:04d}"

    def put_document(self, provenance: Provenance, files: Mapping[str, bytes]) -> str:
        """Add or replace the document `provenance.number` with `files`; return its id."""
        number = provenance.number
        if number not in self._numbers:
            self._numbers.append(number)
        for name, data in files.items():
            self._changes[f"{number}/{name}"] = data
        signed = base.encode(_by_this_program(provenance))
        self._changes[f"{number}/lai_lich.json"] = signed
        return f"{self.card.code}/{number}"

    def put_card(self, card: DossierCard) -> None:
        """Set the dossier's card; its code stays what it is."""
        self.card = base.replaced(card, code=self.card.code)
        self._changes[CARD] = base.encode(self.card)

    def put_file(self, path: str, data: bytes | None) -> None:
        """Set a file that belongs to no document; None takes it out of the next version."""
        self._changes[path] = data

    def drop_files(self, number: str, names: Iterable[str]) -> None:
        """Take files of a document out of the next version, those that the head has."""
        held = {file.path for file in self.snapshot.files} if self.snapshot else set()
        for name in names:
            if f"{number}/{name}" in held:
                self._changes[f"{number}/{name}"] = None


class Edits:
    """The edits of one act, at most one a dossier; each dossier is read when first asked for."""

    def __init__(self, begin: Callable[[DossierCard], DossierEdit]) -> None:
        self._begin = begin
        self._begun: dict[str, DossierEdit] = {}

    def of(self, card: DossierCard) -> DossierEdit:
        """Return the edit of the dossier `card.code`, begun now if it was not yet."""
        if card.code not in self._begun:
            self._begun[card.code] = self._begin(card)
        return self._begun[card.code]

    @property
    def begun(self) -> tuple[DossierEdit, ...]:
        """Return the edits, in the order in which they were begun."""
        return tuple(self._begun.values())


def _by_this_program(provenance: Provenance) -> Provenance:
    return base.replaced(provenance, program=provenance.program or f"hoso {hoso.__version__}")
