"""A workspace for a place that describes itself: new districts, functional areas, towns, or a place that the register does not have."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
from pyarrow.parquet import read_table

from dashboard.demo.build import BUILDER, SINCE_ALWAYS, built_beside
from dashboard.errors import RefusedInput
from dashboard.geography.areas import told_apart
from dashboard.geography.boundaries import ATTRIBUTION, no_outlines
from dashboard.geography.labels import label_of
from dashboard.geography.names import english_of, pinyin_of
from dashboard.geography.outline import write_outlines
from dashboard.geography.own_outlines import own_outlines, said_source
from dashboard.i18n.messages import LANGUAGES, Words
from dashboard.intake.checks.city import City
from dashboard.intake.checks.places import Places
from dashboard.intake.reading.arrivals import Arrival, arrivals
from dashboard.intake.reading.unpacking import unpacked
from dashboard.intake.receipts import Intake
from dashboard.intake.scratch import scratch
from dashboard.intake.service import take_rows
from dashboard.intake.store_state import AREA_COLUMNS
from dashboard.intake.table_files import read_table_file
from dashboard.settings import wall_clock
from dashboard.warehouse.workspace import Workspace

WHOLE_NUMBERS = {"population_year": "Int64", "population": "Int64", "households": "Int64"}
TABLE = "areas"
ADDED = ("source_row", "row_key", "is_synthetic")
"""What intake adds to a row."""
LABEL_DECIMALS = 5


def create_place(
    folder: Path, areas: Path, boundaries: Path | None = None, datum: str | None = None, stopped_at: datetime | None = None,
) -> Workspace:
    """An empty workspace whose areas are those of a file in the form of the template `areas`; the one without a parent is the place.

    `boundaries`: GeoJSON or zipped Shapefile with their outlines, in `datum`; null = those of the register that their codes name, if any.
    Raises: RefusedInput for files that are wrong, with row and column; UsageError for a folder that already holds something.
    """
    with built_beside(folder.absolute()) as work:
        rows = areas_of(areas, datum)
        place = next(row for row in rows if not row["parent_id"])
        outlines = own_outlines(rows, boundaries, datum)
        lines = ["[city]", *(f"{key} = {json.dumps(place[name], ensure_ascii=False)}"
                             for key, name in (("adcode", "area_id"), ("name", "name"), ("name_en", "name_en"))), 'areas = "own"']
        lines += ["", "[clock]", f"stopped_at = {stopped_at.isoformat()}"] if stopped_at else []
        workspace = Workspace.create(work, "\n".join(lines) + "\n")
        if len(outlines):
            source = said_source(boundaries) if boundaries else ATTRIBUTION
            write_outlines(workspace.geodata, outlines, rows, place["area_id"], source)
        frame = pd.DataFrame(_labelled(rows, outlines)).astype(WHOLE_NUMBERS)
        take_rows(workspace, [(SINCE_ALWAYS, {"areas": frame})], is_synthetic=False, actor=BUILDER)
    return Workspace.open(folder)


def areas_of(file: Path, datum: str | None = None) -> list[dict]:
    """The rows of table `areas` in a file, read and checked as any file is, each with its parent, names and what it counts for.

    Raises: RefusedInput with what intake says of the file, or where it has no one place that all other areas belong to.
    """
    with scratch() as folder:
        parts = unpacked(arrivals([file], folder), TABLE, folder)
        intakes = [_read(part, datum, folder / f"part-{number}") for number, part in enumerate(parts)]
        filled = [intake for intake in intakes if intake.receipt.status != "unfilled"]
        if not filled or any(intake.receipt.status == "refused" for intake in filled):
            receipts = [intake.receipt for intake in filled or intakes]
            said = Words(*(" · ".join(line for receipt in receipts for line in receipt.lines(lang)) for lang in LANGUAGES))
            raise RefusedInput("own_areas.refused", said=said)
        rows = [row for intake in filled for row in read_table(intake.parquet[TABLE]).to_pylist()]
    _require_one_place(rows, file.name)
    return told_apart([_completed(row, rows, file.name) for row in rows])


def _read(part: Arrival, datum: str | None, folder: Path) -> Intake:
    """One part of the file, as intake reads it where no area is known yet."""
    folder.mkdir()
    unknown = Places(pd.DataFrame(columns=AREA_COLUMNS), "")
    return read_table_file(part, TABLE, datum, City(unknown, no_outlines(), wall_clock(), list), folder, False)


def _require_one_place(rows: list[dict], file: str) -> None:
    """Raises RefusedInput where not exactly one row has no parent, or a way up does not end there."""
    places = [row for row in rows if not row["parent_id"]]
    if len(places) != 1:
        listed = "、".join(f"{row['source_row']} {row['name']}" for row in places[:5]) or "—"
        raise RefusedInput("own_areas.no_place", file=file, n=len(places), listed=listed)
    for row in rows:
        seen, above = set(), row
        while above["parent_id"]:
            if above["area_id"] in seen:
                raise RefusedInput("own_areas.circle", file=file, row=row["source_row"], name=row["name"])
            seen.add(above["area_id"])
            above = _other(above, "parent_id", rows, file)


def _other(row: dict, column: str, rows: list[dict], file: str) -> dict:
    """The row that a cell names, by identifier or by name. Raises RefusedInput where it names none, or more than one by name."""
    wanted = row[column]
    named = [other for other in rows if other["area_id"] == wanted] or [other for other in rows if other["name"] == wanted]
    if len(named) != 1:
        raise RefusedInput("own_areas.no_parent", file=file, row=row["source_row"], column=column, value=wanted)
    return named[0]


def _completed(row: dict, rows: list[dict], file: str) -> dict:
    is_place = not row["parent_id"]
    related = {name: _other(row, name, rows, file)["area_id"] if row[name] else None for name in ("parent_id", "nested_in")}
    counts = row["counts_in_parent"] if row["counts_in_parent"] is not None else not row["nested_in"]
    return {name: value for name, value in row.items() if name not in ADDED} | related | {
        "name_en": row["name_en"] or english_of(row["name"], row["adcode"]), "name_pinyin": row["name_pinyin"] or pinyin_of(row["name"]),
        "kind": "city" if is_place else row["kind"],  # whatever it is in the register: it is the whole of this board
        "counts_in_parent": None if is_place else counts,
    }


def _labelled(rows: list[dict], outlines: pd.DataFrame) -> list[dict]:
    """The rows; where one has an outline and no point, a point within it."""
    points = {area: label_of(shape) for area, shape in zip(outlines["area_id"], outlines["geometry"], strict=True)}
    return [row | {"lon": round(points[row["area_id"]].x, LABEL_DECIMALS), "lat": round(points[row["area_id"]].y, LABEL_DECIMALS)}
            if row["lon"] is None and row["area_id"] in points else row for row in rows]
