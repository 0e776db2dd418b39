"""Which batch is the newest that readers have seen: by the note beside the log, and by the generation that they read."""

import json
from pathlib import Path
from typing import Any

from dashboard.warehouse.digests import NEWEST, RECORD, digest_of, folder_name, numbers
from dashboard.warehouse.purged import Steps, is_pending, is_step, steps, today
from dashboard.warehouse.workspace import Workspace


def last_seen(workspace: Workspace) -> int:
    """The last batch that readers are known to have seen: by the note beside the log or the current generation; 0 where neither says."""
    return max(noted_number(noted(workspace)), shown(workspace))


def noted(workspace: Workspace) -> dict[str, Any] | None:
    """The note of the newest batch; null where there is none, empty where it cannot be read."""
    try:
        written: object = json.loads((workspace.root / NEWEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    is_note = isinstance(written, dict) and isinstance(written.get("batch"), int) and isinstance(written.get("digest"), str)
    return written if isinstance(written, dict) and is_note and not _is_of_another(workspace, written) else {}


def _is_of_another(workspace: Workspace, noted: dict[str, Any]) -> bool:
    """Whether a note has the digest of another batch than it names: the note is damaged then, and not the log."""
    if is_noted(workspace, noted):
        return False
    return any(is_noted(workspace, noted | {"batch": number}) for number in numbers(workspace))


def noted_number(newest: dict[str, Any] | None) -> int:
    return int(newest.get("batch", 0)) if newest else 0


def shown(workspace: Workspace) -> int:
    """The last batch in the generation that readers see; 0 where none is named, it is not there, or is not named as generations are."""
    try:
        name = (workspace.store / "CURRENT").read_text(encoding="utf-8").strip()
        return int(name.split("-")[1]) if (workspace.store / name).is_file() else 0
    except (OSError, ValueError, IndexError):
        return 0


def is_noted(workspace: Workspace, newest: dict[str, Any]) -> bool:
    batch, written = newest["batch"], str(newest["digest"])
    there = digest_or_nothing(workspace.batches / folder_name(batch) / RECORD)
    return there == written or is_purged(workspace, batch, RECORD, written, there, steps(workspace))


def digest_or_nothing(file: Path) -> str | None:
    try:
        return digest_of(file)
    except OSError:
        return None


def is_purged(workspace: Workspace, batch_id: int, name: str, written: str, there: str | None, found: Steps) -> bool:
    """Whether a file is what a purge made of it; while a purge replaces files, also whether it is what a purge found."""
    if today(found, batch_id, name, written) == there:
        return True
    return is_step(found, batch_id, name, {written, there}) and is_pending(workspace, batch_id)
