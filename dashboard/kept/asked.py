"""What was asked on Explore, the newest first: statements and the moments they were about, for everybody, without answers."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from dashboard.kept import shelf
from dashboard.settings import wall_clock
from dashboard.warehouse.workspace import Workspace

FILE, FORMAT = "asked.json", 1
MOST, MOST_LETTERS = 200, 400_000
"""Statements that are kept, and letters of all of them together."""
WAIT_SECONDS = 0.5
"""For another who writes: what was asked is not worth more of a reader's time."""


@dataclass(frozen=True)
class Asked:
    """One statement that was asked."""

    sql: str
    about: str
    """The moment that it was asked of, ISO."""
    asked_at: str
    """By the machine's clock, ISO."""

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.about)

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.asked_at)


def asked_before(workspace: Workspace) -> list[Asked]:
    """What was asked, the newest first; nothing where the file is not there or cannot be read."""
    return shelf.read_one(workspace.root / shelf.FOLDER / FILE, _made) or []


def is_readable(workspace: Workspace) -> bool:
    """Whether the file is sound, or not there."""
    file = workspace.root / shelf.FOLDER / FILE
    return not file.exists() or shelf.read_one(file, _made) is not None


def keep_asked(workspace: Workspace, sql: str, about: datetime) -> bool:
    """Put a statement at the head; one that was asked before moves there. Not one with a person's number or name: whether it was kept.

    Raises: StoreError for the disk.
    """
    if shelf.is_about_a_person(sql):
        return False
    new = Asked(sql, about.isoformat(), wall_clock().isoformat(timespec="seconds"))
    with shelf.one_writer(workspace, WAIT_SECONDS):
        others = [one for one in asked_before(workspace) if one.sql != sql]
        kept, letters = [new], len(sql)
        for one in others[: MOST - 1]:
            letters += len(one.sql)
            if letters > MOST_LETTERS:
                break
            kept.append(one)
        shelf.write(workspace, FILE, {"format": FORMAT, "asked": [asdict(one) for one in kept]})
    return True


def _made(name: str, said: Any) -> list[Asked] | None:
    if not isinstance(said["format"], int) or said["format"] > FORMAT:
        return None
    found = [Asked(one["sql"], one["about"], one["asked_at"]) for one in said["asked"]]
    return found if all(isinstance(one.sql, str) and one.at and one.when for one in found) else None
