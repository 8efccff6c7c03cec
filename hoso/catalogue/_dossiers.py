"""Dossiers, their documents, and the review years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso import text
from hoso.catalogue._select import Select
from hoso.catalogue._store import Store
from hoso.model.dossier import DocumentStatus, DossierCard, DossierKind, Provenance
from hoso.model.numbers import NumbersOutside
from hoso.model.review import Campaign

_DOCUMENTS = (
    "code, object_id, dossier.value, document.value"
    " FROM document JOIN dossier ON code = document.dossier"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier at its head version."""

    object_id: str
    version: int
    card: DossierCard


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document: the code, object and card of its dossier, and what it is."""

    dossier: str
    object_id: str
    card: DossierCard
    provenance: Provenance


class Dossiers(Store):
    """Questions about dossiers; each may raise CacheDamagedError."""

    def dossier(self, code: str) -> DossierRow | None:
        """Return the dossier of that code, in whichever way its marks were typed."""
        return next(self._dossiers(_all().equal(code=text.nfc(code))), None)

    def dossiers(
        self,
        *,
        year: int | None = None,
        organisation: str | None = None,
        kind: DossierKind | None = None,
        card: str | None = None,
    ) -> tuple[DossierRow, ...]:
        """Return the dossiers that fit, by code."""
        wanted = _all().equal(year=year, organisation=organisation, kind=kind, card=card)
        return tuple(self._dossiers(wanted))

    def object_id(self, code: str) -> str | None:
        """Return the object id of the dossier of that code."""
        row = self.dossier(code)
        return row.object_id if row else None

    def documents(  # noqa: PLR0913 - each is one column to choose by, all by name
        self,
        *,
        dossier: str | None = None,
        kind: str | None = None,
        year: int | None = None,
        organisation: str | None = None,
        card: str | None = None,
        status: DocumentStatus | None = None,
    ) -> tuple[DocumentRow, ...]:
        """Return the documents that fit, in order; year, organisation and card are the dossier's."""
        wanted = (
            Select(_DOCUMENTS, "dossier.code, document.place")
            .equal(code=dossier, year=year, organisation=organisation, card=card, status=status)
            .equal(**{"document.kind": kind})
        )
        return tuple(self._documents(wanted))

    def numbered(self, issuer: str, type_symbol: str | None = None) -> tuple[DocumentRow, ...]:
        """Return the documents that bear a number of an organisation, of one type's symbol or any.

        Numbers that cannot be read as one of any type come too.
        """
        wanted = Select(_DOCUMENTS, "dossier.code, document.place").equal(issuer=issuer)
        if type_symbol is not None:
            wanted.where("type_symbol IN (?, '')", type_symbol.casefold())
        return tuple(self._documents(wanted))

    def numbers_outside(self, organisation: str) -> tuple[NumbersOutside, ...]:
        """Return the runs of numbers that an organisation gave to papers not in the archive."""
        wanted = Select("value FROM numbers_outside", "dossier, place")
        return self._values(wanted.equal(organisation=organisation), NumbersOutside)

    def campaign(self, year: int) -> Campaign | None:
        """Return the review year as it was opened."""
        wanted = Select("value FROM campaign", "dossier, place").equal(year=year)
        found = self._values(wanted, Campaign)
        return found[0] if found else None

    def campaigns(self) -> tuple[Campaign, ...]:
        """Return every review year that was opened, earliest first."""
        return self._values(Select("value FROM campaign", "year, dossier, place"), Campaign)

    def _dossiers(self, wanted: Select) -> Iterator[DossierRow]:
        for object_id, version, value in self._rows(wanted):
            card = self._decoded(value, DossierCard)
            yield DossierRow(object_id=object_id, version=version, card=card)

    def _documents(self, wanted: Select) -> Iterator[DocumentRow]:
        cards: dict[str, DossierCard] = {}
        for code, object_id, value, entry in self._rows(wanted):
            if code not in cards:
                cards[code] = self._decoded(value, DossierCard)
            provenance = self._decoded(entry, Provenance)
            yield DocumentRow(
                dossier=code, object_id=object_id, card=cards[code], provenance=provenance
            )


def _all() -> Select:
    return Select("object_id, version, value FROM dossier", "code")
