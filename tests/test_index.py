"""Full-text search: what people type, with and without marks, and what they get."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso import text
from hoso.errors import SearchError
from hoso.index import Filters, Found, Index
from tests.index_samples import ANY, a_document, an_index


def of_texts(folder: Path, *texts: str) -> Index:
    return an_index(folder, [a_document(f"tt-cb-1-2024/{n:04d}", t) for n, t in enumerate(texts)])


def places(found: Found) -> list[int]:
    return [int(hit.document.rpartition("/")[2]) for hit in found.hits]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Documents that most questions here can be asked of."""
    return an_index(
        tmp_path_factory.mktemp("shelf"),
        [
            a_document(
                "tt-cb-van-phong-2024/0001",
                "Hạn chế, khuyết điểm: chậm nộp báo cáo theo Quy định 124-QĐ/TW và 43-HD/BTCTW.",
                organisation="cb-van-phong",
                title="Báo cáo kiểm điểm tập thể",
            ),
            a_document(
                "tt-cb-doi-1-2022/0001",
                "Còn hàn chè xanh cho hội nghị. Đ/c Ý đã ở lại. Lãi < 5 & thuế R&D > 3",
                year=2022,
                organisation="cb-doi-1",
                kind="bien_ban_tap_the",
            ),
            a_document(
                "dv-38001234-2023/0001",
                "Nội bộ hoà thuận; uỷ viên thuý kính. Điểm khuyết thiếu.",
                year=2023,
                organisation="cb-van-phong",
                kind="kiem_diem_2b",
                person="Trần Thị Ngoan",
            ),
            a_document("tt-x/0001", "Không có năm: khuyết điểm, khuyết điểm.", year=None),
        ],
    )


def dossiers(found: Found) -> set[str]:
    return {hit.dossier for hit in found.hits}


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "khuyết điểm",
        "khuyet diem",
        "KHUYẾT ĐIỂM",
        "khuyêt điêm",
        "khuyết diem",
        "(khuyết: *điểm)",
        unicodedata.normalize("NFD", "khuyết điểm"),
    ],
)
def test_words_are_found_with_and_without_marks_in_any_case_and_normal_form(
    shelf: Index, query: str
) -> None:
    found = shelf.search(query, ANY, 10)

    assert dossiers(found) == {"tt-cb-van-phong-2024", "dv-38001234-2023", "tt-x"}
    assert found.total == 3
    assert found.note == ""


@pytest.mark.parametrize(
    ("query", "dossier"),
    [
        ("hòa thuận", "dv-38001234-2023"),
        ("thúy", "dv-38001234-2023"),
        ("Ủy viên", "dv-38001234-2023"),
        ("ý", "tt-cb-doi-1-2022"),
        ("đ/c", "tt-cb-doi-1-2022"),
        ("d/c Y", "tt-cb-doi-1-2022"),
        ("124-QĐ/TW", "tt-cb-van-phong-2024"),
        ("124-qd/tw", "tt-cb-van-phong-2024"),
        ("124/QĐ-TW", "tt-cb-van-phong-2024"),
        ("124", "tt-cb-van-phong-2024"),
        ("btctw", "tt-cb-van-phong-2024"),
        ("HD/BTCTW", "tt-cb-van-phong-2024"),
        ("kiểm điểm tập thể", "tt-cb-van-phong-2024"),
        ("ngoan", "dv-38001234-2023"),
        ("Trần Thị Ngoan", "dv-38001234-2023"),
    ],
)
def test_every_word_number_title_and_name_finds_its_document(
    shelf: Index, query: str, dossier: str
) -> None:
    found = shelf.search(query, ANY, 10)

    assert dossiers(found) == {dossier}


