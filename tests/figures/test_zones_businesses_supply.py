"""Figures, findings and tallies of the pages Zones, Essential businesses and Supply, on frames small enough to count by hand."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.figures.register import stock_and_flow
from dashboard.figures.service import cover_classes, zones_served
from dashboard.figures.zones import clear_days_bars, closure_flow, closures_by_end
from dashboard.rows.selection import calm_sample, containing, flagged, within, worded
from dashboard.rows.tallies import column_sums, counts, district_totals, location_parts, zone_tally
from dashboard.sentences.standing import parts, share_words, standing, trend
from dashboard.sentences.timeline import notice_lines, zone_lines
from dashboard.tokens import PAPER


@pytest.fixture
def by_area() -> pd.DataFrame:
    return pd.DataFrame({
        "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "low", "high"], "zones": [6, 2, 2],
        "is_synthetic": [False, True, False],
    })


@pytest.fixture
def zones() -> pd.DataFrame:
    return pd.DataFrame({
        "zone_id": ["z1", "z2", "z3"], "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "high", "low"],
        "state": ["overdue", "due", "no_rule"], "clear_days": [6.0, 5.0, None], "lon": [126.6, None, 126.7], "lat": [45.7, None, 45.8],
        "extent_text": ["示例小区1号", "Example 2", None], "is_synthetic": True,
    })


def names(figure) -> list[str]:
    return [trace.name for trace in figure.data]


def test_the_finding_names_who_has_most_and_the_share_of_the_whole(by_area):
    assert standing("zones.f_area", by_area, "zones", "zh") == "甲区最多，8 个，占全市 10 个的 80%；2 个区县有风险区。"


def test_the_finding_of_a_chosen_area_says_where_it_stands(by_area):
    assert standing("zones.f_area", by_area, "zones", "zh", "b") == "乙区有 2 个，占全市 10 个的 20%，在 2 个区县中居第 2 位。"
    assert standing("zones.f_area", by_area, "zones", "zh", "c").startswith("该区现无风险区")


def test_nothing_counted_gives_no_sentence(by_area):
    assert standing("zones.f_area", by_area[:0], "zones", "en") == ""
    assert parts("zones.f_level", "en", high=0, medium=0, low=0) == ""


def test_shares_are_rounded_to_nothing_only_where_they_are_nothing():
    assert [share_words(n, 1000, "zh") for n in (0, 1, 340, 999, 1000)] == ["0%", "0.1%", "34%", "99.9%", "100%"]
    assert share_words(None, 10, "zh") == share_words(3, 0, "zh") == "未知"


def test_the_trend_leaves_unknown_days_out():
    days = pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "open_at_end": [None, 5, 9], "opened": [None, 5, 6], "lifted": [None, 0, 2]})
    said = trend("zones.f_flow", frame, "open_at_end", "opened", "lifted", "zh")
    assert said == "2 天内新划定 11 个、解除 2 个；现有 9 个，比期初 +9，11月29日最多，为 9 个。"
    assert trend("zones.f_flow", frame[:1], "open_at_end", "opened", "lifted", "zh") == ""


def test_a_tally_is_null_where_no_zone_was_ever_known_and_zero_where_none_is_open(zones):
    assert zone_tally(zones[:0], is_known=False).high is None
    assert zone_tally(zones[:0], is_known=True).total == 0
    now = zone_tally(zones, is_known=True)
    assert (now.high, now.medium, now.low, now.due, now.overdue, now.address_only, now.total) == (2, 0, 1, 1, 1, 1, 3)


def test_zones_without_a_point_are_counted_beside_the_map(zones):
    rows = location_parts(zones).set_index(["area_id", "location"])["zones"].to_dict()
    assert rows == {("a", "address_only"): 1, ("a", "placed"): 1, ("b", "placed"): 1}


def test_a_district_without_a_row_has_none_only_in_a_list_of_the_whole_city(by_area):
    areas = pd.DataFrame({"area_id": ["a", "b", "c", "gx"], "area_name": ["甲区", "乙区", "丙县", "高新区"], "is_district": [True] * 4,
                          "lon": [1.0, 1.0, 1.0, None]})
    by_area.attrs = {"query": "zones_open_by_area"}
    totals = district_totals(by_area, ["zones"], areas)
    assert dict(zip(totals["area_id"], totals["zones"], strict=True)) == {"a": 8, "b": 2, "c": 0}
    assert totals.attrs == by_area.attrs
    assert list(district_totals(by_area, ["zones"])["area_id"]) == ["a", "b"]
    assert district_totals(by_area[:0], ["zones"], areas).empty


def test_sums_of_nothing_stated_are_unknown():
    frame = pd.DataFrame({"points": [2, 3], "orders_per_day": [None, None], "name": ["a", "b"]}).astype({"orders_per_day": float})
    assert column_sums(frame) == {"points": 5, "orders_per_day": None}
    assert counts(frame, "name", ("a", "c")) == {"a": 1, "c": 0}
    assert counts(frame, "name", ("b",), "points") == {"b": 3}


def test_selection_keeps_provenance_and_finds_text_in_any_case(zones):
    zones.attrs = {"as_of": datetime(2022, 11, 29)}
    assert within(zones, []) is zones
    assert list(within(zones, ["b"])["zone_id"]) == ["z3"]
    found = containing(zones, " example ", ["extent_text", "zone_id"])
    assert list(found["zone_id"]) == ["z2"] and found.attrs == zones.attrs
    assert containing(zones, "<script>", ["extent_text"]).empty


def test_a_calm_sample_keeps_every_exception_on_top():
    frame = pd.DataFrame({"state": ["open"] * 10 + ["closed"], "n": range(11)})
    assert list(calm_sample(frame, "open", most=4)["n"]) == [0, 3, 6, 9, 10]


def test_words_replace_codes_and_missing_stays_missing(zones):
    assert list(worded(zones, "state", "clock.", "zh")["state"]) == ["逾期未解除", "今日到期", "无解除时限"]
    kinds = pd.DataFrame({"kind": ["school", None]})
    assert worded(kinds, "kind", "closure_target", "en")["kind"].tolist() == ["school", None]
    assert worded(kinds, "kind", "closure_target", "en", into="said")["said"].tolist() == ["school", "unknown"]


def test_figures_counted_from_synthetic_rows_are_flagged(by_area):
    assert flagged(pd.DataFrame({"n": [1]}), by_area)["is_synthetic"].all()
    assert not flagged(pd.DataFrame({"n": [1]}), by_area[:1])["is_synthetic"].any()


def test_the_release_clock_is_red_only_when_overdue(zones):
    figure = clear_days_bars(zones, lang="zh")
    assert "个" in figure.layout.title.text
    colours = {trace.name: trace.marker.color for trace in figure.data}
    assert colours == {"◆ 今日到期": PAPER.series["watch"], "▲ 逾期未解除": PAPER.series["act"]}
    assert sum(sum(v for v in trace.y if v == v) for trace in figure.data) == 2  # the low zone has no clock


def test_closures_are_split_by_what_is_left_of_their_time():
    frame = pd.DataFrame({"kind": ["school", "school", "road"], "is_past_planned_end": [True, None, False]})
    figure = closures_by_end(frame, lang="en")
    assert names(figure) == ["▲ past the planned end", "before the planned end", "no planned end"]
    days = pd.to_datetime(["2022-11-28", "2022-11-29"])
    flow = pd.DataFrame({"day": days, "begun": [2, 0], "ended": [0, 1], "in_force_at_end": [2, 1]})
    assert "结束" in names(closure_flow(flow, lang="zh"))


def test_the_register_shows_stock_and_flow_on_their_own_axes():
    days = pd.to_datetime(["2022-11-28", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "added": [5, 0], "taken_off": [0, 2], "listed_at_end": [6031, 6029]})
    figure = stock_and_flow(frame, lang="zh")
    stock, added, taken = figure.data
    assert (list(stock.y), stock.yaxis) == ([6031, 6029], "y2")
    assert (list(added.y), list(taken.y)) == ([5, 0], [0, -2])
    assert "家" in figure.layout.title.text and figure.layout.annotations[0].text == "<b>6,029</b>"


def test_zones_without_a_delivery_stand_out():
    frame = pd.DataFrame({"area_name": ["甲区", "乙区"], "zones_open": [5, 0], "zones_served": [3, 0]})
    figure = zones_served(frame, lang="zh")
    assert [(trace.name, list(trace.x)) for trace in figure.data] == [("▲ 两天内无配送", [2]), ("两天内有配送", [3])]


def test_out_of_stock_counts_as_below_a_day():
    frame = pd.DataFrame({"area_name": ["甲区"] * 3, "cover_state": ["out", "below_1", "unknown"]})
    figure = cover_classes(frame, "cover_state", title="保障（个）", lang="zh")
    assert [(trace.name, list(trace.x)) for trace in figure.data] == [("▲ 不足 1 天", [2]), ("○ 无法折算", [1])]


def test_lines_of_a_history_name_day_or_moment_and_leave_blanks_out():
    notices = pd.DataFrame({
        "notice_id": ["n1", "n2"], "notice_no": ["第74号", None],
        "published_at": pd.to_datetime(["2022-11-23", "2022-11-29 16:00"], format="mixed"),
        "effective_at": pd.to_datetime(["2022-11-23 12:00", None]), "title": ["临时管控", "发布会"], "title_en": [None, "Press conference"],
        "kind": ["notice", "event"],
    })
    assert notice_lines(notices, "zh") == [
        ("quiet", "11月29日 16:00", "事件 · 发布会", True), ("watch", "11月23日", "通告 · 第74号 · 临时管控 · 11月23日 12:00 起生效", True),
    ]
    events = pd.DataFrame({
        "happened_at": pd.to_datetime(["2022-11-20 08:00"]), "event": ["declare"], "level": ["high"], "extent_text": [None],
        "notice_no": [None], "reason": [None], "extent_before": [None], "decided_at": [pd.NaT],
    })
    assert zone_lines(events, "en") == [("watch", "20 Nov 08:00", "declared · high risk", True)]


def test_a_shared_first_place_is_said_as_shared():
    frame = pd.DataFrame({"area_id": ["a", "b", "c"], "area_name": ["甲区", "乙区", "丙区"], "zones": [4, 4, 2]})
    assert standing("zones.f_area", frame, "zones", "zh").startswith("甲区、乙区并列最多，4 个，占全市 10 个的 40%")
