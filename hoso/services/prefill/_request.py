"""What is asked of the archive for one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hoso.errors import DataFieldError, Problem
from hoso.model.review import Level, Rating, SubjectKind
from hoso.model.template import TemplateInfo
from hoso.services.subjects import Body, Person

# Not a field of any template: sentences for the secretary on what the archive does not settle.
NOTICES = "luu_y"
PERIOD = "ky"  # the field of a paper that is made once a quarter or month


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The template, the review year, the document's date, whose it is, what a person added.

    The paper is about `body` (or `person`), kept in that dossier, and issued by `issuer`.
    """

    info: TemplateInfo
    year: int
    on: date
    body: Body
    issuer: Body
    person: Person | None = None
    levels: Mapping[str, str] = field(default_factory=dict)  # code → printed name, in this year
    member_levels: Mapping[str, str] = field(default_factory=dict)  # where a member's are others
    given: Mapping[str, object] = field(default_factory=dict)  # what the data file says

    @property
    def label(self) -> str:
        """Return whose document it is, in words."""
        return self.person.state.full_name if self.person else self.body.state.name

    @property
    def period(self) -> str:
        """Return the quarter or month that a paper is of, as the data file says it, "" for others."""
        asked = any(field.name == PERIOD for field in self.info.fields)
        return str(self.given.get(PERIOD) or "") if asked else ""

    def level_name(self, found: Rating | None) -> str:
        """Return the printed name of a rating's level under the year's regime, "" for none."""
        if found is None or found.level is None:
            return ""
        return self.named(found.level, found.subject.kind)

    def named(self, level: Level, kind: SubjectKind) -> str:
        """Return a level as the year's regime calls it for a person or a collective."""
        is_person = kind is SubjectKind.PERSON
        names = self.member_levels if is_person and self.member_levels else self.levels
        return names[level.value]

    def rows(self, whole: Mapping[str, object], name: str) -> list[dict[str, object]]:
        """Return the rows of a table of the completed data."""
        found = whole.get(name)
        return [dict(row) for row in found] if isinstance(found, list) else []

    def given_rows(self, name: str) -> list[Mapping[str, object]]:
        """Return the rows that the data file gives for a table; what is none is left to its check."""
        said = self.given.get(name)
        return [row for row in said if isinstance(row, Mapping)] if isinstance(said, list) else []


def refuse(info: TemplateInfo, messages: Iterable[str]) -> None:
    """Raise DataFieldError listing `messages`, if there are any."""
    if found := tuple(messages):
        listing = "\n".join(f"  - {words}." for words in found)
        raise DataFieldError(
            f"Chưa lập được «{info.title}», số liệu chưa khớp:\n{listing}\n"
            "Hãy sửa tệp dữ liệu, hoặc lớp phủ của cấp ủy, rồi lập lại.",
            where=info.kind,
            problems=tuple(Problem(code="D004", where=info.kind, message=m) for m in found),
        )
