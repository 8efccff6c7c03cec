"""Copied reviews: a private hint for who asks, worked out when asked and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from hoso import recurrence, text
from hoso.catalogue import DocumentRow
from hoso.errors import NotFoundError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierCard
from hoso.recurrence import Copy, Repeated, Review
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace

_BACK = (DocumentStatus.RETURNED, DocumentStatus.SIGNED, DocumentStatus.IMPORTED)
_DATA = "du_lieu.json"
_SAID = 4  # words: less is a level, points, «Không có»
_KIND = "kiem_diem"  # how the kinds of review forms begin, also of those made elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class StockUse:
    """A stock phrase: why it says nothing, and the papers that use it with their own wording."""

    why: str
    uses: tuple[tuple[str, str], ...]  # (paper, wording there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the reviews of a year share; `labels` name whose each paper is, by its id.

    `unread` are papers that were made elsewhere: what a person typed cannot be told in them from
    what the form prints.
    """

    year: int
    read: int
    copies: tuple[Copy, ...]
    stock: tuple[StockUse, ...]
    repeated: tuple[Repeated, ...]
    unread: tuple[str, ...]
    labels: Mapping[str, str]


def find(ws: Workspace, year: int, *, org: str | None, on: date) -> Found:
    """Return which reviews of `year` are nearly the owner's of the year before, or another's.

    With `org` only the reviews of that organisation and those below it are compared.
    """
    codes = codes_within(ws, org, on)
    now, unread = _reviews(ws, year, codes)
    before, _ = _reviews(ws, year - 1, codes)
    own = _moved(ws, year - 1, now, before) if codes is not None else []
    label = cache(lambda key: _label(ws, key))
    every = [*now, *before, *own]
    return Found(
        year=year,
        read=len(now),
        copies=recurrence.copies(now, [*before, *own]),
        stock=tuple(_stock(now)),
        repeated=recurrence.repeated(now),
        unread=tuple(unread),
        labels={review.key: label(review.owner) for review in every}
        | {review.owner: label(review.owner) for review in now},
    )


def own_hint(ws: Workspace, card: DossierCard, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return one line when a form is nearly the owner's of the year before, else nothing."""
    year = card.year or 0
    owner = card.code.removesuffix(f"-{year}")
    rows = ws.catalogue.documents(dossier=f"{owner}-{year - 1}")
    before = [one for row in rows if _is_review(row) and (one := _read(ws, row))]
    now = Review(key=card.code, owner=owner, year=year, paragraphs=tuple(_typed(values)))
    return tuple(
        f"Nhắc riêng: {one.share * 100:.0f}% lời tự viết giống bản năm {one.source.year} của chính "
        f"đối tượng này. Xem đoạn giống bằng «hoso copies {year}»."
        for one in recurrence.copies([now], before)
    )


def _reviews(
    ws: Workspace, year: int, codes: frozenset[str] | None
) -> tuple[list[Review], list[str]]:
    """Return what was typed into the forms of a year, and the papers in which that cannot be told."""
    read: list[Review] = []
    unread: list[str] = []
    for row in ws.catalogue.documents(year=year):
        if (codes is None or row.card.organisation in codes) and _is_review(row):
            found = _read(ws, row)
            if found:
                read.append(found)
            else:
                unread.append(_key(row))
    return read, unread


def _moved(ws: Workspace, year: int, now: list[Review], before: list[Review]) -> list[Review]:
    """Return the earlier reviews of those who were elsewhere the year before."""
    missing = {one.owner for one in now} - {one.owner for one in before}
    rows = (
        row
        for owner in sorted(missing)
        for row in ws.catalogue.documents(dossier=f"{owner}-{year}")
        if _is_review(row)
    )
    return [one for row in rows if (one := _read(ws, row))]


def _is_review(row: DocumentRow) -> bool:
    """Return whether a paper is a review that somebody filled in."""
    made = row.provenance
    return made.status in _BACK and (made.awaits_return or made.kind.startswith(_KIND))


def _key(row: DocumentRow) -> str:
    return f"{row.dossier}/{row.provenance.number}"


def _read(ws: Workspace, row: DocumentRow) -> Review | None:
    """Return what was typed into one paper, None when the archive has only the paper itself."""
    path = f"{row.provenance.number}/{_DATA}"
    try:
        raw = ws.archive.read(row.object_id, path)
    except NotFoundError:
        return None
    values = base.decode(raw, dict[str, Any], where=f"{row.dossier}/{path}")
    year = row.card.year or 0
    owner = row.dossier.removesuffix(f"-{year}")
    return Review(key=_key(row), owner=owner, year=year, paragraphs=tuple(_typed(values)))


def _typed(value: object) -> Iterator[str]:
    """Yield the sentences of a form, not levels and points; of a row about an earlier fault only the remark is typed."""
    if isinstance(value, str):
        if len(text.WORD.findall(value)) >= _SAID:
            yield value
    elif isinstance(value, Mapping):
        if "noi_dung" in value:
            yield from _typed(value.get("ghi_chu"))
        else:
            for one in value.values():
                yield from _typed(one)
    elif isinstance(value, list):
        for one in value:
            yield from _typed(one)


def _label(ws: Workspace, owner: str) -> str:
    kind, _, key = owner.partition("-")
    if kind == "dv":
        member = ws.catalogue.member(key)
        return f"{member.states[-1].full_name} ({key})" if member else key
    organisation = ws.catalogue.organisation(key)
    return organisation.states[-1].name if organisation else key


def _stock(reviews: list[Review]) -> Iterator[StockUse]:
    """Yield the listed phrases that are used, the commonest first."""
    found: dict[str, dict[str, str]] = {}
    for review in reviews:
        for one in recurrence.stock_in("\n".join(review.paragraphs)):
            found.setdefault(one.why, {}).setdefault(review.key, one.words)
    for why, uses in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield StockUse(why=why, uses=tuple(sorted(uses.items())))
