"""A review year on the desk: who is in it, and everything the archive has about it, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hoso import profiles, templates
from hoso.errors import NotFoundError
from hoso.model import base
from hoso.model.calendar import Holidays
from hoso.model.dossier import Provenance
from hoso.model.profile import Regime
from hoso.model.roster import Member
from hoso.model.template import TemplateInfo
from hoso.services import subjects
from hoso.services.check._held import Held
from hoso.services.meetings import Calendar
from hoso.services.subjects import Body, Officer
from hoso.workspace import Workspace

Values = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Year:
    """A review year being checked: on `on`, with the roster of `day`."""

    ws: Workspace
    number: int
    on: date
    day: date
    regime: Regime
    scope: str | None  # the organisation asked for; None: all
    held: tuple[Held, ...]
    upper: tuple[Held, ...] = ()  # the collectives above those, not checked themselves

    @cached_property
    def known(self) -> Mapping[str, Held]:
        """Return the collectives by their codes, those above too."""
        return {**self.collectives, **{one.code: one for one in self.upper}}

    @property
    def top(self) -> Held | None:
        """Return the one collective that no other stands above, None when there are several."""
        first = [one for code, one in self.known.items() if not self._parents.get(code)]
        return first[0] if len(first) == 1 else None

    @cached_property
    def by_stem(self) -> Mapping[str, Held]:
        """Return each subject by its dossier code without the year."""
        return {one.candidate.dossier: one for one in self.held}

    @cached_property
    def collectives(self) -> Mapping[str, Held]:
        """Return the collectives by their codes, lower before upper."""
        return {one.code: one for one in self.held if one.candidate.person is None}

    @cached_property
    def members(self) -> Mapping[str, tuple[Held, ...]]:
        """Return the members by organisation."""
        found: dict[str, list[Held]] = {}
        for one in self.held:
            if one.candidate.person:
                found.setdefault(one.code, []).append(one)
        return {code: tuple(ones) for code, ones in found.items()}

    @cached_property
    def children(self) -> Mapping[str, tuple[Held, ...]]:
        """Return the collectives directly below each organisation."""
        found: dict[str, list[Held]] = {}
        for one in self.collectives.values():
            found.setdefault(one.candidate.body.state.parent or "", []).append(one)
        return {code: tuple(ones) for code, ones in found.items()}

    def members_beneath(self, code: str) -> tuple[Held, ...]:
        """Return the members of an organisation and of all below it."""
        return tuple(
            member
            for own, one in self.collectives.items()
            if code in self.above(one.candidate.body)
            for member in self.members.get(own, ())
        )

    @cached_property
    def officers(self) -> Mapping[str, tuple[Officer, ...]]:
        """Return the committee of each organisation, secretary first."""
        return {
            code: subjects.officers(self.ws, one.candidate.body, self.day)
            for code, one in self.known.items()
            if one.on_roster
        }

    @cached_property
    def seats(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return the committees that each member sits on, by card: (organisation, rank)."""
        found: dict[str, dict[str, int]] = {}
        for code, officers in self.officers.items():
            for one in officers:
                held_here = found.setdefault(one.person.card, {})
                held_here[code] = min(one.rank, held_here.get(code, one.rank))
        return {card: tuple(seats.items()) for card, seats in found.items()}

    @cached_property
    def members_known(self) -> Mapping[str, Member]:
        """Return the members on the roster with their histories, by card."""
        cards = [one.candidate.person.card for one in self.held if one.candidate.person]
        return self.ws.catalogue.members_by_card(cards)

    @cached_property
    def meetings(self) -> Calendar:
        """Return the meetings of the year, planned and held."""
        return Calendar.of(self.ws, self.number)

    @cached_property
    def calendar(self) -> Holidays:
        """Return the calendar of working days."""
        return profiles.holidays(self.ws.settings.holidays)

    @cached_property
    def followed_here(self) -> bool:
        """Return whether the year was opened here: then what is not in the archive was not done."""
        return self.ws.catalogue.campaign(self.number) is not None

    @cached_property
    def _templates(self) -> dict[str, TemplateInfo | None]:
        return {}

    def template(self, name: str) -> TemplateInfo | None:
        """Return the template of a kind, or of a kind and revision; None when it is not known."""
        if name not in self._templates:
            try:
                self._templates[name] = templates.find(name, self.ws.template_roots).info
            except NotFoundError:
                self._templates[name] = None
        return self._templates[name]

    def read(self, one: Held, paper: Provenance, name: str) -> bytes | None:
        """Return a file of a paper, None when the paper has no such file."""
        if one.row is None:
            return None
        try:
            path = f"{paper.number}/{name}"
            return self.ws.archive.read(one.row.object_id, path, one.row.version)
        except NotFoundError:
            return None

    def files(self, one: Held, paper: Provenance) -> tuple[str, ...]:
        """Return the names of a paper's files."""
        if one.row is None:
            return ()
        version = self.ws.archive.version(one.row.object_id, one.row.version)
        start = f"{paper.number}/"
        return tuple(f.path.removeprefix(start) for f in version.files if f.path.startswith(start))

    def data(self, one: Held, paper: Provenance) -> Values | None:
        """Return the data of a paper that this program made or read, None when it has none."""
        raw = self.read(one, paper, "du_lieu.json")
        where = f"{one.candidate.dossier}-{self.number}/{paper.number}/du_lieu.json"
        return None if raw is None else base.decode(raw, dict[str, object], where=where)

    def above(self, body: Body) -> tuple[str, ...]:
        """Return the codes of an organisation and of those above it, nearest first."""
        found = [body.code]
        parent = body.state.parent
        while parent and parent not in found:
            found.append(parent)
            parent = self._parents.get(parent)
        return tuple(found)

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        every = self.ws.catalogue.organisations(self.day)
        return {one.code: state.parent for one in every if (state := one.at(self.day))}
