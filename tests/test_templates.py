"""The templates that come with the program, and the room that finds templates."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from syrupy.assertion import SnapshotAssertion

from hoso import profiles, templates
from hoso.model.template import CODES, FieldKind, TemplateField
from hoso.templates import FoundTemplate
from hoso.word import Template, answer, check_template, lint, project, read_back, text_of
from tools import build_templates

BUILTIN = templates.builtin_root()
CATALOGUE = {found.info.kind: found for found in templates.catalogue([BUILTIN])}
KINDS = sorted(CATALOGUE)
FORMS = [kind for kind in KINDS if CATALOGUE[kind].info.returns]
IN_2025, IN_2026 = date(2025, 12, 5), date(2026, 12, 5)
DOTTED = "…" * 40

each_kind = pytest.mark.parametrize("kind", KINDS)
each_form = pytest.mark.parametrize("kind", FORMS)


def filled(kind: str, **changes: object) -> bytes:
    found = CATALOGUE[kind]
    return Template.open(found.path).fill({**found.example(), **changes})


def blank(found: FoundTemplate) -> dict[str, object]:
    """Return the example as a form is issued: answers dotted, points and level open."""
    data = found.example()
    for one in found.info.fields:
        if one.heading and one.kind is FieldKind.PARAGRAPHS:
            data[one.name] = [DOTTED]
        elif one.kind in CODES or (one.heading and one.kind is not FieldKind.TABLE):
            data[one.name] = ""
    rows = data["khac_phuc"]
    assert isinstance(rows, list)
    data["khac_phuc"] = [{**row, "tinh_trang": "", "ghi_chu": ""} for row in rows]
    return data


def test_the_catalogue_holds_every_kind_of_paper_of_the_review() -> None:
    assert {*build_templates.FORMS, *build_templates.PAPERS} == set(KINDS)
    assert set(FORMS) == {form.template for regime in profiles.regimes() for form in regime.forms}


def test_a_form_carries_the_code_that_its_regime_names() -> None:
    printed = {kind: CATALOGUE[kind].info.form_code for kind in FORMS}

    named = {
        form.template: form.form_code for regime in profiles.regimes() for form in regime.forms
    }

    assert printed == named


def test_a_and_b_mean_the_opposite_in_2023_and_2025() -> None:
    def subtitle(kind: str) -> str:
        return next(
            line for line in text_of(filled(kind)).split("\n") if line.startswith("(Cá nhân")
        )

    leaders = "(Cá nhân giữ chức vụ lãnh đạo, quản lý)"

    assert subtitle("kiem_diem_2a") == subtitle("kiem_diem_02b_2023") == leaders
    assert subtitle("kiem_diem_2b") == subtitle("kiem_diem_02a_2023") != leaders


@each_kind
def test_the_committed_word_file_is_what_the_bricks_build(kind: str) -> None:
    path = BUILTIN / kind / "1" / "mau.docx"

    assert path not in list(build_templates.differing())


@each_kind
def test_a_template_reads_exactly_the_names_that_it_declares(kind: str) -> None:
    found = CATALOGUE[kind]

    assert check_template(found.path, found.info) == ()


@each_kind
def test_the_example_gives_every_field_and_all_of_it_is_printed(kind: str) -> None:
    found = CATALOGUE[kind]
    example = found.example()

    template = Template.open(found.path)

    assert set(example) == {one.name for one in found.info.fields}
    assert template.unused(example) == ()
    assert template.fill(example) == template.fill(example)


@each_kind
def test_the_filled_example_reads_as_it_was_approved(
    kind: str, snapshot: SnapshotAssertion
) -> None:
    assert project(filled(kind)) == snapshot


@each_kind
@pytest.mark.parametrize("day", [IN_2025, IN_2026], ids=["HD36-2018", "HD05-2026"])
def test_the_filled_example_keeps_the_layout_in_force(kind: str, day: date) -> None:
    layout = profiles.layout(day)
    names = {one.name for one in CATALOGUE[kind].info.fields}
    changes: dict[str, object] = {}
    if "dau_noi_nhan" in names:
        changes["dau_noi_nhan"] = layout.recipient_separator

    assert lint(filled(kind, **changes), layout) == ()


@each_kind
def test_a_template_opens_in_python_docx_on_a4_with_its_title(kind: str) -> None:
    found = CATALOGUE[kind]

    opened = docx.Document(io.BytesIO(found.path.read_bytes()))

    page = opened.sections[0]
    assert {page.page_width, page.page_height} == {11906 * 635, 16838 * 635}
    assert page.different_first_page_header_footer
    assert opened.core_properties.title == found.info.title


@each_kind
def test_a_template_names_no_font_but_times_new_roman(kind: str) -> None:
    with zipfile.ZipFile(CATALOGUE[kind].path) as package:
        text = "".join(package.read(name).decode() for name in package.namelist())

    slots = "".join(re.findall(r"<w:rFonts([^>]*)/>|$", text))
    faces = re.findall(r'typeface="([^"]*)"', text) + re.findall(r'="([^"]*)"', slots)

    assert slots.count("=") == 4
    assert set(faces) == {"Times New Roman"}
    assert "<w:numPr" not in text
    assert 'w:lang w:val="vi-VN"' in text


@each_form
def test_prescribed_headings_are_printed_word_for_word_in_order(kind: str) -> None:
    info = CATALOGUE[kind].info
    lines = text_of(filled(kind)).split("\n")
    off = {name for name, value in CATALOGUE[kind].example().items() if value is False}
    paragraphs = [
        one.heading
        for one in info.fields
        if one.kind in _OWN_PARAGRAPH and one.heading and one.only_if not in off
    ]

    places = [lines.index(heading) for heading in paragraphs]

    assert places == sorted(places)
    assert all(heading in lines for heading in info.headings)


_OWN_PARAGRAPH = {FieldKind.PARAGRAPHS, FieldKind.TABLE, FieldKind.LEVEL}


@each_form
def test_an_issued_form_takes_answers_and_gives_them_back(kind: str) -> None:
    found = CATALOGUE[kind]
    answers = {
        one.name: [f"Trả lời «{one.label}» & hết."]
        for one in found.info.fields
        if one.heading and one.kind is FieldKind.PARAGRAPHS and one.only_if != "khoi_chi_uy"
    }
    points = {"diem_chung": "27", "diem_nhiem_vu": "60,5"}
    asked = points if "diem_chung" in {one.name for one in found.info.fields} else {}
    given_back = {**answers, **asked, "muc": "htt"}
    issued = Template.open(found.path).fill(blank(found), identity=f"hoso:{kind}:cb:-:2025")

    returned = read_back(answer(issued, found.info, given_back), found.info)

    assert {name: returned.values[name] for name in answers} == answers
    assert returned.values["muc"] == "htt"
    assert {name: returned.values[name] for name in asked} == asked
    assert returned.identity["loai"] == kind
    assert returned.questions == ()


@each_form
def test_a_blank_form_gives_back_nothing_and_asks_nothing(kind: str) -> None:
    found = CATALOGUE[kind]

    returned = read_back(Template.open(found.path).fill(blank(found)), found.info)

    empty = {name: value for name, value in returned.values.items() if name != "khac_phuc"}
    assert not any(empty.values())
    assert returned.questions == ()


def controls(data: bytes) -> list[dict[str, str]]:
    """Return name, tag, number and text of every content control."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = []
    for control in body.iter(qn("w:sdt")):
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        assert properties is not None
        assert content is not None
        told = {one.tag.rpartition("}")[2]: one.get(qn("w:val"), "") for one in properties}
        marks = [one.get(qn("w:name"), "") for one in content.iter(qn("w:bookmarkStart"))]
        inside = [one for one in content if "bookmark" not in one.tag]
        found.append({**told, "marks": ",".join(marks), "inside": str(len(inside))})
    return found


