"""Templates from others: dangers, torn blocks, examples, and mistakes as comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.word import TEMPLATE_CODES, check_template, comment, template_notes
from tests.word_samples import codes, opened, paragraphs, saved

INFO = TemplateInfo(
    kind="thu",
    revision=1,
    title="Mẫu thử",
    fields=(
        TemplateField(name="ho_ten", label="Họ tên"),
        TemplateField(
            name="hang",
            label="Các hàng",
            kind=FieldKind.TABLE,
            columns=(
                TemplateField(name="ma", label="Mã"),
                TemplateField(name="viec", label="Việc"),
            ),
        ),
    ),
)
EXAMPLE = {"ho_ten": "Nguyễn Văn Đức", "hang": [{"ma": "K-01", "viec": "Họp & ký"}]}
SOUND = (
    "Họ tên: {{ ho_ten }}",
    "{%p for r in hang %}",
    "{{ r.ma }}: {{ r.viec }}",
    "{%p endfor %}",
)


def _template(tmp_path: Path, *texts: str) -> Path:
    return saved(tmp_path / "mau.docx", paragraphs(*texts))


def test_a_sound_template_with_a_sound_example_has_no_flaw(tmp_path: Path) -> None:
    path = _template(tmp_path, *SOUND)

    assert check_template(path, INFO, EXAMPLE) == ()
    assert template_notes(path, INFO, EXAMPLE) == ()


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ ho_ten.__class__.__mro__ }}", "__class__"),
        ('{{ ho_ten["__class__"] }}', "__class__"),
        ('{{ ho_ten|attr("__class__") }}', "|attr"),
        ("{{ ho_ten|safe }}", "|safe"),
        ("{% autoescape false %}{{ ho_ten }}{% endautoescape %}", "autoescape"),
        ("{% include 'x' %}", "tệp khác"),
        ("{{ 9 ** 9 ** 9 }}", "lũy thừa"),
        ('{{ "a" * 1000000000 }}', "phép nhân"),
        ("{{ 3 * [1] }}", "phép nhân"),
        ("{% for i in range(99999999) %}x{% endfor %}", "đếm quá"),
    ],
)
def test_a_dangerous_construct_is_named_at_its_paragraph_and_not_tried(
    tmp_path: Path, tag: str, why: str
) -> None:
    path = _template(tmp_path, *SOUND, f"Thử: {tag}")

    problems = check_template(path, INFO, EXAMPLE)

    assert set(codes(problems)) - {"M002"} == {"M007"}
    assert any(why in one.message for one in problems)
    assert "đoạn 5 «Thử: " in problems[0].where


def test_a_harmless_count_and_sum_are_no_danger(tmp_path: Path) -> None:
    path = _template(tmp_path, *SOUND, "{{ 3 * 4 }}", "{% for i in range(3) %}{{ i }}{% endfor %}")

    assert check_template(path, INFO, EXAMPLE) == ()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            ("{%p if ho_ten %}", "a{% endif %}"),
            "mở ở cấp đoạn mà {% endif %} đóng ở cấp trong dòng",
        ),
        (("a{% if ho_ten %}", "{%p endif %}"), "mở ở cấp trong dòng"),
    ],
)
def test_a_block_torn_between_levels_is_named(
    tmp_path: Path, texts: tuple[str, ...], words: str
) -> None:
    problems = check_template(_template(tmp_path, *SOUND, *texts), INFO)

    assert "M005" in codes(problems)
    assert any(words in one.message for one in problems)


def test_a_blank_between_brace_and_level_is_explained(tmp_path: Path) -> None:
    problems = check_template(
        _template(tmp_path, *SOUND, "{% p if ho_ten %}", "{%p endif %}"), INFO
    )

    assert any("viết liền {%p" in one.message for one in problems)


def test_an_unknown_name_is_placed_at_the_tag_that_reads_it(tmp_path: Path) -> None:
    texts = (*SOUND[:2], "{{ r.ma }} {{ r.viec }} {{ r.vieec }}", SOUND[3])

    (problem,) = check_template(_template(tmp_path, *texts), INFO)

    assert problem.code == "M002"
    assert "đoạn 3 «" in problem.where
    assert "ý bạn là «hang[].viec»?" in problem.message


def test_an_unknown_name_that_stands_in_no_tag_is_still_named(tmp_path: Path) -> None:
    texts = (*SOUND, "{% set x = hang %}{% for r in x %}{{ r['la lùng'] }}{% endfor %}")

    problems = check_template(_template(tmp_path, *texts), INFO)

    assert codes(problems) == ["M002"]


def test_the_example_must_give_the_fields_and_nothing_else(tmp_path: Path) -> None:
    example = {"ho_tenn": "An", "hang": []}

    problems = check_template(_template(tmp_path, *SOUND), INFO, example)

    assert codes(problems) == ["M009", "M009", "M006"]
    assert "«ho_ten»" in problems[0].message
    assert "ý bạn là «ho_ten»?" in problems[1].message


def test_an_example_that_cannot_be_filled_in_is_named_at_its_paragraph(tmp_path: Path) -> None:
    path = _template(tmp_path, *SOUND, "{{ ho_ten + 1 }}")

    (problem,) = check_template(path, INFO, EXAMPLE)
    ((number, words),) = template_notes(path, INFO, EXAMPLE)

    assert problem.code == "M006"
    assert (number, words[:5]) == (5, "M006:")


def test_an_example_with_a_value_that_word_cannot_hold_is_named_by_its_field(
    tmp_path: Path,
) -> None:
    path = _template(tmp_path, *SOUND)

    (problem,) = check_template(path, INFO, {**EXAMPLE, "ho_ten": None})

    assert problem.code == "M006"
    assert "ho_ten" in problem.message + problem.where


def test_without_fields_only_the_template_itself_is_judged(tmp_path: Path) -> None:
    assert check_template(_template(tmp_path, "{{ gi_cung_duoc }}"), None) == ()


def test_notes_lie_on_the_paragraphs_of_a_copy_of_the_template(tmp_path: Path) -> None:
    texts = ("{{ ho_ten }", *SOUND, "{%p if x %} mất", "{%p endif %}")
    path = _template(tmp_path, *texts)

    noted = opened(comment(path.read_bytes(), template_notes(path, INFO)))

    marks = noted.element.xpath(".//w:commentRangeStart")
    where = ["".join(one.getparent().itertext()) for one in marks]
    assert "{{ ho_ten }" in where[0]
    assert any("mất" in text for text in where)


def test_flaws_of_a_header_say_so_since_it_can_hold_no_comment(tmp_path: Path) -> None:
    path = _template(tmp_path, *SOUND)
    document = opened(path.read_bytes())
    document.sections[0].header.paragraphs[0].text = "{{ la_qua }}"
    document.save(str(path))

    ((number, words),) = template_notes(path, INFO)

    assert number == 1
    assert "word/header" in words


def test_every_code_of_templates_is_explained() -> None:
    assert sorted(TEMPLATE_CODES) == [f"M00{number}" for number in range(1, 10)]
