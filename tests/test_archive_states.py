"""The life of an archive, drawn at random; the long tests draw more of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.archive_states import ArchiveLife

TestArchiveLife = ArchiveLife.TestCase
TestArchiveLife.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
