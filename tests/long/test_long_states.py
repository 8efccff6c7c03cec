"""Many lives of an archive, drawn at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.archive_states import ArchiveLife

pytestmark = pytest.mark.long
TestArchiveLife = ArchiveLife.TestCase
TestArchiveLife.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
