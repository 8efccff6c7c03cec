"""What secretaries type, and what must come first: `tests/data/search_cases.tsv`.

Every fourth is asked here, all of them in `tests/long`.
Asked of the demo's archive and of faults of communes, schools, hospitals and offices beside it
(`tests/data/search_faults.csv`). A document is named by its kind and dossier, a fault by its code.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from hoso.errors import HosoError
from hoso.model.dossier import Hit
from hoso.services.search import Query, search
from hoso.workspace import Workspace
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 1, 20)
FORMS: dict[str, Callable[[str], str]] = {
    "": str,
    "NFD": lambda query: unicodedata.normalize("NFD", query),
    "HOA": str.upper,
}


def a_shelf(demo_root: Path, root: Path) -> Workspace:
    """Return the demo's archive with the other faults, in a folder of its own."""
    copied(demo_root, root)
    office = Office(root=root, clock=TickingClock(NOON))
    office.ok("shortcomings", "import", DATA / "search_faults.csv", "--accept-valid")
    return office.workspace


@pytest.fixture(scope="module")
def shelf(demo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return a_shelf(demo_root, tmp_path_factory.mktemp("tra-cuu") / "kho")


def cases() -> list[dict[str, str]]:
    with (DATA / "search_cases.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def name(hit: Hit) -> str:
    return hit.document if hit.kind == "khuyet_diem" else f"{hit.kind}@{hit.dossier}"


def first(ws: Workspace, query: str) -> str:
    try:
        hits = search(ws, Query(words=query, limit=1), TODAY).found.hits
    except HosoError as refusal:
        return f"({refusal.message})"
    return name(hits[0]) if hits else "(không thấy)"


def test_there_are_cases_of_every_sort() -> None:
    groups = [case["nhom"] for case in cases()]

    assert len(groups) >= 200
    assert all(groups.count(group) >= 4 for group in set(groups))


def missed(ws: Workspace, asked: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield a sentence for each case that something else answers first."""
    for case in asked:
        got = first(ws, FORMS[case["dang"]](case["cau"]))
        if got not in case["dau_tien"].split("|"):
            yield f"{case['nhom']}: {case['cau']} → {got}, không phải {case['dau_tien']}"


def test_cases_find_first_what_was_meant(shelf: Workspace) -> None:
    wrong = list(missed(shelf, cases()[::4]))

    assert not wrong, "\n".join(wrong)
