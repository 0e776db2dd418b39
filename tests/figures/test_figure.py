"""A figure of plain values: what is set stands there, a copy is its own, and the chart library takes it as it is."""

from datetime import datetime

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.figures.figure import Figure, Part
from dashboard.figures.look import blank

DAYS = pd.date_range("2022-11-28", periods=2)


def test_a_dict_goes_into_the_part_that_is_there_and_null_takes_a_property_away():
    axis = Part({"tickfont": {"size": 13, "color": "#111111"}, "nticks": 4})
    axis.update({"tickfont": {"color": "#222222"}}, nticks=None)
    assert (axis.tickfont.size, axis.tickfont.color, axis.nticks) == (13, "#222222", None) and "nticks" not in axis
    axis.tickfont = {"color": "#333333"}
    assert axis.plain() == {"tickfont": {"color": "#333333"}}, "what is set anew is not what was there and more"


def test_what_is_not_set_is_null_and_nothing_can_be_set_in_it():
    trace = Part({"type": "bar"})
    assert trace.marker.line.color is None and trace.text is None and not trace.marker
    with pytest.raises(AttributeError, match="opacity"):
        trace.marker.opacity = 1
    assert Part({}).marker.opacity is None


def test_a_copy_can_be_changed_alone():
    figure = blank("病例（例）", "zh").add_bar(x=DAYS, y=[1, 2], marker={"color": "#123456"}).add_annotation(x=1, y=1, text="a")
    copy = figure.copy().add_annotation(x=2, y=2, text="b").update_yaxes(nticks=3)
    copy.data[0].marker.color, copy.layout.annotations[0].text = "#654321", "c"
    assert figure.data[0].marker.color == "#123456" and [note.text for note in figure.layout.annotations] == ["a"]
    assert figure.layout.yaxis.nticks == 6 and copy.layout.yaxis.nticks == 3 and len(copy.layout.annotations) == 2


@pytest.mark.parametrize("values", [
    [1, None, 3.5], pd.Series([1, 2]), pd.Series([1, None], dtype="Int64"), pd.Series(["甲", None]), pd.Series(["甲", "乙"], dtype="category"),
    DAYS, pd.Series(DAYS), pd.Series(DAYS.tz_localize("Asia/Shanghai")), [np.float64(1.5), np.datetime64("2022-11-28")], (datetime(2022, 11, 28),),
    pd.Series([True, False]), pd.Index(["a", "b"]),
], ids=repr)
def test_values_reach_the_library_as_it_would_have_read_them(values):
    ours = go.Figure(Figure().add_bar(x=values, y=[1, 2]).plain())
    assert ours.to_json() == go.Figure(go.Bar(x=values, y=[1, 2]), layout={}).to_json()


def test_lines_over_the_whole_plot_are_those_of_the_library():
    line = {"color": "#111111", "width": 1}
    ours = Figure().add_bar(x=[1], y=[1]).add_vline(x=3, line=line).add_hline(y=2, line=line)
    theirs = go.Figure(go.Bar(x=[1], y=[1])).add_vline(x=3, line=line).add_hline(y=2, line=line)
    assert go.Figure(ours.plain()).layout.shapes == theirs.layout.shapes
