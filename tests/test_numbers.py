"""`hoso numbers`, `generate --number`, `attach --symbol`: one counter a type, organ and term."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from hoso import templates, word
from hoso.model import base
from hoso.model.dossier import Provenance
from hoso.services.subjects import body, review_card
from hoso.workspace import Act
from tests.conftest import Office

CELL = "cb-van-phong"
TOP = "db-cuc-hai-quan"
DAY = "2025-12-20"
HEADINGS = [
    "Mã tổ chức",
    "Tên tổ chức đảng",
    "Loại",
    "Trực thuộc",
    "Cấp trên trực tiếp",
    "Địa danh",
]
MEMBER = (
    "TT|Họ và tên|Ngày sinh|Giới tính|Số thẻ đảng viên|Ngày vào Đảng|Ngày chính thức|Chi bộ|"
    "Chức vụ Đảng|Chức vụ chính quyền|Chức vụ đoàn thể|Đơn vị công tác|Đối tượng|Tình trạng"
)
TERM = ["Nhiệm kỳ", "Từ ngày", "Nhiệm kỳ từ", "Nhiệm kỳ đến"]


def _make(office: Office, kind: str, *more: str | Path, org: str = CELL, day: str = DAY) -> Any:
    whose = ("--org", org, "--year", day[:4], "--date", day)
    return office.json("generate", kind, *whose, *more)


def _paper(office: Office, words: str = "Văn bản đã có từ trước.") -> Path:
    path = office.root.parent / "van-ban-cu.docx"
    document = docx.Document()
    document.add_paragraph(words)
    document.save(str(path))
    return path


def _attach(office: Office, symbol: str, issued: str, *more: str, org: str = CELL) -> Any:
    words = ("--kind", "khac", "--org", org, "--year", issued[:4], "--date", issued)
    return office.json(
        "attach", _paper(office), *words, "--symbol", symbol, "--issued", issued, *more
    )


def _listed(office: Office, *more: str) -> list[tuple[str, str]]:
    found = office.json("numbers", "list", "--date", DAY, *more)["so_van_ban"]
    return [(one["ten_loai"], one["so_ky_hieu"]) for one in found]


def _next(office: Office, type_name: str, *more: str, org: str = CELL, day: str = DAY) -> Any:
    words = ("--type", type_name, "--org", org, "--date", day)
    (found,) = office.json("numbers", "next", *words, *more)["so_tiep_theo"]
    return found


def _findings(office: Office, *more: str) -> dict[tuple[str, str], list[str]]:
    """Return what the check says: (rule, outcome) → messages."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in office.json("numbers", "check", "--date", "2026-12-20", *more)["quy_tac"]:
        found.setdefault((one["ma"], one["ket_qua"]), []).append(one["thong_bao"])
    return found


def _roster(office: Office, rows: Iterable[list[str]], day: str = "31/12/2025") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tổ chức đảng"
    sheet.append([*HEADINGS, *TERM])
    for row in rows:
        sheet.append(row)
    members = book.create_sheet("Đảng viên")
    members.append([f"Tính đến ngày {day}"])
    members.append(MEMBER.split("|"))
    path = office.root.parent / "to-chuc.xlsx"
    book.save(path)
    office.ok("roster", "import", path)


def _organisation(code: str, kind: str, *term: str) -> list[str]:
    named = f"{'Chi bộ' if kind.startswith('Chi bộ') else 'Đảng bộ'} {code}"
    return [code, named, kind, "", "Đảng bộ tỉnh An Lĩnh", "An Lĩnh", *term]


# --- the next number -----------------------------------------------------------------------------


def test_each_type_of_paper_has_its_own_counter(sample_office: Office) -> None:
    _make(sample_office, "tong_hop_ket_qua", "--number")
    _make(sample_office, "bao_cao_khac_phuc", "--number")
    _make(sample_office, "ke_hoach_khac_phuc", "--number")

    assert _listed(sample_office, "--org", CELL) == [
        ("Báo cáo", "01-BC/CB"),
        ("Báo cáo", "02-BC/CB"),
        ("Kế hoạch", "01-KH/CB"),
    ]
    assert _next(sample_office, "Báo cáo")["so_ky_hieu"] == "03-BC/CB"
    assert _next(sample_office, "KH")["so"] == "02"
    assert _next(sample_office, "thong bao")["so"] == "01"


def test_without_a_type_the_next_number_of_every_type_in_use_is_said(
    sample_office: Office,
) -> None:
    empty = sample_office.ok("numbers", "next", "--org", CELL, "--date", DAY).stdout
    _make(sample_office, "tong_hop_ket_qua", "--number")
    _make(sample_office, "ke_hoach_khac_phuc", "--number")

    found = sample_office.json("numbers", "next", "--org", CELL, "--date", DAY)["so_tiep_theo"]

    assert "số đầu của mỗi tên loại là 01" in empty
    assert [one["so_ky_hieu"] for one in found] == ["02-BC/CB", "02-KH/CB"]


