"""The register of discipline: kept beside the review that weighs it, found by year and subject."""

from __future__ import annotations

from datetime import date

from hoso.model.assessment import Discipline, DisciplineForm
from hoso.services.subjects import person, review_card
from hoso.workspace import Act, Workspace
from tests.conftest import Office

DAY = date(2025, 12, 1)


def a_discipline(ws: Workspace, wanted: str, **more: object) -> Discipline:
    said: dict[str, object] = {
        "code": "KL-2025-1",
        "subject": person(ws, wanted, DAY).subject,
        "year": 2025,
        "form": DisciplineForm.REPRIMAND,
        "day": date(2025, 6, 2),
        "by": "An",
        "noted": DAY,
    }
    return Discipline(**said | more)  # type: ignore[arg-type]  # mixed on purpose


def test_a_decision_is_found_by_year_and_by_whom_it_is_about(sample_office: Office) -> None:
    ws = sample_office.workspace
    one = a_discipline(ws, "38001201")
    whose = person(ws, "38001201", DAY)
    edit = ws.edit(review_card(ws, whose, 2025, DAY))
    edit.upsert("disciplines", one, "code")

    ws.commit([edit], Act(DAY), "ghi kỷ luật")

    again = sample_office.workspace.catalogue
    assert again.disciplines(year=2025) == (one,)
    assert again.disciplines(subject=whose.subject) == (one,)
    assert again.disciplines(organisation=one.subject.organisation) == (one,)
    assert again.disciplines(year=2024) == ()


def test_a_violation_counts_for_the_unit_in_whose_time_it_happened(sample_office: Office) -> None:
    ws = sample_office.workspace
    here = a_discipline(ws, "38001201")
    elsewhere = a_discipline(ws, "38001201", units=("cb-cu", "Chi bộ Trường cũ"))

    assert here.counts_for == (here.subject.organisation,)
    assert elsewhere.counts_for == ("cb-cu", "Chi bộ Trường cũ")
