"""Every search case, on the demo's archive and the other faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_search_cases import a_shelf, cases, missed

pytestmark = pytest.mark.long


def test_every_case_finds_first_what_was_meant(demo_root: Path, tmp_path: Path) -> None:
    wrong = list(missed(a_shelf(demo_root, tmp_path / "kho"), cases()))

    assert not wrong, "\n".join(wrong)
