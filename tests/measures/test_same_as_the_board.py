"""A figure is the same however it is asked: picks against the board's own queries, at moments of the fixture city and of the demos."""

from datetime import datetime

import pytest

from tests.measures.board import differences

MOMENTS = (datetime(2022, 11, 29, 18), datetime(2022, 11, 24, 9), datetime(2022, 11, 12, 12), datetime(2022, 10, 16, 10), datetime(2022, 10, 1))


@pytest.mark.parametrize("at", MOMENTS, ids=str)
def test_picks_say_what_the_boards_queries_say(city_workspace, at):
    wrong, compared = differences(city_workspace, at)
    assert not wrong, "\n".join(wrong[:20])
    assert compared > 15


def test_picks_say_what_the_boards_queries_say_of_a_demo(harbin_demo):
    wrong, compared = differences(harbin_demo, harbin_demo.now())
    assert not wrong, "\n".join(wrong[:20])
    assert compared > 2_000
