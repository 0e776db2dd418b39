"""A plain file (CSV, XLSX, boundaries) read into the table that its headers belong to."""

from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.intake.checks.table import Checked, check
from dashboard.intake.city import City
from dashboard.intake.reading.arrivals import Arrival
from dashboard.intake.reading.files import kind_of
from dashboard.intake.reading.outlines import read_outlines
from dashboard.intake.reading.tabular import open_csv, open_xlsx
from dashboard.intake.receipts import Intake

JSON_HINT = (
    "风险区数据请加 --source risk-areas；边界须是 GeoJSON。",
    "For the risk-area feed add --source risk-areas; boundaries must be GeoJSON.",
)


def read_table(
    intake: Intake, arrival: Arrival, table: str | None, datum: str | None, city: City, folder: Path, is_synthetic: bool
) -> None:
    """Read a file and put into `intake` what came of it. Raises: RefusedInput for the file as a whole."""
    kind = kind_of(arrival.path, arrival.name)
    if kind == "json" and not _is_geojson(arrival.path):
        raise RefusedInput.worded("这个 JSON 不是可用的数据", "this JSON is not data that can be read", *JSON_HINT)
    if kind in ("json", "shapefile"):
        _read_outlines(intake, arrival, kind, table, datum, city, folder, is_synthetic)
        return
    name = intake.receipt.file
    is_workbook = kind == "xlsx"
    sheet = open_xlsx(arrival.path, name, table, arrival.sheet) if is_workbook else open_csv(arrival.path, name, table)
    match = sheet.match
    checked = check(match.table, sheet.chunks(), match.headers, name, city, folder, datum, is_synthetic)
    intake.receipt.unknown_columns = list(match.unknown)
    intake.receipt.encoding = sheet.encoding
    intake.receipt.add(sheet.warnings())
    _settle(intake, match.table.name, checked)


def _read_outlines(
    intake: Intake, arrival: Arrival, kind: str, table: str | None, datum: str | None, city: City, folder: Path,
    is_synthetic: bool,
) -> None:  # fmt: skip
    name = intake.receipt.file
    outlines = read_outlines(arrival.path, kind, name, table, datum, city.box)
    match = outlines.match
    checked = check(match.table, outlines.chunks, match.headers, name, city, folder, "wgs84", is_synthetic, is_outline=True)
    intake.receipt.unknown_columns = list(match.unknown)
    intake.receipt.add(outlines.findings)
    _settle(intake, match.table.name, checked)


def _settle(intake: Intake, table: str, checked: Checked) -> None:
    receipt = intake.receipt
    receipt.add(list(checked.findings), checked.refusals, checked.warnings)
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
