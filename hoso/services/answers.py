"""A person's answers to the questions about a returned form, put in place of what was not clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from hoso import text, word
from hoso.errors import DataFieldError
from hoso.model import base
from hoso.model.review import Status
from hoso.model.template import FieldKind, Question, ReturnedForm, TemplateField, TemplateInfo

NOTHING = "-"
ASIDE = "ghi_chu"  # of a row of section III: kept in the form, not entered in the register
# Questions on the form as a whole; the names of those on its identity are `identify`'s.
ABOUT_ALL = {"doi_tuong", "nam", "loai", "ban", "trong", "ban_nao"}


def settle(form: ReturnedForm, info: TemplateInfo, answers: Mapping[str, str]) -> ReturnedForm:
    """Return the form with `answers` (question or field name → words) taken in.

    Questions without an answer stay. Raise DataFieldError for an answer that fits no question and
    no field, or that cannot be read.
    """
    settled = _Settled(form, info)
    asked = {question.name: question for question in form.questions}
    for name, answer in answers.items():
        if name not in ABOUT_ALL:
            settled.take(name, asked.get(name), answer.strip())
    left = tuple(question for question in form.questions if question.name not in answers)
    return base.replaced(form, values=settled.values, questions=left)


class _Settled:
    """The values of a form while answers are taken in."""

    def __init__(self, form: ReturnedForm, info: TemplateInfo) -> None:
        self.values = dict(form.values)
        self._fields = {one.name: one for one in info.fields if one.name in form.values}
        self._names = [*self._fields, *(question.name for question in form.questions)]

    def take(self, name: str, question: Question | None, answer: str) -> None:
        field, _, place = name.partition(".")
        if question and question.text:
            self._put_text(name, question, answer)
        elif place and field in self._fields:
            self._put_row(field, place, answer)
        elif name in self._fields:
            self.values[name] = _value(self._fields[name], answer)
        else:
            near = text.nearest(name, self._names)
            hint = f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(self._names)}."
            raise DataFieldError(f"Không có câu hỏi hay trường «{name}».{hint}", where=name)

    def _put_text(self, name: str, question: Question, answer: str) -> None:
        if answer == word.NO_FIELD:
            return
        wanted = self._fields.get(answer)
        if wanted is None or not word.takes_text(wanted):
            raise DataFieldError(
                f"Trả lời «{answer}» cho «{name}» không dùng được; hãy chọn một trong "
                f"{', '.join(question.choices)}.",
                where=name,
            )
        typed = self.values[answer]
        self.values[answer] = [*(typed if isinstance(typed, list) else []), question.text]

    def _put_row(self, field: str, place: str, answer: str) -> None:
        """Take in the state of a fault, or the code of a row that carries none."""
        rows = self.values[field]
        rows = [dict(row) for row in rows] if isinstance(rows, list) else []
        numbered = re.fullmatch(r"dong_(\d+)", place)
        if numbered and 0 < int(numbered[1]) <= len(rows):
            rows[int(numbered[1]) - 1]["ma"] = "" if answer == ASIDE else answer
        else:
            found = [row for row in rows if row["ma"] == place]
            status = word.status_in(answer.replace("_", " ").replace("khac phuc", "khắc phục"))
            status = status or _statuses().get(answer)
            if not found or status is None:
                raise DataFieldError(
                    f"Trả lời «{answer}» cho «{field}.{place}» không dùng được; hãy ghi một trong "
                    f"{', '.join(_statuses())}.",
                    where=f"{field}.{place}",
                )
            found[0]["tinh_trang"] = status.value
        self.values[field] = rows


@cache
def _names() -> Mapping[FieldKind, Mapping[str, str]]:
    return {
        FieldKind.LEVEL: {level.value: name for level, name in word.LEVELS.items()},
        FieldKind.GRADE: {grade.value: name for grade, name in word.GRADES.items()},
    }


@cache
def _statuses() -> Mapping[str, Status]:
    return {status.value: status for status in word.STATUS_WORDS}


def _value(wanted: TemplateField, answer: str) -> object:
    if wanted.kind in _names():
        return _level(wanted, _names()[wanted.kind], answer)
    if wanted.kind is FieldKind.TABLE:
        if answer != NOTHING:
            raise _unfit(wanted, answer, f"hãy ghi «{NOTHING}» nếu không có, hoặc nộp lại tệp")
        return []
    if word.takes_text(wanted):
        lines = [line.strip() for line in re.split(r"\n|\s\|\s", answer)]
        return [line for line in lines if line and line != NOTHING]
    if answer == NOTHING:
        return ""
    if "diem" in wanted.name.split("_") and text.parse_number(answer) is None:
        raise _unfit(wanted, answer, "hãy ghi một số, ví dụ 27,5")
    return text.squeeze(answer)


def _level(wanted: TemplateField, names: Mapping[str, str], answer: str) -> str:
    if answer == NOTHING:
        return ""
    code = answer if answer in names else word.code_of(answer, names)
    if not code:
        raise _unfit(wanted, answer, f"hãy chọn một trong {', '.join(names)} hoặc «{NOTHING}»")
    return code


def _unfit(wanted: TemplateField, answer: str, hint: str) -> DataFieldError:
    return DataFieldError(
        f"Trả lời «{answer}» cho «{wanted.name}» ({wanted.label}) không dùng được; {hint}.",
        where=wanted.name,
    )
