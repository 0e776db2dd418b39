"""The same curve for each district."""

from datetime import date

import pandas as pd

from dashboard.figures.multiples import small_multiples

DAYS = [date(2022, 11, day) for day in (27, 28, 29)]


def test_small_multiples_share_one_scale():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "day": DAYS, "n": [1, 2, 30]})
    figure = small_multiples(frame, "n", title="新增(例)", lang="zh")
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0, 30)
    assert figure.data[0].name == "乙"
