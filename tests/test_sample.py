"""The sample committee: lifelike, consistent with itself, and honest about its planted returns."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hoso import sample, spreadsheet, text
from hoso.model.review import Level
from hoso.model.roster import Category, Member, MemberState, PostSide, Standing
from tools import build_sample

REVIEW_DAY = date(2025, 12, 5)
TOP = "db-cuc-hai-quan"
CELLS = (
    "cb-van-phong",
    "cb-nghiep-vu",
    "cb-kiem-soat",
    "cb-cua-khau-ia-tuor",
    "cb-cua-khau-dak-xieng",
)
BANDS = {"htxs": (90, 100), "htt": (70, 90), "htn": (50, 70), "khtn": (0, 50)}
COLLECTIVE_FIELDS = {"nguyen_tac", "ket_qua_nhiem_vu", "xay_dung_dang", "trach_nhiem_tap_the"}
PERSON_FIELDS = {"pham_chat", "nhiem_vu", "cam_ket"}
LEADER_FIELDS = {"lanh_dao", "tinh_than_trach_nhiem", "neu_guong"}
SHARED_FIELDS = {"giai_trinh", "trach_nhiem", "phuong_huong"}


@dataclass(frozen=True)
class Fault:
    """One fault of the sample: whose, when, what it says, what was reported of it."""

    subject: str
    year: int
    words: str
    status: str


@cache
def roster(name: str = "danh_sach.xlsx") -> spreadsheet.RosterRead:
    return spreadsheet.read_roster(sample.path(name))


@cache
def members(name: str = "danh_sach.xlsx") -> dict[str, Member]:
    sheet = roster(name).sheet
    assert sheet is not None
    return {member.card: member for member in sheet.members}


def states(name: str = "danh_sach.xlsx") -> dict[str, MemberState]:
    return {card: member.states[-1] for card, member in members(name).items()}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sample.path(name).read_text(encoding="utf-8"))))


@cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads(sample.path(name).read_text(encoding="utf-8"))


def subject_of(row: dict[str, str]) -> str:
    """Return the dossier code, without the year, of a row of the register."""
    who = row["doi_tuong"]
    if who == "tập thể":
        return f"tt-{row['to_chuc']}"
    if who == "cá nhân":
        return f"cn-{row['to_chuc']}"
    cards = [card for card, state in states().items() if who in (card, state.full_name)]
    assert len(cards) == 1, who
    return f"dv-{cards[0]}"


@cache
def register() -> dict[str, Fault]:
    return {
        row["ma"]: Fault(subject_of(row), int(row["nam"]), row["noi_dung"], row["tinh_trang"])
        for row in rows("khuyet_diem_2021_2024.csv")
    }


@cache
def faults() -> dict[str, Fault]:
    """Return the register and the faults of 2025 under the codes that `collect` gives them."""
    new = {
        f"K-2025-{stem}-{place}": Fault(stem, 2025, words, "")
        for stem, answer in toml("tra_loi_2025.toml").items()
        for place, words in enumerate(answer.get("han_che", []), start=1)
        if words != "Không có."
    }
    return {**register(), **new}


@cache
def planted() -> set[tuple[str, str]]:
    return {(row["ma"], row["ma_truoc"]) for row in rows("tai_dien.csv")}


def likeness(one: str, other: str) -> float:
    """Return the share of common syllables (Jaccard), without marks."""
    first, second = (set(text.WORD.findall(text.fold(words))) for words in (one, other))
    return len(first & second) / len(first | second)


def months_since(day: date) -> int:
    full = (REVIEW_DAY.year - day.year) * 12 + REVIEW_DAY.month - day.month
    return full - (REVIEW_DAY.day < day.day)


def is_new(state: MemberState) -> bool:
    assert state.admitted is not None
    return months_since(state.admitted) < 6


def is_reviewed(state: MemberState) -> bool:
    return state.standing is Standing.ACTIVE and not is_new(state)


def strings(value: object) -> Iterator[str]:
    """Yield every string inside plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside)


def test_the_roster_is_read_without_a_question() -> None:
    read = roster()

    assert not read.problems
    assert not read.warnings
    assert read.sheet is not None
    assert read.sheet.day == date(2025, 12, 1)


