"""From a backup back to a workspace: a new one is made beside its place, then renamed; one that is there gets what it lacks."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import StoreError, UsageError
from dashboard.i18n.messages import both
from dashboard.warehouse import store
from dashboard.warehouse.archive import is_archive, scratch, unpacked
from dashboard.warehouse.backup_parts import (
    DamagedBackup,
    Listed,
    Told,
    backup_faults,
    contents,
    copy_batch,
    copy_file,
    place,
    strangers,
)
from dashboard.warehouse.batches import discard_unfinished
from dashboard.warehouse.digests import NEWEST, TAKEN_OVER, digest_of, numbers
from dashboard.warehouse.durable import disk_in_words, rename, sync, writer_lock
from dashboard.warehouse.integrity import DamagedLog, order_faults
from dashboard.warehouse.newest import last_seen
from dashboard.warehouse.purge import has_person_rows
from dashboard.warehouse.purged import finish
from dashboard.warehouse.workspace import SUBFOLDERS, Workspace

BEFORE = ".before-restore"
"""Ends the name under which a file stays that a restore replaced."""


@dataclass(frozen=True)
class Plan:
    """What a restore does, or did."""

    batches: int
    added: list[int]
    replaced: list[int]
    """Batches that are damaged where they are."""
    files: list[str]
    """Files beside the log that are missing in the target, or differ."""
    set_aside: dict[str, str]
    """Of those, the files that were there otherwise, with the names under which they stay."""
    person_rows: list[int]
    """Batches of the backup with rows about people that no purge has reduced."""
    by_hand: bool
    """Whether the backup is a folder without a list, of which only the batches could be proved."""


def restore(source: Path, target: Path, dry_run: bool = False, told: Told | None = None) -> Plan:
    """Bring a workspace to the state of a backup, and make its store anew; with `dry_run` only say what would be done.

    Raises DamagedBackup where the backup does not verify, UsageError and StoreError where the target is another's or has batches that
    the backup lacks. Nothing has been changed then.
    """
    target = target.resolve()
    with disk_in_words(), _opened(source, target) as root:
        if faults := backup_faults(root, told):
            raise DamagedBackup(faults)
        plan = _planned(place(root), target)
        if dry_run:
            return plan
        if _is_new(target):
            _make_new(root, target)
        else:
            _complete(root, target, plan)
        return plan


@contextmanager
def _opened(source: Path, target: Path) -> Iterator[Path]:
    """The folder of a backup; that of an archive is unpacked beside the target, and goes afterwards."""
    if not source.exists() or (is_archive(source) and not source.is_file()):
        raise UsageError("backup.not_found", name=source.name)
    if not is_archive(source):
        with writer_lock(source, "restore") if os.access(source, os.W_OK) else disk_in_words():
            yield source
        return
    with scratch(_near(target)) as work:
        unpacked(source, work / "content")
        if (work / "content" / "city.toml").is_file() and Listed.read(work / "content") is None:
            raise DamagedBackup([both("backup.archive_unreadable", file=source.name)])  # its list stands last: it was cut
        yield work / "content"


def _near(target: Path) -> Path:
    """The target, or where its folder is not there yet, a place of its name in the folder above: a dry run makes no folders."""
    return next(folder for folder in target.parents if folder.is_dir()) / target.name


def _is_new(target: Path) -> bool:
    """Whether a whole workspace can be renamed into place: nothing is there, or an empty folder that is no disk of its own."""
    return not target.exists() or (not any(target.iterdir()) and not os.path.ismount(target))


def _planned(source: Workspace, target: Path) -> Plan:
    """What the target lacks. Raises where it may not be restored into."""
    there = place(target)
    if target.exists() and not target.is_dir():
        raise UsageError("backup.no_workspace", name=target.name)
    if target.is_dir() and any(target.iterdir()):
        _require_own(source, there)
    known = numbers(there) if there.batches.is_dir() else []
    wanted = numbers(source)
    listed = Listed.read(source.root)
    names = [*listed.files] if listed else [*_files_by_hand(source.root)]
    differing = [name for name in names if not (target / name).is_file() or digest_of(target / name) != digest_of(source.root / name)]
    return Plan(
        batches=len(wanted), added=[n for n in wanted if n not in known],
        replaced=[n for n in wanted if n in known and contents(source, n) != contents(there, n)], files=differing,
        set_aside={name: name + BEFORE for name in differing if (target / name).is_file()},
        person_rows=[n for n in wanted if has_person_rows(source, n)], by_hand=listed is None,
    )


def _files_by_hand(root: Path) -> Iterator[str]:
    """Files of a backup that was copied by hand: whatever stands beside the log, and in the folder of boundaries."""
    inside = [*root.iterdir(), *(root / "geodata").rglob("*")]
    names = [file.relative_to(root).as_posix() for file in inside if file.is_file() and not file.name.startswith(".")]
    yield from (name for name in names if name not in (NEWEST, TAKEN_OVER))


def _require_own(source: Workspace, there: Workspace) -> None:
    """Raises where a folder that is not empty is no workspace, another city's, has batches that the backup lacks, or foreign things."""
    if not any((there.root / name).exists() for name in ("city.toml", "batches", "store")):
        raise UsageError("backup.no_workspace", name=there.root.name)
    city = _city(there.root)
    if city is not None and city != _city(source.root):
        raise UsageError("backup.other_city", name=there.root.name)
    if others := strangers(source, there) if there.batches.is_dir() else []:
        raise StoreError("backup.lacks", batch=others[0])
    last = max(numbers(source), default=0)
    if last_seen(there) > last:
        raise StoreError("backup.lacks", batch=last + 1)
    if foreign := [fault for fault in (order_faults(there) if there.batches.is_dir() else ()) if fault.kind in ("foreign", "doubled")]:
        raise DamagedLog(foreign)


def _city(root: Path) -> str | None:
    try:
        return str(tomllib.loads((root / "city.toml").read_text(encoding="utf-8"))["city"]["adcode"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _make_new(root: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as work:
        made = work / "workspace"
        made.mkdir(mode=0o750)
        plan = _planned(place(root), made)
        _put(root, made, plan)
        store.rebuild(Workspace.open(made))
        sync(made)
        rename(made, target)


def _complete(root: Path, target: Path, plan: Plan) -> None:
    """Put in what is missing or damaged; a server that shows the workspace goes on showing what it has until the store is made anew."""
    with writer_lock(target, "restore"):
        (target / "batches").mkdir(exist_ok=True)
        discard_unfinished(place(target))
        finish(place(target))
        _put(root, target, plan)
    store.rebuild(Workspace.open(target))


def _put(root: Path, target: Path, plan: Plan) -> None:
    for name in SUBFOLDERS:
        (target / name).mkdir(exist_ok=True)
    if (root / TAKEN_OVER).is_file():
        copy_file(root / TAKEN_OVER, target / TAKEN_OVER)
    for batch_id in sorted([*plan.added, *plan.replaced]):
        copy_batch(place(root), place(target), batch_id)
    for name, stays in plan.set_aside.items():
        copy_file(target / name, target / stays)
    for name in plan.files:
        copy_file(root / name, target / name)
    if (root / NEWEST).is_file():
        copy_file(root / NEWEST, target / NEWEST)