def is_answer(one: TemplateField) -> bool:
    return bool(one.heading) or one.name.startswith("cap_do_")


@each_form
@pytest.mark.parametrize("emptied", [False, True], ids=["filled", "empty"])
def test_every_answer_stands_in_a_control_of_its_own_around_its_bookmark(
    kind: str, *, emptied: bool
) -> None:
    info = CATALOGUE[kind].info
    switched_on = {one.name: True for one in info.fields if one.kind is FieldKind.YES_NO}
    lists = {one.name for one in info.fields if one.kind in {FieldKind.PARAGRAPHS, FieldKind.TABLE}}
    nothing: dict[str, object] = {name: [] for name in lists} if emptied else {}

    found = controls(filled(kind, **switched_on, **nothing))

    wanted = {f"hoso_{one.name}": one.label for one in info.fields if is_answer(one)}
    assert {one["tag"]: one["alias"] for one in found} == wanted
    assert all(one["marks"] == one["tag"] and int(one["inside"]) for one in found)
    for key in ("alias", "id"):
        assert len({one[key] for one in found}) == len(found)
    assert max(len(one["alias"]) for one in found) <= 64


@each_kind
def test_no_two_tables_touch_since_word_would_make_them_one(kind: str) -> None:
    body = docx.Document(io.BytesIO(filled(kind))).element.body
    blocks = [
        one.tag
        for one in body.iter(qn("w:tbl"), qn("w:p"))
        if one.getparent().tag in {qn("w:body"), qn("w:sdtContent")}
    ]

    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(blocks))


