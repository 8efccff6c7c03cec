"""The check on forms and score sheets: what came back on paper turns the rules of its year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfWriter

from hoso import templates, word
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import FollowUp, Level, Shortcoming, Status
from hoso.templates import builtin_root
from tests.check_world import AN, BINH, CELL, DUNG, EM, World
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"
Case = Callable[[World], World]


@pytest.fixture(scope="module")
def _issued(_committee_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the archive after the forms of 2025 went out, and with those forms."""
    folder = tmp_path_factory.mktemp("ra")
    copied(_committee_root, folder / "an-linh")
    world = World(Office(root=folder / "an-linh", clock=TickingClock(NOON + timedelta(days=1))))
    world.opened()
    asked = ("2025", "--org", CELL, "--out", folder / "phieu", "--date", "2025-12-01")
    world.office.ok("forms", *asked)
    return folder


@pytest.fixture
def issued(_issued: Path, tmp_path: Path) -> World:
    """Return the committee with its forms of 2025 out; they lie in `phieu` beside the archive."""
    copied(_issued, tmp_path / "ra")
    clock = TickingClock(NOON + timedelta(days=2))
    return World(Office(root=tmp_path / "ra" / "an-linh", clock=clock))


def a_year(world: World, year: int) -> World:
    world.year, world.on = year, date(year, 12, 31)
    return world


def a_sheet(world: World, **changes: Any) -> World:
    """Put in the score sheet of a member who scores 30 + 70, split in two criteria each."""
    rows = [
        {"ma": "C1", "thuoc": "", "diem_toi_da": "20", "tu_cham": "18"},
        {"ma": "C2", "thuoc": "", "diem_toi_da": "10", "tu_cham": "8"},
    ]
    data: dict[str, Any] = {
        "khung_tieu_chi": "Quy định số 366-QĐ/TW, Phụ lục 4",
        "tieu_chi_chung": rows,
        "tieu_chi_nhiem_vu": [{"ma": "N1", "thuoc": "", "diem_toi_da": "70", "tu_cham": "60"}],
        "tong": {"tat_ca_tu_cham": "86"},
    }
    return world.form(DUNG).paper(DUNG, "bang_cham_diem", **data | changes)


