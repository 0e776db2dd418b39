"""One table of one file: staged, checked, put into words, and written as Parquet where nothing is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dashboard.intake.checks.amounts import read_amounts
from dashboard.intake.checks.arriving import Arriving
from dashboard.intake.checks.city import City
from dashboard.intake.checks.coordinates import locate_points, settle_points, settle_shapes
from dashboard.intake.checks.header_units import header_notes
from dashboard.intake.checks.last_moments import last_of, latest
from dashboard.intake.checks.late_cells import settle_cells
from dashboard.intake.checks.made_ids import made_ids, named_headers
from dashboard.intake.checks.people import hide, problems_of, without_people
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.privacy import LONGEST, wrong_with
from dashboard.intake.checks.spellings import resolvers_of
from dashboard.intake.checks.staging import Fault, Staging, staging
from dashboard.intake.checks.standing import settle_districts
from dashboard.intake.checks.wording import problem_of
from dashboard.intake.chunks import POINT
from dashboard.intake.problems import LISTED, SEVERITIES, Problem
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
    is_published: bool = False,
) -> Checked:
    """Stage and check one table of a file. Raises: RefusedInput as the chunks do.

    `headers`: the file's own header by column. `folder`: empty, private, deleted by the caller.
    `is_published`: of a source that others publish: what contradicts itself there is warned about.
    `is_outline`: geometry comes from a checked boundary file and is WGS-84 already.
    """
    notes = header_notes(table, headers)
    arriving = Arriving(notes)
    with staging(table, folder) as staged:
        rows = staged.load(arriving.chunks(chunks), resolvers_of(table, city.places), notes.factors, notes.hours)
        hidden = hide(staged)
        settled = [*notes.faults, *arriving.faults(), *settle_cells(staged, notes, city.places)]
        assumed = read_amounts(staged, file, headers) + made_ids(staged, file, headers)
        begun = city.begun_zones() if table.name == "zone_events" else None
        faults, refusals, warnings = staged.check(LISTED, city.likely, begun, is_published)
        extra = settled + _settle_places(staged, city, "wgs84" if is_outline else datum, notes.datum)
        if staged.has("geometry") and not is_outline:
            extra += settle_shapes(staged, datum)
        extra += hidden.refused + (_not_to_store(staged) if table.name == "findings" else [])
        locate_points(staged, city.districts)
        refusals += sum(fault.severity == "refuse" for fault in extra)
        warnings += sum(fault.severity == "warn" for fault in extra)
        path = None if refusals else staged.write(is_synthetic)
        spoken = latest(staged, city.now)
        published = last_of(staged, "published_at") or (last_of(staged, "at") if table.name == "notices" else None)
    said = _problems(without_people([*faults, *extra], table), file, table, named_headers(table, headers), city.places)
    of_people = problems_of(hidden, file, headers)
    return Checked(path, rows, (*assumed, *said, *of_people), refusals, warnings + len(of_people), spoken, published)


def _settle_places(staged: Staging, city: City, datum: str | None, of_header: str | None) -> list[Fault]:
    """The faults of points: `settle_points`, then whether those that it accepts lie in their districts."""
    faults = settle_points(staged, datum, city.box, of_header)
    refused = any(fault.severity == "refuse" for fault in faults)
    return faults if refused else faults + settle_districts(staged, city.districts, city.box)


def _problems(faults: list[Fault], file: str, table: Table, headers: dict[str, str], places: Places) -> tuple[Problem, ...]:
    """The first of the faults by row, in words. A list cut at a hundred must not hide refusals behind warnings."""
    chosen = sorted(faults, key=lambda fault: (SEVERITIES.index(fault.severity), fault.row or 0))[:LISTED]
    if POINT in headers:
        headers = {"lon": headers[POINT], "lat": headers[POINT]} | headers
    return tuple(problem_of(fault, file, table, headers, places) for fault in sorted(chosen, key=lambda fault: fault.row or 0))


def _not_to_store(staged: Staging) -> list[Fault]:
    """Owners and notes that the form would refuse too. The cell itself is not repeated: it may say what is not to be stored."""
    return [
        Fault(line, column, None, f"words:{wrong}", "refuse")
        for column in LONGEST
        for line, text in staged.texts(column)
        if (wrong := wrong_with(column, text))
    ]
