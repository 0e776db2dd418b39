"""What the engine says of a statement that it cannot carry out, in the words of the product. Nothing of its own text is shown."""

import json
import re
from collections.abc import Callable
from typing import Any

import duckdb

from dashboard.sandbox.letting_in import LetIn, allowed, nearest_names
from dashboard.sandbox.parsing import line_of, position_in
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.relations import relations

CANDIDATES = re.compile(r"Candidate (?:bindings|tables): (?P<names>.*)", re.DOTALL)
QUOTED = re.compile(r'"((?:[^"]|"")*)"')
Parts = dict[str, Any]


def in_words(error: duckdb.Error, sql: str, entry: LetIn, seconds: int) -> StatementRefused:
    """The refusal that an error of the engine amounts to. `seconds`: after how many a question is interrupted."""
    if isinstance(error, duckdb.InterruptException):
        return StatementRefused("sandbox.too_slow", seconds=seconds)
    if isinstance(error, duckdb.OutOfMemoryException):
        return StatementRefused("sandbox.too_much")
    parts = _parts(error)
    line = line_of(sql, position_in(parts))
    said = str(parts.get("exception_message", ""))
    for pattern, refusal in READINGS:
        if match := pattern.search(said):
            return refusal(match, line, parts, entry)
    if isinstance(error, duckdb.ConversionException):
        return StatementRefused("sandbox.not_converted", line=line)
    if isinstance(error, duckdb.OutOfRangeException):
        return StatementRefused("sandbox.out_of_range", line=line)
    return StatementRefused("sandbox.not_carried_out", line=line)


def _parts(error: duckdb.Error) -> Parts:
    try:
        found = json.loads(str(error).partition(": ")[2])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _no_column(match: re.Match[str], line: int | None, parts: Parts, entry: LetIn) -> StatementRefused:
    name = match["name"]
    known = {column.name for read in entry.reads for column in relations()[read].columns}
    offered = CANDIDATES.search(str(parts.get("exception_message", "")))
    known |= {found.rpartition(".")[2] for found in QUOTED.findall(offered["names"])} if offered else set()
    return StatementRefused("sandbox.no_column", line=line, nearest=nearest_names(name, known), name=name)


def _no_alias(match: re.Match[str], line: int | None, parts: Parts, entry: LetIn) -> StatementRefused:
    offered = CANDIDATES.search(str(parts.get("exception_message", "")))
    known = set(QUOTED.findall(offered["names"])) if offered else set(entry.reads)
    close = nearest_names(match["name"], known) or tuple(sorted(known)[:3])
    return StatementRefused("sandbox.no_alias", line=line, nearest=close, name=match["name"])


def _wrong_arguments(match: re.Match[str], line: int | None, parts: Parts, entry: LetIn) -> StatementRefused:
    types = match["types"].replace("_LITERAL", "").replace('"', "").lower() or "()"
    return StatementRefused("sandbox.wrong_arguments", line=line, name=match["name"].strip('"'), types=types)


def _no_function(match: re.Match[str], line: int | None, parts: Parts, entry: LetIn) -> StatementRefused:
    close = nearest_names(match["name"], allowed()["functions"])
    return StatementRefused("sandbox.no_function", line=line, nearest=close, name=match["name"])


def _named(match: re.Match[str]) -> dict[str, Any]:
    return match.groupdict()


def _said(key: str) -> Callable[[re.Match[str], int | None, Parts, LetIn], StatementRefused]:
    def refusal(match: re.Match[str], line: int | None, parts: Parts, entry: LetIn) -> StatementRefused:
        return StatementRefused(f"sandbox.{key}", line=line, **_named(match))

    return refusal


READINGS: list[tuple[re.Pattern[str], Callable[[re.Match[str], int | None, Parts, LetIn], StatementRefused]]] = [
    (re.compile(r'^Referenced column "(?P<name>[^"]*)"'), _no_column),
    (re.compile(r'does not have a column named "(?P<name>[^"]*)"'), _no_column),
    (re.compile(r'^Column "(?P<name>[^"]*)" (?:in |does not exist)'), _no_column),
    (re.compile(r'^Referenced table "(?P<name>[^"]*)" not found'), _no_alias),
    (re.compile(r"(?:argument types|function call) '?\"?(?P<name>[^'(]+)\((?P<types>[^']*?)\)['\"]"), _wrong_arguments),
    (re.compile(r"^(?:Scalar|Aggregate|Table) Function with name \"?(?P<name>\w+)"), _no_function),
    (re.compile(r'column "?(?P<name>[^" ]+)"? must appear in the GROUP BY'), _said("not_grouped")),
    (re.compile(r'^Ambiguous reference to column name "(?P<name>[^"]*)"'), _said("ambiguous")),
    (re.compile(r"^Set operations can only apply|^Subquery returns \d+ columns"), _said("wrong_columns")),
    (re.compile(r"^More than one row returned by a subquery"), _said("one_row")),
    (re.compile(r"cannot contain (?:aggregates|window)|calls cannot be nested"), _said("wrong_aggregate")),
    (re.compile(r"^Could not (?:convert|parse)|^Type \w+ with value|out of range: \""), _said("not_converted")),
    (re.compile(r"[Oo]verflow|out of range"), _said("out_of_range")),
    (re.compile(r"depth limit|nested too deep"), _said("too_deep")),
]
"""What the engine says, and what it means."""
