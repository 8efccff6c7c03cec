"""`hoso shortcomings edit`: a corrected entry is a new version."""

from __future__ import annotations

from tests.conftest import Office


def test_an_edited_entry_is_a_new_version_and_the_old_one_stays(sample_office: Office) -> None:
    before = len(sample_office.json("log", "tt-cb-van-phong-2021")["phien_ban"])

    edited = sample_office.json(
        "shortcomings", "edit", "K-0005", "--status", "dang_khac_phuc", "--area", "lưu trữ"
    )["khuyet_diem"]

    listed = sample_office.json("shortcomings", "list", "--year", "2021")["khuyet_diem"]
    assert edited["tinh_trang"] == "dang_khac_phuc"
    assert next(one for one in listed if one["ma"] == "K-0005")["linh_vuc"] == "lưu trữ"
    assert len(sample_office.json("log", "tt-cb-van-phong-2021")["phien_ban"]) == before + 1


def test_editing_nothing_or_an_unknown_code_is_refused(sample_office: Office) -> None:
    nothing = sample_office.refused("shortcomings", "edit", "K-0005")
    unknown = sample_office.refused("shortcomings", "edit", "K-9999", "--area", "x")

    assert nothing.exit_code == 2
    assert unknown.exit_code == 3
