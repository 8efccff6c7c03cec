"""Boosting of symmetric trees on the logistic loss, for tools/train_recurrence.py (needs numpy)."""

from __future__ import annotations

import numpy as np

from hoso.recurrence._linear import Linear
from hoso.recurrence._trees import DEPTH, Forest, Question, Tree

TREES, RATE = 160, 0.12
BINS = 24
SHARE_OF_VALUES = 0.4  # of the values that a tree may ask for
RIDGE, LEAST = 5.0, 4.0  # on a leaf; least curvature beyond a question
Array = np.ndarray


def boost(rows: Array, truth: Array, weight: Array, base: Linear) -> Forest:
    """Return the forest that tells `truth` from `rows` better than `base` does alone."""
    rng = np.random.default_rng(1)
    limits = [_limits(rows[:, place]) for place in range(rows.shape[1])]
    bins = np.stack(
        [np.searchsorted(limits[place], rows[:, place]) for place in range(rows.shape[1])]
    ).astype(np.int32)
    odds = rows[:, : len(base.vector)] @ np.array(base.vector) + base.bias
    asked = max(DEPTH, int(len(limits) * SHARE_OF_VALUES))
    trees = []
    for _ in range(TREES):
        chance = 1 / (1 + np.exp(-odds))
        slope, curve = weight * (truth - chance), weight * chance * (1 - chance)
        allowed = rng.choice(len(limits), asked, replace=False)
        tree, node = _grown(bins, limits, (slope, curve), np.sort(allowed))
        trees.append(tree)
        odds += np.array(tree.leaves)[node]
    return Forest(base, tuple(trees))


def _limits(values: Array) -> Array:
    """Return the thresholds of a value; bin n holds what lies in (limit n-1, limit n]."""
    spread = np.unique(values)
    if len(spread) > BINS:
        spread = np.unique(np.quantile(spread, np.linspace(0, 1, BINS + 1)))
    return np.unique(np.round((spread[:-1] + spread[1:]) / 2, 4))


def _grown(
    bins: Array, limits: list[Array], loss: tuple[Array, Array], allowed: Array
) -> tuple[Tree, Array]:
    node = np.zeros(bins.shape[1], dtype=np.int32)
    questions: list[Question] = []
    for _ in range(DEPTH):
        place, cut = _best(bins, node, loss, [n for n in allowed if len(limits[n])])
        questions.append((place, float(limits[place][cut])))
        node = 2 * node + (bins[place] > cut)
    slope = np.bincount(node, loss[0], 2**DEPTH)
    curve = np.bincount(node, loss[1], 2**DEPTH)
    leaves = tuple(round(float(RATE * value), 4) for value in slope / (curve + RIDGE))
    one, two, three = questions
    return Tree((one, two, three), leaves), node


def _best(
    bins: Array, node: Array, loss: tuple[Array, Array], allowed: list[int]
) -> tuple[int, int]:
    """Return the question that lowers the loss most, over all nodes of a level together."""
    best, found = -1.0, (allowed[0], 0)
    nodes, width = int(node.max()) + 1, BINS + 1
    for place in allowed:
        key = node * width + bins[place]
        slope, curve = (
            np.bincount(key, one, nodes * width).reshape(nodes, width).cumsum(axis=1)
            for one in loss
        )
        left, right = curve[:, :-1], curve[:, -1:] - curve[:, :-1]
        gain = slope[:, :-1] ** 2 / (left + RIDGE)
        gain += (slope[:, -1:] - slope[:, :-1]) ** 2 / (right + RIDGE)
        total = gain.sum(axis=0)
        total[(left.sum(axis=0) < LEAST) | (right.sum(axis=0) < LEAST)] = -1.0
        cut = int(total.argmax())
        if total[cut] > best:
            best, found = float(total[cut]), (int(place), cut)
    return found
