"""`stats check` of JSON: the contract of docs/cli.md, and files that are anything but tables."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso.cli import cli
from tests.conftest import ROOT

GIA_LAI = {
    "ten": "Gia Lai 2020, đảng viên",
    "tong_so": 61567, "mien": 2714, "chua_danh_gia": 284, "moi_ket_nap": 1984,
    "duoc_danh_gia": 56585,
    "muc": {"htxs": 7156, "htt": 51956, "htn": 4238, "khtn": 391},
    "htxs_trong_htt": True,
    "khtn_trong_do": {"ky_luat": 302, "ccvc": 64, "duoi_50": 25},
    "ky_luat_trong_do": {"khien_trach": 222, "canh_cao": 49, "cach_chuc": 3, "khai_tru": 28},
    "ty_le": [{"nhan": "HTTNV", "tu": 51956, "mau": 56585, "in": "91,82%"}],
    "tong": [{"nhan": "mức = được đánh giá", "phan": [51956, 4238, 391], "bang": 56585}],
}  # fmt: skip


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["stats", "check", str(path), *options])


def checked(tmp_path: Path, *tables: dict[str, Any], options: tuple[str, ...] = ()) -> Any:
    path = tmp_path / "so-lieu.json"
    path.write_text(json.dumps({"bang": tables}, ensure_ascii=False), encoding="utf-8")
    result = run(path, "--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal(tmp_path: Path, data: bytes, *options: str) -> dict[str, Any]:
    path = tmp_path / "so-lieu.json"
    path.write_bytes(data)
    result = run(path, "--json", *options)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code not in (0, 1, 2)
    found: dict[str, Any] = json.loads(result.stdout)["tu_choi"]
    return found


def test_the_example_of_the_contract_matches(tmp_path: Path) -> None:
    (table,) = checked(tmp_path, GIA_LAI)["bang"]

    assert table["ten"] == "Gia Lai 2020, đảng viên"
    assert (table["ket_qua"], table["van_de"]) == ("khop", [])
    assert table["htxs_trong_htt"] is True
    shares = {one["nhan"]: one["tinh_lai"] for one in table["da_tinh"]}
    assert shares["HTTNV"] == "91.8194"
    assert shares["mức = được đánh giá"] == "56585"


def test_a_finding_carries_every_key_of_the_contract(tmp_path: Path) -> None:
    cut = {"ten": "Tam Kỳ", "ty_le": [{"nhan": "HTXSNV", "tu": 16, "mau": 83, "in": "19,27%"}]}

    (table,) = checked(tmp_path, cut)["bang"]

    (finding,) = table["van_de"]
    assert table["ket_qua"] == "lam_tron"
    assert {key: finding[key] for key in ("ma", "nhan", "in", "tinh_lai", "cach")} == {
        "ma": "S011", "nhan": "HTXSNV", "in": "19,27%", "tinh_lai": "19.2771", "cach": "cat_bot",
    }  # fmt: skip
    assert "19,28%" in finding["thong_bao"]


def test_the_reading_is_found_when_the_table_does_not_say(tmp_path: Path) -> None:
    silent = {key: value for key, value in GIA_LAI.items() if key != "htxs_trong_htt"}
    beside = {
        "ten": "b",
        "duoc_danh_gia": 110,
        "muc": {"htxs": 10, "htt": 80, "htn": 20, "khtn": 0},
    }

    within, outside = checked(tmp_path, silent, beside)["bang"]

    assert (within["ket_qua"], within["htxs_trong_htt"]) == ("khop", True)
    assert (outside["ket_qua"], outside["htxs_trong_htt"]) == ("khop", False)
    assert "đứng riêng" in outside["cach_hieu"]


def test_a_table_of_nothing_is_not_checked_and_a_list_of_none_is_empty(tmp_path: Path) -> None:
    assert checked(tmp_path, {"ten": "trống"})["bang"][0]["ket_qua"] == "chua_kiem_duoc"
    assert checked(tmp_path)["bang"] == []


def test_strict_exits_with_findings_and_only_then(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**GIA_LAI, "mien": 2715}]), encoding="utf-8")
    assert run(path).exit_code == 0
    assert run(path, "--strict").exit_code == 1

    path.write_text(json.dumps([GIA_LAI]), encoding="utf-8")
    assert run(path, "--strict").exit_code == 0


def test_people_read_what_is_wrong_and_why(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(GIA_LAI | {"mien": 2715}), encoding="utf-8")

    said = run(path).output

    assert "Gia Lai 2020, đảng viên: SAI." in said
    assert "Tổng số 61.567, mà miễn, không đánh giá 2.715" in said


def test_people_are_told_what_was_not_checked_and_what_is_uneven(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[]", encoding="utf-8")
    assert run(path).output == "Không có bảng nào.\n"

    odd = {
        "tongso": 1,
        "ty_le": [
            {"nhan": "x", "tu": 1, "mau": 0.0, "in": "0"},
            {"nhan": "y", "tu": 999, "mau": 1000, "in": "100%"},
        ],
    }
    path.write_text(json.dumps([odd]), encoding="utf-8")
    said = run(path).output
    assert "Lưu ý – a.json, bảng 1: không có khóa «tongso»" in said
    assert "lưu ý  y: in «100%» do làm tròn, nhưng 999/1.000 chưa phải tất cả." in said


def test_figures_as_papers_print_them_are_read(tmp_path: Path) -> None:
    words = {
        "ten": "chữ", "tong_so": "957", "chua_danh_gia": "04 (0,42%)", "duoc_danh_gia": "953/957 (99,6%)",
        "muc": {"htxs": "162", "htt": "871 tổ chức", "htn": "tám mươi", "khtn": "02"},
        "tong": [{"nhan": "tỷ lệ", "phan": ["91,4%", 8.39, "0,21"], "bang": "100%"}],
    }  # fmt: skip
    thousands = '{"bang": [{"tong_so": 61.567, "duoc_danh_gia": "61.567", "mien": 0.0}]}'

    (table,) = checked(tmp_path, words)["bang"]
    path = tmp_path / "b.json"
    path.write_text(thousands, encoding="utf-8-sig")
    document = json.loads(run(path, "--json").stdout)

    assert (table["ket_qua"], table["van_de"]) == ("khop", [])
    assert document["bang"][0]["ket_qua"] == "khop"
    assert [one["ma"] for one in document["canh_bao"]] == ["S905"]


def test_rough_counts_and_unknown_keys_are_named_and_not_added(tmp_path: Path) -> None:
    document = checked(
        tmp_path,
        {"tong_so": "hơn 500", "tongso": 5, "duoc_danh_gia": 5, "muc": {"htt": 5, "xx": 1}},
    )

    codes = [one["ma"] for one in document["canh_bao"]]
    assert sorted(codes) == ["S903", "S903", "S906"]
    assert "Ý bạn là «tong_so»?" in document["canh_bao"][0]["thong_bao"]


@pytest.mark.parametrize(
    ("spoilt", "where"),
    [
        ({"tong_so": [1]}, "khóa «tong_so»"),
        ({"tong_so": "abc"}, "khóa «tong_so»"),
        ({"tong_so": True}, "khóa «tong_so»"),
        ({"tong_so": 12.5}, "khóa «tong_so»"),
        ({"tong_so": 10**18}, "khóa «tong_so»"),
        ({"tong_so": 10**30}, "khóa «tong_so»"),
        ({"muc": [1, 2]}, "khóa «muc»"),
        ({"muc": {"htt": {}}}, "khóa «muc».«htt»"),
        ({"htxs_trong_htt": "có lẽ"}, "khóa «htxs_trong_htt»"),
        ({"ty_le": {"in": "5%"}}, "khóa «ty_le»"),
        ({"ty_le": ["5%"]}, "khóa «ty_le» thứ 1"),
        ({"ty_le": [{"tu": "x", "in": "5%"}]}, "khóa «ty_le» thứ 1, «tu»"),
        ({"ty_le": [{"in": []}]}, "khóa «ty_le» thứ 1, «in»"),
        ({"tong": [{"phan": 5, "bang": 5}]}, "khóa «tong» thứ 1, «phan»"),
        ({"tong": [{"phan": [5, None, "x"], "bang": 5}]}, "khóa «tong» thứ 1, số thứ 3"),
        ({"ten": {}}, "khóa «ten»"),
    ],
)
def test_a_value_that_is_no_figure_is_refused_with_its_place(
    tmp_path: Path, spoilt: dict[str, Any], where: str
) -> None:
    data = json.dumps({"bang": [GIA_LAI, {"ten": "hỏng", **spoilt}]}).encode()

    found = refusal(tmp_path, data)

    assert found["ma"] == "DONG_KHONG_HOP_LE"
    assert where in found["van_de"][0]["noi"]
    assert "so-lieu.json, bảng 2" in found["van_de"][0]["noi"]


def test_what_is_right_can_be_checked_beside_what_is_not(tmp_path: Path) -> None:
    tables = (GIA_LAI, {"ten": "hỏng", "tong_so": "abc"})

    document = checked(tmp_path, *tables, options=("--accept-valid",))

    assert [one["ket_qua"] for one in document["bang"]] == ["khop", "chua_kiem_duoc"]
    assert document["canh_bao"][0]["ma"] == "S902"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "JSON"),
        (b"{", "dòng 1"),
        (b'{"bang": [}', "JSON"),
        (b"PK\x03\x04\x00", "JSON"),
        (b"\xff\xfe\xfa", "UTF-8"),
        ("{'bang': ['\xe9']}".encode("latin-1"), "UTF-8"),
        (b"5", "danh sách bảng"),
        (b'{"x": 1}', "danh sách bảng"),
        (b'{"bang": {}}', "danh sách bảng"),
        (b"[" * 200_000, "lồng"),
    ],
)
def test_what_is_no_json_of_tables_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    found = refusal(tmp_path, data)

    assert found["ma"] == "TEP_KHONG_DOC_DUOC"
    assert said in found["thong_bao"]


def test_numbers_that_are_none_keys_that_come_twice_and_tables_that_are_none(
    tmp_path: Path,
) -> None:
    data = b'{"bang": [{"tong_so": NaN, "mien": -Infinity}, {"mien": 1, "mien": 2}, 7]}'

    found = refusal(tmp_path, data)

    assert [one["ma"] for one in found["van_de"]] == ["S902", "S902", "S904", "S901"]


def test_a_negative_count_is_a_finding(tmp_path: Path) -> None:
    document = checked(tmp_path, {"mien": -5}, {"muc": {"khtn": "-2"}})

    assert [one["ket_qua"] for one in document["bang"]] == ["sai", "sai"]
    assert [one["van_de"][0]["ma"] for one in document["bang"]] == ["S004", "S004"]


def test_other_encodings_of_json_and_half_letters_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps([GIA_LAI], ensure_ascii=False).encode("utf-16"))
    assert json.loads(run(path, "--json").stdout)["bang"][0]["ket_qua"] == "khop"

    path.write_bytes(
        b'[{"ten": "a\\ud800\\u0000b", "ty_le": [{"nhan": "\\udfff", "in": "\\ud800"}]}]'
    )
    assert json.loads(run(path, "--json").stdout)["bang"][0]["ten"] == "ab"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.json", tmp_path):
        result = run(path, "--json")
        assert json.loads(result.stdout)["tu_choi"]["ma"] == "TEP_KHONG_DOC_DUOC"


def test_files_of_other_kinds_are_refused_with_what_would_do(tmp_path: Path) -> None:
    path = tmp_path / "bang.pdf"
    path.write_bytes(b"%PDF-1.4")

    found = json.loads(run(path, "--json").stdout)["tu_choi"]

    assert found["ma"] == "TEP_KHONG_DOC_DUOC"
    assert ".xlsx" in found["thong_bao"]


def test_ten_megabytes_are_read(tmp_path: Path) -> None:
    one = json.dumps({**GIA_LAI, "ten": "dài" * 1_000})
    path = tmp_path / "lon.json"
    path.write_text(f"[{','.join([one] * 3_000)}]", encoding="utf-8")
    assert path.stat().st_size > 10**7

    document = json.loads(run(path, "--json").stdout)

    assert len(document["bang"]) == 3_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["91,82%", "16/83 (19,27%)", "Không", "gần 92%", "6.035", "05"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from([*GIA_LAI, "htxs", "htt", "ky_luat", "nhan", "tu", "mau", "in", "phan", "bang", "x"]),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(JSON)
def test_any_json_at_all_is_a_report_or_a_refusal(tmp_path: Path, document: object) -> None:
    path = tmp_path / "gi-do.json"
    path.write_text(json.dumps({"bang": [document]}), encoding="utf-8")

    result = run(path, "--json", "--accept-valid")

    assert isinstance(result.exception, SystemExit | None)
    assert set(json.loads(result.stdout)) & {"bang", "tu_choi"}


def test_every_code_of_a_finding_is_explained_in_the_contract() -> None:
    contract = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    rooms = [
        *(ROOT / "hoso" / "proofing").glob("*.py"),
        *(ROOT / "hoso" / "services" / "proofreading").glob("*.py"),
    ]
    used = {
        code
        for path in rooms
        for code in re.findall(r'"(S\d{3})"', path.read_text(encoding="utf-8"))
    }
    explained = set(re.findall(r"\bS\d{3}\b", contract))
    for first, last in re.findall(r"S(\d{3})–S(\d{3})", contract):
        explained |= {f"S{number:03}" for number in range(int(first), int(last) + 1)}

    assert used
    assert used - explained == set()
