"""Numbers of issued documents (số văn bản): continuous per body, term of office and type."""

from __future__ import annotations

import re

from hoso.services.subjects import Body
from hoso.workspace import Workspace

_SYMBOL = re.compile(r"(\d+)-(.+)")


def next_number(ws: Workspace, body: Body, notation: str) -> str:
    """Return the next number for `notation` (such as BC/CB) in the body's term: 01, 02 ….

    Numbers restart with each term, not each year (HD 36-HD/VPTW, mục 1.3; HD 05-HD/VPTW).
    """
    since = body.state.term_since
    used = [0]
    for row in ws.catalogue.documents():
        if body.code != row.card.organisation and body.state.name != row.provenance.author:
            continue  # a paper about another body is in that one's dossier, under its author's name
        day, match = row.provenance.day, _SYMBOL.fullmatch(row.provenance.symbol)
        in_term = since is None or (day is not None and day >= since)
        if match and match[2] == notation and in_term:
            used.append(int(match[1]))
    return f"{max(used) + 1:02d}"