def test_the_committee_has_five_cells_in_two_provinces_and_78_members() -> None:
    sheet = roster().sheet
    assert sheet is not None
    bodies = {body.code: body.states[-1] for body in sheet.organisations}

    assert set(bodies) == {TOP, *CELLS}
    assert {state.province for state in bodies.values()} == {"Gia Lai", "Quảng Ngãi"}
    assert {state.place for state in bodies.values()} == {"Gia Lai", "Kon Tum"}
    assert bodies[TOP].term == "2025-2030"
    assert len(sheet.members) == 78
    assert len(members()) == 78
    assert all(re.fullmatch(r"\d{8}", card) for card in members())


def test_names_show_what_vietnamese_names_can_be() -> None:
    names = [state.full_name for state in states().values()]
    letters = unicodedata.normalize("NFD", "".join(names))

    assert set("\u0300\u0301\u0303\u0309\u0323") <= set(letters)
    assert [name for name, times in Counter(names).items() if times == 2] == ["Nguyễn Văn Hùng"]
    assert any(name.startswith("Đ") and "Đ" in name[1:] for name in names)
    assert any("H'" in name for name in names)
    assert max(len(name.split()) for name in names) == 5


@pytest.mark.parametrize("name", ["danh_sach.xlsx", "danh_sach_2024.xlsx"])
@pytest.mark.parametrize("cell", CELLS)
def test_each_cell_has_a_committee_of_at_least_three(name: str, cell: str) -> None:
    titles = [
        post.title
        for state in states(name).values()
        if state.organisation == cell
        for post in state.posts
        if post.side is PostSide.PARTY
    ]

    assert titles.count("Bí thư chi bộ") == 1
    assert titles.count("Phó Bí thư chi bộ") == 1
    assert titles.count("Chi ủy viên") >= 1


def test_the_party_committee_sits_in_the_cells() -> None:
    on_it = [
        post.title
        for state in states().values()
        for post in state.posts
        if post.title in ("Bí thư Đảng ủy", "Phó Bí thư Đảng ủy")
        or post.title == "Ủy viên Ban Chấp hành Đảng bộ"
    ]

    assert len(on_it) == 9
    assert on_it.count("Bí thư Đảng ủy") == 1
    assert {state.organisation for state in states().values()} == set(CELLS)


def test_members_are_of_every_kind_that_the_rules_ask_for() -> None:
    people = list(states().values())
    kinds = Counter(state.category for state in people)

    assert kinds == {Category.LEADER: 20, Category.STAFF: 53, Category.RETIRED: 5}
    assert sum(state.standing is Standing.EXEMPT for state in people) == 1
    assert sum(is_new(state) for state in people) == 2
    assert sum(state.official is None for state in people) == 3
    assert sum(len(state.posts) > 1 for state in people) >= 10


def test_the_list_of_the_year_before_differs_as_years_do() -> None:
    before, after = states("danh_sach_2024.xlsx"), states()
    moved = [
        (before[card].organisation, after[card].organisation)
        for card in before
        if before[card].organisation != after[card].organisation
    ]
    sheet = roster("danh_sach_2024.xlsx").sheet
    assert sheet is not None
    names = {body.code: body.states[-1].name for body in sheet.organisations}

    assert len(before) == 75
    assert set(before) < set(after)
    assert moved == [("cb-cua-khau-ia-tuor", "cb-nghiep-vu")]
    assert names["cb-nghiep-vu"] == "Chi bộ Tham mưu nghiệp vụ"
    assert sum(before[card].posts != after[card].posts for card in before) >= 5


def test_everyone_who_must_be_reviewed_has_answered_and_nobody_else() -> None:
    due = {f"dv-{card}" for card, state in states().items() if is_reviewed(state)}

    assert len(due) == 75
    assert set(toml("tra_loi_2025.toml")) == due | {f"tt-{code}" for code in (TOP, *CELLS)}


def test_answers_fill_the_fields_of_the_subject_s_form() -> None:
    for stem, answer in toml("tra_loi_2025.toml").items():
        wanted = SHARED_FIELDS | (COLLECTIVE_FIELDS if stem.startswith("tt-") else PERSON_FIELDS)
        if stem.startswith("dv-") and states()[stem[3:]].category is Category.LEADER:
            wanted |= LEADER_FIELDS
        lists = {name for name, value in answer.items() if isinstance(value, list)}

        assert lists - {"han_che", "nguyen_nhan"} == wanted, stem
        assert ("han_che" in lists) == ("nguyen_nhan" in lists), stem
        assert all(value and all(value) for name, value in answer.items() if name in lists), stem


