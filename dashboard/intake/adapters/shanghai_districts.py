"""Shanghai's daily positives of spring 2022: the table of its districts and the table of the city, space separated.

`Confirmed` includes the asymptomatic infections that became confirmed that day, and `Asymptomatic` includes those that did so later: on
all 62 days of the city's table Total = Confirmed + Asymptomatic - converted (2022-04-13: 27,605 = 2,573 + 25,146 - 114), which is the
number of new positives, each once. The district table's `Total` is Confirmed + Asymptomatic, so it counts the converted twice and is not
stored; nobody published conversions by district. Deaths are those of the day, not cumulative.

One bulletin a day, window 0-24 h. The tables do not say when they were published; the city's commission did so the morning after, so
09:00 is assumed. A line that repeats another exactly counts once; a day whose line is missing has no figure, also not by summing.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.i18n.messages import both
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import another_city, refuse, unknown_areas, warn
from dashboard.intake.adapters.tables import days, read_table, whole_numbers
from dashboard.intake.checks.places import Places
from dashboard.intake.problems import Problem, Where

NAME = "shanghai-districts"
CITY = "310000"
PUBLISHED_AFTER = pandas.Timedelta(hours=33)  # 09:00 on the next day
SOURCE = "上海市卫生健康委员会每日通报(整理表)"
DISTRICT_CELLS = {"Confirmed": ("new", "confirmed"), "Asymptomatic": ("new", "asymptomatic")}
CITY_CELLS = DISTRICT_CELLS | {
    "Total": ("new", "positive"),
    "Asymptomatic to Confirmed": ("converted", "confirmed"),
    "Deaths": ("new_dead", "confirmed"),
}


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with tables bulletins and bulletin_cells. Published at: the morning after the file's last day."""
    places = Places(context.areas, context.city)
    for path in paths:
        if context.city != CITY:
            yield Reading(path, {}, None, problems=[another_city(path, both("adapter.shanghai"), places)])
        else:
            yield _reading(path, places)


def _reading(path: Path, places: Places) -> Reading:
    frame, problems = read_table(path, ["Date", "Total", "Confirmed", "Asymptomatic"], separator=" ", quote="|")
    if problems:
        return Reading(path, {}, None, problems=problems)
    by_district = "District" in frame
    cells = DISTRICT_CELLS if by_district else CITY_CELLS
    if missing := [column for column in cells if column not in frame]:
        return Reading(path, {}, None, problems=[refuse(path, "header", "adapter.lacks", Where(row=1), names="、".join(missing))])
    problems = days(frame, "Date", path) + whole_numbers(frame, ["Total", *(c for c in cells if c != "Total")], path)
    if by_district:
        problems += unknown_areas(path, "District", set(frame["District"].dropna()), places)
    if problems:
        return Reading(path, {}, None, problems=problems)
    frame, repeated = _once(frame, ["Date", "District"] if by_district else ["Date"], path)
    if any(problem.severity == "refuse" for problem in repeated):
        return Reading(path, {}, None, problems=repeated)
    problems = repeated + _sums(frame, by_district, path)
    tables = {"bulletins": _bulletins(frame), "bulletin_cells": _cells(frame, cells)}
    return Reading(path, tables, (frame["Date"].max() + PUBLISHED_AFTER).to_pydatetime(), problems=problems)


def _once(frame: pandas.DataFrame, key: list[str], path: Path) -> tuple[pandas.DataFrame, list[Problem]]:
    """The lines without exact repetitions; a refusal for two lines of one key that differ."""
    once = frame.drop_duplicates([column for column in frame if column != "source_row"])
    same = "other_figures_of_district" if "District" in key else "other_figures_of_day"
    problems = [
        refuse(path, "duplicate", f"shanghai_districts.{same}", Where(row=int(row)))
        for row in once.loc[once.duplicated(key), "source_row"]
    ]
    if repeated := len(frame) - len(once):
        days_named = "、".join(sorted({f"{day:%Y-%m-%d}" for day in frame.drop(once.index)["Date"]}))
        problems.append(warn(path, "duplicate", "shanghai_districts.repeated", n=repeated, days=days_named))
    return once, problems


def _sums(frame: pandas.DataFrame, by_district: bool, path: Path) -> list[Problem]:
    """A remark on each line whose total is not what its parts give; the figures stay as published."""
    parts = frame["Confirmed"] + frame["Asymptomatic"] - (0 if by_district else frame["Asymptomatic to Confirmed"])
    return [
        warn(path, "sum", "shanghai_districts.sum", Where(row["source_row"], "Total", str(row["Total"])), total=row["Total"], part=part)
        for row, part in zip(frame.to_dict("records"), parts, strict=True)
        if row["Total"] != part
    ]


def _bulletins(frame: pandas.DataFrame) -> pandas.DataFrame:
    first = frame.drop_duplicates("Date")
    day = first["Date"]
    return pandas.DataFrame({
        "bulletin_id": _bulletin_id(day), "area_id": CITY, "title": "上海市" + day.dt.strftime("%Y-%m-%d") + " 0—24时疫情通报",
        "window_start": day, "window_end": day + pandas.Timedelta(days=1), "published_at": day + PUBLISHED_AFTER,
        "revision": 0, "source": SOURCE, "source_row": first["source_row"],
    })


def _cells(frame: pandas.DataFrame, cells: dict[str, tuple[str, str]]) -> pandas.DataFrame:
    """One row a figure; area null for the whole city."""
    columns = [
        pandas.DataFrame({
            "bulletin_id": _bulletin_id(frame["Date"]), "measure": measure, "class": case_class,
            "area_id": frame.get("District"),
            "n": frame[column], "qualifier": "exact", "source_row": frame["source_row"],
        })
        for column, (measure, case_class) in cells.items()
    ]
    return pandas.concat(columns, ignore_index=True)


def _bulletin_id(day: pandas.Series) -> "pandas.Series[str]":
    identifiers: pandas.Series[str] = "shanghai-" + day.dt.strftime("%Y-%m-%d")
    return identifiers
