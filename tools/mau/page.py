"""The bricks of a template: the head, the title and the foot of a Party document."""

from __future__ import annotations

from collections.abc import Sequence

from tools.mau.blocks import LANDSCAPE, PORTRAIT, choose, each, p, run, twips
from tools.mau.parts import ITALIC, KEEP, size, spacing
from tools.mau.parts import section as parts_section
from tools.mau.tables import MIDDLE, cell, frame, row

_LEFT_HEAD = 76.0  # the left half of the head, mm
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_PARTY_WIDTH = 72.9  # that text in Times New Roman Bold 15, mm: the rule below is as long


def _rule(cell_width: int) -> str:
    """Return the line under the Party's name, exactly as long as that text."""
    side = (cell_width - twips(_PARTY_WIDTH)) // 2
    return p("HsKe", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def _small_abstract(text: str) -> str:
    """Return the abstract of a công văn: 12-point italics (HD 05-HD/VPTW, HD 36-HD/VPTW)."""
    letters = run(text, ITALIC + size(12))
    return f'<w:p><w:pPr><w:pStyle w:val="HsSo"/></w:pPr>{letters}</w:p>'


def head(
    *, numbered: bool = True, number_if: str = "", landscape: bool = False, about: str = ""
) -> str:
    """Return boxes 1–4 of the official layout: Party, bodies, number, place and date.

    `number_if` names the field without which there is no number line; `about` is the abstract of a
    công văn (box 5b), which stands below the number.
    """
    whole = LANDSCAPE if landscape else PORTRAIT
    left_mm = 110.0 if landscape else _LEFT_HEAD
    widths = [twips(left_mm), twips(whole) - twips(left_mm)]
    left = p("HsCapTren", "{{ cap_tren }}") + p("HsCoQuan", "{{ co_quan }}") + p("HsSo", "*")
    number = p("HsSo", 'Số {{ so or "……" }}-{{ ky_hieu }}')
    if numbered:
        left += choose(number_if, number) if number_if else number
    left += _small_abstract(about) if about else ""
    right = (
        p("HsDang", _PARTY) + _rule(widths[1]) + p("HsDiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    )
    rows = row(cell(widths[0], left) + cell(widths[1], right))
    return frame(widths, rows, lines=False, margin=0)


def title(kind: str, *abstract: str, narrow: float = 0) -> str:
    """Return the type name, the abstract and its five hyphens; `narrow` mm indents each side."""
    side = f'<w:ind w:left="{twips(narrow)}" w:right="{twips(narrow)}"/>' if narrow else ""
    lines = "".join(p("HsTrichYeu", line, side) for line in abstract)
    return p("HsTenLoai", kind, side) + lines + p("HsGach", "-----")


def side_by_side(*sides: str, landscape: bool = False) -> str:
    """Return an unruled row of equally wide cells."""
    width = twips((LANDSCAPE if landscape else PORTRAIT) / len(sides))
    cells = "".join(cell(width, side) for side in sides)
    return frame([width] * len(sides), row(cells), lines=False, margin=0)


def foot(*, landscape: bool = False) -> str:
    """Return boxes 7 and 9: recipients on the left, authority, post and name on the right."""
    mark = '{{ "." if loop.last else dau_noi_nhan }}'
    left = p("HsNoiNhan", "Nơi nhận:", spacing(240)) + each(
        "noi in noi_nhan", p("HsNhan", "- {{ noi }}" + mark)
    )
    right = (
        p("HsThamQuyen", "{{ tham_quyen }}", spacing(240))
        + p("HsChucVu", "{{ chuc_vu_ky }}")
        + p("HsNguoiKy", "{{ nguoi_ky }}")
    )
    return side_by_side(left, right, landscape=landscape) + last()


def signatures(*signers: Sequence[str], landscape: bool = False, keep: bool = False) -> str:
    """Return signers side by side: each (role, how to sign, name); an empty one is a blank side.

    How to sign is a text, or paragraphs. `keep` holds them on the page of what follows.
    """
    extra = KEEP if keep else ""

    def side(lines: Sequence[str]) -> str:
        if not lines:
            return p("Normal", "")
        role, hint, name = lines
        written = p("HsNguoiKy", name, extra)
        how = hint if hint.startswith("<w:p>") else p("HsGhiKy", hint)
        return p("HsThamQuyen", role, spacing(240)) + how + written

    return side_by_side(*map(side, signers), landscape=landscape) + last(extra)


def new_page() -> str:
    """Return what begins a new page: a line as low as it can be."""
    return p("HsCuoi", "", "<w:pageBreakBefore/>")


def turned() -> str:
    """Return the end of the upright pages: what follows stands on turned ones."""
    return p("HsCuoi", "", parts_section(landscape=False))


def enclosed(inside: str, *, landscape: bool = False) -> str:
    """Return paragraphs in a frame without lines, such as the title of a second list."""
    # Tables that touch are one table to Word; a low line keeps this one apart.
    return last() + side_by_side(inside, landscape=landscape) + last()


def beside_box(left: str, box: str, *, side: float) -> str:
    """Return paragraphs and, on their right, a ruled square of `side` mm."""
    widths = [twips(PORTRAIT) - twips(side), twips(side)]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    cells = cell(widths[0], left) + cell(
        widths[1], box, f"<w:tcBorders>{edges}</w:tcBorders>{MIDDLE}"
    )
    height = f'<w:cantSplit/><w:trHeight w:val="{twips(side)}" w:hRule="atLeast"/>'
    return frame(widths, row(cells, height), lines=False, margin=68)


def last(extra: str = "") -> str:
    """Return a paragraph as low as it can be: Word wants one after a table at the end.

    It also stands between a table and a heading: LibreOffice 7.4 stops to hold headings on the page
    of their text where a heading follows a table directly.
    """
    return p("HsCuoi", "", extra)
