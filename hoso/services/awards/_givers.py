"""Who may give an award: by the level of the giver, the tree of organisations, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.services.campaign import Candidate
from hoso.services.subjects import Body, body_of
from hoso.workspace import Workspace

_GRASSROOTS = ("dang_bo_co_so", "chi_bo_co_so")
OWN, ABOVE, PROVINCE = "co_so", "cap_tren", "tinh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Cấp tặng: in words of the day's rule, and which organisation it is, as far as anybody knows."""

    level: str  # co_so | cap_tren | tinh; "" when no table says
    words: str
    organisation: Body | None = None  # of the roster
    name: str = ""  # of the organisation; "" when unknown

    def is_(self, whose: Body) -> bool:
        """Return whether `whose` itself is the giver."""
        return self.organisation is not None and self.organisation.code == whose.code


def giver(ws: Workspace, one: Candidate, level: str, words: str, on: date) -> Giver:
    """Return who gives an award of that level to a candidate; `words` stand where no level is known."""
    known = profiles.giver_name(level, on)
    found = _organisation(ws, one, level, on)
    said = known.name if known else words
    name = found.state.name if found else _superior(ws, one, level, on)
    return Giver(level=level, words=said, organisation=found, name=name)


def _organisation(ws: Workspace, one: Candidate, level: str, on: date) -> Body | None:
    if level == OWN:
        return _grassroots(ws, one.body, on) if one.person else _direct(ws, one.body, on)
    if level == ABOVE and (own := _grassroots(ws, one.body, on)):
        return next(_above(ws, own, on), None)
    return None


def _grassroots(ws: Workspace, body: Body, on: date) -> Body | None:
    """Return the tổ chức cơ sở đảng that a body is or belongs to."""
    chain = (body, *_above(ws, body, on))
    return next((one for one in chain if one.state.kind in _GRASSROOTS), None)


def _direct(ws: Workspace, body: Body, on: date) -> Body | None:
    """Return the committee directly above that may reward: a đảng ủy bộ phận may not (HD 06, 19.1)."""
    above = _above(ws, body, on)
    return next((one for one in above if one.state.kind != "dang_bo_bo_phan"), None)


def _above(ws: Workspace, body: Body, on: date) -> Iterator[Body]:
    """Yield the bodies above, the nearest first."""
    parent = body.state.parent
    seen = {body.code}
    while parent and parent not in seen:
        seen.add(parent)
        found = ws.catalogue.organisation(parent)
        if found is None or found.at(on) is None:
            return
        above = body_of(ws, found, on)
        yield above
        parent = above.state.parent


def _superior(ws: Workspace, one: Candidate, level: str, on: date) -> str:
    """Return the name of a superior that the roster knows by name only."""
    own = _grassroots(ws, one.body, on)
    return own.superior if own and level == ABOVE else ""
