"""Titles recognised and awards given, as papers say: nobody deserves or gets one by a level alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.catalogue import DocumentRow
from hoso.errors import NotFoundError, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.awards import Award, Title
from hoso.model.dossier import DocumentStatus
from hoso.model.review import Level
from hoso.services.awards._evidence import Records, paper_name
from hoso.services.subjects import Body, Person, body, person, review_card
from hoso.workspace import Act, Edits, Workspace

_MOST = "so_tieu_bieu"  # parameter: how many bodies an authority may choose
_DECISIONS = {"quyet_dinh_khen_thuong": 1, "quyet_dinh_khen_thuong_5_nam": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """A decision on the title «tiêu biểu» of one body for one year."""

    org: str
    year: int
    document: str
    authority: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written down, and what to know about it."""

    titles: tuple[Title, ...] = ()
    awards: tuple[Award, ...] = ()
    notices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def recognise(ws: Workspace, given: Recognition, act: Act) -> Recorded:
    """Record that an authority recognised a body's title, or did not.

    Raise RulesBrokenError when the body's decided level is another than the best, QuestionError
    when the archive says otherwise and nobody says why.
    """
    whose = body(ws, given.org, act.on)
    told = [] if given.refused else list(_against_level(ws, whose, given.year))
    title = _title(ws, whose, given, act)
    edit = ws.edit(review_card(ws, whose, given.year, act.on))
    _require_reason(edit.register("titles"), title, whose, act)
    edit.upsert("titles", title, "year")
    committed = ws.commit([edit], act, f"ghi danh hiệu năm {given.year}")
    told += _too_many(ws, given.year)
    return Recorded(titles=(title,), notices=tuple(told), hints=committed.hints)


def _title(ws: Workspace, whose: Body, given: Recognition, act: Act) -> Title:
    known = profiles.title_name(profiles.ORGANISATION, given.year)
    return Title(
        subject=whose.subject,
        year=given.year,
        name=known.name if known else "Tiêu biểu",
        document=given.document,
        authority=given.authority,
        day=act.on,
        refused=given.refused,
        by=ws.actor(act),
    )


def _require_reason(held: Iterable[Title], new: Title, whose: Body, act: Act) -> None:
    old = [one for one in held if one.year == new.year]
    if old and old[-1].refused != new.refused and not act.why:
        raise QuestionError(
            f"{whose.state.name}: kho đã ghi khác về danh hiệu năm {new.year} ({old[-1].document}). Nếu "
            "sửa, hãy nêu lý do ở --why.",
            where=whose.code,
        )


def _against_level(ws: Workspace, whose: Body, year: int) -> Iterator[str]:
    """Refuse a title against the level; yield a notice where the archive knows no level."""
    records = Records.of(ws, [year])
    level = records.level(whose.subject, year)
    if level is None:
        yield f"{whose.state.name}: kho chưa có mức xếp loại năm {year}; hãy ghi bằng «hoso ratings set»."
    elif level is not Level.EXCELLENT:
        raise RulesBrokenError(
            f"{whose.state.name}: mức năm {year} trong kho là {records.short(whose.subject.kind, year, level)}, "
            "không thể là tiêu biểu. Hãy xem lại mức, hoặc văn bản công nhận.",
            where=whose.code,
        )


