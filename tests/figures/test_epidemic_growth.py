"""The reproduction number's band, the range found outside control, stock by day, delays, severities in their order."""

from datetime import date, timedelta

import pandas as pd

from dashboard.figures.epidemic import curve_by, plain_curve
from dashboard.figures.epidemic_growth import delays, outside_range, reproduction_band, stock_by_day
from dashboard.figures.multiples import small_multiples
from dashboard.figures.svg.fluid import fluid
from dashboard.figures.svg.plotted import Plotted
from dashboard.figures.svg.said import place_words
from dashboard.tokens import PAPER

DAYS = [date(2022, 11, 1) + timedelta(n) for n in range(6)]


def test_a_day_without_reproduction_number_parts_line_and_band():
    rows = pd.DataFrame({"day": DAYS, "reproduction_number": [1.2, 1.3, None, 1.1, 1.0, 0.9]})
    rows = rows.assign(reproduction_low=rows["reproduction_number"] - 0.1, reproduction_high=rows["reproduction_number"] + 0.1)
    figure = reproduction_band(rows, title="R", lang="zh")
    bands = [trace for trace in figure.data if trace.fill == "tonexty"]
    assert [len(band.x) for band in bands] == [2, 3] and [band.showlegend for band in bands] == [True, False]
    line = figure.data[-1]
    assert line.connectgaps is False and pd.isna(line.y[2]) and line.customdata[0] == "1.20（95% 区间 1.10 至 1.30）"


def test_the_range_goes_from_its_strict_to_its_broad_end():
    rows = pd.DataFrame({"day": DAYS[:4], "strict": [0.1, 0.2, 0.0, None], "broad": [0.15, 0.2, 0.0, None]})
    figure = outside_range(rows, title="%", lang="zh")
    bar, dot = figure.data
    assert round(bar.y[0], 3) == 0.05 and pd.isna(bar.y[1:]).all() and bar.base[0] == 0.1
    assert pd.isna(dot.y[0]) and list(dot.y[1:3]) == [0.2, 0.0] and pd.isna(dot.y[3]), "a range of one value is a dot, one at 0 too"
    drawn = str(fluid(figure, lang="zh", ground=PAPER))
    assert drawn.count("<circle") == 2 and drawn.count("<title>") == 3


def test_stock_has_a_bar_a_part_that_is_stated_and_a_line_for_the_whole():
    rows = pd.DataFrame({"day": DAYS[:2], "cumulative": [10, 12], "existing": [6, 7], "recovered": [4, 5], "dead": [None, None]})
    figure = stock_by_day(rows, title="n", lang="zh")
    assert [trace.name for trace in figure.data] == ["现有", "治愈", "累计"]


def test_delays_stand_at_their_days():
    [bar] = delays(pd.DataFrame({"delay_days": [0, 1, 40], "cases": [5, 3, 1]}), title="n", lang="en").data
    assert list(bar.x) == [0, 1, 40] and list(bar.y) == [5, 3, 1]


def test_severities_stand_from_mild_to_critical_and_the_unknown_last():
    rows = pd.DataFrame({"day": DAYS[:4], "part": ["critical", "unknown", "mild", "severe"], "n": [9, 7, 1, 2]})
    figure = curve_by(rows, "part", "n", "severity", lang="zh")
    assert [trace.name for trace in figure.data] == ["轻型", "重型", "危重型", "未知"]


def test_days_of_which_more_is_to_come_are_hatched_and_named():
    rows = pd.DataFrame({"day": DAYS[:3], "n": [3, 2, 1], "is_partial": [False, True, True]})
    figure = plain_curve(rows, "n", title="n", partial="尚不完整", lang="zh")
    assert list(figure.data[0].marker.pattern.shape) == ["", "/", "/"] and figure.data[-1].name == "尚不完整"


def test_multiples_keep_the_order_that_they_are_given_and_colour_marked_days():
    rows = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "day": [*DAYS[:2], DAYS[0]], "n": [1, 2, 30], "has_signal": [False, True, False]})
    figure = small_multiples(rows, "n", title="n", lang="zh", order=["甲", "乙"], said={"甲": "3 +2"}, marked="has_signal")
    assert [trace.name for trace in figure.data] == ["甲", "乙"]
    assert list(figure.data[0].marker.color) == [PAPER.series["plain"], PAPER.series["watch"]] and figure.data[1].marker.color == PAPER.series["plain"]
    assert "<b>3 +2</b>" in figure.layout.annotations[0].text and "<b>30</b>" in figure.layout.annotations[1].text


def test_a_part_without_a_row_is_none_on_a_day_of_the_line_list_and_unknown_on_one_of_a_bulletin():
    rows = pd.DataFrame({"day": [*DAYS[:2], DAYS[1]], "part": ["mild", "mild", "severe"], "n": [2, 3, 1], "source": ["line_list", "bulletin", "bulletin"]})
    assert list(curve_by(rows, "part", "n", "severity", lang="zh").data[1].customdata) == ["0", "1"]
    rows = rows.assign(source=["bulletin", "line_list", "line_list"])
    assert list(curve_by(rows, "part", "n", "severity", lang="zh").data[1].customdata) == ["未知", "1"]


def test_a_whole_number_of_a_column_is_a_place_and_no_moment():
    assert [place_words(days, None) for days in (*pd.Series([0, 3]), 3.0, pd.Timestamp("2022-11-05"))] == ["0", "3", "3", "2022-11-05"]
    [bar] = delays(pd.DataFrame({"delay_days": [0.0], "cases": [5]}), title="n", lang="zh").data
    assert list(bar.customdata) == ["0天：5 例"]
    figure = delays(pd.DataFrame({"delay_days": [0.0], "cases": [5]}), title="n", lang="zh")
    assert Plotted(figure, 700, lang="zh", ground=PAPER).axes["x"].length == 7, "one column is no wider than one of a week"
