"""Lists of dossiers and documents, the office's register of dossiers, minutes of a hand-over.

The lists and minutes made here do not count themselves: making one must not make it untrue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hoso import profiles, text
from hoso.catalogue import DocumentRow, DossierRow
from hoso.errors import DataFieldError, NotFoundError
from hoso.model.dossier import DocumentStatus, DossierCard, DossierKind, FileRef, Provenance
from hoso.services import campaign
from hoso.services.prefill._figures import figures, integer, rows_in_words
from hoso.services.prefill._request import Request
from hoso.services.subjects import officers
from hoso.workspace import Workspace

Row = dict[str, object]
FINDING_AIDS = frozenset(
    {"muc_luc_ho_so", "muc_luc_van_ban", "danh_muc_ho_so", "bien_ban_giao_nhan"}
)
_GROUPS = {
    DossierKind.COLLECTIVE: "Hồ sơ kiểm điểm, đánh giá, xếp loại của tập thể",
    DossierKind.PERSON: "Hồ sơ kiểm điểm, đánh giá, xếp loại của đảng viên",
    DossierKind.ROSTER: "Danh sách tổ chức đảng, đảng viên",
    DossierKind.HANDOVER: "Hồ sơ bàn giao",
}
_REMARKS = {DocumentStatus.SIGNED: "Có bản ký", DocumentStatus.WITHDRAWN: "Đã rút"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A dossier of the archive with its documents and files, those made here left out."""

    card: DossierCard
    documents: tuple[Provenance, ...]
    files: tuple[FileRef, ...]


