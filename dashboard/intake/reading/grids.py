"""The reader of each kind of workbook, and the names of its sheets."""

from pathlib import Path

from dashboard.intake.reading.grid import Grid
from dashboard.intake.reading.markup import html_grid, xml_grid, xml_sheet_names
from dashboard.intake.reading.open_document import ods_grid, ods_sheet_names
from dashboard.intake.reading.sheets import read_sheet, sheets_of


def grid_of(file: Path, kind: str, wanted: str | None) -> Grid:
    """A sheet of a file that is xlsx, ods, xml or html. `wanted`: its name; null = the first that is shown. Raises: RefusedInput."""
    if kind == "ods":
        return ods_grid(file, wanted)
    if kind == "xml":
        return xml_grid(file, wanted)
    return html_grid(file) if kind == "html" else read_sheet(file, wanted)


def sheet_names(file: Path, kind: str) -> list[tuple[str, bool]]:
    """The sheets of a file that is xlsx, ods or xml: name, and whether people see it. Raises: RefusedInput."""
    if kind == "ods":
        return ods_sheet_names(file)
    return xml_sheet_names(file) if kind == "xml" else sheets_of(file)
