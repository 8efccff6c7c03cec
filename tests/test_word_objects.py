"""Pictures, rich text and sub-documents: docxtpl places them, our checks still hold."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate, InlineImage, Listing, RichText

from hoso.errors import FillError, TemplateBrokenError, UnreadableFileError
from hoso.word import Fragment, Picture, Template
from tests.word_samples import bytes_of, opened, paragraphs, saved, texts_of


def png(width: int = 4) -> bytes:
    """Return a black picture of `width` × 1 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(width + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.fixture
def annex(tmp_path: Path) -> bytes:
    return saved(tmp_path / "phu_luc.docx", paragraphs("Phụ lục R&D", "dòng hai")).read_bytes()


def drawings(document: Document) -> list[tuple[str, str]]:
    found = document.element.body.iter(qn("wp:docPr"))
    extents = document.element.body.iter(qn("wp:extent"))
    return [(p.get("id"), e.get("cx")) for p, e in zip(found, extents, strict=True)]


def test_a_picture_stands_in_the_text_as_wide_as_asked(tmp_path: Path) -> None:
    template = Template.open(
        saved(
            tmp_path / "mau.docx",
            paragraphs("QR: {{ qr|hinh }} hết & {{ x }}", "{{ qr|hinh(10) }}"),
        )
    )

    data = template.fill({"qr": Picture(png(), 25), "x": "a < b"}, identity="hoso:x")

    document = opened(data)
    assert texts_of(data)[0] == "QR:  hết & a < b"
    assert drawings(document) == [("1001", str(25 * 36000)), ("1002", str(10 * 36000))]
    assert document.core_properties.identifier == "hoso:x"
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert [zipped.read(n) for n in zipped.namelist() if "media" in n] == [png()]


def test_the_same_data_give_the_same_bytes_with_pictures_too(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{ qr|hinh }}")))

    once, again = (template.fill({"qr": Picture(png(), 25)}) for _ in range(2))

    assert once == again


def test_a_picture_in_a_template_that_does_not_announce_it_is_placed(tmp_path: Path) -> None:
    path = saved(tmp_path / "mau.docx", paragraphs("{% for i in ds %}{{ i }}{% endfor %}"))
    template = Template.open(path)
    image = InlineImage(DocxTemplate(path), io.BytesIO(png(8)))

    data = template.fill({"ds": [Picture(png(), 5), image]})

    assert [number for number, _ in drawings(opened(data))] == ["1001", "1002"]


def test_rich_text_keeps_its_look_and_its_letters(tmp_path: Path) -> None:
    rich = RichText("đậm & <", bold=True)
    rich.add(" thường\nxuống dòng")
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("Trước {{r x }} sau {{ y }}")))

    data = template.fill({"x": rich, "y": "z"})

    paragraph = opened(data).paragraphs[0]
    assert paragraph.text == "Trước đậm & < thường\nxuống dòng sau z"
    assert [run.text for run in paragraph.runs if run.bold] == ["đậm & <"]


def test_a_sub_document_takes_the_place_of_its_paragraph(tmp_path: Path, annex: bytes) -> None:
    template = Template.open(
        saved(tmp_path / "mau.docx", paragraphs("Trước {{ x }}", "{{p phu_luc }}", "Sau"))
    )
    other = DocxTemplate(io.BytesIO(annex)).new_subdoc(io.BytesIO(annex))

    ours = template.fill({"x": "1", "phu_luc": Fragment(annex)})
    theirs = template.fill({"x": "1", "phu_luc": other})

    assert texts_of(ours) == texts_of(theirs) == ["Trước 1", "Phụ lục R&D", "dòng hai", "Sau"]


def test_a_sub_document_that_is_no_sound_file_is_refused(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{p x }}")))

    with pytest.raises(UnreadableFileError, match="văn bản con"):
        template.fill({"x": Fragment(b"khong phai zip")})


def test_a_listing_of_docxtpl_is_text_like_any_other(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{ x }}")))

    data = template.fill({"x": Listing("a & b\nc")})

    assert texts_of(data) == ["a & b\nc"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x|hinh }}{{ ''.__class__ }}", "không được phép"),
        ("{{ x|hinh }}{{ y.zz }}", "không có tên «zz»"),
        ("{{ x|hinh }}{{ 1/0 }}", "không tính được"),
        ("{{ x|hinh }}{{ y|safe }}", "không còn là XML đúng"),
    ],
)
def test_sandbox_strictness_and_checks_hold_beside_pictures(
    tmp_path: Path, text: str, words: str
) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("Trước", text)))

    with pytest.raises(TemplateBrokenError, match=words) as refusal:
        template.fill({"x": Picture(png(), 5), "y": "a <b"})

    assert "mau.docx" in refusal.value.where


def test_a_value_that_vanishes_beside_a_picture_is_named(tmp_path: Path) -> None:
    template = Template.open(saved(tmp_path / "mau.docx", paragraphs("{{ x|hinh }}", "{{p y }}")))

    with pytest.raises(FillError, match="«bốc hơi» của «y» bị mất"):
        template.fill({"x": Picture(png(), 5), "y": "bốc hơi"})


def test_headers_and_properties_are_filled_beside_a_picture(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ x|hinh }}")
        document.sections[0].header.paragraphs[0].text = "Năm {{ nam }}"
        document.core_properties.title = "Kiểm điểm {{ nam }}"

    template = Template.open(saved(tmp_path / "mau.docx", build))

    document = opened(template.fill({"x": Picture(png(), 5), "nam": 2025}))

    assert document.sections[0].header.paragraphs[0].text == "Năm 2025"
    assert document.core_properties.title == "Kiểm điểm 2025"
    assert bytes_of(document)
