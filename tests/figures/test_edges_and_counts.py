"""What a figure gets before it is shown: edges, marks and counts inside bars."""

import pandas as pd
import pytest

from dashboard.figures.bars import stacked_states
from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.oversight import inspection_days
from dashboard.tokens import PAPER, contrast


def test_parts_of_a_stack_carry_their_mark_and_count_where_they_fit():
    frame = pd.DataFrame({"area_name": ["道里区"] * 3, "level": ["high", "medium", "low"], "zones": [60, 39, 1]})
    figure = edged_and_counted(stacked_states(frame, "level", "zones", "zone_level", title="风险区（个）", lang="zh"), lang="zh", ground=PAPER)
    assert {trace.name[0]: list(trace.text) for trace in figure.data} == {"▲": ["▲ 60"], "◆": ["◆ 39"], "●": [""]}


def test_a_part_that_is_the_whole_of_a_bar_leaves_its_count_to_the_sum_beside_it():
    rows = [("道里区", "high", 60), ("道里区", "medium", 50), ("南岗区", "high", 80)]
    frame = pd.DataFrame(rows, columns=["area_name", "level", "zones"])
    figure = edged_and_counted(stacked_states(frame, "level", "zones", "zone_level", title="风险区（个）", lang="zh"), lang="zh", ground=PAPER)
    said = {(trace.name[0], name): words for trace in figure.data for name, words in zip(trace.y, trace.text, strict=True)}
    assert said == {("▲", "道里区"): "▲ 60", ("▲", "南岗区"): "▲", ("◆", "道里区"): "◆ 50", ("◆", "南岗区"): ""}
    assert {note.text for note in figure.layout.annotations} == {"110", "80"}


def test_a_light_fill_is_edged_and_a_dark_one_is_not():
    frame = pd.DataFrame({"area_name": ["道里区"] * 2, "level": ["high", "medium"], "zones": [60, 39]})
    figure = edged_and_counted(stacked_states(frame, "level", "zones", "zone_level", title="风险区（个）", lang="zh"), lang="zh", ground=PAPER)
    edges = {trace.name[0]: (trace.marker.color, trace.marker.line.color) for trace in figure.data}
    assert edges["▲"] == ("#D55E00", PAPER.paper) and edges["◆"][0] == "#E69F00"
    assert contrast(edges["◆"][1], PAPER.paper) >= 3 > contrast("#E69F00", PAPER.paper)


@pytest.mark.parametrize(("days", "said"), [(4, {"▲ 90", "◆ 80"}), (28, {"▲", "◆"}), (60, {""})])
def test_words_never_stick_out_of_standing_bars(days, said):
    parts = [{"outcome": "suspended", "visits": 90}, {"outcome": "rectify_by", "visits": 80}]
    frame = pd.DataFrame([{"day": day, **part} for day in pd.date_range("2022-11-01", periods=days) for part in parts])
    figure = edged_and_counted(inspection_days(frame, lang="zh"), lang="zh", ground=PAPER)
    assert {words for trace in figure.data for words in trace.text} == said
