"""Every number of the board that has rows behind it, with what those rows come to: of all strips, of charts' answers, of contradictions."""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import pytest

from dashboard.data.behind import rows_behind, total_of
from dashboard.data.explore import answer, question_of
from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_address import address
from dashboard.data.served import workspace
from dashboard.i18n.forms import is_missing
from dashboard.measures.row_lists import (
    COUNTED,
    OF_THE_CITY,
    OVER,
    UP_TO,
    RowList,
    Sums,
    added,
    answers_with_lists,
    candidates,
    row_list,
    rows_sql,
    sums_sql,
)
from dashboard.ui.desk.data_strip import data_figures
from dashboard.ui.panels.strips import STRIPS
from dashboard.ui.shell.filters import Filters
from dashboard.warehouse.workspace import Workspace

EVERY_STRIP = STRIPS | {"data": lambda _: data_figures()}


AT_ONCE = 4
"""Lists that one question asks for: none may take more time and memory than a question may."""


class Number(NamedTuple):
    """One number: where it stands, whose it is, what it says."""

    where: str
    name: str
    district: str | None
    figure: object


def found_by_rows(asked: list[Number], at: datetime) -> dict[Number, object]:
    """What the rows of each come to. Asked together, since a question of its own for each takes ten times as long."""
    told: dict[Number, object] = {}
    for district in {one.district for one in asked}:
        own = [one for one in asked if one.district == district]
        lists = {listed.id: listed for one in own for listed in candidates(_list(one)) if not listed.query}
        sums = _sums(list(lists.values()), at, district)
        for one in own:
            listed = _list(one)
            if listed.query:
                told[one] = rows_behind(listed, at, district).sums.value(listed)
            else:
                tried = candidates(listed)
                read = next((each for each in tried if sums[each.id].rows), tried[-1])
                found = sums[read.id].value(read)
                told[one] = 0.0 if found is None and one.where in answers_with_lists("check") else found  # nothing to judge: nothing found
    return told


def _list(one: Number) -> RowList:
    listed = row_list(one.name, one.where)
    assert listed is not None
    return listed


def _sums(lists: list[RowList], at: datetime, district: str | None) -> dict[str, Sums]:
    found = {}
    for start in range(0, len(lists), AT_ONCE):
        each = [f"select '{one.id}' as id, sums.* from ({sums_sql(one, rows_sql(one, district is not None))}) as sums" for one in lists[start:start + AT_ONCE]]
        for row in answer(question_of("\nunion all\n".join(each), at, None, district)).frame.to_dict("records"):
            total, up_to, over = (None if is_missing(row[name]) else row[name] for name in (COUNTED, UP_TO, OVER))
            found[row["id"]] = Sums(row["n"], row["is_known"], total, up_to, over)
    return found


def numbers(city: Workspace, at: datetime, patch: pytest.MonkeyPatch, districts: int = 2) -> list[Number]:
    """Every number of the city as of a moment: of the whole, and of its first districts where a strip follows the district."""
    patch.setenv("SANDTABLE_WORKSPACE", str(city.root))
    with address({"lang": "zh", "as_of": at.isoformat()}):
        areas = fetch("areas")
        own = areas.loc[areas["is_district"].fillna(False).astype(bool), "area_id"].tolist()[:districts]
        return [*_of_strips(at, own), *_of_answers(), *_of_checks()]


def sample(found: list[Number], n: int, seed: int) -> list[Number]:
    """`n` of them, the same at every run."""
    return random.Random(seed).sample(sorted(found, key=lambda one: (one.where, one.name, one.district or "")), min(n, len(found)))


def _of_strips(at: datetime, districts: list[str]) -> Iterator[Number]:
    for district in (None, *districts):
        picked = Filters(district, "", workspace().city, at.date(), at.date())
        for strip, make in EVERY_STRIP.items():
            if district and strip in OF_THE_CITY:
                continue
            for kpi in make(picked):
                if row_list(kpi.metric, strip):
                    yield Number(strip, kpi.metric, district, kpi.value)


def _of_answers() -> Iterator[Number]:
    for name in answers_with_lists("query"):
        declared = added("query", name)
        assert declared is not None
        yield Number(name, declared.figure, None, total_of(fetch(name), declared.adds, declared.holding))


def _of_checks() -> Iterator[Number]:
    every = [one["check"] for one in fetch_contradictions()]
    for name in answers_with_lists("check"):
        declared = added("check", name)
        assert declared is not None
        yield Number(name, declared.figure, None, float(every.count(name)))
