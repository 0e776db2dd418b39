"""Saved views: an address of Explore under a name, in one file each; removing one keeps its name, so that an old link can say what it was.

A file is replaced in one step, so that readers see the old one or the new one.
"""

import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from dashboard.errors import RefusedInput
from dashboard.kept import shelf
from dashboard.nearest import nearest
from dashboard.settings import wall_clock
from dashboard.warehouse.workspace import Workspace

KIND, FORMAT = "view", 1
"""Of the files; a board refuses a later format by its name."""
LONGEST_NAME, LONGEST_ADDRESS = 60, 8000
"""Characters."""
MOST_PINNED = 6
"""Tiles that the overview has room for."""
ALIKE = 40
"""Of 100: how alike another view's name must be to be offered instead."""
IDS = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class View:
    """An address of Explore under a name."""

    id: str
    name: str
    address: dict[str, str]
    """Parameters of the page's address. With `as_of` it is of that moment for ever, without it of whatever is the present."""
    saved_at: str
    """By the machine's clock, ISO."""
    saved_by: str | None
    removed_at: str | None = None
    pinned_at: str | None = None
    """Since when it is a tile of the overview, by the machine's clock, ISO; null = it is none."""
    pinned_by: str | None = None
    format: int = FORMAT

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.saved_at)

    @property
    def is_later(self) -> bool:
        """Whether a later version of the board saved it, which alone knows what its address means."""
        return self.format > FORMAT


def save(workspace: Workspace, name: str, address: dict[str, str], by: str | None) -> View:
    """Keep an address under a name.

    Raises: RefusedInput for a name or address that is empty, too long, taken or has a person's number or name; StoreError for the disk.
    """
    name = " ".join(name.split())
    _require(name, address)
    with shelf.one_writer(workspace):
        if name in {view.name for view in listed(workspace)}:
            raise RefusedInput("kept.taken", name=name)
        view = View(secrets.token_hex(6), name, address, _now(), by)
        _write(workspace, view)
    return view


def remove(workspace: Workspace, view_id: str) -> None:
    """Take a view out of the list and off the overview; its name stays behind. Raises as `find`; StoreError for the disk."""
    with shelf.one_writer(workspace):
        _write(workspace, replace(find(workspace, view_id), removed_at=_now(), address={}, pinned_at=None, pinned_by=None))


def pin(workspace: Workspace, view_id: str, by: str | None) -> None:
    """Make a view a tile of the overview. Raises: as `find`; RefusedInput where there are as many as there is room for; StoreError."""
    with shelf.one_writer(workspace):
        view = find(workspace, view_id)
        if view.pinned_at:
            return
        if len(pinned(workspace)) >= MOST_PINNED:
            raise RefusedInput("kept.pins_full", n=MOST_PINNED)
        _write(workspace, replace(view, pinned_at=wall_clock().isoformat(), pinned_by=by))


def unpin(workspace: Workspace, view_id: str) -> None:
    """Take a view off the overview; it stays in the list. Raises as `find`; StoreError for the disk."""
    with shelf.one_writer(workspace):
        _write(workspace, replace(find(workspace, view_id), pinned_at=None, pinned_by=None))


def find(workspace: Workspace, view_id: str) -> View:
    """The view of an id. Raises: RefusedInput for one that is unknown, removed, unreadable or of a later board, naming what it was called
    and the nearest that is there."""
    file = workspace.root / shelf.FOLDER / f"{KIND}-{view_id}.json"
    if not IDS.fullmatch(view_id) or not file.is_file():
        raise RefusedInput("kept.unknown")
    view = shelf.read_one(file, _made)
    if view is None:
        raise RefusedInput("kept.unreadable")
    if view.is_later:
        raise RefusedInput("kept.later", name=view.name)
    if view.removed_at is not None:
        other = nearest(view.name, [one.name for one in listed(workspace)], ALIKE)
        raise RefusedInput("kept.removed_instead" if other else "kept.removed", name=view.name, other=other)
    return view


def listed(workspace: Workspace) -> list[View]:
    """The views that stand, the newest first; those that cannot be read or are of a later board are left out. Raises: StoreError."""
    return sorted((view for view in _standing(workspace) if not view.is_later), key=lambda view: view.saved_at, reverse=True)


def pinned(workspace: Workspace) -> list[View]:
    """The tiles of the overview in the order in which they were pinned; those of a later board too. Raises: StoreError."""
    tiles = sorted((view for view in _standing(workspace) if view.pinned_at), key=lambda view: (view.pinned_at or "", view.id))
    return tiles[:MOST_PINNED]


def readings(workspace: Workspace) -> dict[str, View | None]:
    """Every file of a view by its name; null for one that cannot be read. Raises: StoreError."""
    return shelf.read_all(workspace, KIND, _made)


def _standing(workspace: Workspace) -> list[View]:
    return [view for view in readings(workspace).values() if view and view.removed_at is None]


def _require(name: str, address: dict[str, str]) -> None:
    if not name:
        raise RefusedInput("kept.no_name")
    if len(name) > LONGEST_NAME or not shelf.is_plain(name):
        raise RefusedInput("kept.bad_name", n=LONGEST_NAME)
    if shelf.is_about_a_person(name, *address.values()):
        raise RefusedInput("kept.person")
    if not address or sum(map(len, address.values())) > LONGEST_ADDRESS:
        raise RefusedInput("kept.no_address")


def _write(workspace: Workspace, view: View) -> None:
    shelf.write(workspace, f"{KIND}-{view.id}.json", asdict(view))


def _made(name: str, said: Any) -> View | None:
    view = View(**{field: said.get(field) for field in View.__dataclass_fields__})
    is_whole = isinstance(view.name, str) and _is_address(view.address) and isinstance(view.format, int) and bool(view.when)
    is_whole = is_whole and isinstance(view.pinned_at, str | None)
    return view if is_whole and name == f"{KIND}-{view.id}.json" else None


def _is_address(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(value, str) for value in given.values())


def _now() -> str:
    return wall_clock().isoformat(timespec="seconds")
