"""A scratch DuckDB in memory, with the settings of the house, for rooms that check or write rows beside the store."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.durable import disk_error

Connection = duckdb.DuckDBPyConnection

MEMORY_LIMIT = "700MB"
"""Of DuckDB; the chunk in Python and the writer need the rest of the two gigabytes promised."""
THREADS = 2


@contextmanager
def scratch_database(spill: Path) -> Iterator[Connection]:
    """An empty database in memory; what does not fit goes into the folder `spill`.

    Raises StoreError where the disk is full: what does not fit in memory is spilled, so only the disk can end.
    """
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, **GIVES_BACK})
    try:
        connection.execute("set temp_directory = $folder", {"folder": str(spill)})
        connection.execute(f"set threads = {THREADS}")
        yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as ended:
        raise disk_error(errno.ENOSPC) from ended
    finally:
        connection.close()
