"""The files of one command: named, found in folders, or handed over by a browser; each with its kind and digest."""

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dashboard.errors import UsageError
from dashboard.intake.problems import Problem, left_out
from dashboard.intake.reading.files import LOCK_FILE, digest_of
from dashboard.people.recognition import masked

Given = str | Path | tuple[str, bytes]
MAX_NAME = 100
OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", ".ds_store"})
"""Files that systems put into folders."""
ABOUT_FOLDER = frozenset({"readme.txt", "readme.md"})
"""What people and `sandtable templates` put into a folder to say what is in it."""


@dataclass(frozen=True)
class Arrival:
    """One file, before anything is known of what is in it."""

    path: Path
    name: str
    """Its name, without folders: what people are shown."""
    sheet: str | None
    """Sheet of a workbook that was asked for, as in `file.xlsx#Sheet`, or one of several that are read."""
    sha256: str
    reads: str | None = None
    """The only sheet of the workbook that is a table; null = there is nothing to choose."""
    kind: str | None = None
    """What `files.kind_of` says of it; null = not asked yet, or it cannot be read."""
    notes: tuple[Problem, ...] = ()
    """What is beside it and was not read: files of its folder, sheets of its workbook."""


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
            paths, notes = _paths(str(one))
            of_one = [Arrival(path, safe_name(path.name), sheet, digest_of(path)) for path, sheet in paths]
            found += [replace(of_one[0], notes=tuple(notes)), *of_one[1:]]
    return found


def is_of_the_system(name: str) -> bool:
    """Whether a file is one that programs and systems leave in folders: locks, previews, hidden ones, what says what is in it."""
    return name.startswith((LOCK_FILE, ".")) or name.casefold() in OF_THE_SYSTEM | ABOUT_FOLDER


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


def _paths(text: str) -> tuple[list[tuple[Path, str | None]], list[Problem]]:
    """The files that a text names, with the sheet asked for; and what of a folder or pattern was passed over."""
    path = Path(os.path.expanduser(text))  # leaves an unknown ~name as it stands
    if not text.strip() or "\0" in text:
        raise UsageError("arrivals.no_name")
    if path.is_file():
        return [(path, None)], []
    if path.is_dir():
        return _sorted_out(sorted(path.iterdir()), "arrivals.empty_folder", path.name)
    if "#" in text:
        file, sheet = text.rsplit("#", 1)
        if (book := Path(os.path.expanduser(file))).is_file():
            return [(book, sheet)], []
    matched = sorted(Path(p) for p in glob.glob(str(path)) if Path(p).is_file())
    return _sorted_out(matched, "arrivals.no_file", path.name)


def _sorted_out(paths: list[Path], nothing: str, name: str) -> tuple[list[tuple[Path, str | None]], list[Problem]]:
    """The files to read, and what is passed over. Raises: UsageError, with the message `nothing`, where none is left."""
    read = [path for path in paths if path.is_file() and not is_of_the_system(path.name)]
    if not read:
        raise UsageError(nothing, name=masked(name))
    notes = [_passed_over(path) for path in paths if path not in read and (path.is_dir() or not path.name.startswith("."))]
    return [(path, None) for path in read], notes


def _passed_over(path: Path) -> Problem:
    name = safe_name(path.name)
    if path.is_dir():
        return left_out(name, "folder", "arrivals.subfolder", name=name)
    if name.casefold() in ABOUT_FOLDER:
        return left_out(name, "system_file", "arrivals.about_folder", name=name)
    return left_out(name, "system_file", "arrivals.lock_file" if path.name.startswith(LOCK_FILE) else "arrivals.system_file", name=name)
