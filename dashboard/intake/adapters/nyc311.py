"""Service requests of New York City's 311: another city's tickets, for trying the hotline pages on real ones.

Times stay as published, New York's wall clock. Boroughs are areas where the workspace names its own and calls them so in English; they are
none of a Chinese city, so area is null there. Coordinates outside the workspace's city, or China, are dropped with one remark. Topics that
have no counterpart are `other`, with the words kept; an unknown channel is null.
The file has no time of first handling, and does not say when it was published. Files of other years and of the interface for programs
spell their headers otherwise (`unique_key`), lack the channel or the deadline, and have closed some tickets before they were opened:
that is warned about and kept, since it is what was published.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas

from dashboard.geography.boundaries import districts_of, no_outlines
from dashboard.geography.locate import city_box
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import refuse, warn
from dashboard.intake.adapters.tables import lacking, read_table
from dashboard.intake.problems import Problem, Where, assumed

NAME = "nyc311"
TIMES_WRITTEN = ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y %H:%M")
TIMES = {"Created Date": "received_at", "Due Date": "due_at", "Closed Date": "closed_at"}
NEEDED = ("Unique Key", "Created Date", "Complaint Type")
COLUMNS = (*NEEDED, "Closed Date", "Due Date", "Agency", "Open Data Channel Type", "Latitude", "Longitude", "Borough")
"""What is read; without those beyond the needed ones a file is poorer, and no less a file of tickets."""
CHANNELS = {"PHONE": "phone", "MOBILE": "app", "ONLINE": "web"}
TOPICS = {
    "HEAT/HOT WATER": "heating", "Heat/Hot Water": "heating", "Traffic": "transport", "Taxi Complaint": "transport",
    "For Hire Vehicle Complaint": "transport", "Bus Stop Shelter Complaint": "transport",
}
NOISE = "Noise"


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with table hotline_tickets. Published at: null."""
    box = city_box(no_outlines() if context.own_areas else districts_of(context.city))
    for path in paths:
        frame, problems = read_table(path, ())
        if not problems:
            frame, problems = _columns(frame, path)
        if not problems:
            problems = _times(frame, path)
        if problems:
            yield Reading(path, {}, None, problems=problems)
            continue
        tickets, problems = _located(_tickets(frame, context.own_areas), box, path)
        if poorer := [name for name in COLUMNS if not frame.attrs[name]]:
            problems.append(assumed(path.name, "lacks", "nyc311.lacks", Where(row=1), names="、".join(poorer)))
        yield Reading(path, {"hotline_tickets": tickets}, None, datum="wgs84", problems=problems)


def _columns(frame: pandas.DataFrame, path: Path) -> tuple[pandas.DataFrame, list[Problem]]:
    """The columns that are read, by their names of today, empty where the file has none; or what it lacks of the needed ones."""
    today = {_folded(name): name for name in COLUMNS}
    named = frame.rename(columns={name: today[_folded(name)] for name in frame.columns if _folded(name) in today})
    if missing := [name for name in NEEDED if name not in named]:
        return named, [lacking(path, missing, COLUMNS)]
    whole = named.reindex(columns=[*COLUMNS, "source_row"]).astype(object)
    whole.attrs = {name: name in named for name in COLUMNS}
    return whole, []


def _folded(header: str) -> str:
    return header.strip().casefold().replace("_", " ")


def _times(frame: pandas.DataFrame, path: Path) -> list[Problem]:
    """Turn the times into timestamps in place; a refusal for each that is not one."""
    problems = []
    for column in TIMES:
        read_times = pandas.Series(pandas.NaT, index=frame.index, dtype="datetime64[ns]")
        for written in TIMES_WRITTEN:
            read_times = read_times.fillna(pandas.to_datetime(frame[column].where(read_times.isna()), format=written, errors="coerce"))
        for row in frame[read_times.isna() & frame[column].notna()].to_dict("records"):
            place = Where(row["source_row"], column, row[column])
            problems.append(refuse(path, "unread", "nyc311.no_moment", place, value=row[column]))
        frame[column] = read_times
    return problems


def _tickets(frame: pandas.DataFrame, areas: Mapping[str, str]) -> pandas.DataFrame:
    return pandas.DataFrame({
        "ticket_id": "nyc311-" + frame["Unique Key"], **{ours: frame[theirs] for theirs, ours in TIMES.items()},
        "channel": frame["Open Data Channel Type"].map(CHANNELS), "topic": frame["Complaint Type"].map(_topic),
        "topic_raw": frame["Complaint Type"], "unit": frame["Agency"], "lon": pandas.to_numeric(frame["Longitude"], errors="coerce"),
        "lat": pandas.to_numeric(frame["Latitude"], errors="coerce"), "source_row": frame["source_row"],
        "area_id": frame["Borough"].str.upper().map(areas).astype(object),
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
