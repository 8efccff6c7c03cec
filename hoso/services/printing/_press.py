"""Word files made PDF/A-2b with fonts that draw every letter, and what to know about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hoso import office, pdf, text, word
from hoso.errors import Problem, UnreadableFileError
from hoso.model.watch import Tick
from hoso.office import Office

_LETTERS = "".join(sorted(text.ALPHABET))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a batch gave: name → PDF, what is worth knowing, and the files that could not be made."""

    made: Mapping[str, bytes]
    notices: tuple[Problem, ...]
    failed: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Fonts:
    """Family asked for → families that LibreOffice drew the alphabet with."""

    drawn: Mapping[str, frozenset[str]]

    @property
    def mixed(self) -> tuple[str, ...]:
        """Return the families that lack letters, so that another one was mixed in."""
        return tuple(family for family, drawn in self.drawn.items() if len(drawn) != 1)


def press(program: Office, files: Mapping[str, bytes], tick: Tick) -> Pressed:
    """Return the Word files `files` (name → bytes) as PDF/A-2b.

    One process makes them all, and a page of letters for each font that they ask for. Only when a
    font lacks letters, a second one makes those files again with a font that has them.
    """
    asked, failed = _asked(files)
    good = {name: files[name] for name in asked}
    wanted = frozenset().union(*asked.values())
    done = program.convert({**good, **_samples(wanted)}, office.PDF_A, tick)
    seen = _seen(done.made, wanted)
    stand_ins = _stand_ins(program, seen.mixed)
    again = {name: data for name, data in good.items() if asked[name] & stand_ins.keys()}
    made = {name: done.made[name] for name in good if name in done.made}
    if again:
        better = replace(program, replacements=stand_ins).convert(again, office.PDF_A)
        made |= better.made
    drawn = {**seen.drawn, **{family: frozenset({one}) for family, one in stand_ins.items()}}
    notices = [*_replaced(drawn), *_looked_at(good, made, asked, drawn)]
    problems = (problem for problem in done.problems if problem.where in good)
    return Pressed(made=made, notices=tuple(notices), failed=(*failed, *problems))


def _asked(files: Mapping[str, bytes]) -> tuple[dict[str, frozenset[str]], list[Problem]]:
    """Return the fonts that each file asks for (only .docx says so), and the unreadable ones."""
    asked: dict[str, frozenset[str]] = {}
    failed: list[Problem] = []
    for name, data in files.items():
        try:
            is_docx = name.lower().endswith(".docx")
            asked[name] = word.families(data, name) if is_docx else frozenset()
        except UnreadableFileError as error:
            failed.append(Problem(code="I001", where=name, message=error.message))
    return asked, failed


def _samples(families: Iterable[str]) -> dict[str, bytes]:
    return {_sample_name(family): office.sample(family, _LETTERS) for family in sorted(families)}


def _sample_name(family: str) -> str:
    return f"phông\N{NULL}{family}.rtf"  # no file is called so


def _seen(made: Mapping[str, bytes], families: Iterable[str]) -> _Fonts:
    return _Fonts(
        {
            family: _drawing(made[name], name)
            for family in sorted(families)
            if (name := _sample_name(family)) in made
        }
    )


def _drawing(data: bytes, name: str) -> frozenset[str]:
    """Return the families that draw words in a PDF."""
    return frozenset(font.family for font in pdf.fonts(data, name) if font.draws_words)


def _stand_ins(program: Office, mixed: Iterable[str]) -> dict[str, str]:
    """Return for each family that lacks letters the nearest one here that has them all."""
    choices = {family: office.stand_ins(family) for family in mixed}
    tried = {one for many in choices.values() for one in many}
    seen = (
        _seen(program.convert(_samples(tried), office.PDF_A).made, tried) if tried else _Fonts({})
    )
    found = {
        family: next((one for one in many if _is_itself(one, seen.drawn.get(one))), None)
        for family, many in choices.items()
    }
    return {family: one for family, one in found.items() if one}


def _is_itself(family: str, drawn: frozenset[str] | None) -> bool:
    return {office.key(one) for one in drawn or ()} == {office.key(family)}


def _replaced(drawn: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield a notice for each family whose stand-in takes other room or still mixes."""
    for family, found in drawn.items():
        names = ", ".join(sorted(found))
        if len(found) > 1:
            said = (
                f"phông chữ {family} trên máy này thiếu chữ tiếng Việt, nên có chữ bị thay bằng phông "
                f"khác ({names}). {_advice(family)}"
            )
            yield Problem(code="I002", where=family, message=said, warning=True)
        elif not all(office.has_equal_widths(family, one) for one in found):
            said = (
                f"máy này không có phông chữ {family} đủ chữ tiếng Việt nên dùng {names}; chỗ xuống "
                f"dòng và số trang có thể khác bản Word. {_advice(family)}"
            )
            yield Problem(code="I003", where=family, message=said, warning=True)


def _advice(family: str) -> str:
    """Return what to install, or to do, so that `family` comes out as meant."""
    package = office.package(family)
    if package is None:
        return f"Hãy cài phông chữ {family}, hoặc dùng Times New Roman cho cả văn bản."
    return f"Debian, Ubuntu: cài gói {package}; Windows, macOS: cài phông chữ {family}."


def _looked_at(
    files: Mapping[str, bytes],
    made: Mapping[str, bytes],
    asked: Mapping[str, frozenset[str]],
    drawn: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """Yield what is wrong with each PDF: its marks, foreign fonts, words that got lost."""
    for name, data in made.items():
        yield from (replace(one, warning=True) for one in pdf.archival(data, name))
        known = {office.key(o) for family in asked[name] for o in drawn.get(family, ())}
        strange = sorted(one for one in _drawing(data, name) if office.key(one) not in known)
        if known and strange:
            said = (
                f"{name}: có chữ in bằng phông khác ({', '.join(strange)}) lẫn trong phông của văn "
                "bản. Hãy xem lại các trang, hoặc cài phông chữ mà văn bản dùng."
            )
            yield Problem(code="I004", where=name, message=said, warning=True)
        if name.lower().endswith(".docx") and (lost := _lost(files[name], data, name)):
            said = f"{name}: bản PDF thiếu {len(lost)} chữ của bản Word, trước hết là «{lost[0]}»."
            yield Problem(code="I005", where=name, message=said, warning=True)


def _lost(source: bytes, made: bytes, name: str) -> list[str]:
    """Return the words of the Word file that no page of the PDF shows."""
    shown = _solid(pdf.text_of(made, name))
    words = dict.fromkeys(word.text_of(source, name).split())
    return [one for one in words if _solid(one) not in shown]


def _solid(words: str) -> str:
    """Return text without blanks and hyphens, which a line break may add or take."""
    return (
        text.squeeze(words).replace(" ", "").replace("-", "").replace("\N{NON-BREAKING HYPHEN}", "")
    )
