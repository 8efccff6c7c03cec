"""Types, organs, and which organ may issue which type of paper (tên loại, cơ quan, thẩm quyền)."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from hoso.errors import NotFoundError, QuestionError
from hoso.model.profile import Issuing, Numbering, OrganTerms
from hoso.profiles import _files
from hoso.profiles._files import terms
from hoso.profiles._terms import body_terms
from hoso.text import fold, nearest, squeeze, tone_key


def numberings() -> tuple[Numbering, ...]:
    """Return how numbers run, oldest first."""
    return deepcopy(_files.numberings())


def issuings() -> tuple[Issuing, ...]:
    """Return who may issue what, oldest first."""
    return deepcopy(_files.issuings())


def numbering(on: date) -> Numbering | None:
    """Return how numbers of documents dated `on` run, None before the first rules known here."""
    for one in _files.numberings():
        if one.since <= on and (one.until is None or on <= one.until):
            return deepcopy(one)
    return None


def issuing(on: date) -> Issuing | None:
    """Return who may issue documents dated `on`, None before the first rules known here."""
    for one in _files.issuings():
        if one.since <= on and (one.until is None or on <= one.until):
            return deepcopy(one)
    return None


def counter_of(organ: str, on: date) -> tuple[str, bool]:
    """Return the counter that an organ numbers in on a day, and whether for all types at once.

    "" is the counter of the committee itself (of a cell: its only one), which others may share.
    Days before the first rules known here are taken as those of the first.
    """
    one = next((n for n in reversed(_files.numberings()) if n.since <= on), _files.numberings()[0])
    if organ in one.across_types:
        return organ, True
    own = {body.organs[0].code for body in terms().bodies}
    shared = {code for group in one.shared if own & {*group} for code in group}
    return ("" if organ in {"", *own, *shared} else organ), False


def may_issue(rules: Issuing, organisation_kind: str, organ: str, type_name: str) -> bool | None:
    """Return whether an organ may issue a type of paper, None when nobody could confirm it.

    `organ` "" means one of the committee's organs, nobody said which: what all of them may, or may
    not, is known all the same. A congress issues under its own symbol, so it is not among them.
    """
    rows = {
        row.organ: _allows(row.may, row.may_not, type_name)
        for row in rules.rows
        if organisation_kind in row.kinds
    }
    among = [
        one.code for one in organs(organisation_kind) if one.symbol == _symbol(organisation_kind)
    ]
    answers = {rows.get(code) for code in ([organ] if organ else among)}
    return answers.pop() if len(answers) == 1 else None


def _allows(may: tuple[str, ...], may_not: tuple[str, ...], type_name: str) -> bool | None:
    return True if type_name in may else False if type_name in may_not else None


def _symbol(organisation_kind: str) -> str:
    return body_terms(organisation_kind).organ


def organs(organisation_kind: str) -> tuple[OrganTerms, ...]:
    """Return the organs of a kind of organisation that issue papers in their own name."""
    return body_terms(organisation_kind).organs


def organ(organisation_kind: str, code: str) -> OrganTerms:
    """Return the organ of that code; raise NotFoundError naming those there are."""
    known = organs(organisation_kind)
    found = next((one for one in known if one.code == code), None)
    if found is None:
        listed = ", ".join(f"{one.code} ({one.name})" for one in known)
        raise NotFoundError(f"Không có cơ quan ban hành «{code}». Có: {listed}.", where=code)
    return found


def organ_of(organisation_kind: str, authority: str = "", symbol: str = "") -> str:
    """Return the code of the organ that an authority line or a code such as ĐU speaks of.

    "" when neither tells one organ from the others: what is not printed is not guessed.
    """
    known = organs(organisation_kind)
    if authority.strip():
        line = fold(squeeze(authority))
        found = [o for o in known if any(line.startswith(fold(a)) for a in o.authorities)]
    else:
        wanted = tone_key(symbol or _symbol(organisation_kind))
        found = [one for one in known if tone_key(one.symbol) == wanted]
    return found[0].code if len(found) == 1 else ""


def type_names(symbol: str) -> tuple[str, ...]:
    """Return the names of the types with that symbol: QĐ is Quyết định and Quy định."""
    return tuple(
        one.name for one in terms().types if one.symbol.casefold() == symbol.strip().casefold()
    )


def type_symbol(name: str) -> str:
    """Return the symbol of a type, "" when it has none."""
    return next((one.symbol for one in terms().types if one.name == name), "")


def type_name(wanted: str) -> str:
    """Return the type that a name (marks may be left out) or a symbol means.

    Raise QuestionError when it means several, NotFoundError with the nearest when none.
    """
    names = [one.name for one in terms().types]
    key = fold(squeeze(wanted))
    found = type_names(wanted) or tuple(
        [n for n in names if tone_key(n) == tone_key(squeeze(wanted))]
        or [name for name in names if fold(name) == key]
    )
    if len(found) > 1:
        raise QuestionError(
            f"«{wanted}» là {' hay '.join(found)}? Mỗi tên loại đánh số riêng; hãy nêu đủ tên loại.",
            where=wanted,
        )
    if not found:
        near = nearest(wanted, names)
        hint = f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(names)}."
        raise NotFoundError(f"Không có tên loại «{wanted}».{hint}", where=wanted)
    return found[0]
