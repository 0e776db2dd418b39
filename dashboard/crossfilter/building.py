"""A cube made of the store: the bins of each dimension, then one pass over the table that counts every combination."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from dashboard.crossfilter.cube import REST, UNKNOWN, Bins, Cube, packed
from dashboard.crossfilter.statements import rows_known, statement
from dashboard.crossfilter.subjects import Dimension, Subject
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.reader import Reader

MOST_VALUES = 40
"""Values of a dimension that get a bin of their own; the others, the least frequent ones, share one and are counted in it."""
MOST_DAYS, WEEK = 800, 7
"""Days that get a bin each; a longer time is counted by weeks."""
HOURS = tuple(str(hour) for hour in range(24))
EVER_SINCE, FOR_EVER = datetime(1, 1, 1), datetime(9999, 1, 1)


def build(reader: Reader, subject: Subject, as_of: datetime) -> Cube:
    """The cube of a subject as of a moment. Raises StoreError where the store cannot be read."""
    at = {"as_of": as_of}
    bins = tuple(_bins(reader, subject, dimension, at) for dimension in subject.dimensions)
    gaps, counts, rows = _cells(reader, subject, bins, at)
    moments = " union all ".join(statement("moment", a_moment=moment, a_table=quoted(subject.table)) for moment in subject.moments)
    ((since, until),) = reader.rows(statement("holds", some_moments=moments), at)
    known = f"{quoted('current_' + subject.table)}($as_of)"
    ((is_synthetic,),) = reader.rows(statement("synthetic", a_relation=known), at)
    return Cube(
        reader.generation, subject.name, since or EVER_SINCE, until or FOR_EVER, bins, gaps, counts, rows, is_synthetic,
    )


def _bins(reader: Reader, subject: Subject, dimension: Dimension, at: dict[str, Any]) -> Bins:
    """What a dimension is counted by. Of values the most frequent come first, null last."""
    if dimension.kind == "hour":
        return Bins(dimension.name, HOURS)
    asked = statement("values", a_column=quoted(dimension.name), some_rows=rows_known(subject))
    found = [value for value, _ in reader.rows(asked, at)]
    if dimension.kind == "day":
        return _days(dimension.name, found)
    values = [value for value in found if value is not None]
    shown = values if len(values) <= MOST_VALUES else values[: MOST_VALUES - 1]
    ends = [REST] * (len(values) > len(shown)) + [UNKNOWN] * (None in found)
    return Bins(dimension.name, (*shown, *ends), rest=len(values) - len(shown))


def _days(name: str, found: list[date]) -> Bins:
    """Every day from the first to the last, also those without a row."""
    if not found:
        return Bins(name, ())
    first, last = min(found), max(found)
    step = 1 if (last - first).days < MOST_DAYS else WEEK
    first -= timedelta(days=first.weekday() if step == WEEK else 0)
    return Bins(name, tuple(str(first + timedelta(days=n)) for n in range(0, (last - first).days + 1, step)), step)


def _cells(reader: Reader, subject: Subject, all_bins: tuple[Bins, ...], at: dict[str, Any]) -> tuple[Any, Any, int]:
    """Gaps, counts and the number of rows."""
    keys, bound, shift = [], dict(at), 0
    for bins in reversed(all_bins):
        dimension, column = subject.dimension(bins.name), quoted(bins.name)
        if dimension.kind == "day":
            key = statement("bin_day", a_column=column, a_step=str(bins.step))
            bound["first_day"] = date.fromisoformat(bins.values[0]) if bins.values else None
        elif dimension.kind == "hour":
            key = statement("bin_hour", a_column=column)
        else:
            bound[f"values_{bins.name}"] = [value for value in bins.values if value not in (REST, UNKNOWN)]
            rest, null = (bins.values.index(one) if one in bins.values else 0 for one in (REST, UNKNOWN))
            key = statement("bin_value", a_column=column, some_values=f"values_{bins.name}", a_null=str(null), a_rest=str(rest))
        keys.append(f"(({key})::bigint << {shift})")
        shift += bins.bits
    asked = statement("cells", a_key=" + ".join(keys), some_rows=rows_known(subject))
    found = reader.arrays(asked, bound)
    counts = found["n"].astype(np.int64)
    return *packed(found["cell"].astype(np.int64), counts), int(counts.sum())
