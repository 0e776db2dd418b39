"""What is whole and what is compared, on the demonstration cities: figures that were computed by hand from their deliveries."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.rows.hotline import WEEK, connected_in, offered_in, same_hours
from dashboard.warehouse.ask import ask_frame
from dashboard.warehouse.reader import Reader
from tests.conftest import published


def answer(workspace, name: str, at: datetime | None = None, **given) -> pd.DataFrame:
    return ask_frame(workspace, name, given, at).frame


@pytest.mark.parametrize(("at", "change"), [(datetime(2022, 11, 29, 18), 5026), (datetime(2022, 11, 27, 21, 59), 5922)])
def test_calls_of_today_are_compared_with_the_same_delivered_hours(harbin_demo, at, change):
    hours = answer(harbin_demo, "hotline_by_hour", at, start=(at - WEEK).date())
    today, before = same_hours(hours, at), same_hours(hours, at, WEEK)
    assert len(today) == len(before) == 16, "delivered to 16:00, and one call at 16:00:00 does not make that hour known"
    assert offered_in(today) - offered_in(before) == change
    if at.day == 29:
        assert round((connected_in(today) - connected_in(before)) * 100, 1) == -14.0
    calls = "select count(*) from current_hotline_calls($as_of) where started_at >= timestamp '{}' and started_at < timestamp '{}'"
    days = [f"2022-11-{at.day - back}" for back in (0, WEEK.days)]
    counted = [Reader.current(harbin_demo).rows(calls.format(day, f"{day} 16:00"), {"as_of": at})[0][0] for day in days]
    assert counted[0] - counted[1] == change, "counted in the rows themselves"


def test_one_call_does_not_make_an_hour_known(tmp_path):
    """By hand: 2 calls in every hour of the day a week ago; today 3 an hour to 16:00, delivered then, and one call at 16:00:00."""
    days = {"20221123T0000_before": [(22, hour, minute) for hour in range(24) for minute in (10, 40)],
            "20221129T1600_today": [*((29, hour, minute) for hour in range(16) for minute in (5, 25, 45)), (29, 16, 0)]}
    for name, calls in days.items():
        folder = tmp_path / "tables" / name
        folder.mkdir(parents=True)
        lines = [f"{name}-{n},2022-11-{day} {hour:02d}:{minute:02d}:00,{'abandoned' if minute == 45 else 'answered'}"
                 for n, (day, hour, minute) in enumerate(calls)]
        (folder / "hotline_calls.csv").write_text("\n".join(["call_id,started_at,outcome", *lines]) + "\n", encoding="utf-8")
    workspace, at = published(tmp_path / "tables", tmp_path), datetime(2022, 11, 29, 18)
    hours = answer(workspace, "hotline_by_hour", at, start=(at - WEEK).date())
    today, before = same_hours(hours, at), same_hours(hours, at, WEEK)
    assert len(today) == len(before) == 16
    assert (offered_in(today), offered_in(before)) == (48, 32), "not 49, and not the 34 of seventeen hours"
    assert (round(connected_in(today), 4), connected_in(before)) == (round(2 / 3, 4), 1)


def test_an_alarm_stands_for_hours_in_which_the_surge_began_or_rose(harbin_demo):
    hours = answer(harbin_demo, "hotline_by_hour", start=datetime(2022, 11, 22).date())
    assert hours["surge"].sum() > 130 and hours.loc[hours["marked"], "hour"].dt.strftime("%d %H").tolist() == ["22 06", "22 13", "23 09", "23 14", "28 14"]
    assert (hours.loc[hours["baseline"].notna(), "weeks_in_baseline"] >= 3).all()


def test_a_whole_day_of_the_line_list_goes_before_part_of_a_bulletin(harbin_demo):
    days = answer(harbin_demo, "cases_by_day_area", areas=["230100"]).set_index("day")
    assert days.loc[["2022-11-22", "2022-11-23", "2022-11-28"], "new_positive"].tolist() == [30, 104, 108]
    [city] = answer(harbin_demo, "cases_by_area").query("is_city").to_dict("records")
    assert (city["last_day"], city["positive_7d"], city["positive_7d_before"]) == (pd.Timestamp("2022-11-28"), 646, 290)


def test_routes_and_parts_of_a_day_are_of_the_source_of_its_total(harbin_demo):
    """The bulletins of 22 and 23 November give 0-15 h; the total of those days is the line list's, and so are its parts."""
    dates = {"start": datetime(2022, 11, 2).date(), "end": datetime(2022, 11, 29).date()}
    days = answer(harbin_demo, "cases_by_day_area", areas=["230100"], **dates).set_index("day")["new_positive"]
    routes, parts = answer(harbin_demo, "cases_by_day_route", **dates), answer(harbin_demo, "cases_by_day_part", **dates)
    assert routes.groupby("day")["new_positive"].sum().to_dict() == days.to_dict()
    assert parts[parts["dimension"] == "origin"].groupby("day")["new_cases"].sum().to_dict() == days.to_dict()
    assert answer(harbin_demo, "cases_by_route", **dates)["new_positive"].sum() == days.sum()


def test_severities_of_a_day_of_the_line_list_add_up_to_its_confirmed(harbin_demo):
    """Who converted is confirmed on the day of it, in the curve and in its parts alike."""
    parts, classes = answer(harbin_demo, "cases_by_day_part"), answer(harbin_demo, "cases_by_day_class")
    told = parts[parts["dimension"].eq("severity") & parts["source"].eq("line_list") & ~parts["is_partial"]].groupby("day")["new_cases"].sum()
    confirmed = classes[classes["class"].eq("confirmed") & classes["source"].eq("line_list")].set_index("day")["new_cases"]
    both = confirmed.index.intersection(told.index)
    assert len(both) > 5 and told[both].to_dict() == confirmed[both].to_dict()


def test_a_delivered_day_without_a_case_is_zero(shaoyang_demo):
    days = answer(shaoyang_demo, "cases_by_day_area", areas=["430500"]).set_index("day")["new_positive"]
    assert days["2020-02-18"] == 0 and days["2020-02-19"] == 1 and pd.isna(days["2020-02-20"]), "delivered to midnight"
    assert answer(shaoyang_demo, "cases_by_area").query("is_city")["positive_7d"].tolist() == [8]
