"""A plain file (CSV, XLSX, boundaries) read and checked as the table that its headers belong to."""

from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.intake.checks.city import City
from dashboard.intake.checks.table import Checked, check_table
from dashboard.intake.problems import of_error
from dashboard.intake.reading.arrivals import Arrival
from dashboard.intake.reading.files import kind_of
from dashboard.intake.reading.outlines import read_outlines
from dashboard.intake.reading.tabular import open_csv, open_xlsx
from dashboard.intake.receipts import Intake, Receipt
from dashboard.people.recognition import masked


def read_table_file(arrival: Arrival, table: str | None, datum: str | None, city: City, folder: Path, is_synthetic: bool) -> Intake:
    """What became of one file. `table`: its name; null = found out from the headers. `folder`: empty, private."""
    tells_a_person = bool(arrival.sheet) and masked(arrival.sheet or "") != arrival.sheet
    name = f"{arrival.name}#{arrival.sheet}" if arrival.sheet and not tells_a_person else arrival.name
    receipt = Receipt(name, arrival.sha256, "checked", source=table)
    intake = Intake(receipt)
    try:
        if tells_a_person:  # a sheet is known by its name, so that a mark cannot stand in its place
            raise RefusedInput("people.sheet")
        _read(intake, arrival, table, datum, city, folder, is_synthetic)
    except RefusedInput as refusal:
        receipt.add([of_error(receipt.file, refusal)])
    if receipt.refusals:
        receipt.status, receipt.rows = "refused", {}
    return intake


def _read(intake: Intake, arrival: Arrival, table: str | None, datum: str | None, city: City, folder: Path, is_synthetic: bool) -> None:
    kind = kind_of(arrival.path, arrival.name)
    if kind == "json" and not _is_geojson(arrival.path):
        raise RefusedInput("files.other_json")
    if kind in ("json", "shapefile"):
        _read_outlines(intake, arrival, kind, table, datum, city, folder, is_synthetic)
        return
    name = intake.receipt.file
    is_workbook = kind == "xlsx"
    sheet = open_xlsx(arrival.path, name, table, arrival.sheet) if is_workbook else open_csv(arrival.path, name, table)
    match = sheet.match
    checked = check_table(match.table, sheet.chunks(), match.headers, name, city, folder, datum, is_synthetic)
    intake.receipt.unknown_columns = [masked(header) for header in match.unknown]
    intake.receipt.encoding = sheet.encoding
    intake.receipt.add(sheet.warnings())
    _settle(intake, match.table.name, checked)


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