def test_each_organisation_counts_for_itself(sample_office: Office) -> None:
    _make(sample_office, "tong_hop_ket_qua", "--number")
    _make(sample_office, "tong_hop_ket_qua", "--number", org=TOP)

    assert _listed(sample_office) == [("Báo cáo", "01-BC/CB"), ("Báo cáo", "01-BC/ĐU")]


def test_numbers_run_on_over_the_new_year_and_begin_anew_with_the_term(
    sample_office: Office,
) -> None:
    # The cell's term began on 20/3/2025; the one before on 14/10/2022.
    _attach(sample_office, "07-BC/CB", "2025-03-19")
    _attach(sample_office, "01-BC/CB", "2025-03-20")

    assert _next(sample_office, "BC", day="2025-12-31")["so"] == "02"
    assert _next(sample_office, "BC", day="2026-01-05")["so"] == "02"
    assert _next(sample_office, "BC", day="2025-03-01")["so"] == "08"
    assert _next(sample_office, "BC", day="2026-01-05")["nhiem_ky"] == "2025-2027"


def test_the_papers_of_a_member_count_for_the_organisation_that_issued_them(
    sample_office: Office,
) -> None:
    # The dossier is the member's (of another cell), the number is the committee's.
    _make(sample_office, "bao_cao_khac_phuc", "--number", "--person", "38000815", org=TOP)

    assert _next(sample_office, "BC", org=TOP)["so"] == "02"
    assert _next(sample_office, "BC")["so"] == "01"


def test_making_a_paper_again_keeps_its_number(sample_office: Office) -> None:
    first = _make(sample_office, "tong_hop_ket_qua", "--number")
    again = _make(sample_office, "tong_hop_ket_qua", "--number")
    without = _make(sample_office, "tong_hop_ket_qua")

    assert first["van_ban"] == again["van_ban"] == without["van_ban"]
    assert _listed(sample_office) == [("Báo cáo", "01-BC/CB")]


def test_a_day_outside_of_every_known_term_is_a_question(office: Office) -> None:
    ended = ("2020-2025", "01/06/2020", "01/06/2020", "15/06/2025")
    _roster(office, [_organisation("cb-mot", "Chi bộ cơ sở", *ended)])

    refused = office.refused(
        "numbers", "next", "--type", "BC", "--org", "cb-mot", "--date", "2025-12-01"
    )

    assert refused.exit_code == 17
    assert "không thuộc nhiệm kỳ nào" in refused.stderr
    assert _next(office, "BC", org="cb-mot", day="2025-06-15")["so"] == "01"


def test_an_unknown_first_day_of_the_term_is_said_with_the_number(office: Office) -> None:
    _roster(office, [_organisation("cb-mot", "Chi bộ cơ sở", "2025-2030", "01/06/2020", "", "")])

    found = _next(office, "BC", org="cb-mot", day="2025-12-01")

    assert found["so"] == "01"
    assert "Nhiệm kỳ từ" in found["luu_y"][0]


# --- a certain number ----------------------------------------------------------------------------


def test_a_free_number_may_be_asked_for_and_gaps_are_named(sample_office: Office) -> None:
    made = _make(sample_office, "tong_hop_ket_qua", "--number", "7")

    words = word.text_of(Path(made["tep"]).read_bytes())
    assert "Số 07-BC/CB" in words
    found = _next(sample_office, "BC")
    assert (found["so"], found["khuyet"]) == ("08", ["01–06"])
    _make(sample_office, "bao_cao_khac_phuc", "--number", "03")
    assert _next(sample_office, "BC")["khuyet"] == ["01–02", "04–06"]


def test_a_number_that_is_taken_is_refused_with_who_has_it(sample_office: Office) -> None:
    made = _make(sample_office, "tong_hop_ket_qua", "--number", "07")
    before = sample_office.archive_bytes()

    whose = ("--org", CELL, "--year", "2025", "--date", DAY)
    refused = sample_office.refused("generate", "bao_cao_khac_phuc", *whose, "--number", "7")

    assert refused.exit_code == 4
    assert made["van_ban"] in refused.stderr
    assert "Số tiếp theo là 08" in refused.stderr
    assert "01–06" in refused.stderr
    assert sample_office.archive_bytes() == before


def test_a_number_in_the_data_is_compared_too(sample_office: Office) -> None:
    made = _make(sample_office, "tong_hop_ket_qua", "--number")
    data = sample_office.write("so.toml", 'so = "1"\n')

    whose = ("--org", CELL, "--year", "2025", "--date", DAY, "--data", data)
    refused = sample_office.refused("generate", "bao_cao_khac_phuc", *whose)

    assert refused.exit_code == 4
    assert made["van_ban"] in refused.stderr


