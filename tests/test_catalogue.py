"""The catalogue's answers: who, where, which documents, which faults, at which date."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hoso.catalogue import Catalogue
from hoso.errors import QuestionError
from hoso.model.awards import Award, Opinion, Title
from hoso.model.dossier import (
    ArchiveState,
    DocumentStatus,
    DossierCard,
    DossierKind,
    DossierSnapshot,
    Provenance,
)
from hoso.model.recurrence import Decision, RecurrenceDecision
from hoso.model.review import (
    BallotCount,
    Campaign,
    FollowUp,
    Level,
    Meeting,
    PlanItem,
    Rating,
    Shortcoming,
    Stage,
    Status,
    Subject,
    SubjectKind,
)
from hoso.model.roster import (
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    OrganisationState,
)

STATE = ArchiveState(sequence=3, digest="c0")
NOW = datetime(2025, 12, 5, 8, 0, tzinfo=UTC)
START = date(2020, 1, 1)
OFFICE = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-van-phong")
TEAM = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-doi-1")
HOA = Subject(kind=SubjectKind.PERSON, organisation="cb-doi-1", card="38000001")
NAMED = Subject(kind=SubjectKind.PERSON, organisation="cb-doi-1", name="Lê Thị Hoà")
UNNAMED = Subject(kind=SubjectKind.PERSON, organisation="cb-doi-1")


def a_dossier(code: str, kind: DossierKind, organisation: str, **said: object) -> DossierSnapshot:
    card = {"year": said.pop("year", None), "card": said.pop("card", "")}
    return DossierSnapshot(
        object_id=f"urn:uuid:{code}",
        version=1,
        created=NOW,
        card=DossierCard(code=code, title=code, kind=kind, organisation=organisation, **card),  # type: ignore[arg-type]  # mixed on purpose
        **said,  # type: ignore[arg-type]  # mixed on purpose
    )


def a_state(name: str, since: date = START, **more: object) -> OrganisationState:
    return OrganisationState(since=since, name=name, kind="chi_bo", **more)  # type: ignore[arg-type]  # mixed on purpose


def a_roster(
    states: Iterable[OrganisationState], code: str, members: Iterable[Member] = ()
) -> DossierSnapshot:
    organisation = Organisation(code=code, states=tuple(states))
    return a_dossier(
        f"ds-{code}",
        DossierKind.ROSTER,
        code,
        roster=OrganisationRoster(organisation=organisation, members=tuple(members)),
    )


def a_member(card: str, *states: tuple[str, str, date, date | None]) -> Member:
    return Member(
        card=card,
        states=tuple(
            MemberState(full_name=name, organisation=organisation, since=since, until=until)
            for name, organisation, since, until in states
        ),
    )


def a_shortcoming(code: str, year: int, subject: Subject) -> Shortcoming:
    return Shortcoming(code=code, year=year, subject=subject, text=f"Hạn chế & <{code}>")


def a_rating(subject: Subject, stage: Stage, year: int = 2025) -> Rating:
    return Rating(subject=subject, year=year, stage=stage, level=Level.GOOD)


def rosters() -> list[DossierSnapshot]:
    moved = date(2023, 7, 1)
    return [
        a_roster([a_state("Đảng bộ Cơ quan")], "db-co-quan"),
        a_roster(
            [a_state("Chi bộ Văn phòng", parent="db-co-quan")],
            "cb-van-phong",
            [
                a_member("38000002", ("Trần Văn Hoà", "cb-van-phong", START, None)),
                a_member("38000001", ("Lê Thị Hòa", "cb-van-phong", moved, None)),
            ],
        ),
        a_roster(
            [
                a_state("Chi bộ Đội 1", until=date(2022, 12, 31), parent="db-co-quan"),
                a_state("Chi bộ Đội Kiểm soát", since=date(2023, 1, 1), parent="db-co-quan"),
            ],
            "cb-doi-1",
            [
                a_member("38000001", ("Lê Thị Hoà", "cb-doi-1", START, date(2023, 6, 30))),
                a_member("38000003", ("Lê Thị Hoa", "cb-doi-1", START, None)),
            ],
        ),
    ]


def reviews() -> list[DossierSnapshot]:
    return [
        a_dossier(
            "tt-cb-doi-1-2025",
            DossierKind.COLLECTIVE,
            "cb-doi-1",
            year=2025,
            documents=(
                Provenance(number="0001", kind="kiem_diem_tap_the", title="Kiểm điểm"),
                Provenance(
                    number="0002",
                    kind="giay_moi",
                    title="Giấy mời",
                    status=DocumentStatus.WITHDRAWN,
                ),
            ),
            campaign=Campaign(year=2025, regime="qd-366", opened=date(2025, 11, 3)),
            meetings=(
                Meeting(
                    organisation="cb-doi-1",
                    year=2025,
                    subject_kind=SubjectKind.COLLECTIVE,
                    day=date(2025, 12, 1),
                    convened=20,
                    present=19,
                ),
            ),
            shortcomings=(
                a_shortcoming("K-2", 2025, TEAM),
                a_shortcoming("K-1", 2024, TEAM),
                a_shortcoming("K-5", 2025, NAMED),
            ),
            follow_ups=(FollowUp(code="K-1", year=2025, status=Status.DONE),),
            decisions=(
                RecurrenceDecision(
                    code="K-2",
                    earlier="K-1",
                    decision=Decision.CONFIRMED,
                    by="An",
                    day=date(2025, 12, 2),
                ),
            ),
            ratings=(
                a_rating(TEAM, Stage.PROPOSED),
                a_rating(TEAM, Stage.DECIDED),
                a_rating(HOA, Stage.DECIDED),
                a_rating(TEAM, Stage.DECIDED, 2024),
            ),
            ballots=(
                BallotCount(
                    organisation="cb-doi-1",
                    year=2025,
                    day=date(2025, 12, 1),
                    convened=20,
                    present=19,
                    issued=19,
                    returned=19,
                    valid=19,
                    invalid=0,
                ),
                BallotCount(
                    organisation="cb-doi-1",
                    year=2025,
                    day=date(2025, 12, 1),
                    convened=20,
                    present=19,
                    issued=18,
                    returned=18,
                    valid=18,
                    invalid=0,
                    superseded=True,
                ),
            ),
            opinions=(
                Opinion(
                    subject=HOA,
                    year=2025,
                    participant="Công đoàn",
                    level=Level.GOOD,
                    day=date(2025, 12, 1),
                ),
                Opinion(
                    subject=HOA,
                    year=2025,
                    participant="Công đoàn",
                    level=Level.DONE,
                    day=date(2025, 12, 1),
                    superseded=True,
                ),
            ),
            titles=(
                Title(
                    subject=TEAM,
                    year=2024,
                    name="Tiêu biểu",
                    document="QĐ 1",
                    day=date(2025, 1, 9),
                    by="An",
                ),
            ),
            awards=(
                Award(
                    subject=HOA,
                    years=(2021, 2022, 2023, 2024, 2025),
                    form="giấy khen",
                    giver="Đảng ủy",
                    document="QĐ 9",
                    day=date(2025, 12, 30),
                    by="An",
                ),
            ),
            plan=(
                PlanItem(
                    code="KH-1",
                    shortcoming="K-2",
                    subject=TEAM,
                    year=2025,
                    measure="Giao việc",
                    owner="An",
                ),
            ),
        ),
        a_dossier(
            "dv-38000001-2025",
            DossierKind.PERSON,
            "cb-van-phong",
            year=2025,
            card="38000001",
            documents=(Provenance(number="0001", kind="kiem_diem_2b", title="Kiểm điểm"),),
            shortcomings=(a_shortcoming("K-3", 2025, HOA), a_shortcoming("K-4", 2021, UNNAMED)),
        ),
    ]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    made = Catalogue(tmp_path_factory.mktemp("a b#%?") / "danh mục.sqlite")
    made.rebuild([*rosters(), *reviews()], STATE)
    return made


# -- organisations and members ----------------------------------------------------------------


def test_a_renamed_organisation_bears_the_name_of_the_date(catalogue: Catalogue) -> None:
    organisation = catalogue.organisation("cb-doi-1")

    assert organisation is not None
    names = [state.name for year in (2022, 2023) if (state := organisation.at(date(year, 12, 31)))]
    assert names == ["Chi bộ Đội 1", "Chi bộ Đội Kiểm soát"]


@pytest.mark.parametrize(
    "wanted",
    [
        "cb-doi-1",
        "CB-DOI-1",
        "chi bộ  đội 1",
        "Chi bo Doi 1",
        "Chi bộ Đội Kiểm soát",
        unicodedata.normalize("NFD", "Chi bộ Đội Kiểm soát"),
    ],
)
def test_an_organisation_is_found_by_code_and_by_any_of_its_names(
    catalogue: Catalogue, wanted: str
) -> None:
    found = catalogue.find_organisation(wanted)

    assert found is not None
    assert found.code == "cb-doi-1"


def test_an_unknown_organisation_or_member_is_none(catalogue: Catalogue) -> None:
    assert catalogue.find_organisation("Chi bộ Đội 2") is None
    assert catalogue.organisation("cb-khac") is None
    assert catalogue.member("99999999") is None
    assert catalogue.find_members("Nguyễn Ai Đó") == ()
    assert catalogue.find_members("") == ()


def test_a_name_that_several_organisations_bear_is_asked_about(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite")
    catalogue.rebuild([a_roster([a_state("Chi bộ 1")], code) for code in ("cb-a", "cb-b")], STATE)

    with pytest.raises(QuestionError, match="cb-a, cb-b"):
        catalogue.find_organisation("chi bo 1")


def test_organisations_exist_between_their_dates_and_hang_under_another(
    catalogue: Catalogue,
) -> None:
    codes = [one.code for one in catalogue.organisations(date(2025, 1, 1))]
    below = [one.code for one in catalogue.children("db-co-quan", date(2025, 1, 1))]

    assert codes == ["cb-doi-1", "cb-van-phong", "db-co-quan"]
    assert below == ["cb-doi-1", "cb-van-phong"]
    assert catalogue.organisations(date(2019, 12, 31)) == ()
    assert [len(one.states) for one in catalogue.organisations(None)] == [2, 1, 1]
    assert catalogue.children("cb-doi-1", None) == ()


def test_members_are_those_of_the_day_in_the_order_of_the_roster(catalogue: Catalogue) -> None:
    def cards(day: date, organisation: str | None = None) -> list[str]:
        return [row.card for row in catalogue.members(day, organisation)]

    assert cards(date(2023, 6, 30), "cb-doi-1") == ["38000001", "38000003"]
    assert cards(date(2023, 7, 1), "cb-doi-1") == ["38000003"]
    assert cards(date(2023, 7, 1), "cb-van-phong") == ["38000002", "38000001"]
    assert cards(date(2023, 7, 1)) == ["38000003", "38000002", "38000001"]
    assert cards(date(2019, 1, 1)) == []


def test_a_member_who_moved_is_one_member_with_the_history_of_both_rosters(
    catalogue: Catalogue,
) -> None:
    member = catalogue.member("38000001")

    assert member is not None
    assert [(s.organisation, s.full_name) for s in member.states] == [
        ("cb-doi-1", "Lê Thị Hoà"),
        ("cb-van-phong", "Lê Thị Hòa"),
    ]


def test_a_state_that_two_rosters_repeat_counts_once(tmp_path: Path) -> None:
    member = a_member("38000001", ("An", "cb-a", START, None))
    catalogue = Catalogue(tmp_path / "c.sqlite")

    catalogue.rebuild([a_roster([], "cb-a", [member]), a_roster([], "cb-b", [member])], STATE)

    assert catalogue.member("38000001") == member


@pytest.mark.parametrize(
    ("wanted", "cards"),
    [
        ("38000001", ["38000001"]),
        ("dv-38000001", ["38000001"]),
        (" DV-38000001 ", ["38000001"]),
        ("Lê Thị Hòa", ["38000001"]),
        (unicodedata.normalize("NFD", "lê  thị HOÀ"), ["38000001"]),
        ("Lê Thị Hoa", ["38000003"]),
        ("le thi hoa", ["38000001", "38000003"]),
        ("Thị Hoà", []),
    ],
)
def test_members_are_found_by_card_by_exact_name_else_by_name_without_marks(
    catalogue: Catalogue, wanted: str, cards: list[str]
) -> None:
    found = catalogue.find_members(wanted)

    assert [member.card for member in found] == cards


# -- dossiers ---------------------------------------------------------------------------------


def test_a_dossier_is_found_by_code_with_its_object_and_version(catalogue: Catalogue) -> None:
    row = catalogue.dossier("dv-38000001-2025")

    assert row is not None
    assert (row.object_id, row.version) == ("urn:uuid:dv-38000001-2025", 1)
    assert row.card.card == "38000001"
    assert catalogue.object_id("dv-38000001-2025") == row.object_id
    assert catalogue.dossier("dv-x") is None
    assert catalogue.object_id("dv-x") is None


def test_dossiers_are_chosen_by_any_of_their_columns(catalogue: Catalogue) -> None:
    def codes(**wanted: object) -> list[str]:
        return [row.card.code for row in catalogue.dossiers(**wanted)]  # type: ignore[arg-type]  # by name

    assert codes() == sorted(codes())
    assert len(codes()) == 5
    assert codes(kind=DossierKind.ROSTER, organisation="cb-doi-1") == ["ds-cb-doi-1"]
    assert codes(year=2025, card="38000001") == ["dv-38000001-2025"]
    assert codes(year=2024) == []


def test_documents_are_chosen_by_what_they_and_their_dossiers_are(catalogue: Catalogue) -> None:
    def found(**wanted: object) -> list[tuple[str, str]]:
        rows = catalogue.documents(**wanted)  # type: ignore[arg-type]  # by name
        return [(row.dossier, row.provenance.number) for row in rows]

    assert found(dossier="tt-cb-doi-1-2025") == [
        ("tt-cb-doi-1-2025", "0001"),
        ("tt-cb-doi-1-2025", "0002"),
    ]
    assert found(year=2025, status=DocumentStatus.WITHDRAWN) == [("tt-cb-doi-1-2025", "0002")]
    assert found(kind="kiem_diem_2b") == found(card="38000001") == [("dv-38000001-2025", "0001")]
    assert len(found(organisation="cb-doi-1")) == 2
    assert found(year=2021) == []


def test_a_document_row_carries_its_dossier(catalogue: Catalogue) -> None:
    row = catalogue.documents(kind="giay_moi")[0]

    assert row.object_id == "urn:uuid:tt-cb-doi-1-2025"
    assert row.card.organisation == "cb-doi-1"
    assert row.provenance.title == "Giấy mời"


# -- registers --------------------------------------------------------------------------------


def test_shortcomings_of_a_subject_follow_a_member_but_not_a_name(catalogue: Catalogue) -> None:
    def codes(**wanted: object) -> list[str]:
        return [one.code for one in catalogue.shortcomings(**wanted)]  # type: ignore[arg-type]  # by name

    elsewhere = Subject(kind=SubjectKind.PERSON, organisation="cb-khac", card="38000001")
    same_name = Subject(kind=SubjectKind.PERSON, organisation="cb-doi-1", name="lê thị  hòa")
    other_cell = Subject(kind=SubjectKind.PERSON, organisation="cb-khac", name="Lê Thị Hoà")

    assert codes(subject=TEAM) == ["K-1", "K-2"]
    assert codes(subject=TEAM, before=2025) == ["K-1"]
    assert codes(subject=elsewhere) == ["K-3"]
    assert codes(subject=same_name) == ["K-5"]
    assert codes(subject=other_cell) == []
    assert codes(subject=UNNAMED) == ["K-4"]
    assert codes(subject=OFFICE) == []
    assert codes(year=2025, organisation="cb-doi-1") == ["K-3", "K-2", "K-5"]
    assert codes(before=2025) == ["K-4", "K-1"]


def test_one_shortcoming_comes_back_as_it_was_written(catalogue: Catalogue) -> None:
    assert catalogue.shortcoming("K-2") == a_shortcoming("K-2", 2025, TEAM)
    assert catalogue.shortcoming("K-99") is None


def test_follow_ups_and_decisions_are_found_by_code_on_either_side(catalogue: Catalogue) -> None:
    (decision,) = catalogue.decisions()

    assert catalogue.decisions(["K-1"]) == catalogue.decisions({"K-2"}) == (decision,)
    assert catalogue.decisions(["K-3"]) == catalogue.decisions([]) == ()
    assert [one.status for one in catalogue.follow_ups()] == [Status.DONE]
    assert catalogue.follow_ups(["K-1", "K-77"]) == catalogue.follow_ups()
    assert catalogue.follow_ups([f"K-{n}" for n in range(100, 60_000)]) == ()


def test_ratings_are_chosen_by_year_stage_organisation_and_subject(catalogue: Catalogue) -> None:
    assert len(catalogue.ratings(year=2025)) == 3
    assert catalogue.ratings(year=2025, stage=Stage.DECIDED, subject=HOA) == (
        a_rating(HOA, Stage.DECIDED),
    )
    assert len(catalogue.ratings(year=2025, organisation="cb-doi-1", stage=Stage.DECIDED)) == 2
    assert catalogue.ratings(year=2023) == ()


def test_many_dossiers_are_asked_at_once_and_answer_under_their_codes(
    catalogue: Catalogue,
) -> None:
    codes = ["tt-cb-doi-1-2025", "dv-38000001-2025", "dv-khong-co-2025"]

    heads = catalogue.heads(codes)
    papers = catalogue.by_dossier(Provenance, codes)

    assert {code: row.card.organisation for code, row in heads.items()} == {
        "dv-38000001-2025": "cb-van-phong",
        "tt-cb-doi-1-2025": "cb-doi-1",
    }
    assert [one.kind for one in papers["tt-cb-doi-1-2025"]] == ["kiem_diem_tap_the", "giay_moi"]
    assert [one.kind for one in papers["dv-38000001-2025"]] == ["kiem_diem_2b"]
    assert list(catalogue.by_dossier(Rating, codes)) == ["tt-cb-doi-1-2025"]
    assert catalogue.by_dossier(Rating, []) == {}


def test_earlier_shortcomings_of_many_subjects_come_in_one_answer(catalogue: Catalogue) -> None:
    elsewhere = Subject(kind=SubjectKind.PERSON, organisation="cb-khac", card="38000001")

    def codes(subjects: list[Subject], before: int) -> list[str]:
        return [one.code for one in catalogue.shortcomings_of(subjects, before=before)]

    assert codes([TEAM, elsewhere], 2026) == ["K-1", "K-2", "K-3"]
    assert codes([TEAM, elsewhere], 2025) == ["K-1"]
    assert codes([NAMED, UNNAMED, OFFICE], 2026) == []


def test_meetings_ballots_plans_and_campaigns_come_back_by_year(catalogue: Catalogue) -> None:
    assert [one.present for one in catalogue.meetings(year=2025)] == [19]
    assert catalogue.meetings(year=2025, organisation="cb-van-phong") == ()
    assert [one.valid for one in catalogue.ballots(year=2025, organisation="cb-doi-1")] == [19]
    assert catalogue.ballots(year=2024) == ()
    assert [one.code for one in catalogue.plan(year=2025, status=Status.OPEN)] == ["KH-1"]
    assert catalogue.plan(status=Status.DONE) == catalogue.plan(organisation="cb-khac") == ()
    opened = catalogue.campaign(2025)
    assert opened is not None
    assert opened.regime == "qd-366"
    assert catalogue.campaign(2024) is None


def test_recounted_figures_and_corrected_views_come_back_only_when_asked_for(
    catalogue: Catalogue,
) -> None:
    counts = catalogue.ballots(year=2025, current=None)

    assert sorted(one.valid for one in counts) == [18, 19]
    assert [one.valid for one in catalogue.ballots(year=2025, current=False)] == [18]
    assert [one.level for one in catalogue.opinions(year=2025, subject=HOA)] == [Level.GOOD]
    assert len(catalogue.opinions(year=2025, current=None)) == 2
    assert catalogue.opinions(year=2025, subject=TEAM) == catalogue.opinions(year=2024) == ()


def test_titles_and_awards_are_those_of_all_years(catalogue: Catalogue) -> None:
    assert [one.year for one in catalogue.titles()] == [2024]
    assert [one.years[-1] for one in catalogue.awards(subject=HOA)] == [2025]
    assert catalogue.titles(subject=HOA) == ()
    assert catalogue.awards(subject=TEAM) == ()


def test_hostile_values_are_values(catalogue: Catalogue) -> None:
    for value in ("'; DROP TABLE member; --", '" OR 1=1', "%", "\x00", "K-1' OR '1'='1"):
        assert catalogue.find_members(value) == ()
        assert catalogue.shortcoming(value) is None
        assert catalogue.documents(dossier=value) == ()
    assert catalogue.member("38000001") is not None
