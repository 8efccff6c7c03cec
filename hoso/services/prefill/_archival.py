"""Lists of dossiers and documents, the office's register of dossiers, minutes of a hand-over.

The lists and minutes made here do not count themselves: making one must not make it untrue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hoso import text
from hoso.catalogue import DocumentRow, DossierRow
from hoso.errors import DataFieldError, NotFoundError
from hoso.model.dossier import DocumentStatus, DossierCard, FileRef, Provenance
from hoso.services import campaign, dossiers
from hoso.services.dossiers import GROUPS, Record, Scope, Tree
from hoso.services.prefill._figures import figures, integer, rows_in_words
from hoso.services.prefill._request import NOTICES, Request
from hoso.services.subjects import officers
from hoso.workspace import Workspace

Row = dict[str, object]
_REMARKS = {DocumentStatus.SIGNED: "Có bản ký", DocumentStatus.WITHDRAWN: "Đã rút"}
_UNKNOWN = "chưa xác định"


def inventory(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the dossiers of the years asked for: the permanent ones, and apart those with a period."""
    return _inventory(ws, request, _held(ws, request, _span(request)))


def inventory_of(
    ws: Workspace, request: Request, going: Iterable[DossierRow]
) -> Mapping[str, object]:
    """Return the same list of certain dossiers, such as those that are handed over."""
    found = dossiers.tree(ws, request.body.code)
    return _inventory(ws, request, dossiers.of_rows(ws, list(going), found, request.on))


def _inventory(ws: Workspace, request: Request, held: Sequence[Record]) -> Mapping[str, object]:
    first, last = _span(request)
    lists = {"vinh_vien": True, "co_thoi_han": False}
    rows = {
        field: [_row(one) for one in held if one.judged.permanent is permanent]
        for field, permanent in lists.items()
    }
    return {
        "tu_nam": first,
        "den_nam": last,
        **rows,
        **{f"{field}_chu": rows_in_words(request, field, rows[field], "ma") for field in lists},
        **_secretary(ws, request, "nguoi_giao"),
        NOTICES: [_unsure(one) for one in held if not one.judged.certain],
    }


def _unsure(one: Record) -> str:
    kinds = ", ".join(one.judged.unknown) or one.card.kind.value
    period = one.judged.period or _UNKNOWN
    return f"{one.code}: ghi thời hạn {period}, chưa có thời hạn của {kinds}."


def _secretary(ws: Workspace, request: Request, field: str) -> Row:
    """Return the head of the body's committee as the one who hands over."""
    committee = officers(ws, request.body, request.on)
    return {field: committee[0].person.state.full_name} if committee else {}


def _span(request: Request) -> tuple[int, int]:
    """Return the years that the data file asks for, else the document's own year."""
    first, last = (integer(request, name, request.year) for name in ("tu_nam", "den_nam"))
    if first > last:
        raise DataFieldError(
            f"Khoảng năm từ {first} đến {last} không đúng: tu_nam phải không sau den_nam.",
            where="tu_nam",
        )
    return first, last


def _held(ws: Workspace, request: Request, span: tuple[int, int]) -> tuple[Record, ...]:
    """Return the dossiers of the body and all that ever stood below it, of no year too."""
    return dossiers.records(ws, Scope(org=request.body.code, years=span), request.on)


def _row(one: Record) -> Row:
    return {
        "ma": one.code,
        "tieu_de": one.card.title,
        "thoi_gian": one.dates,
        "thoi_han": one.judged.period or _UNKNOWN,
        "so_luong": f"{len(one.documents)} văn bản",
        "so_to_trang": _sheets(one),
        "nguoi_lap": one.maker,
    }


def _sheets(one: Record) -> str:
    """Return how many sheets of paper and electronic pages there are, as far as anyone knows."""
    counts = ((one.card.sheets, "tờ"), (one.pages, "trang"))
    return ", ".join(f"{count} {unit}" for count, unit in counts if count is not None)


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
    papers = (document.provenance for document in documents)
    one = dossiers.of_row(ws, row, papers, request.on)
    files = _files(ws, one)
    pages = _pages(one.documents)
    rows = [
        _document(document, files, where)
        for document, where in zip(one.documents, pages, strict=True)
    ]
    return {
        "ho_so": _described(one),
        "van_ban": rows,
        "van_ban_chu": rows_in_words(request, "van_ban", rows, "thu_tu"),
        **({"nguoi_lap": one.card.maker} if one.card.maker else {}),
    }


