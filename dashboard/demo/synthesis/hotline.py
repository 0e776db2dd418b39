"""Calls to 12345: one by one in the last weeks, by day before that, together as many answered as was published."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.call_topics import areas_and_topics
from dashboard.demo.synthesis.draws import chosen, shared_out
from dashboard.demo.synthesis.queueing import ABANDONED, ANSWERED, BLOCKED, queued
from dashboard.demo.synthesis.scene import Made, Scene

HOURS = np.array([8, 5, 4, 3, 3, 5, 12, 34, 66, 88, 92, 78, 58, 68, 86, 84, 74, 62, 52, 46, 40, 32, 22, 13], dtype=float)
"""Share of a day's calls by hour, in proportion: a minimum at night, one peak before noon and one after."""
WEEKDAYS = np.array([1.08, 1.05, 1.03, 1.0, 0.99, 0.86, 0.82])
SHIFTS = np.array([0.3] * 6 + [0.4, 0.7] + [1.0] * 12 + [0.9, 0.8, 0.5, 0.4])
"""Share of the seats that is staffed, by hour."""
DAY_SPREAD, HOUR_SPREAD = 0.04, 0.015
"""How far a day or an hour may lie from what was to be expected, beside the chance that every count has."""
ANNOUNCED_HOURS = 6.0
"""In which the effect of an announcement falls to a third."""
HASTY_SHARE, MESSAGE_SHARE = 0.03, 0.08
"""Who hangs up while it rings; of those who give up, who leaves a message."""
RING_SECONDS, HANDLE_SPREAD = (2, 9), 0.5
DAY = timedelta(days=1)


def made_calls(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """Tables hotline_calls and hotline_intervals; nothing for a city whose plan has no hotline. `zones`: as of `zones.open_spells`."""
    if "hotline" not in scene.plan:
        return []
    calls = _calls(scene, zones)
    made = [Made("hotline_calls", calls.assign(known_at=calls["started_at"]))]
    published = published_interval(scene)
    if published is not None:
        answered_singly = int((calls["outcome"] == "answered").sum())
        days = _days_before(scene, int(published["answered"]) - answered_singly)
        made.append(Made("hotline_intervals", days.assign(known_at=days["interval_end"])))
    return made


def published_interval(scene: Scene) -> dict | None:
    """The published count of answered calls over a period; null where the city has none."""
    intervals = scene.facts.get("hotline_intervals")
    return None if intervals is None else intervals.iloc[0].to_dict()


def calls_end(scene: Scene) -> datetime:
    """Calls are made up to the end of the published period, or to the stopped clock where none is published."""
    published = published_interval(scene)
    return scene.stopped_at if published is None else pd.Timestamp(published["interval_end"]).to_pydatetime()


def offered_by_hour(scene: Scene) -> pd.Series:
    """Calls offered by hour, from the plan's history to the end of the last day, whether or not the clock stops before.

    They scatter as counts do; where the plan gives the calls of a week, these add up to it.
    """
    plan, rng = scene.plan["hotline"], scene.rng("hotline volume")
    days = pd.date_range(scene.plan["history_from"], calls_end(scene), freq="D")
    level = _between_points(plan["offered"], days) * WEEKDAYS[days.day_of_week] * rng.lognormal(0, DAY_SPREAD, len(days))
    hours = pd.date_range(days[0], periods=24 * len(days), freq="h")
    expected = np.repeat(level, 24) * np.tile(HOURS / HOURS.sum(), len(days)) * rng.lognormal(0, HOUR_SPREAD, len(hours))
    for at, strength in plan.get("announcements", []):
        since = (hours - pd.Timestamp(at)).total_seconds().to_numpy() / 3600
        expected = expected * np.where(since >= 0, 1 + strength * np.exp(-np.clip(since, 0, None) / ANNOUNCED_HOURS), 1)
    counts = rng.poisson(expected)
    for week in plan.get("weeks", []):
        inside = (hours >= pd.Timestamp(week["from"])) & (hours < pd.Timestamp(week["to"]))
        counts[inside] = rng.multinomial(week["offered"], expected[inside] / expected[inside].sum())
    return pd.Series(counts, hours)


def _calls(scene: Scene, zones: pd.DataFrame) -> pd.DataFrame:
    plan, rng = scene.plan["hotline"], scene.rng("hotline")
    offered = offered_by_hour(scene)
    seats = np.maximum(1, np.round(_between_points(plan["seats"], offered.index) * SHIFTS[offered.index.hour]))
    offered = offered[offered.index < calls_end(scene)]
    number = int(offered.sum())
    seconds = np.sort(np.repeat(np.arange(len(offered)) * 3600, offered.to_numpy()) + rng.integers(0, 3600, number))
    frame = pd.DataFrame({"started_at": offered.index[0] + pd.to_timedelta(seconds, unit="s")})
    handling = rng.lognormal(np.log(plan["handle_seconds"]) - HANDLE_SPREAD**2 / 2, HANDLE_SPREAD, number)
    outcome, wait = queued(seconds, handling, rng.exponential(plan["patience_seconds"], number), seats, plan["places"])
    outcome[(outcome == ANSWERED) & (rng.random(number) < HASTY_SHARE)] = ABANDONED
    answered = outcome == ANSWERED
    names = np.array(["answered", "abandoned", "blocked"], dtype=object)[outcome]
    frame["outcome"] = np.where((outcome == ABANDONED) & (rng.random(number) < MESSAGE_SHARE), "message", names)
    frame["channel"] = np.where(frame["outcome"].isin(["answered", "message"]), chosen(rng, plan["channels"], number), "phone")
    frame["area_id"], frame["topic"] = areas_and_topics(scene, rng, frame["started_at"], answered, zones)
    frame["wait_seconds"] = np.where(outcome == BLOCKED, np.nan, np.round(wait + rng.uniform(*RING_SECONDS, number)))
    frame["handle_seconds"] = np.where(answered, np.round(handling), np.nan)
    frame.insert(0, "call_id", np.char.add("SYN-C", np.char.zfill(np.arange(1, number + 1).astype(str), 6)))
    return frame


def _between_points(points: list, days: pd.DatetimeIndex) -> np.ndarray:
    at = [pd.Timestamp(day).value for day, _ in points]
    return np.interp(days.as_unit("ns").asi8, at, [level for _, level in points])


def _days_before(scene: Scene, answered: int) -> pd.DataFrame:
    """Whole days from the start of the published period to the first single call, adding up to `answered`."""
    rng = scene.rng("hotline days")
    start = pd.Timestamp(published_interval(scene)["interval_start"])
    days = pd.date_range(start, scene.plan["history_from"], freq="D", inclusive="left")
    months = np.array(scene.plan["hotline"]["year_shape"], dtype=float)
    middles = np.array([date(start.year, m + 1, 15).timetuple().tm_yday for m in range(len(months))])
    level = np.interp(days.day_of_year, middles, months) * WEEKDAYS[days.day_of_week] * rng.normal(1, 0.03, len(days))
    counts = shared_out(answered, level)
    lost = np.round(counts * rng.uniform(0.03, 0.08, len(days))).astype(int)
    abandoned = np.round(lost * 0.45).astype(int)
    return pd.DataFrame({
        "interval_start": days, "interval_end": days + DAY, "offered": counts + lost, "answered": counts,
        "abandoned": abandoned, "blocked": lost - abandoned, "qualifier": "exact", "source": "synthetic",
    })