def test_points_add_up_and_levels_fit_their_bands() -> None:
    for stem, answer in toml("tra_loi_2025.toml").items():
        low, high = BANDS[answer["muc"]]

        assert 0 <= answer["diem_chung"] <= 30, stem
        assert 0 <= answer["diem_nhiem_vu"] <= 70, stem
        assert answer["tong_diem"] == answer["diem_chung"] + answer["diem_nhiem_vu"], stem
        assert low <= answer["tong_diem"] < high, stem


def test_answers_are_written_one_by_one() -> None:
    paragraphs = Counter(
        paragraph
        for answer in toml("tra_loi_2025.toml").values()
        for value in answer.values()
        if isinstance(value, list)
        for paragraph in value
    )
    stock = {one for one, times in paragraphs.items() if times > 1}

    assert len(paragraphs) > 600
    assert all(len(one) <= 60 for one in stock), stock


def test_section_three_speaks_of_exactly_the_faults_that_were_open() -> None:
    open_ones: dict[str, set[str]] = {}
    for code, fault in register().items():
        if fault.status != "đã khắc phục" and not fault.subject.startswith("cn-"):
            open_ones.setdefault(fault.subject, set()).add(code)
    said = {
        stem: answer["khac_phuc"]
        for stem, answer in toml("tra_loi_2025.toml").items()
        if "khac_phuc" in answer
    }
    known = {"da_khac_phuc", "dang_khac_phuc", "chua_khac_phuc"}

    assert {stem: set(table) for stem, table in said.items()} == open_ones
    assert {row["tinh_trang"] for table in said.values() for row in table.values()} <= known
    assert all(row["ghi_chu"] for table in said.values() for row in table.values())


def test_who_claims_excellence_has_nothing_left_open() -> None:
    claims = [one for one in toml("tra_loi_2025.toml").values() if one["muc"] == "htxs"]
    states_of_old = {
        row["tinh_trang"] for one in claims for row in one.get("khac_phuc", {}).values()
    }

    assert len(claims) == 14
    assert states_of_old <= {"da_khac_phuc"}


def test_the_register_of_2021_to_2024_is_complete() -> None:
    found = rows("khuyet_diem_2021_2024.csv")
    header = sample.path("khuyet_diem_2021_2024.csv").read_text(encoding="utf-8").split("\n")[0]

    assert header == (
        "ma,nam,to_chuc,doi_tuong,noi_dung,linh_vuc,nguyen_nhan,trach_nhiem,bien_phap,thoi_han,"
        "tinh_trang"
    )
    assert [row["ma"] for row in found] == [f"K-{n:04d}" for n in range(1, len(found) + 1)]
    assert {row["nam"] for row in found} == {"2021", "2022", "2023", "2024"}
    assert {row["to_chuc"] for row in found} == {TOP, *CELLS}
    assert all(all(row.values()) for row in found)
    assert len({row["noi_dung"] for row in found}) == len(found)
    assert {row["tinh_trang"] for row in found} == {
        "đã khắc phục",
        "đang khắc phục",
        "chưa khắc phục",
    }


def test_there_are_about_150_faults_of_collectives_persons_and_the_unnamed() -> None:
    of_2025 = [fault for fault in faults().values() if fault.year == 2025]
    kinds = Counter(fault.subject[:2] for fault in faults().values())
    of_collectives = Counter(fault.subject for fault in of_2025 if fault.subject.startswith("tt-"))

    assert 145 <= len(faults()) <= 160
    assert 35 <= len(of_2025) <= 42
    assert set(of_collectives.values()) <= {2, 3, 4}
    assert len(of_collectives) == 6
    assert kinds["tt"] > kinds["dv"] > kinds["cn"] > 3


def test_planted_returns_are_later_faults_of_the_same_subject() -> None:
    pairs = planted()

    assert len(pairs) == 27
    for later, earlier in pairs:
        assert faults()[later].subject == faults()[earlier].subject, (later, earlier)
        assert faults()[later].year > faults()[earlier].year, (later, earlier)
    assert 12 <= sum(faults()[later].year == 2025 for later, _ in pairs) <= 15
    reported_done = [one for _, one in pairs if faults()[one].status == "đã khắc phục"]
    assert len(reported_done) >= 12


def test_planted_returns_of_returns_are_planted_too() -> None:
    pairs = planted()
    chained = {(a, d) for a, b in pairs for c, d in pairs if b == c}

    assert chained
    assert chained <= pairs


