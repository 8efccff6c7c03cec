"""Head and foot of a document: bodies' names, number, place and date, signature, recipients."""

from __future__ import annotations

from datetime import date

from hoso import profiles, text
from hoso.model.profile import Layout
from hoso.model.roster import PostSide
from hoso.model.template import TemplateInfo
from hoso.services.subjects import Body, Person, officers
from hoso.workspace import Workspace

_POSTS = {
    "chuc_vu_dang": PostSide.PARTY,
    "chuc_vu_chinh_quyen": PostSide.OFFICE,
    "chuc_vu_doan_the": PostSide.UNION,
}
BLANK = "…" * 28  # one line of 14-point type
BLANK_DATE = "ngày …… tháng …… năm {year}"


def head(body: Body, info: TemplateInfo, year: int, on: date) -> dict[str, object]:
    """Return the names above every document of `body`: left head, number line, place and date."""
    superior, issuer = profiles.heads(body.state, body.superior)
    return {
        "nam": year,
        "cap_tren": superior,
        "co_quan": issuer,
        "ten_to_chuc": body.state.name,
        "so": "",
        "ky_hieu": profiles.symbol(info.type_symbol, body.state.kind) if info.type_symbol else "",
        "dia_danh": body.state.place,
        "ngay_thang": text.head_date(on),
    }


def person_lines(one: Person, home: Body) -> dict[str, str]:
    """Return who a form is about: name, birth, posts on each side, unit, cell."""
    state = one.state
    return {
        **{key: state.posts_on(side) for key, side in _POSTS.items()},
        "ho_ten": state.full_name,
        "ngay_sinh": text.short_date(state.birth) if state.birth else "",
        "so_the": one.card,
        "don_vi_cong_tac": state.unit,
        "chi_bo": _own_name(home.state.name),
    }


def _own_name(name: str) -> str:
    """Return a cell's name without the words that the form prints before it."""
    return name.removeprefix("Chi bộ ").strip() or name


def foot(ws: Workspace, body: Body, layout: Layout, on: date) -> dict[str, object]:
    """Return signature and recipients: the secretary signs for the body."""
    committee = officers(ws, body, on)
    known: dict[str, object] = {
        "tham_quyen": profiles.authority(body.state.kind),
        "chuc_vu_ky": "BÍ THƯ",
        "noi_nhan": [
            *([body.superior] if body.superior else []),
            profiles.keep_line(body.state.kind),
        ],
        "dau_noi_nhan": layout.recipient_separator,
    }
    if committee and committee[0].rank == 0:
        known["nguoi_ky"] = committee[0].person.state.full_name
    return known
