"""What the papers of a year say: kinds, days, what is lacking, the levels that lists give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hoso import text
from hoso.facts import Facts, known
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Level
from hoso.services.check._held import Held
from hoso.services.check._year import Values, Year
from hoso.services.dossiers import Presence, Seen, judge_line
from hoso.services.papers import is_form
from hoso.statistics import MEMBER_LABELS

# Kinds of papers that come from elsewhere (`hoso attach --kind`).
RESIDENCE = "nhan_xet_noi_cu_tru"
TEMPORARY_CELL = "nhan_xet_noi_tam_thoi"
FORMER_CELL = "nhan_xet_noi_cu"
COMMENTS = ("van_ban_gop_y", "y_kien_gop_y")
COMPLAINTS = ("khieu_nai", "don_thu")
SUGGESTION = "goi_y_kiem_diem"
_EXEMPT = "cu_tru.mien_nhan_xet"  # special cases are named

# Kind of paper → (table with persons, table with bodies, column of the level).
_LISTS = {
    "quyet_dinh_cong_nhan": ("dang_vien", "to_chuc", "muc"),
    "thong_bao_ket_qua": ("ket_qua", "ket_qua_tap_the", "muc"),
    "tong_hop_ket_qua": ("hang", "", "cap_quyet_dinh"),
}
_LIST_NAMES = {
    "quyet_dinh_cong_nhan": "quyết định",
    "thong_bao_ket_qua": "thông báo",
    "tong_hop_ket_qua": "tổng hợp",
}
# Row of the summary's figures → the levels that it counts.
_TOTALS = {
    "rated": tuple(Level),
    "good_or_better": (Level.EXCELLENT, Level.GOOD),
    "excellent": (Level.EXCELLENT,),
    "done": (Level.DONE,),
    "failed": (Level.FAILED,),
}


def kinds_of(one: Held) -> tuple[str, ...]:
    """Return the kinds of papers in a subject's dossier; a form counts when it came back."""
    return tuple(dict.fromkeys(paper.kind for paper in one.papers if _counts(paper)))


def _counts(paper: Provenance) -> bool:
    if paper.awaits_return:
        return is_form(paper)
    return paper.status is not DocumentStatus.WITHDRAWN


def lacking(year: Year, one: Held) -> tuple[str, ...] | None:
    """Return the titles of what the dossier must still hold; None where no list says what it must.

    Papers about several subjects lie with the organisation, or with the one above that decided.
    What only some dossiers have, and the comment of the residence, is asked about by itself.
    """
    member = one.candidate.person is not None
    subject = "ca_nhan" if member else "tap_the"
    items = [
        item
        for item in year.regime.dossier
        if item.subject == subject and RESIDENCE not in item.kinds
    ]
    if not items:
        return None
    codes = year.above(one.candidate.body)
    around = [year.known[code] for code in codes if code in year.known]
    kinds = dict.fromkeys(kind for each in (one, *around) for kind in kinds_of(each))
    seen = Seen(member=member, papers=tuple((kind, kind) for kind in kinds))
    return tuple(item.title for item in items if judge_line(item, seen)[0] is Presence.LACKING)


def present(one: Held) -> Facts:
    """Return which papers that only some dossiers have are there."""
    kinds = set(kinds_of(one))
    comments, complaints = not kinds.isdisjoint(COMMENTS), not kinds.isdisjoint(COMPLAINTS)
    return {
        "goi_y.co_van_ban": SUGGESTION in kinds,
        **known(
            {
                "goi_y.co": SUGGESTION in kinds or None,
                "cu_tru.co_nhan_xet": RESIDENCE in kinds or None,
                "gop_y.co": comments or None,
                "gop_y.co_van_ban": comments or None,
                "khieu_nai.co": complaints or None,
                "khieu_nai.co_van_ban": complaints or None,
                "tam_thoi.ngay_nhan_xet": one.day_of(TEMPORARY_CELL),
                "chuyen_den.co_nhan_xet": FORMER_CELL in kinds or None,
            }
        ),
    }


