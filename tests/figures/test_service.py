"""How far the stock reaches, and which closed zones have been served."""

import pandas as pd

from dashboard.figures.service import cover_classes, zones_served


def test_zones_without_a_delivery_stand_out():
    frame = pd.DataFrame({"area_name": ["甲区", "乙区"], "zones_open": [6, 0], "zones_served": [3, 0], "zones_unserved": [2, 0]})
    figure = zones_served(frame, lang="zh")
    assert [(trace.name, list(trace.x)) for trace in figure.data] == [
        ("▲ 两天内无配送", [2]), ("划定未满两天，尚无配送", [1]), ("两天内有配送", [3]),
    ]
    old = zones_served(frame.assign(zones_open=[5, 0]), lang="zh")
    assert [trace.name for trace in old.data] == ["▲ 两天内无配送", "两天内有配送"], "no zone is too new"


def test_out_of_stock_counts_as_below_a_day():
    frame = pd.DataFrame({"area_name": ["甲区"] * 3, "cover_state": ["out", "below_1", "unknown"]})
    figure = cover_classes(frame, "cover_state", title="保障（个）", lang="zh")
    assert [(trace.name, list(trace.x)) for trace in figure.data] == [("▲ 不足 1 天", [2]), ("○ 无法折算", [1])]
