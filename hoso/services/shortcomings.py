"""The register of shortcomings: taking over an existing one, correcting and exporting it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hoso import spreadsheet, text
from hoso.catalogue import Catalogue
from hoso.errors import Problem, QuestionError, RulesBrokenError
from hoso.model import base
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.model.roster import Member, Organisation
from hoso.services import faults, naming, refusals
from hoso.services.faults import STATUS_NAMES
from hoso.services.subjects import subject_card
from hoso.spreadsheet import RegisterRow, RowProblem
from hoso.workspace import Act, DossierEdit, Workspace

_COLLECTIVE = {"tap the", "tap-the", "collective"}
_UNNAMED = {"ca nhan", "ca-nhan"}
_ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import of a register did."""

    added: int
    unchanged: int
    skipped: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    hints: tuple[str, ...] = ()


def import_register(ws: Workspace, path: Path, act: Act, *, accept_valid: bool = False) -> Imported:
    """Archive the rows of a register; the same file again changes nothing.

    Raise RowsRefusedError listing every bad row unless `accept_valid`; UnreadableFileError for
    the file as a whole.
    """
    read = spreadsheet.read_register(path)
    reader = _Reader.of(ws, read.rows, path.name)
    good, bad = reader.sorted(read.rows)
    problems = [*read.problems, *bad]
    if not accept_valid:
        refusals.bad_rows(path, problems, may_skip=True)
    edits, added = _edits(ws, good)
    committed = ws.commit(edits, act, f"nhập sổ khuyết điểm {path.name}")
    return Imported(
        added=added,
        unchanged=len(good) - added,
        skipped=(*problems, *read.repeated),
        warnings=(*read.warnings, *reader.warnings()),
        hints=committed.hints,
    )


@dataclass(slots=True)
class _Reader:
    """One register being read: each name is looked up once, the known codes all at once."""

    catalogue: Catalogue
    name: str
    known: Mapping[str, Shortcoming]
    organisations: dict[str, Organisation | None] = field(default_factory=dict)
    members: dict[str, tuple[Member, ...]] = field(default_factory=dict)
    strange: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, ws: Workspace, rows: Iterable[RegisterRow], name: str) -> _Reader:
        """Return the reader of a file called `name`."""
        catalogue = ws.catalogue
        known = catalogue.shortcomings_by_code({row.code for row in rows})
        return cls(catalogue, name, {fault.code: fault for fault in known})

    def sorted(self, rows: Iterable[RegisterRow]) -> tuple[list[Shortcoming], list[Problem]]:
        """Return what the rows name, and a problem for each that cannot be taken over."""
        good: list[Shortcoming] = []
        bad: list[Problem] = []
        for row in rows:
            try:
                good.append(self._require_free(self._shortcoming(row)))
            except (QuestionError, RulesBrokenError) as error:
                place = f"{self.name}: dòng {row.row}"
                bad.append(RowProblem(code="K004", where=place, message=error.message, row=row.row))
        return good, bad

    def warnings(self) -> Iterator[Problem]:
        """Yield one warning a name that the roster does not know, not one a row."""
        for (what, why), rows in self.strange.items():
            shown = ", ".join(str(row) for row in rows[:_ROWS_SHOWN])
            more = ", …" if len(rows) > _ROWS_SHOWN else ""
            place = f"{self.name}: dòng {shown}{more}"
            words = f"{place}: {what} {why}; vẫn giữ theo tên."
            yield Problem(code="K001", where=place, message=words, warning=True)

    def _shortcoming(self, row: RegisterRow) -> Shortcoming:
        return Shortcoming(
            code=row.code,
            year=row.year,
            subject=self._subject(row),
            text=row.text,
            area=row.area,
            cause=row.cause,
            responsibility=row.responsibility,
            measure=row.measure,
            deadline=row.deadline,
            status=row.status,
            remarks=dict(row.remarks),
        )

    def _subject(self, row: RegisterRow) -> Subject:
        found = self._organisation(row.organisation)
        code = found.code if found else row.organisation
        if found is None:
            what = f"tổ chức «{row.organisation}»"
            self.strange[what, "chưa có trong danh sách"].append(row.row)
        whom = text.fold(text.squeeze(row.subject))
        if whom in _COLLECTIVE:
            return Subject(kind=SubjectKind.COLLECTIVE, organisation=code)
        if whom in _UNNAMED:
            return Subject(kind=SubjectKind.PERSON, organisation=code)
        return self._named(row, code)

    def _organisation(self, wanted: str) -> Organisation | None:
        if wanted not in self.organisations:
            self.organisations[wanted] = self.catalogue.find_organisation(wanted)
        return self.organisations[wanted]

    def _named(self, row: RegisterRow, code: str) -> Subject:
        if row.subject not in self.members:
            self.members[row.subject] = self.catalogue.find_members(row.subject)
        found = self.members[row.subject]
        here = [m for m in found if any(s.organisation == code for s in m.states)]
        chosen = here if len(here) == 1 else found
        if len(chosen) == 1:
            name = chosen[0].states[-1].full_name
            person = SubjectKind.PERSON
            return Subject(kind=person, organisation=code, card=chosen[0].card, name=name)
        why = "chưa có trong danh sách" if not found else "trùng tên nhiều người, hãy ghi số thẻ"
        self.strange[f"đảng viên «{row.subject}»", why].append(row.row)
        name = text.squeeze(row.subject)
        return Subject(kind=SubjectKind.PERSON, organisation=code, name=name)

    def _require_free(self, fault: Shortcoming) -> Shortcoming:
        """Return `fault`; raise RulesBrokenError when its code is another subject's or year's."""
        old = self.known.get(fault.code)
        same = (fault.year, fault.subject.dossier_stem)
        if old and (old.year, old.subject.dossier_stem) != same:
            raise RulesBrokenError(
                f"mã «{fault.code}» đã dùng cho khuyết điểm khác (năm {old.year}, "
                f"{old.subject.organisation}). Hãy đặt mã khác."
            )
        return fault


