"""A year before 2018: no prescribed form, a score of 100 points, levels of an organisation's own."""

from __future__ import annotations

from datetime import date

import pytest

from hoso import templates
from hoso.model.review import Level, Rating, Stage, Subject, SubjectKind
from hoso.model.roster import OrganisationState
from hoso.services.prefill import Request
from hoso.services.subjects import Body
from tests.conftest import Office
from tests.test_forms_by_regime import an_office, on


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(tmp_path_factory.mktemp("nam-2016"), 2016)


def test_no_form_is_issued_and_everybody_is_told_what_to_do_instead(office: Office) -> None:
    found = office.json("forms", "2016", "--out", office.root.parent / "ra", *on(2016))

    reasons = [one["ly_do"] for one in found["khong_phat_hanh"] if "attach" in one["ly_do"]]
    assert found["phat_hanh"] == []
    assert len(reasons) > 70
    assert "năm 2016 không có mẫu kiểm điểm do Trung ương quy định" in reasons[0]
    assert found["khong_phat_hanh"][0]["can_cu"]
    assert not (office.root.parent / "ra").exists()


def test_the_year_is_judged_by_the_rules_of_2014_and_nothing_is_taken_for_granted(
    office: Office,
) -> None:
    found = office.json("check", "2016", *on(2016))["quy_tac"]

    codes = {one["ma"] for one in found if one["ma"].startswith("H")}
    assert {"H27-17B", "H27-40", "H27-22C"} <= codes
    assert {code.partition("-")[0] for code in codes} == {"H27"}


@pytest.mark.parametrize(
    ("kind", "level", "name"),
    [
        (SubjectKind.COLLECTIVE, Level.EXCELLENT, "Trong sạch vững mạnh"),
        (SubjectKind.COLLECTIVE, Level.FAILED, "Yếu kém"),
        (SubjectKind.PERSON, Level.EXCELLENT, "Hoàn thành xuất sắc nhiệm vụ"),
        (SubjectKind.PERSON, Level.FAILED, "Không hoàn thành nhiệm vụ"),
    ],
)
def test_papers_name_the_level_as_the_year_called_it(
    office: Office, kind: SubjectKind, level: Level, name: str
) -> None:
    ws = office.workspace
    regime = ws.regime(2016)
    state = OrganisationState(since=date(2010, 1, 1), name="Chi bộ Mẫu", kind="chi_bo")
    body = Body(code="cb-mau", state=state, superior="Đảng bộ Mẫu")
    request = Request(
        info=templates.find("bao_cao_ket_qua", ws.template_roots).info,
        year=2016,
        on=date(2016, 12, 20),
        body=body,
        issuer=body,
        levels=regime.levels,
        member_levels=regime.member_levels,
    )
    subject = Subject(kind=kind, organisation="cb-mau")

    rating = Rating(subject=subject, year=2016, stage=Stage.DECIDED, level=level)

    assert request.level_name(rating) == name
    assert request.level_name(None) == ""
