"""Filling: everything that is given is on the page, or the run stops and says which value is not."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from hoso.errors import FillError, TemplateBrokenError
from hoso.text import nfc
from hoso.word import Template, text_of
from tests.word_samples import opened, paragraphs, rezipped, saved, texts_of

Make = Callable[..., Template]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def build(*texts: str) -> Template:
        return Template.open(saved(tmp_path / "mau.docx", paragraphs(*texts)))

    return build


@pytest.mark.parametrize(
    "value",
    [
        "A & B",
        "R&D < 5",
        "a < b",
        "a <b",
        "</w:t>",
        "<w:t>x</w:t>",
        "dòng 1\ndòng 2",
        "a\tb\tc",
        "{{ hack }}",
        "{% for x in y %}",
        "{_{ x }_}",
        "{# ghi chú #}",
        "&amp; &#60; &lt;",
        "  hai đầu cách  ",
        "nháy \" và ' và “ ”",
        "\\1 \\g<0> %s {0}",
        "",
    ],
)
def test_a_value_that_docxtpl_would_damage_is_printed_whole(make: Make, value: str) -> None:
    template = make("Đầu R&D < 5: {{ x }} – cuối & hết")

    data = template.fill({"x": value})

    assert texts_of(data) == [f"Đầu R&D < 5: {value} – cuối & hết"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_headers_and_footers_are_filled_and_proved_too(tmp_path: Path, place: str) -> None:
    def build(document: Document) -> None:
        getattr(document.sections[0], place).paragraphs[0].text = "Năm {{ nam }} & {{ x }}"

    template = Template.open(saved(tmp_path / "mau.docx", build))

    section = opened(template.fill({"nam": 2025, "x": "a <b"})).sections[0]

    assert getattr(section, place).paragraphs[0].text == "Năm 2025 & a <b"


def test_footnotes_are_filled(tmp_path: Path) -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Theo {{ can_cu }}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    relation = (
        '<Relationship Id="rF" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )

    def add(parts: dict[str, bytes]) -> None:
        rels = "word/_rels/document.xml.rels"
        parts["word/footnotes.xml"] = notes.encode()
        parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())

    path = saved(tmp_path / "mau.docx", paragraphs("Thân"))
    path.write_bytes(rezipped(path.read_bytes(), add))

    template = Template.open(path)

    assert template.names() == {"can_cu"}
    assert text_of(template.fill({"can_cu": "Quy định 366 & kèm theo"})) == (
        "Thân\nTheo Quy định 366 & kèm theo"
    )


def test_core_properties_are_filled(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.core_properties.title = "Kiểm điểm {{ nam }}"

    template = Template.open(saved(tmp_path / "mau.docx", build))

    assert opened(template.fill({"nam": 2025})).core_properties.title == "Kiểm điểm 2025"


def test_a_template_is_compiled_once_and_anew_when_the_file_was_changed(tmp_path: Path) -> None:
    path = saved(tmp_path / "mau.docx", paragraphs("Ông {{ ten }}"))
    first, again = Template.open(path), Template.open(path)

    saved(path, paragraphs("Bà {{ ten }}"))
    changed = Template.open(path)

    assert again is first
    assert [texts_of(one.fill({"ten": "Ý"})) for one in (first, changed)] == [["Ông Ý"], ["Bà Ý"]]


def test_the_same_template_in_two_places_is_called_by_its_own_name_in_each(tmp_path: Path) -> None:
    build = paragraphs("{{ ten }}")
    paths = [saved(tmp_path / name, build) for name in ("mot.docx", "hai.docx")]

    for path in paths:
        with pytest.raises(TemplateBrokenError, match=path.name):
            Template.open(path).fill({})


def test_a_placeholder_split_over_runs_is_filled_in_the_look_of_its_first_run(
    tmp_path: Path,
) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Tên: ")
        for number, piece in enumerate(("{", "{ ho", "_t", "en }", "}")):
            paragraph.add_run(piece).bold = number == 0

    template = Template.open(saved(tmp_path / "mau.docx", build))

    paragraph = opened(template.fill({"ho_ten": "Đặng Thuý"})).paragraphs[0]

    assert paragraph.text == "Tên: Đặng Thuý"
    assert next(run for run in paragraph.runs if "Thuý" in run.text).bold


def test_loops_conditions_and_filters_work_in_paragraphs_rows_and_cells(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        for text in ("{%p if hang %}", "Có {{ hang|length }}", "{%p endif %}"):
            document.add_paragraph(text)
        document.add_paragraph(
            "{% for x in ten %}{{ x|upper }}{{ ';' if not loop.last }}{% endfor %}"
        )
        table = document.add_table(4, 2)
        table.cell(0, 0).text = "TT"
        table.cell(1, 0).text = "{%tr for r in hang %}"
        table.cell(2, 0).text = "{{ loop.index }}"
        table.cell(2, 1).text = "{% if r.ghi_chu %}{{ r.ghi_chu }}{% else %}-{% endif %}"
        table.cell(3, 0).text = "{%tr endfor %}"
        columns = document.add_table(1, 3)
        columns.cell(0, 0).text = "{%tc for m in muc %}"
        columns.cell(0, 1).text = "{{ m }}"
        columns.cell(0, 2).text = "{%tc endfor %}"

    template = Template.open(saved(tmp_path / "mau.docx", build))

    filled = opened(
        template.fill(
            {
                "hang": [{"ghi_chu": "một"}, {"ghi_chu": ""}],
                "ten": ["hoà", "đức"],
                "muc": ["HTXS", "HTT", "HTN", "KHTN"],
            }
        )
    )

    assert [one.text for one in filled.paragraphs] == ["Có 2", "HOÀ;ĐỨC"]
    rows, columns = filled.tables
    assert [[cell.text for cell in row.cells] for row in rows.rows] == [
        ["TT", ""],
        ["1", "một"],
        ["2", "-"],
    ]
    assert [cell.text for cell in columns.rows[0].cells] == ["HTXS", "HTT", "HTN", "KHTN"]
    assert len(columns.columns) == 4


@pytest.mark.parametrize(
    ("value", "code", "place"),
    [
        ("x\x0by", "U+000B", 2),
        ("\x00", "U+0000", 1),
        ("ab\ufffe", "U+FFFE", 3),
        ("a\x0cb", "U+000C", 2),
        ("a\ud800", "U+D800", 2),
        ("\x07", "U+0007", 1),
    ],
)
def test_a_character_that_xml_forbids_is_refused_with_field_and_place(
    make: Make, value: str, code: str, place: int
) -> None:
    template = make("{{ hang[0].a }}")

    with pytest.raises(FillError) as refusal:
        template.fill({"hang": [{"a": "tốt"}, {"a": "tốt", "ghi_chu": value}]})

    assert refusal.value.where == "hang[2].ghi_chu"
    assert code in refusal.value.message
    assert f"vị trí {place}" in refusal.value.message
    assert refusal.value.problems[0].message.isprintable()


def test_every_bad_value_is_named_at_once_and_nothing_is_printed(make: Make) -> None:
    template = make("{{ a }}")

    with pytest.raises(FillError, match="và 4 chỗ nữa") as refusal:
        template.fill(
            {
                "a": None,
                "b": {"c": [None]},
                "d": b"byte",
                "e": float("nan"),
                "f": datetime(2025, 1, 2),  # noqa: DTZ001 - a value as a data file may hold it
            }
        )

    assert [one.where for one in refusal.value.problems] == ["a", "b.c[1]", "d", "e", "f"]


def test_data_that_hold_themselves_are_refused(make: Make) -> None:
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(FillError, match="kiểu list"):
        make("{{ a }}").fill({"a": endless})


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        (unicodedata.normalize("NFD", "hoà Đức"), "hoà Đức"),
        ("Ðảng", "Đảng"),
        (date(2025, 12, 5), "05/12/2025"),
        (7, "7"),
        (2.5, "2.5"),
        (Decimal("27.50"), "27.50"),
    ],
)
def test_values_cross_the_border_in_one_form(make: Make, given: object, printed: str) -> None:
    assert texts_of(make("{{ x }}").fill({"x": given})) == [printed]


def test_none_from_an_expression_is_refused_with_its_paragraph(make: Make) -> None:
    with pytest.raises(FillError, match=r"«Ghi chú: \{\{ x.get\('y'\) \}\}»"):
        make("Ghi chú: {{ x.get('y') }}").fill({"x": {"z": 1}})


def test_a_forbidden_character_made_by_the_template_is_refused(make: Make) -> None:
    with pytest.raises(FillError, match="ký tự mà tệp Word cấm"):
        make("{{ '%c' % 11 }}").fill({})


def test_a_whole_table_printed_as_a_value_is_refused(make: Make) -> None:
    with pytest.raises(FillError, match="cả một bảng"):
        make("{{ hang }}").fill({"hang": [{"a": "1"}]})


@pytest.mark.parametrize(
    ("text", "data", "hint"),
    [
        ("Họ tên: {{ ho_tenn }}", {"ho_ten": "x"}, "ý bạn là «ho_ten»"),
        ("{{ dang_vien.ho_tenn }}", {"dang_vien": {"ho_ten": "x"}}, "ý bạn là «dang_vien.ho_ten»"),
        ("{% for r in hang %}{{ r.mãa }}{% endfor %}", {"hang": [{"ma": "x"}]}, "hang[1].mãa"),
        ("{{ zzz.qqq }}", {"ho_ten": "x"}, "hãy thêm vào dữ liệu hoặc sửa mẫu"),
        ("{% if A_typo %}a{% else %}b{% endif %}", {"a": "x"}, "«A_typo»"),
        ("{% for x in khong_co %}{{ x }}{% endfor %}", {"a": "x"}, "«khong_co»"),
    ],
)
def test_an_undefined_name_is_refused_with_paragraph_and_nearest_name(
    make: Make, text: str, data: dict[str, object], hint: str
) -> None:
    template = make("Dòng trước", text, "Dòng sau")

    with pytest.raises(TemplateBrokenError) as refusal:
        template.fill(data)

    assert hint in refusal.value.message
    assert "mau.docx" in refusal.value.message
    assert text[:12] in refusal.value.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ ''.__class__.__mro__ }}", "không được phép"),
        ("{{ 9 ** 9 ** 9 }}", "không được phép"),
        ("{{ x * 10**9 }}", "không được phép"),
        ("{{ x * 1000000000 }}", "không được phép"),
        ("{{ [x] * 1000000000 }}", "không được phép"),
        ("{{ 'x'|center(99999999999999) }}", "không tính được"),
        ("{{ x + 1 }}", "không tính được"),
        ("{{ 1 / 0 }}", "không tính được"),
        ("{% include 'khac' %}", "không tính được"),
        ("{{ x|safe }}", "không còn là XML đúng"),
    ],
)
def test_what_a_template_may_not_do_stops_with_its_place(
    make: Make, text: str, reason: str
) -> None:
    with pytest.raises(TemplateBrokenError, match=reason):
        make(text).fill({"x": "a <b"})


@pytest.mark.parametrize("text", ["{{ ho ten }}", "{% for x in y %}", "{% endif %}", "{{ x|lạ }}"])
def test_bad_syntax_is_refused_when_the_template_is_opened(make: Make, text: str) -> None:
    with pytest.raises(TemplateBrokenError, match="sai cú pháp") as refusal:
        make("Trước", text)

    assert "mau.docx" in refusal.value.where


@pytest.mark.parametrize(
    "text",
    [
        "{%p if x %} Họ tên bị mất",
        "{%p if x %}{{ x }}",
        "Chữ bị nuốt {%- if x %}a{% endif %}",
    ],
)
def test_text_that_docxtpl_would_drop_beside_its_tags_is_refused(make: Make, text: str) -> None:
    with pytest.raises(TemplateBrokenError, match="sẽ bị mất"):
        make("{{ x }}", text, "{%p endif %}")


@pytest.mark.parametrize("text", ["{{p x }}", "{{r x }}"])
def test_a_value_printed_where_word_shows_nothing_is_found_missing(make: Make, text: str) -> None:
    with pytest.raises(FillError, match="«bốc hơi» của «x» bị mất") as refusal:
        make("Trước", text).fill({"x": "bốc hơi"})

    assert refusal.value.where == "x"


def test_values_must_be_found_in_the_order_they_were_printed(make: Make) -> None:
    template = make("{{p x }}", "{{ y }}")

    with pytest.raises(FillError, match="của «y» bị mất"):
        template.fill({"x": "giống nhau", "y": "giống nhau"})


def test_macros_set_blocks_and_escaped_values_are_proved_as_printed(make: Make) -> None:
    template = make(
        "{% macro m(a) %}[{{ a }}]{% endmacro %}{% set s %}<{{ x }}>{% endset %}"
        "{{ m(x) }} {{ s }} {{ x|e }} {{ x ~ '!' }}{% set quên %}{{ x }}{% endset %}"
    )

    data = template.fill({"x": "a & b"})

    assert texts_of(data) == ["[a & b] <a & b> a & b a & b!"]


def test_an_expression_in_an_attribute_needs_no_text(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{% cellbg mau %}{{ x }}"

    template = Template.open(saved(tmp_path / "mau.docx", build))

    data = template.fill({"mau": "FF0000", "x": "đỏ"})

    cell = opened(data).tables[0].cell(0, 0)
    assert cell.text == "đỏ"
    shades = list(cell._tc.iter(qn("w:shd")))
    assert [shade.get(qn("w:fill")) for shade in shades] == ["FF0000"]


def test_docxtpl_marks_for_braces_meant_as_text_become_braces(make: Make) -> None:
    assert texts_of(make("{_{ x }_} {_% y %_} {{ z }}").fill({"z": "1"})) == ["{{ x }} {% y %} 1"]


def test_an_ampersand_inside_an_expression_is_what_was_typed(make: Make) -> None:
    assert texts_of(make("{{ 'R&D' if x < 2 else '' }}").fill({"x": 1})) == ["R&D"]


def test_a_field_named_like_a_method_is_the_field(make: Make) -> None:
    assert texts_of(make("{{ x.items }}").fill({"x": {"items": "mục"}})) == ["mục"]


def test_looped_drawings_get_numbers_of_their_own(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("{% for x in y %}")
        run = paragraph.add_run("{{ x }}")
        drawing = OxmlElement("wp:docPr")
        drawing.set("id", "1")
        run._r.append(drawing)
        paragraph.add_run("{% endfor %}")

    template = Template.open(saved(tmp_path / "mau.docx", build))

    root = opened(template.fill({"y": ["a", "b"]})).element

    assert [one.get("id") for one in root.iter(qn("wp:docPr"))] == ["1001", "1002"]


def test_same_data_give_same_bytes_from_any_thread(make: Make) -> None:
    template = make("{% for x in hang %}{{ x }} {% endfor %}", "{{ ten }}")
    data: list[dict[str, object]] = [
        {"ten": f"tổ {n}", "hang": [f"{n}.{i}" for i in range(n)]} for n in range(12)
    ]
    alone = [template.fill(one, identity="hoso:x") for one in data]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: template.fill(one, identity="hoso:x"), data * 3))

    assert together == alone * 3
    assert opened(alone[0]).core_properties.identifier == "hoso:x"


def test_filling_does_not_touch_the_data_or_the_template(make: Make) -> None:
    template = make("{% set _ = hang.append('c') %}{{ hang|join(',') }}")
    data: dict[str, object] = {"hang": ["a", "b"]}

    first, second = template.fill(data), template.fill(data)

    assert first == second
    assert data == {"hang": ["a", "b"]}
    assert not template.slow_reasons


LETTERS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
    | st.sampled_from("ăâđêôơưằẵộợừÀĂĐƯ&<>{}%#\"'\n\t \u0301\u0323"),
    max_size=25,
)


@pytest.fixture(scope="module")
def listing(tmp_path_factory: pytest.TempPathFactory) -> Template:
    build = paragraphs("{%p for x in y %}", "-{{ x }}.", "{%p endfor %}", "Tên: {{ ten }}.")
    return Template.open(saved(tmp_path_factory.mktemp("mau") / "mau.docx", build))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(LETTERS, max_size=4), name=LETTERS)
def test_whatever_is_typed_is_on_the_page(listing: Template, rows: list[str], name: str) -> None:
    printed = texts_of(listing.fill({"y": rows, "ten": name}))

    assert printed == [f"-{nfc(x)}." for x in rows] + [f"Tên: {nfc(name)}."]


def test_python_docx_can_open_and_save_the_result_again(make: Make) -> None:
    document = docx.Document(io.BytesIO(make("{{ x }}").fill({"x": "Đạt"})))
    target = io.BytesIO()

    document.save(target)

    assert texts_of(target.getvalue()) == ["Đạt"]
