"""Facts of discipline: what the register says of a member, and of those whom a collective answers for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoso.facts._cases import Facts, known
from hoso.model.assessment import Discipline, DisciplineForm
from hoso.model.review import SubjectKind

_ORDER = tuple(DisciplineForm)  # lightest first


def of_own_discipline(found: Sequence[Discipline], organisation: str) -> Facts:
    """Return what the register says of one subject's own discipline, by the heaviest decision.

    An empty register says nothing: nobody may have written it down yet. `organisation` is where
    the subject is reviewed: a violation at another unit counts there (QĐ 366-QĐ/TW, Điều 11).
    """
    if not found:
        return {}
    one = max(found, key=lambda each: _ORDER.index(each.form))
    year = one.violated.year if one.violated else None
    return {
        "ky_luat.hinh_thuc": one.form.value,
        "ky_luat.vi_pham_noi_cu": bool(one.units) and organisation not in one.units,
        **known(
            {
                "ky_luat.do_chuc_trach": one.duty,
                "ky_luat.tu_phat_hien": one.mended,
                "ky_luat.vi_pham_nam_truoc": None if year is None else year < one.year,
            }
        ),
        **_of_whom(one),
    }


def _of_whom(one: Discipline) -> Facts:
    member = one.subject.kind is SubjectKind.PERSON
    return {"ky_luat.co": True} if member else {"ky_luat.to_chuc": True}


def of_leaders_and_below(
    leaders: Iterable[Discipline], below: Iterable[Discipline], *, organisation: str
) -> Facts:
    """Return how many leaders and bodies below a collective answers for were disciplined.

    Nothing when the register has none: that nobody was is for people to state.
    """
    own = [one for one in leaders if not one.units or organisation in one.units]
    persons = {one.subject.card or one.subject.name for one in own}
    bodies = {one.subject.organisation for one in below}
    if not (persons or bodies):
        return {}
    warned = [one for one in own if _ORDER.index(one.form) >= _ORDER.index(DisciplineForm.WARNING)]
    return {
        "ky_luat.so": len(persons) + len(bodies),
        "ky_luat.so_canh_cao": len({one.subject.card or one.subject.name for one in warned}),
        **_on_duty(own),
    }


def _on_duty(own: Sequence[Discipline]) -> Facts:
    """Return how many broke duties of theirs, nothing while one decision does not say."""
    if any(one.duty is None for one in own):
        return {}
    return {"ky_luat.so_chuc_trach": len({o.subject.card or o.subject.name for o in own if o.duty})}
