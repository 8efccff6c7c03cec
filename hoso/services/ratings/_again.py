"""Rating anew (đánh giá, xếp loại lại, Mẫu 03): the earlier level stays, marked as superseded."""

from __future__ import annotations

from dataclasses import dataclass

from hoso import profiles
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model.review import Level, Rating, Stage
from hoso.services.ratings._record import current, supersede
from hoso.services.subjects import Body, Person, review_card
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A decision that takes the place of an earlier one: whose, what now, by whom.

    `level` None cancels the earlier level without giving another yet; `regime` is the one that a
    person chose where the law changed in between, `document` the number of the decision.
    """

    whose: Body | Person
    year: int
    level: Level | None
    authority: str = ""
    period: str = ""
    regime: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """What was decided before and what counts now."""

    before: Rating
    now: Rating
    committed: Committed


def again(ws: Workspace, order: Order, act: Act) -> Anew:
    """Archive a rating anew; raise when nothing was decided before, or a reason is missing.

    The regime of the review year applies; where another one is in force by now a person chooses.
    """
    edit = ws.edit(review_card(ws, order.whose, order.year, act.on))
    wanted = _wanted(ws, order, act)
    before = _required(current(edit.register("ratings"), wanted), order, act)
    supersede(edit, before)
    edit.put_register("ratings", (*edit.register("ratings"), wanted))
    committed = ws.commit([edit], act, f"xếp loại lại năm {order.year}")
    return Anew(before=before, now=wanted, committed=committed)


def _wanted(ws: Workspace, order: Order, act: Act) -> Rating:
    return Rating(
        subject=order.whose.subject,
        year=order.year,
        stage=Stage.DECIDED,
        level=order.level,
        day=act.on,
        by=ws.actor(act),
        reason=act.why or "",
        document=order.document,
        period=order.period,
        noted=act.on,
        authority=order.authority,
        again=True,
        regime=_regime(ws, order, act),
    )


def _required(before: Rating | None, order: Order, act: Act) -> Rating:
    """Return the earlier decision; raise when there is none, or something about this one is unsaid."""
    name = order.whose.subject.name or order.whose.subject.organisation
    if before is None or (before.level is None and not before.again):
        raise NotFoundError(
            f"{name} chưa có mức đã quyết định năm {order.year} nên không có gì để xếp loại lại "
            "(QĐ 366-QĐ/TW, Điều 15, Mẫu 03). Lần đầu thì dùng «hoso ratings set».",
            where=name,
        )
    missing = [("--why", "lý do", act.why), ("--authority", "cấp quyết định", order.authority)]
    unsaid = [f"{words} ({option})" for option, words, said in missing if not said]
    if unsaid:
        raise QuestionError(
            f"Xếp loại lại phải nêu {' và '.join(unsaid)} (QĐ 366-QĐ/TW, Điều 15).", where=name
        )
    if before.level is order.level:
        said = "đã hủy kết quả" if order.level is None else f"đang là mức {order.level.value}"
        raise RulesBrokenError(f"{name} {said} rồi; xếp loại lại phải có mức khác.", where=name)
    return before


def _regime(ws: Workspace, order: Order, act: Act) -> str:
    """Return the regime that a person chose to judge by, "" for that of the year, unasked."""
    own, now = ws.regime(order.year).code, profiles.regime_in_force(act.on)
    if order.regime not in {"", own, now}:
        raise NotFoundError(
            f"Chế độ phải là {own} (của năm {order.year}) hoặc {now} (đang có hiệu lực).",
            where=order.regime,
        )
    if own != now and not order.regime:
        raise QuestionError(
            f"Năm {order.year} theo chế độ {own}, nay đã có {now}; văn bản Trung ương không nói xếp "
            "loại lại theo chế độ nào. Hãy hỏi cấp có thẩm quyền rồi nêu --regime.",
            where=str(order.year),
        )
    return order.regime