FORMS_OF_2025: dict[str, tuple[Case, str, str, str]] = {
    "every section is answered": (lambda w: w.form(DUNG), DUNG, "H43-01", KEPT),
    "a section is blank": (lambda w: w.form(DUNG, han_che=[]), DUNG, "H43-01", BROKEN),
    "headings stand in order": (lambda w: w.form(DUNG), DUNG, "H43-01B", KEPT),
    "one level is ticked": (lambda w: w.form(DUNG), DUNG, "H43-02", KEPT),
    "no level is ticked": (lambda w: w.form(DUNG, muc=""), DUNG, "H43-02", BROKEN),
    "the points add up": (lambda w: w.form(DUNG), DUNG, "H43-03C", KEPT),
    "the points do not add up": (
        lambda w: w.form(DUNG, tong_diem="96"),
        DUNG,
        "H43-03C",
        BROKEN,
    ),
    "more points than the group has": (
        lambda w: w.form(DUNG, diem_chung="31", tong_diem="91"),
        DUNG,
        "H43-03A",
        BROKEN,
    ),
    "the form of the member's kind": (lambda w: w.form(EM), EM, "H43-04", KEPT),
    "the form of another kind": (lambda w: w.form(EM, "kiem_diem_2a"), EM, "H43-04", BROKEN),
    "the form of the year": (lambda w: w.form(DUNG), DUNG, "H43-06", KEPT),
    "the form of an older year": (
        lambda w: w.form(DUNG, "kiem_diem_02a_2023"),
        DUNG,
        "H43-06",
        BROKEN,
    ),
    "faults with responsibility and remedy": (
        lambda w: w.form(DUNG).add("shortcomings", DUNG, a_fault(w, "K-1", 2025)),
        DUNG,
        "H43-09",
        KEPT,
    ),
    "faults without a word on remedies": (
        lambda w: w.form(DUNG, phuong_huong=[]).add("shortcomings", DUNG, a_fault(w, "K-1", 2025)),
        DUNG,
        "H43-09",
        BROKEN,
    ),
    "no score sheet in the archive": (lambda w: w.form(DUNG), DUNG, "H43-03E", UNCHECKED),
    "criteria that make their group": (a_sheet, DUNG, "H43-03E", KEPT),
    "criteria that do not make their group": (
        lambda w: a_sheet(w, tieu_chi_nhiem_vu=[{"ma": "N1", "tu_cham": "59"}]),
        DUNG,
        "H43-03E",
        BROKEN,
    ),
    "a criterion within its points": (a_sheet, DUNG, "H43-03D", KEPT),
    "a criterion above its points": (
        lambda w: a_sheet(
            w, tieu_chi_nhiem_vu=[{"ma": "N1", "diem_toi_da": "50", "tu_cham": "60"}]
        ),
        DUNG,
        "H43-03D",
        BROKEN,
    ),
    "points that are no number leave the sum open": (
        lambda w: a_sheet(w, tieu_chi_nhiem_vu=[{"ma": "N1", "tu_cham": "sáu mươi"}]),
        DUNG,
        "H43-03E",
        UNCHECKED,
    ),
    "points that are no number may be above what is allowed": (
        lambda w: a_sheet(w, tieu_chi_nhiem_vu=[{"ma": "N1", "tu_cham": "NaN"}]),
        DUNG,
        "H43-03D",
        UNCHECKED,
    ),
    "points that are no number hide no other criterion above its points": (
        lambda w: a_sheet(
            w,
            tieu_chi_nhiem_vu=[
                {"ma": "N1", "tu_cham": "bốn mươi"},
                {"ma": "N2", "diem_toi_da": "20", "tu_cham": "60"},
            ],
        ),
        DUNG,
        "H43-03D",
        BROKEN,
    ),
    "the sheet of the member's annex": (a_sheet, DUNG, "H43-04B", KEPT),
    "the sheet of another annex": (
        lambda w: a_sheet(w, khung_tieu_chi="Quy định số 366-QĐ/TW, Phụ lục 3"),
        DUNG,
        "H43-04B",
        BROKEN,
    ),
}


def a_fault(world: World, code: str, year: int, whom: str = DUNG) -> Shortcoming:
    return Shortcoming(
        code=code, year=year, subject=world.whose(whom).subject, text=f"Nộp báo cáo chậm ({code})."
    )


@pytest.mark.parametrize("name", FORMS_OF_2025)
def test_what_stands_on_a_form_of_2025_turns_its_rule(world: World, name: str) -> None:
    case, whom, code, outcome = FORMS_OF_2025[name]

    found = case(world.opened()).of(whom)

    assert found[code] == outcome


@pytest.mark.parametrize(("year", "regime"), [(2022, "H21"), (2024, "H25")])
def test_an_old_year_has_its_rows_of_grades_judged(world: World, year: int, regime: str) -> None:
    found = a_year(world, year).opened().form(DUNG).form(AN).form(CELL)

    for whom in (DUNG, AN, CELL):
        said = found.of(whom)
        rules = [code for code in said if code.startswith((f"{regime}-02A", f"{regime}-07"))]
        assert rules
        assert {said[code] for code in rules} == {KEPT}, (whom, said)


