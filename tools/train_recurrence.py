"""Trains the weights of the recurrence scorer and writes hoso/recurrence/trong_so.json.

Run from the project's root, with numpy installed:  python -m tools.train_recurrence
Three models: a cheap first look, a pair by itself, and a pair among its rivals. The last one learns
from what the second says of organisations that it was not trained on. Printed is what all of them
reach on registers of organisations left out (twelve folds); a register of its own sets the threshold.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
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
from hoso.recurrence._past import Past
from hoso.recurrence._rivals import RIVALRY
from hoso.recurrence._weights import FIELDS, Choice, Linear, Weights

WEIGHTS = Path(__file__).parent.parent / "hoso" / "recurrence" / "trong_so.json"
REGISTERS, TUNING = ("so_1", "so_2", "so_3"), "so_chinh"
COMMITTEES = 6
HIDDEN = (0.1, 0.25, 0.4)  # shares of the details that a table misses, by turns
HIDDEN_OBJECTS = (0.0, 0.3, 0.6)  # … of the objects, for the sentences their author knew
SHARE = 0.1  # weight of a pair of the drawn committees, whose sentences the table knows too well
FOLDS = 12
RIDGE_PAIR, RIDGE_RANKED = 10.0, 10.0
LOOK = 0.1
Array = np.ndarray


@dataclass
class Pool:
    """All pairs of some committees: features, truth, weight and organisation of each."""

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
        return self.group % FOLDS == number


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
    names: dict[str, int] = {}
    for one, share, scorer in committees:
        for variant in (one, one.without_areas()):
            for fault, past in candidates(variant.faults):
                if not past:
                    continue
                queries.append((fault, past, scorer))
                size.append(len(past))
                organisation = fault.subject.organisation
                for each in past:
                    rows.append(scorer.features(fault, each))
                    truth.append(one.returns(fault, each))
                    weight.append(share)
                    group.append(names.setdefault(organisation, len(names)))
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
    """Return the values of RIVALRY; each organisation is seen with the model of its fold."""
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
    return np.array(rows)


def predict(model: Linear, rows: Array) -> Array:
    return 1 / (1 + np.exp(-(rows @ np.array(model.vector) + model.bias)))


def left_out(one: Pool, rows: Array, ridge: float) -> list[Linear]:
    """Return for every fold the model that was trained on the other folds."""
    return [
        fit(rows[~one.fold(n)], one.truth[~one.fold(n)], one.weight[~one.fold(n)], ridge)
        for n in range(FOLDS)
    ]


def out_of_fold(one: Pool, rows: Array, models: Sequence[Linear]) -> Array:
    chance = np.zeros(len(rows))
    for number, model in enumerate(models):
        chance[one.fold(number)] = predict(model, rows[one.fold(number)])
    return chance


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
        "xep_hang": _choice(weights.ranked, RIVALRY),
        "so_cau": weights.frequencies.sentences,
        "tan_so": weights.frequencies.counts,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
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
    registers = [register(DATA / f"{name}.tsv") for name in REGISTERS]
    sentences = read(DATA / "train.tsv")
    texts = [fault.text for one in registers for fault in one.faults]
    texts += [one.text for one in sentences]
    flat = Linear(0.0, (0.0,) * len(FEATURES))
    even = Linear(0.0, (0.0,) * len(RIVALRY))
    frequencies = Frequencies(len(texts), counts(texts))
    weights = Weights(Linear(0.0, (1.0,)), (flat, flat), (even, even), 0.4, LOOK, frequencies)
    scorer = Remembering(load_lexicon(), weights, remembered=100_000)
    whole = pool(_sources(registers, sentences, scorer))
    trained = [train(selected(whole, whole.areas() == given)) for given in (False, True)]
    glances = [[v] for fault, past, _ in whole.queries for v in scorer.glances(fault, past)]
    weights = replace(
        weights,
        glance=fit(np.array(glances), whole.truth, whole.weight, 1.0),
        pair=(trained[0].pair, trained[1].pair),
        ranked=(trained[0].ranked, trained[1].ranked),
    )
    weights = replace(weights, returns=tuned(scorer, trained))
    write(weights)
    print(f"threshold {weights.returns}")
    for one in trained:
        for name, keep in _parts(one.pool):
            report(name, selected(one.pool, keep), one.chance[keep], weights.returns)
    for name in (*REGISTERS, TUNING):
        full(f"{name} đủ bảng", [register(DATA / f"{name}.tsv")], scorer, weights, trained)
    full("kiem_tra", drawn(read(DATA / "kiem_tra.tsv"), "k", 4), scorer, weights, trained)


def _sources(
    registers: Sequence[Committee], sentences: Sequence[Sentence], scorer: Scorer
) -> list[tuple[Committee, float, Scorer]]:
    sources: list[tuple[Committee, float, Scorer]] = [
        (one, 1.0 / len(HIDDEN), forgetful(scorer, 0.0, hidden, seed))
        for one in registers
        for seed, hidden in enumerate(HIDDEN)
    ]
    sources += [
        (one, SHARE, forgetful(scorer, HIDDEN_OBJECTS[seed % 3], HIDDEN[seed % 3], seed))
        for seed, one in enumerate(drawn(sentences, "t", COMMITTEES))
    ]
    return sources


@dataclass
class Trained:
    """The models of one half of the data, and what they say of organisations left out."""

    pool: Pool
    folds: list[Linear]
    pair: Linear
    ranked: Linear
    chance: Array


def train(one: Pool) -> Trained:
    """Train a pair by itself, and among its rivals on what is said of organisations left out."""
    folds = left_out(one, one.rows, RIDGE_PAIR)
    rivals = among_rivals(one, folds)
    return Trained(
        one,
        folds,
        fit(one.rows, one.truth, one.weight, RIDGE_PAIR),
        fit(rivals, one.truth, one.weight, RIDGE_RANKED),
        out_of_fold(one, rivals, left_out(one, rivals, RIDGE_RANKED)),
    )


def tuned(scorer: Scorer, trained: Sequence[Trained]) -> float:
    """Return the threshold that is best for the tuning register, with fields and without."""
    whole = pool([(register(DATA / f"{TUNING}.tsv"), 1.0, scorer)])
    chance, truth = [], []
    for given, model in enumerate(trained):
        one = selected(whole, whole.areas() == bool(given))
        chance.append(predict(model.ranked, among_rivals(one, [model.pair])))
        truth.append(one.truth)
    return best_threshold(np.concatenate(chance), np.concatenate(truth))


def full(
    name: str,
    committees: Sequence[Committee],
    scorer: Scorer,
    weights: Weights,
    trained: Sequence[Trained],
) -> None:
    """Report committees read with the whole table; training ones with the models of their folds."""
    whole = pool([(one, 1.0, scorer) for one in committees])
    for given, model in enumerate(trained):
        one = selected(whole, whole.areas() == bool(given))
        folds = model.folds if name.split(maxsplit=1)[0] in REGISTERS else [model.pair]
        report(name, one, predict(model.ranked, among_rivals(one, folds)), weights.returns)


def _parts(one: Pool) -> Iterator[tuple[str, Array]]:
    names = np.array(
        [
            fault.subject.organisation.split("-")[0]
            for (fault, *_), size in zip(one.queries, one.size, strict=True)
            for _ in range(size)
        ]
    )
    for name in REGISTERS:
        yield name, names == name
    yield "so", np.isin(names, REGISTERS)
    yield "train.tsv", ~np.isin(names, REGISTERS)


if __name__ == "__main__":
    main()
