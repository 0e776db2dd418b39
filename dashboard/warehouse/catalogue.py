"""The queries of the product: files in queries/ whose headers say what they answer. Grammar: queries/README.md."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.errors import UsageError
from dashboard.moments import parse_day, parse_moment
from dashboard.nearest import nearest
from dashboard.rules.schemes import scheme as rule_set
from dashboard.schema.declaration import tables
from dashboard.settings import folder

HEADER_LINE = re.compile(r"^-- (?P<key>[\w-]+): ?(?P<value>.*)$")
PARAM = re.compile(r"^\$(?P<name>\w+) (?P<type>[\w\[\]]+)(?: = (?P<example>.*?))?(?:\s+-- (?P<comment>.*))?$")
COLUMN = re.compile(r"^(?P<name>\w+) (?P<type>[\w\[\]]+(?:\([\d,]+\))?)(?:\s+-- (?P<comment>.*))?$")

STEP = re.compile(r"^(?P<name>\w+) of (?P<value>\w+)(?: by (?P<by>\w+))? over (?P<over>\w+)(?: shows (?P<shows>\w+))?$")


@dataclass(frozen=True)
class Param:
    name: str
    type: str
    example: str | None
    comment: str


@dataclass(frozen=True)
class QueryColumn:
    name: str
    type: str
    comment: str
    """Unit and meaning, with what null means."""


@dataclass(frozen=True)
class Step:
    """What statistics add to the rows that a query selects (`warehouse/steps.py`)."""

    name: str
    value: str
    """The column that they are of,"""
    by: str | None
    """one series for each value of this column, or a single one,"""
    over: str
    """in the order of this one."""
    shows: str | None
    """The column that is true for rows that are returned, of the SQL or of the step: the others are there for the step alone. Null: all."""
    adds: tuple[QueryColumn, ...]


@dataclass(frozen=True)
class Query:
    name: str
    sentence: str
    sql: str
    file: Path
    grain: tuple[str, ...] = ()
    params: dict[str, Param] = field(default_factory=dict)
    columns: tuple[QueryColumn, ...] = ()
    """In the order returned; the last are those that the step adds."""
    step: Step | None = None
    notes: dict[str, str] = field(default_factory=dict)
    """Remaining header lines by key (zh, source, note, severity, title, advice), lines of one key joined."""

    @property
    def sliced(self) -> str:
        """The column by which the answer for some areas can be cut from that for all (`data/slices.py`); empty where it cannot."""
        return self.notes.get("sliced", "")

    @property
    def selected(self) -> tuple[QueryColumn, ...]:
        """The columns that the SQL returns."""
        return self.columns[:len(self.columns) - len(self.step.adds)] if self.step else self.columns


@cache
def catalogue() -> dict[str, Query]:
    """Every query of queries/, by name."""
    return {q.name: q for q in map(read_query, sorted(folder("queries").glob("*.sql")))}


@cache
def checks() -> dict[str, Query]:
    """Every check of queries/checks/, by name: each row one returns is a contradiction."""
    return {q.name: q for q in map(read_query, sorted((folder("queries") / "checks").glob("*.sql")))}


def read_query(file: Path) -> Query:
    """Parse one file's header. Raises ValueError where a line does not follow the grammar."""
    sql = file.read_text(encoding="utf-8")
    lines = []
    for line in sql.splitlines():
        match = HEADER_LINE.match(line)
        if match is None:
            break
        lines.append((match["key"], match["value"]))
    if not lines or lines[0][0] != file.stem:
        raise ValueError(f"{file.name}: the first line must be '-- {file.stem}: ...'")
    grouped: dict[str, list[str]] = {}
    for key, value in lines[1:]:
        grouped.setdefault(key, []).append(value)
    params = [Param(m["name"], m["type"], m["example"], m["comment"] or "") for m in _matches(PARAM, grouped.pop("param", []), file)]
    columns, adds = (
        tuple(QueryColumn(m["name"], m["type"], m["comment"] or "") for m in _matches(COLUMN, grouped.pop(key, []), file))
        for key in ("column", "adds")
    )
    steps = [Step(m["name"], m["value"], m["by"], m["over"], m["shows"], adds) for m in _matches(STEP, grouped.pop("step", []), file)]
    if len(steps) > 1 or bool(steps) != bool(adds):
        raise ValueError(f"{file.name}: a step and the columns that it adds go together, and there is one")
    grain = tuple(c.strip() for c in " ".join(grouped.pop("grain", [])).split(",") if c.strip())
    return Query(
        file.stem, lines[0][1], sql, file, grain, {p.name: p for p in params}, (*columns, *adds), steps[0] if steps else None,
        {key: " ".join(values) for key, values in grouped.items()},
    )


def _matches(pattern: re.Pattern[str], values: list[str], file: Path) -> Iterator[re.Match[str]]:
    for value in values:
        match = pattern.match(value.strip())
        if match is None:
            raise ValueError(f"{file.name}: cannot read header line '{value}'")
        yield match


def find(name: str) -> Query:
    """The query of that name. Raises UsageError that suggests the nearest."""
    if name in catalogue():
        return catalogue()[name]
    if near := nearest(name, catalogue()):
        raise UsageError("question.unknown_near", name=name, near=near)
    raise UsageError("question.unknown", name=name)


def bind(query: Query, given: dict[str, Any], as_of: datetime) -> dict[str, Any]:
    """Values for every parameter that a query declares: the given ones, typed; `as_of`; else null or an empty list.

    Raises UsageError for a parameter that it does not declare, a value of another type, or a rule set that does not exist.
    """
    unknown = sorted(set(given) - set(query.params))
    if unknown:
        names = ", ".join(p for p in query.params if p != "as_of") or "-"
        raise UsageError("question.no_parameter", query=query.name, parameter=unknown[0], takes=names)
    values: dict[str, Any] = {name: [] if p.type.endswith("[]") else None for name, p in query.params.items()}
    values |= {name: _typed(query.params[name], value) for name, value in given.items()}
    if values.get("scheme"):  # a rule set without clocks and one that does not exist would answer alike
        rule_set(values["scheme"])
    if "as_of" in query.params:
        values["as_of"] = values["as_of"] or as_of
    return values


def _typed(param: Param, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return PARSERS[param.type](value.encode().decode())  # half a letter, of a name that is not UTF-8, is a ValueError too
    except (KeyError, ValueError) as wrong:
        raise UsageError("question.wrong_type", parameter=param.name, value=value, type=param.type) from wrong


def _whole(value: str) -> int:
    number = int(value)
    if abs(number) >= 1 << 31:
        raise ValueError(f"{value} is beyond what any query counts")
    return number


def _finite(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value} is no number that a query reckons with")
    return number


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


PARSERS: dict[str, Callable[[str], object]] = {
    "varchar": str, "varchar[]": _list, "integer": _whole, "bigint": _whole, "double": _finite,
    "date": parse_day, "timestamp": parse_moment, "boolean": lambda v: {"true": True, "false": False}[v.lower()],
}


@cache
def tables_behind(file: Path) -> tuple[str, ...]:
    """The schema's tables that a query file reads, directly or through views, as the headers declare them."""
    found: dict[str, None] = {}
    for name in read_query(file).notes.get("source", "").split(","):
        view = folder("queries") / f"{name.strip()}.sql"
        known = tables_behind(view) if "/" in name and view.is_file() else (name.strip(),)
        found |= dict.fromkeys(table for table in known if table in tables())
    return tuple(found)
