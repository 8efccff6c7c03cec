"""Work shared among the cores of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from hoso.model.watch import Tick, unwatched

T = TypeVar("T")
R = TypeVar("R")


def of_machine() -> int:
    """Return how many processes may work at a time."""
    return os.cpu_count() or 1


# long: one line a parameter
def spread(
    work: Callable[[T], R],
    items: Sequence[T],
    cores: int,
    share: int,
    meanwhile: Tick = unwatched,
) -> Iterator[R]:
    """Yield `work` of each item in order, done by `cores` processes, `share` items at a time.

    `work` and what it takes and gives must be picklable; `meanwhile` is done here once they have
    begun. Where processes cannot be started or are taken away, this one does the rest alone.
    """
    done = 0
    if cores > 1 and len(items) > 1:
        try:
            with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
                coming = pool.map(work, items, chunksize=share)
                meanwhile()
                for found in coming:
                    yield found
                    done += 1
        except (BrokenProcessPool, OSError):
            pass
    for item in items[done:]:
        yield work(item)
