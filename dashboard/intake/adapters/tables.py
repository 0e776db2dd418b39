"""The plain tables that some sources publish, as text, with their line numbers."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas

from dashboard.intake.adapters.remarks import refuse
from dashboard.intake.checks.problems import Finding


def read_table(file: Path, columns: Iterable[str], separator: str = ",", quote: str = '"') -> tuple[pandas.DataFrame, list[Finding]]:
    """The file's cells as text, and why it cannot be read (then the frame is empty).

    Rows: one a record. Columns: the file's own, and `source_row`, the line in a spreadsheet (header = 1). Null: empty cells.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [row for row in csv.reader(opened, delimiter=separator, quotechar=quote, strict=True)]
    except (UnicodeDecodeError, csv.Error):
        return pandas.DataFrame(), [refuse(file, "unreadable", "文件不是 UTF-8 文本表格", "The file is not a table in UTF-8 text")]
    header = rows[0] if rows else []
    if missing := [column for column in columns if column not in header]:
        named = "、".join(missing)
        return pandas.DataFrame(), [refuse(file, "header", f"第 1 行缺少列：{named}", f"Row 1 lacks the columns {named}", row=1)]
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if wrong := [number for number, row in numbered if len(row) != len(header)]:
        zh, en = f"列数与标题行不同（标题行 {len(header)} 列）", f"The number of cells differs from the header's {len(header)}"
        return pandas.DataFrame(), [refuse(file, "ragged", zh, en, row=number) for number in wrong]
    if not numbered:
        return pandas.DataFrame(), [refuse(file, "empty", "文件没有数据行", "The file has no rows of data")]
    frame = pandas.DataFrame([row for _, row in numbered], columns=header, dtype=object)
    frame = frame.where(frame != "", None)
    frame["source_row"] = [number for number, _ in numbered]
    return frame, []


def whole_numbers(frame: pandas.DataFrame, columns: Iterable[str], file: Path) -> list[Finding]:
    """Turn columns of counts into integers in place; a refusal for each cell that is not one."""
    findings = []
    for column in columns:
        numbers = pandas.to_numeric(frame[column], errors="coerce")
        wrong = numbers.isna() | (numbers % 1 != 0)
        for row in frame[wrong].itertuples():
            value = frame.at[row.Index, column]
            findings.append(refuse(
                file, "unread", f"“{value or ''}”不是整数", f"“{value or ''}” is not a whole number", row=int(row.source_row),
                column=column, value=value,
            ))  # fmt: skip
        if not wrong.any():
            frame[column] = numbers.astype("int64")
    return findings


def days(frame: pandas.DataFrame, column: str, file: Path) -> list[Finding]:
    """Turn a column of dates such as 2022-04-13 into timestamps in place; a refusal for each cell that is not one."""
    read = pandas.to_datetime(frame[column], format="%Y-%m-%d", errors="coerce")
    findings = [
        refuse(
            file, "unread", f"“{row[column] or ''}”不是日期", f"“{row[column] or ''}” is not a date", row=int(row["source_row"]),
            column=column, value=row[column], hint_zh="如 2022-11-29", hint_en="such as 2022-11-29",
        )
        for row in frame[read.isna()].to_dict("records")
    ]  # fmt: skip
    frame[column] = read
    return findings
