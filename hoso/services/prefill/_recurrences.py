"""The yearly report on faults that came back: fields by year, and each thread with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from hoso import charts, text
from hoso.model.review import PlanItem, Shortcoming, SubjectKind
from hoso.recurrence import Remedied, Strand
from hoso.services import faults, recurrences, responsibility
from hoso.services.faults import Followed
from hoso.services.head import BLANK
from hoso.services.prefill._request import Request
from hoso.services.recurrences import KIND_NAMES, Candidate, Survey
from hoso.services.responsibility import Found
from hoso.services.subjects import Body, bodies_on, within
from hoso.statistics import by_theme
from hoso.word import Picture
from hoso.workspace import Workspace

Row = dict[str, object]
_WIDTH = 160.0  # millimetres of the picture
_YEARS = 10  # columns of the picture; earlier years are in the register


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the threads of the year's faults of a body and those below it; persons' ones, too."""
    found = recurrences.survey(ws, request.year, org=request.body.code, on=request.on)
    paper = _Paper(ws, request, found)
    known: Row = {
        "tong_quan": [*paper.overview()],
        "kien_nghi": [BLANK],
        "luong": [*paper.kinds()],
    }
    drawn = _picture(ws, request)
    return {**known, "ban_do": drawn} if drawn else known


def _picture(ws: Workspace, request: Request) -> Picture | None:
    """Return how many faults each field had in each year, None when there was none at all."""
    codes = {one.code for one in within(ws, request.body.code, request.on)}
    named = [
        (fault.year, text.squeeze(fault.area), fault.code)
        for fault in ws.catalogue.shortcomings(before=request.year + 1)
        if fault.subject.organisation in codes
    ]
    years = sorted({year for year, _, _ in named})[-_YEARS:]
    return Picture(charts.heat(by_theme(named, years), years), _WIDTH) if years else None


@dataclass
class _Paper:
    """What the report says: of whom, what had been promised, what became of it."""

    ws: Workspace
    request: Request
    found: Survey

    @cached_property
    def _bodies(self) -> Mapping[str, Body]:
        return bodies_on(self.ws, self.request.on)

    @cached_property
    def _followed(self) -> Mapping[str, Followed]:
        all_named = tuple(self.found.faults.values())
        ones = faults.followed(self.ws, all_named, until=self.request.year)
        return {one.shortcoming.code: one for one in ones}

    @cached_property
    def _planned(self) -> Mapping[str, list[PlanItem]]:
        found: dict[str, list[PlanItem]] = {}
        for item in recurrences.plan_items(self.ws, self.found.faults.values()):
            found.setdefault(item.shortcoming, []).append(item)
        return found

    @cached_property
    def _matches(self) -> Mapping[tuple[str, str], Candidate]:
        return {
            (thread.fault.code, one.earlier.code): one
            for thread in self.found.threads
            for one in thread.returns
        }

    def overview(self) -> Iterator[str]:
        """Yield how many faults are of which kind, and how many threads a person confirmed."""
        year, total = self.request.year, len(self.found.threads)
        if not total:
            yield f"Năm {year} trong sổ chưa có hạn chế, khuyết điểm nào."
            return
        kinds = [(name, self.found.of_kind(kind)) for kind, name in KIND_NAMES.items()]
        told = "; ".join(f"{name}: {count}" for name, count in kinds if count)
        yield f"Năm {year} có {total} hạn chế, khuyết điểm được nêu trong kiểm điểm ({told})."
        tips = {one.code for one in self.found.tips if one.earlier}
        sure = {new for (new, _), one in self._matches.items() if one.decision and new in tips}
        if tips:
            yield (
                f"{len(tips)} điều lặp lại điều đã nêu ở các năm trước: {len(sure)} đã có người xác "
                f"nhận; {len(tips) - len(sure)} do chương trình đề xuất, cần người có trách nhiệm "
                "xem và quyết định."
            )

    def kinds(self) -> Iterator[Row]:
        """Yield the threads of each kind."""
        for kind, ones in groupby(self.found.tips, key=lambda one: one.kind):
            rows = [self._thread(one) for one in ones]
            name = KIND_NAMES[kind]
            yield {"ten": name[:1].upper() + name[1:], "so": str(len(rows)), "mach": rows}

    def _thread(self, one: Strand) -> Row:
        codes = (*one.earlier, one.code)
        return {
            "doi_tuong": self._whose(self.found.faults[one.code]),
            "nhan_xet": "; ".join([*_remarks(one), *self._answering(codes)]),
            "lan": [self._naming(one, self.found.faults[code]) for code in codes],
        }

    @cached_property
    def _bearers(self) -> Found:
        named = (code for tip in self.found.tips for code in (*tip.earlier, tip.code))
        told = [self.found.faults[code] for code in dict.fromkeys(named)]
        return responsibility.of_faults(self.ws, told, self.request.on)

    def _answering(self, codes: Iterable[str]) -> Iterator[str]:
        """Yield who answers for it, by each naming; nothing where nobody is named for sure."""
        names = dict.fromkeys(one.name for code in codes for one in self._bearers.of(code))
        if names:
            yield f"người chịu trách nhiệm: {', '.join(names)}"

    def _whose(self, fault: Shortcoming) -> str:
        subject = fault.subject
        body = self._bodies.get(subject.organisation)
        name = body.state.name if body else subject.organisation
        if subject.kind is SubjectKind.COLLECTIVE:
            return name
        return f"{subject.name or subject.card or 'cá nhân'} – {name}"

    def _naming(self, one: Strand, fault: Shortcoming) -> Row:
        match = self._matches.get((one.code, fault.code))
        followed = self._followed[fault.code]
        later = followed.year > fault.year
        said = faults.status_name(followed.status)
        return {
            "nam": fault.year,
            "ma": fault.code,
            "noi_dung": fault.text,
            "ly_do": "" if fault.code == one.code else _why(match),
            "ke_hoach": self._promised(fault),
            "tinh_trang": f"{said} (báo cáo năm {followed.year})" if later else said,
        }

    def _promised(self, fault: Shortcoming) -> str:
        """Return what the plan had promised, else what the review itself had."""
        items = self._planned.get(fault.code)
        if not items:
            return "; ".join(filter(None, (fault.measure.rstrip("."), fault.deadline)))
        return "\n".join(
            "; ".join(filter(None, (one.measure.rstrip("."), one.owner, _short(one.deadline))))
            for one in items
        )


def _short(day: date | None) -> str:
    return text.short_date(day) if day else ""


def _why(match: Candidate | None) -> str:
    """Return why it is taken for the same; None: through another naming between."""
    if match is None:
        return "nhận ra qua lần nêu ở giữa"
    decided = "đã có người xác nhận" if match.decision else "đề xuất của chương trình"
    return "; ".join([f"{match.match.score * 100:.0f}%, {decided}", *match.match.reasons])


def _remarks(one: Strand) -> Iterator[str]:
    """Yield how often since when, who said it was remedied, from whose time it is."""
    yield f"nêu {one.times} lần, từ năm {one.since}"
    yield from map(_said, one.remedied)
    if one.earlier and not one.remedied:
        yield "chưa lần nào báo cáo đã khắc phục"
    if one.before and one.before.name:
        yield f"lần nêu trước do đồng chí {one.before.name} đứng đầu"
    elif one.before:
        yield "các lần nêu trước thuộc nhiệm kỳ trước"
    if one.stock:
        yield one.stock


def _said(one: Remedied) -> str:
    who = f"{one.verified_by} xác nhận" if one.verified_by else "không rõ ai xác nhận"
    return f"năm {one.year} báo cáo đã khắc phục {one.code}, {who}"
