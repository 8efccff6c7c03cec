"""Trains the weights of the recurrence scorer and writes hoso/recurrence/trong_so.json.

Run from the project's root, with numpy installed:  python -m tools.train_recurrence
Word counts are taken from the train and tune themes, weights from the train themes;
the tune themes tell whether a change helps. The test themes are only ever measured.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.recurrence import (
    DATA,
    Committee,
    Sentence,
    calibration_error,
    committee,
    part,
    read,
)
from hoso.recurrence import Scorer
from hoso.recurrence._analysis import Analyst, Frequencies
from hoso.recurrence._features import FEATURES
from hoso.recurrence._lexicon import Table, load_lexicon

WEIGHTS = Path(__file__).parent.parent / "hoso" / "recurrence" / "trong_so.json"
TRAIN_COMMITTEES, TUNE_COMMITTEES, RIDGE, HIDDEN = 60, 40, 3.0, 0.25
RETURNS, LOOK = 0.5, 0.15  # more probable than not; about one in seven


def counts(sentences: list[Sentence]) -> dict[str, int]:
    """Return in how many sentences each syllable, pair, meaningful word and notion stands."""
    lexicon = load_lexicon()
    analyst = Analyst(lexicon, lexicon.marked, Frequencies(0, {}), folded=False)
    found: Counter[str] = Counter()
    for one in sentences:
        analysis = analyst.analyse(one.text)
        found.update({*analysis.terms, *analysis.content, *analysis.objects, *analysis.manners})
    return {key: count for key, count in sorted(found.items()) if count > 1}


def pairs(scorer: Scorer, committees: list[Committee]) -> tuple[np.ndarray, np.ndarray]:
    rows, truth = [], []
    for one in committees:
        for fault, earlier in one.queries():
            for each in earlier:
                rows.append(scorer.features(fault, each))
                truth.append(one.returns(fault, each))
    return np.array(rows), np.array(truth, dtype=float)


def gapped(scorer: Scorer, sentences: list[Sentence], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of `size` committees; in a third of them the lexicon has gaps.

    The world has more notions than the lexicon: the scorer must learn what to do without one.
    """
    rng = random.Random(5)  # noqa: S311 - a repeatable draw, not a secret
    parts = []
    for seed in range(size):
        reader = scorer if seed % 3 else with_gaps(scorer, rng)
        parts.append(pairs(reader, [committee(sentences, seed, areas=seed % 2 == 0)]))
    return np.vstack([rows for rows, _ in parts]), np.concatenate([truth for _, truth in parts])


def with_gaps(scorer: Scorer, rng: random.Random) -> Scorer:
    rows = {key: row for key, row in scorer.lexicon.objects.rows.items() if rng.random() > HIDDEN}
    return Scorer(replace(scorer.lexicon, objects=Table(rows)), scorer.weights)


def fit(rows: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the weights and the intercept of a ridge logistic regression (Newton steps)."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(design.shape[1])
    ridge = np.diag([RIDGE] * rows.shape[1] + [0.0])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (truth - chance) - ridge @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights[:-1], float(weights[-1])


def f1(chance: np.ndarray, truth: np.ndarray, threshold: float) -> float:
    said = chance >= threshold
    return float(2 * (truth * said).sum() / max(1, truth.sum() + said.sum()))


def write(
    frequencies: dict[str, int],
    sentences: int,
    bias: float,
    weights: dict[str, float],
) -> None:
    data = {
        "mo_ta": "Trọng số của bộ chấm tái diễn; do tools/train_recurrence.py tạo ra.",
        "chan": round(bias, 4),
        "trong_so": weights,
        "nguong": {"tai_dien": RETURNS, "can_xem": LOOK},
        "so_cau": sentences,
        "tan_so": frequencies,
    }
    WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    sentences = read(DATA / "train.tsv")
    seen = part(sentences, "train") + part(sentences, "tune")
    frequencies, size = counts(seen), len(seen)
    write(frequencies, size, 0.0, dict.fromkeys(FEATURES, 0.0))
    scorer = Scorer.load()
    weights, bias = fit(*gapped(scorer, part(sentences, "train"), TRAIN_COMMITTEES))
    rows, truth = gapped(scorer, part(sentences, "tune"), TUNE_COMMITTEES)
    chance = 1 / (1 + np.exp(-(rows @ weights + bias)))
    named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    write(frequencies, size, bias, named)
    for name, weight in named.items():
        print(f"{name:18} {weight:8.3f}")
    print(f"bias {bias:.3f}")
    for threshold in (0.4, RETURNS, 0.6):
        print(f"F1 on tune, some gaps, at {threshold}: {f1(chance, truth, threshold):.3f}")
    print(
        f"ECE on tune {calibration_error(list(zip(chance.tolist(), truth.astype(bool).tolist(), strict=True))):.4f}"
    )


if __name__ == "__main__":
    main()
