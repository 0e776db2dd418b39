"""What intake knows of the city it reads for: its areas, their outlines, the zones that are open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pandas

from dashboard.errors import StoreError
from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import districts_of
from dashboard.geography.locate import city_box
from dashboard.intake.checks.places import Places
from dashboard.intake.reading.readings import Context
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in need not hold
    import geopandas

AREA_COLUMNS = ["area_id", "adcode", "name", "name_en", "kind", "parent_id"]
EARLIEST = datetime(2019, 1, 1)
AHEAD = timedelta(days=366)
EVERYTHING = datetime(9999, 1, 1)
"""As-of of a reader that must see every batch: a replayed one may be received later than the clock says."""

AREAS = """
select area_id, adcode, name, name_en, kind, parent_id from current_areas($as_of) order by area_id
"""
LAST_TAKEN = """
select max(effective_at) from batches
where
    source = $source
    and kind = 'import'
    and rolled_back_at is null
    and batch_id not in (select batch_id from import_findings where rule = 'held_back')
"""
BEGUN_ZONES = "select distinct zone_id from current_zone_events($as_of) order by zone_id"
OPEN_ZONES = """
with
events as (
    select
        zone_id,
        max("at") filter (where event = 'declare') as declared_at,
        max("at") filter (where event = 'lift') as lifted_at,
        arg_max(level, "at") filter (where level is not null) as level,
        arg_max(extent_text, "at") filter (where extent_text is not null) as extent_text
    from current_zone_events($as_of)
    where not is_synthetic
    group by zone_id
)
select
    zones.zone_id,
    zones.area_id,
    coalesce(events.level, zones.level) as level,
    coalesce(events.extent_text, zones.extent_text) as extent_text,
    zones.extent_key
from current_zones($as_of) as zones
inner join events on events.zone_id = zones.zone_id
where
    zones.source = $source
    and not zones.is_synthetic
    and (events.lifted_at is null or events.declared_at > events.lifted_at)
order by zones.zone_id
"""


@dataclass(frozen=True)
class City:
    """The city of a workspace, as intake needs it."""

    places: Places
    context: Context
    districts: "geopandas.GeoDataFrame"
    """Outlines of its districts in WGS-84: area_id, geometry."""
    now: datetime
    begun_zones: Callable[[], list[str]]
    """Identifiers of the zones that have events in the store."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, with a margin: a point beyond lies outside the city."""
        return city_box(self.districts)

    @property
    def likely(self) -> tuple[datetime, datetime]:
        """The moments that need no second look."""
        return EARLIEST, self.now + AHEAD


def city_of(workspace: Workspace) -> City:
    """The city, with the areas that its store knows, or those of the product's own register where it knows none."""
    areas = _areas(workspace)
    context = Context(workspace.city, areas.drop(columns="name_en"), partial(open_zones, workspace), partial(last_taken, workspace))
    return City(
        Places(areas, workspace.city), context, _districts(workspace), workspace.now(), partial(begun_zones, workspace),
    )


def open_zones(workspace: Workspace, source: str) -> pandas.DataFrame:
    """The zones of a source that are open in the store; columns as of `Context.open_zones`."""
    try:
        return Reader.current(workspace).frame(OPEN_ZONES, {"as_of": EVERYTHING, "source": source})
    except StoreError:
        return pandas.DataFrame(columns=["zone_id", "area_id", "level", "extent_text", "extent_key"])


def begun_zones(workspace: Workspace) -> list[str]:
    """The zones that have events in the store."""
    try:
        return [zone for (zone,) in Reader.current(workspace).rows(BEGUN_ZONES, {"as_of": EVERYTHING})]
    except StoreError:
        return []


def last_taken(workspace: Workspace, source: str) -> datetime | None:
    """The moment of the latest file of a source that is believed and stands; null where there is none."""
    try:
        return Reader.current(workspace).rows(LAST_TAKEN, {"source": source})[0][0]
    except StoreError:
        return None


def _areas(workspace: Workspace) -> pandas.DataFrame:
    try:
        known = Reader.current(workspace).frame(AREAS, {"as_of": EVERYTHING})
    except StoreError:
        known = pandas.DataFrame(columns=AREA_COLUMNS)
    own = pandas.DataFrame(areas_for(workspace.city))[AREA_COLUMNS]
    return pandas.concat([known, own[~own["area_id"].isin(known["area_id"])]], ignore_index=True)


def _districts(workspace: Workspace) -> "geopandas.GeoDataFrame":
    import geopandas

    file = workspace.geodata / "areas.parquet"
    return geopandas.read_parquet(file) if file.exists() else districts_of(workspace.city)
