"""Files that survive a crash whole: fsync before rename, one writer at a time."""

import contextlib
import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dashboard.errors import StoreError
from dashboard.settings import wall_clock

LOCK_WAIT_SECONDS = 120.0


def sync(path: Path) -> None:
    """Flush a file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: Path, text: str) -> None:
    """Replace a small file in one step: readers see the old text or the new one, also after a crash."""
    work = path.with_name(f".{path.name}.{os.getpid()}")
    with open(work, "w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(work, path)
    sync(path.parent)


def rename(work: Path, target: Path) -> None:
    """Give a finished, synced file or folder its final name."""
    os.rename(work, target)
    sync(target.parent)


@contextlib.contextmanager
def writer_lock(root: Path, purpose: str, wait_seconds: float = LOCK_WAIT_SECONDS, name: str = ".lock") -> Iterator[None]:
    """The right to write in this workspace; the system gives it back when the holder dies, however it dies.

    `name`: another file is another lock, which may be taken together with this one.
    Raises StoreError, naming the holder, when it is not free within `wait_seconds`, and for a disk that does not take what is written.
    """
    with disk_in_words(), open(root / name, "a+", encoding="utf-8") as handle:
        _acquire(handle, wait_seconds)
        handle.seek(0)
        handle.truncate()
        json.dump({"pid": os.getpid(), "purpose": purpose, "since": wall_clock().isoformat(timespec="seconds")}, handle)
        handle.flush()
        try:
            yield
        finally:
            handle.seek(0)
            handle.truncate()


@contextlib.contextmanager
def disk_in_words() -> Iterator[None]:
    """Say what the disk refuses as a StoreError."""
    try:
        yield
    except OSError as refused:
        raise disk_error(refused.errno) from refused


def disk_error(number: int | None) -> StoreError:
    """What a file system's error number means for the person at the desk."""
    if number in (errno.ENOSPC, errno.EDQUOT):
        return StoreError("store.disk_full")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError("store.not_permitted")
    return StoreError("store.unreadable_file")


def _acquire(handle: IO[str], wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as busy:
            if time.monotonic() > deadline:
                raise _busy(handle) from busy
            time.sleep(0.05)


def _busy(handle: IO[str]) -> StoreError:
    handle.seek(0)
    with contextlib.suppress(ValueError):
        holder = json.loads(handle.read())
        return StoreError("store.busy_with", pid=holder["pid"], since=holder["since"])
    return StoreError("store.busy")
