"""Columns of an answer in types that tables, charts and files take: whole numbers as such, no dictionaries, no name twice."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

DAYS_OF_400_YEARS = 146_097


def plainly_typed(table: pa.Table) -> pa.Table:
    """The same rows: sums of whole numbers as int64 where they fit, labels as text, spans as durations, each column a name of its own.

    Days and moments of a column that has some beyond the years 1 to 9999 are text.
    """
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
    if pa.types.is_date32(kind) or (pa.types.is_timestamp(kind) and kind.unit == "us"):
        return column if _has_common_years(column) else _far_days(column)
    return column


def _has_common_years(column: pa.ChunkedArray) -> bool:
    """Whether all of a column's days lie in the years that programs can say: the engine's reach to 290,000, and to infinity."""
    least, most = (datetime(1, 1, 2), datetime(9999, 12, 30)) if pa.types.is_timestamp(column.type) else (date(1, 1, 2), date(9999, 12, 30))
    found = pc.min_max(column)
    known = [found[end] for end in ("min", "max") if found[end].is_valid]
    return not known or bool(
        pc.greater_equal(known[0], pa.scalar(least, column.type)).as_py() and pc.less_equal(known[-1], pa.scalar(most, column.type)).as_py()
    )


def _far_days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    is_day = pa.types.is_date(column.type)
    numbers = column.cast(pa.int32() if is_day else pa.int64())
    endless = 2**31 - 1 if is_day else 2**63 - 1  # how the engine writes infinity
    texts = [None if n is None else _far(n, endless, is_day) for n in numbers.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


def _far(number: int, endless: int, is_day: bool) -> str:
    """A day since 1970, or a microsecond, as text in any year: the calendar comes again after 400 years."""
    if abs(number) == endless:
        return "infinity" if number > 0 else "-infinity"
    days, rest = (number, 0) if is_day else divmod(number, 86_400_000_000)
    cycles, place = divmod(days + date(1970, 1, 1).toordinal() - 1, DAYS_OF_400_YEARS)
    day = date.fromordinal(place + 1)
    text = f"{day.year + 400 * cycles:04d}-{day:%m-%d}"
    return text if is_day else f"{text} {(datetime.min + timedelta(microseconds=rest)).time()}"


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
