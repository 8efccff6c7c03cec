"""Reading returned forms: lenient with how people type, silent about nothing that is doubtful."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from copy import deepcopy

import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from hoso import word
from hoso.errors import NotFoundError
from hoso.model.template import FieldKind, ReturnedForm
from hoso.word import LEVELS, Template, answer, read_back
from tests.word_samples import (
    BLANK,
    DOTS,
    FORM,
    LEVEL_NAMES,
    bytes_of,
    find,
    form_template,
    opened,
    removed,
)

IDENTITY = "hoso:kiem_diem_2b:cb-van-phong:38001234:2025"
Edit = Callable[[Document], object]
Read = Callable[..., ReturnedForm]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = form_template(tmp_path_factory.mktemp("mau") / "mau.docx")
    return Template.open(path).fill(BLANK, identity=IDENTITY)


@pytest.fixture
def read(issued: bytes) -> Read:
    def returned(*edits: Edit) -> ReturnedForm:
        document = opened(issued)
        for edit in edits:
            edit(document)
        return read_back(bytes_of(document), FORM)

    return returned


def _under(document: Document, heading: str) -> Paragraph:
    """Return the dotted line under a heading."""
    everything = document.paragraphs
    place = next(i for i, one in enumerate(everything) if heading in one.text)
    return everything[place + 1]


def _type(heading: str, *texts: str) -> Edit:
    def edit(document: Document) -> None:
        line = _under(document, heading)
        line.text = texts[0]
        for text in reversed(texts[1:]):
            new = deepcopy(line._p)
            line._p.addnext(new)
            Paragraph(new, line._parent).text = text

    return edit


def _set(old: str, new: str) -> Edit:
    def edit(document: Document) -> None:
        find(document, old).text = new

    return edit


def _drop(text: str) -> Edit:
    def edit(document: Document) -> None:
        removed(find(document, text)._p)

    return edit


def test_an_untouched_form_is_read_as_unanswered_without_questions(read: Read) -> None:
    form = read()

    assert form.identity == {
        "loai": "kiem_diem_2b",
        "to_chuc": "cb-van-phong",
        "so_the": "38001234",
        "nam": "2025",
    }
    assert form.seen == {
        "ho_ten": "Nguyễn Thị Hoà",
        "ngay_sinh": "05/02/1980",
        "nam": "2025",
        "tieu_de": "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN",
    }
    assert form.values == {
        "pham_chat": [],
        "han_che": [],
        "phuong_huong": [],
        "khac_phuc": [
            {"ma": "K-0107", "noi_dung": "Sinh hoạt chưa đều", "tinh_trang": "", "ghi_chu": ""},
            {"ma": "K-0215", "noi_dung": "Số hoá chậm", "tinh_trang": "", "ghi_chu": ""},
        ],
        "diem_chung": "",
        "muc": "",
    }
    assert not form.questions
    assert not form.warnings


def test_the_identity_of_a_collective_has_no_card_and_a_foreign_file_has_none(
    issued: bytes,
) -> None:
    document = opened(issued)
    document.core_properties.identifier = "hoso:kiem_diem_tap_the:cb-1:-:2025"
    collective = bytes_of(document)
    document.core_properties.identifier = "urn:isbn:1"

    assert word.identity(collective)["so_the"] == ""
    assert word.identity(bytes_of(document)) == {}
    assert "mất định danh" in read_back(bytes_of(document), FORM).warnings[0]


def test_paragraphs_added_anywhere_under_a_heading_are_part_of_the_answer(read: Read) -> None:
    def after_bookmark(document: Document) -> None:
        find(document, "- Hạn chế").insert_paragraph_before("Thêm ở cuối & sau dấu ẩn.")

    form = read(_type("1. Về phẩm chất", "Đoạn một.", DOTS, "Đoạn hai."), after_bookmark)

    assert form.values["pham_chat"] == ["Đoạn một.", "Đoạn hai.", "Thêm ở cuối & sau dấu ẩn."]


def test_dots_left_beside_an_answer_are_dropped_and_short_ones_are_kept(read: Read) -> None:
    form = read(_type("1. Về phẩm chất", f"Chấp hành tốt… mọi quy định {DOTS}"))

    assert form.values["pham_chat"] == ["Chấp hành tốt… mọi quy định"]


@pytest.mark.parametrize(
    "heading",
    [
        "1/ VỀ PHẨM CHẤT CHÍNH TRỊ; Ý THỨC TỔ CHỨC KỶ LUẬT, “TỰ DIỄN BIẾN”",
        "I- Về  phẩm chất chính trị ;".replace(" ;", ";")
        + " ý thức tổ chức kỉ luật".replace("kỉ", "kỷ")
        + ", 'tự diễn biến':".replace("'", '"'),
        unicodedata.normalize(
            "NFD", 'a) Về phẩm chất chính trị; ý thức tổ chức kỷ luật, "tự diễn biến"'
        ),
        'Về phẩm chất chính trị; ý thức tổ chức kỷ luật, "tự diễn biến"',
    ],
)
def test_a_heading_is_known_in_any_case_numbering_quotes_and_normal_form(
    read: Read, heading: str
) -> None:
    form = read(_type("1. Về phẩm chất", "Tốt."), _set("1. Về phẩm chất", heading))

    assert form.values["pham_chat"] == ["Tốt."]
    assert not form.questions
    assert not form.warnings


def test_an_answer_on_the_line_of_its_heading_is_taken(read: Read) -> None:
    old = "VI. Phương hướng, biện pháp khắc phục"

    form = read(_set(old, f"{old}: Họp đúng kỳ."))

    assert form.values["phuong_huong"] == ["Họp đúng kỳ."]


def test_an_answer_repeating_the_words_of_a_heading_is_no_heading(read: Read) -> None:
    text = "Hạn chế, khuyết điểm của bản thân là chậm báo cáo."

    form = read(_type("- Hạn chế", text))

    assert form.values["han_che"] == [text]
    assert form.questions == ()


def test_a_heading_standing_twice_is_decided_by_the_bookmark_else_asked(
    read: Read, issued: bytes
) -> None:
    again = "- Hạn chế, khuyết điểm."

    decided = read(_type("VI. Phương hướng", "Một.", again), _type("- Hạn chế", "Chậm."))
    document = opened(issued)
    for mark in list(document.element.iter(qn("w:bookmarkStart"))):
        removed(mark)
    _type("1. Về phẩm chất", "Một.", again, "Hai.")(document)
    asked = read_back(bytes_of(document), FORM)

    assert decided.values["han_che"] == ["Chậm."]
    assert decided.values["phuong_huong"] == ["Một.", again]
    assert "xuất hiện 2 lần" in asked.questions[0].words


def test_a_retyped_heading_is_replaced_by_the_hidden_bookmark_with_a_warning(read: Read) -> None:
    form = read(
        _type("1. Về phẩm chất", "Tốt."),
        _type("- Hạn chế", "Chậm báo cáo."),
        _set("- Hạn chế", "- Các hạn chế, khuyết điểm:"),
    )

    assert form.values["pham_chat"] == ["Tốt."]
    assert form.values["han_che"] == ["Chậm báo cáo."]
    assert any("đã bị sửa thành «- Các hạn chế, khuyết điểm:»" in one for one in form.warnings)
    assert form.questions == ()


def test_a_deleted_heading_is_replaced_by_the_hidden_bookmark(read: Read) -> None:
    form = read(_type("- Hạn chế", "Chậm báo cáo."), _drop("- Hạn chế"))

    assert form.values["han_che"] == ["Chậm báo cáo."]
    assert form.values["pham_chat"] == []


def test_a_section_without_heading_and_bookmark_is_a_question(read: Read) -> None:
    def cut(document: Document) -> None:
        _drop("- Hạn chế")(document)
        for mark in list(document.element.iter(qn("w:bookmarkStart"))):
            if mark.get(qn("w:name")) == "hoso_han_che":
                removed(mark)

    form = read(cut)

    assert form.values["han_che"] == []
    assert form.questions[0].words.startswith("Không tìm thấy mục «- Hạn chế, khuyết điểm.»")


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        (["- Họp muộn.", "+ Chưa có nghị quyết.", "• Sổ sách thiếu."],
         ["Họp muộn.", "Chưa có nghị quyết.", "Sổ sách thiếu."]),
        (["1. Họp muộn.", "b) Chưa có nghị quyết."], ["Họp muộn.", "Chưa có nghị quyết."]),
        (["Họp muộn.\nChưa có nghị quyết."], ["Họp muộn.", "Chưa có nghị quyết."]),
        (["- Họp muộn\nvì mưa.\n- Sổ thiếu."], ["Họp muộn\nvì mưa.", "Sổ thiếu."]),
        (["1) Họp muộn; 2) Sổ thiếu; 3) Chậm nộp."], ["Họp muộn", "Sổ thiếu", "Chậm nộp."]),
        (["a) Họp muộn b) Sổ thiếu"], ["Họp muộn", "Sổ thiếu"]),
        (["1) Họp muộn ở 5) tổ"], ["Họp muộn ở 5) tổ"]),
        (["Năm 2024 thu 1.5 tỷ; chậm 2) lần"], ["Năm 2024 thu 1.5 tỷ; chậm 2) lần"]),
        (["2025 là năm chậm nhất."], ["2025 là năm chậm nhất."]),
        ([DOTS, "", "Họp muộn."], ["Họp muộn."]),
    ],
)  # fmt: skip
def test_shortcomings_become_single_items_and_nothing_is_guessed(
    read: Read, typed: list[str], items: list[str]
) -> None:
    assert read(_type("- Hạn chế", *typed)).values["han_che"] == items


def test_other_answers_keep_bullets_and_line_breaks_as_typed(read: Read) -> None:
    form = read(_type("1. Về phẩm chất", "- Một\n- Hai", "1) Ba 2) Bốn"))

    assert form.values["pham_chat"] == ["- Một\n- Hai", "1) Ba 2) Bốn"]


def test_a_field_declared_a_list_is_read_as_items(issued: bytes) -> None:
    from msgspec.structs import replace

    fields = tuple(
        replace(one, kind=FieldKind.LIST) if one.name == "pham_chat" else one for one in FORM.fields
    )
    document = opened(issued)
    _type("1. Về phẩm chất", "1) Ba 2) Bốn")(document)

    assert read_back(bytes_of(document), replace(FORM, fields=fields)).values["pham_chat"] == [
        "Ba",
        "Bốn",
    ]


def test_text_in_controls_tables_and_text_boxes_is_read_and_deleted_text_is_not(
    read: Read,
) -> None:
    def edit(document: Document) -> None:
        line = _under(document, "1. Về phẩm chất")
        line.text = ""
        line._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:r><w:t>Trong khung</w:t></w:r>"
                "</w:sdtContent></w:sdt>"
            )
        )
        line._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>, thêm</w:t></w:r></w:ins>"))
        line._p.append(
            parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>xoá</w:delText></w:r></w:del>")
        )
        box = (
            f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict><w:noBreakHyphen/><w:cr/></w:r></w:p>"
        )
        line._p.addnext(parse_xml(box))
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "Trong bảng"
        line._p.addnext(table._tbl)

    assert read(edit).values["pham_chat"] == ["Trong khung, thêm", "Trong bảng", "-", "Trong hộp"]


def _tick(code: str, text: str) -> Edit:
    return _set(f"☐ {LEVEL_NAMES[code]}", text)


@pytest.mark.parametrize(
    "text",
    [
        "☒ Hoàn thành tốt nhiệm vụ",
        "☑ Hoàn thành tốt nhiệm vụ.",
        "✓ Hoàn thành tốt nhiệm vụ",
        "x Hoàn thành tốt nhiệm vụ",
        "[X] HOÀN THÀNH TỐT NHIỆM VỤ",
        "Hoàn thành tốt nhiệm vụ x",
        "Hoàn thành tốt nhiệm vụ ☒",
        "2. Hoàn thành tốt nhiệm vụ: (x)",
    ],
)
def test_a_level_is_ticked_in_the_ways_people_tick(read: Read, text: str) -> None:
    form = read(_tick("htt", text))

    assert form.values["muc"] == "htt"
    assert form.questions == ()


def test_two_levels_ticked_are_a_question_and_no_level(read: Read) -> None:
    form = read(_tick("htt", "☒ Hoàn thành tốt nhiệm vụ"), _tick("htn", "x Hoàn thành nhiệm vụ"))

    assert form.values["muc"] == ""
    assert (
        "chọn nhiều mức («Hoàn thành tốt nhiệm vụ», «Hoàn thành nhiệm vụ»)"
        in form.questions[0].words
    )


def test_the_one_level_left_is_taken_with_a_warning_unless_its_box_is_empty(read: Read) -> None:
    drop = [_drop(f"☐ {LEVEL_NAMES[code]}") for code in ("htxs", "htn", "khtn")]

    taken = read(*drop, _tick("htt", "Hoàn thành tốt nhiệm vụ"))
    asked = read(*drop)

    assert taken.values["muc"] == "htt"
    assert "giữ lại" in taken.warnings[0]
    assert asked.values["muc"] == ""
    assert "chỉ còn dòng «Hoàn thành tốt nhiệm vụ»" in asked.questions[0].words


def test_a_level_written_beside_its_heading_is_taken(read: Read) -> None:
    old = "II. Đề xuất xếp loại mức chất lượng"

    assert read(_set(old, f"{old}: Hoàn thành nhiệm vụ")).values["muc"] == "htn"


def test_levels_side_by_side_on_one_line_are_told_apart(read: Read) -> None:
    names = list(LEVEL_NAMES.values())
    drop = [_drop(f"☐ {name}") for name in names[1:]]

    form = read(*drop, _tick("htxs", f"☐ {names[0]}\t☒ {names[1]} ☐ {names[2]}"))

    assert form.values["muc"] == "htt"


@pytest.mark.parametrize("box_first", [True, False])
def test_a_tick_in_the_cell_beside_the_level_counts(read: Read, box_first: bool) -> None:
    def edit(document: Document) -> None:
        place = find(document, "II. Đề xuất xếp loại")
        table = document.add_table(4, 2)
        for row, (code, name) in zip(table.rows, LEVEL_NAMES.items(), strict=True):
            box, label = row.cells if box_first else reversed(row.cells)
            label.text, box.text = name, "X" if code == "htn" else ""
        place._p.addnext(table._tbl)
        for name in LEVEL_NAMES.values():
            _drop(f"☐ {name}")(document)

    assert read(edit).values["muc"] == "htn"


def _checkbox(state: str) -> str:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    return (
        f'<w:sdt {nsdecls("w")} {w14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/>'
        "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _old_checkbox(state: str) -> str:
    return (
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f'<w:default w:val="0"/><w:checked w:val="{state}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    )


def _symbol(state: str) -> str:
    code = "F0FE" if state == "1" else "F0A8"
    return f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'


def _in_wingdings(state: str) -> str:
    letter = "þ" if state == "1" else "¨"
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    return f"<w:r {nsdecls('w')}>{fonts}<w:t>{letter}</w:t></w:r>"


@pytest.mark.parametrize("box", [_checkbox, _old_checkbox, _symbol, _in_wingdings])
def test_boxes_of_word_itself_are_understood(read: Read, box: Callable[[str], str]) -> None:
    def edit(document: Document) -> None:
        for code, name in LEVEL_NAMES.items():
            line = find(document, f"☐ {name}")
            line.text = f" {name}"
            line._p.insert(0, parse_xml(box("1" if code == "khtn" else "0")))

    assert read(edit).values["muc"] == "khtn"


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("1. Nhóm tiêu chí chung: 27/30", "27"),
        ("Nhóm tiêu chí chung: 27,5 /30 điểm.", "27,5"),
        ("1. Nhóm tiêu chí chung 26.5/30", "26.5"),
        ("1. Nhóm tiêu chí chung: …28…/30", "28"),
        ("1. Nhóm tiêu chí chung: ……/30", ""),
    ],
)
def test_scores_are_read_as_text(read: Read, typed: str, score: str) -> None:
    form = read(_set("1. Nhóm tiêu chí chung", typed))

    assert form.values["diem_chung"] == score
    assert form.questions == ()


def test_a_score_in_words_is_a_question(read: Read) -> None:
    form = read(_set("1. Nhóm tiêu chí chung", "1. Nhóm tiêu chí chung: hai bảy/30"))

    assert form.values["diem_chung"] == ""
    assert "«hai bảy/30», không đọc được thành điểm" in form.questions[0].words


def _remedy(form: ReturnedForm, row: int = 0) -> dict[str, str]:
    rows = form.values["khac_phuc"]
    assert isinstance(rows, list)
    found: dict[str, str] = rows[row]
    return found


def _state_cell(*texts: str) -> Edit:
    def edit(document: Document) -> None:
        cell = document.tables[0].cell(1, 2)
        for paragraph in cell.paragraphs[1:]:
            removed(paragraph._p)
        cell.text = "\n".join(texts)

    return edit


@pytest.mark.parametrize(
    ("cell", "state", "degree"),
    [
        (["☒ Đã khắc phục", "☐ Đang khắc phục", "☐ Chưa khắc phục"], "da_khac_phuc", ""),
        (["☐ Đã khắc phục", "x Đang khắc phục 80 %", "☐ Chưa khắc phục"], "dang_khac_phuc", "80"),
        (["ĐANG KHẮC PHỤC (60%)"], "dang_khac_phuc", "60"),
        (["- Chưa được khắc phục"], "chua_khac_phuc", ""),
        (["đã khắc phục xong"], "da_khac_phuc", ""),
        (["☐ Đã khắc phục", "☐ Chưa khắc phục", "đang khắc phục"], "dang_khac_phuc", ""),
        ([""], "", ""),
    ],
)
def test_the_state_of_an_earlier_fault_is_read_from_boxes_or_words(
    read: Read, cell: list[str], state: str, degree: str
) -> None:
    form = read(_state_cell(*cell))

    assert _remedy(form)["tinh_trang"] == state
    assert _remedy(form).get("muc_do", "") == degree
    assert _remedy(form)["noi_dung"] == "Sinh hoạt chưa đều"
    assert form.questions == ()


def test_two_states_ticked_are_a_question_with_the_code(read: Read) -> None:
    form = read(_state_cell("☒ Đã khắc phục", "☒ Chưa khắc phục"))

    assert _remedy(form)["tinh_trang"] == ""
    assert "khuyết điểm K-0107: đánh dấu 2 tình trạng" in form.questions[0].words


def test_remarks_and_a_row_added_by_hand_are_kept(read: Read) -> None:
    def edit(document: Document) -> None:
        table = document.tables[0]
        table.cell(1, 3).text = "Đã họp 12 kỳ.\nKhó khăn: thiếu người."
        cells = table.add_row().cells  # type: ignore[no-untyped-call]  # python-docx gap
        cells[1].text, cells[2].text = "Chưa nộp báo cáo", "chưa khắc phục"

    form = read(edit)

    assert _remedy(form)["ghi_chu"] == "Đã họp 12 kỳ.\nKhó khăn: thiếu người."
    assert _remedy(form, 2) == {
        "ma": "",
        "noi_dung": "Chưa nộp báo cáo",
        "tinh_trang": "chua_khac_phuc",
        "ghi_chu": "",
    }


def test_a_code_in_a_cell_of_its_own_names_the_row(read: Read) -> None:
    def edit(document: Document) -> None:
        cells = document.tables[0].rows[1].cells
        cells[0].text, cells[1].text = "K-0999", "Họp chưa đều"

    assert _remedy(read(edit))["ma"] == "K-0999"
    assert _remedy(read(edit))["noi_dung"] == "Họp chưa đều"


def test_section_three_may_be_paragraphs(read: Read) -> None:
    def edit(document: Document) -> None:
        table = document.tables[0]._tbl
        place = find(document, "VI. Phương hướng")
        for text in (
            "Lời dẫn của người viết",
            "1. Sinh hoạt chưa đều (năm 2023, K-0107): đã khắc phục",
            "Nay họp đủ.",
            "2. Số hoá chậm [K-0215]: đang khắc phục 40%",
        ):
            place.insert_paragraph_before(text)
        removed(table)

    form = read(edit)

    assert [_remedy(form, n)["ma"] for n in range(3)] == ["", "K-0107", "K-0215"]
    assert [_remedy(form, n)["tinh_trang"] for n in range(3)] == [
        "",
        "da_khac_phuc",
        "dang_khac_phuc",
    ]
    assert _remedy(form, 1)["ghi_chu"] == "Nay họp đủ."
    assert _remedy(form, 2)["muc_do"] == "40"


@pytest.mark.parametrize("said", ["Không có.", "- Không có hạn chế, khuyết điểm nào.", "Không"])
def test_no_earlier_faults_is_no_row(read: Read, said: str) -> None:
    def edit(document: Document) -> None:
        table = document.tables[0]._tbl
        find(document, "VI. Phương hướng").insert_paragraph_before(said)
        removed(table)

    assert read(edit).values["khac_phuc"] == []


def test_rows_inside_content_controls_are_rows(read: Read) -> None:
    def edit(document: Document) -> None:
        row = document.tables[0].rows[1]._tr
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        row.addprevious(control)
        content.append(row)

    assert _remedy(read(edit))["ma"] == "K-0107"


def test_the_levels_read_are_the_levels_printed() -> None:
    assert {level.value: name for level, name in LEVELS.items()} == LEVEL_NAMES


def test_an_answer_to_a_field_or_fault_that_is_not_asked_for_is_refused(issued: bytes) -> None:
    with pytest.raises(NotFoundError, match="«khong_co»"):
        answer(issued, FORM, {"khong_co": ["x"]})
    with pytest.raises(NotFoundError, match="K-9999"):
        answer(issued, FORM, {"khac_phuc": [{"ma": "K-9999"}]})


def test_all_text_of_a_form_is_found_for_searching(issued: bytes) -> None:
    text = word.text_of(issued)

    assert "Nguyễn Thị Hoà" in text
    assert "Số hoá chậm (năm 2024, K-0215)" in text
    assert "\n\n" not in text