def test_planted_returns_use_quite_different_words() -> None:
    for later, earlier in planted():
        assert likeness(faults()[later].words, faults()[earlier].words) < 0.35, (later, earlier)


def test_some_faults_look_alike_and_are_not_the_same() -> None:
    mine = list(faults().items())
    alike = [
        (later, earlier)
        for later, new in mine
        for earlier, old in mine
        if new.subject == old.subject
        and new.year > old.year
        and (later, earlier) not in planted()
        and likeness(new.words, old.words) > 0.22
    ]

    assert len(alike) >= 8


def test_ballots_add_up() -> None:
    sheets = spreadsheet.read_ballots(sample.path("kiem_phieu_2025.xlsx")).counts

    assert len(sheets) == 6
    for sheet in sheets:
        assert not sheet.warnings
        assert sheet.convened.value >= sheet.present.value >= sheet.issued.value
        assert sheet.issued.value >= sheet.returned.value
        assert sheet.returned.value == sheet.valid.value + sheet.invalid.value
        assert len(sheet.tellers.value) == 3
        for row in sheet.rows:
            counts = [count.value for count in row.votes.values()]
            assert sum(counts) + row.unrated.value == sheet.valid.value, row.name.value


def test_ballots_are_about_the_collective_and_everyone_reviewed_in_it() -> None:
    sheets = spreadsheet.read_ballots(sample.path("kiem_phieu_2025.xlsx")).counts
    cells = [sheet for sheet in sheets if sheet.organisation.value.startswith("Chi bộ")]
    cards = [row.card.value for sheet in cells for row in sheet.rows if row.card.value]

    assert len(cells) == 5
    assert all(sheet.rows[0].name.value == sheet.organisation.value for sheet in cells)
    assert sorted(cards) == sorted(card for card, one in states().items() if is_reviewed(one))


def test_only_official_members_who_came_voted() -> None:
    for code, held in toml("hoi_nghi_2025.toml").items():
        mine = [one for one in states().values() if one.organisation == code]
        on_probation = sum(state.official is None for state in mine)

        present = held["ca_nhan"]["hoi_nghi"]["co_mat"]
        assert held["kiem_phieu"]["phat_ra"] == present - on_probation, code


def test_meetings_are_held_from_below_and_collectives_first() -> None:
    days: dict[str, list[date]] = {}
    for code, held in toml("hoi_nghi_2025.toml").items():
        for name in ("tap_the", "ca_nhan"):
            day = text.parse_date(held[name]["hoi_nghi"]["ngay"])
            assert day is not None
            assert day.weekday() < 5, (code, day)
            days.setdefault(code, []).append(day)

    assert set(days) == {TOP, *CELLS}
    assert all(first < second for first, second in days.values())
    assert all(date(2025, 12, 5) <= day <= date(2025, 12, 10) for c in CELLS for day in days[c])
    assert days[TOP] == [date(2025, 12, 16), date(2025, 12, 17)]


def test_meetings_are_of_known_people_and_head_counts_hold() -> None:
    names = {state.full_name for state in states().values()}
    for code, held in toml("hoi_nghi_2025.toml").items():
        assert set(held["kiem_phieu"]["to_kiem_phieu"]) <= names
        assert {row["ho_ten"] for row in held["ca_nhan"]["ca_nhan"]} <= names
        for name in ("tap_the", "ca_nhan"):
            minutes, head = held[name], held[name]["hoi_nghi"]
            assert head["trieu_tap"] == head["co_mat"] + head["vang_mat"], (code, name)
            assert head["vang_mat"] == len(minutes["vang"]), (code, name)
            assert all(row["ly_do"] for row in minutes["vang"])
            said = {row["ho_ten"] for row in (*minutes["y_kien"], *minutes["vang"])}
            assert said | {head["chu_tri"], head["thu_ky"]} <= names, (code, name)
            assert len(minutes["y_kien"]) >= 4, (code, name)
            assert minutes["ket_luan"], (code, name)


def test_every_reviewed_member_got_an_opinion_of_the_meeting() -> None:
    held = toml("hoi_nghi_2025.toml")
    said = [row["ho_ten"] for code in CELLS for row in held[code]["ca_nhan"]["ca_nhan"]]

    assert sorted(said) == sorted(one.full_name for one in states().values() if is_reviewed(one))


