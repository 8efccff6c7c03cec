"""Filing what waits: a person's answers, one by one or from an Excel sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import HosoError, Problem, QuestionError, RowsRefusedError
from hoso.model.dossier import DocumentStatus
from hoso.model.pending import Pending, PendingState
from hoso.model.template import Question
from hoso.services import importing, pending, returned
from hoso.services.attach import require_unlocked
from hoso.services.collect import Received, take
from hoso.services.identify import Unknown
from hoso.services.returned import Matched
from hoso.spreadsheet import Sheet, SheetKind, SheetRead
from hoso.workspace import Act, DossierEdit, Edits, Workspace

_TITLE = "CÂU HỎI VỀ CÁC TỆP CHỜ XỬ LÝ"
_COLUMNS = ("Mã", "Tệp", "Đối tượng", "Trường", "Câu hỏi", "Chọn một trong", "Trả lời")
_QUESTIONS = SheetKind(
    name=_TITLE,
    titles=(_TITLE,),
    columns={"ma": ("Mã",), "truong": ("Trường",), "tra_loi": ("Trả lời",)},
    required=("ma", "truong", "tra_loi"),
)
_REJECT = re.compile(r"(?:bac bo|tu choi)\s*[:.,-]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of every waiting file of a sheet of answers."""

    received: tuple[Received, ...] = ()
    rejected: tuple[Pending, ...] = ()
    waiting: tuple[str, ...] = ()  # codes without all their answers
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()


def accept(ws: Workspace, code: str, answers: Mapping[str, str], act: Act) -> Received:
    """File a waiting form with the answers that were missing.

    Raise QuestionError naming what is still open, and when another return was filed meanwhile and
    no reason says that this one replaces it.
    """
    waiting = pending.find(ws, code)
    if importing.is_register(waiting[1]):
        return importing.accept_register(ws, waiting, act, accept_valid=False)
    edits = ws.edits()
    received = _accept(ws, edits, code, answers, act)
    ws.commit(edits.begun, act, f"nhận {code.strip().upper()} sau khi hỏi lại")
    return received


def _accept(
    ws: Workspace, edits: Edits, code: str, answers: Mapping[str, str], act: Act
) -> Received:
    card, entry = pending.find(ws, code)
    if entry.proposal is not None:
        return importing.accept(ws, edits, (card, entry), answers, act)
    incoming = pending.incoming_of(ws, card, entry)
    found = returned.match(ws, incoming, act.on, answers)
    left = _open_questions(entry, found, answers)
    if left or isinstance(found, Unknown):
        raise _still_open(entry, left)
    edit = edits.of(found.card)
    _require_last(edit, found, entry, act)
    received = take(edit, found, incoming, act.on)
    changes = {
        "state": PendingState.ACCEPTED,
        "document": received.document,
        "answers": dict(answers),
    }
    pending.decide(ws, edits.of(card), entry, act, changes)
    return received


def _require_last(edit: DossierEdit, found: Matched, entry: Pending, act: Act) -> None:
    """Raise LockedError, QuestionError when another copy was signed or filed in the meantime."""
    document = edit.document(found.known.issued.number)
    require_unlocked(document, act, entry.name)
    if document and document.status is DocumentStatus.RETURNED and not act.why:
        raise QuestionError(
            f"{found.place} đã có bản nhận lại ({document.source_name}). Nếu {entry.code} là bản "
            "cuối, hãy nêu lý do ở --why; bản trước vẫn được giữ.",
            where=entry.code,
        )


def _open_questions(
    entry: Pending, found: Matched | Unknown, answers: Mapping[str, str]
) -> list[Question]:
    """Return what is not answered: of the form as read now, and which of several it is."""
    now = found.questions if isinstance(found, Unknown) else found.form.questions
    which = [one for one in entry.questions if one.name == "ban_nao" and one.name not in answers]
    return [*now, *which]


def _still_open(entry: Pending, left: Sequence[Question]) -> QuestionError:
    problems = [Problem(code=one.name, where=entry.code, message=one.words) for one in left]
    names = ", ".join(one.name for one in left) or "doi_tuong, nam"
    return QuestionError(
        f"{entry.code} còn câu hỏi chưa trả lời ({names}). Hãy trả lời bằng --answer TRƯỜNG=GIÁ_TRỊ "
        "(hoặc --as, --person, --org, --year).",
        where=entry.code,
        problems=problems,
    )


def export(path: Path, waiting: Sequence[Pending]) -> int:
    """Write one row a question, with an empty column for the answer; return the number of rows.

    Old papers stand on sheets of their own, with what is proposed for them.
    """
    rows = [
        (one.code, one.name, one.label, q.name, q.words, ", ".join(q.choices), None)
        for one in waiting
        for q in one.questions
        if one.proposal is None
    ]
    asked = Sheet(name=_TITLE, title=_TITLE, columns=_COLUMNS, rows=rows)
    old = importing.sheets(waiting)
    spreadsheet.write_tables(path, [asked, *old] if rows or not old else old)
    return sum(len(list(one.rows)) for one in (asked, *old))


