"""The minutes of a hand-over (biên bản giao nhận): beside the bag, for they print its fingerprint.

The act itself is archived as a dossier of the giver: the minutes, and the list of what went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso import bag, profiles, seal, templates, text, word
from hoso.archive import Event
from hoso.bag import Sealed
from hoso.errors import DataFieldError, HosoError
from hoso.model import base
from hoso.model.dossier import DossierCard, DossierKind
from hoso.services import datafile, dossiers, outbox, prefill
from hoso.services.handover._scope import Chosen
from hoso.services.head import head
from hoso.services.papers import Making, identity
from hoso.services.prefill import Request
from hoso.services.subjects import Body
from hoso.workspace import Act, Workspace

_KIND: Final = "bien_ban_giao_nhan"
_BOOKMARK: Final = "hoso_ma_qr"
_QR_WIDTH: Final = 31.0  # millimetres; its box is 34 wide
_DOTS: Final = "…" * 12
_PARTY: Final = {"ho_ten": _DOTS, "chuc_vu": _DOTS, "don_vi": _DOTS}
_NO_PAPER: Final = (
    "Biên bản ghi «Tài liệu giấy: không có». Nếu có hồ sơ giấy, ghi phần [giay] (hop, ho_so, met_gia) "
    "vào tệp --data rồi lập lại."
)
# What the program counts: a figure written by hand would make the paper untrue.
_COUNTED: Final = ("so_ho_so", "so_tep", "so_byte", "dau_van_tay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What is handed over: the bag, its dossiers, how much is open, where the medium's files lie."""

    sealed: Sealed
    going: Chosen
    matters: int
    encrypted: bool
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person adds to the minutes, and what messages call the file."""

    data: Mapping[str, object]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes as made: the copy to be printed twice, and where they are archived."""

    path: Path
    dossier: str
    document: str
    hints: tuple[str, ...] = ()


def require_fitting(ws: Workspace, said: Said) -> None:
    """Raise DataFieldError for what the minutes have no field for, before anything is written."""
    info = templates.find(_KIND, ws.template_roots).info
    counted = [name for name in said.data if name.removesuffix("_chu") in _COUNTED]
    if counted:
        raise DataFieldError(
            f"{said.name}: bỏ trường {', '.join(counted)}: số lượng và dấu vân tay do chương trình đếm từ "
            "chính gói bàn giao.",
            where=counted[0],
        )
    datafile.merge(info, datafile.complete(info, {}), said.data, said.name)


# long: one line a step
def minutes(ws: Workspace, amount: Amount, body: Body, said: Said, act: Act) -> Minutes:
    """Write the minutes beside the package and archive the act; raise HosoError."""
    found = templates.find(_KIND, ws.template_roots)
    request = Request(info=found.info, year=act.on.year, on=act.on, body=body, issuer=body)
    known = _known(ws, amount, request)
    context, notices = datafile.merge(found.info, known, said.data, said.name)
    context = datafile.complete(found.info, context)
    card = _card(amount, body, act)
    mark = identity(_KIND, body, None, act.on.year, card.code)
    filled = word.Template.open(found.path).fill(context, identity=mark)
    data, hints = _with_code(filled, amount.sealed.fingerprint)
    beside = amount.files[0]
    path = outbox.write(beside.with_name(f"{beside.stem}-bien-ban-giao-nhan.docx"), data)
    making = Making(
        found=found, regime=ws.regime(act.on.year), layout=profiles.layout(act.on), on=act.on
    )
    files = {"van_ban.docx": data, "du_lieu.json": base.encode(context)}
    document, more = _archived(ws, amount.sealed, card, _Paper(making, body.state.name, files), act)
    if "giay" not in said.data:
        hints = (*hints, _NO_PAPER)
    hints = (*(f"Lưu ý – {one}" for one in notices.values()), *hints, *more)
    return Minutes(path=path, dossier=card.code, document=document, hints=hints)


