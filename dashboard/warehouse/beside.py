"""The files beside the log that answers rest on as well: settings and boundaries. Each batch has their digests, as they were then.

People change them on purpose, so a change is no fault of the log: it is said, until the next batch is taken in with it.
"""

from pathlib import Path

from dashboard.i18n.messages import Words, advice, both
from dashboard.warehouse.digests import Digests, digest_of, numbers, stored_record
from dashboard.warehouse.workspace import Workspace


def beside(workspace: Workspace) -> Digests:
    """SHA-256 of city.toml and of each file of boundaries, by its path in the workspace; without those that are hidden."""
    inside = [workspace.root / "city.toml", *sorted(workspace.geodata.rglob("*"))]
    named = {file.relative_to(workspace.root).as_posix(): file for file in inside if file.is_file()}
    return {name: digest_of(file) for name, file in named.items() if not any(part.startswith(".") for part in Path(name).parts)}


def changed_beside(workspace: Workspace) -> tuple[Words, Words] | None:
    """Which of those files are gone or others since the newest batch, and what to do; null where none is, or no batch says."""
    newest = max(numbers(workspace), default=0)
    known = stored_record(workspace, newest).get("beside")
    if not isinstance(known, dict):
        return None
    changed = [name for name, digest in known.items() if not _is_as_noted(workspace.root / name, digest)]
    if not changed:
        return None
    values = {"files": ", ".join(changed), "batch": newest}
    return both("log.beside_changed", **values), advice("log.beside_changed", **values)


def _is_as_noted(file: Path, digest: object) -> bool:
    try:
        return digest_of(file) == digest
    except OSError:
        return False
