"""What the store knows already and intake needs: the city's areas, its zones, and the last file of a source."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas

from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import districts_of, no_outlines, prefecture_cities
from dashboard.geography.map_files import OUTLINES, read_districts
from dashboard.i18n.messages import Words
from dashboard.intake.adapters.readings import Context
from dashboard.intake.checks.city import City
from dashboard.intake.checks.places import Places
from dashboard.intake.templates.city_lists import CityLists
from dashboard.intake.templates.examples import DAOLI, Site
from dashboard.warehouse.reader import NotPublished, Reader
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in can do without
    import geopandas

QUESTIONS = Path(__file__).with_name("questions")
AREA_COLUMNS = ["area_id", "adcode", "name", "name_en", "kind", "parent_id", "former_names", "valid_to", "successor_id", "lon", "lat"]
OPEN_COLUMNS = ["zone_id", "area_id", "level", "extent_text", "extent_key", "scheme"]
REGISTER_COLUMNS = ["business_id", "name", "category", "area_id", "address", "lon", "lat", "approver", "capacity"]
PARTED = re.compile(r"[、,，;；/]")
MOST_CHOICES = 500
"""Known values of one kind in a template's list."""
EVERYTHING = datetime(9999, 1, 1)
"""As-of of a reader that must see every batch: a replayed one may be received later than the clock says."""
Answer = TypeVar("Answer")


def city_of(workspace: Workspace) -> City:
    """The city as the checks need it, with the areas that its store knows, or those of the product's own register."""
    areas = _areas(workspace)
    now = workspace.now()
    places = Places(areas, workspace.city, _province(workspace.city), _former(areas, _registered(workspace)), gone_by(areas, now.date()))
    return City(places, _districts(workspace), now, partial(begun_zones, workspace))


def context_of(workspace: Workspace) -> Context:
    """The workspace as the adapters of sources need it."""
    areas = _areas(workspace)
    named = areas.dropna(subset=["name_en"]) if workspace.names_own_areas else areas.head(0)
    own = dict(zip(named["name_en"].str.upper(), named["area_id"], strict=True))
    return Context(workspace.city, areas.drop(columns="name_en"), partial(open_zones, workspace), partial(last_taken, workspace), own)


def open_zones(workspace: Workspace, source: str) -> pandas.DataFrame:
    """The zones of a source that are open in the store; columns as of `Context.open_zones`."""
    nothing = pandas.DataFrame(columns=OPEN_COLUMNS)
    return _answered(lambda: _frame(workspace, "open_zones", as_of=EVERYTHING, source=source), nothing)


def begun_zones(workspace: Workspace) -> list[str]:
    """The zones that have events in the store."""
    return _answered(lambda: [zone for (zone,) in _rows(workspace, "begun_zones", as_of=EVERYTHING)], [])


def known_register(workspace: Workspace) -> pandas.DataFrame:
    """The register of businesses as it was last told; columns of the table."""
    return _answered(lambda: _frame(workspace, "register_known", as_of=EVERYTHING), pandas.DataFrame(columns=REGISTER_COLUMNS))


def last_taken(workspace: Workspace, source: str) -> datetime | None:
    """The moment of the latest file of a source that is believed and in force; null where there is none."""
    latest: datetime | None = _answered(lambda: _rows(workspace, "last_taken", source=source)[0][0], None)
    return latest


def zone_on_record(workspace: Workspace, zone_id: str) -> dict[str, object] | None:
    """Every column of a zone that the store knows; null where it does not. Raises: StoreError before the first publication."""
    found = _frame(workspace, "zone_on_record", as_of=EVERYTHING, zone_id=zone_id)
    if not len(found):
        return None
    row = found.astype(object).where(found.notna(), None).to_dict("records")[0]
    return {str(name): value for name, value in row.items()}


