"""Long work and whoever watches it."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[], None]  # called once for each thing done


def unwatched() -> None:
    """Be called where nobody watches."""
