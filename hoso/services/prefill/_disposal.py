"""What the archive knows for the council that considers destruction: proposals, never more.

Only dossiers that nothing stands against are listed; the others are named to whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import DataFieldError, NotFoundError
from hoso.services import dossiers
from hoso.services.dossiers import GROUPS, Proposal, Record, Scope
from hoso.services.prefill._figures import figures, integer, rows_in_words
from hoso.services.prefill._request import NOTICES, Request
from hoso.services.subjects import Body, whose
from hoso.text import listed, short_date
from hoso.workspace import Workspace

_LISTS = ("giay", "dien_tu")
_EXPIRED = "Hết thời hạn lưu trữ"
_GROUNDS = (
    "Căn cứ Luật Lưu trữ số 33/2024/QH15",
    "Căn cứ Quy định số 383-QĐ/TW, ngày 19/11/2025 của Ban Bí thư về Phông Lưu trữ Đảng Cộng sản Việt Nam",
)
_SEATS = ("Chủ tịch Hội đồng", "Ủy viên", "Ủy viên", "Ủy viên", "Thư ký Hội đồng")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expired:
    """What expired of a body and all below it: what may be proposed, and what may not."""

    proposed: tuple[Proposal, ...]
    held: tuple[Proposal, ...]

    @classmethod
    def of(cls, ws: Workspace, request: Request) -> _Expired:
        scope = Scope(org=request.body.code)
        return cls.sorted(ws, scope, dossiers.proposals(ws, scope, request.on))

    @classmethod
    def sorted(cls, ws: Workspace, scope: Scope, found: Iterable[Proposal]) -> _Expired:
        """Return proposals in the order of lists."""
        place = dossiers.order(dossiers.tree(ws, scope.org))
        ordered = sorted(found, key=lambda one: place(one.record.card))
        return cls(
            proposed=tuple(one for one in ordered if one.proposed),
            held=tuple(one for one in ordered if not one.proposed),
        )

    @property
    def reasons(self) -> list[str]:
        """Return why the others are kept, one sentence a dossier, without a full stop."""
        return [f"{one.record.code}: {'; '.join(one.obstacles)}" for one in self.held]

    @property
    def notices(self) -> list[str]:
        """Return what is told beside the document."""
        return [f"Chưa đề nghị {words}." for words in self.reasons]

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of what is proposed."""
        return frozenset(one.record.code for one in self.proposed)


def _span(records: Iterable[Record]) -> str:
    """Return the first and last day of dossiers, in words."""
    every = list(records)
    first = min((one.start for one in every if one.start), default=None)
    last = max((one.end for one in every if one.end), default=None)
    days = (("từ ngày", first), ("đến ngày", last))
    return " ".join(f"{words} {short_date(day)}" for words, day in days if day)


