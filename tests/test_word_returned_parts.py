"""What people do to a form, part by part: lists, choices, merged lines, grades, comments."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.font import Font

from hoso.model.template import DifferenceKind, FieldKind, ReturnedForm, TemplateField, TemplateInfo
from hoso.word import Template, answer, read_back
from hoso.word._faults import items
from tests.word_samples import (
    BLANK,
    DOTS,
    FORM,
    LEVEL_NAMES,
    beside,
    bytes_of,
    find,
    form_template,
    opened,
    paragraphs,
    removed,
)

Edit = Callable[[Document], object]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = form_template(tmp_path_factory.mktemp("mau") / "mau.docx")
    return Template.open(path).fill(BLANK, identity="hoso:kiem_diem_2b:cb:38001234:2025")


def back(issued: bytes, *edits: Edit) -> ReturnedForm:
    document = opened(issued)
    for edit in edits:
        edit(document)
    return read_back(bytes_of(document), FORM, issued=issued)


def under(heading: str, *texts: str) -> Edit:
    """Type under a heading."""

    def edit(document: Document) -> None:
        every = document.paragraphs
        place = next(i for i, one in enumerate(every) if heading in one.text)
        every[place + 1].text = texts[0]
        for text in texts[1:]:
            every[place + 2].insert_paragraph_before(text)

    return edit


def put(old: str, new: str) -> Edit:
    return lambda document: setattr(find(document, old), "text", new)


# -- section II ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["Thứ nhất, họp muộn. Thứ hai, sổ thiếu. Thứ ba, chậm nộp."],
         ["họp muộn.", "sổ thiếu.", "chậm nộp."]),
        (["Một là, họp muộn; Hai là, sổ thiếu."], ["họp muộn", "sổ thiếu."]),
        (["Thứ nhất, họp muộn.", "Thứ hai: sổ thiếu."], ["họp muộn.", "sổ thiếu."]),
        (["Còn một số hạn chế sau:", "- Họp muộn;", "- Sổ thiếu."],
         ["Còn một số hạn chế sau:", "Họp muộn;", "Sổ thiếu."]),
        (["Còn một số hạn chế: 1) Họp muộn; 2) Sổ thiếu."],
         ["Còn một số hạn chế:", "Họp muộn", "Sổ thiếu."]),
        (["Chậm nộp báo cáo; chưa chủ động đề xuất; còn ngại va chạm."],
         ["Chậm nộp báo cáo", "chưa chủ động đề xuất", "còn ngại va chạm."]),
        (["Tồn tại: chậm nộp báo cáo; chưa chủ động."],
         ["Tồn tại:", "chậm nộp báo cáo", "chưa chủ động."]),
        (["Họp chưa đều; nguyên nhân do bận."], ["Họp chưa đều; nguyên nhân do bận."]),
        (["Họp chưa đều do", "bận công tác."], ["Họp chưa đều do\nbận công tác."]),
        (["1. Về lãnh đạo:", "- Chậm họp.", "- Ít kiểm tra.", "2. Về học tập:", "- Lười đọc."],
         ["Về lãnh đạo:", "Chậm họp.", "Ít kiểm tra.", "Về học tập:", "Lười đọc."]),
        (["Thứ tự chưa rõ ràng."], ["Thứ tự chưa rõ ràng."]),
        (["Hai là số ít."], ["Hai là số ít."]),
        (["-", "Họp muộn."], ["-", "Họp muộn."]),
    ],
)  # fmt: skip
def test_faults_are_told_apart_however_they_are_listed(typed: list[str], wanted: list[str]) -> None:
    assert items(typed) == (wanted, "")


@pytest.mark.parametrize(
    "typed",
    [
        ["Họp muộn; sổ sách; việc khác còn chậm."],
        ["- Họp muộn.", "Sổ thiếu.", "- Chậm nộp."],
        ["1. Họp muộn.", "- Tháng 3.", "- Tháng 5.", "2. Sổ thiếu."],
        ["Các mặt: họp muộn; sổ thiếu."],
    ],
)
def test_what_may_be_one_fault_or_several_is_asked_about(issued: bytes, typed: list[str]) -> None:
    form = back(issued, under("- Hạn chế", *typed))

    assert "Hãy ghi mỗi hạn chế, khuyết điểm một dòng" in form.questions[0].words
    said = " ".join(map(str, form.values["han_che"] or ()))  # type: ignore[call-overload]  # a list
    assert all(word in said for text in typed for word in text.strip("-12. ").split())


# -- levels --------------------------------------------------------------------------------------


def _styled(change: Callable[[Font, bool], None]) -> Edit:
    def edit(document: Document) -> None:
        for code, name in LEVEL_NAMES.items():
            change(find(document, f"☐ {name}").runs[0].font, code == "htt")

    return edit


def _strike(font: Font, chosen: bool) -> None:
    font.strike = not chosen


def _highlight(font: Font, chosen: bool) -> None:
    font.highlight_color = WD_COLOR_INDEX.YELLOW if chosen else None


def _underline(font: Font, chosen: bool) -> None:
    font.underline = chosen


@pytest.mark.parametrize("change", [_strike, _highlight, _underline])
def test_a_level_may_be_chosen_by_how_it_is_set_off(
    issued: bytes, change: Callable[[Font, bool], None]
) -> None:
    form = back(issued, _styled(change))

    assert form.values["muc"] == "htt"
    assert "làm nổi" in form.warnings[0]


def test_one_level_struck_out_decides_nothing(issued: bytes) -> None:
    form = back(issued, _styled(lambda font, chosen: setattr(font, "strike", chosen)))

    assert form.values["muc"] == ""
    assert "gạch ngang dòng «Hoàn thành tốt nhiệm vụ»" in form.questions[0].words


def test_a_tick_on_one_level_and_a_mark_on_another_is_a_question(issued: bytes) -> None:
    form = back(
        issued, _styled(_highlight), put("☐ Hoàn thành xuất sắc", "☒ Hoàn thành xuất sắc nhiệm vụ")
    )

    assert "chọn nhiều mức" in form.questions[0].words


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Tôi tự nhận mức: Hoàn thành tốt nhiệm vụ.", "htt"),
        ("Tự xếp loại: Không hoàn thành nhiệm vụ", "khtn"),
        ("HTXSNV", "htxs"),
        ("Hoàn thành tốt nhịêm vụu", "htt"),
        ("\uf0fe Hoàn thành nhiệm vụ", "htn"),
    ],
)
def test_a_level_may_be_written_in_words(issued: bytes, text: str, level: str) -> None:
    def edit(document: Document) -> None:
        for name in list(LEVEL_NAMES.values())[1:]:
            removed(find(document, f"☐ {name}")._p)
        find(document, "☐ Hoàn thành xuất sắc").text = text

    form = back(issued, edit)

    assert form.values["muc"] == level
    assert form.questions == ()


def test_words_beside_a_level_are_asked_about(issued: bytes) -> None:
    form = back(issued, put("☐ Hoàn thành tốt", "☒ Hoàn thành tốt nhiệm vụ, vì vượt mọi chỉ tiêu"))

    assert form.values["muc"] == "htt"
    assert "vượt mọi chỉ tiêu" in form.questions[0].text


# -- headings ------------------------------------------------------------------------------------


def test_a_heading_merged_into_the_line_before_it_parts_the_answers(issued: bytes) -> None:
    def edit(document: Document) -> None:
        for mark in list(document.element.body.iter(qn("w:bookmarkStart"))):
            removed(mark)
        heading = find(document, "- Hạn chế")
        answer_line = find(document, DOTS)
        answer_line.text = f"Tốt mọi mặt. {heading.text} Chậm nộp báo cáo."
        removed(heading._p)

    form = back(issued, edit)

    assert form.values["pham_chat"] == ["Tốt mọi mặt."]
    assert form.values["han_che"] == ["Chậm nộp báo cáo."]


def test_a_heading_broken_into_two_lines_is_no_answer(issued: bytes) -> None:
    def edit(document: Document) -> None:
        heading = find(document, "1. Về phẩm chất")
        first, second = heading.text.split("; ", 1)
        heading.text = f"{first};"
        heading._p.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t/></w:r></w:p>"))
        beside(heading._p, 1)[0][0].text = second

    form = back(issued, under("1. Về phẩm chất", "Tốt."), edit)

    assert form.values["pham_chat"] == ["Tốt."]


def test_a_control_carried_under_another_heading_is_asked_about(issued: bytes) -> None:
    document = opened(answer(issued, FORM, {"han_che": ["Chậm nộp."]}))
    start = next(
        m for m in document.element.body.iter(qn("w:bookmarkStart"))
        if m.get(qn("w:name")) == "hoso_han_che"
    )  # fmt: skip
    line, end = start.getnext(), start.getnext().getnext()
    place = find(document, "VI. Phương hướng")._p
    for element in (end, line, start):
        place.addnext(element)

    form = read_back(bytes_of(document), FORM, issued=issued)

    assert form.questions[0].choices[:2] == ("phuong_huong", "han_che")
    assert form.questions[0].text == "Chậm nộp."


def test_the_hint_of_an_emptied_control_is_no_answer(issued: bytes) -> None:
    def edit(document: Document) -> None:
        line = find(document, DOTS)
        line.text = ""
        line._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>"
                "<w:t>Click here to enter text.</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )

    assert back(issued, edit).values["pham_chat"] == []


# -- print ---------------------------------------------------------------------------------------


def test_joined_and_broken_print_is_no_difference(issued: bytes) -> None:
    def edit(document: Document) -> None:
        year = find(document, "Năm 2025")
        year.text = f"{year.text}\nHọ và tên: Nguyễn Thị Hoà"
        find(document, "Họ và tên: Nguyễn Thị Hoà    Ngày").text = "Ngày sinh: 05/02/1980"

    form = back(issued, edit)

    assert form.differences == ()
    assert form.questions == ()


def test_altered_deleted_and_added_print_is_told_apart(issued: bytes) -> None:
    def edit(document: Document) -> None:
        find(document, "Năm 2025").text = "Năm 2026"
        removed(find(document, "NGƯỜI TỰ")._p)
        find(document, "A. NỘI DUNG").insert_paragraph_before("Kính gửi chi bộ những lời này.")

    form = back(issued, edit)

    kinds = {one.printed: one.kind for one in form.differences}
    assert kinds["Năm 2025"] is DifferenceKind.ALTERED
    assert kinds["NGƯỜI TỰ KIỂM ĐIỂM"] is DifferenceKind.DELETED
    assert [one.text for one in form.questions] == ["Kính gửi chi bộ những lời này."]
    assert "đã xóa chữ in sẵn" in " ".join(map(str, form.differences))


def test_print_that_fell_into_a_section_is_no_answer(issued: bytes) -> None:
    form = back(issued, lambda document: removed(find(document, "NGƯỜI TỰ")._p))

    assert form.values["muc"] == ""
    assert form.questions == ()


def test_headers_and_comments_of_a_person_are_asked_about(issued: bytes) -> None:
    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Ghi ở đầu trang"
        document.add_comment(find(document, "Năm 2025").runs, text="Xem lại", author="An")

    form = back(issued, edit)

    assert [one.text for one in form.questions] == ["Ghi ở đầu trang", "Xem lại"]


def test_a_blank_filled_in_is_told_as_filled(issued: bytes) -> None:
    document = opened(issued)
    document.paragraphs[0].insert_paragraph_before("Pleiku, ngày …… tháng …… năm 2025")
    blank = bytes_of(document)
    filled = opened(blank)
    filled.paragraphs[0].text = "Pleiku, ngày 05 tháng 12 năm 2025"

    form = read_back(bytes_of(filled), FORM, issued=blank)

    assert [one.kind for one in form.differences] == [DifferenceKind.FILLED]
    assert "ngày 05 tháng 12" in str(form.differences[0])


# -- grades --------------------------------------------------------------------------------------

CAPTION = "Tự đánh giá về cấp độ thực hiện:"
GRADED = TemplateInfo(
    kind="mau_thu",
    revision=1,
    title="Mẫu thử",
    returns=True,
    headings=("NGƯỜI TỰ KIỂM ĐIỂM",),
    fields=(
        TemplateField(name="a", label="A", kind=FieldKind.PARAGRAPHS, heading="1. Việc thứ nhất đã làm trong năm."),
        TemplateField(name="cap_do_a", label="Cấp độ A", kind=FieldKind.GRADE, heading=CAPTION),
        TemplateField(name="b", label="B", kind=FieldKind.PARAGRAPHS, heading="2. Việc tiếp theo đã làm trong năm."),
        TemplateField(name="cap_do_b", label="Cấp độ B", kind=FieldKind.GRADE),
        TemplateField(name="muc_ccvc", label="CCVC", kind=FieldKind.LEVEL, heading="1. Xếp loại cán bộ, công chức, viên chức:"),
        TemplateField(name="muc", label="Đảng viên", kind=FieldKind.LEVEL, heading="2. Xếp loại đảng viên:"),
    ),
)  # fmt: skip
BOXES = "☐ Xuất sắc\t☐ Tốt\t☐ Trung bình\t☐ Kém"


def _graded(first: str, second: str) -> bytes:
    texts = [
        GRADED.fields[0].heading, "Tốt.", CAPTION, first,
        GRADED.fields[2].heading, "Tốt.", second,
        GRADED.fields[4].heading, *(f"☐ {name}" for name in LEVEL_NAMES.values()),
        GRADED.fields[5].heading, *(f"☐ {name}" for name in LEVEL_NAMES.values()),
        "NGƯỜI TỰ KIỂM ĐIỂM",
    ]  # fmt: skip
    document = docx.Document()
    paragraphs(*texts)(document)
    return bytes_of(document)


def test_grades_stand_under_their_answers_with_or_without_a_caption() -> None:
    data = answer(
        _graded(BOXES, BOXES),
        GRADED,
        {"cap_do_a": "tot", "cap_do_b": "kem", "muc_ccvc": "htxs", "muc": "htt"},
    )

    form = read_back(data, GRADED)

    assert form.values == {
        "a": ["Tốt."],
        "cap_do_a": "tot",
        "b": ["Tốt."],
        "cap_do_b": "kem",
        "muc_ccvc": "htxs",
        "muc": "htt",
    }
    assert form.questions == ()


@pytest.mark.parametrize(
    ("row", "grade"),
    [
        ("☐ Xuất sắc   ☒ Tốt   ☐ Trung bình   ☐ Kém", "tot"),
        ("[ ] Xuất sắc [x] Tốt [ ] Trung bình [ ] Kém", "tot"),
        ("Trung bình", "trung_binh"),
        ("Xuất sắc (x), Tốt, Trung bình, Kém".replace(", ", "\t"), "xuat_sac"),
    ],
)
def test_a_grade_is_ticked_in_the_ways_people_tick(row: str, grade: str) -> None:
    assert read_back(_graded(row, BOXES), GRADED).values["cap_do_a"] == grade


def test_two_grades_are_a_question() -> None:
    form = read_back(_graded("☒ Xuất sắc\t☒ Tốt\t☐ Trung bình\t☐ Kém", BOXES), GRADED)

    assert form.questions[0].name == "cap_do_a"
    assert form.questions[0].choices == ("xuat_sac", "tot", "trung_binh", "kem")


def test_an_issued_form_without_a_switched_item_asks_for_none() -> None:
    switched = TemplateField(
        name="c",
        label="C",
        kind=FieldKind.PARAGRAPHS,
        heading="3. Việc của lãnh đạo.",
        only_if="ld",
    )
    info = TemplateInfo(
        kind="mau_thu", revision=1, title="x", fields=(*GRADED.fields, switched), headings=()
    )
    data = _graded(BOXES, BOXES)

    assert "c" not in read_back(data, info, issued=data).values


def test_a_score_is_read_from_its_control_when_its_label_is_gone(issued: bytes) -> None:
    document = opened(issued)
    line = find(document, "Nhóm tiêu chí chung")
    line.text = "Điểm tự chấm là "
    line._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Điểm"/><w:tag w:val="hoso_diem_chung"/>'
            "</w:sdtPr><w:sdtContent><w:r><w:t>27,5</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )

    assert read_back(bytes_of(document), FORM).values["diem_chung"] == "27,5"
