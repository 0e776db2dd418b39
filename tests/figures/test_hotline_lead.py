"""The lag chart: a bar a lag, what chance reaches, the best lag dark and its interval shaded; a need without correlation is left out."""

import pandas as pd

from dashboard.figures.hotline_lead import lead_by_lag
from dashboard.tokens import PAPER


def lags(need, best=None, known=True):
    return [
        {"need": need, "lag": lag, "correlation": (0.6 if lag == best else -0.1) if known else None, "by_chance": 0.4 if known else None,
         "is_best": lag == best, "is_likely": best is not None and abs(lag - best) <= 1, "is_synthetic": True}
        for lag in range(-10, 11)
    ]


def test_each_known_need_has_its_bars_band_and_interval():
    frame = pd.DataFrame(lags("food", best=3) + lags("medical") + lags("transport", known=False))
    figure = lead_by_lag(frame, title="r", lang="zh")
    food, medical = (trace for trace in figure.data if trace.name == "相关")
    assert list(food.x) == list(range(-10, 11)) and food.y[13] == 0.6
    assert food.marker.color[13] == PAPER.series["line"] and food.marker.color[12] == PAPER.series["plain"]
    assert set(medical.marker.color) == {PAPER.series["plain"]}, "none is beyond chance"
    assert food.customdata[13] == "早 3 天：相关 0.60，偶然可达 0.40" and food.customdata[0].startswith("晚 10 天")
    [interval] = [trace for trace in figure.data if trace.name == "最佳错开天数的 95% 区间"]
    assert list(interval.x) == [2, 3, 4] and interval.width == 1
    assert [note.text for note in figure.layout.annotations] == ["<b>生活物资与配送</b>", "<b>就医用药</b>"]
    assert sum(trace.showlegend is not False for trace in figure.data) == 3, "each thing is named once"
