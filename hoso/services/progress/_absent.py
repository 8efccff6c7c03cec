"""Who was absent from the review of persons, as the minutes say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hoso import text
from hoso.model.review import Meeting, SubjectKind
from hoso.services.campaign import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One name on the list of the absent; not `sure` when several members bear it."""

    why: str
    sure: bool


def absences(candidates: Iterable[Candidate], meetings: Iterable[Meeting]) -> Mapping[str, Absence]:
    """Return who (by dossier) missed the review of persons.

    Minutes know names only: of two members of a cell with one name neither is meant for sure.
    """
    said: dict[tuple[str, str], str] = {}
    for meeting in meetings:
        if meeting.subject_kind is SubjectKind.PERSON:
            for one in meeting.absent:
                name, _, why = one.partition(": ")
                said[meeting.organisation, text.tone_key(name)] = why
    found: dict[tuple[str, str], list[str]] = {}
    for each in candidates:
        key = (each.body.code, text.tone_key(each.label))
        if each.person and key in said:
            found.setdefault(key, []).append(each.dossier)
    return {
        stem: Absence(why=said[key], sure=len(stems) == 1)
        for key, stems in found.items()
        for stem in stems
    }
