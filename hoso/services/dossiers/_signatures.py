"""Papers that mean something only when signed, and forms that have not come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hoso.model.dossier import DocumentStatus, Provenance

_SIGNED: Final = ("bien_ban", "quyet_dinh", "bao_cao", "thong_bao", "to_trinh", "ke_hoach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """A paper that waits: for its signed copy, or (`out`) for its return."""

    document: Provenance
    out: bool


def unsigned(documents: Iterable[Provenance]) -> Iterator[Unsigned]:
    """Yield the papers that were issued here and have no signed copy, or have not come back."""
    for one in documents:
        if one.status is not DocumentStatus.ISSUED:
            continue
        if one.awaits_return or one.kind.startswith(_SIGNED):
            yield Unsigned(document=one, out=one.awaits_return)
