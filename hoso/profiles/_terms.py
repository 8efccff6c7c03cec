"""Names and symbols (ký hiệu, tên cơ quan): what the head and the foot of a paper say."""

from __future__ import annotations

import re

from hoso.errors import NotFoundError, QuestionError
from hoso.model.profile import BodyTerms
from hoso.model.roster import OrganisationState
from hoso.profiles._files import terms
from hoso.text import fold, nearest, squeeze


def heads(state: OrganisationState, parent_name: str) -> tuple[str, str]:
    """Return the two lines of the left head: the superior body, and the one that issues.

    Raise QuestionError when the name of the superior body is not known.
    """
    if not parent_name.strip():
        raise QuestionError(
            f"Chưa biết tên cấp trên của «{state.name}» để ghi ở đầu văn bản. "
            "Hãy ghi cột cấp trên trong danh sách tổ chức.",
            where=state.name,
        )
    body = body_terms(state.kind)
    own = _after(squeeze(state.name), body.strip)
    return _superior(squeeze(parent_name)), f"{body.head} {own}".strip().upper()


def _superior(name: str) -> str:
    for opening, printed in terms().superiors.items():
        if (rest := _rest(name, opening)) is not None:
            return f"{printed} {rest}".strip().upper()
    return name.upper()


def _after(name: str, openings: tuple[str, ...]) -> str:
    found = (_rest(name, opening) for opening in openings)
    return next((rest for rest in found if rest is not None), name)


def _rest(name: str, opening: str) -> str | None:
    """Return what follows the folded words `opening` at the start of `name`, None if it does not."""
    words = name.split()
    count = len(opening.split())
    return " ".join(words[count:]) if fold(" ".join(words[:count])) == opening else None


def symbol(type_symbol: str, organisation_kind: str) -> str:
    """Return what stands after the number, such as `BC/CB`; NotFoundError for an unknown type."""
    known = [one.symbol for one in terms().types]
    if type_symbol not in known:
        near = nearest(type_symbol, known)
        hint = f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(dict.fromkeys(known))}."
        raise NotFoundError(f"Không có ký hiệu tên loại «{type_symbol}».{hint}", where=type_symbol)
    return f"{type_symbol}/{body_terms(organisation_kind).organ}"


def authority(organisation_kind: str) -> str:
    """Return the authority line of a kind of organisation, such as `T/M CHI BỘ`."""
    return body_terms(organisation_kind).authority


def keep_line(organisation_kind: str) -> str:
    """Return the last line of Nơi nhận, such as `Lưu Chi bộ`, without dash and full stop."""
    return body_terms(organisation_kind).keep


def committee_rank(title: str, organisation_kind: str) -> int | None:
    """Return the rank of a post in the committee (cấp ủy) of a kind of organisation, 0 the secretary.

    None when the title is no post there; of several posts in one text the highest counts.
    """
    parts = [fold(squeeze(part)) for part in re.split("[,;]", title)]
    for rank, pattern in enumerate(body_terms(organisation_kind).posts):
        if any(re.search(pattern, part) for part in parts):
            return rank
    return None


def body_terms(kind: str) -> BodyTerms:
    """Return how papers of a kind of organisation name it; raise NotFoundError naming the kinds."""
    for one in terms().bodies:
        if one.kind == kind:
            return one
    known = ", ".join(one.kind for one in terms().bodies)
    raise NotFoundError(f"Không có loại tổ chức «{kind}». Có: {known}.", where=kind)
