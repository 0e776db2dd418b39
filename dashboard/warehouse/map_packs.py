"""The map packs of a workspace: written whole, one at a time; one that is replaced or removed is kept, and can be brought back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import UsageError
from dashboard.geography.map_files import DISTRICTS, OUTLINES, DamagedMap, read_districts, read_map
from dashboard.geography.map_pack import FOLDER, FORMER, KINDS, as_text, read_pack
from dashboard.geography.map_pack_files import Said, packs_of
from dashboard.geography.map_pack_words import called_kind
from dashboard.i18n.messages import Words, text
from dashboard.warehouse.durable import disk_in_words, rename, write_text, writer_lock
from dashboard.warehouse.workspace import Workspace

PURPOSE = "map-pack"
BETWEEN = {"zh": "、", "en": ", "}


@dataclass(frozen=True)
class Shelved:
    """A pack as it lies in the workspace."""

    file: str
    size: int
    """Bytes."""
    pack: dict[str, Any] | None
    """Its content (`geography.map_pack`); null = it is damaged."""


def make(workspace: Workspace, files: list[Path], said: Said) -> list[tuple[Shelved, bool]]:
    """Make packs of files, and put each in the place of the former one of its kind: what came of it, and whether there was a former one.

    Raises: RefusedInput for files that cannot be used; UsageError without boundaries; StoreError where it cannot be written.
    """
    try:
        districts, places = read_districts(workspace.geodata / OUTLINES), read_map(workspace.geodata / DISTRICTS)
    except DamagedMap as none:
        raise UsageError("map_pack.no_boundaries") from none
    packs = packs_of(files, said, districts, places, workspace.city_name())
    with writer_lock(workspace.root, PURPOSE):
        folder = _folder(workspace)
        (folder / FORMER).mkdir(parents=True, exist_ok=True)
        return [(_shelved(_file(workspace, pack["kind"]), pack), _put(workspace, pack)) for pack in packs]


def packs(workspace: Workspace) -> list[Shelved]:
    """The packs of the workspace, in the order in which they are drawn."""
    there = [_file(workspace, kind) for kind in KINDS]
    return [_read(file) for file in there if file.is_file()]


def remove(workspace: Workspace, kind: str) -> None:
    """Take a pack off the maps; it is kept. Raises UsageError where there is none, StoreError where it cannot be moved."""
    with writer_lock(workspace.root, PURPOSE):
        if not _file(workspace, kind).is_file():
            there = [called_kind(shelved.file.partition(".")[0]) for shelved in packs(workspace)]
            listed = Words(*(gap.join(one.say(lang) for one in there) or text("map_pack.none", lang) for lang, gap in BETWEEN.items()))
            raise UsageError("map_pack.no_pack", kind=called_kind(kind), there=listed)
        _keep(workspace, kind)


def restore(workspace: Workspace, kind: str) -> Shelved:
    """Bring the newest kept pack of a kind back; the one that is there now is kept in turn. Raises UsageError where none is kept."""
    with writer_lock(workspace.root, PURPOSE):
        former = _former(workspace, kind)
        if not former:
            raise UsageError("map_pack.no_former", kind=called_kind(kind))
        if _file(workspace, kind).is_file():
            _keep(workspace, kind)
        with disk_in_words():
            rename(former[-1], _file(workspace, kind))
        return _read(_file(workspace, kind))


def _put(workspace: Workspace, pack: dict[str, Any]) -> bool:
    """Write a pack; whether another of its kind had to make room."""
    is_there = _file(workspace, pack["kind"]).is_file()
    if is_there:
        _keep(workspace, pack["kind"])
    with disk_in_words():
        write_text(_file(workspace, pack["kind"]), as_text(pack))
    return is_there


def _keep(workspace: Workspace, kind: str) -> None:
    """Move a pack among the former ones, numbered after the last."""
    last = max((int(file.stem.rpartition("-")[2]) for file in _former(workspace, kind)), default=0)
    with disk_in_words():
        (_folder(workspace) / FORMER).mkdir(parents=True, exist_ok=True)
        rename(_file(workspace, kind), _folder(workspace) / FORMER / f"{kind}-{last + 1:04}.json")


def _former(workspace: Workspace, kind: str) -> list[Path]:
    """The kept packs of a kind, the newest last."""
    return sorted(file for file in (_folder(workspace) / FORMER).glob(f"{kind}-*.json") if file.stem.rpartition("-")[2].isdecimal())


def _folder(workspace: Workspace) -> Path:
    return workspace.geodata / FOLDER


def _file(workspace: Workspace, kind: str) -> Path:
    return _folder(workspace) / f"{kind}.json"


def _read(file: Path) -> Shelved:
    try:
        return _shelved(file, read_pack(file))
    except DamagedMap:
        return Shelved(file.name, file.stat().st_size, None)


def _shelved(file: Path, pack: dict[str, Any]) -> Shelved:
    return Shelved(file.name, len(as_text(pack).encode()), pack)
