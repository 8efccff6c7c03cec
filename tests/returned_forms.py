"""A set of returned forms: real issued forms with invented answers, sent through what people do to them.

`WAYS` need only Python, `OFFICE_WAYS` need LibreOffice. `measure` counts the fields that are read right.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import signal
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from hoso import templates, text, word
from hoso.model.template import FieldKind, ReturnedForm, TemplateField, TemplateInfo
from hoso.templates import FoundTemplate
from hoso.word import GRADES, LEVELS, STATUS_WORDS, Template
from hoso.word._lines import Line, document_lines
from hoso.word._package import open_package
from hoso.word._sections import Sections, locate

DOTTED: Final = "…" * 40
_CLAUSES: Final = (
    "Chấp hành đúng nguyên tắc tập trung dân chủ",
    "hoàn thành 12/12 chỉ tiêu được giao trong năm",
    "tham gia đầy đủ các kỳ sinh hoạt chi bộ",
    "tiếp nhận & xử lý 1.204 hồ sơ, tỷ lệ đúng hạn > 98,5%",
    "kê khai tài sản theo quy định",
    "thực hiện Chỉ thị số 05-CT/TW; có đăng ký việc làm theo",
    "được nhân dân nơi cư trú tín nhiệm",
    "không để xảy ra “tự diễn biến”, “tự chuyển hoá” trong cơ quan",
)
_FAULTS: Final = (
    "Chưa chủ động nghiên cứu văn bản mới về chuyển đổi số",
    "Còn nể nang trong tự phê bình và phê bình, nhất là với người đứng đầu",
    "Báo cáo tháng có 02 kỳ gửi chậm so với quy định",
    "Việc ghi chép sổ tay đảng viên chưa thường xuyên; có tháng không ghi",
    "Công tác kiểm tra nội bộ mới đạt 3/5 cuộc theo kế hoạch",
)
Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One issued form and what its owner answers."""

    info: TemplateInfo
    issued: bytes
    values: Values
    seed: int


def forms() -> list[FoundTemplate]:
    """Return every template that is issued to be filled in and handed back."""
    return [one for one in templates.catalogue([templates.builtin_root()]) if one.info.returns]


def blank(found: FoundTemplate) -> dict[str, object]:
    """Return the example as a form is issued: answers dotted, points and levels open."""
    data = found.example()
    for one in found.info.fields:
        answered = bool(one.heading) or one.kind is FieldKind.GRADE
        if answered and one.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST}:
            data[one.name] = [DOTTED]
        elif answered and one.kind is FieldKind.TABLE:
            rows = data[one.name]
            assert isinstance(rows, list)
            data[one.name] = [{**row, "tinh_trang": "", "ghi_chu": ""} for row in rows]
        elif answered:
            data[one.name] = ""
        elif one.kind is FieldKind.YES_NO:
            data[one.name] = True
    return data


def dice(what: str, seed: int) -> random.Random:
    """Return the same throws for the same case, always."""
    return random.Random(f"{what} {seed}")  # noqa: S311 - test data


def cases(count: int) -> Iterator[Case]:
    """Yield `count` different answers to each form."""
    for found in forms():
        template = Template.open(found.path)
        data = blank(found)
        for seed in range(count):
            issued = with_controls(
                template.fill(data, identity=f"hoso:{found.info.kind}:cb:38001234:2025"), found.info
            )
            values = answers(found.info, data, dice(found.info.kind, seed))
            yield Case(info=found.info, issued=issued, values=values, seed=seed)


def answers(info: TemplateInfo, data: Mapping[str, object], rng: random.Random) -> Values:
    """Return invented answers to every field of a form."""
    given: Values = {}
    for one in info.fields:
        if one.name == "han_che":
            given[one.name] = [f"{fault}." for fault in rng.sample(_FAULTS, rng.randint(1, 4))]
        elif one.kind is FieldKind.GRADE:
            given[one.name] = rng.choice([grade.value for grade in GRADES])
        elif one.heading:
            given[one.name] = _answer(one, data, rng)
    return given


def _answer(one: TemplateField, data: Mapping[str, object], rng: random.Random) -> object:
    if one.kind is FieldKind.LEVEL:
        return rng.choice([level.value for level in LEVELS])
    if one.kind is FieldKind.TABLE:
        rows = data[one.name]
        assert isinstance(rows, list)
        return [
            {
                "ma": row["ma"],
                "tinh_trang": rng.choice([status.value for status in STATUS_WORDS]),
                "ghi_chu": f"{rng.choice(_CLAUSES).capitalize()}.",
            }
            for row in rows
        ]
    if one.kind in {FieldKind.PARAGRAPHS, FieldKind.LIST}:
        return [_sentence(rng) for _ in range(rng.randint(1, 3))]
    if "diem" in one.name.split("_"):
        return f"{rng.randint(15, 29)},{rng.choice('05')}"
    return rng.choice(list(LEVELS.values()))


