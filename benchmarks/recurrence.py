"""Measures the recurrence scorer on registers and committees that it never saw in training.

Run from the project's root:  python -m benchmarks.recurrence [more.tsv …]
Registers (`so_*.tsv`: ma, nam, to_chuc, doi_tuong, linh_vuc, noi_dung, la_lai_cua) were written by
hands that had not seen the table of notions. `so_*` are trained on, each measured left out whole by
tools/train_recurrence.py; `kin_*` were never read nor trained on and are measured here.
Sentence files: id, theme, group, year, text. Theme "-" is a look-alike that returns nothing;
its id may begin with the number of the theme that it resembles (`012h`). Committees are drawn
from them at random.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from hoso.model.recurrence import Match, Verdict
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.recurrence import Scorer, candidates

DATA = Path(__file__).parent.parent / "data" / "recurrence"
YEARS = range(2021, 2026)
ORGANISATIONS, FAULTS, COMMITTEES = 12, 20, 10
WRONG_AREA = 0.1  # how often people file a fault under another field
COPIED = 0.15  # how often a return is last year's sentence, nearly word for word
Ranker = Callable[[Shortcoming, Sequence[Shortcoming]], Sequence[Match]]


@dataclass(frozen=True)
class Sentence:
    code: str
    theme: str
    group: str
    text: str

    @property
    def number(self) -> int:
        """Return the number of the theme, of a look-alike that of the one it resembles."""
        return int(self.code[:3] if self.theme == "-" else self.theme)


def read(path: Path) -> list[Sentence]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Sentence(row["id"], row["theme"], row["group"], row["text"]) for row in rows]


def register(path: Path) -> Committee:
    """Return a register of faults, each with the theme that its links say."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    faults: list[Shortcoming] = []
    theme: dict[str, str] = {}
    for row in rows:
        subject = Subject(kind=SubjectKind.COLLECTIVE, organisation=f"{path.stem}-{row['to_chuc']}")
        code, area = f"{path.stem}-{row['ma']}", row["linh_vuc"]
        faults.append(
            Shortcoming(
                code=code, year=int(row["nam"]), subject=subject, text=row["noi_dung"], area=area
            )
        )
        first = row["la_lai_cua"].split(",")[0].strip()
        theme[code] = theme[f"{path.stem}-{first}"] if first else code
    return Committee(faults, theme)


def part(sentences: Sequence[Sentence], name: str) -> list[Sentence]:
    """Return the train, tune or test part: themes (and their look-alikes) never cross parts."""
    parts = {0: "test", 1: "tune"}
    return [one for one in sentences if parts.get(one.number % 5, "train") == name]


@dataclass(frozen=True)
class Committee:
    """Faults of several organisations, and the theme of each (its own code when it has none)."""

    faults: list[Shortcoming]
    theme: dict[str, str]

    def queries(self) -> Iterator[tuple[Shortcoming, Sequence[Shortcoming]]]:
        for fault, earlier in candidates(self.faults):
            if earlier:
                yield fault, earlier

    def without_areas(self) -> Committee:
        """Return the same faults with no field chosen."""
        return Committee([msgspec.structs.replace(one, area="") for one in self.faults], self.theme)

    def returns(self, fault: Shortcoming, earlier: Shortcoming) -> bool:
        return self.theme[fault.code] == self.theme[earlier.code]


def committee(sentences: Sequence[Sentence], seed: int, *, areas: bool) -> Committee:
    """Return 12 organisations × 20 faults over five years, about half of the later ones new."""
    rng = random.Random(seed)
    themes: dict[str, list[Sentence]] = {}
    for one in sentences:
        if one.theme != "-":
            themes.setdefault(one.theme, []).append(one)
    alike = [one for one in sentences if one.theme == "-"]
    faults: list[Shortcoming] = []
    theme: dict[str, str] = {}
    for organisation in range(ORGANISATIONS):
        for one, year in _record(rng, themes, alike):
            code = f"{organisation}-{len(faults)}"
            faults.append(_fault(code, year, f"cb-{organisation}", one, areas=areas))
            if areas and rng.random() < WRONG_AREA:
                faults[-1] = msgspec.structs.replace(faults[-1], area=rng.choice(sentences).group)
            theme[code] = one.theme if one.theme != "-" else code
    return Committee(faults, theme)


def _record(
    rng: random.Random, themes: dict[str, list[Sentence]], alike: Sequence[Sentence]
) -> list[tuple[Sentence, int]]:
    names = rng.sample(sorted(themes), len(themes))
    back = rng.randint(3, 5)
    record: list[tuple[Sentence, int]] = []
    resembling: list[Sentence] = []
    for name in names[:back]:
        wordings = rng.sample(themes[name], min(len(themes[name]), rng.randint(2, 3)))
        if rng.random() < COPIED:
            wordings[-1] = replace(wordings[0], text=_copied(rng, wordings[0].text))
        record += zip(wordings, sorted(rng.sample(list(YEARS), len(wordings))), strict=True)
        resembling += [one for one in alike if one.code[:3] == wordings[0].theme]
    others = [one for one in alike if one not in resembling]
    strangers = (resembling + rng.sample(others, len(others)))[: rng.randint(4, 6)]
    record += [(one, rng.choice(list(YEARS)[2:])) for one in strangers]
    singles = [rng.choice(themes[name]) for name in names[back:]]
    record += [(one, rng.choice(list(YEARS))) for one in singles[: FAULTS - len(record)]]
    return record


