"""Numbers as sequences: whatever was given, lost or taken back, what the program says adds up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import facts, profiles, rules
from hoso.catalogue import DocumentRow
from hoso.errors import DataFieldError, NotFoundError, Outcome, QuestionError
from hoso.facts import CounterCase, DocumentCase, NumberSeen, gaps, run_words
from hoso.model.dossier import DocumentStatus, DossierCard, DossierKind, Provenance
from hoso.model.numbers import NumbersOutside, Symbol, printed, read_symbol
from hoso.model.profile import Numbering, Rule
from hoso.model.roster import Organisation, OrganisationState
from hoso.profiles._read import days_in_sequence
from hoso.services.numbers import Counter, Paper, Term, terms
from hoso.services.numbers._next import next_of

DAY = date(2025, 12, 1)
NUMBERS = st.sets(st.integers(1, 60), max_size=25)
RUNS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=3)
DAYS = st.dates(date(2010, 1, 1), date(2040, 1, 1))
NUMBERING = profiles.numbering(DAY)
assert NUMBERING is not None
RULES = rules.of_subject(NUMBERING, "so_van_ban")


def _outcomes(case: CounterCase) -> dict[str, Outcome]:
    return {one.code: one.outcome for one in rules.check(facts.of_counter(case), RULES)}


def _seen(number: int, day: date | None = DAY, *, withdrawn: bool = False) -> NumberSeen:
    return NumberSeen(number=number, name=f"VB {number}", day=day, withdrawn=withdrawn)


# --- gaps ----------------------------------------------------------------------------------------


@given(used=NUMBERS, outside=RUNS)
def test_every_number_up_to_the_last_is_used_elsewhere_or_a_gap(
    used: set[int], outside: list[tuple[int, int]]
) -> None:
    elsewhere = {n for first, last in outside for n in range(first, last + 1)}
    missing = {n for first, last in gaps(used, outside) for n in range(first, last + 1)}

    assert not missing & (used | elsewhere)
    assert missing | used | elsewhere == set(range(1, max([0, *used, *elsewhere]) + 1))


def test_a_number_typed_far_too_high_is_one_gap() -> None:
    assert gaps({1, 10**12}) == ((2, 10**12 - 1),)
    assert run_words((3, 3)) == "03"
    assert run_words((3, 12)) == "03–12"


# --- the next number -----------------------------------------------------------------------------


def _paper(number: int, *, withdrawn: bool) -> Paper:
    status = DocumentStatus.WITHDRAWN if withdrawn else DocumentStatus.ISSUED
    made = Provenance(number=f"{number:04d}", kind="bao_cao", title="Báo cáo", status=status)
    card = DossierCard(code="d", title="d", kind=DossierKind.COLLECTIVE, organisation="cb")
    row = DocumentRow(dossier="d", object_id="urn:d", card=card, provenance=made)
    return Paper(
        row=row, read=Symbol(number=number, type_symbol="BC", organ="CB"), type_name="Báo cáo"
    )


def _counter(used: dict[int, bool], outside: list[tuple[int, int]]) -> Counter:
    state = OrganisationState(since=date(2020, 1, 1), name="Chi bộ", kind="chi_bo")
    return Counter(
        organisation=Organisation(code="cb", states=(state,)),
        term=Term(label="2025-2027", since=date(2025, 3, 20)),
        type_name="Báo cáo",
        papers=tuple(_paper(number, withdrawn=gone) for number, gone in used.items()),
        outside=tuple(
            NumbersOutside(type_name="Báo cáo", first=first, last=last, by="An", day=DAY)
            for first, last in outside
        ),
    )


@given(used=st.dictionaries(st.integers(1, 60), st.booleans(), max_size=20), outside=RUNS)
def test_the_next_number_is_above_all_that_anything_bears(
    used: dict[int, bool], outside: list[tuple[int, int]]
) -> None:
    outside = [run for run in outside if run[0] <= run[1]]

    found = next_of(_counter(used, outside), DAY)

    highest = max([0, *used, *(last for _, last in outside)])
    assert found.number == highest + 1
    assert found.symbol == f"{printed(highest + 1)}-BC/CB"
    assert bool(found.gaps) == bool(gaps(used, outside))


@given(count=st.integers(0, 12), outside=st.integers(0, 12), withdrawn=st.sets(st.integers(1, 24)))
def test_taking_the_next_number_again_and_again_keeps_every_rule(
    count: int, outside: int, withdrawn: set[int]
) -> None:
    runs = [(1, outside)] if outside else []
    used: dict[int, bool] = {}
    for _ in range(count):
        number = next_of(_counter(used, runs), DAY).number
        used[number] = number in withdrawn

    case = CounterCase(
        name="BC",
        seen=[_seen(number, withdrawn=gone) for number, gone in used.items()],
        outside=runs,
        term_since=DAY,
    )
    assert set(_outcomes(case).values()) <= {Outcome.KEPT}


# --- the rules -----------------------------------------------------------------------------------


@given(
    last=st.integers(2, 30),
    data=st.data(),
)
def test_one_fault_in_a_sound_counter_breaks_its_own_rule_and_no_other(
    last: int, data: st.DataObject
) -> None:
    sound = [_seen(n, DAY + timedelta(days=n)) for n in range(1, last + 1)]
    place = data.draw(st.integers(0, last - 2))  # not the last: leaving that out is no gap
    one = sound[place]
    faults = {
        "S01": [*sound, NumberSeen(number=one.number, name="VB thứ hai", day=one.day)],
        "S02": [seen for seen in sound if seen is not one],
        "S03": [*sound[:-1], _seen(last, DAY)],
        "S04": [*sound, _seen(one.number, one.day, withdrawn=True)],
    }

    for code, seen in faults.items():
        found = _outcomes(CounterCase(name="BC", seen=seen, term_since=DAY))
        broken = {rule for rule, outcome in found.items() if outcome is Outcome.BROKEN}
        assert broken == {code}


def test_without_the_first_day_of_the_term_sequence_rules_are_unchecked() -> None:
    found = _outcomes(CounterCase(name="BC", seen=[_seen(3), _seen(3)]))

    assert {code: found[code] for code in ("S01", "S02", "S03")} == dict.fromkeys(
        ("S01", "S02", "S03"), Outcome.UNCHECKED
    )


def test_an_undated_paper_leaves_the_order_of_days_unchecked_unless_others_break_it() -> None:
    early, late = _seen(1, DAY + timedelta(days=9)), _seen(2)

    unsure = _outcomes(CounterCase(name="BC", seen=[_seen(1), _seen(2, None)], term_since=DAY))
    broken = _outcomes(CounterCase(name="BC", seen=[early, late, _seen(3, None)], term_since=DAY))

    assert unsure["S03"] is Outcome.UNCHECKED
    assert broken["S03"] is Outcome.BROKEN


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        (None, Outcome.UNCHECKED),
        ((DAY, DAY), Outcome.KEPT),
        ((DAY + timedelta(days=1), DAY + timedelta(days=2)), Outcome.BROKEN),
    ],
)
def test_papers_of_a_congress_bear_its_days(
    days: tuple[date, date] | None, outcome: Outcome
) -> None:
    case = CounterCase(
        name="ĐH", seen=[_seen(1)], term_since=DAY, congress=True, congress_days=days
    )

    assert _outcomes(case)["S07"] is outcome


def test_what_is_not_known_of_a_document_has_no_fact() -> None:
    known = facts.of_document(DocumentCase(name="01-BC/CB", off_term=None, unlawful=""))

    assert "van_ban.ngoai_nhiem_ky" not in known
    assert known["van_ban.trai_tham_quyen"] == ()


# --- reading numbers -----------------------------------------------------------------------------

_SYMBOLS = st.builds(
    Symbol,
    number=st.integers(1, 9999),
    type_symbol=st.sampled_from([n.symbol for n in profiles._files.terms().types]),
    organ=st.sampled_from(["CB", "ĐU", "ĐH", "TU", "UBKTĐU"]),
)


@given(
    one=_SYMBOLS,
    before=st.sampled_from(["", "Số ", "Số: ", "số:", " "]),
    dash=st.sampled_from(["-", " -", "- ", " – ", "—"]),
    slash=st.sampled_from(["/", " / "]),
    zeros=st.integers(0, 2),
)
def test_a_number_is_read_however_it_is_typed_and_written_one_way(
    one: Symbol, before: str, dash: str, slash: str, zeros: int
) -> None:
    typed = f"{before}{'0' * zeros}{one.number}{dash}{one.type_symbol}{slash}{one.organ} "

    assert read_symbol(typed) == one
    assert read_symbol(str(one)) == one
    assert str(one).startswith(printed(one.number))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(said: str) -> None:
    found = read_symbol(said)

    assert found is None or read_symbol(str(found)) == found


# --- terms of office -----------------------------------------------------------------------------


@given(
    said=st.lists(st.tuples(DAYS, st.none() | DAYS, st.sampled_from(["", "A", "B"])), max_size=5),
    day=DAYS,
)
def test_a_day_lies_in_one_term_at_most(
    said: list[tuple[date, date | None, str]], day: date
) -> None:
    states = [
        OrganisationState(
            since=date(2000 + n, 1, 1),
            name="Chi bộ",
            kind="chi_bo",
            term=label,
            term_since=since,
            term_until=until,
        )
        for n, (since, until, label) in enumerate(said)
    ]
    whole = OrganisationState(since=date(1999, 1, 1), name="Chi bộ", kind="chi_bo")

    found = terms(Organisation(code="cb", states=(whole, *states)))

    assert sum(day in one for one in found) <= 1
    labels = [one.label for one in found if one.label]
    assert len(set(labels)) == len(labels)


# --- the data ------------------------------------------------------------------------------------


def test_the_papers_day_chooses_the_rules() -> None:
    def codes(on: date) -> tuple[str | None, str | None]:
        numbering, issuing = profiles.numbering(on), profiles.issuing(on)
        return numbering.code if numbering else None, issuing.code if issuing else None

    assert codes(date(2026, 1, 8)) == ("SO-HD36-2018", "QĐ66-2017")
    assert codes(date(2026, 1, 9)) == ("SO-HD36-2018", "QĐ399-2026")
    assert codes(date(2026, 5, 27)) == ("SO-HD05-2026", "QĐ399-2026")
    assert codes(date(2017, 6, 1)) == (None, "QĐ66-2017")
    assert codes(date(2016, 6, 1)) == (None, None)


def test_every_type_in_the_table_of_authority_is_a_known_type() -> None:
    names = {one.name for one in profiles._files.terms().types}

    for issuing in profiles.issuings():
        for row in issuing.rows:
            assert {*row.may, *row.may_not} <= names
            assert not {*row.may} & {*row.may_not}
            for kind in row.kinds:
                assert profiles.organ(kind, row.organ).code == row.organ


def test_what_nobody_could_confirm_is_neither_allowed_nor_forbidden() -> None:
    old, new = profiles.issuing(date(2025, 1, 1)), profiles.issuing(date(2026, 2, 1))
    assert old is not None
    assert new is not None

    assert profiles.may_issue(old, "chi_bo", "chi_bo", "Quy định") is None
    assert profiles.may_issue(new, "chi_bo", "chi_bo", "Quy định") is False
    assert profiles.may_issue(new, "chi_bo", "dai_hoi", "Báo cáo") is None
    assert profiles.may_issue(new, "dang_bo_bo_phan", "dang_uy", "Báo cáo") is None


@pytest.mark.parametrize(
    ("kind", "authority", "symbol", "organ"),
    [
        ("chi_bo", "", "", "chi_bo"),
        ("chi_bo", "T/M ĐOÀN CHỦ TỊCH", "", "dai_hoi"),
        ("chi_bo", "T/M CHI ỦY", "", ""),  # no organ of the table
        ("chi_bo", "", "ĐH", "dai_hoi"),
        ("dang_bo_co_so", "", "", ""),
        ("dang_bo_co_so", "T/M ĐẢNG ỦY", "", "dang_uy"),
        ("dang_bo_co_so", "t/m ban  thường vụ", "", "ban_thuong_vu"),
        ("dang_bo_co_so", "", "ĐU", ""),
        ("dang_bo_co_so", "", "CB", ""),
    ],
)
def test_the_organ_is_told_by_the_authority_line_or_its_code(
    kind: str, authority: str, symbol: str, organ: str
) -> None:
    assert profiles.organ_of(kind, authority, symbol) == organ


@pytest.mark.parametrize(
    ("organ", "counter"),
    [
        ("", ("", False)),
        ("chi_bo", ("", False)),
        ("dang_uy", ("", False)),
        ("ban_thuong_vu", ("", False)),
        ("dai_hoi", ("dai_hoi", True)),
        ("uy_ban_kiem_tra", ("uy_ban_kiem_tra", False)),  # shares with nobody
    ],
)
@pytest.mark.parametrize("on", [date(2010, 1, 1), date(2020, 1, 1), date(2027, 1, 1)])
def test_organs_number_in_the_counter_that_the_rules_give_them(
    organ: str, counter: tuple[str, bool], on: date
) -> None:
    assert profiles.counter_of(organ, on) == counter


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("BC", "Báo cáo"), ("bc", "Báo cáo"), ("báo cáo", "Báo cáo"), ("Bao Cao", "Báo cáo"),
     ("ĐA", "Đề án"), ("DA", "Dự án"), ("quy định", "Quy định")],
)  # fmt: skip
def test_a_type_is_named_in_full_without_marks_or_by_its_symbol(wanted: str, name: str) -> None:
    assert profiles.type_name(wanted) == name


def test_an_unclear_or_unknown_type_is_refused_with_the_choices() -> None:
    with pytest.raises(QuestionError, match="Quyết định hay Quy định"):
        profiles.type_name("QĐ")
    with pytest.raises(NotFoundError, match="Ý bạn là «Báo cáo»"):
        profiles.type_name("Báo cao cáo")
    with pytest.raises(NotFoundError, match="Nghị quyết, Chỉ thị"):
        profiles.type_name("xyzxyz")


def _rules(code: str, since: date, until: date | None, **rule: object) -> Numbering:
    made: dict[str, object] = {
        "kind": "rong",
        "subjects": ("so_van_ban",),
        "needs": ("bo_so.trung",),
    }
    made |= {"confidence": "noi_bo", **rule}
    one = Rule(code="S", message="m", reference="r", **made)  # type: ignore[arg-type]  # open for bad values
    return Numbering(code=code, title=code, references=(), since=since, until=until, rules=(one,))


def test_rules_that_cannot_run_or_leave_days_out_are_refused() -> None:
    first = _rules("A", date(2018, 1, 1), date(2019, 12, 31))

    assert len(days_in_sequence([_rules("B", date(2020, 1, 1), None), first])) == 2
    with pytest.raises(DataFieldError, match="phải liền nhau"):
        days_in_sequence([first, _rules("B", date(2020, 1, 2), None)])
    with pytest.raises(DataFieldError, match="dữ kiện không có"):
        days_in_sequence([_rules("B", date(2020, 1, 1), None, needs=("khong.co",))])
    with pytest.raises(DataFieldError, match="độ tin cậy"):
        days_in_sequence([_rules("B", date(2020, 1, 1), None, confidence="?")])