def _sentence(rng: random.Random) -> str:
    first, *rest = rng.sample(_CLAUSES, rng.randint(1, 3))
    return "; ".join([first[0].upper() + first[1:], *rest]) + "."


def with_controls(issued: bytes, info: TemplateInfo) -> bytes:
    """Return the form with every marked region in a content control, as new templates print it."""
    document = docx.Document(io.BytesIO(issued))
    if next(document.element.body.iter(qn("w:sdt")), None) is not None:
        return issued
    labels = {f"hoso_{one.name}": one.label for one in info.fields}
    for number, start in enumerate(list(document.element.body.iter(qn("w:bookmarkStart"))), 5000):
        name = str(start.get(qn("w:name")))
        if name in labels:
            _wrap(start, name, labels[name], number)
    return _saved(document)


def _wrap(start: etree._Element, tag: str, alias: str, number: int) -> None:
    control, properties, content = (
        OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent")
    )
    for name, value in (("alias", alias), ("tag", tag), ("id", str(number))):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    control.append(properties)
    control.append(content)
    inside = [start]
    while inside[-1].tag != qn("w:bookmarkEnd") or inside[-1].get(qn("w:id")) != start.get(
        qn("w:id")
    ):
        following = inside[-1].getnext()
        assert following is not None
        inside.append(following)
    start.addprevious(control)
    for element in inside:
        content.append(element)


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


# -- what people and programs do ----------------------------------------------------------------


def typed(case: Case) -> bytes:
    """Type the answers into the form in Word."""
    return word.answer(case.issued, case.info, case.values)


def _without(*names: str) -> Callable[[Case], bytes]:
    """Return a way that loses elements of these names, keeping what is inside controls."""

    def way(case: Case) -> bytes:
        document = docx.Document(io.BytesIO(typed(case)))
        for name in names:
            for element in list(document.element.body.iter(qn(name))):
                if name == "w:sdt":
                    for child in element.find(qn("w:sdtContent")):
                        element.addprevious(child)
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
        return _saved(document)

    return way


def without_identity(data: bytes) -> bytes:
    """Lose the hidden identity, as a copy into another file does."""
    document = docx.Document(io.BytesIO(data))
    document.core_properties.identifier = ""
    return _saved(document)


def _edited(case: Case) -> bytes:
    """Edit headings and boxes in place; all marks stay."""
    rng = dice(f"edited {case.info.kind}", case.seed)
    document = docx.Document(io.BytesIO(typed(case)))
    headings = {*_headings(case.info)}
    inline = {one.heading for one in case.info.fields if one.kind is FieldKind.TEXT}
    for paragraph in document.paragraphs:
        if paragraph.text in headings - inline and rng.random() < 0.5:
            paragraph.text = sloppy(paragraph.text, rng)
    for element in document.element.body.iter(qn("w:t")):
        element.text = (element.text or "").replace("☒", rng.choice(["☑", "[x]", "✓", "☒", "x"]))
    return _saved(document)


