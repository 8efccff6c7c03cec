"""Reasons (lý do) for and against a match, in Vietnamese, quoting both wordings."""

from __future__ import annotations

from collections.abc import Sequence

from hoso.recurrence._analysis import Analysis, Mention
from hoso.recurrence._features import is_near
from hoso.recurrence._lexicon import Lexicon
from hoso.recurrence._marks import runs

MOST = 3  # of one kind
HINTED = 0.2  # from this product of two hints on it is worth saying


def reasons(new: Analysis, old: Analysis, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the reasons: shared notions, manners, words and numbers; then what differs."""
    found = _objects(new, old, lexicon)
    found += _details(new, old) or ([] if found else _hints(new, old, lexicon))
    found += _manners(new, old, lexicon)
    if shared := _words(new, old):
        found.append(f"từ chung: {shared}")
    if numbers := sorted(new.wording.numbers & old.wording.numbers):
        found.append(f"số chung: {', '.join(numbers)}")
    found += _against(new, old, lexicon)
    return tuple(found)


def _objects(new: Analysis, old: Analysis, lexicon: Lexicon) -> list[str]:
    shared = sorted(
        new.about.objects.keys() & old.about.objects.keys(),
        key=lambda notion: (-new.about.objects[notion] * old.about.objects[notion], notion),
    )
    return [
        f"cùng nói về «{lexicon.names[notion]}»: "
        f"«{_wording(new.about.mentions, notion)}» ~ «{_wording(old.about.mentions, notion)}»"
        for notion in shared[:MOST]
    ]


def _details(new: Analysis, old: Analysis) -> list[str]:
    """Return the likeliest shared detail, if any: it has no name, so both wordings are quoted."""
    mine, theirs = new.details, old.details
    shared = mine.notions.keys() & theirs.notions.keys()
    best = sorted(shared, key=lambda one: (-mine.notions[one] * theirs.notions[one], one))[:1]
    return [
        f"cùng một việc: «{_wording(mine.mentions, one)}» ~ «{_wording(theirs.mentions, one)}»"
        for one in best
    ]


def _hints(new: Analysis, old: Analysis, lexicon: Lexicon) -> list[str]:
    mine, theirs = new.about.hinted, old.about.hinted
    shared = {notion: mine[notion] * theirs[notion] for notion in mine.keys() & theirs.keys()}
    best = sorted(shared, key=lambda notion: (-shared[notion], notion))[:1]
    return [
        f"lời lẽ cùng gợi tới «{lexicon.names[notion]}»"
        for notion in best
        if shared[notion] >= HINTED
    ]


def _manners(new: Analysis, old: Analysis, lexicon: Lexicon) -> list[str]:
    shared = sorted(new.failing.manners.keys() & old.failing.manners.keys())
    return [f"cùng kiểu hạn chế «{lexicon.names[notion]}»" for notion in shared[:MOST]]


def _words(new: Analysis, old: Analysis) -> str:
    longest = sorted(runs(new, old), key=lambda run: (run[0] - run[1], run[0]))
    unique = dict.fromkeys(new.text[start:end] for start, end in longest)
    return ", ".join(f"«{words}»" for words in list(unique)[:MOST])


def _against(new: Analysis, old: Analysis, lexicon: Lexicon) -> list[str]:
    found = []
    if new.about.strong and old.about.strong and not new.about.strong & old.about.strong:
        kind = "đối tượng gần nhưng khác" if is_near(new, old) else "khác đối tượng"
        found.append(f"{kind}: {_names(new, lexicon)} ≠ {_names(old, lexicon)}")
    if (
        new.failing.families
        and old.failing.families
        and not new.failing.families & old.failing.families
    ):
        found.append(f"khác kiểu hạn chế: {_kinds(new, lexicon)} ≠ {_kinds(old, lexicon)}")
    return found


def _names(one: Analysis, lexicon: Lexicon) -> str:
    ordered = sorted(one.about.strong, key=lambda notion: (-one.about.objects[notion], notion))
    return ", ".join(f"«{lexicon.names[notion]}»" for notion in ordered[:2])


def _kinds(one: Analysis, lexicon: Lexicon) -> str:
    ordered = sorted(one.failing.manners, key=lambda notion: (-one.failing.manners[notion], notion))
    return ", ".join(f"«{lexicon.names[notion]}»" for notion in ordered[:2])


def _wording(mentions: Sequence[Mention], notion: str) -> str:
    said = [mention for mention in mentions if mention.notion == notion]
    return max(said, key=lambda one: (one.weight, -len(one.spans), len(one.words))).words
