"""Facts stated by people over those that the archive says, and where both differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hoso import facts, text
from hoso.errors import Outcome, Problem
from hoso.facts import Facts
from hoso.model.assessment import Statement
from hoso.model.facts import FACT_LABELS, FACTS, NONE_HERE
from hoso.model.profile import Fact
from hoso.rules import Rulings
from hoso.services.check._held import Held
from hoso.services.check._year import Year
from hoso.services.statements import Reader

DIFFERS = "DK101"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the archive says of a subject: for sure, and only as far as it goes.

    `partly` is what papers in the archive let one conclude while nobody says better: a statement
    takes its place without contradicting it.
    """

    surely: Facts
    partly: Facts


class Stated:
    """Kê khai: what people stated about the subjects of a year, by dossier code without the year."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._reader = Reader(levels=year.regime.levels)
        self._nothing = {
            code: _nothing(one.statements) for code, one in year.known.items() if one.statements
        }

    def over(self, known: Known, one: Held) -> Facts:
        """Return the facts of a subject; where the archive says otherwise, the archive's count."""
        said = self._said(one)
        wrong = set(facts.contradictions(known.surely, said))
        agreed = {name: value for name, value in said.items() if name not in wrong}
        return facts.laid_over({**known.partly, **known.surely}, agreed)

    def differences(self, known: Known, one: Held) -> Iterator[Problem]:
        """Yield each fact of which somebody stated something else than the archive says."""
        said = self._said(one)
        for name in facts.contradictions(known.surely, said):
            yield self._difference(one, name, known.surely[name], said[name])

    def _said(self, one: Held) -> dict[str, Fact]:
        return {**self._of_whole_organisation(one), **facts.stated(one.statements)}

    def _of_whole_organisation(self, one: Held) -> Facts:
        """Return what the organisation of a member, or one above it, said that nobody in it had."""
        return facts.none_of(self.nothing_at(one)) if one.candidate.person else {}

    def nothing_at(self, one: Held) -> frozenset[str]:
        """Return the facts that no member of a subject's organisation had, as it or one above said."""
        if not self._nothing:
            return frozenset()
        codes = self._year.above(one.candidate.body)
        return frozenset(name for code in codes for name in self._nothing.get(code, ()))

    def _difference(self, one: Held, name: str, here: Fact, said: Fact) -> Problem:
        source = next((each for each in one.statements if each.fact == name), None)
        by = f"Kê khai của {source.by}, {text.short_date(source.day)}" if source else ""
        paper = f" ({source.source})" if source and source.source else ""
        return Problem(
            code=DIFFERS,
            where=one.name,
            message=f"Kê khai khác với kho: {FACT_LABELS[name]}: kho ghi «{self._show(name, here)}», "
            f"kê khai «{self._show(name, said)}». Đã xét theo kho; hãy sửa một trong hai.",
            outcome=Outcome.BROKEN,
            reference=f"{by}{paper}" if by else f"Kê khai «{FACT_LABELS[NONE_HERE]}»",
            warning=True,
        )

    def _show(self, name: str, value: Fact) -> str:
        plain = value.isoformat() if isinstance(value, date) else value
        return self._reader.show(FACTS[name], plain)


def _nothing(statements: Sequence[Statement]) -> tuple[str, ...]:
    found = next((one.value for one in statements if one.fact == NONE_HERE), ())
    return found if isinstance(found, tuple) else ()


def rulings_of(one: Held) -> Rulings:
    """Return the rulings on a subject by the code of the rule that asked; the last one counts."""
    return Rulings(one.candidate.dossier, {ruling.rule: ruling for ruling in one.rulings})
