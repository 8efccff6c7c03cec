"""The trained numbers (`trong_so.json`), made by tools/train_recurrence.py."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from hoso.recurrence._analysis import Frequencies
from hoso.recurrence._features import FEATURES
from hoso.recurrence._linear import Linear
from hoso.recurrence._rivals import RIVALRY
from hoso.recurrence._trees import Forest

RANKED = (*RIVALRY, *FEATURES)


Choice = tuple[Linear, Linear]  # without and with a field that people chose
FIELDS = ("khong_linh_vuc", "co_linh_vuc")


@dataclass(frozen=True)
class Weights:
    """The models and thresholds."""

    glance: Linear  # from the cheap first look
    pair: Choice  # a pair by itself
    ranked: Forest  # a pair among its rivals; sees RANKED
    returns: float  # from this probability on: tai_dien
    look: float  # from this one on: can_xem
    frequencies: Frequencies


def load_weights() -> Weights:
    """Return the weights shipped with the program."""
    return read_weights(
        json.loads((files("hoso.recurrence") / "trong_so.json").read_text(encoding="utf-8"))
    )


def read_weights(raw: Mapping[str, Any]) -> Weights:
    """Return the weights as they are written."""
    return Weights(
        glance=Linear.of(raw["nhin_qua"], ("giong",)),
        pair=_choice(raw["cap"], FEATURES),
        ranked=Forest.of(raw["xep_hang"], RANKED),
        returns=raw["nguong"]["tai_dien"],
        look=raw["nguong"]["can_xem"],
        frequencies=Frequencies(raw["so_cau"], raw["tan_so"]),
    )


def _choice(raw: Mapping[str, Any], names: Sequence[str]) -> Choice:
    without, given = (Linear.of(raw[field], names) for field in FIELDS)
    return without, given
