"""Whose form came back, and what goes into the registers from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import templates, text, word
from hoso.errors import NotFoundError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierCard, Provenance
from hoso.model.review import (
    Level,
    Rating,
    Shortcoming,
    Stage,
    Status,
    Subject,
)
from hoso.model.template import DifferenceKind, Question, ReturnedForm, TemplateInfo
from hoso.services import answers as answered
from hoso.services import ratings
from hoso.services.identify import OWN_RATINGS, Known, Unknown, identify
from hoso.services.inbox import Incoming
from hoso.templates import FoundTemplate
from hoso.workspace import DossierEdit, Workspace

# How people write that there is nothing: «Không», «Không có.», «Không có hạn chế, khuyết điểm gì».
_NOTHING = re.compile(
    r"-?\s*khong( co)?([ ,]+(han che|khuyet diem|ton tai|nao|gi|lon|dang ke))*[.;, ]*"
)
_BLANK = Question(
    name="trong",
    words="Biểu mẫu còn để trống. Có phải gửi nhầm bản chưa điền?",
    choices=("nhan",),
)
_RETURNED_FILES = ("nhan_lai.docx", "nhan_lai.doc", "nhan_lai.odt", "nhan_lai.rtf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A returned form, the dossier and issued document it belongs to, and what to ask first."""

    form: ReturnedForm
    known: Known
    info: TemplateInfo

    @property
    def card(self) -> DossierCard:
        """Return the card of the dossier that the form belongs to."""
        return self.known.card

    @property
    def label(self) -> str:
        """Return the name people know the subject by."""
        return self.known.label

    @property
    def subject(self) -> Subject:
        """Return whose form it is."""
        return self.known.subject

    @property
    def year(self) -> int:
        """Return the review year of the form."""
        return self.card.year or 0

    @property
    def place(self) -> str:
        """Return the id of the document that the form was issued as."""
        return f"{self.card.code}/{self.known.issued.number}"


def match(
    ws: Workspace, incoming: Incoming, on: date, answers: Mapping[str, str] | None = None
) -> Matched | Unknown:
    """Return what `incoming` is, with the answers that a person gave to earlier questions.

    Raise HosoError when it is no form issued from this archive, or an answer cannot be used.
    """
    given = answers or {}
    known = identify(ws, incoming, on, given)
    if isinstance(known, Unknown):
        return known
    info = _template(ws, known.issued).info
    form = word.read_back(incoming.docx, info, issued=known.blank, name=incoming.path)
    rows = _row_questions(ws, form)
    form = base.replaced(form, questions=(*known.questions, *form.questions, *rows))
    form = answered.settle(form, info, given)
    if "trong" not in given and _is_blank(form, known, info):
        form = base.replaced(form, questions=(*form.questions, _BLANK))
    if known.issued.kind in OWN_RATINGS:
        form = _without_criteria(form)
    warned = (*known.warnings, *form.warnings)
    return Matched(form=base.replaced(form, warnings=warned), known=known, info=info)


def _without_criteria(form: ReturnedForm) -> ReturnedForm:
    """Return an own rating without questions on points of single criteria: the file keeps them."""
    aside = [one for one in form.questions if one.choices == (word.NO_FIELD,)]
    if not aside:
        return form
    words = "; ".join(one.text for one in aside)
    kept = tuple(one for one in form.questions if one not in aside)
    warning = f"Điểm, ghi chú từng tiêu chí giữ trong tệp, không ghi vào sổ: {words}."
    return base.replaced(form, questions=kept, warnings=(*form.warnings, warning))


def _template(ws: Workspace, issued: Provenance) -> FoundTemplate:
    """Return the revision that the form was issued from, else the one in force."""
    try:
        return templates.find(issued.template or issued.kind, ws.template_roots)
    except NotFoundError:
        return templates.find(issued.kind, ws.template_roots)


def _row_questions(ws: Workspace, form: ReturnedForm) -> Iterator[Question]:
    """Yield a question for each row of section III that names no fault of the register."""
    for name, rows in form.values.items():
        numbered = enumerate(rows if isinstance(rows, list) else (), start=1)
        for number, row in numbered:
            if isinstance(row, Mapping) and not (
                row["ma"] and ws.catalogue.shortcoming(str(row["ma"]))
            ):
                code = f" ghi mã {row['ma']} không có trong sổ" if row["ma"] else " không ghi mã"
                yield Question(
                    name=f"{name}.dong_{number}",
                    words=f"Mục III, dòng «{str(row['noi_dung'])[:160]}»{code}; là khuyết điểm nào "
                    f"(ghi mã), hay chỉ giữ trong biểu mẫu ({answered.ASIDE})?",
                    choices=(answered.ASIDE,),
                )


def _is_blank(form: ReturnedForm, known: Known, info: TemplateInfo) -> bool:
    """Return whether a form came back as it was issued: statuses printed in section III are no answer."""
    said = {name: value for name, value in form.values.items() if _is_answered(value)}
    if any(not isinstance(value, list) or not _are_rows(value) for value in said.values()):
        return False
    if not said:
        return True
    issued = word.read_back(known.blank, info, issued=known.blank, name=info.kind).values
    return all(issued.get(name) == value for name, value in said.items())


