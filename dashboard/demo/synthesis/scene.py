"""What every part of the synthesis works from: a city, its ground, its clock and its published figures."""

import tomllib
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.ground import Ground

PLANS = Path(__file__).parents[1] / "plans"
DAILY_FOR_DAYS = 10
"""Near the stopped clock a delivery comes twice a day, before that once a week, before the plan's history once a month."""
AFTERNOON = timedelta(hours=16)
"""After the bulletins' window of 0-15 h."""


@cache
def plan_of(city: str) -> dict:
    """The assumptions about a city, where no page says it: plans/<city>.toml. Not to be changed by the caller."""
    return tomllib.loads((PLANS / f"{city}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Made:
    """Rows of one table. Two rows with one key are versions: the later known one outranks the earlier."""

    table: str
    rows: pd.DataFrame
    """The table's columns and `known_at`: from when a clerk of that city would have known the row as it stands."""


@dataclass(frozen=True)
class Scene:
    city: str
    """harbin, suizhou, zhuzhou or shaoyang."""
    adcode: str
    stopped_at: datetime
    areas: pd.DataFrame
    """Rows of table areas."""
    ground: Ground
    facts: dict[str, pd.DataFrame]
    """The published rows by table, as text; a table that the city's pages say nothing about is missing."""

    @property
    def plan(self) -> dict:
        return plan_of(self.city)

    def rng(self, topic: str) -> np.random.Generator:
        """Random numbers of their own for each topic, so that a change to one leaves the others as they were."""
        return np.random.default_rng([int(self.adcode), zlib.crc32(topic.encode())])

    def populations(self, kinds: tuple[str, ...] = ("district", "county", "county_city")) -> pd.Series:
        """Residents by area_id, of the areas that have an outline."""
        known = self.areas[self.areas["kind"].isin(kinds) & self.areas["lon"].notna()]
        return known.set_index("area_id")["population"].astype(float)

    def moments(self) -> list[datetime]:
        """When deliveries arrive, ascending; the last is the stopped clock."""
        start, stop = self.plan["history_from"], self.stopped_at
        months = pd.date_range(self.plan.get("intervals_from", start), start, freq="MS")
        near = datetime.combine(stop.date(), datetime.min.time()) - timedelta(days=DAILY_FOR_DAYS)
        weeks = pd.date_range(start, near, freq="7D")
        days = pd.date_range(near, stop, freq="D")
        found = {*months[1:], *weeks[1:], *days, *(d + AFTERNOON for d in days)}
        return [*sorted(m.to_pydatetime() for m in found if m < stop), stop]
