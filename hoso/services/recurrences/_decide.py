"""A person's word on a pair: it is the same fault again, or it is not."""

from __future__ import annotations

from hoso.errors import RulesBrokenError
from hoso.model.recurrence import Decision, RecurrenceDecision
from hoso.services import faults
from hoso.workspace import Act, Committed, Workspace


def decide(ws: Workspace, pair: tuple[str, str], decision: Decision, act: Act) -> Committed:
    """Archive a person's word on (later, earlier); kept with the later fault's dossier."""
    new, old = faults.required(ws, pair[0]), faults.required(ws, pair[1])
    if old.year >= new.year:
        raise RulesBrokenError(
            f"{old.code} (năm {old.year}) không có trước {new.code} (năm {new.year}). "
            "Hãy ghi khuyết điểm mới trước, khuyết điểm cũ sau."
        )
    edit = ws.edit(faults.dossier_card(ws, new))
    word = RecurrenceDecision(
        code=new.code,
        earlier=old.code,
        decision=decision,
        by=ws.actor(act),
        day=act.on,
        why=act.why or "",
    )
    kept = [d for d in edit.register("decisions") if (d.code, d.earlier) != pair]
    edit.put_register("decisions", (*kept, word))
    return ws.commit([edit], act, f"{decision.value} {new.code} – {old.code}")