def _too_many(ws: Workspace, year: int) -> Iterator[str]:
    most = ws.regime(year).parameters.get(_MOST)
    chosen = {t.subject for t in ws.catalogue.titles() if t.year == year and not t.refused}
    if isinstance(most, int) and most and len(chosen) > most:
        yield (
            f"Năm {year} đã ghi {len(chosen)} tổ chức tiêu biểu, nhiều hơn {most} ({_MOST}) mà cấp có "
            "thẩm quyền cho chọn."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """An award as its paper says: to whom, for which years, in which form, by whom."""

    year: int
    years: int
    form: str
    document: str
    giver: str = ""
    day: date | None = None  # of the paper; None: the act's
    amount: int | None = None
    persons: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def span(self) -> tuple[int, ...]:
        """Return the years that are honoured."""
        return tuple(range(self.year - self.years + 1, self.year + 1))


def record(ws: Workspace, handed: Handed, act: Act) -> Recorded:
    """Record an award that a paper gives; the same again changes nothing.

    Raise RulesBrokenError naming whose decided level stands against it.
    """
    whose = [person(ws, one, act.on) for one in handed.persons]
    found: list[Body | Person] = [*whose, *(body(ws, one, act.on) for one in handed.bodies)]
    if not found:
        raise QuestionError("Chưa nêu ai được khen: hãy thêm --person, --collective hoặc --from.")
    amounts = dict.fromkeys((one.subject.dossier_stem for one in found), handed.amount)
    return _write(ws, handed, found, amounts, act)


def record_paper(ws: Workspace, document: str, act: Act, *, year: int) -> Recorded:
    """Record every award of an archived decision, with the money it says, without typing it again."""
    dossier, _, number = document.rpartition("/")
    row = _decision(ws, dossier, number, year)
    where = f"{number}/du_lieu.json"
    data = base.decode(ws.archive.read(row.object_id, where), dict[str, object], where=where)
    handed = Handed(
        year=year,
        years=_DECISIONS[row.provenance.kind],
        form=str(data.get("hinh_thuc", "")),
        document=paper_name(row.provenance, dossier),
        giver=row.provenance.author,
        day=row.provenance.day,
    )
    found, amounts = _recipients(ws, data, act.on)
    return _write(ws, handed, found, amounts, act)


def _decision(ws: Workspace, dossier: str, number: str, year: int) -> DocumentRow:
    """Return an archived decision on awards of a year; raise NotFoundError for anything else."""
    for row in ws.catalogue.documents(dossier=dossier, year=year):
        withdrawn = row.provenance.status is DocumentStatus.WITHDRAWN
        if row.provenance.number == number and row.provenance.kind in _DECISIONS and not withdrawn:
            return row
    raise NotFoundError(
        f"Không có quyết định khen thưởng «{dossier}/{number}» năm {year}. Hãy nêu mã văn bản loại "
        f"{', '.join(_DECISIONS)}; xem «hoso show» của hồ sơ.",
        where=f"{dossier}/{number}",
    )


def _recipients(
    ws: Workspace, data: Mapping[str, object], on: date
) -> tuple[list[Body | Person], dict[str, int | None]]:
    """Return whom a decision lists, and the đồng each gets."""
    paid = {
        str(row.get("doi_tuong")): _dong(row.get("so_tien")) for row in _table(data, "tien_thuong")
    }
    members = [person(ws, str(row["so_the"]), on) for row in _table(data, "ca_nhan")]
    bodies = [body(ws, str(row["ten"]), on) for row in _table(data, "tap_the")]
    amounts = {one.subject.dossier_stem: paid.get("Đảng viên") for one in members}
    amounts |= {one.subject.dossier_stem: paid.get("Tổ chức đảng") for one in bodies}
    return [*members, *bodies], amounts


def _table(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = data.get(name)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _dong(said: object) -> int | None:
    digits = str(said or "").replace(".", "")
    return int(digits) if digits.isdecimal() else None


def _write(
    ws: Workspace,
    handed: Handed,
    found: list[Body | Person],
    amounts: Mapping[str, int | None],
    act: Act,
) -> Recorded:
    told = () if handed.withdrawn else tuple(_checked(ws, found, handed.span))
    edits = ws.edits()
    written = []
    for whose in found:
        amount = amounts.get(whose.subject.dossier_stem)
        written.append(_award(ws, handed, whose, amount, act))
        _put(ws, edits, whose, written[-1], act)
    committed = ws.commit(edits.begun, act, f"ghi khen thưởng năm {handed.year}")
    return Recorded(awards=tuple(written), notices=told, hints=committed.hints)


def _award(
    ws: Workspace, handed: Handed, whose: Body | Person, amount: int | None, act: Act
) -> Award:
    return Award(
        subject=whose.subject,
        years=handed.span,
        form=handed.form,
        giver=handed.giver,
        document=handed.document,
        day=handed.day or act.on,
        amount=amount,
        withdrawn=handed.withdrawn,
        by=ws.actor(act),
    )


def _put(ws: Workspace, edits: Edits, whose: Body | Person, award: Award, act: Act) -> None:
    """Put an award beside those held; another paper for the same award needs a reason."""
    edit = edits.of(review_card(ws, whose, award.years[-1], act.on))
    held = [
        one
        for one in edit.register("awards")
        if (one.years, one.form) == (award.years, award.form) and not one.withdrawn
    ]
    if held and (held[-1].document != award.document or award.withdrawn) and not act.why:
        raise QuestionError(
            f"{_name(whose)}: kho đã ghi {award.form} theo {held[-1].document}. Nếu thay hoặc thu hồi, "
            "hãy nêu lý do ở --why.",
            where=whose.subject.dossier_stem,
        )
    edit.upsert("awards", award, "years", "form")


def _name(whose: Body | Person) -> str:
    return whose.state.full_name if isinstance(whose, Person) else whose.state.name


def _checked(ws: Workspace, found: list[Body | Person], span: tuple[int, ...]) -> Iterator[str]:
    """Refuse an award against a decided level; yield the years that the archive does not know."""
    records = Records.of(ws, span)
    broken: list[str] = []
    for whose in found:
        levels = {year: records.level(whose.subject, year) for year in span}
        broken += [
            f"{_name(whose)}: năm {year} xếp mức {records.short(whose.subject.kind, year, level)}"
            for year, level in levels.items()
            if level not in (None, Level.EXCELLENT)
        ]
        if unknown := [str(year) for year, level in levels.items() if level is None]:
            yield f"{_name(whose)}: kho chưa có mức các năm {', '.join(unknown)}."
    if broken:
        raise RulesBrokenError(
            "Khen thưởng trái mức xếp loại trong kho, chưa ghi gì:\n"
            + "\n".join(f"  - {words}" for words in broken)
        )