@pytest.mark.parametrize(
    ("grades", "code", "outcome"),
    [
        ({}, "H25-34E", KEPT),
        ({"cap_do_nhiem_vu": "kem"}, "H25-34E", BROKEN),
        ({"cap_do_nhiem_vu": ""}, "H25-34E", UNCHECKED),
        ({"cap_do_nhiem_vu": ""}, "H25-02A", BROKEN),
        ({"cap_do_khac_phuc": "kem"}, "H25-34G", BROKEN),
        ({"cap_do_khac_phuc": "kem", "cap_do_nhiem_vu": ""}, "H25-34G", BROKEN),
        ({"cap_do_khac_phuc": "trung_binh"}, "H25-34G", KEPT),
        ({"cap_do_khac_phuc": ""}, "H25-34G", UNCHECKED),
        ({"muc_ccvc": ""}, "H25-02C", BROKEN),
        ({}, "H25-02C", KEPT),
    ],
)
def test_grades_on_a_form_of_2024_turn_their_rules(
    world: World, grades: dict[str, Any], code: str, outcome: str
) -> None:
    found = a_year(world, 2024).opened().form(DUNG, **grades).rate(DUNG, Level.GOOD).of(DUNG)

    assert found[code] == outcome


def test_one_form_means_another_kind_of_member_by_its_year(world: World) -> None:
    """In 2023 the form 02A is for who has no post, in 2025 for who has one."""
    in_2024 = a_year(world, 2024).opened().form(DUNG).of(DUNG)
    in_2025 = a_year(world, 2025).opened().form(DUNG, "kiem_diem_2a").of(DUNG)

    assert in_2024["H25-05"] == KEPT
    assert in_2025["H43-04"] == BROKEN


@pytest.mark.parametrize(
    ("status", "listed", "unfinished"),
    [(Status.DONE, KEPT, KEPT), (Status.DOING, KEPT, BROKEN), (None, BROKEN, BROKEN)],
)
def test_section_three_must_list_every_open_fault_and_the_best_level_none(
    world: World, status: Status | None, listed: str, unfinished: str
) -> None:
    world.opened().form(DUNG).rate(DUNG, Level.EXCELLENT)
    world.add("shortcomings", DUNG, a_fault(world, "K-2024-1", 2024), year=2024)
    if status:
        said = FollowUp(code="K-2024-1", year=2025, status=status)
        world.add("follow_ups", DUNG, said)

    found = world.of(DUNG)

    assert (found["H43-08A"], found["H43-25"]) == (listed, unfinished)


def test_a_form_that_nobody_handed_in_is_no_form_with_mistakes(world: World) -> None:
    found = world.opened().of(BINH)

    assert not {code for code in found if code.startswith(("H43-01", "H43-02", "H43-03"))}
    assert found["H43-12A"] == KEPT


def the_form(world: World, card: str) -> Path:
    paths = (world.office.root.parent / "phieu").rglob("*.docx")
    return next(path for path in paths if word.identity(path.read_bytes())["so_the"] == card)


def answered(form: Path) -> None:
    """Type the least that makes a form come back without a question."""
    info = templates.find(word.identity(form.read_bytes())["loai"], [builtin_root()]).info
    said = {"han_che": ["Còn ngại phát biểu."], "muc": "htt"}
    form.write_bytes(word.answer(form.read_bytes(), info, said))


def swap(form: Path) -> None:
    """Carry section V above section IV."""
    document = docx.Document(str(form))
    body = list(document.element.body)
    iv, v, vi = (_heading(body, f"{number}. ") for number in ("IV", "V", "VI"))
    for element in body[v:vi]:
        body[iv].addprevious(element)
    document.save(str(form))


def lose(form: Path) -> None:
    """Delete the heading of section IV."""
    document = docx.Document(str(form))
    body = list(document.element.body)
    document.element.body.remove(body[_heading(body, "IV. ")])
    document.save(str(form))


def _heading(body: list[Any], start: str) -> int:
    texts = ("".join(t.text or "" for t in one.iter(qn("w:t"))) for one in body)
    return next(number for number, text in enumerate(texts) if text.startswith(start))


def test_a_section_that_was_moved_or_lost_in_word_is_told(issued: World) -> None:
    """The whole way: issued, edited in Word, collected, checked."""
    for card, change in ((DUNG, swap), (EM, lose)):
        form = the_form(issued, card)
        answered(form)
        change(form)
        issued.office.ok("collect", form, "--date", "2025-12-02")

    moved, lost = issued.said(DUNG, "H43-01B"), issued.said(EM, "H43-01B")

    assert moved["ket_qua"] == lost["ket_qua"] == BROKEN
    assert "V. Làm rõ trách nhiệm" in moved["thong_bao"]
    assert "IV. Giải trình" in lost["thong_bao"]


