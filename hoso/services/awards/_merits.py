"""Who earned an award for one excellent year or five in a row, who did not, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hoso import profiles
from hoso.model.awards import Award
from hoso.model.profile import AwardRow, Regime
from hoso.services import campaign
from hoso.services.awards._evidence import Records, YearMerit
from hoso.services.awards._givers import Giver, giver
from hoso.services.awards._money import Amount, amount, late
from hoso.services.campaign import Candidate
from hoso.services.subjects import Body
from hoso.workspace import Workspace

# Parameter: whether years of an earlier award in a row may count again; "" nobody decided.
OVERLAP = "khen_5_nam_trung_nam"
MEMBERS, BODIES = "Đảng viên", "Tổ chức đảng"


class MeritState(StrEnum):
    """Kết luận: earned, not earned, a question for a person, or given already."""

    EARNED = "du"
    NOT = "khong"
    ASK = "can_hoi"
    GIVEN = "da_khen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One form in which the award may be given: by whom, with how much money (None: not known)."""

    form: str
    giver: Giver
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merit:
    """One subject, its years, what they come to and why, and the forms of the award."""

    candidate: Candidate
    years: tuple[YearMerit, ...]
    state: MeritState
    why: str
    award: AwardRow | None
    options: tuple[Option, ...]

    @property
    def whom(self) -> str:
        """Return the kind of recipient that money is reckoned for."""
        return MEMBERS if self.candidate.person else BODIES

    def given_by(self, whose: Body) -> bool:
        """Return whether `whose` itself may give the award in one of its forms."""
        return any(option.giver.is_(whose) for option in self.options)

    def in_form(self, form: str) -> Option | None:
        """Return the option of that form, None when the award has none."""
        return next((option for option in self.options if option.form == form), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: the last year, how many years in a row, whose, the form that money is for.

    Awards that the paper `but` gave do not count as given: it is made anew.
    """

    year: int
    years: int
    org: str | None = None
    form: str | None = None
    but: str = ""


def merits(ws: Workspace, asked: Asked, on: date) -> tuple[Merit, ...]:
    """Return every subject of an organisation and those below with what its years come to.

    `on` is the day of the decision: it says by which rule an award is given, and the base salary.
    """
    span = tuple(range(asked.year - asked.years + 1, asked.year + 1))
    records = Records.of(ws, span, asked.but)
    one = _Judge(ws=ws, span=span, records=records, regime=ws.regime(asked.year), on=on)
    return tuple(one.judge(c) for c in campaign.candidates(ws, asked.year, asked.org, on))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """The years of one span, judged for the candidates of its last year."""

    ws: Workspace
    span: tuple[int, ...]
    records: Records
    regime: Regime
    on: date

    def judge(self, one: Candidate) -> Merit:
        recipient = profiles.MEMBER if one.person else one.body.state.kind
        row = profiles.award(recipient, len(self.span), self.on)
        read = self.records.member if one.person else self.records.collective
        found = tuple(read(one, year) for year in self.span)
        merit = Merit(
            candidate=one,
            years=found,
            state=MeritState.EARNED,
            why="",
            award=row,
            options=tuple(self._options(one, row, recipient)) if row else (),
        )
        state, why = self._verdict(merit)
        return replace(merit, state=state, why=why, options=self._left(merit))

    def _verdict(self, merit: Merit) -> tuple[MeritState, str]:
        if failed := [one.why for one in merit.years if one.earned is False]:
            return MeritState.NOT, "; ".join(failed)
        if merit.years[-1].level is None and merit.candidate.verdict.rated is False:
            return MeritState.NOT, merit.candidate.verdict.reason
        if open_ := [one.why for one in merit.years if one.earned is None]:
            return MeritState.ASK, "; ".join(open_)
        if merit.award is None:
            kind = merit.candidate.body.state.kind
            return MeritState.ASK, f"bảng khen thưởng không có mức cho loại {kind} vào ngày này"
        return self._given(merit)

    def _given(self, merit: Merit) -> tuple[MeritState, str]:
        """Return whether the same years were honoured, or some of them in an earlier span."""
        if merit.options and not self._left(merit):
            same = [one for one in self._awards(merit) if one.years == self.span]
            papers = "; ".join(f"{one.form} theo {one.document}" for one in same)
            return MeritState.GIVEN, f"đã được tặng {papers}"
        if not (earlier := self._overlapping(merit)):
            return MeritState.EARNED, ""
        last = earlier[-1]
        said = f"đã được khen {last.years[0]}–{last.years[-1]} ({last.document})"
        rule = str(self.regime.parameters.get(OVERLAP) or "")
        if rule == "co":
            return MeritState.EARNED, ""
        if rule == "khong":
            return MeritState.NOT, f"{said}, phải đủ năm liền kể từ sau các năm ấy"
        return (
            MeritState.ASK,
            f"{said}; văn bản không nói các năm ấy có được tính lại không ({OVERLAP})",
        )

    def _awards(self, merit: Merit) -> tuple[Award, ...]:
        return self.records.awards.get(merit.candidate.dossier, ())

    def _overlapping(self, merit: Merit) -> list[Award]:
        """Return the awards in a row that share some but not all of the years."""
        return [
            one
            for one in self._awards(merit)
            if len(one.years) == len(self.span) > 1
            and one.years != self.span
            and set(one.years) & set(self.span)
        ]

    def _left(self, merit: Merit) -> tuple[Option, ...]:
        """Return the forms that were not given for the same years."""
        given = {one.form for one in self._awards(merit) if one.years == self.span}
        return tuple(option for option in merit.options if option.form not in given)

    def _options(self, one: Candidate, row: AwardRow, recipient: str) -> Iterator[Option]:
        money = {m.form: m for m in profiles.award_money(recipient, row.years, self.on)}
        for form in row.forms:
            found = money.get(form)
            yield Option(
                form=form,
                giver=giver(self.ws, one, found.level if found else "", row.giver, self.on),
                amount=amount(found, self.regime, self.on) if found else None,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One line of the sum: so many of one kind get so much each; `amount` and `sum` are đồng."""

    whom: str
    form: str
    count: int
    amount: int
    words: str  # how the amount comes about

    @property
    def sum(self) -> int:
        """Return what the line costs."""
        return self.count * self.amount


def totals(found: Iterable[Merit], form: str | None = None) -> tuple[Total, ...]:
    """Return the money for those who earned it, a line for each kind, form and amount.

    Who could get it in several forms is counted only when `form` says which.
    """
    lines: Counter[tuple[str, str, int, str]] = Counter()
    for one in found:
        chosen = one.in_form(form) if form else _only(one.options)
        if one.state is MeritState.EARNED and chosen and chosen.amount:
            money = chosen.amount
            lines[one.whom, chosen.form, money.paid, money.words] += 1
    return tuple(
        Total(whom=whom, form=kind, count=count, amount=paid, words=words)
        for (whom, kind, paid, words), count in lines.items()
    )


def _only(options: Sequence[Option]) -> Option | None:
    return options[0] if len(options) == 1 else None


def notices(found: Iterable[Merit], on: date) -> tuple[str, ...]:
    """Return what is worth telling beside the list: money that is not known, or may have changed."""
    earned = [one for one in found if one.state is MeritState.EARNED]
    said = [_told(one, option, on) for one in earned for option in one.options]
    return tuple(dict.fromkeys(words for words in said if words))


def _told(one: Merit, option: Option, on: date) -> str:
    if option.amount:
        return late(option.amount, on)
    return f"{option.form} cho {one.whom.lower()}: chưa biết hệ số tiền thưởng vào ngày này."
