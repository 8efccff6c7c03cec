"""Templates: what there is, and whether each can be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoso import templates, word
from hoso.errors import Problem
from hoso.templates import FoundTemplate


def listing(roots: Sequence[Path]) -> tuple[FoundTemplate, ...]:
    """Return every template, the office's own before the built-in one of the same kind."""
    return templates.catalogue(roots)


def get(kind: str, roots: Sequence[Path]) -> FoundTemplate:
    """Return the template of `kind`."""
    return templates.find(kind, roots)


def check(roots: Sequence[Path]) -> tuple[tuple[FoundTemplate, tuple[Problem, ...]], ...]:
    """Return every template with all that is wrong with it, at once."""
    return tuple(
        (found, word.check_template(found.path, found.info)) for found in templates.catalogue(roots)
    )
