"""The hotline in bars: topics and channels."""

import pandas as pd

from dashboard.figures.hotline_bars import paired_bars


def test_topics_are_ordered_and_what_was_not_recorded_comes_last_without_a_change():
    frame = pd.DataFrame({"topic": ["unknown", "supply", "medical"], "now": [900.0, 300.0, 500.0], "before": [10.0, 100.0, None]})
    figure = paired_bars(frame, "topic", "hotline_topic", "now", "before", title="来电（通）", names=("近7日", "前7日"), lang="zh")
    assert list(figure.data[0].y) == ["未记录", "生活物资", "就医用药"]  # drawn from the bottom
    words = [note.text for note in figure.layout.annotations]
    assert words == ["900", "<b>300</b>  +200%", "500"]


def test_channels_write_the_connect_share():
    frame = pd.DataFrame({"channel": ["phone", "app"], "offered": [200.0, 50.0], "answered": [150.0, 50.0]})
    figure = paired_bars(frame, "channel", "hotline_channel", "offered", "answered", title="t", names=("a", "b"), lang="en", remark="share")
    assert [note.text for note in figure.layout.annotations] == ["<b>50</b>  100%", "<b>200</b>  75%"]