def test_ratings_follow_the_vote_and_keep_the_cap() -> None:
    found = {row["so_the"]: row for row in rows("xep_loai_2025.csv") if row["so_the"]}
    majority = {
        row.card.value: max(row.votes, key=lambda level: row.votes[level].value)
        for sheet in spreadsheet.read_ballots(sample.path("kiem_phieu_2025.xlsx")).counts
        if sheet.organisation.value.startswith("Chi bộ")
        for row in sheet.rows
    }
    decided = Counter(row["quyet_dinh"] for row in found.values())

    assert len(found) == 75
    assert all(Level(row["de_xuat"]) is majority[card] for card, row in found.items())
    assert decided == {"htxs": 11, "htt": 59, "htn": 4, "khtn": 1}
    for kind in (Category.LEADER, Category.STAFF):
        group = Counter(
            row["quyet_dinh"] for card, row in found.items() if states()[card].category is kind
        )
        assert group["htxs"] <= 0.2 * (group["htxs"] + group["htt"])


def test_a_level_other_than_the_claimed_one_has_its_reason() -> None:
    for row in rows("xep_loai_2025.csv"):
        stem = f"dv-{row['so_the']}" if row["so_the"] else f"tt-{row['to_chuc']}"
        claimed = toml("tra_loi_2025.toml")[stem]["muc"]

        if row["quyet_dinh"] != claimed or claimed in ("htn", "khtn"):
            assert row["ly_do"], stem


def test_decisions_are_dated_and_the_committee_s_own_is_its_superior_s() -> None:
    for row in rows("xep_loai_2025.csv"):
        own = not row["so_the"] and row["to_chuc"] == TOP
        retired = row["so_the"] and states()[row["so_the"]].category is Category.RETIRED

        assert row["ngay"] == "25/12/2025"
        assert row["quyet_dinh"]
        assert row["ly_do"].startswith("Theo thông báo kết quả của Đảng ủy Ủy ban") is own
        assert bool(row["cbccvc"]) is bool(row["so_the"] and not retired)


def test_the_plan_answers_every_fault_of_the_collectives() -> None:
    plan = rows("ke_hoach_2025.csv")
    wanted = [c for c, one in faults().items() if one.year == 2025 and one.subject[:2] == "tt"]
    names = {state.full_name for state in states().values()}

    assert sorted(row["ma_khuyet_diem"] for row in plan) == sorted(wanted)
    for row in plan:
        due = text.parse_date(row["thoi_han"])
        assert due is not None
        assert due > date(2025, 12, 25)
        assert row["nguoi_phu_trach"].split(",")[0] in names
        assert row["bien_phap"]


def test_everything_is_in_nfc_and_printable() -> None:
    files = [one for one in sample.path("").rglob("*") if one.suffix in {".csv", ".toml"}]
    written = {one.name: one.read_text(encoding="utf-8") for one in files}
    for name in ("danh_sach.xlsx", "danh_sach_2024.xlsx", "kiem_phieu_2025.xlsx"):
        written[name] = "\n".join(value for value in strings(_cells(sample.path(name))))

    assert len(written) >= 11
    for name, content in written.items():
        assert content == text.nfc(content), name
        assert not list(text.forbidden(content)), name


def _cells(path: Path) -> list[Any]:
    """Return every cell of a workbook as plain values, with the merged ranges."""
    book = openpyxl.load_workbook(path)
    found: list[Any] = []
    for sheet in book.worksheets:
        merged = sorted(str(area) for area in sheet.merged_cells.ranges)
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        found.append([sheet.title, merged, values])
    return found


def test_workbooks_are_what_their_sources_build(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        build_sample.build(folder)

    names = sorted(one.name for one in first.iterdir())
    assert names == ["danh_sach.xlsx", "danh_sach_2024.xlsx", "kiem_phieu_2025.xlsx"]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()
        assert _cells(first / name) == _cells(sample.path(name))


def test_the_roster_is_as_an_office_keeps_it() -> None:
    sheet = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))["Đảng viên"]
    header = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "TT")
    place = header.index("Ngày sinh")
    births = [type(row[place]) for row in sheet.iter_rows(min_row=5, values_only=True)]

    assert str(next(iter(sheet.merged_cells.ranges))).startswith("A")
    assert sheet["A2"].value == "Tính đến ngày 01/12/2025"
    assert len(set(births)) == 2  # dates and text
    assert header == tuple(build_sample.MEMBER_COLUMNS)


def test_the_folder_and_its_files_can_be_found() -> None:
    assert sample.path("").is_dir()
    assert sample.path("tai_dien.csv").is_file()
