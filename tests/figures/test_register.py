"""The register of essential businesses."""

import pandas as pd

from dashboard.figures.register import stock_and_flow


def test_the_register_shows_stock_and_flow_on_their_own_axes():
    days = pd.to_datetime(["2022-11-28", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "added": [5, 0], "taken_off": [0, 2], "listed_at_end": [6031, 6029]})
    figure = stock_and_flow(frame, lang="zh")
    stock, added, taken = figure.data
    assert (list(stock.y), stock.yaxis) == ([6031, 6029], "y2")
    assert (list(added.y), list(taken.y)) == ([5, 0], [0, -2])
    assert "家" in figure.layout.title.text and figure.layout.annotations[0].text == "<b>6,029</b>"


def test_an_absent_day_is_a_gap():
    days = pd.to_datetime(["2022-11-27", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "added": [5, 0], "taken_off": [0, 2], "listed_at_end": [6031, 6029]})
    stock, added, _ = stock_and_flow(frame, lang="zh").data
    assert len(stock.x) == 3 and pd.isna(stock.y[1]) and pd.isna(added.y[1])


def test_a_register_that_grew_stands_on_zero():
    days = pd.to_datetime(["2022-11-28", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "added": [180, 691], "taken_off": [0, 0], "listed_at_end": [180, 871]})
    assert stock_and_flow(frame, lang="zh").layout.yaxis2.rangemode == "tozero", "180 of 871 are not drawn as none"
    assert stock_and_flow(frame.assign(listed_at_end=[860, 871]), lang="zh").layout.yaxis2.rangemode == "normal"
