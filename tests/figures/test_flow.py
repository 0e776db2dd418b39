"""What opened, what was lifted, and the stock."""

from datetime import date, datetime

import pandas as pd

from dashboard.figures.flow import flow_chart

DAYS = [date(2022, 11, day) for day in (27, 28, 29)]


def test_flow_goes_up_for_opened_and_down_for_lifted():
    frame = pd.DataFrame({"day": DAYS, "opened": [5, 0, 2], "lifted": [0, 3, 1], "open_at_end": [5, 2, 3]})
    figure = flow_chart(frame, title="高风险区(个)", lang="zh")
    assert list(figure.data[0].y) == [5, 0, 2] and list(figure.data[1].y) == [0, -3, -1] and list(figure.data[2].y) == [5, 2, 3]


def test_a_day_without_a_row_is_a_gap():
    frame = pd.DataFrame({"day": pd.to_datetime(["2022-11-01", "2022-11-03"]), "opened": [1, 2], "lifted": [0, 1], "open_at_end": [5, 6]})
    stock = flow_chart(frame, title="风险区（个）", lang="zh").data[2]
    assert len(stock.y) == 3 and pd.isna(stock.y[1])


def test_what_happened_on_a_day_is_marked():
    rows = pd.DataFrame({"day": [date(2022, 11, 1)], "opened": [1], "lifted": [0], "open_at_end": [1]})
    figure = flow_chart(rows, title="封控（处）", lang="zh", events=[(datetime(2022, 11, 1), "注：改道")])
    assert "①" in [note.text for note in figure.layout.annotations] and "注：改道" in figure.layout.xaxis.title.text


def test_a_single_day_is_no_wider_than_one_of_a_week():
    rows = pd.DataFrame({"day": [date(2022, 4, 7)], "opened": [3], "lifted": [0], "open_at_end": [3]})
    first, last = (pd.Timestamp(end) for end in flow_chart(rows, title="封控（处）", lang="zh").layout.xaxis.range)
    assert last - first > pd.Timedelta(days=7) and first < pd.Timestamp("2022-04-07") < last
