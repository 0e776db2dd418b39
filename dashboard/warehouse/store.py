"""Writing to a workspace: commit batches, take one back, repair after a crash."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.errors import RefusedInput, StoreError
from dashboard.warehouse import batches as log
from dashboard.warehouse import publication, purged
from dashboard.warehouse import purge as purging
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.digests import note_newest
from dashboard.warehouse.durable import LOCK_WAIT_SECONDS, writer_lock
from dashboard.warehouse.integrity import require
from dashboard.warehouse.purge import Reduced
from dashboard.warehouse.workspace import Workspace


def commit(workspace: Workspace, batches: Iterable[Batch]) -> list[int]:
    """Commit batches in order and publish once. Returns their identifiers; that of the old batch for content that stands already.

    Each batch is accepted whole or not at all; after a crash between batches the accepted ones are published by the next `recover`.
    Where one cannot be written or the store not published (a full disk), none is accepted.
    """
    with writer_lock(workspace.root, "import"):
        _settle(workspace)
        standing = {_content(b["source"], b["sha256"], b["file"]): b["batch_id"] for b in batch_log(workspace) if not b["is_out"]}
        accepted = []
        with _published(workspace) as written:
            for batch in batches:
                content = _content(batch.source, batch.sha256, batch.file)
                if content not in standing:
                    new_id = _next_id(workspace)
                    log.write(workspace, batch, new_id)
                    written.append(new_id)
                    standing[content] = new_id
                accepted.append(standing[content])
    return accepted


@contextlib.contextmanager
def _published(workspace: Workspace) -> Iterator[list[int]]:
    """Publish at the end; where that or a batch fails, withdraw the batches that were written, so that the command did nothing."""
    written: list[int] = []
    try:
        yield written
        _publish(workspace)
    except Exception:
        # A batch that CURRENT already shows stays: what has been seen is only ever taken back by a rollback.
        unseen = [batch_id for batch_id in written if batch_id > publication.published_through(workspace)]
        for batch_id in reversed(unseen):
            log.withdraw(workspace, batch_id)
        log.discard_unfinished(workspace)
        publication.discard_unfinished(workspace)
        raise


def rollback(workspace: Workspace, batch_id: int, operator: str | None = None) -> int:
    """Take a batch out again, as a batch of its own that history keeps. Returns the new batch's identifier.

    Rolling back a rollback brings its batch back. Raises StoreError for an unknown batch, RefusedInput for one already out.
    """
    with writer_lock(workspace.root, "rollback"):
        _settle(workspace)
        publication.publish(workspace)  # what a killed command accepted is seen even where this one refuses
        record = log.record_of(workspace, batch_id)
        if record["kind"] == "purge":
            raise RefusedInput("store.is_purge", batch=batch_id)
        if batch_id in _out(workspace):
            raise RefusedInput("store.is_out", batch=batch_id)
        digest = hashlib.sha256(f"rollback {batch_id} {len(log.committed(workspace))}".encode()).hexdigest()
        new_id = _next_id(workspace)
        with _published(workspace) as written:
            log.write(workspace, Batch(
                tables={}, source=record["source"], file=record["file"], sha256=digest, received_at=workspace.now(),
                operator=operator, kind="rollback", rolls_back=batch_id,
            ), new_id)
            written.append(new_id)
    return new_id


def purge(workspace: Workspace, batch_id: int, operator: str | None = None) -> tuple[int, Reduced]:
    """Reduce a batch's person-level rows, as a batch of its own. Returns that batch's identifier, and what was emptied and masked.

    Killed before that batch stands in the log, nothing was done; afterwards, the next command carries it to its end. One purged before
    stays, and what did it is returned. Raises StoreError for an unknown batch, RefusedInput where there is nothing to reduce.
    """
    with writer_lock(workspace.root, "purge"):
        _settle(workspace)
        publication.publish(workspace)
        require(workspace, [batch_id] if batch_id in log.committed(workspace) else [])
        new_id = _next_id(workspace)
        journal = purging.new_journal(workspace, new_id)
        try:
            done = purging.prepare(workspace, batch_id, journal)
            with TemporaryDirectory(prefix=".work-", dir=workspace.batches) as folder:
                log.write(workspace, purging.batch_of(workspace, batch_id, new_id, operator, Path(folder)), new_id)
        except purging.NothingToReduce:
            if (earlier := purged.purge_of(workspace, batch_id)) is None:
                raise
            return earlier, Reduced(batch_id)
        finally:
            purged.finish(workspace)  # drops the journal of a purge that does not stand in the log
        _publish(workspace)
    return new_id, done


def batch_log(workspace: Workspace) -> list[log.Record]:
    """Every batch, oldest first: its batch.json with `is_out` (rolled back, and not brought back since)."""
    out = _out(workspace)
    return [log.record_of(workspace, b) | {"is_out": b in out} for b in log.committed(workspace)]


def recover(workspace: Workspace, wait_seconds: float = LOCK_WAIT_SECONDS) -> str:
    """Make the store say what the log says: remove unfinished work, publish what is committed. Returns the generation's name."""
    with writer_lock(workspace.root, "recover", wait_seconds):
        _settle(workspace)
        return _publish(workspace)


