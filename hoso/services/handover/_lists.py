"""The lists in the package: dossiers and documents as Word files and as a table for any program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hoso import spreadsheet, templates, word
from hoso.bag import BagWriter
from hoso.catalogue import DossierRow
from hoso.model import base
from hoso.services import datafile, prefill
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
# Key of a dossier's card → heading of the list (TT 05/2025/TT-BNV, Phụ lục I).
_FIELDS: Final = {
    "ma": "Mã hồ sơ",
    "tieu_de": "Tiêu đề",
    "thoi_han_bao_quan": "Thời hạn bảo quản",
    "che_do_su_dung": "Chế độ sử dụng",
    "do_mat": "Độ mật",
    "ngon_ngu": "Ngôn ngữ",
    "bat_dau": "Bắt đầu",
    "ket_thuc": "Kết thúc",
    "nguoi_lap": "Người lập",
    "tu_khoa": "Từ khóa",
    "dinh_dang": "Định dạng",
    "mo_ta": "Mô tả",
}


def put_tables(bag: BagWriter, going: Chosen, found: tuple[Matter, ...]) -> None:
    """Put in the list of dossiers and the open matters as tables."""
    cards = [base.plain(row.card) for row in going.rows]
    listed = [[_words(card.get(key)) for key in _FIELDS] for card in cards]
    bag.add_bytes("muc-luc.csv", spreadsheet.csv_bytes(list(_FIELDS.values()), listed))
    lines = [(m.kind, m.where, m.what, m.until or "") for m in found]
    heads = ("Loại", "Ở đâu", "Việc", "Hạn")
    bag.add_bytes("viec-con-do.csv", spreadsheet.csv_bytes(heads, lines))


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def put_lists(ws: Workspace, bag: BagWriter, going: Chosen, issuer: Body, act: Act) -> set[str]:
    """Put in the lists as Word files; return the codes of the dossiers that have one of their own."""
    inventory = _Form(ws, _DOSSIERS, issuer, act)
    request = inventory.request(going.years)
    known = prefill.inventory_of(ws, request, {row: going.documents_of(row) for row in going.rows})
    bag.add_bytes(f"{LISTS}/muc-luc-ho-so.docx", inventory.filled(request, known))
    contents = _Form(ws, _DOCUMENTS, issuer, act)
    done = set()
    for row in going.rows:
        for data in _contents(ws, contents, going, row):
            bag.add_bytes(f"{LISTS}/{row.card.code}.docx", data)
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