def absent(year: Year) -> Facts:
    """Return what a year followed here did not have, as far as its papers go.

    The archive is where such papers lie: what has none was not, unless somebody says otherwise.
    """
    names = ("goi_y.co", "gop_y.co", "khieu_nai.co", "kiem_diem.phai_lam_lai", _EXEMPT)
    return dict.fromkeys(names, False) if year.followed_here else {}


class Lists:
    """Danh sách: the levels that decisions, notices and summaries give, by subject and paper."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._codes = {text.fold(name): Level(code) for code, name in year.regime.levels.items()}
        self._levels: dict[str, dict[str, Level]] = {}
        self._flaws: dict[str, tuple[str, ...]] = {}
        self._by_name = _unique(year.held)
        for one in (*year.collectives.values(), *year.upper):
            self._read(one)

    def of(self, one: Held) -> Mapping[str, Level]:
        """Return the level that each paper gives a subject, by the paper's name."""
        return self._levels.get(one.candidate.dossier, {})

    def flaws_of_totals(self, one: Held) -> tuple[str, ...]:
        """Return where the figures of a summary differ from the levels in its own list."""
        return self._flaws.get(one.candidate.dossier, ())

    def _read(self, one: Held) -> None:
        for kind, (persons, bodies, column) in _LISTS.items():
            paper = next((p for p in reversed(one.live) if p.kind == kind), None)
            data = self._year.data(one, paper) if paper else None
            if data is None:
                continue
            name = f"{_LIST_NAMES[kind]} của {one.candidate.label}"
            for row in (*_rows(data, persons), *_rows(data, bodies)):
                stem = self._whose(row, one)
                level = self._codes.get(text.fold(str(row.get(column) or "")))
                if stem and level:
                    self._levels.setdefault(stem, {})[name] = level
            if kind == "tong_hop_ket_qua":
                self._flaws[one.candidate.dossier] = tuple(self._uneven(data, persons, column))

    def _uneven(self, data: Values, table: str, column: str) -> Iterator[str]:
        """Yield each figure of a summary that is not the number of levels in its list."""
        said = (
            self._codes.get(text.fold(str(row.get(column) or ""))) for row in _rows(data, table)
        )
        counts = Counter(level for level in said if level)
        figures = {row.get("nhan"): row.get("so_luong") for row in _rows(data, "thong_ke")}
        for key, levels in _TOTALS.items():
            printed = figures.get(MEMBER_LABELS[key])
            counted = sum(counts[level] for level in levels)
            if printed is not None and printed != counted:
                yield f"tổng hợp ghi {MEMBER_LABELS[key]}: {printed}, danh sách kèm theo có {counted}"

    def _whose(self, row: Values, of: Held) -> str | None:
        """Return whom a row is about; of several people with one name nobody can tell."""
        if card := row.get("so_the"):
            return f"dv-{card}"
        name = text.tone_key(str(row.get("ho_ten") or row.get("ten") or ""))
        return self._by_name.get((of.code, name)) or self._by_name.get(("", name))


def _rows(data: Values, table: str) -> list[Values]:
    found = data.get(table)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _unique(held: Sequence[Held]) -> dict[tuple[str, str], str]:
    """Return (organisation, or "" for all, name) → dossier code, for names that one alone bears."""
    found: dict[tuple[str, str], set[str]] = {}
    for place, name, stem in _named(held):
        found.setdefault((place, name), set()).add(stem)
    return {key: stems.pop() for key, stems in found.items() if len(stems) == 1}


def _named(held: Iterable[Held]) -> Iterator[tuple[str, str, str]]:
    for one in held:
        name = text.tone_key(one.candidate.label)
        for place in (one.code, ""):
            yield place, name, one.candidate.dossier
