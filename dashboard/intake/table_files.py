"""A plain file (CSV, XLSX, boundaries) read and checked as the table that its headers belong to."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from dashboard.errors import RefusedInput
from dashboard.intake.checks.city import City
from dashboard.intake.checks.counted_only import persons_named
from dashboard.intake.checks.table import Checked, check_table
from dashboard.intake.problems import Problem, assumed, of_error
from dashboard.intake.reading.arrivals import Arrival
from dashboard.intake.reading.files import kind_of
from dashboard.intake.reading.grids import grid_of
from dashboard.intake.reading.outlines import read_outlines
from dashboard.intake.reading.tabular import open_csv, open_grid
from dashboard.intake.receipts import Intake, Receipt
from dashboard.people.recognition import masked

ENDINGS = {"csv": (".csv", ".txt", ".tsv", ""), "html": (".html", ".htm"), "xml": (".xml",), "xlsx": (".xlsx",), "ods": (".ods",)}
"""Endings of names that say what a kind of file is."""


def read_table_file(arrival: Arrival, table: str | None, datum: str | None, city: City, folder: Path, is_synthetic: bool) -> Intake:
    """What became of one file. `table`: its name; null = found out from the headers. `folder`: empty, private."""
    tells_a_person = bool(arrival.sheet) and masked(arrival.sheet or "") != arrival.sheet
    name = f"{arrival.name}#{arrival.sheet}" if arrival.sheet and not tells_a_person else arrival.name
    receipt = Receipt(name, arrival.sha256, "checked", source=table)
    intake = Intake(receipt)
    receipt.add(list(arrival.notes))
    try:
        if tells_a_person:  # a sheet is known by its name, so that a mark cannot stand in its place
            raise RefusedInput("people.sheet")
        _read(intake, arrival, table, datum, city, folder, is_synthetic)
    except RefusedInput as refusal:
        if refusal.args[0] == "tabular.only_example":
            receipt.status = "unfilled"
            return intake
        receipt.add([of_error(receipt.file, refusal)])
    if receipt.refusals:
        receipt.status, receipt.rows = "refused", {}
    return intake


def _read(intake: Intake, arrival: Arrival, table: str | None, datum: str | None, city: City, folder: Path, is_synthetic: bool) -> None:
    kind = arrival.kind or kind_of(arrival.path, PurePosixPath(arrival.name).name)
    if kind == "json" and not _is_geojson(arrival.path):
        raise RefusedInput("files.other_json")
    if kind in ("json", "shapefile"):
        _read_outlines(intake, arrival, kind, table, datum, city, folder, is_synthetic)
        return
    name = intake.receipt.file
    if kind == "csv":
        sheet = open_csv(arrival.path, name, table)
    else:
        sheet = open_grid(grid_of(arrival.path, kind, arrival.sheet or arrival.reads), name, table, arrival.sheet)
    match = sheet.match
    checked = check_table(match.table, sheet.chunks(), match.headers, name, city, folder, datum, is_synthetic)
    intake.receipt.unknown_columns = [masked(header) for header in match.unknown]
    intake.receipt.encoding = sheet.encoding
    problems = sheet.problems() + persons_named(match.table, match.unknown, name, sheet.header.row)
    if (said := _said_kind(kind, arrival.name)) is not None:
        problems.append(said)
    intake.receipt.add(problems)
    _settle(intake, match.table.name, _less_said(checked, problems))


def _said_kind(kind: str, name: str) -> Problem | None:
    """That a file was read as what it is, where its name says otherwise; null where the two agree."""
    suffix = Path(name).suffix.lower()
    if suffix in ENDINGS.get(kind, (suffix,)):
        return None
    return assumed(name, "kind", f"files.read_as_{kind}", suffix=suffix)


def _less_said(checked: Checked, problems: list[Problem]) -> Checked:
    """The check without what reading says better: the cell is refused for what it is, not for what is missing in its place."""
    said = {(p.row, p.column) for p in problems if p.severity == "refuse" and p.column}
    again = [p for p in checked.problems if (p.row, p.column) in said and p.severity == "refuse"]
    rest = tuple(p for p in checked.problems if p not in again)
    return replace(checked, problems=rest, refusals=checked.refusals - len(again))


def _read_outlines(
    intake: Intake,
    arrival: Arrival,
    kind: str,
    table: str | None,
    datum: str | None,
    city: City,
    folder: Path,
    is_synthetic: bool,
) -> None:
    name = intake.receipt.file
    outlines = read_outlines(arrival.path, kind, name, table, datum, city.box)
    match = outlines.match
    checked = check_table(match.table, outlines.chunks, match.headers, name, city, folder, "wgs84", is_synthetic, is_outline=True)
    intake.receipt.unknown_columns = [masked(header) for header in match.unknown]
    intake.receipt.add(outlines.problems)
    _settle(intake, match.table.name, checked)


def _settle(intake: Intake, table: str, checked: Checked) -> None:
    receipt = intake.receipt
    receipt.add(list(checked.problems), checked.refusals, checked.warnings)
    receipt.source = table
    receipt.rows = {table: checked.rows}
    intake.effective_at = checked.latest
    intake.published_at = checked.published
    if checked.path:
        intake.parquet = {table: checked.path}


def _is_geojson(file: Path) -> bool:
    """By its beginning: the member that says so stands there in every file that programs write."""
    with file.open("rb") as stream:
        head = stream.read(1 << 16)
    return any(kind in head for kind in (b"FeatureCollection", b'"Feature"', b'"Polygon"', b'"MultiPolygon"'))