def listing(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the list of what is proposed of a body and all below it.

    Raise NotFoundError when nothing is, and the data file names nothing either.
    """
    found = _Expired.of(ws, request)
    given = request.given_rows("giay") or request.given_rows("dien_tu")
    _require(found, request.body, request.on, given)
    known = _listed(found)
    words = {f"{name}_chu": rows_in_words(request, name, known[name], "ma") for name in _LISTS}
    return {**_fonds(request.body, found.proposed), **known, **words, NOTICES: found.notices}


def disposal_of(
    ws: Workspace, scope: Scope, found: Iterable[Proposal], on: date
) -> Mapping[str, object]:
    """Return the same list of certain proposals, for a draft; raise NotFoundError when there is none."""
    body = whose(ws, scope.org, None, on)[0]
    expired = _Expired.sorted(ws, scope, found)
    _require(expired, body, on)
    known = _listed(expired)
    words = {f"{name}_chu": text.in_words(len(rows)) for name, rows in known.items()}
    return {**_fonds(body, expired.proposed), **known, **words}


def _listed(found: _Expired) -> dict[str, list[dict[str, object]]]:
    on_paper = [one.record for one in found.proposed if _has_paper(one.record)]
    return {
        "giay": [_on_paper(one, place) for place, one in enumerate(on_paper, 1)],
        "dien_tu": [_digital(one) for one in found.proposed],
    }


def _require(found: _Expired, body: Body, on: date, given: object = None) -> None:
    if found.proposed or given:
        return
    others = f" {len(found.held)} hồ sơ hết hạn nhưng còn vướng." if found.held else ""
    raise NotFoundError(
        f"Đến ngày {short_date(on)} không có hồ sơ nào của {body.state.name} hết thời hạn bảo quản để đề "
        f"nghị xét hủy.{others} Xem «hoso dossiers disposal».",
        where=body.code,
    )


def _fonds(body: Body, ones: Sequence[Proposal]) -> dict[str, object]:
    span = _span(one.record for one in ones)
    return {"phong": body.state.name, **({"thoi_gian": span} if span else {})}


def _has_paper(one: Record) -> bool:
    """Return whether a dossier may have paper: nobody said that it has none."""
    return one.card.sheets != 0


def _on_paper(one: Record, place: int) -> dict[str, object]:
    sheets = one.card.sheets
    return {
        "tap": f"{place:02d}",
        "ma": one.code,
        "tieu_de": one.card.title,
        "ly_do": _EXPIRED,
        "ghi_chu": f"{sheets} tờ" if sheets else "",
    }


def _digital(one: Proposal) -> dict[str, object]:
    record = one.record
    return {
        "ma": record.code,
        "tieu_de": record.card.title,
        "thoi_han": record.judged.period,
        "so_tai_lieu": str(len(record.documents)),
        "so_trang": "" if record.pages is None else str(record.pages),
        "ly_do": f"{_EXPIRED} từ ngày {short_date(one.expired)}",
        "ghi_chu": record.judged.reasons[0].reference,
    }


def explanation(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the statement: how much expired, what of it is kept and why, what it consists of."""
    found = _Expired.of(ws, request)
    _require(found, request.body, request.on, request.given.get("so_het"))
    every = (*found.proposed, *found.held)
    return {
        **_fonds(request.body, every),
        "hinh_thanh": _formation(request, every),
        "so_dua_ra": text.thousands(len(every)),
        "so_giay": text.thousands(sum(_has_paper(one.record) for one in every)),
        "so_giu_lai": text.thousands(len(found.held)),
        "so_het": text.thousands(len(found.proposed)),
        "giu_lai_vi": found.reasons,
        "nhom_het_han": list(_groups(found)),
    }


def _formation(request: Request, every: Sequence[Proposal]) -> list[str]:
    name = request.body.state.name
    tables = listed(sorted({one.record.table.title for one in every}))
    why = f" theo {tables}" if tables else ""
    return [
        f"Tài liệu hình thành trong hoạt động kiểm điểm, đánh giá, xếp loại chất lượng và công tác tổ chức "
        f"của {name}, được lập hồ sơ và quản lý trong kho của {name}.",
        f"Thời hạn bảo quản được tính từ năm công việc kết thúc{why}; tính đến ngày "
        f"{short_date(request.on)}.",
    ]


def _groups(found: _Expired) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for one in found.proposed:
        key = (GROUPS.get(one.record.card.kind, one.record.card.kind), one.record.judged.period)
        groups.setdefault(key, []).append(one)
    for (name, period), ones in groups.items():
        makers = listed(sorted({one.record.maker for one in ones}))
        words = f"{name}: {len(ones)} hồ sơ, thời hạn {period}"
        yield ", ".join(
            part for part in (words, _span(one.record for one in ones), f"do {makers} lập") if part
        )


def minutes(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the minutes of the council; what it keeps is named by the data file.

    Raise DataFieldError when it keeps what was never proposed.
    """
    found = _Expired.of(ws, request)
    known = len(found.proposed)
    number = integer(request, "so_ho_so", known)
    _require(found, request.body, request.on, number)
    kept = [str(row.get("ma", "")) for row in request.given_rows("giu_lai")]
    strangers = [code for code in kept if found.proposed and code not in found.codes]
    if strangers or len(set(kept)) > number:
        raise DataFieldError(
            f"Hồ sơ đề nghị giữ lại không có trong số {number} hồ sơ đưa ra xét hủy: "
            f"{listed(strangers or kept)}. Xem «hoso dossiers disposal».",
            where="giu_lai",
        )
    return {
        "phong": request.body.state.name,
        "can_cu": list(_GROUNDS),
        "hoi_dong": [{"ho_ten": "", "chuc_vu": "", "vai_tro": seat} for seat in _SEATS],
        **figures(request, "so_ho_so", known),
        **figures(request, "so_huy", number - len(set(kept))),
        NOTICES: found.notices,
    }
