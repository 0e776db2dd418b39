"""The hotline as a queue: what must hold of any load and staff, beside the published values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RefusedInput
from dashboard.statistics import erlang_a, erlang_b, erlang_c, lines_for, staff_for, with_shrinkage

loads, staffs = st.floats(0, 400), st.integers(0, 400)
calls, handles, patiences, times = st.floats(0, 5000), st.floats(5, 900), st.floats(1, 5000), st.floats(0, 300)


def shares(found):
    return [found.wait_probability, found.service_level, *([found.abandon_share] if hasattr(found, "abandon_share") else [])]


@given(loads, staffs)
def test_blocking_is_a_share_that_falls_with_staff_and_rises_with_load(load, staff):
    assert 0 <= erlang_b(load, staff + 1) <= erlang_b(load, staff) <= 1
    assert erlang_b(load + 1, staff) >= erlang_b(load, staff)


@given(st.floats(0, 300), st.integers(1, 60), handles, times)
def test_waiting_with_all_patience_gets_better_with_staff(load, more, handle, within):
    staff = math.floor(load) + more
    now, later = erlang_c(load, staff, handle, within), erlang_c(load, staff + 1, handle, within)
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in shares(now)) and 0 <= now.occupancy < 1 and now.mean_wait_seconds >= 0
    assert later.wait_probability <= now.wait_probability + 1e-12 and later.mean_wait_seconds <= now.mean_wait_seconds + 1e-9
    assert later.service_level >= now.service_level - 1e-12
    assert erlang_c(load, staff, handle, within + 5).service_level >= now.service_level - 1e-12


@given(calls, handles, patiences, staffs, times)
def test_waiting_with_some_patience_stays_in_bounds_at_any_load_and_gets_better_with_staff(calls, handle, patience, staff, within):
    now, later = (erlang_a(calls, handle, patience, n, within) for n in (staff, staff + 1))
    assert all(0 <= share <= 1 for share in shares(now)) and 0 <= now.mean_wait_seconds <= patience + 1e-9
    assert (0 <= now.occupancy <= 1) if staff else math.isnan(now.occupancy)
    assert later.abandon_share <= now.abandon_share + 1e-9 and later.service_level >= now.service_level - 1e-9
    assert now.service_level <= 1 - now.abandon_share + 1e-9, "served in time is served"
    if staff:  # who does not give up is served: calls in = calls out
        assert now.occupancy * staff == pytest.approx(calls * handle / 3600 * (1 - now.abandon_share), rel=1e-6, abs=1e-9)
    assert erlang_a(calls, handle, patience, staff, within + 10).service_level >= now.service_level - 1e-9


@given(calls, handles, patiences, staffs)
def test_without_a_limit_all_who_do_not_give_up_are_served_in_time(calls, handle, patience, staff):
    found = erlang_a(calls, handle, patience, staff, 1e6)
    assert found.service_level == pytest.approx(1 - found.abandon_share, abs=1e-9)
    assert erlang_a(calls, handle, patience, staff, 0).service_level == pytest.approx(1 - found.wait_probability, abs=1e-9)


@given(st.floats(0.1, 200), st.integers(1, 40), handles, times)
def test_endless_patience_is_erlang_c_and_none_is_erlang_b(load, more, handle, within):
    staff = math.floor(load * 1.02) + more
    patient, waiting = erlang_a(load * 3600 / handle, handle, 1e12, staff, within), erlang_c(load, staff, handle, within)
    for field in ("wait_probability", "mean_wait_seconds", "occupancy", "service_level"):
        assert getattr(patient, field) == pytest.approx(getattr(waiting, field), rel=1e-5, abs=1e-7), field
    hasty = erlang_a(load * 3600 / handle, handle, 1e-7, staff, within)
    assert hasty.abandon_share == pytest.approx(erlang_b(load, staff), rel=1e-5, abs=1e-9)
    assert hasty.service_level == pytest.approx(1 - hasty.abandon_share, abs=1e-5) and hasty.mean_wait_seconds < 1e-6


@pytest.mark.parametrize("load", [0.01, 9_000, 9_990, 10_000, 12_000, 50_000])
@pytest.mark.parametrize("patience", [0.01, 60, 3600, 1e12])
def test_nothing_overflows_with_ten_thousand_staff(load, patience):
    found = erlang_a(load * 20, 180, patience, 10_000, 20)
    assert all(math.isfinite(n) and n >= 0 for n in (*shares(found), found.mean_wait_seconds, found.occupancy))
    assert found.abandon_share >= 1 - 10_000 / load - 1e-9, "at most the staff's capacity is served"
    assert 0 <= erlang_b(load, 10_000) <= 1
    if load < 10_000:
        assert 0 <= erlang_c(load, 10_000, 180, 20).wait_probability <= 1


def test_far_above_capacity_what_is_beyond_it_is_lost():
    found = erlang_a(20_000 * 20, 180, 600, 10_000, 20)
    assert found.abandon_share == pytest.approx(0.5, abs=1e-6) and found.mean_wait_seconds == pytest.approx(300, rel=1e-4)
    assert erlang_a(300, 180, 1e12, 10, 20).abandon_share == pytest.approx(1 / 3), "a queue of many millions"
    assert erlang_a(300, 180, 1e9, 10, 20).abandon_share == pytest.approx(1 / 3)


def test_erlang_c_refuses_a_load_that_reaches_the_staff_in_both_languages():
    for load, staff in ((10, 10), (12.5, 10), (0, 0)):
        with pytest.raises(RefusedInput) as refused:
            erlang_c(load, staff, 180, 20)
        assert str(staff) in refused.value.title("zh") and "grows without end" in refused.value.title("en")
        assert "厄兰 A" in refused.value.hint("zh") and "Erlang A" in refused.value.hint("en")


def test_nobody_on_duty_and_no_calls():
    assert erlang_b(5, 0) == 1 and erlang_b(0, 0) == 1 and erlang_b(0, 3) == 0
    alone = erlang_a(60, 180, 300, 0, 20)
    assert (alone.abandon_share, alone.service_level, alone.mean_wait_seconds) == (pytest.approx(1), 0, pytest.approx(300))
    assert math.isnan(alone.occupancy)
    quiet = erlang_a(0, 180, 300, 5, 20)
    assert (quiet.wait_probability, quiet.abandon_share, quiet.service_level, quiet.occupancy, quiet.mean_wait_seconds) == (0, 0, 1, 0, 0)
    assert erlang_a(0, 180, 300, 0, 20).abandon_share == 1 and erlang_c(0, 2, 180, 20).service_level == 1


@pytest.mark.parametrize("wrong", [
    lambda: erlang_b(-1, 5), lambda: erlang_b(5, -1), lambda: erlang_b(5, 2.5), lambda: erlang_b(math.nan, 5), lambda: erlang_b(math.inf, 5),
    lambda: erlang_b(5, True), lambda: erlang_b(5, 10**9), lambda: erlang_b(None, 5), lambda: erlang_c(5, 9, 0, 20), lambda: erlang_c(5, 9, 180, -1),
    lambda: erlang_a(-1, 180, 300, 5, 20), lambda: erlang_a(60, 0, 300, 5, 20), lambda: erlang_a(60, 180, 0, 5, 20), lambda: erlang_a(60, 180, 300, -5, 20),
    lambda: erlang_a(60, 180, 300, 5, math.nan), lambda: erlang_a(1e12, 180, 300, 5, 20), lambda: staff_for(60, 180, service_level=1),
    lambda: staff_for(60, 180, service_level=0), lambda: staff_for(60, 180, connect_rate=0.95), lambda: staff_for(60, 180, patience_seconds=300),
    lambda: staff_for(60, 180, service_level=0.8, shrinkage=1), lambda: lines_for(5, 0), lambda: with_shrinkage(5, -0.1),
    lambda: staff_for(1_900_000, 180, patience_seconds=300, max_occupancy=0.5),
])
def test_arguments_out_of_range_are_refused_in_both_languages(wrong):
    with pytest.raises(RefusedInput) as refused:
        wrong()
    assert refused.value.title("zh") and refused.value.title("en") and "{" not in refused.value.title("zh") + refused.value.hint("en")


def test_a_refusal_says_which_number_and_what_it_may_be():
    with pytest.raises(RefusedInput) as refused:
        erlang_a(60, 180, 300, -5, 20)
    assert (refused.value.title("zh"), refused.value.title("en")) == ("坐席人数为 -5，不能小于 0", "the number of staff is -5; it cannot be below 0")


@given(st.floats(1, 2000), st.floats(60, 400), st.floats(30, 900), st.floats(0.5, 0.99))
def test_staff_for_gives_the_fewest_that_suffice(calls, handle, patience, rate):
    found = staff_for(calls, handle, patience_seconds=patience, connect_rate=rate, within_seconds=15)
    assert 1 - found.service.abandon_share >= rate and found.positions == found.staff
    assert found.staff == 1 or 1 - erlang_a(calls, handle, patience, found.staff - 1, 15).abandon_share < rate
    waiting = staff_for(calls, handle, service_level=rate)
    load = calls * handle / 3600
    assert waiting.service.service_level >= rate and waiting.staff > load
    assert waiting.staff - 1 <= load or waiting.staff == 1 or erlang_c(load, waiting.staff - 1, handle, 15).service_level < rate


def test_staff_for_a_small_centre():
    """Eight seats: 45 calls an hour of 400 seconds are 5 erlangs."""
    found = staff_for(45, 400, patience_seconds=120, connect_rate=0.95, shrinkage=0.15)
    assert (found.staff, found.positions) == (8, 10)
    assert erlang_a(45, 400, 120, 7, 15).abandon_share > 0.05 >= erlang_a(45, 400, 120, 8, 15).abandon_share
    assert with_shrinkage(14, 0.3) == 20, "not 21 by a rounding error"