def _typed_below(case: Case) -> bytes:
    """Type all answers below the controls, which stay as they were issued."""
    values = {n: v for n, v in case.values.items() if not _is_text(case.info, n)}
    document = docx.Document(io.BytesIO(word.answer(case.issued, case.info, values)))
    for control in list(document.element.body.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        name = str(tag.get(qn("w:val"))).removeprefix("hoso_") if tag is not None else ""
        if _is_text(case.info, name):
            for words in reversed(case.values[name]):
                paragraph, run, letters = (OxmlElement(f"w:{n}") for n in ("p", "r", "t"))
                letters.text = words
                run.append(letters)
                paragraph.append(run)
                control.addnext(paragraph)
    return _saved(document)


def _is_text(info: TemplateInfo, name: str) -> bool:
    return any(one.name == name and word.takes_text(one) and one.heading for one in info.fields)


def _headings(info: TemplateInfo) -> Iterator[str]:
    yield from (one.heading for one in info.fields if one.heading)
    yield from info.headings


def sloppy(heading: str, rng: random.Random) -> str:
    """Return a heading as somebody retypes it: case, numbering, quotes, tones, a slip, cut short."""
    number = re.match(r"^(?:[IVX]+|[A-Z]|\d)\.\s+|^-\s+", heading)
    mark, words = (number.group(), heading[number.end() :]) if number else ("", heading)
    if len(words) > 90 and rng.random() < 0.4:
        words = re.split(r"[;(]|, ", words)[0] if words.count(" ") < 12 else _first_clauses(words)
    change = rng.randrange(8)
    if change == 0:
        words = words.upper()
    elif change == 1:
        words = _slip(words, rng)
    elif change == 2:
        words = unicodedata.normalize("NFD", words)
    elif change == 3:
        words = words.replace('"', "”").replace("oá", "óa").replace("uỷ", "ủy")
    elif change == 4:
        words = text.fold(words)
    mark = rng.choice([mark, mark, mark.replace(". ", "/ "), mark.replace(". ", "- "), ""])
    return mark + words.rstrip(" .:") + rng.choice([":", ".", "", " :"])


def _first_clauses(words: str) -> str:
    """Return the beginning of a long heading, up to a comma or semicolon after six words."""
    ends = [found.start() for found in re.finditer(r"[;,]", words)]
    return next((words[:end] for end in ends if words[:end].count(" ") >= 5), words)


def _slip(words: str, rng: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=\w)\w(?=\w)", words)]
    at = rng.choice(places)
    return words[:at] + words[at + 1 :]


_TICKS: Final = ("[x] {}", "☑ {}", "{} (x)", "x {}", "✔ {}", "{}: X", "√ {}")


def _retyped(case: Case) -> bytes:
    """Type the whole form anew into an empty document, headings from memory."""
    rng = dice(f"retyped {case.info.kind}", case.seed)
    lines = document_lines(open_package(case.issued, ""))
    sections = locate(lines, case.info)
    answers_here = sections.by_name.values()
    regions = {id(line) for one in answers_here for line in (*one.body, one.heading)}
    document = docx.Document()
    heads = {id(line): heading for heading, line, _ in sections.headings if line is not None}
    for line in lines:
        if id(line) in heads:
            _retype_section(document, heads[id(line)], case, sections, rng)
        elif id(line) not in regions and line.text.strip():
            document.add_paragraph(line.text)
    document.core_properties.identifier = ""
    return _saved(document)


def _retype_section(
    document: Document, heading: str, case: Case, sections: Sections, rng: random.Random
) -> None:
    fields = {one.heading: one for one in case.info.fields if one.heading}
    wanted = fields.get(heading)
    kind = wanted.kind if wanted else None
    value: Any = case.values.get(wanted.name) if wanted else None
    if wanted is None or kind not in {FieldKind.TEXT, FieldKind.NUMBER}:
        run = document.add_paragraph().add_run(sloppy(heading, rng))
        run.bold = rng.random() < 0.5
    if wanted is None:
        return
    if kind in {FieldKind.TEXT, FieldKind.NUMBER}:
        unit = rng.choice(["", " điểm", "/100"]) if str(value)[:1].isdigit() else ""
        document.add_paragraph(f"{heading.rstrip(' :')}: {value}{unit}")
    elif kind is FieldKind.LEVEL:
        _retype_level(document, str(value), rng)
    elif kind is FieldKind.TABLE:
        _retype_remedies(document, value, sections.by_name[wanted.name].body, rng)
    else:
        mark = rng.choice(["- {}", "{1}. {0}", "{}", "+ {}"]) if wanted.name == "han_che" else "{}"
        for number, words in enumerate(value or (), start=1):
            document.add_paragraph(mark.format(words, number))
    for grade in _grades_of(case.info, wanted):
        boxes = [
            f"{'☒' if code == case.values[grade.name] else '☐'} {name}"
            for code, name in GRADES.items()
        ]
        document.add_paragraph("Tự đánh giá về cấp độ thực hiện:")
        document.add_paragraph("   ".join(boxes))


def _grades_of(info: TemplateInfo, above: TemplateField) -> Iterator[TemplateField]:
    """Yield the grades that stand under an answer: those declared right after it."""
    after = info.fields[info.fields.index(above) + 1 :]
    if after and after[0].kind is FieldKind.GRADE:
        yield after[0]


def _retype_level(document: Document, value: str, rng: random.Random) -> None:
    names = {level.value: name for level, name in LEVELS.items()}
    style = rng.randrange(5)
    for code, name in names.items():
        chosen = code == value
        if style == 0:
            document.add_paragraph(rng.choice(_TICKS).format(name) if chosen else name)
        elif style == 1 and chosen:
            document.add_paragraph(name)
        elif style == 2:
            document.add_paragraph().add_run(name).font.strike = not chosen
        elif style == 3:
            run = document.add_paragraph().add_run(f"- {name}")
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW if chosen else None
        elif style == 4:
            document.add_paragraph(f"{'☒' if chosen else '☐'} {name.upper()}")


def _retype_remedies(
    document: Document, rows: list[dict[str, str]], printed: list[Line], rng: random.Random
) -> None:
    from hoso.word._remedies import entries

    known = {entry.code: entry.text for entry in entries(printed)}
    names = {status.value: name for status, name in STATUS_WORDS.items()}
    table = document.add_table(0, 3) if rng.random() < 0.5 and rows else None
    for number, row in enumerate(rows, start=1):
        code = f" ({row['ma']})"
        if table is None:
            fault = f"{number}. {known[row['ma']]}{code}: {names[row['tinh_trang']]}"
            document.add_paragraph(fault)
            document.add_paragraph(row["ghi_chu"])
            continue
        cells = table.add_row().cells
        without_code = rng.random() < 0.3
        cells[0].text = known[row["ma"]] + ("" if without_code else code)
        cells[1].text, cells[2].text = names[row["tinh_trang"]].capitalize(), row["ghi_chu"]


def _lost_identity(case: Case) -> bytes:
    return without_identity(typed(case))


WAYS: Final[Mapping[str, Callable[[Case], bytes]]] = {
    "gõ vào biểu mẫu": typed,
    "mất thẻ của khung": _without("w:tag"),
    "mất dấu ẩn": _without("w:bookmarkStart", "w:bookmarkEnd"),
    "mất khung": _without("w:sdt"),
    "mất khung và dấu ẩn": _without("w:sdt", "w:bookmarkStart", "w:bookmarkEnd"),
    "mất định danh": _lost_identity,
    "sửa tiêu đề, đổi dấu chọn": _edited,
    "gõ bên dưới khung": _typed_below,
    "gõ lại cả bản": _retyped,
}
OFFICE_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "LibreOffice: docx → docx": ("docx",),
    "LibreOffice: docx → odt → docx": ("odt", "docx"),
    "LibreOffice: docx → doc → docx": ("doc", "docx"),
    "LibreOffice: docx → rtf → docx": ("rtf", "docx"),
}


