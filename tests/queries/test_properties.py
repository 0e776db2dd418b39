"""Properties of the queries on generated cities: sums close, ranges add up, zones flow."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.warehouse.ask import ask
from tests.conftest import workspace_from

NOW = datetime(2022, 11, 29, 18)
DISTRICTS = ["230102", "230103", "230104", "230110"]
AREAS = "area_id,name,kind,parent_id\n230100,哈尔滨市,city,\n" + "".join(f"{d},{d},district,230100\n" for d in DISTRICTS)
FIRST = date(2022, 11, 1)
SLOW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])

daily = st.lists(
    st.dictionaries(st.sampled_from(DISTRICTS), st.integers(-3, 40), min_size=1), min_size=2, max_size=6,
)
lives = st.lists(
    st.lists(st.tuples(st.sampled_from(["declare", "raise", "lower", "lift", "extend"]), st.integers(0, 27 * 24)), max_size=5),
    min_size=1, max_size=6,
)


@contextmanager
def city(files: dict[str, str]) -> Iterator[Callable[..., pd.DataFrame]]:
    """What a workspace made of these tables answers to a query."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "tables" / "20221129T0000_all"
        folder.mkdir(parents=True)
        for table, text in ({"areas": AREAS} | files).items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        workspace = workspace_from(folder.parent, Path(work))

        def asked(query: str, **params) -> pd.DataFrame:
            answer = ask(workspace, query, params, NOW)
            return pd.DataFrame(answer.rows, columns=answer.columns)

        yield asked


def bulletins(days: list[dict[str, int]]) -> dict[str, str]:
    """Whole-day bulletins that list every district that has a figure, and their sum."""
    heads = "bulletin_id,area_id,window_start,window_end,published_at\n"
    cells = "bulletin_id,measure,area_id,n\n"
    for number, figures in enumerate(days):
        day, following = FIRST + timedelta(number), FIRST + timedelta(number + 1)
        heads += f"b{number},230100,{day}T00:00,{following}T00:00,{following}T08:00\n"
        cells += f"b{number},new,,{sum(figures.values())}\n" + "".join(f"b{number},new,{a},{n}\n" for a, n in figures.items())
    return {"bulletins": heads, "bulletin_cells": cells}


@SLOW
@given(daily)
def test_districts_add_up_to_the_city_where_the_list_is_exhaustive(days):
    files, last = bulletins(days), str(FIRST + timedelta(len(days) - 1))
    with city(files) as asked:
        found = asked("cases_by_day_area", start="2022-11-01", end=last)
        whole = asked("cases_by_day_area", start="2022-11-01", end=last, areas="230100").set_index("day")["new_positive"]
    parts = found.groupby("day")["new_positive"].agg(lambda s: s.sum(skipna=False))
    assert list(parts) == list(whole) == [sum(d.values()) for d in days]


@SLOW
@given(daily, st.data())
def test_splitting_a_range_adds_up(days, data):
    cut = FIRST + timedelta(data.draw(st.integers(1, len(days) - 1)))
    last = FIRST + timedelta(len(days) - 1)
    with city(bulletins(days)) as asked:
        whole = asked("cases_by_day_area", start=str(FIRST), end=str(last))
        left = asked("cases_by_day_area", start=str(FIRST), end=str(cut - timedelta(1)))
        right = asked("cases_by_day_area", start=str(cut), end=str(last))
    assert len(whole) == len(left) + len(right)
    assert whole["new_positive"].sum() == left["new_positive"].sum() + right["new_positive"].sum()


@SLOW
@given(lives)
def test_the_flow_of_zones_closes_every_day(zones):
    declared = "zone_id,area_id,scheme,level,extent_text\n" + "".join(f"z{i},230102,twenty,high,x\n" for i in range(len(zones)))
    events = "zone_id,event,at,level\n"
    seen = set()
    for number, steps in enumerate(zones):
        for event, hours in steps:
            if (number, event, hours) not in seen:
                seen.add((number, event, hours))
                level = {"declare": "high", "raise": "high", "lower": "medium"}.get(event, "")
                events += f"z{number},{event},{datetime(2022, 11, 1) + timedelta(hours=hours)},{level}\n"
    files = {"zones": declared} | ({"zone_events": events} if seen else {})
    with city(files) as asked:
        flow = asked("zone_flow_by_day", start="2022-10-30", end="2022-11-29")
        open_now = asked("zones_open_by_area")
    for _, level in flow.sort_values("day").groupby("level"):
        stock = level["open_at_end"]
        assert ((level["opened"] - level["lifted"]) == (stock - stock.shift(1).fillna(0)))[stock.notna()].all()
        assert (stock.dropna() >= 0).all()
    last = flow[flow["day"] == date(2022, 11, 29)].set_index("level")["open_at_end"]
    assert open_now.set_index("level")["zones"].to_dict() == {k: v for k, v in last.items() if v}