def _are_rows(value: list[object]) -> bool:
    return all(isinstance(row, Mapping) for row in value)


def _is_answered(value: object) -> bool:
    """Return whether a person wrote anything: a fault listed in section III is not yet an answer."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, Mapping)]
        said = any(row.get("tinh_trang") or row.get("ghi_chu") for row in rows)
        return said or len(rows) < len(value)
    return bool(value)


def file_away(edit: DossierEdit, matched: Matched, incoming: Incoming) -> str:
    """Put the returned file, byte for byte, beside the form as issued; return the document's id."""
    form = matched.form
    changed = [str(one) for one in form.differences if one.kind is not DifferenceKind.FILLED]
    provenance = base.replaced(
        matched.known.issued,
        status=DocumentStatus.RETURNED,
        source_name=incoming.name,
        remarks=(*form.warnings, *changed),
    )
    name = f"nhan_lai{incoming.suffix}"
    edit.drop_files(provenance.number, [one for one in _RETURNED_FILES if one != name])
    data = base.encode(form.values)
    return edit.put_document(provenance, {name: incoming.data, "du_lieu.json": data})


def register_shortcomings(edit: DossierEdit, matched: Matched, document: str) -> int:
    """Register each fault of section II as it stands now; an unchanged text keeps its code.

    What an earlier form of this review named already is not named twice.
    """
    written = _paragraphs(matched.form.values.get("han_che"))
    texts = [
        words
        for words in written
        if not (_NOTHING.fullmatch(text.fold(words.strip())) or words.rstrip().endswith(":"))
    ]
    before = edit.register("shortcomings")
    known = {fault.text: fault.code for fault in before if fault.document == document}
    if not (texts or known):
        return 0
    others = [fault for fault in before if fault.document != document]
    named = {o.text for o in others if o.document.startswith(f"{edit.card.code}/")}
    texts = [words for words in texts if words not in named]
    codes = _codes(matched, texts, known, [fault.code for fault in others])
    said = zip(codes, texts, strict=True)
    new = [_shortcoming(matched, document, before, *one) for one in said]
    edit.put_register("shortcomings", (*others, *new))
    return len(new)


def _shortcoming(
    matched: Matched, document: str, before: Iterable[Shortcoming], code: str, words: str
) -> Shortcoming:
    """Return one fault; cause and remedy are those that the form gives for all of them.

    What people added to a fault that stands there again, such as its field, stays.
    """
    values = matched.form.values
    fault = next((old for old in before if old.code == code), None) or Shortcoming(
        code=code, year=matched.year, subject=matched.subject, text=words, status=Status.OPEN
    )
    return base.replaced(
        fault,
        cause="\n".join(_paragraphs(values.get("nguyen_nhan"))),
        measure="\n".join(_paragraphs(values.get("phuong_huong"))),
        document=document,
    )


def _codes(
    matched: Matched, texts: list[str], known: Mapping[str, str], taken: Iterable[str]
) -> Iterator[str]:
    """Yield `K-<year>-<subject>-<n>`: n is the place in section II, codes once given stay."""
    stem = f"K-{matched.year}-{matched.subject.dossier_stem}-"
    ends = [code.removeprefix(stem) for code in (*known.values(), *taken) if code.startswith(stem)]
    used = {int(end) for end in ends if end.isdigit()}
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


def register_self_rating(edit: DossierEdit, matched: Matched, document: str, on: date) -> None:
    """Register the level and points that the subject claims; those of an earlier form stay, too."""
    claimed = _claimed(matched, document, on)
    if claimed is None:
        return
    old = ratings.current(edit.register("ratings"), claimed)
    if old and old.document != document:
        ratings.supersede(edit, old)
    edit.upsert("ratings", claimed, *ratings.KEY)


def _claimed(matched: Matched, document: str, on: date) -> Rating | None:
    """Return what a form claims; None when it claims nothing, or nobody can say for which period."""
    values = matched.form.values
    level, period = str(values.get("muc") or ""), _period(matched)
    general, task = (
        text.parse_number(str(values.get(name, ""))) for name in ("diem_chung", "diem_nhiem_vu")
    )
    if period is None or not (level or general is not None or task is not None):
        return None
    return Rating(
        subject=matched.subject,
        year=matched.year,
        stage=Stage.SELF,
        level=Level(level) if level else None,
        general_points=general,
        task_points=task,
        day=on,
        by=matched.label,
        document=document,
        period=period,
    )


def _period(matched: Matched) -> str | None:
    """Return the quarter or month that an own rating is of, "" for a review; None: it does not say."""
    if matched.known.issued.kind not in OWN_RATINGS:
        return ""
    return ratings.period_in(matched.known.issued.title)


def _paragraphs(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [str(item) for item in value] if isinstance(value, list) else []
