"""What callers meet and what shifts need, in words: intervals, refusals and what is not known."""

import pandas as pd
import pytest

from dashboard.sentences.hotline_lead import lead_sentence
from dashboard.sentences.hotline_service import need_sentence, repeat_sentence, rising_sentence, shift_notes, shift_sentence, wait_sentence

SHIFTS = pd.DataFrame({
    "starts_at": pd.to_datetime(["2022-04-08 08:00", "2022-04-08 16:00"]), "ends_at": pd.to_datetime(["2022-04-08 16:00", "2022-04-09 00:00"]),
    "forecast": [240.0, 90.0], "forecast_low": [200.0, None], "forecast_high": [290.0, None], "busiest_hour": [72.0, 20.0], "load": [6.1, 1.7],
    "staff_needed": [9, 4], "staff_needed_high": [11, None], "staff_planned": [6, 4], "connect_planned": [0.82, 0.97], "lost_planned": [43.0, 3.0],
    "queue_grows": [True, False], "seats": [8, 8], "connect_at_seats": [0.9, None], "lost_at_seats": [24.0, None], "target": 0.95, "handle_seconds": 303.0, "patience_seconds": 136.0, "no_advice": None,
})


def test_the_busiest_shift_is_told_with_its_interval_and_what_the_planned_staff_lose():
    said = shift_sentence(SHIFTS, "zh") + "".join(shift_notes(SHIFTS, "zh"))
    for part in ("预计 240 通（95% 区间 200 至 290）", "须 9 人在岗", "则须 11 人", "6 人在岗，接通率约 82%，约 43 通打不通", "队伍只会越来越长", "每通处理 303 秒", "16时须 9 人，多于中心的 8 个座席：座席全部有人，接通率也只有约 90%，约 24 通打不通"):
        assert part in said
    assert "the queue would grow without end" in shift_notes(SHIFTS, "en")[0]
    assert "座席" not in "".join(shift_notes(SHIFTS.assign(seats=None, connect_at_seats=None), "zh"))
    assert "没有设置各班在岗人数" in shift_notes(SHIFTS.assign(connect_planned=None), "zh")[0]
    assert "区间" not in shift_sentence(SHIFTS.assign(forecast_low=None), "zh")


@pytest.mark.parametrize("why", ["short_history", "no_handle_time", "no_patience"])
def test_no_advice_says_why(why):
    zh, en = (shift_sentence(SHIFTS.assign(no_advice=why), lang) for lang in ("zh", "en"))
    assert zh and en and zh != en and shift_notes(SHIFTS.assign(no_advice=why), "zh") == []


def test_waits_name_what_they_are_a_share_of():
    days = pd.DataFrame({"day": pd.to_datetime(["2022-11-28", "2022-11-29"]), "wait_median": [52.0, 9.0], "wait_p90": [115.0, 9.0],
                         "within_15_share": [0.19, 1.0], "within_20_share": [0.212, 1.0], "is_partial": [False, True]})
    assert wait_sentence(days, "zh") == "11月28日接通来电一半等了不超过 52 秒，九成不超过 115 秒；15 秒内接起的占呼入 19.0%（20 秒内 21.2%），提前挂断的算作未接起。"
    assert wait_sentence(days[1:], "zh") == ""


def test_who_was_not_answered_and_rang_again():
    callers = pd.DataFrame({"first_outcome": ["abandoned", "answered"], "callers": [295, 2759], "repeating": [140, 150], "reached_later": [136, 150], "without_key": 96})
    assert repeat_sentence(callers, "zh") == "近7日首次来电未接通的有 295 人，其中 140 人（47%）再次拨打，136 人后来打通。另有 96 通没有来电人代号，不在其中。"
    assert repeat_sentence(callers[1:].assign(without_key=0), "zh") == "近7日首次来电均已接通。"


def test_what_rises_and_what_is_needed_or_that_it_cannot_be_said():
    rising = pd.DataFrame({"area_id": ["a", ""], "area_name": ["曾都区", None], "topic": "supply", "offered_7d": [328, 900], "usual_7d": [140.0, 1.0],
                           "excess": [188.0, 899.0], "is_rising": True})
    assert "曾都区的“生活物资”：近7日 328 通（常见 140 通）；共有 1 项" in rising_sentence(rising, "zh"), "calls without a district are no district"
    assert "不足三周" in rising_sentence(rising.assign(usual_7d=None, is_rising=None), "zh") and "没有哪个" in rising_sentence(rising.assign(is_rising=False), "zh")
    needs = pd.DataFrame({"area_name": ["曾都区"], "need": "food", "calls_7d": 328, "usual_7d": 133.0, "excess": 195.0, "days_above": 7,
                          "last_delivery_at": pd.Timestamp("2022-04-08 08:47"), "points_below": 4.0})
    assert need_sentence(needs, "zh").endswith("已连续 7 天偏多。该区最近一次配送记录在4月8日 08:47。不足三天的保供点 4 个。")
    assert "没有配送记录" in need_sentence(needs.assign(last_delivery_at=pd.NaT, points_below=None), "zh")
    assert "太少" in need_sentence(needs.assign(excess=None), "zh") and "均未" in need_sentence(needs.assign(excess=-3.0), "zh")


@pytest.mark.parametrize(("days", "low", "high", "zh", "en"), [
    (3, 2, 5, "生活物资与配送来电先于新增感染者约 3 天（95% 区间 2 至 5 天），日变化相关 0.62，偶然可达 0.31。", "come about 3 days before new cases"),
    (-4, -6, -1, "生活物资与配送来电晚于新增感染者约 4 天（95% 区间 1 至 6 天）", "come about 4 days after new cases"),
    (1, -2, 6, "谁先谁后分不出：95% 区间从早 6 天到晚 2 天。", "from 6 days before to 2 after"), (0, 0, 0, "同日涨落", "on the same day"),
])
def test_which_comes_first_is_said_with_its_interval(days, low, high, zh, en):
    rows = pd.DataFrame({"need": ["food"], "lead_days": [days], "lead_low": [low], "lead_high": [high], "correlation": [0.62], "by_chance": [0.31],
                         "days_paired": [60], "withheld": [None]}).astype({"withheld": object})
    assert zh in lead_sentence(rows, "zh") and "在前不等于是原因" in lead_sentence(rows, "zh") and en in lead_sentence(rows, "en")


def test_needs_of_which_nothing_is_said_stand_together_by_the_reason():
    rows = pd.DataFrame({"need": ["food", "medical", "transport"], "days_paired": [12, 15, 60], "withheld": ["few_days", "few_days", "no_lag"]})
    said = lead_sentence(rows, "zh")
    assert "生活物资与配送、就医用药来电与新增感染者的先后无从判断：两者同日都有记录的日变化只有 12 天" in said and "交通出行来电与新增感染者看不出先后" in said
    assert lead_sentence(rows[:0], "zh") == ""
