"""Search: the index beside SQLite's FTS5 on the same made-up records.

    python -m benchmarks.search [records]

Prints how fast each is built and, for every sort of query, the median and 95th percentile of a
search with ten hits. Ours also counts groups, cuts snippets and forgives slips; FTS5 returns row
numbers ranked by BM25. Times are of the processor, so that others on the machine do not count;
ratios are what to keep.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hoso import text
from hoso.index import Filters, Index, parse
from hoso.model.dossier import ArchiveState, IndexedDocument

WORDS_EACH = 40
QUERIES = 60
ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
VOWELS = [
    "a",
    "ă",
    "â",
    "e",
    "ê",
    "i",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "y",
    "oa",
    "uê",
    "iê",
    "ươ",
    "uô",
    "ai",
    "ao",
    "ưu",
]
CODAS = ["", "n", "m", "ng", "nh", "c", "t", "p"]
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0323"]


def vocabulary(rng: random.Random) -> list[str]:
    """Return syllables, the frequent ones first."""
    every = [o + v + c + t for o in ONSETS for v in VOWELS for c in CODAS for t in TONES]
    rng.shuffle(every)
    return [text.nfc(one) for one in every[:6000]]


def records(count: int) -> Iterator[IndexedDocument]:
    """Yield records whose words are spread as those of a language."""
    rng = random.Random(7)
    words = vocabulary(rng)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    for number in range(count):
        body = " ".join(rng.choices(words, weights, k=WORDS_EACH))
        yield IndexedDocument(
            key=f"tt-cb-{number % 60}-{2016 + number % 10}/{number:06d}",
            dossier=f"tt-cb-{number % 60}-{2016 + number % 10}",
            document=f"K-{number:06d}",
            kind=("khuyet_diem", "bien_ban_tap_the", "bao_cao_ket_qua")[number % 3],
            year=2016 + number % 10,
            organisation=f"cb-{number % 60}",
            person="",
            title=f"K-{number:06d}",
            text=f"{body}. Theo {number % 400}-QĐ/TW.",
        )


def asked(documents: Sequence[IndexedDocument]) -> dict[str, list[str]]:
    """Return queries of each sort, made of words of the records."""
    rng = random.Random(11)
    made: dict[str, list[str]] = {name: [] for name in SORTS}
    while len(made["một từ"]) < QUERIES:
        words = rng.choice(documents).text.split(".")[0].split()
        at = rng.randrange(len(words) - 2)
        first, second = words[at], words[at + 1]
        three = " ".join(rng.sample(words, 3))
        rare = max(words, key=len)
        made["một từ"].append(first)
        made["một từ, không dấu"].append(text.fold(first))
        made["ba từ"].append(three)
        made["cụm hai từ"].append(f'"{first} {second}"')
        made["từ và điều kiện"].append(first)
        made["số ký hiệu"].append(f"{rng.randrange(400)}-QĐ/TW")
        made["gõ sai"].append(f"{rare[:-1]}zz {second}")
        made["cả câu 40 từ"].append(" ".join(words))
    return made


SORTS = (
    "một từ",
    "một từ, không dấu",
    "ba từ",
    "cụm hai từ",
    "từ và điều kiện",
    "số ký hiệu",
    "gõ sai",
    "cả câu 40 từ",
)
CONDITION = Filters(organisations=["cb-7", "cb-8"], years=(2018, 2022))


def peer(folder: Path, documents: Sequence[IndexedDocument]) -> sqlite3.Connection:
    """Return the same records in FTS5."""
    database = sqlite3.connect(folder / "fts.sqlite")
    database.execute(
        "CREATE VIRTUAL TABLE record USING fts5"
        "(body, organisation UNINDEXED, year UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )
    rows = ((one.text, one.organisation, one.year) for one in documents)
    database.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    database.commit()
    return database


def peer_search(database: sqlite3.Connection, sort: str, query: str) -> int:
    """Ask FTS5 the same; it knows no slips."""
    if sort == "cụm hai từ":
        match = query
    elif sort == "cả câu 40 từ":
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(query.split()))
    else:
        match = " ".join(f'"{word}"' for word in query.split())
    where = "AND organisation IN ('cb-7','cb-8') AND year BETWEEN 2018 AND 2022"
    also = where if sort == "từ và điều kiện" else ""
    found = database.execute(
        f"SELECT rowid FROM record WHERE record MATCH ? {also} ORDER BY rank LIMIT 10", (match,)
    ).fetchall()
    return len(found)


def times(work: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    took = []
    for query in queries:
        start = time.process_time()
        work(query)
        took.append((time.process_time() - start) * 1000)
    took.sort()
    return took[len(took) // 2], took[int(len(took) * 0.95)]


def main(count: int) -> None:
    """Build, measure, print."""
    documents = list(records(count))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.process_time()
        index = Index(folder / "index")
        index.rebuild(documents, ArchiveState(sequence=1, digest="0" * 64))
        built = time.process_time() - start
        start = time.process_time()
        database = peer(folder, documents)
        peer_built = time.process_time() - start
        start = time.process_time()
        index.put(
            documents[:20],
            dossiers=["tt-cb-0-2016"],
            state=ArchiveState(sequence=2, digest="1" * 64),
        )
        put = time.process_time() - start
        size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
        print(f"{count} bản ghi, mỗi bản {WORDS_EACH} từ")
        print(
            f"dựng: {count / built:.0f}/s, FTS5 {count / peer_built:.0f}/s ({built / peer_built:.1f}×)"
        )
        print(f"cập nhật một hồ sơ 20 bản: {put * 1000:.0f} ms; đĩa {size / 1e6:.1f} MB")
        table(index, database, documents)


def table(index: Index, database: sqlite3.Connection, documents: Sequence[IndexedDocument]) -> None:
    """Print the times of every sort of query."""
    print(f"{'ms, p50 / p95':<20}{'hoso':>16}{'FTS5':>16}{'p50':>8}")
    for sort, queries in asked(documents).items():
        filters = CONDITION if sort == "từ và điều kiện" else Filters()
        ours = times(lambda query, f=filters: index.search(parse(query), f, 10), queries)
        theirs = times(lambda query, s=sort: peer_search(database, s, query), queries)
        shown = f"{theirs[0]:.1f} / {theirs[1]:.1f}" if sort != "gõ sai" else "–"
        ratio = f"{ours[0] / theirs[0]:.1f}×" if sort != "gõ sai" else "–"
        print(f"{sort:<20}{f'{ours[0]:.1f} / {ours[1]:.1f}':>16}{shown:>16}{ratio:>8}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
