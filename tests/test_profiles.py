"""Profiles: released data, chosen by year or date, and what an authority may lay over it."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles, rules
from hoso.errors import (
    DataFieldError,
    HosoError,
    NotFoundError,
    Outcome,
    QuestionError,
    UnreadableFileError,
)
from hoso.model.base import replaced
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.layout import Component, Layout
from hoso.model.profile import Fact, Regime
from hoso.model.review import Level
from hoso.model.roster import Category, OrganisationState
from hoso.profiles import _files, _read
from hoso.text import fold
from tools.build_rules_doc import OUT, document

REGIMES = profiles.regimes()
LAYOUTS = profiles.layouts()


def a_body(name: str, kind: str = "chi_bo") -> OrganisationState:
    return OrganisationState(since=date(2020, 1, 1), name=name, kind=kind)


def an_overlay(folder: Path, text: str = "", head: str = "") -> Path:
    path = folder / "gia-lai.toml"
    opening = head or (
        'che_do = "HD43-2025"\n'
        'nguoi_quyet_dinh = "Ban Thường vụ Tỉnh ủy"\n'
        'can_cu = "Hướng dẫn số 05-HD/TU, ngày 20/11/2025"\n'
    )
    path.write_text(opening + text, encoding="utf-8")
    return path


# --- regimes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2014, "HD27-2014"),
        (2017, "HD27-2014"),
        (2018, "HD16-2018"),
        (2019, "HD21-2019"),
        (2022, "HD21-2019"),
        (2023, "HD25-2023"),
        (2024, "HD25-2023"),
        (2025, "HD43-2025"),
        (2031, "HD43-2025"),
    ],
)
def test_the_review_year_chooses_the_regime(year: int, code: str) -> None:
    assert profiles.regime(year).code == code


def test_a_year_before_the_first_regime_is_refused_with_the_years_known() -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.regime(2013)

    assert "2013" in refusal.value.message
    assert "2014" in refusal.value.message


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.code)
def test_every_regime_names_its_levels_forms_and_sources(regime: Regime) -> None:
    assert list(regime.levels) == ["htxs", "htt", "htn", "khtn"]
    assert set(regime.levels) == {level.value for level in Level}
    everybody = {"tap_the", *(c.value for c in Category)}
    assert {form.subject for form in regime.forms} in (everybody, set())  # or none is prescribed
    assert len(regime.references) >= 2
    assert all(form.form_code for form in regime.forms)


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.code)
def test_every_numeric_parameter_says_what_an_authority_may_make_of_it(regime: Regime) -> None:
    numbers = {name for name, value in regime.parameters.items() if isinstance(value, int | float)}

    undecided = {name for name in regime.bounds if regime.parameters[name] == ""}
    assert numbers | undecided == regime.bounds.keys()


def test_parameters_of_the_law_reach_the_rules() -> None:
    (cap,) = [rule for rule in profiles.regime(2025).rules if rule.code == "H43-35"]

    assert cap.parameters == {"toi_da": 20, "mau_so": "gom_htxs", "lam_tron": "xuong"}


def test_what_a_caller_changes_stays_with_the_caller() -> None:
    mine = profiles.regime(2025)
    mine.parameters["ty_le_htxs"] = 99
    profiles.layout(date(2026, 6, 1)).page["trai"] = 0

    assert profiles.regime(2025).parameters["ty_le_htxs"] == 20
    assert profiles.layout(date(2026, 6, 1)).page["trai"] == 1701


def test_deadlines_are_days_of_the_review_year_and_the_next() -> None:
    found = profiles.deadlines(profiles.regime(2025), 2025)

    assert found["kiem_diem"] == date(2025, 12, 31)
    assert found["kiem_diem_dac_thu"] == date(2026, 1, 15)
    assert found["ho_so_len_tren"] == date(2026, 2, 1)


def test_the_dossier_was_due_two_weeks_later_before_2025() -> None:
    found = profiles.deadlines(profiles.regime(2024), 2024)

    assert found["ho_so_len_tren"] == date(2025, 2, 15)


def test_every_deadline_has_a_known_name() -> None:
    local = {"bao_cao"}  # only an authority sets it

    found = {name for one in REGIMES for name in one.deadlines}
    assert found | local == set(profiles.DEADLINES)


# --- layouts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "code", "separator"),
    [
        (date(2018, 4, 3), "HD36-2018", ","),
        (date(2025, 12, 5), "HD36-2018", ","),
        (date(2026, 5, 26), "HD36-2018", ","),
        (date(2026, 5, 27), "HD05-2026", ";"),
        (date(2040, 1, 1), "HD05-2026", ";"),
    ],
)
def test_the_documents_own_date_chooses_the_layout(on: date, code: str, separator: str) -> None:
    found = profiles.layout(on)

    assert (found.code, found.recipient_separator) == (code, separator)


def test_a_document_older_than_every_layout_is_refused() -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.layout(date(2018, 4, 2))

    assert "03/04/2018" in refusal.value.message


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_the_page_is_a4_with_the_prescribed_margins(layout: Layout) -> None:
    page = layout.page

    assert (page["rong"], page["cao"]) == (11906, 16838)
    assert (page["tren"], page["duoi"], page["trai"], page["phai"]) == (1134, 1134, 1701, 850)
    assert page["dau_trang"] == 567
    assert layout.font == "Times New Roman"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
@pytest.mark.parametrize(
    ("component", "good", "bad"),
    [
        ("tieu_de", "ĐẢNG CỘNG SẢN VIỆT NAM", "Đảng Cộng sản Việt Nam"),
        ("dau_sao", "*", "**"),
        ("so_ky_hieu", "Số 05-BC/CB", "Số: 05-BC/CB"),
        ("so_ky_hieu", "Số 127-QĐ/ĐU", "Số 5-QĐ/ĐU"),
        ("so_ky_hieu", "Số -KH/CB", "Số 12 - KH/CB"),
        ("so_ky_hieu", "Số ……-KH/CB", "Số 12/KH-CB"),
        ("dia_danh_ngay", "Pleiku, ngày 05 tháng 02 năm 2026", "Pleiku, ngày 5 tháng 2 năm 2026"),
        ("dia_danh_ngay", "Pleiku, ngày 27 tháng 5 năm 2026", "Pleiku, ngày 27 tháng 05 năm 2026"),
        ("trich_yeu", "kết quả kiểm điểm năm 2025", "kết quả kiểm điểm năm 2025."),
        ("gach_noi", "-----", "---"),
        ("trich_yeu_cv", "về việc kiểm điểm", "V/v kiểm điểm"),
        ("tham_quyen", "T/M CHI BỘ", "TM. CHI BỘ"),
        ("noi_nhan", "Nơi nhận:", "Nơi nhận"),
        ("noi_nhan_cuoi", "- Lưu Chi bộ.", "- Lưu: VT."),
    ],
)
def test_patterns_tell_party_papers_from_others(
    layout: Layout, component: str, good: str, bad: str
) -> None:
    (part,) = [one for one in layout.components if one.name == component]
    assert part.pattern is not None

    assert re.search(part.pattern, good)
    assert not re.search(part.pattern, bad)


def test_recipients_are_read_with_either_separator_though_one_is_written() -> None:
    assert [layout.recipient_separator for layout in LAYOUTS] == [",", ";"]
    for layout in LAYOUTS:
        (part,) = [one for one in layout.components if one.name == "noi_nhan_dong"]
        assert all(re.search(part.pattern or "", f"- Đảng ủy cấp trên{mark}") for mark in ",;")
        assert not re.search(part.pattern or "", "- Đảng ủy cấp trên")


@pytest.mark.parametrize(
    "text", ["TM. CHI BỘ", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "V/v kiểm điểm", "năm 2025./."]
)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_marks_of_state_papers_are_forbidden(layout: Layout, text: str) -> None:
    assert any(re.search(pattern, text) for pattern in layout.forbidden)
    assert not any(re.search(pattern, "T/M CHI BỘ") for pattern in layout.forbidden)


def test_the_district_level_is_forbidden_from_the_day_it_ended() -> None:
    for layout in LAYOUTS:
        assert set(layout.forbidden_since) == {"/HU$", "^HUYỆN (ỦY|UỶ)"}
        assert set(layout.forbidden_since.values()) == {date(2025, 7, 1)}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_the_types_of_a_layout_have_the_symbols_that_numbers_are_given(layout: Layout) -> None:
    known = {fold(one.name): one.symbol for one in _files.terms().types}

    for name, symbol in layout.types.items():
        assert known[fold(name)] == symbol
    assert {name for row in layout.not_issued for name in row.types} <= set(layout.types)
    assert set(layout.salutations.values()) <= set(layout.types)


# --- terms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "parent", "expected"),
    [
        (
            "Chi bộ Văn phòng",
            "chi_bo",
            "Đảng bộ Cục Hải quan X",
            ("ĐẢNG BỘ CỤC HẢI QUAN X", "CHI BỘ VĂN PHÒNG"),
        ),
        (
            "Đảng bộ Cục Hải quan X",
            "dang_bo_co_so",
            "Đảng bộ tỉnh Gia Lai",
            ("ĐẢNG BỘ TỈNH GIA LAI", "ĐẢNG ỦY CỤC HẢI QUAN X"),
        ),
        (
            "Đảng bộ Cục Hải quan X",
            "dang_bo_co_so",
            "Đảng uỷ Khối các cơ quan",
            ("ĐẢNG BỘ KHỐI CÁC CƠ QUAN", "ĐẢNG ỦY CỤC HẢI QUAN X"),
        ),
        (
            "Đảng ủy xã La Bằng",
            "dang_bo_co_so",
            "Huyện ủy Đại Từ",
            ("ĐẢNG BỘ HUYỆN ĐẠI TỪ", "ĐẢNG ỦY XÃ LA BẰNG"),
        ),
        (
            "Chi bộ Trường Mầm non",
            "chi_bo_co_so",
            "Tỉnh ủy Gia Lai",
            ("ĐẢNG BỘ TỈNH GIA LAI", "CHI BỘ TRƯỜNG MẦM NON"),
        ),
        (
            "Đảng bộ bộ phận Khoa Dược",
            "dang_bo_bo_phan",
            "Đảng bộ Trường Y",
            ("ĐẢNG BỘ TRƯỜNG Y", "ĐẢNG ỦY BỘ PHẬN KHOA DƯỢC"),
        ),
        ("  chi bộ   1 ", "chi_bo", "Công ty A & B", ("CÔNG TY A & B", "CHI BỘ 1")),
        ("Kế toán", "chi_bo", "Đảng bộ Y", ("ĐẢNG BỘ Y", "CHI BỘ KẾ TOÁN")),
        (
            "Chi bo\u0323\u0302 Hoà Bình",
            "chi_bo",
            "\u0110a\u0309ng bo\u0323\u0302 Y",
            ("ĐẢNG BỘ Y", "CHI BỘ HOÀ BÌNH"),
        ),
    ],
)
def test_the_head_names_the_superior_body_and_the_issuer(
    name: str, kind: str, parent: str, expected: tuple[str, str]
) -> None:
    assert profiles.heads(a_body(name, kind), parent) == expected


def test_a_body_without_a_known_superior_is_a_question() -> None:
    with pytest.raises(QuestionError) as question:
        profiles.heads(a_body("Chi bộ Văn phòng"), " ")

    assert "Chi bộ Văn phòng" in question.value.message


@pytest.mark.parametrize(
    ("kind", "symbol", "authority", "keep"),
    [
        ("chi_bo", "BC/CB", "T/M CHI BỘ", "Lưu Chi bộ"),
        ("chi_bo_co_so", "BC/CB", "T/M CHI BỘ", "Lưu Chi bộ"),
        ("dang_bo_co_so", "BC/ĐU", "T/M ĐẢNG ỦY", "Lưu Đảng ủy"),
        ("dang_bo_bo_phan", "BC/ĐU", "T/M ĐẢNG ỦY", "Lưu Đảng ủy"),
    ],
)
def test_symbols_and_signatures_follow_the_kind_of_body(
    kind: str, symbol: str, authority: str, keep: str
) -> None:
    assert profiles.symbol("BC", kind) == symbol
    assert profiles.authority(kind) == authority
    assert profiles.keep_line(kind) == keep


def test_printed_numbers_with_known_symbols_fit_both_layouts() -> None:
    patterns = [
        p.pattern or "" for one in LAYOUTS for p in one.components if p.name == "so_ky_hieu"
    ]

    for symbol in ("BC", "KH", "TB", "BB", "TTr", "QĐ"):
        printed = f"Số 12-{profiles.symbol(symbol, 'dang_bo_co_so')}"
        assert all(re.search(pattern, printed) for pattern in patterns), printed


@pytest.mark.parametrize(
    ("type_symbol", "kind", "words"),
    [
        ("BCC", "chi_bo", "Ý bạn là «BC»?"),
        ("ZZZ", "chi_bo", "Có: NQ"),
        ("BC", "chi_hoi", "chi_bo_co_so"),
    ],
)
def test_unknown_symbols_and_kinds_are_refused_with_a_hint(
    type_symbol: str, kind: str, words: str
) -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.symbol(type_symbol, kind)

    assert words in refusal.value.message


@pytest.mark.parametrize(
    ("title", "kind", "rank"),
    [
        ("Bí thư chi bộ", "chi_bo", 0),
        ("Bí thư Chi bộ Văn phòng", "chi_bo", 0),
        ("Bí thư", "chi_bo", 0),
        ("Phó Bí thư chi bộ", "chi_bo", 1),
        ("Chi uỷ viên", "chi_bo", 2),
        ("Bí thư Đoàn cơ sở", "chi_bo", None),
        ("Bí thư Chi đoàn", "chi_bo", None),
        ("Bí thư Đảng ủy", "chi_bo", None),
        ("Bí thư Đảng ủy", "dang_bo_co_so", 0),
        ("Phó Bí thư Thường trực Đảng uỷ", "dang_bo_co_so", 1),
        ("Ủy viên Ban Thường vụ Đảng ủy", "dang_bo_co_so", 2),
        ("Ủy viên Ban Chấp hành Đảng bộ", "dang_bo_co_so", 3),
        ("Đảng ủy viên", "dang_bo_co_so", 3),
        ("Ủy viên Ban Chấp hành Công đoàn cơ sở", "dang_bo_co_so", None),
        ("Chủ nhiệm Ủy ban Kiểm tra Đảng ủy", "dang_bo_co_so", None),
        ("Bí thư chi bộ", "dang_bo_co_so", None),
        ("Ủy viên Ban Chấp hành Đảng bộ, Bí thư chi bộ", "chi_bo", 0),
        ("Bí thư Đảng ủy bộ phận", "dang_bo_co_so", None),
        ("Bí thư Đảng ủy bộ phận", "dang_bo_bo_phan", 0),
        ("", "chi_bo", None),
    ],
)
def test_posts_of_the_committee_are_known_by_their_titles(
    title: str, kind: str, rank: int | None
) -> None:
    assert profiles.committee_rank(title, kind) == rank


@given(name=st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_name_gives_a_head_or_a_question(name: str) -> None:
    try:
        above, own = profiles.heads(a_body(name), name)
    except QuestionError:
        assert not name.strip()
    else:
        assert above == above.upper()
        assert own.startswith("CHI BỘ")


# --- retention -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "organisation_kind", "period"),
    [
        (DossierKind.COLLECTIVE, "chi_bo", "70 năm"),
        (DossierKind.COLLECTIVE, "dang_bo_co_so", "vĩnh viễn"),
        (DossierKind.COLLECTIVE, "dang_bo_bo_phan", "vĩnh viễn"),
        (DossierKind.PERSON, "dang_bo_co_so", "70 năm"),
        (DossierKind.ROSTER, "chi_bo", "70 năm"),
        (DossierKind.HANDOVER, "dang_bo_co_so", "10 năm"),
    ],
)
def test_the_longest_period_that_fits_is_taken(
    kind: DossierKind, organisation_kind: str, period: str
) -> None:
    assert profiles.retention(kind.value, organisation_kind) == period


def test_an_unknown_kind_of_dossier_is_refused() -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.retention("thi_dua", "chi_bo")

    assert "kiem_diem_tap_the" in refusal.value.message


# --- awards --------------------------------------------------------------------------------------

IN_FORCE = date(2025, 12, 26)


@pytest.mark.parametrize(
    ("recipient", "years", "givers", "forms"),
    [
        ("dang_vien", 1, {"dang_bo_co_so", "chi_bo_co_so"}, ("giấy khen",)),
        ("dang_vien", 5, set(), ("giấy khen", "bằng khen")),
        ("chi_bo", 1, {"dang_bo_co_so"}, ("giấy khen",)),
        ("dang_bo_co_so", 1, set(), ("giấy khen",)),
        ("chi_bo_co_so", 5, set(), ("bằng khen", "cờ")),
    ],
)
def test_an_award_says_who_may_give_it(
    recipient: str, years: int, givers: set[str], forms: tuple[str, ...]
) -> None:
    found = profiles.award(recipient, years, IN_FORCE)

    assert found is not None
    assert set(found.givers) == givers
    assert found.forms == forms
    assert found.outstanding == (recipient != profiles.MEMBER)


@pytest.mark.parametrize(
    ("recipient", "years", "day"),
    [
        ("dang_vien", 1, date(2015, 10, 26)),  # the day before the first table is in force
        ("dang_vien", 3, IN_FORCE),
        ("dang_bo_bo_phan", 1, IN_FORCE),
    ],
)
def test_where_the_table_is_silent_there_is_no_award(recipient: str, years: int, day: date) -> None:
    assert profiles.award(recipient, years, day) is None


def test_the_defaults_of_a_card_are_those_of_the_model() -> None:
    card = DossierCard(code="x", title="x", kind=DossierKind.ROSTER, organisation="x")

    assert profiles.archive_defaults() == {
        "che_do_su_dung": card.access,
        "do_mat": card.secrecy,
        "ngon_ngu": card.language,
        "dinh_dang": card.medium,
    }


# --- digests -------------------------------------------------------------------------------------


def test_a_digest_is_that_of_the_released_file() -> None:
    data = files("hoso.profiles").joinpath("che_do/2025.toml").read_bytes()

    assert profiles.digest("HD43-2025") == hashlib.sha256(data).hexdigest()


def test_every_regime_layout_and_table_has_its_own_digest() -> None:
    codes = [*(r.code for r in REGIMES), *(layout.code for layout in LAYOUTS), "QD383-2025"]

    assert len({profiles.digest(code) for code in codes}) == len(codes) == 8


@pytest.mark.parametrize(
    ("code", "words"), [("HD43-2052", "Ý bạn là «HD43-2025»?"), ("", "Có: HD27")]
)
def test_an_unknown_code_is_refused_with_a_hint(code: str, words: str) -> None:
    with pytest.raises(NotFoundError) as refusal:
        profiles.digest(code)

    assert words in refusal.value.message


# --- overlays ------------------------------------------------------------------------------------


def test_an_overlay_moves_deadlines_and_parameters_and_is_named(tmp_path: Path) -> None:
    path = an_overlay(
        tmp_path,
        '[thoi_han]\nkiem_diem = "12-10"\nbao_cao = "12-15"\n'
        '[tham_so]\nty_le_htxs = 25\nty_le_htxs_can_cu = "QĐ 12-QĐ/TU: dẫn đầu thu ngân sách"\n'
        'nhom_ty_le = "theo chức danh"\n',
    )

    found = profiles.regime(2025, path)

    (cap,) = [rule for rule in found.rules if rule.code == "H43-35"]
    assert profiles.deadlines(found, 2025)["kiem_diem"] == date(2025, 12, 10)
    assert profiles.deadlines(found, 2025)["bao_cao"] == date(2025, 12, 15)
    assert cap.parameters["toi_da"] == 25
    assert found.parameters["nhom_ty_le"] == "theo chức danh"
    assert found.overlay_digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.references[-1] == (
        "Hướng dẫn số 05-HD/TU, ngày 20/11/2025 của Ban Thường vụ Tỉnh ủy"
    )
    assert profiles.regime(2025).references == found.references[:-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tham_so]\nty_le_htxs = 26\n", "ty_le_htxs = 26 phải trong khoảng 0–25"),
        ("[tham_so]\nty_le_htxs = nan\n", "phải trong khoảng"),
        ("[tham_so]\nty_le_htxs = 25\n", "phải ghi ty_le_htxs_can_cu là quyết định nào"),
        ('[tham_so]\nty_le_htxs = 21\nty_le_htxs_can_cu = " "\n', "vượt 20"),
        ('[tham_so]\ntinh_nguoi_dung_dau = "thôi"\n', "«thôi» phải là một trong: co, khong"),
        ("[tham_so]\nkhung_htxs = 80\n", "khung_htxs = 80"),
        ("[tham_so]\nty_le_htsx = 20\n", "Ý bạn là «ty_le_htxs»?"),
        ('[tham_so]\nty_le_htxs = "20"\n', "phải là số, không phải chữ"),
        ("[tham_so]\nlam_tron_htxs = true\n", "phải là chữ, không phải có/không"),
        ('[tham_so]\nlam_tron_htxs = ["xuong"]\n', "phải là chữ, không phải danh sách"),
        ('[tham_so]\nlam_tron_htxs = "len"\n', "xuong, nua_len"),
        ('[thoi_han]\nkiem_diem = "+1:01-05"\n', "sau hạn của Trung ương «12-31»"),
        ('[thoi_han]\nkiem_diem = "31-12"\n', "phải có dạng MM-DD"),
        ('[thoi_han]\nkiem_diem = "ngày 10"\n', "phải có dạng MM-DD"),
        ('[thoi_han]\nnop_bao_cao = "12-15"\n', "Không có thời hạn «nop_bao_cao»"),
        ('[muc]\nhtxs = "Xuất sắc"\n', "muc"),
    ],
)
def test_an_overlay_may_not_decide_what_the_law_decided(
    tmp_path: Path, text: str, words: str
) -> None:
    path = an_overlay(tmp_path, text)

    with pytest.raises(DataFieldError) as refusal:
        profiles.regime(2025, path)

    assert "gia-lai.toml" in refusal.value.message
    assert words in refusal.value.message


def test_up_to_a_fifth_needs_no_decision_of_its_own(tmp_path: Path) -> None:
    path = an_overlay(tmp_path, "[tham_so]\nty_le_htxs = 15\n")

    assert profiles.regime(2025, path).parameters["ty_le_htxs"] == 15


OF_2014 = (
    'che_do = "HD27-2014"\nnguoi_quyet_dinh = "Ban Thường vụ Tỉnh ủy"\ncan_cu = "QĐ 90-QĐ/TU"\n'
)


def test_what_nobody_decided_nationally_an_authority_may_decide(tmp_path: Path) -> None:
    path = an_overlay(tmp_path, "[tham_so]\nkhung_htxs = 90\nkhung_htt = 70.5\n", OF_2014)

    (band,) = [rule for rule in profiles.regime(2016, path).rules if rule.code == "H27-22A"]

    assert (band.parameters["htxs"], band.parameters["htt"], band.parameters["htn"]) == (
        90,
        70.5,
        50,
    )


@pytest.mark.parametrize("value", ['"chín mươi"', "true", "40"])
def test_what_an_authority_decides_must_still_be_a_number_within_bounds(
    tmp_path: Path, value: str
) -> None:
    path = an_overlay(tmp_path, f"[tham_so]\nkhung_htxs = {value}\n", OF_2014)

    with pytest.raises(DataFieldError) as refusal:
        profiles.regime(2016, path)

    assert "khung_htxs" in refusal.value.message


def test_a_reading_left_undecided_leaves_the_cap_unchecked(tmp_path: Path) -> None:
    path = an_overlay(tmp_path, '[tham_so]\nmau_so_htxs = ""\n')
    facts: dict[str, Fact] = {"nhom.ten": "x", "nhom.so_htxs": 5, "nhom.so_htt_tro_len": 6}

    (cap,) = [rule for rule in profiles.regime(2025, path).rules if rule.code == "H43-35"]

    (problem,) = rules.check(facts, [cap])
    assert problem.outcome is Outcome.UNCHECKED


@pytest.mark.parametrize(
    ("year", "code", "asked"),
    [
        (2025, "H43-33D", False),
        (2026, "H43-33D", True),
        (2020, "H21-54", False),
        (2021, "H21-54", True),
        (2019, "H21-39", False),
        (2020, "H21-39", True),
        (2014, "H27-61", False),
        (2015, "H27-61", True),
    ],
)
def test_a_rule_is_asked_from_the_year_in_which_its_guidance_came(
    year: int, code: str, *, asked: bool
) -> None:
    assert (code in {rule.code for rule in profiles.regime(year).rules}) is asked


def test_a_rule_may_end_before_its_regime() -> None:
    regime = profiles.regime(2021)
    ended = replaced(regime.rules[0], last_year=2020)

    found = _read.in_force(replaced(regime, rules=(ended,)), 2021)

    assert found.rules == ()


def test_an_organisation_of_2014_has_levels_of_its_own_and_a_member_not() -> None:
    regime = profiles.regime(2016)

    assert (regime.levels["htxs"], regime.levels["khtn"]) == ("Trong sạch vững mạnh", "Yếu kém")
    assert regime.member_levels["khtn"] == "Không hoàn thành nhiệm vụ"
    words = {rule.code: rule.level_words for rule in regime.rules}
    assert words["H27-22A"]["htxs"] == "TSVM"
    assert words["H27-11"] == {}


def test_an_overlay_of_another_regime_or_of_nobody_is_refused(tmp_path: Path) -> None:
    head = 'che_do = "HD25-2023"\nnguoi_quyet_dinh = " "\ncan_cu = ""\n'
    path = an_overlay(tmp_path, head=head)

    with pytest.raises(DataFieldError) as refusal:
        profiles.regime(2025, path)

    assert [one.where for one in refusal.value.problems] == [
        "che_do",
        "nguoi_quyet_dinh",
        "can_cu",
    ]


def test_an_earlier_regime_may_be_given_the_deadline_it_lacks(tmp_path: Path) -> None:
    head = 'che_do = "HD21-2019"\nnguoi_quyet_dinh = "Huyện ủy"\ncan_cu = "CV 1089-CV/HU"\n'
    path = an_overlay(tmp_path, '[thoi_han]\nkiem_diem = "12-10"\n', head)

    found = profiles.deadlines(profiles.regime(2022, path), 2022)

    assert found == {"kiem_diem": date(2022, 12, 10)}


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path.parent, NotFoundError),
        (lambda path: path.mkdir(), UnreadableFileError),
        (lambda path: path.write_bytes(b"che_do = \xff"), UnreadableFileError),
        (lambda path: path.write_text("che_do ="), UnreadableFileError),
    ],
    ids=["missing", "folder", "not UTF-8", "not TOML"],
)
def test_an_overlay_that_cannot_be_read_is_one_clear_refusal(
    tmp_path: Path, make: object, error: type[HosoError]
) -> None:
    path = tmp_path / "lop-phu.toml"
    assert callable(make)
    make(path)

    with pytest.raises(error) as refusal:
        profiles.regime(2025, path)

    assert "lop-phu.toml" in refusal.value.message


# --- what released data may not say --------------------------------------------------------------


def test_years_that_overlap_or_are_left_out_are_refused() -> None:
    old, new = profiles.regime(2018), profiles.regime(2019)

    assert _read.in_sequence([new, old]) == (old, new)
    for last in (2019, 2017, None):
        with pytest.raises(DataFieldError):
            _read.in_sequence([replaced(old, last_year=last), new])


def test_days_that_overlap_or_are_left_out_are_refused() -> None:
    old, new = LAYOUTS

    assert _read.layouts_in_sequence([new, old]) == (old, new)
    for until in (new.since, new.since - timedelta(days=2), None):
        with pytest.raises(DataFieldError):
            _read.layouts_in_sequence([replaced(old, until=until), new])


def test_a_layout_with_a_bad_pattern_or_the_same_component_twice_is_refused() -> None:
    layout = LAYOUTS[0]
    bad = Component(name="x", label="x", pattern="(")

    for broken in (
        replaced(layout, components=(bad,)),
        replaced(layout, forbidden=("[",)),
        replaced(layout, components=(layout.components[0], layout.components[0])),
    ):
        with pytest.raises(DataFieldError) as refusal:
            _read.layouts_in_sequence([broken])
        assert layout.code in refusal.value.message


def test_a_regime_with_flaws_is_refused_with_every_one_of_them() -> None:
    regime = profiles.regime(2018)
    unsure = replaced(regime.rules[0], confidence="chắc")
    broken = replaced(
        regime, rules=(unsure,), deadlines={"x": "31-12"}, bounds={"nhom_ty_le": (0.0, 1.0)}
    )

    with pytest.raises(DataFieldError) as refusal:
        _read.checked(broken, "thu.toml")

    assert [one.where for one in refusal.value.problems] == ["H16-01", "x", "nhom_ty_le"]


def test_a_rule_may_not_use_a_parameter_that_is_not_there() -> None:
    regime = profiles.regime(2018)
    rule = replaced(regime.rules[0], parameters={"la": "$khong_co"})

    with pytest.raises(DataFieldError) as refusal:
        _read.checked(replaced(regime, rules=(rule,)), "thu.toml")

    assert "khong_co" in refusal.value.message


def test_two_files_may_not_carry_one_code() -> None:
    with pytest.raises(DataFieldError):
        _read.unique([("A", "1"), ("B", "2"), ("A", "3")])


def test_texts_of_the_released_data_are_nfc_without_forbidden_characters() -> None:
    from hoso import text

    for folder in ("che_do", "the_thuc", "luu_tru", "khen_thuong"):
        for one in files("hoso.profiles").joinpath(folder).iterdir():
            words = one.read_text(encoding="utf-8")
            assert text.nfc(words) == words, one.name
            assert not list(text.forbidden(words)), one.name


# --- the page about them -------------------------------------------------------------------------


def test_the_page_of_rules_is_current() -> None:
    assert OUT.read_text(encoding="utf-8") == document(), "chạy: python tools/build_rules_doc.py"


def test_the_page_of_rules_names_every_rule_with_its_reference() -> None:
    page = document()

    for regime in REGIMES:
        for rule in regime.rules:
            (line,) = [one for one in page.splitlines() if one.startswith(f"| `{rule.code}` |")]
            assert rule.reference in line
