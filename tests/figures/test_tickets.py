"""Tickets in pictures: overdue and the rest, ages from light to dark, the week ahead only where it is known."""

import pandas as pd

from dashboard.figures.tickets import age_bars, flow_curve, open_curve, ticket_bars

DAYS = pd.DataFrame({
    "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29", "2022-11-30"]), "is_ahead": [False, False, True, True],
    "received": [5, 6, None, None], "tickets_ended": [4, 9, None, None], "tickets_open": [20, 17, None, None], "overdue": [1, 2, None, None],
    "tickets_expected": [None, None, 18.4, 21.0], "expected_low": [None, None, 12.0, 14.0], "expected_high": [None, None, 25.0, 30.0],
})


def test_tickets_split_into_overdue_and_the_rest():
    frame = pd.DataFrame({"unit": ["", "商务专班", "闲"], "tickets_open": [4, 10, 0], "overdue": [1, 7, 0]})
    figure = ticket_bars(frame, lang="zh")
    overdue, rest = figure.data
    assert list(overdue.y) == ["未派单", "商务专班"]
    assert list(overdue.x) == [1, 7] and list(rest.x) == [3, 3]
    assert overdue.marker.color != rest.marker.color
    assert ticket_bars(frame[:0], lang="en").layout.title.text


def test_ages_go_from_light_to_dark_and_the_oldest_stand_on_top():
    frame = pd.DataFrame({"unit": ["甲", "甲", "乙"], "age": ["under_1d", "over_7d", "under_3d"], "tickets": [9, 1, 5]})
    figure = age_bars(frame, lang="zh")
    assert [trace.name for trace in figure.data] == ["不足1天", "1–3天", "7天以上"], "an age that nobody has is left out"
    assert list(figure.data[0].y) == ["乙", "甲"] and [note.text for note in figure.layout.annotations] == ["5", "10"]
    assert not age_bars(frame[:0], lang="zh").data


def test_a_day_that_is_not_over_is_drawn_only_as_expected():
    figure = open_curve(DAYS, lang="zh")
    by_name = {trace.name: trace for trace in figure.data if trace.showlegend is not False}
    assert list(by_name["在办工单"].y) == [20, 17] and list(by_name["预计"].y) == [17, 18, 21]
    withheld = open_curve(DAYS.assign(tickets_expected=None, expected_low=None, expected_high=None), lang="zh")
    assert [trace.name for trace in withheld.data] == ["在办工单", "▲ 逾期"]
    assert [list(trace.y) for trace in flow_curve(DAYS, lang="zh").data] == [[5, 6], [4, 9]]


def test_a_week_ahead_of_which_nothing_is_known_is_neither_named_nor_drawn():
    unknown = open_curve(DAYS.assign(tickets_expected=None), lang="zh")
    assert "预计" not in unknown.layout.title.text and pd.Timestamp(unknown.layout.xaxis.range[1]) < pd.Timestamp("2022-11-29T12:00")
    assert "预计" in open_curve(DAYS, lang="zh").layout.title.text