# -- how right it is read ------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """Counts of fields: read right, asked about, wrong without a question."""

    right: int = 0
    asked: int = 0
    wrong: int = 0

    @property
    def fields(self) -> int:
        """Return how many fields were measured."""
        return self.right + self.asked + self.wrong

    def add(self, case: Case, form: ReturnedForm) -> list[str]:
        """Count one form; return what was not read right."""
        asked = {question.name.partition(".")[0] for question in form.questions}
        missed = []
        for name, value in case.values.items():
            if same(value, form.values.get(name)):
                self.right += 1
                continue
            self.asked += name in asked
            self.wrong += name not in asked
            missed.append(f"{case.info.kind}/{case.seed} {name}: {value} ≠ {form.values.get(name)}")
        return missed


def same(given: object, read: object) -> bool:
    """Return whether a value came back as it was given."""
    if isinstance(given, list) and given and isinstance(given[0], dict):
        rows = read if isinstance(read, list) else []
        return [_row(row) for row in given] == [_row(row) for row in rows]
    if isinstance(given, list):
        return isinstance(read, list) and [text.squeeze(one) for one in given] == [
            text.squeeze(str(one)) for one in read
        ]
    return given == read


def _row(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["ma"], row["tinh_trang"], text.squeeze(row.get("ghi_chu", ""))


def measure(way: Callable[[Case], bytes], every: list[Case]) -> tuple[Score, list[str]]:
    """Return how right the forms are read that came back this way, and what was not."""
    score, missed = Score(), []
    for case in every:
        form = word.read_back(way(case), case.info, issued=case.issued)
        missed += score.add(case, form)
    return score, missed


def office_way(steps: tuple[str, ...], every: list[Case], folder: Path) -> dict[int, bytes]:
    """Return each case's typed form after LibreOffice opened and saved it, step by step."""
    source, ending = folder / "go", "docx"
    source.mkdir(parents=True)
    for number, case in enumerate(every):
        (source / f"f{number:03d}.docx").write_bytes(typed(case))
    for turn, step in enumerate(steps):
        files = sorted(source.glob(f"*.{ending}"))
        out = folder / f"{turn}"
        resaved(files, step, out)
        source, ending = out, step
    return {n: (source / f"f{n:03d}.docx").read_bytes() for n in range(len(every))}


def resaved(files: Sequence[Path], ending: str, out: Path) -> list[Path]:
    """Return the files as LibreOffice saves them; fail when one is missing, hang on none.

    Without files the program would wait for a user for ever; its own child is ended with it.
    """
    assert files, f"nothing to save as .{ending}"
    profile = f"-env:UserInstallation={(out.parent / f'lo-{out.name}').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out)]
    process = subprocess.Popen(  # noqa: S603 - fixed program
        [*command, *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=300)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    made = [out / f"{path.stem}.{ending}" for path in files]
    missing = [path.name for path in made if not path.is_file()]
    assert not missing, f"LibreOffice ({process.returncode}) did not save {missing}: {said!r}"
    return made
