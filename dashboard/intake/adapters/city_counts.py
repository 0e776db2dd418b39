"""Cumulative counts by city and day, 2020: confirmed, suspected, cured, dead.

One bulletin a day for the workspace's city; lines of other cities are counted in the note. The day's figure is what was known at its end,
and the file does not say when it was published: the end of the day (next day 00:00) is assumed. `suspected` was published as a stock of
open suspicions, so it is `existing`; cured and dead are cumulative. Figures are kept as published, a falling cumulative count too (a
correction), with a remark.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.i18n.messages import both
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import refuse, warn
from dashboard.intake.adapters.tables import days, read_table, whole_numbers
from dashboard.intake.problems import Problem, Where

NAME = "city-counts"
SOURCE = "各地卫生健康委员会通报(整理表)"
CELLS = {
    "confirmed": ("cumulative", "confirmed"),
    "suspected": ("existing", "suspected"),
    "cured": ("recovered", "confirmed"),
    "dead": ("dead", "confirmed"),
}
CUMULATIVE = ("confirmed", "cured", "dead")
DAY = pandas.Timedelta(days=1)


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with tables bulletins and bulletin_cells. Published at: the end of the file's last day."""
    for path in paths:
        yield _reading(path, context.city)


def _reading(path: Path, city: str) -> Reading:
    frame, problems = read_table(path, ["date", "city", "cityCode", *CELLS])
    if not problems:
        every, frame = len(frame), frame[frame["cityCode"] == city].copy()
        problems = _checked(frame, path)
    if problems:
        return Reading(path, {}, None, problems=problems)
    frame = frame.sort_values("date")
    other = every - len(frame)
    note = " / ".join(both("city_counts.note", n=other))
    tables = {"bulletins": _bulletins(frame, city), "bulletin_cells": _cells(frame, city)}
    return Reading(path, tables, (frame["date"].max() + DAY).to_pydatetime(), problems=_remarks(frame, path), note=note)


def _checked(frame: pandas.DataFrame, path: Path) -> list[Problem]:
    """Dates and counts read in place; refusals."""
    if frame.empty:
        return [refuse(path, "city", "city_counts.no_rows", Where(column="cityCode"))]
    problems = days(frame, "date", path) + whole_numbers(frame, CELLS, path)
    if problems:
        return problems
    return [
        refuse(path, "duplicate", "city_counts.day_twice", Where(int(row), "date"))
        for row in frame.loc[frame.duplicated("date"), "source_row"]
    ]


def _remarks(frame: pandas.DataFrame, path: Path) -> list[Problem]:
    """What a reader should know and nobody should fix: cumulative counts that fall, and a column of nothing but 0."""
    problems = []
    for column in CUMULATIVE:
        fall = frame[column].diff()
        for row, change in zip(frame[fall < 0].to_dict("records"), fall[fall < 0], strict=True):
            place = Where(row["source_row"], column, str(row[column]))
            problems.append(warn(path, "falling", "city_counts.falling", place, n=-change))
    if len(frame) > 1 and not frame["suspected"].any():
        problems.append(warn(path, "constant", "city_counts.no_suspected", Where(column="suspected", value="0")))
    return problems


def _bulletins(frame: pandas.DataFrame, city: str) -> pandas.DataFrame:
    return pandas.DataFrame({
        "bulletin_id": _bulletin_id(frame, city), "area_id": city,
        "title": frame["city"] + frame["date"].dt.strftime("%Y-%m-%d") + " 累计数", "window_start": frame["date"],
        "window_end": frame["date"] + DAY, "published_at": frame["date"] + DAY, "revision": 0, "source": SOURCE,
        "source_row": frame["source_row"],
    })


def _cells(frame: pandas.DataFrame, city: str) -> pandas.DataFrame:
    """One row a figure of the whole city (area null)."""
    columns = [
        pandas.DataFrame({
            "bulletin_id": _bulletin_id(frame, city), "measure": measure, "class": case_class, "area_id": None,
            "n": frame[column], "qualifier": "exact", "source_row": frame["source_row"],
        })
        for column, (measure, case_class) in CELLS.items()
    ]
    return pandas.concat(columns, ignore_index=True)


def _bulletin_id(frame: pandas.DataFrame, city: str) -> "pandas.Series[str]":
    identifiers: pandas.Series[str] = f"city-counts-{city}-" + frame["date"].dt.strftime("%Y-%m-%d")
    return identifiers