def test_exact_marks_come_first_even_from_a_long_text_and_scores_say_so(tmp_path: Path) -> None:
    long_text = "hạn chế " + "công tác xây dựng đảng ở cơ sở " * 300
    index = of_texts(tmp_path, "hàn chè " * 30, long_text, "han che " * 30)

    exact, folded = index.search("hạn chế", ANY, 10), index.search("han che", ANY, 10)

    assert places(exact)[0] == 1
    assert exact.total == folded.total == 3
    assert [h.score for h in exact.hits] == sorted((h.score for h in exact.hits), reverse=True)
    assert exact.hits[0].score > exact.hits[1].score
    assert places(folded)[0] == 2


def test_places_left_by_exact_matches_are_filled_with_others(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "mà thôi", "má bánh", "mạ non", "mà mà")

    found = index.search("mà", ANY, 3)

    assert set(places(found)[:2]) == {0, 3}
    assert len(found.hits) == 3
    assert found.total == 4


def test_words_side_by_side_come_before_words_apart(tmp_path: Path) -> None:
    index = of_texts(
        tmp_path, "điểm này còn khuyết một chỗ", "có khuyết điểm này một chỗ", "điểm khuyết"
    )

    assert places(index.search("khuyết điểm", ANY, 10))[0] == 1
    assert places(index.search("khuyet diem", ANY, 10))[0] == 1


def test_a_number_as_typed_comes_before_one_written_otherwise(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "số 124/QĐ-TW hôm nay", "số 124-QĐ/TW hôm nay", "124 QĐ TW hôm nay")

    found = index.search("124-QĐ/TW", ANY, 10)

    assert places(found)[0] == 1
    assert found.total == 3


# -- phrases and everything that is not a word ------------------------------------------------


@pytest.mark.parametrize(
    "query", ['"chậm nộp báo cáo"', "“chậm nộp”", "«nop bao cao»", '"cham nop"']
)
def test_a_quoted_phrase_is_found_word_by_word(shelf: Index, query: str) -> None:
    assert dossiers(shelf.search(query, ANY, 10)) == {"tt-cb-van-phong-2024"}


@pytest.mark.parametrize("query", ['"nộp chậm"', '"báo cáo kiểm điểm tập thể hạn chế"'])
def test_a_phrase_in_another_order_or_across_title_and_text_is_not_found(
    shelf: Index, query: str
) -> None:
    assert shelf.search(query, ANY, 10) == Found(total=0)


def test_a_phrase_stays_required_when_its_companions_are_nowhere(shelf: Index) -> None:
    kept = shelf.search('"chậm nộp" xyzzy', ANY, 10)
    lost = shelf.search('"nộp chậm" khuyết', ANY, 10)

    assert dossiers(kept) == {"tt-cb-van-phong-2024"}
    assert "không văn bản nào có đủ" in kept.note.lower()
    assert lost == Found(total=0)


@pytest.mark.parametrize("query", ["", "   ", "(", "*", "?!…", '""', "-/.", "« »", "\x00\x1f"])
def test_a_query_without_a_word_is_refused_in_vietnamese(shelf: Index, query: str) -> None:
    with pytest.raises(SearchError) as refusal:
        shelf.search(query, ANY, 10)

    assert "không có từ nào" in refusal.value.message


def test_a_limit_below_one_is_refused(shelf: Index) -> None:
    with pytest.raises(SearchError, match="từ 1 trở lên"):
        shelf.search("điểm", ANY, 0)


def test_signs_of_other_query_languages_are_text(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "kind loại and điều", "điều khác")

    assert places(index.search("kind:loại AND điều", ANY, 10)) == [0]
    assert places(index.search("điều NOT", ANY, 10)) != []
    assert index.search("đi*", ANY, 10).total == 0
    assert places(index.search('"điều khác', ANY, 10)) == [1]


def test_documents_with_some_words_are_offered_only_with_a_note(shelf: Index) -> None:
    found = shelf.search("chậm xyzzy thuận", ANY, 10)

    assert dossiers(found) == {"tt-cb-van-phong-2024", "dv-38001234-2023"}
    assert found.total == 2
    assert found.note.startswith("Không văn bản nào có đủ các từ")
    assert shelf.search("xyzzy plugh", ANY, 10) == Found(total=0)


