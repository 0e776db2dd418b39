"""What is whole and what is compared, on the demonstration cities: figures that were computed by hand from their deliveries."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.rows.hotline import WEEK, connected_in, offered_in, same_hours
from dashboard.warehouse.ask import ask_frame


def answer(workspace, name: str, at: datetime | None = None, **given) -> pd.DataFrame:
    return ask_frame(workspace, name, given, at).frame


@pytest.mark.parametrize(("at", "change"), [(datetime(2022, 11, 29, 18), 5261), (datetime(2022, 11, 27, 21, 59), 5359)])
def test_calls_of_today_are_compared_with_the_same_delivered_hours(harbin_demo, at, change):
    hours = answer(harbin_demo, "hotline_by_hour", at, start=(at - WEEK).date())
    today, before = same_hours(hours, at), same_hours(hours, at, WEEK)
    assert len(today) == len(before) == 16, "delivered to 16:00, and one call at 16:00:00 does not make that hour known"
    assert offered_in(today) - offered_in(before) == change
    if at.day == 29:
        assert round((connected_in(today) - connected_in(before)) * 100, 1) == -10.1


def test_an_alarm_stands_for_hours_that_got_worse(harbin_demo):
    hours = answer(harbin_demo, "hotline_by_hour", start=datetime(2022, 11, 22).date())
    assert hours["marked"].sum() == 16 and hours.loc[hours["marked"], "hour"].min() >= pd.Timestamp("2022-11-27")
    assert (hours.loc[hours["baseline"].notna(), "weeks_in_baseline"] >= 5).all()


def test_a_whole_day_of_the_line_list_goes_before_part_of_a_bulletin(harbin_demo):
    days = answer(harbin_demo, "cases_by_day_area", areas=["230100"]).set_index("day")
    assert days.loc[["2022-11-22", "2022-11-23", "2022-11-28"], "new_positive"].tolist() == [52, 97, 108]
    [city] = answer(harbin_demo, "cases_by_area").query("is_city").to_dict("records")
    assert (city["last_day"], city["positive_7d"], city["positive_7d_before"]) == (pd.Timestamp("2022-11-28"), 639, 341)


def test_a_delivered_day_without_a_case_is_zero(shaoyang_demo):
    days = answer(shaoyang_demo, "cases_by_day_area", areas=["430500"]).set_index("day")["new_positive"]
    assert days["2020-02-19"] == 0 and pd.isna(days["2020-02-20"]), "delivered to midnight"
    assert answer(shaoyang_demo, "cases_by_area").query("is_city")["positive_7d"].tolist() == [8]
