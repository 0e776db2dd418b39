"""The proof of the log by its digests (`digests`).

A change of one bit anywhere, a batch or file that is gone, doubled or put in from elsewhere, breaks a digest or the count, and is named.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import StoreError
from dashboard.i18n.messages import Words, both
from dashboard.warehouse.digests import NEWEST, RECORD, TAKEN_OVER, Digests, digest_of, folder_name, numbers, record_digest, stored_record
from dashboard.warehouse.newest import digest_or_nothing, is_noted, is_purged, noted, noted_number, shown
from dashboard.warehouse.purged import Steps, is_pending, steps, today
from dashboard.warehouse.workspace import Workspace

SAID_AT_MOST = 3
"""Faults that one sentence names; the rest are counted."""


@dataclass(frozen=True)
class Fault:
    """One thing of the log that does not verify."""

    kind: str
    """missing, doubled, foreign, unreadable, other_number, broken_chain, file_missing, file_foreign, file_changed, newest_gone,
    newest_differs, newest_unreadable, taken_over_changed or unpurged."""
    batch: int | None = None
    file: str | None = None

    @property
    def words(self) -> Words:
        return both(f"log.{self.kind}", batch=self.batch, file=self.file)

    def to_dict(self) -> dict[str, Any]:
        """The fault as JSON; batch and file are null where the kind names none."""
        return {"kind": self.kind, "batch": self.batch, "file": self.file, "zh": self.words.zh, "en": self.words.en}


class DamagedLog(StoreError):
    """The log does not verify, so nothing is built on it."""

    def __init__(self, faults: list[Fault]) -> None:
        named = [fault.words for fault in faults[:SAID_AT_MOST]]
        more = len(faults) - len(named)
        said = Words("；".join(one.zh for one in named), "; ".join(one.en for one in named))
        super().__init__("log.damaged_more" if more else "log.damaged", faults=said, more=more)
        self.faults = faults


def require(workspace: Workspace, batches: Iterable[int] = ()) -> None:
    """Raises DamagedLog where the order of the log, its newest batch, or one of `batches` does not verify."""
    found = steps(workspace)
    if faults := [*order_faults(workspace), *(fault for batch in batches for fault in batch_faults(workspace, batch, found))]:
        raise DamagedLog(faults)


def verify(workspace: Workspace, progress: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Every fault of the whole log, from its first batch. `progress` is told (batches proved, of how many) after each."""
    faults = [*order_faults(workspace)]
    proved, found = numbers(workspace), steps(workspace)
    for place, number in enumerate(proved, start=1):
        faults += [*batch_faults(workspace, number, found)]
        if progress:
            progress(place, len(proved))
    return faults


def order_faults(workspace: Workspace) -> Iterator[Fault]:
    """What the names in the log and the note beside it say: a number that is missing, a thing that is no batch, a newest that differs."""
    there = numbers(workspace)
    for name in sorted(entry.name for entry in workspace.batches.iterdir() if not entry.name.startswith(".")):
        number = int(name) if name.isdigit() else None
        if number is None or name != folder_name(number):
            yield Fault("doubled", number, name) if number in there else Fault("foreign", file=name)
    newest = noted(workspace)
    last = max([*there, 0])
    yield from (Fault("newest_gone", number) for number in range(max(last, noted_number(newest)) + 1, shown(workspace) + 1))
    yield from (Fault("missing", number) for number in range(1, last) if number not in there)
    if newest is None:
        return
    if "batch" not in newest:
        yield Fault("newest_unreadable", file=NEWEST)
    elif newest["batch"] > last:
        yield from (Fault("newest_gone", number) for number in range(last + 1, newest["batch"] + 1))
    elif newest["batch"] in there and not is_noted(workspace, newest):
        yield Fault("newest_differs", newest["batch"])


def batch_faults(workspace: Workspace, batch_id: int, found: Steps | None = None) -> Iterator[Fault]:
    """What of one batch does not verify: its record, its link to the batch before, each of its files.

    `found`: the steps of the purges in the log, for who asks of many batches; null = they are read.
    """
    found = steps(workspace) if found is None else found
    folder = workspace.batches / folder_name(batch_id)
    record = stored_record(workspace, batch_id)
    if not record:
        yield Fault("unreadable", batch_id, RECORD)
        return
    if record.get("batch_id") != batch_id:
        yield Fault("other_number", batch_id)
    if record.get("digests") is None:
        yield from _taken_over_faults(workspace, batch_id, folder, found)
        return
    yield from _link_faults(workspace, batch_id, record, found)
    yield from _file_faults(workspace, batch_id, record["digests"], found)


def _link_faults(workspace: Workspace, batch_id: int, record: dict[str, Any], found: Steps) -> Iterator[Fault]:
    try:
        before = record_digest(workspace, batch_id - 1) if batch_id > 1 else None
    except OSError:
        return  # the batch before is missing or unreadable, and named as that
    if record.get("previous") != before and not is_purged(workspace, batch_id - 1, RECORD, str(record.get("previous")), before, found):
        yield Fault("broken_chain", batch_id - 1)
    elif before and today(found, batch_id - 1, RECORD, before) != before and not is_pending(workspace, batch_id - 1):
        yield Fault("unpurged", batch_id - 1)
    anchor = record.get("taken_over")
    if anchor and (not (workspace.root / TAKEN_OVER).is_file() or digest_of(workspace.root / TAKEN_OVER) != anchor):
        yield Fault("taken_over_changed", batch_id, TAKEN_OVER)


def _file_faults(workspace: Workspace, batch_id: int, digests: Digests, found: Steps) -> Iterator[Fault]:
    folder = workspace.batches / folder_name(batch_id)
    there = {file.name for file in folder.iterdir()} - {RECORD}
    yield from (Fault("file_missing", batch_id, name) for name in sorted(set(digests) - there))
    yield from (Fault("file_foreign", batch_id, name) for name in sorted(there - set(digests)))
    for name in sorted(there & set(digests)):
        digest = digest_or_nothing(folder / name)
        if digest != digests[name] and not is_purged(workspace, batch_id, name, digests[name], digest, found):
            yield Fault("file_changed", batch_id, name)


def _taken_over_faults(workspace: Workspace, batch_id: int, folder: Path, found: Steps) -> Iterator[Fault]:
    """A batch of an older version: proved by what was written down when it was taken over; before that, nothing can be said of it."""
    try:
        digests: Digests | None = json.loads((workspace.root / TAKEN_OVER).read_text(encoding="utf-8")).get(str(batch_id))
    except FileNotFoundError:
        return
    except (OSError, ValueError, AttributeError):
        yield Fault("taken_over_changed", batch_id, TAKEN_OVER)
        return
    if digests is None:
        yield Fault("taken_over_changed", batch_id, TAKEN_OVER)
        return
    record = digest_or_nothing(folder / RECORD)
    if record != digests.get(RECORD) and not is_purged(workspace, batch_id, RECORD, str(digests.get(RECORD)), record, found):
        yield Fault("file_changed", batch_id, RECORD)
    yield from _file_faults(workspace, batch_id, {name: digest for name, digest in digests.items() if name != RECORD}, found)
