"""Whose form came back, and what goes into the registers from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import templates, text, word
from hoso.errors import NotFoundError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierCard, Provenance
from hoso.model.review import (
    FollowUp,
    Level,
    Rating,
    Shortcoming,
    Stage,
    Status,
    Subject,
    SubjectKind,
)
from hoso.model.template import ReturnedForm
from hoso.services.inbox import Incoming
from hoso.workspace import DossierEdit, Workspace

# How people write that there is nothing: «Không», «Không có.», «Không có hạn chế, khuyết điểm gì».
_NOTHING = re.compile(
    r"-?\s*khong( co)?([ ,]+(han che|khuyet diem|ton tai|nao|gi|lon|dang ke))*[.;, ]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A returned form, the dossier and issued document it belongs to, or what to ask first."""

    form: ReturnedForm
    card: DossierCard
    issued: Provenance
    subject: Subject
    label: str
    question: str = ""

    @property
    def year(self) -> int:
        """Return the review year of the form."""
        return self.card.year or 0


def match(ws: Workspace, incoming: Incoming, on: date) -> Matched:
    """Return what `incoming` is; raise HosoError when it is no form issued from this archive."""
    identity = _identity(incoming)
    info = templates.find(identity["loai"], ws.template_roots).info
    form = word.read_back(incoming.data, info)
    stem = f"dv-{identity['so_the']}" if identity["so_the"] else f"tt-{identity['to_chuc']}"
    row = ws.catalogue.dossier(f"{stem}-{identity['nam']}")
    snapshot = ws.snapshot(row.object_id) if row else None
    documents = snapshot.documents if snapshot else ()
    issued = next((d for d in documents if d.kind == info.kind and d.awaits_return), None)
    if row is None or issued is None:
        raise NotFoundError(
            f"{incoming.path}: biểu mẫu năm {identity['nam']} này không do kho này phát hành. "
            "Hãy xem lại đã mở đúng không gian làm việc chưa.",
            where=incoming.path,
        )
    subject, label = _subject(ws, identity, on)
    return Matched(
        form=form,
        card=row.card,
        issued=issued,
        subject=subject,
        label=label,
        question=_question(form, identity, label),
    )


def _identity(incoming: Incoming) -> dict[str, str]:
    """Return kind, organisation, card and year: as embedded when it was issued."""
    embedded = word.identity(incoming.data)
    if embedded:
        return embedded
    raise NotFoundError(
        f"{incoming.path}: không thấy dấu nhận biết của biểu mẫu đã phát hành. Hãy chép nội dung "
        "vào đúng biểu mẫu do «hoso forms» phát hành rồi nhận lại.",
        where=incoming.path,
    )


def _subject(ws: Workspace, identity: Mapping[str, str], on: date) -> tuple[Subject, str]:
    code, card = identity["to_chuc"], identity["so_the"]
    if not card:
        organisation = ws.catalogue.organisation(code)
        state = organisation.at(on) or organisation.states[-1] if organisation else None
        name = state.name if state else code
        return Subject(kind=SubjectKind.COLLECTIVE, organisation=code), name
    member = ws.catalogue.member(card)
    name = member.states[-1].full_name if member else card
    return (
        Subject(kind=SubjectKind.PERSON, organisation=code, card=card, name=name),
        name,
    )


def _question(form: ReturnedForm, identity: Mapping[str, str], label: str) -> str:
    """Return what a person must settle before this form may be filed, "" when nothing."""
    seen_name, seen_year = form.seen.get("ho_ten", ""), form.seen.get("nam", "")
    if identity["so_the"] and seen_name and text.tone_key(seen_name) != text.tone_key(label):
        return f"Trang giấy ghi họ tên «{seen_name}», nhưng biểu mẫu phát hành cho «{label}»."
    if seen_year and seen_year != identity["nam"]:
        return (
            f"Trang giấy ghi năm {seen_year}, nhưng biểu mẫu phát hành cho năm {identity['nam']}."
        )
    if form.questions:
        return " ".join(form.questions)
    if not any(_is_answered(value) for value in form.values.values()):
        return "Biểu mẫu còn để trống. Có phải gửi nhầm bản chưa điền?"
    return ""


