"""Shanghai's daily positives of spring 2022: the table of its districts and the table of the city, space separated.

`Confirmed` includes the asymptomatic infections that became confirmed that day, and `Asymptomatic` includes those that did so later: on
all 62 days of the city's table Total = Confirmed + Asymptomatic - converted (2022-04-13: 27,605 = 2,573 + 25,146 - 114), which is the
number of new positives, each once. The district table's `Total` is Confirmed + Asymptomatic, so it counts the converted twice and is not
stored; nobody published conversions by district. Deaths are those of the day, not cumulative.

One bulletin a day, window 0-24 h. The tables do not say when they were published; the city's commission did so the morning after, so
09:00 is assumed. A line that repeats another exactly counts once; a day whose line is missing has no figure, also not by summing.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.intake.adapters.remarks import another_city, refuse, unknown_areas, warn
from dashboard.intake.adapters.tables import days, read_table, whole_numbers
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.problems import Finding
from dashboard.intake.reading.readings import Context, Reading

NAME = "shanghai-districts"
TITLE = ("上海市每日新增(2022)", "Daily positives of Shanghai (2022)")
CITY = "310000"
PUBLISHED_AFTER = pandas.Timedelta(hours=33)  # 09:00 on the next day
SOURCE = "上海市卫生健康委员会每日通报(整理表)"
DISTRICT_CELLS = {"Confirmed": ("new", "confirmed"), "Asymptomatic": ("new", "asymptomatic")}
CITY_CELLS = DISTRICT_CELLS | {
    "Total": ("new", "positive"),
    "Asymptomatic to Confirmed": ("converted", "confirmed"),
    "Deaths": ("new_dead", "confirmed"),
}


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with tables bulletins and bulletin_cells. Published at: the morning after the file's last day."""
    places = Places(context.areas, context.city)
    for path in paths:
        if context.city != CITY:
            yield Reading(path, {}, None, findings=[another_city(path, "上海市", "Shanghai", places)])
        else:
            yield _reading(path, places)


def _reading(path: Path, places: Places) -> Reading:
    frame, findings = read_table(path, ["Date", "Total", "Confirmed", "Asymptomatic"], separator=" ", quote="|")
    if findings:
        return Reading(path, {}, None, findings=findings)
    by_district = "District" in frame
    cells = DISTRICT_CELLS if by_district else CITY_CELLS
    if missing := [column for column in cells if column not in frame]:
        named = "、".join(missing)
        return Reading(path, {}, None, findings=[refuse(path, "header", f"第 1 行缺少列：{named}", f"Row 1 lacks {named}", row=1)])
    findings = days(frame, "Date", path) + whole_numbers(frame, ["Total", *(c for c in cells if c != "Total")], path)
    if by_district:
        findings += unknown_areas(path, "District", set(frame["District"].dropna()), places)
    if findings:
        return Reading(path, {}, None, findings=findings)
    frame, repeated = _once(frame, ["Date", "District"] if by_district else ["Date"], path)
    if any(finding.severity == "refuse" for finding in repeated):
        return Reading(path, {}, None, findings=repeated)
    findings = repeated + _sums(frame, by_district, path)
    tables = {"bulletins": _bulletins(frame), "bulletin_cells": _cells(frame, cells)}
    return Reading(path, tables, (frame["Date"].max() + PUBLISHED_AFTER).to_pydatetime(), findings=findings)


def _once(frame: pandas.DataFrame, key: list[str], path: Path) -> tuple[pandas.DataFrame, list[Finding]]:
    """The lines without exact repetitions; a refusal for two lines of one key that differ."""
    kept = frame.drop_duplicates([column for column in frame if column != "source_row"])
    findings = [
        refuse(path, "duplicate", f"与前面一行的{'、'.join(key)}相同而数字不同", "Repeats an earlier row with other figures", row=int(row))
        for row in kept.loc[kept.duplicated(key), "source_row"]
    ]
    if repeated := len(frame) - len(kept):
        days_named = "、".join(sorted({f"{day:%Y-%m-%d}" for day in frame.drop(kept.index)["Date"]}))
        zh = f"{days_named} 有 {repeated} 行与前面的行完全相同，按一行计"
        en = f"{repeated} rows of {days_named} repeat earlier rows and count once"
        findings.append(warn(path, "duplicate", zh, en))
    return kept, findings


def _sums(frame: pandas.DataFrame, by_district: bool, path: Path) -> list[Finding]:
    """A remark on each line whose total is not what its parts give; the figures stay as published."""
    parts = frame["Confirmed"] + frame["Asymptomatic"] - (0 if by_district else frame["Asymptomatic to Confirmed"])
    return [
        warn(
            path, "sum", f"合计 {row.Total} 与分项之和 {part} 不符，按原样收下",
            f"The total {row.Total} is not the sum of its parts, {part}; kept as it is",
            row=int(row.source_row), column="Total", value=str(row.Total),
        )
        for row, part in zip(frame.itertuples(), parts, strict=True) if row.Total != part
    ]  # fmt: skip


def _bulletins(frame: pandas.DataFrame) -> pandas.DataFrame:
    first = frame.drop_duplicates("Date")
    day = first["Date"]
    return pandas.DataFrame({
        "bulletin_id": _bulletin_id(day), "area_id": CITY, "title": "上海市" + day.dt.strftime("%Y-%m-%d") + " 0—24时疫情通报",
        "window_start": day, "window_end": day + pandas.Timedelta(days=1), "published_at": day + PUBLISHED_AFTER,
        "revision": 0, "source": SOURCE, "source_row": first["source_row"],
    })  # fmt: skip


def _cells(frame: pandas.DataFrame, cells: dict[str, tuple[str, str]]) -> pandas.DataFrame:
    """One row a figure; area null for the whole city."""
    columns = [
        pandas.DataFrame({
            "bulletin_id": _bulletin_id(frame["Date"]), "measure": measure, "class": case_class,
            "area_id": frame.get("District"),
            "n": frame[column], "qualifier": "exact", "source_row": frame["source_row"],
        })
        for column, (measure, case_class) in cells.items()
    ]  # fmt: skip
    return pandas.concat(columns, ignore_index=True)


def _bulletin_id(day: pandas.Series) -> pandas.Series:
    return "shanghai-" + day.dt.strftime("%Y-%m-%d")