def test_a_query_of_ten_thousand_letters_finds_the_text_it_was_copied_from(tmp_path: Path) -> None:
    common = "Chi bộ đã lãnh đạo thực hiện nhiệm vụ chính trị được giao trong năm qua "
    source = common * 100 + " riêng chỗ này nhắc tới phà Sê San mùa nước nổi "
    index = of_texts(tmp_path, common * 3, source, common + "phà")

    found = index.search((source * 2)[:10_000], ANY, 10)

    assert places(found) == [1]
    assert "từ hiếm nhất" in found.note


def test_a_long_query_of_unknown_words_finds_nothing_and_says_what_was_asked(shelf: Index) -> None:
    found = shelf.search(" ".join(f"xyz{n}" for n in range(200)), ANY, 10)

    assert found.total == 0
    assert "8 từ hiếm nhất" in found.note


def test_overlong_and_overmany_phrases_are_shortened_with_a_note(tmp_path: Path) -> None:
    body = " ".join(f"từ{n}" for n in range(60))
    index = of_texts(tmp_path, body)

    long_phrase = index.search(f'"{body}"', ANY, 10)
    many = index.search(" ".join(f'"từ{n} từ{n + 1}"' for n in range(20)), ANY, 10)

    assert places(long_phrase) == places(many) == [0]
    assert "24 từ đầu" in long_phrase.note
    assert "8 cụm" in many.note


# -- filters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "years"),
    [
        (ANY, {2022, 2023, 2024, None}),
        (Filters(years=(2023, 2024)), {2023, 2024}),
        (Filters(years=(None, 2022)), {2022}),
        (Filters(years=(2024, None)), {2024}),
        (Filters(organisations=["cb-doi-1", "cb-khac"]), {2022}),
        (Filters(organisations=[]), set()),
        (Filters(organisations=["cb-van-phong"], kinds=["kiem_diem_2b"]), {2023}),
        (Filters(kinds=["bien_ban_tap_the"]), {2022}),
        (Filters(kinds=["bien_ban"]), set()),
    ],
)
def test_filters_keep_what_they_say_and_the_total_counts_the_same(
    shelf: Index, filters: Filters, years: set[int | None]
) -> None:
    found = shelf.search("điểm ở", filters, 10)

    assert {hit.year for hit in found.hits} == years
    assert found.total == len(found.hits)


# -- snippets ---------------------------------------------------------------------------------


def test_a_snippet_shows_the_original_spelling_between_tags(shelf: Index) -> None:
    marked, plain = shelf.search("khuyết điểm", ANY, 10), shelf.search("KHUYET DIEM", ANY, 10)

    for found in (marked, plain):
        hit = next(hit for hit in found.hits if hit.dossier == "tt-cb-van-phong-2024")
        assert hit.snippet.startswith("Hạn chế, <b>khuyết</b> <b>điểm</b>: chậm nộp")
    assert shelf.search("124-qd/tw", ANY, 1).hits[0].snippet.count("<b>124-QĐ/TW</b>") == 1


def test_a_snippet_escapes_what_the_text_itself_has(shelf: Index) -> None:
    snippet = shelf.search("thuế r", ANY, 1).hits[0].snippet

    assert "Lãi &lt; 5 &amp; <b>thuế</b> <b>R</b>&amp;D &gt; 3" in snippet


def test_a_snippet_marks_exact_words_rather_than_words_with_other_marks(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "hàn chè rồi mới nói hạn chế")

    found = index.search("hạn chế", ANY, 1)

    assert found.hits[0].snippet == "hàn chè rồi mới nói <b>hạn</b> <b>chế</b>"


def test_a_snippet_of_a_phrase_marks_only_the_phrase(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "chi tiết của chi bộ và bộ phận")

    found = index.search('"chi bộ"', ANY, 1)

    assert found.hits[0].snippet == "chi tiết của <b>chi</b> <b>bộ</b> và bộ phận"


