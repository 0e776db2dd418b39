"""What a backup is made of, for those who write one and those who read it: batches, a few files beside them, and a list of both."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from dashboard.errors import StoreError
from dashboard.i18n.messages import Words, both
from dashboard.warehouse.digests import RECORD, Digests, digest_of, digests_of, folder_name, numbers, record_digest, stored_record
from dashboard.warehouse.durable import rename, sync, write_text
from dashboard.warehouse.integrity import SAID_AT_MOST, Fault, batch_faults, order_faults, verify
from dashboard.warehouse.purged import Steps, journal_of, purges, replaces, steps
from dashboard.warehouse.workspace import Workspace

LIST = "BACKUP.json"
ELSEWHERE = ("batches", "store", "NEWEST", "taken_over.json", LIST)
"""Names that the list of a backup's files may not have: they come by another way, or not at all."""

Told = Callable[[int, int], None]


class DamagedBackup(StoreError):
    """A backup that does not verify; nothing is made from it."""

    def __init__(self, faults: list[Words]) -> None:
        named, more = faults[:SAID_AT_MOST], len(faults) - SAID_AT_MOST
        said = Words("；".join(one.zh for one in named), "; ".join(one.en for one in named))
        super().__init__("backup.damaged_more" if more > 0 else "backup.damaged", faults=said, more=more)


@dataclass(frozen=True)
class Listed:
    """BACKUP.json: how many batches a finished backup has at least (null until the first one is finished), and its other files."""

    batches: int | None = None
    files: dict[str, list[str]] = field(default_factory=dict)
    """Digests that a file may have, by its path: two only while the backup is brought up to date."""

    @classmethod
    def read(cls, root: Path) -> "Listed | None":
        """The list of the backup in `root`; null where there is none. Raises DamagedBackup where it is not in order."""
        try:
            stored: Any = json.loads((root / LIST).read_text(encoding="utf-8"))
            listed = cls(stored["batches"], {str(name): [str(one) for one in digests] for name, digests in stored["files"].items()})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as damaged:
            raise DamagedBackup([both("backup.list_unreadable", file=LIST)]) from damaged
        if not all(is_confined(name) and PurePosixPath(name).parts[0] not in ELSEWHERE for name in listed.files):
            raise DamagedBackup([both("backup.list_unreadable", file=LIST)])
        return listed

    def write(self, root: Path) -> None:
        write_text(root / LIST, json.dumps({"batches": self.batches, "files": self.files}, ensure_ascii=False, indent=1) + "\n")


def is_confined(name: str) -> bool:
    """Whether a path written with / stays inside the folder that it is put into."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def place(root: Path) -> Workspace:
    """The folder of a backup, or one to restore into, in the form that the log's proofs take: its city.toml may be missing or broken."""
    return Workspace(root, {})


def backup_faults(root: Path, told: Told | None = None) -> list[Words]:
    """Everything of a backup that does not verify. One without a list was copied by hand: of that only the log proves itself."""
    if not (root / "batches").is_dir() or not (root / "city.toml").is_file():
        return [both("backup.none")]
    listed = Listed.read(root)
    found = [fault.words for fault in verify(place(root), told)]
    if listed is None:
        return found
    if listed.batches is None:
        return [both("backup.unfinished")]
    there = numbers(place(root))
    named = [Fault("missing", number).words for number in range(max([*there, 0]) + 1, listed.batches + 1)]
    return [*found, *(one for one in named if one not in found), *file_faults(root, listed)]


def file_faults(root: Path, listed: Listed) -> list[Words]:
    """The files beside the log that are gone from a backup, or are not what its list says."""
    return [both("backup.file_changed", file=name) for name, digests in listed.files.items()
            if not (root / name).is_file() or digest_of(root / name) not in digests]


def strangers(source: Workspace, target: Workspace) -> list[int]:
    """Batches of `target` that are not those of `source`: others of the same number, or of numbers that it has not. Damage is not that."""
    known = numbers(source)
    found = max(steps(source), steps(target), key=lambda one: sum(map(len, one.values())))
    return [n for n in numbers(target) if n not in known or (
        not _is_same_record(source, target, n) and not _is_purged(source, target, n, found) and is_sound(target, n))]


