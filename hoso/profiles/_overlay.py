"""Overlays (lớp phủ): an authority's own deadlines, parameters, points over a regime's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hoso import rules
from hoso.errors import DataFieldError, Problem
from hoso.model.base import replaced
from hoso.model.profile import Overlay, Regime, Scalar
from hoso.profiles._read import of_user, parse
from hoso.profiles._scores import overlay_flaws
from hoso.text import nearest

# Deadlines that a regime or an authority may set.
DEADLINES = (
    "kiem_diem",
    "kiem_diem_dac_thu",
    "bao_cao",
    "ho_so_len_tren",
    "bao_cao_bo_chinh_tri",
)


def day(deadline: str, year: int) -> date:
    """Return the date of `MM-DD` in the review year, of `+1:MM-DD` in the next; ValueError if none."""
    match = re.fullmatch(r"(\+1:)?(\d\d)-(\d\d)", deadline)
    if match is None:
        raise ValueError(deadline)
    return date(year + (1 if match[1] else 0), int(match[2]), int(match[3]))


def applied(regime: Regime, path: Path) -> Regime:
    """Return `regime` with the overlay at `path` laid over it, named among its references.

    Raise NotFoundError or UnreadableFileError for the file, DataFieldError listing each value that
    an authority may not decide.
    """
    data = of_user(path, "lớp phủ")
    overlay = parse(data, Overlay, path.name)
    _require_lawful(regime, overlay, path)
    by = "" if overlay.decided_by in overlay.reference else f" của {overlay.decided_by}"
    reference = overlay.reference + by
    return replaced(
        regime,
        deadlines={**regime.deadlines, **overlay.deadlines},
        parameters={**regime.parameters, **overlay.parameters},
        splits=overlay.splits,
        local_reference=reference,
        overlay_digest=hashlib.sha256(data).hexdigest(),
        references=(*regime.references, reference),
    )


def overlay_regime(path: Path) -> str:
    """Return the code of the regime that the overlay at `path` says it is for.

    Raise NotFoundError or UnreadableFileError for the file.
    """
    return parse(of_user(path, "lớp phủ"), Overlay, path.name).regime


def _require_lawful(regime: Regime, overlay: Overlay, path: Path) -> None:
    problems = tuple(_flaws(regime, overlay))
    if problems:
        words = " ".join(one.message for one in problems)
        raise DataFieldError(
            f"{path.name}: {len(problems)} chỗ lớp phủ không được đặt: {words}",
            where=str(path),
            problems=problems,
        )


def _flaws(regime: Regime, overlay: Overlay) -> Iterator[Problem]:
    if overlay.regime != regime.code:
        yield _flaw("che_do", f"Lớp phủ dành cho {overlay.regime}, không phải {regime.code}.")
    for label, said in (("nguoi_quyet_dinh", overlay.decided_by), ("can_cu", overlay.reference)):
        if not said.strip():
            yield _flaw(label, f"Trường {label} phải ghi ai quyết định, theo văn bản nào.")
    for name, deadline in overlay.deadlines.items():
        yield from _deadline_flaws(regime, name, deadline)
    for name, value in overlay.parameters.items():
        yield from _parameter_flaws(regime, name, value)
    for where, words in rules.ballot_flaws(overlay.parameters):
        yield _flaw(where, words)
    yield from _undecided(regime, overlay)
    for where, words in overlay_flaws(regime.code, overlay.splits):
        yield _flaw(where, words)


def _deadline_flaws(regime: Regime, name: str, deadline: str) -> Iterator[Problem]:
    if name not in DEADLINES:
        yield _unknown("thời hạn", name, DEADLINES)
        return
    try:
        wanted = day(deadline, 2025)
    except ValueError:
        yield _flaw(name, f"Thời hạn {name} «{deadline}» phải có dạng MM-DD hoặc +1:MM-DD.")
        return
    national = regime.deadlines.get(name)
    if national and wanted > day(national, 2025):
        yield _flaw(name, f"Thời hạn {name} «{deadline}» sau hạn của Trung ương «{national}».")


def _parameter_flaws(regime: Regime, name: str, value: Scalar | list[Scalar]) -> Iterator[Problem]:
    if name not in regime.parameters:
        yield _unknown("tham số", name, tuple(regime.parameters))
        return
    base = regime.parameters[name]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # An empty text stands for what nobody has decided yet: any value may fill it.
    if base != "" and _sort(base) != _sort(value):
        yield _flaw(name, f"Tham số {name} phải là {_sort(base)}, không phải {_sort(value)}.")
    elif name in regime.bounds and not is_number:
        yield _flaw(name, f"Tham số {name} phải là số, không phải {_sort(value)}.")
    elif name in regime.bounds and isinstance(value, int | float):
        low, high = regime.bounds[name]
        if not low <= value <= high:
            yield _flaw(name, f"Tham số {name} = {value} phải trong khoảng {low:g}–{high:g}.")


def _undecided(regime: Regime, overlay: Overlay) -> Iterator[Problem]:
    """Yield each value beyond what the law allows without a decision, when none is named."""
    for name, (most, decision) in regime.by_decision.items():
        value = overlay.parameters.get(name)
        named = str(overlay.parameters.get(decision, "")).strip()
        if isinstance(value, int | float) and value > most and not named:
            yield _flaw(
                name,
                f"Tham số {name} = {value} vượt {most:g}: phải ghi {decision} là quyết định nào, "
                "vì thành tích nổi trội gì.",
            )


def _sort(value: Scalar | list[Scalar]) -> str:
    if isinstance(value, bool):
        return "có/không"
    if isinstance(value, list):
        return "danh sách"
    return "chữ" if isinstance(value, str) else "số"


def _unknown(label: str, name: str, known: tuple[str, ...]) -> Problem:
    near = nearest(name, known)
    hint = f" Ý bạn là «{near}»?" if near else f" Có: {', '.join(known)}."
    return _flaw(name, f"Không có {label} «{name}».{hint}")


def _flaw(where: str, message: str) -> Problem:
    return Problem(code="LOP_PHU", where=where, message=message)
