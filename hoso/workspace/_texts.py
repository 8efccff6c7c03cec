"""What the full text holds of a dossier: its documents, and each fault by itself.

Of the newest version, or of every version: then a text is held once, with the days on which it
stood in the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from hoso import index, pdf
from hoso.archive import Archive
from hoso.catalogue import Catalogue
from hoso.errors import IntegrityError, UnreadableFileError
from hoso.model import base
from hoso.model.dossier import (
    DocumentStatus,
    DossierCard,
    DossierSnapshot,
    IndexedDocument,
    Provenance,
)
from hoso.model.review import Shortcoming, Stage, SubjectKind
from hoso.workspace import _snapshot

_PAGE = "\f\n"  # between the pages of a PDF
_UNREAD = "(tệp không đọc được nội dung)"


class Names:
    """What organisations and members are called, as the catalogue knows; each is asked once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.organisation = cache(lambda code, year: _organisation(catalogue, code, year))
        self.member = cache(lambda card: _member(catalogue, card))


def _organisation(catalogue: Catalogue, code: str, year: int | None) -> str:
    """Return the name at the end of a year; a code that no roster knows is a name itself."""
    found = catalogue.organisation(code)
    if found is None:
        return code
    then = found.at(date(year, 12, 31)) if year else None
    return (then or found.states[-1]).name


def _member(catalogue: Catalogue, card: str) -> str:
    found = catalogue.find_members(card) if card else ()
    return found[0].states[-1].full_name if found else ""


def newest(archive: Archive, names: Names, snapshot: DossierSnapshot) -> Iterator[IndexedDocument]:
    """Yield what the full text holds of one version of a dossier."""
    return _Reader(archive, names).texts(snapshot)


class _Standing(NamedTuple):
    """A text as it stood in some versions: the last of them, and the day of the first."""

    document: IndexedDocument
    since: date


def every(archive: Archive, names: Names, head: DossierSnapshot) -> Iterator[IndexedDocument]:
    """Yield what the full text holds of all versions of a dossier, a text that stayed only once."""
    reader = _Reader(archive, names)
    standing: dict[str, _Standing] = {}
    for number in range(1, head.version + 1):
        snapshot = (
            head if number == head.version else _snapshot.read(archive, head.object_id, number)
        )
        day = snapshot.created.date()
        texts = {one.key: one for one in reader.texts(snapshot)}
        for key, (document, since) in list(standing.items()):
            if key not in texts or not _same(document, texts[key]):
                yield _ended(standing.pop(key), head.card.code, day)
            else:
                standing[key] = _Standing(texts[key], since)
        for key, text in texts.items():
            standing.setdefault(key, _Standing(text, day))
    for one in standing.values():
        yield _ended(one, head.card.code, None)


def _same(one: IndexedDocument, other: IndexedDocument) -> bool:
    return base.replaced(one, version=0) == base.replaced(other, version=0)


def _ended(one: _Standing, dossier: str, until: date | None) -> IndexedDocument:
    document, since = one
    key = f"{document.key}@{document.version}"
    return base.replaced(document, key=key, dossier=dossier, since=since, until=until)


class _Reader:
    """Reads the texts of dossiers; a file that did not change between versions is read once."""

    def __init__(self, archive: Archive, names: Names) -> None:
        self._archive, self._names = archive, names
        self._read: dict[str, str] = {}  # SHA-512 of a file → its text

    def texts(self, snapshot: DossierSnapshot) -> Iterator[IndexedDocument]:
        """Yield what one version says."""
        level = _level(snapshot)
        for document in snapshot.documents:
            yield self._document(snapshot, document, level)
        for fault in snapshot.shortcomings:
            yield self._fault(snapshot, fault)

    def _document(
        self, snapshot: DossierSnapshot, document: Provenance, level: str
    ) -> IndexedDocument:
        card = snapshot.card
        # A blank form says nothing of its subject yet; its headings would only drown real hits.
        blank = document.status is DocumentStatus.ISSUED and document.awaits_return
        body = "" if blank else self._body(snapshot, document.number)
        return IndexedDocument(
            key=f"{card.code}/{document.number}",
            dossier=card.code,
            document=f"{card.code}/{document.number}",
            kind=document.kind,
            year=card.year,
            organisation=card.organisation,
            person=self._names.member(card.card),
            title=document.title if body is not None else f"{document.title} {_UNREAD}",
            text=body or "",
            card=card.card,
            organisation_name=self._names.organisation(card.organisation, card.year),
            symbol=document.symbol,
            status=document.status.value,
            level=level,
            version=snapshot.version,
        )

    def _fault(self, snapshot: DossierSnapshot, fault: Shortcoming) -> IndexedDocument:
        subject = fault.subject
        person = subject.name or self._names.member(subject.card) or subject.card
        whose = "tập thể" if subject.kind is SubjectKind.COLLECTIVE else person or "cá nhân"
        return IndexedDocument(
            key=f"{snapshot.card.code}/{fault.code}",
            dossier=snapshot.card.code,
            document=fault.code,
            kind=index.FAULT,
            year=fault.year,
            organisation=subject.organisation,
            person=person,
            title=f"{fault.code} ({whose}, năm {fault.year})",
            text="\n".join(part for part in (fault.text, fault.cause, fault.measure) if part),
            card=subject.card,
            organisation_name=self._names.organisation(subject.organisation, fault.year),
            status=fault.status.value if fault.status else "",
            version=snapshot.version,
        )

    def _body(self, snapshot: DossierSnapshot, number: str) -> str | None:
        """Return the text of a document, None when its file cannot be read."""
        file = _snapshot.text_file(snapshot, number)
        if file is None:
            return ""
        try:
            if file.digest not in self._read:
                data = self._archive.read(snapshot.object_id, file.path, snapshot.version)
                self._read[file.digest] = _paged(data, file.path)
            return self._read[file.digest]
        except (UnreadableFileError, IntegrityError):
            # One bad file must not stand between people and all the others.
            return None


def _paged(data: bytes, path: str) -> str:
    if path.endswith(".pdf"):
        return _PAGE.join(pdf.texts_of(data, path))
    return _snapshot.text_of(data, path)


def _level(snapshot: DossierSnapshot) -> str:
    """Return the level decided for the year of whom the dossier is about, "" when none is."""
    card: DossierCard = snapshot.card
    for rating in snapshot.ratings:
        own = f"{rating.subject.dossier_stem}-{card.year}" == card.code
        if own and rating.counts and rating.stage is Stage.DECIDED and rating.level:
            return rating.level.value
    return ""