def test_dots_to_be_written_on_are_no_number(sample_office: Office) -> None:
    data = sample_office.write("so.toml", 'so = "……"\n')
    whose = ("--org", CELL, "--year", "2025", "--date", DAY, "--data", data)

    sample_office.ok("generate", "bao_cao_khac_phuc", *whose)

    assert _listed(sample_office) == []


def test_changing_the_number_of_a_paper_says_that_the_old_one_is_left(
    sample_office: Office,
) -> None:
    _make(sample_office, "tong_hop_ket_qua", "--number")

    changed = _make(sample_office, "tong_hop_ket_qua", "--number", "4")

    assert any("Số cũ 01" in notice for notice in changed["luu_y"])
    assert _listed(sample_office) == [("Báo cáo", "04-BC/CB")]


def test_a_number_against_the_order_of_days_is_said(sample_office: Office) -> None:
    _make(sample_office, "tong_hop_ket_qua", "--number")

    earlier = _make(sample_office, "bao_cao_khac_phuc", "--number", day="2025-12-01")

    assert any("ngược với số 01" in notice for notice in earlier["luu_y"])


def test_a_paper_without_a_type_symbol_takes_no_number(sample_office: Office) -> None:
    data = sample_office.write(
        "moi.toml", '[hoi_nghi]\nthoi_gian = "08 giờ, ngày 22/12/2025"\ndia_diem = "Phòng họp"\n'
    )
    whose = ("--org", CELL, "--year", "2025", "--date", DAY, "--data", data)

    sample_office.ok("generate", "giay_moi", *whose, "--number")
    refused = sample_office.refused("generate", "giay_moi", *whose, "--number", "3")

    assert refused.exit_code == 17
    assert "không đánh số" in refused.stderr


@pytest.mark.parametrize("number", ["ba", "1a", "²"])
def test_a_number_is_digits(sample_office: Office, number: str) -> None:
    refused = sample_office.refused("generate", "tong_hop_ket_qua", f"--number={number}")

    assert refused.exit_code == 2
    assert "không phải số" in refused.stderr


def test_a_number_that_somebody_else_takes_meanwhile_is_never_given_twice(
    sample_office: Office,
) -> None:
    other = Office(root=sample_office.root, clock=sample_office.clock)
    turns = iter([True])

    def late() -> datetime:
        # The clock is looked at last before writing: then somebody else is quicker.
        if next(turns, False):
            _make(other, "bao_cao_khac_phuc", "--number", org=CELL)
        return other.clock()

    mine = Office(root=sample_office.root, clock=late)
    whose = ("--person", "38000815", "--org", CELL, "--year", "2025", "--date", DAY, "--number")
    refused = mine.refused("generate", "tong_hop_ket_qua", *whose)

    assert refused.exit_code == 6
    assert "Số 01 vừa được cấp" in refused.stderr
    assert _listed(sample_office) == [("Báo cáo", "01-BC/CB")]
    mine.ok("generate", "tong_hop_ket_qua", *whose)
    assert _listed(sample_office) == [("Báo cáo", "01-BC/CB"), ("Báo cáo", "02-BC/CB")]


# --- papers that were taken back -----------------------------------------------------------------


def test_the_number_of_a_withdrawn_paper_is_not_given_again_silently(
    sample_office: Office,
) -> None:
    made = _make(sample_office, "tong_hop_ket_qua", "--number")
    sample_office.ok("withdraw", made["van_ban"], "--why", "lập nhầm")
    whose = ("--org", CELL, "--year", "2025", "--date", DAY)

    assert _next(sample_office, "BC")["so"] == "02"
    refused = sample_office.refused("generate", "bao_cao_khac_phuc", *whose, "--number", "1")
    assert refused.exit_code == 17
    assert "đã rút" in refused.stderr
    again = _make(
        sample_office, "bao_cao_khac_phuc", "--number", "1", "--why", "bản trước chưa gửi đi"
    )
    assert any("cấp lại" in notice for notice in again["luu_y"])
    findings = _findings(sample_office, "--org", CELL)
    assert made["van_ban"] in findings["S04", "vi_pham"][0]
    assert ("S01", "vi_pham") not in findings  # the withdrawn one no longer stands for it


# --- papers from elsewhere -----------------------------------------------------------------------


def test_the_number_of_an_attached_paper_counts_however_it_is_typed(
    sample_office: Office,
) -> None:
    done = _attach(sample_office, "Số: 12 – BC / CB", "2025-12-01")

    assert done["canh_bao"] == []
    assert _listed(sample_office) == [("Báo cáo", "12-BC/CB")]
    assert _next(sample_office, "BC")["so"] == "13"


def test_an_attached_paper_with_a_number_in_use_is_kept_with_a_warning(
    sample_office: Office,
) -> None:
    first = _attach(sample_office, "05-BC/CB", "2025-12-01")
    second = _attach(sample_office, "05-BC/CB", "2025-12-02")

    assert first["canh_bao"] == []
    assert first["van_ban"] in second["canh_bao"][0]


