"""Rows that a program made, with values already of the declared types, as the Parquet file that a batch wants."""

from pathlib import Path

import duckdb
import pandas
import pyarrow as pa

from dashboard.schema.declaration import Table, tables
from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.row_key import key_of
from dashboard.warehouse.statements import statement

ARROW_TYPES = {
    "varchar": pa.string(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}


class RowWriter:
    """Writes frames as Parquet files. Use as a context manager: one engine serves any number of files."""

    def __enter__(self) -> "RowWriter":
        self._con = duckdb.connect(":memory:", config=GIVES_BACK)
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def write(self, name: str, frame: pandas.DataFrame, target: Path, is_synthetic: bool) -> Path:
        """Write a frame as the rows of table `name`; returns `target`.

        Columns: any of the table's, values of their types, null = None, NaN or NaT; columns that it lacks are null.
        Raises: ValueError for a column that the table does not have, or a required one with a null (a programmer's
        mistake, since files of people go through intake).
        """
        table = tables()[name]
        _refuse_mistakes(table, frame)
        arrays = {c: _array(frame[c], ARROW_TYPES[table.columns[c].sql_type]) for c in frame.columns}
        cells = [
            f"{quoted(c.name) if c.name in arrays else 'null'}::{c.sql_type} as {quoted(c.name)}" for c in table.columns.values()
        ]
        self._con.register("made", pa.table(arrays))
        made = statement(
            "rows", "typed", some_columns=", ".join(cells), a_row_key=key_of(table, list(arrays)), a_flag=str(is_synthetic).lower()
        )
        self._con.sql(made).write_parquet(str(target), compression="zstd")
        self._con.unregister("made")
        return target


def _array(values: pandas.Series, kind: pa.DataType) -> pa.Array:
    """Moments are cut to the declared precision; nothing else may lose anything."""
    return pa.array(values, kind, from_pandas=True, safe=not pa.types.is_temporal(kind))


def _refuse_mistakes(table: Table, frame: pandas.DataFrame) -> None:
    unknown = [c for c in frame.columns if c not in table.columns]
    lacking = [c.name for c in table.columns.values() if c.required and (c.name not in frame or frame[c.name].isna().any())]
    if unknown or lacking:
        raise ValueError(f"{table.name}: unknown columns {unknown}, required but empty {lacking}")
