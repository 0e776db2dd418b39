"""One file for a whole folder (.tar, .zip), written and read back; what is taken out of one stays inside the folder it is put into."""

import contextlib
import fcntl
import glob
import os
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dashboard.errors import StoreError
from dashboard.i18n.messages import both
from dashboard.warehouse.backup_parts import DamagedBackup, is_confined
from dashboard.warehouse.digests import digest_of
from dashboard.warehouse.durable import sync

KINDS = (".tar", ".zip")
BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What the readers of both kinds raise for a file that is cut, damaged, encrypted or something else."""
BLOCK = 1 << 20


def is_archive(path: Path) -> bool:
    return path.suffix.lower() in KINDS


@contextlib.contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder beside a path, on the same disk, gone afterwards; those that killed commands left for the same path go as well.

    Whose command still runs is told by a lock on the folder, which the system gives back however the command ends.
    """
    prefix = f".{beside.name}.making-"
    for left in beside.parent.glob(f"{glob.escape(prefix)}*"):
        with contextlib.suppress(OSError), _locked(left):
            shutil.rmtree(left)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=beside.parent))
    try:
        with _locked(work):
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises BlockingIOError where another process has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def packed(folder: Path, target: Path, last: str) -> Path:
    """Write every file of a folder into one, `last` at its end, read it back, and compare. Raises DamagedBackup where they differ."""
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file() and file.name[0] != "."}
    names = [*(name for name in files if name != last), last]
    if target.suffix.lower() == ".zip":
        with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
            for name in names:
                archive.write(files[name], name)
    else:
        with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
            for name in names:
                tar.add(files[name], name, recursive=False)
    sync(target)
    read_back = target.with_name("read back")
    unpacked(target, read_back)
    if differing := [name for name in names if digest_of(read_back / name) != digest_of(files[name])]:
        raise DamagedBackup([both("backup.file_changed", file=differing[0])])
    return target


def unpacked(source: Path, folder: Path) -> None:
    """Take the files out of an archive into a new folder.

    Raises DamagedBackup for one that cannot be read, and before anything is written for one with links, files of other kinds, two
    files of one name, or a path that leaves the folder; StoreError where the disk has no room for it.
    """
    folder.mkdir()
    try:
        if source.suffix.lower() == ".zip":
            with zipfile.ZipFile(source) as archive:
                _unzip(archive, folder)
        else:
            with tarfile.open(source, "r:") as tar:
                _untar(tar, folder)
    except BROKEN as broken:
        raise DamagedBackup([both("backup.archive_unreadable", file=source.name)]) from broken


def _unzip(archive: zipfile.ZipFile, folder: Path) -> None:
    members = [one for one in archive.infolist() if not one.is_dir()]
    kinds = {one.filename: stat.S_IFMT(one.external_attr >> 16) for one in members}
    _require_plain([(one.filename, kinds[one.filename] in (0, stat.S_IFREG)) for one in members], sum(m.file_size for m in members), folder)
    for member in members:
        with archive.open(member) as content:
            _put(content, folder / member.filename)


def _untar(tar: tarfile.TarFile, folder: Path) -> None:
    members = [one for one in tar.getmembers() if not one.isdir()]
    _require_plain([(one.name, one.isreg() and not one.issparse()) for one in members], sum(m.size for m in members), folder)
    for member in members:
        content = tar.extractfile(member)
        if content is not None:
            with content:
                _put(content, folder / member.name)


def _require_plain(members: list[tuple[str, bool]], size: int, folder: Path) -> None:
    names: set[str] = set()
    for name, is_plain in members:
        if not is_plain or not is_confined(name) or name in names:
            raise DamagedBackup([both("backup.unsafe_member", file=name)])
        names.add(name)
    if size > shutil.disk_usage(folder).free:
        raise StoreError("store.disk_full")


def _put(content: IO[bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb") as file:
        shutil.copyfileobj(content, file, BLOCK)
