"""One table of one file: staged, checked, put into words, and written as Parquet where nothing is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dashboard.intake.checks.city import City
from dashboard.intake.checks.coordinates import locate_points, settle_points, settle_shapes
from dashboard.intake.checks.people import hide, problems_of, without_people
from dashboard.intake.checks.privacy import LONGEST, wrong_with
from dashboard.intake.checks.spellings import resolvers_of
from dashboard.intake.checks.staging import Fault, Staging, staging
from dashboard.intake.checks.wording import problem_of
from dashboard.intake.problems import LISTED, Problem
from dashboard.schema.declaration import Table


@dataclass(frozen=True)
class Checked:
    """What came of one table of a file."""

    path: Path | None
    """The rows as Parquet; null where the file is refused."""
    rows: int
    problems: tuple[Problem, ...]
    """The first of them, by row."""
    refusals: int
    """All of them, the unlisted ones included."""
    warnings: int
    latest: datetime | None
    """The last moment that the rows speak of, not after now."""
    published: datetime | None
    """The last publication time in the rows, where the table has one."""


def check_table(
    table: Table,
    chunks: Iterable[pa.Table],
    headers: dict[str, str],
    file: str,
    city: City,
    folder: Path,
    datum: str | None = None,
    is_synthetic: bool = False,
    is_outline: bool = False,
) -> Checked:
    """Stage and check one table of a file. Raises: RefusedInput as the chunks do.

    `headers`: the file's own header by column. `folder`: empty, private, deleted by the caller.
    `is_outline`: geometry comes from a checked boundary file and is WGS-84 already.
    """
    with staging(table, folder) as staged:
        rows = staged.load(chunks, resolvers_of(table, city.places))
        hidden = hide(staged)
        faults, refusals, warnings = staged.check(LISTED, city.likely, city.begun_zones() if table.name == "zone_events" else None)
        extra = settle_points(staged, "wgs84" if is_outline else datum, city.box)
        if staged.has("geometry") and not is_outline:
            extra += settle_shapes(staged, datum)
        extra += hidden.refused + (_not_to_store(staged) if table.name == "findings" else [])
        locate_points(staged, city.districts)
        refusals += sum(fault.severity == "refuse" for fault in extra)
        warnings += sum(fault.severity == "warn" for fault in extra)
        path = None if refusals else staged.write(is_synthetic)
        latest = staged.latest(city.now)
        published = staged.last_of("published_at") or (staged.last_of("at") if table.name == "notices" else None)
    # Refusals first: a list cut at a hundred must not hide them behind warnings.
    chosen = sorted([*faults, *extra], key=lambda fault: (fault.severity != "refuse", fault.row or 0))[:LISTED]
    chosen.sort(key=lambda fault: fault.row or 0)
    said = [problem_of(fault, file, table, headers, city.places) for fault in without_people(chosen, table)]
    of_people = problems_of(hidden, file, headers)
    return Checked(path, rows, (*said, *of_people), refusals, warnings + len(of_people), latest, published)


def _not_to_store(staged: Staging) -> list[Fault]:
    """Owners and notes that the form would refuse too. The cell itself is not repeated: it may say what is not to be stored."""
    return [
        Fault(line, column, None, f"words:{wrong}", "refuse")
        for column in LONGEST
        for line, text in staged.texts(column)
        if (wrong := wrong_with(column, text))
    ]
