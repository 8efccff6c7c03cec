"""The statistics of a year as a document."""

from __future__ import annotations

from collections.abc import Mapping

from hoso.services import stats
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the figures of the body and all below it, each organisation, the names, the charts."""
    found = stats.report(ws, request.year, org=request.body.code, on=request.on)
    return stats.context(found)
