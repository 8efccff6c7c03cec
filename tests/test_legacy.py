"""TCVN3 and VNI: every letter both ways, by font in Word and PDF files, by the words elsewhere."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import legacy, pdf, text, word
from hoso.legacy import Encoding
from tests.pdf_samples import in_font

LETTERS = sorted(text.ALPHABET)
SENTENCE = "Đảng ủy xã An Lĩnh: ƯU ĐIỂM, khuyết điểm; ỷ lại, nể nang, chưa thường xuyên kiểm tra."
WORDS = [
    "Công",
    "tác",
    "kiểm",
    "tra",
    "chưa",
    "thường",
    "xuyên;",
    "Ủy",
    "ban,",
    "Ước",
    "nguyện,",
    "Đổi",
    "mới;",
    "hỗ",
    "trợ,",
    "nghĩa",
    "vụ,",
    "quỹ,",
    "kỵ,",
    "thuở,",
    "huỳnh,",
    "ngoằn,",
    "khuỷu,",
    "ĐẢNG",
    "BỘ,",
    "HẠN",
    "CHẾ,",
    "ỶNG",
]
lower = [one for one in LETTERS if one == one.lower()]


def tcvn3(value: str) -> str:
    return "".join(
        legacy.decode(said, Encoding.TCVN3, capitals=capital)
        for said, capital in legacy.encode_mixed(value)
    )


@pytest.mark.parametrize("letter", LETTERS)
def test_every_vietnamese_letter_goes_both_ways(letter: str) -> None:
    assert legacy.decode(legacy.encode(letter, Encoding.VNI), Encoding.VNI) == letter
    assert tcvn3(letter) == letter


# The published table of VN3 by its bytes, written a second time, by rows of the standard.
@pytest.mark.parametrize(
    ("code", "letter"),
    [(0xB8, "á"), (0xA8, "ă"), (0xAE, "đ"), (0xA7, "Đ"), (0xAD, "ư"), (0xCB, "ậ"), (0xF9, "ự")],
)
def test_tcvn3_is_read_as_the_standard_prints_it(code: int, letter: str) -> None:
    assert legacy.decode(bytes([code]).decode("latin-1"), Encoding.TCVN3) == letter


@given(st.lists(st.sampled_from([*WORDS, *LETTERS]), max_size=30).map(" ".join))
def test_any_vietnamese_text_survives_the_round_trip(value: str) -> None:
    assert legacy.decode(legacy.encode(value, Encoding.VNI), Encoding.VNI) == value
    assert tcvn3(value) == value


def test_a_letter_that_an_encoding_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="Ả"):
        legacy.encode("Ả", Encoding.TCVN3)


def test_letters_of_symbol_fonts_and_a_small_sign_after_a_capital_are_read() -> None:
    assert legacy.decode("nh\uf0a9n", Encoding.TCVN3) == "nhân"
    assert legacy.decode("Aùnh sáng", Encoding.VNI).startswith("Ánh")
    assert legacy.decode("c\xb8n bé", Encoding.TCVN3, capitals=True) == "CÁN BỘ"


@pytest.mark.parametrize(
    ("name", "encoding", "capitals", "today"),
    [
        (".VnTime", Encoding.TCVN3, False, "Times New Roman"),
        (".VnTimeH", Encoding.TCVN3, True, "Times New Roman"),
        ("/ABCDEF+.VnArialH,Bold", Encoding.TCVN3, True, "Arial"),
        (".VnArial NarrowH", Encoding.TCVN3, True, "Arial"),
        (".VnCourier", Encoding.TCVN3, False, "Courier New"),
        ("VNI-Times", Encoding.VNI, False, "Times New Roman"),
        ("VNI-Helve", Encoding.VNI, False, "Arial"),
    ],
)
def test_old_fonts_are_known_by_name(
    name: str, encoding: Encoding, capitals: bool, today: str
) -> None:
    found = legacy.legacy_font(name)

    assert found is not None
    assert (found.encoding, found.capitals, found.today) == (encoding, capitals, today)


@pytest.mark.parametrize("name", ["Times New Roman", "Vni", "VnUnicode Times", "", "Verdana"])
def test_other_fonts_are_left_alone(name: str) -> None:
    assert legacy.legacy_font(name) is None


@pytest.mark.parametrize("encoding", list(Encoding))
def test_the_encoding_of_a_text_is_guessed_by_its_words(encoding: Encoding) -> None:
    plain = "công tác kiểm tra, giám sát chưa thường xuyên; nể nang, ngại va chạm"

    assert legacy.guess(legacy.encode(plain, encoding)) is encoding


@pytest.mark.parametrize(
    "words", [SENTENCE, "The committee met.", "", "Les élèves très âgés à l'école", "Ca phe sua da"]
)
def test_unicode_ascii_and_foreign_text_are_in_no_old_encoding(words: str) -> None:
    assert legacy.guess(words) is None
    assert legacy.modern(words) == (words, None)


def test_a_mixed_text_is_made_modern_line_by_line() -> None:
    old = legacy.encode("chưa thường xuyên kiểm tra đảng viên", Encoding.TCVN3)
    said, found = legacy.modern(f"{SENTENCE}\n{SENTENCE}\n{old}\nplain")

    assert found is Encoding.TCVN3
    assert said == f"{SENTENCE}\n{SENTENCE}\nchưa thường xuyên kiểm tra đảng viên\nplain"


def test_a_short_line_follows_the_rest_of_the_text() -> None:
    whole = "công tác kiểm tra chưa thường xuyên\n45 hồ sơ\nngại va chạm, nể nang"
    old = "\n".join(legacy.encode(line, Encoding.VNI) for line in whole.split("\n"))

    assert legacy.modern(old) == (whole, Encoding.VNI)


def test_vietnamese_is_told_from_other_languages_by_its_syllables() -> None:
    assert legacy.syllables(SENTENCE) > 0.95
    assert legacy.syllables("The party committee discussed shortcomings of this year") < 0.3
    assert legacy.syllables(" ") == 0.0


# -- Word ----------------------------------------------------------------------------------------


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # python-docx has no types
    return out.getvalue()


def test_runs_styles_and_split_signs_are_converted_in_a_copy() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for said, capital in legacy.encode_mixed(SENTENCE):
        paragraph.add_run(said).font.name = ".VnTimeH" if capital else ".VnTime"
    old = legacy.encode(SENTENCE, Encoding.VNI)
    split = document.add_paragraph()
    for said in (old[:3], old[3:4], old[4:20], old[20:]):  # signs parted from their letters
        split.add_run(said).font.name = "VNI-Times"
    style = document.styles.add_style("Cu", 1)
    style.font.name = ".VnArial"
    document.add_paragraph(legacy.encode("nể nang", Encoding.TCVN3), style="Cu")
    document.add_paragraph("Đã là Unicode").runs[0].font.name = ".VnTime"
    data = saved(document)

    found = word.modernise(data, "cu.docx")

    assert found is not None
    assert word.text_of(found.data, "x").split("\n") == [
        SENTENCE,
        SENTENCE,
        "nể nang",
        "Đã là Unicode",
    ]
    assert set(found.encodings) == {Encoding.TCVN3, Encoding.VNI}
    assert not any(legacy.legacy_font(one) for one in word.families(found.data, "x"))


def test_letters_without_an_old_font_are_known_by_the_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph(legacy.encode("chưa thường xuyên kiểm tra", Encoding.TCVN3))
    document.add_paragraph("Bình thường")

    found = word.modernise(saved(document), "cu.docx")

    assert found is not None
    assert word.text_of(found.data, "x") == "chưa thường xuyên kiểm tra\nBình thường"


def test_a_file_in_unicode_needs_no_copy() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)

    assert word.modernise(saved(document), "moi.docx") is None


def test_a_soft_hyphen_of_word_is_the_letter_that_it_stands_for() -> None:
    from docx.oxml import OxmlElement

    document = docx.Document()
    run = document.add_paragraph().add_run("ch")
    run.font.name = ".VnTime"
    run._r.append(OxmlElement("w:softHyphen"))
    run.add_text("a")

    found = word.modernise(saved(document), "cu.docx")

    assert found is not None
    assert word.text_of(found.data, "x") == "chưa"


# -- PDF -----------------------------------------------------------------------------------------


def test_pages_set_in_old_fonts_are_read_by_their_fonts() -> None:
    data = in_font(
        [("nh©n d©n ", ".VnTimeH"), ("c«ng t\xb8c", ".VnTime"), (" plain", "Times-Roman")]
    )

    found = pdf.page_texts(data, "cu.pdf")

    assert found.pages == ("NHÂN DÂN công tác plain",)
    assert found.encodings == (Encoding.TCVN3,)
