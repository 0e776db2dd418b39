"""What commands import and read first, done once before trials are forked: they would each pay for it otherwise."""

from importlib import import_module

from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import districts_of
from dashboard.i18n.messages import messages
from dashboard.intake.reading.headers import known_table
from dashboard.rules.schemes import schemes
from dashboard.warehouse.catalogue import catalogue, checks, tables_behind
from dashboard.warehouse.fingerprint import fingerprint

LATE = (
    "dashboard.cli.doctor", "dashboard.intake.service", "dashboard.warehouse.backup", "dashboard.warehouse.restore", "dashboard.warehouse.integrity",
    "geopandas", "pandas", "pyarrow", "pyarrow.parquet", "pyarrow.dataset", "shapely", "openpyxl", "streamlit",
)


def warm_up(city: str) -> None:
    """Import what commands import late, and fill the caches that rest on nothing of a workspace; no connection to a store is made."""
    for name in LATE:
        import_module(name)
    fingerprint(), messages(), schemes(), known_table("cases"), areas_for(city), districts_of(city)
    for query in (catalogue() | checks()).values():
        tables_behind(query.file)
