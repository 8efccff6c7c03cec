"""`hoso search`, `recurrences`, `recurrence`: what the archive remembers."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from hoso import sample, word
from tests.conftest import Office

DAY = ("--date", "2025-12-29")
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung"
PAIR = ("K-0057", "K-0004")  # planted: the later fault is the earlier one come back


@pytest.fixture
def spelled(sample_office: Office) -> Office:
    """Return an office with faults whose spelling matters."""
    rows = (
        "S-1,2022,cb-nghiep-vu,tập thể,Việc hòa giải ở cơ sở kéo dài.",
        "S-2,2022,cb-nghiep-vu,tập thể,Hoá đơn thuỷ sản lưu thiếu đợt đầu.",
        "S-3,2022,cb-nghiep-vu,tập thể,Đường đi kiểm tra qua đèo Mang Yang lầy lội.",
        "S-4,2023,cb-van-phong,tập thể,Duong dây nóng ghi < 3 cuộc & không trả lời.",
    )
    path = sample_office.write("chinh-ta.csv", "\n".join([HEADER, *rows]))
    sample_office.ok("shortcomings", "import", path)
    return sample_office


def _found(office: Office, query: str, *more: str) -> list[str]:
    result = office.json("search", query, *more)
    return [one["van_ban"] for one in result["ket_qua"]]


# -- search -----------------------------------------------------------------------------------


def test_a_search_finds_with_and_without_marks(sample_office: Office) -> None:
    marked = sample_office.json("search", "khuyết điểm nộp đảng phí")
    plain = sample_office.json("search", "nop dang phi")

    assert plain["tong"] > 0
    assert marked["ket_qua"][0]["loai"] == "khuyet_diem"
    assert set(plain["ket_qua"][0]) >= {
        "ho_so",
        "van_ban",
        "loai",
        "nam",
        "to_chuc",
        "tieu_de",
        "trich",
        "diem",
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("hoà giải", "S-1"),
        ("hòa giải", "S-1"),
        ("hoa giai", "S-1"),
        (unicodedata.normalize("NFD", "hòa giải"), "S-1"),
        ("HÒA GIẢI", "S-1"),
        ("hóa đơn thủy sản", "S-2"),
        ("hoá đơn thuỷ sản", "S-2"),
        ("duong di kiem tra", "S-3"),
        ("đường đi kiểm tra", "S-3"),
        ("mang yang", "S-3"),
        ('"đường dây nóng"', "S-4"),
    ],
)
def test_every_spelling_of_a_word_finds_it(spelled: Office, query: str, code: str) -> None:
    assert code in _found(spelled, query)


def test_the_exact_spelling_ranks_first(spelled: Office) -> None:
    assert _found(spelled, "đường", "--limit", "2")[0] == "S-3"
    assert _found(spelled, "duong", "--limit", "1") == ["S-4"]


def test_the_snippet_marks_what_matched_and_escapes_the_text(spelled: Office) -> None:
    snippet = spelled.json("search", "ghi trả lời", "--kind", "khuyet_diem")["ket_qua"][0]["trich"]
    shown = spelled.ok("search", "ghi trả lời", "--kind", "khuyet_diem").stdout

    assert "<b>ghi</b> &lt; 3 cuộc &amp; không <b>trả</b> <b>lời</b>" in snippet
    assert "«ghi» < 3 cuộc & không «trả» «lời»" in shown


def test_filters_narrow_by_year_organisation_and_kind(sample_office: Office) -> None:
    every = sample_office.json("search", "kiem tra", "--limit", "1000")["ket_qua"]

    years = sample_office.json("search", "kiem tra", "--year", "2022..2023", "--limit", "1000")
    one = sample_office.json("search", "kiem tra", "--year", "2024", "--limit", "1000")
    cell = sample_office.json("search", "kiem tra", "--org", "cb-kiem-soat", "--limit", "1000")
    whole = sample_office.json("search", "kiem tra", "--org", "db-cuc-hai-quan", "--limit", "1000")
    kind = sample_office.json("search", "kiem tra", "--kind", "giay_moi")

    assert years["tong"] == sum(row["nam"] in (2022, 2023) for row in every)
    assert {row["nam"] for row in one["ket_qua"]} == {2024}
    assert {row["to_chuc"] for row in cell["ket_qua"]} == {"cb-kiem-soat"}
    assert whole["tong"] == len(every)
    assert kind["ket_qua"] == []


def test_a_limit_keeps_the_total(sample_office: Office) -> None:
    found = sample_office.json("search", "chi bộ", "--limit", "2")

    assert len(found["ket_qua"]) == 2
    assert found["tong"] > 2


def test_nothing_found_is_said_with_advice(sample_office: Office) -> None:
    shown = sample_office.ok("search", "xyzxyz").stdout

    assert "0 kết quả." in shown
    assert "gõ không dấu" in shown


@pytest.mark.parametrize("query", ["", "  ", "?!…", "«»", "*"])
def test_a_query_without_a_word_is_refused(sample_office: Office, query: str) -> None:
    result = sample_office.refused("search", query)

    assert result.exit_code == 8
    assert "không có từ nào" in result.stderr


@pytest.mark.parametrize("query", ["(", "a AND", "title:", "chi*", 'mở "ngoặc', "a OR (b", "[1 TO"])
def test_signs_of_query_languages_are_only_text(sample_office: Office, query: str) -> None:
    result = sample_office.run("search", query)

    assert result.exit_code in (0, 8)


def test_a_query_of_ten_thousand_letters_is_answered_with_a_note(sample_office: Office) -> None:
    known = sample_office.json("shortcomings", "list", "--year", "2021")["khuyet_diem"]
    long = " ".join(one["noi_dung"] for one in known * 9)[:10_000]

    result = sample_office.ok("search", long)

    assert len(long) == 10_000
    assert "Câu tra cứu dài" in result.stderr


# -- recurrences ------------------------------------------------------------------------------


def _planted(year_mark: str) -> dict[str, set[str]]:
    pairs: dict[str, set[str]] = {}
    with sample.path("tai_dien.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ma"].startswith(year_mark):
                pairs.setdefault(row["ma"], set()).add(row["ma_truoc"])
    return pairs


def _thread(office: Office, code: str, year: str = "2023") -> Any:
    found = office.json("recurrences", year, *DAY)["khuyet_diem"]
    return next(one for one in found if one["ma"] == code)


def test_recurrences_have_the_contracts_shape(sample_office: Office) -> None:
    found = sample_office.json("recurrences", "2024", *DAY)["khuyet_diem"]

    faults = sample_office.json("shortcomings", "list", "--year", "2024")["khuyet_diem"]
    assert {one["ma"] for one in found} == {one["ma"] for one in faults}
    assert all({"ma", "nam", "to_chuc", "ung_vien"} <= set(one) for one in found)
    every = [candidate for one in found for candidate in one["ung_vien"]]
    assert every
    assert all(0 <= one["diem"] <= 1 for one in every)
    assert {one["ket_luan"] for one in every} <= {"tai_dien", "can_xem", "khong"}
    assert all(one["quyet_dinh"] is None for one in every)
    assert all(isinstance(one["ly_do"], list) for one in every)
    assert all(one["ly_do"] for one in every if one["ket_luan"] == "tai_dien")


def test_candidates_are_strictly_earlier_of_the_same_subject_and_best_first(
    sample_office: Office,
) -> None:
    faults = {one["ma"]: one for one in sample_office.json("shortcomings", "list")["khuyet_diem"]}

    found = sample_office.json("recurrences", *DAY)["khuyet_diem"]

    assert {one["ma"] for one in found} == set(faults)
    for one in found:
        mine = faults[one["ma"]]["doi_tuong"]
        scores = [candidate["diem"] for candidate in one["ung_vien"]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 50
        for candidate in one["ung_vien"]:
            other = faults[candidate["ma"]]["doi_tuong"]
            assert candidate["nam"] < one["nam"]
            assert (mine["loai"], mine["so_the"]) == (other["loai"], other["so_the"])
            assert mine["so_the"] or mine["to_chuc"] == other["to_chuc"]


def test_every_planted_return_is_among_the_candidates(sample_office: Office) -> None:
    planted = _planted("K-00") | _planted("K-01")

    found = sample_office.json("recurrences", *DAY)["khuyet_diem"]

    candidates = {one["ma"]: {c["ma"] for c in one["ung_vien"]} for one in found}
    assert len(planted) == 12
    assert all(earlier <= candidates[code] for code, earlier in planted.items())


def test_planted_returns_of_the_demo_stand_above_the_others(demo_office: Office) -> None:
    planted = _planted("K-2025")

    found = demo_office.json("recurrences", "2025", *DAY)["khuyet_diem"]

    places = {one["ma"]: place for place, one in enumerate(found)}
    above = [
        places[code] < place
        for code in planted
        for other, place in places.items()
        if other not in planted
    ]
    first = {one["ma"]: one["ung_vien"][0]["ma"] for one in found if one["ung_vien"]}
    assert sum(first[code] not in earlier for code, earlier in planted.items()) <= 1
    assert sum(one["ma"] in planted for one in found[:6]) >= 5
    # Of all pairs (planted, other) the planted one stands first far more often than by chance.
    assert sum(above) / len(above) >= 0.85


def test_the_terminal_shows_both_sentences_and_why(sample_office: Office) -> None:
    thread = _thread(sample_office, PAIR[0])

    shown = sample_office.ok("recurrences", "2023", *DAY).stdout

    best = thread["ung_vien"][0]
    assert f"{PAIR[0]} (2023): {thread['noi_dung']}" in shown
    assert f"← {best['ma']} ({best['nam']}, " in shown
    assert best["noi_dung"] in shown
    assert "vì " in shown


def test_one_organisation_is_looked_at_with_those_below_it(sample_office: Office) -> None:
    cell = sample_office.json("recurrences", "2024", "--org", "cb-van-phong", *DAY)["khuyet_diem"]
    whole = sample_office.json("recurrences", "2024", "--org", "db-cuc-hai-quan", *DAY)
    every = sample_office.json("recurrences", "2024", *DAY)

    assert {one["to_chuc"] for one in cell} == {"cb-van-phong"}
    assert whole == every


def test_the_report_is_a_word_document_with_both_sentences(
    sample_office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "tai-dien.docx"
    sample_office.ok("recurrence", "confirm", *PAIR, *DAY)

    result = sample_office.ok("recurrences", "2023", "--out", out, *DAY)

    faults = {one["ma"]: one for one in sample_office.json("shortcomings", "list")["khuyet_diem"]}
    words = word.text_of(out.read_bytes())
    assert f"Báo cáo Word: {out}" in result.stderr
    assert all(faults[code]["noi_dung"] in words for code in PAIR)
    assert "đã có người xác nhận" in words


def test_a_report_that_cannot_be_written_leaves_one_json_document(
    sample_office: Office, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    out = tmp_path / "tep" / "a.docx"

    result = sample_office.refused("recurrences", "2023", "--out", out, "--json", *DAY)

    assert result.exit_code == 14
    assert result.stdout.startswith('{"tu_choi": ')
    assert result.stdout.count("\n") == 1


def test_a_confirmed_pair_leads_and_a_rejected_one_goes_last(sample_office: Office) -> None:
    thread = _thread(sample_office, PAIR[0])
    best, last = thread["ung_vien"][0]["ma"], thread["ung_vien"][-1]["ma"]

    sample_office.ok("recurrence", "reject", PAIR[0], best, "--why", "việc khác", *DAY)
    sample_office.ok("recurrence", "confirm", PAIR[0], last, *DAY)

    after = _thread(sample_office, PAIR[0])["ung_vien"]
    first = sample_office.json("recurrences", "2023", *DAY)["khuyet_diem"][0]
    shown = sample_office.ok("recurrences", "2023", *DAY).stdout
    assert (after[0]["ma"], after[0]["quyet_dinh"]) == (last, "xac_nhan")
    assert (after[-1]["ma"], after[-1]["quyet_dinh"]) == (best, "bac_bo")
    assert first["ma"] == PAIR[0]
    assert "đã xác nhận" in shown


def test_a_decision_is_archived_and_survives_a_lost_cache(sample_office: Office) -> None:
    done = sample_office.json("recurrence", "confirm", *PAIR, "--by", "Lê B", "--why", "lẽ", *DAY)
    again = sample_office.archive_bytes()
    sample_office.ok("recurrence", "confirm", *PAIR, "--by", "Lê B", "--why", "lẽ", *DAY)

    unchanged = sample_office.archive_bytes()
    sample_office.ok("reindex")

    decided = {c["ma"]: c["quyet_dinh"] for c in _thread(sample_office, PAIR[0])["ung_vien"]}
    log = sample_office.json("log", "tt-cb-van-phong-2023")["phien_ban"]
    assert done == {"ma": PAIR[0], "ma_truoc": PAIR[1], "quyet_dinh": "xac_nhan"}
    assert unchanged == again
    assert decided[PAIR[1]] == "xac_nhan"
    assert (log[-1]["nguoi"], log[-1]["ly_do"]) == ("Lê B", "lẽ")


def test_a_changed_mind_replaces_the_word_and_keeps_the_old_version(
    sample_office: Office,
) -> None:
    sample_office.ok("recurrence", "confirm", *PAIR, *DAY)

    sample_office.ok("recurrence", "reject", *PAIR, *DAY)

    decided = [c for c in _thread(sample_office, PAIR[0])["ung_vien"] if c["quyet_dinh"]]
    assert [(c["ma"], c["quyet_dinh"]) for c in decided] == [(PAIR[1], "bac_bo")]
    assert len(sample_office.json("log", "tt-cb-van-phong-2023")["phien_ban"]) == 3


@pytest.mark.parametrize(
    ("pair", "code", "said"),
    [
        (("K-0004", "K-0057"), 4, "không có trước"),
        (("K-0004", "K-0005"), 4, "không có trước"),
        (("K-x", "K-0004"), 3, "«K-x»"),
        (("K-0057", "K-y"), 3, "«K-y»"),
    ],
)
def test_a_pair_that_cannot_be_is_refused(
    sample_office: Office, pair: tuple[str, str], code: int, said: str
) -> None:
    before = sample_office.archive_bytes()

    result = sample_office.refused("recurrence", "confirm", *pair, *DAY)

    assert result.exit_code == code
    assert said in result.stderr
    assert sample_office.archive_bytes() == before
