"""What became of an item of a plan; it is done only by somebody else's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.errors import NotFoundError, RulesBrokenError
from hoso.model.remedy import EventKind
from hoso.model.review import PlanItem, Status
from hoso.services import register
from hoso.services.register import Said
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an item; None leaves a thing as it was."""

    status: Status | None = None
    degree: int | None = None
    evidence: str | None = None
    verified_by: str | None = None
    criterion: str = ""
    result: str = ""  # what was done, in part or whole
    difference: str = ""  # why that is not as planned
    said_by: str = ""  # who reports; the owner when nobody is named


def change(
    ws: Workspace, code: str, wanted: Change, act: Act, *, despite: str = ""
) -> tuple[PlanItem, tuple[str, ...]]:
    """Archive a new state of an item, and return it with what to know.

    It is done only when someone else than its owner says so.
    """
    if ws.catalogue.plan_item(code) is None:
        raise NotFoundError(f"Không có mục kế hoạch «{code}». Xem «hoso plan list».", where=code)
    if wanted.status is Status.DONE and not wanted.verified_by:
        raise RulesBrokenError(
            f"Mục {code}: muốn ghi đã khắc phục phải nêu người xác nhận (--verified-by).",
            where=code,
        )
    if wanted.status is Status.DONE and wanted.criterion:
        raise RulesBrokenError(
            f"Mục {code}: tiêu chí phải đặt trước khi biết kết quả; hãy đặt bằng một lệnh riêng, trước.",
            where=code,
        )
    done = register.record(ws, code, [*_said(wanted)], act, despite=despite)
    if done.item is None:
        raise NotFoundError(f"Không có mục kế hoạch «{code}». Xem «hoso plan list».", where=code)
    return done.item, done.hints


def _said(wanted: Change) -> Iterator[Said]:
    if wanted.criterion:
        yield Said(kind=EventKind.CRITERION, words=wanted.criterion)
    evidence = (wanted.evidence,) if wanted.evidence else ()
    told = (wanted.status, wanted.degree, evidence or None, wanted.result, wanted.difference)
    if any(one is not None and one != "" for one in told):
        yield Said(
            kind=EventKind.REPORTED,
            who=wanted.said_by,
            status=wanted.status,
            degree=wanted.degree,
            words=wanted.result,
            difference=wanted.difference,
            evidence=evidence,
        )
    if wanted.verified_by:
        yield Said(kind=EventKind.VERIFIED, who=wanted.verified_by, status=wanted.status)
