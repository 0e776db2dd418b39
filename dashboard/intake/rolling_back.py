"""What can be taken out, and what bringing back is: the rollback of a rollback."""

from collections.abc import Iterable
from typing import Any

UNDO, RESTORE = "undo", "restore"
REGISTER = "register"
"""The source of the product's own register of areas: without it no row has a place, so it is never offered for taking out."""
Record = dict[str, Any]


def reversible(rows: Iterable[Record]) -> dict[int, tuple[str, Record]]:
    """What can be reversed: by the batch to roll back, ("undo" or "restore", the import that it is about); the newest first.

    Rows: as of `batches_recent`, newest first. An import that is out is brought back by rolling back its newest rollback.
    """
    found: dict[int, tuple[str, Record]] = {}
    newest_rollback: dict[int, int] = {}
    for row in rows:
        if row["kind"] == "rollback":
            newest_rollback.setdefault(int(row["rolls_back"]), row["batch_id"])
        elif row["kind"] == "purge":
            continue  # what was purged is kept nowhere
        elif not row["is_out"] and row["source"] != REGISTER:
            found[row["batch_id"]] = (UNDO, row)
        elif row["is_out"] and row["batch_id"] in newest_rollback:
            found[newest_rollback[row["batch_id"]]] = (RESTORE, row)
    return dict(sorted(found.items(), reverse=True))
