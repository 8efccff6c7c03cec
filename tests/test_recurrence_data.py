"""The knowledge of the recurrence room: the tables, the weights, and what they reach together."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.recurrence import DATA, committee, measure, part, read, register
from hoso.recurrence import Scorer
from hoso.recurrence._analysis import Frequencies
from hoso.recurrence._analyst import Analyst
from hoso.recurrence._expressions import Matcher, expand, split, tokenize
from hoso.recurrence._features import FEATURES
from hoso.recurrence._lexicon import Table, light_phrases, load_lexicon
from hoso.recurrence._linear import Linear
from hoso.recurrence._rivals import RIVALRY
from hoso.recurrence._trees import Forest
from hoso.recurrence._weights import RANKED
from tools.boosting import boost

LEXICON = load_lexicon()
TABLES = {
    "doi_tuong": LEXICON.objects,
    "chi_tiet": LEXICON.details,
    "kieu": LEXICON.manners,
    "chu_the": LEXICON.actors,
    "dong_nghia": LEXICON.synonyms,
}
SCORER = Scorer.load()


def _said(text: str) -> set[str]:
    analyst = Analyst(LEXICON, LEXICON.marked, Frequencies(0, {}), folded=False)
    return set(analyst.analyse(text).about.strong)


def test_every_value_that_is_looked_at_has_a_weight_somewhere() -> None:
    models = SCORER.weights.pair
    vectors = [model.vector for model in models]
    weighty = [name for name, *each in zip(FEATURES, *vectors, strict=True) if any(each)]

    assert weighty == list(FEATURES)


def test_the_trees_ask_for_what_the_rivals_say_and_for_the_pair_itself() -> None:
    asked = {RANKED[place] for tree in SCORER.weights.ranked.trees for place, _ in tree.questions}

    assert len(asked & set(RIVALRY)) >= 8
    assert len(asked & set(FEATURES)) >= 40


def test_a_forest_is_read_as_it_was_written() -> None:
    forest = SCORER.weights.ranked

    assert Forest.of(forest.written(RANKED), RANKED) == forest


def test_trees_learn_what_no_sum_of_weights_can_tell() -> None:
    rng = np.random.default_rng(3)
    rows = rng.random((400, 3))
    truth = ((rows[:, 0] > 0.4) & (abs(rows[:, 1] - 0.5) < 0.3)).astype(float)

    forest = boost(rows, truth, np.ones(400), Linear(0.0, (0.0,)))

    right = [
        (forest(row) > 0) == bool(true) for row, true in zip(rows.tolist(), truth, strict=True)
    ]
    assert sum(right) >= 380


def test_thresholds_are_probabilities_in_order() -> None:
    assert 0 < SCORER.weights.look < SCORER.weights.returns < 1


def test_the_table_knows_the_whole_field() -> None:
    assert len(LEXICON.objects.rows) >= 200
    assert len(LEXICON.manners.rows) >= 20
    assert len(LEXICON.marked.objects.expressions) >= 7_000


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_expression_still_says_something_without_its_light_words(table: Table) -> None:
    light = light_phrases(LEXICON.general, folded=False)

    empty = [
        (notion, text)
        for notion, listed in table.rows.items()
        for text in split(";".join(listed))
        for piece in text.split("…")
        if (keys := [token.key for token in tokenize(piece, folded=False)])
        and len(light.covered(keys)) == len(keys)
    ]

    assert empty == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_expression_shrinks_to_one_syllable_by_losing_its_light_words(table: Table) -> None:
    light = light_phrases(LEXICON.general, folded=False)

    shrunk = [
        (notion, text)
        for notion, listed in table.rows.items()
        for text in split(";".join(listed))
        if len(keys := [token.key for token in tokenize(text, folded=False)]) > 1
        and len(keys) - len(light.covered(keys)) < 2
    ]

    assert shrunk == []


def test_near_notions_exist_and_nearness_is_mutual() -> None:
    known = set(LEXICON.objects.rows)

    assert set(LEXICON.near) <= known
    assert all(
        one in LEXICON.near[other] for one, others in LEXICON.near.items() for other in others
    )


def test_alternatives_nest_and_may_be_empty() -> None:
    assert sorted(expand("(thu|nộp (đủ|)) phí")) == ["nộp phí", "nộp đủ phí", "thu phí"]


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "(a|(b)"])
def test_unbalanced_brackets_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="ngoặc"):
        expand(pattern)


def test_a_tilde_stands_for_the_ways_to_deny() -> None:
    assert "chưa … chặt chẽ" in split("~ chặt chẽ")


def test_the_longer_expression_wins_over_the_one_inside_it() -> None:
    assert _said("Chi, sử dụng đảng phí chưa rõ.") == {"dang_phi_chi"}
    assert _said("Nộp đảng phí chưa đều.") == {"dang_phi_thu"}


def test_no_expression_reaches_over_the_end_of_a_clause() -> None:
    assert "dang_phi_chi" in _said("Việc chi đảng phí chưa rõ.")
    assert "dang_phi_chi" not in _said("Có việc chi. Thu đảng phí đều.")


def test_what_only_specifies_weighs_less() -> None:
    assert "dat_dai" in _said("Quản lý đất đai lỏng.")
    assert "dat_dai" not in _said("Hồ sơ trễ hạn, nhất là lĩnh vực quản lý đất đai.")


def test_a_matcher_without_expressions_finds_nothing() -> None:
    assert Matcher([]).find(["đảng", "phí"]) == []


def test_training_sentences_are_many_and_parts_share_no_theme() -> None:
    sentences = read(DATA / "train.tsv")
    parts = {name: part(sentences, name) for name in ("train", "tune", "test")}
    themes = {name: {one.number for one in found} for name, found in parts.items()}

    assert len({one.theme for one in sentences}) >= 100
    assert sum(map(len, parts.values())) == len(sentences)
    assert not themes["train"] & themes["test"]
    assert not themes["tune"] & themes["test"]


@pytest.mark.parametrize("areas", [False, True])
def test_a_register_is_recognised_as_well_as_promised(areas: bool) -> None:
    tuning = register(DATA / "so_chinh.tsv")

    quality = measure([tuning if areas else tuning.without_areas()], SCORER.rank, None)

    assert quality.first >= 0.92
    assert quality.third >= 0.98
    assert quality.f1 >= 0.80
    assert quality.error <= 0.05


def test_registers_are_whole_and_their_links_lead_to_earlier_years() -> None:
    for path in sorted(DATA.glob("so_*.tsv")):
        found = register(path)
        years = {one.code: one.year for one in found.faults}
        organisations = {one.subject.organisation for one in found.faults}

        assert (len(found.faults), len(organisations)) == (240, 12)
        assert all(years[found.theme[code]] <= year for code, year in years.items())
        assert len({one.text for one in found.faults}) == 240


def test_drawn_committees_are_recognised_too() -> None:
    committees = [committee(read(DATA / "train.tsv"), seed, areas=True) for seed in range(2)]

    quality = measure(committees, SCORER.rank, None)

    assert quality.first >= 0.92
    assert quality.f1 >= 0.70
