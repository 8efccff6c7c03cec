"""What is handed over: the whole archive, some years, an organisation and all below it, a member."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hoso import text
from hoso.catalogue import DocumentRow, DossierRow
from hoso.errors import NotFoundError, QuestionError
from hoso.model.dossier import DossierCard
from hoso.services.handover._names import file_names
from hoso.services.subjects import body, member
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Phạm vi: `years` None takes all, `org` and `person` "" everybody; secret dossiers only by code."""

    years: tuple[int, int] | None = None  # first and last review year
    org: str = ""
    person: str = ""  # a member who moves: the dossiers about that member
    secret: tuple[str, ...] = ()  # codes of dossiers marked secret that are to go along

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left out by years, organisation or member."""
        return self.years is None and not self.org and not self.person


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The dossiers that go with their documents, and those that stay because they are marked secret.

    `whose` names the member when they are about one, "" else.
    """

    rows: tuple[DossierRow, ...]
    kept_back: tuple[DossierRow, ...]
    documents: Mapping[str, tuple[DocumentRow, ...]]  # by the code of the dossier
    whose: str = ""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return what the files of each dossier are called in the package, by its code."""
        return file_names(row.card.code for row in self.rows)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the review years of the dossiers, in order."""
        return tuple(sorted({row.card.year for row in self.rows if row.card.year}))

    def documents_of(self, row: DossierRow) -> tuple[DocumentRow, ...]:
        """Return the documents of one dossier that goes."""
        return self.documents.get(row.card.code, ())


def chosen(ws: Workspace, scope: Scope, act: Act) -> Chosen:
    """Return what a scope covers; raise NotFoundError for a code that is not in it, or for nothing."""
    _require_order(scope)
    mover = member(ws, scope.person) if scope.person else None
    covers = _covering(ws, scope, mover.card if mover else "", act)
    rows = [row for row in ws.catalogue.dossiers() if covers(row.card)]
    named = _named(scope, {row.card.code for row in rows})
    stays = {row.card.code for row in rows if row.card.secrecy} - named
    kept = [row for row in rows if row.card.code in stays]
    going = [row for row in rows if row.card.code not in stays]
    if not going:
        raise NotFoundError(
            "Không có hồ sơ nào để bàn giao. Hãy xem lại --year, --org, --person; hồ sơ có độ mật chỉ "
            "đi khi được nêu tên bằng --secret.",
        )
    return Chosen(
        rows=tuple(going),
        kept_back=tuple(kept),
        documents=_documents(ws),
        whose=f"đồng chí {mover.states[-1].full_name}" if mover else "",
    )


def _require_order(scope: Scope) -> None:
    if scope.years and scope.years[0] > scope.years[1]:
        raise QuestionError(
            f"--year {scope.years[0]}..{scope.years[1]}: năm đầu lớn hơn năm cuối, không có hồ sơ năm nào ở "
            f"giữa. Hãy ghi {scope.years[1]}..{scope.years[0]}.",
        )


def _named(scope: Scope, known: set[str]) -> set[str]:
    """Return the codes of the secret dossiers that are to go along, each of them `known`."""
    named = {text.nfc(code) for code in scope.secret}
    if strange := sorted(named - known):
        raise NotFoundError(
            f"Không có hồ sơ «{strange[0]}» trong phần bàn giao. Xem «hoso search».",
            where=strange[0],
        )
    return named


def _covering(ws: Workspace, scope: Scope, whose: str, act: Act) -> Callable[[DossierCard], bool]:
    """Return whether a dossier is within a scope; `whose` is the card of a member, "" everybody's."""
    bodies = ws.catalogue.ever_within(body(ws, scope.org, act.on).code) if scope.org else None

    def covers(card: DossierCard) -> bool:
        if scope.years and card.year and not scope.years[0] <= card.year <= scope.years[1]:
            return False
        if whose and card.card != whose:
            return False
        return bodies is None or card.organisation in bodies

    return covers


def _documents(ws: Workspace) -> dict[str, tuple[DocumentRow, ...]]:
    """Return every document by the code of its dossier, read at once."""
    found: dict[str, list[DocumentRow]] = {}
    for row in ws.catalogue.documents():
        found.setdefault(row.dossier, []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}
