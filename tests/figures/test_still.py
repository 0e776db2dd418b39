"""A figure as a still picture says what the figure says: every value once, in its place, with its words beside it."""

import re
from datetime import date, datetime, time, timedelta
from urllib.parse import unquote

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.svg.still import still
from dashboard.tokens import NIGHT, PAPER

BAR = re.compile(r'data-n="(-?\d+)" title="([^"]*)" style="([^"]*)"')
FIRST = date(2022, 11, 2)
COUNTS = st.one_of(st.none(), st.integers(-40, 5000))


def curve(rows: list[tuple]) -> go.Figure:
    """Rows: confirmed, asymptomatic, is_partial, one a day from 2 November on."""
    frame = pd.DataFrame(rows, columns=["new_confirmed", "new_asymptomatic", "is_partial"]).astype({"is_partial": bool})
    frame["day"] = [FIRST + timedelta(days=n) for n in range(len(frame))]
    frame["new_positive"] = frame[["new_confirmed", "new_asymptomatic"]].astype(float).sum(axis=1, min_count=2)
    return epidemic_curve(frame, lang="zh", height=200)


def placed(html: str) -> list[tuple[int, str, dict[str, float]]]:
    """Each bar: its value, its title, its places in per cent."""
    return [
        (int(n), title, {name: float(at) for name, at in re.findall(r"(left|width|bottom|height):(-?[\d.]+)%", style)})
        for n, title, style in BAR.findall(html)
    ]


@settings(deadline=None)  # a busy machine is no fault of the picture
@given(st.lists(st.tuples(COUNTS, COUNTS, st.booleans()), min_size=1, max_size=40))
def test_every_value_stands_once_and_as_high_as_it_is(rows):
    bars = placed(still(curve(rows), lang="zh", ground=PAPER))
    assert sorted(n for n, _, _ in bars) == sorted(n for day in rows for n in day[:2] if n)
    for _, _, at in bars:
        assert at["height"] >= 0 and at["bottom"] >= -0.02 and at["bottom"] + at["height"] <= 100.02
        assert at["left"] >= -0.02 and at["left"] + at["width"] <= 100.02
    heights = {round(at["height"] / abs(n), 1) for n, _, at in bars if abs(n) > 100}
    assert len(heights) <= 2, "one scale for all"


def test_classes_stand_on_each_other_and_a_correction_hangs_below_zero():
    (low, _, first), (high, _, second) = placed(still(curve([(30, 20, False)]), lang="zh", ground=PAPER))
    assert (low, high) == (30, 20) and second["bottom"] == pytest.approx(first["bottom"] + first["height"], abs=0.02)
    html = still(curve([(30, 20, False), (-4, 0, False)]), lang="zh", ground=PAPER)
    below = [at for n, _, at in placed(html) if n < 0]
    zero = next(at["bottom"] for n, _, at in placed(html) if n == 30)
    assert below[0]["bottom"] + below[0]["height"] == pytest.approx(zero, abs=0.02)
    assert "更正" in html and "−4" in html


def test_a_partial_day_is_hatched_and_a_missing_day_is_a_gap():
    html = still(curve([(5, 5, False), (None, None, False), (5, 5, True)]), lang="zh", ground=PAPER)
    assert html.count('class="bar hatched"') == 2 and len(placed(html)) == 4
    assert {title.split()[0] for _, title, _ in placed(html)} == {"11月2日", "11月4日"}


def test_the_last_and_the_highest_day_carry_their_figure():
    html = still(curve([(5, 5, False), (70, 3, False), (6, 2, False)]), lang="zh", ground=PAPER)
    assert re.findall(r"<b [^>]*>([^<]*)</b>", html) in (["73", "8"], ["8", "73"])


def test_calls_are_lines_over_a_band_with_the_surge_named():
    hours = pd.date_range("2022-11-29 00:00", periods=16, freq="h")
    frame = pd.DataFrame({"hour": hours, "offered": [100.0] * 15 + [400.0], "answered": 80.0, "baseline": 100.0, "marked": [False] * 15 + [True], "is_partial": False})
    frame.loc[4, "offered"] = None
    html = still(hotline_curve(frame, lang="en", ground=NIGHT, height=200), lang="en", ground=NIGHT)
    svg = unquote(re.search(r'src="data:image/svg\+xml,([^"]*)"', html).group(1))
    lines = re.findall(r"<path d='([^']*)' fill='none'", svg)
    assert [line.count("M") for line in lines] == [1, 2], "answered has no gap, offered has one"
    assert f"fill='{NIGHT.series['band']}'" in svg and "▲ 400" in html
    assert [name for name in re.findall(r">(\d\d:\d\d)<", html)] == [f"{hour:02}:00" for hour in range(0, 16, 2)]


def test_a_name_from_a_file_stays_text():
    figure = curve([(5, 5, False)])
    figure.data[0].name = '"><script>alert(1)</script>'
    assert "<script>" not in still(figure, lang="zh", ground=PAPER)


def test_what_it_cannot_draw_is_refused_not_left_out():
    with pytest.raises(ValueError, match="heatmap"):
        still(go.Figure(go.Heatmap(z=[[1]])), lang="zh", ground=PAPER)


def test_nothing_but_missing_days_is_no_error():
    assert placed(still(curve([(None, None, False)]), lang="zh", ground=PAPER)) == []


def test_what_happened_on_a_day_is_a_line_with_a_number_and_its_name_as_text():
    frame = pd.DataFrame({"day": [FIRST, FIRST + timedelta(days=1)], "new_confirmed": [1, 2], "new_asymptomatic": [0, 0], "new_positive": [1, 2]})
    events = [(datetime.combine(FIRST + timedelta(days=1), time()), "<b>注 & 说"), (datetime(2023, 1, 1), "窗外")]
    html = still(epidemic_curve(frame, lang="zh", height=200, events=events), lang="zh", ground=PAPER)
    assert html.count('class="event"') == 1 and 'left:72.22%">①</span>' in html and 'left:72.22%">3日<' in html and "&lt;b&gt;注 &amp; 说" in html and "<b>注" not in html
    assert "event" not in still(epidemic_curve(frame, lang="zh", height=200), lang="zh", ground=PAPER)
