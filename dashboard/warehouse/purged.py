"""Purges in the log: what each changed, so that the proof of the log accepts exactly that; and one that was cut short, carried to its end.

A purge is a batch with a paper, PURGE, that names the digest of every file it replaced, before and after. Its journal, a hidden folder
beside the batches, holds the new files until they stand in their places, and stays until no generation of the store has the old rows.
"""

import json
import os
import shutil
from pathlib import Path

from dashboard.warehouse.digests import RECORD, digest_of, folder_name, numbers
from dashboard.warehouse.durable import sync
from dashboard.warehouse.workspace import Workspace

PURGE = "PURGED.json"
JOURNAL = ".purge-"
Steps = dict[tuple[int, str], list[tuple[str, str]]]
"""By batch and file: the digest before and after each purge, in their order."""


def journal_of(workspace: Workspace, purge_id: int) -> Path:
    return workspace.batches / f"{JOURNAL}{folder_name(purge_id)}"


def steps(workspace: Workspace) -> Steps:
    """What the purges in the log replaced. A paper that cannot be read replaced nothing: the proof names it by its digest."""
    found: Steps = {}
    for purge_id in purges(workspace):
        batch, files = _paper(workspace, purge_id)
        for name, (before, after) in files.items():
            found.setdefault((batch, name), []).append((before, after))
    return found


def purges(workspace: Workspace) -> list[int]:
    """The batches that are purges, ascending."""
    return sorted(int(paper.parent.name) for paper in workspace.batches.glob(f"[0-9]*/{PURGE}") if paper.parent.name.isdigit())


def purge_of(workspace: Workspace, batch_id: int) -> int | None:
    """The last batch that purged another; null where none did."""
    return max((purge_id for purge_id in purges(workspace) if _paper(workspace, purge_id)[0] == batch_id), default=None)


def today(found: Steps, batch_id: int, name: str, digest: str) -> str:
    """The digest that a file of a batch has today, from the one that it was written with."""
    for before, after in found.get((batch_id, name), []):
        digest = after if digest == before else digest
    return digest


def is_step(found: Steps, batch_id: int, name: str, digests: set[str | None]) -> bool:
    """Whether all these digests are of a file before or after one of its purges."""
    return digests <= {digest for step in found.get((batch_id, name), []) for digest in step}


def replaces(found: Steps, batch_id: int, before: str, after: str) -> bool:
    """Whether a batch with the record `before` became the one with the record `after` by being purged."""
    return before != after and today(found, batch_id, RECORD, before) == after


def unfinished(workspace: Workspace) -> list[int]:
    """Purges that stand in the log and whose journal is still there, ascending."""
    journals = (int(folder.name.removeprefix(JOURNAL)) for folder in workspace.batches.glob(f"{JOURNAL}[0-9]*"))
    return sorted(purge_id for purge_id in journals if (workspace.batches / folder_name(purge_id) / PURGE).is_file())


def is_pending(workspace: Workspace, batch_id: int) -> bool:
    """Whether files of a batch are just being replaced: some of them are still those from before."""
    return any(_paper(workspace, purge_id)[0] == batch_id and any(journal_of(workspace, purge_id).iterdir())
               for purge_id in unfinished(workspace))


def finish(workspace: Workspace) -> None:
    """Put the files of a purge that stands in the log into their places, and drop those of one that does not.

    Call with the writer's lock held.
    """
    there = unfinished(workspace)
    for purge_id in there:
        batch, files = _paper(workspace, purge_id)
        folder, journal = workspace.batches / folder_name(batch), journal_of(workspace, purge_id)
        for name in sorted(files, key=lambda name: name == RECORD):
            if (journal / name).is_file() and digest_of(journal / name) == files[name][1]:
                os.replace(journal / name, folder / name)
        sync(folder)
        sync(journal)
    for leftover in workspace.batches.glob(f"{JOURNAL}*"):
        if not any(leftover == journal_of(workspace, purge_id) for purge_id in there):
            shutil.rmtree(leftover)


def close(workspace: Workspace) -> None:
    """Remove the journals: no file and no generation from before is left. Call with the writer's lock held."""
    for purge_id in unfinished(workspace):
        shutil.rmtree(journal_of(workspace, purge_id))
    if numbers(workspace):
        sync(workspace.batches)


def _paper(workspace: Workspace, purge_id: int) -> tuple[int, dict[str, tuple[str, str]]]:
    try:
        paper = json.loads((workspace.batches / folder_name(purge_id) / PURGE).read_text(encoding="utf-8"))
        return int(paper["batch"]), {str(name): (str(before), str(after)) for name, (before, after) in paper["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return 0, {}
