"""What the law leaves open: the program asks, an authority answers, the answer is archived."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from hoso import profiles, word
from hoso.services.rulings import asks_level
from tests.conftest import Office

ON = ("--date", "2025-12-05")
Y = ("--year", "2025")
CELL = ("--org", "cb-van-phong")
HER = ("--person", "38001201")
GAP = "H43-63A"  # 70% to 99% of the tasks done: no level of Điều 11 fits
WHO = ("--authority", "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh")
WHY = ("--why", "Việc chưa xong do thiên tai & dịch bệnh")


def half_done(office: Office) -> None:
    """State figures of one cell that no level fits."""
    office.ok("facts", "set", "nhiem_vu.hoan_thanh=87,5", *CELL, *Y, *ON)


def listed(office: Office, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = office.json("rulings", "list", "2025", *more, *ON)
    return found


def ruled(office: Office, *more: str, rule: str = GAP) -> dict[str, Any]:
    order = ("rulings", "set", rule, *Y, *CELL, *WHO, *WHY, *ON)
    found: dict[str, Any] = office.json(*order, *more)["y_kien"]
    return found


def outcome(office: Office, rule: str, where: str) -> tuple[str, str]:
    rows = office.json("check", "2025", *ON)["quy_tac"]
    return next(
        (row["ket_qua"], row["thong_bao"])
        for row in rows
        if row["ma"] == rule and row["noi"] == where
    )


# -- questions ---------------------------------------------------------------------------------


def test_what_the_law_leaves_open_is_asked_with_figures_and_reference(
    sample_office: Office,
) -> None:
    assert listed(sample_office) == {"can_hoi": [], "da_tra_loi": []}
    half_done(sample_office)

    found = listed(sample_office)["can_hoi"]

    assert [(one["ma"], one["noi"]) for one in found] == [(GAP, "Chi bộ Văn phòng")]
    one = found[0]
    assert one["doi_tuong"]["to_chuc"] == "cb-van-phong"
    assert one["so_lieu"] == "tỷ lệ nhiệm vụ hoàn thành (%): 87,5"
    assert one["cau_hoi"] == "Cấp có thẩm quyền xếp mức nào?"
    assert one["can_cu"] == "QĐ 366-QĐ/TW, Điều 11"
    assert one["tra_loi_bang_muc"] is True
    assert listed(sample_office, "--org", "cb-nghiep-vu")["can_hoi"] == []
    said = sample_office.ok("rulings", "list", "2025", *ON).output
    assert "1 điều cần hỏi, 0 điều đã có ý kiến" in said
    assert "hoso generate phieu_xin_y_kien" in said


def test_an_answer_closes_the_question_and_the_check_keeps_the_rule(sample_office: Office) -> None:
    half_done(sample_office)
    assert outcome(sample_office, GAP, "Chi bộ Văn phòng")[0] == "chua_kiem_duoc"

    done = ruled(sample_office, "--answer", "Hoàn thành nhiệm vụ", "--document", "12-CV/ĐU")

    assert (done["tra_loi"], done["chu"]) == ("htn", "Hoàn thành nhiệm vụ")
    assert done["ly_do"] == "Việc chưa xong do thiên tai & dịch bệnh"
    found = listed(sample_office)
    assert found["can_hoi"] == []
    assert [one["ma_quy_tac"] for one in found["da_tra_loi"]] == [GAP]
    said = sample_office.ok("rulings", "list", "2025", *ON).output
    assert "Chi bộ Văn phòng: Hoàn thành nhiệm vụ – Ban Thường vụ" in said
    assert "12-CV/ĐU" in said
    kept, words = outcome(sample_office, GAP, "Chi bộ Văn phòng")
    assert kept == "dat"
    assert "ý kiến của Ban Thường vụ" in words


def test_a_member_is_found_among_namesakes_by_card(sample_office: Office) -> None:
    sample_office.ok("facts", "set", "ky_luat.co=có", *HER, *Y, *ON)
    order = ("rulings", "set", "H43-27P", *Y, *HER, *WHO, *WHY, *ON)

    done = sample_office.json(*order, "--answer", "Xem xét vào mức năm nay")["y_kien"]

    assert done["doi_tuong"]["so_the"] == "38001201"
    assert done["chu"] == "Xem xét vào mức năm nay"
    people = sample_office.json("rulings", "list", "2025", "--org", "cb-nghiep-vu", *ON)
    assert len(people["da_tra_loi"]) == 1


# -- answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["htn", "HTNNV", "HOÀN THÀNH NHIỆM VỤ", unicodedata.normalize("NFD", "hoàn thành nhiệm vụ")],
)
def test_a_level_is_answered_by_code_or_name(sample_office: Office, said: str) -> None:
    assert ruled(sample_office, "--answer", said)["tra_loi"] == "htn"


def test_an_answer_again_changes_nothing_another_one_is_a_new_version(
    sample_office: Office,
) -> None:
    ruled(sample_office, "--answer", "htn")
    before = sample_office.archive_bytes()

    ruled(sample_office, "--answer", "HTN", rule=GAP.lower())

    assert sample_office.archive_bytes() == before
    assert ruled(sample_office, "--answer", "htt")["tra_loi"] == "htt"
    assert len(listed(sample_office)["da_tra_loi"]) == 1
    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2025")
    assert row is not None
    older = ws.snapshot(row.object_id, row.version - 1)
    assert [one.answer for one in older.rulings] == ["htn"]


@pytest.mark.parametrize(
    ("rule", "more", "code", "words"),
    [
        ("H43-22A", ("--answer", "htn"), 4, "không để ngỏ điều gì và không cho ngoại lệ"),
        ("H43-63a", ("--answer", "tốt lắm"), 12, "Chọn một trong: htxs (Hoàn thành xuất sắc"),
        (GAP, ("--answer", "hoàn thành tốtt nhiệm vụ"), 12, "Ý bạn là «Hoàn thành tốt nhiệm vụ»?"),
        (GAP, ("--answer", " "), 12, "thiếu --answer"),
        (GAP, ("--answer", "htn", "--why", " "), 12, "thiếu --why"),
        (GAP, ("--answer", "htn", "--document", "12\x01"), 12, "--document: ký tự U+0001"),
        ("H43-63B", ("--answer", "htn"), 4, "hỏi về đảng viên: hãy dùng --person"),
        ("H43-36A", ("--answer", "htn"), 3, "không có quy tắc mã «H43-36A». Ý bạn là «H43-3"),
        ("H43-24D", ("--answer", "htn"), 4, "ghi cho quy tắc H43-63A"),
        ("h43-noi-03", ("--answer", "rieng"), 3, "bằng «hoso reviews place H43-NOI-03»"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_written(
    sample_office: Office, rule: str, more: tuple[str, ...], code: int, words: str
) -> None:
    before = sample_office.archive_bytes()

    refused = sample_office.refused("rulings", "set", rule, *Y, *CELL, *WHO, *WHY, *ON, *more)

    assert refused.exit_code == code, refused.output
    assert words in refused.output
    assert sample_office.archive_bytes() == before


def test_a_rule_of_collectives_is_not_answered_for_a_member(sample_office: Office) -> None:
    refused = sample_office.refused(
        "rulings", "set", GAP, *Y, *HER, "--answer", "htn", *WHO, *WHY, *ON
    )

    assert "hỏi về tổ chức: hãy dùng --org" in refused.output


def test_a_year_without_a_regime_has_no_questions(sample_office: Office) -> None:
    for order in (("list", "1999"), ("set", GAP, "--year", "1999", "--answer", "htn", *WHO)):
        refused = sample_office.refused("rulings", *order, *ON)
        assert "Chưa có chế độ kiểm điểm cho năm 1999" in refused.output


def test_a_withdrawn_answer_asks_again_and_stays_in_history(sample_office: Office) -> None:
    half_done(sample_office)
    ruled(sample_office, "--answer", "htn")
    order = ("rulings", "withdraw", GAP, *Y, *CELL, *ON)

    assert sample_office.refused(*order).exit_code == 17
    gone = sample_office.json(*order, "--why", "Văn bản bị thu hồi")["da_rut"]

    assert gone["ma_quy_tac"] == GAP
    assert [one["ma"] for one in listed(sample_office)["can_hoi"]] == [GAP]
    assert listed(sample_office)["da_tra_loi"] == []
    assert "Văn bản bị thu hồi" in sample_office.ok("log", "tt-cb-van-phong-2025").output
    assert sample_office.refused(*order, "--why", "nữa").exit_code == 3


def test_members_of_old_years_are_answered_in_the_words_of_that_year(
    sample_office: Office,
) -> None:
    regime = sample_office.workspace.regime(2016)
    rule = next(r for r in regime.rules if asks_level(r) and "ca_nhan" in r.subjects)
    order = ("rulings", "set", rule.code, "--year", "2016", *HER, *WHO, *WHY, *ON)

    done = sample_office.json(*order, "--answer", "Hoàn thành xuất sắc nhiệm vụ")["y_kien"]

    assert (done["tra_loi"], done["chu"]) == ("htxs", "Hoàn thành xuất sắc nhiệm vụ")


def test_every_question_of_the_regimes_is_one_that_can_be_answered() -> None:
    questions = [rule for one in profiles.regimes() for rule in one.rules if rule.question]

    assert all(rule.question.endswith("?") for rule in questions)
    levels = {rule.code for rule in questions if asks_level(rule)}
    assert {"H43-63A", "H43-63B", "H43-63C", "H43-64"} <= levels
    assert not any(rule.exception for rule in questions)


# -- the cap that an authority raises (G 36) ---------------------------------------------------


def test_a_raised_cap_needs_a_ruling_that_names_the_achievement(sample_office: Office) -> None:
    order = ("rulings", "set", "H43-35", *Y, *WHO, "--answer", "Cho đến 25%", *ON)

    assert "thiếu --why" in sample_office.refused(*order).output
    why = ("--why", "Đơn vị dẫn đầu phong trào thi đua của tỉnh", "--document", "30-QĐ/ĐU")
    done = sample_office.json(*order, *why)["y_kien"]

    assert done["ngoai_le"] is True
    assert done["doi_tuong"]["to_chuc"] == "db-cuc-hai-quan"
    refused = sample_office.refused("rulings", "set", "H43-36B", *order[3:], *why)
    assert "không cho ngoại lệ" in refused.output  # nobody may go beyond 25%


# -- the paper ---------------------------------------------------------------------------------


def test_the_paper_lists_the_open_questions_with_room_for_answers(
    sample_office: Office, tmp_path: Path
) -> None:
    half_done(sample_office)
    sample_office.ok("facts", "set", "nhiem_vu.hoan_thanh=90", "--org", "cb-nghiep-vu", *Y, *ON)
    out = tmp_path / "phieu.docx"

    done = sample_office.json("generate", "phieu_xin_y_kien", *Y, "--out", out, *ON)

    assert done["van_de"] == []
    words = word.text_of(out.read_bytes(), "phieu.docx")
    assert "Kính gửi: Đảng bộ Ủy ban nhân dân tỉnh Gia Lai" in words
    for piece in (
        "Chi bộ Văn phòng",
        "tỷ lệ nhiệm vụ hoàn thành (%): 87,5",
        "QĐ 366-QĐ/TW, Điều 11 (H43-63A)",
        "Cấp có thẩm quyền xếp mức nào?",
        "tỷ lệ nhiệm vụ hoàn thành (%): 90",
    ):
        assert piece in words
    assert "trước ngày" not in words


def test_the_paper_of_one_cell_asks_only_for_that_cell(
    sample_office: Office, tmp_path: Path
) -> None:
    half_done(sample_office)
    sample_office.ok("facts", "set", "nhiem_vu.hoan_thanh=90", "--org", "cb-nghiep-vu", *Y, *ON)
    data = tmp_path / "han.toml"
    data.write_text('han = "15/12/2025"\n', encoding="utf-8")
    out = tmp_path / "phieu.docx"

    sample_office.ok("generate", "phieu_xin_y_kien", *Y, *CELL, "--data", data, "--out", out, *ON)

    words = word.text_of(out.read_bytes(), "phieu.docx")
    assert "87,5" in words
    assert "90" not in words
    assert "trước ngày 15/12/2025" in words


def test_without_an_open_question_there_is_no_paper(sample_office: Office) -> None:
    refused = sample_office.refused("generate", "phieu_xin_y_kien", *Y, *ON)

    assert refused.exit_code == 12
    assert "không có điều nào phải xin ý kiến" in refused.output


def test_a_member_is_asked_about_by_card_with_both_figures_of_a_share(
    sample_office: Office, tmp_path: Path
) -> None:
    tasks = sample_office.write(
        "viec.csv", "Số thẻ,Số được giao,Số hoàn thành,Số chậm\n38001452,12,11,1\n"
    )
    sample_office.ok("facts", "import", tasks, *Y, *ON)
    rate = ("ratings", "set", "--person", "38001452", *Y, "--level", "htn", "--why", "Chậm")
    sample_office.ok(*rate, "--stage", "de_xuat", *ON)

    found = listed(sample_office)["can_hoi"]

    assert [(one["ma"], one["doi_tuong"]["so_the"]) for one in found] == [("H43-63C", "38001452")]
    assert found[0]["so_lieu"] == "tỷ lệ nhiệm vụ hoàn thành (%): 91,67 (11/12)"
    out = tmp_path / "phieu.docx"
    sample_office.ok("generate", "phieu_xin_y_kien", *Y, *CELL, "--out", out, *ON)
    assert "Đồng chí Trương Vĩnh Phúc" in word.text_of(out.read_bytes(), "phieu.docx")
