"""What changed between two versions of a dossier: words, fields, entries of the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hoso import templates
from hoso.errors import NotFoundError, QuestionError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierSnapshot, Provenance, Version
from hoso.services.versions._history import When, known, number_of
from hoso.services.versions._registers import RegisterChange, leaves, registers
from hoso.services.versions._words import Change, paragraphs
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A document that came, went or changed; `provenance` are changed properties of the paper."""

    document: str
    title: str
    kind: str  # them | bot | sua
    text: tuple[Change, ...] = ()
    fields: tuple[Change, ...] = ()
    provenance: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two versions of a dossier and all that differs between them."""

    dossier: str
    before: Version
    after: Version
    documents: tuple[DocumentChange, ...]
    registers: tuple[RegisterChange, ...]


def diff(ws: Workspace, code: str, before: When = None, after: When = None) -> Difference:
    """Return what changed from one version of a dossier, or of one document, to another.

    `after` None is the head, `before` None the version before `after`.
    """
    dossier, _, only = code.partition("/")
    object_id = known(ws, dossier)
    later = number_of(ws, object_id, after)
    earlier = later - 1 if before is None else number_of(ws, object_id, before)
    if earlier < 1:
        raise QuestionError(f"Hồ sơ {dossier} mới có một phiên bản: chưa có gì để so.", where=code)
    old, new = (ws.snapshot(object_id, number) for number in (earlier, later))
    if only and not any(d.number == only for d in (*old.documents, *new.documents)):
        raise NotFoundError(f"Hồ sơ {dossier} không có văn bản {only}.", where=code)
    return Difference(
        dossier=dossier,
        before=ws.archive.version(object_id, earlier),
        after=ws.archive.version(object_id, later),
        documents=tuple(_documents(ws, old, new, only)),
        registers=() if only else tuple(registers(old, new)),
    )


def _documents(
    ws: Workspace, old: DossierSnapshot, new: DossierSnapshot, only: str
) -> Iterator[DocumentChange]:
    before, after = ({d.number: d for d in one.documents} for one in (old, new))
    for number in sorted(before.keys() | after.keys()):
        if (only and number != only) or _files(old, number) == _files(new, number):
            continue
        name = f"{new.card.code}/{number}"
        was, now = before.get(number), after.get(number)
        if was and now:
            yield _changed(ws, old, new, (was, now))
        elif now:
            yield DocumentChange(document=name, title=now.title, kind="them")
        elif was:
            yield DocumentChange(document=name, title=was.title, kind="bot")


def _changed(
    ws: Workspace, old: DossierSnapshot, new: DossierSnapshot, pair: tuple[Provenance, Provenance]
) -> DocumentChange:
    was, now = pair
    texts = [ws.document_text(one, now.number) for one in (old, new)]
    return DocumentChange(
        document=f"{new.card.code}/{now.number}",
        title=now.title,
        kind="sua",
        text=tuple(paragraphs(*texts)),
        fields=tuple(_fields(ws, old, new, now)),
        provenance=tuple(_leaves_changed(base.plain(was), base.plain(now))),
    )


def _files(snapshot: DossierSnapshot, number: str) -> dict[str, str]:
    return {f.path: f.digest for f in snapshot.files if f.path.startswith(f"{number}/")}


def _fields(
    ws: Workspace, old: DossierSnapshot, new: DossierSnapshot, now: Provenance
) -> Iterator[Change]:
    """Yield the fields of a document's data that differ, under the labels of its template."""
    labels: dict[str, str] = {}
    if now.template:
        try:
            info = templates.find(now.kind, ws.template_roots).info
            labels = {field.name: field.label for field in info.fields}
        except NotFoundError:
            pass  # a template that is gone leaves the names of its fields
    was, is_now = (_data(ws, one, now.number) for one in (old, new))
    if now.status is DocumentStatus.RETURNED:
        # What was printed on the form is in its text; a returned form's data are its answers.
        was = {name: value for name, value in was.items() if name in is_now}
    for change in _leaves_changed(was, is_now):
        head, dot, rest = change.where.partition(".")
        yield Change(labels.get(head, head) + dot + rest, change.before, change.after)


def _data(ws: Workspace, snapshot: DossierSnapshot, number: str) -> dict[str, Any]:
    path = f"{number}/du_lieu.json"
    if not any(file.path == path for file in snapshot.files):
        return {}
    raw = ws.archive.read(snapshot.object_id, path, snapshot.version)
    return base.decode(raw, dict[str, Any], where=path)


def _leaves_changed(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    before, after = dict(leaves(was)), dict(leaves(now))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield Change(name, before.get(name, ""), after.get(name, ""))
