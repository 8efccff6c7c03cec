"""The review form of a subject: its answers, boxes and headings as they came back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso import text, word
from hoso.facts import FormSeen
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.template import Difference, DifferenceKind, FieldKind, TemplateInfo
from hoso.services.check._held import Held
from hoso.services.check._year import Values, Year
from hoso.services.papers import is_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A review form: the paper, its template (None: not known), its answers (None: not readable)."""

    paper: Provenance
    info: TemplateInfo | None
    values: Values | None


def form_of(year: Year, one: Held) -> Form | None:
    """Return the review form of a subject, the one issued here before one from elsewhere."""
    papers = sorted(filter(is_form, one.papers), key=lambda paper: not paper.awaits_return)
    if not papers:
        return None
    paper = papers[0]
    info = year.template(paper.template or paper.kind) or year.template(paper.kind)
    return Form(paper=paper, info=info, values=_values(year, one, paper, info) if info else None)


def _values(year: Year, one: Held, paper: Provenance, info: TemplateInfo) -> Values | None:
    """Return the answers; None of a scan, or of a form of which a person must be asked."""
    if paper.status is DocumentStatus.RETURNED:
        return year.data(one, paper)
    if paper.status is DocumentStatus.SIGNED:
        # A form signed on paper was issued with data of its own, which are no answers.
        came_back = any(name.startswith("nhan_lai.") for name in year.files(one, paper))
        return year.data(one, paper) if came_back else None
    data = year.read(one, paper, "goc.docx")
    if data is None:
        return None
    found = word.read_back(data, info, name=paper.title)
    return None if found.questions else found.values


def seen(one: Held, form: Form | None) -> FormSeen:
    """Return what a form looks like; nothing where there is none."""
    if form is None:
        return FormSeen()
    code = (form.info.form_code or None) if form.info else None
    expected = one.candidate.form or None
    if form.info is None or form.values is None:
        return FormSeen(kind=form.paper.kind, expected=expected, code=code)
    values, info = form.values, form.info
    civil = values.get("muc_ccvc")
    return FormSeen(
        kind=form.paper.kind,
        expected=expected,
        code=code,
        empty_sections=tuple(_unanswered(info, values)),
        misplaced=(*_lost(info, form.paper), *word.misplaced(form.paper.remarks)),
        ticked=int(bool(values.get("muc"))),
        ticked_civil=None if civil is None else int(bool(civil)),
        grades=_grades(info, values),
        labels={field.name: field.label for field in info.fields},
        total_points=text.parse_number(str(values.get("tong_diem", ""))),
        responsibility=_words(values.get("trach_nhiem")),
        direction=_words(values.get("phuong_huong")),
    )


def _unanswered(info: TemplateInfo, values: Values) -> Iterator[str]:
    """Yield the labels of required sections left blank; one that was not printed has no value."""
    for field in info.fields:
        not_printed = field.only_if and field.name not in values
        if field.required and field.heading and not values.get(field.name) and not not_printed:
            yield field.label


def _words(value: object) -> str:
    return "\n".join(str(item) for item in value) if isinstance(value, list) else str(value or "")


def _grades(info: TemplateInfo, values: Values) -> dict[str, str]:
    """Return the grade of each row that was printed, "" where not exactly one box is ticked."""
    return {
        field.name: str(values[field.name] or "")
        for field in info.fields
        if field.kind is FieldKind.GRADE and field.name in values
    }


def _lost(info: TemplateInfo, paper: Provenance) -> Iterator[str]:
    """Yield the titles of parts that came back deleted."""
    for title in info.headings:
        if (
            str(Difference(kind=DifferenceKind.DELETED, printed=text.squeeze(title)))
            in paper.remarks
        ):
            yield title
