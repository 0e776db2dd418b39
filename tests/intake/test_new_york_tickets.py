"""An hour of a real service line, New York's 311, in the ticket views: agencies are units, boroughs areas, the hour's numbers are the file's."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from dashboard.demo.own_place import create_place
from dashboard.intake.service import take_in
from dashboard.warehouse.ask import ask
from tests.page_runs import open_page, shown

FILE = Path(__file__).parents[3] / "shared" / "real" / "nyc311_2022-05-01.csv"
NOW = datetime(2022, 5, 8)
BOROUGHS = """area_id,name,name_en,kind,parent_id
nyc,纽约市,New York City,city,
nyc-b,布朗克斯,Bronx,district,nyc
nyc-k,布鲁克林,Brooklyn,district,nyc
nyc-m,曼哈顿,Manhattan,district,nyc
nyc-q,皇后区,Queens,district,nyc
nyc-s,斯塔滕岛,Staten Island,district,nyc
"""
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real files are not beside the project")


def test_the_ticket_views_say_what_the_file_says(tmp_path, monkeypatch):
    (tmp_path / "areas.csv").write_text(BOROUGHS, encoding="utf-8")
    workspace = create_place(tmp_path / "city", tmp_path / "areas.csv", stopped_at=NOW)
    assert [one.status for one in take_in(workspace, [FILE], source="nyc311", received_at=NOW)] == ["taken"]
    raw = pd.read_csv(FILE, dtype=str)
    closed = pd.to_datetime(raw["Closed Date"], format="%m/%d/%Y %I:%M:%S %p")
    due = pd.to_datetime(raw["Due Date"], format="%m/%d/%Y %I:%M:%S %p")
    is_open = closed.isna() | (closed > NOW)
    units = {row["unit"]: row for row in ask(workspace, "tickets_by_unit", {}, NOW).records()}
    assert {unit: row["tickets_open"] for unit, row in units.items()} == is_open.groupby(raw["Agency"]).sum().to_dict()
    assert sum(row["overdue"] for row in units.values()) == (is_open & (due < NOW)).sum()
    assert sum(row["without_deadline"] for row in units.values()) == (is_open & due.isna()).sum(), "no rule of China's rules them"
    for name in ("Bronx", "Queens", "Staten Island"):
        of_one = ask(workspace, "tickets_by_unit", {"areas": [f"nyc-{name[0].lower()}"]}, NOW).records()
        assert sum(row["tickets_open"] for row in of_one) == (is_open & raw["Borough"].eq(name.upper())).sum() > 0, name
    states = {row["state"]: row["tickets"] for row in ask(workspace, "tickets_by_state", {}, NOW).records()}
    assert states["dispatched"] == is_open.sum() and states["received"] == 0
    ages = ask(workspace, "tickets_ageing", {}, NOW).records()
    assert sum(row["tickets"] for row in ages) == is_open.sum()
    days = ask(workspace, "tickets_by_day", {}, NOW).records()
    assert {row["withheld"] for row in days if row["is_ahead"]} <= {"silent", "short_history"}, "an hour is no history"
    page = open_page("tickets", workspace.root, monkeypatch, lang="en", unit="NYPD")
    assert not page.exception and "NYPD" in shown(page) and 'class="calm error' not in shown(page)
