"""The overview as most people would write it: tables read into pandas, kept by st.cache_data, computed and plotted on every run.

`SANDTABLE_WORKSPACE=DIR streamlit run tests/bench/pandas_way.py`. A yardstick: small, and with nothing slow on purpose. What the
plain one computes in a query and pandas users would not (baseline, release clocks, supply norms) is left out, which favours it.
"""

import json
import os
import tomllib
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

ROOT = Path(os.environ["SANDTABLE_WORKSPACE"])
st.set_page_config(page_title="Overview", layout="wide")
now = pd.Timestamp(tomllib.loads((ROOT / "city.toml").read_text())["clock"]["stopped_at"])


@st.cache_data
def load(table: str) -> pd.DataFrame:
    """A table's rows as they are known now."""
    file = ROOT / "store" / (ROOT / "store" / "CURRENT").read_text().strip()
    with duckdb.connect(str(file), read_only=True) as store:
        rows = store.sql(f"select * from {table}").df()
    return rows[(rows["sys_from"] <= now) & (rows["sys_to"].isna() | (rows["sys_to"] > now))]


areas, calls, cases, tickets = load("areas"), load("hotline_calls"), load("cases"), load("hotline_tickets")
points, closures = load("supply_points"), load("closures")
calls = calls.assign(day=calls["started_at"].dt.normalize(), hour=calls["started_at"].dt.floor("h"))
today = calls[calls["day"] == calls["day"].max()]
open_tickets = tickets[(tickets["received_at"] <= now) & (tickets["closed_at"].isna() | (tickets["closed_at"] > now))]
in_force = closures[(closures["starts_at"] <= now) & (closures["ended_at"].isna() | (closures["ended_at"] > now))]
figures = {
    "Calls offered": len(today), "Connect rate": f"{(today['outcome'] == 'answered').mean():.1%}", "Tickets open": len(open_tickets),
    "Tickets overdue": int((open_tickets["due_at"] < now).sum()), "Closures": len(in_force),
    "Supply points open": int(points["state"].isin(["open", "limited"]).sum()),
}
for cell, (label, value) in zip(st.columns(6), figures.items(), strict=True):
    cell.metric(label, f"{value:,}" if isinstance(value, int) else value)

names = dict(zip(areas["area_id"], areas["name"], strict=True))
city = areas.loc[areas["kind"] == "city", "area_id"].iloc[0]
left, right = st.columns(2)
district = left.selectbox("District", [city, *(a for a in names if a != city)], format_func=names.get, key="district")
days = right.date_input("Dates", (now.date() - pd.Timedelta(days=27), now.date()), key="dates")

# Counted from the line list alone: what bulletins say instead needs more code than most would write.
cases = cases[(cases["reported_at"] <= now) & cases["class"].isin(["confirmed", "asymptomatic"])]
cases = cases.assign(day=cases["reported_at"].dt.normalize())
listed = cases.groupby(["day", "area_id", "class"]).size().unstack(fill_value=0)
whole = listed.groupby("day").sum()
shown = (whole if district == city else listed.xs(district, level="area_id")).loc[lambda d: d.index >= pd.Timestamp(days[0])]
epidemic = go.Figure([go.Bar(x=shown.index, y=shown[c], name=c) for c in shown])
epidemic.add_scatter(x=shown.index, y=shown.sum(axis=1).rolling(7).mean(), name="7-day mean")
left, right = st.columns(2)
week = cases[cases["day"] > now.normalize() - pd.Timedelta(days=7)].groupby("area_id").size()
outlines = json.loads((ROOT / "geodata" / "districts.geojson").read_text())
choropleth = go.Figure(go.Choroplethmap(
    geojson=outlines, locations=week.index, z=week, featureidkey="properties.area_id", colorscale="Blues",
))
choropleth.update_layout(title="Cases, last 7 days", map={"style": "white-bg", "center": {"lat": 45.6, "lon": 128}, "zoom": 5.6}, height=560)
left.plotly_chart(choropleth, key="map")
right.plotly_chart(epidemic.update_layout(title="New cases a day", barmode="stack", height=280), key="curve")
hours = calls[calls["hour"] >= now - pd.Timedelta(days=7)].groupby("hour")
offered = go.Figure([
    go.Scatter(x=hours.size().index, y=hours.size(), name="offered"),
    go.Scatter(x=hours.size().index, y=hours["outcome"].agg(lambda o: int(np.sum(o == "answered"))), name="answered"),
])
right.plotly_chart(offered.update_layout(title="Calls an hour", height=280), key="hotline")
st.subheader("Overdue tickets")
st.dataframe(open_tickets[open_tickets["due_at"] < now][["ticket_id", "unit", "topic", "due_at"]])
