"""Files of one command, read and checked: what is new of them, from when it is known, and what would become of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.errors import UsageError
from dashboard.intake.checks.spellings import datum_of
from dashboard.intake.problems import Problem, refusal
from dashboard.intake.reading.arrivals import Arrival, Given, arrivals
from dashboard.intake.reading.headers import known_table
from dashboard.intake.reading.unpacking import unpacked
from dashboard.intake.receipts import Intake, Receipt
from dashboard.intake.register_beside import beside_register
from dashboard.intake.sheets_together import refuse_repeats
from dashboard.intake.source_files import read_source_files
from dashboard.intake.store_state import city_of, context_of
from dashboard.intake.table_files import read_table_file
from dashboard.settings import wall_clock
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.beside import changed_beside
from dashboard.warehouse.log_clock import clock_fault, newest_recorded
from dashboard.warehouse.workspace import Workspace

A_DAY = timedelta(days=1)  # clocks of publishers differ
AT_SOURCE = "source"
"""Stands for a moment of receipt: the publication time that each file states."""


@dataclass(frozen=True)
class Purpose:
    """What the files of a command are for."""

    table: str | None
    """The table's name; null = found out from the headers, or a source's."""
    source: str | None
    received_at: datetime | str | None
    """The moment of the batches; "source" = as each file states; null = the workspace's now."""
    datum: str | None
    is_synthetic: bool


def purpose_of(
    workspace: Workspace,
    table: str | None,
    source: str | None,
    received_at: datetime | str | None,
    datum: str | None,
    is_synthetic: bool,
) -> Purpose:
    """What was asked for, in the words of the schema. Raises: UsageError for a table or datum that does not exist, or a moment to come."""
    if table and source:
        raise UsageError("taking.table_and_source")
    wanted, declared = known_table(table).name if table else None, datum_of(datum) if datum else None
    if datum and declared is None:
        raise UsageError("taking.no_datum", name=datum)
    # What is known only at a moment to come is seen by nobody now.
    if isinstance(received_at, datetime) and received_at > max(workspace.now(), wall_clock()):
        raise UsageError("taking.received_ahead", moment=received_at)
    return Purpose(wanted, source, received_at, declared, is_synthetic)


def checked(workspace: Workspace, files: Iterable[Given], purpose: Purpose, folder: Path) -> tuple[list[Receipt], list[Intake]]:
    """Receipts of the files that were taken in before, and the others, read and checked; `folder` is private and empty.

    Where one of the others is refused, the rest of them are held. Raises: UsageError for a path or source that does not exist.
    """
    found = arrivals(files, folder)
    # A source's adapter reads its files as they are.
    parts = found if purpose.source else unpacked(found, purpose.table, folder)
    fresh, receipts = _sorted_out(workspace, parts, purpose.source or purpose.table)
    intakes = _read(workspace, fresh, purpose, folder) if fresh else []
    # A template that nobody filled in holds up none of the others.
    receipts += [intake.receipt for intake in intakes if intake.receipt.status == "unfilled"]
    intakes = [intake for intake in intakes if intake.receipt.status != "unfilled"]
    refuse_repeats(intakes)
    for intake in intakes:
        if (rows := intake.parquet.get("businesses")) and intake.receipt.status == "checked":
            intake.receipt.add(beside_register(workspace, intake.receipt.file, rows))
        _receive(intake, purpose.received_at, workspace.now())
        # A time that was stated does not rest on the clock.
        if purpose.received_at is None and (doubt := clock_fault(newest_recorded(workspace))):
            intake.receipt.add([Problem(intake.receipt.file, "clock", doubt.said, doubt.advised, severity="warn")])
        if changed := changed_beside(workspace):
            intake.receipt.add([Problem(intake.receipt.file, "settings", *changed, severity="warn")])
    if any(intake.receipt.status == "refused" for intake in intakes):
        for intake in intakes:
            if intake.receipt.status != "refused":
                intake.receipt.status = "held"
    return receipts, intakes


def batch_of(intake: Intake, operator: str | None) -> Batch:
    """A file that passed, as the batch to commit."""
    receipt = intake.receipt
    if receipt.source is None or receipt.received_at is None:
        raise ValueError(f"{receipt.file} has not been checked")
    return Batch(
        tables=intake.parquet,
        source=receipt.source,
        file=receipt.file,
        sha256=receipt.sha256,
        received_at=receipt.received_at,
        effective_at=intake.effective_at,
        encoding=receipt.encoding,
        findings=[problem.to_dict() for problem in receipt.problems],
        operator=operator,
        note=receipt.note,
    )


def _sorted_out(workspace: Workspace, found: list[Arrival], purpose: str | None) -> tuple[list[Arrival], list[Receipt]]:
    """The files that are new, and receipts of those that are not: content known, for the same purpose, and not rolled back."""
    known: dict[str, list[dict[str, Any]]] = {}
    for record in store.batch_log(workspace):
        if record["kind"] == "import" and not record["is_out"]:
            known.setdefault(record["sha256"], []).append(record)
    fresh, receipts = {}, []
    for arrival in found:
        same = [record for record in known.get(arrival.sha256, []) if _same_purpose(record, purpose, arrival.sheet)]
        if same:
            receipts.append(_known_already(arrival, same[0]))
            receipts[-1].add(list(arrival.notes))
        elif (content := (arrival.sha256 or arrival.path, arrival.sheet)) in fresh:
            receipts.append(Receipt(arrival.name, arrival.sha256, "already", source=purpose))
        else:
            fresh[content] = arrival
    return list(fresh.values()), receipts


def _known_already(arrival: Arrival, record: dict[str, Any]) -> Receipt:
    return Receipt(
        arrival.name,
        arrival.sha256,
        "already",
        source=record["source"],
        rows=record["tables"],
        batch_id=record["batch_id"],
        received_at=record["received_at"],
    )


def _same_purpose(record: dict[str, Any], purpose: str | None, sheet: str | None) -> bool:
    """Whether a batch came from the same content for the same table or source, and the same sheet of a workbook."""
    same_sheet = sheet is None or record["file"].endswith(f"#{sheet}")
    return same_sheet and (purpose is None or purpose == record["source"] or purpose in record["tables"])


def _read(workspace: Workspace, fresh: list[Arrival], purpose: Purpose, folder: Path) -> list[Intake]:
    city = city_of(workspace)
    if purpose.source:
        return read_source_files(fresh, purpose.source, purpose.datum, city, context_of(workspace), folder)
    taken = []
    for number, arrival in enumerate(fresh):
        space = folder / f"{number}"
        space.mkdir()
        taken.append(read_table_file(arrival, purpose.table, purpose.datum, city, space, purpose.is_synthetic))
    return taken


def _receive(intake: Intake, received_at: datetime | str | None, now: datetime) -> None:
    """Fix the moment at which the batch is known from."""
    receipt, published = intake.receipt, intake.published_at
    if received_at != AT_SOURCE or receipt.status == "refused":
        receipt.received_at = received_at if isinstance(received_at, datetime) else now
        return
    if published is None:
        receipt.add([refusal(receipt.file, "published_at", "taking.not_published")])
        receipt.status = "refused"
    elif published > max(now, wall_clock()) + A_DAY:
        receipt.add([refusal(receipt.file, "published_at", "taking.published_ahead", moment=published)])
        receipt.status = "refused"
    receipt.received_at = published
