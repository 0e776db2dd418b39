"""What the hotline's queries cost over ten million calls, warm, beside pandas doing the same from a frame that it holds.

Printed, never asserted: the median by the clock, and of the processor's time (DuckDB's threads included), which says what it would be on
a machine that does nothing else.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import pandas as pd

from dashboard.warehouse.ask import Asker, ask_frame
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

LIMIT_MS, REPEAT = 150, 5
QUERIES = (
    "hotline_by_day", "hotline_by_hour", "hotline_service_by_day", "hotline_shifts", "hotline_by_topic", "hotline_by_channel", "hotline_rising",
    "hotline_need_by_area", "hotline_by_area", "hotline_by_topic_area_day", "hotline_repeat_callers", "hotline_lead_by_need", "hotline_lead_by_lag",
    "hotline_intervals_beside_calls",
)


def measure(workspace: Workspace, with_pandas: bool = True) -> None:
    """Ask each query as a page asks it, and do the same in pandas."""
    reader, today = Reader.current(workspace), workspace.now().date()
    given = {"hotline_by_day": {"start": today - timedelta(weeks=6)}, "hotline_by_hour": {"start": today - timedelta(days=7)},
             "hotline_service_by_day": {"start": today - timedelta(weeks=6)}}
    [(calls,)] = reader.rows("select count(*) from current_hotline_calls($as_of)", {"as_of": workspace.now()})
    print(f"# hotline: {calls:,} calls, limit {LIMIT_MS} ms warm")
    for name in QUERIES:
        _say(name, lambda name=name: ask_frame(workspace, name, given.get(name, {}), asker=Asker("page"), reader=reader))
    if with_pandas:
        frame = reader.frame("select started_at, outcome, topic, area_id, channel, wait_seconds from current_hotline_calls($as_of)", {"as_of": workspace.now()})
        for name, work in _in_pandas(frame, pd.Timestamp(today)).items():
            _say(f"pandas: {name}", work)


def _in_pandas(calls: pd.DataFrame, today: pd.Timestamp) -> dict[str, Callable[[], object]]:
    """The sums behind the queries, without their as-of, baselines and steps, which favours pandas."""
    week = today - pd.Timedelta(days=7)
    return {
        "by day": lambda: calls.groupby([calls["started_at"].dt.normalize(), "outcome"]).size(),
        "by hour, 18 weeks": lambda: calls[calls["started_at"] >= today - pd.Timedelta(weeks=18)].groupby(pd.Grouper(key="started_at", freq="h")).size(),
        "waits by day": lambda: calls[calls["outcome"] == "answered"].groupby(calls["started_at"].dt.normalize())["wait_seconds"].quantile([0.5, 0.9]),
        "by topic": lambda: calls[calls["started_at"] >= week].groupby("topic").size(),
        "by channel": lambda: calls[calls["started_at"] >= week].groupby(["channel", "outcome"]).size(),
        "by topic, area, week": lambda: calls[calls["started_at"] >= today - pd.Timedelta(weeks=10)].groupby(
            ["topic", "area_id", pd.Grouper(key="started_at", freq="W")]).size(),
    }


def _say(name: str, work: Callable[[], object]) -> None:
    spent, worked = [], []
    for number in range(REPEAT + 1):
        began, cpu = time.perf_counter(), time.process_time()
        work()
        if number:  # the first warms
            spent.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - cpu) * 1000)
    print(f"# hotline {name:30} {median(spent):7.1f} ms, least {min(spent):7.1f} ms, processor {median(worked):7.1f} ms", flush=True)
