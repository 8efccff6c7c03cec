"""Trains the weights of the recurrence scorer and writes hoso/recurrence/trong_so.json.

Run from the project's root, with numpy installed:  python -m tools.train_recurrence
Three models: a cheap first look, a pair by itself, and a pair among its rivals (trees). The last one
learns from what the second says of registers that it was not trained on. Printed is what they reach
on every register left out whole; on these the threshold is chosen.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.recurrence import (
    DATA,
    Committee,
    Sentence,
    calibration_error,
    committee,
    read,
    register,
)
from hoso.model.review import Shortcoming
from hoso.recurrence import Scorer, candidates
from hoso.recurrence._analysis import Frequencies
from hoso.recurrence._analyst import Analyst
from hoso.recurrence._expressions import Found, Matcher
from hoso.recurrence._features import FEATURES
from hoso.recurrence._lexicon import load_lexicon
from hoso.recurrence._linear import Linear
from hoso.recurrence._past import Past
from hoso.recurrence._rivals import RIVALRY
from hoso.recurrence._trees import Forest
from hoso.recurrence._weights import FIELDS, RANKED, Choice, Weights
from tools.boosting import boost

WEIGHTS = Path(__file__).parent.parent / "hoso" / "recurrence" / "trong_so.json"
READ = ("so_1", "so_2", "so_3")  # the tables were widened after reading these
LATER = ("so_chinh", "so_4", "so_5", "so_6")
HARD = ("so_4", "so_5", "so_6")  # these set the threshold
REGISTERS = (*READ, *LATER)
COMMITTEES = 4
HIDDEN = (0.25, 0.4)  # shares of the details that a table misses, by turns
HIDDEN_OBJECTS = (0.0, 0.3, 0.6)  # … of the objects, for the sentences their author knew
SHARE_READ = 0.5  # weight of a pair of a register that the tables know
SHARE = 0.1  # weight of a pair of the drawn committees, whose sentences the table knows too well
FOLDS = len(REGISTERS) + 1  # the drawn committees are the last one
RIDGE_PAIR = 12.0
LOOK = 0.1
Array = np.ndarray


@dataclass
class Pool:
    """All pairs of some committees: features, truth, weight and fold of each."""

    queries: list[tuple[Shortcoming, Past, Scorer]]  # who reads it
    rows: Array
    truth: Array
    weight: Array
    group: Array
    size: Array  # of each query

    def areas(self) -> Array:
        """Return for every pair whether people chose fields."""
        given = [bool(fault.area) for fault, *_ in self.queries]
        return np.repeat(np.array(given), self.size)

    def fold(self, number: int) -> Array:
        return self.group == number


def counts(texts: Sequence[str]) -> dict[str, int]:
    """Return in how many sentences each syllable, pair, meaningful word and notion stands."""
    lexicon = load_lexicon()
    analyst = Analyst(lexicon, lexicon.marked, Frequencies(0, {}), folded=False)
    found: Counter[str] = Counter()
    for text in texts:
        analysis = analyst.analyse(text)
        about, failing, wording = analysis.about, analysis.failing, analysis.wording
        found.update({*wording.terms, *wording.content, *about.objects, *failing.manners})
        found.update(analysis.details.notions.keys())
    return {key: count for key, count in sorted(found.items()) if count > 1}


class Remembering(Scorer):
    """A scorer that looks at every pair once, whatever its weights."""

    def features(self, new: Shortcoming, earlier: Shortcoming) -> list[float]:
        seen = self.lexicon.__dict__.setdefault("seen", {})
        key = new.text, new.area, earlier.text, earlier.area
        if key not in seen:
            seen[key] = super().features(new, earlier)
        values: list[float] = seen[key]
        return values


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


def forgetful(scorer: Scorer, objects: float, details: float, seed: int) -> Scorer:
    """Return the scorer with a table that misses these shares of objects and of details.

    The tables know these sentences better than they will know any others: the weights must learn
    what to do when one sentence, or both, is worded in a way that nobody foresaw.
    """
    lexicon, rng = replace(scorer.lexicon), random.Random(seed)  # noqa: S311 - repeatable
    found = lexicon.marked
    hints = {word: row for word, row in found.hints.items() if rng.random() >= objects}
    lexicon.__dict__["marked"] = replace(
        found,
        objects=_forgetting(found.objects, objects, seed),
        details=_forgetting(found.details, details, seed),
        hints=hints,
    )
    return Remembering(lexicon, scorer.weights, remembered=scorer.remembered)


def _forgetting(matcher: Matcher, hidden: float, seed: int) -> Forgetful:
    made = Forgetful(matcher.expressions)
    made.hidden, made.seed = hidden, seed
    return made


def pool(committees: Sequence[tuple[Committee, float, Scorer]]) -> Pool:
    """Return the pairs of the committees, with the fields people chose and without."""
    queries, rows, truth, weight, group, size = [], [], [], [], [], []
    for one, share, scorer in committees:
        for variant in (one, one.without_areas()):
            for fault, past in candidates(variant.faults):
                if not past:
                    continue
                queries.append((fault, past, scorer))
                size.append(len(past))
                source = fault.subject.organisation.split("-")[0]
                fold = REGISTERS.index(source) if source in REGISTERS else FOLDS - 1
                for each in past:
                    rows.append(scorer.features(fault, each))
                    truth.append(one.returns(fault, each))
                    weight.append(share)
                    group.append(fold)
    return Pool(
        queries,
        np.array(rows),
        np.array(truth, dtype=float),
        np.array(weight),
        np.array(group),
        np.array(size),
    )


def fit(rows: Array, truth: Array, weight: Array, ridge: float) -> Linear:
    """Return a ridge logistic regression on standardised values, as weights of the plain ones."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread < 1e-9] = 1.0
    design = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    weights = np.zeros(design.shape[1])
    penalty = np.diag([ridge] * rows.shape[1] + [0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (weight * (truth - chance)) - penalty @ weights
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-7:
            break
    plain = weights[:-1] / spread
    return Linear(float(weights[-1] - plain @ mean), tuple(float(value) for value in plain))


def among_rivals(one: Pool, models: Sequence[Linear]) -> Array:
    """Return the values of RANKED; each register is seen with the model of its fold."""
    readers: dict[tuple[int, int], Scorer] = {}
    rows, start = [], 0
    for (fault, past, scorer), size in zip(one.queries, one.size, strict=True):
        number = int(one.group[start]) % len(models)
        key = id(scorer), number
        if key not in readers:
            weights = replace(scorer.weights, pair=(models[number], models[number]))
            readers[key] = Remembering(scorer.lexicon, weights, scorer.remembered)
            readers[key].__dict__["_known"] = scorer.__dict__["_known"]
        rows += readers[key].rivalry(fault, past)
        start += size
    return np.hstack([np.array(rows), one.rows])


def grown(model: Forest, rows: Array) -> Array:
    """Return what a forest says of every row."""
    base = model.base
    odds = rows[:, : len(base.vector)] @ np.array(base.vector) + base.bias
    for tree in model.trees:
        (one, low), (two, middle), (three, high) = tree.questions
        place = 4 * (rows[:, one] > low) + 2 * (rows[:, two] > middle) + (rows[:, three] > high)
        odds += np.array(tree.leaves)[place]
    return 1 / (1 + np.exp(-odds))


def forest(rows: Array, truth: Array, weight: Array) -> Forest:
    """Return trees on top of weights of what the rivals say."""
    base = fit(rows[:, : len(RIVALRY)], truth, weight, RIDGE_PAIR)
    short = Linear(round(base.bias, 4), tuple(round(value, 4) for value in base.vector))
    return boost(rows, truth, weight, short)


def left_out(one: Pool, rows: Array, ridge: float) -> list[Linear]:
    """Return for every fold the model that was trained on the other folds."""
    return [
        fit(rows[~one.fold(n)], one.truth[~one.fold(n)], one.weight[~one.fold(n)], ridge)
        for n in range(FOLDS)
    ]


def best_threshold(chance: Array, truth: Array) -> float:
    """Return the threshold of the best F1, smoothed over its neighbours."""
    grid = np.arange(0.2, 0.7, 0.01)
    curve = [f1(chance, truth, threshold) for threshold in grid]
    smooth = np.convolve(np.pad(curve, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    return round(float(grid[int(np.argmax(smooth))]), 2)


def f1(chance: Array, truth: Array, threshold: float) -> float:
    said = chance >= threshold
    return float(2 * (truth * said).sum() / max(1, truth.sum() + said.sum()))


def report(name: str, one: Pool, chance: Array, threshold: float) -> None:
    """Print first, third, F1, precision, recall and ECE of a pool."""
    first = third = asked = 0
    for _, values, truth in _each(one, chance):
        if truth.any():
            order = np.argsort(-values, kind="stable")
            asked += 1
            first += bool(truth[order[0]])
            third += bool(truth[order[:3]].any())
    said, right = chance >= threshold, (one.truth * (chance >= threshold)).sum()
    error = calibration_error(list(zip(chance.tolist(), (one.truth > 0).tolist(), strict=True)))
    print(
        f"{name:16} {'có' if one.areas()[0] else 'không':5} lĩnh vực: first {first / asked:.3f} "
        f"three {third / asked:.3f} F1 {f1(chance, one.truth, threshold):.3f} "
        f"P {right / max(1, said.sum()):.3f} R {right / one.truth.sum():.3f} ECE {error:.4f}"
    )


def _each(one: Pool, chance: Array) -> Iterator[tuple[Shortcoming, Array, Array]]:
    start = 0
    for (fault, *_), size in zip(one.queries, one.size, strict=True):
        yield fault, chance[start : start + size], one.truth[start : start + size]
        start += size


def selected(one: Pool, keep: Array) -> Pool:
    """Return the part of a pool whose pairs `keep` names (whole queries)."""
    starts = np.concatenate([[0], np.cumsum(one.size)[:-1]])
    wanted = [bool(keep[start]) for start in starts]
    return Pool(
        [query for query, want in zip(one.queries, wanted, strict=True) if want],
        one.rows[keep],
        one.truth[keep],
        one.weight[keep],
        one.group[keep],
        one.size[np.array(wanted)],
    )


def written(model: Linear, names: Sequence[str]) -> dict[str, object]:
    weights = {name: round(value, 4) for name, value in zip(names, model.vector, strict=True)}
    return {"chan": round(model.bias, 4), "trong_so": weights}


def _choice(models: Choice, names: Sequence[str]) -> dict[str, object]:
    return {field: written(model, names) for field, model in zip(FIELDS, models, strict=True)}


def write(weights: Weights) -> None:
    data = {
        "mo_ta": "Trọng số của bộ chấm tái diễn; do tools/train_recurrence.py tạo ra.",
        "nguong": {"tai_dien": weights.returns, "can_xem": weights.look},
        "nhin_qua": written(weights.glance, ("giong",)),
        "cap": _choice(weights.pair, FEATURES),
        "xep_hang": weights.ranked.written(RANKED),
        "so_cau": weights.frequencies.sentences,
        "tan_so": weights.frequencies.counts,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    text = re.sub(r"\[[^\[\]{}]*\]", lambda each: " ".join(each.group().split()), text)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")


def drawn(sentences: Sequence[Sentence], name: str, size: int) -> list[Committee]:
    """Return committees whose organisations have names of their own."""
    made = []
    for seed in range(size):
        one = committee(sentences, seed, areas=True)
        faults = [
            _renamed(fault, f"{name}{seed}-{fault.subject.organisation}") for fault in one.faults
        ]
        made.append(Committee(faults, one.theme))
    return made


def _renamed(fault: Shortcoming, organisation: str) -> Shortcoming:
    from msgspec.structs import replace as changed

    return changed(fault, subject=changed(fault.subject, organisation=organisation))


def main() -> None:
    registers = {name: register(DATA / f"{name}.tsv") for name in REGISTERS}
    sentences = read(DATA / "train.tsv")
    texts = [fault.text for one in registers.values() for fault in one.faults]
    texts += [one.text for one in sentences]
    flat = Linear(0.0, (0.0,) * len(FEATURES))
    frequencies = Frequencies(len(texts), counts(texts))
    weights = Weights(Linear(0.0, (1.0,)), (flat, flat), Forest(flat, ()), 0.4, LOOK, frequencies)
    scorer = Remembering(load_lexicon(), weights, remembered=100_000)
    whole = pool(_sources(registers, sentences, scorer))
    halves = [selected(whole, whole.areas() == given) for given in (False, True)]
    folds = [left_out(one, one.rows, RIDGE_PAIR) for one in halves]
    rows = [among_rivals(one, models) for one, models in zip(halves, folds, strict=True)]
    trained = train(halves, rows)
    glances = [[v] for fault, past, _ in whole.queries for v in scorer.glances(fault, past)]
    without, given = (fit(one.rows, one.truth, one.weight, RIDGE_PAIR) for one in halves)
    weights = replace(
        weights,
        glance=fit(np.array(glances), whole.truth, whole.weight, 1.0),
        pair=(without, given),
        ranked=trained.forest,
        returns=trained.threshold,
    )
    write(weights)
    print(f"threshold {weights.returns}")
    for one, chance in zip(halves, trained.chances, strict=True):
        for number, name in enumerate((*REGISTERS, "train.tsv")):
            keep = one.fold(number)
            report(name, selected(one, keep), chance[keep], weights.returns)


def _sources(
    registers: Mapping[str, Committee], sentences: Sequence[Sentence], scorer: Scorer
) -> list[tuple[Committee, float, Scorer]]:
    sources: list[tuple[Committee, float, Scorer]] = [
        (registers[name], SHARE_READ / len(HIDDEN), forgetful(scorer, 0.0, hidden, seed))
        for name in READ
        for seed, hidden in enumerate(HIDDEN)
    ]
    sources += [(registers[name], 1.0, scorer) for name in LATER]
    sources += [
        (one, SHARE, forgetful(scorer, HIDDEN_OBJECTS[seed % 3], HIDDEN[seed % 2], seed))
        for seed, one in enumerate(drawn(sentences, "t", COMMITTEES))
    ]
    return sources


@dataclass
class Trained:
    """The trees, their threshold, and what they say of registers left out."""

    forest: Forest
    threshold: float
    chances: list[Array]


def train(halves: Sequence[Pool], rows: Sequence[Array]) -> Trained:
    """Grow the trees on both halves, without fields and with, each register left out once."""
    whole, fold = np.vstack(rows), np.concatenate([one.group for one in halves])
    truth = np.concatenate([one.truth for one in halves])
    weight = np.concatenate([one.weight for one in halves])
    chance = np.zeros(len(whole))
    for number in range(FOLDS):
        left, kept = fold == number, fold != number
        chance[left] = grown(forest(whole[kept], truth[kept], weight[kept]), whole[left])
    hard = np.isin(fold, [REGISTERS.index(name) for name in HARD])
    return Trained(
        forest(whole, truth, weight),
        best_threshold(chance[hard], truth[hard]),
        np.split(chance, [len(halves[0].truth)]),
    )


if __name__ == "__main__":
    main()
