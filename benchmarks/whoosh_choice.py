"""Measure distributions of Whoosh, each in its own environment, to choose one.

    python benchmarks/whoosh_choice.py ENV/bin/python [ENV/bin/python …] [--documents N]

Each interpreter needs nothing but one distribution that is imported as `whoosh`. One that cannot
run is reported as such, not left out. Prints one JSON object an interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

BEGINNINGS = "b c d đ g h k l m n ng nh ph s t th tr v x"
MIDDLES = "a à ả ã á ạ â ầ ê ế ệ i ì o ọ ô ố ơ ờ u ư ứ iê ươ"
WATCHED = ("socket", "subprocess", "ctypes", "urllib", "os.system", "os.exec", "os.posix_spawn")
NETWORK = {"socket", "ssl", "http", "urllib", "subprocess", "ctypes", "requests"}


def main() -> None:
    """Run the measurement in each interpreter, or one part of it when called by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("interpreters", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--worker", choices=["measure", "commit"])
    parser.add_argument("--folder")
    given = parser.parse_args()
    if given.worker == "measure":
        print(json.dumps(measure(given.documents), ensure_ascii=False))
    elif given.worker == "commit":
        commit_for_ever(given.folder)
    else:
        for interpreter in given.interpreters:
            print(json.dumps(run(interpreter, given.documents), ensure_ascii=False, indent=2))


def run(interpreter: Path, documents: int) -> dict[str, object]:
    """Return what one interpreter measured, or why it could not."""
    command = [str(interpreter), __file__, "--worker", "measure", "--documents", str(documents)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    except (OSError, subprocess.TimeoutExpired) as error:
        return {"interpreter": str(interpreter), "skipped": str(error)}
    if done.returncode:
        return {"interpreter": str(interpreter), "skipped": done.stderr[-800:]}
    strict = [str(interpreter), "-B", "-W", "error", "-X", f"pycache_prefix={tempfile.mkdtemp()}",
              "-c", "import whoosh.index, whoosh.query, whoosh.highlight"]  # fmt: skip
    failed = subprocess.run(strict, capture_output=True, text=True, check=False).stderr.strip()
    return {"interpreter": str(interpreter)} | json.loads(done.stdout) | {
        "import with warnings as errors": failed.splitlines()[-1] if failed else "ok"
    }  # fmt: skip


def measure(documents: int) -> dict[str, object]:
    """Measure everything in this interpreter."""
    seen: Counter[str] = Counter()
    sys.addaudithook(lambda event, _: event.startswith(WATCHED) and seen.update([event]))
    before = set(sys.modules)
    import whoosh
    import whoosh.highlight
    import whoosh.index

    network = sorted({name.partition(".")[0] for name in set(sys.modules) - before} & NETWORK)
    with tempfile.TemporaryDirectory() as folder:
        speed = time_everything(Path(folder), texts(documents))
    watched = dict(seen)
    return {
        "whoosh": ".".join(str(part) for part in whoosh.__version__),
        "python": sys.version.split()[0],
        "warnings when compiled": compile_warnings(Path(whoosh.__file__).parent),
        "modules loaded that can reach out": network,
        "events while in use": watched,
        **speed,
        "kills": kills(20),
        "damage": damage(200),
    }


def texts(count: int) -> list[str]:
    """Return invented texts of 400 syllables whose frequencies fall as in a language."""
    chance = random.Random(1)
    ends = ["", "c", "m", "n", "ng", "t", "i"]
    syllables = [a + b + c for a in BEGINNINGS.split() for b in MIDDLES.split() for c in ends]
    chance.shuffle(syllables)
    weights = [1 / (rank + 1) for rank in range(len(syllables))]
    return [" ".join(chance.choices(syllables, weights, k=400)) for _ in range(count)]


def new_index(folder: Path):
    """Make an index with a key and one field of syllables with positions."""
    from whoosh import analysis, fields, index

    folder.mkdir(parents=True, exist_ok=True)
    words = analysis.RegexTokenizer(r"\w+") | analysis.LowercaseFilter()
    schema = fields.Schema(
        key=fields.ID(stored=True, unique=True), text=fields.TEXT(analyzer=words, stored=True)
    )
    return index.create_in(str(folder), schema)


def time_everything(folder: Path, found: list[str]) -> dict[str, object]:
    """Build, search, update."""
    index, begun = new_index(folder), time.perf_counter()
    writer = index.writer(limitmb=256)
    for number, one in enumerate(found):
        writer.add_document(key=str(number), text=one)
    writer.commit()
    build = time.perf_counter() - begun
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    return {
        "documents/s": round(len(found) / build),
        "MB": round(size, 1),
        **time_searches(index, found),
        "update, ms p50/p95": spread([time_update(index, one) for one in found[:10]]),
    }


def time_searches(index, found: list[str]) -> dict[str, str]:
    """Ask forty times for two words that stand side by side, and for them as a phrase."""
    from whoosh import query

    chance, terms, phrases = random.Random(2), [], []
    with index.searcher() as searcher:
        for _ in range(40):
            place = chance.randrange(398)
            pair = chance.choice(found).split()[place : place + 2]
            terms.append(timed(searcher, query.And([query.Term("text", word) for word in pair])))
            phrases.append(timed(searcher, query.Phrase("text", pair)))
    return {"two words, ms p50/p95": spread(terms), "phrase, ms p50/p95": spread(phrases)}


def time_update(index, text: str) -> float:
    """Return milliseconds to replace one document."""
    begun = time.perf_counter()
    writer = index.writer()
    writer.update_document(key="0", text=text)
    writer.commit()
    return (time.perf_counter() - begun) * 1000


def timed(searcher, wanted) -> float:
    """Return milliseconds for one search of twenty results."""
    begun = time.perf_counter()
    len(searcher.search(wanted, limit=20))
    return (time.perf_counter() - begun) * 1000


def spread(values: list[float]) -> str:
    """Return median and 95th percentile."""
    values = sorted(values)
    return f"{statistics.median(values):.0f}/{values[int(len(values) * 0.95)]:.0f}"


def compile_warnings(package: Path) -> int:
    """Return how many warnings the compiler has for the package."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for file in package.rglob("*.py"):
            compile(file.read_bytes(), str(file), "exec")
    return len(caught)


def commit_for_ever(folder: str) -> None:
    """Replace fifty documents of one turn again and again, each time in one commit."""
    from whoosh import index

    opened = index.open_dir(folder)
    for turn in range(1, 1_000_000):
        writer = opened.writer()
        for number in range(50):
            writer.update_document(key=str(number), text=f"lượt{turn} " * 50)
        writer.commit()
        print(turn, flush=True)


def kills(rounds: int) -> str:
    """Kill a writer at varying moments; count indexes that are whole and can be written."""
    whole = 0
    with tempfile.TemporaryDirectory() as folder:
        writer = new_index(Path(folder)).writer()
        for number in range(50):
            writer.add_document(key=str(number), text="lượt0 " * 50)
        writer.commit()
        for turn in range(rounds):
            command = [sys.executable, __file__, "--worker", "commit", "--folder", folder]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
                child.stdout.readline()
                time.sleep(0.007 * turn)
                os.kill(child.pid, signal.SIGKILL)
            whole += is_whole(folder)
    return f"{whole}/{rounds} whole"


def is_whole(folder: str) -> bool:
    """Return whether all fifty documents are of one turn and the next commit succeeds."""
    from whoosh import index, query

    try:
        opened = index.open_dir(folder)
        with opened.searcher() as searcher:
            found = {hit["text"] for hit in searcher.search(query.Every(), limit=None)}
            count = searcher.doc_count()
        writer = opened.writer()
        writer.update_document(key="0", text=found.copy().pop())
        writer.commit()
    except Exception:  # noqa: BLE001 - whatever it is, the index is not whole
        return False
    return len(found) == 1 and count == 50


def damage(rounds: int) -> dict[str, int]:
    """Flip one bit or cut a file short; count right answers, errors and silent wrong answers."""
    chance, outcome = random.Random(3), Counter({"right": 0, "error": 0, "wrong": 0})
    warnings.simplefilter("ignore", ResourceWarning)
    with tempfile.TemporaryDirectory() as name:
        writer = new_index(Path(name)).writer()
        for number in range(50):
            writer.add_document(key=str(number), text=f"khuyết điểm {number}")
        writer.commit()
        files = sorted(file for file in Path(name).iterdir() if file.suffix in {".seg", ".toc"})
        for turn in range(rounds):
            file = chance.choice(files)
            sound = file.read_bytes()
            file.write_bytes(damaged(sound, turn, chance))
            outcome[answer(name)] += 1
            file.write_bytes(sound)
    return dict(outcome)


def answer(folder: str) -> str:
    """Return whether a search of the fifty documents answers right, wrong or not at all."""
    from whoosh import index, query

    try:
        with index.open_dir(folder).searcher() as searcher:
            found = searcher.search(query.Term("text", "khuyết"), limit=None)
            texts_found = sorted(hit["text"] for hit in found)
    except Exception:  # noqa: BLE001 - damaged files make Whoosh raise anything
        return "error"
    right = texts_found == sorted(f"khuyết điểm {number}" for number in range(50))
    return "right" if right else "wrong"


def damaged(content: bytes, turn: int, chance: random.Random) -> bytes:
    """Return `content` with one bit flipped, or every tenth time cut short."""
    if turn % 10 == 0:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


if __name__ == "__main__":
    main()
