"""The cap on the highest level, counted in each group of similar position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hoso import facts, rules, text
from hoso.errors import Outcome, Problem
from hoso.facts import GroupCase
from hoso.model.profile import Rule
from hoso.model.review import Level
from hoso.services.check._held import Held
from hoso.services.check._said import rulings_of
from hoso.services.check._year import Year

_HOW, _HEADS = "nhom_ty_le", "tinh_nguoi_dung_dau"
_GRASSROOTS = "to chuc co so dang"  # the group of QĐ 132-QĐ/TW, as folded words
_GRASSROOTS_KINDS = ("dang_bo_co_so", "chi_bo_co_so")
_STATED = "nhom.ten"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One group: its name (None: nobody made it), who is in it, where rulings on it are kept.

    `whole` is False when it reaches beyond the organisations that are looked at.
    """

    name: str | None
    where: str
    members: Sequence[Held]
    whole: bool
    at: Held | None


def problems(year: Year) -> Iterator[Problem]:
    """Yield what the rules of groups say: of members, then of party organisations."""
    asked = rules.of_subject(year.regime, "nhom")
    members = [one for one in year.held if one.candidate.person and not _is_left_out(year, one)]
    bodies = [one for one in year.held if one.candidate.person is None]
    for group in (*_groups(year, members), *_groups(year, bodies)):
        if not group.whole:
            yield from (_beyond(rule, group) for rule in asked)
            continue
        found = facts.of_group(_case(group))
        yield from rules.check(found, asked, rulings_of(group.at) if group.at else {})


def _is_left_out(year: Year, one: Held) -> bool:
    """Return whether the authority decided that heads are not counted, and this is one."""
    card = one.subject.card
    heads = any(rank == 0 for _, rank in year.seats.get(card, ()))
    return year.regime.parameters.get(_HEADS) == "khong" and heads


def _case(group: _Group) -> GroupCase:
    levels = [one.level for one in group.members]
    excellent = levels.count(Level.EXCELLENT)
    return GroupCase(
        name=group.name,
        where=group.where,
        excellent=excellent,
        good_or_better=excellent + levels.count(Level.GOOD),
        done=levels.count(Level.DONE),
        failed=levels.count(Level.FAILED),
    )


def _beyond(rule: Rule, group: _Group) -> Problem:
    return Problem(
        code=rule.code,
        where=group.name or group.where,
        message=f"{rule.message} (chưa kiểm được: nhóm có cả tổ chức ngoài phạm vi đang soát; hãy "
        "soát từ tổ chức cấp trên)",
        outcome=Outcome.UNCHECKED,
        reference=rule.reference,
        warning=True,
    )


def _groups(year: Year, held: Sequence[Held]) -> Iterator[_Group]:
    """Yield the groups of these subjects, by name; last those of whom nobody said which."""
    names = _Names(year)
    found: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        found.setdefault(names.of(one), []).append(one)
    for (code, name), members in sorted(found.items(), key=lambda item: (not item[0][1], item[0])):
        at = year.known.get(code) or year.top
        whole = code in year.collectives if code else not year.upper
        what = "đảng viên" if members[0].candidate.person else "tổ chức đảng"
        where = f"Năm {year.number}, {what}"
        said = f"{where}: {name}" if name else None
        yield _Group(name=said, where=where, members=members, whole=whole or not name, at=at)


class _Names:
    """Which group a subject is in, as the regime, the authority or a statement says."""

    def __init__(self, year: Year) -> None:
        self._year = year
        how = year.regime.parameters.get(_HOW) or ""
        self._by_grassroots = not isinstance(how, list) and text.fold(str(how)) == _GRASSROOTS
        self._mapping = dict(_lines(how)) if isinstance(how, list) else {}

    def of(self, one: Held) -> tuple[str, str]:
        """Return (organisation whose group it is, "" for all; the group's name, "" when unknown)."""
        stated = next((str(s.value) for s in one.statements if s.fact == _STATED), "")
        if stated:
            return "", stated
        if self._by_grassroots:
            return self._grassroots(one)
        return "", self._mapped(one)

    def _grassroots(self, one: Held) -> tuple[str, str]:
        """Return the grassroots organisation of a member, the superior of an organisation."""
        codes = self._year.above(one.candidate.body)
        if one.candidate.person is None:
            found = codes[1:2]
        else:
            kinds = ((code, self._year.known[code]) for code in codes if code in self._year.known)
            found = tuple(c for c, o in kinds if o.candidate.body.state.kind in _GRASSROOTS_KINDS)
        if not found or found[0] not in self._year.known:
            return "", ""
        return found[0], self._year.known[found[0]].candidate.label

    def _mapped(self, one: Held) -> str:
        keys = _keys(one)
        return next((name for key, name in self._mapping.items() if key in keys), "")


def _lines(said: Sequence[object]) -> Iterator[tuple[str, str]]:
    """Yield (key, group) of lines such as `lanh_dao, Bí thư chi bộ: Lãnh đạo, quản lý`."""
    for line in said:
        keys, _, name = str(line).partition(":")
        for key in keys.split(","):
            yield text.fold(text.squeeze(key)), text.squeeze(name)


def _keys(one: Held) -> frozenset[str]:
    """Return by what a subject may be named in the authority's groups: kind, code, category, posts."""
    person = one.candidate.person
    if person is None:
        return frozenset({one.code, one.candidate.body.state.kind})
    posts = (text.fold(post.title) for post in person.state.posts)
    return frozenset({person.state.category.value, *posts})
