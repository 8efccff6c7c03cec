"""Which names a template reads, and proof-reading a template before anyone uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.word import Template, check_template
from tests.word_samples import codes, paragraphs, saved


def _names(tmp_path: Path, *texts: str) -> set[str]:
    return set(Template.open(saved(tmp_path / "mau.docx", paragraphs(*texts))).names())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{ a.b.c }}", {"a.b.c"}),
        ("{{ a['b'].c }} {{ d[0].e }} {{ f[g] }}", {"a.b.c", "d[].e", "f[]", "g"}),
        (
            "{% for r in hang %}{{ r.x }}{{ loop.index }}{% endfor %}",
            {"hang", "hang[]", "hang[].x"},
        ),
        (
            "{% for l in luong %}{% for t in l.truoc %}{{ t.ma }}{% endfor %}{% endfor %}",
            {"luong", "luong[]", "luong[].truoc", "luong[].truoc[]", "luong[].truoc[].ma"},
        ),
        (
            "{% for r in hang|sort(attribute=khoa)|reverse if r.x %}{{ r.y }}{% else %}{{ z }}"
            "{% endfor %}",
            {"hang", "hang[]", "hang[].x", "hang[].y", "khoa", "z"},
        ),
        ("{% for k, v in nhom.items() %}{{ k }}{{ v }}{% endfor %}", {"nhom.items"}),
        ("{% for r in range(n) %}{{ r }}{% endfor %}", {"n"}),
        ("{% set t = a.b %}{{ t.c }}{% set u = x ~ y %}{{ u }}", {"a.b", "a.b.c", "x", "y"}),
        ("{% set t %}{{ a }}{% endset %}{{ t }}", {"a"}),
        ("{{ (hang|first).ten }} {{ (a|upper).b }}", {"hang[].ten", "a"}),
        ("{% macro m(p, q=r) %}{{ p }}{{ s }}{% endmacro %}{{ m(t) }}", {"r", "s", "t"}),
        (
            "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(v) m() %}{{ v }}{{ w }}{% endcall %}",
            {"w"},
        ),
        ("{% if a and not b is none %}{{ c if d else e }}{% endif %}", {"a", "b", "c", "d", "e"}),
        ("{{ 'chữ' }}{# {{ ghi_chu }} #}", set()),
    ],
)
def test_names_are_dotted_with_loop_variables_resolved(
    tmp_path: Path, text: str, names: set[str]
) -> None:
    assert _names(tmp_path, text) == names


def test_what_is_given_and_printed_nowhere_is_named_by_its_highest_name(tmp_path: Path) -> None:
    template = Template.open(
        saved(
            tmp_path / "mau.docx",
            paragraphs(
                "{% for r in hang %}{{ r.a }}{% endfor %}{{ nhom.x }}{% if co|length %}.{% endif %}",
                "{{ ten|join(', ') }}{{ bang|map(attribute='m')|join }}",
            ),
        )
    )

    unused = template.unused(
        {
            "hang": [{"a": "1", "b": "2"}, {"a": "3", "c": "4"}],
            "nhom": {"x": "1", "y": {"z": "2"}},
            "co": [{"x": "1"}],
            "ten": ["một"],
            "bang": [{"m": "1"}],
            "thua": {"a": "1", "b": ["2"]},
        }
    )

    assert unused == ("hang[].b", "hang[].c", "nhom.y", "co[]", "thua")


INFO = TemplateInfo(
    kind="thu",
    revision=1,
    title="Mẫu thử",
    fields=(
        TemplateField(name="ho_ten", label="Họ tên"),
        TemplateField(name="noi_nhan", label="Nơi nhận", kind=FieldKind.LIST),
        TemplateField(
            name="hang",
            label="Bảng",
            kind=FieldKind.TABLE,
            columns=(
                TemplateField(name="ma", label="Mã"),
                TemplateField(name="noi_dung", label="Nội dung"),
            ),
        ),
        TemplateField(
            name="hoi_nghi",
            label="Hội nghị",
            kind=FieldKind.GROUP,
            columns=(TemplateField(name="ngay", label="Ngày"),),
        ),
    ),
)
SOUND = (
    "{{ ho_ten }} {{ hoi_nghi.ngay }}",
    "{%p for x in noi_nhan %}",
    "- {{ x }}{{ '.' if loop.last else ';' }}",
    "{%p endfor %}",
    "{% for r in hang %}{{ r.ma }} {{ r.noi_dung }}{% endfor %}",
)


def _checked(tmp_path: Path, *texts: str) -> tuple[list[str], str]:
    path = saved(tmp_path / "mau.docx", paragraphs(*texts))
    problems = check_template(path, INFO)
    return codes(problems), "\n".join(f"{one.where} {one.message}" for one in problems)


def test_a_sound_template_has_no_problem(tmp_path: Path) -> None:
    found, _ = _checked(tmp_path, *SOUND)

    assert found == []


def test_every_syntax_error_is_named_at_once_with_its_paragraph(tmp_path: Path) -> None:
    found, said = _checked(
        tmp_path,
        "Họ tên: {{ ho ten }}",
        "{% for x in noi_nhan %}",
        "Ngày: {{ hoi_nghi.ngay|la }}",
        "{% endif %}",
        "{% elif x %}",
        "{% la %}",
        "{% set k %}",
    )

    assert found == ["M001"] * 7
    assert "«Họ tên: {{ ho ten }}»" in said
    assert "thiếu {% endfor %}" in said
    assert "thiếu {% endset %}" in said
    assert "đứng ngoài {% if %}" in said
    assert "không khớp với lệnh mở nào" in said


def test_a_placeholder_that_is_not_closed_is_named(tmp_path: Path) -> None:
    found, said = _checked(tmp_path, "Bí danh: {{ ho_ten }", "Hết }}")

    assert set(found) == {"M001"}
    assert "«Bí danh: {{ ho_ten }" in said


def test_a_stray_brace_is_named_though_jinja_would_print_it(tmp_path: Path) -> None:
    found, said = _checked(tmp_path, *SOUND, "Bí danh: ho_ten }}")

    assert found == ["M001"]
    assert "không khép kín" in said


def test_an_unknown_filter_and_a_late_error_are_found_too(tmp_path: Path) -> None:
    found, said = _checked(tmp_path, "{{ ho_ten }}", "{% else %}")

    assert found == ["M001"]
    assert "đứng ngoài" in said


def test_names_that_no_field_provides_and_fields_never_printed_are_named(tmp_path: Path) -> None:
    found, said = _checked(
        tmp_path,
        "{{ ho_tenn }} {{ zzzz }}",
        "{% for r in hang %}{{ r.ma }}{{ r.noidung }}{% endfor %}",
    )

    assert found == ["M002"] * 3 + ["M003"] * 4
    assert "«ho_tenn» nhưng không trường nào cung cấp; ý bạn là «ho_ten»?" in said
    assert "ý bạn là «hang[].noi_dung»?" in said
    assert "«zzzz» nhưng không trường nào cung cấp; hãy khai báo" in said
    assert "trường «hoi_nghi.ngay» được khai báo" in said


def test_word_numbering_inside_a_loop_is_named_direct_or_by_style(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Ngoài vòng lặp", style="List Number")
        for text in SOUND[:2]:
            document.add_paragraph(text)
        document.add_paragraph(SOUND[2], style="List Number")
        inside = document.add_paragraph("Thêm {{ x }}")
        inside._p.get_or_add_pPr().append(OxmlElement("w:numPr"))
        for text in SOUND[3:]:
            document.add_paragraph(text)

    problems = check_template(saved(tmp_path / "mau.docx", build), INFO)

    assert codes(problems) == ["M004", "M004"]
    assert "loop.index" in problems[0].message
    assert "{{ x }}" in problems[0].where


def test_text_lost_beside_a_paragraph_tag_is_named(tmp_path: Path) -> None:
    found, said = _checked(tmp_path, *SOUND, "{%p if ho_ten %} chữ mất", "{%p endif %}")

    assert found == ["M005"]
    assert "chữmất" in said
