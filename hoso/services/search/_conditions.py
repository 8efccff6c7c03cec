"""From `tổ_chức:"Chi bộ Văn phòng"` to codes: what people call things, and what the index knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hoso import templates, text
from hoso.errors import NotFoundError, TemplateBrokenError
from hoso.index import FAULT, Condition, Filters, Key, Question, years_of
from hoso.model.dossier import DocumentStatus
from hoso.model.review import Level, Status
from hoso.model.roster import Organisation
from hoso.workspace import Workspace

_FAULT_NAME: Final = "Khuyết điểm"
_STATUSES: Final[Mapping[str, str]] = {
    **{one.value: one.value for one in (*Status, *DocumentStatus)},
    "xong": Status.DONE.value,
    "dang": Status.DOING.value,
    "chua": Status.OPEN.value,
    "ky": DocumentStatus.SIGNED.value,
    "da_rut": DocumentStatus.WITHDRAWN.value,
    "nhap": DocumentStatus.IMPORTED.value,
}
_LEVELS: Final[Mapping[str, str]] = {
    **{one.value: one.value for one in Level},
    "htxsnv": Level.EXCELLENT.value,
    "xuat_sac": Level.EXCELLENT.value,
    "hoan_thanh_xuat_sac": Level.EXCELLENT.value,
    "hoan_thanh_xuat_sac_nhiem_vu": Level.EXCELLENT.value,
    "httnv": Level.GOOD.value,
    "tot": Level.GOOD.value,
    "hoan_thanh_tot": Level.GOOD.value,
    "hoan_thanh_tot_nhiem_vu": Level.GOOD.value,
    "htnv": Level.DONE.value,
    "hoan_thanh": Level.DONE.value,
    "hoan_thanh_nhiem_vu": Level.DONE.value,
    "khtnv": Level.FAILED.value,
    "khong_hoan_thanh": Level.FAILED.value,
    "khong_hoan_thanh_nhiem_vu": Level.FAILED.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a query asks documents to be; `people` and `organisations` as they were typed."""

    filters: Filters
    people: tuple[str, ...] = ()

    def unknown(self, ws: Workspace, on: date) -> Iterator[str]:
        """Yield a sentence for each person whom no roster knows."""
        for name in self.people:
            if not ws.catalogue.find_members(name):
                near = text.nearest(name, _member_names(ws, on))
                hint = f" Ý bạn là «{near}»?" if near else ""
                yield f"Danh sách đảng viên không có ai tên hoặc số thẻ «{name}».{hint}"


def wanted(
    ws: Workspace, question: Question | None, *, org: str | None, kind: str | None
) -> Wanted:
    """Return the conditions of a query and of the options beside it as one filter.

    Raise NotFoundError for a name that nothing bears, SearchError for a year that is none.
    """
    conditions = question.conditions if question else ()
    filters = _filters(ws, [one for one in conditions if not one.negated])
    excluded = tuple(_filters(ws, [one]) for one in conditions if one.negated)
    if org:
        codes = _organisations(ws, org)
        both = codes if filters.organisations is None else codes & set(filters.organisations)
        filters = replace(filters, organisations=both)
    if kind:
        kinds = _kinds(ws, kind)
        both = kinds if filters.kinds is None else kinds & set(filters.kinds)
        filters = replace(filters, kinds=both)
    people = tuple(one.value for one in conditions if one.key is Key.PERSON)
    return Wanted(filters=replace(filters, without=excluded), people=people)


def _filters(ws: Workspace, conditions: Iterable[Condition]) -> Filters:
    """Return a filter; several conditions of one kind are met by any of them."""
    values: dict[Key, list[Condition]] = {}
    for one in conditions:
        values.setdefault(one.key, []).append(one)

    def any_of(
        key: Key, resolved: Callable[[Workspace, str], frozenset[str]]
    ) -> frozenset[str] | None:
        found = [resolved(ws, one.value) for one in values.get(key, ())]
        return frozenset().union(*found) if found else None

    spans = tuple(span for one in values.get(Key.YEAR, ()) for span in years_of(one))
    return Filters(
        spans=spans or None,
        organisations=any_of(Key.ORGANISATION, _organisations),
        kinds=any_of(Key.KIND, _kinds),
        people=any_of(Key.PERSON, _people),
        statuses=any_of(Key.STATUS, lambda _, value: _one_of(_STATUSES, value, "trạng thái")),
        levels=any_of(Key.LEVEL, lambda _, value: _one_of(_LEVELS, value, "mức xếp loại")),
    )


def _slug(value: str) -> str:
    return text.slug(value).replace("-", "_")


