"""Areas that begin and end: which one succeeds an abolished one, and rows of a file that name a district which was merged."""

import pyarrow as pa

from dashboard.intake.checks.places import Places, folded
from dashboard.intake.checks.staging import Fault, Staging
from dashboard.intake.checks.statements import as_written
from dashboard.warehouse.ddl import quoted

SUCCESSOR = "successor_id"
READ = ("area_id", "name", "valid_to", SUCCESSOR)


def of_merged(staged: Staging, places: Places) -> list[Fault]:
    """What is to be said of merged districts: of the register that merges them, or of rows that still name one.

    Such a row keeps the district that it names: it is shown under the successor from the day of the merger on, and before it as it was.
    """
    return _succeeded(staged, places) if staged.table.name == "areas" else _named(staged, places)


def _named(staged: Staging, places: Places) -> list[Fault]:
    found = []
    for column in staged.columns if places.gone else ():
        if column.kind == "area":
            cells = {"a_cell": quoted(column.name), "a_text": as_written(column.name)}
            rows = staged.ask("rows_of_values", {"values": list(places.gone)}, **cells)
            found += [Fault(row, column.name, text, f"merged:{places.gone[area]}", "assumed", str(n)) for area, n, row, text in rows]
    return found


def _succeeded(staged: Staging, places: Places) -> list[Fault]:
    """Read successors by name or identifier, of the file itself or of the city; one that ends says where its figures go."""
    if "valid_to" not in staged.present and SUCCESSOR not in staged.present:
        return []
    given = {f"the_{name}": quoted(name) if name in staged.present else "cast(null as varchar)" for name in READ}
    rows = staged.ask("successions", **given)
    own = {folded(str(text)): area for _, _, area, name, _, _ in rows for text in (area, name) if text}
    faults, ids, values = [], [], []
    for rowid, line, area, _, end, text in rows:
        after = None if text is None else own.get(folded(text)) or places.area_id(text)
        ids.append(rowid)
        values.append(after or None)
        if (end is None) != (text is None):
            faults.append(Fault(line, SUCCESSOR if text is None else "valid_to", None, "ends_somewhere", "refuse"))
        elif text is not None and (not after or after == area):
            faults.append(Fault(line, SUCCESSOR, text, "unread_area", "refuse"))
    if SUCCESSOR in staged.present:
        staged.fill(SUCCESSOR, pa.table({"id": pa.array(ids, pa.int64()), "value": pa.array(values, pa.string())}))
    return faults
