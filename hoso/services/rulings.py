"""Rulings: answers of authorities where the law leaves something open, exceptions granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles, text
from hoso.errors import DataFieldError, NotFoundError, Problem, QuestionError, RulesBrokenError
from hoso.model.assessment import Ruling
from hoso.model.profile import Rule
from hoso.model.review import SubjectKind
from hoso.services import rows
from hoso.services.statements import Reader, reader
from hoso.services.subjects import Body, Person, codes_within, subject_card
from hoso.workspace import Act, Committed, Workspace

_PERSON = "ca_nhan"
# The regimes' questions that want a level ask for it in these words.
_ASKS_LEVEL = "mức nào"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An authority's answer to be recorded; why it answered so is the reason of the act."""

    rule: str
    whose: Body | Person
    year: int
    answer: str
    authority: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One ruling, the rule that it is about (None when the regime has none), the answer in words."""

    ruling: Ruling
    rule: Rule | None
    words: str


def asks_level(rule: Rule) -> bool:
    """Return whether a rule's question wants a level for its answer."""
    return _ASKS_LEVEL in rule.question


def rule_of(ws: Workspace, code: str, year: int) -> Rule:
    """Return a rule of the year's regime by its code; raise NotFoundError with the nearest."""
    regime, wanted = ws.regime(year), code.strip().upper()
    known = {one.code: one for one in regime.rules}
    found = known.get(wanted)
    if found is None and wanted in {one.code for one in profiles.procedure(regime.code).places}:
        raise NotFoundError(
            f"«{wanted}» hỏi về nơi kiểm điểm. Hãy trả lời bằng «hoso reviews place {wanted}».",
            where=code,
        )
    if found is None:
        near = text.nearest(code, list(known))
        hint = f" Ý bạn là «{near}»?" if near else f" Xem «hoso rulings list {year}»."
        raise NotFoundError(f"Năm {year} không có quy tắc mã «{code}».{hint}", where=code)
    return found


def record(ws: Workspace, wanted: Wanted, act: Act) -> tuple[Answered, Committed]:
    """Archive an answer beside the review that it is about; an earlier one stays in history.

    Raise RulesBrokenError for a rule that neither asks nor allows an exception, or of another kind
    of subject; DataFieldError listing what the answer lacks.
    """
    rule = rule_of(ws, wanted.rule, wanted.year)
    _require_open(rule)
    _require_subject(rule, wanted.whose)
    values = reader(ws, wanted.year)
    ruling = _ruling(ws, wanted, rule, values, act)
    edit = ws.edit(subject_card(ws, ruling.subject, wanted.year))
    old = next((one for one in edit.register("rulings") if one.rule == rule.code), None)
    if old and _said(old) == _said(ruling):
        ruling = old
    edit.upsert("rulings", ruling, "rule")
    committed = ws.commit([edit], act, f"ghi ý kiến về {rule.code}")
    return _answered(ruling, rule, values), committed


def _said(one: Ruling) -> tuple[str, ...]:
    return one.answer, one.authority, one.reason, one.document


def _require_open(rule: Rule) -> None:
    if rule.question or rule.exception:
        return
    raise RulesBrokenError(
        f"Quy tắc {rule.code} không để ngỏ điều gì và không cho ngoại lệ: «{rule.message}» "
        f"({rule.reference}). {_instead(rule)}",
        where=rule.code,
    )


def _instead(rule: Rule) -> str:
    """Return what to do about a rule that takes no ruling of its own."""
    if rule.ruled_by:
        return f"Ý kiến về điều này ghi cho quy tắc {', '.join(rule.ruled_by)}."
    return "Không ghi ý kiến thay cho quy tắc này; hãy sửa số liệu cho đúng, hoặc để nguyên là vi phạm."


def _require_subject(rule: Rule, whose: Body | Person) -> None:
    of_people = _PERSON in rule.subjects
    fits = of_people if isinstance(whose, Person) else set(rule.subjects) != {_PERSON}
    if not fits:
        how = "đảng viên: hãy dùng --person" if of_people else "tổ chức: hãy dùng --org"
        raise RulesBrokenError(f"Quy tắc {rule.code} hỏi về {how}.", where=rule.code)