def catch_up(workspace: Workspace) -> None:
    """Publish what a killed command left accepted and unpublished: who compares files with the store must see all of it."""
    if is_behind(workspace):
        recover(workspace)


def catch_up_if_idle(workspace: Workspace) -> None:
    """As `catch_up`, for readers: they do not wait for a writer that is at work, who publishes himself, nor fail where he may not write."""
    if is_behind(workspace):
        with contextlib.suppress(StoreError):
            recover(workspace, wait_seconds=0)


def import_lock(workspace: Workspace) -> AbstractContextManager[None]:
    """A lock on comparing files with the store and committing what follows: taken before the first look, given back after the commit.

    It is another lock than the writer's, which a commit takes as well. Raises StoreError as `writer_lock` does.
    """
    return writer_lock(workspace.root, "import", name=".turn")  # the file's name is that of earlier versions, which it keeps out too


def rebuild(workspace: Workspace) -> str:
    """Make the store anew from the log: after damage, or an upgrade. Returns the generation's name."""
    with writer_lock(workspace.root, "rebuild"):
        _settle(workspace)
        return _publish(workspace, fresh=True)


def is_behind(workspace: Workspace) -> bool:
    """Whether the log or the code is ahead of the published generation."""
    committed = log.committed(workspace)
    current = publication.current_name(workspace)
    return current != publication.generation_name(committed[-1] if committed else 0) or bool(purged.unfinished(workspace))


def _settle(workspace: Workspace) -> None:
    """Remove what an interrupted writer left. Raises DamagedLog where the log that would be built on does not verify."""
    log.discard_unfinished(workspace)
    purged.finish(workspace)
    require(workspace)


def _publish(workspace: Workspace, fresh: bool = False) -> str:
    name = publication.rebuild(workspace) if fresh else publication.publish(workspace)
    _note_newest(workspace)
    purged.close(workspace)
    return name


def _note_newest(workspace: Workspace) -> None:
    if committed := log.committed(workspace):
        note_newest(workspace, committed[-1])


def _content(source: str, sha256: str, file: str) -> tuple[str, str, str]:
    """What makes two batches the same: purpose, bytes, and the sheet of a workbook (`file.xlsx#Sheet`)."""
    return source, sha256, file.partition("#")[2]


def _next_id(workspace: Workspace) -> int:
    return max(log.committed(workspace), default=0) + 1


def _out(workspace: Workspace) -> set[int]:
    """Batches that are rolled back now."""
    out: set[int] = set()
    for batch_id in log.committed(workspace):
        record = log.record_of(workspace, batch_id)
        if record["kind"] != "rollback":
            continue
        target = record["rolls_back"]
        out.add(target)
        undone = log.record_of(workspace, target)
        if undone["kind"] == "rollback":
            out.discard(undone["rolls_back"])
    return out
