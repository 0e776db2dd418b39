"""What a source adapter is given and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas

from dashboard.intake.problems import Problem


@dataclass(frozen=True)
class Context:
    """What an adapter may know about the workspace it reads for."""

    city: str
    """Adcode of the city, such as 230100."""
    areas: pandas.DataFrame
    """The city's areas: area_id, adcode (null for functional zones), name, kind, parent_id."""
    open_zones: Callable[[str], pandas.DataFrame]
    """The zones of a source that are open in the store: zone_id, area_id, level, extent_text, extent_key, scheme."""
    last_taken: Callable[[str], datetime | None]
    """The moment of the latest file of a source that was believed; null where there is none."""
    own_areas: Mapping[str, str] = field(default_factory=dict)
    """Of a place that names its own areas: area_id by the name in English, in capitals. Empty for a city of the register."""


@dataclass
class Reading:
    """What one file said: frames in the schema's columns, still to be checked by staging."""

    file: Path
    tables: dict[str, pandas.DataFrame]
    """Frame by table. Values may be text as in the file; `source_row` and `is_synthetic` are optional columns."""
    published_at: datetime | None
    """When the source says it published the file, in the city's wall clock; null = the file does not say."""
    datum: str | None = None
    """wgs84, gcj02 or bd09: the datum of `lon` and `lat`; null = there are no coordinates, or it is not known."""
    problems: list[Problem] = field(default_factory=list)
    """What the adapter itself finds; one with severity refuse refuses the file."""
    note: str | None = None