def an_old_form(world: World) -> Path:
    """Return a filled-in form of 2019 as somebody kept it outside of the archive."""
    found = templates.find("kiem_diem_ca_nhan_2019", [builtin_root()])
    path = world.office.root.parent / "ban-kiem-diem-2022.docx"
    path.write_bytes(word.Template.open(found.path).fill(found.example()))
    return path


def test_an_old_form_that_came_from_elsewhere_is_read(world: World) -> None:
    a_year(world, 2022)
    words = ("--kind", "kiem_diem_ca_nhan_2019", "--person", DUNG, "--year", "2022")
    world.office.ok("attach", an_old_form(world), *words, "--date", "2022-12-20")

    found = world.of(DUNG)

    assert {found[code] for code in ("H21-01", "H21-02A", "H21-05", "H21-06")} == {KEPT}


def test_an_attached_form_that_leaves_a_question_open_says_nothing_of_its_answers(
    world: World,
) -> None:
    a_year(world, 2022)
    form = an_old_form(world)
    lose_all_boxes(form)
    words = ("--kind", "kiem_diem_ca_nhan_2019", "--person", DUNG, "--year", "2022")
    world.office.ok("attach", form, *words, "--date", "2022-12-20")

    found = world.of(DUNG)

    assert (found["H21-05"], found["H21-01"]) == (KEPT, UNCHECKED)


def test_an_attached_scan_of_an_old_form_is_a_form_whose_answers_nobody_knows(
    world: World,
) -> None:
    a_year(world, 2022)
    scan = world.office.root.parent / "ban-kiem-diem-2022.pdf"
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(scan)
    words = ("--kind", "kiem_diem_ca_nhan_2019", "--person", DUNG, "--year", "2022")
    world.office.ok("attach", scan, *words, "--date", "2022-12-20")

    found = world.of(DUNG)

    assert (found["H21-05"], found["H21-01"]) == (KEPT, UNCHECKED)


def test_a_form_of_which_no_template_is_known_any_more_is_a_form_of_another_kind(
    world: World,
) -> None:
    paper = Provenance(
        number="0001",
        kind="mau_rieng",
        title="Mẫu riêng",
        template="mau_rieng/1",
        status=DocumentStatus.RETURNED,
        awaits_return=True,
    )
    world.opened().edit(DUNG).put_document(paper, {"du_lieu.json": b"{}"})

    found = world.of(DUNG)

    assert (found["H43-04"], found["H43-01"]) == (BROKEN, UNCHECKED)


def lose_all_boxes(form: Path) -> None:
    """Tick every box of the last block of levels."""
    document = docx.Document(str(form))
    for element in document.element.body.iter(qn("w:t")):
        element.text = (element.text or "").replace("☐", "☒")
    document.save(str(form))


def test_a_signed_scan_shows_that_there_is_a_form_but_not_what_it_says(issued: World) -> None:
    scan = issued.office.root.parent / "ban-ky.docx"
    scan.write_bytes(the_form(issued, DUNG).read_bytes())
    words = ("--kind", "kiem_diem_2b", "--person", DUNG, "--year", "2025", "--signed")
    issued.office.ok("attach", scan, *words, "--date", "2025-12-05")

    found = issued.of(DUNG)

    assert (found["H43-04"], found["H43-01"], found["H43-02"]) == (KEPT, UNCHECKED, UNCHECKED)


def test_what_came_back_and_was_signed_afterwards_keeps_its_answers(issued: World) -> None:
    form = the_form(issued, DUNG)
    answered(form)
    issued.office.ok("collect", form, "--date", "2025-12-02")
    words = ("--kind", "kiem_diem_2b", "--person", DUNG, "--year", "2025", "--signed")
    issued.office.ok("attach", form, *words, "--date", "2025-12-05")

    assert issued.of(DUNG)["H43-02"] == KEPT
