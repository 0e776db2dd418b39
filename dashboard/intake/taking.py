"""Taking files in: all of one command, or nothing at all."""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.errors import RefusedInput, UsageError
from dashboard.intake.checks.problems import of_file
from dashboard.intake.checks.spellings import datum_of
from dashboard.intake.city import City, city_of
from dashboard.intake.reading.arrivals import Arrival, Given, arrivals
from dashboard.intake.reading.headers import known_table
from dashboard.intake.reading.sources import read_source
from dashboard.intake.reading.tables import read_table
from dashboard.intake.receipts import Intake, Receipt
from dashboard.intake.scratch import scratch
from dashboard.settings import wall_clock
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.workspace import Workspace

A_DAY = timedelta(days=1)  # clocks of publishers differ


def take(
    workspace: Workspace, files: Iterable[Given], table: str | None = None, source: str | None = None,
    received_at: datetime | str | None = None, datum: str | None = None, dry_run: bool = False,
    operator: str | None = None, is_synthetic: bool = False,
) -> list[Receipt]:  # fmt: skip
    """Take files into the workspace, one batch each, published once; a receipt for each, in the order of the batches.

    `files`: paths, folders, patterns, `file.xlsx#Sheet`, or (name, content) of uploads. `table` or `source`: what they
    are for; null = found out from the headers. `received_at`: the moment of the batches, "source" = the publication time
    that each file carries, null = the workspace's now. `datum` of coordinates: wgs84, gcj02, bd09, or a name of these.
    If one file is refused, none is taken in. A file taken in before is reported, and changes nothing.
    Raises: UsageError for a path, table, source or datum that does not exist.
    """
    if table and source:
        raise UsageError.worded("--table 和 --source 只能用一个", "use either --table or --source, not both")
    wanted = known_table(table).name if table else None
    declared = _datum(datum)
    _not_ahead(received_at, workspace)
    # What a source's file means depends on what is open in the store, so two of them take turns.
    with scratch() as folder, store.import_lock(workspace) if source else nullcontext():
        store.catch_up(workspace)
        fresh, receipts = _sorted_out(workspace, arrivals(files, folder), source or wanted)
        city = city_of(workspace) if fresh else None
        taken = _read(fresh, wanted, source, declared, city, folder, is_synthetic)
        for intake in taken:
            _receive(intake, received_at, workspace.now())
        refused = any(intake.receipt.status == "refused" for intake in taken)
        for intake in taken:
            if intake.receipt.status != "refused":
                intake.receipt.status = "held" if refused else "checked" if dry_run else "taken"
        if not refused and not dry_run and taken:
            batches = store.commit(workspace, [_batch(intake, operator) for intake in taken])
            for intake, batch_id in zip(taken, batches, strict=True):
                intake.receipt.batch_id = batch_id
    return [*receipts, *(intake.receipt for intake in taken)]


def _sorted_out(workspace: Workspace, found: list[Arrival], purpose: str | None) -> tuple[list[Arrival], list[Receipt]]:
    """The files that are new, and receipts of those that are not: content known, for the same purpose, and not rolled back."""
    known = {}
    for record in store.batch_log(workspace):
        if record["kind"] == "import" and not record["is_out"]:
            known.setdefault(record["sha256"], []).append(record)
    fresh, receipts = {}, []
    for arrival in found:
        same = [r for r in known.get(arrival.sha256, []) if _same_purpose(r, purpose, arrival.sheet)]
        if same:
            receipts.append(Receipt(
                arrival.name, arrival.sha256, "already", source=same[0]["source"], rows=same[0]["tables"],
                batch_id=same[0]["batch_id"], received_at=same[0]["received_at"],
            ))  # fmt: skip
        elif (content := (arrival.sha256 or arrival.path, arrival.sheet)) in fresh:
            receipts.append(Receipt(arrival.name, arrival.sha256, "already", source=purpose))
        else:
            fresh[content] = arrival
    return list(fresh.values()), receipts


def _same_purpose(record: dict, purpose: str | None, sheet: str | None) -> bool:
    """Whether a batch came from the same content for the same table or source, and the same sheet of a workbook."""
    same_sheet = sheet is None or record["file"].endswith(f"#{sheet}")
    return same_sheet and (purpose is None or purpose == record["source"] or purpose in record["tables"])


def _read(
    fresh: list[Arrival], table: str | None, source: str | None, datum: str | None, city: City | None, folder: Path,
    is_synthetic: bool,
) -> list[Intake]:  # fmt: skip
    if source:
        return read_source(fresh, source, datum, city, folder) if fresh else []
    taken = []
    for number, arrival in enumerate(fresh):
        receipt = Receipt(f"{arrival.name}#{arrival.sheet}" if arrival.sheet else arrival.name, arrival.sha256, "checked", source=table)
        intake = Intake(receipt)
        space = folder / f"{number}"
        space.mkdir()
        try:
            read_table(intake, arrival, table, datum, city, space, is_synthetic)
        except RefusedInput as refusal:
            receipt.add([of_file(receipt.file, "file", refusal.title("zh"), refusal.title("en"), refusal.hint("zh"), refusal.hint("en"))])
        if receipt.refusals:
            receipt.status, receipt.rows = "refused", {}
        taken.append(intake)
    return taken


def _receive(intake: Intake, received_at: datetime | str | None, now: datetime) -> None:
    """Fix the moment at which the batch is known from."""
    if received_at == "source" and intake.receipt.status != "refused":
        if intake.published_at is None:
            intake.receipt.add([of_file(
                intake.receipt.file, "published_at", "文件没有写明发布时间", "the file does not say when it was published",
                "请用 --received-at 指明时间", "give the time with --received-at",
            )])  # fmt: skip
            intake.receipt.status = "refused"
        elif intake.published_at > max(now, wall_clock()) + A_DAY:
            intake.receipt.add([of_file(
                intake.receipt.file, "published_at", f"文件写明的发布时间 {intake.published_at} 还没有到",
                f"the file says that it was published at {intake.published_at}, which is yet to come",
                "请核对文件中的时间", "check the time in the file",
            )])  # fmt: skip
            intake.receipt.status = "refused"
        intake.receipt.received_at = intake.published_at
    else:
        intake.receipt.received_at = received_at if isinstance(received_at, datetime) else now


def _not_ahead(received_at: datetime | str | None, workspace: Workspace) -> None:
    """Raises UsageError for a moment of receipt that is yet to come: what is known only then is seen by nobody now."""
    if isinstance(received_at, datetime) and received_at > max(workspace.now(), wall_clock()):
        raise UsageError.worded(
            f"接收时间 {received_at} 还没有到", f"{received_at}, when it was received, is yet to come",
            "请写已经过去的时间，或不写 --received-at。", "Give a time that has passed, or leave --received-at out.",
        )  # fmt: skip


def _batch(intake: Intake, operator: str | None) -> Batch:
    receipt = intake.receipt
    return Batch(
        tables=intake.parquet, source=receipt.source, file=receipt.file, sha256=receipt.sha256,
        received_at=receipt.received_at, effective_at=intake.effective_at, encoding=receipt.encoding,
        findings=[finding.to_dict() for finding in receipt.findings], operator=operator, note=receipt.note,
    )  # fmt: skip


def _datum(datum: str | None) -> str | None:
    found = datum_of(datum) if datum else None
    if datum and found is None:
        raise UsageError.worded(
            f"不认识坐标系“{datum}”", f"unknown datum “{datum}”",
            "可用：wgs84（GPS、天地图）、gcj02（高德、腾讯）、bd09（百度）", "Known: wgs84, gcj02, bd09",
        )  # fmt: skip
    return found
