"""What matching does to the zones of a real feed: `python -m tests.feed_matching FOLDER`.

Zones, how long the lifted ones were open, and how many of them came back within a day under a similar address: breaks that are likely
none, since nobody lifts a building and closes it again the next morning. With the matching of changed addresses, and without it.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from pathlib import Path
from unittest.mock import patch

import pandas

from dashboard.geography.areas import areas_for
from dashboard.intake.adapters import risk_areas, zone_stock
from dashboard.intake.adapters.readings import Context, Reading

DAY = timedelta(days=1)
SIMILAR = 0.8
"""Ratio of difflib above which two addresses of a county count as similar."""
OPEN_COLUMNS = ["zone_id", "area_id", "level", "extent_text", "extent_key"]


@dataclass(frozen=True)
class Measured:
    zones: int
    lifted: int
    median_hours: float
    p90_hours: float
    came_back: int
    """Lifted zones after which, within a day, a zone of the same county and level was declared under a similar address."""
    events: Counter


def readings_of(folder: Path, city: str = "230100", matching: bool = True) -> list[Reading]:
    """All files of a folder, compared with each other from an empty store on."""
    areas = pandas.DataFrame(areas_for(city)).drop(columns="name_en", errors="ignore")
    context = Context(city, areas, lambda source: pandas.DataFrame(columns=OPEN_COLUMNS), lambda source: None)
    files = sorted(folder.glob("*.json"))
    if matching:
        return list(risk_areas.read(files, context))
    with patch.object(zone_stock, "same_address", lambda one, other: False):
        return list(risk_areas.read(files, context))


def measure(readings: Iterable[Reading]) -> Measured:
    """Count and time the zones of these readings."""
    tables = [reading.tables for reading in readings]
    zones = pandas.concat([t["zones"] for t in tables if "zones" in t]).set_index("zone_id")
    events = pandas.concat([t["zone_events"] for t in tables if "zone_events" in t])
    declared = events[events["event"] == "declare"].groupby("zone_id")["at"].min()
    lifted = events[events["event"] == "lift"].groupby("zone_id")["at"].max()
    texts = events.dropna(subset=["extent_text"]).groupby("zone_id")["extent_text"].last()
    hours = (lifted - declared[lifted.index]).dt.total_seconds() / 3600
    came_back = sum(
        any(_similar(texts[zone], zones.at[other, "extent_text"]) for other in zones.index[
            (zones["area_id"] == zones.at[zone, "area_id"]) & (zones["level"] == zones.at[zone, "level"])
            & declared.reindex(zones.index).between(at, at + DAY).to_numpy() & (zones.index != zone)
        ])
        for zone, at in lifted.items()
    )
    return Measured(len(zones), len(lifted), hours.median(), hours.quantile(0.9), came_back, Counter(events["event"]))


def _similar(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= SIMILAR


if __name__ == "__main__":
    for matching in (False, True):
        print("with matching:" if matching else "without:      ", measure(readings_of(Path(sys.argv[1]), matching=matching)))
