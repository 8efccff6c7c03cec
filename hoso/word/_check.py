"""Proof-reading a template before anyone uses it: every mistake at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hoso.errors import HosoError, Problem
from hoso.model.template import FieldKind, TemplateField, TemplateInfo
from hoso.text import nearest
from hoso.word._compile import Environment
from hoso.word._fill import STORIES, Template, read_file
from hoso.word._names import Reads, reads
from hoso.word._package import open_package
from hoso.word._proof import Flaw, Part

TEMPLATE_CODES = {
    "M001": "sai cú pháp",
    "M002": "tên không trường nào cung cấp",
    "M003": "trường khai báo mà không in",
    "M004": "đánh số tự động trong vòng lặp",
    "M005": "lệnh {%p %}, {%tr %} làm mất hoặc xé đoạn",
    "M006": "không lập được bản ví dụ",
    "M007": "lệnh không an toàn",
    "M008": "mau.toml không đọc được",
    "M009": "vi_du.toml không khớp với các trường",
}
_FATAL = frozenset({"M001", "M002", "M005", "M007"})  # a trial would only say the same again
Example = Mapping[str, object]


def check_template(
    path: Path, info: TemplateInfo | None, example: Example | None = None
) -> tuple[Problem, ...]:
    """Return all that is wrong with the template at `path`.

    M001 syntax, M002 a name that no field provides, M003 a field printed nowhere (warning),
    M004 Word's automatic numbering inside a loop (it would not restart), M005 text lost beside a
    `{%p`, `{%tr`, `{%tc` tag or a block torn between levels, M006 the `example` cannot be filled
    in, M007 an unsafe construct, M009 the example lacks a field or has one too many. Without
    `info` names are not judged, without `example` nothing is tried. Raises UnreadableFileError
    when the file is no sound .docx.
    """
    return tuple(flaw.problem for flaw in _flaws(path, info, example))


def template_notes(
    path: Path, info: TemplateInfo | None, example: Example | None = None
) -> tuple[tuple[int, str], ...]:
    """Return (number of the paragraph, words) of every mistake, for comments at the place."""
    return tuple((max(flaw.number, 1), _words(flaw)) for flaw in _flaws(path, info, example))


def _words(flaw: Flaw) -> str:
    where = "" if flaw.number else f"{flaw.problem.where}: "
    return f"{flaw.problem.code}: {where}{flaw.problem.message}"


def _flaws(path: Path, info: TemplateInfo | None, example: Example | None) -> list[Flaw]:
    package = open_package(read_file(path), str(path))
    parts = [Part(package, name) for name in package.stories(*STORIES)]
    flaws = [flaw for part in parts for flaw in part.flaws()]
    if info is not None and not any(flaw.problem.code == "M001" for flaw in flaws):
        flaws += _names(str(path), info, parts)
    if info is not None and example is not None:
        flaws += _example_fields(path, info, example)
    if example is not None and not any(flaw.problem.code in _FATAL for flaw in flaws):
        flaws += _trial(path, parts, example)
    return flaws


def _names(file: str, info: TemplateInfo, parts: Sequence[Part]) -> Iterator[Flaw]:
    found = Reads()
    for part in parts:
        read = reads(Environment().parse(part.source))
        found.names |= read.names
        found.whole |= read.whole
    provided = {name for one in info.fields for name in _provided(one)}
    for name in sorted(found.names - provided):
        choice = nearest(name, sorted(provided))
        hint = f"; ý bạn là «{choice}»?" if choice else "; hãy khai báo trường này trong mau.toml"
        words = f"mẫu in «{name}» nhưng không trường nào cung cấp{hint}"
        yield _placed(file, name, words, parts)
    for one in info.fields:
        for name in _declared(one):
            if not found.covers(name):
                words = f"trường «{name}» được khai báo nhưng mẫu không in ở đâu"
                yield Flaw(Problem(code="M003", where=file, message=words, warning=True), 0)


def _placed(file: str, name: str, words: str, parts: Sequence[Part]) -> Flaw:
    """Return that `name` is unknown, at the first tag that reads it."""
    last = name.replace("[]", "").rpartition(".")[2]
    for part in parts:
        if (place := part.holding(last)) is not None:
            return part.flaw("M002", place, words, last)
    return Flaw(Problem(code="M002", where=file, message=words), 0)


def _provided(one: TemplateField, base: str = "") -> Iterator[str]:
    """Yield every name that a field lets a template read."""
    name = base + one.name
    yield name
    if one.kind in {FieldKind.LIST, FieldKind.PARAGRAPHS, FieldKind.TABLE}:
        yield f"{name}[]"
    joint = f"{name}[]." if one.kind is FieldKind.TABLE else f"{name}."
    for column in one.columns:
        yield from _provided(column, joint)


def _declared(one: TemplateField, base: str = "") -> Iterator[str]:
    """Yield what the template should print: a field, or each column of a table or group."""
    name = base + one.name
    if not one.columns:
        yield name
    joint = f"{name}[]." if one.kind is FieldKind.TABLE else f"{name}."
    for column in one.columns:
        yield from _declared(column, joint)


def _example_fields(path: Path, info: TemplateInfo, example: Example) -> Iterator[Flaw]:
    """Yield fields that the example does not give, and names in it that are no field."""
    fields = {one.name for one in info.fields}
    where = str(path.with_name("vi_du.toml"))
    for name in sorted(fields - set(example)):
        words = f"bản ví dụ không có trường «{name}»"
        yield Flaw(Problem(code="M009", where=where, message=words), 0)
    for name in sorted(set(example) - fields):
        near = nearest(name, sorted(fields))
        hint = f"; ý bạn là «{near}»?" if near else ""
        words = f"bản ví dụ có «{name}» mà mau.toml không khai báo{hint}"
        yield Flaw(Problem(code="M009", where=where, message=words), 0)


def _trial(path: Path, parts: Sequence[Part], example: Example) -> Iterator[Flaw]:
    """Yield why the example cannot be filled in, at the paragraph that the refusal names."""
    try:
        Template.open(path).fill(example)
    except HosoError as error:
        words = f"không lập được bản ví dụ: {error.message}"
        place = error.where.rpartition("đoạn «")[2].removesuffix("»")
        if place and place != error.where:
            yield parts[0].flaw("M006", place, words)
        else:
            yield Flaw(Problem(code="M006", where=error.where or str(path), message=words), 0)
