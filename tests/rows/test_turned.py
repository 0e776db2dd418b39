"""One table of counts by three things, turned."""

import pandas as pd

from dashboard.rows.turned import turned

CALLS = pd.DataFrame({
    "topic": ["supply", "supply", "fee"], "area_name": ["A", "B", "A"], "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-28"]), "offered": [5, 7, 1],
})


def test_two_things_are_seen_and_the_third_is_summed():
    assert turned(CALLS, "area_name", "topic").to_dict("list") == {"area_name": ["B", "A"], "total": [7, 6], "supply": [7, 5], "fee": [0, 1]}
    by_day = turned(CALLS, "topic", "day")
    assert by_day["total"].tolist() == [12, 1] and list(by_day.columns[2:]) == [pd.Timestamp("2022-11-27"), pd.Timestamp("2022-11-28")]
    assert turned(CALLS, "day", "topic")["day"].tolist() == [pd.Timestamp("2022-11-28"), pd.Timestamp("2022-11-27")], "the newest day first"