def _known(ws: Workspace, amount: Amount, request: Request) -> dict[str, object]:
    parties = dict(prefill.parties(ws, request))
    giver, act = parties.pop("ben_giao"), parties.pop("giao_nhan")
    years = amount.going.years or (request.year,)
    held = dossiers.of_rows(ws, amount.going.rows, dossiers.tree(ws, None), request.on)
    if whose := amount.going.whose:
        parties["khoi_tai_lieu"] = f"Hồ sơ kiểm điểm, đánh giá, xếp loại chất lượng của {whose}"
    return {
        **head(request.body, request.info, request.year, request.on),
        **parties,
        "giao_nhan": {"dia_diem": _DOTS, **_group(act)},
        "ben_giao": {**_PARTY, **_group(giver)},
        "ben_nhan": dict(_PARTY),
        "tu_nam": years[0],
        "den_nam": years[-1],
        **_figures("so_ho_so", len(amount.going.rows)),
        **_figures("so_tep", amount.sealed.files),
        **_figures("so_byte", amount.sealed.octets),
        "tinh_trang": list(_state(amount)),
        "muc_luc": list(prefill.lists_of(held)),
        "dau_van_tay": _two_lines(bag.grouped(amount.sealed.fingerprint)),
    }


def _two_lines(grouped: str) -> str:
    """Return the groups in two lines of equal length, easier to compare than one and a bit."""
    groups = grouped.split()
    half = len(groups) // 2
    return "\n".join((" ".join(groups[:half]), " ".join(groups[half:])))


def _group(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _figures(field: str, number: int) -> dict[str, str]:
    return {field: text.thousands(number), f"{field}_chu": text.in_words(number)}


def _state(amount: Amount) -> Iterator[str]:
    """Yield what is true of the package as it was read again from where it lies."""
    if amount.encrypted:
        parts = len(amount.files)
        number = f"{text.thousands(parts)} tệp " if parts > 1 else ""
        yield (
            f"Gói được mã hóa bằng mật khẩu ({number}dạng age), mật khẩu trao riêng; đã giải mã thử và "
            "đối chiếu đủ từng tệp."
        )
    else:
        yield "Mọi tệp của gói đã được đọc lại từ nơi ghi và khớp mã kiểm tra."
    yield "Số tệp tin và dung lượng nêu trên là của thư mục data trong gói (dòng Payload-Oxum)."
    if amount.matters:
        yield f"{text.thousands(amount.matters)} việc còn dở, kê trong tệp viec-con-do.csv của gói."
    if kept := len(amount.going.kept_back):
        yield f"{text.thousands(kept)} hồ sơ có độ mật không nằm trong gói, giao nhận riêng."


def _with_code(data: bytes, fingerprint: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the minutes with the fingerprint as a QR code; an own template may lack its place."""
    picture = word.Picture(seal.qr(bag.grouped(fingerprint)), _QR_WIDTH)
    try:
        about = f"Mã QR của dấu vân tay {fingerprint}"
        return word.at_bookmark(data, _BOOKMARK, picture, about), ()
    except HosoError as error:
        return data, (f"Biên bản không có mã QR. {error.message}",)


def _card(amount: Amount, body: Body, act: Act) -> DossierCard:
    return DossierCard(
        code=f"giao-{amount.sealed.fingerprint[:12]}",
        title=f"Hồ sơ bàn giao ngày {text.short_date(act.on)}, gói {amount.sealed.path.name}",
        kind=DossierKind.HANDOVER,
        organisation=body.code,
        retention=profiles.retention(DossierKind.HANDOVER.value, body.state.kind),
        start=act.on,
        description=f"Dấu vân tay: {bag.grouped(amount.sealed.fingerprint)}",
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """The minutes as they are archived: how they were made, by whom, the files."""

    making: Making
    author: str
    files: Mapping[str, bytes]


def _archived(
    ws: Workspace, sealed: Sealed, card: DossierCard, paper: _Paper, act: Act
) -> tuple[str, tuple[str, ...]]:
    """Archive minutes and manifest, with one line of the journal that bears the fingerprint."""
    edit = ws.edit(card)
    title = f"{paper.making.found.info.title} ngày {text.short_date(act.on)}"
    made = paper.making.provenance(edit.next_number(), title, paper.author)
    document = edit.put_document(made, paper.files)
    for name in ("bag-info.txt", bag.MANIFEST):
        edit.put_file(f"goi/{name}", (sealed.path / name).read_bytes())
    name = sealed.path.name
    ws.record(Event.PACKED, act, f"gói {name}, dấu vân tay sha256 {sealed.fingerprint}")
    return document, ws.commit([edit], act, f"bàn giao gói {name}").hints
