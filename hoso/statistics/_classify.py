"""Which bin counts a subject: where it stands, its level, and why it did not do its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hoso.errors import RulesBrokenError
from hoso.model.review import Level
from hoso.statistics._plan import DISCIPLINED, Bin
from hoso.statistics._summary import MemberStanding, Place

_PLACES: Mapping[Place, Bin] = MappingProxyType(
    {Place.EXEMPT: Bin.EXEMPT, Place.WAITING: Bin.WAITING, Place.NEW: Bin.NEW}
)
_LEVELS: Mapping[Level, Bin] = MappingProxyType(
    {Level.EXCELLENT: Bin.EXCELLENT, Level.GOOD: Bin.GOOD, Level.DONE: Bin.DONE}
)
_FORMS = (Bin.REPRIMANDED, Bin.WARNED, Bin.REMOVED, Bin.EXPELLED)
_ALL_FORMS = frozenset(one.value for one in _FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Nguyên nhân không hoàn thành nhiệm vụ: what is known of each; None where nobody said.

    `form` is the heaviest form of discipline, "" when it is not stated.
    """

    disciplined: bool | None = None
    form: str = ""
    civil: bool | None = None  # the lowest level as a civil servant
    targets: bool | None = None  # too small a share of the tasks done
    other: bool | None = None


def classified(standing: MemberStanding, why: Failure | None = None) -> tuple[Bin, frozenset[str]]:
    """Return the bin of a subject, and the rows of which nobody knows whether they count it.

    Of several reasons the first in printing order counts. Raise RulesBrokenError for a level without
    a rating, or a rating without a level.
    """
    if (standing.place is Place.RATED) != (standing.level is not None):
        raise RulesBrokenError(
            f"Đối tượng ở hàng «{standing.place}» mà mức là «{standing.level or 'chưa có'}»: mỗi người "
            "được đánh giá có đúng một mức. Hãy xem lại kết quả xếp loại."
        )
    if standing.level is None:
        return _PLACES[standing.place], frozenset()
    if standing.level is Level.FAILED:
        return _failed(why or Failure())
    return _LEVELS[standing.level], frozenset()


def _failed(why: Failure) -> tuple[Bin, frozenset[str]]:
    if why.disciplined:
        known = why.form in _ALL_FORMS
        return (Bin(why.form), frozenset()) if known else (Bin.DISCIPLINED, _ALL_FORMS)
    unsaid = set() if why.disciplined is False else {DISCIPLINED, *_ALL_FORMS}
    for reason, found in (
        (why.civil, Bin.CIVIL),
        (why.targets, Bin.TARGETS),
        (why.other, Bin.OTHER),
    ):
        if reason:
            return found, frozenset(unsaid)
        if reason is None:
            unsaid.add(found.value)
    return Bin.UNSAID, frozenset(unsaid)
