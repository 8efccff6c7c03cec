"""The page of contents: which file of the package opens what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoso import fixity
from hoso.archive import travel
from hoso.catalogue import DocumentRow, DossierRow
from hoso.services import printing
from hoso.services.dossiers import Record
from hoso.services.handover._lists import LISTS
from hoso.services.handover._pages import Link, Row
from hoso.services.handover._prints import PRINTS
from hoso.services.handover._scope import Chosen
from hoso.services.handover._store import STORE
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """The codes of the dossiers that have a list of documents, and of those that have a PDF.

    `inventory` says whether there is a list of dossiers.
    """

    inventory: bool
    lists: set[str]
    prints: set[str]


def others(extras: Extras) -> Iterator[Link]:
    """Yield what else there is to read."""
    yield Link("Cách kiểm gói", "DOC-TRUOC.txt")
    if extras.inventory:
        yield Link("Mục lục hồ sơ", f"{LISTS}/muc-luc-ho-so.docx")
    yield Link("Mục lục hồ sơ, bảng tính", "muc-luc.csv")
    yield Link("Từng văn bản, bảng tính", "van-ban.csv")
    yield Link("Việc còn dở, bảng tính", "viec-con-do.csv")


def lines(ws: Workspace, going: Chosen, held: Iterable[Record], extras: Extras) -> Iterator[Row]:
    """Yield one line a dossier, its documents linked to the files of their newest version."""
    periods = {one.code: one.judged.period for one in held}
    for row in going.rows:
        folder = f"{STORE}/{travel.place_of(row.object_id)}/"
        card = row.card
        yield (
            Link(card.code, folder),
            card.title,
            card.year or "",
            periods[card.code],
            tuple(_documents(ws, row, going.documents_of(row), folder)),
            tuple(_beside(card.code, going.names[card.code], extras)),
        )


def _documents(
    ws: Workspace, row: DossierRow, documents: tuple[DocumentRow, ...], folder: str
) -> Iterator[Link]:
    if not documents:
        return
    inventory = fixity.inventory_of(ws.archive.folder(row.object_id))
    places = {
        path: inventory.manifest[digest][0]
        for digest, paths in inventory.state(inventory.head).items()
        for path in paths
    }
    for one in documents:
        number = one.provenance.number
        place = places.get(printing.paper_of(number, places), "")
        yield Link(f"{number} {one.provenance.title}", folder + place if place else "")


def _beside(code: str, name: str, extras: Extras) -> Iterator[Link]:
    if code in extras.prints:
        yield Link("Bản in", f"{PRINTS}/{name}.pdf")
    if code in extras.lists:
        yield Link("Mục lục", f"{LISTS}/{name}.docx")
