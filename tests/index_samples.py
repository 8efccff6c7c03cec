"""Documents for an index of the tests, and the index of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hoso.index import Filters, Index
from hoso.model.dossier import ArchiveState, IndexedDocument

STATE = ArchiveState(sequence=1, digest="ab")
ANY = Filters()


def a_document(code: str, body: str, **changed: object) -> IndexedDocument:
    """Return a document of 2024 that says `body`; its dossier is what stands before the slash."""
    values: dict[str, object] = {
        "key": code,
        "dossier": code.rpartition("/")[0],
        "document": code,
        "kind": "khuyet_diem",
        "year": 2024,
        "organisation": "cb-1",
        "person": "",
        "title": "",
        "text": body,
    }
    return IndexedDocument(**(values | changed))  # type: ignore[arg-type]  # mixed on purpose


def an_index(folder: Path, documents: Iterable[IndexedDocument]) -> Index:
    """Return an index of these documents, built in a folder of its own below `folder`."""
    index = Index(folder / "index")
    index.rebuild(documents, STATE)
    return index
