"""Filling many documents from one template, on all cores when that is worth the start of processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from hoso.word._fill import Template

Item = tuple[Mapping[str, object], str]  # data and identity, as `Template.fill` takes them
# Documents; below, one core is done before other processes have started (measured by
# `benchmarks/fill.py`): printed straight, and by docxtpl.
_WORTH: Final = 8_000
_WORTH_SLOW: Final = 80
_CHUNK: Final = 200

_opened: Template | None = None  # of a worker process


def fill_all(
    template: Template, items: Iterable[Item], *, cores: int = 0, worth: int | None = None
) -> Iterator[bytes]:
    """Yield the document of each item, in order; raise as `Template.fill` at the first refused.

    Up to `cores` processes (0: as many as the machine has) share a batch of at least `worth` items;
    data must then be picklable.
    """
    cores = cores or os.cpu_count() or 1
    coming = iter(items)
    if worth is None:
        worth = _WORTH_SLOW if template.slow_reasons else _WORTH
    first = list(islice(coming, worth))
    if cores < 2 or len(first) < worth:
        for data, identity in chain(first, coming):
            yield template.fill(data, identity=identity)
        return
    with ProcessPoolExecutor(cores, get_context("spawn"), _open, (template.path,)) as pool:
        yield from _in_order(pool, _chunks(chain(first, coming), len(first), cores), 2 * cores)


def _in_order(
    pool: ProcessPoolExecutor, chunks: Iterator[list[Item]], ahead: int
) -> Iterator[bytes]:
    """Yield the documents of all chunks, never more than `ahead` chunks before they are wanted."""
    waiting: list[Future[list[bytes]]] = []
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_filled, chunk))
            if len(waiting) >= ahead:
                yield from waiting.pop(0).result()
        while waiting:
            yield from waiting.pop(0).result()
    finally:
        for future in waiting:
            future.cancel()


def _chunks(items: Iterator[Item], known: int, cores: int) -> Iterator[list[Item]]:
    """Yield the items in pieces small enough that every core gets some of the `known` ones."""
    size = max(1, min(_CHUNK, known // (4 * cores)))
    while chunk := list(islice(items, size)):
        yield chunk


def _open(path: Path) -> None:
    global _opened  # noqa: PLW0603 - a worker process opens its template once
    _opened = Template.open(path)


def _filled(chunk: list[Item]) -> list[bytes]:
    if _opened is None:
        raise RuntimeError("a worker fills only after it has opened its template")
    return [_opened.fill(data, identity=identity) for data, identity in chunk]
