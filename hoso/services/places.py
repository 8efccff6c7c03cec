"""What an authority says on where a member is reviewed, when the posts in the roster leave it open."""

from __future__ import annotations

from dataclasses import dataclass

from hoso import profiles, text
from hoso.errors import NotFoundError, QuestionError
from hoso.model.assessment import Ruling
from hoso.model.procedure import PlaceRule
from hoso.services.subjects import Body, Person, review_card
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer to a question about a place: for a member, or for everybody of an organisation."""

    whose: Body | Person
    year: int
    rule: str
    answer: str
    authority: str
    document: str = ""


def answer(ws: Workspace, said: Said, act: Act) -> tuple[Ruling, Committed]:
    """Archive the answer; raise NotFoundError for no such question, QuestionError for no answer."""
    rule = _rule(ws, said)
    ruling = Ruling(
        subject=said.whose.subject,
        year=said.year,
        rule=rule.code,
        answer=_answer(rule, said),
        authority=said.authority,
        reason=act.why or "",
        document=said.document,
        by=ws.actor(act),
        day=act.on,
    )
    edit = ws.edit(review_card(ws, said.whose, said.year, act.on))
    edit.upsert("rulings", ruling, "rule")
    return ruling, ws.commit([edit], act, f"ghi ý kiến về nơi kiểm điểm {rule.code}")


def _answer(rule: PlaceRule, said: Said) -> str:
    answer = text.fold(text.squeeze(said.answer))
    if answer not in rule.answers:
        raise QuestionError(
            f"{rule.code} trả lời bằng một trong: {', '.join(rule.answers)}. {rule.question}",
            where=rule.code,
        )
    if not said.authority:
        raise QuestionError(
            f"{rule.code}: phải nêu cấp có thẩm quyền trả lời (--authority).", where=rule.code
        )
    return answer


def _rule(ws: Workspace, said: Said) -> PlaceRule:
    asked = [one for one in profiles.procedure(ws.regime(said.year).code).places if one.answers]
    wanted = said.rule.strip().upper()
    found = next((one for one in asked if one.code == wanted), None)
    if found is None:
        known = ", ".join(one.code for one in asked) or "không có"
        raise NotFoundError(
            f"Năm {said.year} không có câu hỏi «{said.rule}» về nơi kiểm điểm. Các câu hỏi: {known}.",
            where=said.rule,
        )
    return found
