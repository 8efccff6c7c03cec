"""Findings as Word comments in a copy."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from hoso.errors import UnreadableFileError
from hoso.word import comment, text_of
from tests.lint_samples import RIGHT_ONES, by_table
from tests.word_samples import bytes_of, find, opened, rezipped


def _comments(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).comments]


def _anchored(document: Document, number: int) -> str:
    """Return the text of the paragraph that a comment lies on."""
    mark = f'.//w:commentRangeStart[@w:id="{number}"]'
    (start,) = document.element.xpath(mark)
    return "".join(start.getparent().itertext())


def test_each_note_lies_on_its_paragraph_and_the_text_stays_as_it_was() -> None:
    data = bytes_of(by_table())

    noted = comment(data, [(12, "T024: dãn dòng"), (13, "T003: phông"), (12, "T020: cỡ chữ & lề")])

    assert _comments(noted) == ["T024: dãn dòng\nT020: cỡ chữ & lề", "T003: phông"]
    assert "10 kỳ" in _anchored(opened(noted), 0)
    assert "11 kỳ" in _anchored(opened(noted), 1)
    assert text_of(noted) == text_of(data)
    assert comment(data, [(1, "a")]) == comment(data, [(1, "a")])


def test_comments_that_are_there_stay_with_their_numbers() -> None:
    document = by_table()
    document.add_comment(find(document, "11 kỳ").runs, "Của đồng chí bí thư", author="An")
    data = bytes_of(document)

    noted = comment(comment(data, [(1, "một")]), [(2, "hai")])

    assert _comments(noted) == ["Của đồng chí bí thư", "một", "hai"]
    assert {one.comment_id for one in opened(noted).comments} == {0, 1, 2}


def test_a_note_on_a_text_box_lies_on_the_paragraph_that_holds_the_box() -> None:
    data = RIGHT_ONES["text_boxes"]()

    noted = comment(data, [(3, "tên cơ quan")])

    (mark,) = opened(noted).element.xpath(".//w:commentRangeStart")
    paragraph = mark.getparent()
    assert not list(mark.iterancestors(qn("w:txbxContent")))
    assert list(paragraph.iter(qn("w:txbxContent")))


@pytest.mark.parametrize("number", [0, -3, 1, 10_000])
def test_a_number_outside_the_document_stands_for_its_nearest_paragraph(number: int) -> None:
    assert _comments(comment(bytes_of(by_table()), [(number, "trang")])) == ["trang"]


def test_a_document_without_paragraphs_or_relations_can_be_commented_on() -> None:
    main = (
        f'<w:document xmlns:w="{docx.oxml.ns.nsmap["w"]}"><w:body><w:sectPr/></w:body></w:document>'
    )

    def bare(parts: dict[str, bytes]) -> None:
        del parts["word/_rels/document.xml.rels"]
        parts["word/document.xml"] = main.encode()
        parts["word/comments.xml"] = b"<x/>"

    noted = comment(rezipped(bytes_of(docx.Document()), bare), [(1, "trống")])

    assert _comments(noted) == ["trống"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        comment(b"khong", [(1, "a")])
