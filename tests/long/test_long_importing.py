"""The faults of the other old papers, as Word files of every encoding."""

from __future__ import annotations

import pytest

from tests.test_importing import hold_to_95_percent

pytestmark = pytest.mark.long


@pytest.mark.parametrize("way", ["unicode", "tcvn3", "vni"])
@pytest.mark.parametrize("which", ["dev", "late"])
def test_at_least_95_percent_of_the_faults_are_extracted_exactly(which: str, way: str) -> None:
    hold_to_95_percent(which, way)
