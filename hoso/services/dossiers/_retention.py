"""How long a dossier is kept: the longest of its kind and of its papers, with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hoso import profiles
from hoso.model.archival import Retention, RetentionRow
from hoso.model.dossier import DossierCard

OFFICE = "hoso.toml, [luu_tru]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a period: what of the dossier calls for it, by which text, and how sure that is."""

    period: str
    what: str
    reference: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A dossier's period, "" when nothing says one; `unknown` are kinds of papers without a rule."""

    period: str
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()
    contradictory: bool = False  # lines for the dossier itself name different periods

    @property
    def permanent(self) -> bool:
        """Return whether the dossier is kept for ever."""
        return self.period == profiles.PERMANENT

    @property
    def certain(self) -> bool:
        """Return whether no paper without a rule could ask for longer."""
        return bool(self.period) and (self.permanent or not self.unknown)


def judge(
    card: DossierCard,
    kinds: Iterable[str],
    organisation_kind: str,
    table: Retention,
    office: Mapping[str, str],
) -> Judged:
    """Return how long a dossier with papers of these kinds is kept, the longest reason first.

    `office` has the periods that the head of the office set for kinds of papers. A period that a
    person set on the card, with a reason, counts beside the others: it may lengthen, not shorten.
    """
    rows = profiles.fitting(table, card.kind.value, organisation_kind)
    found = [*_of_dossier(rows), *_of_person(card)]
    said = {kind: tuple(_of_document(kind, table, office)) for kind in kinds}
    found += [reason for reasons in said.values() for reason in reasons]
    ordered = sorted(dict.fromkeys(found), key=_length, reverse=True)
    return Judged(
        period=ordered[0].period if ordered else "",
        reasons=tuple(ordered),
        unknown=tuple(sorted(kind for kind, reasons in said.items() if not reasons)),
        contradictory=len({row.period for row in rows}) > 1,
    )


def _of_dossier(rows: Iterable[RetentionRow]) -> Iterator[Reason]:
    for row in rows:
        yield Reason(
            period=row.period, what="loại hồ sơ", reference=row.reference, confidence=row.confidence
        )


def _of_person(card: DossierCard) -> Iterator[Reason]:
    if card.period_reason and profiles.is_period(card.retention):
        yield Reason(
            period=card.retention,
            what="người lập hồ sơ xác định",
            reference=card.period_reason,
            confidence="noi_bo",
        )


def _length(one: Reason) -> float:
    return profiles.years(one.period)


def _of_document(kind: str, table: Retention, office: Mapping[str, str]) -> Iterator[Reason]:
    row = table.of_document(kind)
    if row and row.period:
        yield Reason(
            period=row.period,
            what=f"tài liệu nhóm «{row.group}»",
            reference=row.reference,
            confidence=row.confidence,
        )
    if kind in office:
        yield Reason(
            period=office[kind],
            what=f"loại văn bản «{kind}» theo quy định của cơ quan",
            reference=OFFICE,
            confidence="noi_bo",
        )
