"""Trains the weights of the recurrence scorer and writes hoso/recurrence/trong_so.json.

Run from the project's root, with numpy installed:  python -m tools.train_recurrence
Word counts are taken from the train and tune themes, weights from the train themes;
the tune themes tell whether a change helps. The test themes never set a weight, but the author of
the lexicon has read them: only data/recurrence/kiem_tra.tsv is measured unseen.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
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
from hoso.recurrence._expressions import Found, Matcher
from hoso.recurrence._features import FEATURES
from hoso.recurrence._lexicon import load_lexicon

WEIGHTS = Path(__file__).parent.parent / "hoso" / "recurrence" / "trong_so.json"
TRAIN_COMMITTEES, TUNE_COMMITTEES, RIDGE = 60, 40, 3.0
HIDDEN = (0.0, 0.3, 0.6)  # shares of the notions that the lexicon misses, by turns
RETURNS, LOOK = 0.5, 0.15  # more probable than not; about one in seven


def counts(sentences: list[Sentence]) -> dict[str, int]:
    """Return in how many sentences each syllable, pair, meaningful word and notion stands."""
    lexicon = load_lexicon()
    analyst = Analyst(lexicon, lexicon.marked, Frequencies(0, {}), folded=False)
    found: Counter[str] = Counter()
    for one in sentences:
        analysis = analyst.analyse(one.text)
        about, failing, wording = analysis.about, analysis.failing, analysis.wording
        found.update({*wording.terms, *wording.content, *about.objects, *failing.manners})
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
    """Return the pairs of `size` committees; in two thirds of them the lexicon misses notions.

    The lexicon knows these sentences better than it will know any others: the scorer must learn
    what to do when one sentence, or both, is worded in a way that nobody foresaw.
    """
    parts = []
    for seed in range(size):
        reader = forgetful(scorer, HIDDEN[seed % len(HIDDEN)], seed)
        parts.append(pairs(reader, [committee(sentences, seed, areas=seed % 2 == 0)]))
    return np.vstack([rows for rows, _ in parts]), np.concatenate([truth for _, truth in parts])


class Forgetful(Matcher):
    """Finds what a Matcher finds, but misses a share of the notions of every sentence."""

    hidden = 0.0
    seed = 0

    def find(self, keys: Sequence[str]) -> list[Found]:
        missed: dict[str, bool] = {}
        for one in (found := super().find(keys)):
            rng = random.Random(f"{self.seed} {one.notion} {keys}")  # noqa: S311 - repeatable
            missed.setdefault(one.notion, rng.random() < self.hidden)
        return [one for one in found if not missed[one.notion]]


def forgetful(scorer: Scorer, hidden: float, seed: int) -> Scorer:
    """Return the scorer with a lexicon that misses the share `hidden` of notions and of hints."""
    lexicon, rng = replace(scorer.lexicon), random.Random(seed)  # noqa: S311 - repeatable
    objects = Forgetful(lexicon.marked.objects.expressions)
    objects.hidden, objects.seed = hidden, seed
    hints = {word: row for word, row in lexicon.marked.hints.items() if rng.random() >= hidden}
    lexicon.__dict__["marked"] = replace(lexicon.marked, objects=objects, hints=hints)
    return Scorer(lexicon, scorer.weights)


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
