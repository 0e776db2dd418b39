"""The store: batches, publication, and the one place that speaks to DuckDB."""

import os

# DuckDB's allocator reads this when the library is loaded, so it stands before any import of it. One heap a core instead of four,
# and freed pages go back after a second: what the plans of many viewers took once (100 MB and more) stayed taken (measured).
os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "narenas:2,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0")