def _edits(ws: Workspace, good: Iterable[Shortcoming]) -> tuple[list[DossierEdit], int]:
    """Return one edit per subject and year, and how many rows are new or changed."""
    groups: dict[tuple[str, int], list[Shortcoming]] = defaultdict(list)
    for fault in good:
        groups[fault.subject.dossier_stem, fault.year].append(fault)
    edits, added = [], 0
    for (_, year), group in groups.items():
        edit = ws.edit(subject_card(ws, group[0].subject, year))
        before = {fault.code: fault for fault in edit.register("shortcomings")}
        known = [_with_unsaid(fault, before.get(fault.code)) for fault in group]
        changed = [fault for fault in known if before.get(fault.code) != fault]
        if not changed:
            continue
        added += len(changed)
        merged = before | {fault.code: fault for fault in changed}
        edit.put_register("shortcomings", tuple(merged.values()))
        edits.append(edit)
    return edits, added


def _with_unsaid(fault: Shortcoming, old: Shortcoming | None) -> Shortcoming:
    """Return a row with what the archive knows of it and no column of such a file says."""
    if old is None:
        return fault
    return base.replaced(
        fault,
        source=old.source,
        authority=old.authority,
        document=old.document,
        named_on=old.named_on,
    )


def edit(ws: Workspace, code: str, changes: Mapping[str, object], act: Act) -> Shortcoming:
    """Archive a corrected entry as a new version; raise NotFoundError for an unknown code."""
    fault = faults.required(ws, code)
    new: Shortcoming = base.replaced(fault, **changes)
    naming.require_source(ws, new)
    draft = ws.edit(faults.dossier_card(ws, fault))
    draft.upsert("shortcomings", new, "code")
    ws.commit([draft], act, f"sửa khuyết điểm {code}")
    return new


def export(path: Path, found: Iterable[Shortcoming]) -> None:
    """Write the register as a workbook whose headings `import` reads back."""
    headings = "ma nam to_chuc doi_tuong noi_dung linh_vuc nguyen_nhan trach_nhiem bien_phap"
    spreadsheet.write_table(
        path,
        "Sổ khuyết điểm",
        [*headings.split(), "thoi_han", "tinh_trang"],
        [_export_row(fault) for fault in found],
    )


def _export_row(fault: Shortcoming) -> list[str | int]:
    subject = fault.subject
    unnamed = subject.card or subject.name or "cá nhân"
    return [
        fault.code,
        fault.year,
        subject.organisation,
        "tập thể" if subject.kind is SubjectKind.COLLECTIVE else unnamed,
        fault.text,
        fault.area,
        fault.cause,
        fault.responsibility,
        fault.measure,
        fault.deadline,
        STATUS_NAMES[fault.status] if fault.status else "",
    ]
