"""Writing down what is said of a shortcoming or of an item of its plan; nothing is written over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hoso import remedies, text
from hoso.errors import NotFoundError, Problem, RulesBrokenError
from hoso.model import base
from hoso.model.remedy import Effect, EventKind, RemedyEvent
from hoso.model.review import PlanItem, Shortcoming, Status, SubjectKind
from hoso.remedies import FaultState, Moment, Track
from hoso.services import faults, papers_kept, recurrences, tracking
from hoso.workspace import Act, DossierEdit, Workspace

_CODE = "R001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that somebody says; `who` is left out where the owner's own report is meant."""

    kind: EventKind
    who: str = ""
    status: Status | None = None
    degree: int | None = None
    words: str = ""
    difference: str = ""
    evidence: tuple[str, ...] = ()
    deadline: date | None = None
    document: str = ""
    effect: Effect | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is known after an act: the shortcoming, the item it was about, if any, and their state."""

    fault: Shortcoming
    item: PlanItem | None
    track: Track  # of the item, else of the shortcoming
    events: tuple[RemedyEvent, ...]  # written down now; none: nothing changed
    hints: tuple[str, ...] = ()


def record(
    ws: Workspace, code: str, said: Sequence[Said], act: Act, *, despite: str = ""
) -> Recorded:
    """Archive what is said of a shortcoming or plan item, in one version.

    Raise RulesBrokenError listing what speaks against it; QuestionError when it would be called
    remedied though the archive contradicts and `despite` gives no reason.
    """
    fault, item = _target(ws, code)
    edit = ws.edit(faults.dossier_card(ws, fault))
    desk = _Desk(ws=ws, act=act, fault=fault, item=item, despite=despite)
    events, track = desk.written(edit, said)
    if item and events:
        item = projected(item, track)
        edit.upsert("plan", item, "code")
    keep(edit, events)
    committed = ws.commit([edit], act, f"theo dõi khắc phục {code}")
    warned = (*desk.loose(said), *committed.hints)
    return Recorded(fault=fault, item=item, track=track, events=events, hints=warned)


def _target(ws: Workspace, code: str) -> tuple[Shortcoming, PlanItem | None]:
    """Return the shortcoming, and the item where `code` is one's; raise NotFoundError for neither."""
    wanted = text.nfc(code.strip())
    item = ws.catalogue.plan_item(wanted)
    if item is None and ws.catalogue.shortcoming(wanted) is None and wanted.startswith("P-"):
        raise NotFoundError(f"Không có mục kế hoạch «{code}». Xem «hoso plan list».", where=code)
    return faults.required(ws, item.shortcoming if item else wanted), item


def keep(edit: DossierEdit, events: Sequence[RemedyEvent]) -> None:
    """Add events at the end of the register of a dossier, in their order."""
    own = edit.register("remedy_events")
    if events:
        number = max((event.number for event in own), default=0)
        new = [base.replaced(e, number=n) for n, e in enumerate(events, number + 1)]
        edit.put_register("remedy_events", (*own, *new))


def projected(item: PlanItem, track: Track) -> PlanItem:
    """Return a plan item with the state that its events come to."""
    return base.replaced(
        item,
        status=track.status or Status.OPEN,
        degree=track.degree,
        evidence="; ".join(track.evidence),
        verified_by=track.verified_by,
        verified_on=track.verified_on,
        owner=track.owner,
        deadline=track.deadline,
        criterion=track.criterion,
    )