@dataclass(slots=True)
class _Sheet:
    """The answers of a sheet, by waiting file; `rejections` are reasons.

    `confirmed` are old papers that are taken, perhaps without a correction; `notes` are what to say
    of them; `registers` are whole registers of faults that are taken.
    """

    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    rejections: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    registers: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the codes without an answer or a decision."""
        decided = {*self.rejections, *self.confirmed}
        return tuple(one for one, said in self.answers.items() if not said and one not in decided)


def apply(ws: Workspace, path: Path, act: Act, *, accept_valid: bool = False) -> Applied:
    """Take in a filled-in sheet of answers; what has none goes on waiting.

    Raise UnreadableFileError for another file, RowsRefusedError when answers cannot be used and
    `accept_valid` does not say to go on with the others.
    """
    sheet, edits = _read(ws, path), ws.edits()
    received, rejected, problems = _settle(ws, edits, sheet, act)
    if problems and not accept_valid:
        raise _unusable(path, problems)
    committed = ws.commit(edits.begun, act, f"nhận câu trả lời từ {path.name}")
    received += [
        importing.accept_register(ws, pending.find(ws, code), act, accept_valid=accept_valid)
        for code in sheet.registers
    ]
    return Applied(
        received=tuple(received),
        rejected=tuple(rejected),
        waiting=sheet.silent,
        problems=tuple(problems),
        hints=committed.hints,
    )


def _unusable(path: Path, problems: Sequence[Problem]) -> RowsRefusedError:
    return RowsRefusedError(
        f"{path.name}: có câu trả lời không dùng được, chưa ghi gì. Hãy sửa rồi chạy lại, hoặc "
        "thêm --accept-valid.",
        where=str(path),
        problems=problems,
    )


def _settle(
    ws: Workspace, edits: Edits, sheet: _Sheet, act: Act
) -> tuple[list[Received], list[Pending], list[Problem]]:
    received: list[Received] = []
    rejected: list[Pending] = []
    problems = sheet.problems
    for code, answers in sheet.answers.items():
        try:
            if code in sheet.rejections:
                why = Act(act.on, act.by, sheet.rejections[code])
                rejected.append(_reject(ws, edits, code, why))
            elif answers or code in sheet.confirmed:
                done = _accept(ws, edits, code, answers, act)
                notes = (f"đã bỏ {one} (dòng đã xóa)" for one in sheet.notes.get(code, ()))
                received.append(replace(done, warnings=(*done.warnings, *notes)))
        except HosoError as error:
            problems.append(Problem(code=error.code, where=code, message=error.message))
    return received, rejected, problems


def _reject(ws: Workspace, edits: Edits, code: str, act: Act) -> Pending:
    card, entry = pending.find(ws, code)
    if not act.why:
        raise QuestionError("Bác bỏ phải có lý do: hãy ghi «bác bỏ: lý do».", where=code)
    return pending.decide(ws, edits.of(card), entry, act, {"state": PendingState.REJECTED})


def _read(ws: Workspace, path: Path) -> _Sheet:
    read = spreadsheet.read_book(path, (_QUESTIONS, *importing.KINDS))
    if read.problems:
        raise RowsRefusedError(
            f"{path.name}: có dòng không đọc được.", where=str(path), problems=read.problems
        )
    sheet = _Sheet()
    for one in read.sheets:
        if one.kind == _QUESTIONS.name:
            _read_answers(sheet, one)
    _read_papers(ws, sheet, read.sheets)
    return sheet


def _read_answers(sheet: _Sheet, read: SheetRead) -> None:
    for row in read.rows:
        code = row.values.get("ma", "").strip().upper()
        answer = row.values.get("tra_loi", "").strip()
        answers = sheet.answers.setdefault(code, {})
        if refusal := _REJECT.match(text.fold(answer)):
            sheet.rejections[code] = answer[refusal.end() :].strip()
        elif answer:
            answers[row.values.get("truong", "").strip()] = answer


def _read_papers(ws: Workspace, sheet: _Sheet, read: Sequence[SheetRead]) -> None:
    """Add what the sheets of old papers decide."""
    entries = {one.code: one for one in pending.listing(ws)}
    found = importing.decisions(read, entries)
    sheet.notes |= found.dropped
    sheet.rejections |= found.rejections
    sheet.answers |= {code: {} for code in (*found.rejections, *found.waiting)}
    for code, answers in found.answers.items():
        entry = entries.get(code)
        if entry and importing.is_register(entry):
            sheet.registers.append(code)
            sheet.problems += importing.register_problems(ws, pending.find(ws, code))
        else:
            sheet.answers[code] = answers
            sheet.confirmed.add(code)
    for code, said in found.unclear.items():
        words = f"{code}: không hiểu quyết định «{said}»; hãy ghi «nhận» hoặc «bác bỏ: lý do»."
        sheet.problems.append(Problem(code="TRA_LOI", where=code, message=words))
