"""Filling straight into compiled XML: the same document as docxtpl's, letter for letter, only sooner."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hoso import templates
from hoso.errors import TemplateBrokenError
from hoso.model.template import FieldKind
from hoso.text import nfc
from hoso.word import Template
from hoso.word._compile import Part
from tests.word_samples import paragraphs, saved

Data = dict[str, object]
Build = Callable[[Document], None]
CATALOGUE = templates.catalogue([templates.builtin_root()])


def by_docxtpl(path: Path, data: Data) -> dict[str, bytes]:
    """Return the canonical form of every part that docxtpl prints."""
    tool = DocxTemplate(path)
    tool.render(data, autoescape=True)
    target = io.BytesIO()
    tool.save(target)
    return canonical(target.getvalue())


def canonical(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {
            name: etree.tostring(etree.fromstring(zipped.read(name)), method="c14n")
            for name in zipped.namelist()
            if name.startswith(("word/document", "word/header", "word/footer", "word/footnotes"))
        }


DRAWN = [one for one in CATALOGUE if any(f.kind is FieldKind.PICTURE for f in one.info.fields)]
PLAIN = [one for one in CATALOGUE if one not in DRAWN]


@pytest.mark.parametrize("found", DRAWN, ids=lambda found: found.info.kind)
def test_templates_with_pictures_say_that_docxtpl_places_them(
    found: templates.FoundTemplate,
) -> None:
    assert Template.open(found.path).slow_reasons == ("«hinh»: hình ảnh do docxtpl đặt vào",)


@pytest.mark.parametrize("found", PLAIN, ids=lambda found: found.info.kind)
def test_every_other_built_in_template_takes_the_straight_way_and_equals_docxtpl(
    found: templates.FoundTemplate,
) -> None:
    template = Template.open(found.path)

    data = template.fill(found.example())

    assert template.slow_reasons == ()
    assert canonical(data) == by_docxtpl(found.path, found.example())


def rich(document: Document) -> None:
    """Build a template with all that templates of offices use."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "Năm {{ nam }} – {{ ten }}"
    section.footer.paragraphs[0].text = "{% if nam %}Lưu {{ ten|upper }}{% endif %}"
    split = document.add_paragraph("Họ tên: ")
    for number, piece in enumerate(("{", "{ te", "n }", "}")):
        split.add_run(piece).bold = number == 0
    look = document.add_paragraph()
    run = look.add_run("{{ ten }}, {{ doan[0] }}")
    run.italic, run.font.size = True, Pt(13)
    look.add_run(" R&D < 5 {{ nam + 1 }}").underline = True
    spread = document.add_paragraph("{% if nam > 2000 %}")
    spread.add_run("đậm {{ ten }}").bold = True
    spread.add_run("{% else %}")
    spread.add_run("thường").italic = True
    spread.add_run("{% endif %} sau {{ nam }}")
    for text in ("{%p for x in doan %}", "- {{ x }}{{ ';' if not loop.last else '.' }}",
                 "{%p endfor %}", "{%p if rong %}", "Có {{ rong }}", "{%p endif %}",
                 "{% for x in doan %}{{ loop.index }}) {{ x }} {% endfor %}",
                 "{{ doan|join(', ') }} {{ doan|length }} {{ ten|replace('a', '<b>') }} {{ ten|e }}",
                 "{_{ không phải lệnh }_}"):  # fmt: skip
        document.add_paragraph(text)
    table = document.add_table(4, 3)
    for column, text in enumerate(("TT", "Nội dung", "Kết quả")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "{%tr for r in hang %}"
    table.cell(2, 0).text = "{{ loop.index }}"
    table.cell(2, 1).text = "{{ r.nd }}"
    table.cell(2, 2).text = "{% cellbg r.mau %}{% if r.kq %}{{ r.kq }}{% else %}–{% endif %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


TEXTS = st.text(
    st.sampled_from("aăâđêôơưẵộợĐÀ &<>{}%#\"'“”\n\t\\$0123456789;,.-🙂") | st.characters(
        blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffffÐƉðɖ"
    ),
    max_size=30,
).filter(lambda text: nfc(text) == text and "{_" not in text and "_}" not in text
         and "%_" not in text)  # fmt: skip


@pytest.fixture(scope="module")
def rich_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("mau") / "mau.docx", rich)


