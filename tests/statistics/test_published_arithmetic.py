"""Real bulletins whose parts close: the board's checks agree with them, and find one that is a single case off."""

import csv
import json
from itertools import count
from pathlib import Path

import pytest

from dashboard.schema.declaration import enums
from dashboard.warehouse.catalogue import bind, checks
from dashboard.warehouse.reader import Reader
from tests.conftest import workspace_from

VECTORS = json.loads((Path(__file__).parent / "vectors" / "bulletins.json").read_text(encoding="utf-8"))
DISTRICTS = ["230102", "230103", "230104", "230108", "230109", "230110", "230111", "230112", "230113", "230123"]
"""Any ten: which district had how many is no part of the arithmetic."""
COLUMNS = ["bulletin_id", "measure", "class", "area_id", "route", "origin", "n"]
MEASURES = ["cumulative", "existing", "recovered", "dead"]


def parts_of(dimension):
    if dimension == "class":
        return ["confirmed", "asymptomatic"]
    if dimension == "area_id":
        return DISTRICTS
    return [name for name in enums()[dimension] if name != "unknown"]


def cells_of(figures, more=0):
    """Rows of bulletin_cells; `more` is added to the first part of each figure. A figure that is part of another is one row."""
    cells = {}
    for figure in figures:
        kind = figure.get("class", "")
        cells.setdefault((kind, "whole"), {"measure": "new", "class": kind, "n": figure["n"]})
        for dimension, numbers in figure["parts"].items():
            for place, (part, n) in enumerate(zip(parts_of(dimension), numbers, strict=False)):
                cell = {"measure": "new", "class": kind, dimension: part, "n": n + (more if place == 0 else 0)}
                cells[(cell["class"], "whole" if dimension == "class" else part)] = cell
    return list(cells.values())


def found_by(check, bulletins, tmp_path):
    """What the check finds in bulletins, by name, of which each is a list of cells."""
    folder = tmp_path / "batches" / "20221129T1200_bulletins"
    folder.mkdir(parents=True)
    with (folder / "bulletins.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["bulletin_id", "area_id", "title", "window_start", "window_end", "published_at", "revision"])
        for name, day in zip(bulletins, count(1)):
            rows.writerow([name, "230100", name, f"2022-11-{day:02}T00:00", f"2022-11-{day:02}T15:00", f"2022-11-{day:02}T16:00", 0])
    with (folder / "bulletin_cells.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="")
        rows.writeheader()
        rows.writerows({**cell, "bulletin_id": name} for name, cells in bulletins.items() for cell in cells)
    workspace = workspace_from(folder.parent, tmp_path)
    query = checks()[check]
    return set(Reader.current(workspace).frame(query.sql, bind(query, {}, workspace.now()))["subject"])


@pytest.mark.parametrize("more, expected", [(0, set()), (1, {one["name"] for one in VECTORS["bulletins"]})])
def test_parts_of_published_bulletins_close_and_one_case_more_is_found(more, expected, tmp_path):
    bulletins = {one["name"]: cells_of(one["figures"], more) for one in VECTORS["bulletins"]}
    assert found_by("bulletin_not_adding_up", bulletins, tmp_path) == expected


@pytest.mark.parametrize("more", [0, 1])
def test_published_stocks_close_and_one_case_more_is_found(more, tmp_path):
    stocks = {f"stock {place}": stock for place, stock in enumerate(VECTORS["stocks"])}
    bulletins = {name: [{"measure": m, "class": "confirmed", "n": n + (more if m == "existing" else 0)} for m, n in zip(MEASURES, stock, strict=True)]
                 for name, stock in stocks.items()}
    assert found_by("stock_not_closing", bulletins, tmp_path) == (set(stocks) if more else set())
