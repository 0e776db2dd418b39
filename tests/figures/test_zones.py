"""Zones by the days they have been clear; closures by what is left of them."""

import pandas as pd
import pytest

from dashboard.figures.zones import clear_days_bars, closure_flow, closures_by_end
from dashboard.tokens import PAPER


@pytest.fixture
def zones() -> pd.DataFrame:
    return pd.DataFrame({
        "zone_id": ["z1", "z2", "z3"], "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "high", "low"],
        "state": ["overdue", "due", "no_rule"], "clear_days": [6.0, 5.0, None], "lon": [126.6, None, 126.7], "lat": [45.7, None, 45.8],
        "extent_text": ["示例小区1号", "Example 2", None], "is_synthetic": True,
    })


def names(figure) -> list[str]:
    return [trace.name for trace in figure.data]


def test_the_release_clock_is_red_only_when_overdue(zones):
    figure = clear_days_bars(zones, lang="zh")
    assert "个" in figure.layout.title.text
    colours = {trace.name: trace.marker.color for trace in figure.data}
    assert colours == {"◆ 今日到期": PAPER.series["watch"], "▲ 逾期未解除": PAPER.series["act"]}
    assert sum(sum(v for v in trace.y if v == v) for trace in figure.data) == 2  # the low zone has no clock


def test_closures_are_split_by_what_is_left_of_their_time():
    frame = pd.DataFrame({"kind": ["school", "school", "road"], "is_past_planned_end": [True, None, False]})
    figure = closures_by_end(frame, lang="en")
    assert names(figure) == ["▲ past the planned end", "before the planned end", "no planned end"]
    days = pd.to_datetime(["2022-11-28", "2022-11-29"])
    flow = pd.DataFrame({"day": days, "begun": [2, 0], "ended": [0, 1], "in_force_at_end": [2, 1]})
    assert "结束" in names(closure_flow(flow, lang="zh"))
