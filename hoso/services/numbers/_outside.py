"""What an office says of numbers that papers outside of the archive bear."""

from __future__ import annotations

from dataclasses import dataclass

from hoso.errors import NotFoundError, QuestionError
from hoso.model.dossier import DossierCard
from hoso.model.numbers import NumbersOutside
from hoso.services.numbers._next import Next, following
from hoso.services.subjects import Body
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Which numbers of a type are used elsewhere: from `first` to `last`; none when `last` is 0."""

    body: Body
    type_name: str
    last: int
    first: int = 1
    organ: str = ""


def state(ws: Workspace, stated: Stated, act: Act) -> tuple[Next, Committed]:
    """Archive that a run of numbers is used outside of the program; return the next free number.

    The same first number again replaces what was said; `last` 0 takes it back. Raise QuestionError
    for a run that ends before it begins, or on a day that no known term of office holds.
    """
    card = _roster_card(ws, stated.body)
    _require_run(stated)
    (before,) = following(ws, stated.body, act.on, stated.type_name, stated.organ)
    run = NumbersOutside(
        type_name=before.counter.type_name,
        organ=before.counter.organ,
        term_since=before.counter.term.since,
        first=stated.first,
        last=stated.last,
        by=ws.actor(act),
        day=act.on,
        why=act.why or "",
    )
    edit = ws.edit(card)
    kept = [one for one in edit.register("numbers_outside") if one.key != run.key]
    edit.put_register("numbers_outside", (*kept, run) if stated.last else tuple(kept))
    committed = ws.commit([edit], act, f"khai số dùng ngoài chương trình, {before.counter.words}")
    (after,) = following(ws, stated.body, act.on, stated.type_name, stated.organ)
    return after, committed


def _roster_card(ws: Workspace, body: Body) -> DossierCard:
    row = ws.catalogue.dossier(f"ds-{body.code}")
    if row is None:
        raise NotFoundError(
            f"Chưa có danh sách của {body.state.name}. Hãy nhập bằng «hoso roster import».",
            where=body.code,
        )
    return row.card


def _require_run(stated: Stated) -> None:
    if stated.last and stated.last < stated.first:
        raise QuestionError(
            f"Dãy số từ {stated.first} đến {stated.last} không có số nào. Hãy ghi số cuối không nhỏ hơn "
            "số đầu, hoặc 0 để bỏ điều đã khai.",
            where=str(stated.last),
        )