@pytest.mark.parametrize(
    ("kind", "graded"),
    [
        ("kiem_diem_tap_the_2018", 6),
        ("kiem_diem_tap_the_2019", 6),
        ("kiem_diem_tap_the_2023", 5),
        ("kiem_diem_ca_nhan_2018", 6),
        ("kiem_diem_ca_nhan_2019", 6),
        ("kiem_diem_02a_2023", 3),
        ("kiem_diem_02b_2023", 6),
    ],
)
def test_forms_of_the_earlier_regimes_grade_each_item_but_the_pledge(
    kind: str, graded: int
) -> None:
    text = text_of(filled(kind))

    assert len(re.findall(r"[☐☒] Xuất sắc\n[☐☒] Tốt\n[☐☒] Trung bình\n[☐☒] Kém", text)) == graded
    assert "cap_do_cam_ket" not in {one.name for one in CATALOGUE[kind].info.fields}
    assert "Tổng điểm" not in text


@pytest.mark.parametrize("kind", ["kiem_diem_ca_nhan_2018", "kiem_diem_ca_nhan_2019"])
def test_one_form_for_all_prints_three_more_items_for_leaders(kind: str) -> None:
    found = CATALOGUE[kind]
    leader, other = (filled(kind, giu_chuc_vu=whether) for whether in (True, False))

    back = read_back(other, found.info)

    assert "\n6. Việc thực hiện cam kết" in text_of(leader)
    assert "\n3. Kết quả công tác lãnh đạo" in text_of(leader)
    assert "\n3. Việc thực hiện cam kết" in text_of(other)
    assert "lãnh đạo, chỉ đạo" not in text_of(other)
    assert back.questions == ()
    assert not back.values.keys() & {"lanh_dao", "tinh_than_trach_nhiem", "neu_guong"}
    assert read_back(leader, found.info).values["neu_guong"]


@pytest.mark.parametrize("kind", ["kiem_diem_2a", "kiem_diem_2b", "kiem_diem_2c"])
def test_the_comment_of_the_committee_is_printed_in_2025_only_when_switched_on(kind: str) -> None:
    found = CATALOGUE[kind]
    comment: dict[str, object] = {"nhan_xet_chi_uy": ["Nhất trí."], "de_xuat_chi_bo": "HTTNV"}

    off, on = (filled(kind, khoi_chi_uy=whether, **comment) for whether in (False, True))

    assert "chi ủy" not in text_of(off)
    assert "- Nhận xét, đánh giá của chi ủy:\nNhất trí." in text_of(on)
    assert "nhan_xet_chi_uy" not in read_back(off, found.info).values
    values = read_back(on, found.info).values
    assert (values["nhan_xet_chi_uy"], values["de_xuat_chi_bo"]) == (["Nhất trí."], "HTTNV")
    assert lint(on, profiles.layout(IN_2025)) == ()


