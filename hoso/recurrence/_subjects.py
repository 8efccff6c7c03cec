"""Whose earlier faults count for a fault (same subject, strictly earlier year)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.text import squeeze, tone_key


def subject_key(subject: Subject) -> Hashable:
    """Return a key equal for the same subject.

    A collective is its organisation; a person the party card, without one the name, in whatever
    organisation; an unnamed individual the organisation.
    """
    if subject.kind is SubjectKind.COLLECTIVE:
        return "tap_the", subject.organisation
    if subject.card:
        return "the", subject.card
    if subject.name:
        return "ten", tone_key(squeeze(subject.name))
    return "khong_ten", subject.organisation


def same_subject(new: Subject, earlier: Subject) -> bool:
    """Return whether a fault of `earlier` may come back as one of `new`."""
    return subject_key(new) == subject_key(earlier)


def candidates(
    shortcomings: Iterable[Shortcoming],
) -> Iterator[tuple[Shortcoming, Sequence[Shortcoming]]]:
    """Yield every fault, in the given order, with its subject's faults of strictly earlier years."""
    listed = list(shortcomings)
    groups: defaultdict[Hashable, list[Shortcoming]] = defaultdict(list)
    for one in listed:
        groups[subject_key(one.subject)].append(one)
    years: dict[Hashable, list[int]] = {}
    for key, members in groups.items():
        members.sort(key=lambda one: (one.year, one.code))
        years[key] = [one.year for one in members]
    for one in listed:
        key = subject_key(one.subject)
        yield one, groups[key][: bisect_left(years[key], one.year)]
