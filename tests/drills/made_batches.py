"""The batch that the killed commands take in."""

import os
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.warehouse.batches import Batch

ROWS = 100


def batch_of_cases(work: Path, name: str) -> Batch:
    """A hundred cases of one batch, named for it."""
    (folder := work / f"incoming-{os.getpid()}").mkdir(exist_ok=True)
    cases = [f"{name}-{n}" for n in range(ROWS)]
    columns = {"case_id": cases, "class": ["confirmed"] * ROWS, "row_key": cases, "is_synthetic": [False] * ROWS, "route_raw": [name] * ROWS}
    table = pa.table(columns | {"source_row": pa.array(range(2, ROWS + 2), pa.int32())})
    pq.write_table(table, folder / "cases.parquet")
    return Batch({"cases": folder / "cases.parquet"}, "cases", f"{name}.csv", name, datetime(2022, 11, 29, 12))