def test_what_nobody_could_confirm_is_marked() -> None:
    unsure = {
        kind: [one for one in CATALOGUE[kind].info.fields if not one.confirmed] for kind in KINDS
    }

    for kind in ("kiem_diem_tap_the_2018", "kiem_diem_ca_nhan_2018"):
        wanted = [one for one in CATALOGUE[kind].info.fields if is_answer(one)]
        assert [one for one in wanted if one not in unsure[kind]] == []
    assert all(unsure[kind] for kind in ("quyet_dinh_xep_loai_lai", "tu_danh_gia_quy"))
    assert all(CATALOGUE[kind].info.source for kind in FORMS)


def test_section_three_prints_each_earlier_fault_with_its_state() -> None:
    text = text_of(filled("kiem_diem_tap_the"))

    assert "(năm 2024, mã K-0107)" in text
    assert text.count("☒ Đã khắc phục") == text.count("☒ Đang khắc phục") == 1
    assert text.count("☐ Đã khắc phục") == 2


@each_form
def test_section_three_says_so_when_no_earlier_fault_is_open(kind: str) -> None:
    text = text_of(filled(kind, khac_phuc=[]))

    assert "Không có hạn chế, khuyết điểm nào của các kỳ kiểm điểm trước còn theo dõi." in text


def test_a_number_not_yet_given_leaves_room_to_write_it() -> None:
    assert "Số ……-BC/ĐU" in text_of(filled("bao_cao_ket_qua", so=""))


def test_an_invitation_is_numbered_only_when_the_office_has_a_symbol_for_it() -> None:
    assert "Số" not in text_of(filled("giay_moi")).split("GIẤY MỜI")[0]
    assert "Số 03-GM/CB" in text_of(filled("giay_moi", so="03", ky_hieu="GM/CB"))


def test_points_not_yet_given_are_dotted() -> None:
    text = text_of(filled("kiem_diem_2b", diem_chung="", diem_nhiem_vu="", tong_diem=""))

    assert "1. Nhóm tiêu chí chung: ……/30" in text
    assert "Tổng điểm: ……/100" in text


def test_a_ballot_has_no_place_for_the_voter() -> None:
    text = text_of(filled("phieu_bieu_quyet"))

    assert "NGƯỜI" not in text
    assert "ký" not in text.replace("ký hiệu", "")


def test_tables_repeat_their_heading_and_keep_the_lines_of_their_cells() -> None:
    opened = docx.Document(io.BytesIO(filled("tong_hop_ket_qua")))

    heading, *rows = opened.tables[1].rows

    assert len(rows) == 15
    assert "tblHeader" in heading._tr.xml
    assert all("keepLines" in row._tr.xml for row in rows)


def test_a_long_list_may_break_between_rows_only_at_the_edges_of_its_cells() -> None:
    opened = docx.Document(io.BytesIO(filled("danh_muc_ho_so")))

    heading, *rows = opened.tables[1].rows

    assert "tblHeader" in heading._tr.xml
    assert not any("cantSplit" in row._tr.xml for row in rows)
    lines = [line for row in rows for cell in row.cells for line in cell.paragraphs]
    assert all(line.paragraph_format.keep_together for line in lines)


def test_the_build_script_finds_and_mends_a_stale_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "templates"
    shutil.copytree(BUILTIN, root)
    (root / "giay_moi" / "1" / "mau.docx").unlink()
    monkeypatch.setattr(build_templates, "TEMPLATES", root)

    assert build_templates.main(["--check"]) == 1
    assert build_templates.main([]) == 0
    assert build_templates.main(["--check"]) == 0
    assert capsys.readouterr().out.count("giay_moi") == 2
