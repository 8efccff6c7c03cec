"""Issuing the review forms: one pre-filled Word file a subject, and the list of those without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso import profiles, templates, text, word
from hoso.errors import WorkspaceError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.roster import Category
from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.services import campaign, datafile, outbox, remedied, reviews
from hoso.services.campaign import Candidate
from hoso.services.head import BLANK, BLANK_DATE, head, person_lines
from hoso.services.papers import Making, identity
from hoso.services.subjects import officers
from hoso.templates import FoundTemplate
from hoso.workspace import Act, DossierEdit, Workspace

_LEADER = "giu_chuc_vu"  # the yes/no field that the roster answers
_UNPRESCRIBED = (
    "năm {} không có mẫu kiểm điểm do Trung ương quy định; hãy dùng mẫu của cấp trên, rồi đưa bản đã "
    "làm vào kho bằng «hoso attach»"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One form as issued: where the Word file lies and whose it is."""

    path: Path
    candidate: Candidate
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIssued:
    """A subject without a form, with the rule that says so or the fact that it came back already."""

    candidate: Candidate
    reason: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What one run issued."""

    issued: tuple[Issued, ...]
    not_issued: tuple[NotIssued, ...]
    to_ask: tuple[NotIssued, ...] = ()  # the roster does not say enough to know
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """One form to be printed: whose, into which dossier, and what is known."""

    candidate: Candidate
    edit: DossierEdit
    context: dict[str, object]
    number: str  # folder of the document in the dossier
    printed: bytes = b""


@dataclass(slots=True)
class _Press:
    """The run so far: templates opened once, what is ready to be printed, what is not."""

    ws: Workspace
    year: int
    on: date
    opened: dict[str, tuple[FoundTemplate, word.Template]] = field(default_factory=dict)
    sheets: list[_Sheet] = field(default_factory=list)
    refused: list[NotIssued] = field(default_factory=list)
    to_ask: list[NotIssued] = field(default_factory=list)

    def template(self, kind: str) -> tuple[FoundTemplate, word.Template]:
        if kind not in self.opened:
            found = templates.find(kind, self.ws.template_roots)
            self.opened[kind] = found, word.Template.open(found.path)
        return self.opened[kind]


def issue(ws: Workspace, year: int, act: Act, *, out: Path, org: str | None = None) -> Issue:
    """Fill and archive a form for everyone who must be reviewed; copies go into `out`.

    A form that came back already is never issued again; an unchanged one adds no version.
    """
    campaign.required(ws, year)
    _require_known_switches(ws)
    press = _Press(ws, year, act.on)
    for one in campaign.candidates(ws, year, org, act.on):
        _prepare(press, one)
        act.tick()
    for form in press.opened:
        _print(press, form)
    edits = [sheet.edit for sheet in press.sheets]
    committed = ws.commit(edits, act, f"phát hành biểu mẫu kiểm điểm năm {year}")
    return Issue(
        issued=tuple(_copy(sheet, year, out) for sheet in press.sheets),
        not_issued=tuple(press.refused),
        to_ask=tuple(press.to_ask),
        hints=committed.hints,
    )


def _require_known_switches(ws: Workspace) -> None:
    """Raise for a switch in `hoso.toml` that no form has: a slip of the pen would do nothing."""
    forms = [one.info for one in templates.catalogue(ws.template_roots) if one.info.returns]
    known = {f.name for info in forms for f in info.fields if f.kind is FieldKind.YES_NO} - {
        _LEADER
    }
    if strange := [name for name in ws.settings.switches if name not in known]:
        raise WorkspaceError(
            f"hoso.toml, [bieu_mau]: không biểu mẫu nào có «{strange[0]}». "
            f"Có: {', '.join(sorted(known))}.",
            where=f"bieu_mau.{strange[0]}",
        )


def _prepare(press: _Press, one: Candidate) -> None:
    if not one.form:
        _leave_out(press, one)
        return
    edit = press.ws.edit(campaign.card_of(one, press.year))
    if _returned(edit, one.form):
        press.refused.append(_without(one, "đã nhận lại biểu mẫu, không phát hành lại", ""))
        return
    found, _ = press.template(one.form)
    context = blank_form(press.ws, one, found.info, press.year, press.on)
    existing = _existing(edit, one.form)
    number = existing.number if existing else edit.next_number()
    press.sheets.append(_Sheet(one, edit, context, number))


def _leave_out(press: _Press, one: Candidate) -> None:
    regime = press.ws.regime(press.year)
    if one.verdict.reviewed and not regime.forms:
        press.refused.append(_without(one, _UNPRESCRIBED.format(press.year), regime.references[0]))
        return
    pile = press.refused if one.verdict.reviewed is False else press.to_ask
    pile.append(_without(one, one.verdict.reason, one.verdict.reference))


def _without(one: Candidate, reason: str, reference: str) -> NotIssued:
    return NotIssued(candidate=one, reason=reason, reference=reference)


def _existing(edit: DossierEdit, kind: str) -> Provenance | None:
    """Return the form to be issued anew, None when a new one is due: the first, or to review again.

    A form that came back stays as it is; another one goes beside it.
    """
    found = [d for d in edit.documents if d.kind == kind and d.awaits_return]
    last = found[-1] if found else None
    return None if last and reviews.is_wanted_again(edit, last.number) else last


def _returned(edit: DossierEdit, kind: str) -> bool:
    existing = _existing(edit, kind)
    return existing is not None and existing.status is not DocumentStatus.ISSUED


def _print(press: _Press, form: str) -> None:
    """Print all sheets of a form, on all cores when they are many, and put each into its dossier."""
    found, template = press.template(form)
    sheets = [sheet for sheet in press.sheets if sheet.candidate.form == form]
    items = ((one.context, _identity(press, one)) for one in sheets)
    for sheet, data in zip(sheets, word.fill_all(template, items), strict=True):
        sheet.printed = data
        _put(press, found, sheet)


def _identity(press: _Press, sheet: _Sheet) -> str:
    one = sheet.candidate
    number = sheet.number if _earlier(sheet) else ""
    return identity(one.form, one.body, one.person, press.year, number)


def _put(press: _Press, found: FoundTemplate, sheet: _Sheet) -> None:
    one, edit = sheet.candidate, sheet.edit
    existing = edit.document(sheet.number)
    making = Making(
        found=found,
        regime=press.ws.regime(press.year),
        layout=profiles.layout(press.on),
        on=existing.day if existing and existing.day else press.on,
    )
    title = f"{found.info.title} năm {press.year} – {one.label}"
    provenance = base.replaced(
        making.provenance(sheet.number, title, one.label), awaits_return=True
    )
    files = {"van_ban.docx": sheet.printed, "du_lieu.json": base.encode(sheet.context)}
    edit.put_document(provenance, files)


def blank_form(
    ws: Workspace, one: Candidate, info: TemplateInfo, year: int, on: date
) -> dict[str, object]:
    """Return the context of a form to be filled in: all that is known, dots for the rest."""
    known: dict[str, object] = {
        **head(one.body, info, year, on),
        "ngay_thang": BLANK_DATE.format(year=year),
        "khac_phuc": remedied.rows(ws, (one.person or one.body).subject, year, on),
        **_signature(ws, one, on),
    }
    if one.person:
        known["dang_vien"] = person_lines(one.person, one.body)
        known[_LEADER] = one.person.state.category is Category.LEADER
    for wanted in info.fields:
        if wanted.name not in known:
            known[wanted.name] = _blank(ws, wanted)
    return datafile.restricted(info, known)


def _blank(ws: Workspace, wanted: TemplateField) -> object:
    if wanted.kind is FieldKind.YES_NO:
        return ws.settings.switches.get(wanted.name, False)
    return [BLANK] if wanted.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST} else ""


def _signature(ws: Workspace, one: Candidate, on: date) -> dict[str, object]:
    if one.person:
        return {"nguoi_ky": one.person.state.full_name}
    committee = officers(ws, one.body, on)
    secretary = committee[0].person.state.full_name if committee else ""
    return {"tham_quyen": profiles.authority(one.body.state.kind), "nguoi_ky": secretary}


def _copy(sheet: _Sheet, year: int, out: Path) -> Issued:
    one = sheet.candidate
    name = text.slug(one.label)
    stem = f"{one.form}-{name}-{one.person.card}" if one.person else f"{one.form}-{name}"
    # A copy of an earlier form, which people may have typed into, is not written over.
    again = f"-lai-{sheet.number}" if _earlier(sheet) else ""
    path = outbox.write(out / one.body.code / f"{stem}-{year}{again}.docx", sheet.printed)
    return Issued(path=path, candidate=one, year=year)


def _earlier(sheet: _Sheet) -> bool:
    """Return whether another form of the subject went before this one."""
    form = sheet.candidate.form
    same = [d for d in sheet.edit.documents if d.kind == form and d.awaits_return]
    return any(document.number < sheet.number for document in same)
