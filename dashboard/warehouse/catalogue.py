"""The queries of the product: files in queries/ whose headers say what they answer. Grammar: queries/README.md."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from dashboard.errors import UsageError
from dashboard.moments import parse_day, parse_moment
from dashboard.nearest import nearest
from dashboard.rules.schemes import scheme as rule_set
from dashboard.settings import folder
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

HEADER_LINE = re.compile(r"^-- (?P<key>[\w-]+): ?(?P<value>.*)$")
PARAM = re.compile(r"^\$(?P<name>\w+) (?P<type>[\w\[\]]+)(?: = (?P<example>.*?))?(?:\s+-- (?P<comment>.*))?$")
COLUMN = re.compile(r"^(?P<name>\w+) (?P<type>[\w\[\]]+(?:\([\d,]+\))?)(?:\s+-- (?P<comment>.*))?$")


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
class Query:
    name: str
    sentence: str
    sql: str
    file: Path
    grain: tuple[str, ...] = ()
    params: dict[str, Param] = field(default_factory=dict)
    columns: tuple[QueryColumn, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    """Remaining header lines by key (zh, source, note, severity, title, advice), lines of one key joined."""


@cache
def catalogue() -> dict[str, Query]:
    """Every query of queries/, by name."""
    return {q.name: q for q in map(read_query, sorted(folder("queries").glob("*.sql")))}


@cache
def checks() -> dict[str, Query]:
    """Every check of queries/checks/, by name: each row one returns is a finding."""
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
    columns = [QueryColumn(m["name"], m["type"], m["comment"] or "") for m in _matches(COLUMN, grouped.pop("column", []), file)]
    grain = tuple(c.strip() for c in " ".join(grouped.pop("grain", [])).split(",") if c.strip())
    return Query(
        file.stem, lines[0][1], sql, file, grain, {p.name: p for p in params}, tuple(columns),
        {key: " ".join(values) for key, values in grouped.items()},
    )


def _matches(pattern: re.Pattern, values: list[str], file: Path) -> list[re.Match]:
    found = [pattern.match(value.strip()) for value in values]
    if None in found:
        raise ValueError(f"{file.name}: cannot read header line '{values[found.index(None)]}'")
    return found


def find(name: str) -> Query:
    """The query of that name. Raises UsageError that suggests the nearest."""
    if name in catalogue():
        return catalogue()[name]
    near = nearest(name, catalogue())
    raise UsageError.worded(
        f"没有名为“{name}”的查询。", f"There is no query named “{name}”.",
        f"是否指 {near}？" if near else "", f"Did you mean {near}?" if near else "",
    )


def bind(query: Query, given: dict, as_of: datetime) -> dict:
    """Values for every parameter that a query declares: the given ones, typed; `as_of`; else null or an empty list.

    Raises UsageError for a parameter that it does not declare, a value of another type, or a rule set that does not exist.
    """
    unknown = sorted(set(given) - set(query.params))
    if unknown:
        names = ", ".join(p for p in query.params if p != "as_of") or "-"
        raise UsageError.worded(
            f"查询 {query.name} 没有参数 {unknown[0]}。", f"The query {query.name} has no parameter {unknown[0]}.",
            f"可用参数：{names}", f"It takes: {names}",
        )
    values = {name: [] if p.type.endswith("[]") else None for name, p in query.params.items()}
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
        return PARSERS[param.type](value)
    except (KeyError, ValueError) as wrong:
        raise UsageError.worded(
            f"参数 {param.name} 的值“{value}”不对，应为 {param.type}。", f"“{value}” is not a {param.type}, which {param.name} must be.",
        ) from wrong


def _whole(value: str) -> int:
    number = int(value)
    if abs(number) >= 1 << 31:
        raise ValueError(f"{value} is beyond what any query counts")
    return number


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


PARSERS = {
    "varchar": str, "varchar[]": _list, "integer": _whole, "bigint": _whole, "double": float,
    "date": parse_day, "timestamp": parse_moment, "boolean": lambda v: {"true": True, "false": False}[v.lower()],
}


def run(workspace: Workspace, name: str, given: dict | None = None, as_of: datetime | None = None) -> tuple[list[str], list[tuple]]:
    """Column names and rows of a named query as of a moment (default: the workspace's now)."""
    query = find(name)
    return Reader.current(workspace).records(query.sql, bind(query, given or {}, as_of or workspace.now()))
