"""The life of a surge: what is usual leaves it out, few of its periods are marked, and it ends."""

import math

import pytest

from dashboard.errors import RefusedInput
from dashboard.statistics import surge_life


def lived(counts, **given):
    days = range(len(counts))
    return surge_life(counts, [day % 7 for day in days], [day % 7 > 4 for day in days], **given)


def states(counts, **given):
    return [period.state for period in lived(counts, **given)]


def test_a_surge_begins_rises_stands_eases_and_is_over():
    found = states([100] * 28 + [200, 300, 310, 305, 180, 100, 100, 100])
    assert found[28:] == ["onset", "rising", "high", "high", "easing", "easing", "over", "usual"]
    assert set(found[21:28]) == {"usual"} and found[:5] == [None] * 5


def test_what_is_usual_leaves_the_surge_out_and_says_of_which_days_it_is():
    last = lived([100] * 28 + [300] * 30)[-1]
    assert (last.usual.median, last.usual.used, last.usual.is_wider) == (100, 4, False)
    assert (last.usual.oldest, last.usual.newest) == (57 - 8 * 7, 57 - 5 * 7) and (last.state, last.since) == ("high", 28)


def test_marks_are_few_however_long_a_surge_lasts_and_however_it_trembles():
    counts = [1000] * 28 + [round(3000 + 150 * math.sin(day)) for day in range(50)]
    assert sum(state in ("onset", "rising") for state in states(counts)[28:]) <= 2


def test_what_has_stood_for_eight_weeks_is_what_is_usual():
    found = lived([100] * 28 + [200] * 70)
    assert [period.state for period in found].index("settled") == 28 + 56
    assert {period.state for period in found[28 + 57:]} == {"usual"} and found[-1].usual.median == 200


def test_a_tenth_more_and_what_chance_gives_a_small_count_are_no_surge():
    assert states([1000] * 28 + [1190])[-1] == "usual" and states([1000] * 28 + [1201])[-1] == "onset"
    assert states([4] * 28 + [11])[-1] == "usual" and states([4] * 28 + [12])[-1] == "onset", "4 + 3.5 * 2"


def test_fewer_than_three_of_the_weekday_give_way_to_days_of_the_kind_and_too_few_of_these_to_nothing():
    found = lived([100] * 12 + [300])
    assert found[-1].usual.is_wider is True and found[9].usual.used == 7 and found[4].state is None


def test_holidays_are_judged_by_their_kind_and_are_no_baseline():
    days = range(29)
    out = [day == 21 for day in days]
    found = surge_life([100] * 21 + [20] + [100] * 7, [None if out[day] else day % 7 for day in days], [day % 7 > 4 for day in days], left_out=out)
    assert found[21].usual.is_wider and found[28].usual.used == 3, "the day four weeks after the first Monday does not count the holiday"


def test_a_day_that_is_not_over_can_be_above_but_is_never_low():
    begun = [False] * 28 + [True]
    assert states([100] * 28 + [90], unfinished=begun)[-1] is None and states([100] * 28 + [400], unfinished=begun)[-1] == "onset"


def test_a_surge_of_which_nothing_is_heard_is_not_known_to_go_on():
    found = lived([100] * 28 + [300] + [None] * 10 + [300])
    assert found[30].since == 28 and found[38].since == -1 and found[-1].state == "onset"


@pytest.mark.parametrize("wrong", [{"quiet": 0}, {"window": 0}, {"left_out": [True]}])
def test_what_is_no_series_is_refused(wrong):
    with pytest.raises(RefusedInput):
        lived([1, 2, 3], **wrong)
