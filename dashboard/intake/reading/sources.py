"""Files of a known source, read by its adapter and checked like any table."""

from pathlib import Path

from dashboard import settings
from dashboard.errors import RefusedInput, UsageError
from dashboard.intake.adapters.registry import ADAPTERS
from dashboard.intake.checks.problems import of_file
from dashboard.intake.checks.table import check
from dashboard.intake.city import City
from dashboard.intake.reading.arrivals import Arrival
from dashboard.intake.reading.files import too_large
from dashboard.intake.reading.readings import Reading
from dashboard.intake.reading.tabular import frame_chunks
from dashboard.intake.receipts import Intake, Receipt
from dashboard.schema.declaration import tables


def read_source(fresh: list[Arrival], source: str, datum: str | None, city: City, folder: Path) -> list[Intake]:
    """What became of each file, in the adapter's order. Raises: UsageError for an unknown source."""
    if source not in ADAPTERS:
        listed = "、".join(f"{name}（{module.TITLE[0]}）" for name, module in ADAPTERS.items())
        raise UsageError.worded(f"没有数据源“{source}”", f"there is no source “{source}”", f"可用：{listed}", f"Sources: {', '.join(ADAPTERS)}")
    by_path = {arrival.path: arrival for arrival in fresh}
    taken, fine = [], []
    for arrival in fresh:
        try:
            _check_size(arrival.path)
            fine.append(arrival.path)
        except RefusedInput as refusal:
            taken.append(_refused(arrival, source, refusal))
    for reading in ADAPTERS[source].read(fine, city.context) if fine else ():
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
    receipt.add(list(reading.findings))
    for name, frame in reading.tables.items():
        if receipt.refusals:
            break
        checked = check(
            tables()[name], frame_chunks(frame, tables()[name]), {}, arrival.name, city, folder, reading.datum or datum
        )
        receipt.add(list(checked.findings), checked.refusals, checked.warnings)
        receipt.rows[name] = checked.rows
        intake.effective_at = intake.effective_at or checked.latest
        if checked.path:
            intake.parquet[name] = checked.path
    if receipt.refusals:
        receipt.status, receipt.rows, intake.parquet = "refused", {}, {}
    return intake


def _check_size(file: Path) -> None:
    size = file.stat().st_size
    if size == 0:
        raise RefusedInput.worded("文件是空的", "the file is empty", "请检查是否选错了文件。", "Check that it is the right file.")
    if size > settings.MAX_FILE_BYTES:
        raise too_large(size)


def _refused(arrival: Arrival, source: str, refusal: RefusedInput) -> Intake:
    receipt = Receipt(arrival.name, arrival.sha256, "refused", source=source)
    words = (refusal.title("zh"), refusal.title("en"), refusal.hint("zh"), refusal.hint("en"))
    receipt.add([of_file(arrival.name, "file", *words)])
    return Intake(receipt)
