"""Biểu đồ: pictures of figures, readable when printed in black. The only room that knows matplotlib.

It is loaded when something is drawn, so that no other command waits for it. The same figures give
the same bytes; nothing of a picture is kept anywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from hoso.statistics import ThemeFaults, YearLevels

__all__ = ["heat", "levels", "themes"]

# Where it keeps its list of fonts is no user's concern, least of all in English.
logging.getLogger("matplotlib").addHandler(logging.NullHandler())


def levels(years: Sequence[YearLevels], names: Mapping[str, str]) -> bytes:
    """Return a PNG of the levels of each year, as shares of those rated, earliest first.

    `names` are the printed names by the codes of LEVEL_KEYS; every part bears its figure and share.
    """
    from hoso.charts._levels import drawn

    return drawn(years, names)


def themes(faults: Sequence[ThemeFaults], years: Sequence[int]) -> bytes:
    """Return a PNG of how many faults each theme had in each of `years`, in the order given.

    Many themes are drawn as the first ones and one bar for all others.
    """
    from hoso.charts._themes import drawn

    return drawn(faults, years)


def heat(faults: Sequence[ThemeFaults], years: Sequence[int]) -> bytes:
    """Return a PNG with a cell for each theme and year: the more faults the darker, figures inside.

    Many themes are drawn as the first ones and one row for all others.
    """
    from hoso.charts._heat import drawn

    return drawn(faults, years)
