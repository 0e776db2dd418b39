"""Every number of the board that has rows behind it, with what those rows come to: of all strips, of charts' answers, of findings."""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import pytest

from dashboard.data.behind import rows_behind, total_of, value_at
from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_address import address
from dashboard.data.served import workspace
from dashboard.measures.row_lists import OF_THE_CITY, added, answers_with_lists, row_list
from dashboard.ui.desk.data_strip import data_figures
from dashboard.ui.panels.strips import STRIPS
from dashboard.ui.shell.filters import Filters
from dashboard.warehouse.workspace import Workspace

EVERY_STRIP = STRIPS | {"data": lambda _: data_figures()}


class Number(NamedTuple):
    """One number: where it stands, whose it is, what it says."""

    where: str
    name: str
    district: str | None
    figure: object

    def found(self, at: datetime) -> object:
        """What its rows come to."""
        listed = row_list(self.name, self.where)
        assert listed is not None
        return rows_behind(listed, at, self.district).sums.value(listed) if listed.query else value_at(listed, at, self.district)


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
