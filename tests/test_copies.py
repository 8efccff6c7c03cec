"""`hoso copies` and the hint of `collect`: copied reviews are told to who asks, and kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoso import templates, word
from tests.check_world import BINH, CELL, CUONG, DUNG, EM, GIANG, HAI, KHANH, SCHOOL, World

FORM = "kiem_diem_2b"
DAY = ("--date", "2025-12-30")
MINE = [
    "Trong năm tôi được giao theo dõi thu quỹ của thôn, lập sổ thu chi từng tháng và công khai ở "
    "nhà văn hóa vào ngày mồng năm.",
    "Việc đối chiếu với kho bạc hai lần bị trả lại vì thiếu chữ ký của trưởng thôn nên quyết toán "
    "quý ba chậm mười hai ngày so với lịch.",
]
OTHER = [
    "Đơn vị giao tôi dạy hai lớp bốn, kèm thêm sáu học sinh đọc chậm vào chiều thứ ba hằng tuần "
    "suốt học kỳ một.",
    "Sổ điểm điện tử tôi nhập muộn bốn lần, có lần phụ huynh gọi hỏi mới nhớ ra để bổ sung cho đủ.",
]


@pytest.fixture
def reviewed(world: World) -> World:
    """Return a committee in which one copies from last year, one from a colleague elsewhere."""
    world.opened()
    world.form(DUNG, FORM, 2024, han_che=MINE)
    world.form(DUNG, FORM, han_che=[MINE[0], MINE[1].replace("mười hai", "mười ba")])
    world.form(HAI, FORM, han_che=OTHER)
    world.form(KHANH, FORM, han_che=OTHER)
    world.form(EM, FORM, han_che=["Bản thân đôi khi còn nóng nảy."])
    return world.save()


def test_a_copy_of_last_year_and_one_of_a_colleague_are_told_with_share_and_passages(
    reviewed: World,
) -> None:
    found = reviewed.office.json("copies", "2025", *DAY)

    told = {(one["doi_tuong"], one["loai"], one["cua"]): one for one in found["giong"]}
    assert set(told) == {
        ("Phạm Thị Dung (38000004)", "nam_truoc", "Phạm Thị Dung (38000004)"),
        ("Đỗ Văn Hải (38000012)", "nguoi_khac", "Bùi Thị Khanh (38000013)"),
        ("Bùi Thị Khanh (38000013)", "nguoi_khac", "Đỗ Văn Hải (38000012)"),
    }
    own = next(one for key, one in told.items() if key[1] == "nam_truoc")
    assert 0.9 < own["ty_le"] < 1
    assert own["nam"] == 2024
    assert any("lập sổ thu chi từng tháng" in passage for passage in own["doan"])
    assert found["da_doc"] == 4


def test_a_stock_phrase_is_told_with_the_reason_and_who_used_it(reviewed: World) -> None:
    found = reviewed.office.json("copies", "2025", *DAY)

    assert [
        (one["so_ban"], one["noi"][0]["doi_tuong"], one["noi"][0]["cau"])
        for one in found["cau_mau"]
    ] == [(1, "Võ Văn Em (38000005)", "đôi khi còn nóng nảy")]
    assert "biện pháp" in found["cau_mau"][0]["ly_do"]


def test_one_organisation_is_compared_within_itself(reviewed: World) -> None:
    cell = reviewed.office.json("copies", "2025", "--org", CELL, *DAY)
    school = reviewed.office.json("copies", "2025", "--org", SCHOOL, *DAY)

    assert [one["loai"] for one in cell["giong"]] == ["nam_truoc"]
    assert {one["loai"] for one in school["giong"]} == {"nguoi_khac"}


def test_whoever_moved_is_compared_with_the_review_made_elsewhere(world: World) -> None:
    world.opened().form(DUNG, FORM, 2024, han_che=MINE).save()
    world.change(DUNG, organisation=SCHOOL)
    world.form(DUNG, FORM, han_che=MINE).save()

    found = world.office.json("copies", "2025", "--org", SCHOOL, *DAY)

    assert [(one["loai"], one["giong_ban"]) for one in found["giong"]] == [
        ("nam_truoc", f"dv-{DUNG}-2024/0001")
    ]


def test_a_sentence_of_five_people_is_told(world: World) -> None:
    world.opened()
    for card in (BINH, CUONG, DUNG, EM, GIANG):
        world.form(card, FORM, han_che=["Luôn chấp hành nghiêm giờ giấc làm việc của đơn vị."])
    world.save()

    found = world.office.json("copies", "2025", *DAY)
    shown = world.office.ok("copies", "2025", *DAY).stdout

    told = {
        one["cau"]: (one["so_nguoi"], len(one["doi_tuong"])) for one in found["lap_nhieu_nguoi"]
    }
    assert told["Luôn chấp hành nghiêm giờ giấc làm việc của đơn vị"] == (5, 5)
    assert "5 người – «Luôn chấp hành nghiêm giờ giấc làm việc của đơn vị" in shown


def test_a_review_made_elsewhere_is_listed_as_not_read(reviewed: World) -> None:
    reviewed.paper(CUONG, "kiem_diem_2b")
    reviewed.save()

    found = reviewed.office.json("copies", "2025", *DAY)

    assert found["chua_doc"] == [f"dv-{CUONG}-2025/0001"]
    assert "Chưa đọc được" in reviewed.office.ok("copies", "2025", *DAY).stdout


def test_people_read_it_with_the_advice_that_nothing_is_kept(reviewed: World) -> None:
    before = reviewed.office.archive_bytes()

    result = reviewed.office.ok("sao-chep", "2025", *DAY)

    assert "của chính mình" in result.stdout
    assert "của Bùi Thị Khanh (38000013)" in result.stdout
    assert "Câu mẫu không nói gì" in result.stdout
    assert "không lưu vào hồ sơ" in result.stderr
    assert reviewed.office.archive_bytes() == before


def test_a_year_without_reviews_has_nothing_to_tell(world: World) -> None:
    assert world.office.json("copies", "2025", *DAY) == {
        "nam": 2025, "da_doc": 0, "giong": [], "cau_mau": [], "lap_nhieu_nguoi": [], "chua_doc": [],
    }  # fmt: skip


def test_collecting_a_form_like_last_years_gives_a_private_hint_that_is_not_kept(
    world: World, tmp_path: Path
) -> None:
    world.opened()
    world.form(DUNG, FORM, 2024, han_che=MINE)
    world.save()
    out = tmp_path / "phat-hanh"
    world.office.ok("forms", "2025", "--org", CELL, "--out", out, "--date", "2025-12-01")
    form = next(out.rglob(f"*{DUNG}*.docx"))
    info = templates.find(FORM, [templates.builtin_root()]).info
    form.write_bytes(word.answer(form.read_bytes(), info, {"han_che": MINE, "muc": "htt"}))

    done = world.office.run("collect", form, "--json", "--date", "2025-12-20")

    hint = "giống bản năm 2024"
    assert done.exit_code == 0
    assert hint in done.stdout.split('"nhac_rieng"')[1]
    assert hint in done.stderr
    assert not any(hint.encode() in data for data in world.office.archive_bytes().values())
