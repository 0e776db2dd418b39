"""Steps of the hotline: holidays are no baseline, percent as published, shifts by hand, and what cannot be known is said."""

import math
from datetime import date, datetime, timedelta

import pytest

from dashboard.statistics import erlang_a, staff_for
from dashboard.warehouse.catalogue import find
from dashboard.warehouse.leads import lead_to_cases
from dashboard.warehouse.shifts import staffing
from dashboard.warehouse.steps import rows_with_step
from dashboard.warehouse.surges import life_by_day, life_by_hour

FIRST = datetime(2022, 6, 6)
"""A Monday; no public holiday in the eight weeks after it."""


def days(counts, first=date(2022, 6, 6), begun=0):
    return [{"day": first + timedelta(n), "offered": count, "is_partial": n >= len(counts) - begun} for n, count in enumerate(counts)]


def test_a_week_of_surge_is_told_in_per_cent_as_it_is_published():
    found = life_by_day(days([300] * 28 + [470] * 7), "offered")[-1]
    assert (round(found["surge_percent"], 2), round(found["change_percent"], 2)) == (56.67, 56.67)
    assert (found["offered_7d"], found["usual_7d"], found["surge_since"], found["baseline_to"]) == (3290, 2100, date(2022, 7, 4), date(2022, 7, 3))


def test_a_day_of_which_nothing_is_known_leaves_its_weeks_unknown():
    rows = days([300] * 40)
    found = life_by_day(rows[:30] + rows[31:], "offered")
    assert math.isnan(found[-1]["change_percent"]) and found[29]["offered_7d"] == 2100 and len(found) == 39
    assert life_by_day([], "offered") == [] and life_by_hour([], "offered") == []


def test_holidays_and_days_that_make_up_for_them_are_judged_by_their_kind():
    """2022-09-30 is a Friday; 10-01 to 10-07 are off, Saturday 10-08 is worked."""
    first = date(2022, 8, 15)
    usual = [200 if (first + timedelta(n)).weekday() < 5 else 100 for n in range(47)]
    rows = days([*usual, *[100] * 7, 200, 200], first)
    found = {row["day"]: told for row, told in zip(rows, life_by_day(rows, "offered"), strict=True)}
    assert found[date(2022, 10, 3)]["baseline"] == 100 and found[date(2022, 10, 3)]["baseline_of"] == "day_kind", "a Monday off is no fall"
    assert found[date(2022, 10, 8)]["baseline"] == 200 and found[date(2022, 10, 8)]["surge"] is False, "a Saturday worked is no surge"


def test_rows_that_serve_the_step_alone_are_not_returned():
    query = find("hotline_by_day")
    names = [column.name for column in query.selected]
    rows = [tuple({"day": FIRST.date() + timedelta(n), "offered": 100, "is_partial": False, "is_shown": n > 32}.get(name) for name in names) for n in range(35)]
    columns, found = rows_with_step(query, names, rows)
    assert len(found) == 2 and found[0][columns.index("baseline")] == 100


def hours(level=lambda hour: 60, days_known=21, surge=1.0, staff=4, seats=None, handle=180.0, patience=120.0):
    last = FIRST + timedelta(days=days_known)
    known = [FIRST + timedelta(hours=n) for n in range(24 * (days_known + 2))]
    return [{
        "starts_at": hour, "offered": None if hour >= last else round(level(hour) * (surge if hour >= last - timedelta(days=1) else 1)),
        "is_partial": hour >= last, "is_start": hour.hour in (0, 8, 16), "is_shown": hour.hour in (0, 8, 16) and last <= hour < last + timedelta(days=1),
        "staff_planned": staff if hour.hour in (0, 8, 16) else None, "target": 0.95, "seats": seats, "handle_seconds": handle, "patience_seconds": patience,
    } for hour in known]


def told(rows):
    return [shift for row, shift in zip(rows, staffing(rows, "offered"), strict=True) if row["is_shown"]]


def test_a_shift_needs_what_erlang_a_says_of_the_usual_hour_times_the_surge():
    shifts = told(hours(surge=2))
    assert [shift["forecast"] for shift in shifts] == [960, 960, 960] and shifts[0]["surge_times"] == 2
    assert shifts[0]["staff_needed"] == staff_for(120, 180, patience_seconds=120, connect_rate=0.95).staff and shifts[0]["load"] == 6
    met = erlang_a(120, 180, 120, 4, 15)
    assert shifts[0]["lost_planned"] == pytest.approx(960 * met.abandon_share) and shifts[0]["connect_planned"] == pytest.approx(1 - met.abandon_share)
    assert shifts[0]["queue_grows"] is True, "6 erlangs for 4 people: Erlang C has no answer"
    assert shifts[0]["forecast_low"] < 960 < shifts[0]["forecast_high"] and shifts[0]["staff_needed_high"] >= shifts[0]["staff_needed"]


@pytest.mark.parametrize(("given", "why"), [
    ({"days_known": 3}, "short_history"), ({"handle": None}, "no_handle_time"), ({"patience": None}, "no_patience"),
])
def test_where_no_advice_can_be_given_the_reason_is(given, why):
    shifts = told(hours(**given))
    assert {shift["no_advice"] for shift in shifts} == {why} and all(shift["staff_needed"] is None for shift in shifts)


def test_without_planned_staff_only_the_need_is_given():
    shift = told(hours(staff=None))[0]
    assert shift["staff_needed"] > 0 and (shift["connect_planned"], shift["lost_planned"], shift["queue_grows"]) == (None, None, None)


def test_seats_bound_those_planned_and_what_every_seat_achieves_is_given_where_more_are_needed():
    shift = told(hours(surge=2, staff=6, seats=5))[0]
    met = erlang_a(120, 180, 120, 5, 15)
    assert shift["staff_needed"] > 5 and shift["lost_at_seats"] == pytest.approx(960 * met.abandon_share)
    assert shift["connect_planned"] == shift["connect_at_seats"] == pytest.approx(1 - met.abandon_share) and shift["queue_grows"] is True
    enough = told(hours(staff=4, seats=20))[0]
    assert (enough["connect_at_seats"], enough["lost_at_seats"]) == (None, None)
    assert enough["connect_planned"] == pytest.approx(1 - erlang_a(60, 180, 120, 4, 15).abandon_share)


def test_each_day_of_a_need_is_told_what_all_of_them_say_and_a_correction_is_no_report():
    calls = [100 + 40 * (n * 7919 % 13) for n in range(70)]
    rows = [{"calls": calls[n], "new_positive": -3 if n == 40 else calls[max(0, n - 2)] // 4} for n in range(70)]
    found = lead_to_cases(rows, "calls")
    assert len(found) == 70 and found[0] == found[-1] and found[0]["lead_days"] == 2 and found[0]["withheld"] is None
    assert found[0]["correlation"] > found[0]["by_chance"] > 0 and found[0]["days_paired"] == 69 - 2
    assert lead_to_cases(rows[:20], "calls")[0]["withheld"] == "few_days"