def test_a_paper_of_another_body_never_counts_here(sample_office: Office) -> None:
    _attach(sample_office, "12-BC/ĐU", "2025-12-01", "--issuer", TOP)
    _attach(sample_office, "90-BC/TU", "2025-12-01", "--issuer", "Tỉnh ủy An Lĩnh")

    assert _next(sample_office, "BC")["so"] == "01"
    assert _next(sample_office, "BC", org=TOP)["so"] == "13"


def test_a_symbol_of_nobody_known_asks_for_the_issuer(sample_office: Office) -> None:
    words = ("--kind", "khac", "--org", CELL, "--year", "2025", "--symbol", "12-BC/ĐU")

    refused = sample_office.refused("attach", _paper(sample_office), *words)

    assert refused.exit_code == 17
    assert "--issuer" in refused.stderr


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("12/BC-CB", "Không đọc được"),
        ("00-BC/CB", "Không đọc được"),
        ("12a-BC/CB", "Không đọc được"),
        ("12-QĐ/CB", "Quyết định hay Quy định"),
        ("12-XY/CB", "--type"),
    ],
)
def test_a_number_that_is_not_certain_is_a_question_and_nothing_is_written(
    sample_office: Office, symbol: str, words: str
) -> None:
    before = sample_office.archive_bytes()
    said = ("--kind", "khac", "--org", CELL, "--year", "2025", "--symbol", symbol)

    refused = sample_office.refused("attach", _paper(sample_office), *said)

    assert refused.exit_code == 17
    assert words in refused.stderr
    assert sample_office.archive_bytes() == before


def test_decisions_and_regulations_share_a_symbol_but_not_a_counter(
    sample_office: Office,
) -> None:
    _attach(sample_office, "01-QĐ/ĐU", "2025-12-01", "--type", "Quyết định", org=TOP)
    _attach(sample_office, "01-QĐ/ĐU", "2025-12-01", "--type", "quy định", org=TOP)
    _attach(sample_office, "02-QĐ/ĐU", "2025-12-02", "--type", "Quyết định", org=TOP)

    assert _next(sample_office, "Quyết định", org=TOP)["so"] == "03"
    assert _next(sample_office, "Quy định", org=TOP)["so"] == "02"
    assert ("S01", "vi_pham") not in _findings(sample_office, "--org", TOP)
    refused = sample_office.refused("numbers", "next", "--type", "QĐ", "--org", TOP)
    assert refused.exit_code == 17


def test_a_missing_day_of_an_attached_paper_is_said(sample_office: Office) -> None:
    words = ("--kind", "khac", "--org", CELL, "--date", DAY, "--symbol", "12-BC/CB")

    done = sample_office.json("attach", _paper(sample_office), *words)

    assert "--issued" in done["canh_bao"][0]


def test_a_signed_copy_may_bring_the_number(sample_office: Office) -> None:
    _make(sample_office, "tong_hop_ket_qua")
    words = ("--kind", "tong_hop_ket_qua", "--org", CELL, "--date", DAY, "--signed")

    sample_office.ok("attach", _paper(sample_office), *words, "--symbol", "12-BC/CB")

    assert _listed(sample_office) == [("Báo cáo", "12-BC/CB")]
    assert _next(sample_office, "BC")["so"] == "13"


def test_a_signed_copy_with_another_number_needs_a_reason(sample_office: Office) -> None:
    _make(sample_office, "tong_hop_ket_qua", "--number")
    words = ("--kind", "tong_hop_ket_qua", "--org", CELL, "--date", DAY, "--signed")
    copy = (*words, "--symbol", "12-BC/CB")

    refused = sample_office.refused("attach", _paper(sample_office), *copy)
    sample_office.ok("attach", _paper(sample_office), *copy, "--why", "văn thư cấp số 12")

    assert refused.exit_code == 17
    assert _listed(sample_office) == [("Báo cáo", "12-BC/CB")]


# --- organs of one committee ---------------------------------------------------------------------


def test_committee_and_standing_committee_share_a_counter_unless_the_office_says_not(
    sample_office: Office,
) -> None:
    _attach(sample_office, "01-BC/ĐU", "2025-12-01", "--organ", "dang_uy", org=TOP)
    _attach(sample_office, "02-BC/ĐU", "2025-12-01", "--organ", "ban_thuong_vu", org=TOP)

    assert _next(sample_office, "BC", org=TOP)["so"] == "03"
    settings = sample_office.root / "hoso.toml"
    own = '\n[so_van_ban]\nso_rieng = ["ban_thuong_vu"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert _next(sample_office, "BC", org=TOP)["so"] == "02"
    assert _next(sample_office, "BC", "--organ", "ban_thuong_vu", org=TOP)["so"] == "03"


