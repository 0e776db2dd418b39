"""The rows behind a figure, as SQL over the relations of an analyst: which rows, and what each of them adds; declared in row_lists.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

HERE = Path(__file__).parent
COUNTED, UP_TO, OVER = "counted", "counted_up_to", "counted_over"
"""Columns beside those of a row: what it adds to the figure, to the upper end of a range, and to what a share is over."""
OF_THE_CITY = frozenset({"headline", "cases", "stocks", "hotline", "data"})
"""Strips whose figures are of the city, whatever district the page shows."""
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class RowList:
    """Which rows a figure is made of; the fields are explained in row_lists.toml."""

    id: str
    relation: str = ""
    columns: str = "*"
    where: str = ""
    adds: str = "1"
    up_to: str = ""
    over: str = ""
    known: str = ""
    district: str = "area_id = $district"
    instead: str = ""
    query: str = ""
    moving: bool = False
    holding: tuple[tuple[str, Any], ...] = ()
    """Of a named query: columns and the value that a row must have there."""


@dataclass(frozen=True)
class Added:
    """What the rows of a named query, or of a check, add up to; the fields are explained in row_lists_of_answers.toml."""

    figure: str
    """The list whose rows must come to the same."""
    adds: str = ""
    areas: str = ""
    whole: tuple[str, ...] = ()
    holding: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Part:
    """Rows of a named query that a line of the board counts, one each; the fields are explained in row_lists_of_answers.toml."""

    id: str
    """Also the list whose rows must come to the same."""
    query: str
    column: str
    among: tuple[str, ...]
    of_city: bool = False

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Those of the query's rows that it counts; keeps the provenance."""
        return frame[frame[self.column].isin(self.among)]


@dataclass(frozen=True)
class Sums:
    """What the rows of a list add up to."""

    rows: int
    is_known: bool
    """Whether anything is known of what the list counts; without it no rows are no 0."""
    total: float | None
    up_to: float | None
    over: float | None

    def value(self, listed: RowList) -> float | tuple[float | None, float | None] | None:
        """As a headline figure is: a number (no rows are 0), a share of 0-1, or the two ends of a range; null where it is not known."""
        if not self.is_known:
            return None
        if not listed.over:
            return self.total if self.rows else 0
        low = self.total / self.over if self.over and self.total is not None else None
        if not listed.up_to:
            return low
        return low, self.up_to / self.over if self.over and self.up_to is not None else None


@cache
def row_lists() -> dict[str, RowList]:
    """Every list by name: a figure's id, or figure@strip."""
    declared = {name: dict(fields) for name, fields in _declared().items() if name != "relations"}
    return {name: RowList(name, holding=tuple(fields.pop("is", {}).items()), **fields) for name, fields in declared.items()}


def added(kind: str, name: str) -> Added | None:
    """What the rows of an answer add up to; `kind`: query or check. Null where nobody declared it."""
    declared = dict(_read("row_lists_of_answers").get(kind, {}).get(name, {}))
    if not declared:
        return None
    return Added(whole=tuple(declared.pop("whole", ())), holding=tuple(declared.pop("is", {}).items()), **declared)


def answers_with_lists(kind: str) -> tuple[str, ...]:
    """The queries, or checks, of which somebody declared what they add up to."""
    return tuple(_read("row_lists_of_answers").get(kind, {}))


def parts() -> dict[str, Part]:
    """Every part of an answer that a line counts, by name."""
    declared = {name: dict(fields) for name, fields in _read("row_lists_of_answers")["part"].items()}
    return {name: Part(name, among=tuple(fields.pop("among")), **fields) for name, fields in declared.items()}


def row_list(figure: str, strip: str = "") -> RowList | None:
    """The list of a figure on a strip; null where it has none."""
    return row_lists().get(f"{figure}@{strip}") or row_lists().get(figure)


def candidates(listed: RowList) -> list[RowList]:
    """The list and those that are read instead where it has no rows, in order."""
    found = [listed]
    while found[-1].instead:
        found.append(row_lists()[found[-1].instead])
    return found


def rows_sql(listed: RowList, of_district: bool, also: str = "") -> str:
    """The rows and what each adds; of `$district` alone where that is asked for, and those that hold the condition `also`."""
    named = _declared()["relations"].get(listed.relation)
    source = f"({_indented(named)}) as {listed.relation}" if named else listed.relation
    conditions = [PLACE.sub(lambda found: _declared()["relations"][found[1]].strip(), listed.where)] if listed.where else []
    narrower = [*([listed.district] if of_district else []), *([also] if also else [])]
    if narrower:
        conditions = [*(f"({one})" for one in conditions), *narrower]
    adds = [(listed.adds, COUNTED), (listed.up_to, UP_TO), (listed.over, OVER)]
    said = ", ".join([listed.columns, *(f"{sql} as {name}" for sql, name in adds if sql)])
    where = "\nwhere " + "\n    and ".join(conditions) if conditions else ""
    return f"select {said}\nfrom {source}{where}"


def sums_sql(listed: RowList, rows: str, also: str = "") -> str:
    """One row: how many rows there are, whether anything is known, and what the rows add up to. `also`: as of `rows_sql`."""
    known = f"exists (select 1 from {listed.known.replace('{also}', also or 'true')})" if listed.known else "count(*) > 0"
    ends = [(name, sql) for name, sql in ((COUNTED, listed.adds), (UP_TO, listed.up_to), (OVER, listed.over))]
    said = [f"cast({f'sum({name})' if sql else 'null'} as double) as {name}" for name, sql in ends]
    return f"select count(*) as n, {known} as is_known, {', '.join(said)}\nfrom ({rows}) as behind"


def equals(figure: Any, found: Any) -> bool:
    """Whether rows add up to a figure: the same number, or a range with the same ends; to one that is not known nothing adds up."""
    if isinstance(figure, tuple) and isinstance(found, tuple):
        return all(equals(one, other) for one, other in zip(figure, found, strict=True))
    if isinstance(figure, tuple):
        return found is None and all(map(_is_missing, figure))
    if _is_missing(figure):
        return _is_missing(found) or not found
    return not _is_missing(found) and bool(abs(figure - found) <= 1e-9 * max(1.0, abs(figure)))


def _is_missing(value: Any) -> bool:
    return value is None or bool(value != value)


def _indented(sql: str) -> str:
    return "\n" + "\n".join("    " + line for line in sql.strip().splitlines()) + "\n"


def _declared() -> dict[str, Any]:
    return _read("row_lists")


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
