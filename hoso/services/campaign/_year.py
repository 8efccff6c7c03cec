"""Opening a review year under the regime in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import NotFoundError
from hoso.model.profile import Regime
from hoso.model.review import Campaign
from hoso.services.subjects import collective_card, top
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A review year as opened."""

    campaign: Campaign
    regime: Regime
    committed: Committed


def open_year(ws: Workspace, year: int, act: Act) -> Opened:
    """Open the review year `year` under its regime; the same again changes nothing."""
    regime = ws.regime(year)
    edit = ws.edit(collective_card(top(ws, act.on), year))
    campaign = ws.catalogue.campaign(year) or Campaign(
        year=year,
        regime=regime.code,
        opened=act.on,
        deadlines=profiles.deadlines(regime, year),
    )
    edit.put_register("campaign", campaign)
    committed = ws.commit([edit], act, f"mở đợt kiểm điểm năm {year}")
    return Opened(campaign=campaign, regime=regime, committed=committed)


def required(ws: Workspace, year: int) -> Campaign:
    """Return the campaign of `year`; raise NotFoundError with the command that opens it."""
    campaign = ws.catalogue.campaign(year)
    if campaign is None:
        raise NotFoundError(
            f"Chưa mở đợt kiểm điểm năm {year}. Hãy chạy «hoso campaign open {year}».",
            where=str(year),
        )
    return campaign


def current_year(ws: Workspace, on: date) -> int:
    """Return the review year that a command means on `on`: the newest opened by then.

    In January that is still the year before. Without any, it is the year of the day.
    """
    opened = [one.year for one in ws.catalogue.campaigns() if one.opened <= on]
    return max(opened, default=on.year)
