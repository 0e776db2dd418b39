"""The store: batches, publication, and the one place that speaks to DuckDB."""

import os

# DuckDB's allocator reads this when the library is loaded, so it stands before any import of it. One heap instead of four a core,
# and freed pages go back after a tenth of a second: else what a plan took once (60 to 150 MB) stays taken. A question costs a tenth
# more (measured).
os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "narenas:1,dirty_decay_ms:100,muzzy_decay_ms:0")

GIVES_BACK: dict[str, str | bool | int | float | list[str]] = {"allocator_background_threads": "true"}
"""For every connection: they share one allocator, and whoever opens one without it stops the thread that gives pages back."""
