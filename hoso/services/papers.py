"""What every paper made from a template remembers of its making; which papers are review forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from hoso import profiles
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.layout import Layout
from hoso.model.profile import Regime
from hoso.services.subjects import Body, Person
from hoso.templates import FoundTemplate


def identity(kind: str, body: Body, person: Person | None, year: int, document: str = "") -> str:
    """Return what is embedded in a Word file to know it again: kind, whose, which year.

    `document` is its folder in the dossier, where several forms of one kind lie there.
    """
    mark = f"hoso:{kind}:{body.code}:{person.card if person else '-'}:{year}"
    return f"{mark}:{document}" if document else mark


@cache
def _form_kinds() -> frozenset[str]:
    return frozenset(form.template for regime in profiles.regimes() for form in regime.forms)


def is_form(paper: Provenance) -> bool:
    """Return whether a paper is a review form that came back, was signed, or came from elsewhere."""
    if paper.awaits_return:
        return paper.status in (DocumentStatus.RETURNED, DocumentStatus.SIGNED)
    return paper.status is DocumentStatus.IMPORTED and paper.kind in _form_kinds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Template, regime and layout that a paper is made under; all three are pinned by SHA-256."""

    found: FoundTemplate
    regime: Regime
    layout: Layout
    on: date

    def provenance(self, number: str, title: str, author: str) -> Provenance:
        """Return the provenance of the document in folder `number`."""
        return Provenance(
            number=number,
            kind=self.found.info.kind,
            title=title,
            day=self.on,
            author=author,
            template=f"{self.found.info.kind}/{self.found.info.revision}",
            template_digest=self.found.digest,
            regime=self.regime.code,
            regime_digest=profiles.digest(self.regime.code),
            overlay_digest=self.regime.overlay_digest,
            layout=self.layout.code,
            layout_digest=profiles.digest(self.layout.code),
        )