def _one_of(known: Mapping[str, str], value: str, what: str) -> frozenset[str]:
    found = known.get(_slug(value))
    if found is None:
        near = text.nearest(_slug(value), list(known))
        hint = (
            f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(dict.fromkeys(known.values()))}."
        )
        raise NotFoundError(f"Không có {what} «{value}».{hint}", where=value)
    return frozenset([found])


# -- organisations ---------------------------------------------------------------------------


def _organisations(ws: Workspace, value: str) -> frozenset[str]:
    """Return the codes of the organisations called so, at any time, and of all below them.

    A code or whole name goes before a part of a name. What no roster knows may still be a name
    under which a fault was kept.
    """
    known = ws.catalogue.organisations(None)
    said = text.slug(value)
    chosen = {one.code for one in known if said in _names(one)}
    chosen = chosen or {one.code for one in known if any(_has(name, said) for name in _names(one))}
    if chosen:
        return frozenset(_with_below(known, chosen))
    kept = {fault.subject.organisation for fault in ws.catalogue.shortcomings()}
    exactly = frozenset(name for name in kept if text.slug(name) == said)
    if found := exactly or frozenset(name for name in kept if _has(text.slug(name), said)):
        return found
    near = text.nearest(value, [o.states[-1].name for o in known] + [o.code for o in known])
    hint = f" Ý bạn là «{near}»?" if near else " Xem «hoso roster show»."
    raise NotFoundError(f"Không có tổ chức «{value}» trong danh sách.{hint}", where=value)


def _names(one: Organisation) -> set[str]:
    return {one.code, *(text.slug(state.name) for state in one.states)}


def _has(name: str, said: str) -> bool:
    return bool(said) and f"-{said}-" in f"-{name}-"


def _with_below(known: Iterable[Organisation], chosen: set[str]) -> set[str]:
    below: dict[str, set[str]] = {}
    for one in known:
        for state in one.states:
            if state.parent:
                below.setdefault(state.parent, set()).add(one.code)
    found, waiting = set(chosen), list(chosen)
    while waiting:
        fresh = below.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


# -- people ----------------------------------------------------------------------------------


def _people(ws: Workspace, value: str) -> frozenset[str]:
    """Return the cards of the members called so, and the name itself: faults are kept by name."""
    name = value.replace("_", " ")
    cards = {member.card for member in ws.catalogue.find_members(name)}
    return frozenset({*cards, text.squeeze(name).lower().removeprefix("dv-")})


def _member_names(ws: Workspace, on: date) -> list[str]:
    rows = ws.catalogue.members(on)
    return list(dict.fromkeys(row.state.full_name for row in rows))


# -- kinds -----------------------------------------------------------------------------------


def _kinds(ws: Workspace, value: str) -> frozenset[str]:
    """Return the kinds of that code or title, or whose code or title begin or go on with it."""
    said = _slug(value)
    titles = {kind: _slug(name) for kind, name in _templates(ws).items()}
    titles[FAULT] = FAULT
    for fits in (_is, _goes_on, _contains):
        if found := frozenset(k for k, title in titles.items() if fits(said, (k, title))):
            return found
    kept = {row.provenance.kind for row in ws.catalogue.documents()}
    if found := frozenset(kind for kind in kept if _slug(kind) == said):
        return found
    near = text.nearest(said, [*titles, *titles.values(), *kept])
    hint = f" Ý bạn là «{near}»?" if near else " Xem «hoso templates»."
    raise NotFoundError(f"Không có loại văn bản «{value}».{hint}", where=value)


def _is(said: str, names: tuple[str, str]) -> bool:
    return said in names


def _goes_on(said: str, names: tuple[str, str]) -> bool:
    return any(f"{name}_".startswith(f"{said}_") for name in names)


def _contains(said: str, names: tuple[str, str]) -> bool:
    return any(f"_{said}_" in f"_{name}_" for name in names)


def kind_names(ws: Workspace, kinds: Iterable[str]) -> dict[str, str]:
    """Return what each kind is called: the title of its template, else its code in words."""
    return {kind: _kind_name(ws, kind) for kind in kinds}


def _kind_name(ws: Workspace, kind: str) -> str:
    if kind == FAULT:
        return _FAULT_NAME
    try:
        return templates.find(kind, ws.template_roots).info.title
    except (NotFoundError, TemplateBrokenError):
        return kind.replace("_", " ")


def _templates(ws: Workspace) -> dict[str, str]:
    """Return the title of every template that can be read, by kind."""
    found = templates.each(ws.template_roots)
    return {kind: one.info.title for kind, one in found if isinstance(one, templates.FoundTemplate)}