def _files(ws: Workspace, one: Record) -> tuple[FileRef, ...]:
    """Return the files of a dossier, those of finding aids left out."""
    files = ws.archive.version(one.row.object_id, one.row.version).files
    return tuple(file for file in files if file.path[:4] not in one.aids)


def _pages(documents: Sequence[Provenance]) -> Iterator[str]:
    """Yield on which pages of the dossier each document stands, "" from the first unknown on."""
    first: int | None = 1
    for one in documents:
        if first is None or not one.pages:
            first = None
            yield ""
            continue
        last = first + one.pages - 1
        yield f"{first:02d}" if last == first else f"{first:02d}–{last:02d}"
        first = last + 1


def parties(ws: Workspace, request: Request) -> Row:
    """Return when, who hands over, and what it is called, in the minutes of a hand-over."""
    name = request.body.state.name
    return {
        "giao_nhan": {"ngay": text.short_date(request.on)},
        "ben_giao": {"don_vi": name, **_giver(ws, request)},
        "khoi_tai_lieu": f"Hồ sơ kiểm điểm, đánh giá, xếp loại chất lượng của {name}",
    }


def _described(one: Record) -> Row:
    return {
        "ma": one.code,
        "tieu_de": one.card.title,
        "thoi_han": one.judged.period or _UNKNOWN,
        "che_do_su_dung": one.card.access,
        "do_mat": one.card.secrecy,
    }


def _document(one: Provenance, files: Iterable[FileRef], pages: str) -> Row:
    papers = (f.path for f in files if f.path.startswith(f"{one.number}/"))
    forms = {path.rpartition(".")[2] for path in papers if not path.endswith(".json")}
    return {
        "thu_tu": int(one.number),
        "so_ky_hieu": one.symbol,
        "ngay": text.short_date(one.day) if one.day else "",
        "trich_yeu": one.title,
        "tac_gia": one.author,
        "to_trang": pages,
        "tep": f"{one.number}: {', '.join(sorted(forms))}",
        "ghi_chu": _REMARKS.get(one.status, ""),
    }


def register(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the dossiers that the year will have: of everyone under review, and those there are."""
    found = dossiers.tree(ws, request.body.code)
    order = dossiers.order(found)
    there = {one.code: one for one in _held(ws, request, (request.year, request.year))}
    cards = {card.code: card for card in _coming(ws, request)}
    cards |= {code: one.card for code, one in there.items()}
    ordered = sorted(cards.values(), key=order)
    groups = [
        {
            "ten": name,
            "ho_so": [_planned(card, found, there) for card in ordered if card.kind is kind],
        }
        for kind, name in GROUPS.items()
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


def _planned(card: DossierCard, found: Tree, there: Mapping[str, Record]) -> Row:
    held = there.get(card.code)
    return {
        "ma": card.code,
        "tieu_de": card.title,
        "thoi_han": (held.judged.period or _UNKNOWN) if held else card.retention,
        "nguoi_lap": card.maker or found.name(card.organisation),
        "ghi_chu": "Đã lập" if held else "",
    }


def handover(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return who hands over and how much: dossiers, files and bytes, in figures and words."""
    span = _span(request)
    held = _held(ws, request, span)
    files = [file for one in held for file in _files(ws, one)]
    return {
        **parties(ws, request),
        "tu_nam": span[0],
        "den_nam": span[1],
        **figures(request, "so_ho_so", len(held)),
        **figures(request, "so_tep", len(files)),
        **figures(request, "so_byte", sum(file.size for file in files)),
        "muc_luc": list(lists_of(held)),
    }


def lists_of(held: Iterable[Record]) -> Iterator[str]:
    """Yield the names of the lists that go with what is handed over."""
    kept = {one.judged.permanent for one in held}
    for kind, permanent in (("vĩnh viễn", True), ("có thời hạn", False)):
        if permanent in kept:
            yield f"Mục lục hồ sơ bảo quản {kind}"


def _giver(ws: Workspace, request: Request) -> Row:
    committee = officers(ws, request.body, request.on)
    if not committee:
        return {}
    return {"ho_ten": committee[0].person.state.full_name, "chuc_vu": committee[0].title}