@settings(max_examples=40, deadline=None)
@given(
    ten=TEXTS,
    doan=st.lists(TEXTS, min_size=1, max_size=3),
    rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=3),
    nam=st.sampled_from([1999, 2025]),
    rong=TEXTS,
)
def test_any_data_give_the_document_that_docxtpl_gives(
    rich_path: Path, ten: str, doan: list[str], rows: list[tuple[str, str]], nam: int, rong: str
) -> None:
    hang = [{"nd": nd, "kq": kq, "mau": "FFFF00"} for nd, kq in rows]
    data: Data = {"ten": ten, "doan": doan, "hang": hang, "nam": nam, "rong": rong}
    template = Template.open(rich_path)

    filled = template.fill(data)

    assert template.slow_reasons == ()
    assert canonical(filled) == by_docxtpl(rich_path, data)


PIECES = st.recursive(
    st.sampled_from(["chữ & <", "{{ x }}", "{{ y.z }}", "{{ ds[0] }}", "{{ x|upper }}", " "]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([
            "{% if x %}" + "".join(parts) + "{% endif %}",
            "{% if y.z %}" + parts[0] + "{% else %}" + "".join(parts) + "{% endif %}",
            "{% for i in ds %}{{ i }}" + "".join(parts) + "{% endfor %}",
        ])
    ),
    max_leaves=5,
)  # fmt: skip
RUNS = st.lists(st.tuples(PIECES, st.sampled_from(["", "b", "i"])), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(RUNS, min_size=1, max_size=3),
    x=TEXTS,
    z=TEXTS,
    ds=st.lists(TEXTS, min_size=1, max_size=2),
)
def test_any_template_gives_the_document_that_docxtpl_gives(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[list[tuple[str, str]]],
    x: str,
    z: str,
    ds: list[str],
) -> None:
    def build(document: Document) -> None:
        for runs in texts:
            paragraph = document.add_paragraph()
            for text, look in runs:
                run = paragraph.add_run(text)
                run.bold, run.italic = look == "b" or None, look == "i" or None

    path = saved(tmp_path_factory.mktemp("mau") / "mau.docx", build)
    data: Data = {"x": x, "y": {"z": z}, "ds": ds}

    filled = Template.open(path).fill(data)

    assert canonical(filled)["word/document.xml"] == by_docxtpl(path, data)["word/document.xml"]


def cells(*texts: str) -> Build:
    def build(document: Document) -> None:
        row = document.add_table(1, len(texts)).rows[0]
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text

    return build


def rows_only(document: Document) -> None:
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for r in ds %}"
    table.cell(1, 0).text = "{{ r }}"
    table.cell(2, 0).text = "{%tr endfor %}"