def test_the_authority_line_says_which_organ_issued(sample_office: Office) -> None:
    settings = sample_office.root / "hoso.toml"
    own = '\n[so_van_ban]\nso_rieng = ["ban_thuong_vu"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    line = sample_office.write("btv.toml", 'tham_quyen = "T/M BAN THƯỜNG VỤ"\n')
    whose = ("--org", TOP, "--year", "2025", "--date", DAY, "--number")

    sample_office.ok("generate", "ke_hoach_khac_phuc", *whose, "--data", line)

    assert _next(sample_office, "KH", org=TOP)["so"] == "01"
    assert _next(sample_office, "KH", "--organ", "ban_thuong_vu", org=TOP)["so"] == "02"


def test_an_organ_that_nobody_named_is_recorded_as_unsaid(sample_office: Office) -> None:
    done = _attach(sample_office, "01-BC/ĐU", "2025-12-01", org=TOP)

    assert "--organ" in done["canh_bao"][0]
    assert _next(sample_office, "BC", org=TOP)["so"] == "02"


def test_an_organ_that_there_is_not_is_refused(sample_office: Office) -> None:
    words = ("--type", "BC", "--org", CELL, "--date", DAY)

    refused = sample_office.refused("numbers", "next", *words, "--organ", "ban_thuong_vu")

    assert refused.exit_code == 3
    assert "chi_bo (Chi bộ)" in refused.stderr


def test_a_bad_setting_of_own_counters_is_named(sample_office: Office) -> None:
    settings = sample_office.root / "hoso.toml"
    own = '\n[so_van_ban]\nso_rieng = "ban_thuong_vu"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")

    refused = sample_office.refused("numbers", "list")

    assert refused.exit_code == 9
    assert "so_rieng" in refused.stderr


def test_papers_of_a_congress_share_one_counter_for_all_types(sample_office: Office) -> None:
    _attach(sample_office, "01-NQ/ĐH", "2025-03-19")
    _attach(sample_office, "02-BB/ĐH", "2025-03-19")
    _attach(sample_office, "02-NQ/ĐH", "2025-03-19")
    _attach(sample_office, "01-NQ/CB", "2025-03-10")

    found = _findings(sample_office, "--org", CELL, "--term", "2022-2025")

    assert "02: " in found["S01", "vi_pham"][0]
    assert found["S07", "chua_kiem_duoc"]  # the days of the congress are in no roster
    congress = _next(sample_office, "NQ", "--organ", "dai_hoi", day="2025-03-19")
    assert (congress["so"], congress["ten_loai"]) == ("03", "")
    assert _next(sample_office, "NQ", day="2025-03-19")["so"] == "02"


# --- what paper books hold -----------------------------------------------------------------------


def test_an_office_that_began_on_paper_says_the_last_number(sample_office: Office) -> None:
    words = ("--org", CELL, "--date", DAY, "--why", "sổ công văn đi năm 2025")

    after = sample_office.json("numbers", "start", "Báo cáo", "37", *words)

    assert after["so_tiep_theo"]["so_ky_hieu"] == "38-BC/CB"
    assert after["so_tiep_theo"]["khuyet"] == []
    _make(sample_office, "tong_hop_ket_qua", "--number")
    assert _listed(sample_office) == [("Báo cáo", "38-BC/CB")]
    assert ("S02", "vi_pham") not in _findings(sample_office, "--org", CELL)
    whose = ("--org", CELL, "--year", "2025", "--date", DAY)
    refused = sample_office.refused("generate", "bao_cao_khac_phuc", *whose, "--number", "5")
    assert refused.exit_code == 4
    assert "sổ công văn đi năm 2025" in refused.stderr


def test_what_was_said_of_paper_books_is_replaced_and_taken_back(sample_office: Office) -> None:
    words = ("--org", CELL, "--date", DAY)
    sample_office.ok("numbers", "start", "BC", "37", *words)
    sample_office.ok("numbers", "start", "BC", "40", *words)
    sample_office.ok("numbers", "start", "BC", "48", "--first", "45", *words)

    found = _next(sample_office, "BC")
    assert (found["so"], found["khuyet"]) == ("49", ["41–44"])
    listed = sample_office.json("numbers", "list", *words)["ngoai_chuong_trinh"]
    assert [(one["tu_so"], one["den_so"]) for one in listed] == [(1, 40), (45, 48)]
    sample_office.ok("numbers", "start", "BC", "0", "--first", "45", *words)
    assert _next(sample_office, "BC")["so"] == "41"


def test_a_run_that_ends_before_it_begins_is_refused(sample_office: Office) -> None:
    words = ("--org", CELL, "--date", DAY, "--first", "9")

    assert sample_office.refused("numbers", "start", "BC", "3", *words).exit_code == 17


