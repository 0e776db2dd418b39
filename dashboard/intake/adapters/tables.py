"""The plain tables that some sources publish, as text, with their line numbers."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas

from dashboard.intake.adapters.remarks import refuse
from dashboard.intake.problems import Problem, Where


def read_table(file: Path, columns: Iterable[str], separator: str = ",", quote: str = '"') -> tuple[pandas.DataFrame, list[Problem]]:
    """The file's cells as text, and why it cannot be read (then the frame is empty).

    Rows: one a record. Columns: the file's own, and `source_row`, the line in a spreadsheet (header = 1). Null: empty cells.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [row for row in csv.reader(opened, delimiter=separator, quotechar=quote, strict=True)]
    except (UnicodeDecodeError, csv.Error):
        return pandas.DataFrame(), [refuse(file, "unreadable", "adapter.no_table")]
    header = rows[0] if rows else []
    if missing := [column for column in columns if column not in header]:
        return pandas.DataFrame(), [lacking(file, missing, columns)]
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if wrong := [number for number, row in numbered if len(row) != len(header)]:
        return pandas.DataFrame(), [refuse(file, "ragged", "adapter.ragged", Where(row=number), n=len(header)) for number in wrong]
    if not numbered:
        return pandas.DataFrame(), [refuse(file, "empty", "adapter.no_rows")]
    frame = pandas.DataFrame([row for _, row in numbered], columns=header, dtype=object)
    frame = frame.where(frame != "", None)
    frame["source_row"] = [number for number, _ in numbered]
    return frame, []


def lacking(file: Path, missing: Iterable[str], needed: Iterable[str]) -> Problem:
    """The refusal of a file that lacks columns, beside all that are needed."""
    return refuse(file, "header", "adapter.lacks_columns", Where(row=1), names="、".join(missing), needed="、".join(needed))


def whole_numbers(frame: pandas.DataFrame, columns: Iterable[str], file: Path) -> list[Problem]:
    """Turn columns of counts into integers in place; a refusal for each cell that is not one."""
    problems = []
    for column in columns:
        numbers = pandas.to_numeric(frame[column], errors="coerce")
        wrong = numbers.isna() | (numbers % 1 != 0)
        for row in frame[wrong].to_dict("records"):
            place = Where(row["source_row"], column, row[column])
            problems.append(refuse(file, "unread", "adapter.no_number", place, value=row[column] or ""))
        if not wrong.any():
            frame[column] = numbers.astype("int64")
    return problems


def days(frame: pandas.DataFrame, column: str, file: Path) -> list[Problem]:
    """Turn a column of dates such as 2022-04-13 into timestamps in place; a refusal for each cell that is not one."""
    read = pandas.to_datetime(frame[column], format="%Y-%m-%d", errors="coerce")
    problems = [
        refuse(file, "unread", "adapter.no_date", Where(row["source_row"], column, row[column]), value=row[column] or "")
        for row in frame[read.isna()].to_dict("records")
    ]
    frame[column] = read
    return problems
