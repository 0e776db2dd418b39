"""Cumulative counts by city and day, 2020: confirmed, suspected, cured, dead.

One bulletin a day for the workspace's city; lines of other cities are counted in the note. The day's figure is what was known at its end,
and the file does not say when it was published: the end of the day (next day 00:00) is assumed. `suspected` was published as a stock of
open suspicions, so it is `existing`; cured and dead are cumulative. Figures are kept as published, a falling cumulative count too (a
correction), with a remark.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.intake.adapters.remarks import refuse, warn
from dashboard.intake.adapters.tables import days, read_table, whole_numbers
from dashboard.intake.checks.problems import Finding
from dashboard.intake.reading.readings import Context, Reading

NAME = "city-counts"
TITLE = ("城市累计数(2020)", "Cumulative counts by city (2020)")
SOURCE = "各地卫生健康委员会通报(整理表)"
CELLS = {
    "confirmed": ("cumulative", "confirmed"),
    "suspected": ("existing", "suspected"),
    "cured": ("recovered", "confirmed"),
    "dead": ("dead", "confirmed"),
}
CUMULATIVE = ("confirmed", "cured", "dead")
DAY = pandas.Timedelta(days=1)


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with tables bulletins and bulletin_cells. Published at: the end of the file's last day."""
    for path in paths:
        yield _reading(path, context.city)


def _reading(path: Path, city: str) -> Reading:
    frame, findings = read_table(path, ["date", "city", "cityCode", *CELLS])
    if not findings:
        every, frame = len(frame), frame[frame["cityCode"] == city].copy()
        findings = _checked(frame, path)
    if findings:
        return Reading(path, {}, None, findings=findings)
    frame = frame.sort_values("date")
    other = every - len(frame)
    note = f"未入库：其他城市 {other} 行 / not kept: {other} rows of other cities"
    tables = {"bulletins": _bulletins(frame, city), "bulletin_cells": _cells(frame, city)}
    return Reading(path, tables, (frame["date"].max() + DAY).to_pydatetime(), findings=_remarks(frame, path), note=note)


def _checked(frame: pandas.DataFrame, path: Path) -> list[Finding]:
    """Dates and counts read in place; refusals."""
    if frame.empty:
        return [refuse(path, "city", "文件里没有本市的数据", "The file has no rows of this city", column="cityCode")]
    findings = days(frame, "date", path) + whole_numbers(frame, CELLS, path)
    if findings:
        return findings
    return [
        refuse(path, "duplicate", "同一天有两行", "The day has two rows", row=int(row), column="date")
        for row in frame.loc[frame.duplicated("date"), "source_row"]
    ]


def _remarks(frame: pandas.DataFrame, path: Path) -> list[Finding]:
    """What a reader should know and nobody should fix: cumulative counts that fall, and a column of nothing but 0."""
    findings = []
    for column in CUMULATIVE:
        fall = frame[column].diff()
        for row, change in zip(frame[fall < 0].itertuples(), fall[fall < 0], strict=True):
            zh = f"累计数比前一日少 {-change:.0f}，按原样收下"
            en = f"The cumulative count is {-change:.0f} below the day before; kept as it is"
            place = {"row": int(row.source_row), "column": column, "value": str(getattr(row, column))}
            findings.append(warn(path, "falling", zh, en, **place))
    if len(frame) > 1 and not frame["suspected"].any():
        zh, en = "疑似病例全部为 0，可能是未公布", "Every count of suspected cases is 0: they may not have been published"
        findings.append(warn(path, "constant", zh, en, column="suspected", value="0"))
    return findings


def _bulletins(frame: pandas.DataFrame, city: str) -> pandas.DataFrame:
    return pandas.DataFrame({
        "bulletin_id": _bulletin_id(frame, city), "area_id": city,
        "title": frame["city"] + frame["date"].dt.strftime("%Y-%m-%d") + " 累计数", "window_start": frame["date"],
        "window_end": frame["date"] + DAY, "published_at": frame["date"] + DAY, "revision": 0, "source": SOURCE,
        "source_row": frame["source_row"],
    })  # fmt: skip


def _cells(frame: pandas.DataFrame, city: str) -> pandas.DataFrame:
    """One row a figure of the whole city (area null)."""
    columns = [
        pandas.DataFrame({
            "bulletin_id": _bulletin_id(frame, city), "measure": measure, "class": case_class, "area_id": None,
            "n": frame[column], "qualifier": "exact", "source_row": frame["source_row"],
        })
        for column, (measure, case_class) in CELLS.items()
    ]  # fmt: skip
    return pandas.concat(columns, ignore_index=True)


def _bulletin_id(frame: pandas.DataFrame, city: str) -> pandas.Series:
    return f"city-counts-{city}-" + frame["date"].dt.strftime("%Y-%m-%d")
