"""What is typed into an issued form is what comes back: a property over Vietnamese text."""

from __future__ import annotations

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from hoso.text import nfc
from hoso.word import Template, answer, read_back
from tests.word_samples import (
    BLANK,
    DOTS,
    FORM,
    beside,
    bytes_of,
    find,
    form_template,
    opened,
    removed,
)

SYLLABLES = ("chi", "bộ", "hoà", "đúng", "kỷ", "luật", "thuý", "Đảng", "R&D", "<5", "80%", "ở", "2025",
             "nghị", "quyết", "số", "12-NQ/ĐU;", "và", "{{x}}", "“tự", "chuyển", "hoá”", "(K-1", "…")  # fmt: skip
SENTENCES = (
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=8)
    .map(lambda words: "Việc " + " ".join(words))
    .filter(lambda line: line.count(";") < 2)
)  # more may be an enumeration: that is asked about
PARAGRAPHS = st.lists(SENTENCES, max_size=4)
STATES = st.sampled_from(["", "da_khac_phuc", "dang_khac_phuc", "chua_khac_phuc"])
VALUES = st.fixed_dictionaries(
    {
        "pham_chat": PARAGRAPHS,
        "han_che": PARAGRAPHS,
        "phuong_huong": st.lists(
            st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join), max_size=2
        ),
        "khac_phuc": st.tuples(
            st.tuples(STATES, SENTENCES | st.just("")), st.tuples(STATES, SENTENCES | st.just(""))
        ).map(
            lambda rows: [
                {"ma": code, "tinh_trang": state, "ghi_chu": remark}
                for code, (state, remark) in zip(("K-0107", "K-0215"), rows, strict=True)
            ]
        ),
        "diem_chung": st.sampled_from(["", "27", "27,5", "30", "9.25"]),
        "muc": st.sampled_from(["", "htxs", "htt", "htn", "khtn"]),
    }
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = form_template(tmp_path_factory.mktemp("mau") / "mau.docx")
    return Template.open(path).fill(BLANK, identity="hoso:kiem_diem_2b:cb:38001234:2025")


@settings(max_examples=40, deadline=None)
@given(values=VALUES)
def test_what_is_typed_comes_back(issued: bytes, values: dict[str, object]) -> None:
    form = read_back(answer(issued, FORM, values), FORM)

    rows = form.values.pop("khac_phuc")
    wanted = values | {}
    typed = wanted.pop("khac_phuc")
    assert form.values == wanted
    assert isinstance(rows, list)
    assert [{key: row[key] for key in ("ma", "tinh_trang", "ghi_chu")} for row in rows] == typed
    assert not form.questions
    assert not form.warnings
    assert form.identity["so_the"] == "38001234"


def test_typing_keeps_the_look_and_the_hidden_bookmark(issued: bytes) -> None:
    filled = answer(issued, FORM, {"pham_chat": ["Một.", "Hai\tba\nbốn."]})

    document = opened(filled)
    new = find(document, "Hai\tba\nbốn.")
    following = find(document, "- Hạn chế")
    assert all(run.italic for run in new.runs)
    assert find(document, "Một.").runs[0].italic
    assert beside(following._p, -1).tag == qn("w:bookmarkEnd")
    assert DOTS not in [one.text for one in document.paragraphs[:6]]


def test_answers_go_under_a_heading_without_dots_and_into_split_runs(issued: bytes) -> None:
    document = opened(issued)
    removed(beside(find(document, "VI. Phương hướng")._p, 2))
    score = find(document, "Nhóm tiêu chí chung")
    score.text = ""
    for piece in ("1. Nhóm tiêu chí", " chung: …", "…", "…/30"):
        score.add_run(piece)

    filled = answer(bytes_of(document), FORM, {"phuong_huong": ["Họp."], "diem_chung": "28"})

    assert find(opened(filled), "chung").text == "1. Nhóm tiêu chí chung: 28/30"
    assert read_back(filled, FORM).values["phuong_huong"] == ["Họp."]


def test_a_box_in_the_cell_before_the_level_is_ticked(issued: bytes) -> None:
    document = opened(issued)
    place = find(document, "☐ Hoàn thành tốt nhiệm vụ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "☐", "Hoàn thành tốt nhiệm vụ"
    place._p.addnext(table._tbl)
    removed(place._p)

    filled = answer(bytes_of(document), FORM, {"muc": "htt"})

    assert read_back(filled, FORM).values["muc"] == "htt"


def test_values_are_typed_in_nfc(issued: bytes) -> None:
    filled = answer(issued, FORM, {"pham_chat": ["hoa\u0300 bi\u0300nh"]})

    assert read_back(filled, FORM).values["pham_chat"] == [nfc("hoa\u0300 bi\u0300nh")]


def test_a_form_with_more_dotted_lines_and_marks_inside_paragraphs_is_typed_into(
    issued: bytes,
) -> None:
    document = opened(issued)
    first = find(document, DOTS)
    first.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    second = find(document, "- Hạn chế").insert_paragraph_before(DOTS)
    start, end = beside(first._p, -1), beside(second._p, -1)
    first._p.append(start)
    second._p.append(end)

    filled = answer(bytes_of(document), FORM, {"pham_chat": ["Một.", "Hai.", "Ba."]})

    new = [find(opened(filled), text) for text in ("Một.", "Hai.", "Ba.")]
    assert [one.alignment for one in new] == [WD_ALIGN_PARAGRAPH.JUSTIFY] * 3
    assert read_back(filled, FORM).values["pham_chat"] == ["Một.", "Hai.", "Ba."]
    assert read_back(filled, FORM).values["han_che"] == []


def test_a_mark_that_ends_inside_the_typed_line_moves_with_the_text(issued: bytes) -> None:
    document = opened(issued)
    line = find(document, DOTS)
    line._p.append(beside(line._p, 1))
    find(document, "1. Về phẩm chất").text = "Đổi hẳn"

    filled = answer(bytes_of(document), FORM, {"pham_chat": ["Một.", "Hai."]})

    form = read_back(filled, FORM)
    assert form.values["pham_chat"] == ["Một.", "Hai."]
    assert "đã đọc theo dấu ẩn" in form.warnings[0]
