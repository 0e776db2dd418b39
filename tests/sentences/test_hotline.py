"""What stands under the charts of the hotline: like compared with like, unknown never taken for usual or for nothing."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.sentences.hotline import (
    answered_words,
    area_sentence,
    channel_sentence,
    connect_sentence,
    covered_words,
    hour_sentence,
    topic_sentence,
    week_words,
)

AT = datetime(2022, 11, 29, 15, 20)
DAYS = pd.DataFrame({
    "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"]), "offered": [1800.0, 2400.0, 900.0], "baseline": [1200.0, 1200.0, 1200.0],
    "surge": [False, True, None], "connect_share": [0.96, 0.9, 0.99], "is_partial": [False, False, True],
})
HOURS = pd.DataFrame({
    "hour": pd.to_datetime(["2022-11-28 16:00", "2022-11-29 13:00", "2022-11-29 14:00", "2022-11-29 15:00"]),
    "offered": [500.0, 120.0, 90.0, 400.0], "surge": [True, False, False, None], "marked": [True, False, False, False],
    "is_partial": [False, False, False, True],
    "surge_state": ["rising", "usual", "usual", None], "surge_since": pd.to_datetime(["2022-11-28 14:00", None, None, None]),
    "baseline_of": "weekday", "baseline_from": pd.Timestamp("2022-10-04"), "baseline_to": pd.Timestamp("2022-11-22"), "weeks_in_baseline": 8,
})


def test_the_busiest_hour_is_one_of_today_that_is_over():
    assert hour_sentence(HOURS, AT, "zh") == (
        "今日最忙的是 13–14 时，呼入 120 通。来电在常见范围内。常见量取自10月4日至11月22日间同星期同时刻的中位数，激增期间与节假日不计。")
    assert hour_sentence(HOURS, AT, "zh", with_usual=False).endswith("来电在常见范围内。")
    assert hour_sentence(HOURS[:1], AT, "zh") == "今日还没有整小时的来电。"


def test_the_connect_rate_stands_beside_the_norm_and_the_lowest_day():
    assert connect_sentence(DAYS, "zh") == "11月28日接通率 90.0%，低于国标 95%，为所选日期内最低。"
    met = DAYS.assign(connect_share=[0.8, 0.95, None])
    assert connect_sentence(met, "zh") == "11月28日接通率 95.0%，达到国标 95%；所选日期内最低为11月27日的 80.0%。"


@pytest.mark.parametrize(("lang", "gap"), [("zh", ""), ("en", " ")])
def test_calls_without_a_topic_or_a_district_are_said_behind_the_finding(lang, gap):
    topics = pd.DataFrame({"topic": ["medical", "unknown"], "offered_7d": [40, 9], "change_share": [0.5, None]})
    said, alone = topic_sentence(topics, lang), topic_sentence(topics[1:], lang)
    assert said.endswith(gap + alone) and len(said) > len(alone) + len(gap) and "9" in alone and "1.5" in said
    areas = pd.DataFrame({"area_id": ["a", "b", ""], "area_name": ["甲区", "乙区", ""], "offered_7d": [40, 30, 9], "per_10k": [8.0, 2.5, None]})
    said, alone = area_sentence(areas, lang), area_sentence(areas[1:], lang)
    assert said.endswith(gap + alone) and "甲区" in said and "8.0" in said and "9" in alone


def test_channels_name_the_first_and_its_share():
    channels = pd.DataFrame({"channel": ["phone", "web"], "offered": [75.0, 25.0], "connect_share": [0.9, None]})
    assert channel_sentence(channels, "zh").endswith("占 75%，接通率 90.0%。") and channel_sentence(channels[:0], "zh") == ""


def test_the_hours_that_todays_calls_cover_end_with_the_last_known_one():
    assert covered_words(HOURS, AT.date(), pd.Timestamp(AT), "zh") == "11月29日 0–15时"
    assert covered_words(HOURS[:3], AT.date(), pd.Timestamp(AT), "zh") == "11月29日 0–15时"
    assert covered_words(HOURS[:0], AT.date(), pd.Timestamp(AT), "zh") == "11月29日" and covered_words(HOURS, None, pd.Timestamp(AT), "zh") == ""


def test_the_week_is_named_and_districts_of_answered_calls_say_so():
    areas = pd.DataFrame({"area_id": ["a", ""], "offered_7d": [40, 9], "answered_7d": [40, 0], "last_day": pd.to_datetime(["2022-11-28"] * 2)})
    assert week_words(areas, "zh") == "近7日指 11月22日至11月28日，每日来电均已收齐。" and week_words(areas[:0], "zh") == ""
    assert answered_words(areas, "zh").startswith("只有接通的来电记有区县") and answered_words(areas.assign(answered_7d=[30, 0]), "zh") == ""