@dataclass(slots=True, kw_only=True)
class _Desk:
    """One act on one shortcoming or item."""

    ws: Workspace
    act: Act
    fault: Shortcoming
    item: PlanItem | None
    despite: str

    def written(
        self, edit: DossierEdit, said: Sequence[Said]
    ) -> tuple[tuple[RemedyEvent, ...], Track]:
        """Return the events to be kept and the state after them; what changes nothing is no event."""
        own = edit.register("remedy_events")
        self._require_not_before(own)
        before = tracking.states(self.ws, [self.fault], until=self.act.on)
        state = before[self.fault.code]
        news = []
        for one in said:
            event = self._event(one, state)
            self._require_lawful(event, state)
            after = remedies.state_of(tracking.start(self.fault), (*state.events, event))
            if (after.track, after.items) != (state.track, state.items):
                news.append(event)
                state = after
        if self._track(state).is_done and not self._track(before[self.fault.code]).is_done:
            recurrences.require_asked(self.ws, [self.fault.code], self.act.on, self.despite)
        kept = [*self._unwritten(own), *news] if news else []
        return tuple(kept), self._track(state)

    def _unwritten(self, own: Sequence[RemedyEvent]) -> Iterator[RemedyEvent]:
        """Yield how the item stood when it was planned before events were kept."""
        if self.item and not any(event.item == self.item.code for event in own):
            yield from tracking.as_found(self.item)

    def _require_not_before(self, own: Sequence[RemedyEvent]) -> None:
        """Raise when the act is of a day before the last one written down: its outcome is known."""
        last = max((e.day for e in own if e.code == self.fault.code), default=date.min)
        if self.act.on < last:
            raise RulesBrokenError(
                f"{self.fault.code}: việc gần nhất đã ghi là ngày {text.short_date(last)}; không ghi "
                f"lùi về ngày {text.short_date(self.act.on)}. Hãy nêu ngày sau ở --date.",
                where=self.fault.code,
            )

    def _track(self, state: FaultState) -> Track:
        return state.items[self.item.code] if self.item else state.track

    def _event(self, one: Said, state: FaultState) -> RemedyEvent:
        reported = one.kind is EventKind.REPORTED
        track = self._track(state)
        extended = one.kind is EventKind.EXTENDED
        return RemedyEvent(
            code=self.fault.code,
            item=self.item.code if self.item else "",
            kind=one.kind,
            day=self.act.on,
            by=self.ws.actor(self.act),
            who=text.squeeze(one.who) or (self._reporter(track) if reported else ""),
            why="; ".join(part for part in (self.act.why or "", self.despite) if part),
            status=one.status,
            degree=one.degree,
            words=one.words.strip(),
            difference=one.difference.strip(),
            evidence=tuple(self._evidence(one.evidence)),
            deadline=one.deadline,
            before=self._deadline(track) if extended else "",
            document=one.document,
            effect=one.effect,
            year=one.year,
        )

    def _reporter(self, track: Track) -> str:
        """Return who reports when nobody is named: the owner, else whose shortcoming it is."""
        subject = self.fault.subject
        if track.owner or subject.name:
            return track.owner or subject.name
        found = self.ws.catalogue.organisation(subject.organisation)
        name = found.states[-1].name if found else subject.organisation
        return f"tập thể {name}" if subject.kind is SubjectKind.COLLECTIVE else name

    def _deadline(self, track: Track) -> str:
        if track.deadline:
            return track.deadline.isoformat()
        return "" if self.item else self.fault.deadline

    def _evidence(self, given: Sequence[str]) -> Iterator[str]:
        """Yield what proves it; raise NotFoundError for a document that the archive does not have."""
        for one in map(text.squeeze, given):
            if papers_kept.looks_like(one):
                papers_kept.require(self.ws, one)
            if one:
                yield one

    def _require_lawful(self, event: RemedyEvent, state: FaultState) -> None:
        """Raise when something speaks against the event, or the archive contradicts it."""
        track = self._track(state)
        moment = Moment(
            is_item=self.item is not None,
            criterion="" if self.item else state.criterion,
            cycle_over=event.kind is EventKind.JUDGED and self._cycle_over(track),
        )
        code = event.item or event.code
        if reasons := [*remedies.objections(track, event, moment), *self._own_body(event)]:
            found = tuple(Problem(code=_CODE, where=code, message=f"{code}: {r}") for r in reasons)
            raise RulesBrokenError("\n".join(map(str, found)), where=code, problems=found)

    def _own_body(self, event: RemedyEvent) -> Iterator[str]:
        """Yield an objection when the collective itself is named as the one who checks it."""
        subject = self.fault.subject
        if subject.kind is not SubjectKind.COLLECTIVE or event.kind is EventKind.REPORTED:
            return
        found = self.ws.catalogue.organisation(subject.organisation)
        names = [state.name for state in found.states] if found else []
        own = (subject.organisation, *names, *(f"tập thể {name}" for name in names))
        if any(remedies.same_person(event.who, name) for name in own):
            yield f"«{event.who}» là tập thể có khuyết điểm, không tự xác nhận, duyệt được."

    def _cycle_over(self, track: Track) -> bool:
        """Return whether a review year after the remedy has been reviewed already."""
        done = (track.verified_on or self.act.on).year
        subject = self.fault.subject
        told = self.ws.catalogue.follow_ups([self.fault.code])
        if any(word.year > done for word in told):
            return True
        named = self.ws.catalogue.shortcomings(subject=subject)
        return any(fault.year > done for fault in named)

    def loose(self, said: Sequence[Said]) -> Iterator[str]:
        """Yield which evidence is only words: nobody finds it in the archive later."""
        for one in (evidence for each in said for evidence in each.evidence):
            if one.strip() and not papers_kept.looks_like(text.squeeze(one)):
                yield (
                    f"Minh chứng «{one}» giữ theo lời; để dẫn chiếu văn bản trong kho hãy ghi mã như "
                    "tt-cb-1-2025/0003."
                )
