"""Procedures (trình tự): what comes before a decision, by regime and by the day that is meant."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from hoso.errors import NotFoundError
from hoso.model.procedure import Procedure
from hoso.profiles._files import procedure_files


def procedures() -> tuple[Procedure, ...]:
    """Return the procedure of every regime, oldest first."""
    return deepcopy(procedure_files())


def procedure(regime: str) -> Procedure:
    """Return the procedure of the regime `regime`; raise NotFoundError naming those known."""
    for one in procedure_files():
        if one.regime == regime:
            return deepcopy(one)
    known = ", ".join(one.regime for one in procedure_files())
    raise NotFoundError(f"Chưa có trình tự của chế độ {regime}. Có: {known}.", where=regime)


def regime_in_force(on: date) -> str:
    """Return the code of the regime whose regulation was the newest one in force on `on`.

    Raise NotFoundError when none is known that early.
    """
    begun = [one for one in procedure_files() if one.since <= on]
    if not begun:
        first = procedure_files()[0].since
        raise NotFoundError(
            f"Chưa có chế độ nào có hiệu lực vào năm {on.year}; sớm nhất là năm {first.year}.",
            where=str(on.year),
        )
    return begun[-1].regime
