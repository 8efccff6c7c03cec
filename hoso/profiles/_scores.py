"""Score sheets (bảng chấm điểm): criteria as released data, points as an overlay splits them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files

from hoso.errors import NotFoundError
from hoso.model.base import replaced
from hoso.model.profile import Regime
from hoso.model.scores import CriteriaGroup, Criterion, ScoreSheet, ScoreSheets, Split
from hoso.profiles._read import parse
from hoso.rules import Points, split_flaws
from hoso.text import nearest


@cache
def _released() -> tuple[ScoreSheets, ...]:
    folder = files("hoso.profiles").joinpath("bang_diem")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    return tuple(
        parse(folder.joinpath(name).read_bytes(), ScoreSheets, f"bang_diem/{name}")
        for name in names
    )


def score_sheets(regime: str) -> tuple[ScoreSheet, ...]:
    """Return the sheets that a regime prescribes, and those that no regime does."""
    return tuple(s for one in _released() if one.regime in {regime, ""} for s in one.sheets)


def score_sheet(regime: Regime, subject: str) -> ScoreSheet:
    """Return the sheet for `tap_the` or a category of members, or the one of that code.

    It holds the criteria that an authority added; raise NotFoundError when there is none.
    """
    known = score_sheets(regime.code)
    for sheet in known:
        if subject == sheet.code or subject in sheet.subjects:
            return _detailed(sheet, split_of(regime, sheet))
    raise NotFoundError(
        f"{regime.title} không có bảng chấm điểm cho «{subject}». "
        f"Có: {', '.join(sheet.code for sheet in known)}.",
        where=subject,
    )


def split_of(regime: Regime, sheet: ScoreSheet) -> Split:
    """Return how the points of a sheet are split in the regime's overlay; no points when not yet."""
    found = (one for one in regime.splits if one.sheet == sheet.code)
    return next(found, Split(sheet=sheet.code, points={}))


def _detailed(sheet: ScoreSheet, split: Split) -> ScoreSheet:
    """Return a sheet with the parts that an authority named, each below its criterion."""
    return replaced(sheet, criteria=tuple(_with_parts(sheet, split)))


def _with_parts(sheet: ScoreSheet, split: Split) -> Iterator[Criterion]:
    wholes = [one for one in sheet.criteria if not one.of]
    for whole in wholes:
        yield whole
        yield from (one for one in sheet.criteria if one.of == whole.code)
        for part in split.details:
            if part.of == whole.code:
                yield Criterion(code=part.code, group=whole.group, text=part.text, of=part.of)


def group_points(sheet: ScoreSheet, group: CriteriaGroup, split: Split) -> tuple[Points, ...]:
    """Return the most points of each criterion of a group under a split."""
    said = {**split.points, **{part.code: part.points for part in split.details}}
    return tuple(
        Points(one.code, one.of, Decimal(str(said[one.code])) if one.code in said else None)
        for one in sheet.of_group(group.code)
    )


def overlay_flaws(regime: str, splits: tuple[Split, ...]) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong) of the splits of an overlay: all that does not add up."""
    known = {sheet.code: sheet for sheet in score_sheets(regime)}
    names = [split.sheet for split in splits]
    for place, split in enumerate(splits):
        where = f"chia_diem.{split.sheet}"
        if split.sheet not in known:
            yield where, f"Không có bảng điểm «{split.sheet}».{_hint(split.sheet, list(known))}"
        elif split.sheet in names[:place]:
            yield where, f"Bảng điểm {split.sheet} chia hai lần."
        else:
            yield from ((where, words) for words in _flaws(known[split.sheet], split))


def _flaws(sheet: ScoreSheet, split: Split) -> Iterator[str]:
    whole = _detailed(sheet, split)
    codes = [one.code for one in whole.criteria]
    wholes = [one.code for one in sheet.criteria if not one.of]
    for code in split.points:
        if code not in codes:
            yield f"Bảng {sheet.code} không có tiêu chí «{code}».{_hint(code, codes)}"
    for part in split.details:
        if part.of not in wholes:
            yield f"Bảng {sheet.code}: {part.code} thuộc «{part.of}».{_hint(part.of, wholes)}"
    for group in whole.groups:
        rows = group_points(whole, group, split)
        for words in split_flaws(rows, Decimal(group.maximum), group.title):
            yield f"Bảng {sheet.code}, {words}."


def _hint(word: str, known: list[str]) -> str:
    near = nearest(word, known)
    return f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(known)}."