def _is_answered(value: object) -> bool:
    """Return whether a person wrote anything: a fault listed in section III is not yet an answer."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, Mapping)]
        said = any(row.get("tinh_trang") or row.get("ghi_chu") for row in rows)
        return said or len(rows) < len(value)
    return bool(value)


def file_away(edit: DossierEdit, matched: Matched, incoming: Incoming) -> str:
    """Put the returned file, byte for byte, beside the form as issued; return the document's id."""
    provenance = base.replaced(
        matched.issued,
        status=DocumentStatus.RETURNED,
        source_name=incoming.path.replace("\\", "/").rsplit("/", 1)[-1],
        remarks=matched.form.warnings,
    )
    data = base.encode(matched.form.values)
    return edit.put_document(provenance, {"nhan_lai.docx": incoming.data, "du_lieu.json": data})


def register_shortcomings(edit: DossierEdit, matched: Matched, document: str) -> int:
    """Register each fault of section II as it stands now; an unchanged text keeps its code."""
    written = _paragraphs(matched.form.values.get("han_che"))
    texts = [words for words in written if not _NOTHING.fullmatch(text.fold(words.strip()))]
    before = edit.register("shortcomings")
    known = {fault.text: fault.code for fault in before if fault.document == document}
    if not (texts or known):
        return 0
    others = [fault for fault in before if fault.document != document]
    codes = _codes(matched, texts, known)
    new = [_shortcoming(matched, document, *pair) for pair in zip(codes, texts, strict=True)]
    edit.put_register("shortcomings", (*others, *new))
    return len(new)


def _shortcoming(matched: Matched, document: str, code: str, words: str) -> Shortcoming:
    """Return one fault; cause and remedy are those that the form gives for all of them."""
    values = matched.form.values
    return Shortcoming(
        code=code,
        year=matched.year,
        subject=matched.subject,
        text=words,
        cause="\n".join(_paragraphs(values.get("nguyen_nhan"))),
        measure="\n".join(_paragraphs(values.get("phuong_huong"))),
        status=Status.OPEN,
        document=document,
    )


def _codes(matched: Matched, texts: list[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield `K-<year>-<subject>-<n>`: n is the place in section II, codes once given stay."""
    stem = f"K-{matched.year}-{matched.subject.dossier_stem}-"
    used = {int(code.rsplit("-", 1)[1]) for code in known.values()}
    turn = 0
    for words in texts:
        if words in known:
            yield known[words]
            continue
        turn += 1
        while turn in used:
            turn += 1
        used.add(turn)
        yield f"{stem}{turn}"


def register_follow_ups(edit: DossierEdit, matched: Matched, document: str) -> None:
    """Register what section III says became of each earlier fault."""
    rows = matched.form.values.get("khac_phuc")
    if not isinstance(rows, list):
        return
    for row in rows:
        status = row.get("tinh_trang") or ""
        edit.upsert(
            "follow_ups",
            FollowUp(
                code=row["ma"],
                year=matched.year,
                status=Status(status) if status else None,
                note=row.get("ghi_chu", ""),
                document=document,
            ),
            "code",
        )


def register_self_rating(edit: DossierEdit, matched: Matched, document: str, on: date) -> None:
    """Register the level and points that the subject claims."""
    values = matched.form.values
    level = str(values.get("muc") or "")
    points = [
        text.parse_number(str(values.get(name, ""))) for name in ("diem_chung", "diem_nhiem_vu")
    ]
    if not level and points == [None, None]:
        return
    own = [r for r in edit.register("ratings") if r.stage is not Stage.SELF]
    rating = Rating(
        subject=matched.subject,
        year=matched.year,
        stage=Stage.SELF,
        level=Level(level) if level else None,
        general_points=points[0],
        task_points=points[1],
        day=on,
        by=matched.label,
        document=document,
    )
    edit.put_register("ratings", (*own, rating))


def _paragraphs(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [str(item) for item in value] if isinstance(value, list) else []
