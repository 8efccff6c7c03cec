"""Templates: what there is, and whether each can be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hoso import profiles, templates, word
from hoso.errors import NotFoundError, Problem, TemplateBrokenError
from hoso.services import commenting, inbox
from hoso.services.commenting import Noted
from hoso.templates import FoundTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One template and all that is wrong with it; `path` is None when not even that is known."""

    name: str
    path: Path | None
    problems: tuple[Problem, ...]
    found: FoundTemplate | None = None
    example: Mapping[str, object] | None = None


def listing(roots: Sequence[Path]) -> tuple[FoundTemplate, ...]:
    """Return every template, the office's own before the built-in one of the same kind."""
    return templates.catalogue(roots)


def get(kind: str, roots: Sequence[Path]) -> FoundTemplate:
    """Return the template of `kind`."""
    return templates.find(kind, roots)


def check(roots: Sequence[Path], which: str | None = None) -> tuple[Checked, ...]:
    """Return every template, the one of a kind, or a Word file, with all that is wrong, at once.

    Raises NotFoundError for a kind or file that is not there, UnreadableFileError for a file that
    is no sound .docx.
    """
    if which is None:
        return tuple(_either(kind, found) for kind, found in templates.each(roots))
    if which.lower().endswith((".docx", ".docm", ".doc")):
        return (_file(Path(which)),)
    try:
        return (_checked(templates.find(which, roots)),)
    except TemplateBrokenError as error:
        return (_either(which, error),)


def comment(found: Sequence[Checked], out: Path) -> tuple[Path, ...]:
    """Write what is wrong into copies of the templates: one at `out`, several into a folder."""
    files = [
        Noted(
            name=f"{one.name}.docx",
            data=inbox.read(one.path),
            notes=word.template_notes(one.path, one.found.info if one.found else None, one.example),
        )
        for one in found
        if one.path is not None
    ]
    return commenting.copies(files, out, folder=len(found) > 1)


def _either(kind: str, found: FoundTemplate | TemplateBrokenError) -> Checked:
    if isinstance(found, TemplateBrokenError):
        return Checked(name=kind, path=None, problems=(_broken("M008", found),))
    return _checked(found)


def _broken(code: str, error: TemplateBrokenError) -> Problem:
    return Problem(code=code, where=error.where, message=error.message)


def _file(path: Path) -> Checked:
    """Return what is wrong with a Word file, with the fields that a `mau.toml` beside it declares."""
    if not path.is_file():
        raise NotFoundError(f"Không có tệp mẫu {path}. Hãy xem lại đường dẫn.", where=str(path))
    try:
        found = templates.at(path)
    except TemplateBrokenError as error:
        problems = (_broken("M008", error), *word.check_template(path, None))
        return Checked(name=path.stem, path=path, problems=problems)
    if found is not None:
        return replace(_checked(found), name=path.stem)
    return Checked(name=path.stem, path=path, problems=word.check_template(path, None))


def _checked(found: FoundTemplate) -> Checked:
    try:
        example: Mapping[str, object] | None = found.example()
        flaws: tuple[Problem, ...] = ()
    except TemplateBrokenError as error:
        example, flaws = None, (_broken("M009", error),)
    problems = (*word.check_template(found.path, found.info, example), *flaws)
    if example is not None and not any(not one.warning for one in problems):
        problems += tuple(_layout(found, example))
    return Checked(
        name=found.info.kind, path=found.path, problems=problems, found=found, example=example
    )


def _layout(found: FoundTemplate, example: Mapping[str, object]) -> Iterator[Problem]:
    """Yield where the filled example departs from the layout of its own date, as warnings."""
    data = word.Template.open(found.path).fill(example)
    _, day = word.printed_day(data)
    rules = profiles.layout(day) if day else profiles.layouts()[-1]
    for one in word.lint(data, rules, name=found.info.kind):
        where = f"{found.path}, bản ví dụ, {one.where}"
        yield replace(one, where=where, warning=True)
