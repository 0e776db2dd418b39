"""Saved views: an address of Explore under a name, in one file each; removing one keeps its name, so that an old link can say what it was.

A file is replaced in one step, so that readers see the old one or the new one; nothing is locked, since no two people write the same file.
"""

import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.nearest import nearest
from dashboard.people.recognition import OFFICES, found_in
from dashboard.settings import wall_clock
from dashboard.warehouse.durable import disk_in_words, write_text
from dashboard.warehouse.workspace import Workspace

FOLDER = "kept"
FORMAT = 1
"""Of the files; a board refuses a later one by its name."""
LONGEST_NAME, LONGEST_ADDRESS = 60, 8000
"""Characters."""
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
    format: int = FORMAT

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.saved_at)


def save(workspace: Workspace, name: str, address: dict[str, str], by: str | None) -> View:
    """Keep an address under a name.

    Raises: RefusedInput for a name or address that is empty, too long, taken or has a person's number or name; StoreError for the disk.
    """
    name = " ".join(name.split())
    _require(workspace, name, address)
    view = View(secrets.token_hex(6), name, address, wall_clock().isoformat(timespec="seconds"), by)
    _write(workspace, view)
    return view


def remove(workspace: Workspace, view_id: str) -> None:
    """Take a view out of the list; its name stays behind. Raises as `find`; StoreError for the disk."""
    _write(workspace, replace(find(workspace, view_id), removed_at=wall_clock().isoformat(timespec="seconds"), address={}))


def find(workspace: Workspace, view_id: str) -> View:
    """The view of an id. Raises: RefusedInput for one that is unknown, removed, unreadable or of a later board, naming what it was called
    and the nearest that is there."""
    if not IDS.fullmatch(view_id) or not _file(workspace, view_id).is_file():
        raise RefusedInput("kept.unknown")
    view = _read(_file(workspace, view_id))
    if view is None:
        raise RefusedInput("kept.unreadable")
    if view.format > FORMAT:
        raise RefusedInput("kept.later", name=view.name)
    if view.removed_at is not None:
        other = nearest(view.name, [one.name for one in listed(workspace)], ALIKE)
        raise RefusedInput("kept.removed_instead" if other else "kept.removed", name=view.name, other=other)
    return view


def listed(workspace: Workspace) -> list[View]:
    """The views that stand, the newest first; those that cannot be read or are of a later board are left out."""
    found = [_read(file) for file in sorted((workspace.root / FOLDER).glob("view-*.json"))]
    return sorted((v for v in found if v and v.removed_at is None and v.format <= FORMAT), key=lambda view: view.saved_at, reverse=True)


def _require(workspace: Workspace, name: str, address: dict[str, str]) -> None:
    if not name:
        raise RefusedInput("kept.no_name")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedInput("kept.bad_name", n=LONGEST_NAME)
    if any(found_in(words, without=OFFICES) for words in (name, *address.values())):
        raise RefusedInput("kept.person")
    if not address or sum(map(len, address.values())) > LONGEST_ADDRESS:
        raise RefusedInput("kept.no_address")
    if name in {view.name for view in listed(workspace)}:
        raise RefusedInput("kept.taken", name=name)


def _file(workspace: Workspace, view_id: str) -> Path:
    return workspace.root / FOLDER / f"view-{view_id}.json"


def _write(workspace: Workspace, view: View) -> None:
    with disk_in_words():
        (workspace.root / FOLDER).mkdir(exist_ok=True)
        write_text(_file(workspace, view.id), json.dumps(asdict(view), ensure_ascii=False, indent=1) + "\n")


def _read(file: Path) -> View | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        view = View(**{name: said.get(name) for name in View.__dataclass_fields__})
        is_whole = isinstance(view.name, str) and isinstance(view.address, dict) and isinstance(view.format, int) and view.when
        return view if is_whole and file.name == f"view-{view.id}.json" else None
    except (OSError, ValueError, TypeError, AttributeError):
        return None