def _ruling(ws: Workspace, wanted: Wanted, rule: Rule, values: Reader, act: Act) -> Ruling:
    problems = [*_flaws(wanted, rule, values, act)]
    if problems:
        listed = "\n".join(f"  - {one.message}" for one in problems)
        raise DataFieldError(f"Chưa ghi ý kiến về {rule.code}:\n{listed}", problems=problems)
    return Ruling(
        subject=wanted.whose.subject,
        year=wanted.year,
        rule=rule.code,
        answer=_answer(wanted, rule, values),
        authority=rows.clean(wanted.authority),
        reason=rows.clean(act.why or ""),
        document=rows.clean(wanted.document),
        by=ws.actor(act),
        day=act.on,
    )


def _flaws(wanted: Wanted, rule: Rule, values: Reader, act: Act) -> Iterator[Problem]:
    """Yield what an answer lacks, by option."""
    said = {
        "--answer": wanted.answer,
        "--authority": wanted.authority,
        "--document": wanted.document,
        "--why": act.why or "",
    }
    for option, words in said.items():
        try:
            rows.clean(words)
            if option == "--answer" and words.strip():
                _answer(wanted, rule, values)
        except ValueError as error:
            yield _flaw(option, f"{option}: {error}")
    missing = {
        "--answer": "cấp có thẩm quyền trả lời thế nào",
        "--authority": "ai có quyền trả lời",
        "--why": "vì sao: căn cứ, thành tích hay hoàn cảnh được xem xét",
    }
    for option, words in missing.items():
        if not said[option].strip():
            yield _flaw(option, f"thiếu {option}: {words}.")


def _flaw(option: str, message: str) -> Problem:
    return Problem(code="YK001", where=option, message=message)


def _answer(wanted: Wanted, rule: Rule, values: Reader) -> str:
    """Return the answer as stored: the code of a level where one was asked for, else words."""
    if asks_level(rule):
        return values.level(wanted.answer, wanted.whose.subject.kind)
    return rows.clean(wanted.answer)


def withdraw(
    ws: Workspace, code: str, whose: Body | Person, act: Act, *, year: int
) -> tuple[Ruling, Committed]:
    """Take a ruling back; history keeps it. Raise NotFoundError for none, QuestionError without why."""
    rule = code.strip().upper()
    edit = ws.edit(subject_card(ws, whose.subject, year))
    before: tuple[Ruling, ...] = edit.register("rulings")
    gone = next((one for one in before if one.rule == rule), None)
    if gone is None:
        raise NotFoundError(
            f"Chưa có ý kiến nào về {code} năm {year} cho đối tượng này. "
            f"Xem «hoso rulings list {year}».",
            where=code,
        )
    if not act.why:
        raise QuestionError("Rút một ý kiến phải có lý do: hãy thêm --why.", where=code)
    edit.put_register("rulings", tuple(one for one in before if one.rule != rule))
    return gone, ws.commit([edit], act, f"rút ý kiến về {rule}")


def answered(ws: Workspace, year: int, *, org: str | None, on: date) -> tuple[Answered, ...]:
    """Return the rulings of a year, of an organisation and below or of all, collectives first."""
    values = reader(ws, year)
    rules = {one.code: one for one in ws.regime(year).rules}
    codes = codes_within(ws, org, on)
    found = [
        one
        for one in ws.catalogue.rulings(year=year)
        if codes is None or one.subject.organisation in codes
    ]
    return tuple(_answered(one, rules.get(one.rule), values) for one in sorted(found, key=_order))


def _order(one: Ruling) -> tuple[object, ...]:
    about = one.subject
    is_person = about.kind is SubjectKind.PERSON
    return about.organisation, is_person, text.name_key(about.name), about.card, one.rule


def _answered(one: Ruling, rule: Rule | None, values: Reader) -> Answered:
    names = values.levels_of(one.subject.kind) if rule and asks_level(rule) else {}
    words = names.get(one.answer, one.answer)
    return Answered(ruling=one, rule=rule, words=words)
