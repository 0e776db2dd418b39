"""The newest stocks of each area, side by side."""

from datetime import date

import pandas as pd

from dashboard.rows.case_stock import newest_stocks


def row(day: str, area: str, measure: str, n: int, kind: str = "confirmed", qualifier: str = "exact") -> dict:
    return {"day": pd.Timestamp(day), "area_id": area, "area_name": area, "measure": measure, "class": kind, "n": n, "qualifier": qualifier}


def test_the_city_stands_first_and_each_measure_is_its_newest():
    frame = pd.DataFrame([
        row("2020-02-09", "c", "cumulative", 811), row("2020-02-10", "c", "cumulative", 850), row("2020-02-08", "c", "dead", 5),
        row("2020-02-10", "d1", "cumulative", 140), row("2020-02-10", "d2", "cumulative", 250),
    ])
    stocks = newest_stocks(frame, "c")
    assert [stock.area_id for stock in stocks] == ["c", "d2", "d1"]
    city = stocks[0].figures
    assert (city["cumulative"].n, city["cumulative"].change, city["cumulative"].day) == (850, 39, date(2020, 2, 10))
    assert city["dead"].change is None and "recovered" not in city, "what was never published is absent, not 0"
    assert stocks[0].day == date(2020, 2, 10)


def test_a_gap_of_days_is_no_change_on_the_day_before():
    frame = pd.DataFrame([row("2020-02-07", "c", "cumulative", 700), row("2020-02-10", "c", "cumulative", 850)])
    assert newest_stocks(frame, "c")[0].figures["cumulative"].change is None


def test_the_unsplit_figure_stands_for_an_area_where_there_is_one():
    frame = pd.DataFrame([row("2020-02-10", "c", "cumulative", 900, "all"), row("2020-02-10", "c", "cumulative", 850)])
    assert newest_stocks(frame, "c")[0].figures["cumulative"].n == 900
    assert newest_stocks(frame.iloc[:0], "c") == []
