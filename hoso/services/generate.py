"""One document of any kind: filled from the archive, completed by a file, checked, archived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso import profiles, templates, text, word
from hoso.errors import Problem, TemplateBrokenError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierCard, Provenance
from hoso.model.profile import Layout
from hoso.model.template import TemplateInfo
from hoso.services import datafile, numbers, outbox, prefill, recording
from hoso.services.attach import require_unlocked
from hoso.services.head import foot, head
from hoso.services.papers import Making, identity
from hoso.services.prefill import Request
from hoso.services.subjects import body as find_body
from hoso.services.subjects import body_of, collective_card, person, person_card, top
from hoso.templates import FoundTemplate
from hoso.workspace import Act, DossierEdit, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What document is wanted: its kind, whose, what a person adds, where the copy goes."""

    kind: str
    year: int
    org: str | None = None
    person: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    data_name: str = "--data"
    out: Path | None = None
    numbered: bool = False  # take the next free number, if the document has none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A document as made: the copy for people, where it is archived, what to know about it."""

    path: Path
    dossier: str
    document: str
    layout: str
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]
    hints: tuple[str, ...] = ()


def generate(ws: Workspace, order: Order, act: Act) -> Generated:
    """Make one document; raise before anything is written when data or template are wanting."""
    found = templates.find(order.kind, ws.template_roots)
    request = _request(ws, order, act.on, found.info)
    layout, regime = profiles.layout(act.on), ws.regime(order.year)
    making = Making(found=found, regime=regime, layout=layout, on=act.on)
    edit = ws.edit(_card(request))
    before = _same(edit, found.info.kind)
    require_unlocked(before, act, found.info.title)
    number = _number_of(ws, order, request, before)
    context, notices = _context(ws, order, request, {**_common(ws, request, layout), **number})
    data = _filled(found, context, request)
    document = _put(edit, making, request, context, data)
    recording.record(edit, request, context, document)
    committed = ws.commit([edit], act, f"lập {found.info.title.lower()}")
    return Generated(
        path=outbox.write(order.out or _default_path(ws, request), data),
        dossier=edit.card.code,
        document=document,
        layout=layout.code,
        notices=notices,
        problems=word.lint(data, layout),
        hints=committed.hints,
    )


def _context(
    ws: Workspace, order: Order, request: Request, common: Mapping[str, object]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return every field of the document, and notices on archived facts that the file overrides."""
    known = {**common, **prefill.known(ws, request)}
    context, overridden = datafile.merge(request.info, known, order.data, order.data_name)
    notices = [words for name, words in overridden.items() if name not in prefill.PROPOSED]
    told = prefill.notices(known)
    return datafile.complete(request.info, context), (*told, *notices)


def _request(ws: Workspace, order: Order, on: date, info: TemplateInfo) -> Request:
    whom = person(ws, order.person, on) if order.person else None
    if order.org:
        body = find_body(ws, order.org, on)
    elif whom:
        home = ws.catalogue.organisation(whom.state.organisation)
        body = body_of(ws, home, on) if home else top(ws, on)
    else:
        body = top(ws, on)
    return Request(
        info=info,
        year=order.year,
        on=on,
        body=body,
        person=whom,
        levels=ws.regime(order.year).levels,
        given=order.data,
    )


def _number_of(
    ws: Workspace, order: Order, request: Request, before: Provenance | None
) -> dict[str, str]:
    """Return the number (số) of the document: the one it has, else the next one if wanted."""
    if before and before.symbol and before.status is DocumentStatus.ISSUED:
        return {"so": before.symbol.partition("-")[0]}
    if not order.numbered or not request.info.type_symbol:
        return {}
    notation = profiles.symbol(request.info.type_symbol, request.body.state.kind)
    return {"so": numbers.next_number(ws, request.body, notation)}


def _common(ws: Workspace, request: Request, layout: Layout) -> dict[str, object]:
    return {
        **head(request.body, request.info, request.year, request.on),
        **foot(ws, request.body, layout, request.on),
    }


def _filled(found: FoundTemplate, context: Mapping[str, object], request: Request) -> bytes:
    template = word.Template.open(found.path)
    unused = [name for name in template.unused(context) if "." not in name and "[" not in name]
    if unused:
        raise TemplateBrokenError(
            f"Mẫu {found.info.kind} không in các trường {', '.join(unused)} mà mau.toml khai báo. "
            "Hãy chạy «hoso templates check» và sửa mẫu.",
            where=str(found.path),
        )
    mark = identity(found.info.kind, request.body, request.person, request.year)
    return template.fill(context, identity=mark)


def _card(request: Request) -> DossierCard:
    if request.person:
        return person_card(request.person, request.body.state.kind, request.year)
    return collective_card(request.body, request.year)


def _put(
    edit: DossierEdit, making: Making, request: Request, context: Mapping[str, object], data: bytes
) -> str:
    info = making.found.info
    number = str(context.get("so") or "")
    symbol = f"{number}-{context['ky_hieu']}" if number and context.get("ky_hieu") else ""
    title = f"{info.title} năm {request.year} – {request.label}"
    made = making.provenance(_number(edit, info.kind), title, request.body.state.name)
    files = {"van_ban.docx": data, "du_lieu.json": base.encode(context)}
    return edit.put_document(base.replaced(made, symbol=symbol), files)


def _number(edit: DossierEdit, kind: str) -> str:
    """Return the folder of the document: the same kind again is a new version of the same one."""
    same = _same(edit, kind)
    return same.number if same and same.status is DocumentStatus.ISSUED else edit.next_number()


def _same(edit: DossierEdit, kind: str) -> Provenance | None:
    same = [d for d in edit.documents if d.kind == kind and not d.awaits_return]
    return same[-1] if same else None


def _default_path(ws: Workspace, request: Request) -> Path:
    whose = request.person.card if request.person else request.body.code
    name = f"{request.info.kind}-{text.slug(whose)}-{request.year}.docx"
    return ws.root / "van-ban" / str(request.year) / name
