"""Who was reported when: day by day as many as the plan says, within a bulletin's window those that it counts."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import by_hour, chosen
from dashboard.demo.synthesis.scene import Scene
from dashboard.demo.synthesis.windows import persons_of, published_windows

HOURS = (3, 2, 2, 2, 3, 4, 6, 8, 9, 9, 8, 7, 6, 6, 6, 5, 5, 5, 6, 7, 8, 9, 8, 5)
"""Results of the night's samples come in the morning, those of the day's in the evening."""


def reported(scene: Scene, rng: np.random.Generator, plan: dict) -> pd.DataFrame:
    """class, area_id, route, reported_at, is_free: a day's persons are those of its bulletin and, outside its window, others (is_free)."""
    windows, cells, parts = published_windows(scene.facts), scene.facts.get("bulletin_cells"), []
    by_day = {start.date(): (start, end, key) for key, (start, end) in windows.items()}
    for offset, total in enumerate(plan["by_day"]):
        day = plan["first_on"] + timedelta(days=offset)
        start = datetime.combine(day, datetime.min.time())
        if day in by_day:
            _, end, key = by_day[day]
            persons = persons_of(cells[cells["bulletin_id"] == key], rng)
            parts.append(_completed(rng, plan, persons, start, end).assign(is_free=False))
            total, start = total - len(persons), end
        stop = min(datetime.combine(day, datetime.min.time()) + timedelta(days=1), scene.stopped_at)
        parts.append(_completed(rng, plan, pd.DataFrame(index=range(total)), start, stop).assign(is_free=True))
    return pd.concat(parts, ignore_index=True).sort_values("reported_at", ignore_index=True)


def _completed(rng: np.random.Generator, plan: dict, persons: pd.DataFrame, start: datetime, end: datetime) -> pd.DataFrame:
    """Persons with what the bulletin leaves open drawn from the plan, reported within [start, end)."""
    number = len(persons)
    share = plan["asymptomatic_share"]
    drawn = {
        "class": chosen(rng, {"confirmed": 1 - share, "asymptomatic": share}, number),
        "area_id": chosen(rng, plan["areas"], number),
        "route": chosen(rng, plan["routes"], number),
    }
    for name, values in drawn.items():
        given = persons[name] if name in persons else pd.Series([None] * number, dtype=object)
        persons[name] = np.where(given.notna().to_numpy(), given.to_numpy(dtype=object), values)
    return persons.assign(reported_at=by_hour(rng, start, end, number, HOURS) if number else pd.NaT)
