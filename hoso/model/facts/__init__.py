"""The closed vocabulary of facts (dữ kiện): every dotted name that a rule may ask for.

What is not known has no name among the facts of a subject, never a default. Stated facts are laid
over derived ones by the rooms above.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoso.model.facts._counts import COUNTS
from hoso.model.facts._info import FactInfo, FactType
from hoso.model.facts._papers import PAPERS
from hoso.model.facts._subjects import SUBJECTS

# `facts.none_of` reads this list: a whole organisation states at once what nobody in it had.
NONE_HERE = "su_viec.khong_co"

FACTS: Mapping[str, FactInfo] = MappingProxyType(
    {one.name: one for one in (*SUBJECTS, *PAPERS, *COUNTS)}
)
FACT_LABELS: Mapping[str, str] = MappingProxyType({one.name: one.label for one in FACTS.values()})

__all__ = ["FACTS", "FACT_LABELS", "NONE_HERE", "FactInfo", "FactType"]