def inventory(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the dossiers of the years asked for: the permanent ones, and apart those with a period."""
    names = _names(ws, request)
    return _inventory(ws, request, _held(ws, _span(request), list(names)), names)


def inventory_of(
    ws: Workspace, request: Request, going: Mapping[DossierRow, Iterable[DocumentRow]]
) -> Mapping[str, object]:
    """Return the same list of certain dossiers, such as those that are handed over."""
    names = _names(ws, request)
    rows = sorted(going, key=lambda row: _order(row.card, list(names)))
    held = [_read(ws, row, (one.provenance for one in going[row])) for row in rows]
    return _inventory(ws, request, held, names)


def _inventory(
    ws: Workspace, request: Request, held: Iterable[_Held], names: Mapping[str, str]
) -> Mapping[str, object]:
    listed, span = list(held), _span(request)
    lists = {"vinh_vien": True, "co_thoi_han": False}
    rows = {
        field: [_row(one, names) for one in listed if _permanent(one.card) is permanent]
        for field, permanent in lists.items()
    }
    return {
        "tu_nam": span.start,
        "den_nam": span.stop - 1,
        **rows,
        **{f"{field}_chu": rows_in_words(request, field, rows[field], "ma") for field in lists},
        **_secretary(ws, request, "nguoi_giao"),
    }


def _permanent(card: DossierCard) -> bool:
    return card.retention == profiles.PERMANENT


def _secretary(ws: Workspace, request: Request, field: str) -> Row:
    """Return the head of the body's committee as the one who hands over."""
    committee = officers(ws, request.body, request.on)
    return {field: committee[0].person.state.full_name} if committee else {}


def _span(request: Request) -> range:
    """Return the years that the data file asks for, else the document's own year."""
    first, last = (integer(request, name, request.year) for name in ("tu_nam", "den_nam"))
    if first > last:
        raise DataFieldError(
            f"Khoảng năm từ {first} đến {last} không đúng: tu_nam phải không sau den_nam.",
            where="tu_nam",
        )
    return range(first, last + 1)


def _names(ws: Workspace, request: Request) -> dict[str, str]:
    """Return the name of the body and of all that ever stood below it, by code."""
    return ws.catalogue.ever_within(request.body.code)


def _held(ws: Workspace, span: range, codes: list[str]) -> list[_Held]:
    """Return the dossiers of these years and organisations, and those that belong to no year."""
    found = [row for row in _dossiers(ws, span) if row.card.organisation in codes]
    documents: dict[str, list[Provenance]] = {}
    for row in _documents(ws, span):
        documents.setdefault(row.dossier, []).append(row.provenance)
    found.sort(key=lambda row: _order(row.card, codes))
    return [_read(ws, row, documents.get(row.card.code, [])) for row in found]


def _dossiers(ws: Workspace, span: range) -> Iterator[DossierRow]:
    for year in span:
        yield from ws.catalogue.dossiers(year=year)
    for kind in (DossierKind.ROSTER, DossierKind.HANDOVER):
        yield from (row for row in ws.catalogue.dossiers(kind=kind) if row.card.year is None)


def _documents(ws: Workspace, span: range) -> Iterator[DocumentRow]:
    for year in span:
        yield from ws.catalogue.documents(year=year)


def _order(card: DossierCard, codes: list[str]) -> tuple[object, ...]:
    """Return the place of a dossier: by kind, year and organisation, members by name."""
    name = card.title.rpartition("đồng chí ")[2] if card.kind is DossierKind.PERSON else ""
    kinds = [*_GROUPS, *(kind for kind in DossierKind if kind not in _GROUPS)]
    return (
        kinds.index(card.kind),
        card.year or 0,
        codes.index(card.organisation) if card.organisation in codes else len(codes),
        text.name_key(name),
        card.code,
    )


def _read(ws: Workspace, row: DossierRow, documents: Iterable[Provenance]) -> _Held:
    listed = list(documents)
    aside = {f"{one.number}/" for one in listed if one.kind in FINDING_AIDS}
    files = ws.archive.version(row.object_id, row.version).files
    return _Held(
        card=row.card,
        documents=tuple(one for one in listed if one.kind not in FINDING_AIDS),
        files=tuple(one for one in files if one.path[:5] not in aside),
    )


def _row(one: _Held, names: Mapping[str, str]) -> Row:
    card = one.card
    return {
        "ma": card.code,
        "tieu_de": card.title,
        "thoi_gian": _period(one),
        "thoi_han": card.retention,
        "so_luong": f"{len(one.documents)} / {len(one.files)}",
        "nguoi_lap": card.maker or names.get(card.organisation, card.organisation),
    }


def _period(one: _Held) -> str:
    """Return the first and the last day: of the card, else of the documents."""
    days = sorted(document.day for document in one.documents if document.day)
    start = one.card.start or (days[0] if days else None)
    end = one.card.end or (days[-1] if days else None)
    return " – ".join(text.short_date(day) for day in (start, end) if day)


def contents(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the documents of the subject's dossier of the year, in their order there.

    Raise NotFoundError when there is no such dossier.
    """
    code = f"{(request.person or request.body).subject.dossier_stem}-{request.year}"
    found = ws.catalogue.dossier(code)
    if found is None:
        raise NotFoundError(
            f"Kho chưa có hồ sơ {code}. Xem «hoso search» hoặc năm khác.", where=code
        )
    return contents_of(ws, request, found, ws.catalogue.documents(dossier=code))


def contents_of(
    ws: Workspace, request: Request, row: DossierRow, documents: Iterable[DocumentRow]
) -> Mapping[str, object]:
    """Return the list of the documents of one dossier."""
    one = _read(ws, row, (document.provenance for document in documents))
    rows = [_document(document, one.files) for document in one.documents]
    return {
        "ho_so": _described(one.card),
        "van_ban": rows,
        "van_ban_chu": rows_in_words(request, "van_ban", rows, "thu_tu"),
        **({"nguoi_lap": one.card.maker} if one.card.maker else {}),
    }


def parties(ws: Workspace, request: Request) -> Row:
    """Return when, who hands over, and what it is called, in the minutes of a hand-over."""
    name = request.body.state.name
    return {
        "giao_nhan": {"ngay": text.short_date(request.on)},
        "ben_giao": {"don_vi": name, **_giver(ws, request)},
        "khoi_tai_lieu": f"Hồ sơ kiểm điểm, đánh giá, xếp loại chất lượng của {name}",
    }


def _described(card: DossierCard) -> Row:
    return {
        "ma": card.code,
        "tieu_de": card.title,
        "thoi_han": card.retention,
        "che_do_su_dung": card.access,
        "do_mat": card.secrecy,
    }


def _document(one: Provenance, files: Iterable[FileRef]) -> Row:
    papers = (f.path for f in files if f.path.startswith(f"{one.number}/"))
    forms = {path.rpartition(".")[2] for path in papers if not path.endswith(".json")}
    return {
        "thu_tu": int(one.number),
        "so_ky_hieu": one.symbol,
        "ngay": text.short_date(one.day) if one.day else "",
        "trich_yeu": one.title,
        "tac_gia": one.author,
        "tep": f"{one.number}: {', '.join(sorted(forms))}",
        "ghi_chu": _REMARKS.get(one.status, ""),
    }


def register(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the dossiers that the year will have: of everyone under review, and those there are."""
    names = _names(ws, request)
    there = {
        row.card.code: row.card
        for row in _dossiers(ws, range(request.year, request.year + 1))
        if row.card.organisation in names
    }
    cards = {card.code: card for card in _coming(ws, request)} | there
    codes = list(names)
    ordered = sorted(cards.values(), key=lambda card: _order(card, codes))
    groups = [
        {
            "ten": name,
            "ho_so": [_planned(c, names, there=c.code in there) for c in ordered if c.kind is kind],
        }
        for kind, name in _GROUPS.items()
    ]
    return {
        "nhom_ho_so": [group for group in groups if group["ho_so"]],
        **figures(request, "so_ho_so", len(ordered)),
    }


def _coming(ws: Workspace, request: Request) -> Iterator[DossierCard]:
    """Yield the card of everyone whom the law has reviewed in the year, or may have."""
    for one in campaign.candidates(ws, request.year, request.body.code, request.on):
        if one.verdict.reviewed is not False or one.person is None:
            yield campaign.card_of(one, request.year)


def _planned(card: DossierCard, names: Mapping[str, str], *, there: bool) -> Row:
    return {
        "ma": card.code,
        "tieu_de": card.title,
        "thoi_han": card.retention,
        "nguoi_lap": card.maker or names[card.organisation],
        "ghi_chu": "Đã lập" if there else "",
    }


def handover(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return who hands over and how much: dossiers, files and bytes, in figures and words."""
    span = _span(request)
    held = _held(ws, span, list(_names(ws, request)))
    files = [file for one in held for file in one.files]
    return {
        **parties(ws, request),
        "tu_nam": span.start,
        "den_nam": span.stop - 1,
        **figures(request, "so_ho_so", len(held)),
        **figures(request, "so_tep", len(files)),
        **figures(request, "so_byte", sum(file.size for file in files)),
        "muc_luc": list(lists_of(one.card for one in held)),
    }


def lists_of(cards: Iterable[DossierCard]) -> Iterator[str]:
    """Yield the names of the lists that go with what is handed over."""
    kept = {_permanent(card) for card in cards}
    for kind, permanent in (("vĩnh viễn", True), ("có thời hạn", False)):
        if permanent in kept:
            yield f"Mục lục hồ sơ bảo quản {kind}"


def _giver(ws: Workspace, request: Request) -> Row:
    committee = officers(ws, request.body, request.on)
    if not committee:
        return {}
    return {"ho_ten": committee[0].person.state.full_name, "chuc_vu": committee[0].title}
