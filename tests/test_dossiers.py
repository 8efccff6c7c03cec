"""Judging a dossier: period, dates, make-up, self-reviews, comparison – functions of values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles
from hoso.catalogue import MemberRow
from hoso.errors import DataFieldError
from hoso.model.base import replaced
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.roster import Member, MemberState
from hoso.profiles._read import checked_retention
from hoso.services.dossiers import (
    Judged,
    Presence,
    Seen,
    SelfReview,
    compared,
    deadlines,
    ended,
    judge,
    judge_item,
    judge_line,
    split,
)
from hoso.templates import builtin_root

TABLE = profiles.retention_table()
SUBMISSION = TABLE.submission
CARD = DossierCard(
    code="tt-cb-mot-2025",
    title="Hồ sơ",
    kind=DossierKind.COLLECTIVE,
    organisation="cb-mot",
    year=2025,
)
KINDS = sorted(path.name for path in builtin_root().iterdir() if path.is_dir())


def _judged(*kinds: str, of: str = "chi_bo", card: DossierCard = CARD, **office: str) -> Judged:
    return judge(card, kinds, of, TABLE, office)


# --- how long ------------------------------------------------------------------------------------


def test_a_dossier_is_kept_as_long_as_the_paper_kept_longest() -> None:
    assert _judged("giay_moi").period == "70 năm"
    assert _judged("giay_moi", "bao_cao_ket_qua").period == "vĩnh viễn"
    assert [one.period for one in _judged("giay_moi", "bao_cao_ket_qua").reasons] == [
        *("vĩnh viễn", "70 năm", "10 năm")
    ]


def test_contradicting_lines_are_shown_and_the_longer_one_taken() -> None:
    found = _judged(of="dang_bo_co_so")

    assert found.contradictory
    assert found.permanent
    assert [(one.period, one.confidence) for one in found.reasons] == [
        ("vĩnh viễn", "suy_ra"),
        ("70 năm", "trich_dan"),
    ]
    assert all(one.reference for one in found.reasons)


def test_a_kind_without_a_rule_is_told_and_never_guessed() -> None:
    found = _judged("anh_chup", "phieu_bieu_quyet")

    assert found.unknown == ("anh_chup", "phieu_bieu_quyet")
    assert found.period == "70 năm"
    assert not found.certain


def test_what_is_kept_for_ever_cannot_be_lengthened_by_an_unknown_paper() -> None:
    assert _judged("anh_chup", of="dang_bo_co_so").certain


def test_the_office_says_how_long_ballots_are_kept() -> None:
    found = _judged("phieu_bieu_quyet", phieu_bieu_quyet="5 năm")

    assert found.certain
    assert found.period == "70 năm"
    assert found.reasons[-1].reference == "hoso.toml, [luu_tru]"


@pytest.mark.parametrize(("said", "period"), [("20 năm", "70 năm"), ("vĩnh viễn", "vĩnh viễn")])
def test_a_person_may_lengthen_a_period_and_not_shorten_it(said: str, period: str) -> None:
    card = replaced(CARD, retention=said, period_reason="Danh mục hồ sơ năm 2025")

    assert _judged(card=card).period == period


def test_a_kind_of_dossier_without_a_rule_has_no_period() -> None:
    card = replaced(CARD, kind=DossierKind.INBOX)

    assert _judged(card=card).period == ""
    assert not _judged(card=card).certain


@given(st.lists(st.sampled_from(KINDS)), st.sampled_from(KINDS))
def test_one_more_paper_never_shortens_a_period(kinds: list[str], more: str) -> None:
    before, after = _judged(*kinds), _judged(*kinds, more)

    assert profiles.years(after.period) >= profiles.years(before.period)
    assert set(before.unknown) <= set(after.unknown)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper_of_the_program_has_a_period_or_is_a_ballot(kind: str) -> None:
    row = TABLE.of_document(kind)
    aids = ("muc_luc", "danh_muc_ho_so")

    if kind.startswith(aids) and "kiem_diem" not in kind:
        return  # finding aids do not count
    assert row is not None
    assert (row.period == "") == kind.startswith(("phieu_b", "phieu_d"))


def test_a_table_with_a_period_that_the_law_does_not_know_is_refused() -> None:
    row = replaced(TABLE.rows[0], period="71 năm")

    with pytest.raises(DataFieldError, match="71 năm"):
        checked_retention(replaced(TABLE, rows=(row,)))


@pytest.mark.parametrize(
    ("said", "known"),
    [("vĩnh viễn", True), ("2 năm", True), ("70 năm", True), ("1 năm", False), ("lâu dài", False)],
)
def test_periods_are_permanent_or_of_two_to_seventy_years(said: str, known: bool) -> None:
    assert profiles.is_period(said) is known


def test_the_table_of_the_day_of_appraisal_counts() -> None:
    assert profiles.retention_table(date(2026, 1, 1)).code == "QD383-2025"
    assert profiles.retention_table(date(2020, 1, 1)).code == "QD383-2025"  # the first known


# --- dates ---------------------------------------------------------------------------------------

ON = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("card", "days", "year"),
    [
        (CARD, (), 2025),
        (CARD, (date(2026, 1, 9),), None),  # its last paper is of this year
        (CARD, (date(2024, 1, 9),), 2025),
        (replaced(CARD, year=2026), (), None),
        (replaced(CARD, end=date(2026, 2, 1)), (), 2026),
        (replaced(CARD, end=date(2026, 9, 1)), (), None),
        (replaced(CARD, kind=DossierKind.ROSTER, year=None), (), None),
        (replaced(CARD, kind=DossierKind.HANDOVER, year=None, start=date(2025, 3, 1)), (), 2025),
        (replaced(CARD, kind=DossierKind.HANDOVER, year=None), (), None),
    ],
)
def test_the_work_of_a_dossier_ended_when_the_card_or_its_papers_say(
    card: DossierCard, days: tuple[date, ...], year: int | None
) -> None:
    assert ended(card, days, ON) == year


def test_dossiers_fall_due_one_year_and_then_five_years_after_their_end() -> None:
    found = deadlines(CARD, "70 năm", 2025, SUBMISSION)

    assert found.current == date(2026, 12, 31)
    assert found.historical == date(2031, 12, 31)
    assert found.expires == date(2095, 12, 31)


def test_five_years_count_from_the_day_it_was_handed_in() -> None:
    card = replaced(CARD, submitted=date(2028, 5, 1))

    assert deadlines(card, "vĩnh viễn", 2025, SUBMISSION).historical == date(2033, 12, 31)


def test_permanent_dossiers_never_expire_and_short_ones_stay() -> None:
    assert deadlines(CARD, "vĩnh viễn", 2025, SUBMISSION).expires is None
    assert deadlines(CARD, "10 năm", 2025, SUBMISSION).historical is None
    assert deadlines(CARD, "", 2025, SUBMISSION).expires is None


def test_a_secret_dossier_waits_for_declassification() -> None:
    card = replaced(CARD, secrecy="Mật")

    assert "giải mật" in deadlines(card, "70 năm", 2025, SUBMISSION).held_back
    assert deadlines(card, "10 năm", 2025, SUBMISSION).held_back == ""


def test_nothing_falls_due_while_the_work_goes_on() -> None:
    found = deadlines(CARD, "70 năm", None, SUBMISSION)

    assert (found.current, found.historical, found.expires) == (None, None, None)


# --- what it must hold ---------------------------------------------------------------------------

CONTENTS = profiles.contents_of("HD43-2025")
assert CONTENTS is not None
ITEMS = {item.number: item for item in CONTENTS.items}


def _seen(*kinds: str, member: bool = True, **more: Any) -> Seen:
    papers = tuple((f"x/{place:04d}", kind) for place, kind in enumerate(kinds, 1))
    return Seen(member=member, papers=papers, **more)


def test_article_17_has_nine_items_three_of_which_every_dossier_must_hold() -> None:
    assert list(ITEMS) == list(range(1, 10))
    for member in (True, False):
        states = {n: judge_item(item, _seen(member=member))[0] for n, item in ITEMS.items()}
        lacking = {n for n, state in states.items() if state is Presence.LACKING}
        assert lacking == ({1, 2, 3, 5} if member else {1, 3, 5})


@pytest.mark.parametrize(
    ("number", "more"),
    [
        (4, {"appraised": True}),
        (6, {"signs": frozenset({"goi_y.co"})}),
        (7, {"signs": frozenset({"gop_y.co"})}),
        (8, {"signs": frozenset({"khieu_nai.co"})}),
    ],
)
def test_other_items_are_asked_for_where_something_says_so(
    number: int, more: dict[str, Any]
) -> None:
    assert judge_item(ITEMS[number], _seen())[0] is Presence.NOT_ASKED
    assert judge_item(ITEMS[number], _seen(**more))[0] is Presence.LACKING


def test_the_comment_of_the_residence_may_be_excused() -> None:
    excused = _seen(signs=frozenset({"cu_tru.mien_nhan_xet"}))

    assert judge_item(ITEMS[2], excused)[0] is Presence.EXCUSED
    assert judge_item(ITEMS[2], _seen("nhan_xet_noi_cu_tru"))[0] is Presence.HERE


def test_a_collective_too_small_for_a_report_of_its_own_lacks_none() -> None:
    seen = _seen(member=False, unasked=frozenset({"kiem_diem_tap_the"}))
    line = next(one for one in profiles.regime(2025).dossier if "kiem_diem_tap_the" in one.kinds)

    assert judge_item(ITEMS[1], seen)[0] is Presence.NOT_ASKED
    assert judge_line(line, seen)[0] is Presence.NOT_ASKED
    assert judge_line(line, _seen(member=False))[0] is Presence.LACKING


def test_papers_that_are_an_item_are_named() -> None:
    found = _seen("kiem_diem_2b", "giay_moi", "kiem_diem_2a")

    assert judge_item(ITEMS[1], found) == (Presence.HERE, ("x/0001", "x/0003"))


# --- self-reviews --------------------------------------------------------------------------------


@given(st.lists(st.integers(2010, 2030)))
def test_the_three_latest_years_are_kept_and_nothing_is_lost(years: list[int]) -> None:
    found = [
        SelfReview(year=year, document=f"x-{year}/{place}", title="")
        for place, year in enumerate(years)
    ]
    kept, beyond = split(found)

    assert sorted([*kept, *beyond], key=str) == sorted(found, key=str)
    assert len({one.year for one in kept}) == min(3, len(set(years)))
    assert all(old.year < new.year for old in beyond for new in kept)


# --- members and dossiers ------------------------------------------------------------------------


def _row(card: str, home: str = "cb-mot") -> MemberRow:
    state = MemberState(since=date(2020, 1, 1), organisation=home, full_name=f"Người {card}")
    return MemberRow(card=card, state=state)


def _card(card: str, year: int = 2025, home: str = "cb-mot") -> DossierCard:
    return DossierCard(
        code=f"dv-{card}-{year}",
        title=f"Hồ sơ của đồng chí Người {card}",
        kind=DossierKind.PERSON,
        organisation=home,
        card=card,
        year=year,
    )


def test_members_and_dossiers_that_agree_have_no_mismatch() -> None:
    assert list(compared([_row("1"), _row("2")], [_card("1"), _card("2")], {})) == []


def test_each_kind_of_mismatch_is_named_with_whom() -> None:
    gone = MemberState(
        since=date(2015, 1, 1),
        until=date(2025, 5, 31),
        organisation="cb-mot",
        full_name="Người 3",
        left_to="Đảng bộ phường Sông Cầu",
    )
    found = list(
        compared(
            [_row("1"), _row("2")],
            [_card("2", home="cb-hai"), _card("3"), _card("4")],
            {"3": Member(card="3", states=(gone,))},
        )
    )

    assert [(one.card, one.code) for one in found] == [
        ("1", "CHUA_CO_HO_SO"),
        ("2", "KHAC_TO_CHUC"),
        ("3", "DA_CHUYEN_DI"),
        ("4", "KHONG_CO_TRONG_DANH_SACH"),
    ]
    assert "Sông Cầu" in found[2].message
    assert found[3].name == "Người 4"


def test_the_newest_dossier_of_a_member_says_where_it_belongs() -> None:
    moved = [_card("1", 2024, "cb-hai"), _card("1", 2025, "cb-mot")]

    assert list(compared([_row("1")], moved, {})) == []
