"""The lists in the package: dossiers and documents as Word files and as a table for any program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hoso import spreadsheet, templates, word
from hoso.bag import BagWriter
from hoso.catalogue import DossierRow
from hoso.services import datafile, dossiers, prefill
from hoso.services.dossiers import Record
from hoso.services.handover._matters import Matter
from hoso.services.handover._scope import Chosen
from hoso.services.head import head
from hoso.services.prefill import Request
from hoso.services.subjects import Body
from hoso.workspace import Act, Workspace

LISTS: Final = "muc-luc"
_DOSSIERS: Final = "muc_luc_ho_so"
_DOCUMENTS: Final = "muc_luc_van_ban"
_DOTS: Final = "…" * 12


def put_tables(bag: BagWriter, held: Iterable[Record], found: tuple[Matter, ...]) -> None:
    """Put in the metadata of dossiers and documents (TT 05/2025/TT-BNV), and the open matters."""
    records = tuple(held)
    bag.add_bytes("muc-luc.csv", dossiers.csv_bytes(dossiers.dossier_table(records)))
    bag.add_bytes("van-ban.csv", dossiers.csv_bytes(dossiers.document_table(records)))
    lines = [(m.kind, m.where, m.what, m.until or "") for m in found]
    heads = ("Loại", "Ở đâu", "Việc", "Hạn")
    bag.add_bytes("viec-con-do.csv", spreadsheet.csv_bytes(heads, lines))


def put_lists(ws: Workspace, bag: BagWriter, going: Chosen, issuer: Body, act: Act) -> set[str]:
    """Put in the lists as Word files; return the codes of the dossiers that have one of their own."""
    inventory = _Form(ws, _DOSSIERS, issuer, act)
    request = inventory.request(going.years)
    known = prefill.inventory_of(ws, request, going.rows)
    bag.add_bytes(f"{LISTS}/muc-luc-ho-so.docx", inventory.filled(request, known))
    contents = _Form(ws, _DOCUMENTS, issuer, act)
    done = set()
    for row in going.rows:
        for data in _contents(ws, contents, going, row):
            bag.add_bytes(f"{LISTS}/{going.names[row.card.code]}.docx", data)
            done.add(row.card.code)
    return done


def _contents(ws: Workspace, form: _Form, going: Chosen, row: DossierRow) -> Iterator[bytes]:
    """Yield the list of a dossier's documents, nothing for one without any."""
    request = form.request((row.card.year,) if row.card.year else ())
    known = prefill.contents_of(ws, request, row, going.documents_of(row))
    if known["van_ban"]:
        yield form.filled(request, known)


class _Form:
    """A template opened once, for many documents of one issuer."""

    def __init__(self, ws: Workspace, kind: str, issuer: Body, act: Act) -> None:
        self._found = templates.find(kind, ws.template_roots)
        self._template = word.Template.open(self._found.path)
        self._issuer, self._on = issuer, act.on

    def request(self, years: tuple[int, ...]) -> Request:
        """Return what is asked of the archive; without years, those of the day."""
        first, last = (years[0], years[-1]) if years else (self._on.year, self._on.year)
        return Request(
            info=self._found.info,
            year=last,
            on=self._on,
            body=self._issuer,
            issuer=self._issuer,
            given={"tu_nam": first, "den_nam": last},
        )

    def filled(self, request: Request, known: Mapping[str, object]) -> bytes:
        """Return the document; what is left to people is dotted."""
        info = self._found.info
        dotted = dict.fromkeys(("nguoi_giao", "nguoi_nhan", "nguoi_lap"), _DOTS)
        whole = {**dotted, **head(self._issuer, info, request.year, self._on), **known}
        context, _ = datafile.merge(info, whole, {}, info.kind)
        return self._template.fill(datafile.complete(info, context))