def purged_since(source: Workspace, target: Workspace) -> list[int]:
    """Batches that stand in `target` as they were before a purge that `source` has."""
    there, found = numbers(target), steps(source)
    return [n for n in sorted({batch for batch, _ in found}) if n in there and replaces(found, n, *_records(target, source, n))]


def is_same(one: Workspace, other: Workspace, batch_id: int) -> bool:
    """Whether a batch stands in both logs with the same record; the files too, where the record does not prove them."""
    if not _is_same_record(one, other, batch_id):
        return False
    return stored_record(one, batch_id).get("digests") is not None or contents(one, batch_id) == contents(other, batch_id)


def _is_same_record(one: Workspace, other: Workspace, batch_id: int) -> bool:
    try:
        return record_digest(one, batch_id) == record_digest(other, batch_id)
    except OSError:
        return False


def _is_purged(one: Workspace, other: Workspace, batch_id: int, found: Steps) -> bool:
    """Whether the record of a batch in one log is what a purge made of that in the other."""
    here, there = _records(one, other, batch_id)
    return replaces(found, batch_id, here, there) or replaces(found, batch_id, there, here)


def _records(one: Workspace, other: Workspace, batch_id: int) -> tuple[str, str]:
    """The digests of a batch's records in two logs; the same nothing where one cannot be read."""
    try:
        return record_digest(one, batch_id), record_digest(other, batch_id)
    except OSError:
        return "", ""


def is_sound(workspace: Workspace, batch_id: int) -> bool:
    """Whether a batch holds what its own record says, and that record is the one which the next batch, or the note of the newest, names."""
    following = batch_faults(workspace, batch_id + 1) if batch_id + 1 in numbers(workspace) else ()
    said = [*batch_faults(workspace, batch_id), *order_faults(workspace), *following]
    own = [fault for fault in said if fault.batch == batch_id and fault.kind not in ("missing", "doubled", "taken_over_changed")]
    return not own


def contents(workspace: Workspace, batch_id: int) -> Digests:
    """The digest of each file of a batch, its record's included; empty where they cannot be read."""
    folder = workspace.batches / folder_name(batch_id)
    try:
        return {RECORD: digest_of(folder / RECORD)} | digests_of(folder)
    except OSError:
        return {}


def copy_batch(source: Workspace, target: Workspace, batch_id: int) -> None:
    """Put a batch into another log, whole or not at all: in the place of one that is damaged there.

    Raises DamagedBackup where the copy came out otherwise.
    """
    final, work = target.batches / folder_name(batch_id), target.batches / f".work-{os.getpid()}-{batch_id}"
    expected = contents(source, batch_id)
    work.mkdir()
    for name in expected:
        shutil.copyfile(source.batches / folder_name(batch_id) / name, work / name)
        sync(work / name)
    if not expected or {name: digest_of(work / name) for name in expected} != expected:
        raise DamagedBackup([both("backup.copy_differs", batch=batch_id)])
    sync(work)
    if final.exists():
        os.rename(final, work.with_name(work.name + "-damaged"))
    rename(work, final)
    shutil.rmtree(work.with_name(work.name + "-damaged"), ignore_errors=True)


def copy_journals(source: Workspace, target: Workspace, batches: list[int]) -> None:
    """Lay what a purge made of batches beside those in another log, so that it can put them in once it has the purge itself.

    Raises DamagedBackup where a copy came out otherwise.
    """
    last = {_batch: purge_id for purge_id in purges(source) if (_batch := stored_record(source, purge_id).get("rolls_back")) in batches}
    for batch_id, purge_id in last.items():
        journal = journal_of(target, purge_id)
        shutil.rmtree(journal, ignore_errors=True)
        journal.mkdir()
        for name, digest in contents(source, batch_id).items():
            if copy_file(source.batches / folder_name(batch_id) / name, journal / name) != digest:
                raise DamagedBackup([both("backup.copy_differs", batch=batch_id)])


def copy_file(source: Path, target: Path) -> str:
    """Put a file into its place in one step. Returns its digest; raises DamagedBackup where the copy came out otherwise."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, work)
    sync(work)
    digest = digest_of(work)
    if digest != digest_of(source):
        work.unlink()
        raise DamagedBackup([both("backup.file_changed", file=target.name)])
    os.replace(work, target)
    sync(target.parent)
    return digest
