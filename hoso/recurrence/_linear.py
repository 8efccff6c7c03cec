"""A weighted sum, as trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Linear:
    """A bias and a weight for each of named values."""

    bias: float
    vector: tuple[float, ...]

    def __call__(self, values: Sequence[float]) -> float:
        """Return the log odds."""
        return self.bias + sum(map(float.__mul__, self.vector, values))

    @classmethod
    def of(cls, raw: Mapping[str, Any], names: Sequence[str]) -> Linear:
        """Return the model as it is written, its weights in the order of `names`."""
        return cls(raw["chan"], tuple(float(raw["trong_so"][name]) for name in names))

    def written(self, names: Sequence[str]) -> dict[str, object]:
        """Return the model as `of` reads it; `names` may go on further than the weights."""
        weights = dict(zip(names, self.vector, strict=False))
        return {"chan": self.bias, "trong_so": weights}