def test_numbers_of_paper_books_are_of_their_term_only(sample_office: Office) -> None:
    sample_office.ok("numbers", "start", "BC", "90", "--org", CELL, "--date", "2025-03-19")

    assert _next(sample_office, "BC", day="2025-03-19")["so"] == "91"
    assert _next(sample_office, "BC")["so"] == "01"


def test_a_roster_import_keeps_what_was_said_of_paper_books(office: Office) -> None:
    cell = _organisation("cb-mot", "Chi bộ cơ sở", "2025-2030", "01/06/2020", "01/06/2025", "")
    _roster(office, [cell])
    office.ok("numbers", "start", "BC", "37", "--org", "cb-mot", "--date", "2025-12-01")

    moved = _organisation("cb-mot", "Chi bộ cơ sở", "2025-2030", "01/06/2020", "02/06/2025", "")
    _roster(office, [moved], day="31/12/2026")

    assert _next(office, "BC", org="cb-mot", day="2026-12-31")["so"] == "38"


# --- checking ------------------------------------------------------------------------------------


def test_the_check_names_gaps_twins_and_days_out_of_order(sample_office: Office) -> None:
    twins = [_attach(sample_office, "02-BC/CB", f"2025-12-0{day}") for day in (3, 4)]
    _attach(sample_office, "05-BC/CB", "2025-12-01")

    found = _findings(sample_office, "--org", CELL, "--type", "Báo cáo")

    (doubled,) = found["S01", "vi_pham"]
    assert all(one["van_ban"] in doubled for one in twins)
    assert "01; 03–04" in found["S02", "vi_pham"][0]
    assert "05 ngày 01/12/2025, sau 02 ngày 04/12/2025" in found["S03", "vi_pham"][0]


