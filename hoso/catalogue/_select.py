"""One question to the tables, put together from fixed words and bound values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from hoso import text
from hoso.model import base
from hoso.model.review import Subject, SubjectKind

Value = str | int | None


class Select:
    """A SELECT; every condition is fixed text of this program, every value is bound."""

    def __init__(self, what: str, order: str) -> None:
        self._what, self._order = what, order
        self._conditions: list[str] = []
        self.values: list[Value] = []

    @property
    def sql(self) -> str:
        """Return the statement with a `?` for each of `values`."""
        where = ["WHERE", " AND ".join(self._conditions)] if self._conditions else []
        return " ".join(["SELECT", self._what, *where, "ORDER BY", self._order])

    def where(self, condition: str, *values: Value) -> Self:
        """Add a condition."""
        self._conditions.append(condition)
        # A plain text also where the value is a member of an enumeration.
        self.values.extend(str(value) if isinstance(value, str) else value for value in values)
        return self

    def equal(self, **columns: Value) -> Self:
        """Add a condition for each column whose value is given."""
        for column, value in columns.items():
            if value is not None:
                self.where(f"{column} = ?", value)
        return self

    def among(self, column: str, chosen: Select) -> Self:
        """Add that `column` is one of what another question of one column finds."""
        return self.where(f"{column} IN ({chosen.sql})", *chosen.values)

    def one_of(self, values: Collection[str] | None, *columns: str) -> Self:
        """Add that one of `columns` has one of `values`; None: anything."""
        if values is None:
            return self
        # One bound text however many they are: SQLite limits the number of marks.
        listed = Select("value FROM json_each(?)", "value")
        listed.values.append(base.encode(sorted(values)).decode())
        either = " OR ".join(f"{column} IN ({listed.sql})" for column in columns)
        return self.where(f"({either})", *listed.values * len(columns))

    def on(self, day: date | None) -> Self:
        """Add that the row was true on `day`; None: at any time."""
        if day is None:
            return self
        iso = day.isoformat()
        return self.where("since <= ? AND (until IS NULL OR until >= ?)", iso, iso)

    def beneath(self, column: str, code: str, day: date) -> Self:
        """Add that `column` is the organisation `code` or one below it on `day`."""
        iso = day.isoformat()
        return self.where(
            f"{column} IN (WITH RECURSIVE beneath (code) AS (SELECT ? UNION"  # noqa: S608  # our own column
            " SELECT organisation.code FROM organisation JOIN beneath"
            " ON organisation.parent = beneath.code"
            " WHERE since <= ? AND (until IS NULL OR until >= ?)) SELECT code FROM beneath)",
            *(code, iso, iso),
        )

    def about(self, subject: Subject | None) -> Self:
        """Add that the row is about `subject`.

        A member is the same under the same card, whatever the organisation; somebody known by
        name only, or not at all, only within one organisation.
        """
        if subject is None:
            return self
        self.equal(subject_kind=subject.kind)
        if subject.kind is SubjectKind.PERSON and subject.card:
            return self.equal(card=subject.card)
        self.equal(organisation=subject.organisation)
        if subject.kind is SubjectKind.COLLECTIVE:
            return self
        return self.where("card = '' AND name = ?", name_key(subject.name))


def name_key(name: str) -> str:
    """Return the key under which a name without a card is compared."""
    return text.tone_key(text.squeeze(name))
