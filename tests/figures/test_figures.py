"""Figures as objects, from frames of a few rows whose answers are worked out by hand."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.figures.bars import composition_bar, horizontal_bars, stacked_states
from dashboard.figures.classes import round_classes
from dashboard.figures.cover import cover_by_point
from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.epidemic import curve_by, epidemic_curve, seven_day_mean
from dashboard.figures.flow import flow_chart
from dashboard.figures.hotline import hotline_curve, stretches
from dashboard.figures.legend import legend_entries
from dashboard.figures.multiples import small_multiples
from dashboard.figures.svg.text_width import shortened
from dashboard.tokens import NIGHT, PAPER, contrast

DAYS = [date(2022, 11, day) for day in (27, 28, 29)]


def cases(**changes):
    rows = {"day": DAYS, "new_confirmed": [3, 4, 5], "new_asymptomatic": [1, 1, 0], "new_positive": [4, 5, 5], "is_partial": [False, False, True]}
    return pd.DataFrame(rows | changes)


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


@pytest.mark.parametrize("lang, unit", [("zh", "例"), ("en", "cases")])
def test_curve_stacks_classes_and_names_its_unit(lang, unit):
    figure = epidemic_curve(cases(), lang=lang)
    assert unit in figure.layout.title.text
    assert [list(t.y) for t in figure.data[:2]] == [[3, 4, 5], [1, 1, 0]]
    assert figure.layout.barmode == "relative"


def test_partial_day_is_hatched_and_said():
    figure = epidemic_curve(cases(), lang="zh")
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert trace(figure, "非全天") is not None


def test_whole_days_are_not_hatched():
    figure = epidemic_curve(cases(is_partial=[False] * 3), lang="zh")
    assert "/" not in figure.data[0].marker.pattern.shape
    assert "非全天" not in [t.name for t in figure.data]


def test_a_missing_day_is_a_gap_not_a_zero():
    frame = cases().iloc[[0, 2]]
    bar = epidemic_curve(frame, lang="zh").data[0]
    assert len(bar.x) == 3 and np.isnan(bar.y[1])


def test_negative_correction_is_kept_and_marked():
    figure = epidemic_curve(cases(new_confirmed=[3, -6, 5]), lang="zh")
    assert figure.data[0].y[1] == -6
    assert any("更正 −6" in (note.text or "") for note in figure.layout.annotations)


def test_total_without_classes_is_drawn_as_such():
    frame = cases(new_confirmed=[3, None, 5], new_asymptomatic=[1, None, 0])
    assert list(trace(epidemic_curve(frame, lang="zh"), "未分类").y)[1] == 5


def test_mean_needs_seven_complete_days():
    days = pd.date_range("2022-11-01", periods=8)
    values = pd.Series([7.0] * 8, index=days)
    whole = pd.Series(False, index=days)
    assert seven_day_mean(values, whole).notna().tolist() == [False] * 6 + [True, True]
    assert seven_day_mean(values, whole.where(days != days[6], True)).notna().sum() == 0
    assert seven_day_mean(values.drop(days[3]), whole.drop(days[3])).notna().sum() == 0


def test_events_are_numbered_lines_with_names_under_the_axis():
    figure = epidemic_curve(cases(), lang="zh", events=[(datetime(2022, 11, 28, 9), "二十条")])
    assert "① 二十条" in figure.layout.xaxis.title.text
    assert len(figure.layout.shapes) == 1


def test_unknown_route_is_a_series_of_its_own():
    frame = pd.DataFrame({"day": DAYS, "route": ["controlled", "controlled", None], "new_positive": [5, 4, 2], "is_partial": [False] * 3})
    assert trace(curve_by(frame, "route", "new_positive", "route", lang="zh"), "未知").y[2] == 2


def test_bars_rank_and_write_missing_as_unknown():
    frame = pd.DataFrame({"area_name": ["甲", "乙", "丙"], "n": [1.0, np.nan, 9.0]})
    figure = horizontal_bars(frame, "n", title="新增(例)", lang="zh")
    assert list(figure.data[0].y) == ["乙", "甲", "丙"]
    assert [note.text for note in figure.layout.annotations] == ["未知"]


def test_states_keep_their_colour_and_mark():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "level": ["high", "medium", "high"], "zones": [2, 1, 5]})
    figure = stacked_states(frame, "level", "zones", "zone_level", title="风险区(个)", lang="zh")
    high = trace(figure, "▲ 高风险区")
    assert high.marker.color == PAPER.series["high"] and list(high.y) == ["甲", "乙"]


def test_composition_orders_inside_before_outside():
    frame = pd.DataFrame({"route": ["community_screening", "controlled", "close_contact"], "n": [5, 50, 2]})
    figure = composition_bar(frame, "route", "n", "route", title="途径(例)", lang="zh")
    assert [t.name for t in figure.data] == ["隔离管控 50", "密接筛查 2", "社区筛查 5"]


def test_hotline_breaks_at_a_missing_hour_and_marks_each_surge_once():
    hours = pd.date_range("2022-11-29 08:00", periods=4, freq="h")
    frame = pd.DataFrame({
        "hour": hours, "offered": [10, np.nan, 90, 80], "answered": [9, np.nan, 40, 41], "baseline": [10.0] * 4, "surge": [False, None, True, True],
    })
    figure = hotline_curve(frame, lang="zh")
    offered = trace(figure, "呼入")
    assert np.isnan(offered.y[1]) and offered.connectgaps is False
    assert list(trace(figure, "激增").y) == [90]


def test_a_night_does_not_part_a_stretch_of_surges():
    times = pd.Series(pd.to_datetime(["2022-11-01 09:00", "2022-11-01 20:00", "2022-11-02 10:00", "2022-11-05 09:00"]))
    assert stretches(times) == [(times[0], times[2]), (times[3], times[3])]


def test_flow_goes_up_for_opened_and_down_for_lifted():
    frame = pd.DataFrame({"day": DAYS, "opened": [5, 0, 2], "lifted": [0, 3, 1], "open_at_end": [5, 2, 3]})
    figure = flow_chart(frame, title="高风险区(个)", lang="zh")
    assert list(figure.data[0].y) == [5, 0, 2] and list(figure.data[1].y) == [0, -3, -1] and list(figure.data[2].y) == [5, 2, 3]


def test_small_multiples_share_one_scale():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "day": DAYS, "n": [1, 2, 30]})
    figure = small_multiples(frame, "n", title="新增(例)", lang="zh")
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0, 30)
    assert figure.data[0].name == "乙"


def test_cover_says_unknown_and_marks_short():
    frame = pd.DataFrame({"name": ["店一", "店二", "店三", "店四"], "cover_days": [1.5, np.nan, 6.0, 0.9]})
    figure = cover_by_point(frame, lang="zh", norm_days=3)
    colours = dict(zip(figure.data[0].y, figure.data[0].marker.color, strict=True))
    assert colours == {
        "店一": PAPER.series["watch"], "店二": PAPER.series["quiet"], "店三": PAPER.series["ok"], "店四": PAPER.series["act"],
    }
    assert "未知" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("values, labels", [
    ([2, 5, 20], ["1–4", "5–9", "10–14", "15–19", "≥ 20"]),
    ([1, 2, 5, 20], ["1", "2–4", "5–9", "10–19", "≥ 20"]),
    ([1, 454], ["1–19", "20–49", "50–99", "100–199", "≥ 200"]),
    ([1, 2, 3], ["1", "2", "≥ 3"]),
    ([84.7, 87.5, 89.2], ["≥ 80"]),
])
def test_classes_have_round_breaks(values, labels):
    assert round_classes(values).labels("en") == labels


def test_areas_that_are_alike_share_the_lightest_class():
    classes = round_classes([None, 84.7, 89.2])
    assert [classes.of(v) for v in (84.7, 89.2, 0, None)] == ["0", "0", "zero", "none"]


def test_zero_missing_and_negative_are_three_things():
    classes = round_classes([0, None, -3, 4])
    assert [classes.of(v) for v in (0, None, float("nan"), -3)] == ["zero", "none", "none", "negative"]


def test_every_series_has_both_grounds():
    assert PAPER.series.keys() == NIGHT.series.keys()


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


def test_the_legend_names_bars_lines_bands_and_marks_in_their_order():
    hours = pd.DataFrame({
        "hour": pd.date_range("2022-11-29 08:00", periods=3, freq="h"), "offered": [10, 40, 12], "answered": [9, 20, 10],
        "baseline": [10, 11, 12], "surge": [False, True, False],
    })
    kinds = [(entry.kind, entry.name) for entry in legend_entries(hotline_curve(hours, lang="en"))]
    assert [kind for kind, _ in kinds] == ["box", "line", "line", "▲"] and all(name for _, name in kinds)


def test_a_single_trace_needs_no_legend_and_the_figure_keeps_no_room_for_one():
    bars = horizontal_bars(pd.DataFrame({"area_name": ["道里区", "南岗区"], "n": [3, 5]}), "n", title="来电（通）", lang="zh")
    assert legend_entries(bars) == []
    curve = curve_by(pd.DataFrame({"day": DAYS, "route": ["a", "b", "a"], "n": [1, 2, 3]}), "route", "n", "route", lang="zh")
    done = edged_and_counted(curve, lang="zh")
    assert len(legend_entries(curve)) == 2 and done.layout.showlegend is False and done.layout.margin.t < curve.layout.margin.t


def test_a_long_name_beside_a_bar_keeps_its_beginning_and_its_end():
    name = "湖南省邵阳市城步苗族自治县农村电子商务与冷链物流配送服务中心股份有限公司第十七分公司 · 粮食"
    assert shortened(name) == "湖南省邵阳市城步苗族自治县…第十七分公司 · 粮食"
    assert shortened("红星超市 · 粮食") == "红星超市 · 粮食"


def test_a_part_that_a_day_does_not_have_lets_nothing_fall_and_a_day_without_figures_stays_empty():
    rows = [("2022-11-24", "controlled", 60), ("2022-11-24", "key_group_open", 5), ("2022-11-24", "self_presented", 3),
            ("2022-11-26", "controlled", 70), ("2022-11-26", "self_presented", 4)]
    frame = pd.DataFrame(rows, columns=["day", "route", "n"])
    bars = {bar.name: bar for bar in curve_by(frame, "route", "n", "route", lang="zh").data}
    middle = bars["重点人员筛查（非闭环）"]
    assert [None if pd.isna(n) else n for n in middle.y] == [5, None, 0] and middle.customdata[2] == "未知"
    assert all(pd.isna(bar.y[1]) for bar in bars.values())
