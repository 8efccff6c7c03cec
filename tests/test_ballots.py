"""Ballots: two rounds, several bodies, counts that reconcile, outcomes under the local pass mark."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles, rules, sample
from hoso.errors import DataFieldError
from hoso.model.review import BallotCount, BallotKind, BallotLine, Level, Subject, SubjectKind
from hoso.rules import BallotTerms, VoteState
from tests.ballot_books import (
    AGREE,
    ANH,
    BELOW,
    CELL,
    HUNG,
    LEVELS,
    NAMES,
    PHUC,
    THOA,
    TOP,
    book,
    count,
    head,
    lay_down,
    rows,
)
from tests.conftest import NOON, Office

DAY = ("--year", "2025", "--date", "2025-12-09")
MARK = {"nguong_phieu": "trên 50%", "nguong_phieu_mau_so": "co_mat"}


def refusal(office: Office, path: Path, *more: str) -> tuple[int, str]:
    """Count a file that must be refused; nothing may have been written."""
    before = office.archive_bytes()
    result = office.refused("ballots", "count", path, *DAY, *more)
    assert office.archive_bytes() == before
    return result.exit_code, result.stderr


def shown(office: Office, *more: str) -> Any:
    return office.json("ballots", "show", "2025", "--date", "2025-12-09", *more)


def levels(office: Office, org: str = CELL) -> dict[str, tuple[str, str | None]]:
    """Return what the votes of a body come to, by name."""
    found = shown(office, "--org", org)["de_xuat"]
    return {one["ten"]: (one["ket_luan"], one["muc"]) for one in found}


# --- counts that reconcile -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"Vắng_mặt": 1}, "P01", "triệu tập 17, nhưng có mặt 17 + vắng 1 = 18"),
        ({"Có_mặt": 18}, "P01", "có mặt 18 nhiều hơn triệu tập 17"),
        ({"Phát_ra": 18}, "H43-48A", "số phiếu phát ra: 18"),
        ({"Thu_về": 17}, "H43-46C", "số phiếu thu về: 17"),
        ({"Không_hợp_lệ": 1}, "H43-46B", "số phiếu không hợp lệ: 1"),
    ],
)
def test_a_figure_that_contradicts_another_is_refused_by_its_rule(
    sample_office: Office, changed: dict[str, object], code: str, words: str
) -> None:
    path = count(sample_office, {ANH: (2, 14, 0, 0)}, **changed)

    exit_code, said = refusal(sample_office, path)
    found = sample_office.run("ballots", "count", path, *DAY, "--json").stdout

    assert exit_code == 4
    assert words in said
    assert f'"{code}"' in found


def test_a_line_may_have_marks_that_could_not_be_counted(sample_office: Office) -> None:
    columns = (*LEVELS, "Không hợp lệ đối với người này")
    path = count(sample_office, {ANH: (2, 13, 0, 0, 1), HUNG: (0, 16, 0, 0, 0)}, columns)

    found = sample_office.json("ballots", "count", path, *DAY)["kiem_phieu"][0]["ket_qua"]

    assert [line["khong_hop_le"] for line in found] == [1, 0]


def test_nobody_has_two_lines_and_twins_need_a_card(sample_office: Office) -> None:
    twice = [[1, NAMES[ANH], ANH, 0, 16, 0, 0], [2, NAMES[ANH], ANH, 0, 16, 0, 0]]
    twins = [[1, "Nguyễn Văn Hùng", None, 0, 16, 0, 0]]
    path = sample_office.root.parent / "phieu.xlsx"

    _, double = refusal(sample_office, book(path, (head(), LEVELS, twice)))
    _, unclear = refusal(sample_office, book(path, (head(Tổ_chức=TOP), LEVELS, twins)))

    assert "Lê Thị Ngọc Ánh có hơn một dòng" in double
    assert "ghi số thẻ" in unclear


def test_a_name_without_a_card_is_looked_for_in_the_organisation(sample_office: Office) -> None:
    path = sample_office.root.parent / "phieu.xlsx"
    plain = [
        [1, "Huỳnh Thị Kim Thoa", None, 0, 16, 0, 0],
        [2, "Nguyễn Văn Hùng", None, 0, 16, 0, 0],
    ]

    found = sample_office.json("ballots", "count", book(path, (head(), LEVELS, plain)), *DAY)

    cards = [one["doi_tuong"]["so_the"] for one in found["kiem_phieu"][0]["ket_qua"]]
    assert cards == [THOA, HUNG]  # the other Hùng is of another cell


@pytest.mark.parametrize(
    ("rule", "valid", "invalid", "votes"),
    [("khong_hop_le", 15, 1, 15), ("hop_le", 16, 0, 15)],
)
def test_blank_ballots_count_as_the_rule_says(
    sample_office: Office, rule: str, valid: int, invalid: int, votes: int
) -> None:
    lay_down(sample_office, phieu_trang=rule)
    path = count(
        sample_office,
        {ANH: (0, votes, 0, 0)},
        Hợp_lệ=valid,
        Không_hợp_lệ=invalid,
        Phiếu_trắng=1,
    )

    (one,) = sample_office.json("ballots", "count", path, *DAY)["kiem_phieu"]

    assert one["phieu_trang"] == 1
    assert one["phieu_trang_hop_le"] is (rule == "hop_le")


def test_blank_ballots_without_a_rule_are_asked_about_and_the_sheet_may_say(
    sample_office: Office,
) -> None:
    figures = {"Hợp_lệ": 15, "Không_hợp_lệ": 1, "Phiếu_trắng": 1}
    votes = {ANH: (0, 15, 0, 0)}

    code, asked = refusal(sample_office, count(sample_office, votes, **figures))
    said = count(sample_office, votes, **figures, Phiếu_trắng_tính_là="Không hợp lệ")
    (one,) = sample_office.json("ballots", "count", said, *DAY)["kiem_phieu"]
    lay_down(sample_office, phieu_trang="hop_le")
    against, clash = refusal(sample_office, said)

    assert (code, against) == (17, 4)
    assert "1 phiếu trắng, tính là hợp lệ hay không hợp lệ?" in asked
    assert one["phieu_trang_hop_le"] is False
    assert "quy định của cấp ủy tính phiếu trắng là hợp lệ" in clash


def test_blank_ballots_cannot_be_more_than_those_they_are_among(sample_office: Office) -> None:
    lay_down(sample_office, phieu_trang="khong_hop_le")

    _, said = refusal(sample_office, count(sample_office, {ANH: (0, 16, 0, 0)}, Phiếu_trắng=1))

    assert "chỉ có 0 phiếu không hợp lệ" in said


# --- who votes -----------------------------------------------------------------------------------


def test_members_on_probation_have_no_ballot(sample_office: Office) -> None:
    path = count(
        sample_office,
        {ANH: (0, 18, 0, 0)},
        Triệu_tập=18,
        Có_mặt=18,
        Phát_ra=18,
        Thu_về=18,
        Hợp_lệ=18,
    )

    code, said = refusal(sample_office, path)

    assert code == 4
    assert "đảng viên dự bị không có quyền biểu quyết" in said
    assert "số đảng viên chính thức được bỏ phiếu: 16" in said


def test_where_the_roster_does_not_say_who_is_official_nobody_is_refused(office: Office) -> None:
    book_ = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))
    sheet = book_["Đảng viên"]
    column = next(
        c.column for r in sheet.iter_rows(max_row=8) for c in r if c.value == "Ngày chính thức"
    )
    for row in sheet.iter_rows(min_row=5):
        if row[column - 1].value is not None:
            row[column - 1].value = None
    path = office.root.parent / "ds.xlsx"
    book_.save(path)
    office.ok("roster", "import", path)

    done = office.json("ballots", "count", count(office, {ANH: (0, 16, 0, 0)}), *DAY)

    assert any("chưa kiểm được ai là dự bị" in words for words in done["can_xem"])


# --- secrecy -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns",
    [
        (*LEVELS, "Người bỏ phiếu"),
        (*LEVELS, "Họ tên người ghi phiếu"),
        (*LEVELS, "Phiếu số 1", "Phiếu số 2"),
        (*LEVELS, "Phiếu của đồng chí Hùng"),
    ],
)
def test_a_table_with_voters_or_single_ballots_is_refused(
    sample_office: Office, columns: tuple[str, ...]
) -> None:
    votes = (0, 16, 0, 0, *(0 for _ in columns[4:]))

    code, said = refusal(sample_office, count(sample_office, {ANH: votes}, columns))

    assert code == 10
    assert "không nhận từng lá phiếu hay tên người bỏ phiếu" in said


def test_ticks_where_totals_should_be_are_refused(sample_office: Office) -> None:
    path = sample_office.root.parent / "phieu.xlsx"
    paper = [[1, NAMES[ANH], ANH, None, "x", None, None]]
    matrix = [
        [1, NAMES[ANH], ANH, 0, 16, 0, 0, "X", "✓"],
        [2, NAMES[HUNG], HUNG, 0, 16, 0, 0, "x", None],
    ]

    code, ticked = refusal(sample_office, book(path, (head(), LEVELS, paper)))
    _, columns = refusal(sample_office, book(path, (head(), (*LEVELS, "A", "B"), matrix)))

    assert code == 10
    assert "có dấu «x» ở" in ticked
    assert "các cột đánh dấu từng phiếu: «A», «B»" in columns


def test_a_column_named_after_a_member_is_refused(sample_office: Office) -> None:
    path = count(sample_office, {ANH: (0, 16, 0, 0, 1)}, (*LEVELS, NAMES[HUNG]))

    code, said = refusal(sample_office, path)

    assert code == 4
    assert "mang tên đảng viên" in said


def test_how_many_voted_is_no_secret(sample_office: Office) -> None:
    path = count(sample_office, {ANH: (1, 15, 0, 0)}, Người_bỏ_phiếu=16)

    assert sample_office.json("ballots", "count", path, *DAY)["can_xem"] == []


def test_figures_that_tell_how_people_voted_are_warned_of(sample_office: Office) -> None:
    small = dict.fromkeys(("Triệu_tập", "Có_mặt", "Phát_ra", "Thu_về", "Hợp_lệ"), 2)

    one = sample_office.json("ballots", "count", count(sample_office, {ANH: (0, 16, 0, 0)}), *DAY)
    two = sample_office.json(
        "ballots", "count", count(sample_office, {HUNG: (1, 1, 0, 0)}, **small), *DAY
    )

    assert "16 phiếu về 1 đối tượng giống hệt nhau" in one["can_xem"][0]
    assert "chỉ có 2 phiếu nên không giữ được bí mật" in two["can_xem"][0]


def test_nothing_in_the_archive_says_who_voted_how(sample_office: Office) -> None:
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (2, 14, 0, 0)}), *DAY)
    kept = [
        data.decode("utf-8")
        for path, data in sample_office.archive_bytes().items()
        if path.endswith("kiem_phieu.json")
    ]

    assert len(kept) == 1
    assert "38000815" in kept[0]
    assert not any(word in kept[0] for word in ("nguoi_bo", "cu_tri", "38000877", "phieu.xlsx"))


# --- two rounds ----------------------------------------------------------------------------------

FIRST = {ANH: (15, 1, 0), THOA: (14, 2, 0), HUNG: (1, 15, 0), PHUC: (8, 8, 0)}


def test_the_second_round_makes_those_rated_good_excellent(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)
    before = levels(sample_office)
    second = count(sample_office, {ANH: (12, 4), THOA: (5, 11)}, AGREE)
    (one,) = sample_office.json("ballots", "count", second, *DAY)["kiem_phieu"]

    after = levels(sample_office)

    assert (one["vong"], one["hinh_thuc"]) == (2, "dong_y")
    assert before[NAMES[ANH]] == ("thong_qua", "htt")
    assert after == {
        NAMES[ANH]: ("thong_qua", "htxs"),
        NAMES[THOA]: ("thong_qua", "htt"),
        NAMES[HUNG]: ("thong_qua", "htn"),
        NAMES[PHUC]: ("hoa_phieu", None),
    }
    found = {one["ten"]: one for one in shown(sample_office, "--org", CELL)["de_xuat"]}
    assert found[NAMES[THOA]]["ghi_chu"] == "vòng 2: không đủ phiếu đồng ý"
    assert "chưa bỏ phiếu vòng 2" not in found[NAMES[HUNG]]["ghi_chu"]


def test_both_rounds_may_stand_in_one_workbook(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    first = (head(), BELOW, rows(3, FIRST))
    second = (head(Phát_ra=15, Thu_về=15, Hợp_lệ=15), AGREE, rows(2, {ANH: (12, 3)}))

    sample_office.ok(
        "ballots", "count", book(sample_office.root.parent / "hai.xlsx", first, second), *DAY
    )

    assert levels(sample_office)[NAMES[ANH]] == ("thong_qua", "htxs")
    assert len(sample_office.json("log", f"tt-{CELL}-2025")["phien_ban"]) == 1


@pytest.mark.parametrize(
    ("candidate", "words"),
    [
        (HUNG, "không đạt mức hoàn thành tốt nhiệm vụ ở vòng 1"),
        (PHUC, "không đạt mức hoàn thành tốt nhiệm vụ ở vòng 1"),
        ("38001234", "không có trong kết quả vòng 1"),
    ],
)
def test_candidates_of_the_second_round_come_from_those_rated_good(
    sample_office: Office, candidate: str, words: str
) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)

    code, said = refusal(sample_office, count(sample_office, {candidate: (12, 4)}, AGREE))

    assert code == 4
    assert words in said


def test_a_proposal_in_the_archive_lets_somebody_stand(sample_office: Office) -> None:
    set_ = ("ratings", "set", "--person", HUNG, "--level", "htt", "--stage", "de_xuat")
    sample_office.ok(*set_, *DAY)

    sample_office.ok("ballots", "count", count(sample_office, {HUNG: (12, 4)}, AGREE), *DAY)

    assert levels(sample_office)[NAMES[HUNG]][0] == "chua_kiem_duoc"


def test_without_a_pass_mark_nobody_can_say_who_may_stand(sample_office: Office) -> None:
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)

    done = sample_office.json("ballots", "count", count(sample_office, {ANH: (12, 4)}, AGREE), *DAY)

    assert "chưa kiểm được mức ở vòng 1" in done["can_xem"][0]


def test_columns_of_one_round_are_not_taken_for_another(sample_office: Office) -> None:
    wrong = count(sample_office, {ANH: (12, 4)}, AGREE, Vòng=1)
    code, said = refusal(sample_office, wrong)
    mixed, both = refusal(
        sample_office, count(sample_office, {ANH: (0, 16, 0, 0, 1, 1)}, (*LEVELS, *AGREE))
    )

    assert (code, mixed) == (11, 10)
    assert "là của vòng 2, không phải vòng 1" in said
    assert "Mỗi vòng một trang" in both


def test_a_tie_may_be_voted_on_again(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)
    again = count(sample_office, {PHUC: (5, 11, 0)}, BELOW, Bỏ_phiếu_lại_lần=2)

    sample_office.ok("ballots", "count", again, *DAY)

    assert levels(sample_office)[NAMES[PHUC]] == ("thong_qua", "htn")
    counts = shown(sample_office, "--org", CELL)["kiem_phieu"]
    assert [(one["lan"], one["da_thay"]) for one in counts] == [(1, False), (2, False)]


# --- recounts ------------------------------------------------------------------------------------


def test_a_recount_needs_a_reason_and_the_old_figures_stay(sample_office: Office) -> None:
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (2, 14, 0, 0)}), *DAY)
    other = count(sample_office, {ANH: (3, 13, 0, 0)})

    code, asked = refusal(sample_office, other)
    sample_office.ok("ballots", "count", other, *DAY, "--why", "kiểm phiếu lại theo đề nghị")
    before = sample_office.archive_bytes()
    sample_office.ok("ballots", "count", other, *DAY)
    counts = shown(sample_office, "--org", CELL)["kiem_phieu"]

    assert code == 17
    assert "hãy nêu lý do ở --why; kết quả cũ vẫn được giữ" in asked
    assert sample_office.archive_bytes() == before
    assert [(one["da_thay"], one["ket_qua"][0]["phieu"]["htxs"]) for one in counts] == [
        (False, 3),
        (True, 2),
    ]
    assert counts[0]["ly_do"] == "kiểm phiếu lại theo đề nghị"
    text = sample_office.ok("ballots", "show", "2025", "--org", CELL, "--date", "2025-12-09").stdout
    assert "đã kiểm lại, không tính" in text


def test_another_ballot_of_the_same_body_is_no_recount(sample_office: Office) -> None:
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (2, 14, 0, 0)}), *DAY)

    sample_office.ok("ballots", "count", count(sample_office, {HUNG: (0, 15, 1, 0)}), *DAY)

    assert len(shown(sample_office, "--org", CELL)["kiem_phieu"]) == 2


# --- outcomes ------------------------------------------------------------------------------------


def test_without_a_pass_mark_nothing_is_concluded_and_it_is_asked_for(
    sample_office: Office,
) -> None:
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (0, 16, 0, 0)}), *DAY)

    found = shown(sample_office, "--org", CELL)
    text = sample_office.ok("ballots", "show", "2025", "--date", "2025-12-09").stdout

    assert found["kiem_phieu"][0]["ket_qua"][0]["ket_luan"] == "chua_kiem_duoc"
    assert found["kiem_phieu"][0]["ket_qua"][0]["ty_le"]["htt"] == ""
    assert len(found["chua_quy_dinh"]) == 2
    assert "Chưa có quy định: tỷ lệ phiếu thông qua (nguong_phieu)." in text


def test_shares_name_their_denominator(sample_office: Office) -> None:
    lay_down(sample_office, nguong_phieu="ít nhất 2/3", nguong_phieu_mau_so="trieu_tap")
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (2, 14, 0, 0)}), *DAY)

    (one,) = shown(sample_office, "--org", CELL)["kiem_phieu"]
    text = sample_office.ok("ballots", "show", "2025", "--date", "2025-12-09").stdout

    assert (one["tinh_tren"], one["mau_so"]) == ("số triệu tập", 17)
    assert one["ket_qua"][0]["ty_le"] == {
        "htxs": "11,76%",
        "htt": "82,35%",
        "htn": "0,00%",
        "khtn": "0,00%",
        "chua_danh_gia": "0,00%",
    }
    assert "HTT 14 (82,35%)" in text


def test_nothing_counted_says_how_to_begin(sample_office: Office) -> None:
    text = sample_office.ok("ballots", "show", "2025", "--date", "2025-12-09").stdout

    assert "Chưa có kết quả kiểm phiếu" in text


PERSON = Subject(kind=SubjectKind.PERSON, organisation="cb", card="38000001", name="A")


def a_count(kind: BallotKind = BallotKind.LEVELS, whole: int = 20) -> BallotCount:
    return BallotCount(
        organisation="cb",
        year=2025,
        day=NOON.date(),
        kind=kind,
        convened=whole + 2,
        present=whole,
        issued=whole,
        returned=whole,
        valid=whole,
        invalid=0,
    )


def outcome(votes: tuple[int, ...], unrated: int = 0, **terms: str) -> tuple[str, str | None]:
    chosen = [Level.EXCELLENT, Level.GOOD, Level.DONE, Level.FAILED][-len(votes) :]
    line = BallotLine(subject=PERSON, votes=dict(zip(chosen, votes, strict=True)), unrated=unrated)
    laid = BallotTerms.of({"nguong_phieu": "trên 50%", "nguong_phieu_mau_so": "co_mat", **terms})
    found = rules.vote_outcome(line, a_count(), laid)
    return found.state.value, found.level.value if found.level else None


@pytest.mark.parametrize(
    ("votes", "unrated", "terms", "expected"),
    [
        ((11, 9, 0, 0), 0, {}, ("thong_qua", "htxs")),
        ((10, 9, 1, 0), 0, {}, ("duoi_nguong", None)),
        ((10, 9, 1, 0), 0, {"nguong_phieu": "từ 50%"}, ("thong_qua", "htxs")),
        ((10, 9, 1, 0), 0, {"nguong_phieu": "50"}, ("chua_kiem_duoc", None)),
        ((11, 9, 0, 0), 0, {"nguong_phieu": "50"}, ("thong_qua", "htxs")),
        ((9, 9, 2, 0), 0, {}, ("hoa_phieu", None)),
        ((9, 9, 2, 0), 0, {"hoa_phieu": "muc_thap_hon"}, ("thong_qua", "htt")),
        ((9, 9, 2, 0), 0, {"hoa_phieu": "muc_cao_hon"}, ("thong_qua", "htxs")),
        ((9, 9, 2, 0), 0, {"hoa_phieu": "bo_phieu_lai"}, ("hoa_phieu", None)),
        ((9, 2, 0, 0), 9, {"hoa_phieu": "muc_thap_hon"}, ("hoa_phieu", None)),
        ((2, 2, 2, 2), 12, {}, ("chua_danh_gia", None)),
        ((8, 7, 5, 0), 0, {"nguong_phieu": "trên 1/3"}, ("nhieu_muc_dat", None)),
        ((8, 7, 5, 0), 0, {"duoi_nguong_phieu": "cong_don"}, ("thong_qua", "htt")),
        ((8, 2, 1, 1), 8, {"duoi_nguong_phieu": "cong_don", "hoa_phieu": ""}, ("hoa_phieu", None)),
        ((7, 1, 1, 1), 0, {"duoi_nguong_phieu": "cong_don"}, ("duoi_nguong", None)),
        (
            (6, 4, 7, 0),
            0,
            {"nguong_phieu": "50%", "duoi_nguong_phieu": "cong_don"},
            ("chua_kiem_duoc", None),
        ),
        ((8, 7, 5, 0), 0, {"duoi_nguong_phieu": "cap_tham_quyen"}, ("duoi_nguong", None)),
        ((8, 7, 5, 0), 0, {"nguong_phieu_mau_so": ""}, ("chua_kiem_duoc", None)),
        ((0, 0, 0, 0), 0, {}, ("duoi_nguong", None)),
        ((12, 7, 1), 0, {}, ("thong_qua", "htt")),
    ],
)
def test_votes_come_to_what_the_local_rule_says_and_nothing_else(
    votes: tuple[int, ...], unrated: int, terms: dict[str, str], expected: tuple[str, str | None]
) -> None:
    assert outcome(votes, unrated, **terms) == expected


@pytest.mark.parametrize(("agree", "expected"), [(11, "htxs"), (10, None), (0, None)])
def test_the_second_round_is_passed_or_not(agree: int, expected: str | None) -> None:
    line = BallotLine(subject=PERSON, agree=agree, disagree=20 - agree)
    terms = BallotTerms.of({"nguong_phieu": "quá nửa số có mặt"})

    found = rules.vote_outcome(line, a_count(BallotKind.AGREE), terms)

    assert found.level == expected


def test_an_agreement_on_the_very_mark_is_asked_about() -> None:
    line = BallotLine(subject=PERSON, agree=10, disagree=10)
    terms = BallotTerms.of({"nguong_phieu": "1/2", "nguong_phieu_mau_so": "hop_le"})

    found = rules.vote_outcome(line, a_count(BallotKind.AGREE), terms)

    assert found.state is VoteState.UNKNOWN
    assert "«trên» hay «từ»" in found.question


@pytest.mark.parametrize(
    ("base", "figure"),
    [("trieu_tap", 22), ("co_mat", 20), ("phat_ra", 20), ("thu_ve", 20), ("hop_le", 20)],
)
def test_every_denominator_is_a_figure_of_the_count(base: str, figure: int) -> None:
    assert rules.whole_of(a_count(), base) == figure


@pytest.mark.parametrize(
    ("said", "share", "strict", "base"),
    [
        ("trên 50%", Fraction(1, 2), True, ""),
        ("Quá nửa", Fraction(1, 2), True, ""),
        ("quá nửa số có mặt", Fraction(1, 2), True, "co_mat"),
        ("trên 50% số được triệu tập", Fraction(1, 2), True, "trieu_tap"),
        ("từ 66,7% phiếu hợp lệ", Fraction(667, 1000), False, "hop_le"),
        ("ít nhất 2/3", Fraction(2, 3), False, ""),
        ("50", Fraction(1, 2), None, ""),
        (50, Fraction(1, 2), None, ""),
        (66.5, Fraction(665, 1000), None, ""),
    ],
)
def test_a_pass_mark_is_read_as_people_write_it(
    said: str | float, share: Fraction, strict: bool | None, base: str
) -> None:
    found = rules.pass_mark(said)

    assert found is not None
    assert (found.share, found.strict, found.base) == (share, strict, base)


def test_an_empty_pass_mark_is_none() -> None:
    assert rules.pass_mark("") is None


@pytest.mark.parametrize("said", ["đa số", "0%", "101%", "3/2", "trên 50% số khách mời", "5/0"])
def test_what_is_no_pass_mark_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=said.split(maxsplit=1)[0]):
        rules.pass_mark(said)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"nguong_phieu": "đa số"}, "không đọc được"),
        ({"nguong_phieu_mau_so": "khach_moi"}, "trieu_tap (số triệu tập)"),
        ({"hoa_phieu": "boc_tham"}, "muc_thap_hon"),
        ({"phieu_trang": "bo_qua"}, "hop_le (hợp lệ)"),
        ({"duoi_nguong_phieu": "thôi"}, "cong_don"),
        (
            {"nguong_phieu": "quá nửa số có mặt", "nguong_phieu_mau_so": "hop_le"},
            "Hãy giữ một",
        ),
    ],
)
def test_an_overlay_that_says_something_else_about_votes_is_refused(
    sample_office: Office, parameters: dict[str, str], words: str
) -> None:
    lay_down(sample_office, **parameters)

    with pytest.raises(DataFieldError) as refused:
        profiles.regime(2025, sample_office.root / "lop-phu.toml")

    assert words in refused.value.message


@given(
    votes=st.lists(st.integers(0, 40), min_size=4, max_size=4),
    unrated=st.integers(0, 40),
    share=st.integers(1, 100),
    absent=st.integers(0, 20),
)
def test_a_level_is_named_only_when_its_own_votes_pass(
    votes: list[int], unrated: int, share: int, absent: int
) -> None:
    whole = sum(votes) + unrated + absent
    line = BallotLine(subject=PERSON, votes=dict(zip(Level, votes, strict=True)), unrated=unrated)
    terms = BallotTerms.of({"nguong_phieu": f"trên {share}%", "nguong_phieu_mau_so": "co_mat"})

    found = rules.vote_outcome(line, a_count(whole=whole), terms)

    passing = [level for level in Level if line.votes[level] * 100 > share * whole]
    if found.state is VoteState.PASSED:
        assert passing == [found.level]
        assert unrated * 100 <= share * whole
    elif len(passing) == 1 and unrated * 100 <= share * whole:
        raise AssertionError(found)


# --- participating bodies ------------------------------------------------------------------------

UNION = {"Chủ_thể_tham_gia": "Công đoàn cơ sở", "Loại_chủ_thể": "Đoàn thể"}
VIEWS = ("Mức đề xuất", "Nhận xét")


def views(office: Office, table: dict[str, tuple[str, str]], **lines: object) -> Path:
    said = {
        name.replace("_", " "): value
        for name, value in {"Tổ_chức": CELL, "Ngày": "05/12/2025", **UNION, **lines}.items()
    }
    body = [[1, NAMES.get(card, card), card, *one] for card, one in table.items()]
    return book(office.root.parent / "y-kien.xlsx", (said, VIEWS, body))


def test_what_participating_bodies_propose_is_kept_by_body(sample_office: Office) -> None:
    path = views(sample_office, {ANH: ("HTTNV", "Sâu sát"), HUNG: ("", "")})

    done = sample_office.json("ballots", "count", path, *DAY)
    found = shown(sample_office, "--org", CELL)
    text = sample_office.ok("ballots", "show", "2025", "--date", "2025-12-09").stdout

    assert [(one["chu_the"], one["loai_chu_the"], one["muc"]) for one in done["y_kien"]] == [
        ("Công đoàn cơ sở", "doan_the", "htt")
    ]
    assert "chưa có mức đề xuất" in done["can_xem"][0]
    assert found["y_kien"] == done["y_kien"]
    assert "Công đoàn cơ sở  Lê Thị Ngọc Ánh: HTT – Sâu sát" in text


def test_a_corrected_view_needs_a_reason_and_the_old_one_stays(sample_office: Office) -> None:
    sample_office.ok("ballots", "count", views(sample_office, {ANH: ("HTTNV", "")}), *DAY)
    other = views(sample_office, {ANH: ("HTNV", "")})

    code, said = refusal(sample_office, other)
    sample_office.ok("ballots", "count", other, *DAY, "--why", "Công đoàn ghi nhầm")

    assert code == 17
    assert "Công đoàn cơ sở về Lê Thị Ngọc Ánh" in said
    kept = sample_office.workspace.catalogue.opinions(year=2025, current=None)
    assert [(one.level.value, one.superseded) for one in kept] == [("htt", True), ("htn", False)]


def test_a_level_that_the_year_does_not_have_is_named_with_its_cell(
    sample_office: Office,
) -> None:
    code, said = refusal(sample_office, views(sample_office, {ANH: ("giỏi", "")}))

    assert code == 4
    assert "Không có mức «giỏi»" in said
    assert "ô D" in said


def test_a_body_that_votes_gives_a_view_and_no_proposal(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    body = count(sample_office, {ANH: (0, 16, 0, 0)}, **UNION)

    sample_office.ok("ballots", "count", body, *DAY)

    assert shown(sample_office, "--org", CELL)["de_xuat"] == []
    (one,) = shown(sample_office, "--org", CELL)["kiem_phieu"]
    assert (one["chu_the"], one["loai_chu_the"]) == ("Công đoàn cơ sở", "doan_the")
    assert one["ket_qua"][0]["muc"] == "htt"


def test_a_view_without_its_body_is_refused(sample_office: Office) -> None:
    nobody = views(sample_office, {ANH: ("HTTNV", "")}, Chủ_thể_tham_gia=None)

    code, said = refusal(sample_office, nobody)

    assert code == 11
    assert "Thiếu «Chủ thể tham gia»" in said


# --- proposals -----------------------------------------------------------------------------------


def ratings_of(office: Office) -> dict[str, str]:
    found = office.json("ratings", "show", "2025", "--date", "2025-12-09")["xep_loai"]
    return {one["so_the"]: one["muc"].get("de_xuat", "") for one in found if one["so_the"]}


def test_settled_votes_become_proposals_and_the_rest_stays_open(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)

    done = sample_office.json("ballots", "propose", "2025", "--org", CELL, *DAY[2:])
    text = sample_office.ok("ballots", "propose", "2025", "--org", CELL, *DAY[2:]).stdout

    assert {one["ten"]: one["muc"] for one in done["ghi"]} == {
        NAMES[ANH]: "htt",
        NAMES[THOA]: "htt",
        NAMES[HUNG]: "htn",
    }
    assert [one["ten"] for one in done["de_ngo"]] == [NAMES[PHUC]]
    found = ratings_of(sample_office)
    assert (found[ANH], found[HUNG], found[PHUC]) == ("htt", "htn", "")
    assert "để ngỏ 1" in text


def test_a_proposal_that_differs_changes_only_with_a_reason(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    set_ = ("ratings", "set", "--person", ANH, "--level", "htn", "--stage", "de_xuat")
    sample_office.ok(*set_, *DAY)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)
    propose = ("ballots", "propose", "2025", "--org", CELL, *DAY[2:])

    asked = sample_office.refused(*propose)
    sample_office.ok(*propose, "--why", "lấy theo phiếu")

    assert asked.exit_code == 17
    assert NAMES[ANH] in asked.stderr
    assert ratings_of(sample_office)[ANH] == "htt"


def test_bodies_that_disagree_are_asked_about(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    above = {"Tổ_chức": TOP, "Phát_ra": 9, "Thu_về": 9, "Hợp_lệ": 9, "Có_mặt": 9}
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (2, 14, 0, 0)}), *DAY)
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (9, 0, 0, 0)}, **above), *DAY)

    done = sample_office.json("ballots", "propose", "2025", *DAY[2:])
    sample_office.ok("ballots", "propose", "2025", "--org", TOP, *DAY[2:])

    assert done["ghi"] == []
    assert "cho mức khác nhau; hãy nêu --org" in done["de_ngo"][0]["ly_do"]
    assert ratings_of(sample_office)[ANH] == "htxs"


def test_an_organisation_and_somebody_unknown_may_be_voted_on(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    path = sample_office.root.parent / "phieu.xlsx"
    table = [[1, "Chi bộ Văn phòng", None, 0, 16, 0, 0], [2, "Ai Đó", None, 1, 15, 0, 0]]
    sample_office.ok("ballots", "count", book(path, (head(), LEVELS, table)), *DAY)

    done = sample_office.json("ballots", "propose", "2025", "--org", CELL, *DAY[2:])

    assert [one["ten"] for one in done["ghi"]] == ["Chi bộ Văn phòng"]
    assert done["de_ngo"][0]["ly_do"].startswith("không có trong danh sách")


# --- sheets to count on --------------------------------------------------------------------------


def fill(path: Path, figures: dict[str, object], boxes: tuple[object, ...]) -> None:
    """Fill in a sheet as an office would: the named lines, and every candidate alike."""
    made = openpyxl.load_workbook(path)
    sheet: Any = made.worksheets[0]
    table = False
    for row in sheet.iter_rows():
        if row[1].value in figures:
            row[2].value = figures[str(row[1].value)]
        if table and row[1].value:
            for cell, value in zip(row[3:], boxes, strict=False):
                cell.value = value
        table = table or row[0].value == "TT"
    made.save(path)


FIGURES: dict[str, object] = {
    "Ngày": "08/12/2025",
    "Triệu tập": 17,
    "Có mặt": 17,
    "Vắng mặt": 0,
    "Phát ra": 16,
    "Thu về": 16,
    "Hợp lệ": 16,
    "Không hợp lệ": 0,
}


def test_a_sheet_comes_with_its_candidates_and_is_read_back(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    out = sample_office.root.parent / "mau.xlsx"
    first = ("ballots", "template", out, "--org", CELL, *DAY)

    made = sample_office.json(*first, "--round", "1")
    fill(out, FIGURES, (15, 1, 0))
    sample_office.ok("ballots", "count", out, *DAY)
    second = sample_office.json(*first, "--round", "2")
    fill(out, FIGURES, (9, 7))
    sample_office.ok("ballots", "count", out, *DAY)

    assert made["doi_tuong"] == 17  # the cell itself and its sixteen
    assert second["doi_tuong"] == 16
    assert levels(sample_office)[NAMES[ANH]] == ("thong_qua", "htxs")


def test_a_sheet_of_one_round_has_every_box_and_the_attendance_of_the_minutes(
    sample_office: Office,
) -> None:
    out = sample_office.root.parent / "mau.xlsx"
    minutes = f"{sample.path('hoi_nghi_2025.toml')}#{CELL}.ca_nhan"
    where = ("--org", CELL, "--year", "2025", "--date", "2025-12-08")
    sample_office.ok("generate", "bien_ban_ca_nhan", *where, "--data", minutes)

    sample_office.ok("ballots", "template", out, "--org", CELL, *DAY)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    lines = {row[1].value: row[2].value for row in sheet.iter_rows(max_row=17)}
    header = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "TT")

    assert lines["Triệu tập"] == 17
    assert lines["Ngày"] is not None
    assert header[3:] == (*LEVELS, "Chưa đánh giá", "Không hợp lệ")


def test_a_body_gets_a_sheet_for_its_view_of_everybody(sample_office: Office) -> None:
    out = sample_office.root.parent / "mau.xlsx"
    role = ("--participant", "Công đoàn cơ sở", "--role", "doan_the")

    made = sample_office.json("ballots", "template", out, "--org", TOP, *role, *DAY)
    fill(out, {"Ngày": "05/12/2025"}, ("HTTNV",))
    done = sample_office.json("ballots", "count", out, *DAY)

    assert made["doi_tuong"] == 6 + 75
    assert len(done["y_kien"]) == 81
    assert {one["loai_chu_the"] for one in done["y_kien"]} == {"doan_the"}


def test_a_body_may_count_votes_of_its_own(sample_office: Office) -> None:
    out = sample_office.root.parent / "mau.xlsx"

    sample_office.ok(
        *("ballots", "template", out, "--org", CELL, "--participant", "Đoàn cơ sở"),
        *("--round", "1", *DAY),
    )
    fill(out, FIGURES, (15, 1, 0))
    (one,) = sample_office.json("ballots", "count", out, *DAY)["kiem_phieu"]

    assert (one["chu_the"], one["loai_chu_the"]) == ("Đoàn cơ sở", "khac")


def test_a_second_round_without_candidates_is_refused(sample_office: Office) -> None:
    out = sample_office.root.parent / "mau.xlsx"

    refused = sample_office.refused("ballots", "template", out, "--org", CELL, "--round", "2", *DAY)

    assert refused.exit_code == 3
    assert "vòng 2 cần kết quả vòng 1" in refused.stderr
    assert not out.exists()
