"""Numbers of papers that come from elsewhere: read as printed, put to a person when unclear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import QuestionError
from hoso.model.numbers import Symbol, read_symbol
from hoso.model.roster import Organisation
from hoso.services.numbers._counters import group_of, held_by, ledger
from hoso.services.numbers._terms import term_on
from hoso.services.subjects import Body
from hoso.text import short_date
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a person says that a paper bears: number and symbol, and what these leave open."""

    symbol: str = ""
    type_name: str = ""
    issuer: str = ""  # code or name; a body that the roster does not know is kept by name
    organ: str = ""
    issued: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Number and issuer as they are archived (attributes of a provenance), and warnings."""

    fields: dict[str, object]
    warnings: tuple[str, ...] = ()


def read_foreign(ws: Workspace, said: Printed, of: Body, on: date, but: str = "") -> Bearing:
    """Return what a paper of the dossier of `of` bears; nothing when no number is given.

    `but` is the document that the paper belongs to, when it has a number already. Raise
    QuestionError for a number that does not read, or whose type or issuer is not certain.
    """
    if not said.symbol.strip():
        return Bearing(fields={})
    read = read_symbol(said.symbol)
    if read is None:
        raise QuestionError(
            f"Không đọc được số, ký hiệu «{said.symbol}». Hãy ghi như 12-BC/CB.", where=said.symbol
        )
    type_name = _type_name(read, said)
    fields: dict[str, object] = {"symbol": str(read), "type_name": type_name}
    issuer = _issuer(ws, read, said, of)
    if issuer is None:
        return Bearing(fields={**fields, "author": said.issuer})
    state = issuer.at(on) or issuer.states[-1]
    organ = said.organ and profiles.organ(state.kind, said.organ).code
    organ = organ or profiles.organ_of(state.kind, symbol=read.organ)
    fields |= {"issuer": issuer.code, "organ": organ, "author": state.name}
    one = _Issued(organisation=issuer, read=read, type_name=type_name, organ=organ, on=on)
    return Bearing(fields=fields, warnings=tuple(_warnings(ws, one, but)))


def _type_name(read: Symbol, said: Printed) -> str:
    if said.type_name:
        return profiles.type_name(said.type_name)
    names = profiles.type_names(read.type_symbol)
    if len(names) != 1:
        which = f"là {' hay '.join(names)}" if names else "là tên loại nào"
        raise QuestionError(
            f"Ký hiệu {read.type_symbol} trong «{said.symbol}» chưa rõ {which}. Hãy nêu --type.",
            where=said.symbol,
        )
    return names[0]


def _issuer(ws: Workspace, read: Symbol, said: Printed, of: Body) -> Organisation | None:
    """Return who issued the paper, None for a body that the roster does not know."""
    if said.issuer:
        return ws.catalogue.find_organisation(said.issuer)
    if read.organ not in {one.symbol for one in profiles.organs(of.state.kind)}:
        raise QuestionError(
            f"«{said.symbol}» không mang ký hiệu của {of.state.name}. Hãy nêu cơ quan ban hành ở "
            "--issuer (mã trong danh sách, hoặc tên).",
            where=said.symbol,
        )
    return ws.catalogue.organisation(of.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issued:
    """A number of an organisation that the roster knows."""

    organisation: Organisation
    read: Symbol
    type_name: str
    organ: str
    on: date

    @property
    def whose(self) -> str:
        return self.organisation.states[-1].name


def _warnings(ws: Workspace, one: _Issued, but: str) -> Iterator[str]:
    if not one.organ:
        yield f"{one.read}: chưa rõ cơ quan nào của {one.whose} ban hành. Nếu biết, nêu --organ."
    group, common = group_of(ws, one.organ, one.on)
    book = ledger(ws, one.organisation.code, None if common else one.type_name)
    term = term_on(book.terms, one.on)
    if term is None:
        day = short_date(one.on)
        yield f"{one.read}: ngày {day} không thuộc nhiệm kỳ nào của {one.whose} trong danh sách."
        return
    counter = book.counter(term, "" if common else one.type_name, group)
    if others := [paper for paper in counter.bearers(one.read.number) if paper.id != but]:
        yield f"{one.read} trùng số với {held_by(others)}."
