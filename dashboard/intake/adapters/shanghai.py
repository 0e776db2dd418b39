"""All that Shanghai published of spring 2022, by one name: a list of places is JSON, the tables of figures are not."""

from collections.abc import Iterator
from pathlib import Path

from dashboard.intake.adapters import shanghai_districts, shanghai_places
from dashboard.intake.adapters.readings import Context, Reading

NAME = "shanghai-2022"


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, as the adapter of its kind gives it, in the order of the files."""
    for path in paths:
        adapter = shanghai_places if path.suffix.lower() == ".json" else shanghai_districts
        yield from adapter.read([path], context)
