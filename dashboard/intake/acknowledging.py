"""What people decide about a contradiction, as a batch like everything else, so that as-of shows it and a rollback undoes it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import advice, both
from dashboard.intake.checks.privacy import LONGEST, LONGEST_NOTE, wrong_with
from dashboard.intake.checks.staging import staging
from dashboard.intake.chunks import LINE
from dashboard.nearest import nearest
from dashboard.schema.declaration import enums, tables
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.contradictions import closed, contradictions
from dashboard.warehouse.workspace import Workspace

TABLE = "findings"
DECIDES = {"verification": "signal_verification", "disposition": "signal_disposition"}
"""What some checks have decided of what they find (`decides` of their header), and the enumeration of its values."""
Contradiction = dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """What somebody says of a contradiction, in words that may be stored."""

    check: str
    key: str
    owner: str
    note: str | None
    is_acknowledged: bool
    """False: it is only taken over; an acknowledgement of this occurrence stays, and its note where none is given."""
    verdict: dict[str, str] = field(default_factory=dict)
    """By `DECIDES`: what is decided now; what is not stays as it was."""


def decision(
    check: str, key: str, owner: str, note: str | None, is_acknowledged: bool, verdict: dict[str, str | None] | None = None,
) -> Decision:
    """What was typed, as a decision. Raises RefusedInput for a check that does not exist, for words that are not to be stored, and for
    a verdict that its check does not ask, that is unknown or that is given of what is not acknowledged."""
    if check not in checks():
        raise RefusedInput("acknowledging.no_check", name=check, near=nearest(check, checks()))
    owner, note = owner.strip(), (note or "").strip()
    if not owner:
        raise RefusedInput("acknowledging.no_owner")
    _refuse_odd("owner", owner)
    _refuse_odd("note", note)
    given = {part: value for part, value in (verdict or {}).items() if value}
    for part, value in given.items():
        _refuse_verdict(check, part, value, is_acknowledged)
    return Decision(check, key, owner, note or None, is_acknowledged, given)


def decides(check: str) -> tuple[str, ...]:
    """What a check has decided of what it finds, beside whose it is; none for most."""
    return tuple(part.strip() for part in checks()[check].notes.get("decides", "").split(",") if part.strip())


def _refuse_verdict(check: str, part: str, value: str, is_acknowledged: bool) -> None:
    known = enums()[DECIDES[part]]
    if part not in decides(check):
        raise RefusedInput("acknowledging.no_verdict", name=check)
    if value not in known:
        raise RefusedInput("acknowledging.unknown_verdict", name=value, known=", ".join(known))
    if not is_acknowledged:
        raise RefusedInput("acknowledging.verdict_unacknowledged")


def batch_of(workspace: Workspace, decided: Decision, folder: Path, operator: str | None) -> Batch:
    """The decision as a batch, its file in `folder`; call with the semaphore of changes taken, so that the log stays as it is read.

    Raises RefusedInput for a contradiction that is not found now.
    """
    now = workspace.now()
    contradiction = _found(workspace, decided, now)
    is_new = decided.is_acknowledged
    row = {
        "check_name": decided.check,
        "finding_key": decided.key,
        "owner": decided.owner,
        "acknowledged_at": _text(now if is_new else contradiction["acknowledged_at"]),
        **{part: decided.verdict.get(part) or contradiction[part] for part in DECIDES},
        "note": decided.note if is_new else decided.note or contradiction["note"],
    }
    # The same words twice are two decisions where another came between them: the place in the log is part of what tells them apart.
    digest = hashlib.sha256(repr((sorted(row.items()), len(store.batch_log(workspace)))).encode()).hexdigest()
    file = f"{decided.check} {decided.key}"[:LONGEST_NOTE]
    return Batch({TABLE: _parquet(row, folder)}, TABLE, file, digest, now, effective_at=now, operator=operator)


def _found(workspace: Workspace, decided: Decision, now: datetime) -> Contradiction:
    """The contradiction that the decision is about, as it is found now."""
    found: list[Contradiction] = contradictions(workspace, now, decided.check)
    for contradiction in found:
        if str(contradiction["finding_key"]) == decided.key:
            return contradiction
    said = {"check": decided.check, "name": decided.key}
    if any((row["check_name"], row["finding_key"]) == (decided.check, decided.key) for row in closed(workspace, found)):
        raise RefusedInput("acknowledging.closed", **said)
    near = nearest(decided.key, (str(contradiction["finding_key"]) for contradiction in found))
    if near is None:
        raise RefusedInput("acknowledging.finds_nothing", **said)
    raise RefusedInput("acknowledging.not_found", **said, near=near)


def _parquet(row: dict[str, str | None], folder: Path) -> Path:
    """The row as a file of the table would give it, so that its identity is the same either way."""
    chunk = pa.table({LINE: pa.array([1], pa.int64())} | {name: pa.array([text], pa.string()) for name, text in row.items()})
    with staging(tables()[TABLE], folder) as staged:
        staged.load([chunk], dict.fromkeys(DECIDES, str))  # codes already
        return staged.write(is_synthetic=False)


def _refuse_odd(column: str, text: str) -> None:
    if wrong := wrong_with(column, text):
        key, most = f"privacy.{wrong}", LONGEST[column]
        subject = both(f"acknowledging.{column}")
        raise RefusedInput("acknowledging.odd", subject=subject, wrong=both(key, n=most), hint=advice(key, n=most))


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(sep=" ") if moment else None
