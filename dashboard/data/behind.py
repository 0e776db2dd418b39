"""What stands behind a number: the rows that add up to it, their batches, and the moments at which it may have changed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, unquote

import pandas as pd

from dashboard.data.explore import Answer, about, answer, question_of
from dashboard.data.fetch import fetch
from dashboard.errors import UsageError
from dashboard.i18n.forms import is_missing
from dashboard.measures.row_lists import COUNTED, OVER, UP_TO, RowList, Sums, candidates, rows_sql, sums_sql
from dashboard.warehouse.catalogue import Query

LONGEST = 1_000
"""Letters that an address may say of a query's parameters."""
MOST_MOMENTS = 24
Figure = float | tuple[float | None, float | None] | None
"""As of a headline figure."""


@dataclass(frozen=True)
class RowsBehind:
    """The rows of a figure."""

    listed: RowList
    sums: Sums
    frame: pd.DataFrame
    answer: Answer | None
    """As the sandbox gave it; null for the rows of a named query."""


def rows_behind(listed: RowList, at: datetime, district: str | None, also: str = "") -> RowsBehind:
    """The rows of the list at a moment, the first of those that stand for one another which has any; `also`: as of `rows_sql`.

    Raises: StatementRefused (SandboxBusy) where the sandbox cannot answer, StoreError where the store cannot be read.
    """
    if listed.query:
        frame = _held(fetch(listed.query, **({"limit": None} if listed.query == "batches_recent" else {})), listed.holding)
        total = None if frame.empty else float(len(frame) if listed.adds == "1" else frame[listed.adds].sum())
        return RowsBehind(listed, Sums(len(frame), total is not None, total, None, None), frame, None)
    tried = candidates(listed)
    for one in tried:
        sums = sums_of(one, at, district, also)
        if sums.rows or one is tried[-1]:
            given = answer(question_of(rows_sql(one, district is not None, also), at, None, district))
            return RowsBehind(one, sums, given.frame, given)
    raise AssertionError("a list has at least itself")


def sums_of(listed: RowList, at: datetime, district: str | None, also: str = "") -> Sums:
    """What the rows of a list come to at a moment, without the rows. Raises: as `rows_behind`."""
    rows = rows_sql(listed, district is not None, also)
    row = answer(question_of(sums_sql(listed, rows, also), at, None, district)).frame.iloc[0]
    total, up_to, over = (None if is_missing(row[name]) else float(row[name]) for name in (COUNTED, UP_TO, OVER))
    return Sums(int(row["n"]), bool(row["is_known"]), total, up_to, over)


def value_at(listed: RowList, at: datetime, district: str | None, also: str = "") -> Figure:
    """The figure that the rows of a list, or of those read instead, came to at a moment. Raises: as `rows_behind`."""
    for one in candidates(listed):
        sums = sums_of(one, at, district, also)
        if sums.rows:
            break
    return sums.value(one)


def total_of(frame: pd.DataFrame, adds: str, holding: tuple[tuple[str, Any], ...] = ()) -> float | None:
    """What the rows of an answer come to: the sum of a column, or how many rows there are.

    Null for an answer without rows, which may be none or not known, and where no row states a number.
    """
    rows = _held(frame, holding)
    if frame.empty:
        return None
    if not adds:
        return float(len(rows))
    known = rows[adds].dropna()
    return float(known.sum()) if len(known) or rows.empty else None


def batches_of(given: Answer) -> list[int]:
    """The batches that brought the rows of an answer, of all of them; empty where the rows do not say."""
    if "batch_id" not in given.frame.columns:
        return []
    asked = answer(about(f"select distinct batch_id from ({given.question.sql}) as behind where batch_id is not null", given.question))
    return sorted(int(batch) for batch in asked.frame["batch_id"])


def batches_about(tables: Iterable[str], every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that filled one of the tables, and those that took such a one out, newest first. Rows: `batches_recent`."""
    wanted = set(tables)
    filled = {row["batch_id"] for row in every if not is_missing(row["tables"]) and wanted & set(json.loads(row["tables"]))}
    while undone := {row["batch_id"] for row in every if row["rolls_back"] in filled} - filled:
        filled |= undone
    return sorted((row for row in every if row["batch_id"] in filled), key=lambda row: row["batch_id"], reverse=True)


def moments_of(batches: list[dict[str, Any]], at: datetime) -> list[tuple[datetime, list[dict[str, Any]]]]:
    """The last moments up to `at` at which one of the batches came, oldest first, with those that came then."""
    found: dict[datetime, list[dict[str, Any]]] = {}
    for row in batches:
        if row["received_at"] <= at:
            found.setdefault(pd.Timestamp(row["received_at"]).to_pydatetime(), []).append(row)
    return sorted(found.items())[-MOST_MOMENTS:]


def given_text(given: Mapping[str, object]) -> str:
    """Parameters of a named query as an address holds them: start:2022-11-02;areas:230102,230103. Those without a value are left out."""
    return ";".join(f"{name}:{quote(_said(value), safe=',-_')}" for name, value in sorted(given.items()) if not _is_nothing(value))


def given_of(text: str, query: Query) -> dict[str, object]:
    """The parameters that a text of `given_text` says, as texts that the query takes. Raises: UsageError for one that it does not have."""
    if len(text) > LONGEST:
        raise UsageError("behind.unreadable")
    found: dict[str, object] = {}
    for part in filter(None, text.split(";")):
        name, colon, value = part.partition(":")
        if not colon or name not in query.params or name == "as_of":
            raise UsageError("question.no_parameter", query=query.name, parameter=name[:40], takes=", ".join(query.params))
        found[name] = unquote(value)
    return found


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, list | tuple) and not value)


def _held(frame: pd.DataFrame, holding: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    for column, value in holding:
        frame = frame[frame[column].eq(value)]
    return frame
