"""How many fields of returned forms are read right, by what happened to the form.

Run as `python -m benchmarks.returned [ANSWERS_A_FORM]` from the root of the repository; the ways
through LibreOffice are left out when it is not installed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from hoso import word
from tests import returned_forms
from tests.returned_forms import Case, Score


def main() -> None:
    """Print one line a way."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cases = list(returned_forms.cases(count))
    print(f"{len(cases)} forms of {len(returned_forms.forms())} kinds\n")
    print(f"{'what happened':34} {'fields':>7} {'right':>8} {'asked':>6} {'wrong':>6}")
    whole = Score()
    for name, way in returned_forms.WAYS.items():
        score, missed = returned_forms.measure(way, cases)
        _print(name, score, missed, whole)
    if shutil.which("soffice"):
        for name, steps in returned_forms.OFFICE_WAYS.items():
            score, missed = _through_office(steps, cases)
            _print(name, score, missed, whole)
    else:
        print("LibreOffice is not installed: its ways are not measured.")
    _print("all", whole, [], Score())


def _through_office(steps: tuple[str, ...], cases: list[Case]) -> tuple[Score, list[str]]:
    score, missed = Score(), []
    with tempfile.TemporaryDirectory() as folder:
        made = returned_forms.office_way(steps, cases, Path(folder) / "lo")
        for number, case in enumerate(cases):
            form = word.read_back(made[number], case.info, issued=case.issued)
            missed += score.add(case, form)
    return score, missed


def _print(name: str, score: Score, missed: list[str], whole: Score) -> None:
    share = score.right / score.fields
    print(f"{name:34} {score.fields:7} {share:8.2%} {score.asked:6} {score.wrong:6}")
    for one in missed[:3]:
        print(f"    {one[:200]}")
    whole.right += score.right
    whole.asked += score.asked
    whole.wrong += score.wrong


if __name__ == "__main__":
    main()
