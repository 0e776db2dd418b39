"""What the checks know of the city that a file is for: its areas, their outlines, the zones that have begun."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dashboard.geography.locate import city_box
from dashboard.intake.checks.places import Places

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in can do without
    import geopandas

EARLIEST = datetime(2019, 1, 1)
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class City:
    """The city of a workspace, as the checks need it."""

    places: Places
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
