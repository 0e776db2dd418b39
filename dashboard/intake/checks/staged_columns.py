"""The columns of a staged file: which macro reads a column's text, and which texts are resolved before they are staged."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.intake.checks.statements import as_written
from dashboard.intake.chunks import LINE, SYNTHETIC
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import quoted

RESOLVED_KINDS = ("enum", "area", "boolean")
READERS = {
    "integer": "integer_of",
    "number": "number_of",
    "lon": "number_of",
    "lat": "number_of",
    "date": "day_of",
    "timestamp": "moment_of",
}
Resolver = Callable[[str], object]


def stored(column: Column) -> str:
    """An area or a value of a list may resolve to the empty text: known, and meaning all of them, for which the table has null."""
    may_be_all = column.kind in ("area", "enum")
    return f"nullif({quoted(column.name)}, '') as {quoted(column.name)}" if may_be_all else quoted(column.name)


def raw_columns(table: Table, present: list[str]) -> list[str]:
    """Columns such as route_raw that a file lacks, where it has the route."""
    raw = [name for name in table.columns if name.endswith("_raw") and name not in present]
    return [name for name in raw if name.removesuffix("_raw") in present]


def creation(table: Table, present: list[str]) -> str:
    """The statement that makes the table `staged`: every column as a value and as written."""
    cells = []
    for name in present:
        column = table.columns.get(name)
        kind = column.sql_type if column else ("boolean" if name == SYNTHETIC else "varchar")
        cells += [f"{quoted(name)} {kind}", f"{as_written(name)} varchar"]
    extra = [f"{quoted(name)} varchar" for name in raw_columns(table, present)]
    return f"create table staged ({', '.join([f'{LINE} bigint', *cells, *extra])})"


def insertion(table: Table, present: list[str], factors: dict[str, float], hours: dict[str, float]) -> str:
    """The statement that reads a resolved chunk, registered as `chunk`, into `staged`.

    `factors`, `hours`: by column, what its numbers are multiplied by, and what is added to its moments that state no offset.
    """
    names, cells, halves = [LINE], [LINE], []
    for name in present:
        column = table.columns.get(name)
        names += [quoted(name), as_written(name)]
        cells += [_reader(column, name, factors.get(name), hours.get(name)), as_written(name)]
        if column and (column.kind in READERS or column.is_identifier):
            halves.append(f", narrow({as_written(name)}) as {_in_half_width(name)}")
    # Half-width text is made once, beneath: a macro works its argument out at every mention.
    source = f"(select *{''.join(halves)} from chunk)"
    return f"insert into staged ({', '.join(names)}) select {', '.join(cells)} from {source}"


def resolved(chunk: pa.Table, resolvers: dict[str, Resolver]) -> pa.Table:
    """The chunk with every text under its raw name, and the values of the resolved columns under the column's own."""
    arrays, names = [chunk.column(LINE)], [LINE]
    for name in chunk.column_names:
        if name == LINE:
            continue
        text = chunk.column(name).combine_chunks()
        arrays.append(text)
        names.append(as_written(name).strip('"'))
        if name in resolvers:
            coded = pc.dictionary_encode(text)
            values = [None if t is None else resolvers[name](t) for t in coded.dictionary.to_pylist()]
            kind = pa.bool_() if any(isinstance(v, bool) for v in values) else pa.string()
            arrays.append(pa.array(values, kind).take(coded.indices))
            names.append(name)
    return pa.table(arrays, names=names)


def _reader(column: Column | None, name: str, factor: float | None, hours: float | None) -> str:
    if column is None or column.kind in RESOLVED_KINDS:
        return quoted(name)
    half = _in_half_width(name)
    if column.kind == "text":
        return f"id_of({half})" if column.is_identifier else f"words_of({as_written(name)})"
    if factor:
        # Of 3.1 ten-thousands a multiplication makes 31000.000000000004, which would be no whole number.
        product = f"round(number_of({half}) * {factor!r}, 6)"
        return f"whole({product})" if column.kind == "integer" else product
    if hours:
        return f"moved_moment({half}, {hours!r})"
    return f"cast({READERS[column.kind]}({half}) as {column.sql_type})"


def _in_half_width(name: str) -> str:
    return quoted(f"{name} in half width")