def test_a_snippet_is_taken_where_most_of_the_query_is_answered(tmp_path: Path) -> None:
    filler = "công tác xây dựng đảng ở cơ sở " * 40
    index = of_texts(tmp_path, f"nộp {filler} chậm nộp báo cáo {filler}")

    snippet = index.search("báo cáo nộp chậm", ANY, 1).hits[0].snippet

    assert "<b>chậm</b> <b>nộp</b> <b>báo</b> <b>cáo</b>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(re.sub("</?b>", "", snippet)) < 260


def test_a_snippet_of_a_match_in_title_or_person_shows_that(shelf: Index) -> None:
    by_title = shelf.search("kiểm tập thể", ANY, 1).hits[0]
    by_name = shelf.search("ngoan", ANY, 1).hits[0]

    assert by_title.snippet == "Báo cáo <b>kiểm</b> điểm <b>tập</b> <b>thể</b>"
    assert by_name.snippet == "Trần Thị <b>Ngoan</b>"


def test_a_snippet_never_cuts_a_word_and_copes_with_a_text_of_one_word(tmp_path: Path) -> None:
    index = of_texts(tmp_path, "a" * 5000 + " dài", "khuyết " + "b" * 5000)

    endless = index.search("a" * 5000, ANY, 1).hits[0].snippet
    cut = index.search("khuyết", ANY, 1).hits[0].snippet

    assert endless.startswith("<b>aaaa")
    assert cut.startswith("<b>khuyết</b> b")


@given(
    body=st.text(alphabet="aáàbđ chếề&<>\n\"'b/", min_size=1, max_size=400).filter(str.strip),
    query=st.text(alphabet="aáàbđ chế ", min_size=1, max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_a_snippet_without_its_tags_is_text_of_the_document(body: str, query: str) -> None:
    from hoso.index import parse
    from hoso.index._snippet import snippet

    if not text.squeeze(query):
        return

    shown = snippet([text.nfc(body)], parse(query).clauses).text

    plain = html.unescape(re.sub("</?b>", "", shown)).removeprefix("… ").removesuffix(" …")
    assert plain.strip() in text.squeeze(body)


# -- agreement with reading everything --------------------------------------------------------

LEXICON = ["mà", "má", "ma", "hoà", "hòa", "đá", "da", "124-QĐ/TW", "qđ", "ý", "chi", "bộ"]
bodies = st.lists(st.sampled_from(LEXICON), max_size=8).map(" ".join)


def folded_words(value: str) -> set[str]:
    return set(re.split(r"[ ./-]+", text.fold(value)))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(bodies, min_size=1, max_size=7),
    queries=st.lists(
        st.lists(st.sampled_from(LEXICON), min_size=1, max_size=3).map(" ".join),
        min_size=1,
        max_size=5,
    ),
    years=st.sampled_from([(None, None), (2021, 2023), (None, 2022)]),
)
def test_search_agrees_with_reading_every_text(
    tmp_path: Path, texts: list[str], queries: list[str], years: tuple[int | None, int | None]
) -> None:
    documents = [a_document(f"d/{n:04d}", t, year=2020 + n) for n, t in enumerate(texts)]
    index = an_index(tmp_path, documents)
    for query in queries:
        found = index.search(query, Filters(years=years), 100)
        if found.meant:  # taken for a slip of another word
            continue

        clauses = [folded_words(word) for word in query.split()]
        kept = [n for n in range(len(texts)) if (years[0] or 0) <= 2020 + n <= (years[1] or 9999)]
        has = {n: [clause <= folded_words(texts[n]) for clause in clauses] for n in kept}
        whole = {n for n in kept if all(has[n])}
        some = {n for n in kept if any(has[n])}
        assert set(places(found)) == (whole or some)
        assert found.total == len(found.hits)
        assert bool(found.note) == (bool(found.hits) and not whole)
