"""Who has most, which share, and how it went: sentences on frames small enough to count by hand."""

import pandas as pd
import pytest

from dashboard.sentences.standing import parts, share_words, standing, trend
from dashboard.sentences.zones import level_sentence


@pytest.fixture
def by_area() -> pd.DataFrame:
    return pd.DataFrame({
        "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "low", "high"], "zones": [6, 2, 2],
        "is_synthetic": [False, True, False],
    })


def test_the_finding_names_who_has_most_and_the_share_of_the_whole(by_area):
    assert standing("zones.f_area", by_area, "zones", "zh") == "甲区最多，8 个，占全市 10 个的 80%；2 个区县有风险区。"


def test_the_finding_of_a_chosen_area_says_where_it_stands(by_area):
    assert standing("zones.f_area", by_area, "zones", "zh", "b") == "乙区有 2 个，占全市 10 个的 20%，在 2 个区县中居第 2 位。"
    assert standing("zones.f_area", by_area, "zones", "zh", "c").startswith("该区现无风险区")


def test_nothing_counted_gives_no_sentence(by_area):
    assert standing("zones.f_area", by_area[:0], "zones", "en") == ""
    assert parts("zones.f_closures", "en", total=0, past=0, not_set=0) == ""


def test_shares_are_rounded_to_nothing_only_where_they_are_nothing():
    assert [share_words(n, 1000, "zh") for n in (0, 1, 340, 999, 1000)] == ["0%", "0.1%", "34%", "99.9%", "100%"]
    assert share_words(None, 10, "zh") == share_words(3, 0, "zh") == "未知"


def test_the_trend_leaves_unknown_days_out():
    days = pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"])
    frame = pd.DataFrame({"day": days, "open_at_end": [None, 5, 9], "opened": [None, 5, 6], "lifted": [None, 0, 2]})
    said = trend("zones.f_flow", frame, "open_at_end", "opened", "lifted", "zh")
    assert said == "2 天内新划定 11 个、解除 2 个；现有 9 个，比期初 +9，11月29日最多，为 9 个。"
    assert trend("zones.f_flow", frame[:1], "open_at_end", "opened", "lifted", "zh") == ""


def test_a_shared_first_place_is_said_as_shared():
    frame = pd.DataFrame({"area_id": ["a", "b", "c"], "area_name": ["甲区", "乙区", "丙区"], "zones": [4, 4, 2]})
    assert standing("zones.f_area", frame, "zones", "zh").startswith("甲区、乙区并列最多，各 4 个，占全市 10 个的 40%")


def test_levels_say_where_most_of_each_are_and_one_level_alone_is_said_to_be_so():
    rows = pd.DataFrame({"level": ["high", "high", "medium"], "area_id": ["a", "b", "b"], "area_name": ["甲区", "乙区", "乙区"], "zones": [3, 1, 2]})
    assert level_sentence(rows, "c", "zh") == "高风险区最多的是甲区，占全市的 75%。中风险区最多的是乙区，占全市的 100%。"
    assert level_sentence(rows[:2], "c", "zh") == "现有的都是高风险区。" and level_sentence(rows[:0], "c", "zh") == ""


def test_zones_declared_without_a_district_are_not_most_in_the_city():
    rows = pd.DataFrame({"level": ["high", "medium"], "area_id": ["c", "c"], "area_name": ["株洲市", "株洲市"], "zones": [2, 1]})
    assert level_sentence(rows, "c", "zh") == "", "how many have no district stands beside the map"
    mixed = pd.concat([rows, pd.DataFrame({"level": ["high"], "area_id": ["a"], "area_name": ["甲区"], "zones": [6]})])
    assert level_sentence(mixed, "c", "zh") == "高风险区最多的是甲区，占全市的 75%。"
