"""Files of a known source, read by its adapter and checked like any table."""

from pathlib import Path

from dashboard.errors import RefusedInput, UsageError
from dashboard.i18n.messages import Words, text
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.registry import ADAPTERS
from dashboard.intake.checks.city import City
from dashboard.intake.checks.table import check_table
from dashboard.intake.problems import of_error
from dashboard.intake.reading.arrivals import Arrival
from dashboard.intake.reading.files import check_size
from dashboard.intake.reading.tabular import frame_chunks
from dashboard.intake.receipts import Intake, Receipt
from dashboard.schema.declaration import tables


def read_source_files(fresh: list[Arrival], source: str, datum: str | None, city: City, context: Context, folder: Path) -> list[Intake]:
    """What became of each file, in the adapter's order. Raises: UsageError for an unknown source."""
    if source not in ADAPTERS:
        raise _no_source(source)
    by_path = {arrival.path: arrival for arrival in fresh}
    taken, fine = [], []
    for arrival in fresh:
        try:
            check_size(arrival.path)
            fine.append(arrival.path)
        except RefusedInput as refusal:
            taken.append(_refused(arrival, source, refusal))
    for reading in ADAPTERS[source].read(fine, context) if fine else ():
        arrival = by_path[reading.file]
        space = folder / f"{len(taken)}"
        space.mkdir()
        try:
            taken.append(_settled(reading, arrival, source, datum, city, space))
        except RefusedInput as refusal:
            taken.append(_refused(arrival, source, refusal))
    return taken


def _settled(reading: Reading, arrival: Arrival, source: str, datum: str | None, city: City, folder: Path) -> Intake:
    receipt = Receipt(arrival.name, arrival.sha256, "checked", source=source, note=reading.note)
    intake = Intake(receipt, published_at=reading.published_at, effective_at=reading.published_at)
    receipt.add(reading.problems)
    for name, frame in reading.tables.items():
        if receipt.refusals:
            break
        table = tables()[name]
        checked = check_table(table, frame_chunks(frame, table), {}, arrival.name, city, folder, reading.datum or datum, is_published=True)
        receipt.add(list(checked.problems), checked.refusals, checked.warnings)
        receipt.rows[name] = checked.rows
        intake.effective_at = intake.effective_at or checked.latest
        if checked.path:
            intake.parquet[name] = checked.path
    if receipt.refusals:
        receipt.status, receipt.rows, intake.parquet = "refused", {}, {}
    return intake


def _refused(arrival: Arrival, source: str, refusal: RefusedInput) -> Intake:
    receipt = Receipt(arrival.name, arrival.sha256, "refused", source=source)
    receipt.add([of_error(arrival.name, refusal)])
    return Intake(receipt)


def _no_source(source: str) -> UsageError:
    titled = "、".join(text("taking.title_and_name", "zh", name=name, title=text(f"source.{name}", "zh")) for name in ADAPTERS)
    return UsageError("taking.no_source", name=source, listed=Words(titled, ", ".join(ADAPTERS)))
