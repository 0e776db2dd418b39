"""What people decide about a finding: taken in as a batch like everything else, so that as-of shows it and a rollback undoes it."""

import hashlib
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dashboard.errors import RefusedInput
from dashboard.intake.checks.cells import LINE
from dashboard.intake.checks.privacy import LONGEST_NOTE, said_of, wrong_with
from dashboard.intake.checks.staging import Staging
from dashboard.intake.scratch import scratch
from dashboard.nearest import nearest
from dashboard.schema.declaration import tables
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.contradictions import closed, contradictions
from dashboard.warehouse.workspace import Workspace

TABLE = "findings"


def acknowledge(
    workspace: Workspace, check: str, key: str, owner: str, note: str | None = None, *, is_acknowledged: bool = True,
    operator: str | None = None,
) -> int:  # fmt: skip
    """Name the owner of an open finding and acknowledge it now; the number of the batch that says so.

    `is_acknowledged` false: the finding is only taken over; an acknowledgement of this occurrence stays, and its note where none is given.
    Raises RefusedInput for a check that does not exist, a finding that is not open now, and for words that are not to be kept.
    """
    if check not in checks():
        raise _unknown_check(check)
    owner, note = _owner(owner), _note(note)
    with scratch() as folder, store.import_lock(workspace):
        store.catch_up(workspace)
        now = workspace.now()
        found = contradictions(workspace, now, check)
        finding = next((finding for finding in found if str(finding["finding_key"]) == key), None)
        if finding is None:
            raise _not_open(workspace, check, key, found)
        acknowledged_at = now if is_acknowledged else finding["acknowledged_at"]
        row = {
            "check_name": check, "finding_key": key, "owner": owner, "acknowledged_at": _text(acknowledged_at),
            "note": note if is_acknowledged else note or finding["note"],
        }
        # The same words twice are two decisions where another came between them: the place in the log is part of what tells them apart.
        digest = hashlib.sha256(repr((sorted(row.items()), len(store.batch_log(workspace)))).encode()).hexdigest()
        file = f"{check} {key}"[:LONGEST_NOTE]
        batch = Batch({TABLE: _parquet(row, folder)}, TABLE, file, digest, now, effective_at=now, operator=operator)
        return store.commit(workspace, [batch])[0]


def _parquet(row: dict[str, str | None], folder: Path) -> Path:
    """The row as a file of the table would give it, so that its identity is the same either way."""
    chunk = pa.table({LINE: pa.array([1], pa.int64())} | {name: pa.array([text], pa.string()) for name, text in row.items()})
    with Staging(tables()[TABLE], folder) as staging:
        staging.load([chunk], {})
        return staging.write(is_synthetic=False)


def _owner(given: str) -> str:
    owner = given.strip()
    if not owner:
        raise RefusedInput.worded("没有写负责人。", "No owner is named.", "请写岗位或姓名。", "Give a post or a name.")
    _refuse_odd("owner", owner, "负责人", "The owner")
    return owner


def _note(given: str | None) -> str | None:
    note = (given or "").strip()
    _refuse_odd("note", note, "备注", "The note")
    return note or None


def _refuse_odd(column: str, text: str, subject_zh: str, subject_en: str) -> None:
    if wrong := wrong_with(column, text):
        zh, en, hint_zh, hint_en = said_of(column, wrong)
        raise RefusedInput.worded(f"{subject_zh}{zh}。", f"{subject_en} {en}.", f"{hint_zh}。", f"{hint_en}.")


def _unknown_check(check: str) -> RefusedInput:
    near = nearest(check, checks())
    said = f"没有名为“{check}”的规则。", f"There is no check named “{check}”."
    return RefusedInput.worded(*said, f"是否指 {near}？", f"Did you mean {near}?")


def _not_open(workspace: Workspace, check: str, key: str, found: list[dict]) -> RefusedInput:
    said = f"规则 {check} 现在没有发现“{key}”。", f"The check {check} finds no “{key}” now."
    if any((row["check_name"], row["finding_key"]) == (check, key) for row in closed(workspace, found)):
        return RefusedInput.worded(*said, "它处置过，数据不再矛盾，已自行消除。", "It was handled, and closed by itself: nothing contradicts.")
    near = nearest(key, (str(finding["finding_key"]) for finding in found))
    if near is None:
        return RefusedInput.worded(*said, "该规则现在没有任何发现。", "It finds nothing at all.")
    return RefusedInput.worded(*said, f"是否指 {near}？", f"Did you mean {near}?")


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(sep=" ") if moment else None
