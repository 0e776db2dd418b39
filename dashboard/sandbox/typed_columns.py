"""Columns of an answer in types that tables, charts and files take: whole numbers as such, no dictionaries, no name twice."""

from collections.abc import Iterable

import pyarrow as pa


def plainly_typed(table: pa.Table) -> pa.Table:
    """The same rows: sums of whole numbers as int64 where they fit, labels as text, spans as durations, each column a name of its own."""
    columns = [_plain(table.column(place)) for place in range(table.num_columns)]
    return pa.table(columns, names=_own_names(table.column_names))


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_decimal(kind) and kind.scale == 0:  # what DuckDB gives for a sum of whole numbers
        try:
            return column.cast(pa.int64())
        except pa.ArrowInvalid:
            return column
    if pa.types.is_dictionary(kind):
        return column.cast(kind.value_type)
    if pa.types.is_interval(kind):
        return _spans(column)
    return column


def _spans(column: pa.ChunkedArray) -> pa.ChunkedArray:
    values = column.to_pylist()
    if any(value is not None and value.months for value in values):  # a month has no length of its own
        texts = [None if v is None else f"{v.months} months {v.days} days {v.nanoseconds // 1_000_000_000} s" for v in values]
        return pa.chunked_array([pa.array(texts, pa.string())])
    spans = [None if v is None else v.days * 86_400_000_000 + v.nanoseconds // 1_000 for v in values]
    return pa.chunked_array([pa.array(spans, pa.duration("us"))])


def _own_names(names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        own, number = name, 2
        while own in found:
            own, number = f"{name}_{number}", number + 1
        found[own] = None
    return list(found)
