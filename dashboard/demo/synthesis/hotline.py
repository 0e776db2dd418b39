"""Calls to 12345: one by one in the last weeks, by day before that, together as many answered as was published."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, shared_out
from dashboard.demo.synthesis.scene import Made, Scene

HOURS = np.array([8, 5, 4, 3, 3, 5, 12, 34, 66, 88, 92, 78, 58, 68, 86, 84, 74, 62, 52, 46, 40, 32, 22, 13], dtype=float)
"""Share of a day's calls by hour, in proportion: a minimum at night, one peak before noon and one after."""
WEEKDAYS = np.array([1.08, 1.05, 1.03, 1.0, 0.99, 0.86, 0.82])
BEST_SHARE = 0.965
"""Of the calls offered, when nobody has to queue; a few always hang up."""
LOST = {"blocked": 52, "abandoned": 42, "message": 6}
PEAK_LOSS = 0.06
DAY = timedelta(days=1)


def made_calls(scene: Scene) -> list[Made]:
    """Tables hotline_calls and hotline_intervals; nothing for a city whose plan has no hotline."""
    if "hotline" not in scene.plan:
        return []
    calls = _calls(scene)
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
    """Calls offered by hour, from the plan's history to the end of the last day, whether or not the clock stops before."""
    plan = scene.plan["hotline"]
    days = pd.date_range(scene.plan["history_from"], calls_end(scene), freq="D")
    noise = scene.rng("hotline volume").normal(1, 0.025, len(days))
    level = _between_points(plan["offered"], days) * WEEKDAYS[days.day_of_week] * noise
    for week in plan.get("weeks", []):
        inside = (days >= pd.Timestamp(week["from"])) & (days < pd.Timestamp(week["to"]))
        level[inside] = shared_out(week["offered"], level[inside])
    by_hour = [shared_out(round(n), HOURS) for n in level]
    hours = pd.date_range(days[0], periods=24 * len(days), freq="h")
    return pd.Series(np.concatenate(by_hour), hours)


def _calls(scene: Scene) -> pd.DataFrame:
    plan, rng = scene.plan["hotline"], scene.rng("hotline")
    offered = offered_by_hour(scene)
    share = _answered_share(plan, offered)[offered.index < calls_end(scene)]
    offered = offered[offered.index < calls_end(scene)]
    load = np.repeat(share, offered.to_numpy())
    number = len(load)
    started = np.repeat(offered.index.to_numpy(), offered.to_numpy())
    started = pd.Series(started).add(pd.to_timedelta(rng.integers(0, 3600, number), unit="s"))
    frame = pd.DataFrame({"started_at": started, "load": load}).sort_values("started_at", ignore_index=True)
    answered = rng.random(number) < frame["load"].to_numpy()
    frame["outcome"] = np.where(answered, "answered", chosen(rng, LOST, number))
    frame["channel"] = np.where(frame["outcome"].isin(["answered", "message"]), chosen(rng, plan["channels"], number), "phone")
    frame["topic"] = _topics(rng, plan, frame["started_at"])
    frame["area_id"] = np.where(answered, chosen(rng, scene.populations().to_dict(), number), None)
    frame["wait_seconds"], frame["handle_seconds"] = _seconds(rng, frame)
    frame.insert(0, "call_id", np.char.add("SYN-C", np.char.zfill(np.arange(1, number + 1).astype(str), 6)))
    frame.loc[~answered, "topic"] = None    # nobody has heard what the caller wanted
    return frame.drop(columns="load")


def _answered_share(plan: dict, offered: pd.Series) -> np.ndarray:
    """By hour: what the day's capacity allows, a little less in its peaks."""
    day = offered.index.normalize()
    total = offered.groupby(day).sum().reindex(day).to_numpy()
    share = np.minimum(BEST_SHARE, _between_points(plan["capacity"], day) / np.maximum(total, 1))
    tight = (share < BEST_SHARE) * PEAK_LOSS * (HOURS[offered.index.hour] / HOURS.mean() - 1)
    return np.clip(share - tight, 0.3, BEST_SHARE)


def _between_points(points: list, days: pd.DatetimeIndex) -> np.ndarray:
    at = [pd.Timestamp(day).value for day, _ in points]
    return np.interp(days.as_unit("ns").asi8, at, [level for _, level in points])


def _topics(rng: np.random.Generator, plan: dict, started: pd.Series) -> np.ndarray:
    usual, doubled = plan["topics"], plan["topics"] | {t: 2 * plan["topics"][t] for t in plan["busy_topics"]}
    is_busy = started >= pd.Timestamp(plan["busy_from"])
    return np.where(is_busy, chosen(rng, doubled, len(started)), chosen(rng, usual, len(started)))


def _seconds(rng: np.random.Generator, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Waits grow as the share that gets through falls; a blocked caller never waited, a lost one was never handled."""
    number, answered = len(frame), (frame["outcome"] == "answered").to_numpy()
    mean_wait = 7 + 260 * np.clip(BEST_SHARE - frame["load"].to_numpy(), 0, None)
    waits = np.round(rng.exponential(1.0, number) * np.where(answered, mean_wait, mean_wait * 1.6) + 1)
    handled = np.round(rng.lognormal(4.85, 0.5, number))
    return np.where(frame["outcome"] == "blocked", np.nan, waits), np.where(answered, handled, np.nan)


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
