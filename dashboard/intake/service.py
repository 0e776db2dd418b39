"""The one door for changes: taking in, drawing a boundary, acknowledging, rolling back, purging; screen and command line are two callers.

Each says who asks, is checked before it is carried out, and gives a receipt. Nothing else commits to the store or rolls back.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.errors import SandtableError
from dashboard.intake import acknowledging, taking
from dashboard.intake.actors import COMMAND_LINE, Actor, permit
from dashboard.intake.drawing import Declared, File, boundary_files
from dashboard.intake.made_rows import Made, made_batches
from dashboard.intake.reading.arrivals import Given
from dashboard.intake.reading.corners import Corners
from dashboard.intake.receipts import Acknowledgement, PurgeReceipt, Receipt, RollbackReceipt
from dashboard.intake.scratch import scratch
from dashboard.warehouse import store
from dashboard.warehouse.purge import prepare
from dashboard.warehouse.workspace import Workspace

DATUM_DRAWN = "wgs84"


def take_in(
    workspace: Workspace,
    files: Iterable[Given],
    *,
    actor: Actor = COMMAND_LINE,
    table: str | None = None,
    source: str | None = None,
    received_at: datetime | str | None = None,
    datum: str | None = None,
    dry_run: bool = False,
    is_synthetic: bool = False,
) -> list[Receipt]:
    """Take files into the workspace, one batch each, published once; a receipt for each, in the order of the batches.

    `files`: paths, folders, patterns, `file.xlsx#Sheet`, or (name, content) of uploads. `table` or `source`: what they
    are for; null = found out from the headers. `received_at`: the moment of the batches, "source" = the publication time
    that each file carries, null = the workspace's now. `datum` of coordinates: wgs84, gcj02, bd09, or a name of these.
    `dry_run`: the check alone. If one file is refused, none is taken in. A file taken in before is reported, and changes nothing.
    Raises: UsageError for a path, table, source or datum that does not exist.
    """
    permit(actor, "take_in")
    purpose = taking.purpose_of(workspace, table, source, received_at, datum, is_synthetic)
    # What a source's file means depends on what is open in the store, so two of them wait for each other.
    with scratch() as folder, store.import_lock(workspace) if source else nullcontext():
        store.catch_up(workspace)
        receipts, intakes = taking.checked(workspace, files, purpose, folder)
        if not dry_run and intakes and all(intake.receipt.status == "checked" for intake in intakes):
            batches = store.commit(workspace, [taking.batch_of(intake, actor.name) for intake in intakes])
            for intake, batch_id in zip(intakes, batches, strict=True):
                intake.receipt.status, intake.receipt.batch_id = "taken", batch_id
    return [*receipts, *(intake.receipt for intake in intakes)]


@dataclass(frozen=True)
class Drawn:
    """What came of a boundary: the files that it makes and their receipts, or why it makes none."""

    files: list[File] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    refusal: SandtableError | None = None
    is_changed: bool = False
    """The store has changed what the files say since they were checked: they were checked again, and not taken in."""


def draw(
    workspace: Workspace,
    corners: Corners,
    zone: Declared | str,
    *,
    actor: Actor = COMMAND_LINE,
    checked: Drawn | None = None,
) -> Drawn:
    """Check a boundary, loading nothing; with `checked`, the answer of the check, take in what was checked.

    `corners`: in WGS-84. `zone`: declared now, or the number of one on record. Raises: as `take_in` does.
    """
    permit(actor, "draw")
    try:
        files = boundary_files(workspace, corners, zone)
    except SandtableError as refusal:
        return Drawn(refusal=refusal, is_changed=checked is not None)
    is_changed = checked is not None and files != checked.files
    dry_run = checked is None or is_changed
    receipts = take_in(workspace, files, actor=actor, datum=DATUM_DRAWN, dry_run=dry_run)
    return Drawn(files, receipts, is_changed=is_changed)


def acknowledge(
    workspace: Workspace,
    check: str,
    key: str,
    owner: str,
    note: str | None = None,
    *,
    actor: Actor = COMMAND_LINE,
    is_acknowledged: bool = True,
    verdict: dict[str, str | None] | None = None,
) -> Acknowledgement:
    """Name the owner of a contradiction that is found now, and acknowledge it.

    `verdict`: of a case signal, verification and disposition (null = not given now, so that what was decided stays).

    `is_acknowledged` false: it is only taken over; an acknowledgement of this occurrence stays, and its note where none is given.
    Raises RefusedInput for a check that does not exist, what it does not find now, words that are not to be stored, and a verdict that is
    not asked of it.
    """
    permit(actor, "acknowledge")
    decided = acknowledging.decision(check, key, owner, note, is_acknowledged, verdict)
    with scratch() as folder, store.import_lock(workspace):
        store.catch_up(workspace)
        batch_id = store.commit(workspace, [acknowledging.batch_of(workspace, decided, folder, actor.name)])[0]
    return Acknowledgement(batch_id, check, key, decided.owner, is_acknowledged)


def roll_back(workspace: Workspace, batch_id: int, *, actor: Actor = COMMAND_LINE) -> RollbackReceipt:
    """Take a batch out again, as a batch of its own; rolling back a rollback brings its batch back.

    Raises StoreError for an unknown batch, RefusedInput for one that is out already.
    """
    permit(actor, "roll_back")
    return RollbackReceipt(store.rollback(workspace, batch_id, actor.name), batch_id)


def purge(workspace: Workspace, batch_id: int, *, actor: Actor = COMMAND_LINE, dry_run: bool = False) -> PurgeReceipt:
    """Reduce a batch's person-level rows to what the figures need, as a batch of its own; `dry_run`: say what that would come to.

    Raises StoreError for an unknown batch, RefusedInput where there is nothing to reduce.
    """
    permit(actor, "purge")
    if dry_run:
        with scratch() as folder:
            return PurgeReceipt(None, prepare(workspace, batch_id, folder))
    return PurgeReceipt(*store.purge(workspace, batch_id, actor.name))


def take_rows(workspace: Workspace, made: Made, *, is_synthetic: bool, actor: Actor = COMMAND_LINE) -> list[int]:
    """Take in rows that a program made, checked only for their types, a batch a delivery, published once; the batches' numbers.

    For the builder of demonstrations and the register of areas: files of people go through `take_in`.
    Raises: ValueError for rows that are not those of their table.
    """
    permit(actor, "take_in")
    with made_batches(workspace, made, is_synthetic) as batches:
        return store.commit(workspace, batches)
