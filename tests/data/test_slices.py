"""Answers that are cut from the answer for every area: the same as if they were asked, and asked of the store once."""

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.data import fetch as data
from dashboard.data.fetch import fetch, plain, seen
from dashboard.data.page_address import address
from dashboard.data.slices import cut, whole_of
from dashboard.warehouse.ask import Asker, ask, ask_frame
from dashboard.warehouse.catalogue import bind, catalogue

SLICED = [name for name, query in catalogue().items() if query.sliced]
MOMENTS = [datetime(2022, 11, 29, 18), datetime(2022, 11, 2, 9, 30)]
MORE = {
    "cases_by_day_area": [{"start": date(2022, 10, 1), "end": date(2022, 10, 20)}], "zones_open": [{"levels": ["high"]}],
    "supply_requests_matched": [{"most": 1, "reach_km": 0.5}], "cases_located": [{"end": date(2022, 11, 10)}],
}


@pytest.mark.parametrize("name", SLICED)
def test_a_slice_is_what_the_query_answers_for_that_area(city_workspace, name):
    query, asker, rows = catalogue()[name], Asker("page"), 0
    known = [row["area_id"] for row in ask(city_workspace, "areas").records() if not row["is_city"]]
    for at in MOMENTS:
        for more in [{}, *MORE.get(name, [])]:
            def answer(areas, at=at, more=more):
                return seen(plain(ask_frame(city_workspace, query, {"areas": areas, **more}, at, asker=asker).frame))

            whole = answer([])
            rows += len(whole)
            for areas in [*([area] for area in known[::1 if at == MOMENTS[0] and not more else 5]), known[:3], ["999999"]]:
                pd.testing.assert_frame_equal(cut(query, whole, areas), answer(areas), obj=f"{name} of {areas} at {at} with {more}")
    assert rows, "the fixture has something to cut"


def test_the_whole_city_and_every_area_are_asked_themselves(city_workspace):
    query = catalogue()["cases_by_day_area"]
    for areas, is_cut in (([], False), (["230100"], False), (["230103", "230100"], False), (["230103"], True)):
        found = whole_of(query, bind(query, {"areas": areas}, MOMENTS[0]), "230100")
        assert (found is not None) == is_cut and (found or {}).get("areas", []) == []
    growth = catalogue()["cases_growth_by_day"]
    assert whole_of(growth, bind(growth, {"areas": ["230103"]}, MOMENTS[0]), "230100") is None, "its header does not say that it may be cut"


def test_a_second_district_asks_nothing_new_of_the_store(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    asked, ask_it = [], data.ask_frame
    monkeypatch.setattr(data, "ask_frame", lambda *given, **more: asked.append(given[1].name) or ask_it(*given, **more))
    with address({"as_of": "2022-11-29 16:11"}):
        first = [fetch(name, areas=["230103"]) for name in SLICED]
        assert sorted(asked) == sorted(SLICED)
        other = [fetch(name, areas=["230102"]) for name in SLICED]
        again = [fetch(name, areas=["230103"]) for name in SLICED]
    assert sorted(asked) == sorted(SLICED)
    for one, two, three in zip(first, other, again, strict=True):
        assert one.attrs["parameters"] == {"areas": ["230103"]} and two.attrs["parameters"] == {"areas": ["230102"]}
        pd.testing.assert_frame_equal(one, three)