def text_box(document: Document) -> None:
    box = parse_xml(
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:rPr><w:b/></w:rPr><w:pict>"
        "<v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("Trước ")._p.append(box)


def looped_drawing(document: Document) -> None:
    paragraph = document.add_paragraph("{% for i in ds %}")
    run = paragraph.add_run("{{ i }}")
    run._r.append(parse_xml(f'<wp:docPr {nsdecls("wp")} id="7" name="a"/>'))
    paragraph.add_run("{% endfor %}")


def grid_too_wide(document: Document) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "{{ x }}"
    grid = table._tbl.find(qn("w:tblGrid"))
    assert grid is not None
    grid.append(parse_xml(f'<w:gridCol {nsdecls("w")} w:w="100"/>'))


SLOW: list[tuple[Build, str]] = [
    (paragraphs("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}"), "macro"),
    (paragraphs("{% set s %}{{ x }}{% endset %}{{ s }}"), "khối set"),
    (paragraphs("{% filter trim %}{{ x }}{% endfilter %}"), "khối filter"),
    (paragraphs("{% with z = x %}{{ z }}{% endwith %}"), "lệnh with"),
    (cells("{%tc for i in ds %}", "{{ i }}", "{%tc endfor %}"), "số ô thay đổi"),
    (cells("{% colspan n %}{{ x }}", "b"), "số ô thay đổi"),
    (grid_too_wide, "lưới cột"),
    (looped_drawing, "hình vẽ trong vòng lặp"),
]


@pytest.mark.parametrize(("build", "reason"), SLOW)
def test_what_docxtpl_must_do_itself_is_known_on_opening_and_gives_the_same(
    tmp_path: Path, build: Build, reason: str
) -> None:
    path = saved(tmp_path / "mau.docx", build)
    data: Data = {"x": "a & b\tc\nd", "ds": ["1", "<2>"], "n": 2}

    template = Template.open(path)

    assert reason in " ".join(template.slow_reasons)
    assert canonical(template.fill(data)) == by_docxtpl(path, data)


@pytest.mark.parametrize(
    ("text", "reason"), [("{{r x }}", "{{r"), ("{{p x }}", "{{p"), ("{{ x|hinh(30) }}", "hình ảnh")]
)
def test_rich_text_sub_documents_and_pictures_are_reasons(
    tmp_path: Path, text: str, reason: str
) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs(text)))

    assert any(reason in one for one in template.slow_reasons)


@pytest.mark.parametrize(
    ("build", "data"),
    [
        (rows_only, {"ds": ["a", "b"]}),
        (rows_only, {"ds": []}),
        (text_box, {"x": "một dòng"}),
        (text_box, {"x": "hai\ndòng\tvà tab"}),
        (paragraphs("Chữ{%- if x %} x{{ x }}{% endif %}"), {"x": "y"}),
        (paragraphs("{{ x }}", "{% set z = x|upper %}{{ z }}"), {"x": "a\tb"}),
        (cells("{% for i in ds %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}"),
         {"ds": ["a\tb", "c"]}),
    ],
)  # fmt: skip
def test_what_only_some_data_make_unusual_still_equals_docxtpl(
    tmp_path: Path, build: Build, data: Data
) -> None:
    path = saved(tmp_path / "mau.docx", build)

    template = Template.open(path)

    assert template.slow_reasons == ()
    assert canonical(template.fill(data)) == by_docxtpl(path, data)