def test_a_sound_counter_keeps_every_rule(sample_office: Office) -> None:
    _attach(sample_office, "01-BC/CB", "2026-02-03")
    _attach(sample_office, "02-BC/CB", "2026-02-03")

    found = _findings(sample_office, "--org", CELL)

    assert {outcome for _, outcome in found} == {"dat"}
    assert {code for code, _ in found} == {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S11"}


def test_a_day_after_the_end_of_the_term_is_reported(office: Office) -> None:
    ended = ("2020-2025", "01/06/2010", "01/06/2020", "15/06/2025")
    _roster(office, [_organisation("cb-mot", "Chi bộ cơ sở", *ended)])
    done = _attach(office, "01-BC/CB", "2025-12-01", org="cb-mot")
    _attach(office, "01-BC/CB", "2019-12-01", org="cb-mot")

    found = _findings(office, "--org", "cb-mot")

    assert "không thuộc nhiệm kỳ nào" in done["canh_bao"][0]
    assert "ngày 01/12/2025 sau nhiệm kỳ 2020-2025" in found["S06", "vi_pham"][0]
    assert len(found["S06", "chua_kiem_duoc"]) == 1  # no roster tells of the term before 2020


@pytest.mark.parametrize(
    ("org", "symbol", "more", "day", "outcome"),
    [
        (CELL, "01-QĐ/CB", ("--type", "Quy định"), "2026-01-09", "vi_pham"),
        (CELL, "01-QĐ/CB", ("--type", "Quyết định"), "2026-01-09", "dat"),
        (CELL, "01-HD/CB", (), "2026-03-01", "vi_pham"),
        (CELL, "01-CT/CB", (), "2026-03-01", "vi_pham"),
        (CELL, "01-QĐ/CB", ("--type", "Quy định"), "2026-01-08", "chua_kiem_duoc"),  # QĐ 66-QĐ/TW
        (CELL, "01-TC/CB", (), "2026-03-01", "chua_kiem_duoc"),  # Thông cáo: in no list
        (TOP, "01-HD/ĐU", ("--organ", "dang_uy"), "2026-03-01", "vi_pham"),
        (TOP, "01-HD/ĐU", ("--organ", "ban_thuong_vu"), "2026-03-01", "dat"),
        (TOP, "01-HD/ĐU", (), "2026-03-01", "chua_kiem_duoc"),  # nobody said which organ
        (TOP, "01-QC/ĐU", ("--organ", "ban_thuong_vu"), "2026-03-01", "vi_pham"),
        (TOP, "01-BC/ĐU", (), "2026-03-01", "dat"),  # either organ may
        (TOP, "01-TT/ĐU", (), "2026-03-01", "vi_pham"),  # neither may
    ],
)
def test_who_may_issue_what_follows_the_rules_of_the_papers_day(
    sample_office: Office, org: str, symbol: str, more: tuple[str, ...], day: str, outcome: str
) -> None:
    _attach(sample_office, symbol, day, *more, org=org)

    found = _findings(sample_office, "--org", org)

    assert ("S11", outcome) in found


def test_papers_older_than_every_known_rule_are_not_judged(office: Office) -> None:
    _roster(
        office,
        [_organisation("cb-mot", "Chi bộ cơ sở", "2015-2020", "01/06/2010", "01/06/2015", "")],
    )
    done = office.run(
        *("attach", _paper(office), "--kind", "khac", "--org", "cb-mot", "--year", "2016"),
        *("--date", "2016-05-01", "--symbol", "01-BC/CB", "--issued", "2016-05-01"),
    )

    # No layout is known for that day either: the paper is refused before.
    assert done.exit_code == 3


def test_the_check_of_the_year_speaks_of_the_numbers_of_the_year(sample_office: Office) -> None:
    _attach(sample_office, "02-BC/CB", "2025-12-01")

    this = sample_office.json("check", "2025", "--org", CELL, "--date", DAY)["quy_tac"]
    other = sample_office.json("check", "2024", "--org", CELL, "--date", DAY)["quy_tac"]

    said = {one["ma"]: one["ket_qua"] for one in this if one["ma"].startswith("S")}
    assert (said["S02"], said["S06"]) == ("vi_pham", "dat")
    assert not [one for one in other if one["ma"].startswith("S")]


def test_the_check_exits_by_strict(sample_office: Office) -> None:
    words = ("numbers", "check", "--org", CELL, "--date", DAY, "--strict")

    assert sample_office.run(*words).exit_code == 0
    _attach(sample_office, "02-BC/CB", "2025-12-01")
    assert sample_office.run(*words).exit_code == 1


def test_the_check_of_a_term_leaves_the_others_out(sample_office: Office) -> None:
    _attach(sample_office, "02-BC/CB", "2025-03-19")
    _attach(sample_office, "01-BC/CB", "2025-03-20")

    assert ("S02", "vi_pham") in _findings(sample_office, "--term", "2022 – 2025")
    assert ("S02", "vi_pham") not in _findings(sample_office, "--term", "2025-2027")
    refused = sample_office.refused("numbers", "check", "--term", "1990-1995")
    assert refused.exit_code == 3
    assert "2025-2027" in refused.stderr


# --- listing and templates -----------------------------------------------------------------------


def test_the_list_is_by_year_and_says_what_no_counter_takes(office: Office) -> None:
    ended = ("2020-2025", "01/06/2020", "01/06/2020", "15/06/2025")
    _roster(office, [_organisation("cb-mot", "Chi bộ cơ sở", *ended)])
    _attach(office, "01-BC/CB", "2024-12-01", org="cb-mot")
    _attach(office, "02-BC/CB", "2025-12-01", org="cb-mot")  # after the term

    words = ("numbers", "list", "--date", DAY)
    assert len(office.json(*words, "--year", "2024")["so_van_ban"]) == 1
    later = office.json(*words, "--year", "2025")
    assert (later["so_van_ban"], len(later["chua_xep"])) == ([], 1)
    assert "Chưa xếp được" in office.ok(*words).stdout
    assert "đã rút" not in office.ok("so-van-ban").stdout


def test_an_empty_archive_has_no_numbers(sample_office: Office) -> None:
    assert "Chưa có văn bản nào mang số" in sample_office.ok("numbers").stdout


def _own_template(office: Office, title: str, *lines: str) -> None:
    """Give the office its own template of a kind, with the symbol QĐ and another title."""
    source = templates.find("tong_hop_ket_qua", [templates.builtin_root()]).path.parent
    target = office.root / "templates" / "tong_hop_ket_qua" / source.name
    shutil.copytree(source, target)
    info = target / "mau.toml"
    words = info.read_text(encoding="utf-8")
    words = re.sub(r"(?m)^tieu_de *=.*$", f'tieu_de = "{title}"', words, count=1)
    symbol = "\n".join(('ky_hieu_loai = "QĐ"', *lines))
    info.write_text(re.sub(r"(?m)^ky_hieu_loai *=.*$", symbol, words, count=1), encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "lines", "type_name"),
    [
        ("Quyết định công nhận", (), "Quyết định"),
        ("Quy định tạm thời", (), "Quy định"),
        ("Văn bản công nhận", ('ten_loai = "Quyết định"',), "Quyết định"),
    ],
)
def test_a_template_with_a_shared_symbol_says_its_type(
    sample_office: Office, title: str, lines: tuple[str, ...], type_name: str
) -> None:
    _own_template(sample_office, title, *lines)
    whose = ("--org", TOP, "--year", "2025", "--date", DAY, "--number")

    sample_office.ok("generate", "tong_hop_ket_qua", *whose)

    assert _listed(sample_office) == [(type_name, "01-QĐ/ĐU")]


def test_a_template_that_does_not_say_its_type_is_a_question(sample_office: Office) -> None:
    _own_template(sample_office, "Văn bản công nhận")
    whose = ("--org", TOP, "--year", "2025", "--date", DAY, "--number")

    refused = sample_office.refused("generate", "tong_hop_ket_qua", *whose)

    assert refused.exit_code == 17
    assert "ten_loai" in refused.stderr


