"""PDF: joined dossiers, fonts and marks of PDF/A, page numbers on every kind of page."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from hoso import pdf
from hoso.errors import Outcome, UnreadableFileError
from hoso.pdf import About, Part
from hoso.text import VIETNAMESE
from tests import pdf_samples as samples
from tests.pdf_samples import ARCHIVAL, named

ABOUT = About(
    title="Hồ sơ kiểm điểm năm 2025",
    author="Chi bộ Văn phòng",
    made=datetime(2025, 12, 1, 8, 30, tzinfo=UTC),
    subject="Hồ sơ <tt> & phiên bản 3",
    keywords=("kiểm điểm", "2025"),
    program="hoso 0",
)


def _part(data: bytes, title: str = "Biên bản họp", name: str = "0001/goc.pdf") -> Part:
    return Part(title=title, data=data, name=name)


def _page_texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


# -- joining -----------------------------------------------------------------------------------


def test_parts_follow_each_other_under_vietnamese_bookmarks_with_page_numbers() -> None:
    parts = [
        _part(samples.pages("mot", "hai"), "Báo cáo kiểm điểm của tập thể"),
        _part(samples.pages("ba"), "Kế hoạch khắc phục  (số 01-KH/CB)"),
    ]

    joined = pdf.join(parts, ABOUT)

    assert samples.outline(joined.data) == [
        ("Báo cáo kiểm điểm của tập thể", 1),
        ("Kế hoạch khắc phục (số 01-KH/CB)", 3),
    ]
    assert joined.starts == (1, 3)
    assert joined.pages == 3
    texts = _page_texts(joined.data)
    assert [text.split() for text in texts] == [
        ["mot", "Trang", "1/3"],
        ["hai", "Trang", "2/3"],
        ["ba", "Trang", "3/3"],
    ]


def test_the_same_parts_give_the_same_bytes_and_others_do_not() -> None:
    parts = [_part(samples.pages("mot")), _part(samples.scan())]

    once, twice = (pdf.join(parts, ABOUT, contents=("MỤC LỤC",)) for _ in range(2))
    other = pdf.join(parts[:1], ABOUT, contents=("MỤC LỤC",))

    assert once.data == twice.data
    ids = [PdfReader(BytesIO(one.data)).trailer["/ID"] for one in (once, other)]
    assert ids[0] != ids[1]


def test_the_file_says_what_it_is_in_both_places_alike() -> None:
    joined = pdf.join([_part(ARCHIVAL)], ABOUT)

    reader = PdfReader(BytesIO(joined.data))
    info, xmp = reader.metadata, reader.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert info.title == ABOUT.title == (xmp.dc_title or {})["x-default"]
    assert info.author == ABOUT.author == (xmp.dc_creator or [""])[0]
    assert info.subject == ABOUT.subject == (xmp.dc_description or {})["x-default"]
    assert info.keywords == "kiểm điểm, 2025" == xmp.pdf_keywords
    assert info.creation_date == ABOUT.made == xmp.xmp_create_date.replace(tzinfo=UTC)  # type: ignore[union-attr]  # tested above
    assert info.producer == xmp.pdf_producer == "hoso 0"


def test_archival_parts_stay_archival_together() -> None:
    joined = pdf.join([_part(ARCHIVAL), _part(ARCHIVAL)], ABOUT, contents=("MỤC LỤC",))

    assert str(joined.kept) == "PDF/A-2b"
    assert joined.problems == ()
    assert pdf.claim(joined.data, "gộp") == joined.kept
    assert pdf.archival(joined.data) == ()


def test_one_part_that_is_not_archival_makes_it_a_file_for_print_and_is_named() -> None:
    parts = [_part(ARCHIVAL), _part(samples.scan(), name="0002/ban_ky.pdf")]

    joined = pdf.join(parts, ABOUT)

    assert joined.kept is None
    assert pdf.claim(joined.data, "gộp") is None
    assert [(one.code, one.where) for one in joined.problems] == [("P010", "0002/ban_ky.pdf")]
    assert "chỉ để in và đọc" in joined.problems[0].message


def test_pages_in_printing_colours_or_of_a_later_standard_do_not_stay_archival() -> None:
    reader = PdfReader(BytesIO(ARCHIVAL))
    intent = reader.root_object["/OutputIntents"]
    assert isinstance(intent, ArrayObject)
    profile = DecodedStreamObject()
    profile.set_data(b"icc")
    profile[NameObject("/N")] = NumberObject(4)
    writer = PdfWriter(clone_from=reader)
    cmyk = named(
        {"/S": NameObject("/GTS_PDFA1"), "/DestOutputProfile": writer._add_object(profile)}
    )
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([cmyk])
    part_3 = ARCHIVAL.replace(b"<pdfaid:part>2<", b"<pdfaid:part>3<")

    for data in (samples.written(writer), part_3):
        joined = pdf.join([_part(data)], ABOUT)

        assert joined.kept is None
        assert "hoặc màu in riêng" in joined.problems[0].message


def test_a_digital_signature_is_said_to_hold_only_in_the_original() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(ARCHIVAL)))
    field = named({"/FT": NameObject("/Sig"), "/T": TextStringObject("Chữ ký")})
    form = named({"/Fields": ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)

    joined = pdf.join([_part(samples.written(writer))], ABOUT)

    assert [one.code for one in joined.problems] == ["P011"]
    assert "tệp gốc" in joined.problems[0].message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (samples.pages("x", password="bi-mat"), "mật khẩu"),
        (ARCHIVAL[:2000], "bị hỏng"),
        (b"PK\x03\x04", "không phải tệp PDF"),
    ],
)
def test_a_damaged_or_locked_part_is_refused_by_its_name(data: bytes, said: str) -> None:
    parts = [_part(ARCHIVAL), _part(data, name="tt-x/0007/ban_ky.pdf")]

    with pytest.raises(UnreadableFileError, match="tt-x/0007/ban_ky") as refusal:
        pdf.join(parts, ABOUT)

    assert said in refusal.value.message


# -- page numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("at", [(0.0, 0.0), (100.0, -50.0)])
def test_the_number_stands_upright_at_the_foot_of_a_turned_scan(
    rotate: int, at: tuple[float, float]
) -> None:
    wide = (842.0, 595.0)

    joined = pdf.join([_part(samples.scan(rotate=rotate, size=wide, at=at))], ABOUT)

    page = PdfWriter(clone_from=BytesIO(joined.data)).pages[0]
    assert page.rotation == rotate
    page.transfer_rotation_to_content()
    box, seen = page.mediabox, []
    page.extract_text(
        visitor_text=lambda text, cm, tm, _font, _size: (
            seen.append((text, cm, tm)) if text.strip() else None
        )
    )
    ((words, cm, tm),) = seen
    x, y = (
        tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
        tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
    )
    assert words
    assert _page_texts(joined.data) == ["Trang 1/1"]
    assert cm[0] > 0.99  # upright: no turn is left
    middle = float(box.left) + float(box.width) / 2
    assert middle - 60 < x < middle
    assert 0 < y - float(box.bottom) < 60


def test_a_scan_measured_in_dots_gets_a_number_of_the_same_look() -> None:
    joined = pdf.join([_part(samples.scan(size=(2480.0, 3508.0)))], ABOUT)

    sizes: list[float] = []
    PdfReader(BytesIO(joined.data)).pages[0].extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: (
            sizes.append(size) if text.strip() else None
        )
    )
    assert sizes == [pytest.approx(10 * 2480 / 595, abs=0.01)]


def test_a_number_does_not_change_other_pages_that_share_resources() -> None:
    shared = samples.pages("mot", "hai")
    reader = PdfReader(BytesIO(shared))

    joined = pdf.join([_part(shared)], ABOUT)

    fonts = [page["/Resources"]["/Font"] for page in PdfReader(BytesIO(joined.data)).pages]  # type: ignore[index]  # dictionaries
    assert all(set(one) == {"/F1", "/HosoSo0"} for one in fonts)
    assert [page.extract_text() for page in reader.pages] == ["mot", "hai"]


def test_an_empty_page_gets_its_number_too() -> None:
    writer = PdfWriter()
    writer.add_blank_page(*samples.A4)

    joined = pdf.join([_part(samples.written(writer))], ABOUT)

    assert _page_texts(joined.data) == ["Trang 1/1"]


# -- contents ----------------------------------------------------------------------------------


def test_the_list_of_contents_names_every_part_with_its_page_and_links_there() -> None:
    long = "Báo cáo kết quả kiểm điểm, đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên " * 2
    parts = [_part(ARCHIVAL, f"{turn}: {long}") for turn in range(30)]

    joined = pdf.join(parts, ABOUT, contents=("MỤC LỤC", "Hồ sơ của Chi bộ Văn phòng"))

    assert joined.starts[0] == 4  # three pages of rows
    assert joined.pages == 33
    texts = _page_texts(joined.data)
    assert texts[0].startswith("MỤC LỤC\nHồ sơ của Chi bộ Văn phòng")
    assert "29: Báo cáo kết quả" in texts[2]
    assert "33" in texts[2]
    reader = PdfReader(BytesIO(joined.data))
    links = [note.get_object() for page in reader.pages[:3] for note in page["/Annots"]]  # type: ignore[attr-defined]  # a list
    assert {link["/Dest"][0] for link in links} == {
        page.indirect_reference for page in reader.pages[3:]
    }
    assert [title.partition(":")[0] for title, _ in samples.outline(joined.data)] == [
        str(turn) for turn in range(30)
    ]
    assert [page for _, page in samples.outline(joined.data)] == list(range(4, 34))


def test_every_vietnamese_letter_comes_out_of_the_list_again() -> None:
    title = " ".join(sorted(VIETNAMESE))

    joined = pdf.join([_part(ARCHIVAL, title)], ABOUT, contents=("MỤC LỤC",))

    assert set(_page_texts(joined.data)[0]) >= VIETNAMESE


def test_a_letter_that_no_vietnamese_text_has_shows_as_a_question_mark_only_in_the_list() -> None:
    joined = pdf.join([_part(ARCHIVAL, "Biên bản 漢")], ABOUT, contents=("MỤC LỤC",))

    assert "Biên bản ?" in _page_texts(joined.data)[0]
    assert samples.outline(joined.data)[0][0] == "Biên bản 漢"


def test_a_part_without_a_title_still_has_its_row() -> None:
    joined = pdf.join([_part(ARCHIVAL, "")], ABOUT, contents=("MỤC LỤC",))

    assert "1." in _page_texts(joined.data)[0]


# -- fonts -------------------------------------------------------------------------------------


def test_fonts_are_listed_with_their_letters_and_whether_they_travel() -> None:
    lent, plain = pdf.fonts(ARCHIVAL, "a"), pdf.fonts(samples.pages("x"), "b")

    assert [(font.name, font.family, font.embedded) for font in lent] == [
        ("LiberationSerif", "LiberationSerif", True),
        ("LiberationSerif-Bold", "LiberationSerif", True),
    ]
    assert all(font.letters >= VIETNAMESE for font in lent)
    assert all(font.draws_words for font in lent)
    assert [(font.name, font.embedded, font.draws_words) for font in plain] == [
        ("Times-Roman", False, False)
    ]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("TimesNewRomanPSMT", "TimesNewRoman"),
        ("TimesNewRomanPS-BoldItalicMT", "TimesNewRoman"),
        ("Arial-BoldMT", "Arial"),
        ("DejaVuSans-ExtraLight", "DejaVuSans"),
        ("Calibri,BoldItalic", "Calibri"),
        ("LiberationSansNarrow-Bold", "LiberationSansNarrow"),
        ("TeXGyreTermes-Regular", "TeXGyreTermes"),
        ("OpenSymbol", "OpenSymbol"),
    ],
)
def test_styles_are_no_part_of_a_family(name: str, family: str) -> None:
    assert pdf.Font(name=name, embedded=True, letters=frozenset()).family == family


def _with_fonts(*fonts: DictionaryObject) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(*samples.A4)
    inner = DecodedStreamObject()
    inner.set_data(b"")
    inner[NameObject("/Resources")] = named(
        {"/Font": named({"/F9": writer._add_object(fonts[-1])})}
    )
    inner[NameObject("/Subtype")] = NameObject("/Form")
    page[NameObject("/Resources")] = named(
        {
            "/Font": named(
                {f"/F{turn}": writer._add_object(one) for turn, one in enumerate(fonts)}
            ),
            "/XObject": named({"/Fm": writer._add_object(inner)}),
        }
    )
    note = named(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Widget"),
            "/AP": named({"/N": named({"/On": writer._add_object(inner)})}),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return samples.written(writer)


def _font(subtype: str, name: str, **more: PdfObject) -> DictionaryObject:
    kinds = {"/Type": "/Font", "/Subtype": subtype, "/BaseFont": name}
    known = {key: NameObject(value) for key, value in kinds.items()}
    return named({**known, **{f"/{key}": value for key, value in more.items()}})


def _map(words: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(words)
    return stream


def test_letters_are_read_from_single_codes_and_both_kinds_of_ranges() -> None:
    words = (
        b"2 beginbfchar <01> <1EA0> <02> <D835DC00> endbfchar "
        b"2 beginbfrange <10> <12> <0061> <20> <21> [<0110> <0111>] endbfrange"
    )
    font = _font("/TrueType", "/ABCDEF+Thu", ToUnicode=_map(words))

    (found,) = pdf.fonts(_with_fonts(font), "x")

    assert found.name == "Thu"
    assert found.letters == set("Ạ\U0001d400abcĐđ")


def test_composite_and_drawn_fonts_are_known_and_met_once() -> None:
    file = DecodedStreamObject()
    file.set_data(b"font")
    descriptor = named({"/FontFile2": file})
    inner = _font("/CIDFontType2", "/Ghep", FontDescriptor=descriptor)
    composite = _font(
        "/Type0",
        "/Ghep",
        DescendantFonts=ArrayObject([inner]),
        ToUnicode=NameObject("/Identity-H"),
    )
    drawn = _font("/Type3", "/Ve")
    loose = _font("/Type0", "/Roi", DescendantFonts=ArrayObject([_font("/CIDFontType0", "/Roi")]))

    found = pdf.fonts(_with_fonts(composite, drawn, loose), "x")

    assert [(font.name, font.embedded) for font in found] == [
        ("Ghep", True),
        ("Roi", False),
        ("Ve", True),
    ]


# -- PDF/A -------------------------------------------------------------------------------------


def test_a_file_of_libreoffice_claims_what_it_is() -> None:
    assert str(pdf.claim(ARCHIVAL, "a")) == "PDF/A-2b"
    assert pdf.archival(ARCHIVAL) == ()
    assert pdf.claim(samples.pages("x"), "b") is None


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ('<rdf:Description pdfaid:part="1" pdfaid:conformance="A"/>', "PDF/A-1a"),
        ("<pdfaid:part>4</pdfaid:part>", "PDF/A-4"),
        ("<pdfaid:conformance>B</pdfaid:conformance>", "None"),
    ],
)
def test_the_claim_is_read_from_elements_and_attributes(said: str, claimed: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        data = samples.changed({"/Metadata": _map(said.encode(encoding))})

        assert str(pdf.claim(data, "x")) == claimed


def test_everything_that_speaks_against_a_plain_file_is_named() -> None:
    found = pdf.archival(samples.pages("x"), "quét.pdf")

    assert [one.code for one in found] == ["P001", "P002", "P003", "P006"]
    assert all(one.where == "quét.pdf" for one in found)
    assert found[1].outcome is Outcome.UNCHECKED
    assert "Times-Roman" in found[2].message


def test_a_locked_file_is_not_archival() -> None:
    (found,) = pdf.archival(samples.pages("x", password="a"), "khóa.pdf")

    assert found.code == "P004"


@pytest.mark.parametrize(
    ("root", "code"),
    [
        ({"/AA": named({})}, "P005"),
        ({"/OpenAction": named({"/S": NameObject("/Launch")})}, "P005"),
        ({"/Names": named({"/JavaScript": named({})})}, "P005"),
        ({"/Names": named({"/EmbeddedFiles": named({})})}, "P007"),
        ({"/OpenAction": named({"/S": NameObject("/GoTo")})}, ""),
    ],
)
def test_what_acts_by_itself_or_hides_files_is_named(
    root: dict[str, DictionaryObject], code: str
) -> None:
    found = pdf.archival(samples.changed(root))

    assert [one.code for one in found if one.code != "P006"] == [code] * bool(code)


def test_a_damaged_file_is_refused_rather_than_judged() -> None:
    with pytest.raises(UnreadableFileError, match="bị hỏng"):
        pdf.archival(b"%PDF-1.7\n garbage", "hong.pdf")


# -- the same look -----------------------------------------------------------------------------


def test_files_that_differ_only_in_dates_show_the_same() -> None:
    later = pdf.join(
        [_part(ARCHIVAL)], About(title="x", author="y", made=datetime(2026, 1, 1, tzinfo=UTC))
    )
    now = pdf.join([_part(ARCHIVAL)], ABOUT)

    assert later.data != now.data
    assert pdf.shows_same(later.data, now.data)
    assert pdf.shows_same(b"x", b"x")


def test_another_word_image_turn_or_page_is_not_the_same() -> None:
    base = samples.scan(shade=1)

    assert not pdf.shows_same(base, samples.scan(shade=2))
    assert not pdf.shows_same(base, samples.scan(shade=1, rotate=90))
    assert not pdf.shows_same(samples.pages("a"), samples.pages("b"))
    assert not pdf.shows_same(samples.pages("a"), samples.pages("a", "a"))
    assert not pdf.shows_same(base, b"%PDF-1.7 hong")


def test_pages_are_counted() -> None:
    assert pdf.pages_of(samples.pages("a", "b"), "x") == 2