def test_a_tab_in_a_run_whose_look_may_vary_equals_docxtpl(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("a{% if x %}")
        paragraph.add_run("b{{ x }}{% endif %} {{ y }}").bold = True

    path = saved(tmp_path / "mau.docx", build)
    template = Template.open(path)

    for x in ("1\t2", ""):
        data: Data = {"x": x, "y": "3\t4"}
        assert canonical(template.fill(data)) == by_docxtpl(path, data)
    assert template.slow_reasons == ()


def raw(xml: str) -> Build:
    """Return a builder of a document that begins with `xml`, as Word may have written it."""

    def build(document: Document) -> None:
        body = document.element.body
        holder = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
        for place, element in enumerate(list(holder)):
            body.insert(place, element)

    return build


def run(text: str, look: str = "") -> str:
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


BOLD = "<w:rPr><w:b/></w:rPr>"
ODD = [
    f"<w:p>{run('{% for i in ds %}a')}{run('{{ i }}{% endfor %}', BOLD)}</w:p>",
    f"<w:p>{run('{% for i in ds %}{{ i }}')}{run('{{ i }}{% endfor %}{{ x }}', BOLD)}</w:p>",
    f"<w:p>{run('{% if x %}a')}</w:p><w:p>{run('b{% endif %}{{ x }}')}</w:p>",
    f"<w:p>{run('{{ x }}', '<w:rPr><w:color w:val=&quot;{{ mau }}&quot;/></w:rPr>')}</w:p>",
    f"<w:p>{run('{% if x %}{{ x }}{% elif mau %}', BOLD)}{run('{{ mau }}{% endif %}{{ x }}')}</w:p>",
    f"<w:p><w:r>{BOLD}<w:t>{{{{ x }}}}</w:t><w:tab/><w:t>{{{{ x }}}}</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr>\n<w:b/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr/><w:t>{{ x }}</w:t></w:r></w:p>",
    f"<w:p><w:hyperlink w:anchor='m'>{run('{{ x }}', BOLD)}</w:hyperlink></w:p>",
    "<w:p><w:r><w:instrText>DATE {{ mau }}</w:instrText></w:r></w:p>",
    f"<w:sdt><w:sdtContent><w:p>{run('{{ x }}', BOLD)}</w:p></w:sdtContent></w:sdt>",
    f"<w:p w:rsidR='{{{{ mau }}}}'>{run('{{ x }}')}</w:p>",
]


@pytest.mark.parametrize("xml", [one.replace("&quot;", "'") for one in ODD])
@pytest.mark.parametrize("x", ["", "một", "tab\tvà\ndòng & < >", "\t", " hai đầu "])
def test_odd_but_sound_xml_equals_docxtpl(tmp_path: Path, xml: str, x: str) -> None:
    path = saved(tmp_path / "mau.docx", raw(xml))
    data: Data = {"x": x, "ds": ["1\t2", "3"], "mau": "FF0000"}

    template = Template.open(path)

    assert template.slow_reasons == ()
    assert canonical(template.fill(data)) == by_docxtpl(path, data)


def test_a_branch_that_leaves_another_element_open_is_a_reason(tmp_path: Path) -> None:
    opens = f"<w:p>{run('{% if x %}a')}</w:p>"
    path = saved(
        tmp_path / "mau.docx",
        raw(
            f"{opens}<w:sdt><w:sdtContent><w:p>{run('{% endif %}{{ x }}')}</w:p></w:sdtContent></w:sdt>"
        ),
    )
    template = Template.open(path)

    assert template.slow_reasons == ("nhánh hoặc vòng lặp mở và đóng thẻ không cân nhau",)
    assert canonical(template.fill({"x": "y"})) == by_docxtpl(path, {"x": "y"})
    with pytest.raises(TemplateBrokenError, match="không còn là XML đúng"):
        template.fill({"x": ""})


@pytest.mark.parametrize(
    "text", ["{% for i in ds recursive %}{{ i }}{% endfor %}", "{% include 'a' %}", "{{p x }}"]
)
def test_what_cannot_be_foreseen_is_a_reason(tmp_path: Path, text: str) -> None:
    assert Template.open(saved(tmp_path / "mau.docx", paragraphs(text))).slow_reasons


def test_a_line_break_inside_an_attribute_is_printed_as_docxtpl_prints_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "mau.docx", raw(f"<w:p w:rsidR='{{{{ x }}}}'>{run('a')}</w:p>"))

    for x in ("a\nb", 'nháy " đôi & <'):
        assert canonical(Template.open(path).fill({"x": x})) == by_docxtpl(path, {"x": x})


def test_untouched_members_are_the_same_bytes_in_every_document(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{ x }}")))

    one, other = template.fill({"x": "a"}), template.fill({"x": "b" * 5000})

    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        assert first.testzip() is None
        assert second.testzip() is None
        assert [i.filename for i in first.infolist()] == [i.filename for i in second.infolist()]
        changed = {i.filename for i in first.infolist() if first.read(i) != second.read(i.filename)}
    assert changed == {"word/document.xml"}
    start = len(template.packer.members)
    assert one[:start] == other[:start] == template.packer.members


def test_a_part_says_where_it_prints(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{ x }}")))

    (part,) = template.parts

    assert isinstance(part, Part)
    assert part.flow.places[0].line_break == '</w:t><w:br/><w:t xml:space="preserve">'
