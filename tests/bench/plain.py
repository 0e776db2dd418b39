"""A yardstick: the main figures of each page as a Streamlit user would draw them over DuckDB, with light queries and nothing cached.

`SANDTABLE_WORKSPACE=DIR streamlit run tests/bench/plain.py`. Small, and with nothing slow on purpose.
"""

import json
import os
import sys
import tomllib
from pathlib import Path

import duckdb
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.plain_questions import PAGES, Plain, bound  # streamlit runs a file by itself

ROOT = Path(os.environ["SANDTABLE_WORKSPACE"])
NOW = tomllib.loads((ROOT / "city.toml").read_text())["clock"]["stopped_at"]


def ask(sql: str, area: str = "") -> pd.DataFrame:
    """The rows of a question."""
    store = duckdb.connect(str(ROOT / "store" / (ROOT / "store" / "CURRENT").read_text().strip()), read_only=True)
    return store.cursor().execute(sql, bound(sql, NOW, area)).df()


def draw(page: Plain) -> None:
    """Figures, district select, map, main chart, list."""
    areas = ask("select area_id, name, kind from current_areas($as_of) order by area_id")
    names = {"": "全市", **{row.area_id: row.name for row in areas[areas["kind"] != "city"].itertuples(index=False)}}
    district = st.selectbox("District", list(names), format_func=names.get, key="district")
    figures = ask(page.figures, district).iloc[0]
    for cell, (label, value) in zip(st.columns(len(figures)), figures.items(), strict=True):
        cell.metric(label, "unknown" if pd.isna(value) else f"{value:,.4g}" if value % 1 else f"{value:,.0f}")
    left, right = st.columns(2)
    counts = ask(page.by_area)
    outlines = json.loads((ROOT / "geodata" / "districts.geojson").read_text())
    choropleth = go.Figure(go.Choroplethmap(
        geojson=outlines, locations=counts["area_id"], z=counts["n"], featureidkey="properties.area_id", colorscale="Blues",
    ))
    choropleth.update_layout(map={"style": "white-bg", "center": {"lat": 45.6, "lon": 128}, "zoom": 5.6}, height=560)
    left.plotly_chart(choropleth, key="map")
    series = ask(page.series, district)
    bars = go.Figure([go.Bar(x=series["step"], y=series[name], name=name) for name in series.columns[1:]])
    right.plotly_chart(bars.update_layout(barmode="stack", height=420), key="curve")
    right.dataframe(ask(page.listed, district))


st.set_page_config(page_title="Plain", layout="wide")
pages = [
    st.Page(lambda page=page: draw(page), title=name, url_path=None if name == "overview" else name, default=name == "overview")
    for name, page in PAGES.items()
]
st.navigation(pages, position="top").run()
