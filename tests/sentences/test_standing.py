"""Who has most, which share, and how it went: sentences on frames small enough to count by hand."""

import pandas as pd
import pytest

from dashboard.sentences.standing import moved_words, parts, share_words, standing, trend
from dashboard.sentences.zones import address_sentence, level_sentence, place_sentence, prohibition_sentence


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
    assert said == "2 天内新划定 11 个、解除 2 个；现有 9 个，11月29日最多。", "9 is said once: it began at none, and the peak is now"
    later = pd.DataFrame({"day": days, "open_at_end": [7, 5, 4], "opened": [2, 0, 0], "lifted": [0, 2, 1]})
    fell = "3 天内新划定 2 个、解除 3 个；现有 4 个，比期初 −1，11月27日最多，为 7 个。"
    assert trend("zones.f_flow", later, "open_at_end", "opened", "lifted", "zh") == fell
    said = trend("zones.f_flow", later, "open_at_end", "opened", "lifted", "en")
    assert said == "2 opened and 3 lifted in 3 days; 4 open now, −1 on the start; most on 27 Nov (7)."
    assert trend("zones.f_flow", frame[:1], "open_at_end", "opened", "lifted", "zh") == ""


def test_a_shared_first_place_is_said_as_shared():
    frame = pd.DataFrame({"area_id": ["a", "b", "c"], "area_name": ["甲区", "乙区", "丙区"], "zones": [4, 4, 2]})
    assert standing("zones.f_area", frame, "zones", "zh").startswith("甲区、乙区并列最多，各 4 个，占全市 10 个的 40%")


def test_levels_say_where_most_of_each_are_and_one_level_alone_is_said_to_be_so():
    rows = pd.DataFrame({"level": ["high", "high", "medium"], "area_id": ["a", "b", "b"], "area_name": ["甲区", "乙区", "乙区"], "zones": [3, 1, 2]})
    assert level_sentence(rows, "0", "zh") == "高风险区最多的是甲区，占全市的 75%。中风险区最多的是乙区，占全市的 100%。"
    assert level_sentence(rows[:2], "0", "zh") == "现有的都是高风险区。" and level_sentence(rows[:0], "0", "zh") == ""


def test_the_city_is_no_district_that_has_most():
    rows = pd.DataFrame({"level": ["high", "medium", "high"], "area_id": ["0", "0", "a"], "area_name": ["某市", "某市", "甲区"], "zones": [5, 2, 3]})
    alone, places = "有 7 个风险区的通告未写明区县，不能分到区县。", rows.assign(location="address_only")
    assert level_sentence(rows[:2], "0", "zh") == "" and place_sentence(rows[:2], "0", None, "zh") == alone, "its number once, under the map"
    assert address_sentence(places[:2], "0", None, "zh") == "通告都未写明区县。"
    assert level_sentence(rows, "0", "zh") == "高风险区最多的是甲区，占全市的 38%。"
    assert place_sentence(rows, "0", None, "zh") == "甲区最多，3 个，占全市 10 个的 30%；1 个区县有风险区。" + alone
    assert address_sentence(places, "0", None, "zh") == "甲区仅有地址的最多，3 个，占全市 10 个的 30%。" + alone


def test_a_peak_of_several_days_is_not_that_of_one():
    days = pd.date_range("2022-11-04", periods=4)
    frame = pd.DataFrame({"day": days, "open_at_end": [1, 3, 3, 3], "opened": [1, 2, 0, 0], "lifted": 0})
    assert "现有 3 个，11月5日起最多。" in trend("zones.f_flow", frame, "open_at_end", "opened", "lifted", "zh")
    assert "11月5日等 2 天最多" in trend("zones.f_flow", frame.assign(open_at_end=[1, 3, 2, 3]), "open_at_end", "opened", "lifted", "zh")


def test_districts_that_changed_as_much_are_all_named():
    both = [("甲区", 0, -3), ("乙区", 4, 3)]
    assert moved_words(both, "zh") == "近7日较前7日变动最大的是甲区（0 例，−3）、乙区（4 例，+3）。"
    assert moved_words(both[:1], "zh") == "近7日较前7日变动最大的是甲区，0 例，−3。"
    assert moved_words(both * 2, "zh").endswith("甲区（0 例，−3）等 4 个区县。")


def test_of_one_alone_nothing_is_said_to_be_most():
    one = pd.DataFrame({"area_id": ["a"], "area_name": ["甲区"], "zones": [4]})
    assert standing("zones.f_area", one, "zones", "zh", city="0") == "", "its bar has its name and number"
    assert standing("zones.f_area", one, "zones", "zh", "a", city="0").startswith("甲区有 4 个")
    rest = pd.concat([one, pd.DataFrame({"area_id": ["0"], "area_name": ["某市"], "zones": [6]})])
    assert standing("zones.f_area", rest, "zones", "zh", city="0").startswith("甲区最多，4 个，占全市 10 个的 40%")


def test_of_a_prohibition_each_number_is_said_once_and_none_is_left_out():
    row = {"examined": 5, "unknown": 2, "without_area": 1, "with_cause": 0}
    assert prohibition_sentence(8, row, "zh") == "在用卡口 5 处。2 处是否低风险地区未知。未写区县的 1 处。"
    assert prohibition_sentence(8, row | {"unknown": 5, "without_area": 0}, "zh") == "在用卡口 5 处。是否低风险地区都未知。"
    assert prohibition_sentence(9, row | {"unknown": 0}, "zh") == "停业的保供单位 5 家。"
    assert prohibition_sentence(3, row, "en") == "5 high and medium zones. 2 have no clock, or none that can be reckoned, and are not judged."
