"""Words typed into every issued form, in many more ways than every day."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.test_word_nothing_lost import CASES, TYPING, ended_nowhere

pytestmark = pytest.mark.long


@pytest.mark.parametrize("kind", CASES)
@settings(max_examples=100)
@TYPING
def test_every_typed_word_ends_in_a_field_or_a_question(
    kind: str, seed: int, count: int, lost: list[str], answered: bool
) -> None:
    assert ended_nowhere(kind, seed, count, lost, answered) == []
