"""One document of any kind: filled from the archive, completed by a file, checked, archived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from hoso import profiles, templates, text, word
from hoso.errors import Problem, TemplateBrokenError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.layout import Layout
from hoso.model.template import TemplateInfo
from hoso.services import datafile, numbers, outbox, prefill, recording
from hoso.services.attach import require_unlocked
from hoso.services.head import foot, head
from hoso.services.papers import Making, identity
from hoso.services.prefill import Request
from hoso.services.subjects import above, review_card, whose
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
    number: int | None = None  # a certain number, 0: the next free one if it has none yet


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


# long: one line a step
def generate(ws: Workspace, order: Order, act: Act) -> Generated:
    """Make one document; raise before anything is written when data or template are wanting."""
    found = templates.find(order.kind, ws.template_roots)
    request = _request(ws, order, act.on, found.info)
    layout = profiles.layout(act.on)
    making = Making(found=found, regime=ws.regime(order.year), layout=layout, on=act.on)
    edit = ws.edit(review_card(ws, request.person or request.body, order.year, act.on))
    require_unlocked(_same(edit, request), act, found.info.title)
    context, notices = _context(ws, order, request, _common(ws, request, layout))
    claim = _claim(edit, order, request, context)
    given = numbers.settle(ws, claim, act)
    if "so" in context:
        context["so"] = given.number
    data = _filled(found, context, request, _number(edit, request))
    document = _put(edit, _made(edit, making, request, context, given), context, data)
    recording.record(edit, request, context, document)
    unmoved = partial(numbers.require_same, ws, claim, given, act)
    committed = ws.commit([edit], act, f"lập {found.info.title.lower()}", unmoved)
    return Generated(
        path=outbox.write(order.out or _default_path(ws, request), data),
        dossier=edit.card.code,
        document=document,
        layout=layout.code,
        notices=(*notices, *given.notices),
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
    whole = datafile.complete(request.info, context)
    return {**whole, **prefill.worked_out(ws, request, whole)}, (*told, *notices)


def _request(ws: Workspace, order: Order, on: date, info: TemplateInfo) -> Request:
    body, whom = whose(ws, order.org, order.person, on)
    regime = ws.regime(order.year)
    return Request(
        info=info,
        year=order.year,
        on=on,
        body=body,
        issuer=above(ws, body, on) if info.issuer == "cap_tren" else body,
        person=whom,
        levels=regime.levels,
        member_levels=regime.member_levels,
        given=order.data,
    )


def _claim(
    edit: DossierEdit, order: Order, request: Request, context: Mapping[str, object]
) -> numbers.Claim:
    before = _same(edit, request)
    keeps = before is not None and before.status is DocumentStatus.ISSUED
    return numbers.Claim(
        body=request.issuer,
        info=request.info,
        document=f"{edit.card.code}/{_number(edit, request)}",
        authority=str(context.get("tham_quyen") or ""),
        said=str(context.get("so") or ""),
        held=before.symbol.partition("-")[0] if before and keeps else "",
        wanted=order.number,
    )


def _common(ws: Workspace, request: Request, layout: Layout) -> dict[str, object]:
    return {
        **head(request.issuer, request.info, request.year, request.on),
        **foot(ws, request.issuer, layout, request.on),
    }


def _filled(
    found: FoundTemplate, context: Mapping[str, object], request: Request, number: str
) -> bytes:
    template = word.Template.open(found.path)
    unused = [name for name in template.unused(context) if "." not in name and "[" not in name]
    if unused:
        raise TemplateBrokenError(
            f"Mẫu {found.info.kind} không in các trường {', '.join(unused)} mà mau.toml khai báo. "
            "Hãy chạy «hoso templates check» và sửa mẫu.",
            where=str(found.path),
        )
    which = number if request.period else ""
    mark = identity(found.info.kind, request.body, request.person, request.year, which)
    return template.fill(context, identity=mark)


def _made(
    edit: DossierEdit,
    making: Making,
    request: Request,
    context: Mapping[str, object],
    given: numbers.Given,
) -> Provenance:
    made = making.provenance(_number(edit, request), _title(request), request.issuer.state.name)
    symbol = f"{given.number}-{context.get('ky_hieu') or ''}"
    return base.replaced(
        made,
        # Dots to be written on are no number.
        symbol=symbol if any(map(str.isdigit, given.number)) and context.get("ky_hieu") else "",
        type_name=given.type_name,
        issuer=request.issuer.code,
        organ=given.organ,
    )


def _put(edit: DossierEdit, made: Provenance, context: Mapping[str, object], data: bytes) -> str:
    files = {"van_ban.docx": data, "du_lieu.json": base.encode(context)}
    return edit.put_document(made, files)


def _number(edit: DossierEdit, request: Request) -> str:
    """Return the folder of the document: the same kind again is a new version of the same one."""
    same = _same(edit, request)
    return same.number if same and same.status is DocumentStatus.ISSUED else edit.next_number()


def _same(edit: DossierEdit, request: Request) -> Provenance | None:
    """Return the newest document of this kind; where papers are of a quarter, of that quarter."""
    kind, title = request.info.kind, _title(request)
    same = [d for d in edit.documents if d.kind == kind and not d.awaits_return]
    if request.period:
        same = [d for d in same if d.title == title]
    return same[-1] if same else None


def _title(request: Request) -> str:
    when = request.period or f"năm {request.year}"
    return f"{request.info.title} {when} – {request.label}"


def _default_path(ws: Workspace, request: Request) -> Path:
    whose = request.person.card if request.person else request.body.code
    period = f"-{text.slug(request.period)}" if request.period else ""
    name = f"{request.info.kind}-{text.slug(whose)}-{request.year}{period}.docx"
    return ws.root / "van-ban" / str(request.year) / name
