"""The overview as an ordinary competent person writes it: Streamlit over DuckDB, the same store and queries, nothing cached.

`SANDTABLE_WORKSPACE=DIR streamlit run tests/bench/plain.py`. A yardstick: small, and with nothing slow on purpose.
"""

import json
import os
import tomllib
from datetime import timedelta
from pathlib import Path

import duckdb
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

ROOT = Path(os.environ["SANDTABLE_WORKSPACE"])
QUERIES = Path(__file__).parents[2] / "queries"
FIGURES = {
    "New positives": "new_positive", "High-risk zones": "zones_high", "People inside": "zone_people", "Overdue": "zones_overdue",
    "Closures": "closures_active", "Whitelisted, open": "whitelist_open", "Supply points open": "supply_open",
    "Below cover": "supply_below_cover", "Calls offered": "calls_offered", "Connect rate": "connect_share",
    "Tickets open": "tickets_open", "Tickets overdue": "tickets_overdue",
}

st.set_page_config(page_title="Overview", layout="wide")
now = tomllib.loads((ROOT / "city.toml").read_text())["clock"]["stopped_at"]
store = duckdb.connect(str(ROOT / "store" / (ROOT / "store" / "CURRENT").read_text().strip()), read_only=True)


def ask(name: str, **values) -> pd.DataFrame:
    """The rows of one of the product's queries."""
    sql = (QUERIES / f"{name}.sql").read_text()
    given = {"as_of": now} | {p: values.get(p, [] if p == "areas" else None) for p in ("start", "end", "areas", "day", "since")}
    return store.cursor().execute(sql, {k: v for k, v in given.items() if f"${k}" in sql}).df()


headline = ask("overview_headline").iloc[0]
cells = st.columns(6) + st.columns(6)
for cell, (label, column) in zip(cells, FIGURES.items(), strict=True):
    value = headline[column]
    cell.metric(label, "unknown" if pd.isna(value) else f"{value:.1%}" if column == "connect_share" else f"{value:,.0f}")

areas = ask("areas")
names = dict(zip(areas["area_id"], areas["area_name"], strict=True))
city = areas.loc[areas["is_city"], "area_id"].iloc[0]
left, right = st.columns(2)
district = left.selectbox("District", [city, *areas.loc[areas["is_district"], "area_id"]], format_func=names.get, key="district")
days = right.date_input("Dates", (now.date() - timedelta(days=27), now.date()), key="dates")

left, right = st.columns(2)
cases = ask("cases_by_area").query("not is_city")
outlines = json.loads((ROOT / "geodata" / "districts.geojson").read_text())
choropleth = go.Figure(go.Choroplethmap(
    geojson=outlines, locations=cases["area_id"], z=cases["positive_known"], featureidkey="properties.area_id", text=cases["area_name"],
    colorscale="Blues",
))
choropleth.update_layout(title="Cases, last 7 days", map={"style": "white-bg", "center": {"lat": 45.6, "lon": 128}, "zoom": 5.6}, height=560)
left.plotly_chart(choropleth, key="map")

start, end = days if len(days) == 2 else (days[0], days[0])
curve = ask("cases_by_day_area", start=start, end=end, areas=[district])
epidemic = go.Figure([go.Bar(x=curve["day"], y=curve[c], name=c) for c in ("new_confirmed", "new_asymptomatic")])
unsplit = curve["new_positive"].where(curve[["new_confirmed", "new_asymptomatic"]].isna().all(axis=1))
epidemic.add_bar(x=curve["day"], y=unsplit, name="not split by class")
epidemic.add_scatter(x=curve["day"], y=curve["new_positive"].rolling(7).mean(), name="7-day mean")
right.plotly_chart(epidemic.update_layout(title="New cases a day", barmode="stack", height=280), key="curve")
hours = ask("hotline_by_hour").set_index("hour")
hours["baseline"] = pd.concat([hours["offered"].shift(7 * weeks, "D") for weeks in range(1, 9)], axis=1).median(axis=1)
hours = hours[hours["is_shown"]].reset_index()
calls = go.Figure([go.Scatter(x=hours["hour"], y=hours[c], name=c) for c in ("offered", "answered", "baseline")])
right.plotly_chart(calls.update_layout(title="Calls an hour", height=280), key="hotline")

left, right = st.columns(2)
left.subheader("Needs attention")
points = ask("supply_points")
left.dataframe(points[points["cover_state"].isin(["out", "below_1", "below_3"])][["name", "area_name", "cover_state"]])
for file in sorted((QUERIES / "checks").glob("*.sql")):
    if (found := len(store.cursor().execute(file.read_text(), {"as_of": now}).df())) > 0:
        left.write(f"{file.stem}: {found}")
right.subheader("Changed since yesterday")
right.dataframe(ask("changes_since"))
st.subheader("Freshness")
st.dataframe(ask("feeds_freshness"))
