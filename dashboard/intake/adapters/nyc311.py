"""Service requests of New York City's 311: another city's tickets, for trying the hotline pages on real ones.

Times stay as published, New York's wall clock. Boroughs are no areas of a Chinese city, so area is null; coordinates outside the
workspace's city are dropped with one remark. Topics that have no counterpart are `other`, with the words kept; an unknown channel is null.
The file has no time of first handling, and does not say when it was published.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.geography.boundaries import districts_of
from dashboard.geography.locate import city_box
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import refuse, warn
from dashboard.intake.adapters.tables import read_table
from dashboard.intake.problems import Problem, Where

NAME = "nyc311"
TIME = "%m/%d/%Y %I:%M:%S %p"
TIMES = {"Created Date": "received_at", "Due Date": "due_at", "Closed Date": "closed_at"}
COLUMNS = ("Unique Key", *TIMES, "Agency", "Complaint Type", "Open Data Channel Type", "Latitude", "Longitude")
CHANNELS = {"PHONE": "phone", "MOBILE": "app", "ONLINE": "web"}
TOPICS = {
    "HEAT/HOT WATER": "heating", "Heat/Hot Water": "heating", "Traffic": "transport", "Taxi Complaint": "transport",
    "For Hire Vehicle Complaint": "transport", "Bus Stop Shelter Complaint": "transport",
}
NOISE = "Noise"


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with table hotline_tickets. Published at: null."""
    box = city_box(districts_of(context.city))
    for path in paths:
        frame, problems = read_table(path, COLUMNS)
        if not problems:
            problems = _times(frame, path)
        if problems:
            yield Reading(path, {}, None, problems=problems)
            continue
        tickets, problems = _located(_tickets(frame), box, path)
        yield Reading(path, {"hotline_tickets": tickets}, None, datum="wgs84", problems=problems)


def _times(frame: pandas.DataFrame, path: Path) -> list[Problem]:
    """Turn the times into timestamps in place; a refusal for each that is not one."""
    problems = []
    for column in TIMES:
        read_times = pandas.to_datetime(frame[column], format=TIME, errors="coerce")
        for row in frame[read_times.isna() & frame[column].notna()].to_dict("records"):
            place = Where(row["source_row"], column, row[column])
            problems.append(refuse(path, "unread", "nyc311.no_moment", place, value=row[column]))
        frame[column] = read_times
    return problems


def _tickets(frame: pandas.DataFrame) -> pandas.DataFrame:
    return pandas.DataFrame({
        "ticket_id": "nyc311-" + frame["Unique Key"], **{ours: frame[theirs] for theirs, ours in TIMES.items()},
        "channel": frame["Open Data Channel Type"].map(CHANNELS), "topic": frame["Complaint Type"].map(_topic),
        "topic_raw": frame["Complaint Type"], "unit": frame["Agency"], "lon": pandas.to_numeric(frame["Longitude"], errors="coerce"),
        "lat": pandas.to_numeric(frame["Latitude"], errors="coerce"), "source_row": frame["source_row"],
    })


def _topic(complaint: str | None) -> str | None:
    if complaint is None:
        return None
    return "noise" if complaint.startswith(NOISE) else TOPICS.get(complaint, "other")


def _located(tickets: pandas.DataFrame, box: tuple[float, float, float, float], path: Path) -> tuple[pandas.DataFrame, list[Problem]]:
    """The tickets without the coordinates that lie outside the city's box."""
    west, south, east, north = box
    given = tickets["lon"].notna() & tickets["lat"].notna()
    outside = given & ~(tickets["lon"].between(west, east) & tickets["lat"].between(south, north))
    if not outside.any():
        return tickets, []
    located = tickets.assign(lon=tickets["lon"].mask(outside), lat=tickets["lat"].mask(outside))
    return located, [warn(path, "outside", "nyc311.outside", Where(column="Longitude"), n=outside.sum())]
