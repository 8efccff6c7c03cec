"""References to documents of the archive, such as `tt-cb-1-2025/0003`."""

from __future__ import annotations

import re

from hoso.errors import NotFoundError
from hoso.workspace import Workspace

_DOCUMENT = re.compile(r"[^/\s]+-\d{4}/\d{4}")  # a dossier's code and a document's folder


def looks_like(said: str) -> bool:
    """Return whether `said` is written as the id of a document of the archive."""
    return bool(_DOCUMENT.fullmatch(said))


def require(ws: Workspace, document: str) -> None:
    """Raise NotFoundError when the archive does not have the document of that id."""
    dossier, _, number = document.partition("/")
    papers = ws.catalogue.documents(dossier=dossier)
    if not any(row.provenance.number == number for row in papers):
        raise NotFoundError(
            f"Văn bản «{document}» không có trong kho. Đưa văn bản vào kho bằng «hoso attach», hoặc "
            "xem mã bằng «hoso show».",
            where=document,
        )
