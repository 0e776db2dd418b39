"""A verified copy of what cannot be made again, while the board runs: into a folder, of which only what is new is written, or one file.

What readers have seen is read first (NEWEST, the generation of CURRENT): a batch beyond it may still be withdrawn, and is not copied.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import StoreError, UsageError
from dashboard.i18n.messages import Words
from dashboard.warehouse.archive import is_archive, packed, scratch
from dashboard.warehouse.backup_parts import (
    LIST,
    DamagedBackup,
    Listed,
    Told,
    copy_batch,
    copy_file,
    copy_journals,
    file_faults,
    is_same,
    is_sound,
    place,
    purged_since,
    strangers,
)
from dashboard.warehouse.batches import committed, discard_unfinished
from dashboard.warehouse.digests import TAKEN_OVER, digest_of, note_newest, numbers
from dashboard.warehouse.durable import disk_in_words, sync, writer_lock
from dashboard.warehouse.integrity import DamagedLog, Fault, batch_faults, order_faults, verify
from dashboard.warehouse.newest import last_seen
from dashboard.warehouse.purged import close, finish
from dashboard.warehouse.workspace import Workspace

PRIVATE_FOLDER, PRIVATE_FILE = 0o750, 0o640
"""Rights of a new backup: as a workspace has them, since the same people stand in it."""


@dataclass(frozen=True)
class BackedUp:
    """What a backup came to."""

    batches: int
    copied: int
    """Batches that were not there before, or were there and damaged, or from before a purge."""
    purged: list[int] = field(default_factory=list)
    """Batches that were there as they were before a purge: their rows about people are gone from this backup."""


def back_up(workspace: Workspace, target: Path, told: Told | None = None) -> BackedUp:
    """Bring the backup in the folder `target` up to date, or write it into one file (.tar, .zip), and prove what was written.

    Raises UsageError for a place that is no place for a backup, DamagedLog or DamagedBackup where a batch does not verify, StoreError
    where the backup has batches that this workspace does not.
    """
    _require_place(workspace, target)
    with disk_in_words():
        if not is_archive(target):
            target.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            return _into_folder(workspace, target, told)
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch(target) as work:
            (work / "content").mkdir()
            done = _into_folder(workspace, work / "content", told)
            whole = packed(work / "content", work / target.name, last=LIST)
            os.chmod(whole, PRIVATE_FILE)
            os.replace(whole, target)
            sync(target.parent)
        return done


def _require_place(workspace: Workspace, target: Path) -> None:
    if target.resolve().is_relative_to(workspace.root.resolve()):
        raise UsageError("backup.inside", name=target.name)
    if (is_archive(target) and target.is_dir()) or (not is_archive(target) and target.exists() and not target.is_dir()):
        raise UsageError("backup.no_place", name=target.name)
    # A first backup that was killed may have left the lock and a list that was just being written.
    begun = (".lock", f".{LIST}.")
    if target.is_dir() and not (target / LIST).exists() and not all(one.name.startswith(begun) for one in target.iterdir()):
        raise UsageError("backup.foreign_folder", name=target.name)


def _into_folder(workspace: Workspace, root: Path, told: Told | None) -> BackedUp:
    with writer_lock(root, "backup"):
        for unfinished in root.glob(f".{LIST}.*"):
            unfinished.unlink()
        before = Listed.read(root)
        if before is None:
            before = Listed()
            before.write(root)
        (root / "batches").mkdir(exist_ok=True)
        discard_unfinished(place(root))
        finish(place(root))
        through = _through(workspace)
        purged = purged_since(workspace, place(root))
        copied = _copy_batches(workspace, root, through, purged)
        close(place(root))
        files = _copy_files(workspace, root, before)
        if through:
            note_newest(place(root), through)
        _prove([fault.words for fault in verify(place(root), told)])
        listed = Listed(through, files)
        listed.write(root)
        _prove(file_faults(root, listed))
        return BackedUp(through, len(copied), purged)


def _prove(faults: list[Words]) -> None:
    if faults:
        raise DamagedBackup(faults)


def _through(workspace: Workspace) -> int:
    """The last batch to copy. Raises DamagedLog where the log up to it has a gap, or its note does not verify."""
    seen = last_seen(workspace)
    there = committed(workspace)
    through = seen or max(there, default=0)  # a log without note and store has been seen by nobody that we know of: all of it
    gaps = [Fault("missing", number) for number in range(1, through + 1) if number not in there]
    noted = [fault for fault in order_faults(workspace) if fault.kind in ("newest_unreadable", "newest_differs")]
    if gaps or noted:
        raise DamagedLog([*gaps, *noted])
    return through


def _copy_batches(workspace: Workspace, root: Path, through: int, purged: list[int]) -> set[int]:
    """Copy the batches that the backup lacks, or has damaged, or has from before a purge: a copy can rot as well.

    Raises, before anything is written, StoreError where the backup has other batches than the workspace, DamagedLog for a batch of the
    workspace that does not verify. What is there and sound is never replaced.
    """
    copy = place(root)
    if others := strangers(workspace, copy):
        if others[0] <= through and not is_sound(workspace, others[0]):
            raise DamagedLog([Fault("broken_chain", others[0])])
        raise StoreError("backup.has_other", batch=others[0])
    there = numbers(copy)
    wanted = [n for n in range(1, through + 1) if n not in there or not is_same(workspace, copy, n) or _is_rotten(copy, n)]
    if damaged := [fault for n in wanted for fault in batch_faults(workspace, n)]:
        raise DamagedLog(damaged)
    if (workspace.root / TAKEN_OVER).is_file():
        copy_file(workspace.root / TAKEN_OVER, root / TAKEN_OVER)
    copy_journals(workspace, copy, [n for n in purged if n in wanted])
    for batch_id in wanted:
        if batch_id not in purged:
            copy_batch(workspace, copy, batch_id)
    finish(copy)
    return set(wanted)


def _is_rotten(copy: Workspace, batch_id: int) -> bool:
    return any(fault.batch == batch_id and fault.kind != "taken_over_changed" for fault in batch_faults(copy, batch_id))


def _copy_files(workspace: Workspace, root: Path, before: Listed) -> dict[str, list[str]]:
    """Copy the files beside the log. One that the workspace has no more stays in the backup."""
    changed = {name: digest for name in _names(workspace) if (digest := digest_of(workspace.root / name)) not in before.files.get(name, [])
               or not (root / name).is_file() or digest_of(root / name) != digest}
    if before.batches is not None:
        Listed(before.batches, before.files | {n: [*before.files.get(n, []), digest] for n, digest in changed.items()}).write(root)
    copied = {name: [copy_file(workspace.root / name, root / name)] for name in changed}
    return before.files | copied


def _names(workspace: Workspace) -> Iterable[str]:
    """Files beside the log that cannot be made again: settings, boundaries, what people keep, and the crest where city.toml names one."""
    yield "city.toml"
    yield from sorted(file.relative_to(workspace.root).as_posix() for file in (workspace.root / "kept").glob("[!.]*.json"))
    inside = [file.relative_to(workspace.root) for file in sorted(workspace.geodata.rglob("*")) if file.is_file()]
    yield from (file.as_posix() for file in inside if not any(part.startswith(".") for part in file.parts))
    crest = workspace.config.get("wall", {}).get("crest")
    file = (workspace.root / str(crest)).resolve()
    if crest and file.is_file() and file.is_relative_to(workspace.root.resolve()):
        name = file.relative_to(workspace.root.resolve())
        if name.parts[0] not in ("geodata", "batches", "store", "kept"):
            yield name.as_posix()

