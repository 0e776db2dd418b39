"""What is brushed as SQL, for an analyst's question: the same rows, under the same conditions, counted by one dimension."""

from collections.abc import Mapping
from itertools import groupby

from dashboard.crossfilter.cube import REST, UNKNOWN, Cube
from dashboard.crossfilter.selection import Selection
from dashboard.crossfilter.statements import rows_asked, statement
from dashboard.plain_text import has_unseen, on_screen
from dashboard.warehouse.ddl import literal, quoted


def as_sql(cube: Cube, selection: Selection, by: str, words: Mapping[str, str]) -> str:
    """SELECT of the rows that every brush lets in, counted by a dimension; `$as_of` stands for the moment.

    `words`: what is brushed of a dimension as a person says it, which stands in comments above it.
    """
    said = "".join(f"-- {' '.join(on_screen(words[name]).split())}\n" for name in cube.names if words.get(name))
    found = [_condition(cube, selection, name) for name in cube.names if name in selection.spans or name in selection.values]
    order = quoted(by) if selection.subject.dimension(by).is_ordered else f"n desc, {quoted(by)}"
    return said + statement(
        "asked", some_rows=rows_asked(selection.subject).strip().replace("\n", "\n    "), a_column=quoted(by), some_order=order,
        rows_wanted="rows_known" + ("\nwhere\n    " if found else "") + "\n    and ".join(found),
    )


def _condition(cube: Cube, selection: Selection, name: str) -> str:
    column, bins = quoted(name), cube.of(name)
    if name in selection.spans:
        inside = [value for value, is_in in zip(bins.values, selection.bins_of(cube)[name], strict=True) if is_in]
        if not inside:
            return "false"
        if selection.subject.dimension(name).kind == "hour":
            return f"{column} between {inside[0]} and {inside[-1]}"
        return f"{column} between date {literal(inside[0])} and date {literal(str(bins.last_day(inside[-1])))}"
    values = selection.values[name]
    shown = [_text(value) for value in values if value not in (REST, UNKNOWN)]
    either = [f"{column} in ({', '.join(shown)})"] if shown else []
    if REST in values:
        listed = ", ".join(_text(value) for value in bins.values if value not in (REST, UNKNOWN))
        either.append(f"{column} not in ({listed})")
    if UNKNOWN in values:
        either.append(f"{column} is null")
    return either[0] if len(either) == 1 else f"({' or '.join(either)})"


def _text(value: str) -> str:
    """A value as SQL text in which nothing is unseen: such characters stand as their numbers."""
    parts: list[str] = []
    for is_unseen, letters in groupby(value, has_unseen):
        run = "".join(letters)
        parts += [f"chr({ord(letter)})" for letter in run] if is_unseen else [literal(run)]
    return " || ".join(parts) or literal(value)
