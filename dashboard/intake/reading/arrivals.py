"""The files of one command: named, found in folders, or handed over by a browser; each with its kind and digest."""

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dashboard.errors import UsageError
from dashboard.intake.reading.files import digest_of
from dashboard.people.recognition import masked

Given = str | Path | tuple[str, bytes]
MAX_NAME = 100


@dataclass(frozen=True)
class Arrival:
    """One file, before anything is known of what is in it."""

    path: Path
    name: str
    """Its name, without folders: what people are shown."""
    sheet: str | None
    """Sheet of a workbook that was asked for, as in `file.xlsx#Sheet`."""
    sha256: str


def arrivals(given: Iterable[Given], folder: Path) -> list[Arrival]:
    """The files that are meant, in the order given; those of a folder or pattern by name.

    `given`: a path, a folder, a pattern with *, `file.xlsx#Sheet`, or (name, content) of an upload, which is written
    into `folder`. Raises: UsageError for a path that names nothing.
    """
    found = []
    for number, one in enumerate(given):
        if isinstance(one, tuple):
            path = _written(one, folder / f"upload-{number}")
            found.append(Arrival(path, safe_name(one[0]), None, digest_of(path)))
        else:
            found += [Arrival(path, safe_name(path.name), sheet, digest_of(path)) for path, sheet in _paths(str(one))]
    return found


def safe_name(name: str) -> str:
    """The last part of a name from outside, without control characters, numbers and names of people: it is shown, never used as a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return masked("".join(c for c in last if c.isprintable()))[-MAX_NAME:] or "upload"


def _written(upload: tuple[str, bytes], folder: Path) -> Path:
    """An upload on disk, under a name of our own."""
    folder.mkdir()
    path = folder / ("file" + Path(safe_name(upload[0])).suffix.lower()[:8])
    path.write_bytes(upload[1])
    return path


def _paths(text: str) -> list[tuple[Path, str | None]]:
    path = Path(os.path.expanduser(text))  # leaves an unknown ~name as it stands
    if not text.strip() or "\0" in text:
        raise UsageError("arrivals.no_name")
    if path.is_file():
        return [(path, None)]
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        if not files:
            raise UsageError("arrivals.empty_folder", name=masked(path.name))
        return [(p, None) for p in files]
    if "#" in text:
        file, sheet = text.rsplit("#", 1)
        if (book := Path(os.path.expanduser(file))).is_file():
            return [(book, sheet)]
    matched = sorted(Path(p) for p in glob.glob(str(path)) if Path(p).is_file())
    if not matched:
        raise UsageError("arrivals.no_file", name=masked(path.name))
    return [(p, None) for p in matched]
