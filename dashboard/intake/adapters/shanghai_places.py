"""The places where Shanghai's positives lived, as lists of addresses by day and district, April 2022.

A row is a place and not a person, so it fills `case_places` and never `cases`. Coordinates are GCJ-02 and come from automatic geocoding:
about a fifth lie in another province. Those outside the box around Shanghai's districts are dropped and the place stays; one that was
wrongly located *inside* the city cannot be told and stays.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas

from dashboard.geography.boundaries import districts_of
from dashboard.geography.datum import to_wgs84
from dashboard.geography.locate import city_box
from dashboard.i18n.messages import both
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import another_city, refuse, unknown_areas, warn
from dashboard.intake.adapters.tables import days
from dashboard.intake.checks.places import Places
from dashboard.intake.problems import Problem, Where

NAME = "shanghai-places"
CITY = "310000"
DATUM = "gcj02"
FIELDS = ("date", "district_name", "place_name")
KEY = ["day", "area_id", "place"]
PUBLISHED_AFTER = pandas.Timedelta(hours=33)  # 09:00 on the next day is assumed, as for the district table


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with table case_places. Published at: the morning after the file's last day."""
    places = Places(context.areas, context.city)
    if context.city != CITY:
        yield from (Reading(path, {}, None, problems=[another_city(path, both("adapter.shanghai"), places)]) for path in paths)
        return
    box = city_box(districts_of(CITY), margin_degrees=0)
    for path in paths:
        yield _reading(path, places, box)


def _reading(path: Path, places: Places, box: tuple[float, float, float, float]) -> Reading:
    entries, problems = _entries(path)
    if problems:
        return Reading(path, {}, None, problems=problems)
    frame = pandas.DataFrame({
        "date": [entry["date"] for entry in entries], "area_id": [entry["district_name"] for entry in entries],
        "place": [entry["place_name"].strip() for entry in entries],
    })
    frame[["lon", "lat"]] = [_lnglat(entry) for entry in entries]
    problems = days(frame.assign(source_row=range(1, len(frame) + 1)), "date", path)
    problems += unknown_areas(path, "district_name", set(frame["area_id"]), places)
    if problems:
        return Reading(path, {}, None, problems=problems)
    frame["day"] = pandas.to_datetime(frame.pop("date"))
    frame["source"] = "上海发布居住地信息(整理表)"
    located, problems = _inside(frame, box, path)
    once, repeated = _once(located, path)
    published = once["day"].max() + PUBLISHED_AFTER
    return Reading(path, {"case_places": once}, published.to_pydatetime(), datum=DATUM, problems=problems + repeated)


def _entries(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The file's entries, and why it cannot be read."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return [], [refuse(path, "unreadable", "adapter.no_json")]
    if not isinstance(entries, list) or not entries:
        return [], [refuse(path, "feed", "shanghai_places.no_list")]
    for number, entry in enumerate(entries, start=1):
        said = entry if isinstance(entry, dict) else {}
        lacking = [field for field in FIELDS if not isinstance(said.get(field), str) or not said[field].strip()]
        if lacking:
            place = Where(number, lacking[0])
            return [], [refuse(path, "feed", "shanghai_places.lacks", place, n=number, names="、".join(lacking))]
    return entries, []


def _lnglat(entry: dict[str, Any]) -> tuple[float, float]:
    """Longitude and latitude as published; NaN for a pair that is missing or is not two numbers."""
    match entry.get("lnglat"):
        case [int() | float() as lon, int() | float() as lat]:
            return float(lon), float(lat)
    return float("nan"), float("nan")


def _inside(frame: pandas.DataFrame, box: tuple[float, float, float, float], path: Path) -> tuple[pandas.DataFrame, list[Problem]]:
    """The places, without the coordinates that lie outside the city's box."""
    west, south, east, north = box
    lon, lat = to_wgs84(frame["lon"], frame["lat"], DATUM)
    given = frame["lon"].notna()
    outside = given & ~((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    if not outside.any():
        return frame, []
    example = frame[outside].iloc[0]
    where = Where(column="lnglat", value=f"{example['place']} {example['lon']}, {example['lat']}")
    problem = warn(path, "outside", "shanghai_places.outside", where, n=outside.sum(), all=len(frame))
    return frame.assign(lon=frame["lon"].mask(outside), lat=frame["lat"].mask(outside)), [problem]


def _once(frame: pandas.DataFrame, path: Path) -> tuple[pandas.DataFrame, list[Problem]]:
    """One row a day, district and place; of several the first that is located."""
    best = frame.assign(missing=frame["lon"].isna()).sort_values("missing", kind="stable").drop_duplicates(KEY)
    once = frame.loc[best.index.sort_values()]
    repeated = len(frame) - len(once)
    if not repeated:
        return once, []
    return once, [warn(path, "duplicate", "shanghai_places.repeated", n=repeated)]
