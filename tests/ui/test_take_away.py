"""Every table, chart and map of every page can be taken away, in each form that it can be, and what is handed out opens and says its moment."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import streamlit as st

from dashboard.app import NAVIGATION
from dashboard.ui.components import chart, point_map, section
from dashboard.ui.components import take_away as taking
from dashboard.ui.components.exports.of_frame import Given
from tests.page_runs import open_page

PAGES = [name for name in NAVIGATION if name != "wall"]
ASKED = {"explore": {"sql": "select area_id, area_name, count(*) as zones from zone_open group by all", "view": "chart"}}
"""What the address of a page asks for."""
MOMENT, STAMP = "2022-11-29T17:00", "20221129T1700"
ROWS = {"csv", "xlsx", "parquet"}
SAMPLE = 2
"""Files of each kind that are opened of a page, the smallest."""


class Opened:
    """Streamlit as the button sees it, as if somebody had opened every one: what it offers is written down instead of drawn."""

    def __init__(self) -> None:
        self.offered: dict[str, dict[str, tuple[str, Callable[[], bytes]]]] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(st, name)

    def popover(self, _: str, *, key: str, **__: object) -> object:
        self.offered[key.removeprefix("take-")] = {}
        ways = st.container()
        ways.open = True
        return ways

    def download_button(self, _: str, make: Callable[[], bytes], name: str, mime: str, *, key: str, **__: object) -> None:
        of, _, kind = key.removeprefix("take-").rpartition("-")
        assert mime and name.endswith(f".{kind}")
        self.offered[of][kind] = (name, make)


@pytest.fixture
def opened(monkeypatch) -> Opened:
    proxy = Opened()
    monkeypatch.setattr(taking, "st", proxy)
    return proxy


@pytest.fixture
def drawn(monkeypatch) -> dict[str, set[str]]:
    """The keys of what a page draws, by what draws it."""
    keys: dict[str, set[str]] = {"chart": set(), "points": set(), "rows": set(), "districts": set()}
    for kind, owner, name in (
        ("chart", chart, "still_first"), ("points", point_map, "still_first"), ("rows", st, "dataframe"),
    ):
        monkeypatch.setattr(owner, name, _noted(keys[kind], getattr(owner, name)))
    monkeypatch.setattr("dashboard.ui.components.district_map._component", _noted(keys["districts"], lambda *_, **__: None))
    return keys


def _noted(keys: set[str], draw: Callable) -> Callable:
    def noted(*given: object, **more: object) -> object:
        keys.add(str(more.get("key") or given[0]))
        return draw(*given, **more)

    return noted


@pytest.mark.parametrize("page", PAGES)
def test_every_table_chart_and_map_of_a_page_can_be_taken_away(page, harbin_demo, monkeypatch, opened, drawn):
    monkeypatch.setattr(section, "FEW", 99)  # nothing is folded
    app = open_page(page, harbin_demo.root, monkeypatch, lang="zh", as_of=MOMENT, **ASKED.get(page, {}))
    assert not app.exception
    everything = set().union(*drawn.values())
    assert everything <= opened.offered.keys() and opened.offered
    assert not [key for key, files in opened.offered.items() if not files.keys() >= ROWS]
    assert not [key for key in set().union(*drawn.values()) - drawn["rows"] if "svg" not in opened.offered[key]]
    assert not [key for key in drawn["points"] | drawn["districts"] if "geojson" not in opened.offered[key]]
    for kind in sorted({kind for files in opened.offered.values() for kind in files}):
        made = sorted(((name, make()) for name, make in (files[kind] for files in opened.offered.values() if kind in files)),
                      key=lambda one: len(one[1]))
        for name, content in made[:SAMPLE]:
            assert name.endswith(f"-{STAMP}.{kind}"), name
            OPENS[kind](content)


def _csv(content: bytes) -> None:
    assert content.startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(io.BytesIO(content))
    assert set(rows.filter(regex="as_of（截至）$").iloc[:, -1]) == {"2022-11-29 17:00"}


def _xlsx(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows(max_row=8)}
    assert said["截至"] == "2022年11月29日 17:00" and said["出处"] and book["数据"].max_row > 1


def _parquet(content: bytes) -> None:
    assert pq.read_table(io.BytesIO(content)).schema.metadata[b"as_of"].startswith(b"2022-11-29T17:00")


def _geojson(content: bytes) -> None:
    file = json.loads(content)
    assert file["as_of"].startswith("2022-11-29T17:00") and any(feature["geometry"] for feature in file["features"])


def _svg(content: bytes) -> None:
    picture = ElementTree.fromstring(content)
    assert picture.tag.endswith("svg") and "2022年11月29日 17:00" in "".join(picture.itertext())
    assert b"http" not in content.replace(b"http://www.w3.org/2000/svg", b"")


OPENS = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "geojson": _geojson, "svg": _svg}


def test_where_a_row_lies_in_the_log_is_left_out_unless_rows_are_told_apart_by_it():
    frame = pd.DataFrame({"batch_id": [7], "file": ["cases.csv"]})
    for query, taken in (("batches_recent", ["batch_id", "file"]), ("zones_open", ["file"]), ("", ["file"])):
        frame.attrs = {"query": query}
        assert Given(frame, "rows", "", datetime(2022, 11, 29), "zh").taken == taken
