"""A folder for what is on its way in: gone at the end, and what a killed command left behind goes with the next."""

import contextlib
import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dashboard.warehouse.durable import disk_in_words

PREFIX = "sandtable-import-"
LOCK = ".lock"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A private, empty folder. Raises StoreError where the disk is full or takes nothing."""
    with disk_in_words():
        _sweep(Path(tempfile.gettempdir()))
        with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
            folder = Path(name)
            with open(folder / "lock", "w", encoding="utf-8") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                (folder / "lock").rename(folder / LOCK)  # under this name it is never free while its owner lives
                yield folder


def _sweep(place: Path) -> None:
    """Remove folders whose owner is dead: the system has given their locks back."""
    for leftover in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), open(leftover / LOCK, encoding="utf-8") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(leftover, ignore_errors=True)
