"""Charts: the same bytes for the same figures, readable in black, with every Vietnamese letter."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.ft2font import FT2Font
from numpy.typing import NDArray
from PIL import Image

from hoso import charts
from hoso.charts import _heat, _levels, _paint, _themes
from hoso.statistics import NO_THEME, ThemeFaults, YearLevels, by_theme
from tests.conftest import ROOT

NAMES = {
    "htxs": "Hoàn thành xuất sắc nhiệm vụ",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htn": "Hoàn thành nhiệm vụ",
    "khtn": "Không hoàn thành nhiệm vụ",
}
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)


def year(number: int, *counts: int) -> YearLevels:
    return YearLevels(year=number, counts=counts, rated=sum(counts))


def grey(picture: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("L"))


def themes(number: int, years: Sequence[int]) -> tuple[ThemeFaults, ...]:
    faults = [
        (one, f"Lĩnh vực {place}", f"K-{place}-{one}") for place in range(number) for one in years
    ]
    return by_theme([*faults, (years[-1], "", "K-0")], years)


@pytest.mark.parametrize(
    "years",
    [
        [year(2025, 11, 59, 4, 1)],
        [year(2021, 7_000, 44_000, 4_100, 423), year(2022, 0, 9, 0, 0), year(2023, 1, 1, 1, 1)],
        [year(2024, 0, 0, 0, 0)],
        [],
    ],
)
def test_the_same_levels_give_the_same_picture(years: list[YearLevels]) -> None:
    once, again = (charts.levels(years, NAMES) for _ in range(2))

    assert once == again
    assert grey(once).shape[1] == int(160 / 25.4 * 200)


def test_the_same_faults_give_the_same_picture() -> None:
    faults = themes(3, [2024, 2025])

    assert charts.themes(faults, [2024, 2025]) == charts.themes(faults, [2024, 2025])


def test_no_date_and_no_program_is_written_into_a_picture() -> None:
    with Image.open(io.BytesIO(charts.levels([year(2025, 1, 1, 1, 1)], NAMES))) as image:
        assert set(image.info) <= {"dpi"}


def test_more_themes_make_a_higher_picture_up_to_a_page() -> None:
    few, many, most = (
        grey(charts.themes(themes(number, [2025]), [2025])).shape[0] for number in (3, 9, 40)
    )

    assert few < many < most
    assert most / 200 < 9  # inches: it stays on one page


def test_many_themes_are_added_up_and_those_without_one_stay_apart() -> None:
    rows = [(one.theme, [one.count(2025)]) for one in themes(20, [2025])]

    shown = _themes.first_rows(rows, 1)

    assert len(shown) == _themes._MOST
    assert shown[-1] == (NO_THEME, [1])
    assert shown[-2] == ("Các lĩnh vực còn lại (10)", [10])
    assert sum(counts[0] for _, counts in shown) == 21


def test_parts_stay_apart_without_colour() -> None:
    """Every two fills differ in shade or in hatch, and a copier sees each as another pattern."""
    looks = {(one.shade, one.hatch) for one in _paint.FILLS}
    assert len(looks) == len(_paint.FILLS) >= 5

    patches = []
    for place in range(4):
        counts = [0, 0, 0, 0]
        counts[place] = 100
        picture = grey(charts.levels([year(2025, *counts)], NAMES))
        height, width = picture.shape
        # A piece of the bar beside its label.
        patches.append(picture[height // 8 : height // 4, width // 2 - 60 : width // 2 + 60])

    looks_like = {(round(float(one.mean())), round(float(one.std()))) for one in patches}
    assert len(looks_like) == 4


def test_charts_are_grey_only() -> None:
    with Image.open(io.BytesIO(charts.levels([year(2025, 5, 5, 5, 5)], NAMES))) as image:
        colours = np.asarray(image.convert("RGB")).astype(int)

    assert np.ptp(colours, axis=2).max() == 0


@pytest.mark.parametrize("bold", [False, True])
def test_the_letters_know_every_vietnamese_letter(bold: bool) -> None:
    font = FT2Font(str(_paint.letters(bold=bold).get_file()))

    lacking = [one for one in LETTERS + LETTERS.upper() if not font.get_char_index(ord(one))]

    assert lacking == []


def test_thin_parts_have_their_figures_beside_the_bar_apart_from_each_other() -> None:
    figure, axes = _paint.paper(3)

    _levels._bar(axes, 0, year(2018, 20, 60, 1, 1))

    beside = sorted(
        text.get_position()[1] for text in axes.texts if text.get_position()[0] > _levels._BAR / 2
    )
    assert [text.get_text() for text in axes.texts if text.get_position()[0] == 0] == [
        "20\n24,39%",
        "60\n73,17%",
    ]
    assert len(beside) == 2
    assert beside[1] - beside[0] >= _levels._APART
    assert figure.axes == [axes]


def test_drawing_says_nothing_of_its_own(tmp_path: Path) -> None:
    code = "from hoso import charts; charts.themes((), [2025])"
    closed = tmp_path / "dong"
    closed.write_text("", encoding="utf-8")  # no folder: nothing can be kept in it
    surroundings = {**os.environ, "MPLCONFIGDIR": str(closed / "mpl"), "HOME": str(closed)}

    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, env=surroundings
    )

    assert done.stdout + done.stderr == b""


def test_drawing_leaves_no_state_behind() -> None:
    code = (
        "import sys; from hoso import charts; from hoso.statistics import YearLevels; "
        "one = YearLevels(year=2025, counts=(1, 1, 1, 1), rated=4); "
        f"charts.levels([one], {NAMES!r}); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - this Python

    assert done.returncode == 0


# -- the heat map of fields and years ------------------------------------------------------------


def _cells(faults: Sequence[ThemeFaults], years: Sequence[int]) -> list[tuple[str, str]]:
    """Return the shade and the figure of each cell, row by row."""
    axes = _heat.painted(faults, years).axes[0]
    shades = [str(round(to_rgb(patch.get_facecolor())[0], 2)) for patch in axes.patches]
    figures = [one.get_text() for one in axes.texts if one.get_position()[0] in range(len(years))]
    return list(zip(shades, figures, strict=True))


def test_the_darker_cell_is_the_field_with_more_faults_in_that_year() -> None:
    named = [(2024, "Tài chính", f"K-{n}") for n in range(6)] + [
        (2025, "Tài chính", "K-7"),
        (2025, "", "K-8"),
    ]
    faults = by_theme(named, [2024, 2025])

    cells = _cells(faults, [2024, 2025])
    named_rows = [
        one.get_text() for one in _heat.painted(faults, [2024, 2025]).axes[0].get_yticklabels()
    ]

    assert cells == [("0.25", "6"), ("0.88", "1"), ("1.0", "–"), ("0.88", "1")]
    assert named_rows == ["Tài chính", NO_THEME]


@pytest.mark.parametrize(
    "faults", [(), themes(1, [2025]), themes(60, [2019, 2020, 2021, 2022, 2023, 2024, 2025])]
)
def test_a_heat_map_is_grey_the_same_each_time_and_fits_a_page(
    faults: tuple[ThemeFaults, ...],
) -> None:
    years = sorted({one for fault in faults for one in fault.codes})

    picture = charts.heat(faults, years)

    assert picture == charts.heat(faults, years)
    assert grey(picture).shape[0] / 200 < 5  # inches: text stands above it on the page
    with Image.open(io.BytesIO(picture)) as image:
        colours = np.asarray(image.convert("RGB")).astype(int)
    assert np.ptp(colours, axis=2).max() == 0


def test_added_up_fields_are_not_darker_than_any_of_them() -> None:
    faults = themes(40, [2025])

    assert _heat._MOST < 40
    added, unnamed = _cells(faults, [2025])[-2:]

    assert added == ("1.0", "27")
    assert unnamed == ("0.25", "1")
