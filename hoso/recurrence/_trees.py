"""Boosted symmetric trees: every tree asks DEPTH questions and answers with one of 2 ** DEPTH leaves.

A look-alike and a return differ in how several values come together (the same thing, *but* failing
otherwise); a sum of weights cannot say that, a few small trees can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hoso.recurrence._linear import Linear

DEPTH = 3
Question = tuple[int, float]  # place of a value, and above what the answer is yes


@dataclass(frozen=True, slots=True)
class Tree:
    """Three questions and the log odds of each combination of answers."""

    questions: tuple[Question, Question, Question]
    leaves: tuple[float, ...]


@dataclass(frozen=True)
class Forest:
    """A sum of weights of the first values, and trees over all that correct it; in log odds."""

    base: Linear
    trees: tuple[Tree, ...]
    # The trees laid flat: asked a hundred thousand times, unpacking once is a third of the time.
    _flat: tuple[tuple[int, float, int, float, int, float, tuple[float, ...]], ...] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Lay the trees flat."""
        flat = tuple(
            (*a, *b, *c, tree.leaves) for tree in self.trees for a, b, c in [tree.questions]
        )
        object.__setattr__(self, "_flat", flat)

    def __call__(self, values: Sequence[float]) -> float:
        """Return the log odds."""
        total = self.base(values)
        for one, low, two, middle, three, high, leaves in self._flat:
            place = 4 * (values[one] > low) + 2 * (values[two] > middle) + (values[three] > high)
            total += leaves[place]
        return total

    @classmethod
    def of(cls, raw: Mapping[str, Any], names: Sequence[str]) -> Forest:
        """Return the forest as it is written, its values in the order of `names`."""
        place = {name: number for number, name in enumerate(names)}
        trees = []
        for row in raw["cay"]:
            one, two, three = ((place[name], float(limit)) for name, limit in row["hoi"])
            trees.append(Tree((one, two, three), tuple(map(float, row["la"]))))
        first = [name for name in names if name in raw["nen"]["trong_so"]]
        return cls(Linear.of(raw["nen"], first), tuple(trees))

    def written(self, names: Sequence[str]) -> dict[str, object]:
        """Return the forest as `of` reads it."""
        trees = [
            {"hoi": [[names[place], limit] for place, limit in one.questions], "la": one.leaves}
            for one in self.trees
        ]
        return {"nen": self.base.written(names), "cay": trees}
