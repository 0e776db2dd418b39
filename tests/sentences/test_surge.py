"""A surge in words: its state and its days, per cent as cities publish it, and of which days the usual is."""

import pandas as pd
import pytest

from dashboard.sentences.surge import day_sentence, hours_sentence, week_sentence

DAYS = pd.DataFrame({
    "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"]), "offered": [1800.0, 2400.0, 900.0], "baseline": [1200.0, 1200.0, 1200.0],
    "is_partial": [False, False, True], "surge_state": ["high", "high", None], "surge_since": pd.Timestamp("2022-11-14"), "baseline_of": "weekday",
    "baseline_from": pd.Timestamp("2022-09-19"), "baseline_to": pd.Timestamp("2022-11-07"), "weeks_in_baseline": 8,
    "offered_7d": [None, 3510.0, None], "surge_percent": [None, 66.0359, None], "change_percent": [None, 67.142857, None],
})


def test_the_day_that_is_not_over_is_compared_with_nothing():
    assert day_sentence(DAYS, "zh") == (
        "11月28日呼入 2,400 通，较常见量 1,200 通 +100%。来电激增自11月14日开始，居高已 15 天，眼下未再上升。"
        "常见量取自9月19日至11月7日间 8 个同星期日期的中位数，激增期间与节假日不计。")
    assert "stood high for 15 days" in day_sentence(DAYS, "en")
    assert day_sentence(DAYS.assign(baseline=None), "zh") == "11月28日呼入 2,400 通；此前同类日期有记录的太少，尚无常见量可比。"
    assert "工作日或休息日" in day_sentence(DAYS.assign(baseline_of="day_kind"), "zh") and day_sentence(DAYS[2:], "zh") == ""
    assert "放假安排尚未收录" in day_sentence(DAYS.assign(baseline_to=pd.Timestamp("2029-11-07")), "zh")


def test_a_week_is_told_in_per_cent_as_cities_publish_it():
    assert week_sentence(DAYS, "zh") == "近7日共 3,510 通，较常见量 +66.04%，较前7日 +67.14%。"
    assert week_sentence(DAYS.assign(surge_percent=None), "zh") == "近7日共 3,510 通，较前7日 +67.14%。"
    assert week_sentence(DAYS.assign(change_percent=None), "zh") == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hours_say_their_state_or_that_it_cannot_be_known(lang):
    hours = DAYS.assign(hour=DAYS["day"])
    said = {state: hours_sentence(hours.assign(surge_state=state), lang) for state in ("usual", "onset", "rising", "high", "easing", "over", "settled")}
    assert len(set(said.values())) == 7 and all(said.values())
    by_hour = {"zh": "逐小时看，", "en": "Hour by hour: "}[lang]
    assert said["high"].startswith(by_hour), "the day's onset is another"
    assert not hours_sentence(hours.assign(surge_state="usual", surge_since=None), lang).startswith(by_hour)
    unknown = hours_sentence(hours.assign(surge_state=None), lang)
    assert unknown and unknown not in said.values() and hours_sentence(hours[:0], lang) == ""
