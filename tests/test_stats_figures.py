"""Figures that are lists of names: published totals as witnesses, sums that must hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.errors import RulesBrokenError
from hoso.model.review import Level
from hoso.statistics import (
    BODIES,
    COLLECTIVES,
    LEADERS,
    MEMBER_ROWS,
    MEMBERS,
    NO_DATA,
    NO_THEME,
    ORGANISATION_ROWS,
    Bin,
    Branch,
    Case,
    Failure,
    Figure,
    MemberStanding,
    Place,
    Report,
    Rounding,
    Table,
    Tree,
    bin_labels,
    by_theme,
    classified,
    grown,
    levels_of,
    reconciled,
    share,
    signed,
    table,
    words,
)

# Gia Lai, 2020, as published: the members of the province, and why 391 did not do their tasks.
GIA_LAI = {
    Bin.EXEMPT: 2_714,
    Bin.WAITING: 284,
    Bin.NEW: 1_984,
    Bin.EXCELLENT: 7_156,
    Bin.GOOD: 51_956 - 7_156,
    Bin.DONE: 4_238,
    Bin.REPRIMANDED: 222,
    Bin.WARNED: 49,
    Bin.REMOVED: 3,
    Bin.EXPELLED: 28,
    Bin.CIVIL: 64,
    Bin.TARGETS: 25,
}
TSVM = {
    "htxs": "Trong sạch vững mạnh",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htn": "Hoàn thành nhiệm vụ",
    "khtn": "Yếu kém",
}


def cases(division: dict[Bin, int], home: str = "cb") -> Iterator[Case]:
    for place, number in division.items():
        for one in range(number):
            yield Case(key=f"{place}-{one}", name=f"Người {one}", home=home, bin=place)


def members(division: dict[Bin, int]) -> Table:
    return table(MEMBERS, "Đảng viên", cases(division), MEMBER_ROWS, words(MEMBER_ROWS))


def bodies(division: dict[Bin, int]) -> Table:
    return table(
        BODIES, "Tổ chức đảng", cases(division), ORGANISATION_ROWS, words(ORGANISATION_ROWS)
    )


def counts(found: Table) -> dict[str, int | None]:
    return {one.plan.key: one.count for one in found.figures}


def percents(found: Table) -> dict[str, str]:
    return {one.plan.key: one.percent for one in found.figures}


def report(**changes: object) -> Report:
    """Return a report of two cells with three members, in which everything sums."""
    people = [
        Case(key="1", name="An", home="cb-1", bin=Bin.EXCELLENT),
        Case(key="2", name="Bình", home="cb-1", bin=Bin.GOOD),
        Case(key="3", name="Cúc", home="cb-2", bin=Bin.UNSAID),
    ]
    branches = [
        Branch(code="db", name="Đảng bộ", kind="dang_bo_co_so", parent="", bin=Bin.GOOD),
        Branch(code="cb-1", name="Chi bộ 1", kind="chi_bo", parent="db", bin=Bin.GOOD),
        Branch(code="cb-2", name="Chi bộ 2", kind="chi_bo", parent="db", bin=Bin.DONE),
    ]
    own = [Case(key=b.code, name=b.name, home=b.parent, bin=b.bin) for b in branches]
    named = words(ORGANISATION_ROWS)
    made = {
        BODIES: table(BODIES, "Tổ chức đảng", own, ORGANISATION_ROWS, named),
        "goc": table("goc", "Tổ chức cơ sở đảng", own[:1], ORGANISATION_ROWS, named),
        "cb": table("cb", "Chi bộ trực thuộc", own[1:], ORGANISATION_ROWS, named),
        COLLECTIVES: table(COLLECTIVES, "Tập thể lãnh đạo", own, ORGANISATION_ROWS, named),
        MEMBERS: table(MEMBERS, "Đảng viên", people, MEMBER_ROWS, words(MEMBER_ROWS)),
        LEADERS: table(LEADERS, "Lãnh đạo", people[:1], MEMBER_ROWS, words(MEMBER_ROWS)),
    }
    whole = Report(
        year=2025,
        day=date(2025, 12, 31),
        organisation="db",
        name="Đảng bộ",
        regime="QĐ 366",
        references=(),
        level_names=TSVM,
        body_levels=TSVM,
        organisations={b.code: b.name for b in branches},
        tables=made,
        kinds=("goc", "cb"),
        tree=grown(branches, "db", people, words(MEMBER_ROWS)),
        earlier={},
    )
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]  # fields of Report


def with_table(found: Report, **changes: Table) -> Report:
    return dataclasses.replace(found, tables={**found.tables, **changes})


def with_figure(found: Table, key: str, count: int) -> Table:
    figures = tuple(
        dataclasses.replace(one, count=count) if one.plan.key == key else one
        for one in found.figures
    )
    return dataclasses.replace(found, figures=figures)


def refusal(found: Report) -> RulesBrokenError:
    with pytest.raises(RulesBrokenError) as refused:
        reconciled(found)
    return refused.value


def test_the_members_of_gia_lai_2020_come_out_to_the_digit() -> None:
    found = members(GIA_LAI)

    assert counts(found) == {
        "tong_so": 61_567,
        "mien": 2_714,
        "chua_danh_gia": 284,
        "moi_ket_nap": 1_984,
        "duoc_danh_gia": 56_585,
        "htt_tro_len": 51_956,
        "htxs": 7_156,
        "htn": 4_238,
        "khtn": 391,
        "ky_luat": 302,
        "khien_trach": 222,
        "canh_cao": 49,
        "cach_chuc": 3,
        "khai_tru": 28,
        "ky_luat_khac": 0,
        "ccvc": 64,
        "duoi_50": 25,
        "khac": 0,
        "chua_ro": 0,
    }
    assert {key: percents(found)[key] for key in ("mien", "chua_danh_gia", "moi_ket_nap")} == {
        "mien": "4,41%",
        "chua_danh_gia": "0,46%",
        "moi_ket_nap": "3,22%",
    }
    assert [percents(found)[key] for key in ("duoc_danh_gia", "htt_tro_len", "htxs")] == [
        "91,91%",
        "91,82%",
        "13,77%",
    ]
    assert (percents(found)["htn"], percents(found)["khtn"]) == ("7,49%", "0,69%")


def test_every_figure_of_gia_lai_opens_as_many_names_as_it_counts() -> None:
    found = members(GIA_LAI)

    for figure in found.figures:
        names = found.names(figure.plan.key)
        assert len({one.key for one in names}) == figure.count


def test_391_are_32_fewer_than_the_year_before() -> None:
    before = members({**GIA_LAI, Bin.REPRIMANDED: 254})

    change = members(GIA_LAI).change("khtn", before)

    assert change is not None
    assert (change.before, change.count, change.points) == (423, -32, Decimal("-0.06"))
    assert change.words == "giảm 32 (-0,06 điểm %)"


def test_the_organisations_of_gia_lai_2020_come_out() -> None:
    found = bodies({Bin.EXEMPT: 4, Bin.EXCELLENT: 162, Bin.GOOD: 709, Bin.DONE: 80, Bin.UNSAID: 2})
    before = bodies({Bin.EXEMPT: 4, Bin.EXCELLENT: 162, Bin.GOOD: 722, Bin.DONE: 80, Bin.UNSAID: 2})

    assert [counts(found)[key] for key in ("tong_so", "mien", "duoc_danh_gia")] == [957, 4, 953]
    assert [percents(found)[key] for key in ("htt_tro_len", "htxs", "htn", "khtn")] == [
        "91,40%",
        "18,60%",
        "8,39%",
        "0,21%",
    ]
    change = found.change("tong_so", before)
    assert change is not None
    assert change.words == "giảm 13"


def test_what_nobody_knows_is_no_nought() -> None:
    one = Case(
        key="1",
        name="An",
        home="cb",
        bin=Bin.CIVIL,
        unsaid=frozenset({"ky_luat", "khien_trach"}),
    )

    found = table(MEMBERS, "Đảng viên", [one], MEMBER_ROWS, words(MEMBER_ROWS))

    assert (found["ky_luat"].count, found["ky_luat"].percent) == (None, NO_DATA)
    assert found["ky_luat"].share is None
    assert found["duoi_50"].count == 0
    assert found.change("ky_luat", members(GIA_LAI)) is None


def test_a_row_that_counts_somebody_is_known_although_others_are_not() -> None:
    cases = [
        Case(key="1", name="An", home="cb", bin=Bin.WARNED),
        Case(key="2", name="Bình", home="cb", bin=Bin.UNSAID, unsaid=frozenset({"ky_luat"})),
    ]

    found = table(MEMBERS, "Đảng viên", cases, MEMBER_ROWS, words(MEMBER_ROWS))

    assert (found["ky_luat"].count, found["chua_ro"].count, found["khtn"].count) == (1, 1, 2)


def test_whoever_is_counted_twice_is_named() -> None:
    twice = [
        Case(key="1", name="An", home="cb-1", bin=Bin.GOOD),
        Case(key="1", name="An", home="cb-2", bin=Bin.DONE),
        Case(key="2", name="Bình", home="cb-2", bin=Bin.GOOD),
    ]

    with pytest.raises(RulesBrokenError) as refused:
        table(MEMBERS, "Đảng viên", twice, MEMBER_ROWS, words(MEMBER_ROWS))

    assert [one.code for one in refused.value.problems] == ["S005"]
    assert "3 lượt đếm nhưng chỉ có 2 đối tượng" in refused.value.message
    assert "An (1, cb-1), An (1, cb-2)" in refused.value.message
    assert "Bình" not in refused.value.message


def test_rows_bear_the_level_names_of_the_regime() -> None:
    named = words(MEMBER_ROWS, TSVM, total="Tổng số đảng bộ").rows

    assert named["tong_so"] == "Tổng số đảng bộ"
    assert named["htt_tro_len"] == "Hoàn thành tốt nhiệm vụ trở lên"
    assert named["htxs"] == "Trong đó: trong sạch vững mạnh"
    assert named["khtn"] == "Yếu kém"
    assert bin_labels(TSVM)[Bin.EXCELLENT] == "Trong sạch vững mạnh"
    assert bin_labels(TSVM)[Bin.WARNED] == "Yếu kém: cảnh cáo"


def test_a_report_whose_parts_sum_leaves() -> None:
    whole = report()

    assert reconciled(whole) is whole


@pytest.mark.parametrize(
    ("key", "count", "said"),
    [
        ("tong_so", 4, "«Tổng số đảng viên» 4, nhưng miễn đánh giá 0 + chưa đánh giá 0"),
        ("htn", 5, "«Được đánh giá» 3, nhưng hoàn thành tốt nhiệm vụ trở lên 2"),
        ("chua_ro", 0, "«Không hoàn thành nhiệm vụ» 1, nhưng trong đó: bị kỷ luật 0"),
        ("canh_cao", 2, "«Trong đó: bị kỷ luật» 0, nhưng khiển trách 0 + cảnh cáo 2"),
        ("htxs", 2, "«Trong đó: hoàn thành xuất sắc nhiệm vụ» ghi 2, danh sách có 1"),
    ],
)
def test_a_figure_that_its_parts_do_not_make_is_refused_with_both(
    key: str, count: int, said: str
) -> None:
    whole = report()

    refused = refusal(with_table(whole, dang_vien=with_figure(whole.tables[MEMBERS], key, count)))

    assert said in refused.message
    assert refused.exit_code == 4


def test_a_row_with_more_members_of_the_best_level_than_good_ones_is_refused() -> None:
    whole = report()
    odd = with_figure(with_figure(whole.tables[MEMBERS], "htt_tro_len", 0), "htn", 2)

    codes = [one.code for one in refusal(with_table(whole, dang_vien=odd)).problems]

    assert "S003" in codes


def test_members_of_no_organisation_of_the_day_are_named() -> None:
    lost = Case(key="9", name="Lạc Thị Lối", home="cb-giai-the", bin=Bin.GOOD)
    whole = report()
    everybody = [*whole.tables[MEMBERS].cases, lost]
    found = table(MEMBERS, "Đảng viên", everybody, MEMBER_ROWS, words(MEMBER_ROWS))
    branches = [node.branch for node in whole.tree.nodes if node.branch]
    tree = grown(branches, "db", everybody, words(MEMBER_ROWS))

    refused = refusal(dataclasses.replace(with_table(whole, dang_vien=found), tree=tree))

    assert [one.code for one in refused.problems] == ["S006"]
    assert "tổng số 4, nhưng cộng theo tổ chức đảng được 3" in refused.message
    assert "Lạc Thị Lối (9, cb-giai-the)" in refused.message


def test_a_committee_that_its_cells_do_not_make_is_refused_with_their_names() -> None:
    whole = report()
    top, first, *others = whole.tree.nodes
    odd = dataclasses.replace(first, table=with_figure(first.table, "htn", 7))

    refused = refusal(dataclasses.replace(whole, tree=Tree(nodes=(top, odd, *others))))

    assert "Đảng bộ: «Hoàn thành nhiệm vụ» 0, các tổ chức trực thuộc cộng lại 7" in refused.message
    assert "Chi bộ 1, Chi bộ 2" in refused.message


def test_kinds_of_organisations_that_do_not_make_them_all_are_refused() -> None:
    whole = report(kinds=("cb",))

    refused = refusal(whole)

    assert {one.code for one in refused.problems} == {"S007"}
    assert (
        "«Tổng số tổ chức đảng» 3, cộng theo loại được 2 (Chi bộ trực thuộc 2)" in refused.message
    )


def test_leaders_who_are_counted_otherwise_than_as_members_are_named() -> None:
    odd = Case(key="1", name="An", home="cb-1", bin=Bin.DONE)
    leaders = table(LEADERS, "Lãnh đạo", [odd], MEMBER_ROWS, words(MEMBER_ROWS))

    refused = refusal(with_table(report(), lanh_dao=leaders))

    assert [one.code for one in refused.problems] == ["S008"]
    assert "An (1, cb-1)" in refused.message


@pytest.mark.parametrize(
    ("standing", "why", "wanted", "unsaid"),
    [
        (MemberStanding(place=Place.NEW), None, Bin.NEW, set()),
        (MemberStanding(place=Place.RATED, level=Level.GOOD), None, Bin.GOOD, set()),
    ],
)
def test_whoever_stands_somewhere_has_one_bin(
    standing: MemberStanding, why: Failure | None, wanted: Bin, unsaid: set[str]
) -> None:
    assert classified(standing, why) == (wanted, frozenset(unsaid))


FORMS = {"ky_luat", "khien_trach", "canh_cao", "cach_chuc", "khai_tru"}


@pytest.mark.parametrize(
    ("why", "wanted", "unsaid"),
    [
        (None, Bin.UNSAID, FORMS | {"ccvc", "duoi_50", "khac"}),
        (Failure(disciplined=True, form="canh_cao"), Bin.WARNED, set()),
        (Failure(disciplined=True), Bin.DISCIPLINED, FORMS - {"ky_luat"}),
        (Failure(disciplined=True, form="giai_tan"), Bin.DISCIPLINED, FORMS - {"ky_luat"}),
        (Failure(civil=True), Bin.CIVIL, FORMS),
        (Failure(disciplined=False, civil=True), Bin.CIVIL, set()),
        (Failure(disciplined=False, civil=False, targets=True), Bin.TARGETS, set()),
        (Failure(disciplined=False, targets=True), Bin.TARGETS, {"ccvc"}),
        (
            Failure(disciplined=False, civil=False, targets=False, other=True),
            Bin.OTHER,
            set(),
        ),
        (Failure(disciplined=False, civil=False, targets=False), Bin.UNSAID, {"khac"}),
    ],
)
def test_of_several_reasons_the_first_known_counts_and_the_unknown_stay_unknown(
    why: Failure | None, wanted: Bin, unsaid: set[str]
) -> None:
    failed = MemberStanding(place=Place.RATED, level=Level.FAILED)

    assert classified(failed, why) == (wanted, frozenset(unsaid))


@pytest.mark.parametrize(
    "odd",
    [
        MemberStanding(place=Place.RATED),
        MemberStanding(place=Place.EXEMPT, level=Level.GOOD),
    ],
)
def test_a_level_without_a_rating_or_a_rating_without_a_level_is_refused(
    odd: MemberStanding,
) -> None:
    with pytest.raises(RulesBrokenError, match="có đúng một mức"):
        classified(odd)


homes = st.sampled_from(["db", "bp", "cb-1", "cb-2", "cb-3"])


@given(st.lists(st.tuples(st.sampled_from(list(Bin)), homes), max_size=80))
def test_any_division_over_any_tree_sums_everywhere(people: list[tuple[Bin, str]]) -> None:
    found = [
        Case(key=str(place), name="Người", home=home, bin=one)
        for place, (one, home) in enumerate(people)
    ]
    parents = {"db": "", "bp": "db", "cb-1": "bp", "cb-2": "bp", "cb-3": "db"}
    branches = [
        Branch(code=code, name=code, kind="chi_bo", parent=parent, bin=Bin.GOOD)
        for code, parent in parents.items()
    ]
    whole = table(MEMBERS, "Đảng viên", found, MEMBER_ROWS, words(MEMBER_ROWS))
    tree = grown(branches, "db", found, words(MEMBER_ROWS))
    own = report()

    made = dataclasses.replace(with_table(own, dang_vien=whole, lanh_dao=whole), tree=tree)

    assert reconciled(made) is made
    assert tree.nodes[0].table.count("tong_so") == len(people)
    for node in tree.nodes:
        parts = [tree.nodes[place].table for place in node.below]
        for figure in node.table.figures if parts else ():
            assert figure.count == sum(part.count(figure.plan.key) for part in parts)


def test_members_beside_the_cells_of_a_committee_have_a_row_of_their_own() -> None:
    branches = [
        Branch(code="db", name="Đảng bộ", kind="dang_bo_co_so", parent="", bin=Bin.GOOD),
        Branch(code="cb", name="Chi bộ", kind="chi_bo", parent="db", bin=Bin.GOOD),
    ]
    people = [
        Case(key="1", name="An", home="db", bin=Bin.GOOD),
        Case(key="2", name="Bình", home="cb", bin=Bin.GOOD),
    ]

    tree = grown(branches, "db", people, words(MEMBER_ROWS))

    assert [(number, one.table.title, one.depth) for number, one in tree.numbered()] == [
        ("", "Đảng bộ", 0),
        ("1", "Đảng viên sinh hoạt trực tiếp", 1),
        ("2", "Chi bộ", 1),
    ]
    assert tree.nodes[0].below == (1, 2)


def test_nodes_are_numbered_by_floor() -> None:
    parents = {"db": "", "bp": "db", "cb-1": "bp", "cb-2": "bp", "cb-3": "db"}
    branches = [
        Branch(code=code, name=code, kind="chi_bo", parent=parent, bin=Bin.GOOD)
        for code, parent in parents.items()
    ]

    tree = grown(branches, "db", [], words(MEMBER_ROWS))

    assert [(number, one.table.title) for number, one in tree.numbered()] == [
        ("", "db"),
        ("1", "bp"),
        ("1.1", "cb-1"),
        ("1.2", "cb-2"),
        ("2", "cb-3"),
    ]


def test_faults_without_a_theme_are_never_put_under_one() -> None:
    faults = [
        (2024, "Đảng phí", "K-1"),
        (2025, "", "K-2"),
        (2025, "Sinh hoạt", "K-3"),
        (2025, "Sinh hoạt", "K-4"),
        (2019, "Sinh hoạt", "K-0"),
    ]

    found = by_theme(faults, range(2021, 2026))

    assert [(one.theme, one.total) for one in found] == [
        ("Sinh hoạt", 2),
        ("Đảng phí", 1),
        (NO_THEME, 1),
    ]
    assert found[0].codes == {2025: ("K-3", "K-4")}
    assert (found[1].count(2024), found[1].count(2025)) == (1, 0)


def test_levels_of_a_year_do_not_overlap() -> None:
    found = levels_of(2020, members(GIA_LAI))

    assert found.counts == (7_156, 44_800, 4_238, 391)
    assert sum(found.counts) == found.rated == 56_585


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (-32, "-32"),
        (1_032, "+1.032"),
        (Decimal("0.35"), "+0,35"),
        (Decimal("-0.05"), "-0,05"),
    ],
)
def test_differences_bear_their_sign(number: int | Decimal, printed: str) -> None:
    assert signed(number) == printed


def test_the_rounding_is_a_parameter_that_says_itself() -> None:
    one = Rounding(places=1)

    assert share(1, 800, one) == Decimal("0.1")
    assert share(12_345, 100_000, one) == Decimal("12.3")
    assert (
        one.words
        == "Tỷ lệ phần trăm làm tròn đến 1 chữ số thập phân, từ 0,05 trở lên làm tròn lên."
    )
    assert share(1, 0) is None


def test_a_figure_says_of_what_it_is_a_share() -> None:
    figure: Figure = members(GIA_LAI)["htxs"]

    assert figure.basis == "hoàn thành tốt trở lên: 51.956"