# --- papers archived before issuers and types were recorded --------------------------------------


def _archived(office: Office, *papers: Provenance) -> None:
    """Put papers into the cell's dossier of the year as an earlier program left them."""
    ws = office.workspace
    day = date(2025, 12, 1)
    edit = ws.edit(review_card(ws, body(ws, CELL, day), 2025, day))
    for one in papers:
        edit.put_document(base.replaced(one, number=edit.next_number()), {})
    ws.commit([edit], Act(day), "lập văn bản")


def _old(symbol: str, day: date | None = date(2025, 12, 1), **more: Any) -> Provenance:
    made = {
        "number": "0001",
        "kind": "bc",
        "title": f"Văn bản {symbol}",
        "template": "bc/1",
        **more,
    }
    return Provenance(symbol=symbol, day=day, **made)


def test_papers_without_an_issuer_count_for_the_organisation_of_their_dossier(
    sample_office: Office,
) -> None:
    _archived(sample_office, _old("04-BC/CB"))

    assert _next(sample_office, "BC")["so"] == "05"


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("12BC", "«12BC» không đọc được"),
        ("7-BC/CB", "phải ghi là «07-BC/CB»"),
        ("07-XY/CB", "không có ký hiệu tên loại XY"),
        ("07-BC/ĐU", "ĐU không phải ký hiệu của cơ quan này"),
    ],
)
def test_what_is_wrong_with_a_symbol_is_named(
    sample_office: Office, symbol: str, words: str
) -> None:
    _archived(sample_office, _old(symbol))

    assert words in _findings(sample_office, "--org", CELL)["S05", "vi_pham"][0]
    listed = sample_office.json("numbers", "list", "--date", DAY)
    assert len([*listed["so_van_ban"], *listed["chua_xep"]]) == 1


def test_a_shared_symbol_without_a_type_is_asked_about(sample_office: Office) -> None:
    _archived(sample_office, _old("01-QĐ/CB"))

    found = _findings(sample_office, "--org", CELL)

    assert "Quyết định hay Quy định" in found["S00", "chua_kiem_duoc"][0]
    assert ("S11", "chua_kiem_duoc") in found


def test_a_paper_without_a_day_is_in_no_counter_but_listed(sample_office: Office) -> None:
    _archived(sample_office, _old("01-BC/CB", None))

    found = _findings(sample_office, "--org", CELL, "--year", "2025")

    assert ("S06", "chua_kiem_duoc") in found
    assert "không ngày" in sample_office.ok("numbers", "list", "--date", DAY).stdout


def test_papers_of_before_the_first_known_rules_are_unchecked(office: Office) -> None:
    long_ago = ("2015-2030", "01/06/2010", "01/06/2015", "")
    _roster(office, [_organisation(CELL, "Chi bộ cơ sở", *long_ago)])
    _archived(office, _old("01-BC/CB", date(2016, 5, 1)))

    found = _findings(office, "--org", CELL)

    assert set(found) == {("S00", "chua_kiem_duoc")}
    assert len(found["S00", "chua_kiem_duoc"]) == 2  # the counter and the paper


def test_a_day_between_two_terms_is_reported(office: Office) -> None:
    first = ("2020-2022", "01/06/2010", "01/06/2020", "15/06/2022")
    second = ("2022-2025", "01/06/2010", "01/08/2022", "")
    _roster(office, [_organisation(CELL, "Chi bộ cơ sở", *first)], day="31/12/2021")
    _roster(office, [_organisation(CELL, "Chi bộ cơ sở", *second)], day="31/12/2022")
    _archived(office, _old("01-BC/CB", date(2022, 7, 1)))

    found = _findings(office, "--org", CELL)

    assert "sau nhiệm kỳ 2020-2022" in found["S06", "vi_pham"][0]


def test_a_withdrawn_paper_is_marked_in_the_list(sample_office: Office) -> None:
    made = _make(sample_office, "tong_hop_ket_qua", "--number")
    sample_office.ok("withdraw", made["van_ban"], "--why", "lập nhầm")

    assert "đã rút" in sample_office.ok("numbers", "list", "--org", CELL, "--date", DAY).stdout
    said = sample_office.ok("numbers", "start", "BC", "3", "--org", CELL, "--date", DAY).stdout
    assert "Số 04-BC/CB" in said
    listed = sample_office.ok("numbers", "list", "--org", CELL, "--date", DAY).stdout
    assert "01–03  đã dùng ngoài chương trình" in listed
    assert "khuyết" not in sample_office.ok("numbers", "next", "--org", CELL, "--date", DAY).stdout


def test_an_unknown_type_is_refused_with_the_nearest(sample_office: Office) -> None:
    refused = sample_office.refused("numbers", "list", "--type", "Báo cao cáo")

    assert refused.exit_code == 3
    assert "Ý bạn là «Báo cáo»" in refused.stderr
