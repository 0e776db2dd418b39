"""Rows that a program made, with values already of the declared types, as batches: for the builder of demonstrations."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pandas

from dashboard.warehouse.batches import Batch
from dashboard.warehouse.typed_rows import RowWriter
from dashboard.warehouse.workspace import Workspace

Made = Iterable[tuple[datetime, dict[str, pandas.DataFrame]]]
"""(received_at, rows by table) of each batch."""


@contextmanager
def made_batches(workspace: Workspace, made: Made, is_synthetic: bool) -> Iterator[Iterator[Batch]]:
    """A batch for each delivery, written when it is asked for; the store moves the files into its log."""
    with tempfile.TemporaryDirectory(prefix=".made-", dir=workspace.root) as spool, RowWriter() as writer:
        yield (_batch(writer, Path(spool), at, rows, is_synthetic) for at, rows in made)


def _batch(writer: RowWriter, spool: Path, received_at: datetime, rows: dict[str, pandas.DataFrame], is_synthetic: bool) -> Batch:
    files = {name: writer.write(name, frame, spool / f"{name}.parquet", is_synthetic) for name, frame in rows.items()}
    digest = hashlib.sha256()
    for file in files.values():
        digest.update(file.read_bytes())
    source = "synthetic" if is_synthetic else "register"
    return Batch(
        tables=files,
        source=source,
        file=f"{source}-{received_at:%Y%m%dT%H%M}",
        sha256=digest.hexdigest(),
        received_at=received_at,
        effective_at=received_at,
    )