def lists_of(workspace: Workspace) -> CityLists:
    """What the templates of a city may be chosen from: its districts by name, and the units and identifiers that its store knows."""
    areas = _areas(workspace)
    gone = gone_by(areas, workspace.now().date())
    standing = areas[~areas["area_id"].isin(gone)].drop_duplicates("name")
    names = tuple(Words(area["name"], area["name_en"] or area["name"]) for area in standing.to_dict("records"))
    rows: list[tuple[str, str]] = _answered(lambda: _rows(workspace, "known_choices", as_of=EVERYTHING, most=MOST_CHOICES), [])
    known: dict[str, list[str]] = {}
    for place, value in rows:
        known.setdefault(place, []).append(value)
    return CityLists(_site(standing, workspace.city), Words(workspace.city_name("zh"), workspace.city_name("en")), names, known)


def _site(areas: pandas.DataFrame, city: str) -> Site:
    """The area of the example rows: the first district with a point, else the city itself; where nothing has a point, a point elsewhere."""
    order = areas.assign(is_unplaced=areas["lon"].isna() | areas["lat"].isna(), is_city=areas["area_id"] == city)
    first = order.sort_values(["is_unplaced", "is_city"], kind="stable").to_dict("records")[0]
    lon, lat = (DAOLI.lon, DAOLI.lat) if first["is_unplaced"] else (first["lon"], first["lat"])
    return Site(first["name"], first["name_en"] or first["name"], lon, lat)


def _registered(workspace: Workspace) -> list[dict[str, Any]]:
    """The areas that the product's register has for the workspace's city; none for a place that names its own."""
    return [] if workspace.names_own_areas else areas_for(workspace.city)


def _areas(workspace: Workspace) -> pandas.DataFrame:
    known = _answered(lambda: _frame(workspace, "areas", as_of=EVERYTHING), pandas.DataFrame(columns=AREA_COLUMNS))
    own = pandas.DataFrame(_registered(workspace)).reindex(columns=AREA_COLUMNS)
    return pandas.concat([known, own[~own["area_id"].isin(known["area_id"])]], ignore_index=True)


def _province(city: str) -> str | None:
    """The name of the city's province; null where the register of cities does not know it."""
    cities = prefecture_cities()
    found = cities.loc[cities["adcode"] == city, "province"].tolist()
    return str(found[0]) if found else None


def _former(areas: pandas.DataFrame, registered: list[dict[str, Any]]) -> dict[str, str]:
    """Area by a name that it had: one that the store's files state, or that of the product's register. Never a name that another has."""
    now = dict(zip(areas["area_id"], areas["name"], strict=True))
    before = {str(row["name"]): str(row["area_id"]) for row in registered}
    stated = areas.dropna(subset=["former_names"])
    for area, names in zip(stated["area_id"], stated["former_names"], strict=True):
        before |= dict.fromkeys(filter(None, (name.strip() for name in PARTED.split(names))), str(area))
    return {name: area for name, area in before.items() if now.get(area) != name and name not in now.values()}


def gone_by(areas: pandas.DataFrame, day: date) -> dict[str, str]:
    """The areas that were abolished by a day, each with the one that succeeded it."""
    gone = areas.dropna(subset=["valid_to", "successor_id"])
    ends = pandas.to_datetime(gone["valid_to"]).dt.date
    return {str(area): str(after) for area, after, end in zip(gone["area_id"], gone["successor_id"], ends, strict=True) if end <= day}


def _districts(workspace: Workspace) -> "geopandas.GeoDataFrame":
    file = workspace.geodata / OUTLINES
    if workspace.names_own_areas and not file.exists():
        return no_outlines()
    return read_districts(file) if file.exists() else districts_of(workspace.city)


def _answered(ask: Callable[[], Answer], nothing: Answer) -> Answer:
    """An answer of the store, or `nothing` before its first publication. Raises: StoreError for a store that is there and gives none."""
    try:
        return ask()
    except NotPublished:
        return nothing


def _frame(workspace: Workspace, question: str, **params: object) -> pandas.DataFrame:
    return Reader.current(workspace).frame(_text(question), params)


def _rows(workspace: Workspace, question: str, **params: object) -> list[tuple[Any, ...]]:
    return Reader.current(workspace).rows(_text(question), params)


@cache
def _text(question: str) -> str:
    return (QUESTIONS / f"{question}.sql").read_text(encoding="utf-8")
