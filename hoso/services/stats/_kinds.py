"""How reports divide organisations: by kind, those above grassroots organisations apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hoso.rosters import KIND_LABELS
from hoso.services.subjects import Body

_GRASSROOTS = ("dang_bo_co_so", "chi_bo_co_so")
_DIRECT, _ABOVE, _BASE = "cap_tren_truc_tiep", "cap_tren_khac", "to_chuc_co_so"
_TITLES = {
    _ABOVE: "Đảng bộ cấp trên khác",
    _DIRECT: "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
    _BASE: "Tổ chức cơ sở đảng",
    "dang_bo_bo_phan": "Đảng bộ bộ phận",
    "chi_bo": "Chi bộ trực thuộc",
}


def grouped(bodies: Sequence[Body]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the groups that there are, with titles in printing order, and each body's group by code.

    No grassroots organisation holds another: a committee that does is one above them, whatever the
    roster calls it. A kind of no group is a group of its own, so that nobody is left out.
    """
    known = {one.code: one for one in bodies}
    named = [one for one in bodies if one.state.kind in _GRASSROOTS]
    above = {code for one in named for code in _upwards(known, one.state.parent)}
    direct = {one.state.parent for one in named if one.code not in above}
    groups = {one.code: _group(one, direct, above) for one in bodies}
    others = {one.state.kind for one in bodies} - {*_TITLES, *_GRASSROOTS}
    order = {**_TITLES, **{kind: KIND_LABELS.get(kind, kind) for kind in sorted(others)}}
    here = set(groups.values())
    titles = {key: title for key, title in order.items() if key in here}
    return titles, groups


def _group(one: Body, direct: set[str | None], above: set[str]) -> str:
    if one.code in above:
        return _DIRECT if one.code in direct else _ABOVE
    return _BASE if one.state.kind in _GRASSROOTS else one.state.kind


def _upwards(known: Mapping[str, Body], code: str | None) -> set[str]:
    """Return an organisation and all above it that are known."""
    found: set[str] = set()
    while code is not None and code in known and code not in found:
        found.add(code)
        code = known[code].state.parent
    return found
