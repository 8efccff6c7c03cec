"""Whose earlier faults count for a fault (same subject, strictly earlier year)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from hoso.model.recurrence import RecurrenceDecision
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.recurrence._past import Past, decided
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
    shortcomings: Iterable[Shortcoming], decisions: Iterable[RecurrenceDecision] = ()
) -> Iterator[tuple[Shortcoming, Past]]:
    """Yield every fault, in the given order, with its subject's faults of strictly earlier years.

    What people decided of other pairs of the subject goes into the ranking.
    """
    listed, made = list(shortcomings), decided(decisions)
    groups: defaultdict[Hashable, list[Shortcoming]] = defaultdict(list)
    for one in listed:
        groups[subject_key(one.subject)].append(one)
    whole = {
        key: Past(tuple(sorted(members, key=lambda one: (one.year, one.code))), (), made)
        for key, members in groups.items()
    }
    for one in listed:
        yield one, whole[subject_key(one.subject)].before(one.year)
