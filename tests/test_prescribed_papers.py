"""Mẫu 03, 04, 05 through `hoso generate`: what the archive knows stands in them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from hoso import templates, word
from hoso.model.template import FieldKind, TemplateField
from hoso.services.scalars import scalar
from tests.conftest import Office

DAY = ("--date", "2026-01-12")
MEMBER = "38001346"  # Bùi Thị Thúy Hằng, Chi bộ Văn phòng


def text_of(made: dict[str, str]) -> str:
    return word.text_of(Path(made["tep"]).read_bytes())


def test_the_list_of_the_dossier_says_what_is_there_and_what_is_missing(
    sample_office: Office, tmp_path: Path
) -> None:
    issued = ("--org", "cb-van-phong", "--out", tmp_path, "--date", "2025-12-01")
    found = sample_office.json("forms", "2025", *issued)["phat_hanh"]
    paper = sample_office.write("noi-cu-tru.docx", "")
    paper.write_bytes(Path(found[0]["tep"]).read_bytes())
    kept = ("--year", "2025", "--person", MEMBER, "--kind", "nhan_xet_noi_cu_tru")
    sample_office.ok("attach", paper, *kept, "--date", "2025-12-10")

    made = sample_office.json(
        "generate", "danh_muc_ho_so_kiem_diem", "--org", "cb-van-phong", "--year", "2025", *DAY
    )

    text = text_of(made)
    persons = len(found) - 1
    assert "Báo cáo kiểm điểm của tập thể\ncòn 1 bản chưa nhận lại" in text
    assert "Văn bản gợi ý kiểm điểm (nếu có)\nchưa có trong kho" in text
    assert f"Bản kiểm điểm cá nhân\ncòn {persons} bản chưa nhận lại" in text
    assert "Nhận xét của cấp ủy nơi cư trú\n10/12/2025\n1\n" in text


def test_the_list_of_2023_asks_for_the_forms_of_2023(sample_office: Office) -> None:
    arguments = ("--org", "cb-van-phong", "--year", "2024", "--date", "2025-12-01")

    text = text_of(sample_office.json("generate", "danh_muc_ho_so_kiem_diem_2023", *arguments))

    assert "Mẫu 04-HD KĐ.ĐG 2023" in text
    assert "366-QĐ/TW" not in text
    assert "Kết quả xếp loại\nchưa có trong kho" in text


def test_a_rating_anew_names_the_level_decided_before(sample_office: Office) -> None:
    data = sample_office.write(
        "lai.toml",
        '[[doi_tuong]]\nten = "Bùi Thị Thúy Hằng"\nmuc_cu = "Hoàn thành tốt nhiệm vụ"\n'
        'muc_moi = "Hoàn thành nhiệm vụ"\nly_do = "Khai thiếu một hạn chế đã kết luận."\n',
    )

    made = sample_office.json(
        "generate", "quyet_dinh_xep_loai_lai", "--person", MEMBER, "--data", data, *DAY,
        "--year", "2025",
    )  # fmt: skip

    text = text_of(made)
    assert "Căn cứ Quy định số 366-QĐ/TW" in text
    assert "Hoàn thành tốt nhiệm vụ\nHoàn thành nhiệm vụ\nKhai thiếu một hạn chế" in text
    assert "Điều 2. Các tổ chức đảng" in text
    assert "QĐ/CB" in text


def test_a_draft_of_a_rating_anew_leaves_the_new_level_open(sample_office: Office) -> None:
    whose = ("--org", "cb-van-phong", "--year", "2025")

    made = sample_office.json("generate", "quyet_dinh_xep_loai_lai", *whose, *DAY)

    assert "Chi bộ Văn phòng\n……\n……\n……" in text_of(made)


def test_the_own_rating_of_a_quarter_knows_who_writes_it(sample_office: Office) -> None:
    data = sample_office.write(
        "quy.toml",
        'ky = "Quý I năm 2026"\nmuc = "htt"\n'
        '[[tieu_chi_chung]]\nnoi_dung = "Ý thức kỷ luật"\ntoi_da = "30"\n'
        '[[tieu_chi_nhiem_vu]]\nnoi_dung = "Chỉ tiêu thu"\ntoi_da = "70"\n',
    )

    made = sample_office.json(
        "generate",
        "tu_danh_gia_quy",
        "--person",
        "38000815",
        "--year",
        "2026",
        "--data",
        data,
        *DAY,
    )

    text = text_of(made)
    assert "Quý I năm 2026" in text
    assert "Chức vụ chính quyền: Chánh Văn phòng" in text
    assert "☒ Hoàn thành tốt nhiệm vụ" in text


def test_the_own_rating_needs_a_person(sample_office: Office) -> None:
    data = sample_office.write("quy.toml", 'ky = "Quý I năm 2026"\n')

    result = sample_office.refused("generate", "tu_danh_gia_quy", "--data", data, *DAY)

    assert "dang_vien" in result.stderr


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (FieldKind.LEVEL, "HTT", "một trong htxs, htt, htn, khtn"),
        (FieldKind.GRADE, "khá", "một trong xuat_sac, tot, trung_binh, kem"),
        (FieldKind.YES_NO, "có lẽ", "có hoặc không"),
        (FieldKind.NUMBER, "hai", "phải là số"),
        (FieldKind.DATE, "mai", "ngày, ví dụ"),
        (FieldKind.TEXT, ["a"], "một dòng chữ"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_refused_with_what_is_wanted(
    kind: FieldKind, value: object, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        scalar(TemplateField(name="x", label="Mục x", kind=kind), value, "tệp: x")


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        (FieldKind.LEVEL, "", ""),
        (FieldKind.GRADE, "trung_binh", "trung_binh"),
        (FieldKind.YES_NO, "Có", True),
        (FieldKind.YES_NO, " không ", False),
        (FieldKind.YES_NO, True, True),
        (FieldKind.NUMBER, 2025, 2025),
        (FieldKind.TEXT, 5, "5"),
        (FieldKind.TEXT, True, True),
    ],
)
def test_a_value_of_its_kind_is_taken(kind: FieldKind, value: object, wanted: object) -> None:
    assert scalar(TemplateField(name="x", label="Mục x", kind=kind), value, "tệp: x") == wanted


OWN = """ky = "{quarter} năm 2026"
[[tieu_chi_chung]]
noi_dung = "Ý thức kỷ luật"
toi_da = "30"
[[tieu_chi_nhiem_vu]]
noi_dung = "Chỉ tiêu thu"
toi_da = "70"
"""
LEADER = ("--person", "38000815", "--year", "2026")
IN_2026 = ("--date", "2026-06-20")


def own_rating(office: Office, quarter: str) -> Path:
    data = office.write("quy.toml", OWN.format(quarter=quarter))
    made = office.json("generate", "tu_danh_gia_quy", *LEADER, "--data", data, *IN_2026)
    return Path(made["tep"])


def typed(path: Path, **answers: object) -> Path:
    """Type the own rating into the Word file, points of a criterion into its row, too."""
    data = path.read_bytes()
    info = templates.find("tu_danh_gia_quy", [templates.builtin_root()]).info
    document = docx.Document(io.BytesIO(word.answer(data, info, answers)))
    document.tables[1].rows[1].cells[3].text = "29"
    document.save(str(path))
    return path


def test_own_ratings_of_quarters_lie_side_by_side_and_come_back(sample_office: Office) -> None:
    first, second = (own_rating(sample_office, q) for q in ("Quý I", "Quý II"))
    again = own_rating(sample_office, "Quý II")
    answers = {"diem_chung": "29", "diem_nhiem_vu": "60", "tong_diem": "89", "muc": "htt"}

    found = sample_office.json("collect", typed(second, **answers), *IN_2026)
    typed(first, diem_chung="30", diem_nhiem_vu="65", tong_diem="95", muc="htxs")
    sample_office.ok("collect", first, *IN_2026)

    assert first != second == again
    assert found["can_hoi"] == found["khong_nhan"] == []
    (row,) = found["nhan"]
    assert row["van_ban"] == "dv-38000815-2026/0002"
    assert row["canh_bao"] == ["Điểm, ghi chú từng tiêu chí giữ trong tệp, không ghi vào sổ: 29."]
    arguments = ("--periods", "--org", "cb-van-phong", *IN_2026)
    shown = sample_office.json("ratings", "show", "2026", *arguments)["xep_loai"]
    (one,) = [one for one in shown if one["so_the"] == "38000815"]
    assert one["ky"] == {"q1": {"tu_danh_gia": "htxs"}, "q2": {"tu_danh_gia": "htt"}}
    assert one["muc"] == {}


def test_an_own_rating_is_no_review(sample_office: Office) -> None:
    path = own_rating(sample_office, "Quý I")
    sample_office.ok("collect", typed(path, diem_chung="30", muc="htt"), *IN_2026)

    shown = sample_office.json("ratings", "show", "2026", "--org", "cb-van-phong", *IN_2026)
    (one,) = [one for one in shown["xep_loai"] if one["so_the"] == "38000815"]

    assert one["trang_thai"] == "chua_kiem_diem"


def test_an_own_rating_of_no_quarter_is_kept_as_a_paper_only(sample_office: Office) -> None:
    path = own_rating(sample_office, "Cả năm")
    found = sample_office.json("collect", typed(path, diem_chung="30", muc="htt"), *IN_2026)

    held = sample_office.json("show", "dv-38000815-2026")

    assert len(found["nhan"]) == 1
    assert held["xep_loai"] == []