def _copied(rng: random.Random, text: str) -> str:
    """Return `text` as people copy last year's: as it is, a word less, or a word more."""
    words = text.split()
    place = rng.randrange(1, len(words))
    return " ".join(
        rng.choice(
            (words, words[:place] + words[place + 1 :], [*words[:place], "vẫn", *words[place:]])
        )
    )


def _fault(code: str, year: int, organisation: str, one: Sentence, *, areas: bool) -> Shortcoming:
    subject = Subject(kind=SubjectKind.COLLECTIVE, organisation=organisation)
    area = one.group if areas else ""
    return Shortcoming(code=code, year=year, subject=subject, text=one.text, area=area)


@dataclass(frozen=True)
class Quality:
    first: float
    third: float
    f1: float
    precision: float
    recall: float
    error: float

    def row(self, name: str) -> str:
        cells = (self.first, self.third, self.f1, self.precision, self.recall, self.error)
        return f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def measure(committees: Sequence[Committee], rank: Ranker, threshold: float | None) -> Quality:
    """Return the quality; with a threshold the verdict is `score >= threshold`."""
    judged = list(_judged(committees, rank))
    firsts = [place for each in judged if (place := _first(each)) is not None]
    pairs = [
        (match.score, match.verdict is Verdict.RETURNS if threshold is None else high, true)
        for each in judged
        for match, true in each
        for high in (match.score >= (threshold or 0.0),)
    ]
    right = sum(said and true for _, said, true in pairs)
    precision = right / max(1, sum(said for _, said, _ in pairs))
    recall = right / max(1, sum(true for _, _, true in pairs))
    return Quality(
        first=sum(place == 0 for place in firsts) / len(firsts),
        third=sum(place < 3 for place in firsts) / len(firsts),
        f1=2 * precision * recall / max(1e-9, precision + recall),
        precision=precision,
        recall=recall,
        error=calibration_error([(score, true) for score, _, true in pairs]),
    )


def _judged(committees: Sequence[Committee], rank: Ranker) -> Iterator[list[tuple[Match, bool]]]:
    """Yield the matches of every fault, best first, and whether each is a true return."""
    for one in committees:
        for fault, earlier in one.queries():
            by_code = {each.code: each for each in earlier}
            yield [
                (match, one.returns(fault, by_code[match.earlier]))
                for match in rank(fault, earlier)
            ]


def _first(judged: Sequence[tuple[Match, bool]]) -> int | None:
    return next((place for place, (_, true) in enumerate(judged) if true), None)


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal count."""
    ordered = sorted(pairs)
    bins = [ordered[len(ordered) * i // 10 : len(ordered) * (i + 1) // 10] for i in range(10)]
    return sum(
        abs(sum(score for score, _ in each) - sum(true for _, true in each)) for each in bins
    ) / len(ordered)


def plain(scorer: Scorer) -> Ranker:
    """Return the baseline: cosine of TF-IDF over syllables and their pairs."""

    def rank(fault: Shortcoming, earlier: Sequence[Shortcoming]) -> list[Match]:
        scored = [(scorer.likeness(fault.text, one.text), one.code) for one in earlier]
        return [
            Match(code=fault.code, earlier=code, score=score, verdict=Verdict.NO)
            for score, code in sorted(scored, key=lambda each: -each[0])
        ]

    return rank


def report(name: str, committees: Sequence[Committee], scorer: Scorer) -> None:
    """Print the rows of a set: plain TF-IDF at its own best threshold, then the scorer."""
    best = max((step / 50 for step in range(5, 40)), key=lambda each: _f1(committees, scorer, each))
    print(measure(committees, plain(scorer), best).row(f"{name}: TF-IDF (ngưỡng tốt nhất)"))
    for areas, field in ((False, "không lĩnh vực"), (True, "có lĩnh vực")):
        seen = [one if areas else one.without_areas() for one in committees]
        print(measure(seen, scorer.rank, None).row(f"{name}: hoso, {field}"))


def _f1(committees: Sequence[Committee], scorer: Scorer, threshold: float) -> float:
    return measure(committees[:4], plain(scorer), threshold).f1


def speed(sentences: Sequence[Sentence]) -> None:
    """Print the time for 5,000 different faults of 12 and of 60 organisations."""
    rng = random.Random(1)
    for organisations in (12, 60):
        faults = []
        for n in range(5_000):
            one = rng.choice(sentences)
            one = replace(one, text=f"{one.text} {n}")
            faults.append(
                _fault(f"{n}", rng.choice(YEARS), f"cb-{n % organisations}", one, areas=False)
            )
        begin, pairs = time.perf_counter(), 0
        scorer = Scorer.load()
        for fault, earlier in candidates(faults):
            pairs += len(earlier)
            scorer.rank(fault, earlier, limit=50)
        seconds = time.perf_counter() - begin
        print(f"{organisations} tổ chức, 5.000 khuyết điểm, {pairs} cặp: {seconds:.1f} s")


def load(path: Path) -> list[Committee]:
    """Return a register, or the committees drawn from a file of sentences."""
    with path.open(encoding="utf-8") as file:
        if file.readline().startswith("ma\t"):
            return [register(path)]
    return [committee(read(path), seed, areas=True) for seed in range(COMMITTEES)]


def main() -> None:
    scorer = Scorer.load()
    print("| tập | đúng ngay | trong ba | F1 | đúng | đủ | ECE |\n|---|---|---|---|---|---|---|")
    measured = [*sorted(DATA.glob("kin_*.tsv")), DATA / "kiem_tra.tsv", *map(Path, sys.argv[1:])]
    for path in measured:
        report(path.stem, load(path), scorer)
    speed(read(DATA / "train.tsv"))


if __name__ == "__main__":
    main()
